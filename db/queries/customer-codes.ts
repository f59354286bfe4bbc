import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle, Tx } from '../client.ts'
import { lookupHash, type Keys } from '../seal.ts'

/** `otp` proves that a contact answers and holds for minutes; `not_me` is the owner's word that stops a change. */
export type CodePurpose = 'otp' | 'not_me'

export interface StoredCode {
  readonly id: number
  readonly contactHash: string
  readonly expiresAt: Instant
  readonly tries: number
  readonly usedAt: Instant | null
}

const hashOf = (keys: Keys, object: string, purpose: CodePurpose, code: string) => lookupHash(keys, `code_${purpose}`, `${object}|${code.trim().toUpperCase()}`)
const NEWEST_MAX = 20

/** Keeps a code as a keyed hash; whoever has the database still has to ask the keys. */
export async function insertCode(
  tx: Tx, keys: Keys, code: { readonly purpose: CodePurpose; readonly object: string; readonly code: string; readonly contact: string; readonly sentAt: Instant; readonly expiresAt: Instant },
): Promise<void> {
  await tx
    .insertInto('customer_codes')
    .values({
      purpose: code.purpose, object: code.object, code_hash: hashOf(keys, code.object, code.purpose, code.code), contact_hash: lookupHash(keys, 'code_contact', code.contact),
      sent_at: code.sentAt, expires_at: code.expiresAt, tries: 0, used_at: null,
    })
    .execute()
}

/** The newest code of a purpose, and whether this text is it. Older ones no longer count: asking again replaces. */
export async function findNewestCode(db: Handle, keys: Keys, object: string, purpose: CodePurpose, text: string): Promise<{ readonly code: StoredCode; readonly fits: boolean } | null> {
  const row = await db.selectFrom('customer_codes').selectAll().where('object', '=', object).where('purpose', '=', purpose).orderBy('id', 'desc').limit(1).executeTakeFirst()
  if (!row) return null
  return {
    code: { id: row.id, contactHash: row.contact_hash, expiresAt: row.expires_at, tries: row.tries, usedAt: row.used_at },
    fits: row.code_hash === hashOf(keys, object, purpose, text),
  }
}

/** Whether this is any of the codes sent about an object, and how many texts were tried. */
export async function findCodeAmong(db: Handle, keys: Keys, object: string, purpose: CodePurpose, text: string): Promise<StoredCode | null> {
  const row = await db
    .selectFrom('customer_codes').selectAll().where('object', '=', object).where('purpose', '=', purpose).where('code_hash', '=', hashOf(keys, object, purpose, text)).limit(NEWEST_MAX).executeTakeFirst()
  return row ? { id: row.id, contactHash: row.contact_hash, expiresAt: row.expires_at, tries: row.tries, usedAt: row.used_at } : null
}

export async function countTry(tx: Tx, id: number): Promise<void> {
  await tx.updateTable('customer_codes').set((eb) => ({ tries: eb('tries', '+', 1) })).where('id', '=', id).execute()
}

export async function markCodeUsed(tx: Tx, id: number, now: Instant): Promise<void> {
  await tx.updateTable('customer_codes').set({ used_at: now }).where('id', '=', id).where('used_at', 'is', null).execute()
}

/** Whether a contact hash of a code belongs to this contact. */
export function isContactOf(keys: Keys, code: Pick<StoredCode, 'contactHash'>, contact: string): boolean {
  return code.contactHash === lookupHash(keys, 'code_contact', contact)
}
