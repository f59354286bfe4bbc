import { randomUUID } from 'node:crypto'
import { valueBandOf, type NumberState, type ValueBand } from '../../domain/actions/number-state.ts'
import { asMixUp, becauseOf, wrongNumber, type WrongNumberBecause, type WrongNumberState } from '../../domain/actions/wrong-number.ts'
import { levelOf, objectionToRoad, type ApprovalLevel, type RefundContent } from '../../domain/actions/refund.ts'
import { compareNumbers } from '../../domain/reconciliation/compare-numbers.ts'
import type { NoticeContact } from '../../domain/notices/notice.ts'
import { maskEmail, maskPhone, maskText } from '../../domain/values/masking.ts'
import { accept, refuse, type Refusal, type Result } from '../../domain/values/result.ts'
import { shownNumber, shownPair, type ShownNumber } from '../../domain/values/shown-number.ts'
import type { Instant } from '../../domain/values/time.ts'
import { holdsOrder } from '../../../db/queries/cases.ts'
import { findQuotaUsed } from '../../../db/queries/ledger.ts'
import { messageTexts } from '../../../db/queries/replies.ts'
import { listPayerNumbers } from '../../../db/queries/orders.ts'
import { staffNames } from '../../../db/queries/queue.ts'
import { findAction } from '../../../db/queries/staff-actions.ts'
import { loadMessages } from '../../../db/queries/order-around.ts'
import { loadOrderStanding, type OrderStanding } from '../actions/order-money.server.ts'
import { agentQuota, factsOf } from '../actions/refund.server.ts'
import { loadNumberState, reporterContacts, wrongNumberKind } from '../actions/wrong-number.server.ts'
import type { UseCaseContext } from '../context.ts'
import { baseOf, performAction, subjectOf, type ActionAfter } from '../actions/perform-action.server.ts'

/** A number that may have been meant: addressed by `ref`, so that it never leaves the server in clear. */
interface Candidate {
  readonly ref: string
  /** Masked, the digits marked that differ from the number that was topped up. */
  readonly number: ShownNumber
  readonly from: 'ordered' | 'confirm' | 'message' | 'payer'
  readonly slip: string
  readonly plausibility: number
}

export interface WrongNumberView {
  readonly order: { readonly rowId: number; readonly orderId: string; readonly currency: string }
  /** The case it was opened from. */
  readonly caseId: number | null
  /** The number that got the credit. */
  readonly toppedUp: ShownNumber | null
  /** The number of the order where the carrier credited another one: the fault is ours, and nobody is asked (DOMAIN 3.6, M2). Null otherwise. */
  readonly ordered: ShownNumber | null
  readonly meant: ShownNumber | null
  readonly slip: string | null
  readonly plausibility: number
  /** Null while nothing is opened. */
  readonly id: number | null
  readonly status: string | null
  readonly version: number
  readonly askedAt: Instant | null
  readonly answerBy: Instant | null
  readonly candidates: readonly Candidate[]
  readonly lights: {
    readonly isInWindow: boolean
    readonly ageMs: number
    readonly windowMs: number
    readonly isSameMonth: boolean
    readonly unspentMinor: number | null
    readonly creditedMinor: number
    readonly consent: 'not_needed' | 'missing' | 'agreed'
    readonly level: ApprovalLevel
    /** Whether somebody holds the number that was topped up. */
    readonly number: NumberState
    /** What the sum asks, with the limits behind it in the currency of the policy. */
    readonly band: { readonly is: ValueBand; readonly sumMinor: number; readonly pairMinor: number; readonly indemnityMinor: number; readonly currency: string }
    /** Reversals of the agent in the month of the top-up; null where no agent sold it. */
    readonly quota: { readonly agent: string; readonly used: number; readonly most: number } | null
  }
  /** Why the payment cannot go back to who paid; null when it can. */
  readonly backObjection: Refusal | null
  /** Why the credit cannot go back to the agent who sold it; null when it can, and where no agent did. */
  readonly floatObjection: Refusal | null
  /** The credit never arrived: the money goes back instead. */
  readonly isDelivered: boolean
  readonly faceMinor: number
  readonly creditedAt: Instant
  readonly moveMinor: number
  /** All of it is still there, as far as one knows. */
  readonly isWhole: boolean
  readonly timesAsked: number
  /** Why the money cannot move yet; null when it can. */
  readonly moveObjection: Refusal | null
  readonly goodwillLeftMinor: number
  /** What one person gives alone. */
  readonly goodwillAloneMinor: number
  /** Where the claimant is told, masked; null when nobody knows. */
  readonly toldAt: string | null
  /** What the claimant is told where it ends without money. */
  readonly because: WrongNumberBecause
  readonly allowed: Readonly<Record<string, Refusal | null>>
  readonly moments: readonly { readonly seq: number; readonly type: string; readonly at: Instant; readonly by: string | null; readonly text: string | null; readonly messageId: string | null }[]
  /** Answers that a person has to read. */
  readonly unclearReplies: number
  readonly refunds: readonly { readonly id: number; readonly status: string }[]
  readonly key: string
}

