import { type Selectable, sql } from 'kysely'
import { creditClocks, policyAt } from '../../app/domain/actions/policy.ts'
import type { OperatorSettings } from '../../app/domain/intake/operator-settings.ts'
import type { DatedLists } from '../../app/domain/lists/own-lists.ts'
import {
  type AnyRecord, type LedgerEntry, type Message, type Order, type ProfileChange, type Receipt, type RecordKind, refOf, type RecordRef, type Stored, type Subscriber,
} from '../../app/domain/intake/record.ts'
import { belongsTo } from '../../app/domain/reconciliation/evidence.ts'
import { reconcile } from '../../app/domain/reconciliation/reconcile.ts'
import type { Reconciliation } from '../../app/domain/reconciliation/reconciliation.ts'
import type { ConfirmedLink, Facts, Horizon, Neighbours, OrderGlance, TokenSightings } from '../../app/domain/signals/detector.ts'
import { byTime, isSharedAddress } from '../../app/domain/signals/groups.ts'
import { textsOf } from '../../app/domain/signals/texts.ts'
import { tradeClaimed, tradesTold } from '../../app/domain/signals/receipt/borrowed-number.ts'
import { tradeNumberOf } from '../../app/domain/signals/receipt/trade-number.ts'
import { DAY_MS, type Instant, MINUTE_MS } from '../../app/domain/values/time.ts'
import type { Handle, StoreDialect } from '../client.ts'
import { ledgerEntryFromRow, messageFromRow, orderFromRow, profileChangeFromRow, receiptFromRow } from '../codecs.ts'
import type { LedgerEntriesTable, MessagesTable, OrdersTable, ProfileChangesTable, ReceiptsTable, SubscriberNumbersTable, SubscribersTable } from '../schema.ts'
import { type Keys, unsealNullable } from '../seal.ts'
import { listFeedStates } from './feeds.ts'
import { groupBy } from '../group-by.ts'
import type { GlanceMemory } from './glance-memory.ts'
import { listPolicyEntries } from './policies.ts'
import { capped, isOneOf, rowsOf } from './sets.ts'

/** A record that is screened by itself. */
export interface AnchorKey {
  readonly kind: RecordKind
  readonly rowId: number
}

export interface FactsSource {
  readonly db: Handle
  readonly dialect: StoreDialect
  readonly keys: Keys
  readonly settings: OperatorSettings
  readonly lists: DatedLists
  readonly horizon: Horizon
  /** Neighbours known from earlier batches. */
  readonly memory?: GlanceMemory
}
type SidesSource = Omit<FactsSource, 'lists'>

/** Neighbours reach so far back and ahead of an anchor, and no further than so many orders. */
export const BEFORE_MS = 30 * DAY_MS
export const AFTER_MS = 3 * DAY_MS
export const MOST_BEFORE = 200
export const MOST_AFTER = 60
/** Address neighbours matter within hours only. */
export const ADDRESS_MS = DAY_MS
/** Ledger rows of a number around an anchor. */
export const LEDGER_MS = 3 * DAY_MS
const MOST_LEDGER = 200
/** A voucher's attempt stands in the ledger within this time of its order. */
const VOUCHER_MS = 10 * MINUTE_MS
const TOKEN_MS = 30 * DAY_MS
export const MOST_SIGHTINGS = 500
/** Contact values are watched longer than texts (DOMAIN R-ATO-03). */
const CONTACT_MS = 90 * DAY_MS
/** A clerk's changes are counted within a day before and after. */
const DESK_MS = DAY_MS
/** Rows of one key fetched at once; a key with more is a hub, asked for anchor by anchor. */
const HUB_ROWS = 600
/** Records that share a trade number or a picture: more is no clearer. */
const MOST_SHARED = 50

/** Until when each feed has spoken, by its own newest record, and the statements by the operator's word. */
export async function loadHorizon(db: Handle, settings: OperatorSettings): Promise<Horizon> {
  const states = await listFeedStates(db)
  const newest = (kind: RecordKind): Instant | null =>
    states.reduce<Instant | null>((latest, state) => (state.kind === kind && state.newestAt !== null && (latest === null || state.newestAt > latest) ? state.newestAt : latest), null)
  const [orders, ledger, statements] = [newest('order'), newest('ledger'), settings.statementsCompleteUntil]
  // By the time of the records, not by the clock on the wall, so that the same input gives the same flags.
  const policy = policyAt(await listPolicyEntries(db), Math.max(orders ?? 0, ledger ?? 0, statements ?? 0))
  return { orders, ledger, statements, credit: creditClocks(policy) }
}

/**
 * Everything about a batch of anchors, in a fixed number of statements whatever its size, every window and list capped. Anchors that are
 * gone, or that belong to an order which is an anchor itself, are left out. Order of the result: as asked. Orders `at hand`, by row, are as they are stored
 * and need not be read.
 */
export async function loadFacts(source: FactsSource, anchors: readonly AnchorKey[], atHand: OrdersAtHand = NO_ORDERS): Promise<readonly (AnchorKey & { readonly facts: Facts })[]> {
  const loaded = await loadAnchors(source, anchors, atHand)
  const { sides, people } = await loadSides(source, loaded)
  const numberLedger = await loadNumberLedger(source, loaded.map(({ record }) => ({ at: timeOf(record), numbers: numbersOf(record, people) })))
  const tokens = await loadTokens(source, loaded)
  const confirmed = await loadConfirmed(source, sides.flatMap(({ order }) => (order ? [order] : [])))
  return sides.map((side, index) => {
    const { key, record } = loaded[index] as LoadedAnchor
    const { order } = side
    const base = { ...side, numberLedger: numberLedger[index] ?? NONE, confirmed: order ? confirmed(order) : NONE, tokens: tokens[index] ?? NONE, lists: source.lists.at(timeOf(record)) }
    return { ...key, facts: { ...base, texts: textsOf(base), reconciliation: order ? reconcile({ ...base, order }) : null } }
  })
}

/** Orders with what belongs to them and how their sides stand to each other: of their facts the part that does not ask what texts say and where else their words were seen. */
export async function loadReconciled(source: SidesSource, orderRowIds: readonly number[]): Promise<readonly (Sides & { readonly order: Stored<Order>; readonly reconciliation: Reconciliation })[]> {
  const { sides } = await loadSides(source, await loadAnchors(source, orderRowIds.map((rowId) => ({ kind: 'order', rowId })), NO_ORDERS))
  return sides.flatMap((side) => (side.order ? [{ ...side, order: side.order, reconciliation: reconcile({ ...side, order: side.order }) }] : []))
}

