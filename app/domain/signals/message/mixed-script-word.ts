import { rawSlice } from '../../text/normalise.ts'
import { mixesScripts } from '../../text/host.ts'
import type { TextReading } from '../../text/reading.ts'
import type { Detector } from '../detector.ts'
import { fromTexts, said, strongest, type TextHit } from './text-hits.ts'

const ID = 'message/mixed-script-word'
const STRENGTH = 0.55
const MIN_WORD = 3

/** Words that somebody has a reason to draw in letters of another style. */
const TELLING = new Set(['app', 'ask', 'secret', 'pressure', 'bait', 'cash_out', 'code'])
/** Circled, bracketed, squared and mathematical letters and small capitals. Wide ones are what keyboards give. */
const STYLED = /^(?:[\u249c-\u24e9\u1d00-\u1d25\u0262\u026a\u0274\u0280\u0299\u028f\u029c\u029f\ua730\ua731]|[\u{1d400}-\u{1d7ff}]|[\u{1f130}-\u{1f189}])+$/u
/** Words of everyday letters; two of them drawn in another style are no name. */
const ORDINARY = new Set(['give', 'act', 'account', 'role', 'topup'])
const MIN_STYLED = 2

/** The first unit of a letter of another style: below Han, or a surrogate. */
function isOtherStyle(unit: number): boolean {
  return (unit >= 0x262 && unit < 0x2e80) || (unit >= 0xd835 && unit <= 0xd83c)
}

const NONE: readonly TextHit[] = []
const LEAST_SHORT = 3

/**
 * A word that mixes Latin with Greek, Cyrillic or Armenian look-alikes (R-TEXT-04). Units such as μF and words of a text that is written in that script are
 * silent; hosts are judged by `link/mixed-script-host`. Also a telling word drawn in circled, squared or mathematical letters, upside down, or several with digits for letters.
 */
export const mixedScriptWord: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt', 'profile_change'],
  ...fromTexts(ID, 'all', ({ reading }) => strongest([...drawnWords(reading), ...(reading.keywords.length === 0 ? NONE : styledWords(reading)), ...shortMixed(reading), ...reading.normal.rewrites.flatMap((rewrite) => {
    if (rewrite.kind !== 'look_alike_letter' || rewrite.end - rewrite.start < MIN_WORD) return []
    if (reading.links.some((link) => rewrite.start < link.end && rewrite.end > link.start)) return []
    const written = rawSlice(reading.normal, rewrite.start, rewrite.end)
    const reads = reading.normal.text.slice(rewrite.start, rewrite.end)
    if (!mixesScripts(written) || !/[a-z]{2}/i.test(written)) return []
    return [{ strength: STRENGTH, evidence: { written, reads }, places: [[rewrite.start, rewrite.end]] as const }]
  })])),
  examples: {
    fires: [
      { name: 'Cyrillic letters in an English word', facts: said('аlipау tоp-up 653 bonus') },
      { name: 'three short words', facts: said('pаy hеrе nоw') },
      { name: 'a telling word in circles', facts: said('ⓥⓔⓡⓘⓕⓨ ⓨⓞⓤⓡ ⓐⓒⓒⓞⓤⓝⓣ') },
      { name: 'letters in brackets', facts: said('⒮⒠⒩⒟ ⒪⒯⒫ now') },
      { name: 'ordinary words in broken letters', facts: said('𝔳𝔢𝔯𝔦𝔣𝔶 𝔞𝔠𝔠𝔬𝔲𝔫𝔱') },
      { name: 'an app in small capitals', facts: said('ᴛᴇʟᴇɢʀᴀᴍ ɢʀᴏᴜᴘ 找') },
      { name: 'an app in squares', facts: said('话费优惠 🅃🄶 找我') },
      { name: 'capitals of a far script', facts: said('Your ᎪᏢᏢle ID locked, reply code') },
      { name: 'several words with digits for letters', facts: said('v3r1fy y0ur acc0unt p1n w1th supp0rt') },
      { name: 'upside down', facts: said('ʎɟᴉɹǝʌ ɹnoʎ ƃuᴉuuɐq') },
      { name: 'one telling word in black squares', facts: said('🅲🅾🅳🅴 please send') },
      { name: 'Greek letters in a brand', facts: said('claim your pαypαl reward') },
    ],
    silent: [
      { name: 'a friend\'s name in fancy letters', facts: said('𝓛𝓾𝓬𝔂 的话费') },
      { name: 'letters in brackets as one types them', facts: said('选(a)(b)(c)(d)哪个') },
      { name: 'a playful name upside down', facts: said('ʎɔnן 的话费') },
      { name: 'a playful greeting in small capitals', facts: said('ʜᴀᴘᴘʏ ɴɪɢʜᴛ 妈妈') },
      { name: 'how a word is pronounced', facts: said('telegram 读作 /ˈtelɪɡræm/ 对吗') },
      { name: 'blood group and parking', facts: said('🅰🅱 型血, 🅿 停车') },
      { name: 'an enclosed list letter', facts: said('选ⓐ还是ⓑ套餐') },
      { name: 'wide letters of a keyboard', facts: said('ＯＴＰ收不到') },
      { name: 'a text in Russian', facts: said('Здравствуйте, баланс не пополнен') },
      { name: 'model numbers', facts: said('my e3372h and a54 with sim p1n lock, b310s too') },
      { name: 'a unit', facts: said('a 10 μF part') },
      { name: 'Han with Latin', facts: said('充值APP打不开') },
      { name: 'kana with Latin', facts: said('ドコモdocomoの料金') },
      { name: 'accents', facts: said('café naïve Zürich') },
    ],
  },
}

