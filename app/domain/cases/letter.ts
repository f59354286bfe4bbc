import { DAY_MS, type Instant } from '../values/time.ts'
import type { NoticeKind } from '../notices/notice.ts'

/**
 * What customers can be written from a case: that a third party paid for their number and that they are to verify it again (DOMAIN 8 S5, 4.5), that somebody may be cheating
 * them (2.7), or what the playbook has to be asked.
 */
export const CASE_LETTERS = ['verify_again', 'warn_scam', 'ask_customer'] as const
export type CaseLetter = (typeof CASE_LETTERS)[number]

/** The template of a letter among the notices. */
export const NOTICE_OF_LETTER: Readonly<Record<CaseLetter, NoticeKind>> = { verify_again: 'verify_asked', warn_scam: 'scam_warning', ask_customer: 'answer_asked' }

/** How long the reader has; null where nothing is asked of them. */
const ANSWER_MS: Readonly<Record<CaseLetter, number | null>> = { verify_again: DAY_MS, warn_scam: null, ask_customer: 3 * DAY_MS }

export function letterDueAt(letter: CaseLetter, now: Instant): Instant | null {
  const answerMs = ANSWER_MS[letter]
  return answerMs === null ? null : now + answerMs
}

const LETTER_OF_STEP: Readonly<Record<string, CaseLetter>> = { second_verification: 'verify_again', warn_customer: 'warn_scam' }

/** The letter by which a step of a playbook is done, or null. */
export function letterOfStep(step: string): CaseLetter | null {
  return Object.hasOwn(LETTER_OF_STEP, step) ? (LETTER_OF_STEP[step] ?? null) : null
}
