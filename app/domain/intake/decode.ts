/** Encodings that files arrive in. Told by a byte order mark, else by what decodes strictly: UTF-8 before GB18030 (S26). */
const ENCODINGS = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const
export type Encoding = (typeof ENCODINGS)[number]

/** Strict decoding of a stream. `push` and `end` throw a `TypeError` at the first bytes that mean nothing; no replacement characters arise. */
export interface StreamDecoder {
  readonly push: (bytes: Uint8Array) => string
  readonly end: () => string
}

export function streamDecoder(encoding: Encoding): StreamDecoder {
  const decoder = new TextDecoder(encoding, { fatal: true })
  return {
    push: (bytes) => decoder.decode(bytes, { stream: true }),
    end: () => decoder.decode(),
  }
}

/** The encoding that a byte order mark promises, or null. */
export function encodingOfMark(head: Uint8Array): Encoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  return null
}

/** How much of the head is looked at, and which share of its bytes must be nought on one side alone. */
const NUL_LOOK_BYTES = 4_096
const NUL_SHARE = 0.05
/** A few Chinese characters have a nought on the other side. */
const NUL_ONE_SIDED = 10

/** UTF-16 without a mark, told by the noughts that its digits, commas and line ends bring, all on one side of their pairs; else null. */
export function encodingOfNuls(head: Uint8Array): Encoding | null {
  const length = Math.min(head.length, NUL_LOOK_BYTES) & ~1
  const nuls = [0, 0] as [number, number]
  for (let at = 0; at < length; at++) if (head[at] === 0) nuls[at & 1 ? 1 : 0] += 1
  if (nuls[1] > length * NUL_SHARE && nuls[0] * NUL_ONE_SIDED < nuls[1]) return 'utf-16le'
  return nuls[0] > length * NUL_SHARE && nuls[1] * NUL_ONE_SIDED < nuls[0] ? 'utf-16be' : null
}

/** A text that has so many characters of three bytes was meant as UTF-8; in GB18030 such sequences hardly arise by chance. */
const MEANT_AS_UTF8 = 4

/**
 * Decodes as UTF-8 what carries no mark. After `push` or `end` threw, `wasMeant` tells a UTF-8 file with wrong bytes, which is refused, from
 * one that never looked like UTF-8, so that GB18030 may be tried.
 */
export function utf8Attempt(): StreamDecoder & { readonly wasMeant: () => boolean } {
  const decoder = streamDecoder('utf-8')
  let wide = 0
  const note = (text: string) => {
    if (wide < MEANT_AS_UTF8) wide += wideIn(text)
    return text
  }
  return {
    push: (bytes) => {
      try {
        return note(decoder.push(bytes))
      } catch (error) {
        note(new TextDecoder('utf-8').decode(bytes).split('\ufffd', 1)[0] ?? '')
        throw error
      }
    },
    end: () => note(decoder.end()),
    wasMeant: () => wide >= MEANT_AS_UTF8,
  }
}

/** Characters that take three bytes, counted up to what decides. */
function wideIn(text: string): number {
  let count = 0
  for (const _ of text.matchAll(/[\u0800-\uffff]/g)) if (++count >= MEANT_AS_UTF8) break
  return count
}
