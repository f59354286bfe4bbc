/**
 * The accounts of DOMAIN 4.6. `channel_receivable` is what Alipay, WeChat, the bank or the till owe us, `prepaid_liability` what we owe to phone
 * balances, `suspense_wrong_number` what was re-credited and not yet taken back.
 */
const ACCOUNTS = [
  'channel_receivable', 'agent_float', 'prepaid_liability', 'refund_expense', 'refund_payable', 'suspense_wrong_number', 'correction_loss', 'goodwill_expense',
  'chargeback_receivable', 'fraud_loss',
] as const
export type Account = (typeof ACCOUNTS)[number]
