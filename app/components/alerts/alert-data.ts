import type { AlertState } from '../../domain/alerts/alert.ts'
import type { Severity } from '../../domain/cases/flag.ts'
import type { SpokenAlert } from '../../i18n/alert-text.ts'

/** An alert as pages get it. */
export interface AlertRow extends SpokenAlert {
  readonly id: number
  readonly severity: Severity
  readonly state: AlertState
  readonly version: number
  readonly spread: number | null
  readonly from: number
  readonly to: number
  readonly raisedAt: number
  readonly lastHeldAt: number
  readonly snoozedUntil: number | null
  readonly resolvedAt: number | null
  readonly handler: string | null
  readonly staffName: string | null
  readonly members: number
}

export function alertHref({ id }: { readonly id: number }): string {
  return `/alerts/${id}`
}
