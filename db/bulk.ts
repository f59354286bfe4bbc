import { createHmac, hash } from 'node:crypto'
import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { contentText } from '../app/domain/intake/content.ts'
import type { AnyRecord, Order, RecordKind } from '../app/domain/intake/record.ts'
import { refOf } from '../app/domain/intake/record.ts'
import { invariant } from '../app/domain/values/result.ts'
import type { Instant } from '../app/domain/values/time.ts'
import { dialectOf, type Store, type Tx } from './client.ts'
import {
  type Arrived, ledgerEntryFromRow, ledgerEntryToRow, messageFromRow, messageToRow, orderFromRow, orderToRow, profileChangeFromRow, profileChangeToRow, receiptFromRow,
  receiptToRow, sealRecord, subscriberFromRow, subscriberToRow,
} from './codecs.ts'
import { markTwins } from './queries/person-merges.ts'
import { rowsOf } from './queries/sets.ts'
import type { Keys } from './seal.ts'

/** A record on its way in, and the line of the file it stood on. */
interface Arriving {
  readonly record: AnyRecord
  readonly line: number | null
}

/** What became of a record. `before` is the content a new version replaced. */
export type Settled =
  | { readonly state: 'accepted'; readonly rowId: number; readonly version: 1; readonly before: null }
  | { readonly state: 'unchanged'; readonly rowId: number; readonly version: number; readonly before: null }
  | { readonly state: 'new_version'; readonly rowId: number; readonly version: number; readonly before: AnyRecord }

interface ArrivalMarks {
  readonly importFileId: number | null
  readonly learnedAt: Instant
}

/** Why a record waits from the moment it is stored; `db/queries/screening.ts` tells what follows from it. */
export type ArrivalCause = 'arrived' | 'answered'

/**
 * Ingest's hot path: records of one kind into their table, exactly once by their key (S15). The same key with the same content changes
 * nothing; with another content it becomes the current version and the old one moves to `record_versions`. Must run inside `store.write`
 * of the same store. SQLite is spoken to by one prepared statement per kind (trap 7), PostgreSQL by one set-based statement per batch.
 */
export interface BulkWriter {
  readonly storeRecords: (tx: Tx, kind: RecordKind, arriving: readonly Arriving[], marks: ArrivalMarks) => Promise<readonly Settled[]>
  /** Puts records in line for screening; one that already waits is marked as arrived anew. */
  readonly queueForScreening: (tx: Tx, kind: RecordKind, rowIds: readonly number[], queuedAt: Instant, cause?: ArrivalCause) => Promise<void>
}

type Cell = string | number | null
type Row = Readonly<Record<string, Cell>>

interface KindTable {
  readonly table: 'orders' | 'receipts' | 'ledger_entries' | 'subscribers' | 'messages' | 'profile_changes'
  readonly idColumn: string
  readonly hasSource: boolean
  /** Personal fields in the content: its hash is keyed, so that nobody can try out guesses on it. */
  readonly isPersonal: boolean
  readonly toRow: (keys: Keys, record: never, arrived: Arrived) => object
  readonly fromRow: (keys: Keys, row: never, numbers: readonly string[]) => AnyRecord
}

const KINDS: Readonly<Record<RecordKind, KindTable>> = {
  order: { table: 'orders', idColumn: 'order_id', hasSource: true, isPersonal: false, toRow: (_, record, arrived) => orderToRow(record, arrived), fromRow: (_, row) => orderFromRow(row) },
  receipt: { table: 'receipts', idColumn: 'receipt_id', hasSource: true, isPersonal: false, toRow: (_, record, arrived) => receiptToRow(record, arrived), fromRow: (_, row) => receiptFromRow(row) },
  ledger: { table: 'ledger_entries', idColumn: 'entry_id', hasSource: false, isPersonal: false, toRow: (_, record, arrived) => ledgerEntryToRow(record, arrived), fromRow: (_, row) => ledgerEntryFromRow(row) },
  subscriber: { table: 'subscribers', idColumn: 'subscriber_id', hasSource: false, isPersonal: true, toRow: subscriberToRow, fromRow: subscriberFromRow },
  message: { table: 'messages', idColumn: 'message_id', hasSource: false, isPersonal: false, toRow: (_, record, arrived) => messageToRow(record, arrived), fromRow: (_, row) => messageFromRow(row) },
  profile_change: { table: 'profile_changes', idColumn: 'change_id', hasSource: false, isPersonal: true, toRow: profileChangeToRow, fromRow: profileChangeFromRow },
}

/** Where records of a kind live and what names one there. */
export function keyColumnsOf(kind: RecordKind): Pick<KindTable, 'table' | 'idColumn' | 'hasSource'> {
  return KINDS[kind]
}

