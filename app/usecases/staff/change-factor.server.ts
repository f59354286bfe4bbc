import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { countRecoveryCodes, deleteFactor, findFactor, replaceRecoveryCodes, saveFactor } from '../../../db/queries/second-factors.ts'
import { getPrivacySettings } from '../../../db/queries/settings.ts'
import type { Tx } from '../../../db/client.ts'
import { codesTicket, factorPicture, type FactorPicture, newRecoveryCodes, newSeed, recoveryHash, sealSeed, setupTicket, stepOfCode } from '../../auth/second-factor.ts'
import type { Sessions } from '../../auth/session.server.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import type { Instant } from '../../domain/values/time.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import { withCode } from './check-code.server.ts'
import type { UseCaseContext } from '../context.ts'

/** What each change is called on record. */
const AUDIT_ACTION = {
  enrolled: 'factor.enrolled', replaced: 'factor.replaced', codes_renewed: 'factor.codes_renewed', removed: 'factor.removed',
} as const
type FactorChange = keyof typeof AUDIT_ACTION

type StaffOnly = UseCaseContext & { readonly actor: { readonly staffId: number } }

/** What a person may know of their own second factor. */
export interface FactorState {
  readonly since: Instant | null
  /** Unused recovery codes. */
  readonly codesLeft: number
  readonly isRequired: boolean
}

export async function getFactorState({ store, actor }: StaffOnly): Promise<FactorState> {
  const [factor, codesLeft, { settings }] = await Promise.all([
    findFactor(store.read, actor.staffId), countRecoveryCodes(store.read, actor.staffId), getPrivacySettings(store.read),
  ])
  return { since: factor?.since ?? null, codesLeft, isRequired: settings.factorRoles.includes(actor.role ?? '') }
}

/** An authenticator that is being set up: what to scan or type, and the ticket to send back with its first code. */
export interface FactorSetup {
  readonly ticket: string
  readonly picture: FactorPicture
}

/** Draws a seed for a new authenticator. Nothing is stored until its first code comes back. */
export function beginFactor({ keys, now }: StaffOnly, session: { readonly id: string }, email: string): FactorSetup {
  const seed = newSeed()
  return { ticket: setupTicket.seal(keys, session.id, seed, now), picture: factorPicture(seed, email) }
}

/** The same setup again, after a code that was not right. Null when the ticket no longer holds. */
export function resumeFactor({ keys, now }: StaffOnly, session: { readonly id: string }, email: string, ticket: string): FactorSetup | null {
  const seed = setupTicket.open(keys, session.id, ticket, now)
  return seed === null ? null : { ticket, picture: factorPicture(seed, email) }
}

export interface FactorCommand {
  readonly ticket: string
  /** First code of the new authenticator. */
  readonly code: string
  /** Code of the old one, or a recovery code, where there is one. */
  readonly currentCode: string
  readonly session: { readonly id: string }
  readonly userAgent: string | null
}

export interface FactorChanged {
  readonly sessionCookie: string
  /** The recovery codes, sealed for the page that shows them. */
  readonly codes: string
}

/**
 * Takes a new authenticator into use, in place of the old one if there was one, with ten new recovery codes. Afterwards every session of the person has ended and one
 * with a new token begins (S59, S61, S63). The caller has checked that the password was given lately (S64). Refuses `factor_setup_old`, `factor_new_wrong`,
 * `changed_meanwhile`, and what {@link withCode} refuses of the old code.
 */
export async function enrolFactor(context: StaffOnly, sessions: Sessions, command: FactorCommand): Promise<Result<FactorChanged>> {
  const { store, keys, now, actor } = context
  const seed = setupTicket.open(keys, command.session.id, command.ticket, now)
  if (seed === null) return refuse('factor_setup_old')
  const step = stepOfCode(seed, command.code.normalize('NFKC').replaceAll(/\s/g, ''), now, 0)
  if (step === null) return refuse('factor_new_wrong', undefined, 'code')
  const before = await findFactor(store.read, actor.staffId)
  const work = async (tx: Tx): Promise<Result<FactorChanged>> => {
    if (!(await saveFactor(tx, actor.staffId, before?.sealedSeed ?? null, { sealedSeed: sealSeed(keys, actor.staffId, seed), since: now, lastStep: step }))) return refuse('changed_meanwhile')
    return accept(await finish(tx, context, sessions, command.userAgent, before ? 'replaced' : 'enrolled'))
  }
  return before ? withCode(context, actor.staffId, command.currentCode, 'currentCode', work) : store.write(work)
}

/** Ten new recovery codes; the old ones are dead. Needs a code. Sessions as after {@link enrolFactor}. Refuses what {@link withCode} does. */
export function renewRecoveryCodes(context: StaffOnly, sessions: Sessions, command: { readonly code: string; readonly userAgent: string | null }): Promise<Result<FactorChanged>> {
  return withCode(context, context.actor.staffId, command.code, 'renewCode', async (tx) => accept(await finish(tx, context, sessions, command.userAgent, 'codes_renewed')))
}

/**
 * Goes on without a second factor, where the role allows it. Needs a code. Every session ends and one with a new token begins, whose cookie is the answer. Refuses
 * `factor_required` and what {@link withCode} does.
 */
export async function removeFactor(context: StaffOnly, sessions: Sessions, command: { readonly code: string; readonly userAgent: string | null }): Promise<Result<string>> {
  const { settings } = await getPrivacySettings(context.store.read)
  if (settings.factorRoles.includes(context.actor.role ?? '')) return refuse('factor_required')
  return withCode(context, context.actor.staffId, command.code, 'removeCode', async (tx) => {
    await deleteFactor(tx, context.actor.staffId, context.now)
    return accept(await renewSession(tx, context, sessions, command.userAgent, 'removed'))
  })
}

async function finish(tx: Tx, context: StaffOnly, sessions: Sessions, userAgent: string | null, change: FactorChange): Promise<FactorChanged> {
  const { keys, now, actor } = context
  const codes = newRecoveryCodes()
  await replaceRecoveryCodes(tx, actor.staffId, codes.map((code) => recoveryHash(keys, actor.staffId, code)), now)
  return { sessionCookie: await renewSession(tx, context, sessions, userAgent, change), codes: codesTicket.seal(keys, actor.staffId, codes, now) }
}

async function renewSession(tx: Tx, context: StaffOnly, sessions: Sessions, userAgent: string | null, change: FactorChange): Promise<string> {
  const { keys, now, ip, actor } = context
  const ended = await sessions.endAllOf(tx, actor.staffId)
  await appendAuditEvent(tx, keys, auditEntry(context, { action: AUDIT_ACTION[change], object: actor.label, after: { sessionsEnded: ended } }))
  return sessions.start(tx, actor.staffId, { now, ip, userAgent })
}

/** The recovery codes of a ticket that {@link enrolFactor} made for this person, for some minutes; else null. */
export function readRecoveryCodes({ keys, now, actor }: StaffOnly, ticket: string): readonly string[] | null {
  return codesTicket.open(keys, actor.staffId, ticket, now)
}
