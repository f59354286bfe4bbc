/** Parts of a collection that share no near-copies: a text and its variants stand in one part, so that what is tested was never trained on. */

const RUN = 4
const BANDS = 10
const ROWS_A_BAND = 3
const NEAR = 0.5

/** The part, from 0, of every text. Near-copies are texts that share half of their runs of four letters; links, digits and marks do not count. */
export function partsOf(texts: readonly string[], parts: number): readonly number[] {
  const runs = texts.map(runsOf)
  const parent = texts.map((_, at) => at)
  const root = (at: number): number => {
    let one = at
    while (parent[one] !== one) one = parent[one] ?? one
    return one
  }
  const firstOf = new Map<string, number>()
  for (const [at, own] of runs.entries()) {
    if (own.size < ROWS_A_BAND) continue
    for (let band = 0; band < BANDS; band++) {
      const key = bandKey(own, band)
      const first = firstOf.get(key)
      if (first === undefined) firstOf.set(key, at)
      else if (root(first) !== root(at) && shared(own, runs[first] ?? new Set()) >= NEAR) parent[root(at)] = root(first)
    }
  }
  return texts.map((_, at) => hash(texts[root(at)] ?? '', 77) % parts)
}

function runsOf(text: string): Set<string> {
  const letters = text.toLowerCase().replace(/https?:\S+|[\d\s\p{P}\p{S}]/gu, '')
  const runs = new Set<string>()
  for (let at = 0; at + RUN <= letters.length; at++) runs.add(letters.slice(at, at + RUN))
  return runs
}

function bandKey(runs: ReadonlySet<string>, band: number): string {
  let key = String(band)
  for (let row = 0; row < ROWS_A_BAND; row++) {
    let least = 0xffffffff
    for (const run of runs) least = Math.min(least, hash(run, band * 31 + row * 7 + 1))
    key += `,${least}`
  }
  return key
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0
  for (const run of a) if (b.has(run)) both++
  return both / Math.max(1, a.size + b.size - both)
}

function hash(text: string, seed: number): number {
  let value = seed
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x5bd1e995) ^ (value >>> 13)
  return value >>> 0
}
