/** What is usual: the middle of the earlier values and how far they usually lie from it. */
export interface Baseline {
  readonly centre: number
  readonly spread: number
  /** How many earlier weeks it rests on. */
  readonly weeks: number
}

/** Earlier weeks without which nothing is called usual. */
export const WEEKS_MIN = 4
/** Makes the median distance comparable with a standard deviation. */
const MAD_SCALE = 1.4826
/** Shares closer than this to the usual one are the same share. */
const SHARE_SPREAD_MIN = 0.002

/** The middle value, of an even number the mean of the two in the middle; 0 of none. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

function robust(values: readonly number[]): { readonly centre: number; readonly spread: number } {
  const centre = medianOf(values)
  return { centre, spread: MAD_SCALE * medianOf(values.map((value) => Math.abs(value - centre))) }
}

/**
 * The usual share of `hits` in `volume`. One wild week moves a median little. The spread is never less than chance alone would make it at the
 * volume that is judged. Null with fewer than {@link WEEKS_MIN} weeks that had anything.
 */
export function usualShare(weeks: readonly { readonly hits: number; readonly volume: number }[], volume: number): Baseline | null {
  const known = weeks.filter((week) => week.volume > 0)
  if (known.length < WEEKS_MIN) return null
  const { centre, spread } = robust(known.map((week) => week.hits / week.volume))
  return { centre, spread: Math.max(spread, Math.sqrt((centre * (1 - centre)) / Math.max(1, volume)), SHARE_SPREAD_MIN), weeks: known.length }
}

/** The usual count; `counts` are of weeks on which something was delivered, nought included. Null with fewer than {@link WEEKS_MIN}. */
export function usualCount(counts: readonly number[]): Baseline | null {
  if (counts.length < WEEKS_MIN) return null
  const { centre, spread } = robust(counts)
  return { centre, spread: Math.max(spread, Math.sqrt(Math.max(centre, 1))), weeks: counts.length }
}
