import { describe, expect, it } from 'vitest'
import { checkNewPassword } from '../../app/auth/passwords.ts'
import { isWeakPassword } from '../../app/auth/weak-passwords.ts'

const ann = { email: 'ann.lindqvist@operator.example', name: 'Ann Lindqvist' }
const codeOf = (password: string) => {
  const result = checkNewPassword(password, ann)
  return result.ok ? 'accepted' : result.refusal.code
}

describe('S55: new passwords', () => {
  it.each([
    'violet kettle under nine bridges', 'mossy-lantern-quiver-81', '紫色的水壶在九座桥的下面慢慢走', 'xK9#mQ2$vL5@nR8!', 'p q r x z m w k d f', 'thunder over the salt marshes',
  ])('%s is accepted', (password) => {
    expect(codeOf(password)).toBe('accepted')
  })
  it.each([
    'passwordpassword', 'Password1234567890', 'qwertyuiopasdfgh', '1234567890123456', 'aaaaaaaaaaaaaaaaaaaa', 'abcabcabcabcabcabc', 'P@ssw0rd!P@ssw0rd!', 'iloveyou iloveyou iloveyou',
    'correct horse battery staple', 'topwarden-topwarden', 'ann lindqvist operator', 'Lindqvist123456789', 'admin admin admin admin', 'zxcvbnm,./zxcvbnm', '1qaz2wsx3edc4rfv', '!!!!!!!!!!!!!!!!!!!!',
    'woaini woaini 1314520', 'qazwsxedcrfvtgbyhn',
  ])('%s is weak', (password) => {
    expect(codeOf(password)).toBe('password_weak')
  })
  it('fifteen characters are enough and fourteen are not, counted as a person counts', () => {
    expect(codeOf('mossylanternqv')).toBe('password_short')
    expect(codeOf('mossylanternqvx')).toBe('accepted')
    // Four bytes each in UTF-16 pairs, but one character to a person.
    expect(codeOf('🦊🌲🪨🍂🎻🧭🪁')).toBe('password_short')
  })
  it('at least 64 characters are allowed, and what is too long is refused, never cut', () => {
    const long = 'mossy lantern quiver over the salt marshes at dawn with nine old bridges'
    expect(long.length).toBeGreaterThan(64)
    expect(codeOf(long)).toBe('accepted')
    expect(codeOf(`${long} `.repeat(4))).toBe('password_long')
  })
  it('the same word spelled in composed or decomposed letters is the same word', () => {
    expect(isWeakPassword('passwörd'.normalize('NFD'), [])).toBe(isWeakPassword('passwörd'.normalize('NFC'), []))
  })
})
