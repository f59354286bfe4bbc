import type { NoticeContact } from '../../app/domain/notices/notice.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle, Tx } from '../client.ts'
import { lookupHash, unsealNullable, type Keys } from '../seal.ts'

const CONTACT_FIELDS = ['contact_phone', 'email'] as const
export type ContactField = (typeof CONTACT_FIELDS)[number]
export type ConfirmedHow = 'otp' | 'call' | 'in_person' | 'change'

/** Puts down that a contact reaches its person. */
export async function confirmContactRow(
  tx: Tx, keys: Keys, confirmed: { readonly subscriberId: string; readonly field: ContactField; readonly value: string; readonly at: Instant; readonly staffId: number | null; readonly how: ConfirmedHow },
): Promise<void> {
  const row = { value_hash: lookupHash(keys, confirmed.field, confirmed.value), confirmed_at: confirmed.at, staff_id: confirmed.staffId, how: confirmed.how }
  await tx
    .insertInto('contact_confirmations')
    .values({ subscriber_id: confirmed.subscriberId, field: confirmed.field, ...row })
    .onConflict((conflict) => conflict.columns(['subscriber_id', 'field']).doUpdateSet(row))
    .execute()
}

/** The language of who reads what is sent there: whose number it is, or whose contact; null where neither is on record with one. */
export async function findContactLanguage(db: Handle, keys: Keys, { channel, address }: NoticeContact): Promise<string | null> {
  const holder = channel !== 'sms' ? undefined : await db
    .selectFrom('subscriber_numbers').innerJoin('subscribers', 'subscribers.subscriber_id', 'subscriber_numbers.subscriber_id').select('subscribers.language')
    .where('subscriber_numbers.number', '=', address).where('subscribers.language', 'is not', null).orderBy('subscribers.id', 'desc').limit(1).executeTakeFirst()
  if (holder) return holder.language
  const [column, value] = channel === 'email' ? (['email_hash', lookupHash(keys, 'email', address)] as const) : (['contact_phone_hash', lookupHash(keys, 'contact_phone', address)] as const)
  const reached = await db.selectFrom('subscribers').select('language').where(column, '=', value).where('language', 'is not', null).orderBy('id', 'desc').limit(1).executeTakeFirst()
  return reached?.language ?? null
}

export interface ContactFreshness {
  readonly field: ContactField
  readonly confirmedAt: Instant
  readonly how: ConfirmedHow
  /** False when the contact was changed since, so that the confirmation says nothing of it. */
  readonly isCurrent: boolean
}

export async function contactFreshness(db: Handle, keys: Keys, subscriber: { readonly subscriberId: string; readonly contactPhone: string | null; readonly email: string | null }): Promise<readonly ContactFreshness[]> {
  const rows = await db.selectFrom('contact_confirmations').selectAll().where('subscriber_id', '=', subscriber.subscriberId).execute()
  return rows.map((row) => {
    const field = row.field as ContactField
    const value = field === 'email' ? subscriber.email : subscriber.contactPhone
    return { field, confirmedAt: row.confirmed_at, how: row.how as ConfirmedHow, isCurrent: value !== null && lookupHash(keys, field, value) === row.value_hash }
  })
}

export interface StaleContact {
  readonly rowId: number
  readonly subscriberId: string
  readonly name: string | null
  readonly contactPhone: string | null
  readonly email: string | null
  readonly language: string | null
  /** Of the older of the two; null when one was never confirmed. */
  readonly confirmedAt: Instant | null
}

/** Subscribers whose phone was never confirmed or not since `before`, by row, at most `limit`. In clear. */
export async function listStaleContacts(db: Handle, keys: Keys, before: Instant, afterRowId: number, limit: number): Promise<readonly StaleContact[]> {
  const rows = await db
    .selectFrom('subscribers')
    .leftJoin('contact_confirmations', (join) => join.onRef('contact_confirmations.subscriber_id', '=', 'subscribers.subscriber_id').on('contact_confirmations.field', '=', 'contact_phone'))
    .select(['subscribers.id', 'subscribers.subscriber_id', 'subscribers.sealed_name', 'subscribers.sealed_contact_phone', 'subscribers.sealed_email', 'subscribers.language', 'contact_confirmations.confirmed_at'])
    .where('subscribers.id', '>', afterRowId)
    .where('subscribers.status', '=', 'active')
    .where((eb) => eb.or([eb('contact_confirmations.confirmed_at', 'is', null), eb('contact_confirmations.confirmed_at', '<', before)]))
    .orderBy('subscribers.id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    rowId: row.id, subscriberId: row.subscriber_id, name: unsealNullable(keys, 'subscriber.name', row.sealed_name), contactPhone: unsealNullable(keys, 'subscriber.contact_phone', row.sealed_contact_phone),
    email: unsealNullable(keys, 'subscriber.email', row.sealed_email), language: row.language, confirmedAt: row.confirmed_at,
  }))
}
