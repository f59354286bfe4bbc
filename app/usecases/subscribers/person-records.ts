import type { Conflict } from '../../domain/cases/case.ts'
import type { Subscriber } from '../../domain/intake/record.ts'
import type { Instant } from '../../domain/values/time.ts'
import { bulkWriter } from '../../../db/bulk.ts'
import type { Handle, Tx } from '../../../db/client.ts'
import { findConflict } from '../../../db/queries/interests.ts'
import { findHoldOf } from '../../../db/queries/staff-actions.ts'
import type { Keys } from '../../../db/seal.ts'
import type { UseCaseContext } from '../context.ts'
import { moneyWaits } from './money-waits.ts'

/** The record that is kept, with what comes to it from the other. */
export function combined(kept: Subscriber, merged: Subscriber): Subscriber {
  return {
    ...kept, numbers: [...new Set([...kept.numbers, ...merged.numbers])].sort(), contactPhone: kept.contactPhone ?? merged.contactPhone, email: kept.email ?? merged.email, address: kept.address ?? merged.address,
  }
}

/** A record without its place in the store. */
export function bare({ rowId: _row, version: _version, ...record }: Subscriber & { readonly rowId?: number; readonly version?: number }): Subscriber {
  return record
}

/** Both records hold a name, and not the same one: perhaps a family, not one person. */
export function doNamesDiffer(a: string, b: string): boolean {
  const [one, other] = [a, b].map((name) => name.normalize('NFKC').replaceAll(/[\s·.]/g, '').toLowerCase())
  return one !== '' && other !== '' && one !== other
}

/** Writes each as a new version through the road of imports, so that versions, hashes and indexes stay in step. */
export async function putSubscribers(tx: Tx, { store, keys, now }: UseCaseContext, records: readonly Subscriber[]): Promise<void> {
  const writer = bulkWriter(store, keys)
  for (const record of records) await writer.storeRecords(tx, 'subscriber', [{ record, line: null }], { importFileId: null, learnedAt: now })
}

/** How a member of staff stands to the first of these records that they are near to, by its id, its numbers or its contacts; null where to none (S68). */
export async function nearTo(db: Handle, keys: Keys, staffId: number, records: readonly (Subscriber | null)[], now: Instant): Promise<Conflict | null> {
  for (const record of records) {
    if (record === null) continue
    const { subscriberId, numbers, contactPhone, email } = record
    const about = { order_row_id: null, order_id: null, subject_key: `subscriber:${subscriberId}`, target_number: null, reaches: [...numbers, contactPhone, email] }
    const conflict = await findConflict(db, keys, staffId, about, now)
    if (conflict !== null) return conflict
  }
  return null
}

/** Whether the money of one of these accounts waits, by a police hold, a lock or a young change of its profile: numbers that leave it would leave that behind. */
export async function isBound(db: Handle, keys: Keys, subscriberIds: readonly string[], now: Instant): Promise<boolean> {
  if ((await findHoldOf(db, subscriberIds.map((id) => `subscriber:${id}`))) !== null) return true
  for (const id of subscriberIds) if ((await moneyWaits(db, keys, id, now)).length > 0) return true
  return false
}
