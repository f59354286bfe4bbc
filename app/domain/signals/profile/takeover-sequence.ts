import { type LedgerEntry, type Order, refOf, type RecordRef, type Stored } from '../../intake/record.ts'
import { provenPayments, provenRefunds } from '../../reconciliation/evidence.ts'
import type { Detector, Facts } from '../detector.ts'
import { minutes } from '../examples.ts'
import { signal } from '../finding.ts'
import { byTime } from '../groups.ts'
import { stepsBefore, TAKEOVER_WINDOW_MS, together } from './takeover.ts'

const ID = 'profile/takeover-sequence'

/** From here on the sequence deserves a look by itself; below it only adds. */
const LEAST = 0.5
const LARGE_MINOR = 20_000

/**
 * Contact, SIM or PIN changed on weak proof, then money moves to somebody else within 72 hours (DOMAIN R-ATO-01, 5): a refund to another
 * account, a top-up of a stranger's number from the account, a transfer out of the balance. A change proved by the old contact or in person,
 * or money that stays with the owner, is ordinary life.
 */
export const takeoverSequence: Detector = {
  id: ID,
  appliesTo: ['order', 'profile_change'],
  detect: (facts) => {
    if (facts.changes.length === 0) return []
    return facts.order ? ofOrder(facts, facts.order) : ofChange(facts)
  },
  examples: {
    fires: [
      { name: 'SIM changed without proof, ten hours later a refund to another wallet', facts: { order: { status: 'refunded', subscriberId: 'S1', payerAccount: 'ali:1', faceMinor: 50_000, paidMinor: 50_000 }, subscriber: { subscriberId: 'S1' }, changes: [{ field: 'sim', verification: 'none', channel: 'service_counter', at: minutes(-600) }], receipts: [{ payerAccount: 'ali:1' }, { receiptKind: 'refund', refundNo: 'F', payerAccount: 'ali:2', occurredAt: minutes(90) }] } },
      { name: 'phone and mail changed by the new contact, then 500 for a stranger\'s number', facts: { order: { subscriberId: 'S1', faceMinor: 50_000, paidMinor: 50_000, targetNumber: '+8615680390193' }, subscriber: { subscriberId: 'S9' }, changes: [{ field: 'contact_phone', verification: 'otp_new', at: minutes(-1_700) }, { field: 'email', verification: 'otp_new', newValue: 'x@yopmail.com', at: minutes(-1_695) }] } },
      { name: 'SIM changed, then the balance transferred out', facts: { change: { changeId: 'C', field: 'sim', verification: 'none', at: minutes(0) }, changes: [{ changeId: 'C', field: 'sim', verification: 'none', at: minutes(0) }], numberLedger: [{ type: 'transfer', amountMinor: -25_000, balanceBeforeMinor: 26_000, at: minutes(200) }] } },
    ],
    silent: [
      { name: 'verified by the old contact', facts: { order: { subscriberId: 'S1', targetNumber: '+8613800000001' }, subscriber: { subscriberId: 'S1', numbers: ['+8613800000001'] }, changes: [{ field: 'contact_phone', verification: 'otp_old', at: minutes(-600) }] } },
      { name: 'a new SIM at the counter, then the owner tops up their own number', facts: { order: { subscriberId: 'S1', faceMinor: 50_000, paidMinor: 50_000, targetNumber: '+8613800000001' }, subscriber: { subscriberId: 'S1', numbers: ['+8613800000001'] }, changes: [{ field: 'sim', verification: 'none', at: minutes(-600) }] } },
      { name: 'four days later', facts: { order: { subscriberId: 'S1', faceMinor: 50_000, paidMinor: 50_000 }, subscriber: { subscriberId: 'S9' }, changes: [{ field: 'contact_phone', verification: 'otp_new', at: minutes(-6_000) }] } },
      { name: 'a mail address changed, a small gift to a friend', facts: { order: { subscriberId: 'S1', faceMinor: 3_000, paidMinor: 3_000 }, subscriber: { subscriberId: 'S9' }, changes: [{ field: 'email', verification: 'otp_new', at: minutes(-600) }] } },
      { name: 'the address changed', facts: { order: { subscriberId: 'S1', faceMinor: 50_000, paidMinor: 50_000 }, subscriber: { subscriberId: 'S9' }, changes: [{ field: 'address', verification: 'none', at: minutes(-600) }] } },
    ],
  },
}

interface Exit {
  readonly how: 'refund_elsewhere' | 'stranger_topped_up' | 'transfer_out'
  readonly weight: number
  readonly at: number
  readonly refs: readonly RecordRef[]
}

