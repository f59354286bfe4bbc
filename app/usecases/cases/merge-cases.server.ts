import { BULK_TOGETHER_MAX } from '../../domain/cases/approval.ts'
import { objectionTo } from '../../domain/cases/case.ts'
import type { Money } from '../../domain/values/money.ts'
import { accept, refuse, type Refusal, type Result } from '../../domain/values/result.ts'
import type { Instant } from '../../domain/values/time.ts'
import { findCaseNamed } from '../../../db/queries/case-work.ts'
import { findCase, partOf } from '../../../db/queries/cases.ts'
import { actInside } from './act-on-case.ts'
import type { BulkItem } from './act-on-cases.server.ts'
import { all, need } from '../all-or-none.ts'
import { conflictOf } from './case-conflict.ts'
import { personOf } from './case-person.ts'
import type { UseCaseContext } from '../context.ts'

export interface MergePreview {
  readonly wholeId: number
  /** Why the whole cannot take anything in; null when it can. */
  readonly objection: Refusal | null
  readonly ready: readonly number[]
  readonly refused: readonly { readonly caseId: number; readonly refusal: Refusal }[]
  /** Of the whole and the ready ones together. */
  readonly money: readonly Money[]
  readonly flags: number
  readonly dueAt: Instant
}

/** What a merge would make: which cases become part of the whole, which would not and why, and what the whole then is. Changes nothing. Refuses `case_missing`. */
export async function previewMerge(context: UseCaseContext, wholeId: number, items: readonly BulkItem[]): Promise<Result<MergePreview>> {
  const size = objectionToSize(wholeId, items)
  if (size) return { ok: false, refusal: size }
  const { store, keys, now, actor } = context
  const person = personOf(actor)
  const whole = await findCase(store.read, wholeId)
  if (!whole) return refuse('case_missing')
  const situation = { now, person, expectedVersion: null }
  const objection = objectionTo('absorb', whole.state, { ...situation, conflict: await conflictOf(store.read, keys, person.staffId, whole, now) })
  const ready: number[] = []
  const refused: { caseId: number; refusal: Refusal }[] = []
  const sums = new Map([[whole.row.currency, whole.row.money_minor + whole.row.parts_money_minor]])
  let flags = whole.row.flag_count
  let dueAt = whole.row.due_at
  for (const { caseId, expectedVersion } of items) {
    const part = await findCase(store.read, caseId)
    const refusal: Refusal | null = !part
      ? { code: 'case_missing' }
      : part.state.version !== expectedVersion
        ? { code: 'case_changed', data: { expected: expectedVersion, actual: part.state.version, state: part.state.status } }
        : objectionTo('merge', part.state, { ...situation, conflict: await conflictOf(store.read, keys, person.staffId, part, now) })
    if (refusal) refused.push({ caseId, refusal })
    else if (part) {
      ready.push(caseId)
      sums.set(part.row.currency, (sums.get(part.row.currency) ?? 0) + part.row.money_minor)
      flags += part.row.flag_count
      dueAt = Math.min(dueAt, part.row.due_at)
    }
  }
  return accept({ wholeId, objection, ready, refused, money: [...sums].map(([currency, amountMinor]) => ({ currency, amountMinor })), flags, dueAt })
}

/** {@link previewMerge} for two cases, one of them named as people name it; with `isHere` the other becomes part of this one. Refuses `case_named_missing`. */
export async function previewMergeOf(
  context: UseCaseContext, caseId: number, otherName: string, isHere: boolean,
): Promise<Result<MergePreview & { readonly items: readonly BulkItem[] }>> {
  const otherId = await findCaseNamed(context.store.read, otherName)
  if (otherId === null) return refuse('case_named_missing', {}, 'other')
  const [wholeId, partId] = isHere ? [caseId, otherId] : [otherId, caseId]
  const part = await findCase(context.store.read, partId)
  const items = [{ caseId: partId, expectedVersion: part?.state.version ?? 0 }]
  const preview = await previewMerge(context, wholeId, items)
  return preview.ok ? accept({ ...preview.value, items }) : preview
}

/**
 * Makes cases part of another: one is worked on, one decision covers them all, and every flag and fact stays where it was raised. All or none. Can be undone by
 * `separateCase` until the whole is decided. Refuses `case_changed`, `case_has_parts`, `case_is_part`, `case_claimed_by_other`, `conflict_of_interest`, `too_many_cases`.
 */
export function mergeCases(context: UseCaseContext, wholeId: number, items: readonly BulkItem[]): Promise<Result<{ readonly wholeId: number; readonly parts: readonly number[] }>> {
  const size = objectionToSize(wholeId, items)
  if (size) return Promise.resolve({ ok: false, refusal: size })
  return all(context, wholeId, async (tx) => {
    const whole = await findCase(tx, wholeId)
    if (!whole) return refuse('case_missing')
    for (const { caseId, expectedVersion } of [...items].sort((a, b) => a.caseId - b.caseId)) {
      const part = await findCase(tx, caseId)
      if (!part) return need(refuse('case_missing'))
      need(await actInside(tx, context, caseId, { type: 'merge_into', parentId: wholeId }, expectedVersion))
      need(await actInside(tx, context, wholeId, { type: 'absorb', part: partOf(part, whole.row.currency) }, null))
    }
    return accept({ wholeId, parts: items.map((item) => item.caseId) })
  })
}

function objectionToSize(wholeId: number, items: readonly BulkItem[]): Refusal | null {
  if (items.length === 0) return { code: 'nothing_selected' }
  const ids = new Set(items.map((item) => item.caseId))
  if (ids.has(wholeId)) return { code: 'link_to_self' }
  if (ids.size !== items.length) return { code: 'selected_twice' }
  return items.length > BULK_TOGETHER_MAX ? { code: 'too_many_cases', data: { max: BULK_TOGETHER_MAX } } : null
}
