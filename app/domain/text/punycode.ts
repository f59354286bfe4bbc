/** Decodes one `xn--` label to Unicode (RFC 3492). Null when it is not well formed. Labels without the prefix come back as they are. */
export function decodeLabel(label: string): string | null {
  if (!label.startsWith('xn--')) return label
  const input = label.slice(4)
  const split = input.lastIndexOf('-')
  const output: number[] = []
  for (let i = 0; i < split; i++) output.push(input.charCodeAt(i))
  let codePoint = 128
  let bias = 72
  let place = 0
  for (let at = split < 0 ? 0 : split + 1; at < input.length; ) {
    const start = place
    for (let weight = 1, k = 36; ; k += 36) {
      if (at >= input.length) return null
      const digit = digitOf(input.charCodeAt(at++))
      if (digit < 0) return null
      place += digit * weight
      if (place > 0xfffffff) return null
      const threshold = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias
      if (digit < threshold) break
      weight *= 36 - threshold
    }
    const length = output.length + 1
    bias = adapt(place - start, length, start === 0)
    codePoint += Math.floor(place / length)
    if (codePoint > 0x10ffff) return null
    place %= length
    output.splice(place++, 0, codePoint)
  }
  return String.fromCodePoint(...output)
}

function digitOf(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 22
  if (unit >= 0x61 && unit <= 0x7a) return unit - 0x61
  if (unit >= 0x41 && unit <= 0x5a) return unit - 0x41
  return -1
}

function adapt(delta: number, length: number, isFirst: boolean): number {
  let rest = isFirst ? Math.floor(delta / 700) : delta >> 1
  rest += Math.floor(rest / length)
  let k = 0
  for (; rest > 455; k += 36) rest = Math.floor(rest / 35)
  return k + Math.floor((36 * rest) / (rest + 38))
}
