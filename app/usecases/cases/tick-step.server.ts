import type { Result } from '../../domain/values/result.ts'
import { actOnCase, type CaseAfter } from './act-on-case.ts'
import type { UseCaseContext } from '../context.ts'

/** Marks a step of a playbook as done, or as not done after all; the timeline keeps who and when. Refuses `step_unknown`. */
export function tickStep(context: UseCaseContext, caseId: number, step: { readonly playbook: string; readonly step: string; readonly isDone: boolean }): Promise<Result<CaseAfter>> {
  return actOnCase(context, caseId, { type: 'tick_step', ...step }, null)
}