type Sides = Omit<Facts, 'numberLedger' | 'confirmed' | 'tokens' | 'lists' | 'texts' | 'reconciliation'>

/** Anchors with the records that belong to them and stand beside them. */
async function loadSides(source: SidesSource, loaded: readonly LoadedAnchor[]): Promise<{ readonly sides: readonly Sides[]; readonly people: People }> {
  const records = loaded.map(({ record }) => record)
  const orders = records.flatMap((record) => (record.kind === 'order' ? [record] : []))
  const messages = await loadMessages(source, orders)
  const told = new Map(orders.map((order) => [order.orderId, tradesTold(order, messages.get(order.orderId) ?? NONE)]))
  const receipts = await loadReceipts(source, orders, records.flatMap((record) => (record.kind === 'receipt' ? [record] : [])), told)
  const ledger = await loadLedger(source, orders)
  const people = await loadPeople(source, records, messages)
  const neighbours = await loadNeighbours(source, records)
  const { settings, horizon } = source
  const sides = records.map((record, index): Sides => {
    const order = record.kind === 'order' ? record : null
    const own = receipts.of(record)
    const subscriber = subscriberOf(record, people)
    const near = (side: NeighbourKey): Neighbours => neighbours.get(side)?.[index] ?? NOBODY
    return {
      anchor: refOf(record), order, message: record.kind === 'message' ? record : null, receipt: record.kind === 'receipt' ? record : null,
      ledgerEntry: record.kind === 'ledger' ? record : null, change: record.kind === 'profile_change' ? record : null, subscriber,
      customer: order?.subscriberId ? (people.byId.get(order.subscriberId) ?? null) : null,
      receipts: own.receipts, sharedReceipts: own.shared, ledger: order ? ledger(order) : NONE, messages: order ? (messages.get(order.orderId) ?? NONE) : NONE,
      changes: changesOf(record, subscriber, people),
      samePayer: near('payer'), sameDevice: near('device'), sameIp: near('ip'), sameTarget: near('target'), sameAgent: near('agent'), sameSubscriber: near('subscriber'),
      sameVoucher: near('voucher'), sameTrade: near('trade'), settings, horizon,
    }
  })
  return { sides, people }
}

export type OrdersAtHand = ReadonlyMap<number, Stored<Order>>

const NONE: readonly never[] = Object.freeze([])
const NO_ORDERS: OrdersAtHand = new Map()
const NOBODY: Neighbours = Object.freeze({ orders: NONE, isCut: false })

interface LoadedAnchor {
  readonly key: AnchorKey
  readonly record: Stored<AnyRecord>
}

/** When the record happened, not when it came. */
export function timeOf(record: AnyRecord): Instant {
  switch (record.kind) {
    case 'order': return record.createdAt
    case 'receipt': return record.occurredAt
    case 'subscriber': return record.simChangedAt ?? record.openedAt ?? 0
    default: return record.at
  }
}

async function loadAnchors({ db, dialect, keys }: SidesSource, anchors: readonly AnchorKey[], atHand: OrdersAtHand): Promise<readonly LoadedAnchor[]> {
  const idsOf = (kind: RecordKind): number[] => anchors.filter((anchor) => anchor.kind === kind).map(({ rowId }) => rowId)
  const records = new Map<string, Stored<AnyRecord>>()
  const take = (record: Stored<AnyRecord>): void => void records.set(`${record.kind}:${record.rowId}`, record)
  for (const order of atHand.values()) take(order)
  const orderIds = idsOf('order').filter((id) => !atHand.has(id))
  if (orderIds.length > 0) for (const row of await db.selectFrom('orders').selectAll().where(isOneOf(dialect, 'id', orderIds, 'bigint')).execute()) take(orderFromRow(row))
  const messageIds = idsOf('message')
  if (messageIds.length > 0) for (const row of await db.selectFrom('messages').selectAll().where(isOneOf(dialect, 'id', messageIds, 'bigint')).execute()) take(messageFromRow(row))
  const changeIds = idsOf('profile_change')
  if (changeIds.length > 0) for (const row of await db.selectFrom('profile_changes').selectAll().where(isOneOf(dialect, 'id', changeIds, 'bigint')).execute()) take(profileChangeFromRow(keys, row))
  const receiptIds = idsOf('receipt')
  if (receiptIds.length > 0) {
    const rows = await db.selectFrom('receipts').selectAll().where(isOneOf(dialect, 'receipts.id', receiptIds, 'bigint')).where(RECEIPT_IS_ALONE).execute()
    for (const row of rows) take(receiptFromRow(row))
  }
  const ledgerIds = idsOf('ledger')
  if (ledgerIds.length > 0) {
    const rows = await db.selectFrom('ledger_entries').selectAll().where(isOneOf(dialect, 'ledger_entries.id', ledgerIds, 'bigint')).where(LEDGER_IS_ALONE).execute()
    for (const row of rows) take(ledgerEntryFromRow(row))
  }
  return anchors.flatMap((key) => {
    const record = records.get(`${key.kind}:${key.rowId}`)
    return record ? [{ key, record }] : []
  })
}

/** No order claims the receipt: it is looked at by itself. */
export const RECEIPT_IS_ALONE = sql<boolean>`not exists (select 1 from orders o where o.order_id = receipts.order_id)
  and not exists (select 1 from orders o where o.merchant_order_no = receipts.merchant_order_no and o.merchant_order_no is not null)
  and not exists (select 1 from orders o where o.channel_trade_no = receipts.channel_trade_no and o.channel_trade_no is not null)`

/** A credit or a refused voucher that no order claims. Use, transfers and expiry are read with the orders and changes around them. */
export const LEDGER_IS_ALONE = sql<boolean>`ledger_entries.type = 'refill'
  and not exists (select 1 from orders o where o.operator_txn_id = ledger_entries.operator_txn_id and o.operator_txn_id is not null)
  and not exists (select 1 from orders o where o.voucher_serial = ledger_entries.voucher_serial and o.voucher_serial is not null)`

