import { accept, refuse, type Result } from '../domain/values/result.ts'
import { DAY_MS, SECOND_MS, type Instant } from '../domain/values/time.ts'
import { may } from '../auth/permissions.ts'
import { appendAuditEvent, countAuditEvents } from '../../db/queries/audit.ts'
import { findCase, listCaseFlags } from '../../db/queries/cases.ts'
import { maskField } from '../domain/values/masking.ts'
import { auditEntry } from './audit-entry.ts'
import { personalValues } from './case-view.ts'
import type { UseCaseContext } from './context.ts'
import { loadAroundCase } from './get-case.server.ts'

/** How long a page shows a clear value (S72). */
export const UNMASK_MS = 60 * SECOND_MS
/** From this many in a day on, each further one is marked as an alert (DOMAIN 4.10). */
export const UNMASK_ALERT = 20
/** No more than this in a day, whatever the reason. */
export const UNMASK_MAX = 100
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
  if (!may(actor.role ?? '', 'personal_data.unmask')) return refuse('not_permitted', { permission: 'personal_data.unmask' })
  const why = reason.trim()
  if (why.length < REASON_CHARS_MIN || why.length > REASON_CHARS_MAX) return refuse('reason_needed', { min: REASON_CHARS_MIN, max: REASON_CHARS_MAX }, 'reason')
  return store.write(async (tx) => {
    const loaded = await findCase(tx, caseId)
    if (!loaded) return refuse('case_missing')
    if (loaded.state.status === 'decided') return refuse('case_not_open')
    const used = await countAuditEvents(tx, { actor: actor.label, action: 'personal_data.unmasked', from: now - DAY_MS }, UNMASK_MAX)
    if (used >= UNMASK_MAX) return refuse('too_many', { max: UNMASK_MAX })
    const personal = personalValues(await loadAroundCase(tx, keys, loaded, await listCaseFlags(tx, caseId))).get(ref)
    if (!personal) return refuse('field_unknown', {}, 'ref')
    const isAlert = used >= UNMASK_ALERT
    await appendAuditEvent(
      tx, keys,
      auditEntry(context, {
        action: 'personal_data.unmasked', object: `case:${caseId}`, after: { field: ref, masked: maskField(personal.kind, personal.value), today: used + 1, alert: isAlert }, reason: why,
      }),
    )
    return accept({ ref, value: personal.value, until: now + UNMASK_MS, isAlert })
  })
}
