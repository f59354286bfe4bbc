import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { Keys } from '../../db/seal.ts'

/** A key for one purpose, drawn from the lookup key, so that no two purposes share one. */
export function derivedKey(keys: Keys, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', keys.lookup, Buffer.alloc(0), `topwarden ${purpose}`, 32))
}

/** HMAC-SHA-256 as base64url text. */
export function keyedHash(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url')
}

/** SHA-256 as hexadecimal text: what is stored instead of a session token (S60). */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Compares two texts in a time that tells nothing about where they differ. */
export function isEqualSecret(a: string, b: string): boolean {
  const left = createHash('sha256').update(a).digest()
  const right = createHash('sha256').update(b).digest()
  return timingSafeEqual(left, right)
}
