import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const LAST = 87
const root = join(import.meta.dirname, '..')

function testedNumbers(): ReadonlySet<number> {
  const files = readdirSync(join(root, 'tests'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts') || name.endsWith('.test.tsx'))
  const text = files.map((name) => readFileSync(join(root, 'tests', name), 'utf8')).join('\n')
  return new Set([...text.matchAll(/\(\s*['"`]((?:S\d{1,2},? ?)+(?:and S\d{1,2})?):/g)].flatMap(([, numbers = '']) => [...numbers.matchAll(/S(\d+)/g)].map(([, number]) => Number(number))))
}

test('every security requirement has a test that carries its number, or a line that says what it waits for', () => {
  const waiting = new Set([...readFileSync(join(root, 'docs/security-requirements.md'), 'utf8').matchAll(/^\| S(\d+) \|/gm)].map(([, number]) => Number(number)))
  const tested = testedNumbers()
  const missing = Array.from({ length: LAST }, (_, at) => at + 1).filter((number) => !tested.has(number) && !waiting.has(number))
  expect(missing.map((number) => `S${number}`)).toEqual([])
})

test('S87: SECURITY.md says how to report, what is supported, what is protected against whom, what is out of scope, and the limits', () => {
  const text = readFileSync(join(root, 'SECURITY.md'), 'utf8')
  for (const part of ['## Reporting', 'Supported:', '## What is protected, and against whom', 'Out of scope.', '## Limits and their defaults']) expect(text).toContain(part)
})
