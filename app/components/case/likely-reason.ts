import { storyOf, type PlaybookCode } from '../../domain/cases/recommend.ts'
import { REASONS, type Outcome } from '../../domain/cases/reasons.ts'

/** The reason that a story suggests for each outcome; it is only chosen beforehand, people confirm or change it. */
const LIKELY: Readonly<Partial<Record<PlaybookCode, Readonly<Partial<Record<Outcome, string>>>>>> = {
  takeover: { confirmed_fraud: 'account_takeover', hold: 'waiting_owner', ask_customer: 'confirm_change' },
  scam_victim: { confirmed_fraud: 'scam_induced', ask_customer: 'warn_of_scam' },
  fake_service: { confirmed_fraud: 'impersonation', ask_customer: 'warn_of_scam' },
  lookalike_site: { confirmed_fraud: 'lure', ask_customer: 'warn_of_scam' },
  lure: { confirmed_fraud: 'lure', ask_customer: 'warn_of_scam' },
  slow_topup: { confirmed_fraud: 'slow_topup', hold: 'cluster_under_review', ask_customer: 'confirm_order' },
  stolen_card: { confirmed_fraud: 'stolen_card', hold: 'cluster_under_review', ask_customer: 'confirm_order' },
  sms_command: { confirmed_fraud: 'scam_induced', hold: 'waiting_owner' },
  receipt_reused: { confirmed_fraud: 'receipt_reused', hold: 'waiting_statement', ask_customer: 'proof_of_payment' },
  fake_receipt: { confirmed_fraud: 'fake_receipt', hold: 'waiting_statement', ask_customer: 'proof_of_payment' },
  voucher_abuse: { confirmed_fraud: 'voucher_abuse', hold: 'cluster_under_review', ask_customer: 'proof_of_payment' },
  agent_abuse: { confirmed_fraud: 'agent_abuse', hold: 'cluster_under_review' },
  double_dip: { confirmed_fraud: 'refund_abuse', hold: 'waiting_statement' },
  shared_payer: { confirmed_fraud: 'slow_topup', ask_customer: 'confirm_order', hold: 'cluster_under_review' },
  wrong_number: { legitimate: 'honest_slip', ask_customer: 'which_number', hold: 'waiting_owner' },
  duplicate_payment: { legitimate: 'duplicate_by_mistake', ask_customer: 'confirm_order', hold: 'waiting_statement' },
  paid_not_delivered: { legitimate: 'our_fault', ask_customer: 'proof_of_payment', hold: 'waiting_statement' },
  unreconciled: { legitimate: 'our_fault', ask_customer: 'proof_of_payment', hold: 'waiting_statement' },
  amount_differs: { legitimate: 'campaign_price', ask_customer: 'proof_of_payment', hold: 'waiting_statement' },
  delivered_elsewhere: { legitimate: 'our_fault' },
  refund_failed: { legitimate: 'our_fault' },
  feed_fault: { legitimate: 'feed_fault' },
}

/** The reason to begin with for an outcome, or null when the story suggests none. */
export function likelyReason(outcome: Outcome, story: string): string | null {
  const reason = Object.hasOwn(LIKELY, story) ? LIKELY[story as PlaybookCode]?.[outcome] : undefined
  return reason !== undefined && (REASONS[outcome] as readonly string[]).includes(reason) ? reason : null
}

/** The one reason that every flag of all these cases suggests for an outcome; null as soon as one of them tells another story or none. */
export function commonReason(outcome: Outcome, cases: readonly { readonly reasons: readonly { readonly flag: string }[] }[]): string | null {
  const found = new Set(cases.flatMap(({ reasons }) => (reasons.length === 0 ? [null] : reasons.map(({ flag }) => likelyReason(outcome, storyOf(flag) ?? '')))))
  const [only = null] = found
  return found.size === 1 ? only : null
}
