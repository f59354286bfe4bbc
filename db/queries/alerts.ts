import { sql, type Selectable } from 'kysely'
import { type Alert, ALERT_STATES, type AlertEventType, type AlertState } from '../../app/domain/alerts/alert.ts'
import { type AlertRule, DEFAULT_ALERT_RULES, type Judgement } from '../../app/domain/alerts/alert-rule.ts'
import type { AlertMetric } from '../../app/domain/alerts/metric.ts'
import type { Severity } from '../../app/domain/cases/flag.ts'
import type { Json } from '../../app/domain/values/result.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle, Tx } from '../client.ts'
import type { AlertsTable } from '../schema.ts'
import { COUNT_CAP, countEach } from './counts.ts'

/** The predicate of the index, word for word (trap 6). */
const IS_OPEN = sql<boolean>`is_open = 1`
const ALERTS_PAGE_MAX = 100

export interface StoredAlertRule {
  readonly rule: AlertRule
  /** 0 while it is the program's own. */
  readonly version: number
  readonly changedAt: Instant | null
}

/** Every rule: the program's own as staff changed them, then those staff made. */
export async function listAlertRules(db: Handle): Promise<readonly StoredAlertRule[]> {
  const rows = await db.selectFrom('alert_rules').selectAll().orderBy('code').limit(500).execute()
  const stored = new Map(rows.map((row) => [row.code, row]))
  const own = DEFAULT_ALERT_RULES.map((rule): StoredAlertRule => {
    const row = stored.get(rule.code)
    stored.delete(rule.code)
    return row ? { rule: { ...rule, ...(JSON.parse(row.definition) as Partial<AlertRule>) }, version: row.version, changedAt: row.changed_at } : { rule, version: 0, changedAt: null }
  })
  return [...own, ...[...stored.values()].map((row) => ({ rule: JSON.parse(row.definition) as AlertRule, version: row.version, changedAt: row.changed_at }))]
}

/** Stores a rule if it still has the version that was read; false when somebody was faster. */
export async function saveAlertRule(tx: Tx, rule: AlertRule, readVersion: number, changed: { readonly at: Instant; readonly by: number | null }): Promise<boolean> {
  const row = { definition: JSON.stringify(rule), version: readVersion + 1, changed_at: changed.at, changed_by: changed.by }
  if (readVersion === 0) {
    const inserted = await tx.insertInto('alert_rules').values({ code: rule.code, ...row }).onConflict((conflict) => conflict.column('code').doNothing()).executeTakeFirst()
    return (inserted.numInsertedOrUpdatedRows ?? 0n) === 1n
  }
  return (await tx.updateTable('alert_rules').set(row).where('code', '=', rule.code).where('version', '=', readVersion).executeTakeFirst()).numUpdatedRows === 1n
}

/** Every open alert; a rule has one a subject, and subjects that alert at once become a storm. */
export async function listOpenAlerts(db: Handle): Promise<readonly Alert[]> {
  const rows = await db.selectFrom('alerts').selectAll().where(IS_OPEN).orderBy('raised_at', 'desc').orderBy('id').limit(5_000).execute()
  return rows.map(alertFromRow)
}

/** Raised, untold, and no part of a storm. */
export async function listUntoldAlerts(db: Handle): Promise<readonly Alert[]> {
  const rows = await db.selectFrom('alerts').selectAll().where('state', '=', 'raised').where('told_at', 'is', null).where('storm_id', 'is', null).orderBy('raised_at', 'desc').orderBy('id').limit(200).execute()
  return rows.map(alertFromRow)
}

export async function findAlert(db: Handle, id: number): Promise<Alert | null> {
  const row = await db.selectFrom('alerts').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? alertFromRow(row) : null
}

/** An alert as lists show it. */
export async function findAlertRow(db: Handle, id: number): Promise<AlertListRow | null> {
  const alert = await findAlert(db, id)
  if (!alert) return null
  const [handler, members] = await Promise.all([
    alert.handledBy === null ? null : db.selectFrom('staff').select('name').where('id', '=', alert.handledBy).executeTakeFirst(),
    db.selectFrom('alerts').select((eb) => eb.fn.countAll<number | string>().as('n')).where('storm_id', '=', id).executeTakeFirst(),
  ])
  return { ...alert, handler: handler?.name ?? null, members: Number(members?.n ?? 0) }
}