/** Rows that have one of the values in one of the columns, each row once, at most {@link MOST_SHARED} a value. */
async function rowsByKeys<Row>({ db, dialect }: Pick<FactsSource, 'db' | 'dialect'>, table: 'receipts' | 'ledger_entries', keys: readonly (readonly [column: string, values: readonly string[]])[]): Promise<readonly Row[]> {
  const from = sql.raw(table)
  const parts = keys.flatMap(([column, values]) => {
    const wanted = [...new Set(values)]
    return wanted.length === 0 ? [] : [sql`select id from (select id from ${from} where ${isOneOf(dialect, column, wanted)} order by id limit ${capped(wanted.length * MOST_SHARED)}) as found`]
  })
  if (parts.length === 0) return NONE
  return (await sql<Row>`select * from ${from} where id in (${sql.join(parts, sql` union `)}) order by id`.execute(db)).rows
}

interface OwnReceipts {
  readonly receipts: readonly Stored<Receipt>[]
  readonly shared: readonly Stored<Receipt>[]
}

async function loadReceipts({ db, dialect }: SidesSource, orders: readonly Stored<Order>[], alone: readonly Stored<Receipt>[], told: ReadonlyMap<string, readonly string[]>) {
  const byId = new Map<number, Stored<Receipt>>()
  const fetch = async (keys: readonly (readonly [column: string, values: readonly string[]])[]): Promise<void> => {
    for (const row of await rowsByKeys<Selectable<ReceiptsTable>>({ db, dialect }, 'receipts', keys)) if (!byId.has(row.id)) byId.set(row.id, receiptFromRow(row))
  }
  const present = (values: readonly (string | null)[]): readonly string[] => values.filter((value) => value !== null)
  const ownTrades = new Set(present(orders.map((order) => order.channelTradeNo)))
  await fetch([['order_id', orders.map((order) => order.orderId)], ['merchant_order_no', present(orders.map((order) => order.merchantOrderNo))], ['channel_trade_no', [...ownTrades]]])
  // What slips and second payments name beyond the orders' own trade numbers, and pictures handed in before.
  const others = [...byId.values(), ...alone]
  await fetch([['channel_trade_no', [...present(others.map(tradeNumberOf)), ...[...told.values()].flat()].filter((trade) => !ownTrades.has(trade))], ['file_hash', present(others.map((receipt) => receipt.fileHash))]])

  const index = (keyOf: (receipt: Receipt) => string | null): ReadonlyMap<string, readonly Stored<Receipt>[]> => {
    const map = new Map<string, Stored<Receipt>[]>()
    for (const receipt of byId.values()) {
      const key = keyOf(receipt)
      if (key === null) continue
      const list = map.get(key)
      if (list) list.push(receipt)
      else map.set(key, [receipt])
    }
    return map
  }
  const byOrder = index((receipt) => receipt.orderId)
  const byMerchant = index((receipt) => receipt.merchantOrderNo)
  const byTrade = index(tradeNumberOf)
  const byHash = index((receipt) => receipt.fileHash)

  const of = (record: Stored<AnyRecord>): OwnReceipts => {
    if (record.kind !== 'order' && record.kind !== 'receipt') return { receipts: NONE, shared: NONE }
    const own = new Map<number, Stored<Receipt>>()
    const take = (list: readonly Stored<Receipt>[] | undefined): void => {
      for (const receipt of list ?? NONE) if (record.kind === 'order' && belongsTo(receipt, record)) own.set(receipt.rowId, receipt)
    }
    if (record.kind === 'order') {
      take(byOrder.get(record.orderId))
      if (record.merchantOrderNo !== null) take(byMerchant.get(record.merchantOrderNo))
      if (record.channelTradeNo !== null) take(byTrade.get(record.channelTradeNo))
    }
    const shared = new Map<number, Stored<Receipt>>()
    const share = (list: readonly Stored<Receipt>[] | undefined): void => {
      for (const receipt of list ?? NONE) if (!own.has(receipt.rowId) && receipt.rowId !== (record.kind === 'receipt' ? record.rowId : -1)) shared.set(receipt.rowId, receipt)
    }
    if (record.kind === 'order' && record.channelTradeNo !== null) share(byTrade.get(record.channelTradeNo))
    if (record.kind === 'order') for (const trade of told.get(record.orderId) ?? NONE) share(byTrade.get(trade))
    for (const receipt of record.kind === 'receipt' ? [record] : own.values()) {
      const trade = tradeNumberOf(receipt)
      if (trade !== null) share(byTrade.get(trade))
      if (receipt.fileHash !== null) share(byHash.get(receipt.fileHash))
    }
    const sorted = (map: ReadonlyMap<number, Stored<Receipt>>): readonly Stored<Receipt>[] => (map.size === 0 ? NONE : [...map.values()].sort(byOccurrence).slice(0, MOST_SHARED))
    return { receipts: sorted(own), shared: sorted(shared) }
  }
  return { of }
}

function byOccurrence(a: Stored<Receipt>, b: Stored<Receipt>): number {
  return a.occurredAt - b.occurredAt || (a.receiptId < b.receiptId ? -1 : a.receiptId > b.receiptId ? 1 : a.source < b.source ? -1 : 1)
}

function byBooking(a: Stored<LedgerEntry>, b: Stored<LedgerEntry>): number {
  return a.at - b.at || (a.entryId < b.entryId ? -1 : 1)
}

async function loadLedger({ db, dialect }: SidesSource, orders: readonly Stored<Order>[]) {
  const byTxn = new Map<string, Stored<LedgerEntry>[]>()
  const bySerial = new Map<string, Stored<LedgerEntry>[]>()
  const present = (values: readonly (string | null)[]): readonly string[] => values.filter((value) => value !== null)
  const txns = new Set(present(orders.map((order) => order.operatorTxnId)))
  const serials = new Set(present(orders.map((order) => order.voucherSerial)))
  const rows = await rowsByKeys<Selectable<LedgerEntriesTable>>({ db, dialect }, 'ledger_entries', [['operator_txn_id', [...txns]], ['voucher_serial', [...serials]]])
  for (const row of rows) {
    const entry = ledgerEntryFromRow(row)
    for (const [key, wanted, into] of [[row.operator_txn_id, txns, byTxn], [row.voucher_serial, serials, bySerial]] as const) {
      if (key === null || !wanted.has(key)) continue
      const list = into.get(key)
      if (list) list.push(entry)
      else into.set(key, [entry])
    }
  }
  return (order: Stored<Order>): readonly Stored<LedgerEntry>[] => {
    const byOwnTxn = (order.operatorTxnId !== null && byTxn.get(order.operatorTxnId)) || NONE
    const byOwnSerial = order.voucherSerial === null ? NONE : (bySerial.get(order.voucherSerial) ?? NONE).filter((row) =>
      row.operatorTxnId === null && Math.abs(row.at - order.createdAt) <= VOUCHER_MS && (row.number === null || order.targetNumber === null || row.number === order.targetNumber))
    if (byOwnTxn.length + byOwnSerial.length < 2) return byOwnTxn.length > 0 ? byOwnTxn : byOwnSerial
    return [...byOwnTxn, ...byOwnSerial].sort(byBooking)
  }
}

