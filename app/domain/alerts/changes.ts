/** Ways in which records behind a figure are told apart. */
const DIMENSIONS = ['channel', 'rule', 'family', 'agent', 'region', 'segment', 'source', 'staff'] as const
export type Dimension = (typeof DIMENSIONS)[number]

/** A record behind a figure: its value in each dimension, several where several rules hold, none where it has none. */
export interface Facet {
  readonly values: Readonly<Partial<Record<Dimension, readonly string[]>>>
  /** The order it belongs to, by which a list of its likes can be opened. */
  readonly orderRowId: number | null
}

export interface Change {
  readonly value: string
  readonly now: number
  /** Mean of the earlier windows; null when there are none. */
  readonly usual: number | null
  /** Of the whole change, or of all where there is nothing to compare with or nothing grew. May lie above 1 where others fell. */
  readonly share: number
  readonly orderRowId: number | null
}

interface DimensionChange {
  readonly dimension: Dimension
  readonly changes: readonly Change[]
  /** How many further values there are. */
  readonly others: number
  /** Every record has this one value; one value alone may also be that of a few, where the others have none. */
  readonly isShared: boolean
}

export interface Changes {
  readonly total: { readonly now: number; readonly usual: number | null }
  /** Whether `share` is of the change, or of all. */
  readonly isOfChange: boolean
  /** The dimension in which the change is most of one value first. */
  readonly dimensions: readonly DimensionChange[]
}

const SHOWN = 6

/** What changed between now and the earlier windows, by dimension and value, the largest share of the change first. */
export function changesOf(now: readonly Facet[], before: readonly (readonly Facet[])[]): Changes {
  const usualTotal = before.length === 0 ? null : before.reduce((sum, window) => sum + window.length, 0) / before.length
  const growth = usualTotal === null ? 0 : now.length - usualTotal
  const isOfChange = growth > 0 && usualTotal !== null
  const whole = isOfChange ? growth : now.length
  const dimensions = DIMENSIONS.flatMap((dimension): DimensionChange[] => {
    const nowBy = countBy(now, dimension)
    const beforeBy = countBy(before.flat(), dimension)
    if (nowBy.size === 0) return []
    const changes = [...nowBy].map(([value, { count, orderRowId }]): Change => {
      const usual = usualTotal === null ? null : (beforeBy.get(value)?.count ?? 0) / before.length
      return { value, now: count, usual, share: whole === 0 ? 0 : (isOfChange ? count - (usual ?? 0) : count) / whole, orderRowId }
    }).sort((a, b) => b.share - a.share || b.now - a.now || (a.value < b.value ? -1 : 1))
    return [{ dimension, changes: changes.slice(0, SHOWN), others: Math.max(0, changes.length - SHOWN), isShared: changes.length === 1 && changes[0]?.now === now.length }]
  })
  // A single value tells nothing; among the others the one that explains most comes first.
  const rank = ({ changes, isShared }: DimensionChange) => (isShared ? -1 : (changes[0]?.share ?? 0))
  return { total: { now: now.length, usual: usualTotal }, isOfChange, dimensions: dimensions.sort((a, b) => rank(b) - rank(a)) }
}

function countBy(facets: readonly Facet[], dimension: Dimension): ReadonlyMap<string, { readonly count: number; readonly orderRowId: number | null }> {
  const counts = new Map<string, { count: number; orderRowId: number | null }>()
  for (const { values, orderRowId } of facets) {
    for (const value of new Set(values[dimension] ?? [])) {
      const known = counts.get(value)
      if (known) known.count += 1
      else counts.set(value, { count: 1, orderRowId })
    }
  }
  return counts
}

/** When at least `limit` of these intervals ran at once, oldest first; `most` is the highest count. */
export function stretchesAbove(intervals: readonly { readonly from: number; readonly to: number }[], limit: number): readonly { readonly from: number; readonly to: number; readonly most: number }[] {
  const steps = intervals.filter(({ from, to }) => to > from).flatMap(({ from, to }) => [[from, 1], [to, -1]] as const).sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const found: { from: number; to: number; most: number }[] = []
  let count = 0
  let from = -1
  let most = 0
  for (const [at, step] of steps) {
    const isAbove = count >= limit
    count += step
    if (count >= limit) {
      if (!isAbove) from = at
      most = Math.max(isAbove ? most : 0, count)
    } else if (isAbove) found.push({ from, to: at, most })
  }
  return found
}
