import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guardCell, unguardCell } from '../../../app/domain/exports/spreadsheet-guard.ts'

describe('S41: no cell becomes a formula', () => {
  test.each(['=1+1', '+86138', '-2+3', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\u200b=1', '\ufeff=1', '\u00a0@x', '＝1+1', '＋1', "'=1", '\n=cmd'])('%j is guarded', (cell) => {
    expect(guardCell(cell)).toBe(`'${cell}`)
  })

  test.each(['', 'hello', '-12.50', '-3', '12', '充值', "it's", 'a=b', "'quoted'", '2026-03-14'])('%j stays', (cell) => {
    expect(guardCell(cell)).toBe(cell)
  })

  test('guarding is undone exactly, whatever stands in the cell', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', ' ', '\t', '1', 'a', '\u200b') })), (cell) => {
      expect(unguardCell(guardCell(cell))).toBe(cell)
    }), { numRuns: 500 })
  })

  test('no guarded cell begins with what a spreadsheet computes', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', ' ', '\t', '1', 'a', '\u200b') }), (cell) => {
      const guarded = guardCell(cell)
      expect(/^[\s\p{Cf}]*[=+\-@]/u.test(guarded) && !/^-?[\d.]+$/.test(guarded)).toBe(false)
    }), { numRuns: 500 })
  })
})
