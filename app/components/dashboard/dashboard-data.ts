import type { Band, Family } from '../../domain/cases/flag.ts'
import type { Channel, RecordKind } from '../../domain/intake/record.ts'
import type { FeedState } from '../../domain/metrics/feed-health.ts'
import type { Money } from '../../domain/values/money.ts'
import type { Instant } from '../../domain/values/time.ts'

/** What the dashboard shows, as its loader sends it. */
export interface ShownFigure {
  readonly now: number
  readonly before: number | null
}

export interface ShownFlagDay {
  readonly day: string
  readonly isKnown: boolean
  readonly families: Partial<Readonly<Record<Family, number>>>
  readonly flags: number
  readonly usual: readonly [least: number, most: number] | null
}

export interface ShownChannel {
  readonly channel: Channel
  readonly orders: number
  readonly flagged: number
  readonly beforeRate: number | null
}

export interface ShownRule {
  readonly ruleId: string
  readonly flag: string | null
  readonly family: string
  readonly flags: ShownFigure
}

export interface ShownWaiting {
  readonly bands: readonly { readonly band: Band; readonly counts: readonly number[] }[]
  readonly countCap: number
  readonly money: readonly Money[]
  readonly isMoneyCut: boolean
  readonly oldestOpenedAt: Instant | null
  readonly late: number
}

export interface ShownFeed {
  readonly kind: RecordKind
  readonly source: string
  readonly rows: number
  readonly quarantined: number
  readonly newestAt: Instant | null
  readonly lastImportAt: Instant | null
  readonly lagMs: number
  readonly state: FeedState
}

/** Days and channel of the page; every link to records carries them. */
export interface Scope {
  readonly from: string
  readonly to: string
  readonly channel: Channel | null
}

const FLAGGED = '&band=hold&band=review&band=same_day'

function withChannel({ channel }: Scope, own?: string | null): string {
  const chosen = own ?? channel
  return chosen ? `&channel=${chosen}` : ''
}

export function ordersHref(scope: Scope, { isFlagged = false, channel = null }: { readonly isFlagged?: boolean; readonly channel?: string | null } = {}): string {
  return `/orders?from=${scope.from}&to=${scope.to}${withChannel(scope, channel)}${isFlagged ? FLAGGED : ''}`
}

export function flagsHref(scope: Scope, { family, rule, day }: { readonly family?: string | null; readonly rule?: string; readonly day?: string } = {}): string {
  return `/flags?from=${day ?? scope.from}&to=${day ?? scope.to}${withChannel(scope)}${family ? `&family=${family}` : ''}${rule ? `&rule=${encodeURIComponent(rule)}` : ''}`
}

/** The queue's names for the ages of the table of who waits, youngest first. */
export const AGE_FILTERS = ['lt1h', '1h-4h', '4h-24h', '24h-7d', '7d'] as const
