import { enclosedForm, FOREIGN_LOOKALIKE, LATIN_LOOKALIKE } from './confusables.ts'
import { SIMPLIFIED } from './traditional.ts'

/** UTF-16 units of a text that are looked at. Of a longer one its beginning and its end are, so that padding hides nothing; `isCut` says that the middle is not assessed. */
export const TEXT_LIMIT = 10_000
const HEAD_LIMIT = 8_000

type HiddenKind = 'zero_width' | 'bidi' | 'bidi_override' | 'tag' | 'variation' | 'keycap' | 'combining' | 'control'

/** A character that was taken out of the normal form. `inWord` when it stands directly between two letters or digits of a script that never needs it there. */
export type Hidden = Readonly<{ at: number; codePoint: number; kind: HiddenKind; inWord: boolean }>

type RewriteKind = 'look_alike_letter' | 'digit_word' | 'dot' | 'scheme' | 'wechat'

/** Part of the normal form (`end` exclusive) that the raw text spells otherwise, for reasons beyond width, case, accents or style. */
type Rewrite = Readonly<{ start: number; end: number; kind: RewriteKind }>

/**
 * A text in normal form (DOMAIN 3.1): lower case, NFKC, no invisible characters, simplified Chinese, plain Latin for look-alike letters, digits for enclosed
 * digits and for digit words in long runs, whole dots and schemes, and 微信 for its disguises. `offsets[i]` is the raw index of the character that gave
 * `text[i]`; it has at least `text.length + 1` entries and may be shared between texts: never write to it.
 */
export type NormalText = Readonly<{
  raw: string
  text: string
  offsets: Int32Array
  hidden: readonly Hidden[]
  rewrites: readonly Rewrite[]
  isCut: boolean
}>

/** What to do with a UTF-16 unit. Zero means: not looked up yet. */
const AS_IS = 1
/** An ASCII capital. */
const UPPER = 2
/** One unit for another that is no letter or digit of ASCII and no digit word; the brief pass can place it. Triggers are signs too. */
const SIGN = 3
/** Any other form, of whatever length. */
const FORM = 4
const FOREIGN = 5
const DIGIT_WORD = 6
const HIDDEN = 7
const MARK = 8
const SURROGATE = 9

/** Room for the few characters that NFKC turns into several; beyond it the rest counts as cut. */
const OUT_LIMIT = TEXT_LIMIT * 2
const LONGEST_EXPANSION = 18
/** Fewest digit-like characters in a row before digit words are read as digits (DOMAIN 3.1). */
const DIGIT_RUN = 7
/** Most separators between two digits of one run. */
const MAX_GAP = 3

const NONE: readonly never[] = Object.freeze([])
const actions = new Uint8Array(0x10000)
const singles = new Uint16Array(0x10000)
const forms = new Map<number, string>()
const identity = Int32Array.from({ length: TEXT_LIMIT + 2 }, (_, index) => index)
const outUnits = new Uint16Array(OUT_LIMIT + LONGEST_EXPANSION + 2)
const outOrigin = new Int32Array(OUT_LIMIT + LONGEST_EXPANSION + 2)

const DIGIT_OF_WORD: ReadonlyMap<number, number> = new Map(
  ['零〇洞', '一壹幺丨弌〡', '二贰两弍〢', '三叁参弎〣', '四肆〤', '五伍〥', '六陆〦', '七柒拐〧', '八捌〨', '九玖勾〩'].flatMap((words, digit) =>
    [...words].map((word): [number, number] => [word.charCodeAt(0), 0x30 + digit]),
  ),
)

/** Units at which a broken dot or a disguised 微信 may begin or end. */
const TRIGGERS: ReadonlySet<number> = new Set([...'。·•‧点[({【〔《威微徽薇信芯♥❤'].map((sign) => sign.charCodeAt(0)))

/** Endings after which a broken dot is believed. Short words of everyday English are believed only without blanks around the dot. */
const ENDINGS: ReadonlySet<string> = new Set(
  'com cn net org top xyz vip cc icu shop info pw club site online app link hk tv io biz ink ltd fun store live work win mobi asia'.split(' '),
)
const SHORT_ENDINGS: ReadonlySet<string> = new Set('me co in ly gd im la to ws us uk tw ru id vn my ph th sg so'.split(' '))

