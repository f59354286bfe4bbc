import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jsonLinesReader } from '../../../app/domain/intake/json-lines.ts'
import { DEFAULT_LIMITS } from '../../../app/domain/intake/limits.ts'
import type { RawRow } from '../../../app/domain/intake/raw-row.ts'

function readAll(text: string, columns: readonly string[] = ['a', 'b'], cuts: readonly number[] = [], limits = DEFAULT_LIMITS): RawRow[] {
  const reader = jsonLinesReader(columns, limits)
  const rows: RawRow[] = []
  let from = 0
  for (const cut of [...cuts].map((c) => c % (text.length + 1)).sort((x, y) => x - y)) {
    rows.push(...reader.push(text.slice(from, cut)))
    from = cut
  }
  return [...rows, ...reader.push(text.slice(from)), ...reader.end()]
}

const outcome = (row: RawRow) => row.fault?.code ?? row.cells

describe('jsonLinesReader', () => {
  test('puts members in the order of the columns, however the stream is chopped', () => {
    fc.assert(fc.property(fc.array(fc.record({ a: fc.string(), b: fc.string() }), { maxLength: 8 }), fc.array(fc.nat(), { maxLength: 6 }), (objects, cuts) => {
      const clean = objects.map(({ a, b }) => ({ b: b.replaceAll('\0', ''), a: a.replaceAll('\0', '') }))
      const rows = readAll(clean.map((object) => `${JSON.stringify(object)}\n`).join(''), ['a', 'b'], cuts)
      expect(rows.map(outcome)).toEqual(clean.map(({ a, b }) => [a, b]))
      expect(rows.map((row) => row.line)).toEqual(clean.map((_, index) => index + 1))
    }))
  })

  test('takes any text without throwing', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ':', ',', 'a', '1', '\\', '\n') })), (text) => {
      for (const row of readAll(text)) expect(row.cells === null).toBe(row.fault !== null)
    }), { numRuns: 500 })
  })

  test('numbers keep every digit they were written with', () => {
    expect(readAll('{"a":100.00,"b":4200002556202603145002267915}').map(outcome)).toEqual([['100.00', '4200002556202603145002267915']])
    expect(readAll('{"a":4.2E+27,"b":0.1000000000000000055}').map(outcome)).toEqual([['4.2E+27', '0.1000000000000000055']])
    expect(readAll('{"z":{"a":7,"b":[1]},"a":1.50,"b":true}').map(outcome)).toEqual([['1.50', 'true']])
  })

  test('null and a missing key are unknown; other keys are kept beside', () => {
    const [row] = readAll('{"a":null,"x":"1","__proto__":"p","n":{"d":1}}')
    expect(row?.cells).toEqual(['', ''])
    expect([...(row?.extra ?? [])]).toEqual([['x', '1'], ['__proto__', 'p'], ['n', '{"d":1}']])
  })

  test.each([
    ['{"a":"1","a":"2"}', 'json_repeated_key'], ['{"a":"1", "a" :"2"}', 'json_repeated_key'], ['{"a":"1","\\u0061":"2"}', 'json_repeated_key'], ['[1]', 'json_not_object'], ['"x"', 'json_not_object'],
    ['null', 'json_not_object'], ['{"a":', 'json_form'], ['{a:1}', 'json_form'], ['{"a":"\\u0000"}', 'nul_byte'], ['{"a":"\\ud800"}', 'value_characters'],
    [`{"a":${'['.repeat(33)}${']'.repeat(33)}}`, 'json_depth'],
  ])('%s is refused as %s', (text, code) => {
    expect(readAll(`${text}\n{"a":"fine"}`).map(outcome)).toEqual([code, ['fine', '']])
  })

  test('text that only looks like a repeated key is fine', () => {
    expect(readAll(JSON.stringify({ a: '"a":"a":"a":', b: '{"b":1}' })).map(outcome)).toEqual([['"a":"a":"a":', '{"b":1}']])
    expect(readAll('{"n":{"a":1},"a":"x"}').map(outcome)).toEqual([['x', '']])
  })

  test('S25: a hostile depth or length ends in its own message and costs one row', () => {
    expect(readAll(`{"a":${'['.repeat(200_000)}\n{"a":"fine"}`).map(outcome)).toEqual(['json_depth', ['fine', '']])
    const limits = { ...DEFAULT_LIMITS, rowChars: 40, fieldChars: 10 }
    expect(readAll(`{"a":"${'x'.repeat(100)}"}\n{"a":"fine"}`, ['a'], [50, 90], limits).map(outcome)).toEqual(['row_too_long', ['fine']])
    expect(readAll(`{"a":"${'x'.repeat(10)}"}\n{"a":"${'x'.repeat(11)}"}`, ['a'], [], limits).map(outcome)).toEqual([['x'.repeat(10)], 'field_too_long'])
  })
})
