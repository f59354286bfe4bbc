import { sql } from 'kysely'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle } from '../client.ts'
import { type AuditCursor, AUDIT_PAGE_MAX, type AuditPage, eventFromRow } from './audit.ts'

/** What counts as a look at personal data (S51). The index of migration 0009 holds these and no others. */
export const ACCESS_ACTIONS = ['personal_data.unmasked', 'subscriber.viewed', 'subscriber.searched', 'evidence.viewed', 'evidence.packed', 'quarantine.opened', 'export.written'] as const
/** Looks at values in clear, one by one: what is counted for each person (S72). */
export const CLEAR_ACTIONS: readonly AccessAction[] = ['personal_data.unmasked', 'quarantine.opened']
export type AccessAction = (typeof ACCESS_ACTIONS)[number]
/** The predicate of the partial index, word by word. */
const LOOKS = sql<boolean>`action in ('personal_data.unmasked', 'subscriber.viewed', 'subscriber.searched', 'evidence.viewed', 'evidence.packed', 'quarantine.opened', 'export.written')`

/** Cases, actions and orders of one subscriber that are looked through. */
const OBJECTS_MAX = 500

export interface AccessFilter {
  readonly actor: string | null
  readonly action: AccessAction | null
  /** From {@link objectsOfSubscriber}. */
  readonly objects: readonly string[] | null
  readonly from: Instant | null
  readonly to: Instant | null
}

/** Looks, newest first by time. At most {@link AUDIT_PAGE_MAX}. */
export async function listAccess(db: Handle, filter: AccessFilter, after: AuditCursor | null, limit: number): Promise<AuditPage> {
  const size = Math.max(1, Math.min(limit, AUDIT_PAGE_MAX))
  if (filter.objects?.length === 0) return { events: [], next: null }
  let query = db.selectFrom('audit_events').selectAll().where(LOOKS)
  if (filter.actor) query = query.where('actor', '=', filter.actor)
  if (filter.action) query = query.where('action', '=', filter.action)
  if (filter.objects) query = query.where('object', 'in', filter.objects)
  if (filter.from !== null) query = query.where('at', '>=', filter.from)
  if (filter.to !== null) query = query.where('at', '<', filter.to)
  if (after) query = query.where('at', '<=', after.at).where((eb) => eb.or([eb('at', '<', after.at), eb('seq', '<', after.seq)]))
  const rows = await query.orderBy('at', 'desc').orderBy('seq', 'desc').limit(size + 1).execute()
  const events = rows.slice(0, size).map(eventFromRow)
  const last = events.at(-1)
  return { events, next: rows.length > size && last ? { at: last.at, seq: last.seq } : null }
}

/** What looks at this person stand under: the subscriber, their cases, and the staff actions about them. */
export async function objectsOfSubscriber(db: Handle, subscriberId: string): Promise<readonly string[]> {
  const key = `subscriber:${subscriberId}`
  const orders = (await db.selectFrom('orders').select('id').where('subscriber_id', '=', subscriberId).orderBy('created_at', 'desc').limit(OBJECTS_MAX).execute()).map(({ id }) => id)
  const cases = await db.selectFrom('cases').select('id').where((eb) => eb.or([eb('subject_key', '=', key), ...(orders.length > 0 ? [eb('order_row_id', 'in', orders)] : [])])).limit(OBJECTS_MAX).execute()
  const actions = await db.selectFrom('staff_actions').select('id').where((eb) => eb.or([eb('subject_key', '=', key), ...(orders.length > 0 ? [eb('order_row_id', 'in', orders)] : [])])).limit(OBJECTS_MAX).execute()
  return [key, ...cases.map(({ id }) => `case:${id}`), ...actions.map(({ id }) => `action:${id}`)]
}

/** People who had values shown in clear at least `least` times since an instant, most first. */
export async function listHeavyLookers(db: Handle, since: Instant, least: number): Promise<readonly { readonly actor: string; readonly count: number }[]> {
  const rows = await db
    .selectFrom('audit_events').select(['actor', (eb) => eb.fn.countAll<number>().as('count')]).where(LOOKS).where('action', 'in', CLEAR_ACTIONS).where('at', '>=', since)
    .groupBy('actor').having((eb) => eb.fn.countAll<number>(), '>=', least).execute()
  return rows.map(({ actor, count }) => ({ actor, count: Number(count) })).sort((a, b) => b.count - a.count)
}
