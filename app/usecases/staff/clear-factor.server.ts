import type { Tx } from '../../../db/client.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { deleteFactor } from '../../../db/queries/second-factors.ts'
import { deleteSessionsOf, findStaff } from '../../../db/queries/staff.ts'
import { createThrottle } from '../../auth/throttle.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import { factorAttemptName } from './check-code.server.ts'
import type { UseCaseContext } from '../context.ts'

/**
 * Takes a person's second factor and recovery codes away inside a transaction that says why. Afterwards all their sessions have ended, and the next
 * sign-in asks for a new factor at once where the role needs one: there is no second time to get used to it.
 */
export async function clearFactor(tx: Tx, context: Pick<UseCaseContext, 'keys'>, staffId: number): Promise<void> {
  await deleteFactor(tx, staffId, 0)
  await deleteSessionsOf(tx, staffId)
  await createThrottle(context.keys).reopen(tx, factorAttemptName(staffId))
}

/** {@link clearFactor} by whoever runs the machine, for the last admin who is locked out. Refuses `staff_gone` and `factor_none`. */
export async function resetFactorByCommand(context: UseCaseContext, staffId: number): Promise<Result<null>> {
  return context.store.write(async (tx) => {
    const member = await findStaff(tx, staffId)
    if (!member) return refuse('staff_gone')
    if (member.factorSince === null) return refuse('factor_none')
    await clearFactor(tx, context, staffId)
    await appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'factor.reset', object: `staff:${staffId}` }))
    return accept(null)
  })
}
