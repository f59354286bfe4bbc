import { describe, expect, it } from 'vitest'
import { maskAccount, maskAddress, maskCard, maskEmail, maskField, maskIdDocument, maskName, maskPhone, maskProfileValue, maskText, PERSONAL_FIELDS } from '../../../app/domain/values/masking.ts'

const table = (mask: (text: string) => string, rows: readonly (readonly [string, string])[]) => expect(rows.map(([text]) => mask(text))).toEqual(rows.map(([, shown]) => shown))

describe('S71: what stands in place of personal values', () => {
  it('names', () => table(maskName, [['张三', '张*'], ['欧阳修', '欧阳*'], [' 李四 ', '李*'], ['Maria Santos', 'M*'], ['', ''], ['  ', ''], ['*三', '*'], ['𠮷田', '𠮷*']]))
  it('mails', () => table(maskEmail, [['ring@mail.example', 'r***@mail.example'], ['r@mail.example', '***@mail.example'], ['no mail', '***'], ['a@b@c.example', 'a***@c.example'], ['@mail.example', '***@mail.example']]))
  it('addresses', () => table(maskAddress, [['Long Street 5', '***'], [' ', ''], ['', '']]))
  it('identity documents', () => table(maskIdDocument, [['11010519491231002X', '1***************2X'], ['12345678', '1*****78'], ['1234567', '*******'], [' 12345678 ', '1*****78'], ['', '']]))
  it('cards', () => table(maskCard, [['4532015112830366', '453201******0366'], ['4532 0151 1283 0366', '453201******0366'], ['453201512830', '453201**2830'], ['45320151283', '*******1283'], ['1234', '****'], ['12345', '*2345'], ['', '']]))
  it('phones', () => table(maskPhone, [['+8613800005678', '138****5678']]))
  it('accounts, as what they are', () => table(maskAccount, [['ring@mail.example', 'r***@mail.example'], ['+8613800005678', '138****5678'], ['13800005678', maskPhone('13800005678')], ['4532015112830366', '453201******0366'], [' 2088***1234 ', '2088***1234'], ['hash:a1b2', 'hash:a1b2'], ['r***@mail.example', 'r***@mail.example']]))
  it('each kind of field in its own way', () => {
    const values = { phone: '+8613800005678', name: '张三', email: 'ring@mail.example', address: 'Long Street 5', id_document: '11010519491231002X', card: '4532015112830366', account: '2088ring@mail.example' } as const
    expect(Object.fromEntries(PERSONAL_FIELDS.map((field) => [field, maskField(field, values[field])]))).toEqual({
      phone: '138****5678', name: '张*', email: 'r***@mail.example', address: '***', id_document: '1***************2X', card: '453201******0366', account: '2***@mail.example',
    })
  })
  it('values of profile changes, by their field', () => {
    expect([
      maskProfileValue('contact_phone', '+8613800005678'), maskProfileValue('email', 'ring@mail.example'), maskProfileValue('name', '张三'), maskProfileValue('address', 'Long Street 5'),
      maskProfileValue('id_doc', '11010519491231002X'), maskProfileValue('sim', '12345'), maskProfileValue('sim', '123'), maskProfileValue('pin', '482913'), maskProfileValue('other', 'call 13800138000'), maskProfileValue('name', null),
    ]).toEqual(['138****5678', 'r***@mail.example', '张*', '***', '1***************2X', '*2345', '***', '****', 'call 138****8000', null])
  })
})

describe('S71: free text', () => {
  it.each([
    ['打给 13800138000 谢谢', '打给 138****8000 谢谢'],
    ['+86 138 0013 8000', '+86 138 **** 8000'],
    ['call +63 917 123 4567', 'call +63 91* *** 4567'],
    ['+8613800138000', '+86138****8000'],
    ['138-0013-8000', '138-****-8000'],
    ['身份证 11010519491231002X', '身份证 1***************2X'],
    ['card 4532 0151 1283 0366', 'card 4532 01** **** 0366'],
    ['not a card 4532 0151 1283 0367', 'not a card 4532 0151 1283 0367'],
    ['您的验证码123456，请勿告知', '您的验证码******，请勿告知'],
    ['123456 是您的验证码', '****** 是您的验证码'],
    ['code: 4821', 'code: ****'],
    ['OTP 48213', 'OTP *****'],
    ['code 482', 'code 482'],
    ['mail to ring@mail.example now', 'mail to r***@mail.example now'],
    ['mail to r@mail.example now', 'mail to *@mail.example now'],
    ['trade 4200002556202603145002267915', 'trade 4200002556202603145002267915'],
    ['order W202611250002175 of 2026-03-14', 'order W202611250002175 of 2026-03-14'],
    ['paid 100.00 at 10:30', 'paid 100.00 at 10:30'],
    ['', ''],
  ])('%s', (text, shown) => {
    expect(maskText(text)).toBe(shown)
    expect(maskText(text).length).toBe(text.length)
  })
})
