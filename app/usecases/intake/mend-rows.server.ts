import { findQuarantinedRow, listQuarantinedRows, type QuarantineFilter } from '../../../db/queries/imports.ts'
import { refuse, accept, type Result } from '../../domain/values/result.ts'
import type { UseCaseContext } from '../context.ts'
import { dismissRow, mendRow } from './mend-row.server.ts'

/** Most rows that one request mends; the rest is done by asking again. */
const MOST_MENDED = 500

/** Which rows: those named, or the oldest that a filter leaves. */
export type RowChoice = { readonly ids: readonly number[] } | { readonly filter: QuarantineFilter }

/** The same for every row: a cell is given a value, emptied, or a piece of it is given another; null only tries again, after settings or rules of reading changed. */
export type SameMend =
  | { readonly type: 'set'; readonly column: string; readonly value: string }
  | { readonly type: 'clear'; readonly column: string }
  | { readonly type: 'replace'; readonly column: string; readonly find: string; readonly by: string }
  | null

export interface MendedRows {
  readonly stored: number
  /** Those of them that stand beside an earlier version of the same record. */
  readonly versions: number
  /** Rows that are still refused, and wait with their new reason. */
  readonly refused: number
  /** Rows that somebody else settled meanwhile. */
  readonly gone: number
}

/**
 * Mends many rows that share a fault in one way. Each row is its own change with its own audit event: one that is still refused keeps no other from
 * being stored. Refuses `nothing_selected`, `too_many_rows_at_once`, and `mend_incomplete` without a column, the value to set or the piece to look for.
 */
export async function mendRows(context: UseCaseContext, choice: RowChoice, mend: SameMend): Promise<Result<MendedRows>> {
  const ids = await idsOf(context, choice)
  if (!ids.ok) return ids
  if (mend && (mend.column.trim() === '' || (mend.type === 'set' && mend.value.trim() === '') || (mend.type === 'replace' && mend.find === ''))) return refuse('mend_incomplete', {}, 'column')
  const told = { stored: 0, versions: 0, refused: 0, gone: 0 }
  for (const id of ids.value) {
    const changes = await changesOf(context, id, mend)
    const mended = await mendRow(context, id, changes)
    if (mended.ok) {
      told.stored += 1
      if (mended.value.state === 'new_version') told.versions += 1
    } else if (mended.refusal.code === 'row_still_refused' || mended.refusal.code === 'row_cells') told.refused += 1
    else told.gone += 1
  }
  return accept(told)
}

/** Gives many rows up for one reason, each on record. Refuses `nothing_selected`, `too_many_rows_at_once` and `reason_missing`. */
export async function dismissRows(context: UseCaseContext, choice: RowChoice, reason: string): Promise<Result<{ readonly dismissed: number; readonly gone: number }>> {
  const ids = await idsOf(context, choice)
  if (!ids.ok) return ids
  let dismissed = 0
  for (const id of ids.value) {
    const done = await dismissRow(context, id, reason)
    if (done.ok) dismissed += 1
    else if (done.refusal.code === 'reason_missing') return done
  }
  return accept({ dismissed, gone: ids.value.length - dismissed })
}

async function idsOf({ store, keys }: UseCaseContext, choice: RowChoice): Promise<Result<readonly number[]>> {
  const ids = 'ids' in choice ? [...new Set(choice.ids)] : (await listQuarantinedRows(store.read, keys, { ...choice.filter, state: 'waiting' }, 0, MOST_MENDED)).map((row) => row.id)
  if (ids.length === 0) return refuse('nothing_selected')
  return ids.length > MOST_MENDED ? refuse('too_many_rows_at_once', { max: MOST_MENDED }) : accept(ids)
}

async function changesOf({ store, keys }: UseCaseContext, id: number, mend: SameMend): Promise<Readonly<Record<string, string>>> {
  if (!mend) return {}
  if (mend.type === 'set') return { [mend.column]: mend.value }
  if (mend.type === 'clear') return { [mend.column]: '' }
  const row = await findQuarantinedRow(store.read, keys, id)
  const before = new Map(row?.cells ?? []).get(mend.column) ?? ''
  return { [mend.column]: before.replaceAll(mend.find, mend.by) }
}