/** Capitals of scripts that no keyboard of our markets has: inside a Latin word, or as a whole word beside Latin ones. */
const FOREIGN_IN_LATIN = /(?<![\u13a0-\u13ff\ua4d0-\ua4ff])[\u13a0-\u13ff\ua4d0-\ua4ff]{3,20} [a-z]{2}|[a-z]{2} [\u13a0-\u13ff\ua4d0-\ua4ff]{3,20}(?![\u13a0-\u13ff\ua4d0-\ua4ff])|[a-z]{1,20}[\u13a0-\u13ff\u1400-\u167f\u2c80-\u2cff\ua4d0-\ua4ff\uab70-\uabbf]|[\u13a0-\u13ff\u1400-\u167f\u2c80-\u2cff\ua4d0-\ua4ff\uab70-\uabbf]{1,20}[a-z]/i
/** Letters turned upside down, and what they read from the end. */
const TURNED: Readonly<Record<string, string>> = { ɐ: 'a', ɔ: 'c', ǝ: 'e', ɟ: 'f', ƃ: 'g', ɥ: 'h', ᴉ: 'i', ı: 'i', ɾ: 'j', ʞ: 'k', ɯ: 'm', ɹ: 'r', ʇ: 't', ʌ: 'v', ʍ: 'w', ʎ: 'y', n: 'u', u: 'n', p: 'd', d: 'p', q: 'b', b: 'q' }
const IS_TURNED = /[ɐɔǝɟƃɥᴉɾʞɯɹʇʌʍʎ]/
/** Words that somebody has a reason to draw. */
const DRAWN = /\b(?:verify|account|banking|bank|code|otp|pin|password|card|login|refund|prize|reward|wechat|telegram|whatsapp|recharge|top ?up)\b/

