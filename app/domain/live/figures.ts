import type { RecordKind } from '../intake/record.ts'
import type { Instant } from '../values/time.ts'

/** The state of the day in figures, without a word about anybody. */
export interface LiveFigures {
  readonly at: Instant
  readonly open: number
  readonly holds: number
  readonly late: number
  readonly oldestOpenedAt: Instant | null
  /** Orders of unknown outcome among the newest. */
  readonly unknown: number
  /** Feeds by how long nothing has come from them, the longest first. */
  readonly feeds: readonly { readonly kind: RecordKind; readonly source: string; readonly silentMs: number; readonly isLate: boolean }[]
}
