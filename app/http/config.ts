import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { type Keys, keysFrom, type KeySecrets } from '../../db/seal.ts'
import type { InboundFolder } from '../domain/intake/inbound.ts'
import { isLoopbackAddress } from '../domain/values/addresses.ts'
import { isZone } from '../domain/values/time.ts'
import { RECORD_KINDS, type RecordKind } from '../domain/intake/record.ts'

/** The whole configuration, read once at start. */
export interface AppConfig {
  readonly mode: 'production' | 'development' | 'test'
  readonly databaseUrl: string
  readonly host: string
  readonly port: number
  /** Where people reach the product; no absolute URL is built from anything else (S47). */
  readonly publicOrigin: string
  /** Values of `Origin` that may change state (S45): the public origin, and its loopback twins when none was configured. */
  readonly allowedOrigins: ReadonlySet<string>
  readonly isHttps: boolean
  /** Addresses or networks whose `X-Forwarded-For` counts (S47); empty means nobody's. */
  readonly trustedProxies: readonly string[]
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug'
  /** Largest request body in bytes, uploads excepted. */
  readonly maxBodyBytes: number
  /** Largest upload in bytes. */
  readonly maxUploadBytes: number
  /** Connections that may be open at once (S77). */
  readonly maxConnections: number
  /** Requests that change something, per session (or address) and minute (S80). */
  readonly changesPerMinute: number
  readonly requestTimeoutMs: number
  readonly uploadTimeoutMs: number
  readonly shutdownGraceMs: number
  readonly sessionIdleMs: number
  readonly sessionAbsoluteMs: number
  /** Free bytes below which `/readyz` says no. */
  readonly minFreeDiskBytes: number
  readonly varDir: string
  /** Address of the admin that a new installation begins with. */
  readonly adminEmail: string
  /** What a machine that reads `/metrics` from elsewhere has to show; without it only this machine may. */
  readonly metricsToken: string | null
  /** Who gives money back: `practice` is a stand-in on this machine that pays nobody; `live` are the operator's accounts. */
  readonly payments: { readonly mode: 'practice' } | { readonly mode: 'live'; readonly accountsFile: string }
  /** How notices to customers leave the house. */
  readonly notices:
    | { readonly type: 'file' }
    | { readonly type: 'smtp'; readonly url: string; readonly from: string; readonly smsGateway: string | null }
  /** Hosts of the own network that webhooks may go to all the same; http only for loopback ones among them (S35). */
  readonly webhookInnerHosts: readonly string[]
  /** Folders that are watched for new files. */
  readonly inbound: readonly InboundFolder[]
  /** What the secrets of the installation make: they never appear in logs, errors or pages (S76). */
  readonly keys: Keys
}

/** A configuration that cannot be used; its message is one plain line for the person who started us. */
class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

const MINUTE_MS = 60_000
const MEBIBYTE = 1_048_576

const whole = (fallback: number, least: number, most: number) =>
  z.coerce.number().int().min(least).max(most).default(fallback)

