import { createHash } from 'node:crypto'
import { goodwillCapIn } from '../../domain/actions/policy.ts'
import { mostMinor, type Provider, refund, type RefundCommand, type RefundContent, type RefundEvent, type RefundFacts, type RefundSituation, type RefundState, type RefundStatus, type RefundTrade } from '../../domain/actions/refund.ts'
import { refundBatch, type RefundBatchState } from '../../domain/actions/refund-batch.ts'
import { wrongNumber, type WrongNumberState } from '../../domain/actions/wrong-number.ts'
import { FAILED_OUTCOMES, type FailedOutcome } from '../../domain/cases/failed-refund.ts'
import { maskAccount, maskPhone, maskText } from '../../domain/values/masking.ts'
import { isPaidInParts, provenPayments } from '../../domain/reconciliation/evidence.ts'
import { accept, refuse, type Json } from '../../domain/values/result.ts'
import { dayOf } from '../../domain/values/time.ts'
import type { Handle, Tx } from '../../../db/client.ts'
import { findConflict } from '../../../db/queries/interests.ts'
import { giveQuotaBack, setOrderPaid, sumTakenFrom, takeQuota } from '../../../db/queries/ledger.ts'
import { type ActionSubject, findAction, type LoadedAction } from '../../../db/queries/staff-actions.ts'
import { type Keys, lookupHash } from '../../../db/seal.ts'
import type { UseCaseContext } from '../context.ts'
import type { Notice, NoticeContact, NoticeKind } from '../../domain/notices/notice.ts'
import { bringCaseBack } from '../cases/bring-case-back.ts'
import { queueNotices } from '../outbox/queue-notice.ts'
import { refundParty } from '../money/claimant.ts'
import { claimantContacts } from './dispute.server.ts'
import { type ActionKind, type AskedValue, askedFacts, askedTerm, askedText } from './action-kind.ts'
import { contentHash } from './content-hash.ts'
import { isGrave, loadOrderStanding, type OrderStanding } from './order-money.server.ts'

/** Giving money back, with the facts of DOMAIN 4.4 looked up in the transaction that decides. */
export const refundKind: ActionKind<RefundState, RefundCommand, RefundEvent, RefundSituation> = {
  action: refund,
  situation: async (db, context, { loaded, command, subject, base }) => {
    const orderRowId = subject.orderRowId ?? 0
    const standing = await loadOrderStanding(db, context.keys, orderRowId, context.now)
    if (!standing) return refuse('order_gone')
    if (!loaded && !(await followsParent(db, context.keys, subject.parentId, orderRowId))) return refuse('move_other_order', { actionId: subject.parentId })
    const content = command?.type === 'submit' || command?.type === 'save' ? command.content : (loaded?.state.content ?? null)
    const facts = await factsOf(db, context.keys, standing, content, loaded?.state ?? null, subject.parentId)
    const { order } = standing.around
    const isFinal = content === null
    return accept({
      situation: {
        ...base, facts,
        conflict: base.person.staffId === null ? null : await conflictWith(db, context, standing, [content?.destination ?? null]),
        contentHash: isFinal ? null : shownHash(content, facts, standing),
      },
      subject: loaded ? subject : {
        ...subject, subjectKey: `order:${orderRowId}`, partyHash: lookupHash(context.keys, 'refund_party', refundParty({ payer: order.payerAccount, subscriber: order.subscriberId, number: order.targetNumber, orderId: order.orderId }).value),
      },
    })
  },
  prepare: async (tx, _context, { subject, situation: { facts }, events }) => {
    if (!events.some((event) => event.type === 'submitted')) return
    await tellPaid(tx, subject, facts)
  },
  asked: async (db, context, loaded) => {
    const { row, state } = loaded
    const { content, currency, level } = state
    if (content === null) return { facts: [], path: null }
    const beside = await moneyBeside(db, context, loaded)
    const sum = (amountMinor: number | undefined): AskedValue | null => (amountMinor === undefined ? null : { as: 'money', money: { amountMinor, currency } })
    const order = await db.selectFrom('orders').select(['id', 'order_id']).where('id', '=', row.order_row_id ?? 0).executeTakeFirst()
    return {
      path: `/refunds/${row.id}`,
      facts: askedFacts([
        ['money.amount', sum(content.amountMinor)],
        ['money.most', sum(beside?.mostMinor)],
        ['case.money_paid', sum(beside?.paidMinor)],
        ['money.returned_beside', sum(beside?.returnedMinor)],
        ['money.pending_beside', sum(beside?.pendingMinor)],
        ['money.col_road', askedTerm('road', content.road)],
        ['money.destination', askedText(state.shownDestination)],
        ['money.col_order', order ? { as: 'link', to: `/orders/${order.id}`, text: order.order_id } : null],
        ['board.case', row.case_id === null ? null : { as: 'link', to: `/cases/${row.case_id}`, text: String(row.case_id) }],
        ['wrong.new', content.road === 'recredit' && row.parent_id !== null ? { as: 'link', to: `/refunds/wrong-numbers/${row.parent_id}`, text: String(row.parent_id) } : null],
        ['money.col_reason', askedTerm('refund_reason', content.reasonCode)],
        ['money.note', askedText(content.note === null ? null : maskText(content.note))],
        ['money.exception', askedText(content.exception === null ? null : maskText(content.exception))],
        ['money.take_back', state.takeBackMinor > 0 ? sum(state.takeBackMinor) : null],
        ['money.needs', askedTerm('approval_level', level)],
      ]),
    }
  },
  effect: async (tx, context, { actionId, subject, before, state, event }) => {
    const outcome = failedBy(event.type, before.status)
    if (outcome !== null && state.content !== null)
      await bringCaseBack(tx, context, {
        refundId: actionId, orderRowId: subject.orderRowId ?? 0, caseId: subject.caseId, road: state.content.road, outcome, amountMinor: state.content.amountMinor, currency: state.currency, submittedAt: state.submittedAt,
      })
    if (event.type === 'succeeded') await tellDone(tx, context, actionId, subject.orderRowId ?? 0, state, Number(event.data.takenBackMinor ?? 0))
    const { quota } = state
    if (quota === null) return accept(null)
    const counted = { name: agentQuota(quota.agent), period: quota.month, most: quota.most }
    if (event.type === 'submitted' && !(await takeQuota(tx, counted))) return refuse('agent_quota_used', { most: quota.most })
    // What was refused, taken back or stopped before it went out was no reversal.
    if (NEVER_WENT.has(event.type)) await giveQuotaBack(tx, counted)
    return accept(null)
  },
}

