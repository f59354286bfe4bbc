import { refOf } from '../../intake/record.ts'
import type { Detector } from '../detector.ts'
import { signal } from '../finding.ts'
import { readCommand } from './command.ts'

const ID = 'sms/broken-grammar'

/** Largest top-up by SMS in major units. */
const LIMIT_MAJOR = 500

/** The text breaks the grammar but an amount was read all the same (DOMAIN R-SMS-02): information, worse when the amount read is another one than charged or above the limit. */
export const brokenGrammar: Detector = {
  id: ID,
  appliesTo: ['order'],
  detect: ({ order }) => {
    if (!order?.smsText) return []
    const command = readCommand(order.smsText)
    if (command.isStrict && order.faceMinor !== (command.amountMajor ?? 0) * 100) return [finding(order.smsText, 'other_amount', 0.5)]
    if (command.isStrict && (command.amountMajor ?? 0) <= LIMIT_MAJOR) return []
    if (command.amountMajor === null) return [finding(order.smsText, 'no_amount', 0.3)]
    if (command.amountMajor * 100 !== order.faceMinor && order.currency === 'CNY') return [finding(order.smsText, 'other_amount', 0.5)]
    if (command.amountMajor > LIMIT_MAJOR) return [finding(order.smsText, 'above_limit', 0.5)]
    return [finding(order.smsText, command.isCommand ? 'written_otherwise' : 'broken', command.isCommand ? 0.05 : 0.25)]

    function finding(text: string, why: string, strength: number) {
      return signal(ID, strength, {
        evidence: { text, why, amountMajor: command.amountMajor, faceMinor: order?.faceMinor ?? 0, currency: order?.currency ?? '' },
        spans: order ? [{ record: refOf(order), field: 'sms_text', start: 0, end: text.length }] : [],
      })
    }
  },
  examples: {
    fires: [
      { name: 'words around the amount', facts: { order: { channel: 'sms', smsText: 'give me 100 now', faceMinor: 10_000 } } },
      { name: 'charged more than written', facts: { order: { channel: 'sms', smsText: 'KT100', faceMinor: 20_000 } } },
      { name: 'above the limit', facts: { order: { channel: 'sms', smsText: 'KT 900', faceMinor: 90_000 } } },
      { name: 'by the book, but above the limit', facts: { order: { channel: 'sms', smsText: 'KT5000', faceMinor: 500_000 } } },
      { name: 'blanks inside: only noted', facts: { order: { channel: 'sms', smsText: 'kt 100', faceMinor: 10_000 } } },
    ],
    silent: [
      { name: 'by the book', facts: { order: { channel: 'sms', smsText: 'KT100', faceMinor: 10_000 } } },
      { name: 'no SMS order', facts: { order: { channel: 'web_portal', faceMinor: 10_000 } } },
    ],
  },
}
