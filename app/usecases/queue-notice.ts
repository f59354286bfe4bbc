import type { Notice } from '../domain/notices/notice.ts'
import type { Tx } from '../../db/client.ts'
import { appendAuditEvent } from '../../db/queries/audit.ts'
import { insertNotice } from '../../db/queries/notices.ts'
import { maskField } from '../domain/values/masking.ts'
import { auditEntry } from './audit-entry.ts'
import type { UseCaseContext } from './context.ts'

/** A number of mainland China as masking leaves it: it alone loses its country code. */
const MAINLAND_MASKED = /^1[3-9]\d\*+\d{4}$/

/** Of whom no language is known is written to in that of the number's country: the number it goes to, or the one that a mail is about. */
function languageOf({ contact: { channel, address }, data }: Pick<Notice, 'contact' | 'data'>): string | null {
  const isMainland = channel === 'sms' ? /^\+86/.test(address) : typeof data.number === 'string' && MAINLAND_MASKED.test(data.number)
  return isMainland ? 'zh' : null
}

/**
 * Puts notices into the outbox in the transaction of what they tell of, each on record. An event that was told to a contact before is not told
 * again; answers with how many are new. The worker sends them.
 */
export async function queueNotices(tx: Tx, context: UseCaseContext, notices: readonly Notice[]): Promise<number> {
  let queued = 0
  for (const notice of notices) {
    if (!(await insertNotice(tx, context.keys, { ...notice, language: notice.language ?? languageOf(notice) }, context.now))) continue
    queued += 1
    const { kind, contact: { channel, address } } = notice
    await appendAuditEvent(
      tx, context.keys,
      auditEntry(context, { action: 'notice.queued', object: notice.object, after: { kind, channel, to: maskField(channel === 'email' ? 'email' : 'phone', address) } }),
    )
  }
  return queued
}
