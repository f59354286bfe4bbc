import { rawSlice } from '../../text/normalise.ts'
import { mixesScripts } from '../../text/host.ts'
import type { Detector } from '../detector.ts'
import { hitsIn, said, strongest } from './text-hits.ts'

const ID = 'message/mixed-script-word'
const STRENGTH = 0.55
const MIN_WORD = 3

/**
 * A word that mixes Latin with Greek, Cyrillic or Armenian look-alikes (R-TEXT-04). Units such as μF and words of a text that is written in that script are
 * silent; hosts are judged by `link/mixed-script-host`.
 */
export const mixedScriptWord: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt'],
  detect: (facts) => hitsIn(ID, facts, 'all', ({ reading }) => strongest(reading.normal.rewrites.flatMap((rewrite) => {
    if (rewrite.kind !== 'look_alike_letter' || rewrite.end - rewrite.start < MIN_WORD) return []
    if (reading.links.some((link) => rewrite.start < link.end && rewrite.end > link.start)) return []
    const written = rawSlice(reading.normal, rewrite.start, rewrite.end)
    const reads = reading.normal.text.slice(rewrite.start, rewrite.end)
    if (!mixesScripts(written) || !/[a-z]{2}/i.test(written)) return []
    return [{ strength: STRENGTH, evidence: { written, reads }, places: [[rewrite.start, rewrite.end]] as const }]
  }))),
  examples: {
    fires: [
      { name: 'Cyrillic letters in an English word', facts: said('аlipау tоp-up 653 bonus') },
      { name: 'Greek letters in a brand', facts: said('claim your pαypαl reward') },
    ],
    silent: [
      { name: 'a text in Russian', facts: said('Здравствуйте, баланс не пополнен') },
      { name: 'a unit', facts: said('a 10 μF part') },
      { name: 'Han with Latin', facts: said('充值APP打不开') },
      { name: 'kana with Latin', facts: said('ドコモdocomoの料金') },
      { name: 'accents', facts: said('café naïve Zürich') },
    ],
  },
}
