import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const pages = globSync('{*.md,docs/**/*.md}').sort()

describe('documents', () => {
  it('there are some', () => expect(pages.length).toBeGreaterThan(50))
  it.each(pages)('%s leads to files that exist', (page) => {
    const targets = [...readFileSync(page, 'utf8').matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target.replace(/#.*$/, '')).filter((target) => target !== '' && !/^[a-z]+:/.test(target))
    expect(targets.filter((target) => !existsSync(join(dirname(page), target)))).toEqual([])
  })
  it('every decision stands in the index, once', () => {
    const listed = [...readFileSync('docs/decisions/README.md', 'utf8').matchAll(/\]\((\d{4}-[^)]*\.md)\)/g)].map(([, name]) => name).sort()
    expect(listed).toEqual(globSync('docs/decisions/[0-9]*.md').map((file) => file.replace(/^.*\//, '')).sort())
  })
})
