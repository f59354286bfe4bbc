import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Cells, DayWriter, type FeedRow } from '../../app/domain/example/example-day.ts'
import { csvText, feedFiles } from '../../app/domain/example/feed-files.ts'
import type { RecordKind } from '../../app/domain/intake/record.ts'
import { HOUR_MS, type Instant, MINUTE_MS, SECOND_MS } from '../../app/domain/values/time.ts'
import { fifthHarmless } from './invented-fifth-harmless.ts'
import { fifthAgentsAndClaims, fifthCardsAndVouchers, fifthCrowds, fifthNumbers, fifthOwners, fifthRemedies, fifthSlips } from './invented-fifth-records.ts'
import { fifthCampaigns, fifthCommands, fifthDisguises, fifthLinks, fifthLures, fifthStories } from './invented-fifth-texts.ts'
import { sixthHarmless } from './invented-sixth-harmless.ts'
import { sixthAgentsAndClaims, sixthCardsAndVouchers, sixthCrowds, sixthNumbers, sixthOwners, sixthRemedies, sixthSlips } from './invented-sixth-records.ts'
import { sixthCampaigns, sixthCommands, sixthDisguises, sixthLinks, sixthLures, sixthStories } from './invented-sixth-texts.ts'
import { seventhHarmless, seventhRecords, seventhTexts } from './invented-seventh.ts'
import { eighthHarmless, eighthTexts } from './invented-eighth.ts'
import { ninthHarmless, ninthRecords, ninthTexts } from './invented-ninth.ts'
import { harmless } from './invented-harmless.ts'
import {
  firstCrowds, firstMoney, firstNumbers, firstReceipts, firstTakeovers, firstVouchersAndAgents, fourthCardsVouchersAgents, fourthCrowds, fourthNumbers, fourthOwners, fourthRemedies, fourthSlips, secondPart, thirdCommandsAndNumbers, thirdMoneyAndCrowds, thirdOwners, thirdSlips, thirdVouchersAgentsClaims,
} from './invented-records.ts'
import { firstLinks, firstWords, fourthCampaigns, fourthCommands, fourthDisguises, fourthLinks, fourthLures, fourthStories, thirdLinksAndWords } from './invented-texts.ts'

/**
 * A day of tricks that the example day does not hold: other disguises, channels, amounts and edges of windows of every scheme of DOMAIN 2
 * and 3, beside harmless records that resemble them. Written to be measured like any folder with known truth (`days.ts`).
 * The rules were not written from it; a variant that fails stays in and is named in `docs/detection.md`.
 */
export interface InventedDaySize {
  readonly seed: number
  readonly from: Instant
  readonly ordinaryOrders: number
}

export type Marked = readonly [kind: RecordKind, cells: Cells]
interface Line { readonly record_kind: string; readonly record_id: string; readonly kind: string; readonly severity: string; readonly group_id: string; readonly note: string }

/** Writes the day as a folder: the feeds, `context.json`, `truth.csv` and `lookalikes.csv`. */
export function writeInventedDay(folder: string, size: InventedDaySize): void {
  const day = new InventedDay(size)
  day.ordinary(size.ordinaryOrders)
  day.isStaged = true
  day.tricks()
  harmless(day)
  day.fifth()
  day.sixth()
  day.seventh()
  day.eighth()
  day.ninth()
  mkdirSync(folder, { recursive: true })
  for (const { name, text } of feedFiles(day.finish())) writeFileSync(join(folder, name), text)
  writeFileSync(join(folder, 'truth.csv'), csvText(day.fraud as unknown as readonly FeedRow[]))
  writeFileSync(join(folder, 'lookalikes.csv'), csvText(day.resembling as unknown as readonly FeedRow[]))
}

/**
 * Tricks by subject, in the parts in which they were written: the second after the rules had been mended for the first, the third along the tables of
 * DOMAIN 2 and 3, the fourth in other degrees (slower, smaller, over several channels, among honest orders) and registers (dialects, mixed languages,
 * emoji, other scripts and countries). Wording, amounts, spacing and channels are drawn, so another seed is another day.
 */
const PARTS: readonly ((day: InventedDay) => void)[] = [
  firstLinks, firstWords, firstNumbers, firstReceipts, firstMoney, firstCrowds, firstVouchersAndAgents, firstTakeovers,
  secondPart,
  thirdLinksAndWords, thirdCommandsAndNumbers, thirdSlips, thirdMoneyAndCrowds, thirdVouchersAgentsClaims, thirdOwners,
  fourthLinks, fourthLures, fourthDisguises, fourthStories, fourthCommands, fourthNumbers, fourthSlips, fourthRemedies, fourthCrowds, fourthCardsVouchersAgents, fourthOwners, fourthCampaigns,
]