/** Hash of a record's content: equal exactly when the content is. Keyed for kinds with personal fields. */
export function contentHashOf(keys: Keys, record: AnyRecord): string {
  const text = contentText(record)
  return KINDS[record.kind].isPersonal ? createHmac('sha256', keys.lookup).update(text).digest('hex') : hash('sha256', text, 'hex')
}

const kept = new WeakMap<Store, { readonly keys: Keys; readonly writer: BulkWriter }>()

/** One writer per store, kept as long as the store: it holds the prepared statements. */
export function bulkWriter(store: Store, keys: Keys): BulkWriter {
  const known = kept.get(store)
  if (known?.keys === keys) return known.writer
  const writer = store.sqlite ? sqliteWriter(store.sqlite, keys) : postgresWriter(keys)
  kept.set(store, { keys, writer })
  return writer
}

interface SqliteStatements {
  readonly insert: Sqlite.Statement
  readonly find: Sqlite.Statement
  readonly load: Sqlite.Statement
  readonly update: Sqlite.Statement
}

function sqliteWriter(sqlite: Sqlite.Database, keys: Keys): BulkWriter {
  const prepared = new Map<RecordKind, SqliteStatements>()
  const keepVersion = sqlite.prepare('insert into record_versions (kind, record_row_id, version, sealed_content, learned_at, replaced_at) values (?, ?, ?, ?, ?, ?)')
  const numbersOf = sqlite.prepare('select number from subscriber_numbers where subscriber_id = ? order by number').pluck()
  const dropNumbers = sqlite.prepare('delete from subscriber_numbers where subscriber_id = ?')
  const addNumber = sqlite.prepare('insert into subscriber_numbers (number, subscriber_id) values (?, ?) on conflict do nothing')
  const queue = sqlite.prepare(
    'insert into screening_queue (kind, record_row_id, cause, queued_at) select ?, value, ?, ? from json_each(?) where true on conflict (kind, record_row_id) do update set cause = excluded.cause, queued_at = excluded.queued_at',
  )

  const statementsFor = (kind: RecordKind, row: Row): SqliteStatements => {
    const known = prepared.get(kind)
    if (known) return known
    const { table, idColumn, hasSource } = KINDS[kind]
    const columns = Object.keys(row)
    const key = hasSource ? `${idColumn}, source` : idColumn
    const where = hasSource ? `${idColumn} = ? and source = ?` : `${idColumn} = ?`
    const statements: SqliteStatements = {
      insert: sqlite.prepare(`insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')}) on conflict (${key}) do nothing`),
      find: sqlite.prepare(`select id, version, content_hash from ${table} where ${where}`).raw(),
      load: sqlite.prepare(`select * from ${table} where id = ?`),
      update: sqlite.prepare(`update ${table} set ${columns.map((column) => `${column} = ?`).join(', ')} where id = ?`),
    }
    prepared.set(kind, statements)
    return statements
  }

  const storeOne = (kind: RecordKind, { record, line }: Arriving, marks: ArrivalMarks): Settled => {
    const { toRow, fromRow, hasSource } = KINDS[kind]
    const contentHash = contentHashOf(keys, record)
    const arrived: Arrived = { version: 1, contentHash, importFileId: marks.importFileId, line, learnedAt: marks.learnedAt }
    const row = toRow(keys, record as never, arrived) as Row
    const { insert, find, load, update } = statementsFor(kind, row)
    const { changes, lastInsertRowid } = insert.run(...Object.values(row))
    if (changes === 1) {
      if (record.kind === 'subscriber') for (const number of record.numbers) addNumber.run(number, record.subscriberId)
      return { state: 'accepted', rowId: Number(lastInsertRowid), version: 1, before: null }
    }
    const { id, source } = refOf(record)
    const [rowId, version, knownHash] = (hasSource ? find.get(id, source) : find.get(id)) as [number, number, string]
    if (knownHash === contentHash) return { state: 'unchanged', rowId, version, before: null }
    const old = load.get(rowId) as Row
    const before = fromRow(keys, old as never, record.kind === 'subscriber' ? (numbersOf.all(record.subscriberId) as string[]) : [])
    keepVersion.run(kind, rowId, version, sealRecord(keys, before), old.learned_at, marks.learnedAt)
    update.run(...Object.values(toRow(keys, record as never, { ...arrived, version: version + 1 }) as Row), rowId)
    if (record.kind === 'subscriber') {
      dropNumbers.run(record.subscriberId)
      for (const number of record.numbers) addNumber.run(number, record.subscriberId)
    }
    return { state: 'new_version', rowId, version: version + 1, before }
  }

  return {
    storeRecords: async (tx, kind, arriving, marks) => {
      invariant(sqlite.inTransaction, 'records are stored inside a write')
      const settled = arriving.map((one) => storeOne(kind, one, marks))
      if (kind === 'subscriber') await markTwins(tx, changedOf(settled))
      return settled
    },
    queueForScreening: async (_tx, kind, rowIds, queuedAt, cause = 'arrived') => {
      invariant(sqlite.inTransaction, 'records are queued inside a write')
      if (rowIds.length > 0) queue.run(kind, cause, queuedAt, JSON.stringify(rowIds))
    },
  }
}

