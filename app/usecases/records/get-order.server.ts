import { accept, refuse, type Result } from '../../domain/values/result.ts'
import type { Disposition } from '../../domain/cases/case.ts'
import type { Band } from '../../domain/cases/flag.ts'
import { countActivity, listPriorCases, listRelatedOrders, type Activity } from '../../../db/queries/activity.ts'
import { findCaseOfOrder, listOrderFlags } from '../../../db/queries/cases.ts'
import { listNamedOrders } from '../../../db/queries/named-orders.ts'
import { listRulesJudgedBy } from '../../../db/queries/rules.ts'
import { loadAroundOrder } from '../../../db/queries/order-around.ts'
import { staffNames } from '../../../db/queries/queue.ts'
import { loadDeeds, loadTellings } from '../cases/case-deeds.ts'
import { aroundView, flagView, ordersOf, priorView, relatedView, timelineOf, type AroundView, type FlagView, type PriorView, type RelatedView, type TimelineItem } from '../cases/case-view.ts'
import { withRealMoney } from '../money/order-money-view.server.ts'
import type { UseCaseContext } from '../context.ts'

export interface OrderPageView extends AroundView {
  /** Last outcome of screening; null while the order waits for it. */
  readonly screening: { readonly score: number; readonly band: Band; readonly at: number } | null
  readonly case: { readonly id: number; readonly disposition: Disposition | null } | null
  readonly flags: readonly FlagView[]
  readonly activity: readonly Activity[]
  readonly related: { readonly orders: readonly RelatedView[]; readonly isCut: boolean }
  readonly prior: readonly PriorView[]
  readonly timeline: readonly TimelineItem[]
}

/** An order and all that stands around it, flagged or not, masked. Refuses `order_gone`. */
export async function getOrder({ store, keys, now }: UseCaseContext, orderRowId: number): Promise<Result<OrderPageView>> {
  const db = store.read
  const around = await loadAroundOrder(db, keys, orderRowId)
  const order = around?.order
  if (!around || !order) return refuse('order_gone')
  const flags = await listOrderFlags(db, orderRowId)
  const found = await findCaseOfOrder(db, orderRowId)
  const named = await listNamedOrders(db, flags.flatMap((flag) => flag.evidence.signals.flatMap((signal) => signal.joined)))
  const rules = await listRulesJudgedBy(db, flags)
  const namedOrders = flags.flatMap((flag) => (flag.withdrawnAt === null ? ordersOf(flag, named) : []))
  const [activity, related, prior] = await Promise.all([
    countActivity(db, [order], Math.max(order.createdAt, ...namedOrders.map((one) => one.at))),
    listRelatedOrders(db, order, namedOrders.map((one) => one.rowId)),
    listPriorCases(db, {
      caseId: found?.row.id ?? null, payerAccount: order.payerAccount, targetNumber: order.targetNumber, subscriberId: around.subscriber?.subscriberId ?? order.subscriberId,
    }),
  ])
  const screening = await db.selectFrom('screenings').select(['score', 'band', 'screened_at']).where('kind', '=', 'order').where('record_row_id', '=', orderRowId).executeTakeFirst()
  const names = await staffNames(db, [...(found?.events ?? []).map((event) => event.by), ...prior.map((one) => one.row.decided_by)])
  const view = aroundView(around, flags, now)
  return accept({
    ...view,
    ...(await withRealMoney(db, keys, around, view, now)),
    screening: screening ? { score: screening.score, band: screening.band as Band, at: screening.screened_at } : null,
    case: found ? { id: found.row.id, disposition: found.state.disposition } : null,
    flags: flags.map((flag) => flagView(flag, named, rules)),
    activity,
    related: { orders: related.orders.map(relatedView), isCut: related.isCut },
    prior: prior.map((one) => priorView(one, names)),
    timeline: timelineOf(around, found?.events ?? [], [...(await loadTellings(db, keys, order)), ...(await loadDeeds(db, { caseIds: found ? [found.row.id] : [], orderRowIds: [orderRowId], subscriberId: view.subscriberId }))], names),
  })
}
