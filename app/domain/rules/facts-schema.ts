import type { Facts, Finding } from '../signals/detector.ts'
import { invariant } from '../values/result.ts'
import type { FactDefinition, FactValue, RecordFact } from './fact.ts'
import { RECORD_FACTS } from './record-facts.ts'

/** The facts of one anchor, one value per slot of the schema it was made by. */
export type FactSlots = FactValue[]

export interface FactSchema {
  readonly facts: readonly FactDefinition[]
  find(name: string): FactDefinition | null
  /** Slot of a declared fact. Throws on an unknown name: that is our own mistake, since rules are checked before. */
  slot(name: string): number
  /** All facts absent. */
  emptySlots(): FactSlots
  /**
   * The facts of one anchor: record facts read off `facts`, and for each signal the greatest strength found, 0 when its
   * detector saw nothing, absent when the detector could not assess it.
   */
  slotsOf(facts: Facts, findings: readonly Finding[]): FactSlots
  /** The same facts, only those named, in slots of their own: what a rule set needs and no more. */
  pick(names: Iterable<string>): FactSchema
}

/** The fact that carries a signal's strength: `link/lookalike-domain` is `link.lookalike_domain`. */
export function factOfSignal(signalId: string): string {
  return signalId.replace('/', '.').replaceAll('-', '_')
}

const SIGNAL_ID = /^[a-z]+\/[a-z0-9]+(?:-[a-z0-9]+)*$/
const FACT_NAME = /^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/

/** The facts rules may ask for: those of `record-facts.ts` and one per signal, in slots of this order. */
export function factSchema(signalIds: readonly string[], recordFacts: readonly RecordFact[] = RECORD_FACTS): FactSchema {
  return schemaOf([...recordFacts, ...signalIds.map(signalFact)])
}

interface SignalFact extends FactDefinition {
  readonly signalId: string
}

function signalFact(signalId: string): SignalFact {
  invariant(SIGNAL_ID.test(signalId), `signal id ${signalId} is family/name`)
  return { name: factOfSignal(signalId), type: 'number', unit: 'strength', label: `flag.${signalId}`, min: 0, max: 1, step: 0.01, signalId }
}

function schemaOf(facts: readonly (RecordFact | SignalFact)[]): FactSchema {
  const slots = new Map<string, number>()
  const signalSlots = new Map<string, number>()
  facts.forEach((fact, slot) => {
    invariant(FACT_NAME.test(fact.name), `fact name ${fact.name} is group.field`)
    invariant(!slots.has(fact.name), `fact ${fact.name} is declared once`)
    slots.set(fact.name, slot)
    if ('signalId' in fact) signalSlots.set(fact.signalId, slot)
  })
  const empty: FactSlots = facts.map(() => undefined)
  const readings = facts.flatMap((fact, slot) => ('read' in fact ? [{ slot, read: fact.read }] : []))
  const silent: FactSlots = facts.map((fact) => ('read' in fact ? undefined : 0))

  return Object.freeze({
    facts: Object.freeze([...facts]),
    find: (name: string) => facts[slots.get(name) ?? -1] ?? null,
    slot: (name: string) => {
      const slot = slots.get(name)
      invariant(slot !== undefined, `fact ${name} is declared`)
      return slot
    },
    emptySlots: () => empty.slice(),
    slotsOf: (known: Facts, findings: readonly Finding[]) => {
      const values = silent.slice()
      for (const { slot, read } of readings) values[slot] = read(known)
      for (const finding of findings) {
        const slot = signalSlots.get(finding.id)
        if (slot !== undefined && 'notAssessed' in finding) values[slot] = undefined
      }
      for (const finding of findings) {
        const slot = signalSlots.get(finding.id)
        if (slot === undefined || 'notAssessed' in finding) continue
        const before = values[slot]
        values[slot] = typeof before === 'number' ? Math.max(before, finding.strength) : finding.strength
      }
      return values
    },
    pick: (names: Iterable<string>) => {
      const wanted = new Set(names)
      return schemaOf(facts.filter((fact) => wanted.has(fact.name)))
    },
  })
}
