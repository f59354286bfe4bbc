/**
 * A file of orders from the first byte to the last flag, beside a bare better-sqlite3 insert of the same rows into the same table with the same
 * indexes and the same durability: what validation, exact-once, summaries, audit and screening cost on top of storing.
 */
import { exampleDay } from '../../app/domain/example/example-day.ts'
import { csvText } from '../../app/domain/example/feed-files.ts'
import { DEFAULT_LIMITS } from '../../app/domain/intake/limits.ts'
import type { UseCaseContext } from '../../app/usecases/context.ts'
import { importFiles } from '../../app/usecases/intake/import-files.server.ts'
import { textPart } from '../../app/usecases/intake/read-feed-file.server.ts'
import { screenPending } from '../../app/usecases/screening/screen-records.server.ts'
import type { Store } from '../../db/client.ts'
import { atMost, type Bench, measure, table, tellGoals } from './measure.ts'
import { openScratch } from './scratch.ts'

const ORDERS = 10_000
const BATCH_ROWS = 500
const NOW = Date.UTC(2026, 2, 15)

export const bench: Bench = async ({ rounds, say }) => {
  const scratch = openScratch()
  try {
    const { rows } = exampleDay({ seed: 7, from: NOW - 86_400_000, ordinaryOrders: ORDERS })
    const part = () => textPart('orders.csv', csvText(rows.order))
    const count = rows.order.length
    const contextOf = (store: Store): UseCaseContext => ({ store, keys: scratch.keys, now: NOW, actor: { staffId: null, role: null, label: 'bench' }, ip: null, requestId: null, locale: 'en' })
    const take = async (store: Store) => importFiles(contextOf(store), [{ part: part(), isNamed: true }], { origin: 'command', limits: DEFAULT_LIMITS })

    const filled = await scratch.open()
    const report = await take(filled)
    if (report.files[0]?.accepted !== count) throw new Error('the file of this bench is taken in whole')
    const writer = filled.sqlite
    if (!writer) throw new Error('this bench runs on SQLite')
    const columns = (writer.pragma('table_info(orders)') as { name: string }[]).map(({ name }) => name).filter((name) => name !== 'id')
    const values = writer.prepare(`select ${columns.join(', ')} from orders order by id`).raw().all() as unknown[][]
    await filled.close()

    // Every round needs empty tables; they are made before it is timed.
    const cases = []
    const stored: number[] = []
    const ready: Store[] = []
    const empty = (): Store => {
      const store = ready.pop()
      if (!store) throw new Error('a database was made for each round')
      return store
    }
    for (let i = 0; i < 3 * (rounds + 1); i++) ready.push(await scratch.open())
    const end = async (store: Store) => {
      stored.push(store.sqlite?.prepare('select count(*) from orders').pluck().get() as number)
      await store.close()
    }
    cases.push({
      name: 'bare insert, same rows, same indexes', units: count, run: async () => {
        const store = empty()
        const sqlite = store.sqlite
        if (!sqlite) throw new Error('this bench runs on SQLite')
        const insert = sqlite.prepare(`insert into orders (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`)
        for (let from = 0; from < values.length; from += BATCH_ROWS) {
          sqlite.exec('begin immediate')
          for (const row of values.slice(from, from + BATCH_ROWS)) insert.run(...row)
          sqlite.exec('commit')
        }
        await end(store)
      },
    }, {
      name: 'import: parsed, checked, exactly once, summaries', units: count, run: async () => {
        const store = empty()
        await take(store)
        await end(store)
      },
    }, {
      name: 'import and screening, flags and cases stored', units: count, run: async () => {
        const store = empty()
        await take(store)
        await screenPending(store, scratch.keys, { now: NOW })
        await end(store)
      },
    })
    const measured = await measure(cases, rounds)
    const [, imported = 0, screened = 0] = measured.map(({ ratio }) => ratio)
    const goals = [atMost('import, times the bare insert', imported, 3), atMost('import and screening, times the bare insert', screened, 3)]
    say(table(`Ingest: a file of ${count} orders`, measured, 'an order'))
    tellGoals(say, goals)
    return { yardstick: 'bare insert', cases: measured, agrees: stored.every((one) => one === count), goals }
  } finally {
    await scratch.remove()
  }
}
