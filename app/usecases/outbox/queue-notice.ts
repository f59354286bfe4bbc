import type { Notice } from '../../domain/notices/notice.ts'
import type { Tx } from '../../../db/client.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { findContactLanguage } from '../../../db/queries/contacts.ts'
import { insertNotice } from '../../../db/queries/notices.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import type { Keys } from '../../../db/seal.ts'
import { maskField } from '../../domain/values/masking.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'

/** A number of mainland China as masking leaves it: it alone loses its country code. */
const MAINLAND_MASKED = /^1[3-9]\d\*+\d{4}$/

/**
 * The language that who reads this is known to use; where none is known, that of the country of the number it goes to, or of the one that a mail is about;
 * where there is no number either, that of the operator's country.
 */
async function languageOf(tx: Tx, keys: Keys, { contact, data }: Pick<Notice, 'contact' | 'data'>): Promise<string> {
  const known = await findContactLanguage(tx, keys, contact)
  if (known !== null) return known
  const { channel, address } = contact
  const number = channel === 'sms' ? address : typeof data.number === 'string' ? data.number : ''
  const isChinese = number === '' ? (await getOperatorSettings(tx)).settings.country === 'CN' : number.startsWith('+86') || MAINLAND_MASKED.test(number)
  return isChinese ? 'zh' : 'en'
}

/**
 * Puts notices into the outbox in the transaction of what they tell of, each on record. An event that was told to a contact before is not told
 * again; answers with how many are new. The worker sends them.
 */
export async function queueNotices(tx: Tx, context: UseCaseContext, notices: readonly Notice[]): Promise<number> {
  let queued = 0
  for (const notice of notices) {
    if (!(await insertNotice(tx, context.keys, { ...notice, language: notice.language ?? (await languageOf(tx, context.keys, notice)) }, context.now))) continue
    queued += 1
    const { kind, contact: { channel, address } } = notice
    await appendAuditEvent(
      tx, context.keys,
      auditEntry(context, { action: 'notice.queued', object: notice.object, after: { kind, channel, to: maskField(channel === 'email' ? 'email' : 'phone', address) } }),
    )
  }
  return queued
}