interface People {
  readonly byId: ReadonlyMap<string, Stored<Subscriber>>
  readonly byNumber: ReadonlyMap<string, string>
  readonly changes: ReadonlyMap<string, readonly Stored<ProfileChange>[]>
}

/** Owners of the numbers of a batch, signed-in customers, and the changes of their profiles. */
async function loadPeople({ db, dialect, keys }: SidesSource, records: readonly AnyRecord[], messages: ReadonlyMap<string, unknown>): Promise<People> {
  const numbers = new Set<string>()
  const ids = new Set<string>()
  for (const record of records) {
    const number = record.kind === 'order' ? record.targetNumber : record.kind === 'message' || record.kind === 'ledger' ? record.number : null
    if (number !== null) numbers.add(number)
    if ((record.kind === 'order' || record.kind === 'message' || record.kind === 'profile_change') && record.subscriberId !== null) ids.add(record.subscriberId)
  }
  const byNumber = new Map<string, string>()
  if (numbers.size > 0) {
    const { rows } = await sql<Selectable<SubscriberNumbersTable>>`select number, subscriber_id from subscriber_numbers where ${isOneOf(dialect, 'number', [...numbers])} order by number, subscriber_id desc`.execute(db)
    for (const row of rows) {
      byNumber.set(row.number, row.subscriber_id)
      ids.add(row.subscriber_id)
    }
  }
  const byId = new Map<string, Stored<Subscriber>>()
  if (ids.size > 0) {
    const owned = new Map<string, string[]>()
    const numbersOfIds = sql<Selectable<SubscriberNumbersTable>>`select number, subscriber_id from subscriber_numbers where ${isOneOf(dialect, 'subscriber_id', [...ids])} order by subscriber_id, number`
    for (const row of (await numbersOfIds.execute(db)).rows) {
      const list = owned.get(row.subscriber_id)
      if (list) list.push(row.number)
      else owned.set(row.subscriber_id, [row.number])
    }
    const { rows } = await sql<Selectable<SubscribersTable>>`select * from subscribers where ${isOneOf(dialect, 'subscriber_id', [...ids])}`.execute(db)
    // Names and addresses stay sealed: no detector reads them. A contact phone is opened where a message has to be compared with it.
    const spoken = new Set(records.flatMap((record) => (record.kind === 'order' && record.targetNumber !== null && messages.has(record.orderId) ? (byNumber.get(record.targetNumber) ?? []) : [])))
    for (const row of rows) byId.set(row.subscriber_id, ownerFromRow(row, owned.get(row.subscriber_id) ?? [], spoken.has(row.subscriber_id) ? keys : null))
  }
  const changes = new Map<string, Stored<ProfileChange>[]>()
  if (ids.size > 0) {
    const times = records.map(timeOf)
    const { rows } = await sql<Selectable<ProfileChangesTable>>`
      select * from profile_changes where ${isOneOf(dialect, 'subscriber_id', [...ids])} and at >= ${Math.min(...times) - BEFORE_MS} and at <= ${Math.max(...times) + BEFORE_MS}
      order by at, change_id limit 10000`.execute(db)
    for (const row of rows) {
      const list = changes.get(row.subscriber_id)
      const change = profileChangeFromRow(keys, row)
      if (list) list.push(change)
      else changes.set(row.subscriber_id, [change])
    }
  }
  return { byId, byNumber, changes }
}

/** A subscriber as detectors see one: without name, mail and address. */
function ownerFromRow(row: Selectable<SubscribersTable>, numbers: readonly string[], keys: Keys | null): Stored<Subscriber> {
  return {
    kind: 'subscriber', rowId: row.id, version: row.version, subscriberId: row.subscriber_id, name: '', numbers,
    contactPhone: keys ? unsealNullable(keys, 'subscriber.contact_phone', row.sealed_contact_phone) : null, email: null, address: null, language: row.language,
    idDocType: null, idDocLast4: null, status: row.status as Subscriber['status'], openedAt: row.opened_at, simChangedAt: row.sim_changed_at, extra: null,
  }
}

function subscriberOf(record: AnyRecord, people: People): Stored<Subscriber> | null {
  const ownerOf = (number: string | null): string | null => (number === null ? null : (people.byNumber.get(number) ?? null))
  const id = record.kind === 'order' ? ownerOf(record.targetNumber)
    : record.kind === 'message' ? (record.subscriberId ?? ownerOf(record.number))
    : record.kind === 'profile_change' ? record.subscriberId
    : record.kind === 'ledger' ? ownerOf(record.number) : null
  return id === null ? null : (people.byId.get(id) ?? null)
}

function changesOf(record: AnyRecord, owner: Subscriber | null, people: People): readonly Stored<ProfileChange>[] {
  const signedIn = record.kind === 'order' || record.kind === 'profile_change' ? record.subscriberId : null
  const ids = [...new Set([owner?.subscriberId, signedIn ?? undefined])].filter((id) => id !== undefined)
  const at = timeOf(record)
  const all = ids.flatMap((id) => (people.changes.get(id) ?? NONE).filter((change) => Math.abs(change.at - at) <= BEFORE_MS))
  return ids.length < 2 || all.length < 2 ? all : all.sort((a, b) => a.at - b.at || (a.changeId < b.changeId ? -1 : 1))
}

function numbersOf(record: AnyRecord, people: People): readonly string[] {
  switch (record.kind) {
    case 'order': return record.targetNumber === null ? NONE : [record.targetNumber]
    case 'ledger': return record.number === null ? NONE : [record.number]
    case 'profile_change': return people.byId.get(record.subscriberId)?.numbers.slice(0, 8) ?? NONE
    default: return NONE
  }
}

