import type { Instant } from '../values/time.ts'
import type { Rule, RuleStatus } from './rule.ts'

/** A version that staff made, from an instant on. */
export interface DatedRule {
  readonly rule: Rule
  readonly effectiveAt: Instant
}

/**
 * The rules as they are at an instant: those that the program brings, each replaced by the newest version of it that has begun, and those that staff
 * added. The order is that of the program, then by id, so that the same rules always judge in the same order.
 */
export function rulesAt(brought: readonly Rule[], dated: readonly DatedRule[], now: Instant): readonly Rule[] {
  const newest = new Map<string, Rule>()
  for (const { rule, effectiveAt } of dated) if (effectiveAt <= now && rule.version > (newest.get(rule.id)?.version ?? 0)) newest.set(rule.id, rule)
  const own = new Set(brought.map(({ id }) => id))
  return [...brought.map((rule) => newest.get(rule.id) ?? rule), ...[...newest.values()].filter(({ id }) => !own.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1))]
}

/** What a rule may become next; a change of its text leaves its status. Retired rules stay retired: their flags name them for ever. */
const NEXT: Readonly<Record<RuleStatus, readonly RuleStatus[]>> = {
  draft: ['draft', 'shadow', 'retired'], shadow: ['shadow', 'draft', 'live', 'retired'], live: ['live', 'shadow', 'retired'], retired: [],
}

/** A new rule begins as draft or in shadow. */
export function mayBecome(from: RuleStatus | null, to: RuleStatus): boolean {
  return from === null ? to === 'draft' || to === 'shadow' : NEXT[from].includes(to)
}

/** What a rule may become next; a new one begins as draft or in shadow, never live. */
export function nextStatuses(from: RuleStatus | null): readonly RuleStatus[] {
  return from === null ? ['draft', 'shadow'] : NEXT[from]
}