const Environment = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:|postgres:\/\/|postgresql:\/\/)/, 'must begin with sqlite: or postgres://')
    .default('sqlite:./var/topwarden.db'),
  HOST: z.string().min(1).max(253).default('127.0.0.1'),
  PORT: whole(3000, 0, 65_535),
  PUBLIC_ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  TRUSTED_PROXIES: z.string().max(2_000).default(''),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug']).default('info'),
  MAX_BODY_BYTES: whole(MEBIBYTE, 1_024, 64 * MEBIBYTE),
  MAX_UPLOAD_BYTES: whole(512 * MEBIBYTE, 1_024, 16_384 * MEBIBYTE),
  MAX_CONNECTIONS: whole(2_000, 10, 100_000),
  CHANGES_PER_MINUTE: whole(240, 1, 100_000),
  REQUEST_TIMEOUT_MS: whole(30_000, 1_000, 600_000),
  UPLOAD_TIMEOUT_MS: whole(15 * MINUTE_MS, 10_000, 240 * MINUTE_MS),
  SHUTDOWN_GRACE_MS: whole(10_000, 100, 120_000),
  SESSION_IDLE_MINUTES: whole(30, 1, 24 * 60),
  SESSION_ABSOLUTE_HOURS: whole(12, 1, 7 * 24),
  MIN_FREE_DISK_MB: whole(200, 0, 1_000_000),
  ADMIN_EMAIL: z.email().default('admin@topwarden.local'),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  PAYMENT_ACCOUNTS_FILE: z.string().min(1).optional(),
  NOTICE_FROM: z.string().regex(/^(?:[^<>\r\n]{1,80} )?<?[^\s<>@]{1,64}@[^\s<>@]{1,250}>?$/, 'must be an address such as Operator <service@operator.example>').optional(),
  SMS_GATEWAY: z.string().regex(/^[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?$/i, 'must be the name of a host').optional(),
  WEBHOOK_INNER_HOSTS: z.string().max(2_000).regex(/^[a-z0-9.:, -]*$/i, 'must be hosts, parted by commas').default(''),
  METRICS_TOKEN: z.string().min(16).max(200).optional(),
  DROP_FOLDER: z.string().min(1).optional(),
  INBOUND_FILE: z.string().min(1).optional(),
  VAR_DIR: z.string().min(1).default('./var'),
  SECRETS_FILE: z.string().min(1).optional(),
  SEALING_KEYS: z.string().optional(),
  LOOKUP_KEY: z.string().optional(),
  CHAIN_KEY: z.string().optional(),
})

