import { randomUUID } from 'node:crypto'
import { refund, type RefundSituation, type RefundState } from '../../domain/actions/refund.ts'
import { maskText } from '../../domain/values/masking.ts'
import { accept, refuse, type Json, type Refusal, type Result } from '../../domain/values/result.ts'
import type { Instant } from '../../domain/values/time.ts'
import { listActionJournal } from '../../../db/queries/ledger.ts'
import { staffNames } from '../../../db/queries/queue.ts'
import { findAction } from '../../../db/queries/staff-actions.ts'
import { type MoneyBeside, moneyBeside, refundKind } from '../actions/refund.server.ts'
import type { UseCaseContext } from '../context.ts'
import { baseOf, subjectOf } from '../actions/perform-action.server.ts'

interface ActionMoment {
  readonly seq: number
  readonly type: string
  readonly at: Instant
  readonly by: string | null
  readonly data: { readonly [key: string]: Json }
}

export interface RefundView {
  readonly id: number
  readonly state: Omit<RefundState, 'content'>
  readonly content: { readonly road: string; readonly route: string; readonly amountMinor: number; readonly reasonCode: string; readonly note: string | null; readonly exception: string | null }
  readonly beside: MoneyBeside | null
  readonly orderRowId: number
  readonly orderId: string
  readonly caseId: number | null
  readonly parentId: number | null
  readonly maker: string
  readonly checker: string | null
  readonly openedAt: Instant
  readonly allowed: Readonly<Record<string, Refusal | null>>
  readonly moments: readonly ActionMoment[]
  readonly journal: readonly { readonly source: string; readonly destination: string; readonly amountMinor: number; readonly currency: string; readonly at: Instant }[]
  readonly key: string
}

/** One refund with its history, its postings, and what this reader may do with it. Refuses `refund_gone`. */
export async function getRefund(context: UseCaseContext, id: number): Promise<Result<RefundView>> {
  const { store, keys } = context
  const db = store.read
  const loaded = await findAction<RefundState>(db, keys, refund, id)
  if (!loaded || loaded.state.content === null) return refuse('refund_gone')
  const { row, state, events } = loaded
  const facts = await refundKind.situation(db, context, { loaded, command: null, subject: subjectOf(row), base: await baseOf(db, context, refundKind, loaded) })
  if (!facts.ok) return facts
  const order = await db.selectFrom('orders').select('order_id').where('id', '=', row.order_row_id ?? 0).executeTakeFirst()
  const names = await staffNames(db, events.map((event) => event.by))
  const journal = await listActionJournal(db, id)
  const { content, ...rest } = state
  if (content === null) return refuse('refund_gone')
  const { destination: _hidden, ...shown } = content
  return accept({
    id, state: rest, content: { ...shown, note: shown.note === null ? null : maskText(shown.note), exception: shown.exception === null ? null : maskText(shown.exception) },
    beside: await moneyBeside(db, context, loaded),
    orderRowId: row.order_row_id ?? 0, orderId: order?.order_id ?? '', caseId: row.case_id, parentId: row.parent_id, maker: names.get(row.maker_id ?? 0) ?? '',
    checker: row.checker_id === null ? null : (names.get(row.checker_id) ?? ''), openedAt: row.opened_at,
    allowed: refund.allowed(state, facts.value.situation as RefundSituation),
    moments: events.map((event, i) => ({
      seq: i + 1, type: event.type, at: event.at, by: event.by === null ? null : (names.get(event.by) ?? ''),
      data: Object.fromEntries(Object.entries(event.data).filter(([name]) => ['reason', 'attempt', 'code', 'channelRef', 'receiptId'].includes(name)).map(([name, value]) => [name, name === 'reason' && typeof value === 'string' ? maskText(value) : value])),
    })),
    journal,
    key: randomUUID(),
  })
}
