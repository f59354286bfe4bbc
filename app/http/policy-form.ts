import { z } from 'zod'
import { policyUnit, SPAN_UNITS, type PolicyName, type SpanUnit } from '../domain/actions/policy.ts'
import { parseAmountMinor } from '../domain/values/money.ts'
import { accept, refuse, type Json, type Result } from '../domain/values/result.ts'

const text = z.string().max(30).default('')

/** The fields by which a value of the policy is typed in, whichever unit it has. */
export const POLICY_FIELDS = { value: text, aloneMinor: text, pairMinor: text, spanUnit: z.enum(['minutes', 'hours', 'days']).default('hours') } as const

export interface PolicyFields {
  readonly value: string
  readonly aloneMinor: string
  readonly pairMinor: string
  readonly spanUnit: SpanUnit
}

/** A value of the policy as it was typed. Refuses what amounts and whole numbers are refused for, with the field. */
export function policyValue(name: PolicyName, fields: PolicyFields, currency: string): Result<Json> {
  const amount = (written: string, field: string): Result<number> => {
    const minor = parseAmountMinor(written.trim(), currency)
    return minor.ok ? minor : { ok: false, refusal: { ...minor.refusal, field } }
  }
  const written = fields.value.trim()
  switch (policyUnit(name)) {
    case 'limits': {
      const alone = amount(fields.aloneMinor, 'aloneMinor')
      if (!alone.ok) return alone
      const pair = amount(fields.pairMinor, 'pairMinor')
      return pair.ok ? accept({ aloneMinor: alone.value, pairMinor: pair.value }) : pair
    }
    case 'money': return amount(written, 'value')
    case 'yes_no': return accept(written === 'yes')
    case 'code': return accept(written.toUpperCase())
    case 'count': return /^\d{1,6}$/.test(written) ? accept(Number(written)) : refuse('policy_form', { name }, 'value')
    case 'span': return /^\d{1,6}$/.test(written) ? accept(Number(written) * SPAN_UNITS[fields.spanUnit]) : refuse('policy_form', { name }, 'value')
  }
}
