import type { Hidden } from '../../text/normalise.ts'
import type { TextFact } from '../detector.ts'
import type { Detector } from '../detector.ts'
import { fromTexts, said, type TextHit } from './text-hits.ts'

const ID = 'message/hidden-characters'
const IN_WORD = 0.55
const OVERRIDE = 0.75
const SOFT_HYPHEN_ONLY = 0.25
const SOFT_HYPHEN = 0xad

/**
 * Invisible characters between the letters or digits of a word, or signs that turn the reading direction (R-TEXT-01). Joiners inside emoji,
 * keycaps, a byte-order mark and the direction marks that phones put around a copied number are ordinary.
 */
export const hiddenCharacters: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt', 'profile_change'],
  ...fromTexts(ID, 'all', read),
  examples: {
    fires: [
      { name: 'zero-width space in a number', facts: said('回拨193\u200b3304\u200b0931') },
      { name: 'word joiner in a word', facts: said('请把验\u200b证\u2060码发给客服') },
      { name: 'right-to-left override', facts: said('订单\u202e053744nc.68001\u202c 请核对') },
      { name: 'embeddings around plain words', facts: said('your order \u202aneeds\u202c a \u202bverification\u202c code') },
      { name: 'digits turned round in plain text', facts: said('转账到 \u20678888\u2069 后联系') },
      { name: 'selectors on one character after another', facts: said('请提供验\ufe00证\ufe00码') },
      { name: 'tag characters', facts: said('充值\u{e0041}\u{e0042}优惠') },
      { name: 'soft hyphens between Han characters', facts: said('把收\u00ad到的密\u00ad码报来') },
      { name: 'strokes through letters', facts: said('O\u0337T\u0334P\u0335 please to continue') },
      { name: 'strokes through digits', facts: said('电话1\u03363\u03368\u03360\u0336') },
    ],
    silent: [
      { name: 'a family emoji', facts: said('👨\u200d👩\u200d👧\u200d👦 全家的') },
      { name: 'a heart with variation selector', facts: said('❤\ufe0f 老婆的号') },
      { name: 'a squared letter in colours before a word', facts: said('🅿\ufe0f停车场没信号') },
      { name: 'a byte-order mark at the start', facts: said('\ufeff充值100') },
      { name: 'a number copied from a phone\'s address book', facts: said('\u202d+86 138 0013 8000\u202c') },
      { name: 'a name in Arabic, isolated', facts: said('شكرا \u2067ID 8888\u2069') },
      { name: 'a copied sum that a phone isolates', facts: said('转了 \u20668888\u2069 元') },
      { name: 'a number in an embedding', facts: said('请充\u202a13800138000\u202c') },
      { name: 'one rare form of a character', facts: said('我姓葛\ufe00，开发票') },
      { name: 'keycaps are disguise, not hidden', facts: said('1\ufe0f\u20e33\ufe0f\u20e3') },
      { name: 'an apostrophe of another encoding', facts: said('don\u0092t know') },
      { name: 'joiners that a script needs', facts: said('می\u200cخواهم') },
      { name: 'accents typed as marks', facts: said('cafe\u0301 creme\u0300') },
    ],
  },
}

/** Letters struck through: no language writes so. */
const STRUCK = /[A-Za-z][\u0334-\u0338]/

function read({ reading }: TextFact): TextHit | null {
  const { hidden, raw } = reading.normal
  const struck = reading.normal.text.length < raw.length ? STRUCK.exec(raw) : null
  if (struck) return { strength: IN_WORD, evidence: { count: 1, kinds: ['combining'], codePoints: [`U+${(struck[0].codePointAt(1) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`] }, places: [placeOf(reading.normal.offsets, struck.index, reading.normal.text.length)] }
  if (hidden.length === 0) return null
  const telling = hidden.filter((one) => isTelling(one, raw))
  if (telling.length === 0) return null
  const isOverride = telling.some((one) => one.kind === 'bidi_override')
  const isSoft = telling.every((one) => one.codePoint === SOFT_HYPHEN && !isBetweenHan(raw, one.at))
  const codePoints = [...new Set(telling.map((one) => `U+${one.codePoint.toString(16).toUpperCase().padStart(4, '0')}`))]
  return {
    strength: isOverride ? OVERRIDE : isSoft ? SOFT_HYPHEN_ONLY : IN_WORD,
    evidence: { count: telling.length, kinds: [...new Set(telling.map((one) => one.kind))], codePoints: codePoints.slice(0, 8) },
    places: telling.slice(0, 20).map((one) => placeOf(reading.normal.offsets, one.at, reading.normal.text.length)),
  }
}

