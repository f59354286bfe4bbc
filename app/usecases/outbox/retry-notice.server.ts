import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { findNotice, reviveNotice } from '../../../db/queries/notices.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'

/** Lets a dead notice be tried again from the beginning. Refuses `notice_gone` and `notice_not_dead`. */
export function retryNotice(context: UseCaseContext, noticeId: number): Promise<Result<null>> {
  return context.store.write(async (tx) => {
    const notice = await findNotice(tx, noticeId)
    if (!notice) return refuse('notice_gone')
    if (!(await reviveNotice(tx, noticeId, context.now))) return refuse('notice_not_dead', { state: notice.state })
    await appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'notice.retried', object: notice.object, before: { state: 'dead', error: notice.error }, after: { noticeId, state: 'waiting' } }))
    return accept(null)
  })
}
