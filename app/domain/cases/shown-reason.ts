import { maskPhone } from '../values/masking.ts'
import type { Json } from '../values/result.ts'
import { shownEvidence } from '../values/shown-number.ts'

/** A reason of a case as lists show it: the flag's message with masked data. */
export interface ShownReason {
  readonly flag: string
  readonly ruleId: string
  readonly weight: number
  readonly data: { readonly [key: string]: Json }
}

/** Why a case stands where it does, its evidence masked as pages show it. */
export function maskReasons(
  reasons: readonly { readonly flag: string; readonly ruleId: string; readonly weight: number; readonly data: { readonly [key: string]: Json } }[],
  maskText: (text: string) => string,
): readonly ShownReason[] {
  return reasons.map(({ flag, ruleId, weight, data }) => ({ flag, ruleId, weight, data: shownEvidence(data, maskText) }))
}

/** Kind and id of a case's subject (`number:+8613…`), a number masked. */
export function maskNumberOfSubject(subjectKey: string): { readonly kind: string; readonly id: string } {
  const colon = subjectKey.indexOf(':')
  const kind = subjectKey.slice(0, colon)
  const id = subjectKey.slice(colon + 1)
  return { kind, id: kind === 'number' ? maskPhone(id) : id }
}
