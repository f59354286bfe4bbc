/** How far two judges agree beyond chance. */
export interface Agreement {
  readonly pairs: number
  readonly agreed: number
  /** Share that agreed, 0 to 1; null without pairs. */
  readonly observed: number | null
  /** Cohen's kappa, -1 to 1; null when chance alone explains all, as when both always say the same thing. */
  readonly kappa: number | null
}

/** Agreement over pairs of judgements of the same things. */
export function agreementOf(pairs: readonly (readonly [first: string, second: string])[]): Agreement {
  const total = pairs.length
  const agreed = pairs.filter(([first, second]) => first === second).length
  if (total === 0) return { pairs: 0, agreed: 0, observed: null, kappa: null }
  const share = (side: 0 | 1, code: string) => pairs.filter((pair) => pair[side] === code).length / total
  const observed = agreed / total
  const expected = [...new Set(pairs.flat())].reduce((sum, code) => sum + share(0, code) * share(1, code), 0)
  return { pairs: total, agreed, observed, kappa: expected >= 1 ? null : (observed - expected) / (1 - expected) }
}
