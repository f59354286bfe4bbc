import type { Result } from '../../domain/values/result.ts'
import { actOnCase, type CaseAfter } from './act-on-case.ts'
import type { UseCaseContext } from '../context.ts'

/** Replaces the wording of one's own note; the old one stays in the history. Refuses `note_unknown`, `note_not_yours`. */
export function correctNote(context: UseCaseContext, caseId: number, noteSeq: number, text: string): Promise<Result<CaseAfter>> {
  return actOnCase(context, caseId, { type: 'correct_note', noteSeq, text }, null)
}
