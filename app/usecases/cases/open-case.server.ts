import { STAFF_FLAGS, STAFF_RULES, type Severity } from '../../domain/cases/flag.ts'
import { OTHER_NOTE_CHARS_MIN } from '../../domain/cases/reasons.ts'
import { maskText } from '../../domain/values/masking.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { may } from '../../auth/permissions.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { findCaseAbout, findCaseOfOrder, settleCases } from '../../../db/queries/cases.ts'
import { adoptFlags } from '../../../db/queries/flags.ts'
import { findOrder } from '../../../db/queries/orders.ts'
import { staffNames } from '../../../db/queries/queue.ts'
import { actInside } from './act-on-case.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { emitEvents } from '../outbox/emit-events.ts'
import { raiseFlag } from './raise-flag.ts'
import { refusePermission } from '../refuse-permission.ts'
import { casesOpened } from '../outbox/told-events.ts'

/** What a case can be opened on: an order, or the agent who sold it (DOMAIN 8, story S6). */
export const OPENED_ABOUT = ['order', 'agent'] as const
/** What a person may say of a case they open: hold now, before any refund, same day (DOMAIN 2). */
export const OPENED_SEVERITIES = ['S1', 'S2', 'S3'] as const satisfies readonly Severity[]
/** Weights that give the band which belongs to each severity. */
const WEIGHT: Readonly<Record<(typeof OPENED_SEVERITIES)[number], number>> = { S1: 0.85, S2: 0.6, S3: 0.5 }
const NOTE_CHARS_MAX = 500

/**
 * Opens a case on an order in which a person sees what no rule did, or on the agent who sold it (DOMAIN 8, story S6). It begins with a flag that says what was seen, has the clock of its
 * severity, and is claimed for who opened it. An agent has one case, which comes back when it was closed. Refuses `not_permitted`, `order_gone`, `no_agent`, `case_there` with its number, `note_too_short`, `note_too_long`.
 */
export async function openCase(
  context: UseCaseContext, orderRowId: number, { note, severity, about = 'order' }: { readonly note: string; readonly severity: (typeof OPENED_SEVERITIES)[number]; readonly about?: (typeof OPENED_ABOUT)[number] },
): Promise<Result<{ readonly caseId: number }>> {
  const { store, keys, now, actor } = context
  if (!may(actor.role ?? '', 'case.decide')) return refusePermission(context, 'case.decide')
  const words = note.trim()
  if (words.length < OTHER_NOTE_CHARS_MIN) return refuse('note_too_short', { min: OTHER_NOTE_CHARS_MIN }, 'note')
  if (words.length > NOTE_CHARS_MAX) return refuse('note_too_long', { max: NOTE_CHARS_MAX }, 'note')
  return store.write(async (tx) => {
    const order = await findOrder(tx, orderRowId)
    if (!order) return refuse('order_gone')
    if (about === 'agent' && order.agentId === null) return refuse('no_agent')
    const found = about === 'agent' ? await findCaseAbout(tx, `agent:${order.agentId}`) : await findCaseOfOrder(tx, orderRowId)
    if (found && (about === 'order' || found.state.status !== 'decided')) return refuse('case_there', { caseId: found.row.id })
    const name = (await staffNames(tx, [actor.staffId])).get(actor.staffId ?? 0) ?? actor.label
    const said = { severity, weight: WEIGHT[severity], evidence: { name, note: maskText(words) } }
    const caseId = about === 'agent'
      ? await raiseFlag(tx, order, { rule: STAFF_RULES.agent, flag: STAFF_FLAGS.agent, ...said, subjectKey: `agent:${order.agentId}` }, now)
      : await raiseFlag(tx, order, { rule: STAFF_RULES.by_hand, flag: STAFF_FLAGS.by_hand, ...said }, now)
    if (about === 'order') await adoptFlags(tx, orderRowId, caseId)
    const { openedIds } = await settleCases(tx, [caseId], now)
    await emitEvents(tx, context, casesOpened(tx, openedIds))
    await appendAuditEvent(tx, keys, auditEntry(context, { action: 'case.opened_by_hand', object: `case:${caseId}`, after: { severity }, reason: maskText(words) }))
    const claimed = await actInside(tx, context, caseId, { type: 'claim' }, null)
    // Who stands too near to work on it may still say what they saw: then it waits for somebody else.
    return claimed.ok || claimed.refusal.code === 'conflict_of_interest' ? accept({ caseId }) : claimed
  })
}