/** The money of the order that a refund stands beside, in minor units of its currency; the refund itself is in none of the first three. */
export interface MoneyBeside {
  readonly paidMinor: number
  /** Given back by us and by others. */
  readonly returnedMinor: number
  readonly pendingMinor: number
  /** The ceiling that it is judged by: the most that its road and reason give, itself included. */
  readonly mostMinor: number
}

/** {@link MoneyBeside} of a refund; null for a draft without content, and where the order is gone. */
export async function moneyBeside(db: Handle, { keys, now }: Pick<UseCaseContext, 'keys' | 'now'>, { row, state }: Pick<LoadedAction<RefundState>, 'row' | 'state'>): Promise<MoneyBeside | null> {
  const standing = await loadOrderStanding(db, keys, row.order_row_id ?? 0, now)
  if (!standing || state.content === null) return null
  const { road, reasonCode, amountMinor } = state.content
  const facts = await factsOf(db, keys, standing, state.content, state, row.parent_id)
  const counts = road !== 'goodwill' && CLAIMS.has(row.status)
  const isDone = row.status === 'succeeded' || row.status === 'reconciled'
  return {
    paidMinor: standing.paidMinor + standing.returnedByOthersMinor,
    returnedMinor: (standing.money?.doneMinor ?? 0) - (counts && isDone ? amountMinor : 0) + standing.returnedByOthersMinor,
    pendingMinor: (standing.money?.pendingMinor ?? 0) - (counts && !isDone ? amountMinor : 0),
    mostMinor: mostMinor(road, reasonCode, facts),
  }
}

/** Whether a refund of an order may follow another action: the report that this order went to a wrong number, or a batch that holds it. */
export async function followsParent(db: Handle, keys: Keys, parentId: number | null, orderRowId: number): Promise<boolean> {
  if (parentId === null) return true
  const report = await findAction<WrongNumberState>(db, keys, wrongNumber, parentId)
  if (report) return report.row.order_row_id === orderRowId
  const batch = await findAction<RefundBatchState>(db, keys, refundBatch, parentId)
  return batch?.state.items.some((item) => item.orderRowId === orderRowId) ?? false
}

