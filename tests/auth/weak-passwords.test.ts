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
  it('a refusal names its field, the length and the limit', () => {
    expect(checkNewPassword('mossylanternqv', ann)).toEqual({ ok: false, refusal: { code: 'password_short', data: { min: 15, length: 14 }, field: 'newPassword' } })
    const mixed = Array.from({ length: 256 }, (_, i) => 'kxvqmzjwhtrbn'[(i * i + i) % 13]).join('')
    expect(checkNewPassword(mixed, ann)).toEqual({ ok: true, value: mixed })
    expect(checkNewPassword(`${mixed}k`, ann)).toEqual({ ok: false, refusal: { code: 'password_long', data: { max: 256, length: 257 }, field: 'newPassword' } })
    expect(checkNewPassword('topwarden-topwarden', ann)).toMatchObject({ refusal: { code: 'password_weak', field: 'newPassword' } })
  })
  it('the same word spelled in composed or decomposed letters is the same word', () => {
    expect(isWeakPassword('passwörd'.normalize('NFD'), [])).toBe(isWeakPassword('passwörd'.normalize('NFC'), []))
  })
})

// Letters that make neither a word, nor a run of keys, nor a repeat: each is worth one.
const SIX = 'kxvqmz'
const SEVEN = 'kxvqmzj'

describe('S55: what a password is worth', () => {
  const isWeak = (password: string, context: readonly string[] = []) => isWeakPassword(password, context)

  it('eight unguessed characters are enough and seven are not', () => {
    expect([isWeak('kxvqmzjw'), isWeak(SEVEN)]).toEqual([false, true])
  })
  it('a common word is worth one character, wherever it stands', () => {
    expect([isWeak(`${SIX}lion`), isWeak(`lion${SIX}`), isWeak(`${SEVEN}lion`)]).toEqual([true, true, false])
  })
  it.each(['m0nkey', 'l1on', 'whatev3r', 'dr4gon', '5unshine', '7iger', '8anana', 'm@trix', '$uperman', 'l!on', '+iger', 'pa55w0rd'])('%s is the word it stands for', (word) => {
    expect([isWeak(`${SIX}${word}`), isWeak(`${SEVEN}${word}`)]).toEqual([true, false])
  })
  it('what is written about the person is known too, from three letters on, the longest word first', () => {
    expect([isWeak(`${SIX}lindqvist`), isWeak(`${SIX}lindqvist`, ['Ann Lindqvist'])]).toEqual([false, true])
    expect([isWeak(`${SIX}bel`), isWeak(`${SIX}bel`, ['Bel'])]).toEqual([false, true])
    expect(isWeak(`${SIX}xy`, ['xy'])).toBe(false)
    expect([isWeak(`${SIX}annabel`, ['Ann', 'Annabel']), isWeak(`${SIX}annabel`, ['Annabel', 'Ann'])]).toEqual([true, true])
    expect(isWeak('dragonmonkeylion', ['!!'])).toBe(true)
  })
  it.each(['efg', 'gfe', '678', '876', 'rtyu', 'uytr', 'asd', 'jkl', 'lkj', 'xcv', 'vcx', 'rtzu', 'uztr', 'zertyu', '2wsx3e', 'e3xsw2'])('%s lies in a row of keys or letters', (run) => {
    expect([isWeak(`${SIX}${run}`), isWeak(`${SEVEN}${run}`)]).toEqual([true, false])
  })
  it('two keys beside each other are no row, at the end neither, and a row begins with its own first key', () => {
    expect([isWeak(`${SIX}ef`), isWeak('kxvqmjyz'), isWeak(`${SIX}中ab`)]).toEqual([false, false, false])
  })
  it('what is repeated counts once, also when it breaks off', () => {
    expect([isWeak('kxvqkxvqkxvqkx'), isWeak(SEVEN.repeat(2)), isWeak('kxvqmzjw'.repeat(2))]).toEqual([true, true, false])
    // Said once and not quite again: it is no repeat before the second time is whole.
    expect(isWeak('kxvqlionkxvqlio')).toBe(false)
    expect([isWeak(`${SEVEN}wwww`), isWeak(`${SIX}wwww`)]).toEqual([false, true])
  })
  it('four marks are worth one letter', () => {
    expect([isWeak(`${SIX}-#-#`), isWeak(`${SEVEN}-#-#`), isWeak(`${SEVEN}-#-`)]).toEqual([true, false, true])
  })
})
