import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { DAY_MS, SECOND_MS, type Instant } from '../../domain/values/time.ts'
import { may } from '../../auth/permissions.ts'
import { appendAuditEvent, countAuditEvents } from '../../../db/queries/audit.ts'
import { findCase, listCaseFlags } from '../../../db/queries/cases.ts'
import { findConflict } from '../../../db/queries/interests.ts'
import { getPrivacySettings } from '../../../db/queries/settings.ts'
import { findStaff, listStaffMembers } from '../../../db/queries/staff.ts'
import type { Tx } from '../../../db/client.ts'
import { maskField, maskProfileValue, maskText } from '../../domain/values/masking.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import { personalValues } from '../cases/case-view.ts'
import type { UseCaseContext } from '../context.ts'
import { loadAroundCase } from '../cases/get-case.server.ts'
import { queueNotices } from '../outbox/queue-notice.ts'
import { refusePermission } from '../refuse-permission.ts'

/** How long a page shows a clear value (S72). */
const UNMASK_MS = 60 * SECOND_MS
/** Most colleagues that are told. */
const TOLD_MAX = 50
const REASON_CHARS_MIN = 5
const REASON_CHARS_MAX = 200

export interface ClearValue {
  readonly ref: string
  readonly value: string
  /** When the page must take it away again. */
  readonly until: Instant
  /** The day's count is above what is usual; the person is told that it is looked at. */
  readonly isAlert: boolean
}

/**
 * Shows one personal field of an open case in clear, for a reason, and puts that on record; the value itself is not (S72). `ref` is one of the case's
 * `personal` list, so nothing of other cases can be asked for. Refuses `not_permitted`, `case_missing`, `case_not_open`, `reason_needed`,
 * `field_unknown`, `too_many`.
 */
export async function unmaskField(context: UseCaseContext, caseId: number, ref: string, reason: string): Promise<Result<ClearValue>> {
  const { store, keys, now, actor } = context
  if (!may(actor.role ?? '', 'personal_data.unmask')) return refusePermission(context, 'personal_data.unmask')
  const why = reason.trim()
  if (why.length < REASON_CHARS_MIN || why.length > REASON_CHARS_MAX) return refuse('reason_needed', { min: REASON_CHARS_MIN, max: REASON_CHARS_MAX }, 'reason')
  return store.write(async (tx) => {
    const loaded = await findCase(tx, caseId)
    if (!loaded) return refuse('case_missing')
    if (loaded.state.status === 'decided') return refuse('case_not_open')
    const conflict = await findConflict(tx, keys, actor.staffId ?? 0, loaded.row, now)
    if (conflict !== null) {
      await appendAuditEvent(tx, keys, auditEntry(context, { action: 'case.refused', object: `case:${caseId}`, after: { command: 'unmask', code: 'conflict_of_interest', conflict } }))
      return refuse('conflict_of_interest', { conflict })
    }
    const { settings } = await getPrivacySettings(tx)
    const used = await countAuditEvents(tx, { actor: actor.label, action: 'personal_data.unmasked', from: now - DAY_MS }, settings.unmaskMax)
    if (used >= settings.unmaskMax) {
      await appendAuditEvent(tx, keys, auditEntry(context, { action: 'case.refused', object: `case:${caseId}`, after: { command: 'unmask', code: 'too_many', max: settings.unmaskMax } }))
      return refuse('too_many', { max: settings.unmaskMax })
    }
    const personal = personalValues(await loadAroundCase(tx, keys, loaded, await listCaseFlags(tx, caseId))).get(ref)
    if (!personal) return refuse('field_unknown', {}, 'ref')
    // From so many in a day on each further one is an alert, and at the first the others are told (DOMAIN 4.10).
    const isAlert = used >= settings.unmaskAlert
    if (used === settings.unmaskAlert) await tellOfUnmasking(tx, context, used + 1)
    await appendAuditEvent(
      tx, keys,
      auditEntry(context, {
        action: 'personal_data.unmasked', object: `case:${caseId}`, after: { field: ref, ...(personal.change ? { changed: personal.change.field } : {}), masked: personal.change ? maskProfileValue(personal.change.field, personal.value) : maskField(personal.kind, personal.value), today: used + 1, alert: isAlert }, reason: maskText(why),
      }),
    )
    return accept({ ref, value: personal.value, until: now + UNMASK_MS, isAlert })
  })
}

/** Supervisors, admins and auditors hear by mail that a colleague looks at unusually much, once a day and person. */
async function tellOfUnmasking(tx: Tx, context: UseCaseContext, count: number): Promise<void> {
  const { actor, now } = context
  const others = (await listStaffMembers(tx)).filter((member) => member.disabledAt === null && member.id !== actor.staffId && may(member.role, 'privacy.view'))
  const who = actor.staffId === null ? null : await findStaff(tx, actor.staffId)
  await queueNotices(tx, context, others.slice(0, TOLD_MAX).map((member) => ({
    kind: 'unmask_alert', object: actor.label, event: `unmask_alert:${actor.label}:${Math.floor(now / DAY_MS)}`, contact: { channel: 'email', address: member.email }, language: member.locale,
    data: { name: who?.name ?? actor.label, count },
  })))
}
