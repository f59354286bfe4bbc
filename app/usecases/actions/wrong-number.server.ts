import { ANSWER_DUE_MS } from '../../domain/actions/dispute.ts'
import { numberStateOf, type NumberState } from '../../domain/actions/number-state.ts'
import { asMixUp, wrongNumber, type WrongNumberCommand, type WrongNumberEvent, type WrongNumberSituation, type WrongNumberState } from '../../domain/actions/wrong-number.ts'
import { compareNumbers } from '../../domain/reconciliation/compare-numbers.ts'
import type { Subscriber } from '../../domain/intake/record.ts'
import { maskPhone } from '../../domain/values/masking.ts'
import { isAssignedMobile } from '../../domain/values/msisdn.ts'
import type { Notice } from '../../domain/notices/notice.ts'
import { accept, refuse } from '../../domain/values/result.ts'
import { subscriberOf } from '../../../db/queries/order-around.ts'
import type { Handle, Tx } from '../../../db/client.ts'
import { listHeldEntries } from '../../../db/queries/lists.ts'
import { listPayerNumbers } from '../../../db/queries/orders.ts'
import { findAction } from '../../../db/queries/staff-actions.ts'
import { lookupHash, type Keys } from '../../../db/seal.ts'
import type { UseCaseContext } from '../context.ts'
import { queueNotices } from '../outbox/queue-notice.ts'
import { refundParty } from '../money/claimant.ts'
import type { ActionKind } from './action-kind.ts'
import { loadOrderStanding, type OrderStanding } from './order-money.server.ts'
import { claimantContacts, type KnownContact } from './dispute.server.ts'
import { conflictWith } from './refund.server.ts'

/** A top-up that went to the wrong number; the stranger is asked by message, in their own language, without a word about who asks. */
export const wrongNumberKind: ActionKind<WrongNumberState, WrongNumberCommand, WrongNumberEvent, WrongNumberSituation> = {
  action: wrongNumber,
  situation: async (db, context, { loaded, command, subject, base }) => {
    const standing = await loadOrderStanding(db, context.keys, subject.orderRowId ?? 0, context.now)
    if (!standing) return refuse('order_gone')
    const { around: { order }, creditedNumber } = standing
    const contact = command?.type === 'open' ? (command.contact ?? null) : (loaded?.events.map((event) => event.secret?.contact).findLast((one) => typeof one === 'string') as string | undefined) ?? null
    const intended = command?.type === 'open' ? command.intended : (loaded?.state.intended ?? null)
    const compared = intended === null || creditedNumber === null ? null : compareNumbers(creditedNumber, intended)
    const isOfPayer = command?.type === 'open' && order.payerAccount !== null && (await listPayerNumbers(db, order.payerAccount, order.createdAt)).some((one) => one.number === intended)
    return accept({
      situation: {
        ...base, conflict: base.person.staffId === null ? null : await conflictWith(db, context, standing, [intended, contact]), contentHash: null, orderRowId: order.rowId, policy: standing.policy,
        slip: compared?.slip ?? null, plausibility: isOfPayer && compared !== null ? asMixUp(compared.plausibility) : (compared?.plausibility ?? 0), isVacant: (await loadNumberState(db, standing)).is === 'vacant', canAsk: creditedNumber?.startsWith('+') === true && standing.isDelivered && !standing.isMisrouted, unspentMinor: standing.unspentMinor,
        otherOpenId: standing.actions.find((action) => action.kind === 'wrong_number' && action.is_open === 1 && action.id !== loaded?.row.id)?.id ?? null,
      },
      subject: loaded ? subject : { ...subject, subjectKey: `order:${order.rowId}`, partyHash: lookupHash(context.keys, 'refund_party', refundParty({ payer: order.payerAccount, subscriber: order.subscriberId, number: order.targetNumber, orderId: order.orderId }).value) },
    })
  },
  effect: async (tx, context, { actionId, state, event }) => {
    if (event.type === 'opened') await tellClaimant(tx, context, actionId, state, { kind: 'wrong_number_received', data: { due: event.at + ANSWER_DUE_MS } })
    if (event.type === 'declined') await tellClaimant(tx, context, actionId, state, { kind: 'wrong_number_declined', data: { because: event.data.because ?? null } })
    if (event.type !== 'asked') return accept(null)
    const order = await orderOf(tx, state.orderRowId)
    if (order.target_number === null) return refuse('cannot_ask')
    const holder = await subscriberOf(tx, context.keys, order.target_number, null)
    await queueNotices(tx, context, [{
      kind: 'consent_asked', object: `action:${actionId}`, event: `asked:${state.timesAsked}`, contact: { channel: 'sms', address: order.target_number }, language: holder?.language ?? null,
      data: { number: maskPhone(order.target_number), caseNo: `W-${actionId}`, amountMinor: order.face_minor, currency: order.currency, at: order.delivered_at ?? order.created_at, due: state.answerBy },
    }])
    return accept(null)
  },
}

