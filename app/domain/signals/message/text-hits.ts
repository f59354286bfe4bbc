import type { Detector, Facts, Signal, Span, TextFact, TextHit } from '../detector.ts'
import { signal } from '../finding.ts'
import { rawSpan } from '../../text/normalise.ts'

export type { TextHit }

/** Whose texts a detector judges: everybody's, or those that are not the operator's own outgoing ones. */
export type Speakers = 'all' | 'others'

/**
 * Runs a reading over the texts of an anchor, one signal a text. A customer's message that reports or asks about a scam is left out:
 * what it quotes is not its own (`message/reports-scam` tells of it).
 */
export function hitsIn(id: string, facts: Facts, speakers: Speakers, read: (fact: TextFact) => TextHit | null): readonly Signal[] {
  let found: Signal[] | null = null
  for (const fact of facts.texts) {
    if (isReport(fact) || (speakers === 'others' && fact.direction === 'out')) continue
    const hit = read(fact)
    if (hit === null || (fact.direction === 'in' && TELLS_ON.test(fact.reading.normal.text))) continue
    const isJoined = fact.record.kind !== facts.anchor.kind || fact.record.id !== facts.anchor.id
    found ??= []
    found.push(signal(id, hit.strength, {
      evidence: { ...hit.evidence, field: fact.field, direction: fact.direction },
      spans: hit.places.map(([start, end]) => spanOf(fact, start, end)),
      joined: isJoined ? [fact.record] : [],
      flagged: isJoined ? [fact.record] : [],
    }))
  }
  return found ?? NOTHING
}

/**
 * {@link hitsIn} for a detector that asks nothing but the text, its field and its direction: where it saw nothing in a text that recurs all day it is not
 * asked again. One that asks settings, lists of staff or other records must be asked each time, since these change beside the text.
 */
export function fromTexts(id: string, speakers: Speakers, read: (fact: TextFact) => TextHit | null): Pick<Detector, 'detect' | 'asksTextsAlone'> {
  return { asksTextsAlone: true, detect: (facts) => (facts.texts.length === 0 ? NOTHING : hitsIn(id, facts, speakers, read)) }
}

/** A customer denounces a number or an advertisement in words that quote nothing. */
const TELLS_ON = /^(?:我要|我想|请|麻烦)?(?:举报|投诉)[:, ]{0,2}[^您你,。]{0,8}(?:短信|广告|来电)|^(?:我要|我想|请|麻烦)?(?:举报|投诉)[^您你]{0,30}(?:发|打|推|群发)[^您你]{0,8}(?:广告|短信|消息|骚扰)|^(?:please )?(?:block|report) (?:this|the) number\b/

const NOTHING: readonly Signal[] = Object.freeze([])

/** A customer writes to report a scam or to ask whether something is genuine. Remarks and slips are never reports. */
export function isReport(fact: TextFact): boolean {
  return fact.direction === 'in' && fact.reading.context.isReport
}

/** A place of the normal form as a span of the record's raw text. */
export function spanOf(fact: TextFact, start: number, end: number): Span {
  const [from, to] = rawSpan(fact.reading.normal, start, end)
  return { record: fact.record, field: fact.field, start: from, end: to }
}

/** The strongest of several hits with the places of all; null when there is none. */
export function strongest(hits: readonly TextHit[]): TextHit | null {
  if (hits.length === 0) return null
  let best: TextHit | null = null
  for (const hit of hits) if (best === null || hit.strength > best.strength) best = hit
  return best === null ? null : { ...best, places: hits.flatMap((hit) => hit.places) }
}

/** Facts of a message, as examples write them. */
export function said(text: string, direction: 'in' | 'out' = 'in') {
  return { message: { text, direction } }
}
