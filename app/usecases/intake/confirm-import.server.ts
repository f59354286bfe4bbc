import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { findImport, moveImport } from '../../../db/queries/imports.ts'
import { addJob, findJob } from '../../../db/queries/jobs.ts'
import { accept, invariant, refuse, type Result } from '../../domain/values/result.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { removeStaged, type UploadPayload } from './stage-upload.server.ts'

/** Says yes to a previewed import: the worker stores it. Twice is once. Refuses `import_gone` and `import_not_previewed`. */
export function confirmImport(context: UseCaseContext, importId: number): Promise<Result<null>> {
  return context.store.write(async (tx) => {
    const run = await findImport(tx, importId)
    if (!run) return refuse('import_gone')
    if (run.state === 'running' || run.state === 'done') return accept(null)
    const job = run.jobId === null ? null : await findJob(tx, run.jobId)
    if (!job || !(await moveImport(tx, importId, ['previewed'], 'running'))) return refuse('import_not_previewed', { state: run.state })
    const jobId = await addJob(tx, { type: 'import', payload: { ...(job.payload as UploadPayload), staffId: context.actor.staffId }, createdAt: context.now })
    invariant(await moveImport(tx, importId, ['running'], 'running', { jobId }), 'an import that was just started is running')
    await appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'import.confirmed', object: `import:${importId}` }))
    return accept(null)
  })
}

/** Says no to an import that was only looked at; its files are removed. Refuses `import_gone` and `import_not_previewed`. */
export async function cancelImport(context: UseCaseContext, varDir: string, importId: number): Promise<Result<null>> {
  const cancelled = await context.store.write(async (tx): Promise<Result<UploadPayload | null>> => {
    const run = await findImport(tx, importId)
    if (!run) return refuse('import_gone')
    if (!(await moveImport(tx, importId, ['previewing', 'previewed'], 'cancelled', { finishedAt: context.now }))) return refuse('import_not_previewed', { state: run.state })
    await appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'import.cancelled', object: `import:${importId}` }))
    const job = run.jobId === null ? null : await findJob(tx, run.jobId)
    return accept((job?.payload ?? null) as UploadPayload | null)
  })
  if (!cancelled.ok) return cancelled
  if (cancelled.value) await removeStaged(varDir, cancelled.value.context ? [...cancelled.value.files, cancelled.value.context] : cancelled.value.files)
  return accept(null)
}
