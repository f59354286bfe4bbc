import { describe, expect, test } from 'vitest'
import { customerProofs, provenPayments, provenRefunds } from '../../../app/domain/reconciliation/evidence.ts'
import { exampleOrder, exampleReceipt } from '../../../app/domain/signals/facts-builder.ts'

describe('a payment in a bill that a customer exported', () => {
  const proofs = (statusRaw: string, extra: Record<string, string> | null = null) =>
    customerProofs([exampleReceipt({ source: 'customer_export', trust: 'T2', receiptKind: 'payment', orderId: null, text: '话费充值', amountMinor: 5_000, statusRaw, extra }, exampleOrder({}))]).length

  test.each(['支付成功', '已退款(￥20.00)', '已退款￥49.99', '等待确认收货', 'Refunded ¥20.00'])('proves something while %s', (status) => expect(proofs(status)).toBe(1))
  test.each(['已全额退款', '已全額退款', '对方已退还', '对方已退還', '已退款(￥50.00)', '已退款￥50', '已退款', 'Refunded', 'Fully refunded', 'Full refund', 'Refunded (¥50.00)'])('claims nothing any more when it came back whole: %s', (status) => expect(proofs(status)).toBe(0))
  test('a column for what came back says the same', () => {
    expect([proofs('交易成功', { refunded: '0.00' }), proofs('交易成功', { refunded: '20.00' }), proofs('交易成功', { refunded: '50.00' })]).toEqual([1, 1, 0])
  })
})

describe('money that a statement says went back', () => {
  const proven = (receiptKind: 'refund' | 'reversal', statusRaw: string) => provenRefunds([exampleReceipt({ source: 'wechat_pay', trust: 'T3', receiptKind, refundNo: 'F1', statusRaw }, exampleOrder({}))]).length

  test.each([['reversal', 'REVOKED'], ['reversal', '已撤销'], ['reversal', 'SUCCESS'], ['refund', 'SUCCESS']] as const)('a %s that is %s went back', (kind, status) => expect(proven(kind, status)).toBe(1))
  test.each([['reversal', 'PROCESSING'], ['refund', 'PROCESSING'], ['refund', 'CHANGE'], ['refund', 'ABNORMAL'], ['refund', '退款异常'], ['refund', 'REVOKED']] as const)('a %s that is %s did not, or not yet', (kind, status) => expect(proven(kind, status)).toBe(0))

  test('counts once although the bill of trades and the bill of account each have a number for it', () => {
    const refund = (receiptId: string, amountMinor: number, refundNo: string, channelTradeNo = 'T1') =>
      exampleReceipt({ source: 'alipay', trust: 'T3', receiptKind: 'refund', receiptId, amountMinor, refundNo, channelTradeNo, statusRaw: '退款' }, exampleOrder({}))
    const account = [refund('account/1', -3_000, '1'), refund('account/2', -3_000, '2'), refund('account/3', -4_000, '3')]
    const amounts = (rows: Parameters<typeof provenRefunds>[0]) => provenRefunds(rows).map((row) => row.amountMinor)
    expect(amounts(account)).toEqual([-3_000, -3_000, -4_000])
    expect(amounts([...account, refund('T1/R1', -3_000, 'R1'), refund('T1/R2', -4_000, 'R2')])).toEqual([-3_000, -3_000, -4_000])
    expect(amounts([...account, refund('T1/R1', -3_000, 'R1'), refund('T1/R2', -3_000, 'R2'), refund('T1/R3', -3_000, 'R3')])).toEqual([-4_000, -3_000, -3_000, -3_000])
    expect(amounts([...account, refund('T2/R1', -3_000, 'R1', 'T2')])).toHaveLength(4)
  })
})

describe('a trade that several statements tell', () => {
  const row = (receiptId: string, amountMinor: number, rest: Partial<Parameters<typeof exampleReceipt>[0]> = {}) =>
    exampleReceipt({ source: 'wechat_pay', trust: 'T3', receiptKind: 'payment', receiptId, amountMinor, channelTradeNo: 'T1', statusRaw: 'SUCCESS', ...rest }, exampleOrder({}))
  const paid = (...rows: ReturnType<typeof row>[]) => provenPayments(rows).map(({ receiptId }) => receiptId)
  const bill = row('bill', 9_500, { extra: { order_amount: '100.00', coupon: '5.00' } })

  test('is one payment although the bill tells what is due without the coupon, and counts by its price', () => {
    expect([paid(bill, row('gateway', 10_000)), paid(row('gateway', 10_000), bill)]).toEqual([['gateway'], ['gateway']])
    expect(paid(row('account', 9_500), bill, row('gateway', 10_000))).toEqual(['gateway'])
    expect(paid(row('account', 9_500), bill)).toEqual(['account'])
  })

  test('is two where the amounts differ for no reason that a bill gives', () => {
    expect(paid(row('a', 9_500), row('gateway', 10_000))).toEqual(['a', 'gateway'])
    expect(paid(bill, row('gateway', 10_500))).toEqual(['bill', 'gateway'])
    expect(paid(bill, row('gateway', 10_000, { channelTradeNo: 'T2' }))).toEqual(['bill', 'gateway'])
  })

  test('and its refund is one although the bill tells what went back without the coupon', () => {
    const back = (receiptId: string, amountMinor: number, extra: Record<string, string> | null) => row(receiptId, amountMinor, { receiptKind: 'refund', refundNo: 'R1', extra })
    expect(provenRefunds([back('bill', 950, { asked_refund: '10.00' }), back('gateway', 1_000, null)]).map(({ receiptId }) => receiptId)).toEqual(['gateway'])
  })
})
