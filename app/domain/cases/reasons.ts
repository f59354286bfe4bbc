/** What a reviewer may decide. The first two end a case; the others pass it on or let it wait. */
export const OUTCOMES = ['legitimate', 'confirmed_fraud', 'hold', 'ask_customer', 'escalate'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** Why, for each outcome: codes that statistics and rule precision are counted by. `other` needs a note (DOMAIN 4.3). */
export const REASONS = {
  /**
   * `rule_too_wide` alone says that the rule was wrong; the others that the rule saw something that has an honest cause. `our_fault`: the customer was right, and
   * what we owed was refunded or credited.
   */
  legitimate: ['known_payer', 'customer_confirmed', 'campaign_price', 'honest_slip', 'our_fault', 'duplicate_by_mistake', 'feed_fault', 'rule_too_wide', 'other'],
  confirmed_fraud: [
    'lure', 'fake_receipt', 'receipt_reused', 'stolen_card', 'slow_topup', 'account_takeover', 'impersonation', 'voucher_abuse', 'agent_abuse', 'refund_abuse',
    'scam_induced', 'other',
  ],
  hold: ['waiting_statement', 'waiting_owner', 'cluster_under_review', 'police_request', 'other'],
  ask_customer: ['which_number', 'proof_of_payment', 'confirm_order', 'confirm_change', 'warn_of_scam', 'other'],
  escalate: ['gravest_severity', 'large_amount', 'conflict_of_interest', 'unsure', 'other'],
} as const satisfies Readonly<Record<Outcome, readonly string[]>>

/**
 * Rules that tell of a fault and not of a fraud are right when a case ends with the fault found: by reason, the flags it bears out. Another rule in the same case is
 * borne out by fraud alone.
 */
export const BORNE_OUT: Readonly<Record<string, readonly string[]>> = {
  our_fault: ['payment/paid-not-delivered', 'payment/duplicate', 'reconciliation/unmatched', 'reconciliation/board', 'number/ledger-mismatch', 'receipt/amount-mismatch'],
  duplicate_by_mistake: ['payment/duplicate'],
  feed_fault: ['reconciliation/zone-fault'],
}

/** Whether the end of a case bears out a flag: what counts as confirmed in the record of its rule (DOMAIN 8, precision). */
export function isBorneOut(flag: string, disposition: string | null, reasonCode: string | null): boolean {
  return disposition === 'confirmed_fraud' || (disposition === 'legitimate' && reasonCode !== null && Object.hasOwn(BORNE_OUT, reasonCode) && (BORNE_OUT[reasonCode] ?? []).includes(flag))
}

/** Decisions against an order, which say the same of every message with the same lure (DOMAIN R-LINK-10). */
export const AGAINST: ReadonlySet<Outcome> = new Set(['confirmed_fraud', 'hold'])
/** Decisions that say the same of all that one person, number or device did and one rule found: seven tries of a card are one smudged card, or one thief. */
export const SPREADING: ReadonlySet<Outcome> = new Set([...AGAINST, 'legitimate'])

/** Why a case is put aside until a diary date; the customer is asked and money is held by decisions of their own. */
export const SNOOZE_REASONS = ['waiting_statement', 'waiting_colleague', 'office_hours', 'appointment', 'other'] as const
export type SnoozeReason = (typeof SNOOZE_REASONS)[number]

/** Longest note, in UTF-16 units. */
export const NOTE_CHARS_MAX = 2_000
/** Shortest note of the reason `other`. */
export const OTHER_NOTE_CHARS_MIN = 10
