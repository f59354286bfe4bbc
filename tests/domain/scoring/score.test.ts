import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readMessageFeatures } from '../../../app/domain/scoring/message-features.ts'
import { MESSAGE_EN } from '../../../app/domain/scoring/model/message-en.ts'
import { MESSAGE_ZH } from '../../../app/domain/scoring/model/message-zh.ts'
import { URL_MODEL } from '../../../app/domain/scoring/model/url.ts'
import { bandOf, type Score, scoreMessage } from '../../../app/domain/scoring/message-score.ts'
import { packWeights, unpackWeights } from '../../../app/domain/scoring/packed-weights.ts'
import { scoreUrl } from '../../../app/domain/scoring/url-score.ts'
import { normalise } from '../../../app/domain/text/normalise.ts'

function expectScore(score: Score, length: number): void {
  for (const number of [score.fraud, score.unwanted]) {
    expect(number).toBeGreaterThanOrEqual(0)
    expect(number).toBeLessThanOrEqual(1)
  }
  expect(score.band).toBe(bandOf(score.fraud))
  for (const { start, end } of score.reasons) {
    expect(start).toBeGreaterThanOrEqual(0)
    expect(end).toBeGreaterThan(start)
    expect(end).toBeLessThanOrEqual(length)
  }
}

describe('messages', () => {
  test('attempts at fraud raise the alarm in both languages, and the reasons lie in the raw text', () => {
    for (const text of [
      'Dear customer, your bank account has been suspended. Verify your details now at http://secure-update-info.top/login or it will be closed.',
      '【积分】尊敬的用户，您的手机银行将于今日失效，请登录 http://www.95588up.cc 升级更新，否则账户将被冻结',
    ]) {
      const score = scoreMessage(text)
      expect(score.fraud, text).toBeGreaterThanOrEqual(0.5)
      expect(score.reasons.length).toBeGreaterThan(0)
      expectScore(score, text.length)
    }
  })

  test('genuine notices, warnings and talk raise none', () => {
    for (const text of [
      'Your recharge of Rs 199.00 was successful. New balance Rs 204.50, valid for 28 days.',
      'Never share your one-time code with anyone. Our staff will never ask for it.',
      'I topped up this morning but it has not arrived yet, can you check?',
      '您尾号1234的号码已成功充值100.00元，当前余额152.30元。',
      '警方提示：凡是要求转账到安全账户的都是诈骗，请不要轻信。',
      '晚上一起吃饭吗，我在学校门口等你',
    ]) expect(scoreMessage(text).fraud, text).toBeLessThan(0.5)
  })

  test('Chinese frauds in wordings of their own raise the alarm, honest texts in the same words raise none', () => {
    for (const text of [
      '您的白条服务今日到期，若不注销每月自动划扣六百，请按客服提示操作',
      '往这几个号码各充五百话费，做完任务返六百',
      '客服：您被误开通了代理会员。客户：那帮我关掉。客服：您把银行卡余额都转到监管账户，认证完退回。',
    ]) expect(scoreMessage(text).fraud, text).toBeGreaterThanOrEqual(0.5)
    for (const text of [
      '您的信用卡本期账单860元，还款日18日，可在手机银行还款',
      '家长会周五下午两点，请准时参加，带上成绩单',
      '给我妈充五十话费，谢谢',
      '客服：退款已原路退回，不需要您提供验证码。客户：好的谢谢。',
    ]) expect(scoreMessage(text).fraud, text).toBeLessThan(0.5)
  })

  test('a disguise of width, zero-width characters and look-alike letters changes little', () => {
    const plain = 'Your account is suspended, verify your card now at http://secure-update-info.top/login'
    const hidden = plain.replaceAll('account', 'acc\u200bount').replaceAll('verify', 'vеrify').replaceAll('card', 'ｃａｒｄ')
    const score = scoreMessage(hidden)
    expect(Math.abs(score.fraud - scoreMessage(plain).fraud)).toBeLessThan(0.15)
    expectScore(score, hidden.length)
  })

  test('a text without letters or digits scores nothing', () => {
    for (const text of ['', '   ', '……！！', '\u200b\u200d', '\ud800']) expect(scoreMessage(text)).toEqual({ fraud: 0, unwanted: 0, band: 'log', reasons: [] })
  })

  test('any bytes give a score, the same each time', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.array(fc.nat(0xffff), { maxLength: 200 }).map((units) => String.fromCharCode(...units))), (text) => {
        const score = scoreMessage(text)
        expectScore(score, text.length)
        expect(scoreMessage(text)).toEqual(score)
      }),
      { numRuns: 60, seed: 20261126 },
    )
  }, 60_000)

  test('hostile texts of any length are read to the same bound', () => {
    for (const piece of ['a', '1', '.', 'http://', 'a.', '<#>', '&lt;', '一', '幺', '\u200b', '💪🏽', 'ｘ', 'digit', '@', '[.]', 'e\u0301', '\ud800']) {
      const text = piece.repeat(Math.ceil(100_000 / piece.length))
      expectScore(scoreMessage(text), text.length)
      expectScore(scoreUrl(text), text.length)
    }
  }, 60_000)
})