/** Second characters that, after the given first one, spell 微信. */
const WECHAT_TAILS: ReadonlyMap<string, string> = new Map([
  ['薇', '信芯辛x亻♥❤'],
  ['威', '信芯♥❤'],
  ['徽', '信芯'],
  ['微', '芯辛x亻♥❤'],
  ['v', '信芯♥❤'],
])

const WECHAT_SECONDS = '信芯辛xX亻♥❤'
/** Signs that stand in for the dot of a host name. */
const DOTS = '.。·•‧点'

/** Brings text into normal form, in time linear in its length. Never throws, whatever the units. */
export function normalise(raw: string): NormalText {
  if (raw.length > TEXT_LIMIT) return normaliseFully(raw, true)
  let isLower = true
  let digitLikes = 0
  let hasDigitWord = false
  let text = ''
  let from = 0
  for (let i = 0; i < raw.length; i++) {
    const unit = raw.charCodeAt(i)
    const action = actions[unit] || learn(unit)
    if (action === AS_IS) {
      if (unit <= 0x39 && unit >= 0x30) digitLikes++
    } else if (action === DIGIT_WORD) {
      digitLikes++
      hasDigitWord = true
    } else if (action === UPPER) isLower = false
    else if (action === SIGN && !isTriggered(raw, i, singles[unit] ?? unit)) {
      if (singles[unit] === unit) continue
      text += raw.slice(from, i) + String.fromCharCode(singles[unit] ?? unit)
      from = i + 1
    } else return normaliseFully(raw, false)
  }
  if (hasDigitWord && digitLikes >= DIGIT_RUN) return normaliseFully(raw, false)
  text = from === 0 ? raw : text + raw.slice(from)
  if (!isLower) text = text.toLowerCase()
  if (!hasAsciiTrick(text)) return { raw, text, offsets: identity, hidden: NONE, rewrites: NONE, isCut: false }
  return normaliseFully(raw, false)
}

/** The raw span [from, to) behind [start, end) of the normal form; invisible characters that follow the last one are part of it. */
export function rawSpan(normal: NormalText, start: number, end: number): readonly [from: number, to: number] {
  const last = normal.text.length
  const first = Math.max(0, Math.min(start, last))
  return [normal.offsets[first] ?? 0, normal.offsets[Math.max(first, Math.min(end, last))] ?? normal.raw.length]
}

/** What stands in the raw text behind [start, end) of the normal form. */
export function rawSlice(normal: NormalText, start: number, end: number): string {
  const [from, to] = rawSpan(normal, start, end)
  return normal.raw.slice(from, to)
}

/** True for letters and digits of the scripts in which words are not joined by invisible characters: Latin, Greek, Cyrillic, Han. */
function isWordUnit(unit: number): boolean {
  if (unit < 0x80) return isAsciiWord(unit)
  return (unit >= 0xc0 && unit <= 0x52f && unit !== 0xd7 && unit !== 0xf7 && !(unit >= 0x2b0 && unit <= 0x36f)) || (unit >= 0x1e00 && unit <= 0x1fff) || isHan(unit)
}

/** True for a Han character of the basic plane. */
export function isHan(unit: number): boolean {
  return (unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0x3400 && unit <= 0x4dbf) || (unit >= 0xf900 && unit <= 0xfaff)
}

/** True for signs that may stand between the digits of one number: blanks, dots, dashes, brackets, stars, and every kind of emoji or symbol. */
export function isDigitGap(unit: number): boolean {
  if (unit < 0x80) return unit === 0x20 || unit === 0x2d || unit === 0x2e || unit === 0x2a || unit === 0x5f || unit === 0x28 || unit === 0x29 || unit === 0x7e || unit === 0x7c || unit === 0x2f
  return (
    unit === 0xb7 || unit === 0x3000 || unit === 0x3001 || unit === 0xfffd ||
    (unit >= 0x2010 && unit <= 0x2027) || (unit >= 0x2190 && unit <= 0x2bff) || (unit >= 0xd800 && unit <= 0xdfff)
  )
}

