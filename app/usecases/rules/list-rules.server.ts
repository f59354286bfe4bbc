import { findAction, listSubjectActions } from '../../../db/queries/staff-actions.ts'
import { findNewestDay, listDaysOfFlags, listDaysOfOrders } from '../../../db/queries/metrics.ts'
import { listBackTests, listCurrentRules, listRuleRecords, listRuleVersions, type BackTest } from '../../../db/queries/rules.ts'
import { staffNames } from '../../../db/queries/queue.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import { countShadowHits, listShadowRecords, SHADOW_LOOKED_AT_MAX, type ShadowRecord } from '../../../db/queries/shadow-hits.ts'
import { ruleChange, type RuleChangeState } from '../../domain/actions/rule-change.ts'
import { addDays, type Day, spanEnding } from '../../domain/metrics/days.ts'
import { isBorneOut } from '../../domain/cases/reasons.ts'
import { precisionOf, type Precision } from '../../domain/metrics/precision.ts'
import { factsIn } from '../../domain/rules/expression.ts'
import { factSchema } from '../../domain/rules/facts-schema.ts'
import { parseRule } from '../../domain/rules/language.ts'
import { defineRule, type Rule, type RuleStatus } from '../../domain/rules/rule.ts'
import { type FormFact, formOf, type RuleForm } from '../../domain/rules/rule-form.ts'
import { nextStatuses } from '../../domain/rules/rule-book.ts'
import { STARTER_RULES } from '../../domain/rules/starter.ts'
import { SIGNAL_IDS } from '../../domain/signals/index.ts'
import { accept, refuse, type Refusal, type Result } from '../../domain/values/result.ts'
import { DAY_MS, type Instant, startOfDay } from '../../domain/values/time.ts'
import { ruleHash } from '../actions/rule-change.server.ts'
import type { UseCaseContext } from '../context.ts'

const HIT_DAYS = 28
const RECORD_MS = 90 * DAY_MS
const PROPOSALS_MAX = 20
const TESTS_MAX = 5

export interface RuleListRow {
  readonly rule: Rule
  /** Flags that hold on records of the newest 28 days; of a rule in shadow, the records it would flag. */
  readonly flags: number
  /** {@link flags} for 1,000 orders of these days: how loud the rule is. Null while there are no orders. */
  readonly perThousand: number | null
  /** Of cases closed in 90 days; null while there are none. */
  readonly precision: Precision | null
  /** Flags by day of the record, days without any left out. */
  readonly days: readonly { readonly day: Day; readonly flags: number }[]
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
  const span = newestDay === null ? null : spanEnding(newestDay, HIT_DAYS)
  const { settings } = await getOperatorSettings(db)
  const [raised, shadow, orderDays, records] = await Promise.all([
    span === null ? [] : listDaysOfFlags(db, span, null), span === null ? [] : countShadowHits(db, startOfDay(span.from, settings.zone), settings.zone), span === null ? [] : listDaysOfOrders(db, span),
    listRuleRecords(db, rules.map(({ id }) => id), now - RECORD_MS),
  ])
  const orders = orderDays.reduce((sum, day) => sum + day.orders, 0)
  const inShadow = new Set(rules.filter(({ status }) => status === 'shadow').map(({ id }) => id))
  const days = [...raised.filter(({ ruleId }) => !inShadow.has(ruleId)), ...shadow.filter(({ ruleId }) => inShadow.has(ruleId)).map(({ ruleId, day, hits }) => ({ ruleId, day, flags: hits }))]
  const schema = factSchema(SIGNAL_IDS)
  const byRule = new Map<string, { flags: number; lastDay: string; days: { readonly day: Day; readonly flags: number }[] }>()
  for (const { ruleId, day, flags } of days) {
    const sum = byRule.get(ruleId)
    byRule.set(ruleId, { flags: (sum?.flags ?? 0) + flags, lastDay: sum && sum.lastDay > day ? sum.lastDay : day, days: [...(sum?.days ?? []), { day, flags }] })
  }
  const recordOf = new Map(records.map((one) => [one.ruleId, one]))
  return {
    newestDay,
    rules: rules.map((rule) => {
      const defined = defineRule(rule, schema)
      const record = recordOf.get(rule.id)
      return {
        rule, flags: byRule.get(rule.id)?.flags ?? 0, perThousand: orders === 0 ? null : ((byRule.get(rule.id)?.flags ?? 0) * 1_000) / orders, days: byRule.get(rule.id)?.days ?? [], lastDay: byRule.get(rule.id)?.lastDay ?? null, precision: record ? precisionOf(record.confirmed, record.closed) : null,
        fault: defined.ok ? null : defined.refusal,
      }
    }),
  }
}

