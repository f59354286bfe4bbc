/** Begins, after blanks and characters nobody sees, with something a spreadsheet would take for a formula (S41). A cell that is guarded already counts too, so that the guard can be undone. */
const FORMULA_START = /^['\s\p{Cf}\u00ad\ufeff]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/u
const PLAIN_NUMBER = /^-?\d{1,15}(?:\.\d{1,6})?$/

/** A text cell that no spreadsheet computes: a single quote is put before what looks like a formula. Plain numbers stay numbers. */
export function guardCell(cell: string): string {
  return FORMULA_START.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell
}

/** The inverse of {@link guardCell}, for files that we wrote ourselves. */
export function unguardCell(cell: string): string {
  return cell.startsWith("'") && FORMULA_START.test(cell) ? cell.slice(1) : cell
}
