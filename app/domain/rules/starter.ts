import type { Family, Severity } from '../cases/flag.ts'
import { RECORD_KINDS } from '../intake/record.ts'
import { factOfSignal } from './facts-schema.ts'
import type { Rule, RuleStatus } from './rule.ts'

/**
 * The rules a new installation begins with: every rule of DOMAIN 2.1 to 2.6 that the feeds can answer.
 *
 * A detector gives its signal the catalogue's weight for the form it saw, context included (a gift, a kiosk, a declared fee). So the
 * plain rule of a signal is graded: it holds wherever the signal was seen and weighs what the signal weighs, at most the weight
 * written here. Patterns that only show when facts come together are rules of their own. S4 rules add to the score and no more.
 */
export const STARTER_RULES: readonly Rule[] = Object.freeze([
  // DOMAIN 2.1: links and lures
  seen('link/outside-allowlist', 'S3', 0.3, 'R-LINK-01'),
  seen('link/on-blocklist', 'S1', 0.85, 'DOMAIN 2.8'),
  seen('link/contact-host', 'S2', 0.85, 'R-LINK-02'),
  seen('link/lookalike-domain', 'S1', 0.9, 'R-LINK-03'),
  seen('link/mixed-script-host', 'S2', 0.8, 'R-LINK-04'),
  seen('link/bare-ip-host', 'S2', 0.75, 'R-LINK-05'),
  seen('link/hidden-target', 'S2', 0.75, 'R-LINK-05'),
  seen('link/shortener', 'S3', 0.45, 'R-LINK-06'),
  seen('link/image-host', 'S3', 0.55, 'R-LINK-07'),
  seen('link/throw-away-ending', 'S3', 0.5, 'R-LINK-08'),
  seen('link/scored-url', 'S2', 0.65, 'DOMAIN 2.1'),
  seen('link/pay-code', 'S2', 0.75, 'R-LINK-09'),
  seen('link/obfuscated', 'S3', 0.55, 'R-LINK-11'),

  // DOMAIN 2.2: words and disguise
  seen('message/hidden-characters', 'S2', 0.75, 'R-TEXT-01'),
  seen('message/split-word', 'S3', 0.5, 'R-TEXT-01'),
  seen('message/number-in-disguise', 'S2', 0.6, 'R-TEXT-02'),
  seen('message/on-blocklist', 'S1', 0.8, 'DOMAIN 2.8'),
  seen('message/contact-lure', 'S2', 0.85, 'R-TEXT-03, R-LINK-02'),
  seen('message/mixed-script-word', 'S3', 0.55, 'R-TEXT-04'),
  seen('message/reward-bait', 'S2', 0.6, 'R-TEXT-05'),
  seen('message/impersonation', 'S1', 0.8, 'R-TEXT-06'),
  seen('message/private-service-number', 'S2', 0.6, 'R-TEXT-06'),
  seen('message/expiry-pressure', 'S2', 0.75, 'R-TEXT-07'),
  seen('message/prize-claim', 'S2', 0.6, 'R-TEXT-07'),
  seen('message/scam-text', 'S3', 0.6, 'DOMAIN 2.7'),
  seen('message/wrapper', 'S2', 0.65, 'R-TEXT-08'),
  seen('message/imitation-signature', 'S4', 0.35, 'R-TEXT-09'),
  seen('message/code-shared', 'S4', 0.3, 'R-TEXT-10'),
  seen('message/repeated-template', 'S2', 0.7, 'R-LINK-10'),
  // Read by care, never held against the customer who reports.
  seen('message/reports-scam', 'S4', 0.3, 'DOMAIN 2.7'),

  // DOMAIN 3.5, 3.6: numbers that do not agree
  seen('number/confirm-mismatch', 'S2', 0.7, 'DOMAIN 3.6 M3'),
  seen('number/receipt-mismatch', 'S2', 0.75, 'DOMAIN 3.6 M1'),
  seen('number/ledger-mismatch', 'S1', 0.85, 'DOMAIN 3.6 M2'),
  seen('number/on-blocklist', 'S2', 0.7, 'DOMAIN 2.8'),
  seen('number/outside-plan', 'S4', 0.3, 'DOMAIN 3.2'),
  seen('number/wrong-kind', 'S3', 0.4, 'DOMAIN 3.3'),

  // DOMAIN 2.3: receipts
  seen('receipt/fake', 'S1', 0.8, 'R-RCP-01'),
  seen('receipt/trade-no-inconsistent', 'S3', 0.5, 'R-RCP-02'),
  seen('receipt/reused', 'S1', 0.85, 'R-RCP-03'),
  seen('receipt/borrowed-number', 'S2', 0.7, 'R-RCP-03'),
  seen('receipt/amount-mismatch', 'S2', 0.7, 'R-RCP-04'),
  seen('receipt/unpaid-status', 'S2', 0.7, 'R-RCP-05'),
  seen('receipt/payee-not-merchant', 'S2', 0.6, 'R-RCP-06'),
  seen('receipt/payment-without-order', 'S2', 0.7, 'R-RCP-07'),
  together('receipt_claim_unproven', 'receipt/fake', 'S1', 0.85, 'R-RCP-01, R-RCP-04', 'receipt.fake > 0 && (receipt.amount_mismatch > 0 || number.receipt_mismatch > 0)'),

  // DOMAIN 2.4: payment and laundering
  seen('payment/deep-discount', 'S2', 0.65, 'R-PAY-01'),
  seen('payment/slow', 'S2', 0.5, 'R-PAY-02'),
  together('payment_slow_unknown_payer', 'payment/slow', 'S2', 0.7, 'R-PAY-02', 'payment.slow >= 0.7'),
  together('payment_slow_discount', 'payment/slow', 'S2', 0.75, 'R-PAY-01, R-PAY-02', 'payment.slow > 0 && payment.deep_discount > 0'),
  seen('payment/fan-out', 'S2', 0.7, 'R-PAY-03'),
  together('payment_fan_out_discount', 'payment/fan-out', 'S2', 0.8, 'R-PAY-01, R-PAY-03', 'payment.fan_out >= 0.5 && (payment.deep_discount > 0 || payment.slow > 0)'),
  seen('payment/fan-in', 'S2', 0.7, 'R-PAY-04, R-PAY-05'),
  together('payment_fan_in_slow', 'payment/fan-in', 'S2', 0.8, 'R-PAY-02, R-PAY-04', 'payment.fan_in >= 0.5 && (payment.slow > 0 || payment.deep_discount > 0)'),
  alone('payment_split_to_face', 'payment/fan-in', 'S3', 0.55, 'R-PAY-05',
    'target.orders_30m >= 3 && target.payers_30m >= 2 && target.sum_30m_minor in [5000, 10000, 20000, 30000, 50000] && order.currency == "CNY" && !order.payer_is_known && !payer.is_company && !device.is_kiosk', 'shadow'),
  seen('payment/card-testing', 'S1', 0.7, 'R-PAY-06'),
  seen('payment/card-sequence', 'S1', 0.7, 'R-PAY-06'),
  seen('payment/card-shared', 'S2', 0.6, 'R-PAY-06'),
  seen('payment/velocity', 'S3', 0.6, 'R-PAY-07'),
  together('payment_fresh_number_burn', 'payment/burn-after-topup', 'S2', 0.65, 'R-PAY-08', 'payment.burn_after_topup > 0 && subscriber.age_days <= 3 && order.amount_minor >= 30000'),
  alone('payment_reseller_front', 'payment/velocity', 'S2', 0.55, 'R-PAY-09', 'order.channel == "partner_api" && subscriber.sim_age_days < 7 && (match.a4_currency || payer.numbers_24h >= 20)', 'shadow'),
  seen('payment/burn-after-topup', 'S2', 0.65, 'R-PAY-10'),
  seen('payment/payer-on-list', 'S1', 0.75, 'R-PAY-11'),
  seen('payment/on-blocklist', 'S1', 0.75, 'R-PAY-11'),
  seen('payment/duplicate', 'S3', 0.5, 'R-PAY-12'),
  seen('payment/shared-device', 'S3', 0.45, 'R-PAY-13'),
  seen('payment/robot-rhythm', 'S3', 0.55, 'R-PAY-14'),
  seen('payment/paid-not-delivered', 'S2', 0.6, 'DOMAIN 3.6 T2'),
  seen('payment/denomination-outlier', 'S4', 0.2, 'DOMAIN 2.4'),

  // DOMAIN 2.5: SMS commands, vouchers, agents
  seen('sms/command-smuggling', 'S1', 0.8, 'R-SMS-01'),
  seen('sms/broken-grammar', 'S4', 0.3, 'R-SMS-02'),
  together('sms_broken_grammar_over_limit', 'sms/broken-grammar', 'S3', 0.5, 'R-SMS-02', 'sms.broken_grammar >= 0.5'),
  seen('sms/command-burst', 'S3', 0.5, 'R-SMS-03'),
  seen('voucher/pin-guessing', 'S1', 0.8, 'R-VCH-01'),
  seen('voucher/used-before-sale', 'S1', 0.9, 'R-VCH-02'),
  seen('voucher/serial-run', 'S2', 0.7, 'R-VCH-03'),
  seen('voucher/on-blocklist', 'S1', 0.85, 'DOMAIN 2.8'),
  seen('voucher/already-used', 'S3', 0.6, 'R-VCH-04'),
  together('voucher_stolen', 'voucher/already-used', 'S1', 0.85, 'R-VCH-04', 'voucher.already_used > 0 && ledger.response_code == "111"'),
  seen('agent/reversal-abuse', 'S2', 0.6, 'R-AGT-01'),
  seen('agent/round-trip', 'S2', 0.65, 'R-AGT-02'),
  seen('agent/split', 'S3', 0.55, 'R-AGT-03'),
  seen('agent/slip-reused', 'S2', 0.6, 'R-AGT-05'),

  // DOMAIN 2.6: refund, dispute, takeover, feeds
  seen('refund/exceeds-paid', 'S1', 1, 'R-REF-01'),
  seen('refund/double-road', 'S1', 1, 'R-REF-02'),
  seen('refund/serial-claimant', 'S3', 0.5, 'R-REF-03'),
  seen('refund/not-received-but-used', 'S2', 0.65, 'R-REF-04'),
  seen('refund/other-destination', 'S2', 0.5, 'R-REF-05'),
  seen('refund/implausible-slip', 'S3', 0.45, 'R-REF-06'),
  seen('refund/same-wording', 'S3', 0.55, 'R-REF-07'),
  seen('refund/send-back-pressure', 'S2', 0.6, 'R-REF-08'),
  together('refund_other_destination_serial', 'refund/other-destination', 'S2', 0.7, 'R-REF-03, R-REF-05', 'refund.other_destination > 0 && refund.serial_claimant > 0'),
  seen('profile/takeover-sequence', 'S1', 0.85, 'R-ATO-01'),
  seen('profile/changed-and-back', 'S1', 0.8, 'R-ATO-02'),
  seen('profile/shared-contact', 'S2', 0.6, 'R-ATO-03'),
  seen('profile/refund-after-change', 'S2', 0.7, 'R-ATO-01, R-REF-05'),
  seen('profile/throwaway-mailbox', 'S3', 0.55, 'R-ATO-01'),
  seen('profile/unproven-desk', 'S2', 0.6, 'R-ATO-01'),
  seen('reconciliation/unmatched', 'S3', 0.4, 'R-DAT-02'),
  seen('reconciliation/zone-fault', 'S4', 0.05, 'R-DAT-01'),
])

