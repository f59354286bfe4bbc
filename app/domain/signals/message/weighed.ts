/** A sign that a careful reader would notice, told by one pattern, and what it counts. */
export interface Sign {
  readonly name: string
  readonly weight: number
  readonly pattern: RegExp
}

export interface Weighed {
  readonly sum: number
  readonly names: readonly string[]
  /** What stands at each place, as staff are told. */
  readonly words: readonly string[]
  readonly places: readonly (readonly [start: number, end: number])[]
}

/**
 * Sums the signs that a text shows, each once at its first place. Wordings have no end while what they are made of is few: a fraud in new words still
 * shows several of these, and an honest text seldom more than one or two. `stands` leaves out a place that is denied.
 */
export function weigh(text: string, signs: readonly Sign[], stands: (start: number, end: number) => boolean = () => true): Weighed {
  let sum = 0
  const names: string[] = []
  const words: string[] = []
  const places: (readonly [number, number])[] = []
  for (const { name, weight, pattern } of signs) {
    const found = pattern.exec(text)
    if (!found || !stands(found.index, found.index + found[0].length)) continue
    sum += weight
    names.push(name)
    if (weight < 0) continue
    words.push(found[0])
    places.push([found.index, found.index + found[0].length])
  }
  return { sum, names, words, places }
}
