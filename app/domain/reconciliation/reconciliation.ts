import type { RecordRef } from '../intake/record.ts'
import type { Instant } from '../values/time.ts'

/** Mismatch classes of DOMAIN 3.6. */
export type MismatchCode = 'M1' | 'M2' | 'M3' | 'M4' | 'M5' | 'A1' | 'A2' | 'A3' | 'A4' | 'T1' | 'T2' | 'T3' | 'D1' | 'D2' | 'D3'

/** Slip classes of DOMAIN 3.5 between two numbers. */
export type SlipClass =
  | 'same' | 'transposed' | 'adjacent_key' | 'look_alike' | 'missing_digit' | 'extra_digit' | 'block_swap' | 'one_digit' | 'two_slips' | 'check_digit' | 'unrelated' | 'format_only'

/** Two numbers compared: the class, how plausible it is as a slip (0 to 1), and the differing positions (0-based) in each. */
export interface NumberComparison {
  readonly a: string
  readonly b: string
  readonly slip: SlipClass
  readonly plausibility: number
  readonly differsA: readonly number[]
  readonly differsB: readonly number[]
}

export interface Mismatch {
  readonly code: MismatchCode
  readonly between: readonly [RecordRef, RecordRef]
  /** Present for M-codes. */
  readonly numbers: NumberComparison | null
  /** Present for A-codes: both amounts, and what explains the gap when something does. */
  readonly amounts: { readonly aMinor: number; readonly bMinor: number; readonly currency: string } | null
  /** Why the difference is no fault; null when unexplained. */
  readonly explainedBy: Explanation | null
}

/**
 * What makes a difference harmless: the same number written otherwise; a fee that order or receipt declare; a coupon that
 * the channel's bill takes off what was ordered; the price of a running
 * campaign; a trade discount of a channel; a whole feed stamped in another zone; a clerk who reversed a typing slip and entered the
 * order again; a slow order that said so; a partial remedy that the status tells.
 */
export type Explanation =
  | 'number_format' | 'fee_declared' | 'coupon_declared' | 'paid_in_parts' | 'campaign' | 'trade_price' | 'zone_fault' | 'clerk_correction' | 'slow_order' | 'remedied'

export type Side = 'order' | 'receipt' | 'ledger' | 'claimant' | 'subscriber'

/**
 * How an order stands against the channel's receipts and the carrier's ledger. Totals are in the order's currency: what statement rows
 * say was paid, what they say was given back, and what the ledger credited and did not take back (to whichever number).
 */
export interface Reconciliation {
  /** `matched`, `mismatched`, `missing` (a side is overdue), `pending` (the clock still runs), `not_checkable` (that feed is not complete yet). */
  readonly receipts: SideState
  readonly ledger: SideState
  readonly mismatches: readonly Mismatch[]
  readonly paidTotalMinor: number
  readonly refundedTotalMinor: number
  readonly creditedTotalMinor: number
  /** When the credit has to be in the ledger by the clock of the order's speed and channel. */
  readonly creditDueAt: Instant
  /** Event time from which a `pending` or `not_checkable` side can be judged; null when nothing waits. */
  readonly recheckAfter: Instant | null
}

export type SideState = 'matched' | 'mismatched' | 'missing' | 'pending' | 'not_checkable' | 'not_expected'