function normaliseFully(raw: string, isCut: boolean): NormalText {
  const hidden: Hidden[] = []
  const rewrites: Rewrite[] = []
  let length = 0
  let hasForeign = false
  let hasDigitWord = false
  let marks = 0
  let i = 0
  for (; i < raw.length && length < OUT_LIMIT; i++) {
    if (i === HEAD_LIMIT && isCut) {
      // A line break stands for the middle, so that nothing is read across the gap.
      outUnits[length] = 0x0a
      outOrigin[length++] = i
      i = raw.length - (TEXT_LIMIT - HEAD_LIMIT)
    }
    const unit = raw.charCodeAt(i)
    const action = actions[unit] || learn(unit)
    if (action === MARK) {
      const base = length > 0 ? (outUnits[length - 1] ?? 0) : 0
      if (++marks > 2 || !isLetterThatTakesMarks(base)) hidden.push({ at: i, codePoint: unit, kind: 'combining', inWord: isWordUnit(base) && isWordAt(raw, i + 1) })
      continue
    }
    marks = 0
    if (action === HIDDEN) {
      const kind = hiddenKind(unit) ?? 'control'
      if (!(i === 0 && unit === 0xfeff)) hidden.push({ at: i, codePoint: unit, kind, inWord: kind !== 'keycap' && isBetweenWords(raw, i, length) })
      continue
    }
    if (action === SURROGATE) {
      const codePoint = raw.codePointAt(i) ?? 0xfffd
      const isPair = codePoint > 0xffff
      if (isPair && isHiddenAstral(codePoint)) {
        hidden.push({ at: i, codePoint, kind: codePoint >= 0xe0100 ? 'variation' : 'tag', inWord: isBetweenWords(raw, i + 1, length) })
        i++
        continue
      }
      const form = isPair ? astralForm(raw, i, codePoint) : '\ufffd'
      for (let k = 0; k < form.length; k++) {
        outUnits[length] = form.charCodeAt(k)
        outOrigin[length++] = i
      }
      if (isPair) i++
      continue
    }
    if (action === FORM) {
      hasDigitWord = true
      const form = forms.get(unit) ?? ''
      for (let k = 0; k < form.length; k++) {
        outUnits[length] = form.charCodeAt(k)
        outOrigin[length++] = i
      }
      continue
    }
    if (action === FOREIGN) hasForeign = true
    else if (action === DIGIT_WORD) hasDigitWord = true
    outUnits[length] = action === AS_IS ? unit : (singles[unit] ?? unit)
    outOrigin[length++] = i
  }
  outOrigin[length] = i
  if (hasForeign) plainLetters(length, rewrites)
  if (hasDigitWord) digitWords(length, rewrites)
  const wasCut = isCut || i < raw.length
  return spellPlainly({ raw, text: stringOf(length), offsets: outOrigin.slice(0, length + 1), hidden: hidden.length === 0 ? NONE : hidden, rewrites, isCut: wasCut })
}

/** Reads look-alike letters as Latin inside words that have Latin letters, and in words drawn wholly in look-alikes when the text has no other word of that script. */
function plainLetters(length: number, rewrites: Rewrite[]): void {
  let isForeignText = false
  for (let i = 0; i < length && !isForeignText; i++) isForeignText = isForeign(outUnits[i] ?? 0) && !FOREIGN_LOOKALIKE.has(outUnits[i] ?? 0)
  for (let start = 0; start < length; ) {
    let end = start
    let latin = 0
    let foreign = 0
    for (; end < length; end++) {
      const unit = outUnits[end] ?? 0
      if (isForeign(unit)) foreign++
      else if (unit >= 0x61 && unit <= 0x7a) latin++
      else if (!(unit >= 0x30 && unit <= 0x39)) break
    }
    if (foreign > 0 && (latin > 0 || (!isForeignText && end - start > 2))) {
      let hasChanged = false
      for (let i = start; i < end; i++) {
        const plain = FOREIGN_LOOKALIKE.get(outUnits[i] ?? 0)
        if (plain === undefined) continue
        outUnits[i] = plain
        hasChanged = true
      }
      if (hasChanged) rewrites.push({ start, end, kind: 'look_alike_letter' })
    }
    start = end + 1
  }
}

