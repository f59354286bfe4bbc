import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { countRecoveryCodes, findFactor, takeStep, spendRecoveryCode } from '../../../db/queries/second-factors.ts'
import { openSeed, readCode, recoveryHash, stepOfCode } from '../../auth/second-factor.ts'
import { type Attempt, createThrottle } from '../../auth/throttle.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import type { Tx } from '../../../db/client.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'

/** What the limit on wrong codes counts by. The password was right already, so only its owner or a thief of it gets here. */
function attemptOf(staffId: number, ip: string | null): Attempt {
  return { email: factorAttemptName(staffId), ip, device: null }
}

/** The name under which wrong codes of one person are counted. */
export function factorAttemptName(staffId: number): string {
  return `second factor of staff ${staffId}`
}

/**
 * Asks whether a code from the authenticator, or a recovery code, is this person's, and does `work` in the transaction that uses it up: each works
 * once, also when it comes twice at one moment (S59). Wrong ones are counted before they are looked at, slowed down and put on record.
 * Refuses `factor_wrong`, `factor_wait`, and what `work` refuses, which leaves the code unused.
 */
export async function withCode<T>(context: UseCaseContext, staffId: number, typed: string, field: string, work: (tx: Tx) => Promise<Result<T>>): Promise<Result<T>> {
  const { store, keys, now, ip } = context
  const throttle = createThrottle(keys)
  const attempt = attemptOf(staffId, ip)
  const { mayTry } = await store.write((tx) => throttle.begin(tx, attempt, now))
  if (!mayTry) return refuse('factor_wait', undefined, field)
  const { kind, code } = readCode(typed)
  class Undo extends Error {}
  let refused: Result<T> | null = null
  try {
    return await store.write(async (tx) => {
      const factor = await findFactor(tx, staffId)
      const step = factor && kind === 'app' ? stepOfCode(openSeed(keys, staffId, factor.sealedSeed), code, now, factor.lastStep) : null
      const isRight = !factor ? false : kind === 'app' ? step !== null && (await takeStep(tx, staffId, step)) : await spendRecoveryCode(tx, staffId, recoveryHash(keys, staffId, code), now)
      if (!isRight) {
        await appendAuditEvent(tx, keys, auditEntry(context, { action: 'factor.refused', object: `staff:${staffId}`, after: { kind } }))
        return refuse('factor_wrong', undefined, field)
      }
      if (kind === 'recovery') {
        const left = await countRecoveryCodes(tx, staffId)
        await appendAuditEvent(tx, keys, auditEntry(context, { action: 'factor.recovery_used', object: `staff:${staffId}`, after: { left } }))
      }
      await throttle.succeed(tx, attempt)
      const done = await work(tx)
      if (!done.ok) {
        refused = done
        throw new Undo()
      }
      return accept(done.value)
    })
  } catch (error) {
    if (error instanceof Undo && refused) return refused
    throw error
  }
}
