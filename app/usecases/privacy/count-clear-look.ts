import { CLEAR_ACTIONS } from '../../../db/queries/access-log.ts'
import { countAuditEvents } from '../../../db/queries/audit.ts'
import { getPrivacySettings } from '../../../db/queries/settings.ts'
import { findStaff, listStaffMembers } from '../../../db/queries/staff.ts'
import type { Tx } from '../../../db/client.ts'
import { may } from '../../auth/permissions.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { DAY_MS } from '../../domain/values/time.ts'
import type { UseCaseContext } from '../context.ts'
import { queueNotices } from '../outbox/queue-notice.ts'

/** Most colleagues that are told. */
const TOLD_MAX = 50

/**
 * Counts a look at values in clear, before it is put on record: the how many-th it is of this person's in 24 hours, a field of a case and a row of the quarantine
 * alike. From so many on each further one is an alert, and at the first the others are told (DOMAIN 4.10, S72). Refuses `too_many_looks`; rows that share a fault are mended together without one.
 */
export async function countClearLook(tx: Tx, context: UseCaseContext): Promise<Result<{ readonly today: number; readonly isAlert: boolean }>> {
  const { settings } = await getPrivacySettings(tx)
  const used = await countAuditEvents(tx, { actor: context.actor.label, actions: CLEAR_ACTIONS, from: context.now - DAY_MS }, settings.unmaskMax)
  if (used >= settings.unmaskMax) return refuse('too_many_looks', { max: settings.unmaskMax })
  if (used === settings.unmaskAlert) await tellOfLooks(tx, context, used + 1)
  return accept({ today: used + 1, isAlert: used >= settings.unmaskAlert })
}

/** Supervisors, admins and auditors hear by mail that a colleague looks at unusually much, once a day and person. */
async function tellOfLooks(tx: Tx, context: UseCaseContext, count: number): Promise<void> {
  const { actor, now } = context
  const others = (await listStaffMembers(tx)).filter((member) => member.disabledAt === null && member.id !== actor.staffId && may(member.role, 'privacy.view'))
  const who = actor.staffId === null ? null : await findStaff(tx, actor.staffId)
  await queueNotices(tx, context, others.slice(0, TOLD_MAX).map((member) => ({
    kind: 'unmask_alert', object: actor.label, event: `unmask_alert:${actor.label}:${Math.floor(now / DAY_MS)}`, contact: { channel: 'email', address: member.email }, language: member.locale,
    data: { name: who?.name ?? actor.label, count },
  })))
}