/** Whether somebody holds the number that got the credit, as far as records, ledger and number plan tell. */
export async function loadNumberState(db: Handle, { around: { order }, creditedNumber: number }: OrderStanding): Promise<NumberState> {
  if (number === null) return numberStateOf({ holder: null, isInLedger: false, isOutsidePlan: true })
  const holders = await db
    .selectFrom('subscriber_numbers').innerJoin('subscribers', 'subscribers.subscriber_id', 'subscriber_numbers.subscriber_id').select('subscribers.status').where('subscriber_numbers.number', '=', number).limit(HOLDERS_MAX).execute()
  const statuses = holders.map(({ status }) => status as Subscriber['status'])
  const booked = await db.selectFrom('ledger_entries').select('id').where('number', '=', number).limit(1).executeTakeFirst()
  const isPlanned = order.targetKind !== 'mobile' || isAssignedMobile(number) || (await listHeldEntries(db)).some((entry) => entry.list === 'number_blocks' && number.startsWith(entry.value))
  return numberStateOf({
    // Whoever has it now counts, not who gave it up.
    holder: statuses.includes('active') ? 'active' : statuses.includes('suspended') ? 'suspended' : (statuses[0] ?? null), isInLedger: booked !== undefined, isOutsidePlan: !isPlanned,
  })
}

const HOLDERS_MAX = 20

function orderOf(db: Handle, orderRowId: number) {
  return db.selectFrom('orders').select(['target_number', 'face_minor', 'currency', 'delivered_at', 'created_at']).where('id', '=', orderRowId).executeTakeFirstOrThrow()
}

/** That a report was taken in, and how it ended. It names the number that was meant and never the one that was topped up (DOMAIN 4.4). */
async function tellClaimant(tx: Tx, context: UseCaseContext, actionId: number, state: WrongNumberState, { kind, data }: Pick<Notice, 'kind' | 'data'>): Promise<void> {
  const order = await orderOf(tx, state.orderRowId)
  const meant = state.intended === null ? '' : maskPhone(state.intended)
  await queueNotices(tx, context, (await reporterContacts(tx, context.keys, actionId, state.orderRowId)).map(({ language, ...contact }) => ({
    kind, object: `action:${actionId}`, event: `${kind}:${actionId}`, contact, language,
    data: { ...data, number: meant, meant, caseNo: `W-${actionId}`, amountMinor: order.face_minor, currency: order.currency, at: order.delivered_at ?? order.created_at },
  })))
}

/** Where who reported a wrong number is told: where they asked for it, else by a complaint about the order, else on the own contact of whoever ordered. */
export async function reporterContacts(db: Handle, keys: Keys, actionId: number | null, orderRowId: number): Promise<readonly KnownContact[]> {
  const loaded = actionId === null ? null : await findAction<WrongNumberState>(db, keys, wrongNumber, actionId)
  const own = loaded?.events.map((event) => event.secret?.contact).findLast((one) => typeof one === 'string' && one !== '')
  if (typeof own === 'string') return [{ channel: own.includes('@') ? 'email' : 'sms', address: own, language: null }]
  const order = await db.selectFrom('orders').select('subscriber_id').where('id', '=', orderRowId).executeTakeFirst()
  const complaint = await db.selectFrom('staff_actions').select('id').where('kind', '=', 'dispute').where('order_row_id', '=', orderRowId).orderBy('id', 'desc').limit(1).executeTakeFirst()
  return claimantContacts(db, keys, complaint?.id ?? 0, order?.subscriber_id ?? null)
}
