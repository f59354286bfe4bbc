import { describe, expect, test } from 'vitest'
import { customerProofs, provenRefunds } from '../../../app/domain/reconciliation/evidence.ts'
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
