import type { Handle, Tx } from '../client.ts'
import type { StaffTable } from '../schema.ts'
import type { Selectable } from 'kysely'

/** A member of staff as stored, with the claims as booleans. */
export interface StaffMember {
  readonly id: number
  readonly email: string
  readonly name: string
  readonly role: string
  readonly passwordHash: string | null
  readonly mustChangePassword: boolean
  /** Until when a one-time password opens the door; null when the password is the person's own. */
  readonly oneTimeExpiresAt: number | null
  readonly locale: string
  readonly theme: string
  readonly disabledAt: number | null
  readonly createdAt: number
  /** Since when a second factor is asked for; null without one. */
  readonly factorSince: number | null
  /** When this person was first told that their role needs one. */
  readonly factorAskedAt: number | null
  readonly version: number
}

/** A session as stored; `id` is the SHA-256 of the token (S60). */
export interface StoredSession {
  readonly id: string
  readonly staffId: number
  readonly startedAt: number
  readonly expiresAt: number
  readonly lastSeenAt: number
  readonly authenticatedAt: number
  readonly ip: string | null
  readonly userAgent: string | null
}

/** Most members of staff that a list shows. */
const MAX_STAFF = 1_000
/** Most sessions of one person that are kept; older ones end. */
export const MAX_SESSIONS_PER_PERSON = 20

/** E-mail addresses are compared without regard to case. */
export function normalEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase()
}

export async function findStaffByEmail(db: Handle, email: string): Promise<StaffMember | null> {
  const row = await db.selectFrom('staff').selectAll().where('email', '=', normalEmail(email)).executeTakeFirst()
  return row ? toMember(row) : null
}

export async function findStaff(db: Handle, id: number): Promise<StaffMember | null> {
  const row = await db.selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toMember(row) : null
}

/** By e-mail address, at most 1,000. */
export async function listStaffMembers(db: Handle): Promise<readonly StaffMember[]> {
  const rows = await db.selectFrom('staff').selectAll().orderBy('email').limit(MAX_STAFF).execute()
  return rows.map(toMember)
}

export async function hasStaff(db: Handle): Promise<boolean> {
  return (await db.selectFrom('staff').select('id').limit(1).executeTakeFirst()) !== undefined
}

export interface NewStaffMember {
  readonly email: string
  readonly name: string
  readonly role: string
  readonly passwordHash: string
  readonly oneTimeExpiresAt: number
  readonly locale: string
  readonly createdAt: number
}

