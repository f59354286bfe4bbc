import type { Refusal, Result } from '../domain/values/result.ts'
import type { Tx } from '../../db/client.ts'
import { appendAuditEvent } from '../../db/queries/audit.ts'
import { isRecordedRefusal } from './act-on-case.ts'
import { auditEntry } from './audit-entry.ts'
import type { UseCaseContext } from './context.ts'

/** Ends the transaction without writing, carrying the refusal out. */
class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/** Unwraps a result inside {@link all}; a refusal undoes everything that was written before it. */
export type Need = <T>(result: Result<T>) => T

const need: Need = (result) => {
  if (!result.ok) throw new Refused(result.refusal)
  return result.value
}

/** Several changes of cases that stand or fall together; `caseId` is the one they begin with. A refusal that `work` itself answers with, before writing, is kept with what it recorded. */
export async function all<T>(context: UseCaseContext, caseId: number, work: (tx: Tx, need: Need) => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await context.store.write((tx) => work(tx, need))
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { refusal } = error
    // What was undone took its record of the refusal with it (S51).
    if (isRecordedRefusal(refusal))
      await context.store.write((tx) => appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'case.refused', object: `case:${caseId}`, after: { code: refusal.code, ...refusal.data } })))
    return { ok: false, refusal }
  }
}
