import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ASSIGNED_BLOCKS, NUMBER_PLANS, OTHER_CALLING_CODES } from '../../../app/domain/lists/number-plans.ts'
import { isAssignedMobile, maskNumber, parseNumber, passesLuhn } from '../../../app/domain/values/msisdn.ts'

const CN = { country: 'CN' }

describe('parseNumber', () => {
  test.each([
    ['13800138000', '+8613800138000'], ['+8613800138000', '+8613800138000'], ['8613800138000', '+8613800138000'],
    ['008613800138000', '+8613800138000'], ['138 0013 8000', '+8613800138000'], ['138-0013-8000', '+8613800138000'],
    ['１３８００１３８０００', '+8613800138000'], ['013800138000', '+8613800138000'], ['(+86) 138 0013 8000', '+8613800138000'],
    ['138\u200b00138000', '+8613800138000'], ['`13800138000', '+8613800138000'], ['13800138000\t', '+8613800138000'],
  ])('every way to write one Chinese mobile gives one number: %s', (raw, normal) => {
    expect(parseNumber(raw, CN)).toMatchObject({ raw, normal, kind: 'mobile', valid: true, plan: { country: 'CN', network: 'mobile' } })
  })

  test.each([
    ['+639187410485', 'PH'], ['639187410485', 'PH'], ['00639187410485', 'PH'], ['+447400620449', 'GB'], ['+6596590388', 'SG'], ['+85261234567', 'HK'],
    ['+2348031234567', 'NG'], ['+254712345678', 'KE'], ['+886912345678', 'TW'], ['+4407400620449', 'GB'],
  ])('a foreign mobile is read by its own plan: %s', (raw, country) => {
    expect(parseNumber(raw, CN)).toMatchObject({ kind: 'mobile', valid: true, plan: { country } })
  })

  test('a number without country code belongs to the operator\'s country', () => {
    expect(parseNumber('09187410485', { country: 'PH' })).toMatchObject({ normal: '+639187410485', kind: 'mobile' })
    expect(parseNumber('96590388', { country: 'SG' }).normal).toBe('+6596590388')
  })

  test.each(['142', '143', '154', '161', '164', '194'])('prefix %s is not assigned: readable, but outside the plan', (prefix) => {
    expect(parseNumber(`${prefix}12345678`, CN)).toMatchObject({ normal: `+86${prefix}12345678`, kind: 'mobile', valid: false })
  })

  test.each([
    ['1705123456 0', 'mobile', true], ['17091234560', 'unicom', true], ['17001234560', 'telecom', true], ['13491234567', 'telecom', false], ['19212345678', 'broadnet', false],
  ])('%s lies in a block of %s', (raw, network, isVirtual) => {
    expect(parseNumber(raw, CN).plan).toEqual({ country: 'CN', network, isVirtual })
  })

  test.each([['1440123456789', 'iot'], ['1064899123456', 'short_code'], ['10086', 'short_code'], ['95588', 'short_code'], ['01062345678', 'fixed'], ['+861062345678', 'fixed'], ['057188157710', 'fixed']])('%s is %s', (raw, kind) => {
    expect(parseNumber(raw, CN).kind).toBe(kind)
  })

  test('cards keep bare digits and tell whether the check digit holds', () => {
    expect(parseNumber('9086612674309240', CN)).toMatchObject({ normal: '9086612674309240', kind: 'smart_card' })
    expect(parseNumber('8965880812100011146', CN)).toMatchObject({ kind: 'iccid', valid: true })
    expect(parseNumber('8965880812100011147', CN)).toMatchObject({ kind: 'iccid', valid: false })
    expect(parseNumber('13800138000', { country: 'CN', product: 'smart_card' })).toMatchObject({ normal: '13800138000', kind: 'smart_card' })
  })

  test('eleven digits that are no Chinese mobile are not taken for an American one', () => {
    expect(parseNumber('12345678901', CN)).toMatchObject({ normal: '12345678901', kind: 'unknown', valid: false })
  })

  test('a slip of one digit less stays comparable as bare digits', () => {
    expect(parseNumber('1378740418', CN)).toMatchObject({ normal: '1378740418', kind: 'unknown', valid: false })
  })

  test.each(['', ' ', 'abc', '①③⑧-x', '1'.repeat(21), '4.2E+27', '138O0138000', '+', '12'])('%j is no number', (raw) => {
    expect(parseNumber(raw, CN)).toMatchObject({ normal: null, kind: 'unknown', valid: false })
  })

  test('stars between all digits are disguise and are read through; stars in a row hide digits, and what is left is nobody', () => {
    expect(parseNumber('1*3*8*0*0*1*3*8*0*0*0', CN)).toMatchObject({ normal: '+8613800138000', kind: 'mobile' })
    expect(parseNumber('**13800138000**', CN)).toEqual({ raw: '**13800138000**', normal: '+8613800138000', kind: 'mobile', valid: true, plan: { country: 'CN', network: 'mobile', isVirtual: false } })
    for (const raw of ['138****8000', '10**086', '95**588', '142**12345678']) expect(parseNumber(raw, CN)).toEqual({ raw, normal: null, kind: 'unknown', valid: false, plan: null })
  })

  test('longer than a person writes a number it is none; to the last sign it is', () => {
    const spaced = (length: number) => `13800138000${' '.repeat(length - 11)}`
    expect([parseNumber(spaced(80), CN).normal, parseNumber(spaced(81), CN).normal]).toEqual(['+8613800138000', null])
    expect([parseNumber('123', CN).normal, parseNumber('12', CN).normal, parseNumber('1'.repeat(20), CN).normal, parseNumber('1'.repeat(21), CN).normal]).toEqual(['123', null, '1'.repeat(20), null])
  })

  test('behind a plus stands a calling code, or bare digits that fit no plan', () => {
    expect(parseNumber('+123456', CN)).toEqual({ raw: '+123456', normal: '123456', kind: 'unknown', valid: false, plan: null })
    expect(parseNumber('+8612345678', CN)).toEqual({ raw: '+8612345678', normal: '+8612345678', kind: 'unknown', valid: false, plan: { country: 'CN', network: null, isVirtual: false } })
    const other = OTHER_CALLING_CODES.entries.find((code) => code.length === 2) ?? ''
    expect(parseNumber(`+${other}123456789`, CN)).toEqual({ raw: `+${other}123456789`, normal: `+${other}123456789`, kind: 'unknown', valid: true, plan: null })
    expect(parseNumber(`+${other}12345`, CN).valid).toBe(true)
    expect(parseNumber(`+${other}1234`, CN)).toMatchObject({ normal: `${other}1234`, valid: false })
    expect(parseNumber(`+${other}${'1'.repeat(13)}`, CN)).toMatchObject({ normal: `+${other}${'1'.repeat(13)}`, valid: true })
    expect(parseNumber(`+${other}${'1'.repeat(14)}`, CN)).toMatchObject({ normal: `${other}${'1'.repeat(14)}`, valid: false })
  })

  test('of other countries a landline and an own plan without a trunk digit are read, and a country without plan reads none of its own', () => {
    expect(parseNumber('1440123456789', CN)).toEqual({ raw: '1440123456789', normal: '+861440123456789', kind: 'iot', valid: true, plan: { country: 'CN', network: null, isVirtual: false } })
    expect(parseNumber('61234567', { country: 'SG' })).toMatchObject({ normal: '+6561234567', kind: 'fixed', valid: true, plan: { country: 'SG', network: null, isVirtual: false } })
    expect(parseNumber('+6561234567', CN)).toMatchObject({ normal: '+6561234567', kind: 'fixed', valid: true })
    expect(parseNumber('13800138000', { country: 'XX' })).toMatchObject({ normal: '13800138000', kind: 'unknown', valid: false })
    expect(parseNumber('10086', { country: 'PH' })).toMatchObject({ kind: 'unknown', valid: false })
  })

  test('a card number is as long as a card, or is said to be one', () => {
    const smart = { country: 'CN', product: 'smart_card' } as const
    expect([parseNumber('1234567890', smart).kind, parseNumber('123456789', smart).kind]).toEqual(['smart_card', 'unknown'])
    expect([parseNumber('90866126743092', CN).kind, parseNumber('9086612674309', CN).kind]).toEqual(['smart_card', 'unknown'])
  })

  test('a calling code without a plus is believed of mobiles alone, ten to fifteen digits long', () => {
    expect(parseNumber('861440123456789', CN)).toMatchObject({ normal: '+861440123456789', kind: 'iot' })
    expect(parseNumber('6596590388', CN)).toMatchObject({ normal: '+6596590388', kind: 'mobile' })
    expect(parseNumber('6561234567', CN)).toMatchObject({ normal: '6561234567', kind: 'unknown', valid: false })
  })

  test('no text at all makes it throw, and reading a normal form again changes nothing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (raw) => {
      const read = parseNumber(raw, CN)
      expect(read.raw).toBe(raw)
      if (read.normal !== null) expect(read.normal).toMatch(/^\+?\d{3,20}$/)
    }))
    fc.assert(fc.property(fc.stringMatching(/^1[3-9]\d{9}$/), fc.constantFrom('', '+86', '86', '0086', '0'), (number, prefix) => {
      const read = parseNumber(prefix + number, CN)
      expect(read.normal).toBe(`+86${number}`)
      expect(parseNumber(read.normal ?? '', CN)).toMatchObject({ normal: read.normal, kind: read.kind, valid: read.valid })
    }))
  })
})

