import type { Handle } from '../../../db/client.ts'
import { listFailedRoads, listOrderRoads } from '../../../db/queries/ledger.ts'
import type { Keys } from '../../../db/seal.ts'
import type { Around } from '../../../db/queries/order-around.ts'
import type { Instant } from '../../domain/values/time.ts'
import { standingOf } from '../actions/order-money.server.ts'
import type { Remedied } from '../../domain/cases/recommend.ts'
import type { LightView, MoneyView } from '../cases/case-view.ts'

/**
 * The money box and the policy lights by the real state: what went back by which road, what is on its way, what is left, and what a remedy would be
 * asked. `money` is what statements alone say. Null money where there is no order.
 */
export async function withRealMoney(
  db: Handle, keys: Keys, around: Around, view: { readonly money: MoneyView | null; readonly lights: readonly LightView[] }, now: Instant,
): Promise<{ readonly money: MoneyView | null; readonly lights: readonly LightView[]; readonly remedied: Remedied | null }> {
  const { order, reconciliation } = around
  if (!order || !reconciliation || view.money === null) return { money: view.money, lights: view.lights, remedied: null }
  const standing = await standingOf(db, keys, { ...around, order, reconciliation }, now)
  const roads = await listOrderRoads(db, order.rowId)
  const failed = await listFailedRoads(db, order.rowId)
  const others = standing.returnedByOthersMinor > 0 ? [{ road: 'outside' as const, amountMinor: standing.returnedByOthersMinor }] : []
  const ours = roads.filter((one) => one.doneMinor > 0).map((one) => ({ road: one.road, amountMinor: one.doneMinor }))
  const returnedBy = [...others, ...ours]
  const is = (holds: boolean | null): LightView['is'] => (holds === null ? 'unknown' : holds ? 'yes' : 'no')
  return {
    money: {
      ...view.money, returnedBy, returnedMinor: returnedBy.reduce((sum, one) => sum + one.amountMinor, 0), pendingMinor: roads.reduce((sum, one) => sum + one.pendingMinor, 0),
      leftMinor: Math.max(0, standing.leftMinor),
    },
    remedied: remediedBy(roads.map((one) => ({ ...one, pendingMinor: one.pendingMinor - (failed.get(one.road) ?? 0) })), standing.leftMinor),
    lights: [
      { id: 'window', is: is(now - standing.toppedUpAt <= standing.policy.reversal_window_ms) },
      ...view.lights,
      { id: 'unspent', is: is(standing.unspentMinor === null ? null : standing.unspentMinor > 0) },
      { id: 'no_block', is: is(standing.blocks.length === 0) },
    ],
  }
}

/** What runs comes before what is done; what failed runs no more, though it keeps its reservation; goodwill puts nothing right that is owed. */
function remediedBy(roads: Awaited<ReturnType<typeof listOrderRoads>>, leftMinor: number): Remedied | null {
  const owed = roads.filter((one) => one.road !== 'goodwill')
  const running = owed.find((one) => one.pendingMinor > 0)
  if (running) return { road: running.road, isDone: false, amountMinor: running.pendingMinor, leftMinor }
  const done = owed.find((one) => one.doneMinor > 0)
  return done ? { road: done.road, isDone: true, amountMinor: done.doneMinor, leftMinor } : null
}
