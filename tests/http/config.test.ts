import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../app/http/config.ts'
import { randomBytes } from 'node:crypto'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'topwarden-config-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const read = (env: Record<string, string> = {}) => readConfig({ VAR_DIR: directory, ...env })
const secret = () => randomBytes(32).toString('base64')
const secrets = () => ({ SEALING_KEYS: `k1:${secret()}`, LOOKUP_KEY: secret(), CHAIN_KEY: secret() })

describe('settings', () => {
  it('have defaults that run on this machine alone', () => {
    const config = read()
    expect(config).toMatchObject({ databaseUrl: 'sqlite:./var/topwarden.db', host: '127.0.0.1', port: 3000, publicOrigin: 'http://localhost:3000', isHttps: false, mode: 'production' })
    expect([...config.allowedOrigins]).toEqual(['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'])
  })
  it('allow one origin when one is configured', () => {
    const config = read({ PUBLIC_ORIGIN: 'https://topwarden.example/', HOST: '0.0.0.0' })
    expect([...config.allowedOrigins]).toEqual(['https://topwarden.example'])
    expect(config.isHttps).toBe(true)
  })
  it.each([
    [{ PORT: 'many' }, /PORT/], [{ PORT: '70000' }, /PORT/], [{ DATABASE_URL: 'mysql://x' }, /DATABASE_URL/], [{ PUBLIC_ORIGIN: 'ftp://x.example' }, /PUBLIC_ORIGIN/],
    [{ HOST: '0.0.0.0' }, /PUBLIC_ORIGIN/], [{ HOST: '127.evil.example' }, /PUBLIC_ORIGIN/], [{ SESSION_IDLE_MINUTES: '0' }, /SESSION_IDLE_MINUTES/], [{ LOG_LEVEL: 'loud' }, /LOG_LEVEL/], [{ ADMIN_EMAIL: 'nobody' }, /ADMIN_EMAIL/],
  ])('%j is refused by name', (env, message) => {
    expect(() => read(env as unknown as Record<string, string>)).toThrow(message)
  })
  it.each([{ HOST: '127.0.0.2' }, { HOST: '::1' }, { PUBLIC_ORIGIN: 'http://127.0.0.1:5000' }, { PUBLIC_ORIGIN: 'http://[::1]:5000' }])('S50: development serves this machine: %j', (env) => {
    expect(read({ NODE_ENV: 'development', ...env } as unknown as Record<string, string>).mode).toBe('development')
  })
  it.each([
    { PUBLIC_ORIGIN: 'https://desk.example' }, { PUBLIC_ORIGIN: 'http://127.evil.example' }, { HOST: '0.0.0.0', PUBLIC_ORIGIN: 'http://localhost:3000' }, { HOST: '127.evil.example', PUBLIC_ORIGIN: 'http://localhost:3000' },
  ])('S50: and nobody else: %j', (env) => {
    expect(() => read({ NODE_ENV: 'development', ...env } as unknown as Record<string, string>)).toThrow(/NODE_ENV is development/)
    expect(read(env as unknown as Record<string, string>).mode).toBe('production')
  })
  it('treat an empty variable as not given', () => {
    expect(read({ PORT: '', PUBLIC_ORIGIN: '' }).port).toBe(3000)
  })
})

describe('S76: secrets', () => {
  it('are drawn once into a file that only its owner reads, and stay the same', () => {
    const first = read()
    const file = join(directory, 'secrets.json')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const text = readFileSync(file, 'utf8')
    expect(read().keys.lookup.equals(first.keys.lookup)).toBe(true)
    expect(readFileSync(file, 'utf8')).toBe(text)
  })
  it('in a file that others can read stop the start', () => {
    read()
    chmodSync(join(directory, 'secrets.json'), 0o644)
    expect(() => read()).toThrow(/read by others/)
  })
  it('from the environment leave no file behind', () => {
    read(secrets())
    expect(existsSync(join(directory, 'secrets.json'))).toBe(false)
  })
  it('must be given on PostgreSQL, where machines share them', () => {
    expect(() => read({ DATABASE_URL: 'postgres://db.example/topwarden' })).toThrow(/SEALING_KEYS/)
    expect(read({ DATABASE_URL: 'postgres://db.example/topwarden', ...secrets() }).databaseUrl).toContain('postgres')
  })
  it.each([
    ['missing', { LOOKUP_KEY: undefined }, /LOOKUP_KEY is missing/],
    ['short', { CHAIN_KEY: randomBytes(16).toString('base64') }, /secret|key_short/],
    ['a sample', { LOOKUP_KEY: Buffer.from('change-me-change-me-change-me-cha').toString('base64') }, /sample/],
    ['all zero', { LOOKUP_KEY: Buffer.alloc(32).toString('base64') }, /sample/],
    ['not base64', { CHAIN_KEY: 'hunter2 hunter2 hunter2 hunter2!' }, /secret/],
  ])('that are %s stop the start, and the message does not repeat them', (_name, change, message) => {
    const env = { ...secrets(), ...change } as Record<string, string>
    expect(() => read(env)).toThrow(message)
    try {
      read(env)
    } catch (error) {
      for (const value of Object.values(change)) if (value) expect((error as Error).message).not.toContain(value)
    }
  })
  it('that repeat one another stop the start', () => {
    const same = secret()
    expect(() => read({ ...secrets(), LOOKUP_KEY: same, CHAIN_KEY: same })).toThrow(/the same/)
  })
  it('rotate: a new sealing key in front seals, the old one still opens', () => {
    const old = secrets()
    const { keys } = read({ ...old, SEALING_KEYS: `k2:${secret()},${old.SEALING_KEYS}` })
    expect(keys.sealing.current).toBe('k2')
    expect([...keys.sealing.byId.keys()]).toEqual(['k2', 'k1'])
  })
})