/** The fifth part: other values, orders and fields within the same definitions. It comes after all others, so that their draws stay as they were measured. */
const FIFTH: typeof PARTS = [
  fifthLinks, fifthLures, fifthDisguises, fifthStories, fifthCommands, fifthCampaigns, fifthNumbers, fifthSlips, fifthRemedies, fifthCrowds, fifthCardsAndVouchers, fifthAgentsAndClaims, fifthOwners, fifthHarmless,
]

/** The sixth part: every row of DOMAIN 2 and 3 once more in other fields, channels, languages and joins of records, and as many harmless neighbours. */
const SIXTH: typeof PARTS = [
  sixthLinks, sixthLures, sixthDisguises, sixthStories, sixthCommands, sixthCampaigns, sixthNumbers, sixthSlips, sixthRemedies, sixthCrowds, sixthCardsAndVouchers, sixthAgentsAndClaims, sixthOwners, sixthHarmless,
]

/** The seventh part: short, and pushed to where the lists of words and places end. */
const SEVENTH: typeof PARTS = [seventhTexts, seventhRecords, seventhHarmless]

/** The eighth part: texts alone, of the two classes whose wordings have no end, and what customers write beside them. */
const EIGHTH: typeof PARTS = [eighthTexts, eighthHarmless]

/** The ninth part: wordings of today's hawkers and frauds, hired lines and cards among them, and joins of records told in words. */
const NINTH: typeof PARTS = [ninthTexts, ninthRecords, ninthHarmless]

export class InventedDay extends DayWriter {
  readonly fraud: Line[] = []
  readonly resembling: Line[] = []
  isStaged = false

  /** Staged orders that name no number get one of their own, so that scenes do not meet by chance. */
  override order(plan: Parameters<DayWriter['order']>[0] = {}): Cells {
    return super.order(this.isStaged && plan.target === undefined ? { ...plan, target: this.number() } : plan)
  }

  /** Nor does one person pay for several scenes. */
  override buyer(): (typeof this.people)[number] {
    return this.isStaged ? this.person() : super.buyer()
  }

  trick(kind: string, variant: string, records: readonly Marked[], note: Cells = {}): void {
    const group = `G${String(this.fraud.length + 1).padStart(5, '0')}`
    for (const [recordKind, cells] of records) {
      const more = Object.entries(note).map(([key, value]) => `;${key}=${value}`).join('')
      this.fraud.push({ record_kind: recordKind, record_id: '', kind, severity: 'S2', group_id: group, note: `variant=${variant}${more}`, cells } as Line & { cells: Cells })
    }
  }

  fine(kind: string, records: readonly Marked[]): void {
    for (const [recordKind, cells] of records) this.resembling.push({ record_kind: recordKind, record_id: '', kind, severity: '', group_id: '', note: '', cells } as Line & { cells: Cells })
  }

  /** Ids of ledger rows are given out at the end, so truth is written then. */
  override finish() {
    const day = super.finish()
    const settle = (lines: Line[], columns: readonly string[]): void => {
      for (let i = 0; i < lines.length; i++) {
        const line = lines[i] as Line & { cells: Cells }
        const id = { order: 'order_id', receipt: 'receipt_id', ledger: 'entry_id', message: 'message_id', profile_change: 'change_id', subscriber: 'subscriber_id' }[line.record_kind] ?? ''
        const full: Record<string, string> = { ...line, record_id: line.cells[id] ?? '' } as never
        lines[i] = Object.fromEntries(columns.map((column) => [column, full[column] ?? ''])) as never
      }
    }
    settle(this.fraud, ['record_kind', 'record_id', 'kind', 'severity', 'group_id', 'note'])
    settle(this.resembling, ['record_kind', 'record_id', 'kind', 'note'])
    return day
  }

  at(hour: number, minute = 0, second = 0): Instant {
    return this.from + hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS
  }

  /** A moment of the working day. */
  when(): Instant {
    return this.at(this.random.int(8, 17), this.random.int(0, 59))
  }

  anyone() {
    return this.random.pick(this.people)
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

  group2(count: number, make: (i: number) => Cells): readonly Marked[] {
    return Array.from({ length: count }, (_, i) => ['order', make(i)] as const)
  }

  /** Each part was written, and measured once, before anything was changed for it (`docs/detection.md`). */
  tricks(): void {
    for (let round = 0; round < 2; round++) for (const part of PARTS) part(this)
  }

  fifth(): void {
    for (let round = 0; round < 2; round++) for (const part of FIFTH) part(this)
  }

  sixth(): void {
    for (let round = 0; round < 2; round++) for (const part of SIXTH) part(this)
  }

  seventh(): void {
    for (let round = 0; round < 2; round++) for (const part of SEVENTH) part(this)
  }

  eighth(): void {
    for (const part of EIGHTH) part(this)
  }

  ninth(): void {
    for (const part of NINTH) part(this)
  }
}
