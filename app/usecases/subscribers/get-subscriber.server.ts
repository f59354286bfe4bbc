import { appendAuditEvent, listAuditEvents } from '../../../db/queries/audit.ts'
import { contactFreshness } from '../../../db/queries/contacts.ts'
import { listMerges } from '../../../db/queries/person-merges.ts'
import { findReferences } from '../../../db/queries/staff-actions.ts'
import { listOutcomes } from '../../../db/queries/screening.ts'
import { staffNames } from '../../../db/queries/queue.ts'
import { loadSubscriber } from '../../../db/queries/subscribers.ts'
import { undoReference, WATCH_MS } from '../../domain/actions/profile-change.ts'
import type { Band } from '../../domain/cases/flag.ts'
import { ownActionOf } from '../../domain/intake/own-change.ts'
import type { Channel, MessageChannel, OrderStatus, ProfileField, ReceiptKind, ReceiptSource, SubscriberStatus, Trust, Verification } from '../../domain/intake/record.ts'
import { CONTACT_FIELDS, type ContactState, contactState } from '../../domain/subscribers/contact-freshness.ts'
import { type Guarded, guardedBy } from '../../domain/subscribers/guarded.ts'
import { maskAccount, maskPhone, maskProfileValue, maskText } from '../../domain/values/masking.ts'
import type { Money } from '../../domain/values/money.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { MINUTE_MS, type Instant } from '../../domain/values/time.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import { maskedContacts } from '../cases/case-view.ts'
import type { UseCaseContext } from '../context.ts'
import { findHold } from '../privacy/find-hold.server.ts'
import { queueRow, type QueueRow } from '../cases/list-queue.server.ts'

/** A subscriber and what happened around them; all personal values masked, each list the newest 25. */
export interface SubscriberView {
  readonly subscriberId: string
  readonly name: string
  readonly numbers: readonly string[]
  readonly status: SubscriberStatus
  readonly language: string | null
  /** What the operator's records say of the person: only a supervisor approves a change of the profile then. */
  readonly guarded: Guarded | null
  readonly idDocType: string | null
  readonly openedAt: Instant | null
  readonly simChangedAt: Instant | null
  readonly contacts: readonly (ContactState & { readonly value: string | null })[]
  readonly orders: readonly {
    readonly id: number; readonly orderId: string; readonly at: Instant; readonly channel: Channel; readonly status: OrderStatus; readonly number: string | null
    readonly payer: string | null; readonly paid: Money; readonly band: Band | null
  }[]
  readonly receipts: readonly {
    readonly id: number; readonly receiptId: string; readonly source: ReceiptSource; readonly trust: Trust; readonly kind: ReceiptKind; readonly at: Instant; readonly orderId: string | null; readonly amount: Money
  }[]
  readonly messages: readonly { readonly id: number; readonly messageId: string; readonly direction: 'in' | 'out'; readonly channel: MessageChannel; readonly at: Instant; readonly text: string }[]
  readonly changes: readonly {
    readonly id: number; readonly changeId: string; readonly field: ProfileField; readonly before: string | null; readonly after: string | null; readonly channel: string
    readonly staffId: string | null; readonly verification: Verification | null; readonly at: Instant
    /** Where it was asked for here, or is undone. */
    readonly actionId: number | null
    readonly isUndoable: boolean
  }[]
  readonly cases: readonly QueueRow[]
  /** The police hold that stands on this person. */
  readonly hold: { readonly reference: string; readonly at: Instant } | null
  /** Records of the same person that were made one with this and still are. */
  readonly merges: readonly { readonly isKept: boolean; readonly otherId: string; readonly at: Instant }[]
}

const NEWEST = 25
/** Opening the same person again within this time is one look. */
const ONE_LOOK_MS = 10 * MINUTE_MS

