import type { Outcome } from './reasons.ts'
import { storyOf, type PlaybookCode } from './recommend.ts'

/** What a playbook may lead to: the decisions of the action bar, and the ways to the other desks. */
export type PlaybookMove = Outcome | 'refund' | 'wrong_number' | 'dispute' | 'outage' | 'profile' | 'merge' | 'snooze'

/**
 * What staff do about one scheme (DOMAIN 2.7): steps in order, `playbook_step.<code>`; what has to be asked of whom, `playbook_ask.<code>`; and which
 * buttons belong to it. What must not be done stands in the recommendation, `avoid.<code>`.
 */
export interface Playbook {
  readonly code: PlaybookCode
  readonly steps: readonly string[]
  readonly asks: readonly string[]
  readonly moves: readonly PlaybookMove[]
}

const BOOKS: Readonly<Record<Exclude<PlaybookCode, 'flags_gone'>, Omit<Playbook, 'code'>>> = {
  takeover: {
    steps: ['hold_money_back', 'compare_change_and_money', 'call_owner_old_contact', 'owner_undo', 'lock_profile', 'tell_audit_lead'],
    asks: ['did_you_change', 'did_you_order'], moves: ['hold', 'profile', 'escalate'],
  },
  scam_victim: {
    steps: ['stop_undelivered', 'warn_customer', 'anti_fraud_line', 'look_at_connected', 'keep_evidence'],
    asks: ['who_told_you', 'shared_code', 'police_report'], moves: ['ask_customer', 'hold', 'dispute'],
  },
  fake_service: {
    steps: ['read_defanged', 'warn_customer', 'lock_profile', 'propose_block', 'keep_evidence'],
    asks: ['who_told_you', 'shared_code'], moves: ['confirmed_fraud', 'ask_customer', 'profile'],
  },
  lookalike_site: {
    steps: ['read_defanged', 'find_payment', 'propose_block', 'report_authority', 'warn_customer'],
    asks: ['who_told_you', 'statement_row'], moves: ['confirmed_fraud', 'ask_customer', 'merge'],
  },
  slow_topup: {
    steps: ['look_at_connected', 'merge_cluster', 'hold_money_back', 'second_verification', 'pack_for_police'],
    asks: ['where_bought', 'who_paid'], moves: ['merge', 'hold', 'confirmed_fraud', 'escalate'],
  },
  stolen_card: {
    steps: ['look_at_connected', 'stop_undelivered', 'stop_device', 'keep_delivery_proof', 'merge_cluster'],
    asks: ['own_card'], moves: ['hold', 'confirmed_fraud', 'merge'],
  },
  receipt_reused: {
    steps: ['compare_both_orders', 'check_statement', 'check_seven_roads', 'hold_money_back'],
    asks: ['statement_row'], moves: ['hold', 'confirmed_fraud', 'ask_customer'],
  },
  fake_receipt: {
    steps: ['check_statement', 'tell_checkable_date', 'hold_money_back', 'keep_evidence'],
    asks: ['statement_row', 'when_paid'], moves: ['snooze', 'hold', 'confirmed_fraud'],
  },
  voucher_abuse: {
    steps: ['check_serial', 'block_serials', 'replace_card', 'open_agent_case'],
    asks: ['card_from_where', 'card_photo'], moves: ['hold', 'dispute', 'refund', 'confirmed_fraud'],
  },
  agent_abuse: {
    steps: ['freeze_reversals', 'sample_call', 'compare_sides', 'open_agent_case'],
    asks: ['recipient_got_it'], moves: ['escalate', 'hold', 'confirmed_fraud'],
  },
  double_dip: {
    steps: ['check_seven_roads', 'hold_money_back', 'compare_both_orders'],
    asks: ['refund_elsewhere'], moves: ['escalate', 'hold', 'dispute'],
  },
  refund_doubtful: {
    steps: ['compare_sides', 'check_ledger', 'check_seven_roads', 'read_claim'],
    asks: ['which_number', 'when_paid'], moves: ['ask_customer', 'refund', 'legitimate'],
  },
  sms_command: {
    steps: ['read_defanged', 'check_sender', 'hold_money_back', 'warn_customer'],
    asks: ['did_you_order'], moves: ['hold', 'confirmed_fraud', 'ask_customer'],
  },
  lure: {
    steps: ['read_defanged', 'look_at_connected', 'propose_block', 'merge_cluster', 'keep_evidence'],
    asks: ['who_told_you'], moves: ['confirmed_fraud', 'merge', 'hold'],
  },
  shared_payer: {
    steps: ['check_family', 'check_campaign', 'look_at_connected', 'sample_call'],
    asks: ['relation_to_numbers'], moves: ['legitimate', 'ask_customer', 'hold'],
  },
  delivered_elsewhere: {
    steps: ['check_ledger', 'compare_sides', 'check_seven_roads'],
    asks: ['recipient_got_it'], moves: ['wrong_number', 'escalate', 'refund'],
  },
  wrong_number: {
    steps: ['compare_sides', 'find_meant_number', 'check_unspent', 'ask_consent'],
    asks: ['which_number', 'recipient_agrees'], moves: ['wrong_number', 'ask_customer', 'legitimate'],
  },
  duplicate_payment: {
    steps: ['compare_both_orders', 'check_ledger', 'check_seven_roads', 'keep_one'],
    asks: ['meant_twice'], moves: ['refund', 'outage', 'legitimate', 'ask_customer'],
  },
  paid_not_delivered: {
    steps: ['check_ledger', 'check_statement', 'ask_provider', 'tell_checkable_date'],
    asks: ['when_paid'], moves: ['snooze', 'refund', 'outage', 'ask_customer'],
  },
  unreconciled: {
    steps: ['compare_sides', 'check_statement', 'check_ledger', 'check_seven_roads'],
    asks: ['statement_row'], moves: ['snooze', 'ask_customer', 'refund', 'legitimate'],
  },
  amount_differs: {
    steps: ['check_fees', 'check_statement', 'check_ledger'],
    asks: ['statement_row'], moves: ['legitimate', 'ask_customer', 'refund'],
  },
  refund_failed: { steps: ['read_refund', 'check_seven_roads', 'pay_by_other_road', 'tell_customer_delay'], asks: ['other_account'], moves: ['refund', 'ask_customer', 'snooze'] },
  feed_fault: { steps: ['compare_sides', 'tell_feed_owner'], asks: [], moves: ['legitimate'] },
  look_closer: { steps: ['read_evidence', 'compare_sides', 'look_at_connected'], asks: [], moves: ['legitimate', 'hold', 'escalate'] },
}

