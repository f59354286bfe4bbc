import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { createImport, endLeftImports, type ImportCounts, type ImportOrigin, moveImport, NO_COUNTS, openFilesOf } from '../../../db/queries/imports.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import type { IntakeLimits } from '../../domain/intake/limits.ts'
import { BUILT_IN_FEEDS, type FeedBook } from '../../domain/intake/mapping/feed-book.ts'
import type { RecordKind } from '../../domain/intake/record.ts'
import type { Refusal } from '../../domain/values/result.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { bookOfMapping, loadFeedBook } from './feed-book.server.ts'
import { type FileReport, ingestFile, type IngestSetting } from './ingest-records.server.ts'
import { type FilePart, type Inspection, inspectPart } from './read-feed-file.server.ts'

/** A part to be imported. `isNamed` parts must be feeds; others may turn out to be something else and are then left alone. */
export interface ImportInput {
  readonly part: FilePart
  readonly isNamed: boolean
  /** Where it lies in an upload (`file.part`), so that a page can come back to it. */
  readonly at?: string | undefined
  /** The one mapping that may read it, when somebody chose; null lets the file say what it is. */
  readonly mapping?: string | null | undefined
  /** The one kind of record it may hold; null takes every kind. */
  readonly kind?: RecordKind | null | undefined
}

export interface RefusedFile {
  readonly name: string
  readonly at?: string | undefined
  readonly refusal: Refusal
}

export interface ImportReport {
  /** Null when there was nothing to import. */
  readonly importId: number | null
  readonly files: readonly FileReport[]
  /** Files that are feeds, or were named as such, and could not be read. Nothing of them is stored. */
  readonly refused: readonly RefusedFile[]
  /** Files of a folder that are no feeds. */
  readonly skipped: readonly string[]
}

export interface ImportOptions extends Omit<IngestSetting, 'settings' | 'limits'> {
  readonly origin: ImportOrigin
  readonly limits: IntakeLimits
  /** An import that was made before, by a preview; without, a new one is begun. */
  readonly importId?: number
}

/**
 * Imports files in any order: all are inspected first, then stored one after another; one audit event tells the totals. A file that cannot be
 * read does not keep the others from being imported.
 */
export async function importFiles(context: UseCaseContext, inputs: readonly ImportInput[], options: ImportOptions): Promise<ImportReport> {
  const { inspected, refused, skipped } = await inspectInputs(inputs, options.limits, await booksFor(context, inputs, options.importId ?? null))
  if (inspected.length === 0) return { importId: options.importId ?? null, files: [], refused, skipped }
  const { settings } = await getOperatorSettings(context.store.read)
  const importId = options.importId ?? await context.store.write((tx) => createImport(tx, { startedAt: context.now, staffId: context.actor.staffId, origin: options.origin, state: 'running' }))
  const files: FileReport[] = []
  for (const inspection of inspected) {
    const report = await ingestFile(context, inspection, importId, { ...options, settings })
    files.push(report)
    if (!report.isComplete) return { importId, files, refused, skipped }
  }
  await finishImport(context, importId, { files, refused, contentHashes: inspected.map(({ contentHash }) => contentHash) })
  return { importId, files, refused, skipped }
}

/** The formats each input may be of: those that staff chose for it, else all there are. */
export async function booksFor({ store }: Pick<UseCaseContext, 'store'>, inputs: readonly ImportInput[], importId: number | null): Promise<(input: ImportInput) => FeedBook> {
  const all = await loadFeedBook(store.read, importId)
  const chosen = new Map<string, FeedBook>()
  for (const { mapping } of inputs) if (mapping && !chosen.has(mapping)) chosen.set(mapping, await bookOfMapping(store.read, mapping))
  return ({ mapping }) => (mapping ? chosen.get(mapping) : undefined) ?? all
}

/** Looks at every input once. An unnamed one of no known format is skipped, not refused. */
export async function inspectInputs(inputs: readonly ImportInput[], limits: IntakeLimits, bookFor: (input: ImportInput) => FeedBook = () => BUILT_IN_FEEDS): Promise<{ inspected: Inspection[]; refused: RefusedFile[]; skipped: string[] }> {
  const inspected: Inspection[] = []
  const refused: RefusedFile[] = []
  const skipped: string[] = []
  for (const input of inputs) {
    const { part, isNamed, at } = input
    const inspection = await inspectPart(part, limits, bookFor(input))
    if (inspection.ok && input.kind && inspection.value.feed.kind !== input.kind) refused.push({ name: part.name, at, refusal: { code: 'kind_unexpected', data: { kind: inspection.value.feed.kind, wanted: input.kind } } })
    else if (inspection.ok) inspected.push({ ...inspection.value, at })
    else if (!isNamed && isNoFeed(inspection.refusal)) skipped.push(part.name)
    else refused.push({ name: part.name, at, refusal: inspection.refusal })
  }
  return { inspected, refused, skipped }
}

/** Refusals that say "this is something else", as opposed to "this is a feed with a fault". */
function isNoFeed({ code, data }: Refusal): boolean {
  return code === 'format_unknown' || code === 'summary_only' || code === 'file_binary' || code === 'file_empty' || (code === 'header_broken' && data?.cause === 'json_form')
}

interface Finishing extends Pick<ImportReport, 'files' | 'refused'> {
  readonly contentHashes: readonly string[]
}

/** Ends an import whose files are all done, with any that was killed and has been completed by this one, and puts it on record. */
async function finishImport(context: UseCaseContext, importId: number, { files, refused, contentHashes }: Finishing): Promise<void> {
  const totals = files.reduce<ImportCounts>((sum, file) => ({
    rows: sum.rows + file.rows, accepted: sum.accepted + file.accepted, unchanged: sum.unchanged + file.unchanged, newVersions: sum.newVersions + file.newVersions,
    quarantined: sum.quarantined + file.quarantined,
  }), NO_COUNTS)
  await context.store.write(async (tx) => {
    if ((await openFilesOf(tx, importId)) > 0) return
    await moveImport(tx, importId, ['running'], 'done', { finishedAt: context.now })
    const completed = await endLeftImports(tx, contentHashes, context.now)
    await appendAuditEvent(tx, context.keys, auditEntry(context, {
      action: 'import.finished', object: `import:${importId}`,
      after: { files: files.map(({ kind, format, rows }) => ({ kind, format, rows })), ...totals, refused: refused.map(({ refusal }) => refusal.code), ...(completed.length > 0 ? { completed } : {}) },
    }))
  })
}