function postgresWriter(keys: Keys): BulkWriter {
  const storeRecords = async (tx: Tx, kind: RecordKind, arriving: readonly Arriving[], marks: ArrivalMarks): Promise<readonly Settled[]> => {
    if (arriving.length === 0) return []
    const { table, idColumn, hasSource, toRow, fromRow } = KINDS[kind]
    const rows = arriving.map(({ record, line }) =>
      toRow(keys, record as never, { version: 1, contentHash: contentHashOf(keys, record), importFileId: marks.importFileId, line, learnedAt: marks.learnedAt }) as Row,
    )
    const columns = sql.raw(Object.keys(rows[0] as Row).join(', '))
    const key = sql.raw(hasSource ? `${idColumn}, source` : idColumn)
    const named = sql.raw(hasSource ? `id, ${idColumn} as key, source` : `id, ${idColumn} as key, '' as source`)
    const from = sql.raw(table)
    const inserted = await sql<{ id: number; key: string; source: string }>`
      insert into ${from} (${columns}) select ${columns} from json_populate_recordset(null::${from}, ${JSON.stringify(rows)}::json)
      on conflict (${key}) do nothing returning ${named}`.execute(tx)
    const fresh = new Map(inserted.rows.map((row) => [`${row.source}\u0000${row.key}`, row.id]))
    const nameOf = (record: AnyRecord) => {
      const { source, id } = refOf(record)
      return `${source}\u0000${id}`
    }

    const settled = new Array<Settled | undefined>(arriving.length)
    const others: number[] = []
    for (const [index, { record }] of arriving.entries()) {
      const name = nameOf(record)
      const rowId = fresh.get(name)
      if (rowId === undefined) others.push(index)
      else {
        settled[index] = { state: 'accepted', rowId, version: 1, before: null }
        fresh.delete(name)
      }
    }
    if (record0(arriving).kind === 'subscriber') {
      const numbers = arriving.flatMap(({ record }, index) => (settled[index] && record.kind === 'subscriber' ? record.numbers.map((number) => ({ number, subscriber_id: record.subscriberId })) : []))
      if (numbers.length > 0) await tx.insertInto('subscriber_numbers').values(numbers).onConflict((conflict) => conflict.doNothing()).execute()
    }
    if (others.length === 0) return settled as Settled[]

    const ids = [...new Set(others.map((index) => refOf((arriving[index] as Arriving).record).id))]
    const found = await sql<{ id: number; version: number; content_hash: string; key: string; source: string }>`
      select ${named}, version, content_hash from ${from} where ${sql.raw(idColumn)} = any(${ids}::text[]) order by id for update`.execute(tx)
    const known = new Map(found.rows.map((row) => [`${row.source}\u0000${row.key}`, { rowId: row.id, version: row.version, contentHash: row.content_hash }]))
    for (const index of others) {
      const { record, line } = arriving[index] as Arriving
      const current = known.get(nameOf(record))
      invariant(current, 'a record that was not inserted is there')
      const contentHash = contentHashOf(keys, record)
      if (current.contentHash === contentHash) {
        settled[index] = { state: 'unchanged', rowId: current.rowId, version: current.version, before: null }
        continue
      }
      const { rowId, version } = current
      const loaded = await sql<Row>`select * from ${from} where id = ${rowId}`.execute(tx)
      const old = loaded.rows[0] as Row
      const numbers = record.kind === 'subscriber' ? await numbersOf(tx, record.subscriberId) : []
      const before = fromRow(keys, old as never, numbers)
      await tx
        .insertInto('record_versions')
        .values({ kind, record_row_id: rowId, version, sealed_content: sealRecord(keys, before), learned_at: Number(old.learned_at), replaced_at: marks.learnedAt })
        .execute()
      const row = toRow(keys, record as never, { version: version + 1, contentHash, importFileId: marks.importFileId, line, learnedAt: marks.learnedAt })
      await sql`update ${from} set (${columns}) = (select ${columns} from json_populate_record(null::${from}, ${JSON.stringify(row)}::json)) where id = ${rowId}`.execute(tx)
      if (record.kind === 'subscriber') {
        await tx.deleteFrom('subscriber_numbers').where('subscriber_id', '=', record.subscriberId).execute()
        if (record.numbers.length > 0)
          await tx.insertInto('subscriber_numbers').values(record.numbers.map((number) => ({ number, subscriber_id: record.subscriberId }))).onConflict((conflict) => conflict.doNothing()).execute()
      }
      settled[index] = { state: 'new_version', rowId, version: version + 1, before }
      known.set(nameOf(record), { rowId, version: version + 1, contentHash })
    }
    return settled as Settled[]
  }

  return {
    storeRecords: async (tx, kind, arriving, marks) => {
      const settled = await storeRecords(tx, kind, arriving, marks)
      if (kind === 'subscriber') await markTwins(tx, changedOf(settled))
      return settled
    },
    queueForScreening: async (tx, kind, rowIds, queuedAt, cause = 'arrived') => {
      if (rowIds.length === 0) return
      await sql`
        insert into screening_queue (kind, record_row_id, cause, queued_at) select ${kind}::text, id, ${cause}::text, ${queuedAt}::bigint from unnest(${[...new Set(rowIds)]}::bigint[]) as id
        on conflict (kind, record_row_id) do update set cause = excluded.cause, queued_at = excluded.queued_at`.execute(tx)
    },
  }
}

