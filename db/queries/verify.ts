import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { stagesOf } from './case-stages.ts'
import { columnsOf, eventFromRow } from './cases.ts'
import { evolveAll, NO_CASE, type CaseEvent } from '../../app/domain/cases/case.ts'
import { dayOf } from '../../app/domain/values/time.ts'
import type { Json } from '../../app/domain/values/result.ts'
import type { Handle, Store } from '../client.ts'
import { groupBy } from '../group-by.ts'
import { unseal, type Keys } from '../seal.ts'
import type { Database } from '../schema.ts'

/** Something that is stored and does not follow from what it is made of. */
export interface Difference {
  /** Which check: `integrity`, `foreign_key`, `daily_orders`, `daily_flags`, `metric_hours`, `feed_states`, `import_files`, `case`, `case_stage`, `case_flags`, `sealed`, `audit`, `audit_trail`. */
  readonly check: string
  /** What it is about, e.g. `case:12`. */
  readonly object: string
  readonly expected: Json
  readonly actual: Json
}

/** Rows read at once. */
const PAGE = 5_000
/** Differences of one check that are told one by one. */
const TOLD_MAX = 200

/** The database's own check of its pages, indexes and foreign keys (S18). */
export async function checkIntegrity(store: Store): Promise<readonly Difference[]> {
  if (store.sqlite) {
    // A connection of its own: one that has lived remembers the pages of the search index, and calls what others wrote since then damaged.
    const fresh = new Sqlite(store.sqlite.name, { readonly: true, timeout: 5_000 })
    const [found, keys] = (() => {
      try {
        return [fresh.pragma('integrity_check(50)') as { integrity_check: string }[], fresh.pragma('foreign_key_check') as { table: string; rowid: number | null; parent: string }[]]
      } finally {
        fresh.close()
      }
    })()
    const pages = found.filter((row) => row.integrity_check !== 'ok')
    return [
      ...pages.map((row) => ({ check: 'integrity', object: 'database', expected: 'ok', actual: row.integrity_check })),
      ...keys.slice(0, TOLD_MAX).map((row) => ({ check: 'foreign_key', object: `${row.table}:${row.rowid ?? '?'}`, expected: `a row of ${row.parent}`, actual: null })),
    ]
  }
  const { rows } = await sql<{ name: string }>`select indexrelid::regclass::text as name from pg_index where not indisvalid or not indisready`.execute(store.read)
  return rows.map((row) => ({ check: 'integrity', object: `index:${row.name}`, expected: 'valid', actual: 'invalid' }))
}

/** Day summaries against the orders and their last screening, in the operator's zone. */
export async function checkDailyOrders(db: Handle, zone: string): Promise<readonly Difference[]> {
  const sums = new Map<string, [orders: number, paid: number, flagged: number, flaggedMinor: number]>()
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('orders')
      .leftJoin('screenings', (join) => join.onRef('screenings.record_row_id', '=', 'orders.id').on('screenings.kind', '=', 'order'))
      .select(['orders.id', 'orders.created_at', 'orders.channel', 'orders.currency', 'orders.paid_minor', 'screenings.band'])
      .where('orders.id', '>', after)
      .orderBy('orders.id')
      .limit(PAGE)
      .execute()
    for (const row of rows) {
      const key = `${dayOf(row.created_at, zone)}|${row.channel}|${row.currency}`
      const sum = sums.get(key) ?? [0, 0, 0, 0]
      const isFlagged = row.band !== null && row.band !== 'log'
      sums.set(key, [sum[0] + 1, sum[1] + row.paid_minor, sum[2] + (isFlagged ? 1 : 0), sum[3] + (isFlagged ? row.paid_minor : 0)])
    }
    if (rows.length < PAGE) break
    after = rows.at(-1)?.id ?? 0
  }
  const stored = new Map(
    (await db.selectFrom('daily_orders').selectAll().execute()).map((row) => [`${row.day}|${row.channel}|${row.currency}`, [row.orders, row.paid_minor, row.flagged, row.flagged_minor]]),
  )
  return compare('daily_orders', sums, stored, [0, 0, 0, 0])
}

