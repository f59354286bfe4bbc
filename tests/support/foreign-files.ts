import { DEFAULT_LIMITS } from '../../app/domain/intake/limits.ts'
import type { IntakeWarning } from '../../app/domain/intake/feed.ts'
import type { Rejection } from '../../app/domain/intake/raw-row.ts'
import type { AnyRecord, Order, Receipt } from '../../app/domain/intake/record.ts'
import type { Refusal } from '../../app/domain/values/result.ts'
import { type FilePart, inspectPart, rowsOf, tableContext } from '../../app/usecases/intake/read-feed-file.server.ts'

/** What a file was read as: every record, every row refused, and what its totals say. */
export interface ReadFile {
  readonly feed: string
  readonly encoding: string
  readonly shape: string
  readonly records: readonly AnyRecord[]
  readonly rejections: readonly { readonly line: number; readonly rejection: Rejection }[]
  readonly warnings: readonly IntakeWarning[]
}

/** Reads a part from end to end without a database. */
export async function readFeed(part: FilePart, country = 'CN', zone = 'Asia/Shanghai'): Promise<ReadFile | Refusal> {
  const inspected = await inspectPart(part, DEFAULT_LIMITS)
  if (!inspected.ok) return inspected.refusal
  const { feed, header, encoding, shape } = inspected.value
  const parser = feed.open(header, { country, zone, ...tableContext(inspected.value) })
  const records: AnyRecord[] = []
  const rejections: { line: number; rejection: Rejection }[] = []
  for await (const run of rowsOf(inspected.value, DEFAULT_LIMITS)) {
    for (const row of run.rows) {
      const reading = parser.parse(row)
      if ('record' in reading) records.push(reading.record)
      else if ('rejection' in reading) rejections.push({ line: row.line, rejection: reading.rejection })
    }
  }
  return { feed: feed.id, encoding, shape, records, rejections, warnings: parser.finish() }
}

export function bytesPart(name: string, bytes: Uint8Array): FilePart {
  return {
    name, packedBytes: bytes.length,
    read: async function* () {
      yield bytes
    },
  }
}

export function wasRead(file: ReadFile | Refusal): ReadFile {
  if ('code' in file) throw new Error(`${file.code} ${JSON.stringify(file.data)}`)
  return file
}

export function ordersOf({ records }: ReadFile): readonly Order[] {
  return records as readonly Order[]
}

export function receiptsOf({ records }: ReadFile): readonly Receipt[] {
  return records as readonly Receipt[]
}

/** The moment that a day and time of day, as files write them, name in Beijing. */
export function inBeijing(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}+08:00`)
}

/** Text in GB18030, made from what the decoder knows: each pair of bytes is asked once. */
const gbBytes = (() => {
  let table: Map<string, readonly number[]> | null = null
  return () => {
    if (table) return table
    table = new Map()
    const decoder = new TextDecoder('gb18030')
    for (let first = 0x81; first <= 0xfe; first++) for (let second = 0x40; second <= 0xfe; second++) {
      const text = decoder.decode(Uint8Array.of(first, second))
      if ([...text].length === 1 && text !== '\ufffd' && !table.has(text)) table.set(text, [first, second])
    }
    return table
  }
})()

export function inGb18030(text: string): Uint8Array {
  const table = gbBytes()
  return Uint8Array.from([...text].flatMap((letter) => (letter < '\u0080' ? [letter.charCodeAt(0)] : (table.get(letter) ?? [0x3f]))))
}

export function inUtf16(text: string, isLittle = true, hasMark = true): Uint8Array {
  const units = [...(hasMark ? [0xfeff] : []), ...Array.from({ length: text.length }, (_, index) => text.charCodeAt(index))]
  return Uint8Array.from(units.flatMap((unit) => (isLittle ? [unit & 0xff, unit >> 8] : [unit >> 8, unit & 0xff])))
}
