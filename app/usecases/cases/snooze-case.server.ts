import type { Result } from '../../domain/values/result.ts'
import type { Instant } from '../../domain/values/time.ts'
import { actOnCase, type CaseAfter } from './act-on-case.ts'
import type { UseCaseContext } from '../context.ts'

/**
 * Puts a case aside until a diary date; then it comes back by itself, ranked anew. Its clock goes on. May be taken back for ten seconds.
 * Refuses `snooze_date`, `reason_unknown`, `note_too_short` and what {@link actOnCase} refuses.
 */
export function snoozeCase(
  context: UseCaseContext, caseId: number, snooze: { readonly until: Instant; readonly reasonCode: string; readonly note: string | null; readonly expectedVersion: number },
): Promise<Result<CaseAfter>> {
  const { expectedVersion, ...rest } = snooze
  return actOnCase(context, caseId, { type: 'snooze', ...rest }, expectedVersion)
}
