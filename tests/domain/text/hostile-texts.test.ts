import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../app/domain/intake/operator-settings.ts'
import { aspectsOfText } from '../../../app/domain/signals/aspects.ts'
import type { Detector, Facts, TextFact } from '../../../app/domain/signals/detector.ts'
import { factsOf } from '../../../app/domain/signals/facts-builder.ts'
import { DETECTORS } from '../../../app/domain/signals/index.ts'
import { readText } from '../../../app/domain/text/read-text.ts'
import { textListsOf } from '../../../app/domain/text/text-lists.ts'
import { tokensOf } from '../../../app/domain/text/tokens.ts'
import { workOf } from './work.ts'

const PIECES = [
  'a', '1', ' ', '.', 'a.', 'a.b.', 'http://', '//', 'h', '@', 'a@', '微', '微信', '加V ', 'V信1', 'TG @a1b2 ', '[.]', '(', '。', 'a。', '点com', '“', '"', "'", '\n', 'a\n', '\u200b', '1\u200b', '\u0301', '①', '壹', '幺1', '😀', '1😀', '\ud800',
  'http://xn--a.com/ ', 'http://1.2.3.4/ ', '10086.cn ', 'аb ', '验.', '验 证', 'a ', 'a.b@c.d ', '充100得', '85折', '一折', '¥1', '验证码1234', '1-', '+1', '138 0013 8000 ', '切勿', '举报：', '举报:“', '客服验证码发给', '你.com', 'ﷺ', 'pay 1 get ', '-', 'l1', 'o1o1o1o',
  'http://a.b.c.d.e.f/', '1.', '1 ', '[', '【中 ', '<', 'www.', '%', '=', '\u202e1', '\u0335', '1\u0335', 'alipay', '10086', 'paypal-',
  'a . ', 'w w w . a b . ', '1\n', '〡〢〣', 'dial *808*300*09171234567 ', 'https://www.baidu.com/link?url=http%3A%2F%2Fa.top%2F ', '您名下诈骗', '涉嫌诈骗短信', '我是王总', 'this is a ', '我的号码1 ',
]
/** What the fields of an order and of a slip are read for: numbers, sums, states, commands. */
const FIELD_PIECES = ['a', '1', ' ', 'KT', 'KT100', '100 CANCEL ', '¥1,000 ', '金额1', '充值到 13800138000 ', '1 3 8 ', '138****', '4200', '等待付款', '*', '１', '①', '-', '\n', '\u200b', 'x1']
const SHORT = 2_000
const LONG = 10_000
/** Growth over a fivefold length: linear is five; caps make it less, first look-ups more for the short one. */
const MOST_GROWTH = 7
/** Units read, searched or copied for one unit of text, by reading and all text detectors together. */
const MOST_WORK = 1_200

const lists = textListsOf({ country: 'CN', officialHosts: ['10086.cn'], officialShortPrefixes: ['https://dx.10086.cn/'] })
const detectors = DETECTORS.filter(({ appliesTo }: Detector) => appliesTo.includes('message'))

function judge(text: string): void {
  lists.hosts.clear()
  lists.readings.clear()
  const reading = readText(text, lists)
  const fact: TextFact = { record: { kind: 'message', source: '', id: 'M1' }, field: 'text', direction: 'in', reading, aspects: aspectsOfText('text', reading) }
  tokensOf(fact)
  const facts: Facts = { ...factsOf({ message: { messageId: 'M1', text }, texts: [fact] }), settings: DEFAULT_SETTINGS }
  for (const detector of detectors) detector.detect(facts)
}

/** Texts of an order and its slip that are read, each about as dear as a message. */
const FIELDS = 6

function judgeOrder(text: string): void {
  const facts = factsOf({
    order: { remark: text, smsText: text, payerName: text, referrerUrl: text, targetNumberRaw: text, confirmNumberRaw: text, voucherSerial: text, statusRaw: text },
    receipts: [{ source: 'customer_upload', text, numberRaw: text, payee: text, statusRaw: text, channelTradeNo: text }], messages: [{ text }],
  })
  for (const detector of DETECTORS) if (detector.appliesTo.includes('order')) detector.detect(facts)
}

describe('a hostile text', () => {
  it.each(PIECES)('of ten thousand units made of %j costs no more than its length', (piece) => {
    const text = (length: number) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length)
    judge(text(LONG))
    const short = workOf(() => judge(text(SHORT)))
    const long = workOf(() => judge(text(LONG)))
    expect(long / LONG).toBeLessThan(MOST_WORK)
    expect(long / short).toBeLessThan(MOST_GROWTH)
  })

  it.each(FIELD_PIECES)('in every field of an order and its slip, made of %j, costs no more than its length', (piece) => {
    const text = (length: number) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length)
    judgeOrder(text(LONG))
    const short = workOf(() => judgeOrder(text(SHORT)))
    const long = workOf(() => judgeOrder(text(LONG)))
    expect(long / LONG).toBeLessThan(MOST_WORK * FIELDS)
    expect(long / short).toBeLessThan(MOST_GROWTH)
  })

  it('beyond the limit is cut, and the rest costs nothing', () => {
    const reading = readText('a'.repeat(50_000), lists)
    expect([reading.normal.isCut, reading.normal.text.length]).toEqual([true, 10_001])
  })
})
