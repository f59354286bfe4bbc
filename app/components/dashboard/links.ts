import type { Channel } from '../../domain/intake/record.ts'

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
