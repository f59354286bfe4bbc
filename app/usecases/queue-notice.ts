import type { Notice } from '../domain/notices/notice.ts'
import type { Tx } from '../../db/client.ts'
import { appendAuditEvent } from '../../db/queries/audit.ts'
import { insertNotice } from '../../db/queries/notices.ts'
import { maskField } from '../domain/values/masking.ts'
import { auditEntry } from './audit-entry.ts'
import type { UseCaseContext } from './context.ts'

/**
 * Puts notices into the outbox in the transaction of what they tell of, each on record. An event that was told to a contact before is not told
 * again; answers with how many are new. The worker sends them.
 */
export async function queueNotices(tx: Tx, context: UseCaseContext, notices: readonly Notice[]): Promise<number> {
  let queued = 0
  for (const notice of notices) {
    if (!(await insertNotice(tx, context.keys, notice, context.now))) continue
    queued += 1
    const { kind, contact: { channel, address } } = notice
    await appendAuditEvent(
      tx, context.keys,
      auditEntry(context, { action: 'notice.queued', object: notice.object, after: { kind, channel, to: maskField(channel === 'email' ? 'email' : 'phone', address) } }),
    )
  }
  return queued
}
