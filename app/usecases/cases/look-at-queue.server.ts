import { countQueuedAfter, setQueueMark } from '../../../db/queries/case-work.ts'
import type { Instant } from '../../domain/values/time.ts'
import type { UseCaseContext } from '../context.ts'

/** Remembers up to when this person has seen the queue; never earlier than before, never later than now. Nothing of it concerns anybody else, so it is not in the audit. */
export async function lookAtQueue({ store, actor, now }: UseCaseContext, seenAt: Instant): Promise<void> {
  const { staffId } = actor
  if (staffId !== null) await store.write((tx) => setQueueMark(tx, staffId, Math.min(seenAt, now)))
}

/** How many open cases came before people since an instant; stops at the cap. */
export function countQueueNews({ store }: Pick<UseCaseContext, 'store'>, since: Instant): Promise<number> {
  return countQueuedAfter(store.read, since)
}