/** What a refund came to by an event after which no money goes; null for every other. What was refused and is then given up came to nothing before. */
function failedBy(event: RefundEvent['type'], before: RefundState['status']): FailedOutcome | null {
  const outcome = FAILED_OUTCOMES.find((one) => one === event) ?? null
  return outcome === 'given_up' && before === 'failed' ? null : outcome
}

/** Events after which a refund that was asked for never goes out. */
const NEVER_WENT: ReadonlySet<string> = new Set<RefundEvent['type']>(['rejected', 'withdrawn', 'expired', 'stopped'])

/** Name of the quota of an agent's reversals, counted by month. */
export function agentQuota(agent: string): string {
  return `agent_reversal:${agent}`
}

/** How long money takes that has left us, at most. */
const DAYS_UNDER_WAY: Readonly<Record<Provider, number>> = { wechat_pay: 3, alipay: 3, bank_file: 7, carrier_ledger: 0 }

/** At execution (DOMAIN 4.9, 2.7): who gets money or credit back is told how much and by which road, and the holder of a number that something was taken from is told that. */
async function tellDone(tx: Tx, context: UseCaseContext, actionId: number, orderRowId: number, { content, currency, provider }: RefundState, takenBackMinor: number): Promise<void> {
  const order = await tx.selectFrom('orders').select(['target_number', 'subscriber_id']).where('id', '=', orderRowId).executeTakeFirst()
  if (!order || content === null) return
  const { road, amountMinor, destination } = content
  const number = road === 'recredit' ? destination : order.target_number
  const isCredit = road === 'recredit' || road === 'goodwill'
  const notice = (kind: NoticeKind, contact: NoticeContact, shown: string | null, minor: number, language: string | null = null): Notice => ({
    kind, object: `action:${actionId}`, event: `${kind}:${actionId}`, contact, language,
    data: { number: shown === null ? '' : maskPhone(shown), caseNo: `R-${actionId}`, amountMinor: minor, currency, road, days: DAYS_UNDER_WAY[provider ?? 'bank_file'] },
  })
  const notices: Notice[] = []
  if (isCredit && number !== null) notices.push(notice('credit_done', { channel: 'sms', address: number }, number, amountMinor))
  if (road === 'refund' || road === 'reversal') {
    const complaint = await tx.selectFrom('staff_actions').select('id').where('kind', '=', 'dispute').where('order_row_id', '=', orderRowId).orderBy('id', 'desc').limit(1).executeTakeFirst()
    for (const { language, ...contact } of await claimantContacts(tx, context.keys, complaint?.id ?? 0, order.subscriber_id)) notices.push(notice('refund_done', contact, order.target_number, amountMinor, language))
  }
  const taken = road === 'reversal' || road === 'agent_float' ? amountMinor : takenBackMinor
  const from = taken > 0 ? ((await loadOrderStanding(tx, context.keys, orderRowId, context.now))?.creditedNumber ?? null) : null
  if (from !== null) notices.push(notice('credit_taken_back', { channel: 'sms', address: from }, from, taken))
  await queueNotices(tx, context, notices)
}

async function tellPaid(tx: Tx, subject: ActionSubject, facts: RefundFacts): Promise<void> {
  await setOrderPaid(tx, {
    orderRowId: subject.orderRowId ?? 0, currency: facts.currency, paidMinor: facts.leftMinor + facts.alreadyMinor, goodwillCapMinor: goodwillCapIn(facts.currency, facts.policy),
  })
}

/** What an approval binds to: the order's version, sum, road, destination, and the flags that hold (S7). */
function shownHash(content: RefundContent, facts: RefundFacts, { around: { order }, flags }: OrderStanding): string {
  return contentHash({
    orderRowId: facts.orderRowId, orderVersion: order.version, ...content, note: content.note?.trim() || null, exception: content.exception?.trim() || null, flags: flags.map((flag) => flag.rowId).sort((a, b) => a - b), blocks: [...facts.blocks],
  } as Json)
}

/** Why the reader may not act on an order, or on what would reach these numbers, accounts and contacts. */
export async function conflictWith(db: Handle, { keys, now, actor }: UseCaseContext, { around: { order }, creditedNumber }: OrderStanding, reaches: readonly (string | null)[] = []) {
  return findConflict(db, keys, actor.staffId ?? 0, { order_row_id: order.rowId, order_id: order.orderId, subject_key: `order:${order.rowId}`, target_number: order.targetNumber, reaches: [...reaches, creditedNumber] }, now)
}

