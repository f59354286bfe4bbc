import type { LedgerEntry, Message, Order, ProfileChange, Receipt, Stored, Subscriber } from '../../app/domain/intake/record.ts'
import type { OperatorSettings } from '../../app/domain/intake/operator-settings.ts'
import type { Reconciliation } from '../../app/domain/reconciliation/reconciliation.ts'
import { DAY_MS, type Instant } from '../../app/domain/values/time.ts'
import { dialectOf, type Handle } from '../client.ts'
import { ledgerEntryFromRow, messageFromRow, profileChangeFromRow, receiptFromRow, subscriberFromRow } from '../codecs.ts'
import type { Keys } from '../seal.ts'
import { loadHorizon, loadReconciled } from './facts.ts'
import { getOperatorSettings } from './settings.ts'

/** Most rows of a kind that a page shows around one order. */
const ROWS_MAX = 50
const CHANGES_BEFORE_MS = 30 * DAY_MS
const CHANGES_AFTER_MS = 30 * DAY_MS
const MESSAGES_WINDOW_MS = 7 * DAY_MS

/** What stands around one order, or around records that belong to none: everything a person needs to judge it, bounded. Oldest first. */
export interface Around {
  readonly order: Stored<Order> | null
  readonly receipts: readonly Stored<Receipt>[]
  readonly ledger: readonly Stored<LedgerEntry>[]
  readonly messages: readonly Stored<Message>[]
  /** Owner of the target number, else the signed-in customer. */
  readonly subscriber: Stored<Subscriber> | null
  readonly changes: readonly Stored<ProfileChange>[]
  /** How the order's sides stand to each other; null without an order. */
  readonly reconciliation: Reconciliation | null
  readonly settings: OperatorSettings
}

/** What a case is about when it is no order: rows of the records that carry its flags, and the number or subscriber that it names. */
export interface AroundRecords {
  readonly messageRowIds: readonly number[]
  readonly receiptRowIds: readonly number[]
  readonly ledgerRowIds: readonly number[]
  readonly number: string | null
  readonly subscriberId: string | null
  readonly at: Instant
}

/** An order with the records that tell of its money, and who it concerns. */
export type OrderSides = Omit<Around, 'order' | 'messages' | 'changes' | 'reconciliation'> & { readonly order: Stored<Order>; readonly reconciliation: Reconciliation }

/** These orders with the very facts their flags were judged by, in a few statements however many there are, and in their order; those that are gone are left out. */
export async function loadOrderSides(db: Handle, keys: Keys, orderRowIds: readonly number[]): Promise<readonly OrderSides[]> {
  const { settings } = await getOperatorSettings(db)
  const horizon = await loadHorizon(db, settings)
  const found = await loadReconciled({ db, dialect: dialectOf(db), keys, settings, horizon }, orderRowIds)
  const sides: OrderSides[] = []
  for (const { order, receipts, ledger, reconciliation, ...of } of found) {
    // Screening leaves personal fields sealed; people may read them, masked.
    const subscriber = await subscriberOf(db, keys, null, of.subscriber?.subscriberId ?? of.customer?.subscriberId ?? null)
    sides.push({ order, receipts: receipts.slice(0, ROWS_MAX), ledger: ledger.slice(0, ROWS_MAX), subscriber, reconciliation, settings })
  }
  return sides
}

/** {@link loadOrderSides} of one order with the messages around it that name no order, and changes of the profile. Null when there is no such order. */
export async function loadAroundOrder(db: Handle, keys: Keys, orderRowId: number): Promise<Around | null> {
  const [sides] = await loadOrderSides(db, keys, [orderRowId])
  if (!sides) return null
  const { order, subscriber } = sides
  const changes = await changesOf(db, keys, [subscriber?.subscriberId ?? null, order.subscriberId], order.createdAt)
  return { ...sides, messages: await loadMessages(db, sides), changes }
}

