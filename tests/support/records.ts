import type { Insertable } from 'kysely'
import type { Store, Tx } from '../../db/client.ts'
import { ensureCase, settleCases } from '../../db/queries/cases.ts'
import { seal } from '../../db/seal.ts'
import type { FlagsTable, LedgerEntriesTable, MessagesTable, OrdersTable, ProfileChangesTable, ReceiptsTable, SubscribersTable } from '../../db/schema.ts'
import { TEST_NOW, testKeys } from './database.ts'

/** Rows for tests of the database and the use-cases, with only what a test says made different. */

const ARRIVAL = { version: 1, content_hash: 'hash', import_file_id: null, line: null, learned_at: TEST_NOW, utc_offset_min: 480, extra: null } as const

export function orderRow(changes: Partial<Insertable<OrdersTable>> = {}): Insertable<OrdersTable> {
  return {
    source: 'web', order_id: 'W1', channel: 'web_portal', partner_id: null, merchant_order_no: 'M1', product: 'sim', target_number_raw: '13800005678',
    target_number: '+8613800005678', target_kind: 'mobile', confirm_number_raw: null, confirm_number: null, subscriber_id: null, face_minor: 10_000, paid_minor: 10_000,
    fee_minor: null, currency: 'CNY', payment_method: 'alipay', channel_trade_no: 'T1', payer_account: 'p***@mail.example', payer_name: '李四', card_bin_last4: null,
    device_id: null, ip: null, user_agent: null, agent_id: null, terminal_id: null, voucher_serial: null, speed: null, campaign_id: null, sms_text: null, remark: null,
    referrer_url: null, created_at: TEST_NOW - 3_600_000, paid_at: TEST_NOW - 3_540_000, delivered_at: TEST_NOW - 3_500_000, status: 'delivered', status_raw: 'delivered',
    operator_txn_id: 'X1', ...ARRIVAL, ...changes,
  }
}

export function receiptRow(changes: Partial<Insertable<ReceiptsTable>> = {}): Insertable<ReceiptsTable> {
  return {
    source: 'alipay', receipt_id: 'R1', trust: 'T3', receipt_kind: 'payment', order_id: null, merchant_order_no: 'M1', channel_trade_no: 'T1', refund_no: null,
    number_raw: '13800005678', number: '+8613800005678', amount_minor: 10_000, fee_minor: null, currency: 'CNY', payer_account: 'p***@mail.example', payee: 'Operator',
    occurred_at: TEST_NOW - 3_540_000, status_raw: 'SUCCESS', text: null, file_hash: null, ...ARRIVAL, ...changes,
  }
}

export function ledgerRow(changes: Partial<Insertable<LedgerEntriesTable>> = {}): Insertable<LedgerEntriesTable> {
  return {
    entry_id: 'L1', number_raw: '13800005678', number: '+8613800005678', type: 'refill', amount_minor: 10_000, currency: 'CNY', balance_before_minor: 420,
    balance_after_minor: 10_420, voucher_serial: null, operator_txn_id: 'X1', response_code: '0', at: TEST_NOW - 3_500_000, ...ARRIVAL, ...changes,
  }
}

export function messageRow(changes: Partial<Insertable<MessagesTable>> = {}): Insertable<MessagesTable> {
  return {
    message_id: 'S1', direction: 'in', channel: 'sms', subscriber_id: null, number_raw: '13800005678', number: '+8613800005678', order_id: null, text: '请问到账了吗',
    at: TEST_NOW - 1_800_000, ...ARRIVAL, ...changes,
  }
}

export function subscriberRow(changes: Partial<Insertable<SubscribersTable>> = {}): Insertable<SubscribersTable> {
  return {
    subscriber_id: 'S1', sealed_name: seal(testKeys, 'subscriber.name', '张三'), sealed_contact_phone: null, contact_phone_hash: null, sealed_email: null, email_hash: null, sealed_address: null,
    language: null, id_doc_type: null, id_doc_last4: null, status: 'active', opened_at: null, sim_changed_at: null, ...ARRIVAL, ...changes,
  }
}

export function profileChangeRow(changes: Partial<Insertable<ProfileChangesTable>> = {}): Insertable<ProfileChangesTable> {
  return {
    change_id: 'C1', subscriber_id: 'S1', field: 'address', sealed_old_value: null, old_value_hash: null, sealed_new_value: null, new_value_hash: null, channel: 'service_counter', staff_id: null,
    verification: 'none', at: TEST_NOW, ...ARRIVAL, ...changes,
  }
}

export function flagRow(changes: Partial<Insertable<FlagsTable>> = {}): Insertable<FlagsTable> {
  const flag = changes.flag ?? 'link/lure-contact'
  return {
    kind: 'order', record_row_id: 1, record_source: 'web', record_id: 'W1', order_row_id: 1, order_id: 'W1', case_id: null, flag, family: flag.slice(0, flag.indexOf('/')),
    rule_id: `rule_${flag.replaceAll(/[^a-z]/g, '_')}`, rule_version: 1, severity: 'S2', weight: 0.7, score: 0.7, band: 'review',
    evidence: JSON.stringify({ signals: [{ id: flag, strength: 0.9, evidence: { text: 'TG @esim1088' }, spans: [], joined: [], flagged: [] }], because: [], clears: [], notAssessed: [] }),
    at: TEST_NOW - 3_600_000, raised_at: TEST_NOW, withdrawn_at: null, ...changes,
  }
}

export interface FlaggedOrder {
  readonly orderRowId: number
  readonly caseId: number
  readonly flagIds: readonly number[]
}

/** An order with flags and the case they open, as screening would store them. */
export async function addFlaggedOrder(
  store: Store, order: Partial<Insertable<OrdersTable>> = {}, flags: readonly Partial<Insertable<FlagsTable>>[] = [{}], now = TEST_NOW,
): Promise<FlaggedOrder> {
  return store.write(async (tx) => {
    const row = orderRow(order)
    const { id: orderRowId } = await tx.insertInto('orders').values(row).returning('id').executeTakeFirstOrThrow()
    return flagOrder(tx, orderRowId, row, flags, now)
  })
}

/** Raises more flags on an order that is there, and settles its case. */
export async function flagOrder(
  tx: Tx, orderRowId: number, order: Insertable<OrdersTable>, flags: readonly Partial<Insertable<FlagsTable>>[], now = TEST_NOW,
): Promise<FlaggedOrder> {
  const caseId = await ensureCase(
    tx,
    {
      subjectKey: `order:${orderRowId}`, orderRowId, orderId: order.order_id, channel: order.channel, targetNumber: order.target_number ?? null,
      moneyMinor: order.paid_minor, currency: order.currency,
    },
    { create: true, now },
  )
  if (caseId === null) throw new Error('The case was not made')
  const flagIds: number[] = []
  for (const flag of flags) {
    const values = flagRow({ record_row_id: orderRowId, record_id: order.order_id, order_row_id: orderRowId, order_id: order.order_id, case_id: caseId, raised_at: now, ...flag })
    flagIds.push((await tx.insertInto('flags').values(values).returning('id').executeTakeFirstOrThrow()).id)
  }
  await settleCases(tx, [caseId], now)
  return { orderRowId, caseId, flagIds }
}
