import { findImport, type ImportCounts, type ImportFile, type ImportRun, listImportFiles, listImportRuns } from '../../../db/queries/imports.ts'
import { mappingNames } from '../../../db/queries/mappings.ts'
import { findJob } from '../../../db/queries/jobs.ts'
import { staffNames } from '../../../db/queries/queue.ts'
import { findStaff } from '../../../db/queries/staff.ts'
import { mappingOfFeedId } from '../../domain/intake/mapping/mapped-feed.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import type { UseCaseContext } from '../context.ts'
import type { RefusedFile } from './import-files.server.ts'
import type { FilePreview } from './preview-import.server.ts'

/** An import as a page shows it. Nothing in it is personal: rows and their texts are shown by the quarantine. */
export interface ImportView {
  readonly run: Omit<ImportRun, 'preview' | 'jobId'>
  readonly staffName: string | null
  readonly files: readonly ReadFile<ImportFile>[]
  readonly preview: { readonly files: readonly ReadFile<FilePreview>[]; readonly refused: readonly RefusedFile[] } | null
  /** How far the worker is, in bytes; null when no work is under way. */
  readonly progress: { readonly bytes: number; readonly bytesTotal: number } | null
  /** From the yes to the last row; null while that is not over, and for imports that no job did. */
  readonly storedInMs: number | null
}

/** What a look found, as it is kept. */
type StoredPreview = { readonly files: readonly FilePreview[]; readonly refused: readonly RefusedFile[] } | null

/** A file with the name of the mapping that reads it; null where a format does, or the mapping is gone. */
type ReadFile<File> = File & { readonly mappingName: string | null }

/** One import with its files, preview and progress. Refuses `import_gone`. */
export async function getImport(context: Pick<UseCaseContext, 'store'>, importId: number): Promise<Result<ImportView>> {
  const { read } = context.store
  const run = await findImport(read, importId)
  if (!run) return refuse('import_gone')
  const { preview, jobId, ...shown } = run
  const isWorking = run.state === 'previewing' || run.state === 'running'
  const [files, job, staff] = await Promise.all([
    listImportFiles(read, [importId]),
    jobId === null ? null : findJob(read, jobId),
    run.staffId === null ? null : findStaff(read, run.staffId),
  ])
  const told = job?.progress as { bytes?: number; bytesTotal?: number } | null
  const looked = preview as StoredPreview
  const mappingIdOf = ({ format }: { readonly format: string }) => mappingOfFeedId(format)?.id ?? null
  const mappings = await mappingNames(read, [...files, ...(looked?.files ?? [])].flatMap((file) => mappingIdOf(file) ?? []))
  const named = <File extends { readonly format: string }>(file: File): ReadFile<File> => ({ ...file, mappingName: mappings.get(mappingIdOf(file) ?? 0) ?? null })
  return accept({
    run: shown, staffName: staff?.name ?? null, files: files.map(named), preview: looked && { ...looked, files: looked.files.map(named) },
    storedInMs: job?.type === 'import' && job.finishedAt !== null ? job.finishedAt - job.createdAt : null,
    progress: isWorking ? { bytes: told?.bytes ?? 0, bytesTotal: told?.bytesTotal ?? 0 } : null,
  })
}

/** An import as a row of the list. */
interface ImportLine {
  readonly run: Omit<ImportRun, 'preview' | 'jobId'>
  readonly staffName: string | null
  readonly files: readonly ImportFile[]
  /** Of an import that waits for a yes: what its preview found; null for all others. */
  readonly foreseen: readonly (ImportCounts & Pick<ImportFile, 'name' | 'warnings'>)[] | null
  /** Names of the files of which nothing is stored. */
  readonly leftOut: readonly string[]
}

export interface ImportPage {
  readonly imports: readonly ImportLine[]
  /** Id to go on from; null on the last page. */
  readonly next: number | null
}

const PAGE_MOST = 50

/** Imports, newest first. */
export async function listImports(context: Pick<UseCaseContext, 'store'>, page: { readonly before: number | null; readonly limit?: number }): Promise<ImportPage> {
  const { read } = context.store
  const size = Math.max(1, Math.min(page.limit ?? PAGE_MOST, PAGE_MOST))
  const runs = await listImportRuns(read, page.before, size + 1)
  const shown = runs.slice(0, size)
  const [files, names] = await Promise.all([listImportFiles(read, shown.map((run) => run.id)), staffNames(read, shown.map((run) => run.staffId))])
  return {
    imports: shown.map(({ preview, jobId: _jobId, ...run }) => ({
      run,
      staffName: run.staffId === null ? null : (names.get(run.staffId) ?? null),
      files: files.filter((file) => file.importId === run.id),
      foreseen: run.state === 'previewed' ? foreseenOf(preview as StoredPreview) : null,
      leftOut: ((preview as StoredPreview)?.refused ?? []).map(({ name }) => name),
    })),
    next: runs.length > size ? (shown.at(-1)?.id ?? null) : null,
  }
}

function foreseenOf(preview: StoredPreview): ImportLine['foreseen'] {
  return (preview?.files ?? []).map(({ name, rows, accepted, unchanged, newVersions, quarantined, warnings }) => ({ name, rows, accepted, unchanged, newVersions, quarantined, warnings }))
}