/**
 * Rules of DOMAIN 2 that no rule over records can answer, and why: the feeds hold neither SIM activations nor the log of failed
 * verifications; staff conduct is read off the audit trail and goes to the audit lead, never into the team's queue.
 */
export const UNANSWERED: Readonly<Record<string, 'no_activation_feed' | 'no_verification_log' | 'audit_trail'>> = Object.freeze({
  'R-AGT-04': 'no_activation_feed',
  'R-ATO-04': 'no_verification_log',
  'R-STF-01': 'audit_trail',
  'R-STF-02': 'audit_trail',
})

/** The plain rule of a signal: holds where it was seen, weighs what it weighs. */
function seen(flag: string, severity: Severity, weight: number, source: string): Rule {
  return { ...rule(factOfSignal(flag).replace('.', '_'), flag, severity, weight, source, `${factOfSignal(flag)} > 0`, 'live'), isGraded: true }
}

/** Signals and facts that say more together than each alone. */
function together(id: string, flag: string, severity: Severity, weight: number, source: string, when: string): Rule {
  return rule(id, flag, severity, weight, source, when, 'live')
}

/** A pattern that no detector looks for, told by counts alone: it begins in shadow. */
function alone(id: string, flag: string, severity: Severity, weight: number, source: string, when: string, status: RuleStatus): Rule {
  return { ...rule(id, flag, severity, weight, source, when, status), appliesTo: ['order'] }
}

function rule(id: string, flag: string, severity: Severity, weight: number, source: string, when: string, status: RuleStatus): Rule {
  return Object.freeze({
    id, version: 1, family: flag.slice(0, flag.indexOf('/')) as Family, flag, severity, weight, status, appliesTo: RECORD_KINDS, when,
    clears: `clears.${factOfSignal(flag).replace('.', '_')}`, source,
  })
}