describe('links', () => {
  test('bait is told from ordinary links by the text alone', () => {
    for (const url of ['paypal-verify-account.top/login', 'usps.com-trackhelp.top/pay', 'http://secure-chase-login.pages.dev/verify']) expect(scoreUrl(url).fraud, url).toBeGreaterThanOrEqual(0.5)
    for (const url of ['https://en.wikipedia.org/wiki/Tea', 'www.10086.cn/', 'https://www.bbc.co.uk/news/world', 'github.com/nodejs/node/issues']) expect(scoreUrl(url).fraud, url).toBeLessThan(0.5)
  })

  test('the scheme is no evidence', () => {
    for (const url of ['example.org/news/today', 'secure-paypal-login.top/verify']) {
      expect(scoreUrl(`http://${url}`).fraud).toBe(scoreUrl(url).fraud)
      expect(scoreUrl(`https://${url}`).fraud).toBe(scoreUrl(url).fraud)
    }
  })

  test('any bytes give a score', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.webUrl({ withQueryParameters: true, withFragments: true })), (url) => expectScore(scoreUrl(url), url.length)),
      { numRuns: 60, seed: 20261126 },
    )
  }, 60_000)
})

describe('models', () => {
  test('thresholds carry the day and the set they were fixed on, and stand at a score of 0.5', () => {
    for (const { fixedOn } of [MESSAGE_EN, MESSAGE_ZH, URL_MODEL]) {
      expect(fixedOn.date).toMatch(/^\d{4}-\d\d-\d\d$/)
      expect(fixedOn.set).toMatch(/dev$/)
    }
    for (const head of [MESSAGE_EN.unwanted, MESSAGE_ZH.unwanted, URL_MODEL]) {
      expect(head.points.halfPercent).toBeCloseTo(0.5, 6)
      expect(head.points.onePercent).toBeLessThan(head.points.halfPercent)
    }
  })

  test('packing keeps signs, the largest size, and small weights finer than large ones', () => {
    const weights = Float64Array.from([0, 1, -1, 0.5, 0.001, -0.01])
    const packed = packWeights(weights, 1)
    expect(packed).toHaveLength(weights.length)
    const read = unpackWeights(packed, 1)
    expect([read[0], read[1], read[2]]).toEqual([0, 1, -1])
    for (const [i, weight] of weights.entries()) expect(Math.abs((read[i] ?? 0) - weight)).toBeLessThan(0.025)
    expect(Math.abs((read[4] ?? 0) - 0.001)).toBeLessThan(0.0006)
    expect(packed).not.toMatch(/['"\\\s]/)
  })
})

test('the number of a bank card is read as one, whatever it is, and as the mask that stands for it', () => {
  const slotsOf = (text: string): number[] => {
    const features = readMessageFeatures(normalise(text).text)
    return [...features.slots.subarray(0, features.count)]
  }
  expect(slotsOf('建行 6227001234567890123 张伟')).toEqual(slotsOf('建行 BANK 张伟'))
  expect(slotsOf('建行 9558801234567890123 张伟')).toEqual(slotsOf('建行 BANK 张伟'))
  expect(slotsOf('建行 13800000123 张伟')).not.toEqual(slotsOf('建行 BANK 张伟'))
  expect(slotsOf('建行 20141120123456789 张伟')).not.toEqual(slotsOf('建行 BANK 张伟'))
})
