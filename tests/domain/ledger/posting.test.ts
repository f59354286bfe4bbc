import { describe, expect, test } from 'vitest'
import { posting, reverse } from '../../../app/domain/ledger/posting.ts'
import { balances } from '../../support/ledger.ts'

describe('S3: a posting', () => {
  test('moves a whole amount above zero between two accounts', () => {
    expect(posting('refund_payable', 'prepaid_liability', { amountMinor: 1, currency: 'CNY' })).toEqual({ source: 'refund_payable', destination: 'prepaid_liability', amountMinor: 1, currency: 'CNY' })
    for (const amountMinor of [0, -1, 0.5, Number.NaN, 2 ** 53]) expect(() => posting('refund_payable', 'prepaid_liability', { amountMinor, currency: 'CNY' })).toThrow('a whole amount above zero')
    expect(() => posting('agent_float', 'agent_float', { amountMinor: 1, currency: 'CNY' })).toThrow('between two accounts')
  })

  test('and its correction leave nothing behind, in each currency for itself', () => {
    const [yuan, yen] = [posting('channel_receivable', 'refund_payable', { amountMinor: 500, currency: 'CNY' }), posting('channel_receivable', 'refund_payable', { amountMinor: 500, currency: 'JPY' })]
    expect(Object.fromEntries([...balances([yuan, yen, reverse(yen)])].map(([name, money]) => [name, money.amountMinor]))).toEqual({
      'channel_receivable CNY': -500, 'refund_payable CNY': 500, 'channel_receivable JPY': 0, 'refund_payable JPY': 0,
    })
  })
})
