import { dispute, type DisputeCommand, type DisputeEvent, type DisputeSituation, type DisputeState } from '../../domain/actions/dispute.ts'
import type { Trust } from '../../domain/intake/record.ts'
import type { Notice, NoticeContact, NoticeKind } from '../../domain/notices/notice.ts'
import { maskPhone } from '../../domain/values/masking.ts'
import { accept, refuse } from '../../domain/values/result.ts'
import type { Handle, Tx } from '../../../db/client.ts'
import { listEvidence, submitEvidence } from '../../../db/queries/evidence.ts'
import { findConflict } from '../../../db/queries/interests.ts'
import { loadAroundOrder } from '../../../db/queries/order-around.ts'
import { findSubscriber } from '../../../db/queries/profiles.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import { findAction } from '../../../db/queries/staff-actions.ts'
import { lookupHash, type Keys } from '../../../db/seal.ts'
import type { UseCaseContext } from '../context.ts'
import { contactsOf } from '../subscribers/profile-fields.ts'
import { queueNotices } from '../outbox/queue-notice.ts'
import type { ActionKind } from './action-kind.ts'

/** Anything that reads like a host: letters at its end, so that sums of money are none. */
const HOSTS = /[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}-]+)*\.[a-z]{2,24}(?![\p{L}\p{N}])/giu
const ANSWER_DAYS_MS = 15 * 86_400_000

/** Disputes and complaints: trust of the order's receipts, staged evidence, and what the customer is told. */
export const disputeKind: ActionKind<DisputeState, DisputeCommand, DisputeEvent, DisputeSituation> = {
  action: dispute,
  situation: async (db, context, { loaded, command, subject, base }) => {
    const { keys, now } = context
    const around = subject.orderRowId === null ? null : await loadAroundOrder(db, keys, subject.orderRowId)
    if (subject.orderRowId !== null && !around?.order) return refuse('order_gone')
    const order = around?.order ?? null
    const staged = loaded ? (await listEvidence(db, loaded.row.id)).filter((file) => file.state === 'staged') : []
    const subjectKey = loaded ? subject.subjectKey : order ? `order:${order.rowId}` : subject.subjectKey
    return accept({
      situation: {
        ...base, contentHash: null, trust: trustOf(around), staged: staged.map((file) => file.sha256), stagedImages: staged.filter((file) => file.mediaType.startsWith('image/')).length,
        conflict: base.person.staffId === null ? null : await findConflict(db, keys, base.person.staffId, { order_row_id: order?.rowId ?? null, order_id: order?.orderId ?? null, subject_key: subjectKey, target_number: order?.targetNumber ?? null }, now),
        hasForeignLink: await hasForeignLink(db, textOf(command)),
        otherOpenId: order === null ? null : await otherOpen(db, order.rowId, command?.type === 'open' ? command.reason : (loaded?.state.reason ?? null), loaded?.row.id ?? null),
      },
      subject: loaded ? subject : {
        ...subject, subjectKey, partyHash: lookupHash(keys, 'dispute_party', order?.subscriberId ?? order?.payerAccount ?? order?.targetNumber ?? subjectKey),
      },
    })
  },
  effect: async (tx, context, { actionId, subject, state, event, seq }) => {
    const tell = (kind: NoticeKind, data: Notice['data']) => tellCustomer(tx, context, { actionId, orderRowId: subject.orderRowId, subjectKey: subject.subjectKey, state, seq }, kind, data)
    switch (event.type) {
      case 'opened': await tell('dispute_received', { reason: state.reason, due: event.at + ANSWER_DAYS_MS }); break
      case 'customer_asked': await tell('dispute_needs_data', { needed: event.data.needed ?? '', due: event.data.dueAt ?? event.at }); break
      case 'replied': if (state.road !== 'wechat' && state.road !== 'letter') await tell('dispute_reply', { text: event.data.text ?? '' }); break
      case 'decided': await tell('dispute_decided', { text: event.data.text ?? '' }); break
      case 'closed': await tell('dispute_closed', {}); break
      // What could not be told before is told now.
      case 'contact_set': await (state.letter === null ? tell('dispute_received', { reason: state.reason, due: state.openedAt + ANSWER_DAYS_MS }) : tell('dispute_decided', { text: state.letter })); break
      case 'evidence_submitted': await submitEvidence(tx, actionId, event.at); break
      default: break
    }
    return accept(null)
  },
}

