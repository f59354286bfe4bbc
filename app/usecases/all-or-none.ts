import type { Refusal, Result } from '../domain/values/result.ts'
import type { Store, Tx } from '../../db/client.ts'
import { appendAuditEvent } from '../../db/queries/audit.ts'
import { isRecordedRefusal } from './cases/act-on-case.ts'
import { auditEntry } from './audit/audit-entry.ts'
import type { UseCaseContext } from './context.ts'

/** Thrown inside {@link allOrNone}: ends the transaction without writing, carrying the refusal out. */
export class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/** Unwraps a result inside {@link allOrNone} or {@link all}; a refusal undoes everything that was written before it. */
export function need<T>(result: Result<T>): T {
  if (!result.ok) throw new Refused(result.refusal)
  return result.value
}

/** One transaction that is written whole or not at all: a {@link Refused} that ends it is the answer. */
export async function allOrNone<T>(store: Store, work: (tx: Tx) => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await store.write(work)
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal }
    throw error
  }
}

/** Several changes of cases that stand or fall together; `caseId` is the one they begin with. A refusal that `work` itself answers with, before writing, is kept with what it recorded. */
export async function all<T>(context: UseCaseContext, caseId: number, work: (tx: Tx) => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await context.store.write(work)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { refusal } = error
    // What was undone took its record of the refusal with it (S51).
    if (isRecordedRefusal(refusal))
      await context.store.write((tx) => appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'case.refused', object: `case:${caseId}`, after: { code: refusal.code, ...refusal.data } })))
    return { ok: false, refusal }
  }
}
