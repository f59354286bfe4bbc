import type { Selectable } from 'kysely'
import type { Handle } from '../client.ts'
import type { StaffActionsTable } from '../schema.ts'

export const ACTIONS_PAGE_MAX = 100

export interface ActionFilter {
  readonly kind: string
  readonly statuses: readonly string[]
  readonly variants: readonly string[]
  readonly subjectKey: string | null
  readonly isOpen: boolean
}

/** Actions of one kind, newest first by keyset, at most {@link ACTIONS_PAGE_MAX}. */
export async function listActionRows(
  db: Handle, filter: ActionFilter, beforeId: number | null, limit: number,
): Promise<{ readonly rows: readonly Selectable<StaffActionsTable>[]; readonly next: number | null }> {
  const size = Math.max(1, Math.min(limit, ACTIONS_PAGE_MAX))
  let query = db.selectFrom('staff_actions').selectAll().where('kind', '=', filter.kind)
  if (filter.statuses.length > 0) query = query.where('status', 'in', filter.statuses)
  if (filter.variants.length > 0) query = query.where('variant', 'in', filter.variants)
  if (filter.subjectKey !== null) query = query.where('subject_key', '=', filter.subjectKey)
  if (filter.isOpen) query = query.where('is_open', '=', 1)
  if (beforeId !== null) query = query.where('id', '<', beforeId)
  const rows = await query.orderBy('id', 'desc').limit(size + 1).execute()
  return { rows: rows.slice(0, size), next: rows.length > size ? (rows[size - 1]?.id ?? null) : null }
}
