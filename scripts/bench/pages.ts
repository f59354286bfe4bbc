/**
 * What the staff look at all day, on a small store and on one that holds a hundred times as many over the same month: the queue's first page and
 * pages deep down, all orders, the dashboard. The yardstick of each is itself on the small store.
 */
import { exampleDay } from '../../app/domain/example/example-day.ts'
import { feedFiles } from '../../app/domain/example/feed-files.ts'
import { DEFAULT_LIMITS } from '../../app/domain/intake/limits.ts'
import type { UseCaseContext } from '../../app/usecases/context.ts'
import { getDashboard } from '../../app/usecases/figures/get-dashboard.server.ts'
import { importFiles } from '../../app/usecases/intake/import-files.server.ts'
import { listOrders } from '../../app/usecases/records/list-orders.server.ts'
import { listQueue } from '../../app/usecases/cases/list-queue.server.ts'
import { mergeOperatorContext } from '../../app/usecases/intake/merge-context.server.ts'
import { textPart } from '../../app/usecases/intake/read-feed-file.server.ts'
import { screenPending } from '../../app/usecases/screening/screen-records.server.ts'
import type { Store } from '../../db/client.ts'
import type { QueueFilter } from '../../db/queries/queue.ts'
import { atMost, type Bench, type BenchCase, type Goal, type Measured, measure, table, tellGoals } from './measure.ts'
import { openScratch, type Scratch } from './scratch.ts'

const ORDERS = 10_000
const COPIES = 100
const PAGE = 50
const DAYS = 30
const NOW = Date.UTC(2026, 2, 15)
const FIRST_DAY = '2026-03-13'
const DAY_MS = 86_400_000
/** Calls of one measured round. */
const CALLS = 40

export const bench: Bench = async ({ rounds, say }) => {
  const scratch = openScratch()
  try {
    const small = await fill(scratch)
    await small.close()
    const large = await scratch.open(small)
    say(`Filling a store with ${COPIES} times ${ORDERS} orders …`)
    await repeatRecords(large)
    const stores = [{ name: 'small', store: await scratch.open(small) }, { name: 'large', store: large }]
    const cases: BenchCase[] = []
    const answered = new Set<number>()
    for (const [page, visit] of Object.entries(await pagesOf(stores.map(({ store }) => store), scratch))) {
      for (const [i, { name, store }] of stores.entries()) {
        cases.push({ name: `${page}, ${name}`, units: CALLS, run: async () => { for (let call = 0; call < CALLS; call++) answered.add(await visit(store, i)) } })
      }
    }
    const measured = await measure(cases, rounds)
    const goals = goalsOf(measured)
    say(table(`Pages: ${ORDERS} orders and ${ORDERS * COPIES}`, measured.map((one, i) => ({ ...one, ratio: one.cpuMicros / (measured[i - (i % 2)]?.cpuMicros ?? 1) })), 'a page'))
    tellGoals(say, goals)
    return { yardstick: 'the same page on the small store', cases: measured, agrees: !answered.has(0), goals }
  } finally {
    await scratch.remove()
  }
}

const LIMITS: Readonly<Record<string, number>> = { 'queue, first page': 1.2, 'queue, of one stage': 2, 'queue, deep page': 2, 'orders, first page': 1.2, 'orders, deep page': 2, dashboard: 1.2 }

function goalsOf(measured: readonly Measured[]): readonly Goal[] {
  return Object.entries(LIMITS).map(([page, limit]) => {
    const cpuOf = (size: string) => measured.find(({ name }) => name === `${page}, ${size}`)?.cpuMicros ?? Number.NaN
    return atMost(`${page}, ${COPIES} times the orders, times the small store`, cpuOf('large') / cpuOf('small'), limit)
  })
}

/** Every page answers with how many rows it shows, so that an empty answer is noticed. */
async function pagesOf(stores: readonly Store[], scratch: Scratch): Promise<Readonly<Record<string, (store: Store, index: number) => Promise<number>>>> {
  const contextOf = (store: Store): UseCaseContext => ({ store, keys: scratch.keys, now: NOW, actor: { staffId: 1, role: 'supervisor', label: 'bench' }, ip: null, requestId: null, locale: 'en' })
  const queue = async (store: Store, after: string | null, filter: QueueFilter = {}) => {
    const page = await listQueue(contextOf(store), { filter, sort: 'rank', after, limit: PAGE })
    return page.ok ? page.value : null
  }
  const orders = async (store: Store, after: string | null) => {
    const page = await listOrders(contextOf(store), { from: null, to: null, channels: [], statuses: [], currency: null, bands: [], sameAs: null, after, limit: PAGE })
    return page.ok ? page.value : null
  }
  const deepCase = stores.map((store) => store.sqlite?.prepare('select rank || \'.\' || id from cases where is_open = 1 order by rank desc, id limit 1 offset (select count(*) / 2 from cases where is_open = 1)').pluck().get() as string)
  const deepOrder = stores.map((store) => store.sqlite?.prepare('select created_at || \'.\' || id from orders order by created_at desc, id desc limit 1 offset (select count(*) / 2 from orders)').pluck().get() as string)
  return {
    'queue, first page': async (store) => (await queue(store, null))?.rows.length ?? 0,
    'queue, of one stage': async (store) => (await queue(store, null, { stage: 'new' }))?.rows.length ?? 0,
    'queue, deep page': async (store, i) => (await queue(store, deepCase[i] ?? null))?.rows.length ?? 0,
    'orders, first page': async (store) => (await orders(store, null))?.rows.length ?? 0,
    'orders, deep page': async (store, i) => (await orders(store, deepOrder[i] ?? null))?.rows.length ?? 0,
    dashboard: async (store) => {
      const view = await getDashboard(contextOf(store), { days: DAYS, to: null, channel: null })
      return view.ok ? view.value.orders.now : 0
    },
  }
}

