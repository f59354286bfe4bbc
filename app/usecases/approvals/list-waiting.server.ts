import { maskText } from '../../domain/values/masking.ts'
import type { Money } from '../../domain/values/money.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import type { Instant } from '../../domain/values/time.ts'
import { may, type Permission } from '../../auth/permissions.ts'
import type { Handle } from '../../../db/client.ts'
import { findApproval } from '../../../db/queries/approvals.ts'
import { staffNames } from '../../../db/queries/queue.ts'
import { findAction, findActionKind } from '../../../db/queries/staff-actions.ts'
import { countWaiting, listWaiting as listWaitingRows, type WaitingCursor, type WaitingKind, type WaitingSort } from '../../../db/queries/waiting.ts'
import { actionFrame, type ActionFrame } from '../actions/action-view.ts'
import type { AskedFor } from '../actions/action-kind.ts'
import { ACTION_KINDS, actionKindOf } from '../actions/index.server.ts'
import type { UseCaseContext } from '../context.ts'
import type { BulkPayload } from './request-bulk-decision.server.ts'

export interface WaitingItem {
  readonly source: 'action' | 'bulk'
  readonly id: number
  readonly kind: string
  readonly variant: string
  readonly status: string
  readonly maker: string
  readonly isMine: boolean
  readonly checker: string | null
  readonly money: readonly Money[]
  /** Of bulk decisions. */
  readonly cases: number
  readonly order: { readonly rowId: number; readonly orderId: string } | null
  readonly askedAt: Instant
  readonly expiresAt: Instant | null
  readonly isOver: boolean
}

export interface WaitingRequest {
  /** Empty for all. */
  readonly kinds: readonly string[]
  readonly whose: 'mine' | 'others' | 'all'
  readonly isSettled: boolean
  readonly sort: WaitingSort
  readonly after: WaitingCursor | null
  readonly limit: number
}

/** The name under which bulk decisions of the queue stand among the kinds. */
const BULK_KIND = 'bulk_decision'

/** Kinds that ever wait for a second person, in their order. */
export const CHECKED_KINDS: readonly string[] = [...ACTION_KINDS.filter(({ action }) => action.statuses.some((status: string) => action.checks(status).length > 0)).map(({ action }) => action.kind), BULK_KIND]

function kindsFor(role: string, wanted: readonly string[]): { readonly kinds: readonly WaitingKind[]; readonly bulk: { readonly isShown: boolean; readonly mayCheck: boolean } } {
  const isWanted = (kind: string) => wanted.length === 0 || wanted.includes(kind)
  return {
    kinds: ACTION_KINDS.flatMap(({ action }) => {
      const statuses = action.statuses.filter((status: string) => action.checks(status).length > 0)
      if (statuses.length === 0 || !isWanted(action.kind)) return []
      const checks = [...new Set(statuses.flatMap((status: string) => action.checks(status) as string[]))] as string[]
      return [{ kind: action.kind, statuses, mayCheck: checks.some((type) => may(role, action.rules[type]?.permission as Permission)) }]
    }),
    bulk: { isShown: isWanted(BULK_KIND), mayCheck: may(role, 'case.assign') },
  }
}

