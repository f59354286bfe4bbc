import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle } from '../client.ts'
import { lookupHash, type Keys } from '../seal.ts'

export interface Reply {
  readonly actionId: number
  readonly text: string
}

const CHANGES_MAX = 1_000
const CONSENT_REPLIES_MAX = 20

/**
 * What customers whose profile is being changed, or was lately, have written since: to be read for codes. A message belongs to a change when it comes from
 * a number of the subscriber, from the contact phone on file, or is signed by the subscriber. At most `limit` changes' worth, oldest message first.
 */
export async function listReplies(db: Handle, keys: Keys, since: Instant, limit: number): Promise<readonly Reply[]> {
  const messages = await db
    .selectFrom('messages').select(['subscriber_id', 'number', 'text', 'at']).where('direction', '=', 'in').where('at', '>=', since).orderBy('at').orderBy('id').limit(CHANGES_MAX).execute()
  const replies: Reply[] = []
  for (const message of messages) {
    if (replies.length >= limit) break
    if (!/[A-Za-z0-9]{6}/.test(message.text)) continue
    const ids = new Set<string>(message.subscriber_id === null ? [] : [message.subscriber_id])
    if (message.number !== null) {
      const owners = await db.selectFrom('subscriber_numbers').select('subscriber_id').where('number', '=', message.number).limit(5).execute()
      const contacts = await db.selectFrom('subscribers').select('subscriber_id').where('contact_phone_hash', '=', lookupHash(keys, 'contact_phone', message.number)).limit(5).execute()
      for (const { subscriber_id } of [...owners, ...contacts]) ids.add(subscriber_id)
    }
    if (ids.size === 0) continue
    const actions = await db
      .selectFrom('staff_actions')
      .select('id')
      .where('subject_key', 'in', [...ids].map((id) => `subscriber:${id}`))
      .where('kind', '=', 'profile_change')
      .where('opened_at', '<=', message.at)
      .where('status', 'in', ['requested', 'verified', 'pending', 'effective'])
      .limit(20)
      .execute()
    for (const { id } of actions) replies.push({ actionId: id, text: message.text })
  }
  return replies
}

/** Messages that came in from the number an order topped up, within a window, in the order they arrived; those read before are left out. */
export async function listConsentReplies(
  db: Handle, orderRowId: number, window: { readonly from: Instant; readonly until: Instant; readonly afterRowId: number },
): Promise<readonly { readonly rowId: number; readonly messageId: string; readonly text: string }[]> {
  const rows = await db
    .selectFrom('messages').innerJoin('orders', 'orders.target_number', 'messages.number').select(['messages.id', 'messages.message_id', 'messages.text']).where('orders.id', '=', orderRowId)
    .where('messages.direction', '=', 'in').where('messages.at', '>=', window.from).where('messages.at', '<=', window.until).where('messages.id', '>', window.afterRowId)
    .orderBy('messages.id').limit(CONSENT_REPLIES_MAX).execute()
  return rows.map((row) => ({ rowId: row.id, messageId: row.message_id, text: row.text }))
}

/** Texts of some messages, by row id. */
export async function messageTexts(db: Handle, rowIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (rowIds.length === 0) return new Map()
  const rows = await db.selectFrom('messages').select(['id', 'text']).where('id', 'in', [...new Set(rowIds)]).execute()
  return new Map(rows.map((row) => [row.id, row.text]))
}
