import type { Tx } from '../../../db/client.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { activeAdminIds, findStaff, type StaffChange, type StaffMember, updateStaff } from '../../../db/queries/staff.ts'
import { newOneTimePassword, ONE_TIME_LIFE_MS } from '../../auth/one-time.ts'
import type { Passwords } from '../../auth/passwords.ts'
import { isRole } from '../../auth/permissions.ts'
import type { Sessions } from '../../auth/session.server.ts'
import { createThrottle } from '../../auth/throttle.ts'
import { accept, type Json, refuse, type Result } from '../../domain/values/result.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import { hashOrBusy } from './change-password.server.ts'
import type { UseCaseContext } from '../context.ts'

/** What the page showed of someone when the change was chosen: where it no longer holds, the change is refused (S8). The command line shows nothing and leaves it out. */
interface Target {
  readonly staffId: number
  readonly shown?: { readonly role: string; readonly isDisabled: boolean }
}

/**
 * Takes someone's access away, or gives it back. Afterwards all their sessions have ended (S63).
 * Refuses `staff_gone`, `staff_self`, `last_admin` and `changed_meanwhile`.
 */
export function setStaffDisabled(context: UseCaseContext, sessions: Sessions, command: Target & { readonly isDisabled: boolean }): Promise<Result<null>> {
  const { isDisabled } = command
  return context.store.write((tx) =>
    change(tx, context, sessions, command, {
      action: isDisabled ? 'staff.disabled' : 'staff.enabled',
      change: { disabledAt: isDisabled ? context.now : null },
      endsAdmin: isDisabled,
    }),
  )
}

/**
 * Gives someone another role. Afterwards all their sessions have ended, so that none carries on with the old one (S61).
 * Refuses `role_unknown`, `staff_gone`, `staff_self`, `last_admin` and `changed_meanwhile`.
 */
export async function changeStaffRole(context: UseCaseContext, sessions: Sessions, command: Target & { readonly role: string }): Promise<Result<null>> {
  if (!isRole(command.role)) return refuse('role_unknown', undefined, 'role')
  const { role } = command
  return context.store.write((tx) =>
    change(tx, context, sessions, command, {
      action: 'staff.role_changed',
      change: { role },
      endsAdmin: role !== 'admin',
      before: (member) => ({ role: member.role }),
      after: { role },
    }),
  )
}

/**
 * Gives someone a new one-time password; nobody chooses a password for another person (S65). Afterwards all their sessions have ended and a
 * locked account is open again. Refuses `staff_gone`, `staff_self`, `sign_in_busy` and `changed_meanwhile`.
 */
export async function resetStaff(
  context: UseCaseContext,
  { passwords, sessions }: { readonly passwords: Passwords; readonly sessions: Sessions },
  command: Target,
): Promise<Result<{ readonly oneTimePassword: string }>> {
  const oneTimePassword = newOneTimePassword()
  const hashed = await hashOrBusy(passwords, oneTimePassword)
  if (!hashed.ok) return hashed
  return context.store.write(async (tx) => {
    const changed = await change(tx, context, sessions, command, {
      action: 'staff.reset',
      change: { passwordHash: hashed.value, mustChangePassword: true, oneTimeExpiresAt: context.now + ONE_TIME_LIFE_MS },
      endsAdmin: false,
    })
    if (!changed.ok) return changed
    const member = await findStaff(tx, command.staffId)
    if (member) await createThrottle(context.keys).reopen(tx, member.email)
    return accept({ oneTimePassword })
  })
}

/** Ends every session of someone else (S63). Refuses `staff_gone`. */
export async function endStaffSessions(context: UseCaseContext, sessions: Sessions, command: { readonly staffId: number }): Promise<Result<null>> {
  return context.store.write(async (tx) => {
    if (!(await findStaff(tx, command.staffId))) return refuse('staff_gone')
    const ended = await sessions.endAllOf(tx, command.staffId)
    await appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'session.closed', object: `staff:${command.staffId}`, after: { which: 'all', ended } }))
    return accept(null)
  })
}

interface Change {
  readonly action: string
  readonly change: StaffChange
  /** True when an admin would no longer be one who can sign in (S69). */
  readonly endsAdmin: boolean
  readonly before?: (member: StaffMember) => Json
  readonly after?: Json
}

async function change(tx: Tx, context: UseCaseContext, sessions: Sessions, { staffId, shown }: Target, wanted: Change): Promise<Result<null>> {
  const member = await findStaff(tx, staffId)
  if (!member) return refuse('staff_gone')
  if (member.id === context.actor.staffId) return refuse('staff_self')
  if (shown && (shown.role !== member.role || shown.isDisabled !== (member.disabledAt !== null))) return refuse('changed_meanwhile')
  if (wanted.endsAdmin && (await isLastAdmin(tx, staffId))) return refuse('last_admin')
  if (!(await updateStaff(tx, member.id, member.version, wanted.change))) return refuse('changed_meanwhile')
  await sessions.endAllOf(tx, member.id)
  const event = { action: wanted.action, object: `staff:${member.id}`, before: wanted.before?.(member), after: wanted.after }
  await appendAuditEvent(tx, context.keys, auditEntry(context, event))
  return accept(null)
}

/** Whether this is the only admin who can still sign in; asked inside the transaction that would end that. */
async function isLastAdmin(tx: Tx, staffId: number): Promise<boolean> {
  const admins = await activeAdminIds(tx)
  return admins.length === 1 && admins[0] === staffId
}
