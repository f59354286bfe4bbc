import { sql, type Selectable, type Updateable } from 'kysely'
import {
  afterLastFlag, evolveAll, eventData, gravestSeverity, highestBand, NO_CASE, receive, type CaseEvent, type CasePart, type CaseState, type FlagMark,
} from '../../app/domain/cases/case.ts'
import { isStaffRule, type Family, type Severity } from '../../app/domain/cases/flag.ts'
import { rankOf, type RankInput } from '../../app/domain/cases/rank.ts'
import { combine } from '../../app/domain/rules/score.ts'
import { invariant, type Json } from '../../app/domain/values/result.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import { dialectOf, type Handle, type Tx } from '../client.ts'
import { flagFromRow, type StoredFlag } from '../codecs.ts'
import { groupBy } from '../group-by.ts'
import type { CaseEventsTable, CasesTable, FlagsTable } from '../schema.ts'
import { indexCase } from './case-search.ts'
import { restage } from './case-stages.ts'
import { IS_OPEN } from './queue.ts'
import { isOneOf, rowsOf } from './sets.ts'

/**
 * Cases as stored. How screening uses this, inside its own `store.write`:
 *
 *   1. `ensureCase(tx, subject, …)` gives the id of the subject's case, made when there is none;
 *   2. it inserts, keeps and withdraws rows of `flags`, with `case_id` set;
 *   3. `settleCases(tx, ids, now)` brings those cases in line with their flags: opened, joined, withdrawn, cleared, reopened; score, band,
 *      reasons, deadline, rank, search terms.
 *
 * A flag that still holds keeps its row. On SQLite prepared statements on `store.sqlite` inside `store.write` belong to the same transaction.
 */

/** What a case is about, from the record its flags hang on. */
export interface CaseSubject {
  /** `order:<row id>`, else `subscriber:<id>`, `number:<e164>`, `message:<row id>` …; one case for each. */
  readonly subjectKey: string
  readonly orderRowId: number | null
  readonly orderId: string | null
  readonly channel: string | null
  readonly targetNumber: string | null
  readonly moneyMinor: number
  readonly currency: string
}

/** Most cases settled in one call; more are settled in several. */
const SETTLE_CHUNK = 200
/** Flags of one case that are looked at: the strongest. A hub with more is no clearer for it. */
const FLAGS_MAX = 500
const LISTED_FLAGS_MAX = 100

/**
 * The id of the case of a subject. With `create` a missing one is made, still empty: {@link settleCases} must follow in the same transaction.
 * Without, null when there is none (flags of the band `log` join a case but open none).
 */
export async function ensureCase(tx: Tx, subject: CaseSubject, options: { readonly create: boolean; readonly now: Instant }): Promise<number | null> {
  const found = await tx.selectFrom('cases').select('id').where('subject_key', '=', subject.subjectKey).executeTakeFirst()
  if (found) return found.id
  if (!options.create) return null
  return (await ensureCases(tx, [subject], options.now)).get(subject.subjectKey) ?? null
}

/** {@link ensureCase} for subjects of which no case was found a moment ago, each named once: new cases, or those that another transaction made meanwhile. By subject key. */
export async function ensureCases(tx: Tx, subjects: readonly CaseSubject[], now: Instant): Promise<ReadonlyMap<string, number>> {
  if (subjects.length === 0) return new Map()
  const dialect = dialectOf(tx)
  const rows = rowsOf(dialect, 'w', ['text', 'bigint', 'text', 'text', 'text', 'bigint', 'text'], subjects.map(({ subjectKey, orderRowId, orderId, channel, targetNumber, moneyMinor, currency }) => [subjectKey, orderRowId, orderId, channel, targetNumber, moneyMinor, currency]))
  const at = sql`cast(${now} as bigint)`
  const made = await sql<{ id: number; subject_key: string }>`
    insert into cases (subject_key, order_row_id, order_id, channel, target_number, money_minor, currency, state, is_open, version, band, severity, score, family, reasons, flag_count, at, opened_at, due_at, rank, rank_parts, queued_at)
    select w.c0, w.c1, w.c2, w.c3, w.c4, w.c5, w.c6, 'new', 0, 0, 'log', 'S4', 0, 'reconciliation', '[]', 0, ${at}, ${at}, ${at}, 0, '{}', ${at} from ${rows} where true
    on conflict (subject_key) do nothing returning id, subject_key`.execute(tx)
  const found = new Map(made.rows.map((row) => [row.subject_key, row.id]))
  const others = subjects.flatMap(({ subjectKey }) => (found.has(subjectKey) ? [] : [subjectKey]))
  if (others.length > 0) for (const row of await tx.selectFrom('cases').select(['id', 'subject_key']).where(isOneOf(dialect, 'subject_key', others)).execute()) found.set(row.subject_key, row.id)
  return found
}