async function loadNumberLedger({ db, dialect }: FactsSource, wanted: readonly { readonly at: Instant; readonly numbers: readonly string[] }[]): Promise<readonly (readonly Stored<LedgerEntry>[])[]> {
  const bounds = new Map<string, [from: Instant, to: Instant]>()
  for (const { at, numbers } of wanted) {
    for (const number of numbers) {
      const known = bounds.get(number)
      if (!known) bounds.set(number, [at - LEDGER_MS, at + LEDGER_MS])
      else {
        known[0] = Math.min(known[0], at - LEDGER_MS)
        known[1] = Math.max(known[1], at + LEDGER_MS)
      }
    }
  }
  if (bounds.size === 0) return wanted.map(() => NONE)
  const rows = (await sql<Selectable<LedgerEntriesTable>>`
    select l.* from ${rowsOf(dialect, 'w', ['text', 'bigint', 'bigint'], [...bounds].map(([number, [from, to]]) => [number, from, to]))}
    join ledger_entries l on l.number = w.c0 and l.at >= w.c1 and l.at <= w.c2 limit ${capped(bounds.size * MOST_LEDGER)}`.execute(db)).rows
  const byNumber = new Map<string, Stored<LedgerEntry>[]>()
  for (const row of rows) {
    const entry = ledgerEntryFromRow(row)
    const list = byNumber.get(entry.number ?? '')
    if (list) list.push(entry)
    else byNumber.set(entry.number ?? '', [entry])
  }
  for (const list of byNumber.values()) list.sort(byBooking)
  return wanted.map(({ at, numbers }) => {
    const near = numbers.flatMap((number) => (byNumber.get(number) ?? NONE).filter((row) => Math.abs(row.at - at) <= LEDGER_MS))
    if (near.length <= MOST_LEDGER) return numbers.length > 1 ? near.sort(byBooking) : near
    return near.sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at) || (a.entryId < b.entryId ? -1 : 1)).slice(0, MOST_LEDGER).sort(byBooking)
  })
}

async function loadMessages({ db, dialect }: SidesSource, orders: readonly Stored<Order>[]): Promise<ReadonlyMap<string, readonly Stored<Message>[]>> {
  const found = new Map<string, Stored<Message>[]>()
  if (orders.length === 0) return found
  const ids = orders.map((order) => order.orderId)
  const { rows } = await sql<Selectable<MessagesTable>>`select * from messages where ${isOneOf(dialect, 'order_id', ids)} order by at, message_id limit ${capped(ids.length * MOST_SHARED)}`.execute(db)
  for (const row of rows) {
    const list = found.get(row.order_id ?? '')
    if (list) list.push(messageFromRow(row))
    else found.set(row.order_id ?? '', [messageFromRow(row)])
  }
  return found
}

type NeighbourKey = 'payer' | 'device' | 'ip' | 'target' | 'agent' | 'subscriber' | 'voucher' | 'trade'

/** Columns by which orders are neighbours; the first six within a window of time. */
const WINDOWED: readonly { readonly key: NeighbourKey; readonly column: string; readonly beforeMs: number; readonly afterMs: number }[] = [
  { key: 'payer', column: 'payer_account', beforeMs: BEFORE_MS, afterMs: AFTER_MS },
  { key: 'device', column: 'device_id', beforeMs: BEFORE_MS, afterMs: AFTER_MS },
  { key: 'ip', column: 'ip', beforeMs: ADDRESS_MS, afterMs: ADDRESS_MS },
  { key: 'target', column: 'target_number', beforeMs: BEFORE_MS, afterMs: AFTER_MS },
  { key: 'agent', column: 'agent_id', beforeMs: BEFORE_MS, afterMs: AFTER_MS },
  { key: 'subscriber', column: 'subscriber_id', beforeMs: BEFORE_MS, afterMs: AFTER_MS },
]

const GLANCE_COLUMNS = [
  'id', 'source', 'order_id', 'channel', 'status', 'target_number', 'payer_account', 'subscriber_id', 'device_id', 'ip', 'agent_id', 'terminal_id', 'card_bin_last4', 'channel_trade_no',
  'merchant_order_no', 'voucher_serial', 'campaign_id', 'speed', 'operator_txn_id', 'payment_method', 'remark', 'face_minor', 'paid_minor', 'currency', 'created_at',
] as const
type GlanceRow = Pick<Selectable<OrdersTable>, (typeof GLANCE_COLUMNS)[number]>
const GLANCE_LIST = sql.raw(GLANCE_COLUMNS.join(', '))

function keyOf(record: AnyRecord, key: NeighbourKey, settings: OperatorSettings): string | null {
  switch (key) {
    case 'payer': return record.kind === 'order' ? record.payerAccount : null
    case 'device': return record.kind === 'order' ? record.deviceId : null
    case 'ip': return record.kind === 'order' && record.ip !== null && !isSharedAddress(record.ip, settings) ? record.ip : null
    case 'target': return record.kind === 'order' ? record.targetNumber : record.kind === 'message' || record.kind === 'ledger' ? record.number : null
    case 'agent': return record.kind === 'order' ? record.agentId : null
    case 'subscriber': return record.kind === 'order' || record.kind === 'message' || record.kind === 'profile_change' ? record.subscriberId : null
    default: return null
  }
}

