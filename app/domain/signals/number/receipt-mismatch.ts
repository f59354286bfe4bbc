import { isStatementRow } from '../../reconciliation/evidence.ts'
import type { Detector } from '../detector.ts'
import { signal } from '../finding.ts'

const ID = 'number/receipt-mismatch'

/** A receipt of this order names another number: the customer paid for somebody else, or the receipt is borrowed (DOMAIN 3.6 M1). */
export const receiptMismatch: Detector = {
  id: ID,
  appliesTo: ['order'],
  looksAt: ['mismatches'],
  detect: ({ order, receipts, reconciliation }) => {
    if (!order || !reconciliation || reconciliation.mismatches.length === 0) return []
    return reconciliation.mismatches.flatMap((found) => {
      if (found.code !== 'M1' || found.explainedBy !== null || !found.numbers) return []
      const receipt = receipts.find((one) => one.receiptId === found.between[1].id && one.source === found.between[1].source)
      const { a, b, slip, plausibility, differsA, differsB } = found.numbers
      const isProven = receipt !== undefined && isStatementRow(receipt)
      const strength = (slip === 'unrelated' ? 0.65 : 0.6) - (isProven ? 0 : 0.15)
      return [signal(ID, strength, {
        evidence: { ordered: a, told: b, slip, plausibility, differsOrdered: differsA, differsTold: differsB, trust: receipt?.trust ?? null, source: receipt?.source ?? null },
        joined: [found.between[1]], flagged: [found.between[1]],
      })]
    })
  },
  examples: {
    fires: [
      { name: 'the channel names a number that differs in one digit', facts: { order: { targetNumber: '+8615387610808' }, receipts: [{ number: '+8615388610808' }] } },
      { name: 'an unrelated number', facts: { order: { targetNumber: '+8615136590274' }, receipts: [{ number: '+8619537340512' }] } },
      { name: 'only the text of the statement row names the other number', facts: { order: { targetNumber: '+8615136590274' }, receipts: [{ text: '话费充值-19537340512' }] } },
      { name: 'the text names another ending', facts: { order: { targetNumber: '+8615136590274' }, receipts: [{ text: '手机充值 尾号0512' }] } },
      { name: 'another number with dashes before the sum', facts: { order: { targetNumber: '+8615136590274' }, receipts: [{ text: '手机充值 195-3734-0512 100元' }] } },
      { name: 'another number of which the middle is hidden', facts: { order: { targetNumber: '+8615136590274' }, receipts: [{ text: '话费充值-195****0512' }] } },
      { name: 'the middle hidden by letters', facts: { order: { targetNumber: '+8615136590274' }, receipts: [{ text: '手机充值 195xxxx0512' }] } },
      { name: 'the last four, in words', facts: { order: { targetNumber: '+8615136590274' }, receipts: [{ text: '交费号码末四位为0512' }] } },
      { name: 'all but the last four hidden', facts: { order: { targetNumber: '+8615136590274' }, receipts: [{ text: 'Mobile top-up for *******0512' }] } },
      { name: 'another ending, given to', facts: { order: { targetNumber: '+8615136590274' }, receipts: [{ text: '给尾号1357充话费' }] } },
      { name: 'another number in words', facts: { order: { targetNumber: '+8615136590274' }, receipts: [{ text: '给一九五三七三四零五一二充话费' }] } },
      { name: 'the uploaded slip shows another number', facts: { order: { targetNumber: '+8615136590274', status: 'created' }, receipts: [{ source: 'customer_upload', number: '+8619537340512' }] } },
    ],
    silent: [
      { name: 'the same number without its country code', facts: { order: { targetNumber: '+8615136590274' }, receipts: [{ numberRaw: '151 3659 0274' }] } },
      { name: 'the number stands in the text', facts: { order: { targetNumber: '+8615136590274' }, receipts: [{ text: '中国电信话费充值 15136590274（携号转网）' }] } },
      { name: 'its own number with dashes before the sum', facts: { order: { targetNumber: '+8615136590274' }, receipts: [{ text: '手机充值 151-3659-0274 100元' }] } },
      { name: 'its own number in words', facts: { order: { targetNumber: '+8615136590274' }, receipts: [{ text: '给一五一三六五九零二七四充话费' }] } },
      { name: 'only a trade number in the text', facts: { order: { targetNumber: '+8615136590274' }, receipts: [{ source: 'customer_upload', text: '支付成功 ￥50.00 交易单号 2026031622001055214875227406' }] } },
      { name: 'its own number with the middle hidden', facts: { order: { targetNumber: '+8615136590274' }, receipts: [{ text: '话费充值-151****0274' }] } },
      { name: 'its own number with the middle hidden by letters', facts: { order: { targetNumber: '+8615136590274' }, receipts: [{ text: '话费充值 151XXXX0274' }] } },
      { name: 'the payer\'s account with the middle hidden', facts: { order: { targetNumber: '+8615136590274' }, receipts: [{ text: '话费充值 付款账户 138****0512' }] } },
      { name: 'the ending is the number\'s own', facts: { order: { targetNumber: '+8615136590274' }, receipts: [{ text: '手机充值 尾号0274' }] } },
      { name: 'its own last four', facts: { order: { targetNumber: '+8615136590274' }, receipts: [{ text: '交费号码末四位为0274，Mobile top-up for *******0274' }] } },
      { name: 'the last four of a card', facts: { order: { targetNumber: '+8615136590274' }, receipts: [{ text: 'Mobile top-up by card ****8812 银行卡后四位8812' }] } },
      { name: 'the ending of the bank card', facts: { order: { targetNumber: '+8615136590274' }, receipts: [{ text: '话费充值，付款银行卡尾号8812' }] } },
      { name: 'the receipt names no number', facts: { order: { targetNumber: '+8615136590274' }, receipts: [{}] } },
    ],
  },
}