function ofOrder({ receipts, changes, subscriber, sameSubscriber, samePayer, ledger }: Facts, order: Stored<Order>) {
  const exit = exitOf(order, receipts, subscriber?.subscriberId ?? null, ledger)
  if (!exit) return []
  // Only changes of the account whose money moves: the signed-in customer's, or the owner's when the refund goes astray.
  const account = order.subscriberId ?? subscriber?.subscriberId ?? null
  const steps = stepsBefore(changes.filter((change) => change.subscriberId === account), exit.at)
  if (steps.length === 0) return []
  const isNewDevice = order.deviceId !== null && sameSubscriber.orders.some((other) => other.deviceId !== null && other.at < (steps[0]?.change.at ?? 0))
    && ![...sameSubscriber.orders, ...samePayer.orders].some((other) => other.deviceId === order.deviceId && other.at < (steps[0]?.change.at ?? 0))
  return judge(order, steps, exit, isNewDevice)
}

function exitOf(order: Stored<Order>, receipts: Facts['receipts'], ownerId: string | null, ledger: readonly Stored<LedgerEntry>[]): Exit | null {
  const accounts = new Set([...provenPayments(receipts).flatMap((row) => row.payerAccount ?? []), ...(order.payerAccount !== null ? [order.payerAccount] : [])])
  const astray = provenRefunds(receipts).filter((row) => row.payerAccount !== null && accounts.size > 0 && !accounts.has(row.payerAccount))
  const isLarge = order.paidMinor >= LARGE_MINOR
  if (astray.length > 0) return { how: 'refund_elsewhere', weight: 0.5, at: Math.max(...astray.map((row) => row.occurredAt)), refs: astray.map(refOf) }
  const paidByAirtime = ledger.filter((row) => row.type === 'transfer' && row.amountMinor < 0)
  if (order.paymentMethod === 'airtime' && paidByAirtime.length > 0 && order.status !== 'failed') return { how: 'transfer_out', weight: isLarge ? 0.4 : 0.25, at: order.createdAt, refs: paidByAirtime.map(refOf) }
  if (order.subscriberId !== null && ownerId !== order.subscriberId && order.status !== 'created' && order.status !== 'failed') {
    return { how: 'stranger_topped_up', weight: isLarge ? 0.35 : 0.1, at: order.createdAt, refs: [] }
  }
  return null
}

function judge(order: Stored<Order>, steps: ReturnType<typeof stepsBefore>, exit: Exit, isNewDevice: boolean) {
  const doubt = together(steps.map(({ weight }) => weight))
  const score = together([doubt, exit.weight, ...(isNewDevice ? [0.15] : [])])
  if (doubt < 0.2 || score < LEAST) return []
  const changed = steps.map(({ change }) => refOf(change))
  const owner: RecordRef | null = steps[0] ? { kind: 'subscriber', source: '', id: steps[0].change.subscriberId } : null
  return [signal(ID, Math.max(0.75, score), {
    evidence: {
      fields: steps.map(({ change }) => change.field), verifications: steps.map(({ change }) => change.verification ?? 'none'), exit: exit.how,
      gapMs: exit.at - (steps[0]?.change.at ?? exit.at), windowMs: TAKEOVER_WINDOW_MS, amountMinor: order.paidMinor, currency: order.currency, isNewDevice,
    },
    joined: [...changed, ...exit.refs], flagged: [...changed, ...exit.refs, ...(owner ? [owner] : [])],
  })]
}

/** A change seen by itself: the balance of the owner's numbers transferred out after it. Orders that follow find it by themselves. */
function ofChange({ change, changes, numberLedger, sameSubscriber }: Facts) {
  if (!change) return []
  const moved = numberLedger.filter((row) => row.type === 'transfer' && row.amountMinor < 0 && row.at >= change.at && row.at <= change.at + TAKEOVER_WINDOW_MS && isMostOf(row))
  const [first] = moved
  if (!first) return []
  const steps = stepsBefore(changes, first.at).filter((step) => step.change.changeId === change.changeId || step.weight > 0)
  if (!steps.some((step) => step.change.changeId === change.changeId)) return []
  const doubt = together(steps.map(({ weight }) => weight))
  const score = together([doubt, 0.4])
  if (doubt < 0.2 || score < LEAST) return []
  return [signal(ID, Math.max(0.75, score), {
    evidence: {
      fields: steps.map((step) => step.change.field), verifications: steps.map((step) => step.change.verification ?? 'none'), exit: 'transfer_out',
      gapMs: first.at - change.at, windowMs: TAKEOVER_WINDOW_MS, amountMinor: moved.reduce((sum, row) => sum - row.amountMinor, 0), currency: first.currency, isNewDevice: false,
    },
    joined: [...steps.map((step) => refOf(step.change)), ...moved.map(refOf), ...[...sameSubscriber.orders].sort(byTime).slice(-3).map((one) => one.ref)],
  })]
}

/** A transfer that empties most of the balance, or is large by itself. */
function isMostOf(row: LedgerEntry): boolean {
  return -row.amountMinor >= LARGE_MINOR || (row.balanceBeforeMinor !== null && row.balanceBeforeMinor >= LARGE_MINOR / 4 && -row.amountMinor > row.balanceBeforeMinor * 0.7)
}
