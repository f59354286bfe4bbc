import { receive } from '../../domain/cases/case.ts'
import { CASE_LETTERS, endsNow, isAwaited, LETTER_LATE_MS } from '../../domain/cases/letter.ts'
import type { Tx } from '../../../db/client.ts'
import { findCase, partOf, saveCase, type LoadedCase } from '../../../db/queries/cases.ts'
import { listAwaitedLetters } from '../../../db/queries/letters.ts'
import type { UseCaseContext } from '../context.ts'
import { letterStandings } from './letter-standings.ts'

/**
 * Ends the wait for letters of cases: when everybody has done what was asked, or the time is over (DOMAIN 8 S5). What came of it goes into the history of the case,
 * and a case that was put aside, held or left waiting comes back. Nothing is decided about who did not answer. For a job to call about once a minute; answers with
 * how many waits ended.
 */
export async function keepLetters({ store, keys, now }: Pick<UseCaseContext, 'store' | 'keys' | 'now'>): Promise<number> {
  let ended = 0
  for (const caseId of new Set((await listAwaitedLetters(store.read, now - LETTER_LATE_MS)).map((one) => one.caseId))) {
    const seen = await findCase(store.read, caseId)
    if (!seen?.state.letters.some(isAwaited)) continue
    const standings = await letterStandings(store.read, keys, [seen])
    if (!CASE_LETTERS.some((letter) => standings.some((one) => one.letter === letter && endsNow(seen.state.letters, letter, one, now)))) continue
    ended += await store.write(async (tx) => {
      const loaded = await findCase(tx, caseId)
      return loaded ? endLetters(tx, loaded, await letterStandings(tx, keys, [loaded]), now) : 0
    })
  }
  return ended
}

async function endLetters(tx: Tx, loaded: LoadedCase, standings: Awaited<ReturnType<typeof letterStandings>>, now: number): Promise<number> {
  let { state } = loaded
  let row = loaded.row
  let count = 0
  for (const { letter, done, wrote, open } of standings) {
    const events = receive(state, { type: 'end_letter', letter, counts: { done, wrote, open } }, now)
    if (events.length === 0) continue
    state = await saveCase(tx, { ...loaded, row, state }, events, now)
    row = { ...row, version: state.version }
    count++
  }
  if (count > 0 && state.mergedInto !== null) await tellWhole(tx, loaded.row.id, state.mergedInto.caseId, now)
  return count
}

/** What was written before a case became part of another is heard of there. */
async function tellWhole(tx: Tx, partId: number, wholeId: number, now: number): Promise<void> {
  const [part, whole] = [await findCase(tx, partId), await findCase(tx, wholeId)]
  if (part && whole) await saveCase(tx, whole, receive(whole.state, { type: 'part_changed', part: partOf(part, whole.row.currency), isNews: true }, now), now)
}
