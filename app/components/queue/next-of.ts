/**
 * The case that opens after one of a list: the row below it, else `beyond`, what comes after the list; where there is nothing beyond, the first row that is left.
 * Null when there is none.
 */
export function nextOf(order: readonly number[], at: number, id: number, beyond: number | null): number | null {
  return order[at + 1] ?? (beyond !== null && beyond !== id ? beyond : null) ?? order.find((one) => one !== id) ?? null
}
