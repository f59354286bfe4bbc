import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Selectable } from 'kysely'
import type { Json } from '../../app/domain/values/result.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import { dialectOf, type Handle, type Tx } from '../client.ts'
import type { AuditEventsTable } from '../schema.ts'
import { chainMac, type Keys } from '../seal.ts'
import { countAction } from './metric-hours.ts'

/** What is put on record: who did what to what, from where and why (S51). `before` and `after` are masked by the caller. */
export interface AuditEntry {
  readonly at: Instant
  /** `staff:<id>`, `system`, `command`, `api:<client>`. */
  readonly actor: string
  readonly actorRole: string | null
  /** `noun.verb_in_past`, e.g. `case.decided`, `session.opened`, `personal_data.unmasked`. */
  readonly action: string
  /** `kind:id`, e.g. `case:12`. */
  readonly object: string
  readonly before?: Json
  readonly after?: Json
  readonly reason?: string | null
  readonly ip: string | null
  readonly requestId: string | null
}

export interface AuditEvent extends AuditEntry {
  readonly seq: number
  readonly before: Json
  readonly after: Json
  readonly reason: string | null
  readonly hash: string
}

/** Newest sequence number and hash, keyed: proof of how long the chain was. */
export interface AuditHead {
  readonly seq: number
  readonly hash: string
  readonly mac: string
}

const HEAD_ID = 1
const ZERO_HASH = '0'.repeat(64)
const VERIFY_PAGE = 2_000
export const AUDIT_PAGE_MAX = 200

/**
 * Appends one event to the chain, in the transaction of the change it tells of. The head row is locked first, so events of all processes
 * stand in one order. Acts that alerts watch are counted by the hour with it.
 */
export async function appendAuditEvent(tx: Tx, keys: Keys, entry: AuditEntry): Promise<number> {
  const head = (await lockHead(tx)) ?? (await startChain(tx, keys))
  const row: Omit<Selectable<AuditEventsTable>, 'hash'> = {
    seq: head.seq + 1,
    at: entry.at,
    actor: entry.actor,
    actor_role: entry.actorRole,
    action: entry.action,
    object: entry.object,
    before: jsonText(entry.before),
    after: jsonText(entry.after),
    reason: entry.reason ?? null,
    ip: entry.ip,
    request_id: entry.requestId,
    prev_hash: head.hash,
  }
  const hash = hashOf(keys, row)
  await tx.insertInto('audit_events').values({ ...row, hash }).execute()
  await tx.updateTable('audit_head').set({ seq: row.seq, hash, mac: macOf(keys, row.seq, hash) }).where('id', '=', HEAD_ID).execute()
  await countAction(tx, entry)
  return row.seq
}

