import { describe, expect, it } from 'vitest'
import { accountForm, maskedForms } from '../../../app/domain/values/account-form.ts'

describe('the form in which accounts are compared', () => {
  it.each([
    ['6222 0000 1111 2222', '6222000011112222'], ['6222-0000-1111-2222', '6222000011112222'], ['６２２２　００００１１１１２２２２', '6222000011112222'], [' Zhang.San@Mail.Example ', 'zhang.san@mail.example'],
    ['6222********2222', '6222*2222'], ['6222 **** **** 2222', '6222*2222'], ['6222xxxxxxxx2222', '6222*2222'], ['138••••5678', '138*5678'], ['Wallet-AB-7', 'walletab7'], ['a-b@mail.example', 'a-b@mail.example'],
    ['box', 'box'],
  ])('%s is %s', (text, form) => expect(accountForm(text)).toBe(form))
  it('a whole account has the forms that masks make of it', () => {
    expect(maskedForms('6222 0000 1111 2222')).toEqual(expect.arrayContaining(['622200*2222', '6222*2222', '622*2222']))
    expect(maskedForms('13800005678')).toContain('138*5678')
    expect(maskedForms('zhangsan@mail.example')).toEqual(expect.arrayContaining(['z*@mail.example', 'zh*n@mail.example']))
    for (const form of maskedForms('6222000011112222')) expect(form.replace('*', '').length).toBeGreaterThanOrEqual(6)
  })
  it('what is masked already, or too short, has none', () => {
    expect([maskedForms('6222****2222'), maskedForms('12345'), maskedForms('ab@x')]).toEqual([[], [], []])
  })
})
