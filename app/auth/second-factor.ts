import { Secret, TOTP } from 'otpauth'
import { encode } from 'uqr'
import { seal, unseal, type Keys } from '../../db/seal.ts'
import type { PrivacySettings } from '../domain/privacy/privacy-settings.ts'
import { DAY_MS, MINUTE_MS, SECOND_MS, type Instant } from '../domain/values/time.ts'
import { randomGroups } from './one-time.ts'
import { derivedKey, keyedHash, sha256 } from './secrets.ts'

/** Codes by time (RFC 6238) as every authenticator reads them: six digits of HMAC-SHA-1, a new one each half minute (S59). */
const FORM = { algorithm: 'SHA1', digits: 6, period: 30 } as const
const SEED_BYTES = 20
/** Steps before and after the present one that are taken too, for clocks that differ. */
const TOLERANCE_STEPS = 1
export const RECOVERY_CODES = 10
const RECOVERY_GROUPS = 4
/** Longest time between the password and the code. */
const TICKET_MS = 5 * MINUTE_MS
/** Longest time in which a new authenticator is set up: a phone has to be found first. */
const SETUP_MS = 15 * MINUTE_MS

/** A random seed of 160 bits, as base32. */
export function newSeed(): string {
  return new Secret({ size: SEED_BYTES }).base32
}

/**
 * The time step of a code that is right at `now` and newer than `lastStep`, or null. A step that was taken once, and any before it, is never
 * taken again.
 */
export function stepOfCode(seed: string, code: string, now: Instant, lastStep: number): number | null {
  if (!/^\d{6}$/.test(code)) return null
  const delta = TOTP.validate({ ...FORM, token: code, secret: Secret.fromBase32(seed), timestamp: now, window: TOLERANCE_STEPS })
  if (delta === null) return null
  const step = Math.floor(now / (FORM.period * SECOND_MS)) + delta
  return step > lastStep ? step : null
}

/** The code of a seed at an instant: what the authenticator shows. */
export function codeAt(seed: string, now: Instant): string {
  return TOTP.generate({ ...FORM, secret: Secret.fromBase32(seed), timestamp: now })
}

/** What someone needs to see to add the seed to their authenticator. */
export interface FactorPicture {
  /** The seed in groups of four, to be typed. */
  readonly text: string
  /** Side of the square picture, in modules. */
  readonly size: number
  /** The dark modules as one SVG path, a unit a module. */
  readonly path: string
}

/** What an authenticator is shown once: the address of the seed and its code as a picture, a path in units of one module. */
export function factorPicture(seed: string, email: string): FactorPicture {
  const uri = new TOTP({ ...FORM, issuer: 'Topwarden', label: email, secret: Secret.fromBase32(seed) }).toString()
  const { data, size } = encode(uri, { ecc: 'M', border: 2 })
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return { text: seed.match(/.{1,4}/g)?.join(' ') ?? seed, size, path }
}

/** What the person typed, as a code from the authenticator or as a recovery code. */
export function readCode(typed: string): { readonly kind: 'app' | 'recovery'; readonly code: string } {
  const plain = typed.normalize('NFKC').replaceAll(/[\s-]/g, '').toLowerCase()
  return { kind: /^\d{6}$/.test(plain) ? 'app' : 'recovery', code: plain }
}

/** Ten codes of 79 random bits for when the authenticator is lost. Shown once. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: RECOVERY_CODES }, () => randomGroups(RECOVERY_GROUPS))
}

/** What is stored of a recovery code. The key is outside the database, so what is in it cannot be tried against guesses. */
export function recoveryHash(keys: Keys, staffId: number, code: string): string {
  return keyedHash(derivedKey(keys, 'recovery code'), `${staffId} ${readCode(code).code}`)
}

const seedPurpose = (staffId: number) => `staff.totp_seed:${staffId}`

/** Sealed for one member of staff: copied into another row it does not open. */
export function sealSeed(keys: Keys, staffId: number, seed: string): string {
  return seal(keys, seedPurpose(staffId), seed)
}

export function openSeed(keys: Keys, staffId: number, sealed: string): string {
  return unseal(keys, seedPurpose(staffId), sealed)
}

/** When nothing opens any more without a second factor; null when this person needs none, or has one. */
export function factorDueAt(
  { role, factorSince, factorAskedAt }: { readonly role: string; readonly factorSince: number | null; readonly factorAskedAt: number | null },
  { factorRoles, factorGraceDays }: PrivacySettings,
  startedAt: Instant,
): Instant | null {
  if (factorSince !== null || !factorRoles.includes(role)) return null
  return (factorAskedAt ?? startedAt) + factorGraceDays * DAY_MS
}

/** What a sealed ticket says. It is given to the browser, which can neither read nor change it. */
type Ticket = { readonly [field: string]: string | number }

function sealTicket(keys: Keys, purpose: string, ticket: Ticket): string {
  return seal(keys, `ticket.${purpose}`, JSON.stringify(ticket))
}

function openTicket(keys: Keys, purpose: string, text: string, now: Instant, lifeMs: number): Ticket | null {
  let ticket: Ticket
  try {
    ticket = JSON.parse(unseal(keys, `ticket.${purpose}`, text)) as Ticket
  } catch {
    return null
  }
  const at = Number(ticket.at)
  return now - at <= lifeMs && at - now <= MINUTE_MS ? ticket : null
}

/** Says that somebody gave the right password at `at`. It opens nothing but the question for the code, and only while the password is the same. */
export const passwordTicket = {
  seal: (keys: Keys, staffId: number, passwordHash: string, at: Instant) => sealTicket(keys, 'password', { staffId, password: sha256(passwordHash), at }),
  open: (keys: Keys, text: string, now: Instant) => openTicket(keys, 'password', text, now, TICKET_MS),
  isFor: (ticket: Ticket, passwordHash: string | null) => passwordHash !== null && ticket.password === sha256(passwordHash),
}

/** The seed of an authenticator that is being set up, in the session that began it. */
export const setupTicket = {
  seal: (keys: Keys, sessionId: string, seed: string, at: Instant) => sealTicket(keys, 'setup', { session: sessionId, seed, at }),
  /** The seed; null when the ticket is of another session, too old, or not ours. */
  open: (keys: Keys, sessionId: string, text: string, now: Instant): string | null => {
    const ticket = openTicket(keys, 'setup', text, now, SETUP_MS)
    return ticket && ticket.session === sessionId ? String(ticket.seed) : null
  },
}

/** Recovery codes on their way to the page that shows them, for the person alone and a few minutes. */
export const codesTicket = {
  seal: (keys: Keys, staffId: number, codes: readonly string[], at: Instant) => sealTicket(keys, 'codes', { staffId, codes: codes.join(' '), at }),
  open: (keys: Keys, staffId: number, text: string, now: Instant): readonly string[] | null => {
    const ticket = openTicket(keys, 'codes', text, now, SETUP_MS)
    return ticket && ticket.staffId === staffId ? String(ticket.codes).split(' ') : null
  },
}