async function loadNeighbours(source: SidesSource, records: readonly Stored<AnyRecord>[]): Promise<ReadonlyMap<NeighbourKey, readonly Neighbours[]>> {
  const glances = new Glances(source)
  const windows = WINDOWED.map((window) => ({
    ...window, wanted: records.map((record): Wanted => ({ value: keyOf(record, window.key, source.settings), at: timeOf(record), rowId: record.kind === 'order' ? record.rowId : -1 })),
  }))
  const equals = EQUALS.map((equal) => ({ ...equal, values: records.map(equal.read) }))
  const found = await neighbourIds(source, windows, equals)
  const plans = windows.map((window, index) => ({ ...window, ids: found[index] ?? new Map<string, readonly number[]>() }))
  const equalIds = equals.map((equal, index) => ({ ...equal, ids: found[windows.length + index] ?? new Map<string, readonly number[]>() }))
  // Most orders are neighbours by several keys: each is read once. One that is alone with its key is nobody's neighbour, unless another record of the batch asks for it.
  const own = new Set(records.flatMap((record) => (record.kind === 'order' ? [record.rowId] : [])))
  for (const { wanted, ids } of plans) for (const { value, rowId } of wanted) if (value !== null && rowId < 0) for (const id of ids.get(value) ?? NONE) own.delete(id)
  for (const { values, ids } of equalIds) for (const [index, value] of values.entries()) if (value !== null && records[index]?.kind !== 'order') for (const id of ids.get(value) ?? NONE) own.delete(id)
  const isAlone = (list: readonly number[]): boolean => list.length === 1 && own.has(list[0] ?? -1)
  await glances.load([...plans, ...equalIds].flatMap(({ ids }) => [...ids.values()].filter((list) => list.length <= HUB_ROWS && !isAlone(list)).flat()))
  const result = new Map<NeighbourKey, readonly Neighbours[]>()
  for (const { key, column, beforeMs, afterMs, wanted, ids } of plans) {
    const lists = new Map([...ids].flatMap(([value, list]) => (list.length <= HUB_ROWS ? [[value, glances.of(list)] as const] : [])))
    const hubs = wanted.flatMap((one, index) => (one.value !== null && (ids.get(one.value)?.length ?? 0) > HUB_ROWS ? [{ ...one, value: one.value, index }] : []))
    const nearest = hubs.length > 0 ? await idsNearHubs(source, column, beforeMs, afterMs, hubs) : new Map<number, number[]>()
    await glances.load([...nearest.values()].flat())
    result.set(key, wanted.map(({ value, at, rowId }, index) => {
      const list = value === null ? undefined : (lists.get(value) ?? (nearest.has(index) ? glances.of(nearest.get(index) ?? NONE) : undefined))
      return list ? windowOf(list, at, beforeMs, afterMs, rowId) : NOBODY
    }))
  }
  for (const key of ['voucher', 'trade'] as const) result.set(key, sharing(records, equalIds.filter((equal) => equal.key === key), glances))
  return result
}

interface Wanted {
  readonly value: string | null
  readonly at: Instant
  readonly rowId: number
}

/** Orders seen by their neighbours, each read once a batch. */
class Glances {
  readonly #source: SidesSource
  readonly #known = new Map<number, OrderGlance>()

  constructor(source: SidesSource) {
    this.#source = source
  }

