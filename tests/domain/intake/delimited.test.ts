import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { delimitedReader, delimitedText, OWN_DIALECT } from '../../../app/domain/intake/delimited.ts'
import { DEFAULT_LIMITS, KEPT_RAW_CHARS } from '../../../app/domain/intake/limits.ts'
import type { RawRow } from '../../../app/domain/intake/raw-row.ts'

function readAll(text: string, cuts: readonly number[] = [], limits = DEFAULT_LIMITS, dialect = OWN_DIALECT): RawRow[] {
  const reader = delimitedReader(limits, dialect)
  const rows: RawRow[] = []
  let from = 0
  for (const cut of [...cuts].map((c) => c % (text.length + 1)).sort((a, b) => a - b)) {
    rows.push(...reader.push(text.slice(from, cut)))
    from = cut
  }
  rows.push(...reader.push(text.slice(from)), ...reader.end())
  return rows
}

const cell = fc.oneof(fc.string({ maxLength: 12 }), fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', '话', ' '), maxLength: 8 })).map((s) => s.replaceAll('\0', ''))
const table = fc.integer({ min: 1, max: 5 }).chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }))

describe('delimitedReader', () => {
  test('gives back every table as it was written, however the stream is chopped', () => {
    fc.assert(fc.property(table, fc.array(fc.nat(), { maxLength: 8 }), (rows, cuts) => {
      const read = readAll(delimitedText(rows), cuts)
      expect(read.map((row) => row.cells)).toEqual(rows)
      expect(read.every((row) => row.fault === null)).toBe(true)
    }))
  })

  test('names the line on which each row begins, rows of several lines included', () => {
    fc.assert(fc.property(table, fc.array(fc.nat(), { maxLength: 8 }), (rows, cuts) => {
      const lines: number[] = []
      let line = 1
      for (const row of rows) {
        lines.push(line)
        line += delimitedText([row]).split('\n').length - 1
      }
      expect(readAll(delimitedText(rows), cuts).map((row) => row.line)).toEqual(lines)
    }))
  })

  test('takes any text without throwing, and gives the same rows however it is chopped', () => {
    const hostile = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', '\0', '""', '\r\n'), maxLength: 60 })
    fc.assert(fc.property(hostile, fc.array(fc.nat(), { maxLength: 10 }), (text, cuts) => {
      const limits = { ...DEFAULT_LIMITS, rowLines: 4 }
      for (const quotes of ['strict', 'loose'] as const) expect(readAll(text, cuts, limits, { ...OWN_DIALECT, quotes })).toEqual(readAll(text, [], limits, { ...OWN_DIALECT, quotes }))
    }), { numRuns: 500 })
  })

  test('loses no line: every line that is not blank lies in exactly one row', () => {
    const hostile = fc.array(fc.string({ unit: fc.constantFrom('"', ',', 'a', 'b'), minLength: 1, maxLength: 8 }), { maxLength: 20 })
    fc.assert(fc.property(hostile, (lines) => {
      const rows = readAll(lines.join('\n'))
      const covered = rows.flatMap((row) => row.raw.split('\n').map((_, index) => row.line + index))
      expect(covered).toEqual(lines.map((_, index) => index + 1))
    }))
  })

  test('reads CRLF, a last line without a break, and skips blank lines', () => {
    expect(readAll('a,b\r\n\r\n1,2\r\n\n"3",4').map(({ line, cells }) => ({ line, cells }))).toEqual([
      { line: 1, cells: ['a', 'b'] }, { line: 3, cells: ['1', '2'] }, { line: 5, cells: ['3', '4'] },
    ])
    expect(readAll('a,b\r1,2\r', [], DEFAULT_LIMITS, { ...OWN_DIALECT, newline: '\r' }).map((row) => row.cells)).toEqual([['a', 'b'], ['1', '2']])
  })

  test('S27: a quote that is never closed costs its own row, not the rows after it', () => {
    const rows = readAll('id,text\n1,"open\n2,fine\n3,also fine\n')
    expect(rows.map((row) => row.fault?.code ?? row.cells?.[0])).toEqual(['id', 'quote_unclosed', '2', '3'])
    expect(rows[1]).toMatchObject({ line: 2, raw: '1,"open' })
  })

  test('S27: a quote in the wrong place costs its own row, also when a later quote would close it', () => {
    expect(readAll('1,"a"b,c\n2,x\n').map((row) => row.fault?.code ?? row.cells?.[0])).toEqual(['quote_misplaced', '2'])
    expect(readAll('1,a"b\n2,x\n').map((row) => row.fault?.code ?? row.cells?.[0])).toEqual(['quote_misplaced', '2'])
    expect(readAll('1,"open\n2,x\n3,"said ""so"" today"\n4,y\n').map((row) => row.fault?.code ?? row.cells?.[0])).toEqual(['quote_misplaced', '2', '3', '4'])
  })

  test('loosely read, quotes inside a cell are text, a spreadsheet\'s text loses its wrapping, and a lone carriage return ends a row', () => {
    const loose = (text: string) => readAll(text, [], DEFAULT_LIMITS, { ...OWN_DIALECT, quotes: 'loose' }).map((row) => row.fault?.code ?? row.cells)
    expect(loose('1,话费"快充"卡,"a,b"\n="0042",="a,""b",c\n')).toEqual([['1', '话费"快充"卡', 'a,b'], ['0042', 'a,"b', 'c']])
    expect(loose('1,"open\n2,"a"b\n3,"",x\n')).toEqual(['quote_misplaced', 'quote_misplaced', ['3', '', 'x']])
    expect(loose('a,b\r\n1,2\r3,4\r\r\n5,6\n')).toEqual([['a', 'b'], ['1', '2'], ['3', '4'], ['5', '6']])
  })

  test('S25: rows and fields have ceilings, on both sides of the edge', () => {
    const limits = { ...DEFAULT_LIMITS, rowChars: 20, fieldChars: 10 }
    const codeOf = (text: string, cuts: number[] = []) => readAll(`${text}\nok\n`, cuts, limits).map((row) => row.fault?.code ?? 'taken')
    expect(codeOf(`${'a'.repeat(10)},${'b'.repeat(9)}`)).toEqual(['taken', 'taken'])
    expect(codeOf(`${'a'.repeat(10)},${'b'.repeat(10)}`)).toEqual(['row_too_long', 'taken'])
    expect(codeOf(`${'a'.repeat(11)},b`)).toEqual(['field_too_long', 'taken'])
    expect(codeOf('x'.repeat(500), [25, 90, 300])).toEqual(['row_too_long', 'taken'])
    expect(codeOf(`"${'x'.repeat(500)}"`, [25, 90, 300])).toEqual(['row_too_long', 'taken'])
    expect(codeOf('a"b\nc"d'.replace('a', '"a').replace('"d', '"'))).toEqual(['quote_misplaced', 'quote_misplaced', 'taken'])
    const lines = { ...DEFAULT_LIMITS, rowLines: 3 }
    expect(readAll('"a\nb\nc"\n', [], lines).map((row) => row.fault?.code ?? null)).toEqual([null])
    expect(readAll('"a\nb\nc\nd"\n', [], lines)[0]?.fault?.code).toBe('quote_unclosed')
  })

  test('a refused row keeps the beginning of its text and no more', () => {
    const [row] = readAll(`"${'x'.repeat(KEPT_RAW_CHARS * 2)}`)
    expect(row?.raw.length).toBe(KEPT_RAW_CHARS)
  })

  test('NUL bytes refuse their row by name', () => {
    expect(readAll('a,b\n1,\0\n2,3\n').map((row) => row.fault?.code ?? row.cells?.[0])).toEqual(['a', 'nul_byte', '2'])
  })
})
