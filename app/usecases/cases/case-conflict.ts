import type { Conflict } from '../../domain/cases/case.ts'
import type { Instant } from '../../domain/values/time.ts'
import type { Handle } from '../../../db/client.ts'
import { findCase, type LoadedCase } from '../../../db/queries/cases.ts'
import { findConflict } from '../../../db/queries/interests.ts'
import type { Keys } from '../../../db/seal.ts'

/** Why someone may not judge a case, or null: standing too near to one of its parts is standing too near to the whole (S68). */
export async function conflictOf(db: Handle, keys: Keys, staffId: number, { row, state }: LoadedCase, now: Instant): Promise<Conflict | null> {
  const own = await findConflict(db, keys, staffId, row, now)
  if (own !== null) return own
  for (const { caseId } of state.parts) {
    const part = await findCase(db, caseId)
    const conflict = part ? await findConflict(db, keys, staffId, part.row, now) : null
    if (conflict !== null) return conflict
  }
  return null
}

/** {@link conflictOf} over many cases: standing too near to one of them is standing too near to what is decided about them all. */
export async function conflictOfAny(db: Handle, keys: Keys, staffId: number, caseIds: readonly number[], now: Instant): Promise<Conflict | null> {
  for (const caseId of caseIds) {
    const loaded = await findCase(db, caseId)
    const conflict = loaded ? await conflictOf(db, keys, staffId, loaded, now) : null
    if (conflict !== null) return conflict
  }
  return null
}
