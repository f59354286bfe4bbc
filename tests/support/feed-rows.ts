import type { RecordKind } from '../../app/domain/intake/record.ts'
import { delimitedText } from '../../app/domain/intake/delimited.ts'
import { textPart, type FilePart } from '../../app/usecases/intake/read-feed-file.server.ts'
import type { ImportInput } from '../../app/usecases/intake/import-files.server.ts'

export type Cells = Readonly<Record<string, string>>

/** A row of our own format that is fine; a test changes what it is about. */
export const GOOD_ROWS: Readonly<Record<RecordKind, Cells>> = {
  order: {
    order_id: 'A1', source: 'app-core', channel: 'mobile_app', product: 'sim', target_number: '13800138000', face_amount: '100.00', paid_amount: '99.50', currency: 'CNY',
    payment_method: 'alipay', created_at: '2026-03-14T00:22:12+08:00', status: 'paid', remark: '谢谢', payer_account: 'ali:1',
  },
  receipt: {
    receipt_id: 'R1', source: 'alipay', kind: 'payment', merchant_order_no: 'M1', channel_trade_no: '2026031422001402477079759535', amount: '99.50', currency: 'CNY',
    occurred_at: '2026-03-14T00:23:24+08:00', status: 'TRADE_SUCCESS',
  },
  ledger: { entry_id: 'L1', number: '13800138000', type: 'refill', amount: '100.00', currency: 'CNY', balance_before: '1.00', balance_after: '101.00', at: '2026-03-14T00:24:00+08:00' },
  subscriber: { subscriber_id: 'S1', name: '秦军勇', numbers: '13800138000;13829450515', contact_phone: '15572720977', email: 'q@mail.example', status: 'active', id_doc_last4: '041X' },
  message: { message_id: 'M1', direction: 'in', channel: 'sms', number: '13800138000', text: '请问到账了吗', at: '2026-03-14T09:00:00+08:00' },
  profile_change: { change_id: 'C1', subscriber_id: 'S1', field: 'email', old_value: 'q@mail.example', new_value: 'p@mail.example', channel: 'web_portal', verification: 'none', at: '2026-03-14T06:30:20+08:00' },
}

/** CSV text of rows that share the columns of the first. */
export function csv(rows: readonly Cells[]): string {
  const columns = Object.keys(rows[0] ?? {})
  return delimitedText([columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))])
}

/** `count` orders, receipts … of distinct keys. */
export function manyRows(kind: RecordKind, count: number, change: (index: number) => Readonly<Record<string, string | undefined>> = () => ({})): readonly Cells[] {
  const key = Object.keys(GOOD_ROWS[kind])[0] as string
  return Array.from({ length: count }, (_, index) => ({ ...GOOD_ROWS[kind], [key]: `${kind}-${index}`, ...change(index) }) as Cells)
}

/** What the feeds tell of one sale: the order, the payment on the statement, and the credit in the ledger unless it never came. */
export interface Sale {
  readonly order: Cells
  readonly receipt: Cells
  readonly ledger: Cells | null
}

/** A sale of `amount` at `at` whose three records name one another; `changes` are cells of the order. */
export function saleOf(id: string, at: number, changes: Cells = {}, { amount = '100.00', isDelivered = true }: { readonly amount?: string; readonly isDelivered?: boolean } = {}): Sale {
  const time = (afterMs: number) => new Date(at + afterMs).toISOString()
  const order: Cells = {
    order_id: id, source: 'web', channel: 'web_portal', product: 'sim', target_number: '13800005678', confirm_number: '', subscriber_id: '', voucher_serial: '', face_amount: amount, paid_amount: amount, currency: 'CNY', payment_method: 'alipay',
    payer_account: `ali:${id}`, created_at: time(0), paid_at: time(0), delivered_at: isDelivered ? time(1_000) : '', status: isDelivered ? 'delivered' : 'failed', merchant_order_no: `M${id}`, channel_trade_no: `T${id}`, operator_txn_id: `X${id}`, remark: '', ...changes,
  }
  return {
    order,
    receipt: { receipt_id: `R${id}`, source: 'alipay', kind: 'payment', merchant_order_no: `M${id}`, channel_trade_no: `T${id}`, amount: order.paid_amount ?? amount, currency: 'CNY', occurred_at: time(0), status: 'SUCCESS' },
    ledger: isDelivered ? { entry_id: `L${id}`, number: order.target_number ?? '', type: 'refill', amount, currency: 'CNY', balance_before: '4.20', balance_after: (Number(amount) + 4.2).toFixed(2), voucher_serial: '', operator_txn_id: `X${id}`, response_code: '0', at: time(1_000) } : null,
  }
}

/** The files that tell of these sales. */
export function filesOf(sales: readonly Sale[]): readonly (readonly Cells[])[] {
  return [sales.map(({ order }) => order), sales.map(({ receipt }) => receipt), sales.flatMap(({ ledger }) => (ledger ? [ledger] : []))]
}

export function inputOf(name: string, text: string): ImportInput {
  return { part: textPart(name, text), isNamed: true }
}

/** A part whose bytes arrive in small pieces, as from a slow disk. */
export function slicedPart(name: string, text: string, sliceBytes: number): FilePart {
  const bytes = new TextEncoder().encode(text)
  return {
    name, packedBytes: bytes.length,
    read: async function* () {
      for (let from = 0; from < bytes.length; from += sliceBytes) yield bytes.subarray(from, from + sliceBytes)
    },
  }
}