/** Flags by day, family, rule, channel and band against the flags that hold. */
export async function checkDailyFlags(db: Handle, zone: string): Promise<readonly Difference[]> {
  const sums = new Map<string, number[]>()
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('flags')
      .leftJoin('orders', 'orders.id', 'flags.order_row_id')
      .select(['flags.id', 'flags.at', 'flags.family', 'flags.rule_id', 'flags.band', 'orders.channel'])
      .where('flags.id', '>', after)
      .where('flags.withdrawn_at', 'is', null)
      .orderBy('flags.id')
      .limit(PAGE)
      .execute()
    for (const row of rows) {
      const key = `${dayOf(row.at, zone)}|${row.family}|${row.rule_id}|${row.channel ?? ''}|${row.band}`
      sums.set(key, [(sums.get(key)?.[0] ?? 0) + 1])
    }
    if (rows.length < PAGE) break
    after = rows.at(-1)?.id ?? 0
  }
  const stored = new Map((await db.selectFrom('daily_flags').selectAll().execute()).map((row) => [`${row.day}|${row.family}|${row.rule_id}|${row.channel}|${row.band}`, [row.flags]]))
  return compare('daily_flags', sums, stored, [0])
}

/** Hours of orders and flags against the records, as {@link checkDailyOrders} and {@link checkDailyFlags} do for days. */
export async function checkMetricHours(db: Handle): Promise<readonly Difference[]> {
  const hour = (column: string) => sql.raw(`(${column} / 3600000) * 3600000`)
  const { rows: orders } = await sql<{ hour: number | string; subject: string; volume: number | string; hits: number | string }>`
    select ${hour('o.created_at')} as hour, o.channel as subject, count(*) as volume, sum(case when s.band is not null and s.band <> 'log' then 1 else 0 end) as hits
    from orders o left join screenings s on s.kind = 'order' and s.record_row_id = o.id group by 1, 2`.execute(db)
  const { rows: flags } = await sql<{ hour: number | string; subject: string; volume: number | string; hits: number | string }>`
    select ${hour('at')} as hour, rule_id as subject, count(*) as volume, count(*) as hits from flags where withdrawn_at is null group by 1, 2`.execute(db)
  const found = new Map<string, number[]>()
  for (const [metric, rows] of [['flag_rate', orders], ['rule_flags', flags]] as const) for (const row of rows) found.set(`${metric}|${Number(row.hour)}|${row.subject}`, [Number(row.volume), Number(row.hits)])
  const stored = new Map(
    (await db.selectFrom('metric_hours').selectAll().where('metric', 'in', ['flag_rate', 'rule_flags']).execute()).map((row) => [`${row.metric}|${row.hour}|${row.subject}`, [row.volume, row.hits]]),
  )
  return compare('metric_hours', found, stored, [0, 0])
}

const FEEDS = [
  ['order', 'orders', 'source', 'created_at'], ['receipt', 'receipts', 'source', 'occurred_at'], ['ledger', 'ledger_entries', null, 'at'],
  ['subscriber', 'subscribers', null, null], ['message', 'messages', null, 'at'], ['profile_change', 'profile_changes', null, 'at'],
] as const

