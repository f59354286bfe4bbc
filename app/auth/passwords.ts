import { hash, verify } from '@node-rs/argon2'
import { accept, refuse, type Result } from '../domain/values/result.ts'
import { PASSWORD_MAX_CHARS, PASSWORD_MIN_CHARS } from './password-rules.ts'
import { isWeakPassword } from './weak-passwords.ts'

/** Argon2id at the cost OWASP recommends: 19 MiB, two passes, one lane (S56). Raising it rehashes at the next sign-in. */
const COST = { algorithm: 2, version: 1, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
const COST_TEXT = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$`
/** Hashes at one moment: each holds a thread and 19 MiB. */
const CONCURRENT = 2
/** Hashes that may wait; beyond it callers are told to come back (S80). */
const MAX_WAITING = 100

/** Hashing off the event loop with a bound on how much of it happens at once. Made once per process. */
export interface Passwords {
  /** Throws {@link isPasswordsBusy} when too many wait. */
  hash(password: string): Promise<string>
  /** Without a stored hash a dummy is verified, so that an unknown name takes as long as a wrong password (S57). */
  verify(storedHash: string | null, password: string): Promise<boolean>
  needsRehash(storedHash: string): boolean
}

/** Hashing and checking of passwords, a few at a time: each takes tens of megabytes, so others wait in line, at most `maxWaiting` of them. */
export function createPasswords(maxWaiting = MAX_WAITING): Passwords {
  const take = limiter(CONCURRENT, maxWaiting)
  const dummy = take(() => hash('no member of staff has this password', COST))
  dummy.catch(() => {})
  return {
    hash: (password) => take(() => hash(normalPassword(password), COST)),
    async verify(storedHash, password) {
      const against = storedHash ?? (await dummy)
      const isRight = await take(() => verify(against, normalPassword(password)))
      return isRight && storedHash !== null
    },
    needsRehash: (storedHash) => !storedHash.startsWith(COST_TEXT),
  }
}

/** The one documented normalisation (S55): NFC, so that a letter typed on another keyboard stays the same letter. Nothing is cut. */
function normalPassword(password: string): string {
  return password.normalize('NFC')
}

/** True for the error that says too many passwords wait to be hashed. */
export function isPasswordsBusy(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'passwords_busy'
}

function limiter(concurrent: number, maxWaiting: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running >= concurrent) {
      if (waiting.length >= maxWaiting) throw Object.assign(new Error('Too many passwords wait to be hashed'), { code: 'passwords_busy' })
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else {
      running++
    }
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}

/**
 * Checks a new password (S55): long enough, readable, and not one that a list of common ones, a pattern or our context gives away.
 * Refuses `password_short`, `password_long` and `password_weak`. There are no rules about kinds of characters.
 */
export function checkNewPassword(password: string, context: { readonly email: string; readonly name: string }): Result<string> {
  const length = [...normalPassword(password)].length
  if (length < PASSWORD_MIN_CHARS) return refuse('password_short', { min: PASSWORD_MIN_CHARS, length }, 'newPassword')
  if (length > PASSWORD_MAX_CHARS) return refuse('password_long', { max: PASSWORD_MAX_CHARS, length }, 'newPassword')
  if (isWeakPassword(password, [context.email, context.name])) return refuse('password_weak', undefined, 'newPassword')
  return accept(password)
}
