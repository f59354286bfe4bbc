import { describe, expect, it } from 'vitest'
import {
  codeAt, codesTicket, factorDueAt, factorPicture, newRecoveryCodes, newSeed, openSeed, passwordTicket, readCode, RECOVERY_CODES, recoveryHash, sealSeed, setupTicket, stepOfCode,
} from '../../app/auth/second-factor.ts'
import { DEFAULT_PRIVACY } from '../../app/domain/privacy/privacy-settings.ts'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../app/domain/values/time.ts'
import { TEST_NOW, testKeys } from '../support/database.ts'

/** The seed of RFC 6238's examples, "12345678901234567890". */
const RFC_SEED = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

describe('S59: codes by time', () => {
  it.each([[59, '287082'], [1_111_111_109, '081804'], [1_234_567_890, '005924'], [20_000_000_000, '353130']])('S59: the code at second %s of RFC 6238 is %s', (second, code) => {
    expect(codeAt(RFC_SEED, second * SECOND_MS)).toBe(code)
    expect(stepOfCode(RFC_SEED, code, second * SECOND_MS, 0)).toBe(Math.floor(second / 30))
  })
  it('S59: one step before and after is taken, and no more', () => {
    const step = Math.floor(TEST_NOW / 30_000)
    const at = (steps: number) => stepOfCode(RFC_SEED, codeAt(RFC_SEED, TEST_NOW + steps * 30_000), TEST_NOW, 0)
    expect([-2, -1, 0, 1, 2].map(at)).toEqual([null, step - 1, step, step + 1, null])
  })
  it('S59: a step that was taken, and any before it, is not taken again', () => {
    const step = Math.floor(TEST_NOW / 30_000)
    const code = codeAt(RFC_SEED, TEST_NOW)
    expect(stepOfCode(RFC_SEED, code, TEST_NOW, step - 1)).toBe(step)
    expect(stepOfCode(RFC_SEED, code, TEST_NOW, step)).toBeNull()
    expect(stepOfCode(RFC_SEED, codeAt(RFC_SEED, TEST_NOW - 30_000), TEST_NOW, step)).toBeNull()
  })
  it.each(['', '12345', '1234567', 'abcdef', '１２３４５６'])('what is not six digits is no code: %j', (text) => {
    expect(stepOfCode(RFC_SEED, text, TEST_NOW, 0)).toBeNull()
  })
})

describe('S59: the seed', () => {
  it('has 160 random bits and is stored sealed, for this person alone', () => {
    const seed = newSeed()
    expect(seed).toMatch(/^[A-Z2-7]{32}$/)
    expect(newSeed()).not.toBe(seed)
    const sealed = sealSeed(testKeys, 7, seed)
    expect(sealed).not.toContain(seed)
    expect(openSeed(testKeys, 7, sealed)).toBe(seed)
    expect(() => openSeed(testKeys, 8, sealed)).toThrow()
  })
  it('is drawn as dark modules of a square with a quiet border', () => {
    const { path, size, text } = factorPicture(RFC_SEED, 'ann@operator.example')
    expect(text).toBe('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')
    expect(path).toMatch(/^(M\d+ \d+h1v1h-1z)+$/)
    const xs = [...path.matchAll(/M(\d+) (\d+)/g)].flatMap(([, x, y]) => [Number(x), Number(y)])
    expect([Math.min(...xs), Math.max(...xs)]).toEqual([2, size - 3])
  })
})

