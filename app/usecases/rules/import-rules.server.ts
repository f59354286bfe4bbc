import { listCurrentRules } from '../../../db/queries/rules.ts'
import { may } from '../../auth/permissions.ts'
import { factSchema } from '../../domain/rules/facts-schema.ts'
import { mayBecome } from '../../domain/rules/rule-book.ts'
import { defineRule, RULE_STATUSES, type Rule } from '../../domain/rules/rule.ts'
import { SIGNAL_IDS } from '../../domain/signals/index.ts'
import { accept, refuse, type Refusal, type Result } from '../../domain/values/result.ts'
import type { UseCaseContext } from '../context.ts'
import { performAction } from '../actions/perform-action.server.ts'
import { refusePermission } from '../refuse-permission.ts'
import { askForBackTest } from './test-rule.server.ts'

export const RULES_FORMAT = 'topwarden-rules-1'
const RULES_MAX = 500

const COMPARED = ['status', 'severity', 'weight', 'isGraded', 'family', 'flag', 'appliesTo', 'when', 'clears', 'source'] as const
type RuleField = (typeof COMPARED)[number]

/** One part of a rule that the file would change, as it is and as it would be; null where there is nothing. */
interface RuleDifference {
  readonly field: RuleField
  readonly before: string | null
  readonly after: string | null
}

/** What a file says of one rule. */
export interface OfferedRule {
  readonly id: string
  readonly change: 'new' | 'changed' | 'same' | 'refused'
  readonly refusal: Refusal | null
  readonly differences: readonly RuleDifference[]
  /** The next version, ready to be tried or proposed. */
  readonly rule: Rule | null
}

/**
 * Compares a file of rules with the rules as they are; stores nothing. Each rule is checked as if a person had typed it, and takes the next version.
 * A new rule that the file calls live begins in shadow. Refuses `rules_file` for what is no such file, `rules_file_long`.
 */
export async function compareRuleFile({ store, now }: UseCaseContext, text: string): Promise<Result<readonly OfferedRule[]>> {
  const given = parseFile(text)
  if (given === null) return refuse('rules_file', { format: RULES_FORMAT }, 'file')
  if (given.length > RULES_MAX) return refuse('rules_file_long', { max: RULES_MAX }, 'file')
  const current = new Map((await listCurrentRules(store.read, now)).map((rule) => [rule.id, rule]))
  const schema = factSchema(SIGNAL_IDS)
  const seen = new Set<string>()
  return accept(given.map((entry): OfferedRule => {
    const rule = ruleOf(entry)
    const refused = (refusal: Refusal): OfferedRule => ({ id: rule?.id.slice(0, 64) ?? '?', change: 'refused', refusal, differences: [], rule: null })
    if (rule === null) return refused({ code: 'rules_file_entry' })
    if (seen.has(rule.id)) return refused({ code: 'rules_file_twice' })
    seen.add(rule.id)
    const known = current.get(rule.id)
    const status = known ? rule.status : rule.status === 'draft' ? 'draft' : 'shadow'
    const next: Rule = { ...rule, status, version: (known?.version ?? 0) + 1 }
    const defined = defineRule(next, schema)
    if (!defined.ok) return refused(defined.refusal)
    const differences = COMPARED.flatMap((field): RuleDifference[] => {
      const [before, after] = [known ? shown(known[field]) : null, shown(next[field])]
      return before === after ? [] : [{ field, before, after }]
    })
    if (known && differences.length === 0) return { id: rule.id, change: 'same', refusal: null, differences, rule: null }
    if (!mayBecome(known?.status ?? null, status)) return refused({ code: 'rule_step', data: { from: known?.status ?? '', to: status } })
    return { id: rule.id, change: known ? 'changed' : 'new', refusal: null, differences, rule: next }
  }))
}

/** Has the worker try the chosen rules of a file on stored records; answers with how many. */
export async function tryRuleFile(context: UseCaseContext, text: string, ids: readonly string[]): Promise<Result<number>> {
  return eachChosen(context, text, ids, (rule) => askForBackTest(context, rule))
}

/** Proposes the chosen rules of a file, each to be approved by somebody else. Refuses what a proposal by hand refuses; those before stay proposed. */
export async function proposeRuleFile(context: UseCaseContext, text: string, ids: readonly string[], reason: string): Promise<Result<number>> {
  if (!may(context.actor.role ?? '', 'rule.edit')) return refusePermission(context, 'rule.edit')
  return eachChosen(context, text, ids, (rule) => performAction(context, { kind: 'rule_change', actionId: null, command: { type: 'propose', rule, reason } }))
}

async function eachChosen(context: UseCaseContext, text: string, ids: readonly string[], act: (rule: Rule) => Promise<Result<unknown>>): Promise<Result<number>> {
  const offered = await compareRuleFile(context, text)
  if (!offered.ok) return offered
  const chosen = offered.value.flatMap(({ rule }) => (rule && ids.includes(rule.id) ? [rule] : []))
  if (chosen.length === 0) return refuse('rules_file_none')
  for (const rule of chosen) {
    const done = await act(rule)
    if (!done.ok) return done
  }
  return accept(chosen.length)
}

function parseFile(text: string): readonly unknown[] | null {
  try {
    const file = JSON.parse(text) as unknown
    if (typeof file !== 'object' || file === null || (file as { format?: unknown }).format !== RULES_FORMAT) return null
    const { rules } = file as { readonly rules?: unknown }
    return Array.isArray(rules) ? rules : null
  } catch {
    return null
  }
}

/** The fields of a rule and no others; null when one is of another kind. What they say is for `defineRule`. */
function ruleOf(entry: unknown): Rule | null {
  if (typeof entry !== 'object' || entry === null) return null
  const { id, family, flag, severity, weight, isGraded, status, appliesTo, when, clears, source } = entry as Readonly<Record<string, unknown>>
  const texts = [id, family, flag, severity, status, when, source]
  if (!texts.every((text) => typeof text === 'string') || typeof weight !== 'number' || !Array.isArray(appliesTo) || !appliesTo.every((kind) => typeof kind === 'string')) return null
  if (!(RULE_STATUSES as readonly unknown[]).includes(status) || (clears !== undefined && typeof clears !== 'string') || (isGraded !== undefined && typeof isGraded !== 'boolean')) return null
  return {
    id, version: 1, family, flag, severity, weight, status, appliesTo: [...appliesTo], when, source, ...(isGraded ? { isGraded } : {}), ...(clears === undefined ? {} : { clears }),
  } as Rule
}

function shown(value: Rule[RuleField]): string | null {
  return value === undefined ? null : Array.isArray(value) ? value.join(', ') : String(value)
}
