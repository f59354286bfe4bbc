import type { Flag } from '../../domain/cases/flag.ts'
import type { Trust } from '../../domain/intake/record.ts'
import { claimsPayment, isMoneyIn, paymentState, provenPayments, provenRefunds } from '../../domain/reconciliation/evidence.ts'
import type { Money } from '../../domain/values/money.ts'
import { DAY_MS, dayOf, type Instant } from '../../domain/values/time.ts'
import { goodwillCapIn, policyAt, type Policy } from '../../domain/actions/policy.ts'
import type { RefundBlock } from '../../domain/actions/refund.ts'
import type { Handle } from '../../../db/client.ts'
import { listOrderFlags } from '../../../db/queries/cases.ts'
import { moneyWaits } from '../subscribers/money-waits.ts'
import { findOrderMoney, listOrderRoads, type OrderMoney } from '../../../db/queries/ledger.ts'
import { loadOrderSides, type OrderSides } from '../../../db/queries/order-around.ts'
import { listPolicyEntries } from '../../../db/queries/policies.ts'
import { findHoldOf, listOrderActions } from '../../../db/queries/staff-actions.ts'
import type { Keys } from '../../../db/seal.ts'

/** Most actions of one order that are looked at; more than the partial refunds a channel allows. */
const ACTIONS_MAX = 200
/** How long a result that nobody knows is waited for before money may go back (DOMAIN 1). */
const UNKNOWN_MS = DAY_MS

/** The money of an order as records, journal and policy have it. */
export interface OrderStanding {
  readonly around: OrderSides
  readonly policy: Policy
  readonly actions: Awaited<ReturnType<typeof listOrderActions>>
  readonly flags: Awaited<ReturnType<typeof listOrderFlags>>
  /** Null before the first remedy. */
  readonly money: OrderMoney | null
  /** What came in, less what statements say went back without us. */
  readonly paidMinor: number
  readonly returnedByOthersMinor: number
  /** Chargebacks of money that had gone back already: they pend or were lost beyond the ceiling, and nothing is given back over them. */
  readonly contestedMinor: number
  readonly leftMinor: number
  readonly goodwillLeftMinor: number
  readonly unspentMinor: number | null
  /** Of the ledger's balance that says so. */
  readonly unspentAt: Instant | null
  readonly isDelivered: boolean
  readonly isFailureProven: boolean
  /** The carrier credited another number than the order names: the operator's fault, no consent needed (M2). */
  readonly isMisrouted: boolean
  /** The number that got the credit: by the ledger another one where it was misrouted, else the one that the order names. */
  readonly creditedNumber: string | null
  readonly trust: Trust | null
  readonly blocks: readonly RefundBlock[]
  readonly toppedUpAt: Instant
  readonly isSameMonth: boolean
}

/** Looks an order's money up; null when there is no such order. */
export async function loadOrderStanding(db: Handle, keys: Keys, orderRowId: number, now: Instant): Promise<OrderStanding | null> {
  return (await loadOrderStandings(db, keys, [orderRowId], now))[0] ?? null
}

/** {@link loadOrderStanding} of many orders, in their order; what is gone is left out. Records and policy are read for all of them at once. */
export async function loadOrderStandings(db: Handle, keys: Keys, orderRowIds: readonly number[], now: Instant): Promise<readonly OrderStanding[]> {
  const sides = await loadOrderSides(db, keys, orderRowIds)
  const policy = policyAt(await listPolicyEntries(db), now)
  const standings: OrderStanding[] = []
  for (const around of sides) standings.push(await standingUnder(policy, db, keys, around, now))
  return standings
}

/** {@link loadOrderStanding} for an order that is loaded already. */
export async function standingOf(db: Handle, keys: Keys, around: OrderSides, now: Instant): Promise<OrderStanding> {
  return standingUnder(policyAt(await listPolicyEntries(db), now), db, keys, around, now)
}

