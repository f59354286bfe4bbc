import { randomBytes } from 'node:crypto'
import { addApiSecret, type ApiClient, countApiEvents, hasApiClient, insertApiClient, listApiClients, setApiClientDisabled } from '../../../db/queries/api-clients.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { DAY_MS, MINUTE_MS } from '../../domain/values/time.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'

/** What a machine may send: the last part of the address it sends to. */
export const API_SCOPES = ['orders', 'receipts', 'ledger', 'messages', 'profile-changes'] as const
export type ApiScope = (typeof API_SCOPES)[number]

/** How long older secrets count beside a new one, so that a client can change over. */
export const SECRET_OVERLAP_MS = 7 * DAY_MS
const NAME_CHARS = 80

/** A secret as it is shown, once. */
export interface NewSecret {
  readonly clientId: number
  readonly clientKey: string | null
  readonly secret: string
}

export function listMachines(context: UseCaseContext): Promise<readonly ApiClient[]> {
  return listApiClients(context.store.read, context.now)
}

/** Adds a machine and answers with its secret. Refuses `machine_name` and `machine_scopes`. */
export async function addMachine(context: UseCaseContext, name: string, scopes: readonly string[]): Promise<Result<NewSecret>> {
  const told = name.trim()
  if (told === '' || told.length > NAME_CHARS) return refuse('machine_name', { maxChars: NAME_CHARS }, 'name')
  const known = API_SCOPES.filter((scope) => scopes.includes(scope))
  if (known.length === 0 || known.length !== new Set(scopes).size) return refuse('machine_scopes', {}, 'scopes')
  const clientKey = `mc_${randomBytes(9).toString('base64url')}`
  const secret = newSecret()
  return context.store.write(async (tx) => {
    const clientId = await insertApiClient(tx, { clientKey, name: told, scopes: known, createdAt: context.now, createdBy: context.actor.staffId })
    await addApiSecret(tx, context.keys, clientId, secret, context.now, context.now)
    await appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'machine.added', object: `machine:${clientId}`, after: { name: told, scopes: known } }))
    return accept({ clientId, clientKey, secret })
  })
}

/** What ending the secrets of a machine at once would cut off. */
export interface SecretsToEnd {
  readonly machine: ApiClient
  /** Requests of the last minutes: a machine at work has more of them on their way, which will be refused. */
  readonly requests: number
}

/** How far back requests count as a machine being at work; also how old a signed request may be when it comes (S30). */
const AT_WORK_MS = 5 * MINUTE_MS
const REQUESTS_CAP = 1_001

/** A machine as it stands before its secrets are ended. Refuses `machine_gone`. */
export async function getSecretsToEnd({ store, now }: UseCaseContext, clientId: number): Promise<Result<SecretsToEnd>> {
  const machine = (await listApiClients(store.read, now)).find(({ id }) => id === clientId)
  return machine ? accept({ machine, requests: await countApiEvents(store.read, clientId, now - AT_WORK_MS, REQUESTS_CAP) }) : refuse('machine_gone')
}

/**
 * Gives a machine a new secret; the ones before count for a week more, or end at once when that was confirmed by its name. Refuses `machine_gone`
 * and `secret_not_confirmed`.
 */
export async function rotateSecret(context: UseCaseContext, clientId: number, end: { readonly confirmedBy: string } | null): Promise<Result<NewSecret>> {
  const secret = newSecret()
  const isAtOnce = end !== null
  return context.store.write(async (tx) => {
    if (!(await hasApiClient(tx, clientId))) return refuse('machine_gone')
    if (end) {
      const named = (await listApiClients(tx, context.now)).find(({ id }) => id === clientId)
      if (end.confirmedBy.trim() !== named?.name) return refuse('secret_not_confirmed', { name: named?.name ?? '' }, 'confirm')
    }
    await addApiSecret(tx, context.keys, clientId, secret, context.now, context.now + (isAtOnce ? 0 : SECRET_OVERLAP_MS))
    await appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'machine.secret_rotated', object: `machine:${clientId}`, after: { isAtOnce } }))
    return accept({ clientId, clientKey: null, secret })
  })
}

/** Locks a machine out, or lets it in again. Refuses `machine_gone`. */
export async function setMachineDisabled(context: UseCaseContext, clientId: number, isDisabled: boolean): Promise<Result<null>> {
  return context.store.write(async (tx) => {
    if (!(await setApiClientDisabled(tx, clientId, isDisabled ? context.now : null))) return refuse('machine_gone')
    await appendAuditEvent(tx, context.keys, auditEntry(context, { action: isDisabled ? 'machine.disabled' : 'machine.enabled', object: `machine:${clientId}` }))
    return accept(null)
  })
}

function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}
