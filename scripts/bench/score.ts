/** `npm run bench -- score`: what one message and one link cost to score, against `JSON.parse` of the line they come in. */
import { scoreMessage } from '../../app/domain/scoring/message-score.ts'
import { scoreUrl } from '../../app/domain/scoring/url-score.ts'
import { inventedMessages } from '../training/invented-messages.ts'
import { inventedLinks } from '../training/invented-links.ts'
import { atMost, type Bench, measure, table } from './measure.ts'

/** An order as it comes in, about 400 bytes: the yardstick of the text detectors too. */
const ORDER_LINE = JSON.stringify({
  order_id: 'W202603150021858', channel: 'wechat_pay', created_at: '2026-03-15T10:21:07+08:00', paid_at: '2026-03-15T10:21:12+08:00', amount_minor: 10_000, paid_minor: 9_980, currency: 'CNY',
  target_number_raw: '138 0013 0000', confirm_number_raw: '13800130000', payer_account: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o', device_id: 'd-7f3a91c2', ip: '203.0.113.7', status_raw: 'SUCCESS', remark: '给妈妈充话费，谢谢', operator_txn_id: 'T88301277455',
})

/** Promises of issue 3 and of this file: a message costs at most so many readings of an order line, and a hostile text at most so many messages. */
const MESSAGE_LIMIT = 20
const HOSTILE_LIMIT = 150

export const bench: Bench = async ({ rounds, say }) => {
  const messages = inventedMessages(2).map(({ text }) => text)
  const links = inventedLinks(500, ['example.org', 'tea-house.net', 'riverside.co.uk'], ['tea-house', 'riverside', 'mapworks']).map(({ url }) => url)
  const hostile = ['a.', 'http://', '一', '幺', 'ｘ', '&lt;', '💪🏽', 'e\u0301'].map((piece) => piece.repeat(Math.ceil(10_000 / piece.length)).slice(0, 10_000))
  const cases = await measure([
    { name: 'JSON.parse of an order', units: 5000, run: () => { for (let i = 0; i < 5000; i++) JSON.parse(ORDER_LINE) } },
    { name: 'score a message', units: messages.length, run: () => { for (const text of messages) scoreMessage(text) } },
    { name: 'score a link', units: links.length, run: () => { for (const url of links) scoreUrl(url) } },
    { name: 'score a hostile text of 10,000 characters', units: hostile.length, run: () => { for (const text of hostile) scoreMessage(text) } },
  ], rounds)
  say(table('Scores of messages and links', cases, 'each'))
  const [, message, , worst] = cases
  return {
    yardstick: 'JSON.parse of an order', cases, agrees: true,
    goals: [
      atMost('a message, times JSON.parse of an order', message?.ratio ?? Number.POSITIVE_INFINITY, MESSAGE_LIMIT),
      atMost('a hostile text of 10,000 characters, times a message', (worst?.ratio ?? Number.POSITIVE_INFINITY) / (message?.ratio ?? 1), HOSTILE_LIMIT),
    ],
  }
}