/** What the feeds are said to have delivered against the records that are there, and what waits in quarantine. */
export async function checkFeedStates(db: Handle): Promise<readonly Difference[]> {
  const found = new Map<string, number[]>()
  for (const [kind, table, source] of FEEDS) {
    const by = source === null ? sql<string>`''` : sql<string>`source`
    // What staff changed is a record like any other, and no feed brought it.
    const brought = table === 'profile_changes'
      ? sql`where not (change_id like 'staff-%' and exists (select 1 from staff_actions a where a.kind = 'profile_change' and profile_changes.change_id in ('staff-' || a.id, 'staff-' || a.id || '-back')))`
      : sql``
    const { rows } = await sql<{ source: string; count: number }>`select ${by} as source, count(*) as count from ${sql.table(table)} ${brought} group by 1`.execute(db)
    for (const row of rows) found.set(`${kind}|${row.source}`, [row.count])
  }
  const stored = new Map((await db.selectFrom('feed_states').selectAll().execute()).map((row) => [`${row.kind}|${row.source}`, [row.rows]]))
  const waiting = new Map(
    (await db.selectFrom('quarantine').select(['kind', (eb) => eb.fn.countAll<number>().as('count')]).where('state', '=', 'waiting').groupBy('kind').execute()).map((row) => [row.kind, [Number(row.count)]]),
  )
  const counted = new Map(
    (await db.selectFrom('feed_states').select(['kind', (eb) => eb.fn.sum<number>('quarantined').as('count')]).groupBy('kind').execute()).map((row) => [row.kind, [Number(row.count)]]),
  )
  return [...compare('feed_states', found, stored, [0]), ...compare('quarantine', waiting, counted, [0])]
}

/** Every row of every finished file is accounted for: accepted, unchanged, a new version, or in quarantine (S27). */
export async function checkImportFiles(db: Handle): Promise<readonly Difference[]> {
  const rows = await db
    .selectFrom('import_files')
    .select(['id', 'rows', 'accepted', 'unchanged', 'new_versions', 'quarantined'])
    .where('state', '=', 'done')
    .where(sql<boolean>`rows <> accepted + unchanged + new_versions + quarantined`)
    .limit(TOLD_MAX)
    .execute()
  return rows.map((row) => ({
    check: 'import_files', object: `import_file:${row.id}`, expected: row.rows, actual: row.accepted + row.unchanged + row.new_versions + row.quarantined,
  }))
}

/** Each case replayed from its events, and compared with its row and with the flags that point at it. */
export async function checkCases(db: Handle): Promise<readonly Difference[]> {
  const differences: Difference[] = []
  const tell = (check: string, object: string, expected: Json, actual: Json) => {
    if (differences.length < TOLD_MAX && JSON.stringify(expected) !== JSON.stringify(actual)) differences.push({ check, object, expected, actual })
  }
  for (let after = 0; ; ) {
    const cases = await db.selectFrom('cases').selectAll().where('id', '>', after).orderBy('id').limit(500).execute()
    const ids = cases.map((row) => row.id)
    if (ids.length === 0) break
    const events = groupBy(await db.selectFrom('case_events').selectAll().where('case_id', 'in', ids).orderBy('case_id').orderBy('seq').execute(), (row) => row.case_id)
    const flags = groupBy(
      await db.selectFrom('flags').select(['id', 'case_id', 'family']).where('case_id', 'in', ids).where('withdrawn_at', 'is', null).orderBy('id').execute(), (row) => row.case_id ?? 0,
    )
    const stages = await stagesOf(db, cases)
    const families = groupBy(await db.selectFrom('case_families').selectAll().where('case_id', 'in', ids).orderBy('family').execute(), (row) => row.case_id)
    for (const row of cases) {
      const object = `case:${row.id}`
      const rows = events.get(row.id) ?? []
      tell('case', `${object} events`, rows.map((_, index) => index + 1), rows.map((event) => event.seq))
      const state = evolveAll(NO_CASE, rows.map((event): CaseEvent => eventFromRow(event)))
      if (state.status === null) {
        tell('case', object, 'opened', 'without events')
        continue
      }
      const replayed = columnsOf(state)
      for (const [column, value] of Object.entries(replayed)) tell('case', `${object} ${column}`, value, row[column as keyof typeof replayed])
      tell('case_stage', object, stages.get(row.id) ?? null, row.stage)
      const held = (flags.get(row.id) ?? []).map((flag) => flag.id)
      tell('case_flags', object, state.flags.map((flag) => flag.id).sort((a, b) => a - b), held)
      tell('case_flags', `${object} flag_count`, held.length, row.flag_count)
      tell('case_flags', `${object} families`, [...new Set((flags.get(row.id) ?? []).map((flag) => flag.family))].sort(), (families.get(row.id) ?? []).map((one) => one.family))
    }
    after = ids.at(-1) ?? 0
  }
  return differences
}

