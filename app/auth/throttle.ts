import type { Keys } from '../../db/seal.ts'
import type { Tx } from '../../db/client.ts'
import { blockAttempts, clearAttempts, countFailure, findAttempts, normalEmail, uncountFailure } from '../../db/queries/staff.ts'
import { DAY_MS, type Instant, MINUTE_MS, SECOND_MS } from '../domain/values/time.ts'
import { derivedKey, isEqualSecret, keyedHash } from './secrets.ts'

/**
 * How sign-in attempts are slowed down (S58). Failures in a row are counted under several keys at once:
 * - a browser that signed in to this account before has a counter of its own, which nobody else can fill: outsiders cannot keep its owner out;
 * - the account from one network, for everybody else;
 * - the account from everywhere, against guessers with many addresses. At 100 failures it stays shut for unknown browsers until someone signs in
 *   from a known one or an admin resets the account, which is the ceiling NIST sets;
 * - the network, whatever the account.
 * After `free` failures each further one doubles the wait, up to `capMs`.
 */
interface Limit {
  readonly free: number
  readonly capMs: number
  /** Failures in a row after which the key stays shut; null when it only waits. */
  readonly ceiling: number | null
}

export const LIMITS = {
  device: { free: 10, capMs: 15 * MINUTE_MS, ceiling: 100 },
  pair: { free: 5, capMs: 15 * MINUTE_MS, ceiling: null },
  account: { free: 30, capMs: 15 * MINUTE_MS, ceiling: 100 },
  network: { free: 50, capMs: 15 * MINUTE_MS, ceiling: null },
} as const satisfies Record<string, Limit>
type Kind = keyof typeof LIMITS

const FOREVER_MS = 3_650 * DAY_MS
/** Counters that nobody touched for this long are forgotten. */
export const ATTEMPTS_KEPT_MS = 2 * DAY_MS

/** Milliseconds to wait after the `failures`-th failure in a row. */
export function waitAfter(failures: number, { free, capMs, ceiling }: Limit): number {
  if (ceiling !== null && failures >= ceiling) return FOREVER_MS
  if (failures <= free) return 0
  return Math.min(capMs, SECOND_MS * 2 ** Math.min(failures - free, 30))
}

export interface Attempt {
  readonly email: string
  readonly ip: string | null
  /** Value of the device cookie, if the browser has one. */
  readonly device: string | null
}

interface AttemptKeys {
  readonly keys: Readonly<Partial<Record<Kind, string>>>
  readonly isKnownDevice: boolean
}

export interface Throttle {
  /**
   * Counts an attempt before the password is looked at, so that attempts at one moment all count. Answers whether it may go on; if not,
   * whether the network as a whole must wait, and how long.
   */
  begin(tx: Tx, attempt: Attempt, now: Instant): Promise<{ readonly mayTry: boolean; readonly networkWaitMs: number }>
  /** Forgets the failures after a success. */
  succeed(tx: Tx, attempt: Attempt): Promise<void>
  /** Opens an account again for everyone, after a reset. */
  reopen(tx: Tx, email: string): Promise<void>
  /** A value for the cookie by which a browser is known to have signed in to this account. */
  deviceToken(email: string, random: string): string
}

/** Counts failures by account and by sender with a key of its own, so that the table names nobody. */
export function createThrottle(appKeys: Keys): Throttle {
  const key = derivedKey(appKeys, 'sign-in throttle')
  const accountOf = (email: string) => keyedHash(key, `account ${normalEmail(email)}`).slice(0, 22)
  const deviceMac = (account: string, random: string) => keyedHash(key, `device ${account} ${random}`).slice(0, 22)

  const keysOf = ({ email, ip, device }: Attempt): AttemptKeys => {
    const account = accountOf(email)
    const network = keyedHash(key, `network ${networkOf(ip)}`).slice(0, 22)
    const [random = '', mac = ''] = (device ?? '').slice(0, 100).split('.')
    if (random && isEqualSecret(mac, deviceMac(account, random))) return { keys: { device: `device:${account}:${random}` }, isKnownDevice: true }
    return { keys: { pair: `pair:${account}:${network}`, account: `account:${account}`, network: `network:${network}` }, isKnownDevice: false }
  }

  return {
    async begin(tx, attempt, now) {
      const { keys } = keysOf(attempt)
      const waitMs = async (name: string | undefined) => (name ? ((await findAttempts(tx, name))?.blockedUntil ?? 0) - now : 0)
      const count = async (kind: Kind, name: string) => {
        const blockMs = waitAfter(await countFailure(tx, name, now), LIMITS[kind])
        if (blockMs > 0) await blockAttempts(tx, name, now + blockMs)
      }
      const networkWaitMs = Math.max(0, await waitMs(keys.network))
      if (networkWaitMs > 0) return { mayTry: false, networkWaitMs }
      // The network counts also what the account refuses, or a guesser could go on for ever at full speed.
      if (keys.network) await count('network', keys.network)
      for (const name of [keys.device, keys.pair, keys.account]) if ((await waitMs(name)) > 0) return { mayTry: false, networkWaitMs: 0 }
      for (const kind of ['device', 'pair', 'account'] as const) {
        const name = keys[kind]
        if (name) await count(kind, name)
      }
      return { mayTry: true, networkWaitMs: 0 }
    },
    async succeed(tx, attempt) {
      const { keys, isKnownDevice } = keysOf(attempt)
      for (const name of [keys.device, keys.pair]) if (name) await clearAttempts(tx, name)
      const account = accountOf(attempt.email)
      await clearAttempts(tx, `account:${account}`)
      // Others behind the same address may be guessing: a success takes back its own attempt and no more.
      if (!isKnownDevice && keys.network) await uncountFailure(tx, keys.network)
    },
    reopen: (tx, email) => clearAttempts(tx, `account:${accountOf(email)}`),
    deviceToken: (email, random) => `${random}.${deviceMac(accountOf(email), random)}`,
  }
}

/** An IPv4 address, or the /64 of an IPv6 one: what one household or office usually shares. */
export function networkOf(ip: string | null): string {
  if (!ip) return 'none'
  if (!ip.includes(':')) return ip
  const [head = '', tail] = ip.toLowerCase().split('%', 1)[0]?.split('::') ?? []
  const left = head ? head.split(':') : []
  const right = tail ? tail.split(':') : []
  const groups = tail === undefined ? left : [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
  return groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, '')).join(':')
}
