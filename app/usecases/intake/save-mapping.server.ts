import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { findImport, moveImport } from '../../../db/queries/imports.ts'
import { addJob, findJob } from '../../../db/queries/jobs.ts'
import { addMappingVersion, findMapping, findMappingByName, findMappingOfHeader, insertMapping } from '../../../db/queries/mappings.ts'
import type { Tx } from '../../../db/client.ts'
import { mappedFeedId } from '../../domain/intake/mapping/mapped-feed.ts'
import { checkMapping, MAPPING_LIMITS, type MappingDefinition } from '../../domain/intake/mapping/mapping.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import type { UploadPayload } from './stage-upload.server.ts'

/** A mapping as somebody wants it kept. */
export interface MappingToSave {
  readonly name: string
  readonly definition: MappingDefinition
  /** Whether it reads tables with its headings by itself. */
  readonly isAutomatic: boolean
  /** The version that was changed, when this is a change. */
  readonly changes: { readonly id: number; readonly version: number } | null
}

export interface KeptMapping {
  readonly id: number
  readonly version: number
  /** False when it said so already. */
  readonly isNew: boolean
}

/**
 * Keeps a mapping as a new name or a new version of one; earlier versions stay as they are, and so does what they read. Refuses `mapping_name`,
 * `mapping_name_taken`, `mapping_header_taken` when another one reads these headings by itself, `mapping_changed` when another version was saved
 * meanwhile, `mapping_gone`, and as a definition is refused that cannot hold.
 */
export function saveMapping(context: UseCaseContext, mapping: MappingToSave): Promise<Result<KeptMapping>> {
  return context.store.write((tx) => saveMappingIn(tx, context, mapping))
}

/** {@link saveMapping}, and reads the file of a previewed upload with it: the import is looked at anew. Refuses also `import_gone` and `import_not_previewed`. */
export function saveMappingForImport(context: UseCaseContext, mapping: MappingToSave, importId: number, at: string): Promise<Result<KeptMapping>> {
  return context.store.write(async (tx) => {
    const run = await findImport(tx, importId)
    if (!run) return refuse('import_gone')
    const job = run.jobId === null ? null : await findJob(tx, run.jobId)
    if (!job || run.state !== 'previewed') return refuse('import_not_previewed', { state: run.state })
    const kept = await saveMappingIn(tx, context, mapping)
    if (!kept.ok) return kept
    const payload = job.payload as UploadPayload
    const mapped = { ...payload.mapped, [at]: mappedFeedId(kept.value) }
    const jobId = await addJob(tx, { type: 'preview_import', payload: { ...payload, mapped, staffId: context.actor.staffId }, createdAt: context.now })
    await moveImport(tx, importId, ['previewed'], 'previewing', { jobId })
    return kept
  })
}

/** {@link saveMapping} within a larger change. */
export async function saveMappingIn(tx: Tx, context: UseCaseContext, { name, definition, isAutomatic, changes }: MappingToSave): Promise<Result<KeptMapping>> {
  const told = name.normalize('NFC').replaceAll(/\s+/g, ' ').trim()
  if (told === '' || told.length > MAPPING_LIMITS.nameChars || /\p{C}/u.test(told)) return refuse('mapping_name', { maxChars: MAPPING_LIMITS.nameChars }, 'name')
  const checked = checkMapping(definition)
  if (!checked.ok) return checked
  const marks = { definition: checked.value, isAutomatic, at: context.now, by: context.actor.staffId }
  const named = await findMappingByName(tx, told)
  if (named && named.id !== changes?.id) return refuse('mapping_name_taken', { name: told }, 'name')
  const other = isAutomatic ? await findMappingOfHeader(tx, definition.header, changes?.id ?? null) : null
  if (other) return refuse('mapping_header_taken', { name: other.name })
  if (!changes) {
    const id = await insertMapping(tx, { name: told, ...marks })
    await put(tx, context, 'mapping.saved', id, 1, checked.value, { name: told, isAutomatic })
    return accept({ id, version: 1, isNew: true })
  }
  const before = await findMapping(tx, changes.id)
  if (!before) return refuse('mapping_gone')
  if (before.version !== changes.version) return refuse('mapping_changed', { version: before.version })
  const isSame = JSON.stringify(sorted(before.definition)) === JSON.stringify(sorted(checked.value)) && before.isAutomatic === isAutomatic && before.disabledAt === null
  if (isSame) return accept({ id: before.id, version: before.version, isNew: false })
  if (!(await addMappingVersion(tx, before.id, before.version, marks))) return refuse('mapping_changed', { version: before.version })
  await put(tx, context, 'mapping.changed', before.id, before.version + 1, checked.value, { name: before.name, isAutomatic })
  return accept({ id: before.id, version: before.version + 1, isNew: true })
}

/** A definition with its columns in one order, so that two that say the same are the same text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]))
}

async function put(tx: Tx, context: UseCaseContext, action: 'mapping.saved' | 'mapping.changed', id: number, version: number, definition: MappingDefinition, told: { readonly name: string; readonly isAutomatic: boolean }): Promise<void> {
  await appendAuditEvent(tx, context.keys, auditEntry(context, action === 'mapping.saved'
    ? { action: 'mapping.saved', object: `mapping:${id}`, after: { ...told, version, kind: definition.kind, columns: Object.keys(definition.rules) } }
    : { action: 'mapping.changed', object: `mapping:${id}`, after: { ...told, version, kind: definition.kind, columns: Object.keys(definition.rules) } }))
}
