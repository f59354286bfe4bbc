import type { Selectable } from 'kysely'
import type { Handle } from '../client.ts'
import { groupBy } from '../group-by.ts'
import type { ActionEventsTable, AuditEventsTable, NoticesTable, StaffActionsTable } from '../schema.ts'

/** What was done about a case besides its own events: actions of staff with their histories, notices to customers, evidence packs. */
export interface DeedRows {
  /** Oldest first; `events` in order and without what is sealed. */
  readonly actions: readonly { readonly row: Selectable<StaffActionsTable>; readonly events: readonly Pick<Selectable<ActionEventsTable>, 'type' | 'data' | 'staff_id' | 'at'>[] }[]
  readonly notices: readonly Pick<Selectable<NoticesTable>, 'kind' | 'object' | 'channel' | 'to_masked' | 'state' | 'created_at'>[]
  readonly packs: readonly Pick<Selectable<AuditEventsTable>, 'actor' | 'object' | 'at'>[]
}

/** What the deeds of a case hang on: its orders and those of its parts, the cases themselves, and the customer. */
export interface DeedsAbout {
  readonly caseIds: readonly number[]
  readonly orderRowIds: readonly number[]
  readonly subscriberId: string | null
}

/** Kinds that are told where they were done about the customer and not about the order. */
const ABOUT_PERSON = ['profile_change', 'legal_hold'] as const
/** Most of each that are read, the newest; a case with more is read on the pages of its actions. */
const ACTIONS_MAX = 100
const NOTICES_MAX = 200
const PACKS_MAX = 50

/** Deeds of a case, each from one bounded index range. */
export async function listDeeds(db: Handle, { caseIds, orderRowIds, subscriberId }: DeedsAbout): Promise<DeedRows> {
  const newest = () => db.selectFrom('staff_actions').selectAll().orderBy('id', 'desc').limit(ACTIONS_MAX)
  const found = await Promise.all([
    orderRowIds.length === 0 ? [] : newest().where('order_row_id', 'in', orderRowIds).execute(),
    caseIds.length === 0 ? [] : newest().where('case_id', 'in', caseIds).execute(),
    caseIds.length === 0 ? [] : newest().where('subject_key', 'in', caseIds.map((id) => `case:${id}`)).execute(),
    subscriberId === null ? [] : newest().where('subject_key', '=', `subscriber:${subscriberId}`).where('kind', 'in', ABOUT_PERSON).execute(),
  ])
  const rows = [...new Map(found.flat().map((row) => [row.id, row])).values()].sort((a, b) => a.id - b.id).slice(-ACTIONS_MAX)
  const ids = rows.map((row) => row.id)
  const objects = [...caseIds.map((id) => `case:${id}`), ...ids.map((id) => `action:${id}`)]
  const [events, notices, packs] = await Promise.all([
    ids.length === 0 ? [] : db.selectFrom('action_events').select(['action_id', 'type', 'data', 'staff_id', 'at']).where('action_id', 'in', ids).orderBy('action_id').orderBy('seq').execute(),
    objects.length === 0 ? [] : db.selectFrom('notices').select(['kind', 'object', 'channel', 'to_masked', 'state', 'created_at']).where('object', 'in', objects).orderBy('id', 'desc').limit(NOTICES_MAX).execute(),
    objects.length === 0 ? [] : db.selectFrom('audit_events').select(['actor', 'object', 'at']).where('object', 'in', objects).where('action', '=', 'evidence.packed').orderBy('seq', 'desc').limit(PACKS_MAX).execute(),
  ])
  const histories = groupBy(events, (event) => event.action_id)
  return { actions: rows.map((row) => ({ row, events: histories.get(row.id) ?? [] })), notices, packs }
}
