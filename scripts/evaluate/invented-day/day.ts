import { type Cells, DayWriter, type FeedRow } from '../../../app/domain/example/example-day.ts'
import type { RecordKind } from '../../../app/domain/intake/record.ts'
import { HOUR_MS, type Instant, MINUTE_MS, SECOND_MS } from '../../../app/domain/values/time.ts'

export interface InventedDaySize {
  readonly seed: number
  readonly from: Instant
  readonly ordinaryOrders: number
}

export type Marked = readonly [kind: RecordKind, cells: Cells]

/** A record that truth names, with the columns that truth has beside its id. */
interface Named {
  readonly recordKind: RecordKind
  readonly cells: Cells
  readonly columns: FeedRow
}

const ID_COLUMNS: Readonly<Record<RecordKind, string>> = { order: 'order_id', receipt: 'receipt_id', ledger: 'entry_id', message: 'message_id', profile_change: 'change_id', subscriber: 'subscriber_id' }

/** Writes ordinary orders, staged tricks and harmless records that resemble them, and keeps which is which. */
export class InventedDay extends DayWriter {
  private readonly tricks: Named[] = []
  private readonly resembling: Named[] = []
  isStaged = false

  /** Staged orders that name no number get one of their own, so that scenes do not meet by chance. */
  override order(plan: Parameters<DayWriter['order']>[0] = {}): Cells {
    return super.order(this.isStaged && plan.target === undefined ? { ...plan, target: this.number() } : plan)
  }

  /** Nor does one person pay for several scenes. */
  override buyer(): (typeof this.people)[number] {
    return this.isStaged ? this.person() : super.buyer()
  }

  /** A fraud of a kind of DOMAIN 2 or 3 in one variant, with all records that belong to it. */
  trick(kind: string, variant: string, records: readonly Marked[], note: Cells = {}): void {
    const group = `G${String(this.tricks.length + 1).padStart(5, '0')}`
    const more = Object.entries(note).map(([key, value]) => `;${key}=${value}`).join('')
    for (const [recordKind, cells] of records) this.tricks.push({ recordKind, cells, columns: { kind, severity: 'S2', group_id: group, note: `variant=${variant}${more}` } })
  }

  /** Records that only resemble a trick. */
  fine(kind: string, records: readonly Marked[]): void {
    for (const [recordKind, cells] of records) this.resembling.push({ recordKind, cells, columns: { kind, note: '' } })
  }

  /** What the day is known to hold, as rows of `truth.csv` and `lookalikes.csv`. Asked after `finish`, which gives ledger rows their ids. */
  named(): { readonly tricks: readonly FeedRow[]; readonly lookalikes: readonly FeedRow[] } {
    const rows = (all: readonly Named[]) => all.map(({ recordKind, cells, columns }) => ({ record_kind: recordKind, record_id: cells[ID_COLUMNS[recordKind]] ?? '', ...columns }))
    return { tricks: rows(this.tricks), lookalikes: rows(this.resembling) }
  }

  at(hour: number, minute = 0, second = 0): Instant {
    return this.from + hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS
  }

  /** A moment of the working day. */
  when(): Instant {
    return this.at(this.random.int(8, 17), this.random.int(0, 59))
  }

  said(text: string, direction: 'in' | 'out' = 'in'): Cells {
    const who = this.person()
    return this.message(direction, text, { number: who.number, at: this.when(), channel: this.random.pick(['sms', 'chat']) })
  }

  remarked(remark: string): Cells {
    return this.order({ channel: this.random.pick(['web_portal', 'third_party', 'mobile_app']), remark, at: this.when() })
  }

  /** A slip a customer hands in for an order. */
  slip(order: Cells, cells: Cells = {}): Cells {
    const amount = cells.amount ?? order.paid_amount ?? ''
    return this.receipt({
      source: 'customer_upload', order_id: order.order_id ?? '', channel_trade_no: cells.channel_trade_no ?? '', amount, payer_account: order.payer_account ?? '',
      occurred_at: order.created_at ?? '', status: '支付成功', file_hash: this.random.hex(32), text: `支付成功 ￥${amount}${cells.channel_trade_no ? ` 交易单号 ${cells.channel_trade_no}` : ''}`, ...cells,
    })
  }

  orders(count: number, make: (i: number) => Cells): readonly Marked[] {
    return Array.from({ length: count }, (_, i) => ['order', make(i)] as const)
  }
}
