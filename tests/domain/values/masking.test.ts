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
  })
  it('each field hides in its own way', () => {
    expect(maskProfileValue('contact_phone', '+8613812345678')).not.toContain('1234')
    expect(maskProfileValue('email', 'someone@mail.example')).not.toContain('omeone')
    expect(maskProfileValue('address', null)).toBeNull()
  })
})
