import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { createGunzip } from 'node:zlib'
import type { Ways } from '../../domain/intake/balance-ways.ts'
import { encodingOfMark, encodingOfNuls, streamDecoder, utf8Attempt, westernAttempt, type Encoding, type StreamDecoder } from '../../domain/intake/decode.ts'
import { delimitedReader, OWN_DIALECT, type Dialect } from '../../domain/intake/delimited.ts'
import { type Feed, type FeedContext, type FileHead, type FileShape, HEAD_ROWS, isHeaderFault, type Recognition } from '../../domain/intake/feed.ts'
import { type JsonDocumentReader, jsonDocumentReader } from '../../domain/intake/json-document.ts'
import { type ForeignKeys, jsonLinesReader, readObject } from '../../domain/intake/json-lines.ts'
import type { IntakeLimits } from '../../domain/intake/limits.ts'
import { findTable } from '../../domain/intake/mapping/guess.ts'
import { BUILT_IN_FEEDS, type FeedBook } from '../../domain/intake/mapping/feed-book.ts'
import { mappingOfFeedId } from '../../domain/intake/mapping/mapped-feed.ts'
import type { RawRow, RowReader } from '../../domain/intake/raw-row.ts'
import { commaColumnWatch, type DayOrder, dayOrderWatch } from '../../domain/intake/written.ts'
import { accept, invariant, refuse, type Refusal, type Result } from '../../domain/values/result.ts'

/** A run of bytes that is one table: a plain file, what a gzip file unpacks to, or a text held in memory. Can be read again from its start. */
export interface FilePart {
  /** As given; metadata only, never used as a path (S29). */
  readonly name: string
  /** Bytes as they lie on disk, packed or not. */
  readonly packedBytes: number
  readonly read: () => AsyncIterable<Uint8Array>
}

/** What one complete look at a part found out. Nothing is stored before a file has passed it, so a broken file leaves nothing behind. */
export interface Inspection {
  readonly part: FilePart
  /** Where the part lies in an upload, when it came by one. */
  readonly at?: string | undefined
  readonly feed: Feed
  readonly shape: FileShape
  readonly dialect: Dialect
  readonly encoding: Encoding
  readonly header: readonly string[]
  readonly headerLine: number
  /** Lines before the header, as they came. */
  readonly preamble: readonly string[]
  /** Whether its days come before its months where the year comes last; null when no row tells. */
  readonly dayOrder: DayOrder | null
  /** Columns of which every amount has its decimals behind a comma, by place. */
  readonly commaColumns: readonly number[]
  /** How many cells its rows may have. */
  readonly widths: readonly number[]
  /** Which way its rows moved money, where they do not say it themselves. */
  readonly ways: Ways | null
  /** Data rows, bad ones included. */
  readonly rows: number
  /** After unpacking. */
  readonly bytes: number
  /** SHA-256 of the unpacked bytes: the same file again, under whatever name or packing. Read by another version of a mapping it is another file. */
  readonly contentHash: string
}

/** Thrown inside the stream when a limit is passed or the packing is broken; turned into a refusal when a part is inspected. */
export class FileFault extends Error {
  readonly refusal: Refusal

  constructor(code: string, data: Refusal['data'] = {}) {
    super(code)
    this.refusal = { code, data }
  }
}

const HEAD_CHARS = 256 * 1024
const GZIP_MAGIC = [0x1f, 0x8b] as const
/** First bytes of things that are surely no table, so that the message can say so. */
const KNOWN_BINARIES: readonly (readonly [name: string, magic: readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]], ['pdf', [0x25, 0x50, 0x44, 0x46]], ['png', [0x89, 0x50, 0x4e, 0x47]], ['jpeg', [0xff, 0xd8, 0xff]], ['gif', [0x47, 0x49, 0x46, 0x38]],
  ['xls', [0xd0, 0xcf, 0x11, 0xe0]], ['7z', [0x37, 0x7a, 0xbc, 0xaf]], ['rar', [0x52, 0x61, 0x72, 0x21]], ['sqlite', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65]], ['elf', [0x7f, 0x45, 0x4c, 0x46]],
]

