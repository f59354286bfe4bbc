import { FAMILIES } from '../cases/flag.ts'
import type { Json } from '../values/result.ts'
import { BECAUSE_OPS, type Because } from './because.ts'
import type { Hit } from './compile.ts'
import { type FactSchema, signalOfFact } from './facts-schema.ts'

/** Who reads an explanation. The customer is told the subject, never a rule, a threshold or another person's data. */
export const READERS = ['reviewer', 'customer', 'auditor'] as const
export type Reader = (typeof READERS)[number]

/** A message key with its data, and the lines below it. Pages render it in the reader's language. */
export interface Explanation {
  readonly key: string
  readonly data: { readonly [name: string]: Json }
  readonly lines: readonly Explanation[]
}

const OP_NAMES = { '<': 'below', '<=': 'at_most', '>': 'above', '>=': 'at_least', '==': 'equal', '!=': 'unequal' } as const

/** Keys of {@link explain} that stand in every language. Data speak of facts and signals by name; their words are `fact.<name>` and `flag.<id>`. */
export const EXPLANATION_KEYS: readonly string[] = Object.freeze([
  'explain.reviewer', 'explain.auditor', 'explain.auditor.compared', 'explain.because.signal',
  ...BECAUSE_OPS.map(keyOfOp),
  ...FAMILIES.map((family) => `explain.customer.${family}`),
])

/**
 * Tells a hit to one reader (PEERS X1). Reviewer: the flag and each comparison in words; auditor: rule, version, text and the raw
 * comparisons; customer: the family alone.
 */
export function explain(hit: Pick<Hit, 'rule' | 'weight' | 'because'>, reader: Reader, schema: FactSchema): Explanation {
  const { rule, weight, because } = hit
  switch (reader) {
    case 'reviewer': return {
      key: 'explain.reviewer',
      data: { flag: rule.flag, severity: rule.severity, weight },
      lines: because.map((one) => forReviewer(one, schema)),
    }
    case 'customer': return { key: `explain.customer.${rule.family}`, data: {}, lines: [] }
    case 'auditor': return {
      key: 'explain.auditor',
      data: { ruleId: rule.id, version: rule.version, status: rule.status, flag: rule.flag, severity: rule.severity, weight, when: rule.when, source: rule.source },
      lines: because.map(({ fact, value, op, threshold, thresholdFact }) => ({
        key: 'explain.auditor.compared',
        data: { fact, value, op, threshold, thresholdFact: thresholdFact ?? null },
        lines: [],
      })),
    }
  }
}

function forReviewer({ fact, value, op, threshold, thresholdFact }: Because, schema: FactSchema): Explanation {
  const definition = schema.find(fact)
  const signal = definition && signalOfFact(definition)
  if (signal && (op === '>' || op === '>=')) return { key: 'explain.because.signal', data: { signal, strength: value }, lines: [] }
  return {
    key: keyOfOp(op),
    data: {
      fact,
      unit: definition?.unit ?? null,
      value,
      threshold,
      thresholdFact: thresholdFact ?? null,
    },
    lines: [],
  }
}

function keyOfOp(op: (typeof BECAUSE_OPS)[number]): string {
  return `explain.because.${op in OP_NAMES ? OP_NAMES[op as keyof typeof OP_NAMES] : op}`
}
