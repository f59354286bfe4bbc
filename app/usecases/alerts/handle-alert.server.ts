import { addAlertEvent, findAlert, moveAlert } from '../../../db/queries/alerts.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { may } from '../../auth/permissions.ts'
import { acknowledge, snooze } from '../../domain/alerts/alert.ts'
import { accept, type Json, refuse, type Result } from '../../domain/values/result.ts'
import type { Instant } from '../../domain/values/time.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { refusePermission } from '../refuse-permission.ts'

/** Takes notice of an alert: it is the person's to look into. Refuses `not_permitted`, `alert_gone`, `alert_over`, `alert_acknowledged`, `alert_changed`. */
export function acknowledgeAlert(context: UseCaseContext, id: number, readVersion: number): Promise<Result<null>> {
  return move(context, id, readVersion, (alert) => acknowledge(alert), null)
}

/** Silences an alert until a time; it comes back when the condition still holds then. Refuses as {@link acknowledgeAlert} does, and `alert_snooze`. */
export function snoozeAlert(context: UseCaseContext, id: number, readVersion: number, until: Instant): Promise<Result<null>> {
  return move(context, id, readVersion, (alert) => snooze(alert, until, context.now), until)
}

async function move(
  context: UseCaseContext, id: number, readVersion: number, decide: (alert: NonNullable<Awaited<ReturnType<typeof findAlert>>>) => ReturnType<typeof acknowledge>, until: Instant | null,
): Promise<Result<null>> {
  const { store, keys, now, actor } = context
  if (!may(actor.role ?? '', 'alert.handle')) return refusePermission(context, 'alert.handle')
  return store.write(async (tx) => {
    const alert = await findAlert(tx, id)
    if (!alert) return refuse('alert_gone')
    if (alert.state !== 'resolved' && alert.version !== readVersion) return refuse('alert_changed')
    const decided = decide(alert)
    if (!decided.ok) return decided
    if (!(await moveAlert(tx, alert, { state: decided.value, handledBy: actor.staffId, snoozedUntil: until }))) return refuse('alert_changed')
    const data: Readonly<Record<string, Json>> = until === null ? {} : { until }
    await addAlertEvent(tx, { alertId: id, type: until === null ? 'acknowledged' : 'snoozed', data, staffId: actor.staffId, at: now })
    const about = { object: `alert:${id}`, before: { state: alert.state }, after: { state: decided.value, ...data } }
    await appendAuditEvent(tx, keys, until === null ? auditEntry(context, { action: 'alert.acknowledged', ...about }) : auditEntry(context, { action: 'alert.snoozed', ...about }))
    return accept(null)
  })
}