/** Turns digit words into digits where at least `DIGIT_RUN` digit-like characters follow one another with small gaps. */
function digitWords(length: number, rewrites: Rewrite[]): void {
  for (let start = 0; start < length; ) {
    if (digitLike(outUnits[start] ?? 0) === 0) {
      start++
      continue
    }
    let count = 0
    let words = 0
    let end = start
    for (let at = start, gap = 0; at < length && gap <= MAX_GAP; at++) {
      const unit = outUnits[at] ?? 0
      const like = digitLike(unit)
      if (like > 0) {
        count++
        if (like === 2) words++
        end = at + 1
        gap = 0
      } else if (isDigitGap(unit)) gap++
      else break
    }
    if (count >= DIGIT_RUN && words > 0) {
      for (let i = start; i < end; i++) outUnits[i] = DIGIT_OF_WORD.get(outUnits[i] ?? 0) ?? outUnits[i] ?? 0
      rewrites.push({ start, end, kind: 'digit_word' })
    }
    start = end
  }
}

type Edit = Readonly<{ start: number; end: number; by: string; kind: RewriteKind }>

/** Mends broken dots and schemes and the disguised spellings of 微信; the length may change, so offsets and earlier rewrites are moved along. */
function spellPlainly(normal: NormalText): NormalText {
  const edits = editsOf(normal.text)
  if (edits.length === 0) return normal
  const parts: string[] = []
  const offsets = new Int32Array(normal.text.length + 1)
  const rewrites: Rewrite[] = []
  let length = 0
  let from = 0
  let moved = 0
  let next = 0
  for (const edit of edits) {
    for (; next < normal.rewrites.length && (normal.rewrites[next]?.end ?? 0) <= edit.start; next++) {
      const rewrite = normal.rewrites[next]
      if (rewrite) rewrites.push({ ...rewrite, start: rewrite.start + moved, end: rewrite.end + moved })
    }
    parts.push(normal.text.slice(from, edit.start), edit.by)
    offsets.set(normal.offsets.subarray(from, edit.start), length)
    length += edit.start - from
    rewrites.push({ start: length, end: length + edit.by.length, kind: edit.kind })
    offsets.fill(normal.offsets[edit.start] ?? 0, length, length + edit.by.length)
    length += edit.by.length
    moved = length - edit.end
    from = edit.end
  }
  for (; next < normal.rewrites.length; next++) {
    const rewrite = normal.rewrites[next]
    if (rewrite) rewrites.push({ ...rewrite, start: Math.max(0, rewrite.start + moved), end: rewrite.end + moved })
  }
  parts.push(normal.text.slice(from))
  offsets.set(normal.offsets.subarray(from, normal.text.length + 1), length)
  length += normal.text.length - from
  return { ...normal, text: parts.join(''), offsets: offsets.subarray(0, length + 1), rewrites }
}

/** The places to mend, in order and without overlap; no replacement is longer than what it replaces. */
function editsOf(text: string): Edit[] {
  const edits: Edit[] = []
  let apartFrom = 0
  for (let i = 0; i < text.length; i++) {
    let edit: Edit | null = null
    if (i >= apartFrom && text.charCodeAt(i + 1) === 0x20 && isAsciiWord(text.charCodeAt(i)) && !isAsciiWord(text.charCodeAt(i - 1))) {
      const apart = lettersApart(text, i)
      if (typeof apart === 'number') apartFrom = apart
      else edit = apart
    }
    edit ??= editAt(text, i)
    if (edit === null) continue
    edits.push(edit)
    i = edit.end - 1
  }
  return edits
}

function editAt(text: string, i: number): Edit | null {
  switch (text.charCodeAt(i)) {
    case 0x68: // h
      return (text.startsWith('xxp', i + 1) || text.startsWith('**p', i + 1)) && !isAsciiWord(text.charCodeAt(i - 1)) ? { start: i, end: i + 4, by: 'http', kind: 'scheme' } : null
    case 0x5b: case 0x28: case 0x7b: case 0x3010: case 0x3014: case 0x300a: // [ ( { 【 〔 《
      return bracketedDot(text, i)
    case 0x3002: case 0xb7: case 0x2022: case 0x2027: case 0x70b9: // 。 · • ‧ 点
      return isAsciiWord(text.charCodeAt(i - 1)) && endingAt(text, i + 1, true) && !(text[i] === '点' && isHour(text, i)) ? { start: i, end: i + 1, by: '.', kind: 'dot' } : null
    case 0x20:
      return spacedDot(text, i)
    case 0x76: // v
      if (isAsciiWord(text.charCodeAt(i - 1))) return null
      return wechat(text, i)
    case 0x77: // w
      return text.startsWith('wei信', i) && !isAsciiWord(text.charCodeAt(i - 1)) ? { start: i, end: i + 4, by: '微信', kind: 'wechat' } : null
    case 0x5a01: case 0x5fae: case 0x5fbd: case 0x8587: // 威 微 徽 薇
      return wechat(text, i)
    default:
      return null
  }
}

