import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { actionText } from '../../app/components/audit/action-text.ts'
import { STAFF_ACTIONS } from '../../app/domain/actions/index.ts'
import { AUDIT_ACTIONS } from '../../app/i18n/audit-actions.ts'
import { LOCALES } from '../../app/i18n/format.ts'
import { translator } from '../../app/i18n/translate.ts'

const sources = globSync('app/{usecases,http,auth,worker}/**/*.ts').map((path) => readFileSync(path, 'utf8'))

/** Every code of the form `noun.verb` that stands in an audit entry, as a literal or in a table of them. */
const written = new Set(sources.filter((text) => text.includes('auditEntry(') || text.includes('AUDIT_ACTION')).flatMap((text) => {
  const literals = [...text.matchAll(/action: (?:isDisabled \? )?'([a-z_]+\.[a-z_]+)'(?: : '([a-z_]+\.[a-z_]+)')?/g)].flatMap((match) => [match[1], match[2]])
  const tables = [...text.matchAll(/AUDIT_ACTION\b[^=]*= \{([^}]*)\}/g)].flatMap((table) => [...(table[1] ?? '').matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map((match) => match[1]))
  return [...literals, ...tables].filter((code) => code !== undefined)
}))
/** Every kind of thing that an entry is about, in files that make entries. */
const objects = new Set(sources.filter((text) => text.includes('auditEntry(')).flatMap((text) => [...text.matchAll(/object: [`']([a-z_]+):/g)].map((match) => match[1] ?? '')))
for (const state of ['approved', 'rejected', 'withdrawn', 'void']) written.add(`approval.${state}`)

/** What happens to staff actions, by the names their files give to events. */
const happenings = STAFF_ACTIONS.flatMap(({ kind }) => {
  const text = readFileSync(`app/domain/actions/${kind.replaceAll('_', '-')}.ts`, 'utf8')
  const types = [...text.matchAll(/(?:event|withReason)\('([a-z_]+)'/g)].map((match) => match[1])
  return [...new Set([...types, 'refused'])].map((type) => `${kind}.${type}`)
})

describe('the words of the audit', () => {
  it('are looked for where entries are made', () => {
    expect(written.size).toBeGreaterThan(30)
    expect([...written]).toContain('staff.enabled')
    expect([...written]).toContain('case.note_corrected')
    expect(happenings.length).toBeGreaterThan(3)
  })

  it.each(LOCALES)('%s has them for every code that the program writes', (locale) => {
    const t = translator({ locale, zone: 'Asia/Shanghai', now: 0 })
    expect([...written, ...happenings].filter((code) => actionText(t, code) === code)).toEqual([])
  })

  it.each(LOCALES)('%s has them for every kind of thing that an entry is about', (locale) => {
    const t = translator({ locale, zone: 'Asia/Shanghai', now: 0 })
    expect([...objects]).toContain('second_review')
    // A bulk decision is about a row of `approvals`; its payload names the number of cases and stands in no entry.
    expect([...objects].filter((kind) => kind !== 'cases' && t.find(`audit_object.${kind}`, { id: '7' }) === null)).toEqual([])
  })

  it('offers no filter for what the program never writes', () => {
    expect(AUDIT_ACTIONS.filter((code) => !written.has(code))).toEqual([])
  })

  it('shows an unknown code as it is', () => {
    expect(actionText(translator({ locale: 'zh', zone: 'UTC', now: 0 }), 'moon.landed')).toBe('moon.landed')
  })
})
