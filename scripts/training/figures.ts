/** Figures of detection quality. Scores are numbers where higher means more suspicious. */

/** The lowest threshold whose share of alarms (score >= threshold) among `negatives` is at most `rate`. */
export function thresholdAtFalseAlarmRate(negatives: ArrayLike<number>, rate: number): number {
  const sorted = Float64Array.from(negatives).sort()
  const allowed = Math.floor(rate * sorted.length)
  const limit = sorted[sorted.length - 1 - allowed]
  if (limit === undefined) return 0
  return nextAbove(limit)
}

/** Area under the precision-recall curve (step-wise, ties taken together). */
export function averagePrecision(positives: ArrayLike<number>, negatives: ArrayLike<number>): number {
  const all: { score: number; isPositive: boolean }[] = []
  for (let i = 0; i < positives.length; i++) all.push({ score: positives[i]!, isPositive: true })
  for (let i = 0; i < negatives.length; i++) all.push({ score: negatives[i]!, isPositive: false })
  all.sort((a, b) => b.score - a.score)
  let seen = 0
  let found = 0
  let area = 0
  for (let i = 0; i < all.length;) {
    let j = i
    let gained = 0
    while (j < all.length && all[j]!.score === all[i]!.score) { if (all[j]!.isPositive) gained++; j++ }
    seen += j - i
    found += gained
    area += gained * (found / seen)
    i = j
  }
  return positives.length === 0 ? Number.NaN : area / positives.length
}

/** The threshold with the best F1, and that F1. */
export function bestF1(positives: ArrayLike<number>, negatives: ArrayLike<number>): { f1: number; threshold: number } {
  const all: { score: number; isPositive: boolean }[] = []
  for (let i = 0; i < positives.length; i++) all.push({ score: positives[i]!, isPositive: true })
  for (let i = 0; i < negatives.length; i++) all.push({ score: negatives[i]!, isPositive: false })
  all.sort((a, b) => b.score - a.score)
  let hits = 0
  let best = { f1: 0, threshold: Number.POSITIVE_INFINITY }
  for (let i = 0; i < all.length; i++) {
    if (all[i]!.isPositive) hits++
    if (i + 1 < all.length && all[i + 1]!.score === all[i]!.score) continue
    const f1 = (2 * hits) / (positives.length + i + 1)
    if (f1 > best.f1) best = { f1, threshold: all[i]!.score }
  }
  return best
}

/** Far enough above that another order of additions does not lift the value over it. */
function nextAbove(value: number): number {
  return value + Math.max(Math.abs(value), 1) * 1e-6
}