/** A word with capitals of a far script, or a telling one written upside down or in squares. Plain texts never get here. */
function drawnWords({ normal }: TextReading): readonly TextHit[] {
  const { raw, text } = normal
  if (HAS_DIGIT_INSIDE.test(text)) {
    const words = [...text.matchAll(WITH_DIGITS)].flatMap(([written]) => {
      const reads = written.replace(/[013457]/g, (digit) => LETTER_OF[digit] ?? digit)
      return DRAWN.test(reads) || COMMON.test(reads) ? [{ written, reads }] : []
    })
    if (words.length >= 2) return [{ strength: STRENGTH, evidence: { written: words.map(({ written }) => written).join(' ').slice(0, 60), reads: words.map(({ reads }) => reads).join(' ').slice(0, 60) }, places: [[0, text.length]] }]
  }
  if (!BEYOND.test(raw)) return NONE
  const foreign = FOREIGN_IN_LATIN.exec(raw)
  if (foreign) return [{ strength: STRENGTH, evidence: { written: foreign[0], reads: foreign[0].toLowerCase() }, places: [[0, text.length]] }]
  if (IS_TURNED.test(raw)) {
    const reads = [...raw.toLowerCase()].reverse().map((letter) => TURNED[letter] ?? letter).join('')
    const word = DRAWN.exec(reads)
    return word ? [{ strength: STRENGTH, evidence: { written: raw.slice(0, 60), reads: word[0] }, places: [[0, text.length]] }] : NONE
  }
  const drawn = STYLED_RUN.exec(raw)
  const reads = drawn ? DRAWN.exec(drawn[0].normalize('NFKC').toLowerCase()) ?? DRAWN.exec([...drawn[0]].map(squared).join('')) : null
  return drawn && reads ? [{ strength: STRENGTH, evidence: { written: drawn[0], reads: reads[0] }, places: [[0, text.length]] }] : NONE
}

const HAS_DIGIT_INSIDE = /[a-z][013457][a-z]/
const WITH_DIGITS = /(?<![a-z0-9_.@/-])(?=[a-z0-9]*\d)(?=[a-z0-9]*[a-z])[a-z0-9]{3,14}(?![a-z0-9_.@/-])/g
const LETTER_OF: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't' }
const COMMON = /^(?:your|support|confirm|send|service|customer|agent|secure|security|update|number|details|urgent|free|bonus|claim|win(?:ner)?|load|airtime)$/

const BEYOND = /[\u0250-\u02af\u01dd\u0183\u13a0-\u167f\u1d00-\u1d25\u2c80-\u2cff\ua4d0-\ua4ff\uab70-\uabbf\ud835\ud83c]/
const STYLED_RUN = /(?:[\u{1d400}-\u{1d7ff}]|[\u{1f130}-\u{1f189}]){3,}/u

/** Letters in white and black squares and black circles. */
function squared(sign: string): string {
  const code = sign.codePointAt(0) ?? 0
  const at = code >= 0x1f170 ? code - 0x1f170 : code >= 0x1f150 ? code - 0x1f150 : code - 0x1f130
  return at >= 0 && at < 26 ? String.fromCharCode(0x61 + at) : sign
}

function styledWords({ normal, keywords }: TextReading): readonly TextHit[] {
  const styled = keywords.filter((word) => isOtherStyle(normal.raw.charCodeAt(normal.offsets[word.start] ?? 0)) && (TELLING.has(word.group) || ORDINARY.has(word.group)))
  if (styled.length === 0) return NONE
  const isAmongStyled = new Set(styled.map((word) => word.term)).size >= 2
  return styled.flatMap((word) => {
    if (!(TELLING.has(word.group) || (ORDINARY.has(word.group) && isAmongStyled)) || word.end - word.start < MIN_STYLED) return []
    const written = rawSlice(normal, word.start, word.end)
    return STYLED.test(written.replace(/ /g, '')) ? [{ strength: STRENGTH, evidence: { written, reads: normal.text.slice(word.start, word.end) }, places: [[word.start, word.end]] as const }] : []
  })
}

/** Short words that mix scripts, each too short to tell by itself: several of them were drawn. */
function shortMixed({ normal, links }: TextReading): readonly TextHit[] {
  if (normal.rewrites.length < LEAST_SHORT) return NONE
  const mixed = normal.rewrites.filter(({ kind, start, end }) => kind === 'look_alike_letter' && end - start >= 2 && !links.some((link) => start < link.end && end > link.start) && mixesScripts(rawSlice(normal, start, end)))
  const [first] = mixed
  if (!first || mixed.length < LEAST_SHORT) return NONE
  return [{ strength: STRENGTH, evidence: { written: rawSlice(normal, first.start, first.end), reads: normal.text.slice(first.start, first.end) }, places: mixed.map(({ start, end }) => [start, end] as const) }]
}
