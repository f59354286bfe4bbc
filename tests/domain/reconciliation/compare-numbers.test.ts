import { describe, expect, it } from 'vitest'
import { compareNumbers, isSameNumber } from '../../../app/domain/reconciliation/compare-numbers.ts'

describe('the slip between two numbers', () => {
  it.each([
    ['13800138000', '13800138000', 'same'],
    ['+8613800138000', '138-0013-8000', 'format_only'],
    ['+8613800138000', '0086 138 0013 8000', 'format_only'],
    ['+8613800138000', '１３８００１３８０００', 'format_only'],
    ['13800138000', '13800183000', 'transposed'],
    ['13812345678', '13812345778', 'one_digit'],
    ['13812345678', '13812345648', 'adjacent_key'],
    ['13812345671', '13812345677', 'look_alike'],
    ['13812345678', '1381234567', 'missing_digit'],
    ['13812345678', '138123456788', 'extra_digit'],
    ['13812345678', '13856781234', 'block_swap'],
    ['+8613812345678', '+8613856781234', 'block_swap'],
    ['+639171234567', '+639145677123', 'block_swap'],
    ['13812345678', '13821345687', 'two_slips'],
    ['13812345678', '19955512340', 'unrelated'],
    ['9086127659567977', '9086125659567977', 'check_digit'],
    ['+8613812345678', '+8618312345678', 'transposed'],
    ['8965880812100011146', '8965880812100011147', 'check_digit'],
  ])('between %s and %s is %s', (a, b, slip) => {
    expect(compareNumbers(a, b).slip).toBe(slip)
  })

  it('is read off the digits that a mask leaves', () => {
    expect(compareNumbers('+8613800138000', '138****8000').slip).toBe('format_only')
    expect(compareNumbers('138****8000', '+8613800138000').slip).toBe('format_only')
    expect(compareNumbers('+8613800138000', '138****8009')).toMatchObject({ slip: 'one_digit', differsA: [13], differsB: [10] })
    expect(compareNumbers('+8613800138000', '+86138＊＊＊＊8000').slip).toBe('format_only')
    expect(compareNumbers('+8613800138000', '177****1234').slip).toBe('unrelated')
    expect(isSameNumber('+8613800138000', '*******8000')).toBe(true)
  })

  it('names the places that differ in each text as it was given', () => {
    expect(compareNumbers('138 0013 8000', '138 0018 3000')).toMatchObject({ slip: 'transposed', differsA: [7, 9], differsB: [7, 9] })
    expect(compareNumbers('13812345678', '1381234567')).toMatchObject({ differsA: [10], differsB: [] })
  })

  it('tells countries apart that share the rest of the number', () => {
    expect(isSameNumber('+8613800138000', '+85213800138000')).toBe(false)
  })
})
