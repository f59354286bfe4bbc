import { moneyWait, profileChange, type ProfileChangeState } from '../domain/actions/profile-change.ts'
import type { Instant } from '../domain/values/time.ts'
import type { Handle } from '../../db/client.ts'
import { findAction, listSubjectActions } from '../../db/queries/staff-actions.ts'
import type { Keys } from '../../db/seal.ts'

type Wait = NonNullable<ReturnType<typeof moneyWait>>

const LOOKED_AT = 50

/** Why money of an account waits because its profile is being changed, or was a moment ago, or is locked (DOMAIN 5, S74). Each reason once. */
export async function moneyWaits(db: Handle, keys: Keys, subscriberId: string, now: Instant): Promise<readonly Wait[]> {
  const waits = new Set<Wait>()
  let isLockTold = false
  for (const row of await listSubjectActions(db, `subscriber:${subscriberId}`, LOOKED_AT)) {
    if (row.kind !== profileChange.kind) continue
    const loaded = await findAction<ProfileChangeState>(db, keys, profileChange, row.id)
    if (!loaded) continue
    const wait = moneyWait(loaded.state, now)
    // The newest change of the lock that took effect tells whether the account is locked; older ones are history.
    if (row.variant === 'lock' && (row.status === 'effective' || row.status === 'settled')) {
      if (isLockTold) continue
      isLockTold = true
    }
    if (wait !== null) waits.add(wait)
  }
  return [...waits]
}
