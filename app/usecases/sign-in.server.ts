import { randomBytes } from 'node:crypto'
import type { Tx } from '../../db/client.ts'
import { appendAuditEvent } from '../../db/queries/audit.ts'
import { findStaff, findStaffByEmail, type StaffMember, updateStaff } from '../../db/queries/staff.ts'
import { isPasswordsBusy, type Passwords } from '../auth/passwords.ts'
import { type Locale, localeOf, type Theme, themeOf } from '../auth/preferences.ts'
import type { Sessions } from '../auth/session.server.ts'
import { createThrottle } from '../auth/throttle.ts'
import { accept, refuse, type Result } from '../domain/values/result.ts'
import { auditEntry } from './audit-entry.ts'
import type { UseCaseContext } from './context.ts'

export interface SignInCommand {
  readonly email: string
  readonly password: string
  readonly userAgent: string | null
  /** Value of the device cookie, by which a browser that was here before is known. */
  readonly device: string | null
}

export interface SignedInAnswer {
  /** The `Set-Cookie` text of the new session. */
  readonly sessionCookie: string
  readonly device: string
  readonly staffId: number
  readonly locale: Locale
  readonly theme: Theme
  readonly mustChangePassword: boolean
}

type Failure = 'unknown' | 'wrong_password' | 'disabled' | 'one_time_expired' | 'waiting' | 'changed_meanwhile'

/**
 * Opens a session for the right password. Afterwards the session, its audit event and the emptied counters stand together.
 * Refuses `sign_in_failed` for an unknown name, a wrong password, a disabled, locked or waiting account alike and after the same work (S57);
 * `sign_in_wait` when the network must wait; `sign_in_busy` when too many passwords are being checked.
 */
export async function signIn(
  context: UseCaseContext,
  { passwords, sessions }: { readonly passwords: Passwords; readonly sessions: Sessions },
  command: SignInCommand,
): Promise<Result<SignedInAnswer>> {
  const { store, keys, now, ip } = context
  const throttle = createThrottle(keys)
  const attempt = { email: command.email, ip, device: command.device }
  const { mayTry, networkWaitMs } = await store.write((tx) => throttle.begin(tx, attempt, now))
  if (networkWaitMs > 0) return refuse('sign_in_wait', { waitMs: networkWaitMs })

  const found = await findStaffByEmail(store.read, command.email)
  let isRight: boolean
  try {
    isRight = await passwords.verify(found?.passwordHash ?? null, command.password)
  } catch (error) {
    if (isPasswordsBusy(error)) return refuse('sign_in_busy')
    throw error
  }
  const failure = !mayTry ? 'waiting' : failureOf(found, isRight, now)
  if (failure !== null || !found) return recordFailure(context, found, failure ?? 'unknown')
  const rehashed = passwords.needsRehash(found.passwordHash ?? '') ? await passwords.hash(command.password) : null

  const device = throttle.deviceToken(found.email, randomBytes(12).toString('base64url'))
  return store.write(async (tx) => {
    const member = await findStaff(tx, found.id)
    if (!member || member.disabledAt !== null || member.passwordHash !== found.passwordHash) {
      await appendFailure(tx, context, found, 'changed_meanwhile')
      return refuse('sign_in_failed')
    }
    if (rehashed) await updateStaff(tx, member.id, member.version, { passwordHash: rehashed })
    await throttle.succeed(tx, attempt)
    const sessionCookie = await sessions.start(tx, member.id, { now, ip, userAgent: command.userAgent })
    const actor = { staffId: member.id, role: null, label: `staff:${member.id}` }
    await appendAuditEvent(tx, keys, { ...auditEntry({ ...context, actor }, { action: 'session.opened', object: `staff:${member.id}` }), actorRole: member.role })
    return accept({
      sessionCookie,
      device,
      staffId: member.id,
      locale: localeOf(member.locale),
      theme: themeOf(member.theme),
      mustChangePassword: member.mustChangePassword,
    })
  })
}

function failureOf(member: StaffMember | null, isRight: boolean, now: number): Failure | null {
  if (!member) return 'unknown'
  if (!isRight) return 'wrong_password'
  if (member.disabledAt !== null) return 'disabled'
  if (member.oneTimeExpiresAt !== null && now >= member.oneTimeExpiresAt) return 'one_time_expired'
  return null
}

async function recordFailure(context: UseCaseContext, member: StaffMember | null, failure: Failure): Promise<Result<never>> {
  await context.store.write((tx) => appendFailure(tx, context, member, failure))
  return refuse('sign_in_failed')
}

/** An unknown name is not written down: people type passwords into the wrong field. */
async function appendFailure(tx: Tx, context: UseCaseContext, member: StaffMember | null, failure: Failure): Promise<void> {
  const object = member ? `staff:${member.id}` : 'staff:unknown'
  await appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'session.refused', object, after: { cause: failure } }))
}
