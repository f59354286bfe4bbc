/**
 * From rules to decisions. How screening uses it:
 *
 * ```ts
 * const ruleSet = compileRuleSet(rules, SIGNAL_IDS)          // once, when rules change; look at ruleSet.broken
 * const slots = ruleSet.slotsOf(facts, signalsOf(facts))     // the facts of one anchor
 * const hits = ruleSet.evaluate(slots, facts.anchor.kind)    // live and shadow rules that hold, with their reasons
 * const verdict = combine(hits)                              // score, band, top reasons (score.ts)
 * const clears = whatWouldClear(hit.expr, slots, ruleSet.schema)   // on demand (what-would-clear.ts)
 * ```
 *
 * Three values, decided once and for all engines: a comparison, list or text test on an absent fact is *not assessed*, and so is
 * its negation; `&&` and `||` follow Kleene; `has()` is always known. A rule holds only where it is true, so absent data never
 * makes a hit. `interpret.ts` states the meaning and `program.ts` makes it fast.
 */
import { RECORD_KINDS, type RecordKind } from '../intake/record.ts'
import type { Facts, Finding } from '../signals/detector.ts'
import type { Refusal } from '../values/result.ts'
import { type Because, becauseOf } from './because.ts'
import { type Expr, factsIn } from './expression.ts'
import type { FactValue } from './fact.ts'
import { factOfSignal, type FactSchema, factSchema, type FactSlots } from './facts-schema.ts'
import { truthOf } from './interpret.ts'
import { compileProgram, type Program } from './program.ts'
import { defineRule, type DefinedRule, type Rule } from './rule.ts'

interface CompiledRule extends DefinedRule {
  /** The facts the rule asks for, in the order of its text. */
  readonly facts: readonly string[]
}

/** A rule that held for an anchor. */
export interface Hit {
  readonly rule: Rule
  readonly expr: Expr
  /** What this hit says, 0 to 1: the rule's weight, or of a graded rule the strength of its signal where that is less. */
  readonly weight: number
  readonly because: readonly Because[]
}

/** A rule that could not be decided, and the absent facts it asks for. */
interface Undecided {
  readonly rule: Rule
  readonly facts: readonly string[]
}

/** A stored rule that no longer reads: shown on the health page, never passed over in silence. */
interface BrokenRule {
  readonly rule: Rule
  readonly refusal: Refusal
}

export interface RuleSet {
  /** The facts these rules ask for, with their slots. */
  readonly schema: FactSchema
  /** Live and shadow rules; drafts and retired ones are left out. */
  readonly rules: readonly CompiledRule[]
  readonly broken: readonly BrokenRule[]
  /** Changes whenever a rule, its version or its status does; kept with every screening. */
  readonly version: string
  /** The facts of an anchor that these rules ask for. */
  slotsOf(facts: Facts, findings: readonly Finding[]): FactSlots
  /** The rules that hold, in their order. The fast path: nothing but this runs on an anchor without hits. */
  holding(slots: FactSlots, kind: RecordKind): readonly CompiledRule[]
  /** The rules that hold, each with its reasons. */
  evaluate(slots: FactSlots, kind: RecordKind): readonly Hit[]
  /** The rules that absent facts left undecided: "not assessed", which is neither a hit nor a pass. */
  undecided(slots: FactSlots, kind: RecordKind): readonly Undecided[]
}

const NOTHING: readonly never[] = Object.freeze([])

/**
 * Compiles the live and shadow rules over the record facts and one fact per signal; the slots are those of the facts that these
 * rules ask for. Broken rules are reported, the rest work.
 */
export function compileRuleSet(rules: readonly Rule[], signalIds: readonly string[], declared: FactSchema = factSchema(signalIds)): RuleSet {
  const defined: DefinedRule[] = []
  const broken: BrokenRule[] = []
  for (const rule of rules) {
    if (rule.status !== 'live' && rule.status !== 'shadow') continue
    const result = defineRule(rule, declared)
    if (result.ok) defined.push(result.value)
    else broken.push({ rule, refusal: result.refusal })
  }
  const schema = declared.pick(defined.flatMap(({ expr }) => factsIn(expr)))
  const compiled = defined.map(({ rule, expr }): CompiledRule => Object.freeze({ rule, expr, facts: factsIn(expr) }))
  const rulesByKind = new Map(RECORD_KINDS.map((kind) => [kind, compiled.filter(({ rule }) => rule.appliesTo.includes(kind))]))
  const rulesOf = (kind: RecordKind): readonly CompiledRule[] => rulesByKind.get(kind) ?? NOTHING
  const programs = new Map<RecordKind, Program<CompiledRule>>()
  for (const kind of new Set(compiled.flatMap(({ rule }) => rule.appliesTo))) programs.set(kind, compileProgram(rulesOf(kind).map((rule) => ({ expr: rule.expr, outcome: rule })), schema))

  const holding = (slots: FactSlots, kind: RecordKind): readonly CompiledRule[] => programs.get(kind)?.(slots) ?? NOTHING
  const weightOf = (rule: Rule, slots: FactSlots): number => {
    const strength = rule.isGraded ? slots[schema.slot(factOfSignal(rule.flag))] : undefined
    return typeof strength === 'number' ? Math.min(rule.weight, strength) : rule.weight
  }
  const lookup = (slots: FactSlots) => (fact: string): FactValue => slots[schema.slot(fact)]

  return Object.freeze({
    schema,
    rules: Object.freeze(compiled),
    broken: Object.freeze(broken),
    version: versionOf(rules),
    slotsOf: schema.slotsOf,
    holding,
    evaluate: (slots: FactSlots, kind: RecordKind) => {
      const held = holding(slots, kind)
      return held.length === 0 ? NOTHING : held.map(({ rule, expr }): Hit => ({ rule, expr, weight: weightOf(rule, slots), because: becauseOf(expr, lookup(slots)) }))
    },
    undecided: (slots: FactSlots, kind: RecordKind) =>
      rulesOf(kind)
        .filter(({ expr }) => truthOf(expr, lookup(slots)) === undefined)
        .map(({ rule, facts }) => ({ rule, facts: facts.filter((fact) => slots[schema.slot(fact)] === undefined) })),
  })
}

/** FNV-1a over what decides the outcome. Tells rule sets apart; guards nothing. */
function versionOf(rules: readonly Rule[]): string {
  let hash = 0x811c9dc5
  const text = rules.map((rule) => JSON.stringify([rule.id, rule.version, rule.status, rule.weight, rule.isGraded ?? false, rule.severity, rule.when, rule.appliesTo])).join('\n')
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0
  return `${rules.length}-${hash.toString(16).padStart(8, '0')}`
}
