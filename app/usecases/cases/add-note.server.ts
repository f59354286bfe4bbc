import type { Result } from '../../domain/values/result.ts'
import { actOnCase, type CaseAfter } from './act-on-case.ts'
import type { UseCaseContext } from '../context.ts'

/** Puts a note on a case, in whatever state it is. Refuses `note_required` and `note_too_long`. */
export function addNote(context: UseCaseContext, caseId: number, text: string): Promise<Result<CaseAfter>> {
  return actOnCase(context, caseId, { type: 'add_note', text }, null)
}
