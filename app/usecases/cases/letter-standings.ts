import { CASE_LETTERS, isAwaited, LETTER_LATE_MS, type CaseLetter, type LetterCounts, type VerifyingProof } from '../../domain/cases/letter.ts'
import { maskText } from '../../domain/values/masking.ts'
import type { Instant } from '../../domain/values/time.ts'
import type { Handle } from '../../../db/client.ts'
import type { LoadedCase } from '../../../db/queries/cases.ts'
import { listLetterRecipients, type LetterRecipient } from '../../../db/queries/letters.ts'
import type { Keys } from '../../../db/seal.ts'

/** A letter of a case, and what has come of it. */
export interface LetterStanding extends LetterCounts {
  readonly letter: CaseLetter
  readonly recipients: number
  /** When it was written last. */
  readonly at: Instant
  /** Until when the last of them have; null where nothing is asked. */
  readonly dueAt: Instant | null
  /** The wait for it has ended. */
  readonly isOver: boolean
  /** Of those nothing was heard of: how many it could not be delivered to. */
  readonly undelivered: number
  readonly people: readonly LetterPerson[]
}

/** One of those who were written to, masked. `open` asks for somebody to look, `wrote` for somebody to read. */
interface LetterPerson {
  readonly to: string
  readonly writtenAt: Instant
  readonly subscriberId: string | null
  readonly is: 'done' | 'wrote' | 'open'
  /** Nothing was heard and nothing can be: the letter was given up. What it is about, as the outbox finds it; else null. */
  readonly undelivered: string | null
  readonly heardAt: Instant | null
  /** What showed who they are; null where no proof is asked, or none came. */
  readonly how: VerifyingProof | null
  readonly text: string | null
}

/** The letters of cases that belong together, each once, with everybody it went to. */
export async function letterStandings(db: Handle, keys: Keys, cases: readonly Pick<LoadedCase, 'row' | 'state'>[]): Promise<readonly LetterStanding[]> {
  const written = cases.flatMap(({ state }) => state.letters)
  const isAny = written.length > 0 || cases.some(({ state }) => state.parts.length > 0)
  const recipients = isAny ? await listLetterRecipients(db, keys, cases.flatMap(({ row, state }) => [row.id, ...state.parts.map((part) => part.caseId)]), LETTER_LATE_MS) : []
  return CASE_LETTERS.flatMap((letter) => {
    const people = recipients.filter((one) => one.letter === letter).map(personOf)
    if (people.length === 0) return []
    const events = written.filter((one) => one.letter === letter)
    const count = (is: LetterPerson['is']) => people.filter((one) => one.is === is).length
    return [{
      letter, recipients: people.length, at: Math.max(...people.map((one) => one.writtenAt)), dueAt: events.findLast((one) => one.dueAt !== null)?.dueAt ?? null,
      isOver: events.length > 0 && !events.some(isAwaited), done: count('done'), wrote: count('wrote'), open: count('open'), undelivered: people.filter((one) => one.undelivered !== null).length, people,
    }]
  })
}

function personOf({ letter, toMasked, at, object, isDead, subscriberId, verified, wrote }: LetterRecipient): LetterPerson {
  const isDone = letter === 'verify_again' ? verified !== null : wrote !== null
  return {
    to: toMasked, writtenAt: at, subscriberId, is: isDone ? 'done' : wrote === null ? 'open' : 'wrote', undelivered: isDead && verified === null && wrote === null ? object : null, heardAt: verified?.at ?? wrote?.at ?? null, how: verified?.how ?? null,
    text: wrote === null ? null : maskText(wrote.text),
  }
}
