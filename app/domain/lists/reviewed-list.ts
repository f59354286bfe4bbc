/** A list that staff review: who answers for it, why it exists and when it was last looked at (DOMAIN 2.8). */
export interface ReviewedList<T> {
  readonly id: string
  readonly owner: string
  readonly reason: string
  /** ISO date. */
  readonly reviewedOn: string
  readonly entries: readonly T[]
}

/** The words of one string, parted by blanks: how lists of plain tokens are written here. */
export function words(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}
