import type { Selectable } from 'kysely'
import type { Conflict } from '../../app/domain/cases/case.ts'
import type { Subscriber } from '../../app/domain/intake/record.ts'
import { accountForm, maskedForms } from '../../app/domain/values/account-form.ts'
import { DAY_MS, type Instant } from '../../app/domain/values/time.ts'
import type { Handle, Tx } from '../client.ts'
import type { CasesTable } from '../schema.ts'
import { lookupHash, type Keys } from '../seal.ts'

/** What members of staff declared to stand near to; kept as keyed hashes, never in clear (S68). */

const INTEREST_KINDS = ['number', 'subscriber', 'payer', 'staff_no'] as const
export type InterestKind = (typeof INTEREST_KINDS)[number]
export type InterestRelation = 'own' | 'kin'

export interface Interest {
  readonly kind: InterestKind
  readonly value: string
  readonly relation: InterestRelation
}

/** How long after editing a profile a clerk keeps away from its cases (DOMAIN 4.7). */
const LAST_EDITOR_MS = DAY_MS

/** Under which the masked forms of a declared account are kept, since records often hide its middle. They are no declarations of their own. */
const MASKED = 'payer_masked'

/** Puts an interest down in its normal form; an account also as others would mask it. */
export async function declareInterest(tx: Tx, keys: Keys, staffId: number, { kind, value, relation }: Interest, now: Instant): Promise<void> {
  const row = (as: InterestKind | typeof MASKED, form: string) => ({ staff_id: staffId, kind: as, value_hash: hashOf(keys, as, form), relation, declared_at: now })
  await tx
    .insertInto('staff_interests')
    .values([row(kind, accountForm(value)), ...(kind === 'payer' ? maskedForms(value).map((form) => row(MASKED, form)) : [])])
    .onConflict((conflict) => conflict.columns(['staff_id', 'kind', 'value_hash']).doUpdateSet({ relation }))
    .execute()
}

/** Whether the account is one that a member of staff declared as their own, by its id or a number of it. */
export async function isStaffAccount(db: Handle, keys: Keys, subscriber: Pick<Subscriber, 'subscriberId' | 'numbers'>): Promise<boolean> {
  const wanted = [...hashesOf(keys, 'subscriber', subscriber.subscriberId), ...subscriber.numbers.flatMap((number) => [...hashesOf(keys, 'number', number)])]
  const rows = await db.selectFrom('staff_interests').select(['kind', 'value_hash']).where('value_hash', 'in', wanted.map((one) => one.slice(one.indexOf(' ') + 1))).where('relation', '=', 'own').execute()
  return rows.some((row) => wanted.includes(`${row.kind} ${row.value_hash}`))
}

/** What one person declared, newest first. The values are hashes. */
export async function listInterests(db: Handle, staffId: number, limit: number): Promise<readonly { readonly kind: InterestKind; readonly relation: InterestRelation; readonly at: Instant }[]> {
  const rows = await db.selectFrom('staff_interests').select(['kind', 'relation', 'declared_at']).where('staff_id', '=', staffId).where('kind', '<>', MASKED).orderBy('declared_at', 'desc').limit(limit).execute()
  return rows.map((row) => ({ kind: row.kind as InterestKind, relation: row.relation as InterestRelation, at: row.declared_at }))
}

export async function countInterests(db: Handle, staffId: number): Promise<number> {
  const { count } = await db.selectFrom('staff_interests').select((eb) => eb.fn.countAll<number>().as('count')).where('staff_id', '=', staffId).where('kind', '<>', MASKED).executeTakeFirstOrThrow()
  return Number(count)
}

/** What somebody may stand near to: a case, or the order of an action. */
export type ConflictSubject = Pick<Selectable<CasesTable>, 'order_row_id' | 'order_id' | 'subject_key' | 'target_number'> & {
  /** Numbers and accounts that money or credit would go to, and contacts that are told of it. */
  readonly reaches?: readonly (string | null)[]
}