/** The dispute of an order with the same reason that is open beside this one. */
async function otherOpen(db: Handle, orderRowId: number, reason: string | null, exceptId: number | null): Promise<number | null> {
  const rows = await db.selectFrom('staff_actions').select(['id', 'kind', 'variant']).where('order_row_id', '=', orderRowId).where('is_open', '=', 1).orderBy('id').execute()
  return rows.find((row) => row.kind === 'dispute' && row.variant === reason && row.id !== exceptId)?.id ?? null
}

type Around = Awaited<ReturnType<typeof loadAroundOrder>>

/** The best receipt of an order that says money came in. */
export function trustOf(around: Around): Trust | null {
  return (around?.receipts ?? []).filter((receipt) => receipt.receiptKind === 'payment' || receipt.receiptKind === 'voucher').map((receipt) => receipt.trust).sort().at(-1) ?? null
}

function textOf(command: DisputeCommand | null): string {
  if (command === null) return ''
  return command.type === 'reply' ? command.text : command.type === 'decide' ? command.letter : command.type === 'ask_customer' ? command.needed : ''
}

/** Notices carry no links but those of the operator (DOMAIN 4.9). */
async function hasForeignLink(db: Handle, text: string): Promise<boolean> {
  const hosts = [...text.normalize('NFKC').replaceAll('。', '.').matchAll(HOSTS)].map(([host]) => host.toLowerCase())
  if (hosts.length === 0 && !/https?:/i.test(text)) return false
  const { settings } = await getOperatorSettings(db)
  return hosts.length === 0 || hosts.some((host) => !settings.officialHosts.some((own) => host === own || host.endsWith(`.${own}`)))
}

async function tellCustomer(
  tx: Tx, context: UseCaseContext, { actionId, orderRowId, subjectKey, state, seq }: { readonly actionId: number; readonly orderRowId: number | null; readonly subjectKey: string; readonly state: DisputeState; readonly seq: number }, kind: NoticeKind, data: Notice['data'],
): Promise<void> {
  const order = orderRowId === null ? null : await tx.selectFrom('orders').select(['target_number', 'subscriber_id', 'created_at']).where('id', '=', orderRowId).executeTakeFirst()
  const contacts = await claimantContacts(tx, context.keys, actionId, order?.subscriber_id ?? subscriberOfKey(subjectKey))
  await queueNotices(tx, context, contacts.map(({ language: _known, ...contact }) => ({
    kind, object: `action:${actionId}`, event: `dispute:${actionId}:${seq}`, contact, language: state.language,
    data: { ...data, at: order?.created_at ?? state.openedAt, number: order?.target_number ? maskPhone(order.target_number) : '', caseNo: `D-${actionId}` },
  })))
}

/** A contact and the language of who reads it; null where nothing is known but the contact. */
export interface KnownContact extends NoticeContact {
  readonly language: string | null
}

/** Where the claimant is told: where they asked for it, else on the subscriber's own contact. */
export async function claimantContacts(db: Handle, keys: Keys, actionId: number, subscriberId: string | null): Promise<readonly KnownContact[]> {
  const loaded = await findAction<DisputeState>(db, keys, dispute, actionId)
  const contact = loaded?.events.map((event) => event.secret?.contact).findLast((one) => typeof one === 'string' && one !== '')
  if (typeof contact === 'string') return [{ channel: contact.includes('@') ? 'email' : 'sms', address: contact, language: loaded?.state.language ?? null }]
  const subscriber = subscriberId === null ? null : await findSubscriber(db, keys, subscriberId)
  return subscriber ? contactsOf(subscriber).slice(0, 1).map((contact) => ({ ...contact, language: subscriber.language })) : []
}

/** The subscriber that a subject's key names; null where it is about something else. */
export function subscriberOfKey(subjectKey: string): string | null {
  return subjectKey.startsWith('subscriber:') ? subjectKey.slice('subscriber:'.length) : null
}
