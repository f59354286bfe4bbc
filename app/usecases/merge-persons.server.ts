import type { Subscriber } from '../domain/intake/record.ts'
import { maskAddress, maskEmail, maskName, maskPhone, maskText } from '../domain/values/masking.ts'
import { checkedReason } from '../domain/values/reason.ts'
import { accept, refuse, type Result } from '../domain/values/result.ts'
import type { Instant } from '../domain/values/time.ts'
import { bulkWriter } from '../../db/bulk.ts'
import type { Tx } from '../../db/client.ts'
import { appendAuditEvent } from '../../db/queries/audit.ts'
import { findConflict } from '../../db/queries/interests.ts'
import { findMerge, insertMerge, isMerged, listDuplicatePairs, listMerges, undoMerge } from '../../db/queries/person-merges.ts'
import { findSubscriber } from '../../db/queries/profiles.ts'
import { staffNames } from '../../db/queries/queue.ts'
import { auditEntry } from './audit-entry.ts'
import type { UseCaseContext } from './context.ts'

const LISTED_MAX = 50
const NUMBERS_SHOWN = 10

/** What is shown of a person whose record may be one of two. */
export interface PersonBrief {
  readonly id: string
  readonly name: string
  readonly numbers: readonly string[]
  readonly contactPhone: string | null
  readonly email: string | null
  readonly address: string | null
}

export interface DuplicateView {
  readonly persons: readonly [PersonBrief, PersonBrief]
  /** What the record holds that is kept, by its id. */
  readonly afterwards: Readonly<Record<string, PersonBrief>>
  readonly same: readonly string[]
  /** Both records hold a name, and not the same one: perhaps a family, not one person. */
  readonly doNamesDiffer: boolean
}

export interface MergeView {
  readonly id: number
  readonly keptId: string
  readonly mergedId: string
  readonly reason: string
  readonly mergedAt: Instant
  readonly by: string
}

/** Records that look like one person, and what was merged and can be taken apart again; masked. */
export async function listDuplicates({ store, keys }: UseCaseContext): Promise<{ readonly pairs: readonly DuplicateView[]; readonly merges: readonly MergeView[] }> {
  const pairs: DuplicateView[] = []
  for (const pair of await listDuplicatePairs(store.read, LISTED_MAX)) {
    const [a, b] = [await findSubscriber(store.read, keys, pair.keptId), await findSubscriber(store.read, keys, pair.mergedId)]
    if (!a || !b) continue
    const afterwards = Object.fromEntries([combined(a, b), combined(b, a)].map((person) => [person.subscriberId, briefOf(person)]))
    pairs.push({ persons: [briefOf(a), briefOf(b)], afterwards, same: pair.same, doNamesDiffer: doNamesDiffer(a.name, b.name) })
  }
  const merges = await listMerges(store.read, LISTED_MAX)
  const names = await staffNames(store.read, merges.map((merge) => merge.by))
  return { pairs, merges: merges.map((merge) => ({ ...merge, reason: maskText(merge.reason), by: names.get(merge.by) ?? '' })) }
}

/**
 * Makes two subscriber records one: the numbers go to the one kept, its empty contacts are filled, the other is closed. Both contents from before are kept
 * sealed. Refuses `merge_same`, `subscriber_gone`, `merge_already`, `reason_needed`, `conflict_of_interest` for who stands near to either (S68), and `merge_names_differ` unless somebody says that the documents were compared.
 */
export function mergePersons(context: UseCaseContext, { keptId, mergedId, reason, areNamesChecked = false }: {
  readonly keptId: string
  readonly mergedId: string
  readonly reason: string
  readonly areNamesChecked?: boolean
}): Promise<Result<number>> {
  const { store, keys, now, actor } = context
  const told = checkedReason(reason)
  if (keptId === mergedId) return Promise.resolve(refuse('merge_same'))
  if (!told.ok) return Promise.resolve(told)
  return store.write(async (tx) => {
    const [kept, merged] = [await findSubscriber(tx, keys, keptId), await findSubscriber(tx, keys, mergedId)]
    if (!kept || !merged) return refuse('subscriber_gone')
    const near = await refuseNear(tx, context, [kept, merged])
    if (near) return near
    if (await isMerged(tx, [keptId, mergedId])) return refuse('merge_already')
    if (doNamesDiffer(kept.name, merged.name) && !areNamesChecked) return refuse('merge_names_differ', {}, 'checked')
    const before = { kept: bare(kept), merged: bare(merged) }
    await put(tx, context, [{ ...before.merged, numbers: [], status: 'closed' }, bare(combined(kept, merged))])
    const id = await insertMerge(tx, keys, { keptId, mergedId, reason: told.value, mergedAt: now, before, by: actor.staffId ?? 0 })
    await appendAuditEvent(tx, keys, auditEntry(context, { action: 'person.merged', object: `subscriber:${keptId}`, after: { mergedId, mergeId: id, numbers: merged.numbers.map(maskPhone) }, reason: maskText(told.value) }))
    return accept(id)
  })
}