async function fill(scratch: Scratch): Promise<Store> {
  const store = await scratch.open()
  const context: UseCaseContext = { store, keys: scratch.keys, now: NOW, actor: { staffId: null, role: null, label: 'bench' }, ip: null, requestId: null, locale: 'en' }
  const files = feedFiles(exampleDay({ seed: 7, from: NOW - DAY_MS, ordinaryOrders: ORDERS }))
  for (const { name, text } of files) if (name === 'context.json') await mergeOperatorContext(context, text)
  await importFiles(context, files.filter(({ name }) => name !== 'context.json').map(({ name, text }) => ({ part: textPart(name, text), isNamed: true })), { origin: 'command', limits: DEFAULT_LIMITS })
  await screenPending(store, scratch.keys, { now: NOW })
  await spreadOverMonth(store)
  return store
}

/** Spreads the day's orders, cases and flags over a month; the day summaries are repeated. */
async function spreadOverMonth(store: Store): Promise<void> {
  const earlier = (id: string) => `- (${id} % ${DAYS}) * ${DAY_MS}`
  await store.writeSync((sqlite) => {
    sqlite.exec(`update orders set created_at = created_at ${earlier('id')}`)
    sqlite.exec(`update flags set at = at ${earlier('coalesce(order_row_id, id)')}`)
    sqlite.exec(`update cases set at = at ${earlier('coalesce(order_row_id, id)')}, opened_at = opened_at ${earlier('coalesce(order_row_id, id)')}`)
    for (let day = 1; day < DAYS; day++) {
      sqlite.exec(`insert into daily_orders select date(day, '-${day} days'), channel, currency, orders, paid_minor, flagged, flagged_minor from daily_orders where day >= '${FIRST_DAY}' on conflict do nothing`)
      sqlite.exec(`insert into daily_flags select date(day, '-${day} days'), family, rule_id, channel, band, flags from daily_flags where day >= '${FIRST_DAY}' on conflict do nothing`)
    }
  })
}

/** Everything again under new ids, moments earlier. Indexes of the orders are made afterwards, which is quicker. */
async function repeatRecords(store: Store): Promise<void> {
  await store.writeSync((sqlite) => {
    const indexes = sqlite.prepare(`select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name in ('orders', 'cases', 'flags')`).all() as { name: string; sql: string }[]
    for (const { name } of indexes) sqlite.exec(`drop index ${name}`)
    for (let copy = 1; copy < COPIES; copy++) {
      // As many ids as no table here has rows.
      const step = copy * 100_000
      const again = (name: string, key: string, changes: Readonly<Record<string, string>>) => {
        const columns = (sqlite.pragma(`table_info(${name})`) as { name: string }[]).map((column) => column.name)
        sqlite.exec(`insert into ${name} (${columns.join(', ')}) select ${columns.map((column) => changes[column] ?? column).join(', ')} from ${name} where ${key} <= 100000`)
      }
      again('orders', 'id', {
        id: `id + ${step}`, order_id: `order_id || '-${copy}'`, created_at: `created_at - ${copy}`, target_number: `target_number || '${copy}'`, payer_account: `payer_account || '${copy}'`,
      })
      again('cases', 'id', {
        id: `id + ${step}`, subject_key: `subject_key || '-${copy}'`, order_row_id: `order_row_id + ${step}`, order_id: `order_id || '-${copy}'`, at: `at - ${copy}`,
        opened_at: `opened_at - ${copy}`, due_at: `due_at - ${copy}`, rank: `rank - ${copy}`,
      })
      again('case_families', 'case_id', { case_id: `case_id + ${step}` })
      again('flags', 'id', { id: `id + ${step}`, record_row_id: `record_row_id + ${step}`, order_row_id: `order_row_id + ${step}`, case_id: `case_id + ${step}`, at: `at - ${copy}` })
    }
    for (const { sql } of indexes) sqlite.exec(sql)
  })
}
