import { sql } from 'kysely'
import type { Subscriber } from '../../app/domain/intake/record.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import { dialectOf, type Handle, type Tx } from '../client.ts'
import { seal, unseal, type Keys } from '../seal.ts'
import { isOneOf } from './sets.ts'

export interface DuplicatePair {
  readonly keptId: string
  readonly mergedId: string
  readonly same: readonly ('contact_phone' | 'email')[]
}

export interface StoredMerge {
  readonly id: number
  readonly keptId: string
  readonly mergedId: string
  readonly reason: string
  readonly mergedAt: Instant
  readonly before: { readonly kept: Subscriber; readonly merged: Subscriber }
}

const PURPOSE = 'person_merge.before'

/** What two records of one person have in common beside the ending of the document, by the column that tells it. */
const SAME = [['contact_phone_hash', 'contact_phone'], ['email_hash', 'email']] as const

/**
 * Marks which of the subscribers just written have a contact and an ending of the document that another has too, so that nobody has to go through all of them to
 * find those. Whoever is written last carries the mark, and keeps it: whether both are still alike is asked when the pairs are read.
 */
export async function markTwins(tx: Tx, rowIds: readonly number[]): Promise<void> {
  if (rowIds.length === 0) return
  const isLike = (hash: string) => sql`exists (select 1 from subscribers b where b.${sql.ref(hash)} = subscribers.${sql.ref(hash)} and b.id_doc_last4 = subscribers.id_doc_last4 and b.id <> subscribers.id)`
  await sql`update subscribers set has_twin = 1 where ${isOneOf(dialectOf(tx), 'id', rowIds, 'bigint')} and has_twin = 0 and (${sql.join(SAME.map(([hash]) => isLike(hash)), sql` or `)})`.execute(tx)
}

/** Pairs of active subscribers with one contact and one ending of the document, the older of each first; at most `limit`, those whose second record came first. */
export async function listDuplicatePairs(db: Handle, limit: number): Promise<readonly DuplicatePair[]> {
  const pairs = new Map<string, { keptId: string; mergedId: string; same: ('contact_phone' | 'email')[] }>()
  for (const [hash, name] of SAME) {
    const found = await sql<{ kept: string; merged: string }>`
      select case when a.id < b.id then a.subscriber_id else b.subscriber_id end as kept, case when a.id < b.id then b.subscriber_id else a.subscriber_id end as merged
      from subscribers a join subscribers b on b.${sql.ref(hash)} = a.${sql.ref(hash)} and b.id_doc_last4 = a.id_doc_last4 and b.id <> a.id and (b.id < a.id or b.has_twin = 0)
      where a.has_twin = 1 and a.status = 'active' and b.status = 'active'
        and not exists (select 1 from person_merges m where m.undone_at is null and m.merged_id = a.subscriber_id)
        and not exists (select 1 from person_merges m where m.undone_at is null and m.merged_id = b.subscriber_id)
      order by a.id limit ${limit}`.execute(db)
    for (const { kept, merged } of found.rows) {
      const pair = pairs.get(`${kept}\u0000${merged}`) ?? { keptId: kept, mergedId: merged, same: [] }
      pair.same.push(name)
      pairs.set(`${kept}\u0000${merged}`, pair)
    }
  }
  return [...pairs.values()].slice(0, limit)
}

export async function insertMerge(tx: Tx, keys: Keys, merge: Omit<StoredMerge, 'id'> & { readonly by: number }): Promise<number> {
  const { id } = await tx
    .insertInto('person_merges')
    .values({
      kept_id: merge.keptId, merged_id: merge.mergedId, reason: merge.reason, sealed_before: seal(keys, PURPOSE, JSON.stringify(merge.before)), merged_at: merge.mergedAt, merged_by: merge.by,
      undone_at: null, undone_by: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function findMerge(db: Handle, keys: Keys, id: number): Promise<StoredMerge | null> {
  const row = await db.selectFrom('person_merges').selectAll().where('id', '=', id).where('undone_at', 'is', null).executeTakeFirst()
  return row ? { id: row.id, keptId: row.kept_id, mergedId: row.merged_id, reason: row.reason, mergedAt: row.merged_at, before: JSON.parse(unseal(keys, PURPOSE, row.sealed_before)) as StoredMerge['before'] } : null
}

export async function isMerged(db: Handle, subscriberIds: readonly string[]): Promise<boolean> {
  return (await db.selectFrom('person_merges').select('id').where('undone_at', 'is', null).where('merged_id', 'in', subscriberIds).limit(1).executeTakeFirst()) !== undefined
}

export async function undoMerge(tx: Tx, id: number, at: Instant, by: number): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('person_merges').set({ undone_at: at, undone_by: by }).where('id', '=', id).where('undone_at', 'is', null).executeTakeFirst()
  return numUpdatedRows === 1n
}

/** A merge that holds, and who made it. */
export interface ListedMerge extends Omit<StoredMerge, 'before'> {
  readonly by: number
}

/** Merges that hold, the newest first; `of` only those with this subscriber on either side. */
export async function listMerges(db: Handle, limit: number, of: string | null = null): Promise<readonly ListedMerge[]> {
  let query = db.selectFrom('person_merges').select(['id', 'kept_id', 'merged_id', 'reason', 'merged_at', 'merged_by']).where('undone_at', 'is', null)
  if (of !== null) query = query.where((eb) => eb.or([eb('kept_id', '=', of), eb('merged_id', '=', of)]))
  const rows = await query.orderBy('id', 'desc').limit(limit).execute()
  return rows.map((row) => ({ id: row.id, keptId: row.kept_id, mergedId: row.merged_id, reason: row.reason, mergedAt: row.merged_at, by: row.merged_by }))
}
