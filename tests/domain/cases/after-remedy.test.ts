import { describe, expect, it } from 'vitest'
import { afterRemedy, recommend, type Recommendation, type Remedied } from '../../../app/domain/cases/recommend.ts'

const advice = (code: Recommendation['code'], action: Recommendation['action']): Recommendation => ({ code, action, avoid: code, data: {} })
const refund = (isDone: boolean, leftMinor = 0): Remedied => ({ road: 'refund', isDone, amountMinor: 5_000, leftMinor })

describe('the advice once a remedy has gone out', () => {
  it.each([
    ['paid_not_delivered', 'ask_customer', refund(false), null],
    ['paid_not_delivered', 'ask_customer', refund(true), 'legitimate'],
    ['delivered_elsewhere', 'escalate', refund(true), 'legitimate'],
    ['duplicate_payment', 'ask_customer', refund(true, 5_000), 'legitimate'],
    ['slow_topup', 'hold', refund(false), null],
    ['slow_topup', 'hold', refund(true), null],
  ] as const)('%s no longer says %s', (code, action, remedied, expected) => {
    expect(afterRemedy(advice(code, action), remedied)).toEqual({ ...advice(code, action), action: expected })
  })

  it.each([
    ['paid_not_delivered', 'ask_customer', null],
    ['paid_not_delivered', 'ask_customer', refund(true, 1)],
    ['slow_topup', 'hold', refund(true, 1)],
    ['takeover', 'hold', refund(true)],
    ['double_dip', 'escalate', refund(true)],
    ['feed_fault', 'legitimate', refund(false)],
  ] as const)('%s goes on saying %s', (code, action, remedied) => {
    expect(afterRemedy(advice(code, action), remedied)).toEqual(advice(code, action))
  })
})

describe('the advice on sides that do not agree', () => {
  const flag = (id: string) => ({ flag: id, family: 'reconciliation', severity: 'S3', weight: 0.5, recordKind: 'order', data: {} }) as const
  it.each([
    ['reconciliation/unmatched', 'unreconciled'],
    ['payment/paid-not-delivered', 'paid_not_delivered'],
  ])('%s is told as %s', (id, code) => {
    expect(recommend({ flags: [flag(id)], textFrom: null }).code).toBe(code)
  })
})
