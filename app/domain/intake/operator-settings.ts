import type { Instant } from '../values/time.ts'

/**
 * What the operator knows of itself: settings, never evidence (FEEDS A, context.json).
 * Merged from a folder's `context.json` or entered by an admin; every change is an audit event.
 */
export interface OperatorSettings {
  /** IANA zone in which days are counted and times are shown, e.g. `Asia/Shanghai`. */
  readonly zone: string
  /** Country whose number plan reads numbers without a country code, e.g. `CN`. */
  readonly country: string
  readonly registeredPayees: readonly string[]
  readonly campaigns: readonly Campaign[]
  readonly natPrefixes: readonly string[]
  readonly kioskDevices: readonly string[]
  readonly companyPayers: readonly string[]
  readonly officialHosts: readonly string[]
  readonly officialShortPrefixes: readonly string[]
  /** Until when the channels' statements are complete; before this a missing row means something. */
  readonly statementsCompleteUntil: Instant | null
}

export interface Campaign {
  readonly id: string
  /** Paid share of the face amount, 0 to 1. */
  readonly paidToFace: number
  readonly from: Instant
  readonly to: Instant
}

export const DEFAULT_SETTINGS: OperatorSettings = {
  zone: 'Asia/Shanghai',
  country: 'CN',
  registeredPayees: [],
  campaigns: [],
  natPrefixes: [],
  kioskDevices: [],
  companyPayers: [],
  officialHosts: [],
  officialShortPrefixes: [],
  statementsCompleteUntil: null,
}