/** One of many refunds that are asked for together. */
export function refundOf({ amountMinor, reasonCode }: Pick<RefundContent, 'amountMinor' | 'reasonCode'>): RefundContent {
  return { road: 'refund', route: 'original', amountMinor, reasonCode, note: null, exception: null, destination: null }
}

/** The facts of a refund as the domain judges them. `state` is null for a new one. */
export async function factsOf(db: Handle, keys: Keys, standing: OrderStanding, content: RefundContent | null, state: RefundState | null, parentId: number | null): Promise<RefundFacts> {
  const { around: { order, settings }, money, actions, flags, policy } = standing
  const refunds = actions.filter((action) => action.kind === 'refund' && action.status !== 'draft')
  const road = content?.road ?? 'refund'
  const parent = parentId === null ? null : await findAction<WrongNumberState>(db, keys, wrongNumber, parentId)
  // What the refund claims itself, and what was asked for after it, under the ceiling that its road has.
  const isGoodwill = road === 'goodwill'
  const claimed = (of: typeof refunds) => of.filter((action) => CLAIMS.has(action.status)).reduce((sum, action) => sum + (action.amount_minor ?? 0), 0)
  const own = refunds.find((action) => action.reference !== null && action.reference === state?.refundNo)
  const ownMinor = own === undefined ? 0 : claimed([own])
  const laterMinor = own === undefined ? 0 : claimed(refunds.filter((action) => action.id > own.id && (action.variant === 'goodwill') === isGoodwill))
  const leftMinor = standing.leftMinor + (isGoodwill ? 0 : ownMinor)
  const numbers = [...new Set([standing.creditedNumber, order.targetNumber])].filter((number) => number !== null)
  const takenMinor = standing.unspentAt === null ? 0 : await sumTakenFrom(db, numbers, order.currency, standing.unspentAt, own?.id ?? null)
  const part = content === null || (state?.submittedAt ?? null) !== null ? null : await partFor(db, keys, content, standing, refunds)
  return {
    orderRowId: order.rowId, currency: order.currency, paymentMethod: order.paymentMethod, policy, leftMinor, goodwillLeftMinor: standing.goodwillLeftMinor + (isGoodwill ? ownMinor : 0),
    surplusMinor: order.paidMinor > 0 && standing.paidMinor + standing.returnedByOthersMinor >= 2 * order.paidMinor ? Math.max(0, leftMinor + (isGoodwill ? 0 : laterMinor) - order.paidMinor) : null,
    alreadyMinor: (money?.pendingMinor ?? 0) + (money?.doneMinor ?? 0) + standing.contestedMinor - (isGoodwill ? 0 : ownMinor + laterMinor),
    alreadyGoodwillMinor: (money?.goodwillMinor ?? 0) - (isGoodwill ? ownMinor + laterMinor : 0), feeMinor: order.feeMinor ?? 0,
    unspentMinor: standing.unspentMinor === null ? null : Math.max(0, standing.unspentMinor - takenMinor), isDelivered: standing.isDelivered, isFailureProven: standing.isFailureProven, trust: standing.trust,
    isGravelyFlagged: flags.some(isGrave), isTakeoverFlagged: flags.some((flag) => flag.family === 'profile'), blocks: standing.blocks, paidAt: order.paidAt,
    toppedUpAt: standing.toppedUpAt, isSameMonth: standing.isSameMonth, refundCount: refunds.filter((action) => action.variant === 'refund').length,
    lastRefundAt: refunds.filter((action) => action.variant === 'refund').map((action) => action.opened_at).sort((a, b) => a - b).at(-1) ?? null, hasAgent: order.agentId !== null,
    quota: order.agentId === null ? null : { agent: order.agentId, month: dayOf(standing.toppedUpAt, settings.zone).slice(0, 7), most: policy.agent_quota_per_month },
    consent: !standing.isDelivered || standing.isMisrouted || !policy.needs_consent ? 'not_needed' : parent?.row.order_row_id === order.rowId && parent.row.status === 'agreed' ? 'agreed' : 'missing',
    intended: parent?.state.intended ?? null,
    shownDestination: state?.shownDestination ?? shownDestination(content, standing),
    lastComplaintAt: actions.filter((action) => action.kind === 'dispute' && action.status !== 'withdrawn').map((action) => action.opened_at).sort((a, b) => b - a)[0] ?? null,
    trade: state?.trade ?? part?.trade ?? (content === null ? null : spareTrade(content, standing, refunds)), partLeftMinor: part?.leftMinor ?? null,
    refundNo: state?.refundNo ?? refundNo(order.source, order.orderId, road, refunds.filter((action) => action.variant === road).length + 1),
  }
}

