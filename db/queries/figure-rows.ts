import { actionPage } from '../../app/domain/actions/action-page.ts'
import type { FigureKind } from '../../app/domain/figures/figure.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle } from '../client.ts'

/** What a list says of a row: its name, where it leads, when, how it stands, and who. */
export interface FigureRow {
  readonly id: number
  readonly name: string
  readonly href: string | null
  readonly at: Instant | null
  /** A code and the vocabulary it is named by; null where there is none. */
  readonly state: { readonly vocabulary: string; readonly code: string } | null
  readonly who: number | null
}

/** Rows of one kind by their ids, in any order; what is gone is left out. */
export async function describeRows(db: Handle, kind: FigureKind, ids: readonly number[]): Promise<readonly FigureRow[]> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return []
  switch (kind) {
    case 'case': {
      const rows = await db.selectFrom('cases').select(['id', 'order_id', 'opened_at', 'state', 'assignee_id', 'decided_by']).where('id', 'in', wanted).execute()
      return rows.map((row) => ({ id: row.id, name: row.order_id ?? `#${row.id}`, href: `/cases/${row.id}`, at: row.opened_at, state: { vocabulary: 'case_state', code: row.state }, who: row.decided_by ?? row.assignee_id }))
    }
    case 'order': {
      const rows = await db.selectFrom('orders').select(['id', 'order_id', 'created_at', 'status']).where('id', 'in', wanted).execute()
      return rows.map((row) => ({ id: row.id, name: row.order_id, href: `/orders/${row.id}`, at: row.created_at, state: { vocabulary: 'order_status', code: row.status }, who: null }))
    }
    case 'action': {
      const rows = await db.selectFrom('staff_actions').select(['id', 'kind', 'status', 'opened_at', 'maker_id', 'order_row_id', 'reference']).where('id', 'in', wanted).execute()
      return rows.map((row) => ({
        id: row.id, name: row.reference ?? `${row.kind}:${row.id}`, href: actionPage(row.kind, row.id),
        at: row.opened_at, state: { vocabulary: `${row.kind}_state`, code: row.status }, who: row.maker_id,
      }))
    }
    case 'approval': {
      const rows = await db.selectFrom('approvals').select(['id', 'object', 'requested_at', 'state', 'maker_id']).where('id', 'in', wanted).execute()
      return rows.map((row) => ({ id: row.id, name: row.object, href: '/approvals', at: row.requested_at, state: { vocabulary: 'approval_state', code: row.state }, who: row.maker_id }))
    }
    case 'review': {
      const rows = await db.selectFrom('second_reviews').select(['id', 'case_id', 'reviewed_at', 'second_id']).where('id', 'in', wanted).execute()
      return rows.map((row) => ({ id: row.id, name: `#${row.case_id}`, href: '/second-reviews', at: row.reviewed_at, state: null, who: null }))
    }
    case 'audit': {
      const rows = await db.selectFrom('audit_events').select(['seq', 'object', 'at', 'actor', 'action']).where('seq', 'in', wanted).execute()
      return rows.map((row) => ({ id: row.seq, name: row.object, href: row.object.startsWith('case:') ? `/cases/${row.object.slice(5)}` : '/audit', at: row.at, state: { vocabulary: 'audit_action', code: row.action }, who: /^staff:\d+$/.test(row.actor) ? Number(row.actor.slice(6)) : null }))
    }
    case 'ledger': {
      const rows = await db.selectFrom('ledger_entries').select(['id', 'entry_id', 'at', 'type']).where('id', 'in', wanted).execute()
      return rows.map((row) => ({ id: row.id, name: row.entry_id, href: null, at: row.at, state: { vocabulary: 'ledger_type', code: row.type }, who: null }))
    }
    case 'change': {
      const rows = await db.selectFrom('profile_changes').select(['id', 'change_id', 'subscriber_id', 'at', 'field']).where('id', 'in', wanted).execute()
      return rows.map((row) => ({ id: row.id, name: row.change_id, href: `/subscribers/${encodeURIComponent(row.subscriber_id)}`, at: row.at, state: { vocabulary: 'profile_field', code: row.field }, who: null }))
    }
    case 'quarantine': {
      const rows = await db.selectFrom('quarantine').innerJoin('import_files', 'import_files.id', 'quarantine.import_file_id').select(['quarantine.id', 'import_files.name', 'quarantine.line', 'quarantine.reason_code', 'import_files.import_id'])
        .where('quarantine.id', 'in', wanted).execute()
      return rows.map((row) => ({ id: row.id, name: `${row.name}:${row.line}`, href: `/imports/${row.import_id}`, at: null, state: { vocabulary: 'rejection', code: row.reason_code }, who: null }))
    }
    case 'file': {
      const rows = await db.selectFrom('import_files').innerJoin('imports', 'imports.id', 'import_files.import_id').select(['import_files.id', 'import_files.name', 'imports.started_at', 'imports.staff_id', 'import_files.import_id'])
        .where('import_files.id', 'in', wanted).execute()
      return rows.map((row) => ({ id: row.id, name: row.name, href: `/imports/${row.import_id}`, at: row.started_at, state: null, who: row.staff_id }))
    }
    case 'alert': {
      const rows = await db.selectFrom('alerts').select(['id', 'rule_name', 'subject', 'raised_at', 'state']).where('id', 'in', wanted).execute()
      return rows.map((row) => ({ id: row.id, name: row.subject === '' ? row.rule_name : `${row.rule_name}: ${row.subject}`, href: `/alerts/${row.id}`, at: row.raised_at, state: { vocabulary: 'alert_state', code: row.state }, who: null }))
    }
    case 'list_entry': {
      const rows = await db.selectFrom('list_entries').select(['id', 'list', 'added_at', 'added_by']).where('id', 'in', wanted).execute()
      // Their values may be numbers of people: the entry's own page shows them masked.
      return rows.map((row) => ({ id: row.id, name: `#${row.id}`, href: `/lists/${row.id}`, at: row.added_at, state: { vocabulary: 'own_list', code: row.list }, who: row.added_by }))
    }
    default: return []
  }
}
