import { rawSlice } from '../../text/normalise.ts'
import { mixesScripts } from '../../text/host.ts'
import type { TextReading } from '../../text/reading.ts'
import type { Detector } from '../detector.ts'
import { hitsIn, said, strongest, type TextHit } from './text-hits.ts'

const ID = 'message/mixed-script-word'
const STRENGTH = 0.55
const MIN_WORD = 3

/** Words that somebody has a reason to draw in letters of another style. */
const TELLING = new Set(['app', 'ask', 'secret', 'pressure', 'bait', 'cash_out', 'code'])
/** Circled, bracketed, squared and mathematical letters and small capitals. Wide ones are what keyboards give. */
const STYLED = /^(?:[\u249c-\u24e9\u1d00-\u1d25\u0280\u028f\u029c\u029f\ua730\ua731]|[\u{1d400}-\u{1d7ff}]|[\u{1f130}-\u{1f189}])+$/u
/** Words of everyday letters; two of them drawn in another style are no name. */
const ORDINARY = new Set(['give', 'act', 'account', 'role', 'topup'])
const MIN_STYLED = 2

/** The first unit of a letter of another style: below Han, or a surrogate. */
function isOtherStyle(unit: number): boolean {
  return (unit >= 0x280 && unit < 0x2e80) || (unit >= 0xd835 && unit <= 0xd83c)
}

const NONE: readonly TextHit[] = []

/**
 * A word that mixes Latin with Greek, Cyrillic or Armenian look-alikes (R-TEXT-04). Units such as μF and words of a text that is written in that script are
 * silent; hosts are judged by `link/mixed-script-host`. Also a telling word drawn in circled, squared or mathematical letters.
 */
export const mixedScriptWord: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt', 'profile_change'],
  detect: (facts) => hitsIn(ID, facts, 'all', ({ reading }) => strongest([...(reading.keywords.length === 0 ? NONE : styledWords(reading)), ...reading.normal.rewrites.flatMap((rewrite) => {
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
      { name: 'a telling word in circles', facts: said('ⓥⓔⓡⓘⓕⓨ ⓨⓞⓤⓡ ⓐⓒⓒⓞⓤⓝⓣ') },
      { name: 'letters in brackets', facts: said('⒮⒠⒩⒟ ⒪⒯⒫ now') },
      { name: 'ordinary words in broken letters', facts: said('𝔳𝔢𝔯𝔦𝔣𝔶 𝔞𝔠𝔠𝔬𝔲𝔫𝔱') },
      { name: 'an app in squares', facts: said('话费优惠 🅃🄶 找我') },
      { name: 'Greek letters in a brand', facts: said('claim your pαypαl reward') },
    ],
    silent: [
      { name: 'a friend\'s name in fancy letters', facts: said('𝓛𝓾𝓬𝔂 的话费') },
      { name: 'letters in brackets as one types them', facts: said('选(a)(b)(c)(d)哪个') },
      { name: 'an enclosed list letter', facts: said('选ⓐ还是ⓑ套餐') },
      { name: 'wide letters of a keyboard', facts: said('ＯＴＰ收不到') },
      { name: 'a text in Russian', facts: said('Здравствуйте, баланс не пополнен') },
      { name: 'a unit', facts: said('a 10 μF part') },
      { name: 'Han with Latin', facts: said('充值APP打不开') },
      { name: 'kana with Latin', facts: said('ドコモdocomoの料金') },
      { name: 'accents', facts: said('café naïve Zürich') },
    ],
  },
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
