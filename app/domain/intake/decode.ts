/** Encodings that files arrive in. Told by a byte order mark, else by what decodes strictly: UTF-8 before GB18030 (S26), between them letters of Western Europe. */
const ENCODINGS = ['utf-8', 'gb18030', 'windows-1252', 'utf-16le', 'utf-16be'] as const
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

/** Bytes beyond ASCII that texts of Western Europe have: their letters, quotes, dashes and signs. */
const WESTERN = /[\x80\x82\x84\x85\x91-\x94\x96\x97\xa0\xa3\xa7\xab\xb0\xb4\xba\xbb\xbf-\xcf\xd1-\xd6\xd8-\xdc\xdf-\xef\xf1-\xf6\xf8-\xfc]/
/** Of runs of such bytes, one in so many may have two: `größer`. Chinese has nearly all of its bytes in twos and more. */
const LONE_RUNS = 4

/**
 * Decodes as windows-1252 what is text of Western Europe: hardly two bytes beyond ASCII side by side, and none that no such text has. Throws as {@link streamDecoder} of GB18030
 * would, at the first push that is something else.
 */
export function westernAttempt(): StreamDecoder {
  const decoder = streamDecoder('windows-1252')
  let [run, alone, joined] = [0, 0, 0]
  const fail = (): never => {
    throw Object.assign(new TypeError('no text of Western Europe'), { code: 'ERR_ENCODING_INVALID_ENCODED_DATA' })
  }
  const close = (): void => {
    if (run === 1) alone += 1
    else if (run > 1) joined += 1
    run = 0
  }
  return {
    push: (bytes) => {
      for (const byte of bytes) {
        if (byte < 0x80) {
          if (run > 0) close()
        } else if (++run > 2 || !WESTERN.test(String.fromCharCode(byte))) fail()
      }
      if (joined * LONE_RUNS > alone) fail()
      return decoder.push(bytes)
    },
    end: () => {
      close()
      if (joined * LONE_RUNS > alone) fail()
      return decoder.end()
    },
  }
}
