import type { Notice, NoticeContact } from '../domain/notices/notice.ts'
import type { Tx } from '../../db/client.ts'
import { appendAuditEvent } from '../../db/queries/audit.ts'
import { insertNotice } from '../../db/queries/notices.ts'
import { maskField } from '../domain/values/masking.ts'
import { auditEntry } from './audit-entry.ts'
import type { UseCaseContext } from './context.ts'

/** Of whom no language is known is written to in that of the number's country. */
function languageOf({ channel, address }: NoticeContact): string | null {
  return channel === 'sms' && /^\+86/.test(address) ? 'zh' : null
}

/**
 * Puts notices into the outbox in the transaction of what they tell of, each on record. An event that was told to a contact before is not told
 * again; answers with how many are new. The worker sends them.
 */
export async function queueNotices(tx: Tx, context: UseCaseContext, notices: readonly Notice[]): Promise<number> {
  let queued = 0
  for (const notice of notices) {
    if (!(await insertNotice(tx, context.keys, { ...notice, language: notice.language ?? languageOf(notice.contact) }, context.now))) continue
    queued += 1
    const { kind, contact: { channel, address } } = notice
    await appendAuditEvent(
      tx, context.keys,
      auditEntry(context, { action: 'notice.queued', object: notice.object, after: { kind, channel, to: maskField(channel === 'email' ? 'email' : 'phone', address) } }),
    )
  }
  return queued
}
