import type { DisputeOutcome, DisputeStatus } from '../domain/actions/dispute.ts'
import type { DisputeReason } from '../domain/actions/dispute-evidence.ts'
import type { Instant } from '../domain/values/time.ts'
import { listActionRows } from '../../db/queries/action-list.ts'
import type { UseCaseContext } from './context.ts'

export interface DisputeRow {
  readonly id: number
  readonly reason: DisputeReason
  readonly subject: string
  readonly orderRowId: number | null
  readonly status: DisputeStatus
  readonly outcome: DisputeOutcome | null
  readonly openedAt: Instant
  readonly dueAt: Instant | null
}

/** Disputes, newest first. */
export async function listDisputes(
  { store }: UseCaseContext, request: { readonly statuses: readonly DisputeStatus[]; readonly reasons: readonly DisputeReason[]; readonly isOpen: boolean; readonly before: number | null; readonly limit: number },
): Promise<{ readonly rows: readonly DisputeRow[]; readonly next: string | null }> {
  const page = await listActionRows(store.read, { kind: 'dispute', statuses: request.statuses, variants: request.reasons, subjectKey: null, isOpen: request.isOpen }, request.before, request.limit)
  return {
    next: page.next === null ? null : String(page.next),
    rows: page.rows.map((row) => ({
      id: row.id, reason: row.variant as DisputeReason, subject: row.subject_key, orderRowId: row.order_row_id, status: row.status as DisputeStatus, outcome: row.reason_code as DisputeOutcome | null,
      openedAt: row.opened_at, dueAt: row.is_open === 1 ? row.due_at : null,
    })),
  }
}
