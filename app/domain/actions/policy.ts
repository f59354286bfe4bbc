import type { Json, Refusal } from '../values/result.ts'
import type { Channel } from '../intake/record.ts'
import { type CreditClocks, DEFAULT_CLOCKS } from '../reconciliation/clocks.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '../values/time.ts'

/** Two limits in minor units of the operator's currency: up to `alone` one person is enough, up to `pair` a colleague checks, above that a supervisor does. */
export interface Limits {
  readonly aloneMinor: number
  readonly pairMinor: number
}

/**
 * Limits and windows for giving money back (DOMAIN 4.4, 4.7), and how long each channel may take to credit. Defaults to be configured, none of them a law of nature; amounts are minor units of
 * the operator's currency, and an order in another currency always needs a supervisor.
 */
export interface Policy {
  readonly currency: string
  /** A failed delivery that records prove. */
  readonly failed_delivery: Limits
  readonly other_refund: Limits
  readonly goodwill: Limits
  /** Nobody alone, whatever the amount. */
  readonly other_route: Limits
  readonly recredit: Limits
  /** Goodwill per order at most; an order in another currency has none, see {@link goodwillCapIn}. */
  readonly goodwill_cap_minor: number
  /** Age of a top-up up to which it can be reversed, or taken back without more than consent. */
  readonly reversal_window_ms: number
  /** How long a stranger may take to answer. */
  readonly consent_window_ms: number
  readonly same_month_only: boolean
  readonly needs_consent: boolean
  /** Sum from which the claimant has to sign an indemnity: a supervisor's matter. */
  readonly indemnity_from_minor: number
  readonly agent_quota_per_month: number
  /** Days without a complaint before float goes back to an agent. */
  readonly agent_quiet_ms: number
  /** Time in which an approved payment can still be stopped (PEERS X5). */
  readonly regret_ms: number
  /** How long an unknown result waits before it may be asked for again. */
  readonly unknown_wait_ms: number
  /** Claims of one party within {@link serial_window_ms} that make a serial claimant (R-REF-03). */
  readonly serial_claims: number
  readonly serial_window_ms: number
  /** Refunds are possible so long after payment, per way of paying. */
  readonly wechat_window_ms: number
  readonly alipay_window_ms: number
  readonly bank_window_ms: number
  readonly fees_refundable: boolean
  /** How long a credit may stay out of the carrier's ledger before it counts as missing, by channel and for slow orders (DOMAIN 3.6). */
  readonly credit_web_portal_ms: number
  readonly credit_mobile_app_ms: number
  readonly credit_sms_ms: number
  readonly credit_retail_store_ms: number
  readonly credit_service_counter_ms: number
  readonly credit_voucher_ms: number
  readonly credit_third_party_ms: number
  readonly credit_partner_api_ms: number
  readonly credit_slow_ms: number
}
export type PolicyName = keyof Policy

export const DEFAULT_POLICY: Policy = {
  currency: 'CNY',
  failed_delivery: { aloneMinor: 20_000, pairMinor: 100_000 },
  other_refund: { aloneMinor: 5_000, pairMinor: 50_000 },
  goodwill: { aloneMinor: 2_000, pairMinor: 10_000 },
  other_route: { aloneMinor: 0, pairMinor: 20_000 },
  recredit: { aloneMinor: 0, pairMinor: 30_000 },
  goodwill_cap_minor: 20_000,
  reversal_window_ms: DAY_MS,
  consent_window_ms: DAY_MS,
  same_month_only: true,
  needs_consent: true,
  indemnity_from_minor: 2_000_000,
  agent_quota_per_month: 8,
  agent_quiet_ms: 3 * DAY_MS,
  regret_ms: MINUTE_MS,
  unknown_wait_ms: 5 * MINUTE_MS,
  serial_claims: 3,
  serial_window_ms: 90 * DAY_MS,
  wechat_window_ms: 365 * DAY_MS,
  alipay_window_ms: 365 * DAY_MS,
  bank_window_ms: 180 * DAY_MS,
  fees_refundable: false,
  credit_web_portal_ms: DEFAULT_CLOCKS.web_portal,
  credit_mobile_app_ms: DEFAULT_CLOCKS.mobile_app,
  credit_sms_ms: DEFAULT_CLOCKS.sms,
  credit_retail_store_ms: DEFAULT_CLOCKS.retail_store,
  credit_service_counter_ms: DEFAULT_CLOCKS.service_counter,
  credit_voucher_ms: DEFAULT_CLOCKS.voucher,
  credit_third_party_ms: DEFAULT_CLOCKS.third_party,
  credit_partner_api_ms: DEFAULT_CLOCKS.partner_api,
  credit_slow_ms: DEFAULT_CLOCKS.slow,
}