/** The workbench of one order's wrong number; `actionId` null before it is opened. Refuses `order_gone`, `action_missing`. */
export async function getWrongNumber(context: UseCaseContext, about: { readonly orderRowId: number } | { readonly actionId: number }): Promise<Result<WrongNumberView>> {
  const { store, keys, now } = context
  const db = store.read
  const loaded = 'actionId' in about ? await findAction<WrongNumberState>(db, keys, wrongNumber, about.actionId) : null
  if ('actionId' in about && !loaded) return refuse('action_missing')
  const orderRowId = 'orderRowId' in about ? about.orderRowId : (loaded?.row.order_row_id ?? 0)
  const standing = await loadOrderStanding(db, keys, orderRowId, now)
  if (!standing) return refuse('order_gone')
  const { around: { order }, creditedNumber, isMisrouted } = standing
  const state = loaded?.state ?? wrongNumber.nothing
  const situation = await wrongNumberKind.situation(db, context, {
    loaded, command: null, subject: loaded ? subjectOf(loaded.row) : { subjectKey: '', orderRowId, caseId: null, parentId: null, partyHash: null }, base: await baseOf(db, context, wrongNumberKind, loaded),
  })
  if (!situation.ok) return situation
  // Where nothing is opened yet, what got the credit is marked against what was ordered.
  const beside = state.intended ?? (isMisrouted ? order.targetNumber : null)
  const toppedUp = creditedNumber === null ? null : beside === null ? shownNumber(creditedNumber) : markedAgainst(beside, creditedNumber)
  const shownBeside = (number: string | null) => (number === null ? null : creditedNumber === null ? shownNumber(number) : markedAgainst(creditedNumber, number))
  const facts = await factsOf(db, keys, standing, recreditOf(1, state.intended), null, loaded?.row.id ?? null)
  const number = await loadNumberState(db, standing)
  const quota = facts.quota && { agent: facts.quota.agent, used: await findQuotaUsed(db, agentQuota(facts.quota.agent), facts.quota.month), most: facts.quota.most }
  const names = await staffNames(db, (loaded?.events ?? []).map((event) => event.by))
  const replies = await messageTexts(db, (loaded?.events ?? []).flatMap((event) => (typeof event.data.messageRowId === 'number' ? [event.data.messageRowId] : [])))
  return accept({
    order: { rowId: order.rowId, orderId: order.orderId, currency: order.currency }, caseId: loaded?.row.case_id ?? null, toppedUp, meant: shownBeside(state.intended), ordered: isMisrouted ? shownBeside(order.targetNumber) : null, slip: state.slip, plausibility: state.plausibility, id: loaded?.row.id ?? null,
    status: state.status, version: state.version, askedAt: state.askedAt, answerBy: state.answerBy, timesAsked: state.timesAsked,
    candidates: (await candidatesOf(context, standing)).map(({ number, ...one }) => ({ ...one, number: markedAgainst(creditedNumber ?? '', number) })),
    lights: {
      isInWindow: now - standing.toppedUpAt <= standing.policy.reversal_window_ms, ageMs: Math.max(0, now - standing.toppedUpAt), windowMs: standing.policy.reversal_window_ms, isSameMonth: standing.isSameMonth,
      unspentMinor: standing.unspentMinor, creditedMinor: standing.around.reconciliation?.creditedTotalMinor ?? 0, consent: facts.consent,
      level: levelOf({ road: 'recredit', route: 'original', amountMinor: moveMinor(standing) }, facts), number, quota,
      band: {
        is: valueBandOf(moveMinor(standing) + facts.alreadyMinor, order.currency, standing.policy), sumMinor: moveMinor(standing), pairMinor: standing.policy.recredit.pairMinor,
        indemnityMinor: standing.policy.indemnity_from_minor, currency: standing.policy.currency,
      },
    },
    backObjection: objectionToRoad('refund', facts, now),
    floatObjection: objectionToRoad('agent_float', facts, now) ?? (quota !== null && quota.used >= quota.most ? { code: 'agent_quota_used', data: { most: quota.most } } : null),
    faceMinor: order.faceMinor, creditedAt: order.deliveredAt ?? order.createdAt,
    isDelivered: standing.isDelivered, moveMinor: moveMinor(standing), isWhole: moveMinor(standing) > 0 && moveMinor(standing) >= Math.min(standing.leftMinor, standing.around.reconciliation?.creditedTotalMinor ?? 0),
    moveObjection: number.is === 'vacant' && !isMisrouted ? { code: 'number_vacant' } : objectionToRoad('recredit', facts, now), goodwillLeftMinor: standing.goodwillLeftMinor,
    goodwillAloneMinor: Math.max(0, Math.min(standing.goodwillLeftMinor, standing.policy.goodwill.aloneMinor - facts.alreadyGoodwillMinor)),
    toldAt: toldAtOf((await reporterContacts(db, keys, loaded?.row.id ?? null, order.rowId))[0]), because: becauseOf(state.status, standing.unspentMinor),
    allowed: wrongNumber.allowed(state, situation.value.situation),
    moments: (loaded?.events ?? []).map((event, i) => ({
      seq: i + 1, type: event.type, at: event.at, by: event.by === null ? null : (names.get(event.by) ?? ''),
      text: typeof event.data.reason === 'string' ? maskText(event.data.reason) : typeof event.data.messageRowId === 'number' ? maskText(replies.get(event.data.messageRowId) ?? '') : null,
      messageId: typeof event.data.messageId === 'string' ? event.data.messageId : null,
    })),
    unclearReplies: state.unclearReplies,
    refunds: standing.actions.filter((one) => one.kind === 'refund' && one.parent_id !== null && one.parent_id === loaded?.row.id).map((one) => ({ id: one.id, status: one.status })),
    key: randomUUID(),
  })
}

