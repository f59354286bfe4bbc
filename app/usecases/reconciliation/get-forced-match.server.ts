import { randomUUID } from 'node:crypto'
import { listCandidates, listWaitingForces } from '../../../db/queries/board.ts'
import { findOrder } from '../../../db/queries/orders.ts'
import { staffNames } from '../../../db/queries/queue.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import { findAction } from '../../../db/queries/staff-actions.ts'
import { forcedMatch, type ForcedMatchSituation, type ForcedMatchState, type Found } from '../../domain/actions/forced-match.ts'
import type { Receipt, Stored } from '../../domain/intake/record.ts'
import { maskText } from '../../domain/values/masking.ts'
import { maskNumber } from '../../domain/values/msisdn.ts'
import { accept, refuse, type Refusal, type Result } from '../../domain/values/result.ts'
import { dayOf, type Instant } from '../../domain/values/time.ts'
import { NO_SUBJECT } from '../actions/action-kind.ts'
import { forcedMatchKind } from '../actions/forced-match.server.ts'
import { type ActionFrame, actionFrame } from '../actions/action-view.ts'
import type { UseCaseContext } from '../context.ts'
import { baseOf } from '../actions/perform-action.server.ts'
import { findBoard } from './work-out-board.server.ts'

/** The order that a match is about, its number masked. */
interface MatchOrder {
  readonly rowId: number
  readonly orderId: string
  readonly channel: string
  readonly number: string
  readonly currency: string
  readonly paidMinor: number
  readonly faceMinor: number
  readonly createdAt: Instant
  /** The day of its board. */
  readonly day: string
}

/** A row of a statement as the pages show it. */
interface MatchReceipt {
  readonly rowId: number
  readonly receiptId: string
  readonly source: string
  readonly channelTradeNo: string | null
  readonly merchantOrderNo: string | null
  readonly number: string | null
  readonly amountMinor: number
  readonly currency: string
  readonly occurredAt: Instant
}

export interface MatchForm {
  readonly order: MatchOrder
  readonly found: Found
  /** Why nothing can be proposed; null when it can. */
  readonly objection: Refusal | null
  /** Rows of statements that no order is known by, the likeliest first. */
  readonly candidates: readonly MatchReceipt[]
  readonly key: string
}

const CANDIDATES_SHOWN = 10

/** What a person has to see who would declare an order settled. Refuses `order_gone`. */
export async function getMatchForm(context: UseCaseContext, orderRowId: number): Promise<Result<MatchForm>> {
  const { store } = context
  const order = await orderOf(context, orderRowId)
  if (!order) return refuse('order_gone')
  const facts = await forcedMatchKind.situation(store.read, context, { loaded: null, command: null, subject: { ...NO_SUBJECT, orderRowId }, base: await baseOf(store.read, context, forcedMatchKind, null) })
  if (!facts.ok) return facts
  const run = await findBoard(store, order.day)
  const candidates = run ? await listCandidates(store.read, run.id, { currency: order.currency, paidMinor: order.paidMinor, at: order.createdAt }, CANDIDATES_SHOWN) : []
  const situation = facts.value.situation as ForcedMatchSituation
  return accept({ order, found: situation.found, objection: forcedMatch.allowed(forcedMatch.nothing, situation).propose ?? null, candidates: candidates.map(receiptView), key: randomUUID() })
}

export interface ForcedMatchView {
  readonly frame: ActionFrame
  readonly order: MatchOrder
  readonly reasonCode: string
  readonly note: string
  /** How the order stood when it was proposed. */
  readonly found: Found
  readonly receipt: MatchReceipt | null
}

/** One forced match with its history and what this reader may do with it. Refuses `action_missing` and `order_gone`. */
export async function getForcedMatch(context: UseCaseContext, id: number): Promise<Result<ForcedMatchView>> {
  const { store, keys } = context
  const loaded = await findAction<ForcedMatchState>(store.read, keys, forcedMatch, id)
  if (!loaded?.state.content || !loaded.state.found) return refuse('action_missing')
  const order = await orderOf(context, loaded.row.order_row_id ?? 0)
  if (!order) return refuse('order_gone')
  const { reasonCode, note, receiptRowId } = loaded.state.content
  const receipt = receiptRowId === null ? undefined : await store.read.selectFrom('receipts').selectAll().where('id', '=', receiptRowId).executeTakeFirst()
  return accept({
    frame: await actionFrame(context, forcedMatchKind, loaded), order, reasonCode, note: maskText(note), found: loaded.state.found,
    receipt: receipt ? {
      rowId: receipt.id, receiptId: receipt.receipt_id, source: receipt.source, channelTradeNo: receipt.channel_trade_no, merchantOrderNo: receipt.merchant_order_no, number: receipt.number === null ? null : maskNumber(receipt.number),
      amountMinor: receipt.amount_minor, currency: receipt.currency, occurredAt: receipt.occurred_at,
    } : null,
  })
}

/** A match that waits for a second person. */
export interface WaitingMatch {
  readonly actionId: number
  readonly status: string
  readonly orderId: string
  readonly amountMinor: number
  readonly currency: string
  readonly reasonCode: string
  readonly maker: string
  readonly changedAt: Instant
}

const WAITING_SHOWN = 50

/** Forced matches, and the undoing of some, that wait for a second person; the oldest 50. */
export async function listWaitingMatches({ store }: UseCaseContext): Promise<readonly WaitingMatch[]> {
  const rows = await listWaitingForces(store.read, WAITING_SHOWN)
  const names = await staffNames(store.read, rows.map(({ makerId }) => makerId))
  return rows.map(({ makerId, orderRowId: _order, ...row }) => ({ ...row, maker: names.get(makerId ?? 0) ?? '' }))
}

async function orderOf({ store }: UseCaseContext, orderRowId: number): Promise<MatchOrder | null> {
  const order = await findOrder(store.read, orderRowId)
  if (!order) return null
  const { settings } = await getOperatorSettings(store.read)
  const { rowId, orderId, channel, currency, paidMinor, faceMinor, createdAt } = order
  return { rowId, orderId, channel, number: maskNumber(order.targetNumber ?? order.targetNumberRaw), currency, paidMinor, faceMinor, createdAt, day: dayOf(createdAt, settings.zone) }
}

function receiptView(row: Stored<Receipt>): MatchReceipt {
  return {
    rowId: row.rowId, receiptId: row.receiptId, source: row.source, channelTradeNo: row.channelTradeNo, merchantOrderNo: row.merchantOrderNo, number: row.number === null ? null : maskNumber(row.number),
    amountMinor: row.amountMinor, currency: row.currency, occurredAt: row.occurredAt,
  }
}