/** `3点`: one or two digits alone before 点 are a time of day. */
function isHour(text: string, i: number): boolean {
  const isDigitAt = (at: number) => text.charCodeAt(at) >= 0x30 && text.charCodeAt(at) <= 0x39
  return isDigitAt(i - 1) && (!isAsciiWord(text.charCodeAt(i - 2)) || (isDigitAt(i - 2) && !isAsciiWord(text.charCodeAt(i - 3))))
}

function wechat(text: string, i: number): Edit | null {
  const second = text[i + 1]
  if (second === undefined || !WECHAT_TAILS.get(text[i] ?? '')?.includes(second)) return null
  if (second === 'x' && isAsciiWord(text.charCodeAt(i + 2))) return null
  return { start: i, end: second === '亻' && text[i + 2] === '言' ? i + 3 : i + 2, by: '微信', kind: 'wechat' }
}

function bracketedDot(text: string, i: number): Edit | null {
  const inner = DOTS.includes(text[i + 1] ?? ' ') ? 1 : text.startsWith('dot', i + 1) ? 3 : 0
  if (inner === 0 || !isAsciiWord(text.charCodeAt(i - 1)) || !isAsciiWord(text.charCodeAt(i + inner + 2))) return null
  return ')]}】〕》'.includes(text[i + 1 + inner] ?? ' ') ? { start: i, end: i + inner + 2, by: '.', kind: 'dot' } : null
}

/** `name . com`, `name dot com`: blanks around the dot are believed only before an ending that is no everyday word. */
function spacedDot(text: string, i: number): Edit | null {
  if (!isAsciiWord(text.charCodeAt(i - 1))) return null
  const dot = text.startsWith('. ', i + 1) || text.startsWith('点 ', i + 1) ? 2 : text.startsWith('dot ', i + 1) ? 4 : 0
  return dot > 0 && endingAt(text, i + 1 + dot, false) ? { start: i, end: i + 1 + dot, by: '.', kind: 'dot' } : null
}

const APART_LIMIT = 120
const LONGEST_ENDING = 6
/** Fewest single letters or digits from which a host counts as written apart. */
const LEAST_APART = 6
const APART = /([a-z0-9-]{1,8}|[./:])( ?)/y

/** `w w w . n a m e . t o p`: a host whose letters stand apart, up to its ending; else the place from which it is worth looking again. */
function lettersApart(text: string, i: number): Edit | number {
  let joined = ''
  let singles = 0
  let dot = -1
  let at = i
  while (at - i < APART_LIMIT) {
    APART.lastIndex = at
    const piece = APART.exec(text)
    if (piece === null) return at
    const [whole, sign = '', blank] = piece
    if (sign === '.') dot = joined.length
    else if (sign.length === 1) singles++
    joined += sign
    at += whole.length
    const isEnd = dot > 0 && singles >= LEAST_APART && joined.length - dot <= LONGEST_ENDING + 1 && ENDINGS.has(joined.slice(dot + 1))
    if (isEnd) return { start: i, end: at - (blank?.length ?? 0), by: joined, kind: 'dot' }
    if (blank === '') return at
  }
  return i + (APART_LIMIT * 3) / 4
}

/** True when a top-level ending stands at `at` as a whole word, or up to three labels later after further dots. */
function endingAt(text: string, at: number, takesShort: boolean): boolean {
  for (let labels = 0, start = at; labels < 4; labels++) {
    let end = start
    while (end < text.length && end - start < 64 && (isAsciiWord(text.charCodeAt(end)) || text.charCodeAt(end) === 0x2d)) end++
    if (end === start) return false
    const word = text.slice(start, end)
    if (ENDINGS.has(word) || (takesShort && SHORT_ENDINGS.has(word))) return true
    if (!takesShort || !DOTS.includes(text[end] ?? ' ')) return false
    start = end + 1
  }
  return false
}

