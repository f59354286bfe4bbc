import { type Instant, MINUTE_MS } from '../values/time.ts'

/** The moment of an example's anchor unless it says otherwise: noon in China. */
export const EXAMPLE_AT: Instant = Date.UTC(2026, 2, 13, 4)

/** Minutes before (negative) or after the anchor of an example. */
export function minutes(count: number): Instant {
  return EXAMPLE_AT + count * MINUTE_MS
}

/** `count` copies of a sketch, each changed by its place in the row. */
export function times<T>(count: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => make(index))
}
