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

/** Until when an answer is waited for; null where the letter asks nothing. */
export function letterDueAt(letter: CaseLetter, now: Instant): Instant | null {
  const answerMs = ANSWER_MS[letter]
  return answerMs === null ? null : now + answerMs
}

/** What customers were written about a case. */
export interface WrittenLetter {
  readonly letter: CaseLetter
  readonly recipients: number
  readonly at: Instant
  /** Until when they were asked to do something. */
  readonly dueAt: Instant | null
  /** When the wait for it ended: all had done it, or the time was over. */
  readonly endedAt: Instant | null
}

/** How many of those who were written a letter have done what it asks, have only written back, and have not been heard of. */
export interface LetterCounts {
  readonly done: number
  readonly wrote: number
  readonly open: number
}

/** The letters after one more was written. */
export function afterWritten(letters: readonly WrittenLetter[], written: Pick<WrittenLetter, 'letter' | 'recipients' | 'dueAt'>, at: Instant): readonly WrittenLetter[] {
  return [...letters, { ...written, at, endedAt: null }]
}

/** Whether somebody still has time to do what the letter asks. */
export function isAwaited({ dueAt, endedAt }: WrittenLetter): boolean {
  return dueAt !== null && endedAt === null
}

/** Whether the wait for a letter ends now: all have done what it asks, or the time of one writing is over. */
export function endsNow(letters: readonly WrittenLetter[], letter: CaseLetter, counts: LetterCounts, now: Instant): boolean {
  const awaited = letters.filter((one) => one.letter === letter && isAwaited(one))
  return awaited.length > 0 && (isAllDone(counts) || awaited.some((one) => (one.dueAt ?? 0) <= now))
}

/** The letters after a wait has ended. Who was written to later keeps their own time, unless nobody is left to wait for. */
export function afterEnd(letters: readonly WrittenLetter[], letter: CaseLetter, counts: LetterCounts, at: Instant): readonly WrittenLetter[] {
  return letters.map((one) => (one.letter === letter && isAwaited(one) && (isAllDone(counts) || (one.dueAt ?? 0) <= at) ? { ...one, endedAt: at } : one))
}

/** Whether nobody is left who wrote back or has yet to do anything. */
export function isAllDone({ wrote, open }: LetterCounts): boolean {
  return wrote + open === 0
}

/**
 * How the holder of a number counts as verified again (DOMAIN 4.5): seen in person, or by their document. A code only shows who holds the phone,
 * which of a number that others use is the question.
 */
export const VERIFYING_PROOFS = ['id_document', 'in_person'] as const
export type VerifyingProof = (typeof VERIFYING_PROOFS)[number]

/** Records come late: what arrives so long after the time still counts as an answer. */
export const LETTER_LATE_MS = 14 * DAY_MS

const LETTER_OF_STEP: Readonly<Record<string, CaseLetter>> = { second_verification: 'verify_again', warn_customer: 'warn_scam' }

/** The letter by which a step of a playbook is done, or null. */
export function letterOfStep(step: string): CaseLetter | null {
  return Object.hasOwn(LETTER_OF_STEP, step) ? (LETTER_OF_STEP[step] ?? null) : null
}
