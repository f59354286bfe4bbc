import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refusalText } from '../../../app/components/refusal-text.tsx'
import { DEFAULT_LIMITS, type IntakeLimits } from '../../../app/domain/intake/limits.ts'
import { isMappable } from '../../../app/domain/intake/mapping/mapping.ts'
import type { Refusal } from '../../../app/domain/values/result.ts'
import { translator } from '../../../app/i18n/translate.ts'
import { inspectPart, openFilePart, rowsOf } from '../../../app/usecases/intake/read-feed-file.server.ts'
import { csv, GOOD_ROWS, manyRows, slicedPart } from '../../support/feed-rows.ts'
import { sharedFolder } from '../../support/folders.ts'
import { valueOf } from '../../support/result.ts'

const folder = sharedFolder()
let files = 0

function file(content: string | Uint8Array): string {
  const path = join(folder, `${++files}.txt`)
  writeFileSync(path, content)
  return path
}

/** What becomes of a file: the inspection in short, or the code of the refusal. */
async function outcome(content: string | Uint8Array, limits: IntakeLimits = DEFAULT_LIMITS): Promise<Record<string, unknown>> {
  const part = await openFilePart(file(content), limits)
  if (!part.ok) return { ...part.refusal }
  const inspected = await inspectPart(part.value, limits)
  if (!inspected.ok) return { ...inspected.refusal }
  const { feed, shape, encoding, rows, headerLine } = inspected.value
  let read = 0
  for await (const run of rowsOf(inspected.value, limits)) read += run.rows.length
  expect(read).toBe(rows)
  return { feed: feed.id, shape, encoding, rows, headerLine }
}

const ORDERS = csv(manyRows('order', 3, () => ({ remark: '交易时间：充值五十元' })))
/** 话费 in GB18030. */
const TOP_UP_GB = [0xbb, 0xb0, 0xb7, 0xd1]

function gb18030(text: string): Uint8Array {
  return Uint8Array.from(text.split('谢谢').flatMap((piece, index) => [...(index > 0 ? TOP_UP_GB : []), ...new TextEncoder().encode(piece)]))
}

function utf16(text: string, isLittle: boolean): Uint8Array {
  const units = [0xfeff, ...Array.from({ length: text.length }, (_, index) => text.charCodeAt(index))]
  return Uint8Array.from(units.flatMap((unit) => (isLittle ? [unit & 0xff, unit >> 8] : [unit >> 8, unit & 0xff])))
}

