import { profileChange, type ProfileChangeState } from '../../domain/actions/profile-change.ts'
import { DAY_MS } from '../../domain/values/time.ts'
import type { Store } from '../../../db/client.ts'
import { listReplies } from '../../../db/queries/replies.ts'
import { findAction, listDueActions } from '../../../db/queries/staff-actions.ts'
import type { Keys } from '../../../db/seal.ts'
import type { UseCaseContext } from '../context.ts'
import { performAction } from '../actions/perform-action.server.ts'

const MOST_AT_ONCE = 100
/** How far back replies are read. */
const REPLIES_MS = DAY_MS
/** A word of a reply that may be a code: six digits, or the eight signs that stop a change, and nothing around them. */
const MAYBE_CODE = /(?<![A-Z0-9])(?:[ACDEFGHJKMNPQRTUVWXY34679]{8}|\d{6})(?![A-Z0-9])/g

export interface KeptChanges {
  readonly tookEffect: number
  readonly ended: number
  readonly frozen: number
  readonly proved: number
}

/**
 * What the program does for profile changes: lets what has cooled off take effect, ends what nobody proved and what was watched long enough, and reads
 * replies of customers: a code that proves, a code that stops (DOMAIN 5). Each by the one road, so a refusal changes nothing.
 */
export async function keepProfileChanges({ store, keys, now }: { readonly store: Store; readonly keys: Keys; readonly now: number }): Promise<KeptChanges> {
  const context: UseCaseContext = { store, keys, now, actor: { staffId: null, role: null, label: 'system' }, ip: null, requestId: null, locale: 'en' }
  const kept = { tookEffect: 0, ended: 0, frozen: 0, proved: 0 }
  // Replies first: a word of the owner that came in time beats the clock.
  for (const { actionId, text } of await listReplies(store.read, keys, now - REPLIES_MS, MOST_AT_ONCE)) {
    for (const code of new Set([...text.toUpperCase().matchAll(MAYBE_CODE)].map(([word]) => word))) {
      const done = await performAction(context, { kind: 'profile_change', actionId, command: { type: 'take_reply', code } })
      if (done.ok) kept[done.value.status === 'frozen' ? 'frozen' : 'proved'] += 1
    }
  }
  for (const id of await listDueActions(store.read, profileChange.kind, now, MOST_AT_ONCE)) {
    const loaded = await findAction<ProfileChangeState>(store.read, keys, profileChange, id)
    const type = loaded?.state.status === 'pending' ? 'take_effect' : 'expire'
    if ((await performAction(context, { kind: 'profile_change', actionId: id, command: { type } })).ok) kept[type === 'take_effect' ? 'tookEffect' : 'ended'] += 1
  }
  return kept
}
