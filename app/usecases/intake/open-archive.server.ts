import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import yauzl from 'yauzl'
import { streamDecoder } from '../../domain/intake/decode.ts'
import type { IntakeLimits } from '../../domain/intake/limits.ts'
import { readDateStyles, readWorkbook, sharedStrings, sheetLines, type SheetSetting, type Workbook } from '../../domain/intake/sheet/workbook.ts'
import { XmlFault, type XmlPiece, xmlPieces } from '../../domain/intake/sheet/xml.ts'
import { accept, type Refusal, type Result } from '../../domain/values/result.ts'
import { FileFault, type FilePart, openFilePart } from './read-feed-file.server.ts'

/** A zip file begins with its first member, or, when it has none, with its directory. */
const ZIP_MAGICS = [[0x50, 0x4b, 0x03, 0x04], [0x50, 0x4b, 0x05, 0x06]] as const
const IS_LINK = 0o120000
const FILE_TYPE = 0o170000
const UTF8_NAME = 1 << 11
/** What packing programs leave in an archive beside its files. */
const LITTER = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$)/i
/** Small files of a workbook, and all the texts of its cells. */
const MOST_WORKBOOK_BYTES = 16 * 1024 ** 2
const MOST_STRING_CHARS = 64 * 1024 ** 2
const MOST_SHEET_ROWS = 1_048_576

/**
 * The tables a file on disk holds: one when it is plain or gzip, the members of a zip archive, the sheets of a workbook. Told by content. Refuses as
 * {@link openFilePart}, and `archive_broken`, `archive_encrypted`, `archive_link`, `too_many_members`, `archive_empty`, `unpacked_too_large`.
 */
export async function openFileParts(path: string, limits: IntakeLimits, name = basename(path)): Promise<Result<readonly FilePart[]>> {
  const part = await openFilePart(path, limits, name)
  if (!part.ok) return part
  if (!(await isZip(path))) return accept([part.value])
  try {
    const entries = await listEntries(path, limits)
    const isBook = entries.some(({ name: entry }) => entry === '[Content_Types].xml') && entries.some(({ name: entry }) => entry === 'xl/workbook.xml')
    return accept(isBook ? await sheetsOf(path, name, entries, limits) : membersOf(path, name, entries, limits))
  } catch (error) {
    return { ok: false, refusal: refusalOf(error) }
  }
}

async function isZip(path: string): Promise<boolean> {
  const handle = await open(path, 'r')
  try {
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0)
    return ZIP_MAGICS.some((magic) => magic.every((byte, index) => buffer[index] === byte))
  } finally {
    await handle.close()
  }
}

interface ArchiveEntry {
  readonly name: string
  readonly packedBytes: number
  readonly bytes: number
  /** Place in the directory; entries are asked for by it, never by name. */
  readonly index: number
}

async function withArchive<T>(path: string, use: (zip: yauzl.ZipFile) => Promise<T>): Promise<T> {
  const zip = await yauzl.openPromise(path, { autoClose: false, lazyEntries: true, decodeStrings: false, validateEntrySizes: true })
  try {
    return await use(zip)
  } finally {
    zip.close()
  }
}

async function listEntries(path: string, limits: IntakeLimits): Promise<readonly ArchiveEntry[]> {
  return withArchive(path, async (zip) => {
    const entries: ArchiveEntry[] = []
    let index = -1
    let total = 0
    for await (const entry of zip.eachEntry()) {
      index += 1
      if (index >= limits.archiveMembers * 10) throw new FileFault('too_many_members', { most: limits.archiveMembers })
      const name = nameOf(entry)
      if (name.endsWith('/') || LITTER.test(name)) continue
      if (entry.isEncrypted()) throw new FileFault('archive_encrypted')
      if (((entry.externalFileAttributes >>> 16) & FILE_TYPE) === IS_LINK) throw new FileFault('archive_link')
      total += entry.uncompressedSize
      if (total > limits.unpackedBytes) throw new FileFault('unpacked_too_large', { most: limits.unpackedBytes })
      entries.push({ name, packedBytes: entry.compressedSize, bytes: entry.uncompressedSize, index })
    }
    return entries
  })
}

/** Names in archives are UTF-8 when they say so, else what decodes: packing programs in China write GBK. */
function nameOf(entry: yauzl.Entry): string {
  const raw = entry.fileNameRaw
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw)
  } catch {
    return entry.generalPurposeBitFlag & UTF8_NAME ? raw.toString('latin1') : new TextDecoder('gb18030').decode(raw)
  }
}

function membersOf(path: string, archive: string, entries: readonly ArchiveEntry[], limits: IntakeLimits): readonly FilePart[] {
  if (entries.length > limits.archiveMembers) throw new FileFault('too_many_members', { most: limits.archiveMembers })
  if (entries.length === 0) throw new FileFault('archive_empty')
  return entries.map((entry) => ({ name: `${archive}/${entry.name.split(/[\\/]/).at(-1) ?? ''}`, packedBytes: entry.packedBytes, read: () => memberBytes(path, entry, limits) }))
}

