import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { loadHorizon } from '../../../db/queries/facts.ts'
import { addJobOnce } from '../../../db/queries/jobs.ts'
import { confirmEntry, endEntry, findEntry, findOpenEntry, insertEntry, type ListEntryRow, PERSONAL_LISTS } from '../../../db/queries/lists.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import type { Tx } from '../../../db/client.ts'
import { may } from '../../auth/permissions.ts'
import { type GivenValue, type ListedValue, oppositesOf, type OwnList, readListedValue } from '../../domain/lists/own-lists.ts'
import { maskAccount } from '../../domain/values/masking.ts'
import { maskNumber } from '../../domain/values/msisdn.ts'
import { checkedReason } from '../../domain/values/reason.ts'
import { accept, invariant, refuse, type Result } from '../../domain/values/result.ts'
import { DAY_MS, type Instant } from '../../domain/values/time.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { permissionsNow } from '../staff/permissions-now.ts'
import { refusePermission } from '../refuse-permission.ts'

const OWNER_CHARS_MAX = 80
/** Records so far back from the newest order are judged again when a list changes (DOMAIN 2.9). */
const JUDGED_AGAIN_MS = 90 * DAY_MS

/** An entry as a person gives it. */
export interface GivenEntry extends GivenValue {
  readonly owner: string
  readonly reason: string
  readonly expiresAt: Instant | null
}

export interface CheckedEntry extends ListedValue {
  readonly owner: string
  readonly reason: string
  readonly expiresAt: Instant | null
}

/** Checks an entry without storing it. Refuses what {@link readListedValue} refuses, `list_owner`, `reason_needed`, `list_expiry`, `list_there`, `list_opposite`. */
export async function checkEntry({ store, now }: UseCaseContext, given: GivenEntry): Promise<Result<CheckedEntry>> {
  const { settings } = await getOperatorSettings(store.read)
  const listed = readListedValue(given, settings.country)
  if (!listed.ok) return listed
  const owner = given.owner.trim()
  const reason = checkedReason(given.reason)
  if (owner === '' || owner.length > OWNER_CHARS_MAX) return refuse('list_owner', { max: OWNER_CHARS_MAX }, 'owner')
  if (!reason.ok) return reason
  if (given.expiresAt !== null && given.expiresAt <= now) return refuse('list_expiry', {}, 'expires')
  const { list, value } = listed.value
  if (await findOpenEntry(store.read, [list], value)) return refuse('list_there', {}, 'value')
  const opposite = await findOpenEntry(store.read, oppositesOf(list), value)
  if (opposite) return refuse('list_opposite', { list: opposite.list }, 'value')
  return accept({ ...listed.value, owner, reason: reason.value, expiresAt: given.expiresAt })
}

/** Proposes an entry; it holds once somebody else has confirmed it (DOMAIN 8, S1). Answers with its number. Refuses `not_permitted` and what {@link checkEntry} refuses. */
export async function proposeEntry(context: UseCaseContext, given: GivenEntry): Promise<Result<number>> {
  const { store, keys, now, actor } = context
  if (!may(actor.role ?? '', 'list.propose')) return refusePermission(context, 'list.propose')
  const checked = await checkEntry(context, given)
  if (!checked.ok) return checked
  return store.write(async (tx) => {
    const id = await insertEntry(tx, { ...checked.value, addedAt: now, addedBy: actor.staffId })
    if (id === null) return refuse('list_there', {}, 'value')
    await appendAuditEvent(tx, keys, auditEntry(context, { action: 'list.proposed', object: `list:${id}`, after: told(checked.value), reason: checked.value.reason }))
    return accept(id)
  })
}

/** Proposes many entries in one go. Whoever refuses one of them refuses only that one. */
export async function proposeEntries(context: UseCaseContext, entries: readonly CheckedEntry[]): Promise<Result<number>> {
  const { store, keys, now, actor } = context
  if (!may(actor.role ?? '', 'list.propose')) return refusePermission(context, 'list.propose')
  return store.write(async (tx) => {
    const ids: number[] = []
    for (const entry of entries) {
      const id = await insertEntry(tx, { ...entry, addedAt: now, addedBy: actor.staffId })
      if (id !== null) ids.push(id)
    }
    if (ids.length === 0) return refuse('list_nothing_new')
    await appendAuditEvent(tx, keys, auditEntry(context, { action: 'list.imported', object: 'list:all', after: { entries: ids.length, first: ids[0] ?? null, last: ids.at(-1) ?? null } }))
    return accept(ids.length)
  })
}