/** Whether a trigger unit could be part of a spelling that is mended; a cheap look at its neighbours. */
function isTriggered(raw: string, i: number, unit: number): boolean {
  const before = raw.charCodeAt(i - 1)
  if (unit === 0x4fe1 || unit === 0x82af || unit === 0x2665 || unit === 0x2764) return before === 0x76 || before === 0x56 || before === 0x69 || before === 0x49 // v信 v芯 v♥ v❤ wei信
  const after = raw[i + 1] ?? ' '
  if (unit >= 0x4e00 && unit !== 0x70b9) return WECHAT_SECONDS.includes(after)
  if (!isAsciiWord(before)) return false
  return DOTS.includes(raw[i] ?? '') ? isAsciiWord(after.charCodeAt(0)) : after === 'd' || after === 'D' || DOTS.includes(after)
}

function hasAsciiTrick(text: string): boolean {
  return text.includes('hxxp') || text.includes('h**p') || text.includes(' . ') || text.includes(' 点 ') || text.includes(' dot ')
}

/** Looks a unit up for the first time and remembers what to do with it. */
function learn(unit: number): number {
  const action = lookUp(unit)
  actions[unit] = action
  return action
}

function lookUp(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return SURROGATE
  singles[unit] = unit
  if (unit < 0x80) {
    if (unit >= 0x41 && unit <= 0x5a) {
      singles[unit] = unit + 32
      return UPPER
    }
    if (unit < 0x20 ? unit !== 9 && unit !== 10 && unit !== 13 : unit === 0x7f) return HIDDEN
    return TRIGGERS.has(unit) ? SIGN : AS_IS
  }
  if (hiddenKind(unit) !== null) return HIDDEN
  if (isMark(unit)) return MARK
  if (isForeign(unit)) {
    const lower = String.fromCharCode(unit).toLowerCase()
    singles[unit] = lower.length === 1 ? lower.charCodeAt(0) : unit
    return FOREIGN
  }
  const form = formOf(String.fromCharCode(unit), unit)
  const to = form.length === 1 ? form.charCodeAt(0) : 0
  if (to === unit) return DIGIT_OF_WORD.has(to) ? DIGIT_WORD : TRIGGERS.has(to) ? SIGN : AS_IS
  if (to === 0 || isAsciiWord(to) || to === 0x2e || DIGIT_OF_WORD.has(to)) {
    forms.set(unit, form)
    return FORM
  }
  singles[unit] = to
  return SIGN
}

/** The normal form of one character by itself: NFKC, lower case, without accents on Latin letters, simplified. */
function formOf(character: string, codePoint: number): string {
  const enclosed = enclosedForm(codePoint)
  if (enclosed !== null) return enclosed
  if (codePoint === 0x2018 || codePoint === 0x2019 || codePoint === 0x2bc) return "'"
  if ((codePoint >= 0x2010 && codePoint <= 0x2013) || codePoint === 0x2212) return '-'
  const digit = foreignDigit(codePoint)
  if (digit >= 0) return String(digit)
  let form = ''
  for (const part of character.normalize('NFKC').toLowerCase()) {
    const unit = part.charCodeAt(0)
    const plain = SIMPLIFIED.get(unit) ?? LATIN_LOOKALIKE.get(unit)
    if (plain !== undefined) form += String.fromCharCode(plain)
    else if ((unit >= 0xc0 && unit <= 0x24f) || (unit >= 0x1e00 && unit <= 0x1eff)) {
      const base = part.normalize('NFKD')
      form += base.charCodeAt(0) < 0x80 ? (base[0] ?? part) : part
    } else if (!isMark(unit)) form += part
  }
  return form
}

/** Zeros of the decimal digits of other scripts; NFKC leaves them alone. */
const FOREIGN_ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0,
  0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xaa50, 0xabf0,
]

function foreignDigit(codePoint: number): number {
  if (codePoint < 0x660 || codePoint > 0xabf9) return -1
  for (const zero of FOREIGN_ZEROS) if (codePoint >= zero && codePoint <= zero + 9) return codePoint - zero
  return -1
}

/** Normal form of a character beyond the basic plane. Emoji and two-letter flags stay; a single regional letter is a letter. */
function astralForm(raw: string, at: number, codePoint: number): string {
  const written = raw.slice(at, at + 2)
  if (codePoint >= 0x1f1e6 && codePoint <= 0x1f1ff) {
    const before = at >= 2 ? (raw.codePointAt(at - 2) ?? 0) : 0
    const after = raw.codePointAt(at + 2) ?? 0
    const isFlag = (before >= 0x1f1e6 && before <= 0x1f1ff) || (after >= 0x1f1e6 && after <= 0x1f1ff)
    return isFlag ? written : String.fromCharCode(0x61 + codePoint - 0x1f1e6)
  }
  if ((codePoint >= 0x1f300 && codePoint <= 0x1faff) || (codePoint >= 0x20000 && codePoint <= 0x2f7ff)) return written
  return formOf(written, codePoint)
}