export interface SettledCases {
  readonly opened: number
  readonly changed: number
  readonly cleared: number
  /** Those that were opened. */
  readonly openedIds: readonly number[]
}

/** Brings cases in line with the flags that now point at them (step 3 above). Safe to call again: a case that is in line is left alone. */
export async function settleCases(tx: Tx, caseIds: readonly number[], now: Instant): Promise<SettledCases> {
  const counts = { opened: 0, changed: 0, cleared: 0 }
  const openedIds: number[] = []
  const ids = [...new Set(caseIds)].sort((a, b) => a - b)
  for (let from = 0; from < ids.length; from += SETTLE_CHUNK) {
    const chunk = ids.slice(from, from + SETTLE_CHUNK)
    const rows = await tx.selectFrom('cases').selectAll().where('id', 'in', chunk).orderBy('id').execute()
    const flags = groupBy(await activeFlags(tx, chunk), (flag) => flag.case_id ?? 0)
    const events = groupBy(await eventRows(tx, chunk), (event) => event.case_id)
    const texts = await searchTexts(tx, rows, flags)
    const money = await orderMoney(tx, rows)
    const settled: Settled[] = []
    for (const row of rows) {
      const one = await settleCase(tx, row, flags.get(row.id) ?? [], (events.get(row.id) ?? []).map(eventFromRow), texts.get(row.id) ?? [], money.get(row.order_row_id ?? 0) ?? null, now)
      if (one) counts[one.outcome]++
      if (one?.outcome === 'opened') openedIds.push(row.id)
      if (one) settled.push(one)
    }
    // What belongs together hears of it once all rows of the chunk are written: a whole and its part may both be in it.
    for (const one of settled) await tellOthers(tx, one, now)
    await restage(tx, settled.map((one) => one.id))
  }
  return { ...counts, openedIds }
}

interface Settled {
  readonly id: number
  readonly before: CaseState
  readonly after: CaseState
  readonly outcome: 'opened' | 'changed' | 'cleared'
  readonly isNews: boolean
}

/** A part tells its whole what it has become; parts follow what became of their whole. */
async function tellOthers(tx: Tx, { id, before, after, isNews }: Settled, now: Instant): Promise<void> {
  if (after.mergedInto) {
    const [part, whole] = [await findCase(tx, id), await findCase(tx, after.mergedInto.caseId)]
    if (part && whole) await saveCase(tx, whole, receive(whole.state, { type: 'part_changed', part: partOf(part, whole.row.currency), isNews }, now), now)
  }
  await followWhole(tx, id, before, after, now)
}

async function followWhole(tx: Tx, id: number, before: CaseState, after: CaseState, now: Instant): Promise<void> {
  if (after.parts.length === 0 || (before.status === 'decided') === (after.status === 'decided')) return
  for (const { caseId } of after.parts) {
    const part = await findCase(tx, caseId)
    if (part) await saveEvents(tx, part.row, part.state, receive(part.state, { type: 'follow', whole: after, parentId: id }, now), now, {})
  }
}

/** What a whole knows of a case that is part of it. */
export function partOf({ row, state }: LoadedCase, currency: string): CasePart {
  return { caseId: row.id, severity: state.severity, band: state.band, score: row.score, moneyMinor: row.currency === currency ? row.money_minor : 0, dueAt: state.dueAt }
}

/** What the orders of cases say was paid, as it stands now: a newer version of an order may say another sum. */
async function orderMoney(tx: Tx, rows: readonly Selectable<CasesTable>[]): Promise<ReadonlyMap<number, { readonly money_minor: number; readonly currency: string }>> {
  const ids = rows.flatMap((row) => (row.order_row_id === null ? [] : [row.order_row_id]))
  if (ids.length === 0) return new Map()
  const orders = await tx.selectFrom('orders').select(['id', 'paid_minor', 'currency']).where('id', 'in', ids).execute()
  return new Map(orders.map((order) => [order.id, { money_minor: order.paid_minor, currency: order.currency }]))
}