/** Every sealed name opens under the configured keys, so that a lost or wrong key is noticed before it is needed (S76). */
export async function checkSealed(db: Handle, keys: Keys): Promise<readonly Difference[]> {
  const differences: Difference[] = []
  for (let after = 0; ; ) {
    const rows = await db.selectFrom('subscribers').select(['id', 'sealed_name']).where('id', '>', after).orderBy('id').limit(PAGE).execute()
    for (const row of rows) {
      try {
        unseal(keys, 'subscriber.name', row.sealed_name)
      } catch (error) {
        if (differences.length < TOLD_MAX) differences.push({ check: 'sealed', object: `subscriber row ${row.id}`, expected: 'opens', actual: (error as Error).message })
      }
    }
    if (rows.length < PAGE) return differences
    after = rows.at(-1)?.id ?? 0
  }
}

/** Rows of every table, for comparing a backup with what it was made from. */
export async function countTables(db: Handle): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  for (const table of RECORD_TABLES) {
    const { count } = await db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
    counts.set(table, Number(count))
  }
  return counts
}

/** Tables in an order in which rows can be put back: a row comes after what it points at. */
export const RECORD_TABLES = [
  'staff', 'sessions', 'staff_interests', 'sign_in_attempts', 'settings', 'imports', 'import_files', 'quarantine', 'jobs', 'orders', 'receipts', 'ledger_entries',
  'subscribers', 'subscriber_numbers', 'messages', 'profile_changes', 'record_versions', 'record_tokens', 'screening_queue', 'screenings', 'cases', 'flags',
  'case_families', 'case_events', 'case_search', 'approvals', 'daily_orders', 'daily_flags', 'feed_states', 'audit_events', 'audit_head',
  'staff_actions', 'action_events', 'action_keys', 'journal_entries', 'postings', 'order_money', 'order_roads', 'quotas', 'policies',
  'api_clients', 'api_events', 'api_secrets', 'back_tests', 'contact_confirmations', 'customer_codes', 'evidence_blobs', 'evidence_files', 'notices', 'person_merges', 'rule_versions',
  'webhook_subscribers', 'webhook_secrets', 'webhook_events', 'webhook_deliveries', 'board_runs', 'board_lines', 'board_rows', 'board_balances', 'board_accounts', 'board_strays', 'forced_matches',
  'metric_hours', 'feed_arrivals', 'alert_rules', 'alerts', 'alert_events', 'leases',
  'recovery_codes', 'retention_runs', 'retention_states', 'tombstones',
  'teams', 'team_members', 'queue_marks', 'second_reviews', 'shifts', 'shift_acks', 'shift_notes',
  'mappings', 'mapping_versions', 'inbound_folders', 'inbound_files',
  'list_entries',
  'shadow_hits',
] as const satisfies readonly (keyof Database)[]

function compare(check: string, expected: ReadonlyMap<string, readonly number[]>, actual: ReadonlyMap<string, readonly number[]>, nothing: readonly number[]): readonly Difference[] {
  const differences: Difference[] = []
  for (const key of [...new Set([...expected.keys(), ...actual.keys()])].sort()) {
    const [wanted, stored] = [expected.get(key) ?? nothing, actual.get(key) ?? nothing]
    if (wanted.some((value, i) => value !== stored[i])) differences.push({ check, object: key, expected: shown(wanted), actual: shown(stored) })
  }
  return differences.slice(0, TOLD_MAX)
}

function shown(values: readonly number[]): Json {
  return values.length === 1 ? (values[0] ?? 0) : [...values]
}
