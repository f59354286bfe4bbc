import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { findStaffByEmail, hasStaff, insertStaff, normalEmail } from '../../../db/queries/staff.ts'
import { newOneTimePassword, ONE_TIME_LIFE_MS } from '../../auth/one-time.ts'
import type { Passwords } from '../../auth/passwords.ts'
import { isRole } from '../../auth/permissions.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import { hashOrBusy } from './change-password.server.ts'
import type { UseCaseContext } from '../context.ts'

export interface AddStaffCommand {
  readonly email: string
  readonly name: string
  readonly role: string
  readonly locale?: string
}

export interface AddedStaff {
  readonly staffId: number
  readonly email: string
  /** Shown once, to whoever added the person; only its hash is kept. */
  readonly oneTimePassword: string
}

const EMAIL = /^[^\s@<>()[\],;:\\"]{1,64}@[^\s@<>()[\],;:\\"]{1,190}$/u
const MAX_NAME_CHARS = 80

/**
 * Adds a member of staff, who signs in with a one-time password within a day and then chooses their own (S65).
 * Refuses `email_form`, `email_taken`, `name_form`, `role_unknown` and `sign_in_busy`.
 */
export async function addStaff(context: UseCaseContext, passwords: Passwords, command: AddStaffCommand): Promise<Result<AddedStaff>> {
  return add(context, passwords, command, false)
}

/** The first admin of a new installation; null when there is staff already, also when two processes ask at once. */
export async function addFirstAdmin(context: UseCaseContext, passwords: Passwords, email: string): Promise<AddedStaff | null> {
  if (await hasStaff(context.store.read)) return null
  const added = await add(context, passwords, { email, name: email.split('@', 1)[0] ?? email, role: 'admin' }, true)
  return added.ok ? added.value : null
}

async function add(context: UseCaseContext, passwords: Passwords, command: AddStaffCommand, isFirst: boolean): Promise<Result<AddedStaff>> {
  const email = normalEmail(command.email)
  const name = command.name.trim().normalize('NFC')
  if (!EMAIL.test(email)) return refuse('email_form', undefined, 'email')
  if (name.length < 1 || name.length > MAX_NAME_CHARS) return refuse('name_form', { max: MAX_NAME_CHARS }, 'name')
  if (!isRole(command.role)) return refuse('role_unknown', undefined, 'role')
  const oneTimePassword = newOneTimePassword()
  const hashed = await hashOrBusy(passwords, oneTimePassword)
  if (!hashed.ok) return hashed
  return context.store.write(async (tx) => {
    if (isFirst && (await hasStaff(tx))) return refuse('staff_exists')
    if (await findStaffByEmail(tx, email)) return refuse('email_taken', undefined, 'email')
    const staffId = await insertStaff(tx, {
      email, name, role: command.role, passwordHash: hashed.value, oneTimeExpiresAt: context.now + ONE_TIME_LIFE_MS,
      locale: command.locale === 'zh' ? 'zh' : 'en', createdAt: context.now,
    })
    await appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'staff.added', object: `staff:${staffId}`, after: { role: command.role } }))
    return accept({ staffId, email, oneTimePassword })
  })
}