/** Raises an alert; null when one is open for this rule and subject. */
export async function insertAlert(tx: Tx, rule: AlertRule, judgement: Judgement, now: Instant): Promise<number | null> {
  const { reading } = judgement
  const row = await tx
    .insertInto('alerts')
    .values({
      rule_code: rule.code, rule_name: rule.name, metric: rule.metric, subject: reading.subject, severity: rule.severity, state: 'raised', is_open: 1, version: 1, ...measured(judgement),
      data: JSON.stringify({ ...judgement.reading.data, direction: rule.direction, windowHours: rule.windowHours }), raised_at: now, last_held_at: now, handled_by: null, snoozed_until: null, resolved_at: null, told_at: null, storm_id: null,
    })
    .onConflict((conflict) => conflict.columns(['rule_code', 'subject']).where(IS_OPEN).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

function measured({ reading, limit }: Judgement) {
  return {
    value: reading.value, limit_value: limit, centre: reading.baseline?.centre ?? null, spread: reading.baseline?.spread ?? null, volume: Math.round(reading.volume), window_from: reading.from,
    window_to: reading.to,
  }
}

/** It held at this look; a worse measure takes the place of the one that was kept. Not a new version: nobody decided anything. */
export async function touchAlert(tx: Tx, { id, data }: Pick<Alert, 'id' | 'data'>, now: Instant, worse: Judgement | null): Promise<void> {
  await tx.updateTable('alerts').set({ last_held_at: now, ...(worse ? { ...measured(worse), data: JSON.stringify({ ...data, ...worse.reading.data }) } : {}) }).where('id', '=', id).where(IS_OPEN).execute()
}

/** Moves an alert from the version that was read; false when somebody moved it meanwhile. */
export async function moveAlert(
  tx: Tx, alert: Pick<Alert, 'id' | 'version'>, to: { readonly state: AlertState; readonly snoozedUntil?: Instant | null; readonly handledBy?: number | null; readonly resolvedAt?: Instant | null },
): Promise<boolean> {
  const updated = await tx
    .updateTable('alerts')
    .set({
      state: to.state, is_open: to.state === 'resolved' ? 0 : 1, version: alert.version + 1, snoozed_until: to.snoozedUntil ?? null,
      ...(to.handledBy === undefined ? {} : { handled_by: to.handledBy }), ...(to.resolvedAt === undefined ? {} : { resolved_at: to.resolvedAt }),
    })
    .where('id', '=', alert.id)
    .where('version', '=', alert.version)
    .where(IS_OPEN)
    .executeTakeFirst()
  return updated.numUpdatedRows === 1n
}

/** Those concerned have been told. */
export async function markTold(tx: Tx, ids: readonly number[], now: Instant): Promise<void> {
  if (ids.length > 0) await tx.updateTable('alerts').set({ told_at: now }).where('id', 'in', [...ids]).execute()
}

/** What belongs to a storm already stays where it is. */
export async function joinStorm(tx: Tx, ids: readonly number[], stormId: number): Promise<void> {
  if (ids.length > 0) await tx.updateTable('alerts').set({ storm_id: stormId }).where('id', 'in', [...ids]).where('storm_id', 'is', null).execute()
}

/** What still stands when a storm is over stands on its own again; those concerned were told by the storm. */
export async function leaveStorm(tx: Tx, stormId: number, now: Instant): Promise<void> {
  await tx.updateTable('alerts').set({ storm_id: null, told_at: now }).where('storm_id', '=', stormId).where(IS_OPEN).execute()
}

export interface AlertEvent {
  readonly id: number
  readonly type: AlertEventType
  readonly data: Readonly<Record<string, Json>>
  readonly staffName: string | null
  readonly at: Instant
}

export async function addAlertEvent(tx: Tx, event: { readonly alertId: number; readonly type: AlertEventType; readonly data?: Readonly<Record<string, Json>>; readonly staffId?: number | null; readonly at: Instant }): Promise<void> {
  await tx.insertInto('alert_events').values({ alert_id: event.alertId, type: event.type, data: JSON.stringify(event.data ?? {}), staff_id: event.staffId ?? null, at: event.at }).execute()
}

export async function listAlertEvents(db: Handle, alertId: number): Promise<readonly AlertEvent[]> {
  const rows = await db
    .selectFrom('alert_events').leftJoin('staff', 'staff.id', 'alert_events.staff_id')
    .select(['alert_events.id', 'alert_events.type', 'alert_events.data', 'alert_events.at', 'staff.name'])
    .where('alert_id', '=', alertId).orderBy('alert_events.id').limit(500).execute()
  return rows.map((row) => ({ id: row.id, type: row.type as AlertEventType, data: JSON.parse(row.data) as Record<string, Json>, staffName: row.name, at: row.at }))
}

export async function newestAlertEventId(db: Handle): Promise<number> {
  const row = await db.selectFrom('alert_events').select((eb) => eb.fn.max('id').as('id')).executeTakeFirst()
  return Number(row?.id ?? 0)
}

/** Alerts raised, ended or taken in hand after an event, by type; capped. */
export async function countAlertEventsAfter(db: Handle, afterId: number): Promise<Readonly<Record<string, number>>> {
  const { rows } = await sql<{ type: string; n: number | string }>`
    select type, count(*) as n from (select type from alert_events where id > ${afterId} order by id limit ${sql.lit(COUNT_CAP)}) as fresh group by type`.execute(db)
  return Object.fromEntries(rows.map((row) => [row.type, Number(row.n)]))
}

/** Alerts nobody has taken notice of, storms as one, capped: the number beside the rail's entry. */
export async function countRaisedAlerts(db: Handle): Promise<number> {
  const rows = await db.selectFrom('alerts').select('id').where('state', '=', 'raised').where('storm_id', 'is', null).limit(COUNT_CAP).execute()
  return rows.length
}

export interface AlertFilter {
  readonly states?: readonly AlertState[]
  readonly severities?: readonly Severity[]
  /** Alerts of one rule, those inside storms too. */
  readonly ruleCode?: string | null
  /** The members of one storm. */
  readonly stormId?: number | null
}

export interface AlertCursor {
  readonly at: Instant
  readonly id: number
}

export type AlertListRow = Alert & { readonly handler: string | null; readonly members: number }

/** Alerts, the newest first by keyset. Without states: the open ones. Members of a storm stand in its page, not in the list, unless one rule is asked for. */
export async function listAlertRows(db: Handle, filter: AlertFilter, after: AlertCursor | null, limit: number): Promise<{ readonly rows: readonly AlertListRow[]; readonly next: AlertCursor | null }> {
  const size = Math.max(1, Math.min(limit, ALERTS_PAGE_MAX))
  let query = filtered(db, filter).leftJoin('staff', 'staff.id', 'alerts.handled_by').selectAll('alerts')
    .select(['staff.name as handler', (eb) => eb.selectFrom('alerts as members').select((inner) => inner.fn.countAll<number | string>().as('n')).whereRef('members.storm_id', '=', 'alerts.id').as('members')])
  if (after) query = query.where('alerts.raised_at', '<=', after.at).where((eb) => eb.or([eb('alerts.raised_at', '<', after.at), eb('alerts.id', '>', after.id)]))
  const rows = await query.orderBy('alerts.raised_at', 'desc').orderBy('alerts.id').limit(size + 1).execute()
  const shown = rows.slice(0, size).map((row): AlertListRow => ({ ...alertFromRow(row), handler: row.handler, members: Number(row.members ?? 0) }))
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > size && last ? { at: last.raisedAt, id: last.id } : null }
}

/** Alerts of each state that the other filters leave, capped. */
export function countAlertStates(db: Handle, filter: Omit<AlertFilter, 'states'>): Promise<Readonly<Record<AlertState, number>>> {
  return countEach(db, ALERT_STATES, (state) => filtered(db, { ...filter, states: [state] }).select('alerts.id'))
}

function filtered(db: Handle, filter: AlertFilter) {
  let query = db.selectFrom('alerts')
  query = filter.states?.length ? query.where('alerts.state', 'in', [...filter.states]) : query.where('alerts.is_open', '=', 1)
  if (filter.severities?.length) query = query.where('alerts.severity', 'in', [...filter.severities])
  if (filter.ruleCode) query = query.where('alerts.rule_code', '=', filter.ruleCode)
  if (filter.stormId != null) return query.where('alerts.storm_id', '=', filter.stormId)
  return filter.ruleCode ? query : query.where('alerts.storm_id', 'is', null)
}

/** When alerts were raised in [from, to), storms left out: from which storms are told. */
export async function listRaisedAt(db: Handle, from: Instant, to: Instant): Promise<readonly Instant[]> {
  const rows = await db.selectFrom('alerts').select('raised_at').where('raised_at', '>=', from).where('raised_at', '<', to).where('metric', '<>', 'open_alerts').orderBy('raised_at').limit(10_000).execute()
  return rows.map((row) => row.raised_at)
}

function alertFromRow(row: Selectable<AlertsTable>): Alert {
  return {
    id: row.id, ruleCode: row.rule_code, ruleName: row.rule_name, metric: row.metric as AlertMetric, subject: row.subject, severity: row.severity as Severity, state: row.state as AlertState,
    version: row.version, value: row.value, limit: row.limit_value, centre: row.centre, spread: row.spread, volume: row.volume, from: row.window_from, to: row.window_to,
    data: JSON.parse(row.data) as Record<string, string | number>, raisedAt: row.raised_at, lastHeldAt: row.last_held_at, handledBy: row.handled_by, snoozedUntil: row.snoozed_until,
    resolvedAt: row.resolved_at, toldAt: row.told_at, stormId: row.storm_id,
  }
}