/** A file on disk as a part. Refuses `file_unreadable`, `file_empty` and `file_too_large`. Told by content, not by name. */
export async function openFilePart(path: string, limits: IntakeLimits, name = basename(path)): Promise<Result<FilePart>> {
  try {
    const found = await stat(path)
    // What comes through a pipe cannot be looked at before it is stored.
    if (!found.isFile()) return refuse('file_unreadable', { cause: 'no plain file' })
    const { size } = found
    if (size === 0) return refuse('file_empty')
    if (size > limits.fileBytes) return refuse('file_too_large', { bytes: size, most: limits.fileBytes })
    const head = await firstBytes(path, 2)
    const isGzip = head[0] === GZIP_MAGIC[0] && head[1] === GZIP_MAGIC[1]
    return accept({
      name,
      packedBytes: size,
      read: () => (isGzip ? unpacked(path, limits, size) : bounded(createReadStream(path, { highWaterMark: 256 * 1024 }), limits)),
    })
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    return refuse('file_unreadable', { cause: code })
  }
}

/** A text in memory as a part, such as an invented example day. */
export function textPart(name: string, text: string): FilePart {
  const bytes = new TextEncoder().encode(text)
  return {
    name,
    packedBytes: bytes.length,
    read: async function* () {
      yield bytes
    },
  }
}

async function firstBytes(path: string, count: number): Promise<Uint8Array> {
  const handle = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(count), 0, count, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

async function* bounded(source: AsyncIterable<Uint8Array>, limits: IntakeLimits): AsyncIterable<Uint8Array> {
  let bytes = 0
  for await (const chunk of source) {
    bytes += chunk.length
    if (bytes > limits.unpackedBytes) throw new FileFault('unpacked_too_large', { most: limits.unpackedBytes })
    yield chunk
  }
}

/** Unpacks gzip while counting what comes out, so that a bomb is cut off long before it is large (S25). */
async function* unpacked(path: string, limits: IntakeLimits, packedBytes: number): AsyncIterable<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: 256 * 1024 })
  const gunzip = createGunzip({ chunkSize: 256 * 1024 })
  file.on('error', (error) => gunzip.destroy(error))
  file.pipe(gunzip)
  let bytes = 0
  try {
    for await (const chunk of bounded(gunzip, limits)) {
      bytes += chunk.length
      if (bytes > limits.ratioFromBytes && bytes / packedBytes > limits.unpackRatio) throw new FileFault('unpack_ratio', { most: limits.unpackRatio })
      yield chunk
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (code === 'Z_BUF_ERROR') throw new FileFault('gzip_cut')
    if (code.startsWith('Z_')) throw new FileFault('gzip_broken')
    throw error
  } finally {
    file.destroy()
    gunzip.destroy()
  }
}

/**
 * Reads a part once from end to end without storing anything: limits, packing, encoding, kind, header, number of rows. Refuses with one code
 * for each fault: those of {@link openFilePart}, `gzip_cut`, `gzip_broken`, `unpacked_too_large`, `unpack_ratio`, `encoding_broken`,
 * `encoding_unknown`, `file_binary`, `format_unknown`, `json_cut`, `header_broken`, `header_missing`, `header_repeated`, `summary_only`, `too_many_columns`, `too_many_rows`.
 */
export async function inspectPart(part: FilePart, limits: IntakeLimits, book: FeedBook = BUILT_IN_FEEDS): Promise<Result<Inspection>> {
  try {
    const first = await look(part, limits, book, null)
    if (first !== 'not_utf8') return first
    for (const encoding of ['windows-1252', 'gb18030'] as const) {
      const further = await look(part, limits, book, encoding)
      if (further !== 'not_utf8') return further
    }
    return refuse('encoding_unknown')
  } catch (error) {
    if (error instanceof FileFault) return { ok: false, refusal: error.refusal }
    const code = (error as NodeJS.ErrnoException).code
    if (typeof code === 'string' && code.startsWith('E')) return refuse('file_unreadable', { cause: code })
    throw error
  }
}