async function lockHead(tx: Tx): Promise<{ seq: number; hash: string } | undefined> {
  return tx
    .selectFrom('audit_head')
    .select(['seq', 'hash'])
    .where('id', '=', HEAD_ID)
    .$if(dialectOf(tx) === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst()
}

async function startChain(tx: Tx, keys: Keys): Promise<{ seq: number; hash: string }> {
  await tx
    .insertInto('audit_head')
    .values({ id: HEAD_ID, seq: 0, hash: ZERO_HASH, mac: macOf(keys, 0, ZERO_HASH) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  return (await lockHead(tx)) ?? { seq: 0, hash: ZERO_HASH }
}

function jsonText(value: Json | undefined): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value)
}

/** Every column in fixed order, as JSON, so that no two contents give one text. */
function hashOf(keys: Keys, row: Omit<Selectable<AuditEventsTable>, 'hash'>): string {
  return chainMac(
    keys,
    JSON.stringify([
      row.seq, row.at, row.actor, row.actor_role, row.action, row.object, row.before, row.after, row.reason, row.ip, row.request_id, row.prev_hash,
    ]),
  )
}

function macOf(keys: Keys, seq: number, hash: string): string {
  return chainMac(keys, `head ${seq} ${hash}`)
}

/** Newest head, for export and anchoring; null while nothing is on record. */
export async function getAuditHead(db: Handle): Promise<AuditHead | null> {
  return (await db.selectFrom('audit_head').select(['seq', 'hash', 'mac']).where('id', '=', HEAD_ID).executeTakeFirst()) ?? null
}

/** What `verify` found wrong, with the first sequence number that is. */
export interface AuditFault {
  readonly seq: number
  readonly problem: 'edited' | 'missing' | 'chain_broken' | 'head_missing' | 'head_forged' | 'cut_at_end' | 'anchor_forged' | 'anchor_ahead' | 'anchor_differs' | 'unrecorded'
}

export interface AuditCheck {
  readonly events: number
  readonly head: AuditHead | null
  /** Null when the chain is whole. */
  readonly fault: AuditFault | null
}

/**
 * Walks the whole chain in order, in bounded pages (S52). Edits, deletions, swaps and insertions break a hash or leave a gap; a cut at the end is
 * seen by the keyed head; a chain and head put back from an older copy are seen by `anchors`, heads that were kept outside the database.
 */
export async function checkAuditChain(db: Handle, keys: Keys, anchors: readonly AuditHead[] = []): Promise<AuditCheck> {
  const head = await getAuditHead(db)
  const isForged = (anchor: AuditHead) => anchor.mac !== macOf(keys, anchor.seq, anchor.hash)
  const forgedAnchor = anchors.find(isForged)
  const genuine = anchors.filter((anchor) => !isForged(anchor))
  const anchored = new Map(genuine.map((anchor) => [anchor.seq, anchor]))
  let last = 0
  let hash = ZERO_HASH
  const fault = (seq: number, problem: AuditFault['problem']): AuditCheck => ({ events: last, head, fault: { seq, problem } })
  for (;;) {
    // The thread does other work between two pages.
    await nextTurn()
    const rows = await db.selectFrom('audit_events').selectAll().where('seq', '>', last).orderBy('seq').limit(VERIFY_PAGE).execute()
    for (const row of rows) {
      if (row.seq !== last + 1) return fault(last + 1, 'missing')
      if (row.hash !== hashOf(keys, row)) return fault(row.seq, 'edited')
      if (row.prev_hash !== hash) return fault(row.seq, 'chain_broken')
      const anchor = anchored.get(row.seq)
      if (anchor && anchor.hash !== row.hash) return fault(row.seq, 'anchor_differs')
      last = row.seq
      hash = row.hash
    }
    if (rows.length < VERIFY_PAGE) break
  }
  if (!head) {
    if (last > 0) return fault(last, 'head_missing')
  } else {
    if (head.mac !== macOf(keys, head.seq, head.hash)) return fault(head.seq, 'head_forged')
    if (head.seq > last) return fault(last + 1, 'cut_at_end')
    if (head.seq < last || head.hash !== hash) return fault(head.seq + 1, 'head_forged')
  }
  // That entries are gone says more than that somebody wrote into the anchors to hide it.
  if (genuine.some((anchor) => anchor.seq > last)) return fault(last + 1, 'anchor_ahead')
  return forgedAnchor ? fault(forgedAnchor.seq, 'anchor_forged') : { events: last, head, fault: null }
}

export interface AuditFilter {
  readonly actor?: string | null
  readonly action?: string | null
  readonly object?: string | null
  /** Inclusive and exclusive bounds of `at`. */
  readonly from?: Instant | null
  readonly to?: Instant | null
}

/** How many events of one actor and action there were since an instant; stops at `cap`. */
export async function countAuditEvents(db: Handle, filter: { readonly actor: string; readonly actions: readonly string[]; readonly from: Instant }, cap: number): Promise<number> {
  const rows = await db
    .selectFrom('audit_events')
    .select('seq')
    .where('actor', '=', filter.actor)
    .where('action', 'in', filter.actions)
    .where('at', '>=', filter.from)
    .limit(cap)
    .execute()
  return rows.length
}

/** When somebody last did something to an object since an instant; null when they did not. */
export async function findAuditEvent(db: Handle, about: { readonly actor: string; readonly action: string; readonly object: string; readonly from: Instant }): Promise<Instant | null> {
  const row = await db
    .selectFrom('audit_events').select('at').where('object', '=', about.object).where('actor', '=', about.actor).where('action', '=', about.action).where('at', '>=', about.from)
    .orderBy('seq', 'desc').limit(1).executeTakeFirst()
  return row?.at ?? null
}

export interface AuditCursor {
  readonly at: Instant
  readonly seq: number
}

/** A cursor as the address of a page carries it. */
export function auditCursorText({ at, seq }: AuditCursor): string {
  return `${at}.${seq}`
}

/** The inverse; undefined for what is no cursor. */
export function readAuditCursor(text: string): AuditCursor | undefined {
  const match = /^(\d{1,15})\.(\d{1,15})$/.exec(text)
  return match ? { at: Number(match[1]), seq: Number(match[2]) } : undefined
}

export interface AuditPage {
  readonly events: readonly AuditEvent[]
  /** Where the next, older page begins; null on the last. */
  readonly next: AuditCursor | null
}

/** Events, newest first: by sequence, or by time when a period is asked for. At most {@link AUDIT_PAGE_MAX}. */
export async function listAuditEvents(db: Handle, filter: AuditFilter, after: AuditCursor | null, limit: number): Promise<AuditPage> {
  const size = Math.max(1, Math.min(limit, AUDIT_PAGE_MAX))
  const isPeriod = filter.from != null || filter.to != null
  let query = db.selectFrom('audit_events').selectAll()
  if (filter.actor) query = query.where('actor', '=', filter.actor)
  if (filter.action) query = query.where('action', '=', filter.action)
  if (filter.object) query = query.where('object', '=', filter.object)
  if (filter.from != null) query = query.where('at', '>=', filter.from)
  if (filter.to != null) query = query.where('at', '<', filter.to)
  if (after && isPeriod) {
    query = query.where((eb) => eb.or([eb('at', '<', after.at), eb.and([eb('at', '=', after.at), eb('seq', '<', after.seq)])])).where('at', '<=', after.at)
  } else if (after) {
    query = query.where('seq', '<', after.seq)
  }
  if (isPeriod) query = query.orderBy('at', 'desc')
  const rows = await query.orderBy('seq', 'desc').limit(size + 1).execute()
  const events = rows.slice(0, size).map(eventFromRow)
  const last = events.at(-1)
  return { events, next: rows.length > size && last ? { at: last.at, seq: last.seq } : null }
}

/** What was given as the reason when an action was done to each of these objects, by object; the newest where it was done twice. */
export async function auditReasons(db: Handle, action: string, objects: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (objects.length === 0) return new Map()
  const rows = await db.selectFrom('audit_events').select(['object', 'reason']).where('object', 'in', objects).where('action', '=', action).orderBy('seq').execute()
  return new Map(rows.flatMap(({ object, reason }) => (reason === null ? [] : [[object, reason] as const])))
}

/** A stored row as an event. */
export function eventFromRow(row: Selectable<AuditEventsTable>): AuditEvent {
  return {
    seq: row.seq, at: row.at, actor: row.actor, actorRole: row.actor_role, action: row.action, object: row.object,
    before: jsonOf(row.before), after: jsonOf(row.after), reason: row.reason, ip: row.ip, requestId: row.request_id, hash: row.hash,
  }
}

function jsonOf(text: string | null): Json {
  return text === null ? null : (JSON.parse(text) as Json)
}
