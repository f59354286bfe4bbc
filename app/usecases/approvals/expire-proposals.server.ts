import type { Store } from '../../../db/client.ts'
import { listRunOut } from '../../../db/queries/staff-actions.ts'
import type { Keys } from '../../../db/seal.ts'
import { ACTION_KINDS } from '../actions/index.server.ts'
import type { UseCaseContext } from '../context.ts'
import { performAction } from '../actions/perform-action.server.ts'

const MOST_AT_ONCE = 100

/** Ends what no second person answered in time (S7), so that it no longer waits and no longer stands in the way of a new one. Answers with how many. */
export async function expireProposals({ store, keys, now }: { readonly store: Store; readonly keys: Keys; readonly now: number }): Promise<number> {
  const context: UseCaseContext = { store, keys, now, actor: { staffId: null, role: null, label: 'system' }, ip: null, requestId: null, locale: 'en' }
  let expired = 0
  for (const { action } of ACTION_KINDS) {
    const statuses = action.statuses.filter((status: string) => action.checks(status).length > 0 && action.knows(status, 'expire'))
    if (statuses.length === 0) continue
    for (const actionId of await listRunOut(store.read, action.kind, statuses, now, MOST_AT_ONCE))
      if ((await performAction(context, { kind: action.kind, actionId, command: { type: 'expire' } })).ok) expired++
  }
  return expired
}
