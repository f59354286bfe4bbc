/** How often a rule was right, of the cases that were closed: a share with the interval in which it lies with 95 % certainty (Wilson). */
export interface Precision {
  readonly confirmed: number
  readonly closed: number
  readonly share: number
  readonly low: number
  readonly high: number
}

const Z = 1.96

/** Null while nothing was closed. `confirmed` is at most `closed`. */
export function precisionOf(confirmed: number, closed: number): Precision | null {
  if (closed <= 0) return null
  const share = confirmed / closed
  const centre = share + (Z * Z) / (2 * closed)
  const reach = Z * Math.sqrt((share * (1 - share)) / closed + (Z * Z) / (4 * closed * closed))
  const whole = 1 + (Z * Z) / closed
  return { confirmed, closed, share, low: Math.max(0, (centre - reach) / whole), high: Math.min(1, (centre + reach) / whole) }
}