function toldAtOf(contact: NoticeContact | undefined): string | null {
  return contact === undefined ? null : contact.channel === 'email' ? maskEmail(contact.address) : maskPhone(contact.address)
}

/** A number as the page shows it beside another. */
function markedAgainst(other: string, number: string): ShownNumber {
  const { differsA, differsB } = compareNumbers(other, number)
  return shownPair(other, number, differsA, differsB)[1]
}

/** What can move: what is unspent, and no more than was paid and is left. What we misrouted is credited anew, spent or not. */
function moveMinor({ leftMinor, unspentMinor, isMisrouted, around: { reconciliation } }: OrderStanding): number {
  return Math.max(0, Math.min(leftMinor, isMisrouted ? reconciliation.creditedTotalMinor : (unspentMinor ?? 0)))
}

function recreditOf(amountMinor: number, destination: string | null): RefundContent {
  return { road: 'recredit', route: 'original', amountMinor, reasonCode: 'wrong_number', note: null, exception: null, destination }
}

type PlainCandidate = Omit<Candidate, 'number'> & { readonly number: string }

async function candidatesOf({ store }: UseCaseContext, { around, creditedNumber, isMisrouted }: OrderStanding): Promise<readonly PlainCandidate[]> {
  const { order } = around
  if (creditedNumber === null) return []
  const messages = await loadMessages(store.read, around)
  const payer = order.payerAccount === null ? [] : await listPayerNumbers(store.read, order.payerAccount, order.createdAt)
  const found: readonly { readonly ref: string; readonly number: string | null; readonly from: Candidate['from'] }[] = [
    ...(isMisrouted ? [{ ref: 'ordered', number: order.targetNumber, from: 'ordered' as const }] : []),
    { ref: 'confirm', number: order.confirmNumber, from: 'confirm' },
    ...messages.filter((message) => message.direction === 'in').map((message) => ({ ref: `message.${message.rowId}`, number: message.number, from: 'message' as const })),
    ...payer.map((one) => ({ ref: `order.${one.orderRowId}`, number: one.number, from: 'payer' as const })),
  ]
  const seen = new Set<string>([creditedNumber])
  const candidates: PlainCandidate[] = []
  for (const { ref, number, from } of found) {
    if (number === null || seen.has(number)) continue
    seen.add(number)
    const { slip, plausibility } = compareNumbers(creditedNumber, number)
    candidates.push({ ref, number, from, slip, plausibility: from === 'payer' ? asMixUp(plausibility) : plausibility })
  }
  return candidates.sort((a, b) => Number(b.from === 'ordered') - Number(a.from === 'ordered') || b.plausibility - a.plausibility).slice(0, 8)
}

