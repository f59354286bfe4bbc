import type { ProfileChange, Stored, Subscriber } from '../../app/domain/intake/record.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle } from '../client.ts'
import { profileChangeFromRow, subscriberFromRow } from '../codecs.ts'
import type { Keys } from '../seal.ts'

const CHANGES_MAX = 200
const NUMBERS_MAX = 200

/** A subscriber in clear; whoever shows it masks it. Null when there is none. */
export async function findSubscriber(db: Handle, keys: Keys, subscriberId: string): Promise<Stored<Subscriber> | null> {
  const row = await db.selectFrom('subscribers').selectAll().where('subscriber_id', '=', subscriberId).executeTakeFirst()
  if (!row) return null
  const numbers = await db.selectFrom('subscriber_numbers').select('number').where('subscriber_id', '=', subscriberId).orderBy('number').limit(NUMBERS_MAX).execute()
  return subscriberFromRow(keys, row, numbers.map(({ number }) => number))
}

/** Changes of a profile as feeds and staff brought them, newest first, at most 200. */
export async function listSubscriberChanges(db: Handle, keys: Keys, subscriberId: string, since: Instant): Promise<readonly Stored<ProfileChange>[]> {
  const rows = await db
    .selectFrom('profile_changes').selectAll().where('subscriber_id', '=', subscriberId).where('at', '>=', since).orderBy('at', 'desc').orderBy('id', 'desc').limit(CHANGES_MAX).execute()
  return rows.map((row) => profileChangeFromRow(keys, row))
}

/** One change by its id, in clear. */
export async function findChange(db: Handle, keys: Keys, changeId: string): Promise<Stored<ProfileChange> | null> {
  const row = await db.selectFrom('profile_changes').selectAll().where('change_id', '=', changeId).executeTakeFirst()
  return row ? profileChangeFromRow(keys, row) : null
}

