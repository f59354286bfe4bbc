import type { OutageGroup } from '../../domain/actions/outage-group.ts'
import type { RefundReason, RefundStatus } from '../../domain/actions/refund.ts'
import { mostMinor, objectionToPart, objectionToRoad } from '../../domain/actions/refund.ts'
import type { Channel, Order, Stored } from '../../domain/intake/record.ts'
import type { BoardEntry } from '../../domain/reconciliation/board.ts'
import type { Refusal } from '../../domain/values/result.ts'
import { DAY_MS, dayOf, type Instant, instantOfWallClock, MINUTE_MS } from '../../domain/values/time.ts'
import { provenPayments } from '../../domain/reconciliation/evidence.ts'
import { listForced, listOrdersOfSpan, type Span, type SpanMark } from '../../../db/queries/board.ts'
import { loadHorizon } from '../../../db/queries/facts.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import type { Around } from '../../../db/queries/order-around.ts'
import { loadOrderStandings, type OrderStanding } from '../actions/order-money.server.ts'
import { factsOf, refundOf } from '../actions/refund.server.ts'
import type { UseCaseContext } from '../context.ts'
import { entriesOf, spanOfDay } from '../reconciliation/work-out-board.server.ts'

export interface OutageOrder {
  readonly orderRowId: number
  readonly orderId: string
  readonly group: OutageGroup
  readonly channel: Channel
  readonly createdAt: Instant
  readonly paidMinor: number
  readonly currency: string
  /** What would go back; zero where nothing does. */
  readonly refundMinor: number
  readonly reasonCode: RefundReason
  /** Why it cannot go back, where it ought to. */
  readonly objection: Refusal | null
  /** Of a payment that came twice: the trade number that stays with the order, and those that are given back. */
  readonly tradeNos: readonly string[]
  /** The refund that was asked for already, and how it stands; of several the newest. */
  readonly refund: { readonly id: number; readonly status: string } | null
  /** By how much statement and order differ in time; only where that is the fault. */
  readonly skewMs: number | null
}

export interface OutageFindings {
  /** Orders that are not simply paid and delivered, oldest first. */
  readonly orders: readonly OutageOrder[]
  readonly counts: Readonly<Record<OutageGroup, number>>
  readonly lookedAt: number
  /** There are more orders, or more that need a look, than one search takes. */
  readonly isCut: boolean
}

const PAGE = 1_000
/** Most orders of one search: a busy day of a channel, looked through in about a second. */
const LOOKED_AT_MAX = 50_000
/** Most orders of which all records are read. A batch takes fewer. */
const LOADED_MAX = 300
/** Clocks of feeds differ by zones of at least half an hour; less is ordinary. */
const SKEW_MS = 30 * MINUTE_MS

/** Orders of a channel in a span of a day, grouped by what the statements and the ledger say, each with what is to be given back. */
export async function findOutageRefunds(context: UseCaseContext, asked: { readonly span: Span; readonly channel: Channel | null }): Promise<OutageFindings> {
  const { store, keys, now } = context
  const { settings } = await getOperatorSettings(store.read)
  const horizon = await loadHorizon(store.read, settings)
  const counts = { paid_failed: 0, paid_twice: 0, feed_fault: 0, still_open: 0, fine: 0, unpaid: 0 }
  const doubtful: Stored<Order>[] = []
  let lookedAt = 0
  let after: SpanMark | null = null
  for (let isLast = false; !isLast && lookedAt < LOOKED_AT_MAX && doubtful.length <= LOADED_MAX; ) {
    const page: readonly Stored<Order>[] = await listOrdersOfSpan(store.read, asked.span, after, PAGE)
    const own = asked.channel === null ? page : page.filter((order) => order.channel === asked.channel)
    for (const entry of await entriesOf(store.read, store.dialect, own, horizon, await listForced(store.read, store.dialect, own.map(({ rowId }) => rowId)))) {
      if (entry.receivedMinor === 0) counts.unpaid++
      else if (isDoubtful(entry)) doubtful.push(entry.order)
      else counts.fine++
    }
    lookedAt += own.length
    const last = page.at(-1)
    isLast = !last || page.length < PAGE
    after = last ? { at: last.createdAt, id: last.rowId } : after
    if (isLast) after = null
  }
  const orders: OutageOrder[] = []
  for (const standing of await loadOrderStandings(store.read, keys, doubtful.slice(0, LOADED_MAX).map(({ rowId }) => rowId), now)) {
    const found = await outcomeOf(context, standing)
    counts[found.group]++
    if (found.group !== 'fine' && found.group !== 'unpaid') orders.push(found)
  }
  return { orders, counts, lookedAt, isCut: after !== null || doubtful.length > LOADED_MAX }
}

