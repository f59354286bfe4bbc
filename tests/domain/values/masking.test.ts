import { describe, expect, it } from 'vitest'
import { maskProfileValue } from '../../../app/domain/values/masking.ts'

describe('S71: values of a profile change', () => {
  it('a SIM serial is known by its last four digits alone', () => {
    expect(maskProfileValue('sim', '89860012345678901234')).toBe('****************1234')
    expect(maskProfileValue('sim', '1234')).toBe('****')
  })
  it('a PIN never shows, nor its length', () => {
    expect(maskProfileValue('pin', '482913')).toBe('****')
    expect(maskProfileValue('pin', '1')).toBe('****')
    expect(maskProfileValue('pin', 'reset')).toBe('reset')
  })
  it('what is no secret stays, and the last four of a document are what a record keeps', () => {
    expect(['language', 'lock'].map((field) => maskProfileValue(field, 'on'))).toEqual(['on', 'on'])
    expect([maskProfileValue('id_doc', '417X'), maskProfileValue('id_doc', 'E12345'), maskProfileValue('id_doc', '11010519491231002X')]).toEqual(['****417X', '******', '1***************2X'])
    expect([maskProfileValue('contact_person', '李小明'), maskProfileValue('refund_account', '6222021234567890128')]).toEqual(['李*', '622202*********0128'])
  })
  it('each field hides in its own way', () => {
    expect(maskProfileValue('contact_phone', '+8613812345678')).not.toContain('1234')
    expect(maskProfileValue('email', 'someone@mail.example')).not.toContain('omeone')
    expect(maskProfileValue('address', null)).toBeNull()
  })
})