/** The bytes of one member, counted as they come: declared sizes are only promises (S25). */
async function* memberBytes(path: string, entry: ArchiveEntry, limits: IntakeLimits): AsyncIterable<Uint8Array> {
  const zip = await yauzl.openPromise(path, { autoClose: false, lazyEntries: true, decodeStrings: false, validateEntrySizes: true }).catch(broken)
  try {
    let index = -1
    for await (const found of zip.eachEntry()) {
      index += 1
      if (index !== entry.index) continue
      let bytes = 0
      for await (const chunk of await zip.openReadStreamPromise(found)) {
        bytes += (chunk as Buffer).length
        if (bytes > limits.unpackedBytes) throw new FileFault('unpacked_too_large', { most: limits.unpackedBytes })
        if (bytes > limits.ratioFromBytes && bytes / Math.max(1, found.compressedSize) > limits.unpackRatio) throw new FileFault('unpack_ratio', { most: limits.unpackRatio })
        yield chunk as Buffer
      }
      return
    }
    throw new FileFault('archive_broken')
  } catch (error) {
    throw new FileFault(refusalOf(error).code, refusalOf(error).data)
  } finally {
    zip.close()
  }
}

function broken(error: unknown): never {
  throw new FileFault(refusalOf(error).code, refusalOf(error).data)
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof FileFault) return error.refusal
  if (error instanceof XmlFault) return { code: error.code }
  const code = (error as NodeJS.ErrnoException).code
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) return { code: 'file_unreadable', data: { cause: code } }
  // What is left are complaints about the archive's form: a cut directory, a wrong check sum, sizes that do not hold.
  return { code: 'archive_broken' }
}

async function piecesOf(path: string, entry: ArchiveEntry | undefined, limits: IntakeLimits): Promise<readonly XmlPiece[]> {
  if (!entry) return []
  if (entry.bytes > MOST_WORKBOOK_BYTES) throw new XmlFault('sheet_too_large')
  const pieces: XmlPiece[] = []
  for await (const some of streamPieces(path, entry, limits)) pieces.push(...some)
  return pieces
}

async function* streamPieces(path: string, entry: ArchiveEntry, limits: IntakeLimits): AsyncIterable<readonly XmlPiece[]> {
  const decoder = streamDecoder('utf-8')
  const xml = xmlPieces()
  for await (const chunk of memberBytes(path, entry, limits)) yield xml.push(decoder.push(chunk))
  yield xml.push(decoder.end())
  xml.end()
}

async function sheetsOf(path: string, name: string, entries: readonly ArchiveEntry[], limits: IntakeLimits): Promise<readonly FilePart[]> {
  const entry = (wanted: string) => entries.find((one) => one.name === wanted)
  const book: Workbook = readWorkbook(await piecesOf(path, entry('xl/workbook.xml'), limits), await piecesOf(path, entry('xl/_rels/workbook.xml.rels'), limits))
  const sheets = book.sheets.flatMap((sheet) => {
    const found = entry(sheet.path)
    return found ? [{ sheet, found }] : []
  })
  if (sheets.length === 0) throw new FileFault('archive_empty')
  const dateStyles = readDateStyles(await piecesOf(path, entry('xl/styles.xml'), limits))
  const texts = entry('xl/sharedStrings.xml')
  return sheets.map(({ sheet, found }) => ({
    name: sheets.length === 1 ? name : `${name}/${sheet.name}`,
    packedBytes: found.packedBytes,
    read: () => sheetBytes(path, found, texts, { dateStyles, is1904: book.is1904, columns: limits.columns, rows: MOST_SHEET_ROWS }, limits),
  }))
}

/** A sheet as delimited UTF-8 text, made while it is read. */
async function* sheetBytes(path: string, entry: ArchiveEntry, texts: ArchiveEntry | undefined, setting: Omit<SheetSetting, 'texts'>, limits: IntakeLimits): AsyncIterable<Uint8Array> {
  const encoder = new TextEncoder()
  try {
    const strings = sharedStrings(MOST_STRING_CHARS)
    if (texts) for await (const pieces of streamPieces(path, texts, limits)) strings.take(pieces)
    const lines = sheetLines({ ...setting, texts: strings.texts })
    let bytes = 0
    for await (const pieces of streamPieces(path, entry, limits)) {
      const text = lines.take(pieces)
      if (text === '') continue
      const chunk = encoder.encode(text)
      bytes += chunk.length
      if (bytes > limits.unpackedBytes) throw new FileFault('unpacked_too_large', { most: limits.unpackedBytes })
      yield chunk
    }
    lines.end()
  } catch (error) {
    const refusal = isDecodeError(error) ? { code: 'sheet_broken' } : refusalOf(error)
    throw new FileFault(refusal.code, refusal.data)
  }
}

function isDecodeError(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
}