/** The record that is kept, with what comes to it from the other. */
function combined(kept: Subscriber, merged: Subscriber): Subscriber {
  return {
    ...kept, numbers: [...new Set([...kept.numbers, ...merged.numbers])].sort(), contactPhone: kept.contactPhone ?? merged.contactPhone, email: kept.email ?? merged.email, address: kept.address ?? merged.address,
  }
}

/** Takes two records apart again, each as it was. Refuses `merge_gone`, `conflict_of_interest`, and `merge_changed` when the one kept was changed since. */
export function unmergePersons(context: UseCaseContext, mergeId: number): Promise<Result<null>> {
  const { store, keys, now, actor } = context
  return store.write(async (tx) => {
    const merge = await findMerge(tx, keys, mergeId)
    if (!merge) return refuse('merge_gone')
    const near = await refuseNear(tx, context, [merge.before.kept, merge.before.merged])
    if (near) return near
    const kept = await findSubscriber(tx, keys, merge.keptId)
    const expected = new Set([...merge.before.kept.numbers, ...merge.before.merged.numbers])
    if (!kept || kept.numbers.length !== expected.size || kept.numbers.some((number) => !expected.has(number))) return refuse('merge_changed')
    // Contacts changed since stay with the one kept; what the merge filled in goes back.
    const { contactPhone, email, address } = merge.before.merged
    const given = <T>(before: T | null, filled: T | null, present: T | null) => (before === null && present === filled ? null : present)
    await put(tx, context, [
      { ...bare(kept), numbers: merge.before.kept.numbers, contactPhone: given(merge.before.kept.contactPhone, contactPhone, kept.contactPhone), email: given(merge.before.kept.email, email, kept.email), address: given(merge.before.kept.address, address, kept.address) },
      merge.before.merged,
    ])
    if (!(await undoMerge(tx, mergeId, now, actor.staffId ?? 0))) return refuse('merge_gone')
    await appendAuditEvent(tx, keys, auditEntry(context, { action: 'person.unmerged', object: `subscriber:${merge.keptId}`, after: { mergedId: merge.mergedId, mergeId } }))
    return accept(null)
  })
}

/** A refusal, put on record, for who stands near to one of these records, by its id, its numbers or its contacts; null for everybody else (S68). */
async function refuseNear(tx: Tx, context: UseCaseContext, records: readonly Subscriber[]): Promise<Result<never> | null> {
  const { keys, now, actor } = context
  for (const { subscriberId, numbers, contactPhone, email } of records) {
    const about = { order_row_id: null, order_id: null, subject_key: `subscriber:${subscriberId}`, target_number: null, reaches: [...numbers, contactPhone, email] }
    const conflict = await findConflict(tx, keys, actor.staffId ?? 0, about, now)
    if (conflict === null) continue
    await appendAuditEvent(tx, keys, auditEntry(context, { action: 'person.refused', object: `subscriber:${subscriberId}`, after: { code: 'conflict_of_interest', conflict } }))
    return refuse('conflict_of_interest', { conflict })
  }
  return null
}

async function put(tx: Tx, { store, keys, now }: UseCaseContext, records: readonly Subscriber[]): Promise<void> {
  const writer = bulkWriter(store, keys)
  for (const record of records) await writer.storeRecords(tx, 'subscriber', [{ record, line: null }], { importFileId: null, learnedAt: now })
}

function bare({ rowId: _row, version: _version, ...record }: Subscriber & { readonly rowId?: number; readonly version?: number }): Subscriber {
  return record
}

function doNamesDiffer(a: string, b: string): boolean {
  const [one, other] = [a, b].map((name) => name.normalize('NFKC').replaceAll(/[\s·.]/g, '').toLowerCase())
  return one !== '' && other !== '' && one !== other
}

function briefOf(person: Subscriber): PersonBrief {
  return {
    id: person.subscriberId, name: maskName(person.name), numbers: person.numbers.slice(0, NUMBERS_SHOWN).map(maskPhone), contactPhone: person.contactPhone === null ? null : maskPhone(person.contactPhone),
    email: person.email === null ? null : maskEmail(person.email), address: person.address === null ? null : maskAddress(person.address),
  }
}