async function standingUnder(policy: Policy, db: Handle, keys: Keys, around: OrderSides, now: Instant): Promise<OrderStanding> {
  const { order, receipts, settings, reconciliation } = around
  const orderRowId = order.rowId
  const [actions, flags, money] = [await listOrderActions(db, orderRowId, ACTIONS_MAX), await listOrderFlags(db, orderRowId), await findOrderMoney(db, orderRowId)]
  const ours = new Set(actions.flatMap((action) => (action.reference === null ? [] : [action.reference])))
  const returnedByOthersMinor = provenRefunds(receipts)
    .filter((row) => row.currency === order.currency && !(row.refundNo !== null && ours.has(row.refundNo)))
    .reduce((sum, row) => sum + Math.abs(row.amountMinor), 0)
  const isPaid = provenPayments(receipts).length > 0
  const cameIn = isPaid ? reconciliation.paidTotalMinor : claimsPayment(order) ? order.paidMinor : 0
  const paidMinor = Math.max(0, cameIn - returnedByOthersMinor)
  const isDelivered = reconciliation.creditedTotalMinor > 0 || (order.deliveredAt !== null && reconciliation.ledger !== 'missing')
  const toppedUpAt = order.deliveredAt ?? order.paidAt ?? order.createdAt
  const contestedMinor = await contestedOf(db, orderRowId, actions)
  const misrouted = reconciliation.mismatches.find((one) => one.code === 'M2' && one.explainedBy === null) ?? null
  const creditedNumber = misrouted?.numbers?.b ?? order.targetNumber
  const unspent = await unspentOf(db, creditedNumber, { amountMinor: reconciliation.creditedTotalMinor, currency: order.currency })
  const blocks: RefundBlock[] = []
  if (actions.some((action) => action.status === 'police_hold')) blocks.push('police_hold')
  const holds = await holdsOn(db, orderRowId, [order.subscriberId, around.subscriber?.subscriberId ?? null])
  if (holds.isHeld) blocks.push('legal_hold')
  if (actions.some((action) => action.kind === 'outside_return' && action.is_open === 1)) blocks.push('outside_return_open')
  const account = order.subscriberId ?? around.subscriber?.subscriberId ?? null
  if (account !== null) blocks.push(...(await moneyWaits(db, keys, account, now)))
  if (holds.isCaseOnHold) blocks.push('case_on_hold')
  const isRunning = order.status === 'unknown' || order.status === 'submitted' || order.status === 'paid'
  if (isRunning && !isDelivered && reconciliation.ledger !== 'missing' && now - (order.paidAt ?? order.createdAt) < UNKNOWN_MS) blocks.push('result_unknown')
  if (cameIn === 0) blocks.push('nothing_paid')
  return {
    around, policy, actions, flags, money, paidMinor, returnedByOthersMinor, contestedMinor,
    leftMinor: paidMinor - (money?.pendingMinor ?? 0) - (money?.doneMinor ?? 0) - contestedMinor,
    goodwillLeftMinor: (money?.goodwillCapMinor ?? goodwillCapIn(order.currency, policy)) - (money?.goodwillMinor ?? 0),
    unspentMinor: unspent?.minor ?? null, unspentAt: unspent?.at ?? null, isDelivered,
    isFailureProven: isPaid && reconciliation.creditedTotalMinor === 0 && (reconciliation.ledger === 'missing' || (order.status === 'failed' && reconciliation.ledger !== 'not_checkable')),
    isMisrouted: misrouted !== null, creditedNumber,
    trust: receipts.filter((row) => isMoneyIn(row) && paymentState(row.statusRaw) !== 'unpaid').map((row) => row.trust).sort().at(-1) ?? null,
    blocks, toppedUpAt, isSameMonth: dayOf(toppedUpAt, settings.zone).slice(0, 7) === dayOf(now, settings.zone).slice(0, 7),
  }
}

/** Whether a court, the police or a reviewer has money of this order wait: by its payer's or its holder's name, or by its case with all that is merged into it (DOMAIN 8 S5). */
async function holdsOn(db: Handle, orderRowId: number, subscriberIds: readonly (string | null)[]): Promise<{ readonly isHeld: boolean; readonly isCaseOnHold: boolean }> {
  const cases = await db
    .selectFrom('cases as part').leftJoin('cases as whole', 'whole.id', 'part.merged_into').select(['part.id', 'part.state', 'whole.id as whole_id', 'whole.state as whole_state']).where('part.order_row_id', '=', orderRowId).execute()
  const keys = [...cases.flatMap((one) => [one.id, one.whole_id]).flatMap((id) => (id === null ? [] : [`case:${id}`])), ...subscriberIds.flatMap((id) => (id === null ? [] : [`subscriber:${id}`]))]
  return { isHeld: (await findHoldOf(db, keys)) !== null, isCaseOnHold: cases.some((one) => one.state === 'on_hold' || one.whole_state === 'on_hold') }
}

/** What others took back and the ceiling does not count, since it had been given back before; what we won came back. */
async function contestedOf(db: Handle, orderRowId: number, actions: OrderStanding['actions']): Promise<number> {
  const taken = actions.filter((action) => action.kind === 'outside_return' && action.status !== 'won').reduce((sum, action) => sum + (action.amount_minor ?? 0), 0)
  if (taken === 0) return 0
  const counted = (await listOrderRoads(db, orderRowId)).filter(({ road }) => road === 'chargeback' || road === 'aggregator_refund')
  return taken - counted.reduce((sum, { pendingMinor, doneMinor }) => sum + pendingMinor + doneMinor, 0)
}

/** What is left of a credit on the number it went to, by the newest balance that the ledger tells of its currency: a number may have an account in each. */
async function unspentOf(db: Handle, number: string | null, { amountMinor: creditedMinor, currency }: Money): Promise<{ readonly minor: number; readonly at: Instant } | null> {
  if (number === null || creditedMinor <= 0) return null
  const row = await db
    .selectFrom('ledger_entries').select(['balance_after_minor', 'at']).where('number', '=', number).where('currency', '=', currency).where('balance_after_minor', 'is not', null).orderBy('at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
  return row?.balance_after_minor == null ? null : { minor: Math.max(0, Math.min(creditedMinor, row.balance_after_minor)), at: row.at }
}

/** Whether money about an order with such a flag goes back by a supervisor alone: severity S1. */
export function isGrave(flag: Pick<Flag, 'severity'>): boolean {
  return flag.severity === 'S1'
}