async function settleCase(
  tx: Tx, row: Selectable<CasesTable>, flags: readonly Selectable<FlagsTable>[], history: readonly CaseEvent[], texts: readonly (string | null)[],
  money: { readonly money_minor: number; readonly currency: string } | null, now: Instant,
): Promise<Settled | null> {
  const state = evolveAll(NO_CASE, history)
  if (state.status === null && flags.length === 0) {
    await tx.deleteFrom('cases').where('id', '=', row.id).execute()
    return null
  }
  const verdict = verdictOf(flags)
  const present = new Set(flags.map((flag) => flag.id))
  const gone = state.flags.filter((flag) => !present.has(flag.id)).map((flag) => flag.id)
  const severity = verdict.severity ?? state.severity
  const band = flags.length > 0 ? verdict.band : 'log'
  const joined = receive(state, { type: 'join_flags', flags: flags.map(markOf), severity, band }, now)
  const events = [...joined, ...receive(evolveAll(state, joined), { type: 'withdraw_flags', ids: gone, severity, band }, now)]
  if (events.length === 0) {
    if (money && (money.money_minor !== row.money_minor || money.currency !== row.currency)) {
      await updateFacts(tx, row, money, now)
      return { id: row.id, before: state, after: state, outcome: 'changed', isNews: false }
    }
    return null
  }
  const after = evolveAll(state, events)
  await saveEvents(tx, row, state, events, now, {
    score: verdict.score,
    family: verdict.topReasons[0]?.row.family ?? row.family,
    reasons: JSON.stringify(verdict.topReasons.map(reasonOf)),
    flag_count: flags.length,
    at: flags.reduce((newest, flag) => Math.max(newest, flag.at), flags[0]?.at ?? row.at),
    ...(state.status === null ? { opened_at: now } : {}),
    ...money,
  })
  if (state.status !== null) await tx.deleteFrom('case_families').where('case_id', '=', row.id).execute()
  const families = [...new Set(flags.map((flag) => flag.family))]
  if (families.length > 0) await sql`insert into case_families (case_id, family) select w.c0, w.c1 from ${rowsOf(dialectOf(tx), 'w', ['bigint', 'text'], families.map((family) => [row.id, family]))} where true`.execute(tx)
  await indexCase(tx, row.id, texts)
  return {
    id: row.id, before: state, after, outcome: state.status === null ? 'opened' : after.disposition === 'cleared' && state.disposition !== 'cleared' ? 'cleared' : 'changed',
    isNews: joined.some((event) => event.type === 'flags_joined' && event.data.isNews),
  }
}

