import { randomBytes } from 'node:crypto'
import type { Tx } from '../../../db/client.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { askForFactor, findStaff, findStaffByEmail, type StaffMember, updateStaff } from '../../../db/queries/staff.ts'
import { isPasswordsBusy, type Passwords } from '../../auth/passwords.ts'
import { isRole } from '../../auth/permissions.ts'
import { type Locale, localeOf, type Theme, themeOf } from '../../auth/preferences.ts'
import type { Sessions } from '../../auth/session.server.ts'
import { passwordTicket } from '../../auth/second-factor.ts'
import { createThrottle } from '../../auth/throttle.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import { hashOrBusy } from './change-password.server.ts'
import { withCode } from './check-code.server.ts'
import type { UseCaseContext } from '../context.ts'

export interface SignInCommand {
  readonly email: string
  readonly password: string
  readonly userAgent: string | null
  /** Value of the device cookie, by which a browser that was here before is known. */
  readonly device: string | null
}

export interface SignedInAnswer {
  readonly step: 'done'
  /** The `Set-Cookie` text of the new session. */
  readonly sessionCookie: string
  readonly device: string
  readonly staffId: number
  readonly locale: Locale
  readonly theme: Theme
  readonly mustChangePassword: boolean
}

/** The password was right, and a code has to follow within five minutes. `ticket` says so, sealed. */
export interface CodeAsked {
  readonly step: 'code'
  readonly ticket: string
}

type Failure = 'unknown' | 'wrong_password' | 'disabled' | 'one_time_expired' | 'waiting' | 'changed_meanwhile'

/**
 * Opens a session for the right password, or asks for the code of someone with a second factor (S59). Afterwards the session, its audit event and the emptied
 * counters stand together.
 * Refuses `sign_in_failed` for an unknown name, a wrong password, a disabled, locked or waiting account alike and after the same work (S57);
 * `sign_in_wait` when the network must wait; `sign_in_busy` when too many passwords are being checked.
 */
export async function signIn(
  context: UseCaseContext,
  { passwords, sessions }: { readonly passwords: Passwords; readonly sessions: Sessions },
  command: SignInCommand,
): Promise<Result<SignedInAnswer | CodeAsked>> {
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
  // Where too many wait, the stronger hash waits for another sign-in.
  const stronger = passwords.needsRehash(found.passwordHash ?? '') ? await hashOrBusy(passwords, command.password) : null
  const rehashed = stronger?.ok ? stronger.value : null

  return store.write(async (tx): Promise<Result<SignedInAnswer | CodeAsked>> => {
    const member = await findStaff(tx, found.id)
    if (!member || member.disabledAt !== null || member.passwordHash !== found.passwordHash) {
      await appendFailure(tx, context, found, 'changed_meanwhile')
      return refuse('sign_in_failed')
    }
    if (rehashed) await updateStaff(tx, member.id, member.version, { passwordHash: rehashed })
    await throttle.succeed(tx, attempt)
    if (member.factorSince === null) return accept(await openSession(tx, context, sessions, member, command.userAgent))
    await appendAuditEvent(tx, keys, auditEntry(asMember(context, member), { action: 'session.code_asked', object: `staff:${member.id}` }))
    return accept({ step: 'code', ticket: passwordTicket.seal(keys, member.id, rehashed ?? found.passwordHash ?? '', now) })
  })
}

export interface CodeCommand {
  /** What {@link signIn} answered. */
  readonly ticket: string
  readonly code: string
  readonly userAgent: string | null
}

/**
 * Opens the session of someone whose password was right a moment ago, for the right code. Refuses `sign_in_again` when that was too long ago or the account
 * changed meanwhile, `factor_wrong` and `factor_wait`.
 */
export async function signInWithCode(context: UseCaseContext, sessions: Sessions, command: CodeCommand): Promise<Result<SignedInAnswer>> {
  const { store, keys, now } = context
  const ticket = passwordTicket.open(keys, command.ticket, now)
  const holds = (member: StaffMember | null): member is StaffMember => member !== null && member.disabledAt === null && ticket !== null && passwordTicket.isFor(ticket, member.passwordHash)
  const found = ticket === null ? null : await findStaff(store.read, Number(ticket.staffId))
  if (!holds(found)) return refuse('sign_in_again')
  return withCode(asMember(context, found), found.id, command.code, 'code', async (tx) => {
    const member = await findStaff(tx, found.id)
    return holds(member) ? accept(await openSession(tx, context, sessions, member, command.userAgent)) : refuse('sign_in_again')
  })
}

async function openSession(tx: Tx, context: UseCaseContext, sessions: Sessions, member: StaffMember, userAgent: string | null): Promise<SignedInAnswer> {
  const { keys, now, ip } = context
  // The time in which a second factor has to be set up begins when the person is first told.
  if (member.factorSince === null && member.factorAskedAt === null) await askForFactor(tx, member.id, now)
  const sessionCookie = await sessions.start(tx, member.id, { now, ip, userAgent })
  const after = member.factorSince === null ? undefined : { secondFactor: true }
  await appendAuditEvent(tx, keys, auditEntry(asMember(context, member), { action: 'session.opened', object: `staff:${member.id}`, after }))
  return {
    step: 'done',
    sessionCookie,
    device: createThrottle(keys).deviceToken(member.email, randomBytes(12).toString('base64url')),
    staffId: member.id,
    locale: localeOf(member.locale),
    theme: themeOf(member.theme),
    mustChangePassword: member.mustChangePassword,
  }
}

/** The visitor, now known as this person. */
function asMember(context: UseCaseContext, { id, role }: StaffMember): UseCaseContext {
  return { ...context, actor: { staffId: id, role: isRole(role) ? role : null, label: `staff:${id}` } }
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