/** Reads and checks the environment; throws {@link ConfigError} with the name of the variable that is wrong. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): AppConfig {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new ConfigError(`The setting ${String(issue?.path[0])} cannot be used: ${issue?.message ?? 'unreadable'}.`)
  }
  const settings = parsed.data
  const publicOrigin = new URL(settings.PUBLIC_ORIGIN ?? `http://localhost:${settings.PORT}`).origin
  if (!settings.PUBLIC_ORIGIN && !isLoopback(settings.HOST)) {
    throw new ConfigError('HOST reaches beyond this machine, so PUBLIC_ORIGIN must say under which address people open the product.')
  }
  // Sources, stacks and hot reload are for whoever writes the program, never for those who work with it (S50).
  if (settings.NODE_ENV === 'development' && !(isLoopback(settings.HOST) && isLoopback(new URL(publicOrigin).hostname))) {
    throw new ConfigError('NODE_ENV is development, which shows sources and stacks: it serves this machine alone. Leave NODE_ENV out, or HOST and PUBLIC_ORIGIN.')
  }
  return {
    mode: settings.NODE_ENV,
    databaseUrl: settings.DATABASE_URL,
    host: settings.HOST,
    port: settings.PORT,
    publicOrigin,
    allowedOrigins: new Set(settings.PUBLIC_ORIGIN ? [publicOrigin] : loopbackOrigins(settings.PORT)),
    isHttps: publicOrigin.startsWith('https://'),
    trustedProxies: settings.TRUSTED_PROXIES.split(',').map((part) => part.trim()).filter(Boolean),
    logLevel: settings.LOG_LEVEL,
    maxBodyBytes: settings.MAX_BODY_BYTES,
    maxUploadBytes: settings.MAX_UPLOAD_BYTES,
    maxConnections: settings.MAX_CONNECTIONS,
    changesPerMinute: settings.CHANGES_PER_MINUTE,
    requestTimeoutMs: settings.REQUEST_TIMEOUT_MS,
    uploadTimeoutMs: settings.UPLOAD_TIMEOUT_MS,
    shutdownGraceMs: settings.SHUTDOWN_GRACE_MS,
    sessionIdleMs: settings.SESSION_IDLE_MINUTES * MINUTE_MS,
    sessionAbsoluteMs: settings.SESSION_ABSOLUTE_HOURS * 60 * MINUTE_MS,
    minFreeDiskBytes: settings.MIN_FREE_DISK_MB * MEBIBYTE,
    varDir: settings.VAR_DIR,
    adminEmail: settings.ADMIN_EMAIL,
    metricsToken: settings.METRICS_TOKEN ?? null,
    payments: settings.PAYMENT_ACCOUNTS_FILE === undefined ? { mode: 'practice' } : { mode: 'live', accountsFile: settings.PAYMENT_ACCOUNTS_FILE },
    notices: readNotices(settings),
    webhookInnerHosts: settings.WEBHOOK_INNER_HOSTS.split(',').map((host) => host.trim().toLowerCase()).filter((host) => host !== ''),
    inbound: readInbound(settings),
    keys: readKeys(settings),
  }
}

function readNotices({ SMTP_URL, NOTICE_FROM, SMS_GATEWAY }: z.infer<typeof Environment>): AppConfig['notices'] {
  if (!SMTP_URL) return { type: 'file' }
  if (!NOTICE_FROM) throw new ConfigError('NOTICE_FROM is missing: notices that go out by SMTP need a sender.')
  return { type: 'smtp', url: SMTP_URL, from: NOTICE_FROM, smsGateway: SMS_GATEWAY ?? null }
}

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
const MOST_FOLDERS = 50
const DEFAULT_ZONE = 'Asia/Shanghai'
const Times = z.array(z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be times of day such as 06:30')).max(48).default([])
const InboundFile = z.strictObject({
  folders: z.array(z.strictObject({
    name: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,59}$/u, 'must be a short name'),
    path: z.string().min(1),
    channel: z.string().min(1).max(60).optional(),
    kind: z.enum(RECORD_KINDS as [RecordKind, ...RecordKind[]]).optional(),
    mapping: z.string().min(1).max(80).optional(),
    at: Times,
    days: z.array(z.enum(WEEKDAYS)).max(7).default([]),
    zone: z.string().refine(isZone, 'is no time zone').default(DEFAULT_ZONE),
    expectBy: Times,
    settleSeconds: z.number().min(0).max(3_600).default(5),
  })).max(MOST_FOLDERS),
})

/** The drop folder, and the folders of the file that names them: one of each name, one of each path. */
function readInbound({ DROP_FOLDER, INBOUND_FILE }: z.infer<typeof Environment>): readonly InboundFolder[] {
  const dropped = DROP_FOLDER === undefined ? [] : [{ name: 'drop', path: DROP_FOLDER }]
  let named: readonly unknown[] = []
  if (INBOUND_FILE !== undefined) {
    let text: string
    try {
      text = fs.readFileSync(INBOUND_FILE, 'utf8')
    } catch {
      throw new ConfigError(`The file ${INBOUND_FILE} that INBOUND_FILE names cannot be read.`)
    }
    const given = parseJson(text)
    if (typeof given !== 'object' || given === null || !Array.isArray((given as { folders?: unknown }).folders)) throw new ConfigError(`The file ${INBOUND_FILE} is not JSON of the form {"folders": […]}.`)
    named = (given as { folders: readonly unknown[] }).folders
  }
  const parsed = InboundFile.safeParse({ folders: [...dropped, ...named] })
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const at = typeof issue?.path[1] === 'number' ? issue.path[1] - dropped.length + 1 : 0
    throw new ConfigError(`The ${at}. folder in ${INBOUND_FILE} cannot be used: ${issue?.path.slice(2).map(String).join('.')} ${issue?.message ?? 'is unreadable'}.`)
  }
  const folders = parsed.data.folders.map((folder): InboundFolder => ({
    name: folder.name, path: path.resolve(folder.path), channel: folder.channel ?? null, kind: folder.kind ?? null, mapping: folder.mapping ?? null, at: folder.at,
    days: folder.days.map((day) => WEEKDAYS.indexOf(day)), zone: folder.zone, expectBy: folder.expectBy, settleMs: folder.settleSeconds * 1_000,
  }))
  for (const key of ['name', 'path'] as const) {
    const twice = folders.find((folder, index) => folders.findIndex((other) => other[key] === folder[key]) !== index)
    if (twice) throw new ConfigError(`Two watched folders have the same ${key}: ${twice[key]}.`)
  }
  return folders
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || isLoopbackAddress(host.replaceAll(/[[\]]/g, ''))
}

