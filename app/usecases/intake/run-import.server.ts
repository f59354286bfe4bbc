import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { findImport, moveImport } from '../../../db/queries/imports.ts'
import { addJob, hasWaitingJob } from '../../../db/queries/jobs.ts'
import { DEFAULT_LIMITS } from '../../domain/intake/limits.ts'
import type { Json, Refusal } from '../../domain/values/result.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { booksFor, type ImportInput, importFiles, inspectInputs, type RefusedFile } from './import-files.server.ts'
import { previewFile } from './preview-import.server.ts'
import { openFileParts } from './open-archive.server.ts'
import { removeStaged, stagedPath, type UploadPayload } from './stage-upload.server.ts'

/** What a job is given besides its payload. */
export interface JobTools {
  readonly context: UseCaseContext
  readonly varDir: string
  /** Tells how far the work is; written down now and then, not each time. */
  readonly progress: (progress: Json) => void
  /** True when the process is to end: the job stops at the next commit and is taken up again later. */
  readonly isStopping: () => boolean
}

/** How a job ended; `again` gives it back to be continued. */
export type JobEnd = { readonly state: 'done' } | { readonly state: 'again' }

/** Looks at uploaded files without storing anything; the import then shows what it would do and waits for a yes. */
export async function runPreviewJob(payload: UploadPayload, { context, varDir, progress, isStopping }: JobTools): Promise<JobEnd> {
  const { inputs, refused } = await openStaged(varDir, payload)
  // Every part is told of, also those of an archive that are no records: a sheet that nobody mapped yet must not be lost.
  const named = inputs.map((input) => ({ ...input, isNamed: true }))
  const found = await inspectInputs(named, DEFAULT_LIMITS, await booksFor(context, named, null))
  const total = found.inspected.reduce((bytes, inspection) => bytes + inspection.bytes, 0)
  const files = []
  let before = 0
  for (const inspection of found.inspected) {
    files.push(await previewFile(context, inspection, DEFAULT_LIMITS, (bytes) => progress({ bytes: before + bytes, bytesTotal: total })))
    before += inspection.bytes
    if (isStopping()) return { state: 'again' }
  }
  const preview = { files, refused: [...refused, ...found.refused] }
  await context.store.write((tx) => moveImport(tx, payload.importId, ['previewing'], 'previewed', { preview }))
  return { state: 'done' }
}

/** Stores the files of a confirmed import, continues where an earlier attempt stood, and puts what came in line for screening. */
export async function runImportJob(payload: UploadPayload, { context, varDir, progress, isStopping }: JobTools): Promise<JobEnd> {
  const run = await findImport(context.store.read, payload.importId)
  if (run?.state !== 'running') return { state: 'done' }
  const { inputs, refused } = await openStaged(varDir, payload)
  // By part: what an archive or a workbook holds has a name of its own.
  const sizes = new Map(inputs.map(({ part }) => [part.name, part.packedBytes]))
  const total = [...sizes.values()].reduce((bytes, size) => bytes + size, 0)
  const done = new Map<string, number>()
  const report = await importFiles(context, inputs, {
    origin: 'page',
    importId: payload.importId,
    limits: DEFAULT_LIMITS,
    isStopping,
    onProgress: (file, bytes) => {
      done.set(file.name, (sizes.get(file.name) ?? 0) * (bytes / Math.max(1, file.bytesTotal)))
      progress({ bytes: Math.round([...done.values()].reduce((sum, part) => sum + part, 0)), bytesTotal: total, file: file.name, rows: file.rows })
    },
  })
  if (report.files.some((file) => !file.isComplete)) return { state: 'again' }
  const failure = [...refused, ...report.refused][0]?.refusal
  await context.store.write(async (tx) => {
    if (report.files.length === 0) await moveImport(tx, payload.importId, ['running'], 'failed', { finishedAt: context.now, error: { code: failure?.code ?? 'nothing_to_import', data: failure?.data ?? {} } })
    if (!(await hasWaitingJob(tx, 'screen'))) await addJob(tx, { type: 'screen', payload: {}, createdAt: context.now })
  })
  await removeStaged(varDir, payload.context ? [...payload.files, payload.context] : payload.files)
  return { state: 'done' }
}

/** Puts an import on record as failed, with a code and no detail of the data. The rows stored so far stay; importing the files again goes on from there. */
export async function failImport(context: UseCaseContext, importId: number, error: Refusal): Promise<void> {
  await context.store.write(async (tx) => {
    const hasMoved = await moveImport(tx, importId, ['previewing', 'running'], 'failed', { finishedAt: context.now, error: { code: error.code, data: error.data ?? {} } })
    if (hasMoved) await appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'import.failed', object: `import:${importId}`, after: { code: error.code } }))
  })
}

async function openStaged(varDir: string, { files, mapped = {} }: UploadPayload): Promise<{ inputs: readonly ImportInput[]; refused: readonly RefusedFile[] }> {
  const inputs: ImportInput[] = []
  const refused: RefusedFile[] = []
  for (const [fileIndex, file] of files.entries()) {
    const parts = await openFileParts(stagedPath(varDir, file.id), DEFAULT_LIMITS, file.name)
    if (!parts.ok) {
      refused.push({ name: file.name, refusal: parts.refusal })
      continue
    }
    for (const [partIndex, part] of parts.value.entries()) {
      const at = `${fileIndex}.${partIndex}`
      inputs.push({ part, isNamed: parts.value.length === 1, at, mapping: mapped[at] ?? null })
    }
  }
  return { inputs, refused }
}
