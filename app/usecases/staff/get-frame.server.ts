import { countRaisedAlerts } from '../../../db/queries/alerts.ts'
import { countOpenCases, countWaitingQuarantine } from '../../../db/queries/counts.ts'
import { permissionsOf, type Permission } from '../../auth/permissions.ts'
import type { UseCaseContext } from '../context.ts'
import { findHeavyLookers } from '../privacy/list-access.server.ts'
import { countWaitingFor } from '../approvals/list-waiting.server.ts'

export interface FrameView {
  readonly permissions: readonly Permission[]
  /** What waits behind the rail's entries; 0 where the role may not look. Counts stop at 1,001. */
  readonly counts: { readonly queue: number; readonly approvals: number; readonly quarantine: number; readonly unmasking: number; readonly alerts: number }
}

/** What stands around every page: what the person may do, and how much waits. */
export async function getFrame(context: UseCaseContext): Promise<FrameView> {
  const { store, actor } = context
  const permissions = actor.role === null ? [] : permissionsOf(actor.role)
  const [queue, approvals, quarantine, unmasking, alerts] = await Promise.all([
    permissions.includes('queue.view') ? countOpenCases(store.read) : 0,
    permissions.includes('case.decide') ? countWaitingFor(context) : 0,
    permissions.includes('import.view') ? countWaitingQuarantine(store.read) : 0,
    permissions.includes('privacy.view') ? findHeavyLookers({ store, now: context.now }).then(({ people }) => people.length) : 0,
    permissions.includes('alert.view') ? countRaisedAlerts(store.read) : 0,
  ])
  return { permissions, counts: { queue, approvals, quarantine, unmasking, alerts } }
}
