import { type LedgerEntry, type Order, type ProfileChange, refOf, type RecordRef, type Stored, type Subscriber } from '../../intake/record.ts'
import { provenPayments, provenRefunds } from '../../reconciliation/evidence.ts'
import { DAY_MS, HOUR_MS } from '../../values/time.ts'
import type { Detector, Facts, Neighbours } from '../detector.ts'
import { minutes, times } from '../examples.ts'
import { signal } from '../finding.ts'
import { byTime, isPaid, withAnchor } from '../groups.ts'
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
    if (facts.changes.length === 0 && (facts.subscriber?.simChangedAt ?? facts.customer?.simChangedAt ?? null) === null) return []
    return facts.order ? ofOrder(facts, facts.order) : ofChange(facts)
  },
  examples: {
    fires: [
      { name: 'SIM changed without proof, ten hours later a refund to another wallet', facts: { order: { status: 'refunded', subscriberId: 'S1', payerAccount: 'ali:1', faceMinor: 50_000, paidMinor: 50_000 }, subscriber: { subscriberId: 'S1' }, changes: [{ field: 'sim', verification: 'none', channel: 'service_counter', at: minutes(-600) }], receipts: [{ payerAccount: 'ali:1' }, { receiptKind: 'refund', refundNo: 'F', payerAccount: 'ali:2', occurredAt: minutes(90) }] } },
      { name: 'a new mail address without proof, then a refund to another card', facts: { order: { status: 'refunded', subscriberId: 'S1', payerAccount: 'bk:1', faceMinor: 80_000, paidMinor: 80_000 }, subscriber: { subscriberId: 'S1' }, changes: [{ field: 'email', newValue: 'zq1@mail.example', verification: 'none', at: minutes(-60) }], receipts: [{ payerAccount: 'bk:1' }, { receiptKind: 'refund', refundNo: 'F', payerAccount: 'bk:2', occurredAt: minutes(90) }] } },
      { name: 'phone and mail changed by the new contact, then 500 for a stranger\'s number', facts: { order: { subscriberId: 'S1', faceMinor: 50_000, paidMinor: 50_000, targetNumber: '+8615680390193' }, subscriber: { subscriberId: 'S9' }, changes: [{ field: 'contact_phone', verification: 'otp_new', at: minutes(-1_700) }, { field: 'email', verification: 'otp_new', newValue: 'x@yopmail.com', at: minutes(-1_695) }] } },
      { name: 'phone changed, then many small top-ups of numbers never seen', facts: { order: { subscriberId: 'S1', faceMinor: 5_000, paidMinor: 5_000, targetNumber: '+8615680390193' }, subscriber: { subscriberId: 'S9' }, changes: [{ field: 'contact_phone', verification: 'none', at: minutes(-120) }], sameSubscriber: times(4, (i) => ({ targetNumber: `+861390000000${i}`, faceMinor: 5_000, paidMinor: 5_000, at: minutes(5 * i + 5) })) } },
      { name: 'a new SIM without a change on record, then a refund to another wallet', facts: { order: { status: 'refunded', subscriberId: 'S1', payerAccount: 'ali:1', faceMinor: 50_000, paidMinor: 50_000 }, subscriber: { subscriberId: 'S1', simChangedAt: minutes(-600) }, receipts: [{ payerAccount: 'ali:1' }, { receiptKind: 'refund', refundNo: 'F', payerAccount: 'ali:2', occurredAt: minutes(90) }] } },
      { name: 'a new SIM without a change on record, then three strangers\' numbers', facts: { order: { subscriberId: 'S1', faceMinor: 30_000, paidMinor: 30_000, targetNumber: '+8615680390193' }, customer: { subscriberId: 'S1', simChangedAt: minutes(-180) }, sameSubscriber: times(2, (i) => ({ targetNumber: `+861390000000${i}`, faceMinor: 30_000, paidMinor: 30_000, at: minutes(6 * i + 6) })) } },
      { name: 'PIN set anew, most of two hundred gone within the hour', facts: { change: { changeId: 'C', field: 'pin', verification: 'otp_new', at: minutes(0) }, changes: [{ changeId: 'C', field: 'pin', verification: 'otp_new', at: minutes(0) }], numberLedger: [{ type: 'transfer', amountMinor: -18_000, balanceBeforeMinor: 60_000, at: minutes(50) }] } },
      { name: 'SIM changed, then the balance transferred out in pieces', facts: { change: { changeId: 'C', field: 'sim', verification: 'none', at: minutes(0) }, changes: [{ changeId: 'C', field: 'sim', verification: 'none', at: minutes(0) }], numberLedger: times(3, (i) => ({ type: 'transfer' as const, amountMinor: -4_000, balanceBeforeMinor: 13_000 - 4_000 * i, at: minutes(200 + 9 * i) })) } },
      { name: 'SIM changed without proof, then a hundred and fifty moved', facts: { change: { changeId: 'C', field: 'sim', verification: 'none', at: minutes(0) }, changes: [{ changeId: 'C', field: 'sim', verification: 'none', at: minutes(0) }], numberLedger: [{ type: 'transfer', amountMinor: -15_000, balanceBeforeMinor: 90_000, at: minutes(180) }] } },
      { name: 'SIM changed, then the balance transferred out', facts: { change: { changeId: 'C', field: 'sim', verification: 'none', at: minutes(0) }, changes: [{ changeId: 'C', field: 'sim', verification: 'none', at: minutes(0) }], numberLedger: [{ type: 'transfer', amountMinor: -25_000, balanceBeforeMinor: 26_000, at: minutes(200) }] } },
    ],
    silent: [
      { name: 'mail changed by the new contact, then a hundred and fifty of nine hundred moved', facts: { change: { changeId: 'C', field: 'email', verification: 'otp_new', at: minutes(0) }, changes: [{ changeId: 'C', field: 'email', verification: 'otp_new', at: minutes(0) }], numberLedger: [{ type: 'transfer', amountMinor: -15_000, balanceBeforeMinor: 90_000, at: minutes(180) }] } },
      { name: 'a new SIM without a change on record, then a friend\'s number', facts: { order: { subscriberId: 'S1', faceMinor: 20_000, paidMinor: 20_000, targetNumber: '+8615680390193' }, customer: { subscriberId: 'S1', simChangedAt: minutes(-180) } } },
      { name: 'PIN set anew, a gift the next day', facts: { change: { changeId: 'C', field: 'pin', verification: 'otp_new', at: minutes(0) }, changes: [{ changeId: 'C', field: 'pin', verification: 'otp_new', at: minutes(0) }], numberLedger: [{ type: 'transfer', amountMinor: -15_000, balanceBeforeMinor: 60_000, at: minutes(1_500) }] } },
      { name: 'SIM changed, then one small gift of airtime', facts: { change: { changeId: 'C', field: 'sim', verification: 'none', at: minutes(0) }, changes: [{ changeId: 'C', field: 'sim', verification: 'none', at: minutes(0) }], numberLedger: [{ type: 'transfer', amountMinor: -2_000, balanceBeforeMinor: 9_000, at: minutes(200) }] } },
      { name: 'verified by the old contact', facts: { order: { subscriberId: 'S1', targetNumber: '+8613800000001' }, subscriber: { subscriberId: 'S1', numbers: ['+8613800000001'] }, changes: [{ field: 'contact_phone', verification: 'otp_old', at: minutes(-600) }] } },
      { name: 'a new SIM at the counter, then the owner tops up their own number', facts: { order: { subscriberId: 'S1', faceMinor: 50_000, paidMinor: 50_000, targetNumber: '+8613800000001' }, subscriber: { subscriberId: 'S1', numbers: ['+8613800000001'] }, changes: [{ field: 'sim', verification: 'none', at: minutes(-600) }] } },
      { name: 'a SIM put back by our staff, then a refund to another wallet', facts: { order: { status: 'refunded', subscriberId: 'S1', payerAccount: 'ali:1', faceMinor: 50_000, paidMinor: 50_000 }, subscriber: { subscriberId: 'S1' }, changes: [{ changeId: 'staff-7-back', field: 'sim', verification: 'none', channel: 'service_counter', at: minutes(-600) }], receipts: [{ payerAccount: 'ali:1' }, { receiptKind: 'refund', refundNo: 'F', payerAccount: 'ali:2', occurredAt: minutes(90) }] } },
      { name: 'a new SIM last year', facts: { order: { status: 'refunded', subscriberId: 'S1', payerAccount: 'ali:1' }, subscriber: { subscriberId: 'S1', simChangedAt: minutes(-500_000) }, receipts: [{ payerAccount: 'ali:1' }, { receiptKind: 'refund', refundNo: 'F', payerAccount: 'ali:2', occurredAt: minutes(90) }] } },
      { name: 'four days later', facts: { order: { subscriberId: 'S1', faceMinor: 50_000, paidMinor: 50_000 }, subscriber: { subscriberId: 'S9' }, changes: [{ field: 'contact_phone', verification: 'otp_new', at: minutes(-6_000) }] } },
      { name: 'a mail address changed, a small gift to a friend', facts: { order: { subscriberId: 'S1', faceMinor: 3_000, paidMinor: 3_000 }, subscriber: { subscriberId: 'S9' }, changes: [{ field: 'email', verification: 'otp_new', at: minutes(-600) }] } },
      { name: 'the phone changed, small gifts to a circle known for long', facts: { order: { subscriberId: 'S1', faceMinor: 5_000, paidMinor: 5_000, targetNumber: '+8613900000000' }, subscriber: { subscriberId: 'S9' }, changes: [{ field: 'contact_phone', verification: 'none', at: minutes(-120) }], sameSubscriber: times(8, (i) => ({ targetNumber: `+861390000000${i % 4}`, faceMinor: 5_000, paidMinor: 5_000, at: i < 4 ? minutes(-3_000 - i) : minutes(5 * i) })) } },
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

function ofOrder({ receipts, changes, subscriber, customer, sameSubscriber, samePayer, ledger }: Facts, order: Stored<Order>) {
  // Only changes of the account whose money moves: the signed-in customer's, or the owner's when the refund goes astray.
  const account = order.subscriberId ?? subscriber?.subscriberId ?? null
  const told = changes.filter((change) => change.subscriberId === account)
  const holder = subscriber?.subscriberId === account ? subscriber : customer
  const own = holder ? withSilentSwap(told, holder, order.createdAt) : told
  if (own.length === 0) return []
  const spreeMinor = spreeSince(own[0]?.at ?? 0, order, sameSubscriber, samePayer)
  const exit = exitOf(order, receipts, subscriber?.subscriberId ?? null, ledger, spreeMinor)
  if (!exit) return []
  const steps = stepsBefore(own, exit.at)
  if (steps.length === 0) return []
  const isNewDevice = order.deviceId !== null && sameSubscriber.orders.some((other) => other.deviceId !== null && other.at < (steps[0]?.change.at ?? 0))
    && ![...sameSubscriber.orders, ...samePayer.orders].some((other) => other.deviceId === order.deviceId && other.at < (steps[0]?.change.at ?? 0))
  // People change their SIM and top up a friend: what no record tells of needs more beside it.
  if (exit.how === 'stranger_topped_up' && steps.every(({ change }) => change.changeId === UNTOLD) && !isNewDevice && spreeMinor < 2 * LARGE_MINOR) return []
  return judge(order, steps, exit, isNewDevice)
}

/** A new SIM that only the subscriber's own row tells of: somebody made it without a change on record, so nothing vouches for it. */
function withSilentSwap(changes: readonly Stored<ProfileChange>[], { subscriberId, simChangedAt, rowId, version }: Stored<Subscriber>, at: number): readonly Stored<ProfileChange>[] {
  if (simChangedAt === null || Math.abs(at - simChangedAt) > TAKEOVER_WINDOW_MS) return changes
  if (changes.some((change) => change.field === 'sim' && Math.abs(change.at - simChangedAt) <= DAY_MS)) return changes
  const swap: Stored<ProfileChange> = {
    kind: 'profile_change', changeId: UNTOLD, subscriberId, field: 'sim', oldValue: null, newValue: null, channel: '', staffId: null, verification: 'none', at: simChangedAt, offsetMin: 0, extra: null, rowId, version,
  }
  return [...changes, swap].sort((a, b) => a.at - b.at)
}

/** Stands for the missing record of a change; no feed gives an empty id. */
const UNTOLD = ''

/** What the account paid since a change for numbers it never topped up before, the order included. */
function spreeSince(changedAt: number, order: Stored<Order>, ...near: readonly Neighbours[]): number {
  const all = withAnchor(order, ...near)
  const known = new Set(all.filter((one) => one.at < changedAt).map((one) => one.targetNumber))
  return all.filter((one) => one.at >= changedAt && one.at <= order.createdAt + TAKEOVER_WINDOW_MS && isPaid(one) && !known.has(one.targetNumber)).reduce((sum, one) => sum + one.paidMinor, 0)
}

function exitOf(order: Stored<Order>, receipts: Facts['receipts'], ownerId: string | null, ledger: readonly Stored<LedgerEntry>[], spreeMinor: number): Exit | null {
  const accounts = new Set([...provenPayments(receipts).flatMap((row) => row.payerAccount ?? []), ...(order.payerAccount !== null ? [order.payerAccount] : [])])
  const astray = provenRefunds(receipts).filter((row) => row.payerAccount !== null && accounts.size > 0 && !accounts.has(row.payerAccount))
  const isLarge = order.paidMinor >= LARGE_MINOR
  if (astray.length > 0) return { how: 'refund_elsewhere', weight: 0.5, at: Math.max(...astray.map((row) => row.occurredAt)), refs: astray.map(refOf) }
  const paidByAirtime = ledger.filter((row) => row.type === 'transfer' && row.amountMinor < 0)
  if (order.paymentMethod === 'airtime' && paidByAirtime.length > 0 && order.status !== 'failed') return { how: 'transfer_out', weight: isLarge ? 0.4 : 0.25, at: order.createdAt, refs: paidByAirtime.map(refOf) }
  if (order.subscriberId !== null && ownerId !== order.subscriberId && order.status !== 'created' && order.status !== 'failed') {
    return { how: 'stranger_topped_up', weight: isLarge || spreeMinor >= LARGE_MINOR ? 0.35 : 0.1, at: order.createdAt, refs: [] }
  }
  return null
}

function judge(order: Stored<Order>, steps: ReturnType<typeof stepsBefore>, exit: Exit, isNewDevice: boolean) {
  const doubt = together(steps.map(({ weight }) => weight))
  const score = together([doubt, exit.weight, ...(isNewDevice ? [0.15] : [])])
  if (doubt < 0.2 || score < LEAST) return []
  const changed = steps.flatMap(({ change }) => (change.changeId === UNTOLD ? [] : [refOf(change)]))
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
  const moved = numberLedger.filter((row) => row.type === 'transfer' && row.amountMinor < 0 && row.at >= change.at && row.at <= change.at + TAKEOVER_WINDOW_MS)
  const [first] = moved
  if (!first) return []
  const steps = stepsBefore(changes, first.at).filter((step) => step.change.changeId === change.changeId || step.weight > 0)
  if (!steps.some((step) => step.change.changeId === change.changeId)) return []
  const doubt = together(steps.map(({ weight }) => weight))
  const score = together([doubt, 0.4])
  // Where nothing vouches for a change of SIM or papers, or a new PIN is used at once, half as much stands out.
  if (doubt < 0.2 || score < LEAST || !(emptiesBalance(moved) || (isUnvouched(doubt, change.field, first.at - change.at) && moved.some((row) => -row.amountMinor >= LARGE_MINOR / 2)))) return []
  return [signal(ID, Math.max(0.75, score), {
    evidence: {
      fields: steps.map((step) => step.change.field), verifications: steps.map((step) => step.change.verification ?? 'none'), exit: 'transfer_out',
      gapMs: first.at - change.at, windowMs: TAKEOVER_WINDOW_MS, amountMinor: moved.reduce((sum, row) => sum - row.amountMinor, 0), currency: first.currency, isNewDevice: false,
    },
    joined: [...steps.map((step) => refOf(step.change)), ...moved.map(refOf), ...[...sameSubscriber.orders].sort(byTime).slice(-3).map((one) => one.ref)],
  })]
}

function isUnvouched(doubt: number, field: ProfileChange['field'], gapMs: number): boolean {
  return doubt >= 0.5 || (field === 'pin' && doubt >= 0.2 && gapMs <= 2 * HOUR_MS)
}

/** A transfer that empties most of the balance, or several that do together: in pieces, less is needed to stand out. */
function emptiesBalance(moved: readonly LedgerEntry[]): boolean {
  if (moved.some(isMostOf)) return true
  const [first] = moved
  const total = moved.reduce((sum, row) => sum - row.amountMinor, 0)
  return moved.length >= 2 && first !== undefined && (total >= LARGE_MINOR / 2 || (first.balanceBeforeMinor !== null && first.balanceBeforeMinor >= LARGE_MINOR / 4 && total > first.balanceBeforeMinor * 0.7))
}

/** A transfer that empties most of the balance, or is large by itself. */
function isMostOf(row: LedgerEntry): boolean {
  return -row.amountMinor >= LARGE_MINOR || (row.balanceBeforeMinor !== null && row.balanceBeforeMinor >= LARGE_MINOR / 4 && -row.amountMinor > row.balanceBeforeMinor * 0.7)
}
