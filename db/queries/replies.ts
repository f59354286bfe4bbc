import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle } from '../client.ts'
import { lookupHash, type Keys } from '../seal.ts'

export interface Reply {
  readonly actionId: number
  readonly text: string
}

const CHANGES_MAX = 1_000

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
