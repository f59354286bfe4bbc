import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { findStaff, updateStaff } from '../../../db/queries/staff.ts'
import { checkNewPassword, isPasswordsBusy, type Passwords } from '../../auth/passwords.ts'
import type { Sessions } from '../../auth/session.server.ts'
import { createThrottle } from '../../auth/throttle.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'

type StaffOnly = UseCaseContext & { readonly actor: { readonly staffId: number } }

export interface AccountServices {
  readonly passwords: Passwords
  readonly sessions: Sessions
}

export interface ChangePasswordCommand {
  readonly currentPassword: string
  readonly newPassword: string
  readonly userAgent: string | null
}

/**
 * Replaces the person's password. Afterwards every session of theirs has ended and one with a new token begins, whose cookie is the answer (S61, S63).
 * Refuses `password_current_wrong`, `password_same`, `password_short`, `password_long`, `password_weak`, `sign_in_busy` and `changed_meanwhile`.
 */
export async function changePassword(context: StaffOnly, { passwords, sessions }: AccountServices, command: ChangePasswordCommand): Promise<Result<string>> {
  const { store, keys, now, ip } = context
  const member = await findStaff(store.read, context.actor.staffId)
  if (!member) return refuse('changed_meanwhile')
  const isConfirmed = await confirmOwnPassword(context, passwords, member, command.currentPassword, 'currentPassword')
  if (!isConfirmed.ok) return isConfirmed
  if (command.newPassword.normalize('NFC') === command.currentPassword.normalize('NFC')) return refuse('password_same', undefined, 'newPassword')
  const checked = checkNewPassword(command.newPassword, member)
  if (!checked.ok) return checked
  const hashed = await hashOrBusy(passwords, checked.value)
  if (!hashed.ok) return hashed
  return store.write(async (tx) => {
    const change = { passwordHash: hashed.value, mustChangePassword: false, oneTimeExpiresAt: null }
    if (!(await updateStaff(tx, member.id, member.version, change))) return refuse('changed_meanwhile')
    const ended = await sessions.endAllOf(tx, member.id)
    await appendAuditEvent(tx, keys, auditEntry(context, { action: 'password.changed', object: context.actor.label, after: { sessionsEnded: ended } }))
    return accept(await sessions.start(tx, member.id, { now, ip, userAgent: command.userAgent }))
  })
}

/**
 * Checks the password again and goes on with a new token: what S64 calls fresh (S61). The answer is the cookie.
 * Refuses `password_current_wrong`, `sign_in_busy` and `changed_meanwhile`.
 */
export async function reauthenticate(
  context: StaffOnly,
  { passwords, sessions }: AccountServices,
  command: { readonly password: string; readonly sessionId: string; readonly userAgent: string | null },
): Promise<Result<string>> {
  const member = await findStaff(context.store.read, context.actor.staffId)
  if (!member) return refuse('changed_meanwhile')
  const isConfirmed = await confirmOwnPassword(context, passwords, member, command.password, 'password')
  if (!isConfirmed.ok) return isConfirmed
  return context.store.write(async (tx) => {
    await sessions.end(tx, command.sessionId)
    await appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'session.confirmed', object: context.actor.label }))
    return accept(await sessions.start(tx, member.id, { now: context.now, ip: context.ip, userAgent: command.userAgent }))
  })
}

/**
 * The same throttle as at sign-in stands before the person's own password (S58): a left-open page is no way to guess it. Whoever has to wait is told that it is wrong.
 * Each person is a network of their own: what others mistype keeps nobody waiting.
 */
async function confirmOwnPassword(
  context: StaffOnly,
  passwords: Passwords,
  member: { readonly id: number; readonly passwordHash: string | null },
  password: string,
  field: string,
): Promise<Result<null>> {
  const throttle = createThrottle(context.keys)
  const attempt = { email: `own password of staff ${member.id}`, ip: `staff ${member.id}`, device: null }
  const { mayTry } = await context.store.write((tx) => throttle.begin(tx, attempt, context.now))
  if (!mayTry) return refuseOwn(context, 'waiting', field)
  try {
    if (await passwords.verify(member.passwordHash, password)) {
      await context.store.write((tx) => throttle.succeed(tx, attempt))
      return accept(null)
    }
  } catch (error) {
    if (isPasswordsBusy(error)) return refuse('sign_in_busy')
    throw error
  }
  return refuseOwn(context, 'wrong_password', field)
}

/** Told alike whatever the cause; the record says which it was. */
async function refuseOwn(context: StaffOnly, cause: 'wrong_password' | 'waiting', field: string): Promise<Result<never>> {
  await context.store.write((tx) => appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'password.refused', object: context.actor.label, after: { cause } })))
  return refuse('password_current_wrong', undefined, field)
}

/** Refuses `sign_in_busy` when too many passwords wait to be hashed. */
export async function hashOrBusy(passwords: Passwords, password: string): Promise<Result<string>> {
  try {
    return accept(await passwords.hash(password))
  } catch (error) {
    if (isPasswordsBusy(error)) return refuse('sign_in_busy')
    throw error
  }
}
