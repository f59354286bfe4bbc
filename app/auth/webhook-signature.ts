import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto'
import { MINUTE_MS, type Instant } from '../domain/values/time.ts'

/** How far the sender's clock may be from ours, either way (S30). */
const TIME_TOLERANCE_MS = 5 * MINUTE_MS

export interface SignedParts {
  readonly eventId: string
  /** Seconds since 1970, as text. */
  readonly timestamp: string
  /** One or more signatures, parted by blanks, each `v1,<base64>`. */
  readonly signature: string
}

/** The signature of a body: HMAC-SHA-256 over event id, timestamp and the raw bytes, parted by points (the form of Standard Webhooks). */
export function sign(secret: string, eventId: string, timestamp: string, body: Uint8Array): string {
  return `v1,${createHmac('sha256', keyOf(secret)).update(`${eventId}.${timestamp}.`).update(body).digest('base64')}`
}

/** As a key object, as in `db/seal.ts`: an HMAC that is handed the bytes themselves takes four times as long. */
function keyOf(secret: string): KeyObject {
  return createSecretKey(Buffer.from(secret.startsWith('whsec_') ? secret.slice(6) : secret, 'base64'))
}

/** Whether one of the secrets made one of the signatures, in a time that does not tell how near a guess was. */
export function isSignedBy(secrets: readonly string[], parts: SignedParts, body: Uint8Array): boolean {
  const check = signatureCheck(secrets, parts)
  check.add(body)
  return check.signedBy() !== null
}

/** As {@link isSignedBy}, of a body that comes in pieces and need not be kept; answers with the place of the secret that signed it, null when none did. */
export function signatureCheck(secrets: readonly string[], { eventId, timestamp, signature }: SignedParts): { readonly add: (piece: Uint8Array) => void; readonly signedBy: () => number | null } {
  const given = signature.split(' ').slice(0, 8).map((text) => Buffer.from(text))
  const sums = secrets.map((secret) => createHmac('sha256', keyOf(secret)).update(`${eventId}.${timestamp}.`))
  return {
    add: (piece) => {
      for (const sum of sums) sum.update(piece)
    },
    signedBy: () => {
      let signer: number | null = null
      for (const [place, sum] of sums.entries()) {
        const wanted = Buffer.from(`v1,${sum.digest('base64')}`)
        for (const one of given) if (one.length === wanted.length && timingSafeEqual(one, wanted)) signer = place
      }
      return signer
    },
  }
}

/** Whether a sender's seconds since 1970 lie within the window in which a signature counts; anything else than digits does not. */
export function isTimely(timestamp: string, now: Instant): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(Number(timestamp) * 1_000 - now) <= TIME_TOLERANCE_MS
}
