import { LONGEST_COOL_MS, moneyWait, profileChange, type ProfileChangeState, undoReference } from '../../domain/actions/profile-change.ts'
import { ownActionOf } from '../../domain/intake/own-change.ts'
import type { Instant } from '../../domain/values/time.ts'
import type { Handle } from '../../../db/client.ts'
import { listSubscriberChanges } from '../../../db/queries/profiles.ts'
import { findAction, findReferences, listSubjectActions } from '../../../db/queries/staff-actions.ts'
import type { Keys } from '../../../db/seal.ts'

type Wait = NonNullable<ReturnType<typeof moneyWait>>

const LOOKED_AT = 50

/**
 * Why money of an account waits because its profile is being changed, or was a moment ago, here or in another system, or is locked (DOMAIN 5, S74).
 * Each reason once.
 */
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
  if (await isChangedElsewhere(db, keys, subscriberId, now)) waits.add('profile_cooling')
  return [...waits]
}

/** Whether another system changed the profile a moment ago, as far as staff did not take it back. */
async function isChangedElsewhere(db: Handle, keys: Keys, subscriberId: string, now: Instant): Promise<boolean> {
  const recorded = (await listSubscriberChanges(db, keys, subscriberId, now - LONGEST_COOL_MS)).filter((change) =>
    ownActionOf(change.changeId) === null && moneyWait({ status: 'effective', field: change.field, newValue: null, tookEffectAt: change.at }, now) !== null)
  const takenBack = await findReferences(db, recorded.map((change) => undoReference(change.changeId)))
  return recorded.some((change) => !takenBack.has(undoReference(change.changeId)))
}
