import { enclosedForm, FOREIGN_LOOKALIKE, LATIN_LOOKALIKE } from './confusables.ts'
import { SIMPLIFIED } from './traditional.ts'

/** UTF-16 units of a text that are looked at; what follows is not assessed and `isCut` says so. */
export const TEXT_LIMIT = 10_000

export type HiddenKind = 'zero_width' | 'bidi' | 'bidi_override' | 'tag' | 'variation' | 'keycap' | 'combining' | 'control'

/** A character that was taken out of the normal form. `inWord` when it stands between two letters or digits and its script does not need it there. */
export type Hidden = Readonly<{ at: number; codePoint: number; kind: HiddenKind; inWord: boolean }>

export type RewriteKind = 'look_alike_letter' | 'digit_word' | 'dot' | 'scheme' | 'wechat'

/** Units of the normal form that were written otherwise in the raw text, for a reason that goes beyond width, case or style. `end` is exclusive. */
export type Rewrite = Readonly<{ start: number; end: number; kind: RewriteKind }>

/**
 * A text in normal form (DOMAIN 3.1): lower case, NFKC, no invisible characters, simplified Chinese, look-alike letters, enclosed digits, digit words
 * in long runs, broken dots and schemes, and the disguised spellings of 微信 written plainly. `offsets[i]` is the raw index of the character that gave `text[i]`;
 * it holds at least `text.length + 1` entries, and is shared between texts whose two forms have equal indices: never write to it.
 */
export type NormalText = Readonly<{
  raw: string
  text: string
  offsets: Int32Array
  hidden: readonly Hidden[]
  rewrites: readonly Rewrite[]
  isCut: boolean
}>

const ASIS = 1
const ONE = 2
const FOREIGN = 3
const MANY = 4
const GONE = 5
const TRIGGER = 6
const DIGIT_WORD = 7

const CODE_UNITS = 0x10000
/** Longest result of one pass; room for the few characters that NFKC turns into several. */
const OUT_LIMIT = TEXT_LIMIT * 2
const NONE: readonly never[] = Object.freeze([])

const kindOf = new Uint8Array(CODE_UNITS)
const mapped = new Uint16Array(CODE_UNITS)
const many = new Map<number, string>()
const identity = Int32Array.from({ length: TEXT_LIMIT + 2 }, (_, i) => i)
const units = new Uint16Array(OUT_LIMIT + 32)
const origin = new Int32Array(OUT_LIMIT + 32)

/** Digits as words; the common ones among them mean a digit only in a long run (DOMAIN 3.1). */
const DIGIT_OF_WORD: ReadonlyMap<number, number> = new Map(
  ['零〇洞', '一壹幺丨弌', '二贰两弍', '三叁参弎', '四肆', '五伍', '六陆', '七柒拐漆', '八捌', '九玖勾'].flatMap((words, digit) =>
    [...words].map((word): [number, number] => [word.charCodeAt(0), 0x30 + digit]),
  ),
)
/** Fewest digit-like characters in a run before digit words are read as digits. */
const DIGIT_RUN = 7

/** First units of the spellings that the last pass rewrites. */
const TRIGGERS = new Set([...'。[({【<点薇威徽微'].map((c) => c.charCodeAt(0)))
const WORD_ENDING = ['com', 'cn', 'net', 'top', 'xyz', 'vip', 'cc', 'me', 'org', 'shop', 'icu', 'co', 'info', 'pw', 'tv', 'io', 'club', 'site', 'online', 'app', 'link', 'hk']

/** What may follow each first character so that the two spell 微信. 卫星 and 威信 alone are words: only the latter is rewritten, the former is a matter of context. */
const WECHAT_TAILS: ReadonlyMap<number, string> = new Map(
  Object.entries({ 薇: '信芯xX辛', 威: '信芯', 徽: '信芯', 微: '芯♥❤xX亻辛' }).map(([head, tails]) => [head.charCodeAt(0), tails]),
)

classify()

/** Brings a text of any kind into normal form, in time linear in its length. Never throws, whatever the units. */
export function normalise(input: string): NormalText {
  const isCut = input.length > TEXT_LIMIT
  const raw = isCut ? input.slice(0, isHighSurrogate(input.charCodeAt(TEXT_LIMIT - 1)) ? TEXT_LIMIT - 1 : TEXT_LIMIT) : input
  const length = raw.length

  let isLowered = false
  let i = 0
  let digitLike = 0
  let hasDigitWord = false
  let hasTrigger = false
  for (; i < length; i++) {
    const unit = raw.charCodeAt(i)
    const kind = kindOf[unit]
    if (kind === ASIS) {
      if (unit >= 0x30 && unit <= 0x39) digitLike++
    } else if (kind === ONE && unit < 0x80) isLowered = true
    else if (kind === DIGIT_WORD) {
      digitLike++
      hasDigitWord = true
    } else if (kind === TRIGGER) hasTrigger = true
    else break
  }
  if (i === length && !hasTrigger && !(hasDigitWord && digitLike >= DIGIT_RUN) && !(isLowered && hasScheme(raw))) {
    return { raw, text: isLowered || mayHoldScheme(raw) ? lowerAndScheme(raw) : raw, offsets: identity, hidden: NONE, rewrites: NONE, isCut }
  }
  return rewrite(raw, isCut)
}