/** Why a member of staff may not judge a case, or null: the nearest relation first. */
export async function findConflict(db: Handle, keys: Keys, staffId: number, row: ConflictSubject, now: Instant): Promise<Conflict | null> {
  const declared = await db.selectFrom('staff_interests').select(['kind', 'value_hash', 'relation']).where('staff_id', '=', staffId).execute()
  if (declared.length === 0) return null
  const relationTo = (kind: InterestKind, value: string | null | undefined) => {
    if (value == null) return undefined
    const hashes = hashesOf(keys, kind, value)
    return declared.find((one) => hashes.has(`${one.kind} ${one.value_hash}`))?.relation
  }
  const order = row.order_row_id === null ? undefined : await db
    .selectFrom('orders').select(['order_id', 'merchant_order_no', 'channel_trade_no', 'subscriber_id', 'payer_account', 'target_number', 'confirm_number']).where('id', '=', row.order_row_id).executeTakeFirst()
  const subjectKind = row.subject_key.slice(0, row.subject_key.indexOf(':'))
  const subjectId = row.subject_key.slice(row.subject_key.indexOf(':') + 1)
  const reaches = row.reaches ?? []
  const numbers = [row.target_number, order?.target_number, order?.confirm_number, subjectKind === 'number' ? subjectId : null, ...reaches]
  const owners = await ownersOf(db, numbers)
  const subscribers = await withMerged(db, [order?.subscriber_id, subjectKind === 'subscriber' ? subjectId : null, ...owners])
  const claimants = row.order_id === null ? [] : await db
    .selectFrom('messages').select(['number', 'subscriber_id']).where('order_id', '=', row.order_id).where('direction', '=', 'in').limit(50).execute()
  const near: readonly (readonly [Conflict, string | undefined])[] = [
    ...numbers.map((number) => ['subscriber', relationTo('number', number)] as const),
    ...subscribers.map((id) => ['subscriber', relationTo('subscriber', id)] as const),
    ...[order?.payer_account, ...(order ? await payersOf(db, order) : [])].map((account) => ['payer', relationTo('payer', account)] as const),
    ...reaches.map((account) => ['payer', relationTo('payer', account)] as const),
    ...claimants.flatMap((one) => [['claimant', relationTo('number', one.number)] as const, ['claimant', relationTo('subscriber', one.subscriber_id)] as const]),
  ]
  const own = near.find(([, relation]) => relation === 'own')
  if (own) return own[0]
  if (near.some(([, relation]) => relation === 'kin')) return 'kin'
  return (await editedLately(db, declared.filter((one) => one.kind === 'staff_no').map((one) => one.value_hash), keys, subscribers, now)) ? 'last_editor' : null
}

/** Accounts that paid for an order by what receipts and statements say; the order itself often names none. */
async function payersOf(db: Handle, order: { readonly order_id: string; readonly merchant_order_no: string | null; readonly channel_trade_no: string | null }): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('receipts').select('payer_account').distinct()
    .where((eb) => eb.or([
      eb('order_id', '=', order.order_id),
      ...(order.merchant_order_no === null ? [] : [eb('merchant_order_no', '=', order.merchant_order_no)]),
      ...(order.channel_trade_no === null ? [] : [eb('channel_trade_no', '=', order.channel_trade_no)]),
    ]))
    .where('payer_account', 'is not', null).limit(50).execute()
  return rows.flatMap((row) => row.payer_account ?? [])
}

async function ownersOf(db: Handle, numbers: readonly (string | null | undefined)[]): Promise<readonly string[]> {
  const known = numbers.filter((number) => number != null)
  if (known.length === 0) return []
  const rows = await db.selectFrom('subscriber_numbers').select('subscriber_id').where('number', 'in', known).limit(20).execute()
  return rows.map((row) => row.subscriber_id)
}

/** These people under every name they go by: records that were merged are one person, whichever of them somebody stands near to. */
async function withMerged(db: Handle, ids: readonly (string | null | undefined)[]): Promise<readonly string[]> {
  const known = [...new Set(ids.filter((id) => id != null))]
  if (known.length === 0) return known
  const merges = await db
    .selectFrom('person_merges').select(['kept_id', 'merged_id']).where('undone_at', 'is', null).where((eb) => eb.or([eb('kept_id', 'in', known), eb('merged_id', 'in', known)])).limit(50).execute()
  return [...new Set([...known, ...merges.flatMap((one) => [one.kept_id, one.merged_id])])]
}

async function editedLately(
  db: Handle, staffNoHashes: readonly string[], keys: Keys, subscribers: readonly (string | null | undefined)[], now: Instant,
): Promise<boolean> {
  const known = subscribers.filter((id) => id != null)
  if (staffNoHashes.length === 0 || known.length === 0) return false
  const rows = await db
    .selectFrom('profile_changes').select('staff_id').where('subscriber_id', 'in', known).where('at', '>', now - LAST_EDITOR_MS).where('staff_id', 'is not', null).limit(50).execute()
  return rows.some((row) => row.staff_id !== null && [row.staff_id, accountForm(row.staff_id)].some((staffNo) => staffNoHashes.includes(hashOf(keys, 'staff_no', staffNo))))
}

/** All under which a value of a record may have been declared: as written, in its normal form, and hidden in the middle here or there. */
function hashesOf(keys: Keys, kind: InterestKind, value: string): ReadonlySet<string> {
  const form = accountForm(value)
  const forms = kind === 'payer' ? [value, form, ...maskedForms(value)] : [value, form]
  return new Set([...forms.map((one) => `${kind} ${hashOf(keys, kind, one)}`), ...(kind === 'payer' && form.includes('*') ? [`${MASKED} ${hashOf(keys, MASKED, form)}`] : [])])
}

function hashOf(keys: Keys, kind: InterestKind | typeof MASKED, value: string): string {
  return lookupHash(keys, `interest_${kind}`, value)
}
