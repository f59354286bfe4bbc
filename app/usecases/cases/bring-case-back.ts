import { caseRefundFailed, type FailedRefund } from '../../domain/cases/failed-refund.ts'
import { STAFF_FLAGS, STAFF_RULES } from '../../domain/cases/flag.ts'
import { may } from '../../auth/permissions.ts'
import type { Tx } from '../../../db/client.ts'
import { findCase, findCaseOfOrder, saveCase, settleCases, type LoadedCase } from '../../../db/queries/cases.ts'
import { findOrder } from '../../../db/queries/orders.ts'
import { findStaff } from '../../../db/queries/staff.ts'
import type { UseCaseContext } from '../context.ts'
import { emitEvents } from '../outbox/emit-events.ts'
import { raiseFlag } from './raise-flag.ts'
import { caseCameBack } from '../outbox/told-events.ts'

/**
 * A refund came to nothing: the case that was closed or put aside on it comes before people again, with a flag that says which refund and what became of it, the
 * clock of S2, and who had decided it as its owner (DOMAIN 4.2, reopened). In the transaction of the refund's own event. A case that somebody works on anyway, or
 * that was closed before the refund was asked for, is left alone.
 */
export async function bringCaseBack(tx: Tx, context: UseCaseContext, refund: FailedRefund & { readonly orderRowId: number; readonly caseId: number | null }): Promise<void> {
  const { now } = context
  const own = await findCaseOfOrder(tx, refund.orderRowId)
  const whole = own?.state.mergedInto ? await findCase(tx, own.state.mergedInto.caseId) : own
  const order = await findOrder(tx, refund.orderRowId)
  if (!own || !whole || !order || !caseRefundFailed(whole.state, refund, [own.row.id, whole.row.id].includes(refund.caseId ?? 0))) return
  const { refundId, road, outcome, amountMinor, currency } = refund
  await raiseFlag(tx, order, { rule: STAFF_RULES.refund, flag: STAFF_FLAGS.refund, severity: 'S2', weight: WEIGHT, evidence: { refund: refundId, road, outcome, amountMinor, currency } }, now)
  await settleCases(tx, [own.row.id], now)
  const back = await findCase(tx, whole.row.id)
  if (!back?.state.needsPerson) return
  await giveBack(tx, back, whole.state.decidedBy, now)
  await emitEvents(tx, context, whole.state.status === 'decided' ? [caseCameBack(tx, back.row.id, back.state)] : [])
}

/** Enough for the band of review. */
const WEIGHT = 0.6

/** To who decided it, while they still may; without a lease, so that whoever is on duty can take it. */
async function giveBack(tx: Tx, back: LoadedCase, staffId: number | null, now: number): Promise<void> {
  const member = staffId === null || back.state.assigneeId !== null ? null : await findStaff(tx, staffId)
  if (staffId === null || !member || member.disabledAt !== null || !may(member.role, 'case.decide')) return
  await saveCase(tx, back, [{ type: 'assigned', at: now, by: null, data: { staffId } }], now)
}
