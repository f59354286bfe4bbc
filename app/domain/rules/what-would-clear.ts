import type { Json } from '../values/result.ts'
import { type Compare, type Expr, factsIn, partsOf } from './expression.ts'
import type { FactDefinition, FactValue } from './fact.ts'
import type { FactSchema, FactSlots } from './facts-schema.ts'
import { valueOf } from './interpret.ts'
import { compileTest } from './program.ts'

/** One fact that would have to be otherwise. `null` means "not on record". */
interface FactChange {
  readonly fact: string
  readonly from: Json
  readonly to: Json
}

/** A smallest set of changes that turns a rule off, and other sets of the same size. */
export interface Clearing {
  readonly changes: readonly FactChange[]
  readonly alternatives: readonly (readonly FactChange[])[]
}

/** Evaluations one answer may cost: some tens of milliseconds. Rules of a hundred words stay far below. */
const BUDGET = 200_000
const ALTERNATIVES = 4

/**
 * What would turn a rule off (PEERS X2): the fewest facts that must change, each with a concrete value, nearest to what it is.
 * Feeding the changes back clears the rule, and no set of fewer facts does. One way is not searched: to make a calculation over
 * several facts *equal* a value by moving more than one of them. Signals are cleared as a whole (strength 0, "not seen"); a fact becomes absent only where the rule asks
 * `has()`. Null when the rule does not hold, cannot be cleared, or asks too much to search.
 */
export function whatWouldClear(expr: Expr, slots: FactSlots, schema: FactSchema): Clearing | null {
  const holds = compileTest(expr, schema)
  if (!holds(slots)) return null
  const options = optionsOf(expr, slots, schema).filter(({ values }) => values.length > 0)
  const trial = slots.slice()
  let left = BUDGET

  for (let size = 1; size <= options.length; size++) {
    const found: Solution[] = []
    const chosen: Option[] = []
    const fill = (depth: number, cost: number, best: Solution | null): Solution | null => {
      const option = chosen[depth]
      if (!option) {
        left--
        return !holds(trial) && (best === null || cost < best.cost) ? { cost, options: [...chosen], values: chosen.map(({ slot }) => trial[slot]) } : best
      }
      for (const { value, cost: own } of option.values) {
        if (left <= 0) break
        trial[option.slot] = value
        best = fill(depth + 1, cost + own, best)
      }
      trial[option.slot] = slots[option.slot]
      return best
    }
    const choose = (from: number): void => {
      if (chosen.length === size) {
        const best = fill(0, 0, null)
        if (best) found.push(best)
        return
      }
      for (let i = from; i < options.length && left > 0; i++) {
        chosen.push(options[i] as Option)
        choose(i + 1)
        chosen.pop()
      }
    }
    choose(0)
    if (found.length > 0) {
      const [changes = [], ...alternatives] = found
        .sort((a, b) => a.cost - b.cost)
        .slice(0, 1 + ALTERNATIVES)
        .map((solution) => nearest(solution, slots, holds))
      return { changes, alternatives }
    }
    if (left <= 0) return null
  }
  return null
}

interface Option {
  readonly slot: number
  readonly fact: FactDefinition
  readonly values: readonly { readonly value: FactValue; readonly cost: number }[]
}

interface Solution {
  readonly cost: number
  readonly options: readonly Option[]
  readonly values: readonly FactValue[]
}

const ABSENCE_COST = 10

/** For each fact of the rule the values worth trying: one in every region its comparisons cut the line into. */
function optionsOf(expr: Expr, slots: FactSlots, schema: FactSchema): readonly Option[] {
  const lookup = (name: string): FactValue => slots[schema.slot(name)]
  const points = pointsOf(expr, lookup, schema)
  const asked = askedForPresence(expr)
  return factsIn(expr).flatMap((name): Option[] => {
    const fact = schema.find(name)
    const slot = schema.slot(name)
    const current = slots[slot]
    if (!fact || (current === undefined && !asked.has(name))) return []
    const values = new Set<FactValue>(regions(fact, [...(points.get(name) ?? [])], current))
    if (asked.has(name)) values.add(undefined)
    values.delete(current)
    return [{
      slot,
      fact,
      values: [...values].map((value) => ({ value, cost: costOf(fact, current, value) })).sort((a, b) => a.cost - b.cost),
    }]
  })
}

function askedForPresence(expr: Expr): ReadonlySet<string> {
  const names = new Set<string>()
  const walk = (part: Expr): void => {
    if (part.kind === 'has') names.add(part.fact.name)
    for (const inner of partsOf(part)) walk(inner)
  }
  walk(expr)
  return names
}

type Points = Map<string, Set<number | string>>

/** The values at which some comparison of the rule may change its mind, fact by fact. */
function pointsOf(expr: Expr, lookup: (name: string) => FactValue, schema: FactSchema): Points {
  const points: Points = new Map()
  const add = (names: readonly string[], ...values: readonly FactValue[]): void => {
    for (const name of names) {
      const known = points.get(name) ?? new Set()
      points.set(name, known)
      for (const value of values) if (typeof value === 'number' || typeof value === 'string') known.add(value)
    }
  }
  const pairs: (readonly [string, string])[] = []
  const walk = (part: Expr): void => {
    const facts = factsIn(part)
    switch (part.kind) {
      case 'compare':
        for (const literal of literalsIn(part)) add(facts, literal)
        for (const a of facts) for (const b of facts) if (a !== b) {
          add([a], lookup(b))
          pairs.push([a, b])
        }
        if (part.left.type === 'number' && !(isPlain(part.left) && isPlain(part.right))) {
          for (const name of facts) add([name], ...boundaries(part, name, lookup, schema.find(name)))
        }
        break
      case 'one_of': add(facts, ...part.values); break
      case 'text_test': {
        const text = valueOf(part.text, lookup)
        const whole = typeof text === 'string' ? text : ''
        add(facts, part.part, part.op === 'startsWith' ? part.part + whole : whole + part.part)
        break
      }
    }
    for (const inner of partsOf(part)) walk(inner)
  }
  walk(expr)
  // Facts compared with one another share their points, through however many steps.
  for (let grown = true; grown;) {
    grown = false
    for (const [a, b] of pairs) {
      const before = points.get(a)?.size ?? 0
      add([a], ...(points.get(b) ?? []))
      if ((points.get(a)?.size ?? 0) > before) grown = true
    }
  }
  return points
}

