import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import { accept, refuse, type Result } from '../app/domain/values/result.ts'

/** The secrets the database needs, read once at start from environment or owner-only files and handed down (S76). */
export interface Keys {
  /** Seals personal fields. New text is sealed with `current`; text of older keys still opens, so keys can be rotated. */
  readonly sealing: { readonly current: string; readonly byId: ReadonlyMap<string, KeyObject> }
  /** Keys the hashes by which sealed fields are looked up. Changing it means writing those hashes anew. */
  readonly lookup: KeyObject
  /** Keys the audit chain (S52). It never changes within one chain. */
  readonly chain: KeyObject
}

export interface KeySecrets {
  /** `id:secret`, parted by commas, the current one first; each secret base64 of at least 32 bytes. */
  readonly sealing: string
  readonly lookup: string
  readonly chain: string
}

const SECRET_BYTES_MIN = 32
const KEY_ID = /^[a-z0-9_-]{1,16}$/
const IV_BYTES = 12
const TAG_BYTES = 16

/** Reads the secrets. Refuses `key_form`, `key_short` and `key_repeated`, naming the secret and never its text. */
export function keysFrom(secrets: KeySecrets): Result<Keys> {
  const byId = new Map<string, KeyObject>()
  let current = ''
  for (const part of secrets.sealing.split(',')) {
    const [id = '', secret = ''] = part.trim().split(':')
    if (!KEY_ID.test(id)) return refuse('key_form', { key: 'sealing' })
    if (byId.has(id)) return refuse('key_repeated', { key: 'sealing', id })
    const key = derive(secret, 'topwarden sealing')
    if (!key) return refuse('key_short', { key: 'sealing', bytes: SECRET_BYTES_MIN })
    if (current === '') current = id
    byId.set(id, key)
  }
  const lookup = derive(secrets.lookup, 'topwarden lookup')
  if (!lookup) return refuse('key_short', { key: 'lookup', bytes: SECRET_BYTES_MIN })
  const chain = derive(secrets.chain, 'topwarden audit chain')
  if (!chain) return refuse('key_short', { key: 'chain', bytes: SECRET_BYTES_MIN })
  return accept({ sealing: { current, byId }, lookup, chain })
}

/** As a key object: bytes in hand would be checked and copied anew for every field, which costs ten times the work itself. */
function derive(secret: string, label: string): KeyObject | null {
  const bytes = Buffer.from(secret.trim(), 'base64')
  if (bytes.length < SECRET_BYTES_MIN) return null
  return createSecretKey(Buffer.from(hkdfSync('sha256', bytes, '', label, 32)))
}

/**
 * Seals a text with AES-256-GCM: `1.<key id>.<base64url of iv, tag, ciphertext>` (S76). `purpose` (such as `subscriber.name`) is bound in,
 * so that a sealed text moved to another column does not open.
 */
export function seal(keys: Keys, purpose: string, text: string): string {
  const { current, byId } = keys.sealing
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyOf(byId, current), iv)
  cipher.setAAD(Buffer.from(purpose))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return `1.${current}.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')}`
}

/** Opens what {@link seal} made. Throws when the key is not there, the purpose is another, or one bit was changed. */
export function unseal(keys: Keys, purpose: string, sealed: string): string {
  const [form, id = '', body = ''] = sealed.split('.')
  if (form !== '1') throw new Error(`Sealed text of an unknown form in ${purpose}`)
  const bytes = Buffer.from(body, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(keys.sealing.byId, id), bytes.subarray(0, IV_BYTES))
  decipher.setAAD(Buffer.from(purpose))
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
}

/** {@link seal}, null left as it is. */
export function sealNullable(keys: Keys, purpose: string, text: string | null): string | null {
  return text === null ? null : seal(keys, purpose, text)
}

/** {@link unseal}, null left as it is. */
export function unsealNullable(keys: Keys, purpose: string, sealed: string | null): string | null {
  return sealed === null ? null : unseal(keys, purpose, sealed)
}

function keyOf(byId: ReadonlyMap<string, KeyObject>, id: string): KeyObject {
  const key = byId.get(id)
  if (!key) throw new Error(`The sealing key ${id} is not among the configured keys`)
  return key
}

/**
 * Keyed hash by which a sealed value is found again: 128 bits in hex. Equal values of one `kind` give equal hashes, whichever table they are in,
 * so a new contact can be compared with the contacts of others.
 */
export function lookupHash(keys: Keys, kind: string, value: string): string {
  const plain = kind === 'email' ? value.trim().toLowerCase() : kind === 'contact_phone' ? value.replaceAll(/[^0-9+]/g, '') : value.trim()
  return createHmac('sha256', keys.lookup).update(`${kind}\u0000${plain}`).digest('hex').slice(0, 32)
}

/** HMAC-SHA-256 under the audit chain's key, in hex. */
export function chainMac(keys: Keys, text: string): string {
  return createHmac('sha256', keys.chain).update(text).digest('hex')
}
