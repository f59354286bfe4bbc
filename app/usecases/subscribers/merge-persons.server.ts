import { randomUUID } from 'node:crypto'
import type { Subscriber } from '../../domain/intake/record.ts'
import { maskAddress, maskEmail, maskName, maskPhone, maskText } from '../../domain/values/masking.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import type { Instant } from '../../domain/values/time.ts'
import { may } from '../../auth/permissions.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { findMerge, listDuplicatePairs, listMerges, undoMerge } from '../../../db/queries/person-merges.ts'
import { findSubscriber } from '../../../db/queries/profiles.ts'
import { staffNames } from '../../../db/queries/queue.ts'
import { findWaiting } from '../../../db/queries/staff-actions.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { bare, combined, doNamesDiffer, isBound, nearTo, putSubscribers } from './person-records.ts'
import { refusePermission } from '../refuse-permission.ts'

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
  /** The merge of one of them that waits for a second person; null when none does. */
  readonly waits: number | null
  /** Made anew with each page (S5). */
  readonly key: string
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
export async function listDuplicates({ store, keys, now }: UseCaseContext): Promise<{ readonly pairs: readonly DuplicateView[]; readonly merges: readonly MergeView[] }> {
  const pairs: DuplicateView[] = []
  for (const pair of await listDuplicatePairs(store.read, LISTED_MAX)) {
    const [a, b] = [await findSubscriber(store.read, keys, pair.keptId), await findSubscriber(store.read, keys, pair.mergedId)]
    if (!a || !b) continue
    const afterwards = Object.fromEntries([combined(a, b), combined(b, a)].map((person) => [person.subscriberId, briefOf(person)]))
    pairs.push({ persons: [briefOf(a), briefOf(b)], afterwards, same: pair.same, doNamesDiffer: doNamesDiffer(a.name, b.name), waits: await findWaiting(store.read, 'person_merge', [pair.keptId, pair.mergedId].map((id) => `subscriber:${id}`), now), key: randomUUID() })
  }
  const merges = await listMerges(store.read, LISTED_MAX)
  const names = await staffNames(store.read, merges.map((merge) => merge.by))
  return { pairs, merges: merges.map((merge) => ({ ...merge, reason: maskText(merge.reason), by: names.get(merge.by) ?? '' })) }
}

/** Takes two records apart again, each as it was. Refuses `not_permitted`, `merge_gone`, `conflict_of_interest`, `merge_bound` while its money has to wait, and `merge_changed` when the one kept was changed since. */
export async function unmergePersons(context: UseCaseContext, mergeId: number): Promise<Result<null>> {
  const { store, keys, now, actor } = context
  if (!may(actor.role ?? '', 'profile.supervise')) return refusePermission(context, 'profile.supervise')
  return store.write(async (tx) => {
    const merge = await findMerge(tx, keys, mergeId)
    if (!merge) return refuse('merge_gone')
    const conflict = await nearTo(tx, keys, actor.staffId ?? 0, [merge.before.kept, merge.before.merged], now)
    if (conflict !== null) {
      await appendAuditEvent(tx, keys, auditEntry(context, { action: 'person.refused', object: `subscriber:${merge.keptId}`, after: { code: 'conflict_of_interest', conflict } }))
      return refuse('conflict_of_interest', { conflict })
    }
    if (await isBound(tx, keys, [merge.keptId], now)) return refuse('merge_bound')
    const kept = await findSubscriber(tx, keys, merge.keptId)
    const expected = new Set([...merge.before.kept.numbers, ...merge.before.merged.numbers])
    if (!kept || kept.numbers.length !== expected.size || kept.numbers.some((number) => !expected.has(number))) return refuse('merge_changed')
    // Contacts changed since stay with the one kept; what the merge filled in goes back.
    const { contactPhone, email, address } = merge.before.merged
    const given = <T>(before: T | null, filled: T | null, present: T | null) => (before === null && present === filled ? null : present)
    await putSubscribers(tx, context, [
      { ...bare(kept), numbers: merge.before.kept.numbers, contactPhone: given(merge.before.kept.contactPhone, contactPhone, kept.contactPhone), email: given(merge.before.kept.email, email, kept.email), address: given(merge.before.kept.address, address, kept.address) },
      merge.before.merged,
    ])
    if (!(await undoMerge(tx, mergeId, now, actor.staffId ?? 0))) return refuse('merge_gone')
    await appendAuditEvent(tx, keys, auditEntry(context, { action: 'person.unmerged', object: `subscriber:${merge.keptId}`, after: { mergedId: merge.mergedId, mergeId } }))
    return accept(null)
  })
}

function briefOf(person: Subscriber): PersonBrief {
  return {
    id: person.subscriberId, name: maskName(person.name), numbers: person.numbers.slice(0, NUMBERS_SHOWN).map(maskPhone), contactPhone: person.contactPhone === null ? null : maskPhone(person.contactPhone),
    email: person.email === null ? null : maskEmail(person.email), address: person.address === null ? null : maskAddress(person.address),
  }
}