export async function loadAroundRecords(db: Handle, keys: Keys, about: AroundRecords): Promise<Around> {
  const { settings } = await getOperatorSettings(db)
  const byId = (ids: readonly number[]) => [...new Set(ids)].slice(0, ROWS_MAX)
  const messages = about.messageRowIds.length === 0 ? [] : await db.selectFrom('messages').selectAll().where('id', 'in', byId(about.messageRowIds)).orderBy('at').orderBy('id').execute()
  const receipts = about.receiptRowIds.length === 0 ? [] : await db.selectFrom('receipts').selectAll().where('id', 'in', byId(about.receiptRowIds)).orderBy('occurred_at').orderBy('id').execute()
  const ledger = about.ledgerRowIds.length === 0 ? [] : await db.selectFrom('ledger_entries').selectAll().where('id', 'in', byId(about.ledgerRowIds)).orderBy('at').orderBy('id').execute()
  const subscriberId = about.subscriberId ?? messages[0]?.subscriber_id ?? null
  const number = about.number ?? messages[0]?.number ?? ledger[0]?.number ?? receipts[0]?.number ?? null
  const subscriber = await subscriberOf(db, keys, number, subscriberId)
  const changes = await changesOf(db, keys, [subscriber?.subscriberId ?? subscriberId], about.at)
  return {
    order: null, receipts: receipts.map(receiptFromRow), ledger: ledger.map(ledgerEntryFromRow), messages: messages.map(messageFromRow), subscriber, changes,
    reconciliation: null, settings,
  }
}

/** Messages that name the order, and those of the number or the customer in the week around it. */
export async function loadMessages(db: Handle, { order: { orderId, targetNumber: number, createdAt: at }, subscriber }: Pick<OrderSides, 'order' | 'subscriber'>): Promise<readonly Stored<Message>[]> {
  const subscriberId = subscriber?.subscriberId ?? null
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('order_id', '=', orderId),
        ...(number ? [eb.and([eb('number', '=', number), eb('at', '>=', at - DAY_MS), eb('at', '<=', at + MESSAGES_WINDOW_MS), eb('order_id', 'is', null)])] : []),
        ...(subscriberId
          ? [eb.and([eb('subscriber_id', '=', subscriberId), eb('at', '>=', at - DAY_MS), eb('at', '<=', at + MESSAGES_WINDOW_MS), eb('order_id', 'is', null)])]
          : []),
      ]),
    )
    .orderBy('at')
    .orderBy('id')
    .limit(ROWS_MAX)
    .execute()
  return rows.map(messageFromRow)
}

/** The owner of a number, else the subscriber with the given id. */
export async function subscriberOf(db: Handle, keys: Keys, number: string | null, subscriberId: string | null): Promise<Stored<Subscriber> | null> {
  const owner = number === null ? undefined : await db.selectFrom('subscriber_numbers').select('subscriber_id').where('number', '=', number).orderBy('subscriber_id').limit(1).executeTakeFirst()
  const id = owner?.subscriber_id ?? subscriberId
  if (id === null) return null
  const row = await db.selectFrom('subscribers').selectAll().where('subscriber_id', '=', id).executeTakeFirst()
  if (!row) return null
  const numbers = await db.selectFrom('subscriber_numbers').select('number').where('subscriber_id', '=', id).orderBy('number').limit(ROWS_MAX).execute()
  return subscriberFromRow(keys, row, numbers.map((one) => one.number))
}

async function changesOf(db: Handle, keys: Keys, subscriberIds: readonly (string | null)[], at: Instant): Promise<readonly Stored<ProfileChange>[]> {
  const ids = unique(subscriberIds)
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('profile_changes')
    .selectAll()
    .where('subscriber_id', 'in', ids)
    .where('at', '>=', at - CHANGES_BEFORE_MS)
    .where('at', '<=', at + CHANGES_AFTER_MS)
    .orderBy('at')
    .orderBy('id')
    .limit(ROWS_MAX)
    .execute()
  return rows.map((row) => profileChangeFromRow(keys, row))
}

function unique(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))]
}
