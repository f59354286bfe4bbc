import type { Result } from '../../domain/values/result.ts'
import { actOnCase, type CaseAfter } from './act-on-case.ts'
import type { UseCaseContext } from '../context.ts'

export type HandOverAnswer = { readonly type: 'accept_hand_over' | 'withdraw_hand_over' } | { readonly type: 'decline_hand_over'; readonly note: string }

/**
 * Accepts a case that was handed over, which claims it; declines it with a note, which leaves it to who had it; or takes the hand-over back.
 * Refuses `hand_over_none`, `hand_over_not_yours`, `conflict_of_interest`, `note_required`.
 */
export function answerHandOver(context: UseCaseContext, caseId: number, answer: HandOverAnswer): Promise<Result<CaseAfter>> {
  return actOnCase(context, caseId, answer, null)
}
