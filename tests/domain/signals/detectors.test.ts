import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { FAMILIES } from '../../../app/domain/cases/flag.ts'
import type { DetectorExample } from '../../../app/domain/signals/detector.ts'
import { factsOf } from '../../../app/domain/signals/facts-builder.ts'
import { DETECTORS, signalsOf } from '../../../app/domain/signals/index.ts'

const cases = (kind: 'fires' | 'silent'): [string, string, DetectorExample, (typeof DETECTORS)[number]][] =>
  DETECTORS.flatMap((detector) => detector.examples[kind].map((example): [string, string, DetectorExample, (typeof DETECTORS)[number]] => [detector.id, example.name, example, detector]))

describe('every detector', () => {
  it('is named after its folder and file, once, in a known family', () => {
    const ids = DETECTORS.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) {
      expect(FAMILIES as readonly string[]).toContain(id.split('/')[0])
      expect([id, existsSync(new URL(`../../../app/domain/signals/${id}.ts`, import.meta.url))]).toEqual([id, true])
    }
  })

  it('shows what it sees and what it must not see', () => {
    for (const { id, examples } of DETECTORS) expect([id, examples.fires.length > 0, examples.silent.length > 0]).toEqual([id, true, true])
  })

  it.each(cases('fires'))('%s fires: %s', (id, _name, example, detector) => {
    const facts = factsOf(example.facts)
    expect(detector.appliesTo).toContain(facts.anchor.kind)
    const signals = detector.detect(facts).filter((finding) => 'strength' in finding)
    expect(signals.length).toBeGreaterThan(0)
    for (const signal of signals) {
      expect(signal.id).toBe(id)
      expect(signal.strength).toBeGreaterThan(0)
      expect(signal.strength).toBeLessThanOrEqual(1)
      expect(JSON.parse(JSON.stringify(signal.evidence))).toEqual(signal.evidence)
    }
  })

  it.each(cases('silent'))('%s is silent: %s', (_id, _name, example, detector) => {
    expect(detector.detect(factsOf(example.facts)).filter((finding) => 'strength' in finding)).toEqual([])
  })

  it.each([...cases('fires'), ...cases('silent')])('%s is asked wherever it has anything to say: %s', (id, _name, example, detector) => {
    const facts = factsOf(example.facts)
    expect(signalsOf(facts).filter((finding) => finding.id === id)).toEqual(detector.detect(facts))
  })

  it.each(cases('fires'))('%s says the same of the same facts: %s', (_id, _name, example, detector) => {
    const facts = factsOf(example.facts)
    expect(detector.detect(facts)).toEqual(detector.detect(facts))
  })
})
