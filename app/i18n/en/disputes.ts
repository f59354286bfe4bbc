/** Disputes and complaints: reasons of DOMAIN 4.3. */
export const disputes = {
  'dispute_reason.wrong_number': 'wrong number',
  'dispute_reason.not_received': 'not received',
  'dispute_reason.duplicate': 'charged twice',
  'dispute_reason.amount_incorrect': 'amount not right',
  'dispute_reason.unauthorised': 'not made by the customer',
  'dispute_reason.voucher_invalid': 'voucher not valid',
  'dispute_reason.voucher_used': 'voucher already used',
  'dispute_reason.service_fee': 'service fee',
  'dispute_reason.wrong_product': 'wrong product',
  'dispute_reason.credit_not_processed': 'refund not arrived',
  'dispute_reason.scam_induced': 'tricked by a scam',
  'dispute_reason.system_error': 'system fault',
  'dispute_reason.delivered_late': 'delivered late',
  'dispute_reason.other': 'other',
} as const