/** A day of the operator, yesterday where none is named, and the span between two times of it, both included; an empty time is the day's own end. */
export async function outageSpan({ store, now }: UseCaseContext, asked: { readonly day: string | null; readonly from: string; readonly to: string }): Promise<Span & { readonly day: string }> {
  const { settings: { zone } } = await getOperatorSettings(store.read)
  const day = asked.day ?? dayOf(now - DAY_MS, zone)
  const whole = spanOfDay(day, zone)
  const at = (time: string) => (time === '' ? null : instantOfWallClock(`${day}T${time}`, zone))
  const last = at(asked.to)
  return { day, from: at(asked.from) ?? whole.from, to: last === null ? whole.to : Math.min(whole.to, last + MINUTE_MS) }
}

/** Whether an order that money came in for may have something to be given back, or a time that cannot be right. */
function isDoubtful({ order, class: kind, receivedMinor, refundedMinor, creditedMinor, statementAt }: BoardEntry): boolean {
  if (kind === 'forced') return false
  if (kind === 'duplicate' || kind === 'over') return true
  if (creditedMinor === 0 && receivedMinor > refundedMinor && (order.status !== 'delivered' || kind === 'missing_credit')) return true
  return statementAt !== null && order.paidAt !== null && Math.abs(statementAt - order.paidAt) >= SKEW_MS
}

async function outcomeOf({ store, keys, now }: UseCaseContext, standing: OrderStanding): Promise<OutageOrder> {
  const { order, receipts, reconciliation } = standing.around
  const payments = provenPayments(receipts)
  const skew = reconciliation.mismatches.find((one) => one.explainedBy === 'zone_fault')
  const isTwice = payments.length > 1 && standing.paidMinor >= 2 * order.paidMinor
  const group: OutageGroup = payments.length === 0 ? 'unpaid' : isTwice ? 'paid_twice' : standing.isFailureProven ? 'paid_failed' : skew ? 'feed_fault' : standing.isDelivered ? 'fine' : 'still_open'
  const reasonCode: RefundReason = group === 'paid_twice' ? 'duplicate' : 'not_received'
  const wanted = group === 'paid_failed' ? standing.leftMinor : group === 'paid_twice' ? order.paidMinor : 0
  const facts = await factsOf(store.read, keys, standing, refundOf({ amountMinor: wanted, reasonCode }), null, null)
  const refundMinor = Math.max(0, Math.min(wanted, mostMinor('refund', reasonCode, facts)))
  const statementAt = payments[0]?.occurredAt ?? null
  return {
    orderRowId: order.rowId, orderId: order.orderId, group, channel: order.channel, createdAt: order.createdAt, paidMinor: standing.paidMinor, currency: order.currency, reasonCode,
    refundMinor, objection: wanted > 0 ? (objectionToRoad('refund', facts, now) ?? objectionToPart(refundMinor, facts)) : null,
    tradeNos: group === 'paid_twice' ? tradeNosOf(standing.around) : [],
    refund: runningRefund(standing.actions),
    skewMs: skew && statementAt !== null && order.paidAt !== null ? statementAt - order.paidAt : null,
  }
}

/** Trade numbers of an order that was paid more than once: the one that stays with it, then those whose payments go back. */
export function tradeNosOf({ order, receipts }: Pick<Around, 'order' | 'receipts'>): readonly string[] {
  return [...new Set([order?.channelTradeNo ?? null, ...provenPayments(receipts).map((row) => row.channelTradeNo)])].filter((one) => one !== null)
}

function runningRefund(actions: OrderStanding['actions']): OutageOrder['refund'] {
  const found = actions.filter((action) => action.kind === 'refund' && action.variant === 'refund' && !OVER_UNPAID.has(action.status)).sort((a, b) => b.id - a.id)[0]
  return found ? { id: found.id, status: found.status } : null
}

/** Refunds of which nothing has come and nothing will. */
const OVER_UNPAID: ReadonlySet<string> = new Set<RefundStatus>(['draft', 'discarded', 'rejected', 'withdrawn', 'expired', 'stopped', 'given_up'])