/** One pass with one encoding. `not_utf8` asks for another pass. */
async function look(part: FilePart, limits: IntakeLimits, book: FeedBook, forced: Encoding | null): Promise<Result<Inspection> | 'not_utf8'> {
  const hash = createHash('sha256')
  let encoding: Encoding = forced ?? 'utf-8'
  let decoder: StreamDecoder | null = forced === 'windows-1252' ? westernAttempt() : forced ? streamDecoder(forced) : null
  let attempt: ReturnType<typeof utf8Attempt> | null = null
  let bytes = 0
  let head = ''
  let found: Found | null = null
  let rows = 0
  const days = dayOrderWatch()
  let hasComma = false
  const count = (cut: readonly RawRow[]) => {
    for (const row of cut) {
      if (row.line <= (found?.headerLine ?? 0)) continue
      rows += 1
      days.see(row.raw)
      hasComma ||= COMMA_SEEN[found?.dialect.delimiter ?? '']?.test(row.raw) ?? false
    }
    if (rows > limits.rows) throw new FileFault('too_many_rows', { most: limits.rows })
  }
  const take = (text: string, isLast: boolean) => {
    if (!found) {
      head += text
      if (head.length < HEAD_CHARS && !isLast) return
      found = recognise(head, limits, book, isLast)
      text = head
      head = ''
    }
    count(found.reader.push(text))
    if (!isLast) return
    count(found.reader.end())
    if (found.isCut()) throw new FileFault('json_cut')
  }
  try {
    for await (const chunk of part.read()) {
      if (bytes === 0) {
        const binary = KNOWN_BINARIES.find(([, magic]) => magic.every((byte, index) => chunk[index] === byte))
        if (binary) return refuse('file_binary', { type: binary[0] })
        if (!decoder) {
          const marked = encodingOfMark(chunk) ?? encodingOfNuls(chunk)
          encoding = marked ?? 'utf-8'
          decoder = marked ? streamDecoder(marked) : (attempt = utf8Attempt())
        }
      }
      bytes += chunk.length
      hash.update(chunk)
      take((decoder as StreamDecoder).push(chunk), false)
    }
    if (bytes === 0) return refuse('file_empty')
    take((decoder as StreamDecoder).end(), true)
  } catch (error) {
    if (!isDecodeError(error)) throw error
    if (attempt && !attempt.wasMeant()) return 'not_utf8'
    return attempt || forced === null ? refuse('encoding_broken', { encoding, bytes }) : 'not_utf8'
  }
  // What `take` found: the compiler does not see into it.
  const read = found as Found | null
  invariant(read, 'a file that was read to its end has a feed')
  const { feed, shape, dialect, header, headerLine, preamble, widths } = read
  if (mappingOfFeedId(feed.id)) hash.update(feed.id)
  const commaColumns = hasComma && shape === 'csv' && feed.foreign ? await commaColumnsOf({ part, feed, shape, dialect, encoding, headerLine }, limits) : []
  const inspection = { part, feed, shape, dialect, encoding, header, headerLine, preamble, dayOrder: days.order(), commaColumns, widths, ways: null, rows, bytes, contentHash: hash.digest('hex') }
  return accept({ ...inspection, ways: await waysOf(inspection, limits) })
}