describe('the plans of countries', () => {
  test('are one a country and calling code, and each reads its own numbers whole', () => {
    const countries = NUMBER_PLANS.entries.map(({ country }) => country)
    const codes = NUMBER_PLANS.entries.map(({ callingCode }) => callingCode)
    expect([new Set(countries).size, new Set(codes).size]).toEqual([countries.length, codes.length])
    for (const code of OTHER_CALLING_CODES.entries) expect(codes).not.toContain(code)
    for (const { country, mobile, fixed } of NUMBER_PLANS.entries) for (const pattern of [mobile, fixed]) if (pattern) expect([country, /^\^.*\$$/.test(pattern.source), /[*+]/.test(pattern.source)]).toEqual([country, true, false])
  })

  test('give the assigned blocks the same answer as the number read anew', () => {
    fc.assert(fc.property(fc.stringMatching(/^1[3-9]\d{9}$/), (number) => {
      expect(isAssignedMobile(`+86${number}`)).toBe(parseNumber(number, CN).valid)
    }))
    expect([isAssignedMobile('+8614212345678'), isAssignedMobile('+639187410485'), isAssignedMobile('+4414212345678')]).toEqual([false, true, true])
    for (const { country, blocks } of ASSIGNED_BLOCKS.entries) for (const block of blocks) expect([country, block, /^\d{3,4}v?$/.test(block)]).toEqual([country, block, true])
  })

  test('read the same digits by the country they are dialled in', () => {
    expect(parseNumber('0917 123 4567', { country: 'PH' })).toMatchObject({ normal: '+639171234567', kind: 'mobile', valid: true })
    expect(parseNumber('0803 123 4567', { country: 'NG' })).toMatchObject({ normal: '+2348031234567', kind: 'mobile', valid: true })
    expect(parseNumber('0917 123 4567', CN)).toMatchObject({ kind: 'fixed' })
  })
})

