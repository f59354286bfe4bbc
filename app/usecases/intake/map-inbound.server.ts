import { basename, dirname, join } from 'node:path'
import type { Tx } from '../../../db/client.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { findInboundFile, type InboundFile, retakeInboundFile } from '../../../db/queries/inbound.ts'
import type { InboundFolder } from '../../domain/intake/inbound.ts'
import { DEFAULT_LIMITS } from '../../domain/intake/limits.ts'
import { isMappable } from '../../domain/intake/mapping/mapping.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { SECOND_MS } from '../../domain/values/time.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { type DraftChoice, draftOf, type MappingDraft } from './get-mapping-draft.server.ts'
import { holdFile, holdFolder } from './hold.ts'
import { booksFor, inspectInputs } from './import-files.server.ts'
import { openFileParts } from './open-archive.server.ts'
import { type KeptMapping, type MappingToSave, saveMappingIn } from './save-mapping.server.ts'
import { hasFailed } from './watch-folders.server.ts'

type Base = Pick<UseCaseContext, 'store'>

/**
 * A file that a watched folder could not read, with a mapping of it as for an upload. Of an archive or a workbook it is the first table that nobody
 * knows. Refuses `folder_gone`, `inbound_gone`, `inbound_settled` when it has been read since, and what a draft is refused for.
 */
export async function getInboundDraft(context: Base, folders: readonly InboundFolder[], fileId: number, choice: DraftChoice): Promise<Result<MappingDraft>> {
  const found = await failedFile(context, folders, fileId)
  if (!found.ok) return found
  try {
    return await draftInside(context, found.value, choice)
  } finally {
    await found.value.close()
  }
}

async function draftInside(context: Base, { path, file }: FailedFile, choice: DraftChoice): Promise<Result<MappingDraft>> {
  const parts = await openFileParts(path, DEFAULT_LIMITS, file.name)
  if (!parts.ok) return parts
  const inputs = parts.value.map((part, at) => ({ part, at: String(at), isNamed: true, mapping: null }))
  const { refused } = await inspectInputs(inputs, DEFAULT_LIMITS, await booksFor(context, inputs, null))
  const unknown = refused.find(({ refusal }) => isMappable(refusal))
  const part = parts.value[Number(unknown?.at ?? 0)]
  return part ? draftOf(context, part, choice) : refuse('inbound_gone')
}

/** Keeps a mapping that reads tables of these headings by itself, and has the file read again. Refuses as {@link retryInboundFile} and as a mapping is refused. */
export function saveMappingForInbound(context: UseCaseContext, folders: readonly InboundFolder[], mapping: Omit<MappingToSave, 'isAutomatic'>, fileId: number): Promise<Result<KeptMapping>> {
  return inWrite(context, folders, fileId, async (tx, file) => {
    const kept = await saveMappingIn(tx, context, { ...mapping, isAutomatic: true })
    if (kept.ok) await retake(tx, context, file)
    return kept
  })
}

/** Has a failed file read again by the watch of its folder, after what kept it from being read was mended. Refuses `folder_gone`, `inbound_gone`, `inbound_settled`. */
export function retryInboundFile(context: UseCaseContext, folders: readonly InboundFolder[], fileId: number): Promise<Result<null>> {
  return inWrite(context, folders, fileId, async (tx, file) => {
    await retake(tx, context, file)
    return accept(null)
  })
}

async function inWrite<T>(context: UseCaseContext, folders: readonly InboundFolder[], fileId: number, write: (tx: Tx, file: InboundFile) => Promise<Result<T>>): Promise<Result<T>> {
  const found = await failedFile(context, folders, fileId)
  if (!found.ok) return found
  await found.value.close()
  return context.store.write(async (tx) => {
    const file = await findInboundFile(tx, fileId)
    return file?.state === 'failed' ? write(tx, file) : refuse('inbound_settled')
  })
}

/** Another moment than that of the last try: by it the name is made under which the file ends. */
async function retake(tx: Tx, context: UseCaseContext, file: InboundFile): Promise<void> {
  await retakeInboundFile(tx, file.id, Math.max(context.now, (file.takenAt ?? 0) + SECOND_MS))
  await appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'inbound.retried', object: `inbound:${file.id}`, after: { folder: file.folder, code: file.error?.code ?? null } }))
}

interface FailedFile {
  readonly file: InboundFile
  readonly path: string
  readonly close: () => Promise<void>
}

/** The file where it lies among the failed ones, held open. */
async function failedFile({ store }: Base, folders: readonly InboundFolder[], fileId: number): Promise<Result<FailedFile>> {
  const file = await findInboundFile(store.read, fileId)
  if (!file) return refuse('inbound_gone')
  const folder = folders.find(({ name }) => name === file.folder)
  if (!folder) return refuse('folder_gone')
  if (file.state !== 'failed') return refuse('inbound_settled')
  if (!hasFailed(file)) return refuse('inbound_gone')
  const inside = await holdFolder(join(folder.path, dirname(file.workName))).catch(() => null)
  if (!inside) return refuse('inbound_gone')
  try {
    const held = await holdFile(join(inside.path, basename(file.workName)))
    return held.ok ? accept({ file, ...held.value }) : refuse('inbound_gone')
  } finally {
    await inside.close()
  }
}
