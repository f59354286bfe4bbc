import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountText, decimalsOf, knownCurrencies, money, parseAmountMinor } from '../../../app/domain/values/money.ts'

const currency = fc.constantFrom(...knownCurrencies())
const minor = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })

describe('money', () => {
  test('S1: an amount written as text reads back as the same minor units, in every currency', () => {
    fc.assert(fc.property(minor, currency, (amount, code) => {
      expect(parseAmountMinor(amountText(amount, code), code)).toEqual({ ok: true, value: amount === 0 ? 0 : amount })
    }))
  })

  test('S28: nothing is rounded: more decimals than the currency has are refused, trailing zeros are not', () => {
    expect(parseAmountMinor('10.005', 'CNY')).toMatchObject({ ok: false, refusal: { code: 'amount_decimals' } })
    expect(parseAmountMinor('10.500', 'CNY')).toEqual({ ok: true, value: 1050 })
    expect(parseAmountMinor('100.5', 'JPY')).toMatchObject({ ok: false, refusal: { code: 'amount_decimals' } })
    expect(parseAmountMinor('1.234', 'KWD')).toEqual({ ok: true, value: 1234 })
  })

  test.each(['', '1e3', '4.2E+2', '1,000.00', '¥10', ' 1', '0x10', '１０', '--1', 'NaN', '.5', '5.'])('S28: %j is no amount', (text) => {
    expect(parseAmountMinor(text, 'CNY')).toMatchObject({ ok: false, refusal: { code: 'amount_form' } })
  })

  test('S28: an unknown currency is refused, also when it is a name of every object', () => {
    for (const code of ['XXX', 'cny', 'constructor', '__proto__']) {
      expect(decimalsOf(code)).toBeNull()
      expect(parseAmountMinor('1.00', code)).toMatchObject({ ok: false, refusal: { code: 'currency_unknown' } })
    }
  })

  test('S1: an amount that is no safe whole number throws', () => {
    expect(() => money(Number.MAX_SAFE_INTEGER + 1, 'CNY')).toThrow(/safe/)
    expect(() => money(0.1, 'CNY')).toThrow(/whole/)
    expect(parseAmountMinor('999999999999999.00', 'CNY')).toMatchObject({ ok: false, refusal: { code: 'amount_range' } })
  })
})
