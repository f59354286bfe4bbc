/** Most characters of a text that are made findable. */
const TEXT_CHARS_MAX = 2_000
/** Most terms of one record. */
const TERMS_MAX = 600
/** Length of the longer pieces of words and numbers, which make searches by them exact enough. */
const WORD_PIECE = 4

const RUN = /\p{Script=Han}+|[\p{L}\p{N}]+/gu
const HAN = /^\p{Script=Han}/u

/**
 * Terms by which texts are found: neighbouring pairs of characters, and pieces of four in words and numbers (trap 19: two Chinese characters must
 * be findable). Lower case, width folded; punctuation parts. Each term is letters and digits only.
 */
export function searchTerms(texts: readonly (string | null)[]): readonly string[] {
  const terms = new Set<string>()
  for (const text of texts) {
    if (text === null) continue
    for (const run of runsOf(text)) for (const term of piecesOf(run)) if (terms.size < TERMS_MAX) terms.add(term)
  }
  return [...terms]
}

/**
 * Terms that all must be there for a query to match; empty when the query has nothing to search by. A single letter or digit matches only
 * where it stands alone; a record that has every piece apart from each other matches too, which is rare and harmless in a list that people read.
 */
export function queryTerms(query: string): readonly string[] {
  const terms = new Set<string>()
  for (const run of runsOf(query.slice(0, 100))) {
    const pieces = piecesOf(run)
    const longest = Math.max(...pieces.map((piece) => piece.length))
    for (const piece of pieces) if (piece.length === longest) terms.add(piece)
  }
  return [...terms].slice(0, 40)
}

function runsOf(text: string): readonly string[] {
  const plain = text.slice(0, TEXT_CHARS_MAX).normalize('NFKC').toLowerCase()
  return [...plain.matchAll(RUN)].flatMap((match) => splitScripts(match[0]))
}

/** A run of letters may begin with Latin and go on with Chinese (`加v信`): each script is cut on its own and across the border. */
function splitScripts(run: string): readonly string[] {
  const parts = run.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? []
  return parts.length > 1 ? [...parts, ...borders(parts)] : parts
}

function borders(parts: readonly string[]): readonly string[] {
  return parts.slice(1).map((part, i) => `${[...(parts[i] ?? '')].at(-1) ?? ''}${[...part][0] ?? ''}`)
}

function piecesOf(run: string): readonly string[] {
  const characters = [...run]
  if (characters.length === 1) return [run]
  const pieces = ngrams(characters, 2)
  return characters.length >= WORD_PIECE && !HAN.test(run) ? [...pieces, ...ngrams(characters, WORD_PIECE)] : pieces
}

function ngrams(characters: readonly string[], size: number): readonly string[] {
  const out: string[] = []
  for (let i = 0; i + size <= characters.length; i++) out.push(characters.slice(i, i + size).join(''))
  return out
}