describe('passesLuhn', () => {
  test.each([['490154203237518', true], ['4532015112830366', true], ['8965880812100011146', true], ['4532015112830367', false], ['', false], ['0', false], ['12a4', false], ['1:8', false], ['1/6', false], ['18', true], ['26', true], ['59', true], ['00', true]])('%s: %s', (digits, holds) => {
    expect(passesLuhn(digits)).toBe(holds)
  })
})

describe('S71: maskNumber', () => {
  test.each([['+8613800138000', '138****8000'], ['13800138000', '138****8000'], ['138 0013 8000', '138****8000'], ['008613800138000', '138****8000'], ['１３８００１３８０００', '138****8000'], ['9086612674309240', '9086********9240'], ['10086', '*****'], ['123456', '******'], ['1234567', '***4567'], ['+639187410485', '+63******0485'], ['639187410485', '63******0485'], ['63-918-741-0485+', '63******0485'], ['90866126743092', '908*******3092'], ['8965880812100011146', '8965***********1146'], ['+441234567', '+*****4567']])('%s is shown as %s', (number, shown) => {
    expect(maskNumber(number)).toBe(shown)
  })

  test('never shows more than half of the digits, or three and four of a Chinese mobile', () => {
    fc.assert(fc.property(fc.stringMatching(/^\+?\d{7,20}$/), (number) => {
      const shown = maskNumber(number).replace(/\D/g, '').length
      const digits = number.replace(/\D/g, '')
      expect(shown).toBeLessThanOrEqual(/^(?:(?:00)?86)?1[3-9]\d{9}$/.test(digits) ? 7 : Math.max(4, Math.ceil(digits.length / 2)))
    }))
  })
})
