import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { findMapping, findMappingByName, findMappingOfHeader, listMappings as listAll, listMappingVersions, type MappingLine, type MappingVersion, setMappingDisabled } from '../../../db/queries/mappings.ts'
import { staffNames } from '../../../db/queries/queue.ts'
import { mappingFile, readMappingFile } from '../../domain/intake/mapping/mapping.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import type { Instant } from '../../domain/values/time.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { type KeptMapping, saveMapping } from './save-mapping.server.ts'

/** Every mapping with what it has read. */
export async function listMappings({ store }: Pick<UseCaseContext, 'store'>): Promise<readonly (MappingLine & { readonly by: string | null })[]> {
  const mappings = await listAll(store.read)
  const names = await staffNames(store.read, mappings.map(({ createdBy }) => createdBy))
  return mappings.map((mapping) => ({ ...mapping, by: mapping.createdBy === null ? null : (names.get(mapping.createdBy) ?? null) }))
}

/** The mappings to begin a new one with. */
export async function listMappingsInUse({ store }: Pick<UseCaseContext, 'store'>): Promise<readonly Pick<MappingLine, 'id' | 'name' | 'version'>[]> {
  return (await listAll(store.read)).filter((one) => one.disabledAt === null).map(({ id, name, version }) => ({ id, name, version }))
}

export interface MappingView {
  readonly id: number
  readonly name: string
  readonly version: number
  readonly isAutomatic: boolean
  readonly disabledAt: Instant | null
  readonly versions: readonly (MappingVersion & { readonly by: string | null })[]
}

/** A mapping with all its versions. Refuses `mapping_gone`. */
export async function getMapping({ store }: Pick<UseCaseContext, 'store'>, id: number): Promise<Result<MappingView>> {
  const mapping = await findMapping(store.read, id)
  if (!mapping) return refuse('mapping_gone')
  const versions = await listMappingVersions(store.read, id)
  const names = await staffNames(store.read, versions.map(({ createdBy }) => createdBy))
  const { name, version, isAutomatic, disabledAt } = mapping
  return accept({ id, name, version, isAutomatic, disabledAt, versions: versions.map((one) => ({ ...one, by: one.createdBy === null ? null : (names.get(one.createdBy) ?? null) })) })
}

/** Takes a mapping out of use, or back into it. Refuses `mapping_gone`, and `mapping_header_taken` when another reads its headings by now. */
export function setMappingUse(context: UseCaseContext, id: number, isDisabled: boolean): Promise<Result<null>> {
  return context.store.write(async (tx) => {
    const mapping = await findMapping(tx, id)
    if (!mapping) return refuse('mapping_gone')
    const other = !isDisabled && mapping.isAutomatic ? await findMappingOfHeader(tx, mapping.definition.header, id) : null
    if (other) return refuse('mapping_header_taken', { name: other.name })
    if (!(await setMappingDisabled(tx, id, isDisabled ? context.now : null))) return accept(null)
    await appendAuditEvent(tx, context.keys, auditEntry(context, { action: isDisabled ? 'mapping.disabled' : 'mapping.enabled', object: `mapping:${id}`, after: { name: mapping.name, version: mapping.version } }))
    return accept(null)
  })
}

/** A version of a mapping as a file, for review or for another installation, on record (S51). Refuses `mapping_gone`. */
export async function exportMapping(context: UseCaseContext, id: number, version: number | null): Promise<Result<{ readonly name: string; readonly text: string }>> {
  const { store, keys } = context
  const mapping = await findMapping(store.read, id, version)
  if (!mapping) return refuse('mapping_gone')
  await store.write((tx) => appendAuditEvent(tx, keys, auditEntry(context, { action: 'export.written', object: 'export:mapping', after: { format: 'json', name: mapping.name, version: mapping.version } })))
  return accept({ name: `${mapping.name}-v${mapping.version}`, text: mappingFile(mapping) })
}

/** What became of a mapping file. `beside` is the mapping that reads tables of these headings by itself, where that is another one: then this one is used only when chosen. */
export interface TakenMapping extends KeptMapping {
  readonly beside: string | null
}

/** Takes a mapping file in: as a new mapping, or as a new version of the one of its name. Refuses `mapping_file` and as {@link saveMapping}. */
export async function importMappingFile(context: UseCaseContext, text: string): Promise<Result<TakenMapping>> {
  const read = readMappingFile(text)
  if (!read.ok) return read
  const named = await findMappingByName(context.store.read, read.value.name)
  const known = named && (await findMapping(context.store.read, named.id))
  const other = known ? null : await findMappingOfHeader(context.store.read, read.value.definition.header, null)
  const kept = await saveMapping(context, { ...read.value, isAutomatic: known?.isAutomatic ?? !other, changes: known })
  return kept.ok ? accept({ ...kept.value, beside: other?.name ?? null }) : kept
}
