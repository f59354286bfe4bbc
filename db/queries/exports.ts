import type { Selectable } from 'kysely'
import type { AnyRecord } from '../../app/domain/intake/record.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle } from '../client.ts'
import { flagFromRow, orderFromRow, profileChangeFromRow, receiptFromRow, type StoredFlag } from '../codecs.ts'
import type { AuditEventsTable, CasesTable, QuarantineTable, StaffActionsTable } from '../schema.ts'
import type { Keys } from '../seal.ts'

/** A page of an export: rows after `afterId` by id, from an instant on when one is given. At most `limit`. */
export interface ExportPage {
  readonly afterId: number
  readonly since: Instant | null
  readonly limit: number
}

export interface Exported<T> {
  readonly id: number
  readonly value: T
}

export async function exportOrders(db: Handle, { afterId, since, limit }: ExportPage): Promise<readonly Exported<AnyRecord>[]> {
  let query = db.selectFrom('orders').selectAll().where('id', '>', afterId).orderBy('id').limit(limit)
  if (since !== null) query = query.where('created_at', '>=', since)
  return (await query.execute()).map((row) => ({ id: row.id, value: orderFromRow(row) }))
}

export async function exportReceipts(db: Handle, { afterId, since, limit }: ExportPage): Promise<readonly Exported<AnyRecord>[]> {
  let query = db.selectFrom('receipts').selectAll().where('id', '>', afterId).orderBy('id').limit(limit)
  if (since !== null) query = query.where('occurred_at', '>=', since)
  return (await query.execute()).map((row) => ({ id: row.id, value: receiptFromRow(row) }))
}

export async function exportProfileChanges(db: Handle, keys: Keys, { afterId, since, limit }: ExportPage): Promise<readonly Exported<AnyRecord>[]> {
  let query = db.selectFrom('profile_changes').selectAll().where('id', '>', afterId).orderBy('id').limit(limit)
  if (since !== null) query = query.where('at', '>=', since)
  return (await query.execute()).map((row) => ({ id: row.id, value: profileChangeFromRow(keys, row) }))
}

/** Flags that stand, by when the flagged record happened. */
export async function exportFlags(db: Handle, { afterId, since, limit }: ExportPage): Promise<readonly Exported<StoredFlag>[]> {
  let query = db.selectFrom('flags').selectAll().where('id', '>', afterId).where('withdrawn_at', 'is', null).orderBy('id').limit(limit)
  if (since !== null) query = query.where('at', '>=', since)
  return (await query.execute()).map((row) => ({ id: row.id, value: flagFromRow(row) }))
}

export async function exportCases(db: Handle, { afterId, since, limit }: ExportPage): Promise<readonly Exported<Selectable<CasesTable> & { readonly assignee: string | null; readonly decider: string | null }>[]> {
  let query = db
    .selectFrom('cases')
    .leftJoin('staff as assigned', 'assigned.id', 'cases.assignee_id')
    .leftJoin('staff as deciding', 'deciding.id', 'cases.decided_by')
    .selectAll('cases')
    .select(['assigned.name as assignee', 'deciding.name as decider'])
    .where('cases.id', '>', afterId)
    .orderBy('cases.id')
    .limit(limit)
  if (since !== null) query = query.where('cases.opened_at', '>=', since)
  return (await query.execute()).map((row) => ({ id: row.id, value: row }))
}

/** Staff actions of one kind, by when they were begun. */
export async function exportActions(db: Handle, kind: string, { afterId, since, limit }: ExportPage): Promise<readonly Exported<Selectable<StaffActionsTable> & { readonly maker: string | null; readonly checker: string | null; readonly order_id: string | null }>[]> {
  let query = db
    .selectFrom('staff_actions')
    .leftJoin('staff as making', 'making.id', 'staff_actions.maker_id')
    .leftJoin('staff as checking', 'checking.id', 'staff_actions.checker_id')
    .leftJoin('orders', 'orders.id', 'staff_actions.order_row_id')
    .selectAll('staff_actions')
    .select(['making.name as maker', 'checking.name as checker', 'orders.order_id as order_id'])
    .where('staff_actions.kind', '=', kind)
    .where('staff_actions.id', '>', afterId)
    .orderBy('staff_actions.id')
    .limit(limit)
  if (since !== null) query = query.where('staff_actions.opened_at', '>=', since)
  return (await query.execute()).map((row) => ({ id: row.id, value: row }))
}

export async function exportQuarantine(
  db: Handle, { afterId, since, limit }: ExportPage,
): Promise<readonly Exported<Selectable<QuarantineTable> & { readonly name: string; readonly startedAt: Instant }>[]> {
  let query = db
    .selectFrom('quarantine')
    .innerJoin('import_files', 'import_files.id', 'quarantine.import_file_id')
    .innerJoin('imports', 'imports.id', 'import_files.import_id')
    .selectAll('quarantine')
    .select(['import_files.name as name', 'imports.started_at as startedAt'])
    .where('quarantine.id', '>', afterId)
    .orderBy('quarantine.id')
    .limit(limit)
  if (since !== null) query = query.where('imports.started_at', '>=', since)
  return (await query.execute()).map((row) => ({ id: row.id, value: row }))
}

/** Audit events as stored, in their order. */
export async function exportAudit(db: Handle, { afterId, since, limit }: ExportPage): Promise<readonly Exported<Selectable<AuditEventsTable>>[]> {
  let query = db.selectFrom('audit_events').selectAll().where('seq', '>', afterId).orderBy('seq').limit(limit)
  if (since !== null) query = query.where('at', '>=', since)
  return (await query.execute()).map((row) => ({ id: row.seq, value: row }))
}
