import { BULK_ALONE_MAX } from '../../domain/cases/approval.ts'
import type { StaffCommand } from '../../domain/cases/case.ts'
import type { Money } from '../../domain/values/money.ts'
import { accept, type Refusal, type Result } from '../../domain/values/result.ts'
import { objectionTo, type CaseAction } from '../../domain/cases/case.ts'
import type { Handle } from '../../../db/client.ts'
import { findCase } from '../../../db/queries/cases.ts'
import { actInside } from './act-on-case.ts'
import { conflictOf } from './case-conflict.ts'
import { personOf } from './case-person.ts'
import type { UseCaseContext } from '../context.ts'

/** Most cases one person decides in one go; more need a second person (DOMAIN 4.7, bulk action). */
export const BULK_MAX = BULK_ALONE_MAX

export type BulkCommand = Extract<StaffCommand, { type: 'claim' | 'release' | 'decide' }>

/** A case of the selection, as it was shown. */
export interface BulkItem {
  readonly caseId: number
  readonly expectedVersion: number
}

export interface BulkPreview {
  readonly ready: readonly number[]
  /** The ready ones with their parts. */
  readonly covered: number
  /** More than one person decides alone: to be asked for instead. */
  readonly needsSecond: boolean
  /** Money of the ready ones, by currency. */
  readonly money: readonly Money[]
  readonly refused: readonly { readonly caseId: number; readonly refusal: Refusal }[]
}

/** What a bulk command would do: which cases it would change, their sum, and which it would leave and why. Changes nothing. */
export async function previewCases(context: UseCaseContext, command: BulkCommand, items: readonly BulkItem[], max = BULK_MAX, isApproved = false): Promise<Result<BulkPreview>> {
  const tooMany = objectionToSize(items, max)
  if (tooMany) return { ok: false, refusal: tooMany }
  const { store, keys, now, actor } = context
  const person = personOf(actor)
  const action: CaseAction = command.type === 'decide' ? command.outcome : command.type
  const ready: number[] = []
  const refused: { caseId: number; refusal: Refusal }[] = []
  const sums = new Map<string, number>()
  let covered = 0
  for (const item of items) {
    const loaded = await findCase(store.read, item.caseId)
    const conflict = loaded ? await conflictOf(store.read, keys, person.staffId, loaded, now) : null
    const refusal: Refusal | null = !loaded
      ? { code: 'case_missing' }
      : loaded.state.version !== item.expectedVersion
        ? { code: 'case_changed', data: { expected: item.expectedVersion, actual: loaded.state.version, state: loaded.state.status } }
        : objectionTo(action, loaded.state, { now, person, conflict, expectedVersion: null, isApproved })
    if (refusal) refused.push({ caseId: item.caseId, refusal })
    else if (loaded) {
      ready.push(item.caseId)
      covered += 1 + loaded.state.parts.length
      sums.set(loaded.row.currency, (sums.get(loaded.row.currency) ?? 0) + loaded.row.money_minor + loaded.row.parts_money_minor)
    }
  }
  return accept({ ready, covered, needsSecond: items.length > BULK_MAX || (isFinal(command) && covered > BULK_MAX), money: [...sums].map(([currency, amountMinor]) => ({ currency, amountMinor })), refused })
}

export interface BulkResult {
  readonly done: readonly number[]
  readonly refused: readonly { readonly caseId: number; readonly refusal: Refusal }[]
}

/**
 * Does one command to many cases, each in its own transaction with its own events and audit: what one refuses does not hold back the others,
 * and the answer says which. Refuses `too_many_cases` above {@link BULK_MAX}, `needs_second_person` where they are more with their parts, and `nothing_selected`.
 */
export async function actOnCases(context: UseCaseContext, command: BulkCommand, items: readonly BulkItem[]): Promise<Result<BulkResult>> {
  const tooMany = objectionToSize(items, BULK_MAX) ?? (await objectionToParts(context.store.read, command, items))
  if (tooMany) return { ok: false, refusal: tooMany }
  const done: number[] = []
  const refused: { caseId: number; refusal: Refusal }[] = []
  for (const { caseId, expectedVersion } of items) {
    const result = await context.store.write((tx) => actInside(tx, context, caseId, command, command.type === 'decide' ? expectedVersion : null))
    if (result.ok) done.push(caseId)
    else refused.push({ caseId, refusal: result.refusal })
  }
  return accept({ done, refused })
}

/** Putting many cases inside a few does not make them few: a decision that ends them counts the parts, too (DOMAIN 4.7, bulk action). */
export async function objectionToParts(db: Handle, command: BulkCommand, items: readonly Pick<BulkItem, 'caseId'>[]): Promise<Refusal | null> {
  if (!isFinal(command) || items.length < 2) return null
  let count = 0
  for (const { caseId } of items) count += 1 + ((await findCase(db, caseId))?.state.parts.length ?? 0)
  return count > BULK_MAX ? { code: 'needs_second_person', data: { max: BULK_MAX, count } } : null
}

function isFinal(command: BulkCommand): boolean {
  return command.type === 'decide' && (command.outcome === 'legitimate' || command.outcome === 'confirmed_fraud')
}

function objectionToSize(items: readonly BulkItem[], max: number): Refusal | null {
  if (items.length === 0) return { code: 'nothing_selected' }
  if (new Set(items.map((item) => item.caseId)).size !== items.length) return { code: 'selected_twice' }
  return items.length > max ? { code: 'too_many_cases', data: { max } } : null
}