describe('a file is told by its content', () => {
  const own = { feed: 'own_orders', shape: 'csv', encoding: 'utf-8', rows: 3, headerLine: 1 }

  test('plain, packed, with a mark, with other line ends', async () => {
    expect(await outcome(ORDERS)).toEqual(own)
    expect(await outcome(gzipSync(ORDERS))).toEqual(own)
    expect(await outcome(Buffer.concat([gzipSync(ORDERS.slice(0, 40)), gzipSync(ORDERS.slice(40))]))).toEqual(own)
    expect(await outcome(`\ufeff${ORDERS}`)).toEqual(own)
    expect(await outcome(ORDERS.replaceAll('\n', '\r\n'))).toEqual(own)
    expect(await outcome(ORDERS.replaceAll('\n', '\r'))).toEqual(own)
    expect(await outcome(`\n\n${ORDERS}`)).toEqual({ ...own, headerLine: 3 })
    expect(await outcome(csv(manyRows('order', 1)).split('\n')[0] ?? '')).toEqual({ ...own, rows: 0 })
  })

  test('S26: encodings', async () => {
    const text = csv(manyRows('order', 3))
    expect(await outcome(gb18030(text))).toEqual({ ...own, encoding: 'gb18030' })
    expect(await outcome(utf16(text, true))).toEqual({ ...own, encoding: 'utf-16le' })
    expect(await outcome(utf16(text, false))).toEqual({ ...own, encoding: 'utf-16be' })
    expect(await outcome(Buffer.concat([Buffer.from(ORDERS), Buffer.from([0xff])]))).toMatchObject({ code: 'encoding_broken' })
    expect(await outcome(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('a,b\n'), Buffer.from([0xc0])]))).toMatchObject({ code: 'encoding_broken' })
    expect(await outcome(Buffer.concat([Buffer.from(csv([GOOD_ROWS.ledger])), Buffer.from([0xff, 0xff, 0x0a])]))).toMatchObject({ code: 'encoding_unknown' })
    expect(await outcome(utf16('a\ud800b', true))).toMatchObject({ code: 'encoding_broken' })
  })

  test('NDJSON with the same names as keys', async () => {
    const lines = manyRows('receipt', 4).map((row) => JSON.stringify(row))
    expect(await outcome(lines.join('\n'))).toEqual({ feed: 'own_receipts', shape: 'ndjson', encoding: 'utf-8', rows: 4, headerLine: 0 })
    expect(await outcome(`\n${lines.join('\r\n')}\r\n`)).toMatchObject({ rows: 4 })
    expect(await outcome('{"foo":1}\n')).toMatchObject({ code: 'format_unknown' })
    expect(await outcome('{"order_id":"1"}\n')).toMatchObject({ code: 'header_missing' })
    expect(await outcome('{"order_id":\n')).toMatchObject({ code: 'header_broken', data: { cause: 'json_form' } })
  })

  test('a list inside an object is a list too when all of it stands on one line, however many members its records have together', async () => {
    const wrapped = (rows: number) => JSON.stringify({ code: 0, msg: 'ok', data: { total: rows, list: manyRows('receipt', rows) } })
    expect(await outcome(wrapped(3))).toEqual({ feed: 'own_receipts', shape: 'json', encoding: 'utf-8', rows: 3, headerLine: 0 })
    expect(await outcome(wrapped(70))).toEqual({ feed: 'own_receipts', shape: 'json', encoding: 'utf-8', rows: 70, headerLine: 0 })
    const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 301 }, (_, i) => [`c${i}`, i])))
    expect(await outcome(wide)).toMatchObject({ code: 'too_many_columns' })
    expect(await outcome(`${wide}\n${wide}\n`)).toMatchObject({ code: 'too_many_columns' })
  })

  test('S29: what a file is, is told by its content; each fault of a whole file ends in its own message', async () => {
    expect(await outcome('')).toMatchObject({ code: 'file_empty' })
    expect(await outcome(' \n \n')).toMatchObject({ code: 'file_empty' })
    expect(await outcome(gzipSync(''))).toMatchObject({ code: 'file_empty' })
    expect(await outcome('hello world\n')).toMatchObject({ code: 'format_unknown' })
    expect(await outcome(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d]))).toMatchObject({ code: 'file_binary', data: { type: 'png' } })
    expect(await outcome(Uint8Array.from([0x25, 0x50, 0x44, 0x46, 0x2d]))).toMatchObject({ code: 'file_binary', data: { type: 'pdf' } })
    expect(await outcome(`order_id\0,b\n${'x\n'.repeat(5)}`)).toMatchObject({ code: 'header_broken', data: { line: 1, cause: 'nul_byte' } })
    expect(await outcome('order_id,"source\n1,2\n')).toMatchObject({ code: 'header_broken', data: { cause: 'quote_unclosed' } })
    expect(await outcome(`${'x'.repeat(10 * 1024 ** 2)}\n`)).toMatchObject({ code: 'header_broken', data: { cause: 'row_too_long' } })
    expect(await outcome(`${Array.from({ length: 301 }, (_, i) => `c${i}`).join(',')}\n`)).toMatchObject({ code: 'too_many_columns' })
    const header = ORDERS.split('\n')[0] ?? ''
    expect(await outcome(`${header},remark\n`)).toMatchObject({ code: 'header_repeated', data: { columns: ['remark'] } })
    expect(await outcome(`${header.replace('currency', 'money')}\n`)).toMatchObject({ code: 'header_missing', data: { columns: ['currency'] } })
    expect(await openFilePart(folder, DEFAULT_LIMITS)).toMatchObject({ ok: false, refusal: { code: 'file_unreadable', data: { cause: 'no plain file' } } })
    expect(await openFilePart(join(folder, 'none'), DEFAULT_LIMITS)).toMatchObject({ ok: false, refusal: { code: 'file_unreadable', data: { cause: 'ENOENT' } } })
  })

  test.each([
    [`${'x'.repeat(10 * 1024 ** 2)}\n`, 'Line 1 cannot be read. The row is longer than a row may be.', '第 1 行无法读取：整行超过长度上限。', false],
    [gzipSync('A,'.repeat(2 * 1024 ** 2)), 'Line 1 cannot be read. The row is longer than a row may be.', '第 1 行无法读取：整行超过长度上限。', false],
    [`${'{"a":'.repeat(50)}1${'}'.repeat(50)}`, 'Line 1 cannot be read. The JSON is nested too deep.', '第 1 行无法读取：JSON 嵌套过深。', false],
    ['order_id,"source\n1,2\n', 'Line 1 cannot be read. A quotation mark is never closed.', '第 1 行无法读取：引号未闭合。', true],
  ])('a file that breaks off at its beginning says where and why, and leads to its columns only where they would help (%#)', async (content, english, chinese, leadsToColumns) => {
    const refusal = await outcome(content, { ...DEFAULT_LIMITS, unpackRatio: 1e9 }) as unknown as Refusal
    const [inEnglish, inChinese] = (['en', 'zh'] as const).map((locale) => refusalText(translator({ locale, zone: 'UTC', now: 0 }), refusal))
    expect([inEnglish, inChinese, isMappable(refusal)]).toEqual([english, chinese, leadsToColumns])
  })

  test('S25: packed files that lie, are cut or are damaged', async () => {
    const packed = gzipSync(csv(manyRows('order', 500)))
    expect(await outcome(packed.subarray(0, packed.length - 20))).toMatchObject({ code: 'gzip_cut' })
    const damaged = Uint8Array.from(packed)
    damaged[Math.floor(packed.length / 2)] = (damaged[Math.floor(packed.length / 2)] ?? 0) ^ 0xff
    expect(['gzip_broken', 'encoding_broken', 'encoding_unknown']).toContain((await outcome(damaged)).code)
    const bomb = gzipSync(`${ORDERS.split('\n')[0]}\n${'A,'.repeat(30 * 1024 ** 2)}`)
    expect(await outcome(bomb)).toMatchObject({ code: 'unpack_ratio' })
    expect(await outcome(bomb, { ...DEFAULT_LIMITS, unpackRatio: 1e9, unpackedBytes: 1024 ** 2 })).toMatchObject({ code: 'unpacked_too_large' })
  })

  test('S25: limits hold on both sides of the edge', async () => {
    const bytes = Buffer.byteLength(ORDERS)
    expect(await outcome(ORDERS, { ...DEFAULT_LIMITS, fileBytes: bytes })).toMatchObject({ rows: 3 })
    expect(await outcome(ORDERS, { ...DEFAULT_LIMITS, fileBytes: bytes - 1 })).toMatchObject({ code: 'file_too_large' })
    expect(await outcome(ORDERS, { ...DEFAULT_LIMITS, unpackedBytes: bytes })).toMatchObject({ rows: 3 })
    expect(await outcome(ORDERS, { ...DEFAULT_LIMITS, unpackedBytes: bytes - 1 })).toMatchObject({ code: 'unpacked_too_large' })
    expect(await outcome(ORDERS, { ...DEFAULT_LIMITS, rows: 3 })).toMatchObject({ rows: 3 })
    expect(await outcome(ORDERS, { ...DEFAULT_LIMITS, rows: 2 })).toMatchObject({ code: 'too_many_rows' })
    expect(await outcome(ORDERS, { ...DEFAULT_LIMITS, columns: 13 })).toMatchObject({ rows: 3 })
    expect(await outcome(ORDERS, { ...DEFAULT_LIMITS, columns: 12 })).toMatchObject({ code: 'too_many_columns' })
  })

  test('lines of 10 MB in the middle of a file cost their own rows', async () => {
    const text = `${ORDERS}${'y'.repeat(10 * 1024 ** 2)}\n${ORDERS.split('\n').slice(1).join('\n')}`
    expect(await outcome(text)).toMatchObject({ rows: 7 })
  })

  test('no bytes at all make reading throw', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      const result = await outcome(bytes)
      expect(typeof (result.code ?? result.feed)).toBe('string')
    }), { numRuns: 60 })
    const prefix = Buffer.from(ORDERS)
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 100 }), async (bytes) => {
      const result = await outcome(Buffer.concat([prefix, bytes]))
      expect(typeof (result.code ?? result.feed)).toBe('string')
    }), { numRuns: 60 })
  })

  test('the same rows come out however the bytes arrive, and the hash is that of the content', async () => {
    const text = csv([{ ...GOOD_ROWS.message, text: 'ä话💪\n"quoted"' }, ...manyRows('message', 20, (i) => ({ text: `第${i}条💪` }))])
    const hashes = new Set<string>()
    const reads = new Set<string>()
    for (const size of [1, 2, 3, 7, 64, 100_000]) {
      const inspected = valueOf(await inspectPart(slicedPart('m.csv', text, size), DEFAULT_LIMITS))
      hashes.add(inspected.contentHash)
      const rows = []
      for await (const run of rowsOf(inspected, DEFAULT_LIMITS)) rows.push(...run.rows)
      reads.add(JSON.stringify(rows.map(({ line, cells }) => [line, cells])))
    }
    expect([hashes.size, reads.size]).toEqual([1, 1])
    const packed = await openFilePart(file(gzipSync(text)), DEFAULT_LIMITS)
    const inspected = packed.ok ? await inspectPart(packed.value, DEFAULT_LIMITS) : packed
    expect(inspected.ok && hashes.has(inspected.value.contentHash)).toBe(true)
  })
})
