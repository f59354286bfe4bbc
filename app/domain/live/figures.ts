import type { AlertState } from '../alerts/alert.ts'
import type { AlertMetric } from '../alerts/metric.ts'
import type { Severity } from '../cases/flag.ts'
import type { RecordKind } from '../intake/record.ts'
import type { Instant } from '../values/time.ts'

/** The state of the day in figures, without a word about anybody. */
export interface LiveFigures {
  readonly at: Instant
  readonly open: number
  readonly holds: number
  readonly late: number
  readonly oldestOpenedAt: Instant | null
  /** Orders whose outcome is unknown for longer than a channel may take; stops at 1,001. */
  readonly unknown: number
  /** Feeds by how long nothing has come from them, the longest first. */
  readonly feeds: readonly { readonly kind: RecordKind; readonly source: string; readonly silentMs: number; readonly isLate: boolean }[]
  /** Open alerts, storms as one, the gravest first; how many there are beside these. */
  readonly alerts: readonly LiveAlert[]
  readonly moreAlerts: number
}

/** An open alert without a word about anybody: a member of staff is not named, a file neither. */
export interface LiveAlert {
  readonly id: number
  readonly ruleCode: string
  readonly ruleName: string
  readonly metric: AlertMetric
  readonly subject: string
  readonly severity: Severity
  readonly state: AlertState
  readonly value: number
  readonly limit: number | null
  readonly centre: number | null
  readonly data: Readonly<Record<string, string | number>>
  readonly raisedAt: Instant
  readonly members: number
}
