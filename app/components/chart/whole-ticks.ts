/** Most steps of an axis of counts; a low chart has room for the labels of so many. */
const STEPS_MAX = 4

/** Marks of an axis of counts from 0 to the first at or above `most`: whole, evenly apart by 1, 2 or 5 times a power of ten. */
export function wholeTicks(most: number): readonly number[] {
  const least = Math.max(1, most) / STEPS_MAX
  const power = 10 ** Math.max(0, Math.floor(Math.log10(least)))
  const step = power * ([1, 2, 5].find((one) => one * power >= least) ?? 10)
  return Array.from({ length: Math.max(1, Math.ceil(most / step)) + 1 }, (_, i) => i * step)
}
