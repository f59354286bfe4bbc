import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { SECOND_MS, type Instant } from '../../domain/values/time.ts'
import { may } from '../../auth/permissions.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { findCase, listCaseFlags } from '../../../db/queries/cases.ts'
import { findConflict } from '../../../db/queries/interests.ts'
import { maskField, maskProfileValue, maskText } from '../../domain/values/masking.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import { personalValues } from '../cases/case-view.ts'
import type { UseCaseContext } from '../context.ts'
import { loadAroundCase } from '../cases/get-case.server.ts'
import { countClearLook } from './count-clear-look.ts'
import { refusePermission } from '../refuse-permission.ts'

/** How long a page shows a clear value (S72). */
const UNMASK_MS = 60 * SECOND_MS
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
 * `field_unknown`, `too_many_looks`.
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
    const personal = personalValues(await loadAroundCase(tx, keys, loaded, await listCaseFlags(tx, caseId))).get(ref)
    if (!personal) return refuse('field_unknown', {}, 'ref')
    const look = await countClearLook(tx, context)
    if (!look.ok) {
      await appendAuditEvent(tx, keys, auditEntry(context, { action: 'case.refused', object: `case:${caseId}`, after: { command: 'unmask', code: look.refusal.code, ...look.refusal.data } }))
      return look
    }
    const { today, isAlert } = look.value
    await appendAuditEvent(
      tx, keys,
      auditEntry(context, {
        action: 'personal_data.unmasked', object: `case:${caseId}`, after: { field: ref, ...(personal.change ? { changed: personal.change.field } : {}), masked: personal.change ? maskProfileValue(personal.change.field, personal.value) : maskField(personal.kind, personal.value), today, alert: isAlert }, reason: maskText(why),
      }),
    )
    return accept({ ref, value: personal.value, until: now + UNMASK_MS, isAlert })
  })
}
