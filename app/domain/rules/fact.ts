import type { Facts } from '../signals/detector.ts'
import type { ValueType } from './expression.ts'

/**
 * What a fact counts in. `strength` is a signal's 0 to 1; `minor` minor units of the record's currency; `ratio` a share
 * or quotient; `code` one of a closed list; `words` free text.
 */
export type FactUnit = 'minor' | 'count' | 'ratio' | 'strength' | 'minutes' | 'hours' | 'days' | 'hour_of_day' | 'code' | 'words' | 'claim'

/** One declared fact: everything rules, pages and explanations need to know of it. */
export interface FactDefinition {
  /** `group.field`, lower snake case. */
  readonly name: string
  readonly type: ValueType
  readonly unit: FactUnit
  /** Message key of its name. */
  readonly label: string
  /** Closed list of values, for `code` facts. */
  readonly values?: readonly string[]
  /** Bounds of a number, where it has any. */
  readonly min?: number
  readonly max?: number
  /** Smallest sensible step of a number: 1 for counts and money, 0.01 for shares and strengths. */
  readonly step?: number
}

/** A fact together with how it is read off what was loaded for an anchor; `undefined` is "not known". */
export interface RecordFact extends FactDefinition {
  readonly read: (facts: Facts) => FactValue
}

/** A value of a fact. `undefined` means absent: not assessed, unknown. Numbers are finite; `null` and `NaN` never occur. */
export type FactValue = number | string | boolean | undefined
