import { createHash } from 'node:crypto'
import { headerKey, type MappingDefinition, type SavedMapping } from '../../app/domain/intake/mapping/mapping.ts'
import type { RecordKind } from '../../app/domain/intake/record.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle, Tx } from '../client.ts'

/** A mapping as the list shows it: which version is in use, and how much it has read. */
export interface MappingLine {
  readonly id: number
  readonly name: string
  readonly kind: RecordKind
  readonly version: number
  readonly isAutomatic: boolean
  readonly createdAt: Instant
  readonly createdBy: number | null
  /** Since when its newest version holds. */
  readonly changedAt: Instant
  readonly disabledAt: Instant | null
  /** Files and rows that any version of it has read; files seen again are not counted. */
  readonly files: number
  readonly rows: number
}

const MOST_MAPPINGS = 1_000

/** Mappings in use, in the version that holds, the newest first. At most a thousand. */
export async function listActiveMappings(db: Handle): Promise<readonly SavedMapping[]> {
  const rows = await db
    .selectFrom('mappings')
    .innerJoin('mapping_versions', (join) => join.onRef('mapping_versions.mapping_id', '=', 'mappings.id').onRef('mapping_versions.version', '=', 'mappings.version'))
    .select(['mappings.id', 'mappings.name', 'mappings.version', 'mapping_versions.definition'])
    .where('mappings.disabled_at', 'is', null)
    .where('mappings.is_automatic', '=', 1)
    .orderBy('mappings.id', 'desc')
    .limit(MOST_MAPPINGS)
    .execute()
  return rows.map((row) => ({ id: row.id, name: row.name, version: row.version, definition: JSON.parse(row.definition) as MappingDefinition }))
}

/** One version of a mapping; without a version the one in use. Null when there is none. */
export async function findMapping(db: Handle, id: number, version: number | null = null): Promise<(SavedMapping & { readonly isAutomatic: boolean; readonly disabledAt: Instant | null }) | null> {
  const row = await db
    .selectFrom('mappings')
    .innerJoin('mapping_versions', 'mapping_versions.mapping_id', 'mappings.id')
    .select(['mappings.id', 'mappings.name', 'mappings.is_automatic', 'mappings.disabled_at', 'mapping_versions.version', 'mapping_versions.definition'])
    .where('mappings.id', '=', id)
    .where((eb) => (version === null ? eb('mapping_versions.version', '=', eb.ref('mappings.version')) : eb('mapping_versions.version', '=', version)))
    .executeTakeFirst()
  return row ? { id: row.id, name: row.name, version: row.version, definition: JSON.parse(row.definition) as MappingDefinition, isAutomatic: row.is_automatic === 1, disabledAt: row.disabled_at } : null
}

export async function findMappingByName(db: Handle, name: string): Promise<{ readonly id: number; readonly version: number } | null> {
  return (await db.selectFrom('mappings').select(['id', 'version']).where('name', '=', name).executeTakeFirst()) ?? null
}

/** Names of the mappings that are in use. */
export async function listMappingNames(db: Handle): Promise<ReadonlySet<string>> {
  return new Set((await db.selectFrom('mappings').select('name').where('disabled_at', 'is', null).execute()).map(({ name }) => name))
}