  async load(ids: readonly number[]): Promise<void> {
    const { db, dialect, memory } = this.#source
    const missing: number[] = []
    for (const id of new Set(ids)) {
      if (this.#known.has(id)) continue
      const glance = memory?.get(id)
      if (glance) this.#known.set(id, glance)
      else missing.push(id)
    }
    if (missing.length === 0) return
    const read = new Map<number, OrderGlance>()
    for (const row of (await sql<GlanceRow>`select ${GLANCE_LIST} from orders where ${isOneOf(dialect, 'id', missing, 'bigint')}`.execute(db)).rows) read.set(row.id, glanceFrom(row))
    for (const [id, glance] of read) this.#known.set(id, glance)
    memory?.keep(read)
  }

  /** Oldest first. */
  of(ids: readonly number[]): readonly OrderGlance[] {
    const list = ids.flatMap((id) => this.#known.get(id) ?? [])
    return list.length > 1 ? list.sort(byTime) : list
  }
}

interface Window {
  readonly column: string
  readonly beforeMs: number
  readonly afterMs: number
  readonly wanted: readonly Wanted[]
}

interface Equal {
  readonly key: NeighbourKey
  readonly column: 'voucher_serial' | 'channel_trade_no' | 'merchant_order_no'
  readonly read: (record: AnyRecord) => string | null
}

const EQUALS: readonly Equal[] = [
  { key: 'voucher', column: 'voucher_serial', read: (record) => (record.kind === 'order' || record.kind === 'ledger' ? record.voucherSerial : null) },
  { key: 'trade', column: 'channel_trade_no', read: (record) => (record.kind === 'order' ? record.channelTradeNo : record.kind === 'message' ? tradeClaimed(record) : null) },
  { key: 'trade', column: 'merchant_order_no', read: (record) => (record.kind === 'order' ? record.merchantOrderNo : null) },
]

/**
 * Row ids by key, for each window and then for each column of equals, in one statement: at most {@link HUB_ROWS} of a key, one more where a
 * window holds more: a hub. Read from indexes alone.
 */
async function neighbourIds(
  { db, dialect }: SidesSource, windows: readonly Window[], equals: readonly (Equal & { readonly values: readonly (string | null)[] })[],
): Promise<readonly ReadonlyMap<string, readonly number[]>[]> {
  const parts = windows.flatMap(({ column, beforeMs, afterMs, wanted }, part) => {
    const bounds = boundsOf(beforeMs, afterMs, wanted)
    const range = sql`select i.id from orders i where ${sql.raw(`i.${column}`)} = w.c0 and i.created_at >= w.c1 and i.created_at <= w.c2 order by i.created_at limit ${sql.lit(HUB_ROWS + 1)}`
    return bounds.length === 0 ? [] : [idLists(dialect, part, rowsOf(dialect, 'w', ['text', 'bigint', 'bigint'], bounds), range)]
  })
  for (const [index, { column, values }] of equals.entries()) {
    const wanted = [...new Set(values.filter((value) => value !== null))]
    const range = sql`select i.id from orders i where ${sql.raw(`i.${column}`)} = w.c0 order by i.id limit ${sql.lit(HUB_ROWS)}`
    if (wanted.length > 0) parts.push(idLists(dialect, windows.length + index, rowsOf(dialect, 'w', ['text'], wanted.map((value) => [value])), range))
  }
  const found = [...windows, ...equals].map((): Map<string, readonly number[]> => new Map())
  if (parts.length === 0) return found
  for (const { part, w_key, ids } of (await sql<{ part: number; w_key: string; ids: string | null }>`${sql.join(parts, sql` union all `)}`.execute(db)).rows) {
    if (ids !== null) found[part]?.set(w_key, ids.split(',').map(Number))
  }
  return found
}

/** One row a key with the ids of a bounded subquery as text, which costs a tenth of a row for each. */
function idLists(dialect: StoreDialect, part: number, rows: ReturnType<typeof rowsOf>, range: ReturnType<typeof sql>) {
  const list = sql.raw(dialect === 'sqlite' ? 'group_concat(id)' : `string_agg(id::text, ',')`)
  return sql`select ${sql.lit(part)} as part, w.c0 as w_key, (select ${list} from (${range}) as near) as ids from ${rows}`
}

function boundsOf(beforeMs: number, afterMs: number, wanted: readonly Wanted[]): readonly (readonly [value: string, from: Instant, to: Instant])[] {
  const bounds = new Map<string, [value: string, from: Instant, to: Instant]>()
  for (const { value, at } of wanted) {
    if (value === null) continue
    const known = bounds.get(value)
    if (!known) bounds.set(value, [value, at - beforeMs, at + afterMs])
    else {
      known[1] = Math.min(known[1], at - beforeMs)
      known[2] = Math.max(known[2], at + afterMs)
    }
  }
  return [...bounds.values()]
}

/** Joins each row of `rows` with the order ids that a bounded subquery gives for it. */
function nearRows<T>(dialect: StoreDialect, key: ReturnType<typeof sql>, rows: ReturnType<typeof rowsOf>, range: ReturnType<typeof sql>) {
  return dialect === 'sqlite'
    ? sql<T>`select ${key}, o.id from ${rows} cross join orders o on o.id in (${range})`
    : sql<T>`select ${key}, o.id from ${rows} cross join lateral (${range}) o`
}

/** The nearest orders of a sorted list before and after a time, without the anchor itself. */
function windowOf(list: readonly OrderGlance[], at: Instant, beforeMs: number, afterMs: number, rowId: number): Neighbours {
  if (list.length === 1 && list[0]?.rowId === rowId) return NOBODY
  const orders: OrderGlance[] = []
  let before = 0
  let after = 0
  for (const order of list) {
    if (order.rowId === rowId || order.at < at - beforeMs || order.at > at + afterMs) continue
    if (order.at <= at) before++
    else if (++after > MOST_AFTER) break
    orders.push(order)
  }
  const isCut = before > MOST_BEFORE || after > MOST_AFTER
  return { orders: before > MOST_BEFORE ? orders.slice(before - MOST_BEFORE) : orders, isCut }
}

/** Hubs: the nearest orders of each anchor by themselves, two index ranges each. Row ids by the anchor's place in the batch. */
async function idsNearHubs(
  { db, dialect }: SidesSource, column: string, beforeMs: number, afterMs: number, hubs: readonly { readonly value: string; readonly at: Instant; readonly index: number }[],
): Promise<ReadonlyMap<number, number[]>> {
  const field = sql.raw(`i.${column}`)
  const rows = rowsOf(dialect, 'w', ['text', 'bigint', 'bigint'], hubs.map(({ value, at, index }) => [value, at, index]))
  const before = sql`select i.id from orders i where ${field} = w.c0 and i.created_at <= w.c1 and i.created_at >= w.c1 - ${sql.lit(beforeMs)} order by i.created_at desc, i.order_id desc limit ${sql.lit(MOST_BEFORE + 2)}`
  const after = sql`select i.id from orders i where ${field} = w.c0 and i.created_at > w.c1 and i.created_at <= w.c1 + ${sql.lit(afterMs)} order by i.created_at, i.order_id limit ${sql.lit(MOST_AFTER + 2)}`
  const found = new Map(hubs.map(({ index }): [number, number[]] => [index, []]))
  for (const side of [before, after]) {
    for (const row of (await nearRows<{ w_index: number; id: number }>(dialect, sql`w.c2 as w_index`, rows, side).execute(db)).rows) found.get(row.w_index)?.push(row.id)
  }
  return found
}

/** Orders that share a key with each record. */
function sharing(records: readonly Stored<AnyRecord>[], equals: readonly { readonly values: readonly (string | null)[]; readonly ids: ReadonlyMap<string, readonly number[]> }[], glances: Glances): readonly Neighbours[] {
  return records.map((record, index) => {
    const ids = new Set(equals.flatMap(({ values, ids: byValue }) => byValue.get(values[index] ?? '') ?? NONE))
    if (record.kind === 'order') ids.delete(record.rowId)
    return ids.size === 0 ? NOBODY : { orders: glances.of([...ids]).slice(0, MOST_SHARED), isCut: ids.size > MOST_SHARED }
  })
}

function glanceFrom(row: GlanceRow): OrderGlance {
  return {
    rowId: row.id, ref: { kind: 'order', source: row.source, id: row.order_id }, at: row.created_at, channel: row.channel as OrderGlance['channel'],
    status: row.status as OrderGlance['status'], targetNumber: row.target_number, payerAccount: row.payer_account, subscriberId: row.subscriber_id, deviceId: row.device_id,
    ip: row.ip, agentId: row.agent_id, terminalId: row.terminal_id, cardBinLast4: row.card_bin_last4, channelTradeNo: row.channel_trade_no, merchantOrderNo: row.merchant_order_no,
    voucherSerial: row.voucher_serial, campaignId: row.campaign_id, speed: row.speed as OrderGlance['speed'], operatorTxnId: row.operator_txn_id,
    paymentMethod: row.payment_method as OrderGlance['paymentMethod'], remark: row.remark, faceMinor: row.face_minor, paidMinor: row.paid_minor, currency: row.currency,
  }
}

/** The tokens stored for the anchors, each with its sightings in the 30 days around (contacts 90). */
async function loadTokens({ db, dialect }: FactsSource, anchors: readonly LoadedAnchor[]): Promise<readonly (readonly TokenSightings[])[]> {
  if (anchors.length === 0) return []
  const rows = rowsOf(dialect, 'w', ['text', 'bigint', 'bigint'], anchors.map(({ key }, index) => [key.kind, key.rowId, index]))
  const own = (await sql<{ w_index: number; token: string }>`
    select w.c2 as w_index, t.token from ${rows} join record_tokens t on t.kind = w.c0 and t.record_row_id = w.c1 order by w.c2, t.token`.execute(db)).rows
  if (own.length === 0) return anchors.map(() => NONE)
  const spans = new Map<string, Span>()
  for (const { w_index: index, token } of own) {
    const anchor = anchors[index]
    if (!anchor) continue
    const at = timeOf(anchor.record)
    const span = spans.get(token)
    if (!span) spans.set(token, { reach: reachOf(token), first: at, last: at })
    else {
      span.first = Math.min(span.first, at)
      span.last = Math.max(span.last, at)
    }
  }
  const counts = await countSightings({ db, dialect }, spans)
  const sightings = await listSightings({ db, dialect }, [...spans.keys()].filter((token) => !counts.has(token)))
  const found = anchors.map((): TokenSightings[] => [])
  for (const { w_index: index, token } of own) {
    const anchor = anchors[index]
    if (!anchor) continue
    const [at, reach] = [timeOf(anchor.record), reachOf(token)]
    found[index]?.push({ token, ...(counts.get(token) ?? distinct((sightings.get(token) ?? NONE).filter((sighting) => Math.abs(sighting.at - at) <= reach))) })
  }
  return found
}

function reachOf(token: string): number {
  return token.startsWith('contact:') ? CONTACT_MS : token.startsWith('desk:') ? DESK_MS : TOKEN_MS
}

/** The anchors of a batch that have a token: the first and the last of them, and how far around each its sightings count. */
interface Span {
  readonly reach: number
  first: Instant
  last: Instant
}

type SightingCounts = Omit<TokenSightings, 'token'>

/** The newest sightings of a token, however many it has. */
function newestSightings(token: ReturnType<typeof sql>) {
  return sql`t.token = ${token} and t.at >= coalesce((select i.at from record_tokens i where i.token = ${token} order by i.at desc limit 1 offset ${sql.lit(MOST_SIGHTINGS)}), 0)`
}

/** Sightings of the tokens that are the same for all anchors of the batch, which is so for most: none that only some of them reach. A record has a token once. */
async function countSightings({ db, dialect }: Pick<FactsSource, 'db' | 'dialect'>, spans: ReadonlyMap<string, Span>): Promise<ReadonlyMap<string, SightingCounts>> {
  const rows = rowsOf(dialect, 'w', ['text', 'bigint', 'bigint', 'bigint', 'bigint'], [...spans].map(([token, { reach, first, last }]) => [token, first - reach, last + reach, last - reach, first + reach]))
  const isCommon = sql`t.at >= s.c3 and t.at <= s.c4`
  const statement = sql<{ token: string; counts: string }>`
    with s as materialized (select * from ${rows})
    select s.c0 as token, (
      select count(*) || ' ' || count(case when ${isCommon} then 1 end) || ' ' || count(distinct case when ${isCommon} then t.party end)
      from record_tokens t where ${newestSightings(sql`s.c0`)} and +t.at >= s.c1 and +t.at <= s.c2
    ) as counts from s`
  const found = new Map<string, SightingCounts>()
  for (const row of (await statement.execute(db)).rows) {
    const [all = 0, records = 0, parties = 0] = row.counts.split(' ').map(Number)
    if (all === records) found.set(row.token, { records, parties })
  }
  return found
}

interface Sighting {
  readonly at: Instant
  readonly record: string
  readonly party: string
}

async function listSightings({ db, dialect }: Pick<FactsSource, 'db' | 'dialect'>, tokens: readonly string[]): Promise<ReadonlyMap<string, readonly Sighting[]>> {
  if (tokens.length === 0) return new Map()
  const rows = (await sql<{ token: string; kind: string; record_row_id: number; at: number; party: string }>`
    select t.token, t.kind, t.record_row_id, t.at, t.party from ${rowsOf(dialect, 'w', ['text'], tokens.map((token) => [token]))} cross join record_tokens t
    where ${newestSightings(sql`w.c0`)}`.execute(db)).rows
  return groupBy(rows.map((row) => ({ token: row.token, at: row.at, record: `${row.kind}:${row.record_row_id}`, party: row.party })), ({ token }) => token)
}

function distinct(list: readonly Sighting[]): SightingCounts {
  return { records: new Set(list.map(({ record }) => record)).size, parties: new Set(list.map(({ party }) => party)).size }
}

/** Keys of the batch that staff confirmed as fraud in another case. */
async function loadConfirmed({ db, dialect }: FactsSource, orders: readonly Stored<Order>[]): Promise<(order: Stored<Order>) => readonly ConfirmedLink[]> {
  const none = (): readonly ConfirmedLink[] => NONE
  if (orders.length === 0) return none
  const { rows: any } = await sql`select id from cases where disposition = 'confirmed_fraud' limit 1`.execute(db)
  if (any.length === 0) return none
  const kinds = [['payer', 'payer_account', 'payerAccount'], ['device', 'device_id', 'deviceId'], ['number', 'target_number', 'targetNumber']] as const
  const counts = new Map<string, { orders: Set<number> }>()
  for (const [key, column, field] of kinds) {
    const values = [...new Set(orders.map((order) => order[field]).filter((value) => value !== null))]
    if (values.length === 0) continue
    const rows = (await sql<{ value: string; id: number }>`
      select o.${sql.raw(column)} as value, o.id from orders o join cases c on c.order_row_id = o.id
      where ${isOneOf(dialect, `o.${column}`, values)} and c.disposition = 'confirmed_fraud' order by o.id limit ${sql.lit(values.length * MOST_SHARED)}`.execute(db)).rows
    for (const row of rows) {
      const name = `${key}:${row.value}`
      const known = counts.get(name)
      if (known) known.orders.add(row.id)
      else counts.set(name, { orders: new Set([row.id]) })
    }
  }
  return (order) => kinds.flatMap(([key, , field]) => {
    const value = order[field]
    const cases = value === null ? undefined : counts.get(`${key}:${value}`)
    const others = cases ? [...cases.orders].filter((id) => id !== order.rowId).length : 0
    return value !== null && others > 0 ? [{ key, value, cases: others }] : []
  })
}

/** The row of a record by its name, for flags on records that belong to an anchor. */
export async function findRowIds({ db, dialect }: Pick<FactsSource, 'db' | 'dialect'>, refs: readonly RecordRef[]): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>()
  const tables = { order: ['orders', 'order_id'], receipt: ['receipts', 'receipt_id'], ledger: ['ledger_entries', 'entry_id'], subscriber: ['subscribers', 'subscriber_id'], message: ['messages', 'message_id'], profile_change: ['profile_changes', 'change_id'] } as const
  for (const [kind, [table, column]] of Object.entries(tables) as [RecordKind, readonly [string, string]][]) {
    const ids = [...new Set(refs.filter((ref) => ref.kind === kind).map((ref) => ref.id))]
    if (ids.length === 0) continue
    const source = kind === 'order' || kind === 'receipt' ? 'source' : `''`
    const rows = (await sql<{ id: number; name: string; source: string }>`select id, ${sql.raw(`${column} as name, ${source} as source`)} from ${sql.raw(table)} where ${isOneOf(dialect, column, ids)}`.execute(db)).rows
    for (const row of rows) found.set(refKey({ kind, source: row.source, id: row.name }), row.id)
  }
  return found
}

/** One text for a reference, for maps; the separator stands in no id. */
export function refKey(ref: RecordRef): string {
  return `${ref.kind}\u0000${ref.source}\u0000${ref.id}`
}

