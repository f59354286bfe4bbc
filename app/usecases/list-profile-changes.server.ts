import type { ChangeField, ProfileChangeStatus } from '../domain/actions/profile-change.ts'
import type { Instant } from '../domain/values/time.ts'
import { listActionRows } from '../../db/queries/action-list.ts'
import { staffNames } from '../../db/queries/queue.ts'
import type { UseCaseContext } from './context.ts'

export interface ProfileChangeRow {
  readonly id: number
  readonly field: ChangeField
  readonly subscriberId: string
  readonly status: ProfileChangeStatus
  readonly openedAt: Instant
  readonly dueAt: Instant | null
  readonly maker: string | null
  readonly checker: string | null
}

export interface ProfileChangesRequest {
  readonly statuses: readonly ProfileChangeStatus[]
  readonly fields: readonly ChangeField[]
  readonly subscriberId: string | null
  readonly isOpen: boolean
  readonly before: number | null
  readonly limit: number
}

/** Changes of profiles, newest first; values are shown on the page of each alone. */
export async function listProfileChanges({ store }: UseCaseContext, request: ProfileChangesRequest): Promise<{ readonly rows: readonly ProfileChangeRow[]; readonly next: string | null }> {
  const page = await listActionRows(
    store.read, { kind: 'profile_change', statuses: request.statuses, variants: request.fields, subjectKey: request.subscriberId === null ? null : `subscriber:${request.subscriberId}`, isOpen: request.isOpen },
    request.before, request.limit,
  )
  const names = await staffNames(store.read, page.rows.flatMap((row) => [row.maker_id, row.checker_id]))
  const nameOf = (id: number | null) => (id === null ? null : (names.get(id) ?? `#${id}`))
  return {
    next: page.next === null ? null : String(page.next),
    rows: page.rows.map((row) => ({
      id: row.id, field: row.variant as ChangeField, subscriberId: row.subject_key.slice(row.subject_key.indexOf(':') + 1), status: row.status as ProfileChangeStatus, openedAt: row.opened_at,
      dueAt: row.due_at, maker: nameOf(row.maker_id), checker: nameOf(row.checker_id),
    })),
  }
}