/** Names of mappings by id. */
export async function mappingNames(db: Handle, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const rows = ids.length === 0 ? [] : await db.selectFrom('mappings').select(['id', 'name']).where('id', 'in', [...new Set(ids)]).execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** The mapping in use that knows this header by itself, other than `exceptId`. */
export async function findMappingOfHeader(db: Handle, header: readonly string[], exceptId: number | null): Promise<{ readonly id: number; readonly name: string } | null> {
  let query = db.selectFrom('mappings').select(['id', 'name']).where('header_hash', '=', headerHash(header)).where('disabled_at', 'is', null).where('is_automatic', '=', 1)
  if (exceptId !== null) query = query.where('id', '<>', exceptId)
  return (await query.executeTakeFirst()) ?? null
}

export async function insertMapping(tx: Tx, mapping: { readonly name: string; readonly definition: MappingDefinition; readonly isAutomatic: boolean; readonly at: Instant; readonly by: number | null }): Promise<number> {
  const { id } = await tx
    .insertInto('mappings')
    .values({
      name: mapping.name, kind: mapping.definition.kind, version: 1, header_hash: headerHash(mapping.definition.header), is_automatic: mapping.isAutomatic ? 1 : 0, created_at: mapping.at,
      created_by: mapping.by, disabled_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx.insertInto('mapping_versions').values({ mapping_id: id, version: 1, definition: JSON.stringify(mapping.definition), created_at: mapping.at, created_by: mapping.by }).execute()
  return id
}

/** Adds the version after `from` and lets it hold; false when another was added meanwhile. A mapping that was out of use is in use again. */
export async function addMappingVersion(tx: Tx, id: number, from: number, mapping: { readonly definition: MappingDefinition; readonly isAutomatic: boolean; readonly at: Instant; readonly by: number | null }): Promise<boolean> {
  const moved = await tx
    .updateTable('mappings')
    .set({ version: from + 1, kind: mapping.definition.kind, header_hash: headerHash(mapping.definition.header), is_automatic: mapping.isAutomatic ? 1 : 0, disabled_at: null })
    .where('id', '=', id)
    .where('version', '=', from)
    .executeTakeFirst()
  if (moved.numUpdatedRows !== 1n) return false
  await tx.insertInto('mapping_versions').values({ mapping_id: id, version: from + 1, definition: JSON.stringify(mapping.definition), created_at: mapping.at, created_by: mapping.by }).execute()
  return true
}

/** Takes a mapping out of use, or back into it. False when it is not there or stands so already. */
export async function setMappingDisabled(tx: Tx, id: number, disabledAt: Instant | null): Promise<boolean> {
  const changed = await tx.updateTable('mappings').set({ disabled_at: disabledAt }).where('id', '=', id).where('disabled_at', disabledAt === null ? 'is not' : 'is', null).executeTakeFirst()
  return changed.numUpdatedRows === 1n
}

/** Every mapping, those in use first, then by name, with what it has read so far. */
export async function listMappings(db: Handle): Promise<readonly MappingLine[]> {
  const rows = await db
    .selectFrom('mappings')
    .innerJoin('mapping_versions', (join) => join.onRef('mapping_versions.mapping_id', '=', 'mappings.id').onRef('mapping_versions.version', '=', 'mappings.version'))
    .select(['mappings.id', 'mappings.name', 'mappings.kind', 'mappings.version', 'mappings.is_automatic', 'mappings.created_at', 'mappings.created_by', 'mappings.disabled_at', 'mapping_versions.created_at as changed_at'])
    .orderBy('mappings.name')
    .limit(MOST_MAPPINGS)
    .execute()
  const used = await db
    .selectFrom('import_files')
    .select((eb) => ['format', eb.fn.countAll<number>().as('files'), eb.fn.sum<number>('rows').as('rows')])
    .where('format', '>=', 'mapping/')
    .where('format', '<', 'mapping0')
    .where('warnings', 'not like', '%"already_imported"%')
    .groupBy('format')
    .execute()
  const sums = new Map<number, { files: number; rows: number }>()
  for (const { format, files, rows: read } of used) {
    const id = Number(format.split('/')[1])
    const sum = sums.get(id) ?? { files: 0, rows: 0 }
    sums.set(id, { files: sum.files + Number(files), rows: sum.rows + Number(read) })
  }
  return rows
    .map((row) => ({
      id: row.id, name: row.name, kind: row.kind as RecordKind, version: row.version, isAutomatic: row.is_automatic === 1, createdAt: row.created_at, createdBy: row.created_by, changedAt: row.changed_at,
      disabledAt: row.disabled_at, files: sums.get(row.id)?.files ?? 0, rows: sums.get(row.id)?.rows ?? 0,
    }))
    .sort((a, b) => Number(a.disabledAt !== null) - Number(b.disabledAt !== null))
}

export interface MappingVersion {
  readonly version: number
  readonly createdAt: Instant
  readonly createdBy: number | null
  readonly definition: MappingDefinition
}

/** Versions of a mapping, the newest first. At most two hundred. */
export async function listMappingVersions(db: Handle, id: number): Promise<readonly MappingVersion[]> {
  const rows = await db.selectFrom('mapping_versions').selectAll().where('mapping_id', '=', id).orderBy('version', 'desc').limit(200).execute()
  return rows.map((row) => ({ version: row.version, createdAt: row.created_at, createdBy: row.created_by, definition: JSON.parse(row.definition) as MappingDefinition }))
}

function headerHash(header: readonly string[]): string {
  return createHash('sha256').update(headerKey(header)).digest('hex')
}
