import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { translator } from '../../app/i18n/translate.ts'

/** Shown under other words: rows of files by `rejection.…`, patterns by the editor of rules. Commands write their own sentences. */
const ELSEWHERE = new Set(['time_form', 'time_range', 'time_not_existing', 'pattern_form', 'pattern_too_long', 'pattern_too_wide', 'path_missing', 'staff_exists'])

test.each(['en', 'zh'] as const)('whatever staff are refused has its sentence in %s, and not its code alone', (locale) => {
  const t = translator({ locale, zone: 'UTC', now: 0 })
  const codes = new Set<string>()
  for (const file of readdirSync('app', { recursive: true, encoding: 'utf8' }))
    if (/\.tsx?$/.test(file) && !/domain.(intake|scoring)/.test(file)) for (const [, code = ''] of readFileSync(`app/${file}`, 'utf8').matchAll(/\brefuse\('([a-z_]+)'/g)) codes.add(code)
  expect(codes.size).toBeGreaterThan(100)
  expect([...codes].filter((code) => !ELSEWHERE.has(code) && t.find(`refusal.${code}`) === null)).toEqual([])
})
