/** Encodings that files arrive in. Told by a byte order mark, else by what decodes strictly: UTF-8 before GB18030 (S26). */
export const ENCODINGS = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const
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