interface RuleProposal {
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

/** What a rule in shadow holds on, and what is known of those records otherwise. */
interface ShadowView {
  readonly records: readonly ShadowRecord[]
  /** Of the newest 2,000. */
  readonly looked: number
  readonly isCut: boolean
  /** Records that no live rule brings before anybody: what would be new work. */
  readonly unseen: number
  /** Of records whose case is closed; null while there are none. */
  readonly precision: Precision | null
}

export interface RulePage extends RuleListRow {
  readonly facts: readonly string[]
  /** The rule as conditions of a form; null when only its text can say it. */
  readonly form: RuleForm | null
  /** Null unless the rule is in shadow. */
  readonly shadow: ShadowView | null
  /** The last 28 days, those without flags too, oldest first. */
  readonly byDay: readonly { readonly day: Day; readonly flags: number }[]
  readonly versions: readonly { readonly version: number; readonly status: RuleStatus; readonly when: string; readonly weight: number; readonly severity: string; readonly reason: string | null; readonly from: Instant | null }[]
  readonly proposals: readonly RuleProposal[]
  readonly tests: readonly BackTest[]
  readonly next: readonly RuleStatus[]
}

/** One rule: as it is, as it was, what is proposed, and what was tried. Refuses `rule_gone`. */
export async function getRule(context: UseCaseContext, ruleId: string): Promise<Result<RulePage>> {
  const { store, keys, actor } = context
  const db = store.read
  const { rules, newestDay } = await listRules(context)
  const row = rules.find(({ rule }) => rule.id === ruleId)
  if (!row) return refuse('rule_gone')
  const flagsOn = new Map(row.days.map(({ day, flags }) => [day, flags]))
  const [versions, tests, actions] = await Promise.all([listRuleVersions(db, ruleId), listBackTests(db, ruleId, TESTS_MAX), listSubjectActions(db, `rule:${ruleId}`, PROPOSALS_MAX)])
  const loaded = await Promise.all(actions.filter((action) => action.kind === ruleChange.kind && action.status === 'proposed').map((action) => findAction<RuleChangeState>(db, keys, ruleChange, action.id)))
  const names = await staffNames(db, loaded.flatMap((one) => (one ? [...one.state.makerIds] : [])))
  const defined = defineRule(row.rule, factSchema(SIGNAL_IDS))
  const brought = STARTER_RULES.find(({ id }) => id === ruleId)
  return accept({
    ...row,
    facts: defined.ok ? factsIn(defined.value.expr) : [],
    form: defined.ok ? formOf(defined.value.expr) : null,
    shadow: row.rule.status === 'shadow' ? shadowView(await listShadowRecords(db, ruleId), row.rule.flag) : null,
    byDay: newestDay === null ? [] : Array.from({ length: HIT_DAYS }, (_, i) => addDays(newestDay, i - HIT_DAYS + 1)).map((day) => ({ day, flags: flagsOn.get(day) ?? 0 })),
    versions: [
      ...versions.map(({ rule, reason, effectiveAt }) => ({ version: rule.version, status: rule.status, when: rule.when, weight: rule.weight, severity: rule.severity, reason, from: effectiveAt })).reverse(),
      ...(brought ? [{ version: brought.version, status: brought.status, when: brought.when, weight: brought.weight, severity: brought.severity, reason: null, from: null }] : []),
    ],
    proposals: loaded.flatMap((one): RuleProposal[] => (one?.state.content ? [{
      actionId: one.row.id, status: one.state.status ?? '', version: one.state.version, rule: one.state.content.rule, reason: one.state.reason ?? '', shownHash: ruleHash(one.state.content.rule),
      maker: one.state.makerIds.map((id) => names.get(id) ?? '').join(', '), isMine: actor.staffId !== null && one.state.makerIds.includes(actor.staffId), expiresAt: one.state.expiresAt,
    }] : [])),
    tests,
    next: nextStatuses(row.rule.status),
  })
}

const SHADOW_SHOWN = 50

function shadowView(records: readonly ShadowRecord[], flag: string): ShadowView {
  const closed = records.filter(({ disposition }) => disposition === 'confirmed_fraud' || disposition === 'legitimate')
  return {
    records: records.slice(0, SHADOW_SHOWN), looked: records.length, isCut: records.length === SHADOW_LOOKED_AT_MAX, unseen: records.filter(({ band }) => band === 'log').length,
    precision: precisionOf(closed.filter(({ disposition, reasonCode }) => isBorneOut(flag, disposition, reasonCode)).length, closed.length),
  }
}

/** Every fact a rule may ask for, as the form needs it. */
export function formFacts(): readonly FormFact[] {
  return factSchema(SIGNAL_IDS).facts.map(({ name, type, values }) => ({ name, type, ...(values ? { values } : {}) }))
}

/** The text of a rule as a form: null when a form cannot say it. Refuses what `parseRule` refuses. */
export function readRuleForm(when: string): Result<RuleForm | null> {
  const parsed = parseRule(when, factSchema(SIGNAL_IDS))
  return parsed.ok ? accept(formOf(parsed.value)) : parsed
}