/** The names of this machine a browser may send as `Origin` when no public origin was configured. */
export function loopbackOrigins(port: number): string[] {
  return ['localhost', '127.0.0.1', '[::1]'].map((host) => new URL(`http://${host}:${port}`).origin)
}

const KEY_BYTES = 32
const SecretsFile = z.strictObject({ sealing: z.string(), lookup: z.string(), chain: z.string() })

/** Keys from the environment, else from the owner-only file, which is made once on an embedded database. */
function readKeys(settings: z.infer<typeof Environment>): Keys {
  const named = { SEALING_KEYS: settings.SEALING_KEYS, LOOKUP_KEY: settings.LOOKUP_KEY, CHAIN_KEY: settings.CHAIN_KEY }
  if (Object.values(named).some((value) => value !== undefined)) {
    const missing = Object.entries(named).find(([, value]) => value === undefined)
    if (missing) throw new ConfigError(`${missing[0]} is missing: secrets are given all three together, or none.`)
    return keysOf({ sealing: named.SEALING_KEYS ?? '', lookup: named.LOOKUP_KEY ?? '', chain: named.CHAIN_KEY ?? '' }, 'the environment')
  }
  const file = path.resolve(settings.SECRETS_FILE ?? path.join(settings.VAR_DIR, 'secrets.json'))
  if (!fs.existsSync(file)) {
    if (!settings.DATABASE_URL.startsWith('sqlite:')) {
      throw new ConfigError('SEALING_KEYS, LOOKUP_KEY and CHAIN_KEY are missing: machines that share one database must be given the same secrets.')
    }
    writeNewSecrets(file)
  }
  if (process.platform !== 'win32' && (fs.statSync(file).mode & 0o077) !== 0) {
    throw new ConfigError(`The secrets file ${file} can be read by others: set its mode to 600.`)
  }
  const parsed = SecretsFile.safeParse(parseJson(fs.readFileSync(file, 'utf8')))
  if (!parsed.success) throw new ConfigError(`The secrets file ${file} is not readable as secrets.`)
  return keysOf(parsed.data, file)
}

function keysOf(secrets: KeySecrets, place: string): Keys {
  const texts = [...secrets.sealing.split(',').map((part) => part.trim().split(':')[1] ?? ''), secrets.lookup, secrets.chain]
  if (new Set(texts).size !== texts.length) throw new ConfigError(`Two secrets in ${place} are the same.`)
  for (const text of texts) {
    const isBase64 = z.base64().safeParse(text).success
    // A secret that repeats a few bytes was typed or copied from an example, not drawn.
    if (!isBase64 || new Set(Buffer.from(text, 'base64')).size < 12) {
      throw new ConfigError(`A secret in ${place} is not ${KEY_BYTES} random bytes in base64: it is missing, short or a sample.`)
    }
  }
  const keys = keysFrom(secrets)
  if (!keys.ok) throw new ConfigError(`The secrets in ${place} cannot be used (${keys.refusal.code}: ${String(keys.refusal.data?.key)}).`)
  return keys.value
}

function writeNewSecrets(file: string): void {
  const draw = () => randomBytes(KEY_BYTES).toString('base64')
  const secrets: KeySecrets = { sealing: `k1:${draw()}`, lookup: draw(), chain: draw() }
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const fresh = `${file}.${process.pid}`
  fs.writeFileSync(fresh, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  try {
    // A hard link fails when another process was first, whose keys then hold.
    fs.linkSync(fresh, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    fs.rmSync(fresh)
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