/** Everything that waits for a second person and concerns the reader: what their role may check, and what they asked for themselves. */
export async function listWaiting({ store, actor, now }: UseCaseContext, request: WaitingRequest): Promise<{ readonly items: readonly WaitingItem[]; readonly next: WaitingCursor | null }> {
  const db = store.read
  const filter = { ...kindsFor(actor.role ?? '', request.kinds), staffId: actor.staffId ?? 0, whose: request.whose, isSettled: request.isSettled, now }
  const { rows, next } = await listWaitingRows(db, filter, request.sort, request.after, request.limit)
  const names = await staffNames(db, rows.flatMap((row) => [row.makerId, row.checkerId]))
  const orders = await orderNames(db, rows.flatMap((row) => (row.orderRowId === null ? [] : [row.orderRowId])))
  const payloads = await bulkPayloads(db, rows.filter((row) => row.source === 'bulk').map((row) => row.id))
  return {
    next,
    items: rows.map((row) => {
      const payload = row.source === 'bulk' ? payloads.get(row.id) : undefined
      return {
        source: row.source, id: row.id, kind: row.source === 'bulk' ? BULK_KIND : row.kind, variant: payload?.command.outcome ?? row.variant, status: row.status, maker: names.get(row.makerId ?? 0) ?? '–',
        isMine: row.makerId !== null && row.makerId === actor.staffId, checker: row.checkerId === null ? null : (names.get(row.checkerId) ?? ''), cases: payload?.items.length ?? 0,
        money: payload?.money ?? (row.amountMinor === null || row.currency === null ? [] : [{ amountMinor: row.amountMinor, currency: row.currency }]),
        order: row.orderRowId === null ? null : { rowId: row.orderRowId, orderId: orders.get(row.orderRowId) ?? '' }, askedAt: row.askedAt, expiresAt: row.dueAt,
        isOver: row.dueAt !== null && row.dueAt < now && (row.source === 'bulk' ? row.status === 'waiting' : isAsked(row.kind, row.status)),
      }
    }),
  }
}

/** Whether a second person is waited for in this state. */
function isAsked(kind: string, status: string): boolean {
  return (actionKindOf(kind)?.action.checks(status).length ?? 0) > 0
}

/** What waits for the reader to check, for the rail. */
export function countWaitingFor({ store, actor, now }: UseCaseContext): Promise<number> {
  return countWaiting(store.read, { ...kindsFor(actor.role ?? '', []), staffId: actor.staffId ?? 0, now })
}

export interface WaitingAction {
  readonly kind: string
  readonly variant: string
  readonly frame: ActionFrame
  readonly asked: AskedFor
  readonly isMine: boolean
  /** Commands by which a second person settles it in the state it is in, and those of its maker. */
  readonly approving: readonly string[]
  readonly refusing: readonly string[]
  readonly own: readonly string[]
}

/** One action as a second person sees it before they decide. Refuses `action_missing`. */
export async function getWaitingAction(context: UseCaseContext, actionId: number): Promise<Result<WaitingAction>> {
  const { store, keys, actor } = context
  const kind = actionKindOf((await findActionKind(store.read, actionId)) ?? '')
  if (!kind || !CHECKED_KINDS.includes(kind.action.kind)) return refuse('action_missing')
  const loaded = await findAction(store.read, keys, kind.action, actionId)
  if (!loaded) return refuse('action_missing')
  const checks: readonly string[] = kind.action.checks(loaded.state.status)
  const reason = loaded.events.map((event) => event.data.reason).find((text) => typeof text === 'string')
  return accept({
    kind: kind.action.kind, variant: loaded.row.variant, frame: await actionFrame(context, kind, loaded),
    approving: checks.filter((type) => kind.action.rules[type]?.part === 'approve'), refusing: checks.filter((type) => kind.action.rules[type]?.part === 'reject'),
    asked: (await kind.asked?.(store.read, context, loaded)) ?? { facts: typeof reason === 'string' ? [['approvals.reason', { as: 'text', text: maskText(reason) }]] : [], path: null },
    isMine: actor.staffId !== null && loaded.state.makerIds.includes(actor.staffId),
    own: kind.action.commandTypes.filter((type: string) => kind.action.rules[type]?.part === 'own' && kind.action.knows(loaded.state.status, type)),
  })
}

async function orderNames(db: Handle, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const rows = ids.length === 0 ? [] : await db.selectFrom('orders').select(['id', 'order_id']).where('id', 'in', [...new Set(ids)]).execute()
  return new Map(rows.map((row) => [row.id, row.order_id]))
}

async function bulkPayloads(db: Handle, ids: readonly number[]): Promise<ReadonlyMap<number, BulkPayload>> {
  const found = new Map<number, BulkPayload>()
  for (const id of ids) {
    const row = await findApproval(db, id)
    if (row) found.set(id, JSON.parse(row.payload) as BulkPayload)
  }
  return found
}
