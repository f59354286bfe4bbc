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

/** Far enough above that another order of additions does not lift the value over it. */
function nextAbove(value: number): number {
  return value + Math.max(Math.abs(value), 1) * 1e-6
}