function changedOf(settled: readonly Settled[]): readonly number[] {
  return [...new Set(settled.flatMap(({ state, rowId }) => (state === 'unchanged' ? [] : [rowId])))]
}

function record0(arriving: readonly Arriving[]): AnyRecord {
  return (arriving[0] as Arriving).record
}

async function numbersOf(tx: Tx, subscriberId: string): Promise<readonly string[]> {
  const rows = await tx.selectFrom('subscriber_numbers').select('number').where('subscriber_id', '=', subscriberId).orderBy('number').execute()
  return rows.map((row) => row.number)
}

/** What an order adds to the day it counts for. */
export interface DailyShare {
  readonly day: string
  readonly channel: string
  readonly currency: string
  readonly orders: number
  readonly paidMinor: number
  readonly flagged: number
  readonly flaggedMinor: number
}

type Sum<T> = { -readonly [K in keyof T]: T[K] }

/** Moves the day summaries by sums of shares, in the transaction that stores the orders (a correction takes its old share away). */
export async function moveDailyOrders(tx: Tx, shares: readonly DailyShare[]): Promise<void> {
  const sums = new Map<string, Sum<DailyShare>>()
  for (const share of shares) {
    const name = `${share.day}\u0000${share.channel}\u0000${share.currency}`
    const sum = sums.get(name)
    if (sum) {
      sum.orders += share.orders
      sum.paidMinor += share.paidMinor
      sum.flagged += share.flagged
      sum.flaggedMinor += share.flaggedMinor
    } else sums.set(name, { ...share })
  }
  const moved = [...sums.entries()].filter(([, sum]) => sum.orders !== 0 || sum.paidMinor !== 0 || sum.flagged !== 0 || sum.flaggedMinor !== 0)
  if (moved.length === 0) return
  // In one order everywhere, so that two imports never wait for each other's rows crosswise.
  moved.sort(([a], [b]) => (a < b ? -1 : 1))
  const rows = rowsOf(dialectOf(tx), 'w', ['text', 'text', 'text', 'bigint', 'bigint', 'bigint', 'bigint'], moved.map(([, sum]) => [sum.day, sum.channel, sum.currency, sum.orders, sum.paidMinor, sum.flagged, sum.flaggedMinor]))
  await sql`
    insert into daily_orders (day, channel, currency, orders, paid_minor, flagged, flagged_minor) select w.c0, w.c1, w.c2, w.c3, w.c4, w.c5, w.c6 from ${rows} where true
    on conflict (day, channel, currency) do update set orders = daily_orders.orders + excluded.orders, paid_minor = daily_orders.paid_minor + excluded.paid_minor,
      flagged = daily_orders.flagged + excluded.flagged, flagged_minor = daily_orders.flagged_minor + excluded.flagged_minor`.execute(tx)
}

/** The share of one order, `sign` +1 when it comes and -1 when another version takes its place. */
export function dailyShareOf(order: Order, day: string, isFlagged: boolean, sign: 1 | -1): DailyShare {
  return {
    day, channel: order.channel, currency: order.currency, orders: sign, paidMinor: sign * order.paidMinor,
    flagged: isFlagged ? sign : 0, flaggedMinor: isFlagged ? sign * order.paidMinor : 0,
  }
}