function isTelling(one: Hidden, raw: string): boolean {
  switch (one.kind) {
    case 'bidi':
      return turnsPlainText(raw, one.at) || (one.inWord && !endsNumber(raw, one.at) && !wrapsNumber(raw, one.at)) || wrapsPlainWords(raw, one.at)
    case 'bidi_override':
      return !wrapsNumber(raw, one.at)
    case 'tag':
      return !isInFlag(raw, one.at)
    case 'variation':
      // Behind a sign that emoji are drawn from, such as a squared P, it asks for colours.
      return one.inWord && raw.charCodeAt(one.at + 1) !== 0x20e3 && (raw.charCodeAt(one.at - 1) & 0xfc00) !== 0xdc00 && (!isHanVariant(raw, one.at) || isHanVariant(raw, raw.indexOf(raw[one.at] as string, one.at + 1)))
    case 'keycap':
      return false
    case 'control':
      return one.inWord && !(one.codePoint >= 0x80 && one.codePoint <= 0x9f) // Windows-1252 quotation marks, misread
    default:
      return one.inWord
  }
}

/** What turns a stretch from right to left in a text without a letter that runs so: phones isolate what they copy the other way. */
function turnsPlainText(raw: string, at: number): boolean {
  const unit = raw.charCodeAt(at)
  return (unit === 0x2067 || unit === 0x202b) && /^[^\u2069\u202c]{2,60}[\u2069\u202c]/.test(raw.slice(at + 1, at + 63)) && !RIGHT_TO_LEFT.test(raw)
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/

/** An embedding around letters that run from left to right anyhow: nothing needs it. */
function wrapsPlainWords(raw: string, at: number): boolean {
  const unit = raw.charCodeAt(at)
  return (unit === 0x202a || unit === 0x202b) && /^[A-Za-z\u4e00-\u9fff][A-Za-z\u4e00-\u9fff ]{1,40}\u202c/.test(raw.slice(at + 1, at + 44)) && !RIGHT_TO_LEFT.test(raw)
}

/** Phones copy a number as override, number, pop: nothing but a number inside. */
function wrapsNumber(raw: string, at: number): boolean {
  return (raw.charCodeAt(at) === 0x202d || raw.charCodeAt(at) === 0x202a) && /^[+\d\s().-]{3,30}\u202c/.test(raw.slice(at + 1, at + 33))
}

/** The pop behind such a number. */
function endsNumber(raw: string, at: number): boolean {
  return raw.charCodeAt(at) === 0x202c && /[\u202a\u202d][+\d\s().-]{3,30}$/.test(raw.slice(Math.max(0, at - 33), at))
}

/** Han characters are never hyphenated, so a soft hyphen between two of them came from no word processor. */
function isBetweenHan(raw: string, at: number): boolean {
  return isHanVariant(raw, at) && isHanVariant(raw, at + 2)
}

/** Tags after a black flag spell a region: England, Scotland, Wales. */
function isInFlag(raw: string, at: number): boolean {
  return raw.slice(Math.max(0, at - 16), at).includes('\u{1f3f4}')
}

/** Behind a Han character, where a variation selector chooses its form. */
function isHanVariant(raw: string, at: number): boolean {
  const before = raw.charCodeAt(at - 1)
  return before >= 0x3400 && before <= 0x9fff
}

/** The place in the normal form around a raw index: the character before and the one after. */
function placeOf(offsets: Int32Array, at: number, length: number): readonly [number, number] {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((offsets[middle] ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return [Math.max(0, low - 1), Math.min(length, low + 1)]
}