describe('S59: recovery codes', () => {
  it('are ten, random, and stored as keyed hashes that tell nothing and fit one person', () => {
    const codes = newRecoveryCodes()
    expect(new Set(codes).size).toBe(RECOVERY_CODES)
    for (const code of codes) expect(code).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
    const [code = ''] = codes
    expect(recoveryHash(testKeys, 1, code)).not.toBe(recoveryHash(testKeys, 2, code))
    expect(recoveryHash(testKeys, 1, code)).not.toContain(code.slice(0, 4))
  })
  it('may be typed in capitals and without dashes', () => {
    const [code = ''] = newRecoveryCodes()
    expect(recoveryHash(testKeys, 1, ` ${code.toUpperCase().replaceAll('-', ' ')}`)).toBe(recoveryHash(testKeys, 1, code))
    expect(readCode(' 123 456 ')).toEqual({ kind: 'app', code: '123456' })
    expect(readCode('１２３４５６')).toEqual({ kind: 'app', code: '123456' })
    expect(readCode(code).kind).toBe('recovery')
  })
})

describe('S59: tickets between the steps', () => {
  it('hold for their minutes, for their purpose, person, session and password', () => {
    const password = passwordTicket.seal(testKeys, 7, 'stored hash', TEST_NOW)
    const opened = passwordTicket.open(testKeys, password, TEST_NOW + 5 * MINUTE_MS)
    expect(opened?.staffId).toBe(7)
    expect(passwordTicket.open(testKeys, password, TEST_NOW + 5 * MINUTE_MS + 1)).toBeNull()
    expect(passwordTicket.open(testKeys, password, TEST_NOW - 2 * MINUTE_MS)).toBeNull()
    expect(opened && passwordTicket.isFor(opened, 'stored hash')).toBe(true)
    expect(opened && passwordTicket.isFor(opened, 'another hash')).toBe(false)
    expect(opened && passwordTicket.isFor(opened, null)).toBe(false)
    expect(setupTicket.open(testKeys, 'session', password, TEST_NOW)).toBeNull()
    const setup = setupTicket.seal(testKeys, 'session', RFC_SEED, TEST_NOW)
    expect(setup).not.toContain(RFC_SEED)
    expect(setupTicket.open(testKeys, 'session', setup, TEST_NOW)).toBe(RFC_SEED)
    expect(setupTicket.open(testKeys, 'other session', setup, TEST_NOW)).toBeNull()
    expect(setupTicket.open(testKeys, 'session', setup, TEST_NOW + 15 * MINUTE_MS + 1)).toBeNull()
    const codes = codesTicket.seal(testKeys, 7, ['a', 'b'], TEST_NOW)
    expect(codesTicket.open(testKeys, 7, codes, TEST_NOW)).toEqual(['a', 'b'])
    expect(codesTicket.open(testKeys, 8, codes, TEST_NOW)).toBeNull()
    for (const text of ['', 'x', '1.k1.AAAA', codes.slice(0, -2)]) expect(codesTicket.open(testKeys, 7, text, TEST_NOW)).toBeNull()
  })
})

describe('S59: who needs one, and when', () => {
  const person = { factorSince: null, factorAskedAt: null }
  it('supervisors, admins and auditors by default, reviewers not', () => {
    const due = (role: string) => factorDueAt({ ...person, role }, DEFAULT_PRIVACY, TEST_NOW)
    expect(['supervisor', 'admin', 'auditor'].map(due)).toEqual([1, 2, 3].map(() => TEST_NOW + 7 * DAY_MS))
    expect(due('reviewer')).toBeNull()
  })
  it('from the day they were first told, and never again a later one', () => {
    expect(factorDueAt({ ...person, role: 'admin', factorAskedAt: TEST_NOW - 6 * DAY_MS }, DEFAULT_PRIVACY, TEST_NOW)).toBe(TEST_NOW + DAY_MS)
    expect(factorDueAt({ role: 'admin', factorSince: TEST_NOW, factorAskedAt: TEST_NOW }, DEFAULT_PRIVACY, TEST_NOW)).toBeNull()
    expect(factorDueAt({ ...person, role: 'admin', factorAskedAt: 0 }, DEFAULT_PRIVACY, TEST_NOW)).toBeLessThan(TEST_NOW)
    expect(factorDueAt({ ...person, role: 'admin' }, { ...DEFAULT_PRIVACY, factorGraceDays: 0 }, TEST_NOW)).toBe(TEST_NOW)
  })
})
