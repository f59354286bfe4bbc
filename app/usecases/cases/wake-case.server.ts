import type { Result } from '../../domain/values/result.ts'
import { actOnCase, type CaseAfter } from './act-on-case.ts'
import type { UseCaseContext } from '../context.ts'

/** Brings a case back before its diary date. */
export function wakeCase(context: UseCaseContext, caseId: number): Promise<Result<CaseAfter>> {
  return actOnCase(context, caseId, { type: 'wake' }, null)
}
