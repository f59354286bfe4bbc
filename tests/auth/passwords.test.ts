import { describe, expect, it } from 'vitest'
import { createPasswords, isPasswordsBusy } from '../../app/auth/passwords.ts'

const passwords = createPasswords()

describe('S56: stored passwords', () => {
  it('are argon2id at the recommended cost, each with its own salt', async () => {
    const [one, two] = await Promise.all([passwords.hash('violet kettle'), passwords.hash('violet kettle')])
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(one).not.toBe(two)
    expect(await passwords.verify(one, 'violet kettle')).toBe(true)
    expect(await passwords.verify(one, 'violet kettle ')).toBe(false)
    expect(await passwords.verify(one, 'Violet kettle')).toBe(false)
  })
  it('are exact to the last character, however long', async () => {
    const long = 'x'.repeat(200)
    const stored = await passwords.hash(`${long}a`)
    expect(await passwords.verify(stored, `${long}a`)).toBe(true)
    expect(await passwords.verify(stored, `${long}b`)).toBe(false)
  })
  it('are the same in composed and decomposed letters (NFC)', async () => {
    expect(await passwords.verify(await passwords.hash('ångström'.normalize('NFD')), 'ångström'.normalize('NFC'))).toBe(true)
  })
  it('are hashed anew when the cost changed', async () => {
    expect(passwords.needsRehash(await passwords.hash('x'))).toBe(false)
    expect(passwords.needsRehash('$argon2id$v=19$m=4096,t=1,p=1$c2FsdHNhbHQ$aGFzaA')).toBe(true)
  })
  it('S80: no more than a bounded number wait', async () => {
    const few = createPasswords(3)
    const stored = await few.hash('x')
    // The dummy hash is made at the start and holds a place until it is done.
    await few.verify(null, 'x')
    const results = await Promise.allSettled(Array.from({ length: 9 }, () => few.verify(stored, 'x')))
    const refused = results.filter((result) => result.status === 'rejected')
    // Two at work, three waiting.
    expect(refused.length).toBe(4)
    expect(refused.every((result) => isPasswordsBusy(result.reason))).toBe(true)
  })
})

describe('S57: an unknown name', () => {
  it('costs a verification like any other and never opens', async () => {
    expect(await passwords.verify(null, 'no member of staff has this password')).toBe(false)
  })
})