export const PLAYBOOK_CODES = Object.keys(BOOKS) as readonly (keyof typeof BOOKS)[]

/** Most playbooks shown for one case: more are read by nobody. */
const SHOWN_MAX = 3

/** The playbook of a flag; every flag has one. */
export function playbookOf(flag: string): Playbook {
  const story = storyOf(flag)
  const code = story === null || story === 'flags_gone' ? 'look_closer' : story
  return { code, ...BOOKS[code] }
}

/** The playbooks of the flags at hand, the strongest flag's first, each once, the one that is recommended before all. */
export function playbooksFor(flags: readonly { readonly flag: string; readonly weight: number }[], recommended: PlaybookCode | null): readonly Playbook[] {
  const codes = [...flags].sort((a, b) => b.weight - a.weight).map(({ flag }) => playbookOf(flag).code)
  const wanted = recommended !== null && isBook(recommended) && flags.length > 0 ? [recommended, ...codes] : codes
  return [...new Set(wanted)].slice(0, SHOWN_MAX).map((code) => ({ code, ...BOOKS[code as keyof typeof BOOKS] }))
}

/** Whether a playbook has a step of this name. */
export function findStep(playbook: string, step: string): boolean {
  return isBook(playbook) && BOOKS[playbook].steps.includes(step)
}

function isBook(code: string): code is keyof typeof BOOKS {
  return Object.hasOwn(BOOKS, code)
}
