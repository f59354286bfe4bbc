import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import type { Role } from '../../app/auth/permissions.ts'
import { type AppConfig, readConfig } from '../../app/http/config.ts'
import type { AppServices } from '../../app/http/load-context.ts'
import { createLog } from '../../app/http/log.ts'
import { type RunningServer, startServer } from '../../app/http/server.ts'
import { createServices } from '../../app/http/services.ts'
import { openStore, type StoreDialect } from '../../db/client.ts'
import { migrateStore } from '../../db/migrate.ts'
import { insertStaff, updateStaff } from '../../db/queries/staff.ts'
import { newPostgresDatabase, TEST_NOW } from './database.ts'

/** The whole product on a port of its own, with a clock that stands until it is moved and a log that can be read. */
export interface TestApp {
  readonly url: string
  readonly services: AppServices
  readonly logLines: string[]
  readonly clock: { at: number }
  /** Adds someone with a password of their own and answers with their id. */
  addPerson(email: string, role: Role, password?: string): Promise<number>
  /** A client whose cookies belong to a new session of this person. */
  signedIn(staffId: number): Promise<TestClient>
  visitor(): TestClient
}

/** Sends requests as a browser page of the product would, and remembers cookies. Redirects are not followed. */
export interface TestClient {
  readonly cookies: Map<string, string>
  get(path: string, headers?: Record<string, string>): Promise<Response>
  post(path: string, form: Record<string, string>, headers?: Record<string, string>): Promise<Response>
  send(path: string, init: RequestInit): Promise<Response>
}

export const TEST_PASSWORD = 'violet kettle under nine bridges'

/** Starts {@link TestApp} before the tests of a file, or of a `describe`, and stops it after them. The pages must have been built. */
export function useApp(changes: Partial<AppConfig> = {}, dialect: StoreDialect = 'sqlite'): TestApp {
  const directory = mkdtempSync(join(tmpdir(), 'topwarden-app-'))
  const clock = { at: TEST_NOW }
  const logLines: string[] = []
  let services: AppServices
  let server: RunningServer
  let database: { readonly url: string; readonly remove: () => Promise<void> } | null = null

  beforeAll(async () => {
    if (!existsSync('build/server/index.js')) throw new Error('The pages are not built; run npm run build first.')
    if (dialect === 'postgres') database = await newPostgresDatabase()
    const environment = { NODE_ENV: 'test', DATABASE_URL: database?.url ?? `sqlite:${join(directory, 'app.db')}`, ...(database ? newSecrets() : {}), VAR_DIR: directory, PORT: '0', MIN_FREE_DISK_MB: '0' }
    const config = { ...readConfig(environment), ...changes }
    const store = await openStore({ url: config.databaseUrl, role: 'web' })
    await migrateStore(store)
    const log = createLog('debug', { write: (line) => void logLines.push(line) })
    services = await createServices({ config, store, log, now: () => clock.at })
    server = await startServer({ services, buildDir: 'build' })
  })
  afterAll(async () => {
    await server?.close()
    await services?.store.close()
    await database?.remove()
    rmSync(directory, { recursive: true, force: true })
  })

  const client = (cookies = new Map<string, string>()): TestClient => {
    const send = async (path: string, init: RequestInit): Promise<Response> => {
      const headers = new Headers(init.headers)
      if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
      const response = await fetch(server.url + path, { redirect: 'manual', ...init, headers })
      for (const text of response.headers.getSetCookie()) {
        const [pair = ''] = text.split(';', 1)
        const at = pair.indexOf('=')
        if (pair.slice(at + 1) === '') cookies.delete(pair.slice(0, at))
        else cookies.set(pair.slice(0, at), pair.slice(at + 1))
      }
      return response
    }
    return {
      cookies,
      send,
      get: (path, headers = {}) => send(path, { headers }),
      post: (path, form, headers = {}) => send(path, { method: 'POST', body: new URLSearchParams(form), headers: { origin: server.url, ...headers } }),
    }
  }

  return {
    clock,
    logLines,
    get url() {
      return server.url
    },
    get services() {
      return services
    },
    async addPerson(email, role, password = TEST_PASSWORD) {
      const passwordHash = await services.passwords.hash(password)
      return services.store.write(async (tx) => {
        const id = await insertStaff(tx, { email, name: email.split('@', 1)[0] ?? '', role, passwordHash, oneTimeExpiresAt: clock.at, locale: 'en', createdAt: clock.at })
        await updateStaff(tx, id, 1, { mustChangePassword: false, oneTimeExpiresAt: null })
        return id
      })
    },
    async signedIn(staffId) {
      const cookie = await services.store.write((tx) => services.sessions.start(tx, staffId, { now: clock.at, ip: null, userAgent: null }))
      const [pair = ''] = cookie.split(';', 1)
      const [name = '', value = ''] = pair.split('=')
      return client(new Map([[name, value]]))
    },
    visitor: () => client(),
  }
}

/** What servers that share one database must be given. */
function newSecrets(): Record<'SEALING_KEYS' | 'LOOKUP_KEY' | 'CHAIN_KEY', string> {
  const secret = () => randomBytes(32).toString('base64')
  return { SEALING_KEYS: `k1:${secret()}`, LOOKUP_KEY: secret(), CHAIN_KEY: secret() }
}

/** The value of a hidden field in a page. */
export function fieldIn(html: string, name: string): string {
  const tag = new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(html)?.[0] ?? ''
  return /value="([^"]*)"/.exec(tag)?.[1] ?? ''
}
