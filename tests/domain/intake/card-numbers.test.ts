import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutCardNumbers, isCardNumber, isForbiddenColumn } from '../../../app/domain/intake/card-numbers.ts'

describe('S71: card numbers are cut before they are kept', () => {
  test.each([
    ['卡号4532015112830366谢谢', '卡号453201******0366谢谢'],
    ['4532 0151 1283 0366', '4532 01** **** 0366'],
    ['pay 4532-0151-1283-0366 now', 'pay 4532-01**-****-0366 now'],
    ['6228480402564890018', '622848*********0018'],
    ['CVV: 123 安全码是4567', 'CVV: *** 安全码是****'],
  ])('%s', (text, cut) => {
    expect(cutCardNumbers(text)).toBe(cut)
  })

  test.each([
    ['a wrong check digit', '4532015112830367'], ['a trade number of 28 digits', '2026031422001402477079759535'], ['a smart card of the operator', '9086612674309240'],
    ['an ICCID', '8986002244112197585'], ['a mobile number', '13800138000'], ['a longer run', '45320151128303660'], ['words', '充值50元，谢谢'], ['', ''],
  ])('%s stays', (_, text) => {
    expect(cutCardNumbers(text)).toBe(text)
  })

  test('the length of the text never changes, and cutting twice cuts no more', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('4', '5', '6', '2', '0', '1', ' ', '-', 'cvv', '张') }), (text) => {
      const cut = cutCardNumbers(text)
      expect(cut.length).toBe(text.length)
      expect(cutCardNumbers(cut)).toBe(cut)
    }))
  })

  test('a long hostile run of digits is looked through in one pass', () => {
    expect(cutCardNumbers('4'.repeat(200_000)).length).toBe(200_000)
    expect(cutCardNumbers('4 '.repeat(100_000)).length).toBe(200_000)
  })

  test('ranges and columns', () => {
    expect(isCardNumber('378282246310005')).toBe(true)
    expect(isCardNumber('5555555555554444')).toBe(true)
    expect(isCardNumber('1234567890123452')).toBe(false)
    expect(['cvv', 'CVV2', ' cvc', 'track2', 'security_code', 'TransferRecord.ReceiptParams.pin', 'pinDetail.info1'].every(isForbiddenColumn)).toBe(true)
    expect(['pint', 'card_bin_last4', 'tracking'].some(isForbiddenColumn)).toBe(false)
  })
})