function hiddenKind(unit: number): HiddenKind | null {
  if (unit < 0x80) return 'control'
  if (unit >= 0x80 && unit <= 0x9f) return unit === 0x85 ? null : 'control'
  if (unit === 0x20e3) return 'keycap'
  if ((unit >= 0xfe00 && unit <= 0xfe0f) || (unit >= 0x180b && unit <= 0x180d)) return 'variation'
  if (unit === 0x202d || unit === 0x202e) return 'bidi_override'
  if (unit === 0x200e || unit === 0x200f || unit === 0x061c || (unit >= 0x202a && unit <= 0x202c) || (unit >= 0x2066 && unit <= 0x2069)) return 'bidi'
  if ((unit >= 0x200b && unit <= 0x200d) || (unit >= 0x2060 && unit <= 0x2065) || (unit >= 0x206a && unit <= 0x206f)) return 'zero_width'
  if (unit === 0xfeff || unit === 0xad || unit === 0x34f || unit === 0x180e || unit === 0x115f || unit === 0x1160 || unit === 0x3164 || unit === 0xffa0 || unit === 0x2800) return 'zero_width'
  if (unit >= 0xfff9 && unit <= 0xfffb) return 'control'
  return null
}

function isHiddenAstral(codePoint: number): boolean {
  return (codePoint >= 0xe0000 && codePoint <= 0xe0fff) || (codePoint >= 0x1d173 && codePoint <= 0x1d17a)
}

function isMark(unit: number): boolean {
  return (
    (unit >= 0x300 && unit <= 0x36f) || (unit >= 0x483 && unit <= 0x489) || (unit >= 0x1ab0 && unit <= 0x1aff) ||
    (unit >= 0x1dc0 && unit <= 0x1dff) || (unit >= 0x20d0 && unit <= 0x20ff) || (unit >= 0xfe20 && unit <= 0xfe2f)
  )
}

function isLetterThatTakesMarks(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0xc0 && unit <= 0x52f)
}

/** Greek, Cyrillic, Armenian and Georgian letters. */
function isForeign(unit: number): boolean {
  return (unit >= 0x370 && unit <= 0x3ff && unit !== 0x37e && unit !== 0x387) || (unit >= 0x400 && unit <= 0x58a) || (unit >= 0x10a0 && unit <= 0x10ff) || (unit >= 0x1c80 && unit <= 0x1c8f)
}

/** 1 for a digit, 2 for a digit word, 0 for neither. */
function digitLike(unit: number): 0 | 1 | 2 {
  if (unit >= 0x30 && unit <= 0x39) return 1
  return unit > 0x7f && DIGIT_OF_WORD.has(unit) ? 2 : 0
}

function isBetweenWords(raw: string, at: number, length: number): boolean {
  return length > 0 && isWordUnit(outUnits[length - 1] ?? 0) && isWordAt(raw, at + 1)
}

/** True when the next character that is not itself hidden belongs to a word. Looks a few characters ahead only. */
function isWordAt(raw: string, from: number): boolean {
  for (let i = from; i < raw.length && i < from + 16; i++) {
    const unit = raw.charCodeAt(i)
    const action = actions[unit] || learn(unit)
    if (action === HIDDEN || action === MARK) continue
    if (action !== SURROGATE) return isWordUnit(unit) || (unit >= 0xff10 && unit <= 0xff5a) || (unit >= 0x2460 && unit <= 0x24ff)
    const codePoint = raw.codePointAt(i) ?? 0
    if (!isHiddenAstral(codePoint)) return codePoint >= 0x1d400 && codePoint <= 0x1d7ff
    i++
  }
  return false
}

function stringOf(length: number): string {
  let text = ''
  for (let from = 0; from < length; from += 4096) text += Reflect.apply(String.fromCharCode, null, outUnits.subarray(from, Math.min(length, from + 4096)))
  return text
}

function isAsciiWord(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a)
}