function shownDestination(content: RefundContent | null, { around: { order }, creditedNumber }: OrderStanding): string | null {
  switch (content?.road) {
    case 'recredit': return content.destination === null ? null : maskPhone(content.destination)
    case 'refund': {
      if (content.route === 'other') return content.destination === null ? null : maskAccount(content.destination)
      return order.payerAccount === null ? null : maskAccount(order.payerAccount)
    }
    case 'agent_float': return order.agentId
    case 'reversal': return creditedNumber === null ? null : maskPhone(creditedNumber)
    case undefined: return null
    default: return order.targetNumber === null ? null : maskPhone(order.targetNumber)
  }
}

/** Of payments that came in beside the order's own, the first that earlier refunds of the double charge have not used up. */
function spareTrade({ road, route, reasonCode }: RefundContent, { around }: OrderStanding, refunds: OrderStanding['actions']): RefundTrade | null {
  if (road !== 'refund' || route !== 'original' || reasonCode !== 'duplicate') return null
  let used = refunds.filter((action) => action.variant === 'refund' && action.reason_code === reasonCode && CLAIMS.has(action.status)).reduce((sum, action) => sum + (action.amount_minor ?? 0), 0)
  const payments = provenPayments(around.receipts).filter((row) => row.currency === around.order.currency && row.channelTradeNo !== null)
  const own = payments.find((row) => row.channelTradeNo === around.order.channelTradeNo) ?? payments[0]
  for (const { channelTradeNo, amountMinor } of payments.filter((row) => row !== own)) {
    if (used < amountMinor) return { no: channelTradeNo ?? '', amountMinor }
    used -= amountMinor
  }
  return null
}

/**
 * Of an order that was paid in parts, the part that goes back: the smallest that the amount still fits, else the one with most left. A channel gives back no more by a trade
 * number than was paid by it, and knows only its own, so parts that another feed tells of are none it can be asked for.
 */
async function partFor(db: Handle, keys: Keys, { road, route, amountMinor }: RefundContent, { around: { order, receipts } }: OrderStanding, refunds: OrderStanding['actions']): Promise<{ readonly trade: RefundTrade; readonly leftMinor: number } | null> {
  const payments = provenPayments(receipts)
  if (road !== 'refund' || route !== 'original' || !isPaidInParts(order, payments)) return null
  const own = payments.find((row) => row.channelTradeNo === order.channelTradeNo) ?? payments[0]
  const left = new Map(payments.flatMap((row) => (row.source === own?.source && row.channelTradeNo !== null ? [[row.channelTradeNo, Math.abs(row.amountMinor)] as const] : [])))
  for (const action of refunds.filter(({ variant, status }) => variant === 'refund' && CLAIMS.has(status))) {
    const state = (await findAction<RefundState>(db, keys, refund, action.id))?.state
    const no = state?.content?.route === 'original' ? (state.trade?.no ?? own?.channelTradeNo ?? null) : null
    if (no !== null) left.set(no, (left.get(no) ?? 0) - (action.amount_minor ?? 0))
  }
  const parts = payments.flatMap(({ channelTradeNo: no, amountMinor: paid }) => (no !== null && left.has(no) ? [{ trade: { no, amountMinor: Math.abs(paid) }, leftMinor: left.get(no) ?? 0 }] : []))
  const byLeft = parts.sort((a, b) => a.leftMinor - b.leftMinor)
  return byLeft.find((part) => part.leftMinor >= amountMinor) ?? byLeft.at(-1) ?? null
}

/** States in which a refund stands against the money of its order. */
const CLAIMS: ReadonlySet<string> = new Set<RefundStatus>(['submitted', 'approved', 'executing', 'unknown', 'failed', 'succeeded', 'reconciled'])

const ROAD_LETTER = { refund: 'R', reversal: 'V', recredit: 'C', goodwill: 'G', agent_float: 'A' } as const

/** The number by which a refund is known outside: of the order, the road and how many came before, so that two at once collide and one of them runs again. */
function refundNo(source: string, orderId: string, road: RefundContent['road'], n: number): string {
  return `TW${createHash('sha256').update(`${source} ${orderId}`).digest('hex').slice(0, 16).toUpperCase()}${ROAD_LETTER[road]}${String(n).padStart(3, '0')}`
}