/** Adds a member whose first password is for once. The unique key on `email` refuses a second one. */
export async function insertStaff(tx: Tx, member: NewStaffMember): Promise<number> {
  const { id } = await tx
    .insertInto('staff')
    .values({
      email: normalEmail(member.email), name: member.name, role: member.role, password_hash: member.passwordHash, must_change_password: 1,
      one_time_expires_at: member.oneTimeExpiresAt, locale: member.locale, theme: 'auto', preferences: '{}', sealed_totp_seed: null,
      disabled_at: null, created_at: member.createdAt, version: 1,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export interface StaffChange {
  readonly name?: string
  readonly role?: string
  readonly passwordHash?: string
  readonly mustChangePassword?: boolean
  readonly oneTimeExpiresAt?: number | null
  readonly locale?: string
  readonly theme?: string
  readonly disabledAt?: number | null
}

/** Writes a change if the row still has `version`; false when someone else was first (S8). */
export async function updateStaff(tx: Tx, id: number, version: number, change: StaffChange): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('staff')
    .set({
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.role === undefined ? {} : { role: change.role }),
      ...(change.passwordHash === undefined ? {} : { password_hash: change.passwordHash }),
      ...(change.mustChangePassword === undefined ? {} : { must_change_password: change.mustChangePassword ? 1 : 0 }),
      ...(change.oneTimeExpiresAt === undefined ? {} : { one_time_expires_at: change.oneTimeExpiresAt }),
      ...(change.locale === undefined ? {} : { locale: change.locale }),
      ...(change.theme === undefined ? {} : { theme: change.theme }),
      ...(change.disabledAt === undefined ? {} : { disabled_at: change.disabledAt }),
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Notes when someone was first told to set up a second factor; later ones change nothing. */
export async function askForFactor(tx: Tx, id: number, at: number): Promise<void> {
  await tx.updateTable('staff').set({ factor_asked_at: at }).where('id', '=', id).where('factor_asked_at', 'is', null).execute()
}

/** Ids of the admins who can sign in. Read inside the transaction that disables or demotes one (S69). */
export async function activeAdminIds(tx: Tx): Promise<readonly number[]> {
  const rows = await tx.selectFrom('staff').select('id').where('role', '=', 'admin').where('disabled_at', 'is', null).orderBy('id').limit(MAX_STAFF).execute()
  return rows.map(({ id }) => id)
}

export async function insertSession(tx: Tx, session: StoredSession): Promise<void> {
  await tx
    .insertInto('sessions')
    .values({
      id: session.id, staff_id: session.staffId, started_at: session.startedAt, expires_at: session.expiresAt, last_seen_at: session.lastSeenAt,
      authenticated_at: session.authenticatedAt, ip: session.ip, user_agent: session.userAgent,
    })
    .execute()
}

export async function findSessionWithStaff(db: Handle, id: string): Promise<{ session: StoredSession; member: StaffMember } | null> {
  const session = await db.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst()
  if (!session) return null
  const member = await findStaff(db, session.staff_id)
  return member ? { session: toSession(session), member } : null
}

/** Newest use first, at most {@link MAX_SESSIONS_PER_PERSON}. */
export async function listSessions(db: Handle, staffId: number): Promise<readonly StoredSession[]> {
  const rows = await db.selectFrom('sessions').selectAll().where('staff_id', '=', staffId).orderBy('last_seen_at', 'desc').orderBy('id').limit(MAX_SESSIONS_PER_PERSON).execute()
  return rows.map(toSession)
}

/** Notes that a session was used; `expires_at` moves with it and never past what the caller allows. */
export async function touchSession(tx: Tx, id: string, lastSeenAt: number, expiresAt: number): Promise<void> {
  await tx.updateTable('sessions').set({ last_seen_at: lastSeenAt, expires_at: expiresAt }).where('id', '=', id).where('last_seen_at', '<', lastSeenAt).execute()
}

export async function deleteSession(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('sessions').where('id', '=', id).execute()
}

/** Ends a session only if it is this person's; says whether it was (S67). */
export async function deleteSessionOf(tx: Tx, staffId: number, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('sessions').where('id', '=', id).where('staff_id', '=', staffId).executeTakeFirst()
  return numDeletedRows === 1n
}

/** Ends every session of a person; says how many there were. */
export async function deleteSessionsOf(tx: Tx, staffId: number): Promise<number> {
  const { numDeletedRows } = await tx.deleteFrom('sessions').where('staff_id', '=', staffId).executeTakeFirst()
  return Number(numDeletedRows)
}

export async function deleteExpiredSessions(tx: Tx, now: number): Promise<number> {
  const { numDeletedRows } = await tx.deleteFrom('sessions').where('expires_at', '<=', now).executeTakeFirst()
  return Number(numDeletedRows)
}

/** Failures in a row under one key, and until when that key waits (S58). */
export interface AttemptState {
  readonly failures: number
  readonly blockedUntil: number | null
}

export async function findAttempts(db: Handle, key: string): Promise<AttemptState | null> {
  const row = await db.selectFrom('sign_in_attempts').select(['failures', 'blocked_until']).where('key', '=', key).executeTakeFirst()
  return row ? { failures: row.failures, blockedUntil: row.blocked_until } : null
}

/** Counts one more failure in one statement, so that attempts at the same moment all count; answers with the new number. */
export async function countFailure(tx: Tx, key: string, now: number): Promise<number> {
  const row = await tx
    .insertInto('sign_in_attempts')
    .values({ key, failures: 1, first_at: now, blocked_until: null })
    .onConflict((conflict) => conflict.column('key').doUpdateSet((eb) => ({ failures: eb('sign_in_attempts.failures', '+', 1) })))
    .returning('failures')
    .executeTakeFirstOrThrow()
  return row.failures
}

/** `blockedUntil` in milliseconds; sooner attempts are refused without a look at the password. */
export async function blockAttempts(tx: Tx, key: string, blockedUntil: number): Promise<void> {
  await tx.updateTable('sign_in_attempts').set({ blocked_until: blockedUntil }).where('key', '=', key).execute()
}

export async function clearAttempts(tx: Tx, key: string): Promise<void> {
  await tx.deleteFrom('sign_in_attempts').where('key', '=', key).execute()
}

/** Takes one failure back, never below none, and opens the key again when no more are left than before. */
export async function uncountFailure(tx: Tx, key: string): Promise<void> {
  await tx
    .updateTable('sign_in_attempts')
    .set((eb) => ({ failures: eb('failures', '-', 1), blocked_until: null }))
    .where('key', '=', key)
    .where('failures', '>', 0)
    .execute()
}

/** Forgets counters that have neither grown nor blocked for long. */
export async function deleteOldAttempts(tx: Tx, before: number): Promise<void> {
  await tx
    .deleteFrom('sign_in_attempts')
    .where('first_at', '<', before)
    .where((eb) => eb.or([eb('blocked_until', 'is', null), eb('blocked_until', '<', before)]))
    .execute()
}

function toMember(row: Selectable<StaffTable>): StaffMember {
  return {
    id: row.id, email: row.email, name: row.name, role: row.role, passwordHash: row.password_hash, mustChangePassword: row.must_change_password === 1,
    oneTimeExpiresAt: row.one_time_expires_at, locale: row.locale, theme: row.theme, disabledAt: row.disabled_at, createdAt: row.created_at,
    factorSince: row.factor_since, factorAskedAt: row.factor_asked_at, version: row.version,
  }
}

function toSession(row: {
  id: string; staff_id: number; started_at: number; expires_at: number; last_seen_at: number; authenticated_at: number; ip: string | null; user_agent: string | null
}): StoredSession {
  return {
    id: row.id, staffId: row.staff_id, startedAt: row.started_at, expiresAt: row.expires_at, lastSeenAt: row.last_seen_at,
    authenticatedAt: row.authenticated_at, ip: row.ip, userAgent: row.user_agent,
  }
}