/** Lets proposals hold: somebody else than who added them; who tries it with their own is put on record (S51). Refuses `not_permitted`, `list_gone`, `list_own`, `maker_gone`, `list_over`, `list_opposite` while the opposite stands open, `list_settled`. All or none. */
export async function confirmEntries(context: UseCaseContext, ids: readonly number[]): Promise<Result<number>> {
  const { store, keys, now, actor } = context
  const { staffId } = actor
  if (staffId === null || !may(actor.role ?? '', 'list.confirm')) return refusePermission(context, 'list.confirm')
  return store.write(async (tx) => {
    const entries: ListEntryRow[] = []
    // A transaction that is answered with a refusal is kept, so nothing is written before all of them may hold.
    for (const id of new Set(ids)) {
      const entry = await findEntry(tx, id)
      if (!entry) return refuse('list_gone')
      if (entry.addedBy === staffId) {
        await appendAuditEvent(tx, keys, auditEntry(context, { action: 'list.refused', object: `list:${id}`, after: { code: 'list_own' } }))
        return refuse('list_own')
      }
      if (entry.addedBy !== null && !(await permissionsNow(tx, entry.addedBy)).has('list.propose')) return refuse('maker_gone')
      if (entry.confirmedAt !== null || entry.endedAt !== null) return refuse('list_settled')
      if (entry.expiresAt !== null && entry.expiresAt <= now) return refuse('list_over')
      // Two may have proposed the opposite at once, or one file have held both.
      const opposite = await findOpenEntry(tx, oppositesOf(entry.list), entry.value)
      if (opposite) return refuse('list_opposite', { list: opposite.list })
      entries.push(entry)
    }
    for (const entry of entries) {
      invariant(await confirmEntry(tx, entry.id, now, staffId), 'what was read open in this transaction is open')
      await appendAuditEvent(tx, keys, auditEntry(context, { action: 'list.confirmed', object: `list:${entry.id}`, after: told(entry) }))
    }
    await screenAgain(tx, context)
    return accept(entries.length)
  })
}

/** Takes an entry off its list, or a proposal back; flags that rested on it are withdrawn. Refuses `not_permitted`, `reason_needed`, `list_gone`, `list_settled`. */
export async function endListEntry(context: UseCaseContext, id: number, reason: string): Promise<Result<null>> {
  const { store, keys, now, actor } = context
  const why = checkedReason(reason)
  if (!why.ok) return why
  return store.write(async (tx) => {
    const entry = await findEntry(tx, id)
    if (!entry) return refuse('list_gone')
    const isOwnProposal = entry.confirmedAt === null && entry.addedBy === actor.staffId && may(actor.role ?? '', 'list.propose')
    if (!isOwnProposal && !may(actor.role ?? '', 'list.confirm')) return refusePermission(context, 'list.confirm', tx)
    if (!(await endEntry(tx, id, now, actor.staffId, why.value))) return refuse('list_settled')
    await appendAuditEvent(tx, keys, auditEntry(context, { action: 'list.ended', object: `list:${id}`, before: told(entry), reason: why.value }))
    if (entry.confirmedAt !== null) await screenAgain(tx, context)
    return accept(null)
  })
}

async function screenAgain(tx: Tx, { now }: UseCaseContext): Promise<void> {
  const { settings } = await getOperatorSettings(tx)
  const { orders } = await loadHorizon(tx, settings)
  await addJobOnce(tx, { type: 'screen', payload: { all: true, since: Math.min(now, orders ?? now) - JUDGED_AGAIN_MS }, createdAt: now })
}

/** A value as pages and the audit may show it. */
export function shownValue({ list, value, detail }: Pick<ListEntryRow, 'list' | 'value' | 'detail'>): string {
  if (detail.text !== undefined) return detail.text
  if (!PERSONAL_LISTS.includes(list)) return value
  return list === 'blocked_payers' ? maskAccount(value) : maskNumber(value)
}

function told(entry: Pick<ListEntryRow, 'list' | 'value' | 'detail' | 'owner' | 'expiresAt'>): { readonly [key: string]: string | number | null } {
  return { list: entry.list satisfies OwnList, value: shownValue(entry).slice(0, 200), owner: entry.owner, expiresAt: entry.expiresAt }
}
