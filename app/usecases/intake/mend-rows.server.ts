import { findQuarantinedRow, listQuarantinedRows, type QuarantineFilter } from '../../../db/queries/imports.ts'
import { maskedCell } from '../../domain/exports/own-rows.ts'
import { refuse, accept, type Result } from '../../domain/values/result.ts'
import type { UseCaseContext } from '../context.ts'
import { maskedLine, type QuarantineLine } from './list-quarantine.server.ts'
import { dismissRow, mendRow, putRowBack, tryRow } from './mend-row.server.ts'

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
  /** Those that were tried. */
  readonly ids: readonly number[]
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
 * being stored, and keeps what it came with unless the mend got it past the field it was refused for. Refuses `nothing_selected`, `too_many_rows_at_once`,
 * and `mend_incomplete` without a column, the value to set or the piece to look for.
 */
export async function mendRows(context: UseCaseContext, choice: RowChoice, mend: SameMend): Promise<Result<MendedRows>> {
  const ids = await idsOf(context, choice)
  if (!ids.ok) return ids
  if (isIncomplete(mend)) return refuse('mend_incomplete', {}, 'column')
  const told = { stored: 0, versions: 0, refused: 0, gone: 0 }
  for (const id of ids.value) {
    const changes = await changesOf(context, id, mend)
    const mended = await mendRow(context, id, changes, mend ? 'further' : 'each')
    if (mended.ok) {
      told.stored += 1
      if (mended.value.state === 'new_version') told.versions += 1
    } else if (mended.refusal.code === 'row_still_refused' || mended.refusal.code === 'row_cells') told.refused += 1
    else told.gone += 1
  }
  return accept({ ids: ids.value, ...told })
}

/** What one mend would do to many rows. */
export interface TriedRows {
  /** Rows that would be stored. */
  readonly readable: number
  /** Rows that would get past the field they are refused for, and be refused for another. */
  readonly further: number
  /** Rows that would stay as they are. */
  readonly refused: number
  /** Some of them, those that would be refused first; cells masked (S71), `rejection` null where the row would be stored. */
  readonly shown: readonly { readonly id: number; readonly line: number; readonly fileName: string; readonly before: string; readonly after: string; readonly rejection: QuarantineLine['rejection'] | null }[]
}

const SHOWN_ROWS = 6

/** What {@link mendRows} would do, and does not yet; refuses what that refuses. */
export async function tryRows(context: Pick<UseCaseContext, 'store' | 'keys'>, choice: RowChoice, mend: NonNullable<SameMend>): Promise<Result<TriedRows>> {
  const ids = await idsOf(context, choice)
  if (!ids.ok) return ids
  if (isIncomplete(mend)) return refuse('mend_incomplete', {}, 'column')
  const told = { readable: 0, further: 0, refused: 0 }
  const seen: TriedRows['shown'][number][] = []
  for (const id of ids.value) {
    const changes = await changesOf(context, id, mend)
    const tried = await tryRow(context, id, changes)
    if (!tried.ok) continue
    const { row, file, reading } = tried.value
    const rejection = 'record' in reading ? null : reading.rejection
    const outcome = rejection === null ? 'readable' : rejection.field === row.rejection.field ? 'refused' : 'further'
    told[outcome] += 1
    const before = new Map(row.cells).get(mend.column) ?? ''
    const line = maskedLine({ ...row, rejection: rejection ?? row.rejection }, file)
    seen.push({ id, line: line.line, fileName: line.fileName, before: maskedCell(mend.column, before), after: maskedCell(mend.column, changes[mend.column] ?? ''), rejection: rejection && line.rejection })
  }
  return accept({ ...told, shown: seen.sort((a, b) => Number(a.rejection === null) - Number(b.rejection === null)).slice(0, SHOWN_ROWS) })
}

function isIncomplete(mend: SameMend): boolean {
  return mend !== null && (mend.column.trim() === '' || (mend.type === 'set' && mend.value.trim() === '') || (mend.type === 'replace' && mend.find === ''))
}

/** Gives many rows up for one reason, each on record; answers with those it was. Refuses `nothing_selected`, `too_many_rows_at_once` and `reason_missing`. */
export async function dismissRows(context: UseCaseContext, choice: RowChoice, reason: string): Promise<Result<{ readonly dismissed: readonly number[]; readonly gone: number }>> {
  const ids = await idsOf(context, choice)
  if (!ids.ok) return ids
  const dismissed: number[] = []
  for (const id of ids.value) {
    const done = await dismissRow(context, id, reason)
    if (done.ok) dismissed.push(id)
    else if (done.refusal.code === 'reason_missing') return done
  }
  return accept({ dismissed, gone: ids.value.length - dismissed.length })
}

/** Takes back the dismissal of rows, each on record. One that cannot be put back keeps no other from it; refuses `nothing_selected`, `too_many_rows_at_once`, and, when it is all of them, what is wrong with the last. */
export async function putRowsBack(context: UseCaseContext, rowIds: readonly number[]): Promise<Result<{ readonly back: number; readonly gone: number }>> {
  const ids = await idsOf(context, { ids: rowIds })
  if (!ids.ok) return ids
  let back = 0
  let refused: Result<never> | null = null
  for (const id of ids.value) {
    const done = await putRowBack(context, id)
    if (done.ok) back += 1
    else refused = done
  }
  return back === 0 && refused !== null ? refused : accept({ back, gone: ids.value.length - back })
}

async function idsOf({ store, keys }: Pick<UseCaseContext, 'store' | 'keys'>, choice: RowChoice): Promise<Result<readonly number[]>> {
  const ids = 'ids' in choice ? [...new Set(choice.ids)] : (await listQuarantinedRows(store.read, keys, { ...choice.filter, state: 'waiting' }, 0, MOST_MENDED)).map((row) => row.id)
  if (ids.length === 0) return refuse('nothing_selected')
  return ids.length > MOST_MENDED ? refuse('too_many_rows_at_once', { max: MOST_MENDED }) : accept(ids)
}

async function changesOf({ store, keys }: Pick<UseCaseContext, 'store' | 'keys'>, id: number, mend: SameMend): Promise<Readonly<Record<string, string>>> {
  if (!mend) return {}
  if (mend.type === 'set') return { [mend.column]: mend.value }
  if (mend.type === 'clear') return { [mend.column]: '' }
  const row = await findQuarantinedRow(store.read, keys, id)
  const before = new Map(row?.cells ?? []).get(mend.column) ?? ''
  return { [mend.column]: before.replaceAll(mend.find, mend.by) }
}
