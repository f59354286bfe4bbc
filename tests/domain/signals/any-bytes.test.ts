import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoreMessage } from '../../../app/domain/scoring/message-score.ts'
import { scoreUrl } from '../../../app/domain/scoring/url-score.ts'
import { factsOf } from '../../../app/domain/signals/facts-builder.ts'
import { signalsOf } from '../../../app/domain/signals/index.ts'
import { tokensOf } from '../../../app/domain/text/tokens.ts'

/** Texts that nobody types: any code units, halves of characters, controls, and pieces of what detectors look for, in any mixture. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 300 }).map((units) => String.fromCharCode(...units)),
  fc.array(fc.constantFrom('http://', 'hxxp', '[.]', '点com', '10086', 'xn--', '@', 't.me/', '加V信', '①', '\u202e', '\u200d', '\ud83d', '\udc00', '验证码', '客服', 'KT100', '¥', '%00', '\0', '-', '.', '：', '“', 'é', '138 0013 8000', '\n'), { maxLength: 120 }).map((pieces) => pieces.join('')),
  fc.uint8Array({ maxLength: 400 }).map((bytes) => new TextDecoder('gb18030').decode(bytes)),
)

describe('any bytes in any text', () => {
  it('give findings of strengths from 0 to 1 that can be stored, and spans inside the text', () => {
    fc.assert(fc.property(anyText, anyText, anyText, (a, b, c) => {
      const sketches = [
        { message: { text: a, direction: 'in' as const } }, { message: { text: b, direction: 'out' as const } },
        { order: { remark: a, smsText: b, referrerUrl: c, payerName: a, targetNumberRaw: b, confirmNumberRaw: c, voucherSerial: a, statusRaw: b, extra: { any: c } }, messages: [{ text: c }], receipts: [{ source: 'customer_upload' as const, text: b, numberRaw: a, payee: c, statusRaw: a, channelTradeNo: b }, { text: c, numberRaw: b, statusRaw: c }], ledger: [{ number: a, numberRaw: a, responseCode: b }] },
        { receipt: { source: 'customer_export' as const, text: a, payee: b, statusRaw: c, channelTradeNo: c } }, { change: { oldValue: a, newValue: b }, changes: [{ field: 'email' as const, newValue: c }] },
      ]
      for (const sketch of sketches) {
        const facts = factsOf(sketch)
        for (const fact of facts.texts) tokensOf(fact)
        for (const finding of signalsOf(facts)) {
          if (!('strength' in finding)) continue
          expect(finding.strength).toBeGreaterThanOrEqual(0)
          expect(finding.strength).toBeLessThanOrEqual(1)
          expect(JSON.parse(JSON.stringify(finding.evidence))).toEqual(finding.evidence)
          for (const span of finding.spans) {
            const length = facts.texts.find((text) => text.field === span.field && text.record.id === span.record.id)?.reading.normal.raw.length ?? Number.MAX_SAFE_INTEGER
            expect(span.start).toBeGreaterThanOrEqual(0)
            expect(span.end).toBeGreaterThanOrEqual(span.start)
            expect(span.end).toBeLessThanOrEqual(length)
          }
        }
      }
    }), { numRuns: 120 })
  }, 60_000)

  it('give scores from 0 to 1', () => {
    fc.assert(fc.property(anyText, (text) => {
      for (const { fraud, unwanted } of [scoreMessage(text), scoreMessage(text, 'en'), scoreUrl(text)]) {
        expect(fraud >= 0 && fraud <= 1).toBe(true)
        expect(unwanted >= 0 && unwanted <= 1).toBe(true)
      }
    }), { numRuns: 250 })
  }, 60_000)
})
