import type { Money } from '../values/money.ts'
import type { Instant } from '../values/time.ts'
import type { PolicyName } from './policy.ts'
import { levelOf, mostMinor, objectionToRoad, type ApprovalLevel, type RefundContent, type RefundFacts } from './refund.ts'

/** What a policy makes of a request: how many people it takes, or why it is none. */
export type PolicyVerdict = ApprovalLevel | 'closed' | 'too_much' | 'quota'

/** Rules that decide over a request when it is made. The others set pauses and counts of what follows, and change no verdict. */
export const DECIDING_RULES: ReadonlySet<PolicyName> = new Set<PolicyName>([
  'currency', 'failed_delivery', 'other_refund', 'goodwill', 'other_route', 'recredit', 'goodwill_cap_minor', 'reversal_window_ms', 'same_month_only', 'needs_consent', 'indemnity_from_minor',
  'agent_quota_per_month', 'wechat_window_ms', 'alipay_window_ms', 'bank_window_ms', 'fees_refundable',
])

/** The verdict on one request made at an instant. `nth` is its place among the reversals of its agent in the month; zero where none counts them. */
export function policyVerdict(content: RefundContent, facts: RefundFacts, at: Instant, nth: number): PolicyVerdict {
  if (objectionToRoad(content.road, facts, at)) return 'closed'
  if (content.amountMinor > mostMinor(content.road, content.reasonCode, facts)) return 'too_much'
  if (nth > facts.policy.agent_quota_per_month) return 'quota'
  return levelOf(content, facts)
}

/** Requests that a change of the policy would have met otherwise. */
export interface PolicyShift {
  readonly before: PolicyVerdict
  readonly after: PolicyVerdict
  readonly count: number
  readonly sums: readonly Money[]
}

/** Counts by what they were and would have been, most first; what stays the same is left out. */
export function policyShifts(requests: readonly { readonly before: PolicyVerdict; readonly after: PolicyVerdict; readonly amount: Money }[]): readonly PolicyShift[] {
  const shifts = new Map<string, { before: PolicyVerdict; after: PolicyVerdict; count: number; sums: Map<string, number> }>()
  for (const { before, after, amount } of requests) {
    if (before === after) continue
    const key = `${before} ${after}`
    const shift = shifts.get(key) ?? { before, after, count: 0, sums: new Map<string, number>() }
    shift.count += 1
    shift.sums.set(amount.currency, (shift.sums.get(amount.currency) ?? 0) + amount.amountMinor)
    shifts.set(key, shift)
  }
  return [...shifts.values()].sort((a, b) => b.count - a.count).map(({ sums, ...shift }) => ({ ...shift, sums: [...sums].map(([currency, amountMinor]) => ({ amountMinor, currency })) }))
}
