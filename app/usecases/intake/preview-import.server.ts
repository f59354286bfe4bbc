import { contentHashOf } from '../../../db/bulk.ts'
import type { ImportCounts } from '../../../db/queries/imports.ts'
import { standingOf } from '../../../db/queries/records.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import { emptyWarnings, type IntakeWarning } from '../../domain/intake/feed.ts'
import type { IntakeLimits } from '../../domain/intake/limits.ts'
import type { Rejection } from '../../domain/intake/raw-row.ts'
import { type AnyRecord, type RecordKind, refOf } from '../../domain/intake/record.ts'
import type { UseCaseContext } from '../context.ts'
import { type Inspection, rowsOf, tableContext } from './read-feed-file.server.ts'

/** What importing a file would do, found out without storing anything. */
export interface FilePreview extends ImportCounts {
  readonly name: string
  readonly at?: string | undefined
  readonly kind: RecordKind
  readonly format: string
  readonly encoding: string
  readonly contentHash: string
  readonly bytes: number
  readonly warnings: readonly IntakeWarning[]
  /** The first rows that would be set aside. */
  readonly rejections: readonly { readonly line: number; readonly rejection: Rejection }[]
}

const COMPARE_ROWS = 400
const REJECTIONS_SHOWN = 50
/** Keys of the file remembered so that a second row of one key counts as it will; beyond them the preview only compares with the database. */
const KEYS_REMEMBERED = 200_000

/** Counts what an import would find new, same, changed and unreadable. Memory does not grow with the file. */
export async function previewFile(context: Pick<UseCaseContext, 'store' | 'keys'>, inspection: Inspection, limits: IntakeLimits, onProgress?: (bytes: number) => void): Promise<FilePreview> {
  const { store, keys } = context
  const { settings } = await getOperatorSettings(store.read)
  const { feed, part } = inspection
  const parser = feed.open(inspection.header, { country: settings.country, zone: settings.zone, ...tableContext(inspection) })
  const counts = { rows: 0, accepted: 0, unchanged: 0, newVersions: 0, quarantined: 0 }
  const rejections: { line: number; rejection: Rejection }[] = []
  const seen = new Map<string, string>()
  let pending: AnyRecord[] = []

  const compare = async () => {
    const standings = await standingOf(store.read, keys, feed.kind, pending)
    for (const [index, record] of pending.entries()) {
      const { source, id } = refOf(record)
      const name = `${source}\u0000${id}`
      const content = contentHashOf(keys, record)
      const earlier = seen.get(name)
      if (earlier !== undefined || seen.size < KEYS_REMEMBERED) seen.set(name, content)
      const standing = earlier === undefined ? standings[index] : earlier === content ? 'same' : 'changed'
      if (standing === 'same') counts.unchanged += 1
      else if (standing === 'changed') counts.newVersions += 1
      else counts.accepted += 1
    }
    pending = []
  }

  for await (const run of rowsOf(inspection, limits)) {
    for (const row of run.rows) {
      const reading = parser.parse(row)
      if ('aside' in reading) continue
      counts.rows += 1
      if ('record' in reading) pending.push(reading.record)
      else {
        counts.quarantined += 1
        if (rejections.length < REJECTIONS_SHOWN) rejections.push({ line: row.line, rejection: reading.rejection })
      }
      if (pending.length >= COMPARE_ROWS) await compare()
    }
    onProgress?.(run.bytes)
  }
  await compare()
  return {
    name: part.name, at: inspection.at, kind: feed.kind, format: feed.id, encoding: inspection.encoding, contentHash: inspection.contentHash, bytes: inspection.bytes, ...counts, warnings: [...parser.finish(), ...emptyWarnings(counts.rows)], rejections,
  }
}
