import { expect, test } from 'vitest'
import { exampleDay } from '../../../app/domain/example/example-day.ts'
import { feedFiles } from '../../../app/domain/example/feed-files.ts'
import { DEFAULT_LIMITS } from '../../../app/domain/intake/limits.ts'
import { importFiles } from '../../../app/usecases/intake/import-files.server.ts'
import { addMachine } from '../../../app/usecases/intake/manage-api-clients.server.ts'
import { mergeOperatorContext } from '../../../app/usecases/intake/merge-context.server.ts'
import { textPart } from '../../../app/usecases/intake/read-feed-file.server.ts'
import { receiveRecords } from '../../../app/usecases/intake/receive-records.server.ts'
import { screenPending } from '../../../app/usecases/screening/screen-records.server.ts'
import { verifyStore } from '../../../app/usecases/installation/verify-store.server.ts'
import { openStore, type Store } from '../../../db/client.ts'
import { forEachDialect, TEST_NOW, testContext, testKeys } from '../../support/database.ts'

const DAY = exampleDay({ seed: 3, from: TEST_NOW - 86_400_000, ordinaryOrders: 60 })
const FILES = feedFiles(DAY)
/** Orders that a machine sends in one request each, this many together. */
const GROUP = 20

const command = (store: Store) => testContext(store, { actor: { staffId: null, role: null, label: 'command' } })

async function takeKnowledge(store: Store): Promise<void> {
  for (const { name, text } of FILES) if (name === 'context.json') await mergeOperatorContext(command(store), text)
}

async function takeDay(store: Store): Promise<void> {
  await importFiles(command(store), FILES.filter(({ name }) => name !== 'context.json').map(({ name, text }) => ({ part: textPart(name, text), isNamed: true })), { origin: 'command', limits: DEFAULT_LIMITS })
}

async function pushOrders(store: Store, clientId: number): Promise<void> {
  const orders = DAY.rows.order
  for (let from = 0; from < orders.length; from += GROUP) {
    await receiveRecords(store, testKeys, orders.slice(from, from + GROUP).map((row, n) => ({
      clientId, eventId: `e${from + n}`, bodyHash: `h${from + n}`, kind: 'order' as const, objects: [JSON.stringify(row)],
    })), TEST_NOW)
  }
}

/** What stands, by the names that feeds give. */
async function standing(store: Store) {
  const flags = await store.read.selectFrom('flags').select(['kind', 'record_id', 'rule_id', 'order_id', 'score', 'band', 'evidence']).where('withdrawn_at', 'is', null).execute()
  const days = await store.read.selectFrom('daily_flags').selectAll().where('flags', '<>', 0).execute()
  const orders = await store.read.selectFrom('daily_orders').selectAll().execute()
  return [flags, days, orders].map((rows) => rows.map((row) => JSON.stringify(row)).sort())
}

/** What one process finds in the day. */
async function foundAlone(store: Store) {
  await takeKnowledge(store)
  await takeDay(store)
  await screenPending(store, testKeys, { now: TEST_NOW })
  return standing(store)
}

/** Several processes on one database. */
async function beside(first: Store, work: (stores: readonly [Store, Store, Store]) => Promise<void>): Promise<void> {
  const second = await openStore({ url: first.url, role: 'worker' })
  const third = await openStore({ url: first.url, role: 'web', checkIntegrity: false })
  try {
    await work([first, second, third])
  } finally {
    await Promise.all([second.close(), third.close()])
  }
}

forEachDialect('many processes at once', (open) => {
  test('that screen leave the flags and summaries that one leaves, also where flags are taken back', async () => {
    const alone = await foundAlone(await open())
    const shared = await open()
    await takeKnowledge(shared)
    await takeDay(shared)
    await beside(shared, async (stores) => {
      const atOnce = (all: boolean, rules?: readonly []) => Promise.all(stores.map((store) => screenPending(store, testKeys, { now: TEST_NOW, all, ...(rules ? { rules } : {}) })))
      await atOnce(false)
      expect(await standing(shared)).toEqual(alone)
      // Without rules every flag is taken back, in three processes at once; with them they are raised again.
      await atOnce(true, [])
      expect((await standing(shared))[0]).toEqual([])
      await atOnce(true)
      expect(await standing(shared)).toEqual(alone)
      expect((await verifyStore({ store: shared, keys: testKeys }, [])).flatMap(({ differences }) => differences)).toEqual([])
    })
  }, 300_000)

  test('that import and are pushed the same records store and count each once, and find what one finds', async () => {
    const alone = await foundAlone(await open())
    const shared = await open()
    await takeKnowledge(shared)
    const machine = await addMachine(command(shared), 'gateway', ['orders'])
    if (!machine.ok) throw new Error('a machine can be added')
    const { id } = await shared.read.selectFrom('api_clients').select('id').executeTakeFirstOrThrow()
    await beside(shared, async ([first, second, third]) => {
      await Promise.all([takeDay(first), takeDay(second), pushOrders(third, id), pushOrders(first, id)])
      await Promise.all([screenPending(first, testKeys, { now: TEST_NOW }), screenPending(second, testKeys, { now: TEST_NOW })])
      expect(await standing(shared)).toEqual(alone)
      expect((await verifyStore({ store: shared, keys: testKeys }, [])).flatMap(({ differences }) => differences)).toEqual([])
    })
  }, 300_000)
})