/** Most goodwill of an order, in minor units of its currency. A cap in one currency says nothing of a sum in another, so there is none. */
export function goodwillCapIn(currency: string, policy: Policy): number {
  return currency === policy.currency ? policy.goodwill_cap_minor : 0
}

export const POLICY_NAMES = Object.keys(DEFAULT_POLICY) as readonly PolicyName[]

export function isPolicyName(name: string): name is PolicyName {
  return Object.hasOwn(DEFAULT_POLICY, name)
}

/** What a rule of the policy is counted in. */
export type PolicyUnit = 'limits' | 'money' | 'span' | 'yes_no' | 'count' | 'code'

/** Read off the standard value and the ending of the name. */
export function policyUnit(name: PolicyName): PolicyUnit {
  const standard = DEFAULT_POLICY[name]
  if (typeof standard === 'object') return 'limits'
  if (typeof standard === 'boolean') return 'yes_no'
  if (typeof standard === 'string') return 'code'
  return name.endsWith('_ms') ? 'span' : name.endsWith('_minor') ? 'money' : 'count'
}

/** Units in which people write a span of the policy. */
export const SPAN_UNITS = { minutes: MINUTE_MS, hours: HOUR_MS, days: DAY_MS } as const
export type SpanUnit = keyof typeof SPAN_UNITS

/** A span in the largest unit that holds it whole. */
export function spanIn(ms: number): { readonly count: number; readonly unit: SpanUnit } {
  const unit = ms > 0 && ms % DAY_MS === 0 ? 'days' : ms > 0 && ms % HOUR_MS === 0 ? 'hours' : 'minutes'
  return { count: ms / SPAN_UNITS[unit], unit }
}

const AMOUNT_MAX = 100_000_000
const COUNT_MAX = 1_000
const SPAN_MAX = 3 * 365 * DAY_MS
/** Longest pause before an approved payment goes out. */
const REGRET_MAX = HOUR_MS
/** Systems that write one order differ by minutes: less would call every credit missing. */
const CREDIT_LEAST = HOUR_MS

/** Why a value does not fit its rule, or null: `policy_form` with the field. */
export function policyFault(name: PolicyName, value: Json): Refusal | null {
  const fault = (field: string): Refusal => ({ code: 'policy_form', data: { name }, field })
  const isWhole = (one: unknown, max: number) => Number.isSafeInteger(one) && (one as number) >= 0 && (one as number) <= max
  const unit = policyUnit(name)
  if (unit === 'limits') {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return fault('value')
    const { aloneMinor, pairMinor, ...rest } = value as Record<string, Json>
    if (Object.keys(rest).length > 0 || !isWhole(aloneMinor, AMOUNT_MAX)) return fault('aloneMinor')
    if (!isWhole(pairMinor, AMOUNT_MAX) || (pairMinor as number) < (aloneMinor as number)) return fault('pairMinor')
    // Never alone, whatever somebody enters (DOMAIN 4.7).
    return (name === 'other_route' || name === 'recredit') && aloneMinor !== 0 ? fault('aloneMinor') : null
  }
  if (unit === 'yes_no') return typeof value === 'boolean' ? null : fault('value')
  if (unit === 'code') return typeof value === 'string' && /^[A-Z]{3}$/.test(value) ? null : fault('value')
  const max = name === 'regret_ms' ? REGRET_MAX : unit === 'span' ? SPAN_MAX : unit === 'money' ? AMOUNT_MAX : COUNT_MAX
  const least = name.startsWith('credit_') ? CREDIT_LEAST : 0
  return isWhole(value, max) && (value as number) >= least ? null : fault('value')
}

/** One change that was approved. */
export interface PolicyEntry {
  readonly name: PolicyName
  readonly value: Json
  readonly effectiveFrom: Instant
}

/** The policy that holds at an instant: the defaults, and over them what was approved and has begun, in order of beginning. */
export function policyAt(entries: readonly PolicyEntry[], at: Instant): Policy {
  const begun = entries.filter((entry) => entry.effectiveFrom <= at).sort((a, b) => a.effectiveFrom - b.effectiveFrom)
  return { ...DEFAULT_POLICY, ...Object.fromEntries(begun.map((entry) => [entry.name, entry.value])) }
}

/** The clocks of the channels as a policy sets them. */
export function creditClocks(policy: Policy): CreditClocks {
  return Object.fromEntries((Object.keys(DEFAULT_CLOCKS) as (Channel | 'slow')[]).map((clock) => [clock, policy[`credit_${clock}_ms`]])) as CreditClocks
}