/** One person's page. That it was opened is on record, once a look (S51). Refuses `subscriber_gone`. */
export async function getSubscriber(context: UseCaseContext, subscriberId: string): Promise<Result<SubscriberView>> {
  const { store, keys, now } = context
  const found = await loadSubscriber(store.read, keys, subscriberId)
  if (!found) return refuse('subscriber_gone')
  await recordLook(context, subscriberId)
  const { subscriber, orders, receipts, messages, changes, cases } = found
  const outcomes = await listOutcomes(store.read, store.dialect, 'order', orders.map(({ rowId }) => rowId))
  const enteredBy = (staffId: string | null) => (/^staff:\d{1,15}$/.test(staffId ?? '') ? Number(staffId?.slice('staff:'.length)) : null)
  const names = await staffNames(store.read, [...cases.map((row) => row.assignee_id), ...changes.map(({ staffId }) => enteredBy(staffId))])
  const undone = await findReferences(store.read, changes.map(({ changeId }) => undoReference(changeId)))
  const contacts = maskedContacts(subscriber)
  const confirmations = await contactFreshness(store.read, keys, subscriber)
  const confirmedOf = (field: string) => {
    const found = confirmations.find((one) => one.field === field && one.isCurrent)
    return found ? { at: found.confirmedAt, how: found.how } : null
  }
  const valueOf = { contact_phone: contacts.contactPhone, email: contacts.email, address: contacts.address }
  return accept({
    subscriberId, name: contacts.name, numbers: subscriber.numbers.map(maskPhone), status: subscriber.status, language: subscriber.language, guarded: guardedBy(subscriber.extra), idDocType: subscriber.idDocType,
    openedAt: subscriber.openedAt, simChangedAt: subscriber.simChangedAt,
    contacts: CONTACT_FIELDS.map((field) => ({ ...contactState(field, valueOf[field] !== null, changes, confirmedOf(field), subscriber.openedAt, now), value: valueOf[field] })),
    orders: orders.map((order) => ({
      id: order.rowId, orderId: order.orderId, at: order.createdAt, channel: order.channel, status: order.status, number: order.targetNumber === null ? null : maskPhone(order.targetNumber),
      payer: order.payerAccount === null ? null : maskAccount(order.payerAccount), paid: { amountMinor: order.paidMinor, currency: order.currency }, band: outcomes.get(order.rowId) ?? null,
    })),
    receipts: receipts.map((receipt) => ({
      id: receipt.rowId, receiptId: receipt.receiptId, source: receipt.source, trust: receipt.trust, kind: receipt.receiptKind, at: receipt.occurredAt, orderId: receipt.orderId,
      amount: { amountMinor: receipt.amountMinor, currency: receipt.currency },
    })),
    messages: messages.map((message) => ({ id: message.rowId, messageId: message.messageId, direction: message.direction, channel: message.channel, at: message.at, text: maskText(message.text) })),
    changes: changes.map((change) => ({
      id: change.rowId, changeId: change.changeId, actionId: ownActionOf(change.changeId) ?? undone.get(undoReference(change.changeId)) ?? null, isUndoable: now <= change.at + WATCH_MS, field: change.field, before: maskProfileValue(change.field, change.oldValue), after: maskProfileValue(change.field, change.newValue),
      channel: change.channel, staffId: names.get(enteredBy(change.staffId) ?? 0) ?? change.staffId, verification: change.verification, at: change.at,
    })),
    cases: cases.map((row) => queueRow(row, names, context)),
    hold: await findHold(context, `subscriber:${subscriberId}`),
    merges: (await listMerges(store.read, NEWEST, subscriberId)).map(({ keptId, mergedId, mergedAt }) => ({ isKept: keptId === subscriberId, otherId: keptId === subscriberId ? mergedId : keptId, at: mergedAt })),
  })
}

async function recordLook(context: UseCaseContext, subscriberId: string): Promise<void> {
  const { store, keys, now, actor } = context
  const object = `subscriber:${subscriberId}`
  const { events } = await listAuditEvents(store.read, { object, action: 'subscriber.viewed', actor: actor.label, from: now - ONE_LOOK_MS }, null, 1)
  if (events.length === 0) await store.write((tx) => appendAuditEvent(tx, keys, auditEntry(context, { action: 'subscriber.viewed', object })))
}
