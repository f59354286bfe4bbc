import type { RecordRef } from '../intake/record.ts'
import type { Json } from '../values/result.ts'
import type { NotAssessed, Signal, Span } from './detector.ts'

interface Parts {
  readonly evidence: { readonly [key: string]: Json }
  readonly spans?: readonly Span[]
  readonly joined?: readonly RecordRef[]
  readonly flagged?: readonly RecordRef[]
}

const NONE: readonly never[] = []

/** What a detector saw. `strength` is the catalogue's weight of what was seen (DOMAIN 2), rounded to two decimals. */
export function signal(id: string, strength: number, { evidence, spans = NONE, joined = NONE, flagged = NONE }: Parts): Signal {
  return { id, strength: Math.round(Math.min(1, strength) * 100) / 100, evidence, spans, joined, flagged }
}

/** The detector could not judge; `reason` is a code. */
export function notAssessed(id: string, reason: string): NotAssessed {
  return { id, notAssessed: reason }
}

/** The most records a signal names: a hub's thousands are told by their number. */
export const MOST_JOINED = 20
