import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { confirmContactRow, listStaleContacts, type ConfirmedHow, type ContactField } from '../../../db/queries/contacts.ts'
import { findSubscriber } from '../../../db/queries/profiles.ts'
import { maskEmail, maskName, maskPhone } from '../../domain/values/masking.ts'
import { DAY_MS, type Instant } from '../../domain/values/time.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'

/** A contact that was not confirmed for so long is asked after (PEERS J6). */
export const FRESH_MS = 365 * DAY_MS

export interface StaleContactRow {
  readonly subscriberId: string
  readonly name: string | null
  readonly contactPhone: string | null
  readonly email: string | null
  readonly confirmedAt: Instant | null
}

/** Puts down that a contact still reaches its person. Refuses `subscriber_gone` and `value_form` where there is no such contact. */
export function confirmContact(context: UseCaseContext, subscriberId: string, field: ContactField, how: Extract<ConfirmedHow, 'call' | 'in_person'>): Promise<Result<null>> {
  const { store, keys, now, actor } = context
  return store.write(async (tx) => {
    const subscriber = await findSubscriber(tx, keys, subscriberId)
    if (!subscriber) return refuse('subscriber_gone')
    const value = field === 'email' ? subscriber.email : subscriber.contactPhone
    if (value === null) return refuse('value_form', { field })
    await confirmContactRow(tx, keys, { subscriberId, field, value, at: now, staffId: actor.staffId, how })
    await appendAuditEvent(tx, keys, auditEntry(context, { action: 'contact.confirmed', object: `subscriber:${subscriberId}`, after: { field, how, masked: field === 'email' ? maskEmail(value) : maskPhone(value) } }))
    return accept(null)
  })
}

/** The work list: whose phone was not confirmed within a year, masked, by row. */
export async function listContactsToConfirm({ store, keys, now }: UseCaseContext, afterRowId: number, limit: number): Promise<{ readonly rows: readonly StaleContactRow[]; readonly next: string | null }> {
  const rows = await listStaleContacts(store.read, keys, now - FRESH_MS, afterRowId, limit + 1)
  const shown = rows.slice(0, limit)
  return {
    next: rows.length > limit ? String(shown.at(-1)?.rowId ?? '') : null,
    rows: shown.map((row) => ({
      subscriberId: row.subscriberId, name: row.name === null ? null : maskName(row.name), contactPhone: row.contactPhone === null ? null : maskPhone(row.contactPhone),
      email: row.email === null ? null : maskEmail(row.email), confirmedAt: row.confirmedAt,
    })),
  }
}
