/** What the holder of a number answered to the question whether a top-up may be taken back: `unclear` is for people to read. */
export type ConsentReply = 'yes' | 'no' | 'unclear'

/** Whole answers, folded. The question asks for YES or 同意; what only may mean it is not taken for it. */
const YES: ReadonlySet<string> = new Set(['yes', 'agree', 'agreed', 'iagree', 'yesiagree', '同意', '我同意', '同意退回', '同意退还', '同意收回'])
const NO: ReadonlySet<string> = new Set(['no', 'disagree', 'idisagree', 'idonotagree', 'idontagree', 'notagreed', 'refuse', 'irefuse', 'noidonotagree', '不同意', '我不同意', '拒绝', '不'])

/**
 * Reads an answer. Only a message that says nothing else counts, whatever its case, width, punctuation and blanks: "YES!" is one, "yes but call me" and "同意吗？" are not
 * (DOMAIN 4.4: no consent without a clear word).
 */
export function readConsent(text: string): ConsentReply {
  // A question is no answer.
  if (/[?？吗]/u.test(text)) return 'unclear'
  const folded = text.normalize('NFKC').toLowerCase().replaceAll(/['’]/gu, '').replaceAll(/[\p{P}\p{S}\p{Z}\p{C}]/gu, '')
  return YES.has(folded) ? 'yes' : NO.has(folded) ? 'no' : 'unclear'
}