/** Begins the workbench with a candidate (`ref`) or a number that was typed in. Refuses `number_not_chosen` without either, and what the kind refuses. */
export async function openWrongNumber(
  context: UseCaseContext, orderRowId: number, meant: { readonly ref: string | null; readonly typed: string | null; readonly contact: string | null }, key: string, caseId: number | null,
): Promise<Result<ActionAfter>> {
  const standing = await loadOrderStanding(context.store.read, context.keys, orderRowId, context.now)
  if (!standing) return refuse('order_gone')
  const intended = meant.typed ?? (await candidatesOf(context, standing)).find((one) => one.ref === meant.ref)?.number ?? null
  if (intended === null) return refuse('number_not_chosen', {}, 'typed')
  return performAction(context, { kind: 'wrong_number', actionId: null, command: { type: 'open', intended, contact: meant.contact }, subject: { orderRowId, caseId }, key })
}

/** Asks for the re-credit of what is unspent to the number that was meant; the refund then goes its own way by two people. Refuses `action_missing`, and what a refund refuses. */
export async function prepareMove(context: UseCaseContext, actionId: number, key: string): Promise<Result<ActionAfter>> {
  const { store, keys, now } = context
  const loaded = await findAction<WrongNumberState>(store.read, keys, wrongNumber, actionId)
  if (!loaded) return refuse('action_missing')
  const orderRowId = loaded.row.order_row_id ?? 0
  const standing = await loadOrderStanding(store.read, keys, orderRowId, now)
  if (!standing) return refuse('order_gone')
  // A case that was taken apart since no longer holds the order; the report still does.
  const caseId = loaded.row.case_id !== null && (await holdsOrder(store.read, loaded.row.case_id, orderRowId)) ? loaded.row.case_id : null
  return performAction(context, {
    kind: 'refund', actionId: null, key, subject: { orderRowId, caseId, parentId: actionId },
    command: { type: 'submit', content: recreditOf(moveMinor(standing), loaded.state.intended) },
  })
}
