import { type AccessAction, type AccessFilter, ACCESS_ACTIONS, listAccess as listLooks, listHeavyLookers, objectsOfSubscriber } from '../../../db/queries/access-log.ts'
import { auditCursorText, type AuditEvent, readAuditCursor } from '../../../db/queries/audit.ts'
import { staffNames } from '../../../db/queries/queue.ts'
import { getPrivacySettings } from '../../../db/queries/settings.ts'
import { accept, refuse, type Json, type Result } from '../../domain/values/result.ts'
import { DAY_MS, instantText, type Instant } from '../../domain/values/time.ts'
import type { UseCaseContext } from '../context.ts'
import { listText } from '../exports/export-list.server.ts'

export { ACCESS_ACTIONS }

export interface AccessRequest {
  readonly actor: string | null
  readonly action: AccessAction | null
  readonly subscriberId: string | null
  readonly from: Instant | null
  readonly to: Instant | null
}

/** Somebody looked at somebody's data. */
export interface AccessRow {
  readonly seq: number
  readonly at: Instant
  readonly actor: string
  readonly actorName: string | null
  readonly actorRole: string | null
  readonly action: string
  /** Whose data: `subscriber:…`, `case:…`, `action:…`, `export:…`. */
  readonly object: string
  /** Which field was shown, and how it looks hidden; null where whole pages or files were opened. */
  readonly field: string | null
  /** What was changed, where the field is of a profile change. */
  readonly changed: string | null
  readonly masked: string | null
  readonly rows: number | null
  readonly reason: string | null
  /** Above what is usual for one person in a day. */
  readonly isAlert: boolean
}

interface HeavyLooker {
  readonly actor: string
  readonly name: string | null
  readonly count: number
}

export interface AccessView {
  readonly rows: readonly AccessRow[]
  readonly next: string | null
  /** People who had more shown in clear in the last day than is usual. */
  readonly heavy: readonly HeavyLooker[]
  readonly alertFrom: number
}

const STAFF_ACTOR = /^staff:(\d{1,15})$/
const idOf = (actor: string) => Number(STAFF_ACTOR.exec(actor)?.[1] ?? 0)

/** Who saw whose personal data, when and why, newest first (S51). Refuses `cursor_unknown`. */
export async function listAccess(context: UseCaseContext, request: AccessRequest, after: string | null, limit: number): Promise<Result<AccessView>> {
  const { store } = context
  const cursor = after === null ? null : readAuditCursor(after)
  if (cursor === undefined) return refuse('cursor_unknown', {}, 'after')
  const page = await listLooks(store.read, await filterOf(context, request), cursor, limit)
  const heavy = await findHeavyLookers(context)
  const names = await staffNames(store.read, [...page.events, ...heavy.people].map(({ actor }) => idOf(actor)))
  const nameOf = (actor: string) => names.get(idOf(actor)) ?? null
  return accept({
    rows: page.events.map((event) => rowOf(event, nameOf(event.actor))), next: page.next ? auditCursorText(page.next) : null,
    heavy: heavy.people.map((one) => ({ ...one, name: nameOf(one.actor) })), alertFrom: heavy.alertFrom,
  })
}

/** People who had values shown in clear in the last day as often as the settings call too much. */
export async function findHeavyLookers({ store, now }: Pick<UseCaseContext, 'store' | 'now'>): Promise<{ readonly people: readonly { readonly actor: string; readonly count: number }[]; readonly alertFrom: number }> {
  const { settings } = await getPrivacySettings(store.read)
  return { people: await listHeavyLookers(store.read, now - DAY_MS, settings.unmaskAlert), alertFrom: settings.unmaskAlert }
}

const COLUMNS = ['seq', 'at', 'actor', 'actorName', 'actorRole', 'action', 'object', 'field', 'changed', 'masked', 'rows', 'reason', 'alert'] as const

/** {@link listAccess} as guarded CSV; that it was written is itself a look, and on record (S41). */
export function accessText(context: UseCaseContext, request: AccessRequest): AsyncGenerator<string, void> {
  return listText(context, {
    name: 'access-log', columns: COLUMNS,
    page: async (after) => {
      const page = await listAccess(context, request, after, 200)
      return page.ok ? page.value : { rows: [], next: null }
    },
    cells: (row) => [row.seq, instantText(row.at), row.actor, row.actorName, row.actorRole, row.action, row.object, row.field, row.changed, row.masked, row.rows, row.reason, row.isAlert],
  })
}

async function filterOf({ store }: UseCaseContext, { actor, action, subscriberId, from, to }: AccessRequest): Promise<AccessFilter> {
  return { actor, action, from, to, objects: subscriberId === null ? null : await objectsOfSubscriber(store.read, subscriberId) }
}

function rowOf({ seq, at, actor, actorRole, action, object, after, reason }: AuditEvent, actorName: string | null): AccessRow {
  const data = (after !== null && typeof after === 'object' && !Array.isArray(after) ? after : {}) as { readonly [key: string]: Json }
  const text = (value: Json | undefined) => (typeof value === 'string' ? value : null)
  return {
    seq, at, actor, actorName, actorRole, action, object, field: text(data.field), changed: text(data.changed), masked: text(data.masked), rows: typeof data.rows === 'number' ? data.rows : null, reason, isAlert: data.alert === true,
  }
}
