import { FAMILIES, type Family, SEVERITIES, type Severity } from '../cases/flag.ts'
import { RECORD_KINDS, type RecordKind } from '../intake/record.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { type Expr, factsIn } from './expression.ts'
import { factOfSignal, type FactSchema } from './facts-schema.ts'
import { parseRule } from './language.ts'

/** A rule begins as draft (never evaluated), runs in shadow (counted, raises nothing), goes live, and is retired, never deleted. */
export const RULE_STATUSES = ['draft', 'shadow', 'live', 'retired'] as const
export type RuleStatus = (typeof RULE_STATUSES)[number]

/** One version of a rule. A change is a new version; hits name the version that made them (DOMAIN 2.9). */
export type Rule = {
  /** Lower snake case, for ever the same. */
  readonly id: string
  /** 1, 2, 3 … */
  readonly version: number
  readonly family: Family
  /** `family/name`: the signal that tells the story of this rule, and the name of the flag it raises. */
  readonly flag: string
  readonly severity: Severity
  /** 0 to 1: how much a hit alone says (DOMAIN 2, weights). */
  readonly weight: number
  /** A hit weighs what the signal of its flag weighs, at most `weight`. Such a rule must ask for that signal. */
  readonly isGraded?: boolean
  readonly status: RuleStatus
  readonly appliesTo: readonly RecordKind[]
  /** CEL text, see `language.ts`. */
  readonly when: string
  /** Message key of what staff can ask for to clear it, e.g. `clears.channel_receipt`. */
  readonly clears?: string
  /** Where the rule comes from: a DOMAIN tag such as `R-LINK-03`, or `staff`. */
  readonly source: string
}

/** A rule whose text was read and checked. */
export interface DefinedRule {
  readonly rule: Rule
  readonly expr: Expr
}

const RULE_ID = /^[a-z][a-z0-9_]{2,63}$/
const FLAG = /^([a-z]+)\/[a-z0-9]+(?:-[a-z0-9]+)*$/
const MESSAGE_KEY = /^[a-z][a-z0-9_.]{2,80}$/

/**
 * Checks a rule and reads its text. Refuses, naming the field: `rule_id`, `rule_version`, `rule_family`, `rule_flag` (not of the
 * family), `rule_severity`, `rule_weight` (outside 0 to 1), `rule_status`, `rule_applies_to`, `rule_clears`, `rule_source`,
 * `rule_graded` (the text does not ask for the signal of the flag), and all that {@link parseRule} refuses.
 */
export function defineRule(rule: Rule, schema: FactSchema): Result<DefinedRule> {
  if (!RULE_ID.test(rule.id)) return refuse('rule_id', { id: rule.id }, 'id')
  if (!Number.isSafeInteger(rule.version) || rule.version < 1) return refuse('rule_version', { version: rule.version }, 'version')
  if (!FAMILIES.includes(rule.family)) return refuse('rule_family', { family: rule.family }, 'family')
  if (FLAG.exec(rule.flag)?.[1] !== rule.family) return refuse('rule_flag', { flag: rule.flag, family: rule.family }, 'flag')
  if (!SEVERITIES.includes(rule.severity)) return refuse('rule_severity', { severity: rule.severity }, 'severity')
  if (!(rule.weight >= 0 && rule.weight <= 1)) return refuse('rule_weight', { weight: rule.weight }, 'weight')
  if (!RULE_STATUSES.includes(rule.status)) return refuse('rule_status', { status: rule.status }, 'status')
  const kinds = new Set(rule.appliesTo)
  if (kinds.size === 0 || kinds.size !== rule.appliesTo.length || rule.appliesTo.some((kind) => !RECORD_KINDS.includes(kind))) {
    return refuse('rule_applies_to', { kinds: rule.appliesTo }, 'appliesTo')
  }
  if (rule.clears !== undefined && !MESSAGE_KEY.test(rule.clears)) return refuse('rule_clears', { clears: rule.clears }, 'clears')
  if (rule.source.trim() === '' || rule.source.length > 80) return refuse('rule_source', {}, 'source')
  const expr = parseRule(rule.when, schema)
  if (!expr.ok) return expr
  if (rule.isGraded && !factsIn(expr.value).includes(factOfSignal(rule.flag))) return refuse('rule_graded', { flag: rule.flag }, 'isGraded')
  return accept(Object.freeze({ rule: Object.freeze({ ...rule, appliesTo: Object.freeze([...rule.appliesTo]) }), expr: expr.value }))
}
