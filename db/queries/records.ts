import { sql } from 'kysely'
import { type AnyRecord, type RecordKind, refOf } from '../../app/domain/intake/record.ts'
import { contentHashOf, keyColumnsOf } from '../bulk.ts'
import type { Handle } from '../client.ts'
import type { Keys } from '../seal.ts'

/** Most records compared in one statement. */
const COMPARE_CHUNK = 400

/** How a record stands to what is stored: not known, the same again, or another content under the same key. */
export type Standing = 'new' | 'same' | 'changed'

/** What storing these records would do, without storing them; in the order given. Several records of one key are each compared with the database alone. */
export async function standingOf(db: Handle, keys: Keys, kind: RecordKind, records: readonly AnyRecord[]): Promise<readonly Standing[]> {
  const { table, idColumn, hasSource } = keyColumnsOf(kind)
  const known = new Map<string, string>()
  const nameOf = (source: string, id: string) => `${source}\u0000${id}`
  for (let from = 0; from < records.length; from += COMPARE_CHUNK) {
    const ids = [...new Set(records.slice(from, from + COMPARE_CHUNK).map((record) => refOf(record).id))]
    const found = await sql<{ id: string; source: string; content_hash: string }>`
      select ${sql.raw(`${idColumn} as id, ${hasSource ? 'source' : "''"} as source, content_hash`)} from ${sql.raw(table)} where ${sql.raw(idColumn)} in (${sql.join(ids)})`.execute(db)
    for (const row of found.rows) known.set(nameOf(row.source, row.id), row.content_hash)
  }
  return records.map((record) => {
    const { source, id } = refOf(record)
    const hash = known.get(nameOf(source, id))
    return hash === undefined ? 'new' : hash === contentHashOf(keys, record) ? 'same' : 'changed'
  })
}

/** Of these orders (by row), those whose last screening put them in the band `same_day` or above. */
export async function flaggedOrders(db: Handle, rowIds: readonly number[]): Promise<ReadonlySet<number>> {
  if (rowIds.length === 0) return new Set()
  const rows = await db.selectFrom('screenings').select('record_row_id').where('kind', '=', 'order').where('record_row_id', 'in', rowIds).where('band', '<>', 'log').execute()
  return new Set(rows.map((row) => row.record_row_id))
}
