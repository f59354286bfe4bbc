/**
 * Tables of words as patterns: words stand apart by blanks, `_` is a blank inside one. Latin words are whole words, with a dash at the end they are
 * stems (`suspend-`); others are found wherever they stand. A question mark makes the sign before it optional and `[ab]` is either, as in a pattern.
 */
export function either(table: string): string {
  const words = table.trim().split(/\s+/).map((word) => word.replaceAll('_', ' '))
  const latin = words.filter((word) => LATIN.test(word))
  const whole = latin.filter((word) => !word.endsWith('-'))
  const stems = latin.filter((word) => word.endsWith('-')).map((word) => word.slice(0, -1))
  const groups = [
    ...words.filter((word) => !LATIN.test(word)),
    ...(whole.length > 0 ? [`\\b(?:${whole.join('|')})\\b`] : []),
    ...(stems.length > 0 ? [`\\b(?:${stems.join('|')})`] : []),
  ]
  return `(?:${groups.join('|')})`
}

/** One of the words, or one of the shapes, which are sources of patterns; the table may be empty. */
export function anyOf(table: string, ...shapes: readonly string[]): RegExp {
  return new RegExp([...(table === '' ? [] : [either(table)]), ...shapes].join('|'), 'u')
}

/** One of the first words, and one of the second at most so many signs behind it in the same clause. */
export function inClause(first: string, reach: number, second: string): string {
  return `${either(first)}[^,。!?\\n]{0,${reach}}${either(second)}`
}

/** The same in one English sentence, whose clauses commas do not part. */
export function inSentence(first: string, reach: number, second: string): string {
  return `${either(first)}[^.!?\\n]{0,${reach}}${either(second)}`
}

const LATIN = /^[a-z]/
