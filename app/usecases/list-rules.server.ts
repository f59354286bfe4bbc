import { findAction, listSubjectActions } from '../../db/queries/staff-actions.ts'
import { findNewestDay, listDaysOfFlags } from '../../db/queries/metrics.ts'
import { listBackTests, listCurrentRules, listRuleRecords, listRuleVersions, type BackTest } from '../../db/queries/rules.ts'
import { staffNames } from '../../db/queries/queue.ts'
import { ruleChange, type RuleChangeState } from '../domain/actions/rule-change.ts'
import { spanEnding } from '../domain/metrics/days.ts'
import { precisionOf, type Precision } from '../domain/metrics/precision.ts'
import { factsIn } from '../domain/rules/expression.ts'
import { factSchema } from '../domain/rules/facts-schema.ts'
import { defineRule, type Rule, type RuleStatus } from '../domain/rules/rule.ts'
import { nextStatuses } from '../domain/rules/rule-book.ts'
import { STARTER_RULES } from '../domain/rules/starter.ts'
import { SIGNAL_IDS } from '../domain/signals/index.ts'
import { accept, refuse, type Refusal, type Result } from '../domain/values/result.ts'
import { DAY_MS, type Instant } from '../domain/values/time.ts'
import { ruleHash } from './actions/rule-change.server.ts'
import type { UseCaseContext } from './context.ts'

const HIT_DAYS = 28
const RECORD_MS = 90 * DAY_MS
const PROPOSALS_MAX = 20
const TESTS_MAX = 5

export interface RuleListRow {
  readonly rule: Rule
  /** Flags that hold on records of the newest 28 days. */
  readonly flags: number
  /** Of cases closed in 90 days; null while there are none. */
  readonly precision: Precision | null
  /** Newest day on which it held; null when it did not. */
  readonly lastDay: string | null
  /** Why a stored rule cannot be read any more; null when all is well. */
  readonly fault: Refusal | null
}

/** All rules with how they do. */
export async function listRules({ store, now }: UseCaseContext): Promise<{ readonly rules: readonly RuleListRow[]; readonly newestDay: string | null }> {
  const db = store.read
  const rules = await listCurrentRules(db, now)
  const newestDay = await findNewestDay(db)
  const [days, records] = await Promise.all([
    newestDay === null ? [] : listDaysOfFlags(db, spanEnding(newestDay, HIT_DAYS), null), listRuleRecords(db, rules.map(({ id }) => id), now - RECORD_MS),
  ])
  const schema = factSchema(SIGNAL_IDS)
  const byRule = new Map<string, { flags: number; lastDay: string }>()
  for (const { ruleId, day, flags } of days) {
    const sum = byRule.get(ruleId)
    byRule.set(ruleId, { flags: (sum?.flags ?? 0) + flags, lastDay: sum && sum.lastDay > day ? sum.lastDay : day })
  }
  const recordOf = new Map(records.map((one) => [one.ruleId, one]))
  return {
    newestDay,
    rules: rules.map((rule) => {
      const defined = defineRule(rule, schema)
      const record = recordOf.get(rule.id)
      return {
        rule, flags: byRule.get(rule.id)?.flags ?? 0, lastDay: byRule.get(rule.id)?.lastDay ?? null, precision: record ? precisionOf(record.confirmed, record.closed) : null,
        fault: defined.ok ? null : defined.refusal,
      }
    }),
  }
}

export interface RuleProposal {
  readonly actionId: number
  readonly status: string
  readonly version: number
  readonly rule: Rule
  readonly reason: string
  readonly shownHash: string
  readonly maker: string
  readonly isMine: boolean
  readonly expiresAt: Instant | null
}

export interface RulePage extends RuleListRow {
  readonly facts: readonly string[]
  readonly versions: readonly { readonly version: number; readonly status: RuleStatus; readonly when: string; readonly weight: number; readonly severity: string; readonly reason: string | null; readonly from: Instant | null }[]
  readonly proposals: readonly RuleProposal[]
  readonly tests: readonly BackTest[]
  readonly next: readonly RuleStatus[]
}

/** One rule: as it is, as it was, what is proposed, and what was tried. Refuses `rule_gone`. */
export async function getRule(context: UseCaseContext, ruleId: string): Promise<Result<RulePage>> {
  const { store, keys, actor } = context
  const db = store.read
  const row = (await listRules(context)).rules.find(({ rule }) => rule.id === ruleId)
  if (!row) return refuse('rule_gone')
  const [versions, tests, actions] = await Promise.all([listRuleVersions(db, ruleId), listBackTests(db, ruleId, TESTS_MAX), listSubjectActions(db, `rule:${ruleId}`, PROPOSALS_MAX)])
  const loaded = await Promise.all(actions.filter((action) => action.kind === ruleChange.kind && action.status === 'proposed').map((action) => findAction<RuleChangeState>(db, keys, ruleChange, action.id)))
  const names = await staffNames(db, loaded.flatMap((one) => (one ? [...one.state.makerIds] : [])))
  const defined = defineRule(row.rule, factSchema(SIGNAL_IDS))
  const brought = STARTER_RULES.find(({ id }) => id === ruleId)
  return accept({
    ...row,
    facts: defined.ok ? factsIn(defined.value.expr) : [],
    versions: [
      ...versions.map(({ rule, reason, effectiveAt }) => ({ version: rule.version, status: rule.status, when: rule.when, weight: rule.weight, severity: rule.severity, reason, from: effectiveAt })).reverse(),
      ...(brought ? [{ version: brought.version, status: brought.status, when: brought.when, weight: brought.weight, severity: brought.severity, reason: null, from: null }] : []),
    ],
    proposals: loaded.flatMap((one): RuleProposal[] => (one?.state.rule ? [{
      actionId: one.row.id, status: one.state.status ?? '', version: one.state.version, rule: one.state.rule, reason: one.state.reason ?? '', shownHash: ruleHash(one.state.rule),
      maker: one.state.makerIds.map((id) => names.get(id) ?? '').join(', '), isMine: actor.staffId !== null && one.state.makerIds.includes(actor.staffId), expiresAt: one.state.expiresAt,
    }] : [])),
    tests,
    next: nextStatuses(row.rule.status),
  })
}
