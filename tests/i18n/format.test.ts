import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  agoText, bytesText, countText, dayKeyText, dayText, defang, durationText, exactTimeText, moneyText, msisdnGroups, msisdnText, percentText, shortTimeText,
  urgencyOf, zoneText, type Reader,
} from '../../app/i18n/format.ts'
import { knownCurrencies, parseAmountMinor } from '../../app/domain/values/money.ts'

const en: Reader = { locale: 'en', zone: 'Asia/Shanghai', now: Date.UTC(2026, 2, 14, 4, 0) }
const zh: Reader = { ...en, locale: 'zh' }

describe('money', () => {
  it.each([
    [{ amountMinor: 30000, currency: 'CNY' }, '¥300.00'],
    [{ amountMinor: -5, currency: 'CNY' }, '\u2212¥0.05'],
    [{ amountMinor: 123456789, currency: 'CNY' }, '¥1,234,567.89'],
    [{ amountMinor: 1500, currency: 'JPY' }, 'JP¥1,500'],
    [{ amountMinor: 1500, currency: 'KWD' }, 'KWD\u20091.500'],
    [{ amountMinor: 0, currency: 'PHP' }, '₱0.00'],
  ])('%o reads %s', (money, text) => {
    expect(moneyText(money)).toBe(text)
  })

  it('writes the plus of a ledger row only when asked, and never before zero', () => {
    expect([moneyText({ amountMinor: 100, currency: 'CNY' }, true), moneyText({ amountMinor: 0, currency: 'CNY' }, true)]).toEqual(['+¥1.00', '¥0.00'])
  })

  it('S1: is exact: reading back what is shown gives the amount again', () => {
    fc.assert(fc.property(fc.integer({ min: -1e13, max: 1e13 }), fc.constantFrom(...knownCurrencies()), (amountMinor, currency) => {
      const plain = moneyText({ amountMinor, currency }).replace('\u2212', '-').replace(/[^\d.-]/g, '')
      expect(parseAmountMinor(plain, currency)).toEqual({ ok: true, value: amountMinor })
    }))
  })
})

describe('numbers of people', () => {
  it.each([
    ['+8613812345678', '138 1234 5678'],
    ['138****5678', '138 **** 5678'],
    ['13812345678', '138 1234 5678'],
    ['+639171234567', '+63 917 123 4567'],
    ['+63*****4567', '+63 *** ** 4567'],
    ['9086123456784240', '9086 1234 5678 4240'],
    ['10086', '1008 6'],
    ['not a number', 'not a number'],
  ])('%s is grouped as %s', (number, text) => {
    expect(msisdnText(number)).toBe(text)
  })

  it.each([
    ['622200******2222', '6222 00** **** 2222'], ['622200*********2222', '6222 00** **** *** 2222'], ['62220000111122223', '6222 0000 11112 2223'], ['622200001111', '6222 0000 1111'], ['4000123412', '4000 1234 12'],
  ])('the last four of a card stand together: %s', (number, text) => {
    expect(msisdnText(number)).toBe(text)
  })

  it('groups cover the number without gap, whatever its length', () => {
    fc.assert(fc.property(fc.stringMatching(/^\+?[\d*]{5,19}$/), (number) => {
      const groups = msisdnGroups(number) ?? []
      groups.slice(1).forEach((group, i) => expect(group.start).toBe(groups[i]?.end))
      expect(groups.at(-1)?.end).toBe(number.length)
      expect(groups.every((group) => group.end > group.start)).toBe(true)
    }))
  })
})

describe('time', () => {
  const at = Date.UTC(2026, 2, 14, 1, 31, 20)
  it('is exact to the second, in the operator’s zone, with the zone', () => {
    expect([exactTimeText(at, en), exactTimeText(at, zh)]).toEqual(['14 Mar 2026, 09:31:20 UTC+8', '2026年3月14日 09:31:20 UTC+8'])
  })
  it('names zones that are not whole hours, west, or UTC itself', () => {
    expect([zoneText(at, 'Asia/Kolkata'), zoneText(at, 'America/New_York'), zoneText(at, 'UTC')]).toEqual(['UTC+5:30', 'UTC\u22124', 'UTC'])
  })
  it('keeps the year short while it is this year', () => {
    expect([shortTimeText(at, en), shortTimeText(Date.UTC(2025, 11, 31, 15, 59), en), shortTimeText(at, zh)]).toEqual(['14 Mar 09:31', '31 Dec 2025 23:59', '3月14日 09:31'])
  })
  it('counts days where the operator is', () => {
    expect([dayText(Date.UTC(2026, 2, 14, 15, 59), en), dayText(Date.UTC(2026, 2, 14, 16, 0), en), dayKeyText('2026-03-04', zh)]).toEqual(['14 Mar 2026', '15 Mar 2026', '3月4日'])
  })
  it.each([
    [0, 'this minute'], [-59_999, 'this minute'], [-60_000, '1 minute ago'], [-3_599_999, '59 minutes ago'], [-3_600_000, '1 hour ago'],
    [-47 * 3_600_000, '47 hours ago'], [-48 * 3_600_000, '2 days ago'], [3 * 3_600_000, 'in 3 hours'],
  ])('%i ms away is %s', (ms, text) => {
    expect(agoText(en.now + ms, en)).toBe(text)
  })
  it.each([[0, '0 s'], [59_000, '59 s'], [60_000, '1 min'], [3 * 3_600_000 + 12 * 60_000, '3 h 12 min'], [86_400_000 * 2 + 3_600_000, '2 d 1 h'], [-90_000, '1 min 30 s']])(
    'a length of %i ms is %s', (ms, text) => {
      expect(durationText(ms, 'en')).toBe(text)
    })
  it('has one urgency rule, with both sides of each edge', () => {
    expect([-1, 0, 899_999, 900_000, 14_399_999, 14_400_000].map((left) => urgencyOf(en.now + left, en.now))).toEqual(['late', 'now', 'now', 'soon', 'soon', 'calm'])
  })
})

describe('figures', () => {
  it('caps a count and says so', () => {
    expect([countText(1000, 'en', 1001), countText(1001, 'en', 1001)]).toEqual(['1,000', '1,001+'])
  })
  it('shows small shares with one decimal', () => {
    expect([percentText(0.019, 'en'), percentText(0.5, 'en'), percentText(0, 'en'), percentText(-0.004, 'en')]).toEqual(['1.9%', '50%', '0%', '\u22120.4%'])
  })
  it('says bytes in a unit', () => {
    expect([bytesText(999, 'en'), bytesText(1500, 'en'), bytesText(12_400_000, 'en')]).toEqual(['999 B', '1.5 kB', '12 MB'])
  })
})

describe('S37: a suspicious link', () => {
  it.each([
    ['https://t.me/s/x', 'hxxps://t[.]me/s/x'],
    ['wap-10086vp.cn', 'wap-10086vp[.]cn'],
    ['amount 100.00', 'amount 100.00'],
    ['http://10086.cn@evil.top/a', 'hxxp://10086[.]cn@evil[.]top/a'],
    ['上10086。cn 或 vip．top', '上10086[.]cn 或 vip[.]top'],
    ['登录 话费。中国/领取', '登录 话费[.]中国/领取'],
    ['已充值300.00元。工作人员不会索要验证码。公司热线10086。', '已充值300.00元。工作人员不会索要验证码。公司热线10086。'],
  ])('%s is shown as %s', (raw, shown) => {
    expect(defang(raw)).toBe(shown)
  })
})