function isPlain(expr: Expr): boolean {
  return expr.kind === 'fact' || expr.kind === 'number'
}

function literalsIn(expr: Expr): readonly (number | string)[] {
  if (expr.kind === 'number' || expr.kind === 'text') return [expr.value]
  return partsOf(expr).flatMap(literalsIn)
}

/** Where a comparison with a calculation turns, as one fact moves and the others stay: the last value before and the first after. */
function boundaries(compare: Compare, name: string, lookup: (name: string) => FactValue, fact: FactDefinition | null): readonly number[] {
  const start = lookup(name)
  if (typeof start !== 'number' || !fact) return []
  const step = fact.step ?? 1
  const gap = (x: number): number => {
    const moved = (other: string): FactValue => (other === name ? x : lookup(other))
    const left = valueOf(compare.left, moved)
    const right = valueOf(compare.right, moved)
    return typeof left === 'number' && typeof right === 'number' ? left - right : Number.NaN
  }
  const sign = Math.sign(gap(start))
  const found: number[] = []
  for (const direction of [-1, 1]) {
    let near = start
    for (let reach = step; reach < Number.MAX_SAFE_INTEGER; reach *= 2) {
      const far = within(fact, start + direction * reach)
      const turned = Math.sign(gap(far))
      if (turned !== sign && !Number.isNaN(turned)) {
        found.push(...between(near, far, (x) => Math.sign(gap(x)) === sign, step))
        break
      }
      if (far !== start + direction * reach) break
      near = far
    }
  }
  return found
}

/** Narrows a turn down to neighbouring steps. */
function between(still: number, turned: number, isStill: (x: number) => boolean, step: number): readonly number[] {
  let [a, b] = [still, turned]
  while (Math.abs(b - a) > step) {
    const middle = onStep((a + b) / 2, step)
    if (middle === a || middle === b) break
    if (isStill(middle)) a = middle
    else b = middle
  }
  return [a, b]
}

function onStep(x: number, step: number): number {
  return step === 1 ? Math.round(x) : Math.round(x / step) / Math.round(1 / step)
}

function within(fact: FactDefinition, x: number): number {
  return Math.min(fact.max ?? Number.MAX_SAFE_INTEGER, Math.max(fact.min ?? -Number.MAX_SAFE_INTEGER, x))
}

/** One value for each region that the points cut a fact's range into, and the points themselves. */
function regions(fact: FactDefinition, points: readonly (number | string)[], current: FactValue): readonly FactValue[] {
  if (fact.type === 'bool') return [true, false]
  if (fact.type === 'text') {
    const texts = points.filter((point) => typeof point === 'string')
    if (fact.values) return fact.values
    return [...texts, '', UNLIKE_ANY]
  }
  const numbers = points.filter((point) => typeof point === 'number')
  const step = fact.step ?? 1
  const edges = [fact.min, fact.max, ...numbers, ...(typeof current === 'number' ? [current] : [])].filter((edge) => edge !== undefined)
  const values = new Set<number>()
  const add = (x: number): void => {
    if (step !== 1) values.add(within(fact, x))
    else for (const whole of [Math.floor(x), Math.ceil(x)]) values.add(within(fact, whole))
  }
  const sorted = [...new Set(edges)].sort((a, b) => a - b)
  sorted.forEach((edge, i) => {
    const next = sorted[i + 1]
    for (const x of [edge - step, edge, edge + step]) add(step === 1 || x === edge ? x : onStep(x, step))
    if (next !== undefined) add((edge + next) / 2)
  })
  return [...values]
}

/** Stands for "any other text" where a fact has no closed list. */
const UNLIKE_ANY = '-'

function costOf(fact: FactDefinition, from: FactValue, to: FactValue): number {
  if (to === undefined) return ABSENCE_COST
  if (typeof from === 'number' && typeof to === 'number') {
    if (fact.unit === 'strength') return to === 0 ? 0.5 : 1 + Math.abs(to - from)
    return Math.abs(to - from) / (Math.abs(to) + Math.abs(from) + 1)
  }
  if (typeof from === 'string' && typeof to === 'string' && to !== UNLIKE_ANY) return from !== '' && to.includes(from) ? 0.4 : 0.5
  return to === UNLIKE_ANY ? 0.75 : 0.5
}

/** Draws each number back towards what it is, as far as the rule stays off. */
function nearest({ options, values }: Solution, slots: FactSlots, holds: (slots: FactSlots) => boolean): readonly FactChange[] {
  const trial = slots.slice()
  options.forEach(({ slot }, i) => { trial[slot] = values[i] })
  for (const { slot, fact } of options) {
    const from = slots[slot]
    const to = trial[slot]
    if (fact.unit === 'strength' || typeof from !== 'number' || typeof to !== 'number') continue
    const step = fact.step ?? 1
    const [, closest = to] = between(from, to, (x) => {
      trial[slot] = x
      return holds(trial)
    }, step)
    trial[slot] = Math.abs(closest - to) > step / 2 ? closest : to
  }
  return options.map(({ slot, fact }) => ({ fact: fact.name, from: slots[slot] ?? null, to: trial[slot] ?? null }))
}
