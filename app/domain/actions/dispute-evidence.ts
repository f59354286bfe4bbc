import type { Channel } from '../intake/record.ts'

/** Why a customer disputes (DOMAIN 4.3). */
export const DISPUTE_REASONS = [
  'wrong_number', 'not_received', 'duplicate', 'amount_incorrect', 'unauthorised', 'voucher_invalid', 'voucher_used', 'service_fee', 'wrong_product', 'credit_not_processed', 'scam_induced',
  'system_error', 'delivered_late', 'other',
] as const
export type DisputeReason = (typeof DISPUTE_REASONS)[number]

/** What has to be at hand before a decision. Items of {@link BY_RECORDS} are found in the records by themselves, the others are put down by a person. */
export const EVIDENCE_ITEMS = [
  'order_row', 'channel_row', 'ledger_rows', 'both_numbers', 'consent', 'status_query', 'two_trade_nos', 'amounts', 'issuer_note', 'device_log', 'serial', 'card_photo', 'voucher_state',
  'redemption_record', 'fee_disclosure', 'receipt', 'customer_wish', 'activation_state', 'refund_reference', 'channel_state', 'police_report', 'messages', 'incident_id', 'timestamps', 'description',
  'paper_slip', 'sms_text', 'web_order_no', 'identity_check',
] as const
export type EvidenceItem = (typeof EVIDENCE_ITEMS)[number]

/** Items that the records answer: there is such a row, or there is none. */
export const BY_RECORDS: ReadonlySet<EvidenceItem> = new Set(['order_row', 'channel_row', 'ledger_rows', 'two_trade_nos', 'redemption_record', 'messages', 'sms_text'])

const BY_REASON: Readonly<Record<DisputeReason, readonly EvidenceItem[]>> = {
  wrong_number: ['both_numbers', 'ledger_rows', 'consent'],
  not_received: ['channel_row', 'ledger_rows', 'status_query'],
  duplicate: ['channel_row', 'two_trade_nos'],
  amount_incorrect: ['channel_row', 'ledger_rows', 'amounts'],
  unauthorised: ['issuer_note', 'device_log', 'identity_check'],
  voucher_invalid: ['serial', 'card_photo', 'voucher_state'],
  voucher_used: ['serial', 'redemption_record'],
  service_fee: ['fee_disclosure', 'receipt'],
  wrong_product: ['customer_wish', 'activation_state'],
  credit_not_processed: ['refund_reference', 'channel_state'],
  scam_induced: ['police_report', 'messages'],
  system_error: ['incident_id'],
  delivered_late: ['timestamps', 'ledger_rows'],
  other: ['description'],
}
const BY_CHANNEL: Readonly<Partial<Record<Channel, readonly EvidenceItem[]>>> = {
  web_portal: ['web_order_no'], mobile_app: ['device_log'], sms: ['sms_text'], retail_store: ['paper_slip'], service_counter: ['paper_slip'], third_party: ['channel_row'], voucher: ['serial'],
}

/** The checklist of a dispute by reason and channel, the order first, nothing twice (DOMAIN 4.3, 4.8; PEERS I3). */
export function evidenceNeeded(reason: DisputeReason, channel: Channel | null): readonly EvidenceItem[] {
  return [...new Set<EvidenceItem>(['order_row', ...BY_REASON[reason], ...(channel === null ? [] : (BY_CHANNEL[channel] ?? []))])]
}

/** By what road we answer, and what that road can carry (PEERS I5). Characters are code points. */
export const REPLY_ROADS = ['sms', 'email', 'wechat', 'letter'] as const
export type ReplyRoad = (typeof REPLY_ROADS)[number]
export const REPLY_LIMITS: Readonly<Record<ReplyRoad, { readonly chars: number; readonly images: number }>> = {
  sms: { chars: 500, images: 0 }, email: { chars: 5_000, images: 10 }, wechat: { chars: 200, images: 4 }, letter: { chars: 10_000, images: 20 },
}

/** Length as a channel counts it: by code point, so that an emoji or a rare character is one. */
export function replyLength(text: string): number {
  return [...text].length
}
