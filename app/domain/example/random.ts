/** A small seeded generator (xorshift128, seeded by splitmix), so that the same seed gives the same day, byte for byte. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** Whole number from `low` to `high`, both included. */
  int(low: number, high: number): number
  pick<T>(list: readonly T[]): T
  chance(probability: number): boolean
  /** `length` decimal digits. */
  digits(length: number): string
  hex(length: number): string
}

export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const mix = (): number => {
    state = (state + 0x9e3779b9) >>> 0
    let z = state
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
    return (z ^ (z >>> 16)) >>> 0
  }
  let [a, b, c, d] = [mix(), mix(), mix(), mix() | 1]
  const next32 = (): number => {
    const t = a ^ (a << 11)
    a = b
    b = c
    c = d
    d = (d ^ (d >>> 19) ^ t ^ (t >>> 8)) >>> 0
    return d
  }
  const next = () => next32() / 4294967296
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const text = (alphabet: string, length: number) => {
    let out = ''
    for (let i = 0; i < length; i += 1) out += alphabet[int(0, alphabet.length - 1)]
    return out
  }
  return {
    next,
    int,
    pick: (list) => {
      const chosen = list[int(0, list.length - 1)]
      if (chosen === undefined) throw new Error('Broken promise: something to pick from')
      return chosen
    },
    chance: (probability) => next() < probability,
    digits: (length) => text('0123456789', length),
    hex: (length) => text('0123456789abcdef', length),
  }
}