/** What a line has, by what parts its cells, when an amount in it may have its decimals behind a comma. Between semicolons every such amount has, see `foreignFeed`. */
const COMMA_SEEN: Readonly<Record<string, RegExp>> = { ',': /\d,\d{2}"/, '\t': /\d,\d{2}(?!\d)/, '|': /\d,\d{2}(?!\d)/ }

/** A second look at a table in which such an amount was seen: cells are left together when rows are counted. */
async function commaColumnsOf(inspection: Parameters<typeof rowsOf>[0], limits: IntakeLimits): Promise<readonly number[]> {
  const watch = commaColumnWatch()
  for await (const { rows } of rowsOf(inspection, limits)) for (const { cells } of rows) watch.see(cells ?? [])
  return watch.columns()
}

/** A second look at a table whose rows may not tell which way money went. */
async function waysOf(inspection: Inspection, limits: IntakeLimits): Promise<Ways | null> {
  const watch = inspection.feed.waysIn?.(inspection.header, { country: '', ...tableContext(inspection) }) ?? null
  if (watch) for await (const { rows } of rowsOf(inspection, limits)) for (const row of rows) watch.see(row)
  return watch?.ways() ?? null
}

/** What an inspection found out that rows are read by. */
export function tableContext({ preamble, dayOrder, commaColumns, widths, dialect, ways }: Inspection): Omit<FeedContext, 'country' | 'zone'> {
  return { preamble, ...(dayOrder ? { dayOrder } : {}), commaColumns, widths, delimiter: dialect.delimiter, ways }
}

function isDecodeError(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
}

interface Found {
  readonly feed: Feed
  readonly shape: FileShape
  readonly dialect: Dialect
  readonly header: readonly string[]
  readonly headerLine: number
  readonly preamble: readonly string[]
  readonly widths: readonly number[]
  /** For counting: cells may be left together. */
  readonly reader: RowReader
  /** After the end: whether a document stops before it is closed. */
  readonly isCut: () => boolean
}

/** What answers of a server look like when they were saved instead of the table: pages, and lists that a browser shows as tables. */
const MARKUP = /^<(?:(!doctype html|html|head|body|table|meta)|\?xml|xml)[\s>]/i

/** How a document of objects or lists begins; a word in brackets (`[HISTORYDETAIL]`) heads a table. */
const JSON_BEGINS = /^(?:\{|\[\s*(?:[[\]{"\d-]|$|(?:true|false|null)\b))/

/** What cells are parted by, most usual first; the first that makes a known table of the file holds. */
const DELIMITERS = [',', '\t', ';', '|'] as const

/** Which feed a file is, from its first characters; throws the refusal when it is none. */
function recognise(head: string, limits: IntakeLimits, book: FeedBook, isWhole: boolean): Found {
  const begin = head.trimStart()
  if (begin === '') throw new FileFault('file_empty')
  if (JSON_BEGINS.test(begin)) return recogniseJson(begin, limits, book)
  const markup = MARKUP.exec(begin)
  if (markup) throw new FileFault('file_binary', { type: markup[1] ? 'HTML' : 'XML' })
  const newline = !head.includes('\n') && head.includes('\r') ? '\r' : '\n'
  let refusal: FileFault | null = null
  for (const delimiter of DELIMITERS) {
    const dialect: Dialect = { ...OWN_DIALECT, newline, delimiter }
    const isFirst = delimiter === DELIMITERS[0]
    const fileHead = headOfTable(head, limits, dialect, isWhole, isFirst)
    const recognised = book.recognise(fileHead)
    if (recognised !== null && !isHeaderFault(recognised)) return foundOf(recognised, 'csv', dialect, limits)
    if (recognised !== null) refusal ??= new FileFault(recognised.code, { feed: recognised.feed, columns: recognised.columns })
    else if (isFirst && fileHead.rows[0]?.fault) refusal ??= new FileFault('header_broken', faultData(fileHead.rows[0]))
  }
  throw refusal ?? new FileFault('format_unknown')
}

function recogniseJson(begin: string, limits: IntakeLimits, book: FeedBook): Found {
  const line = begin.slice(0, begin.search(/[\r\n]|$/))
  const members = begin.startsWith('{') ? readObject(line, limits.jsonDepth, true) : null
  const keys = members && 'values' in members ? [...members.values.keys()] : null
  // A list inside an object, all on one line, looks like one object with the members of all its records.
  const isWide = keys !== null && keys.length > limits.columns
  const lines = keys && !isWide ? recogniseKeys('ndjson', keys, limits, book) ?? recogniseKeys('ndjson', keysOf(objectsIn(jsonLinesReader([], limits, NO_KEYS), begin)), limits, book) : null
  if (lines) return lines
  const objects = objectsIn(jsonDocumentReader([], limits, NO_KEYS), begin)
  const [first] = objects
  if (isWide && (!first || first.fault)) throw new FileFault('too_many_columns', { most: limits.columns })
  // Objects on lines of their own are no document.
  if (first?.fault && keys) throw new FileFault('format_unknown')
  if (first?.fault) throw new FileFault('header_broken', { line: first.line, cause: first.fault.code })
  if (!first) throw new FileFault('header_broken', { line: 1, cause: members && 'code' in members ? members.code : 'json_form' })
  // An object may lack a key that others have; what all those at the beginning have together is asked after it.
  const document = recogniseKeys('json', keysOf([first]), limits, book) ?? recogniseKeys('json', keysOf(objects), limits, book)
  if (document) return document
  throw new FileFault('format_unknown')
}

/** Leaves every member of an object under its own key. */
const NO_KEYS: ForeignKeys = { columnOf: () => null, rankOf: () => 0, names: [] }

/** The objects that a beginning holds, all their members by key; at least one where there is any. */
function objectsIn(reader: RowReader, begin: string): readonly RawRow[] {
  const rows = reader.push(begin)
  return rows.length > 0 ? rows : reader.end().slice(0, 1)
}

function keysOf(rows: readonly RawRow[]): readonly string[] {
  return [...new Set(rows.flatMap((row) => [...(row.extra?.keys() ?? [])]))]
}

function recogniseKeys(shape: 'ndjson' | 'json', keys: readonly string[], limits: IntakeLimits, book: FeedBook): Found | null {
  if (keys.length > limits.columns) throw new FileFault('too_many_columns', { most: limits.columns })
  const recognised = book.recognise({ shape, rows: [], keys })
  if (recognised === null) return null
  if (isHeaderFault(recognised)) throw new FileFault(recognised.code, { feed: recognised.feed, columns: recognised.columns })
  return foundOf(recognised, shape, OWN_DIALECT, limits)
}

function foundOf({ feed, header, headerLine, preamble = [], widths = [header.length] }: Recognition, shape: FileShape, cut: Dialect, limits: IntakeLimits): Found {
  const dialect: Dialect = { ...cut, quotes: feed.quotes ?? cut.quotes }
  const reader = shape === 'csv' ? delimitedReader(limits, dialect, true) : readerFor(feed, shape, dialect, limits)
  return { feed, shape, dialect, header, headerLine, preamble, widths, reader, isCut: 'isCut' in reader ? (reader as JsonDocumentReader).isCut : () => false }
}

function faultData(row: RawRow | undefined): Refusal['data'] {
  return row?.fault ? { line: row.line, cause: row.fault.code } : {}
}

function headOfTable(head: string, limits: IntakeLimits, dialect: Dialect, isWhole: boolean, isStrict: boolean): FileHead {
  const reader = delimitedReader(limits, dialect)
  const rows = [...reader.push(head), ...(isWhole ? reader.end() : [])]
  if (rows.length === 0) throw new FileFault('header_broken', { line: 1, cause: 'row_too_long' })
  const first = rows[0]
  if (isStrict && first?.cells && first.cells.length > limits.columns) throw new FileFault('too_many_columns', { most: limits.columns })
  return { shape: 'csv', rows: rows.slice(0, HEAD_ROWS), keys: [] }
}

function readerFor(feed: Feed, shape: FileShape, dialect: Dialect, limits: IntakeLimits): RowReader {
  if (shape === 'json') return jsonDocumentReader(feed.columns, limits, feed.foreign ?? null)
  return shape === 'ndjson' ? jsonLinesReader(feed.columns, limits, feed.foreign ?? null) : delimitedReader(limits, dialect)
}

/** A run of rows and how far into the unpacked bytes they reach. */
export interface RowRun {
  readonly rows: readonly RawRow[]
  readonly bytes: number
}

/** The data rows of an inspected part, in order, in runs of some hundred. Throws when the file changed since it was looked at. */
export async function* rowsOf(inspection: Pick<Inspection, 'part' | 'shape' | 'dialect' | 'encoding' | 'headerLine'> & { readonly feed: Feed }, limits: IntakeLimits): AsyncIterable<RowRun> {
  const { part, feed, shape, dialect, encoding, headerLine } = inspection
  const decoder = streamDecoder(encoding)
  const reader = readerFor(feed, shape, dialect, limits)
  const data = (rows: readonly RawRow[]) => (rows[0] && rows[0].line <= headerLine ? rows.filter((row) => row.line > headerLine) : rows)
  let bytes = 0
  for await (const chunk of part.read()) {
    bytes += chunk.length
    yield { rows: data(reader.push(decoder.push(chunk))), bytes }
  }
  const tail = [...reader.push(decoder.end()), ...reader.end()]
  yield { rows: data(tail), bytes }
}

/** The first rows of a table whatever it is, for mapping it. */
export interface TableHead {
  readonly encoding: Encoding
  readonly delimiter: string
  /** Some hundred rows at least, if it has them. */
  readonly rows: readonly RawRow[]
  /** Line of the headings, where no row of the file has them: 0, for the keys of objects. */
  readonly headerLine?: number
}

/** Bytes of the beginning that are read for it; columns of many rows have to show what they hold. */
const TABLE_BYTES = 768 * 1024

/** Reads the first rows of a part as a table, parted by whatever parts it best. Refuses as {@link inspectPart}, and `table_missing` when it is none. */
export async function readTableHead(part: FilePart, limits: IntakeLimits): Promise<Result<TableHead>> {
  try {
    const pieces: Uint8Array[] = []
    let bytes = 0
    for await (const chunk of part.read()) {
      pieces.push(chunk)
      bytes += chunk.length
      if (bytes >= TABLE_BYTES) break
    }
    if (bytes === 0) return refuse('file_empty')
    const all = Buffer.concat(pieces)
    const binary = KNOWN_BINARIES.find(([, magic]) => magic.every((byte, index) => all[index] === byte))
    if (binary) return refuse('file_binary', { type: binary[0] })
    const isWhole = bytes < TABLE_BYTES
    const decoded = decodedHead(all, isWhole)
    if (!decoded) return refuse('encoding_unknown')
    const text = isWhole ? decoded.text : decoded.text.slice(0, Math.max(decoded.text.lastIndexOf('\n'), decoded.text.lastIndexOf('\r')) + 1)
    if (JSON_BEGINS.test(decoded.text.trimStart())) return tableOfObjects(decoded, limits)
    const newline = !text.includes('\n') && text.includes('\r') ? '\r' : '\n'
    const tables = DELIMITERS.map((delimiter) => {
      const reader = delimitedReader(limits, { ...OWN_DIALECT, newline, delimiter, quotes: 'loose' })
      const rows = [...reader.push(text), ...reader.end()]
      const table = findTable(rows.slice(0, HEAD_ROWS))
      const width = table?.header.length ?? 0
      const kept = table ? rows.filter((row) => row.line > table.headerLine && Math.abs((row.cells?.length ?? 0) - width) <= 1).length : 0
      return { delimiter, rows, width, score: width < 2 ? 0 : Math.min(kept + 1, 200) * (width - 1) }
    }).sort((a, b) => b.score - a.score)
    const [best] = tables
    if (!best || best.score === 0) return refuse('table_missing')
    return best.width > limits.columns ? refuse('too_many_columns', { most: limits.columns }) : accept({ encoding: decoded.encoding, delimiter: best.delimiter, rows: best.rows })
  } catch (error) {
    if (error instanceof FileFault) return { ok: false, refusal: error.refusal }
    const code = (error as NodeJS.ErrnoException).code
    if (typeof code === 'string' && code.startsWith('E') && code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') return refuse('file_unreadable', { cause: code })
    throw error
  }
}

/** Objects as rows of a table whose headings are their keys, in the order in which they come up. */
function tableOfObjects({ encoding, text }: { readonly encoding: Encoding; readonly text: string }, limits: IntakeLimits): Result<TableHead> {
  const readers = [jsonDocumentReader([], limits, NO_KEYS), jsonLinesReader([], limits, NO_KEYS)]
  const objects = readers.map((reader) => [...reader.push(text.trimStart()), ...reader.end()].filter((row) => row.extra !== null)).find((rows) => rows.length > 0)
  const keys = [...new Set(objects?.flatMap((row) => [...(row.extra?.keys() ?? [])]))]
  if (!objects || keys.length < 2) return refuse('table_missing')
  if (keys.length > limits.columns) return refuse('too_many_columns', { most: limits.columns })
  const headings: RawRow = { line: 0, cells: keys, extra: null, fault: null, raw: keys.join(',') }
  return accept({ encoding, delimiter: ',', headerLine: headings.line, rows: [headings, ...objects.map((row) => ({ ...row, cells: keys.map((key) => row.extra?.get(key) ?? ''), extra: null }))] })
}

function decodedHead(bytes: Uint8Array, isWhole: boolean): { readonly encoding: Encoding; readonly text: string } | null {
  const marked = encodingOfMark(bytes) ?? encodingOfNuls(bytes)
  for (const encoding of marked ? [marked] : (['utf-8', 'windows-1252', 'gb18030'] as const)) {
    try {
      const decoder = encoding === 'windows-1252' ? westernAttempt() : streamDecoder(encoding)
      return { encoding, text: decoder.push(bytes) + (isWhole ? decoder.end() : '') }
    } catch (error) {
      if (!isDecodeError(error)) throw error
    }
  }
  return null
}