/** What screening raises anew is known by record and flag; what people raise, or what happened to a refund, is news each time. */
function markOf(flag: Selectable<FlagsTable>): FlagMark {
  return { id: flag.id, key: `${flag.kind}:${flag.record_row_id}:${flag.flag}${isStaffRule(flag.rule_id) ? `#${flag.id}` : ''}` }
}

function verdictOf(flags: readonly Selectable<FlagsTable>[]) {
  return combine(
    flags.map((row) => ({
      row,
      weight: row.weight,
      rule: { id: row.rule_id, family: row.family as Family, flag: row.flag, severity: row.severity as Severity, status: 'live' as const },
    })),
  )
}

/** One of the strongest reasons of a case, told by the message of its flag. */
export interface CaseReason {
  readonly flag: string
  readonly ruleId: string
  readonly weight: number
  /** Evidence of the telling signal. Masked before it leaves the server. */
  readonly data: { readonly [key: string]: Json }
}

function reasonOf({ row }: { readonly row: Selectable<FlagsTable> }): CaseReason {
  const evidence = JSON.parse(row.evidence) as { signals?: { id: string; evidence: { [key: string]: Json } }[] }
  const telling = evidence.signals?.find((signal) => signal.id === row.flag) ?? evidence.signals?.[0]
  return { flag: row.flag, ruleId: row.rule_id, weight: row.weight, data: telling?.evidence ?? {} }
}

async function activeFlags(db: Handle, caseIds: readonly number[]): Promise<readonly Selectable<FlagsTable>[]> {
  const rows = await db
    .selectFrom('flags')
    .selectAll()
    .where('case_id', 'in', caseIds)
    .where('withdrawn_at', 'is', null)
    .orderBy('case_id')
    .orderBy('weight', 'desc')
    .orderBy('id')
    .execute()
  const perCase = new Map<number, number>()
  return rows.filter((row) => {
    const count = (perCase.get(row.case_id ?? 0) ?? 0) + 1
    perCase.set(row.case_id ?? 0, count)
    return count <= FLAGS_MAX
  })
}

function eventRows(db: Handle, caseIds: readonly number[]): Promise<Selectable<CaseEventsTable>[]> {
  return db.selectFrom('case_events').selectAll().where('case_id', 'in', caseIds).orderBy('case_id').orderBy('seq').execute()
}

/** What a case is found by: ids and numbers of its order, and the free texts of the records flagged in it. */
async function searchTexts(
  db: Handle, rows: readonly Selectable<CasesTable>[], flags: ReadonlyMap<number, readonly Selectable<FlagsTable>[]>,
): Promise<ReadonlyMap<number, readonly (string | null)[]>> {
  const orderIds = rows.flatMap((row) => (row.order_row_id === null ? [] : [row.order_row_id]))
  const orders = orderIds.length === 0 ? [] : await db
    .selectFrom('orders')
    .select([
      'id', 'order_id', 'merchant_order_no', 'channel_trade_no', 'operator_txn_id', 'target_number', 'target_number_raw', 'confirm_number', 'payer_account', 'payer_name',
      'subscriber_id', 'voucher_serial', 'remark', 'sms_text', 'referrer_url',
    ])
    .where('id', 'in', orderIds)
    .execute()
  const orderTexts = new Map(orders.map(({ id, ...texts }) => [id, Object.values(texts)]))
  const messageIds = [...flags.values()].flat().flatMap((flag) => (flag.kind === 'message' ? [flag.record_row_id] : []))
  const messages = messageIds.length === 0 ? [] : await db.selectFrom('messages').select(['id', 'text', 'number']).where('id', 'in', [...new Set(messageIds)]).execute()
  const messageTexts = new Map(messages.map((message) => [message.id, [message.text, message.number]]))
  return new Map(
    rows.map((row) => [
      row.id,
      [
        ...(orderTexts.get(row.order_row_id ?? 0) ?? []),
        row.target_number,
        row.subject_key.slice(row.subject_key.indexOf(':') + 1),
        ...(flags.get(row.id) ?? []).flatMap((flag) => [flag.record_id, ...(flag.kind === 'message' ? (messageTexts.get(flag.record_row_id) ?? []) : [])]),
      ],
    ]),
  )
}

/** Makes cases findable by what their records hold now, and by nothing they held before. */
export async function reindexCases(tx: Tx, caseIds: readonly number[]): Promise<void> {
  for (let from = 0; from < caseIds.length; from += SETTLE_CHUNK) {
    const chunk = caseIds.slice(from, from + SETTLE_CHUNK)
    const rows = await tx.selectFrom('cases').selectAll().where('id', 'in', chunk).execute()
    const texts = await searchTexts(tx, rows, groupBy(await activeFlags(tx, chunk), (flag) => flag.case_id ?? 0))
    for (const row of rows) await indexCase(tx, row.id, texts.get(row.id) ?? [])
  }
}

/** Flags of a case, those that hold first, the weightiest first; at most 100. */
export async function listCaseFlags(db: Handle, caseId: number): Promise<readonly StoredFlag[]> {
  const rows = await db
    .selectFrom('flags')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy(sql`case when withdrawn_at is null then 0 else 1 end`)
    .orderBy('weight', 'desc')
    .orderBy('id')
    .limit(LISTED_FLAGS_MAX)
    .execute()
  return rows.map(flagFromRow)
}

/** Flags that hold for an order, the weightiest first, whether or not they are in a case; at most 100. */
export async function listOrderFlags(db: Handle, orderRowId: number): Promise<readonly StoredFlag[]> {
  const rows = await db
    .selectFrom('flags')
    .selectAll()
    .where('order_row_id', '=', orderRowId)
    .where('withdrawn_at', 'is', null)
    .orderBy('weight', 'desc')
    .orderBy('id')
    .limit(LISTED_FLAGS_MAX)
    .execute()
  return rows.map(flagFromRow)
}

/** The case of an order, or null. */
export async function findCaseOfOrder(db: Handle, orderRowId: number): Promise<LoadedCase | null> {
  const row = await db.selectFrom('cases').select('id').where('order_row_id', '=', orderRowId).orderBy('id').limit(1).executeTakeFirst()
  return row ? findCase(db, row.id) : null
}

/** The case about a subject, as in {@link CaseSubject}, or null. */
export async function findCaseAbout(db: Handle, subjectKey: string): Promise<LoadedCase | null> {
  const row = await db.selectFrom('cases').select('id').where('subject_key', '=', subjectKey).executeTakeFirst()
  return row ? findCase(db, row.id) : null
}

/** Whether a case is about an order, by itself or by a case that is part of it. */
export async function holdsOrder(db: Handle, caseId: number, orderRowId: number): Promise<boolean> {
  const found = await db.selectFrom('cases').select('id').where('order_row_id', '=', orderRowId).where((eb) => eb.or([eb('id', '=', caseId), eb('merged_into', '=', caseId)])).limit(1).executeTakeFirst()
  return found !== undefined
}

/** What others are told of a case: how grave and how urgent it is, about which order, and nothing of whom. */
export type CaseBrief = {
  readonly caseId: number
  readonly order: { readonly source: string; readonly orderId: string } | null
  readonly severity: string
  readonly band: string
  readonly score: number
  readonly family: string
  readonly channel: string | null
  readonly moneyMinor: number
  readonly currency: string
  readonly dueAt: Instant
}

export async function findCaseBrief(db: Handle, caseId: number): Promise<CaseBrief | null> {
  const row = await db
    .selectFrom('cases as c')
    .leftJoin('orders as o', 'o.id', 'c.order_row_id')
    .select(['c.id', 'c.severity', 'c.band', 'c.score', 'c.family', 'c.channel', 'c.money_minor', 'c.currency', 'c.due_at', 'o.source', 'o.order_id'])
    .where('c.id', '=', caseId)
    .executeTakeFirst()
  if (!row) return null
  return {
    caseId: row.id, order: row.source === null || row.order_id === null ? null : { source: row.source, orderId: row.order_id }, severity: row.severity, band: row.band, score: row.score, family: row.family,
    channel: row.channel, moneyMinor: row.money_minor, currency: row.currency, dueAt: row.due_at,
  }
}

/** A case with everything needed to decide about it. */
export interface LoadedCase {
  readonly row: Selectable<CasesTable>
  readonly state: CaseState
  readonly events: readonly CaseEvent[]
}

/** A case and its history; null when there is none, or none yet. */
export async function findCase(db: Handle, caseId: number): Promise<LoadedCase | null> {
  const row = await db.selectFrom('cases').selectAll().where('id', '=', caseId).executeTakeFirst()
  if (!row) return null
  const events = (await eventRows(db, [caseId])).map(eventFromRow)
  return events.length === 0 ? null : { row, state: evolveAll(NO_CASE, events), events }
}

/** Appends events and writes the row they lead to. A case that someone else changed in between makes the whole transaction run again. */
export async function saveCase(tx: Tx, loaded: LoadedCase, events: readonly CaseEvent[], now: Instant): Promise<CaseState> {
  if (events.length === 0) return loaded.state
  const after = await saveEvents(tx, loaded.row, loaded.state, events, now, {})
  await followWhole(tx, loaded.row.id, loaded.state, after, now)
  const { caseId = loaded.row.id } = loaded.state.mergedInto ?? {}
  await restage(tx, [loaded.row.id, caseId])
  return after
}

/** Facts of a case that no event tells of, with the rank they lead to. */
async function updateFacts(tx: Tx, row: Selectable<CasesTable>, facts: Updateable<CasesTable>, now: Instant): Promise<void> {
  const rank = rankOf(rankInput({ ...row, ...facts } as Selectable<CasesTable>), now)
  await tx.updateTable('cases').set({ ...facts, rank: rank.total, rank_parts: JSON.stringify(rank.parts) }).where('id', '=', row.id).where('version', '=', row.version).execute()
}

async function saveEvents(
  tx: Tx, row: Selectable<CasesTable>, before: CaseState, events: readonly CaseEvent[], now: Instant, facts: Updateable<CasesTable>,
): Promise<CaseState> {
  if (events.length === 0) return before
  const state = evolveAll(before, events)
  const merged = { ...row, ...facts, ...columnsOf(state) }
  const rank = rankOf(rankInput(merged), now)
  const { numUpdatedRows } = await tx
    .updateTable('cases')
    .set({ ...facts, ...columnsOf(state), rank: rank.total, rank_parts: JSON.stringify(rank.parts) })
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw Object.assign(new Error(`Case ${row.id} was changed by another transaction`), { code: '40001' })
  await tx
    .insertInto('case_events')
    .values(
      events.map((event, index) => ({
        case_id: row.id, seq: before.version + 1 + index, type: event.type, data: JSON.stringify(eventData(event)), staff_id: event.by, at: event.at,
      })),
    )
    .execute()
  return state
}

/** What a rank is made of; money and score of the parts count with the whole. */
export type RankRow = Pick<
  Selectable<CasesTable>,
  'severity' | 'score' | 'money_minor' | 'currency' | 'family' | 'flag_count' | 'due_at' | 'paused_at' | 'part_count' | 'parts_money_minor' | 'parts_score'
>

/** The columns that are read off the events alone; `verify` replays the events and compares. */
export function columnsOf(state: CaseState) {
  invariant(state.status !== null, 'a stored case has been opened')
  return {
    state: state.status, is_open: state.needsPerson ? 1 : 0, version: state.version, severity: gravestSeverity(state), band: highestBand(state), due_at: state.dueAt,
    paused_at: state.pausedAt, wake_at: state.wakeAt, assignee_id: state.assigneeId, lease_until: state.leaseUntil, disposition: state.disposition,
    reason_code: state.reasonCode, decided_at: state.decidedAt, decided_by: state.decidedBy, queued_at: state.queuedAt,
    hand_to_staff: state.handOver?.to.kind === 'person' ? state.handOver.to.staffId : null, hand_to_team: state.handOver?.to.kind === 'team' ? state.handOver.to.teamId : null,
    merged_into: state.mergedInto?.caseId ?? null, part_count: state.parts.length, parts_money_minor: state.parts.reduce((sum, part) => sum + part.moneyMinor, 0),
    parts_score: state.parts.reduce((highest, part) => Math.max(highest, part.score), 0), times_closed: state.timesClosed,
  } as const
}

/** Of a whole its parts count as well: their money is added, the highest of their scores is taken. */
export function rankInput(row: RankRow): RankInput {
  return {
    severity: row.severity as Severity, score: Math.max(row.score, row.parts_score), moneyMinor: row.money_minor + row.parts_money_minor, currency: row.currency, family: row.family as Family,
    flagCount: row.flag_count + row.part_count, dueAt: row.due_at, pausedAt: row.paused_at,
  }
}

export function eventFromRow(row: Selectable<CaseEventsTable>): CaseEvent {
  return { type: row.type, data: JSON.parse(row.data), by: row.staff_id, at: row.at } as CaseEvent
}

/**
 * Brings the time part of ranks up to date, one page of open cases by id after `afterId`. Answers with the last id looked at, or null at the end,
 * so that a job does it in short transactions.
 */
export async function refreshRanks(tx: Tx, now: Instant, afterId: number, limit: number): Promise<number | null> {
  const rows = await tx.selectFrom('cases').selectAll().where(IS_OPEN).where('id', '>', afterId).orderBy('id').limit(limit).execute()
  for (const row of rows) {
    const rank = rankOf(rankInput(row), now)
    if (rank.total === row.rank) continue
    await tx
      .updateTable('cases')
      .set({ rank: rank.total, rank_parts: JSON.stringify(rank.parts) })
      .where('id', '=', row.id)
      .where('version', '=', row.version)
      .execute()
  }
  return rows.length === limit ? (rows.at(-1)?.id ?? null) : null
}

/** Brings back cases whose hold or wait is over, and ends those that lost their flags while someone had them. At most `limit`; answers with how many. */
export async function wakeCases(tx: Tx, now: Instant, limit: number): Promise<number> {
  const due = await tx.selectFrom('cases').select('id').where('wake_at', 'is not', null).where('wake_at', '<=', now).orderBy('wake_at').limit(limit).execute()
  const idle = await tx
    .selectFrom('cases')
    .select('id')
    .where(IS_OPEN)
    .where('flag_count', '=', 0)
    .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<=', now)]))
    // In the order of an index of open cases: by id, every decided case there ever was would be gone through.
    .orderBy('opened_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  let woken = 0
  for (const { id } of [...due, ...idle]) {
    const loaded = await findCase(tx, id)
    if (!loaded) continue
    const { state } = loaded
    const cause = state.status === 'on_hold' ? 'hold_over' : state.status === 'snoozed' ? 'diary_date' : 'no_answer'
    const events = state.wakeAt !== null && state.wakeAt <= now ? receive(state, { type: 'wake', cause }, now) : afterLastFlag(state, now)
    if (events.length === 0) continue
    await saveCase(tx, loaded, events, now)
    woken++
  }
  return woken
}
