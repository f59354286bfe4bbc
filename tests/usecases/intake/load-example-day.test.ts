import { expect, test } from 'vitest'
import { importFiles } from '../../../app/usecases/intake/import-files.server.ts'
import { loadExampleDay } from '../../../app/usecases/intake/load-example-day.server.ts'
import { takeLease } from '../../../db/queries/leases.ts'
import { DEFAULT_LIMITS } from '../../../app/domain/intake/limits.ts'
import { databaseOf, TEST_NOW, testContext } from '../../support/database.ts'
import { csv, inputOf, manyRows } from '../../support/feed-rows.ts'

const open = databaseOf('sqlite')
const START = { holder: 'this start', ordinaryOrders: 900 }

test('a new database gets one example day, screened, and never a second', async () => {
  const store = await open()
  const context = testContext(store, { actor: { staffId: null, role: null, label: 'system' } })
  const loaded = await loadExampleDay(context, START)
  expect(loaded).toMatchObject({ records: expect.toSatisfy((records: number) => records > 2_000), flags: expect.toSatisfy((flags: number) => flags > 10) })
  expect(await loadExampleDay({ ...context, now: TEST_NOW + 86_400_000 }, START)).toBeNull()
  expect(await store.read.selectFrom('imports').select(['origin', 'state']).execute()).toEqual([{ origin: 'example', state: 'done' }])
  const newest = await store.read.selectFrom('orders').select((eb) => eb.fn.max('created_at').as('at')).executeTakeFirstOrThrow()
  expect(newest.at).toBeLessThan(TEST_NOW)
  expect(newest.at).toBeGreaterThan(TEST_NOW - 3 * 86_400_000)
})

test('the day holds the ring of story S5, and of its orders one to three in a hundred are flagged', async () => {
  const store = await open()
  await loadExampleDay(testContext(store, { actor: { staffId: null, role: null, label: 'system' } }), { holder: 'this start' })
  const { orders } = await store.read.selectFrom('orders').select((eb) => eb.fn.countAll<number>().as('orders')).executeTakeFirstOrThrow()
  const flagged = await store.read.selectFrom('cases').select('id').where('order_row_id', 'is not', null).execute()
  expect(flagged.length / orders).toBeGreaterThan(0.01)
  expect(flagged.length / orders).toBeLessThan(0.03)
  const fedOne = await store.read.selectFrom('orders').innerJoin('flags', 'flags.order_row_id', 'orders.id').select(['orders.target_number', 'orders.payer_account', 'orders.paid_minor', 'orders.created_at']).where('flags.rule_id', '=', 'payment_fan_in_slow').execute()
  expect([new Set(fedOne.map((one) => one.target_number)).size, new Set(fedOne.map((one) => one.payer_account)).size, fedOne.reduce((sum, one) => sum + one.paid_minor, 0)]).toEqual([1, 5, 50_000])
  expect(Math.max(...fedOne.map((one) => one.created_at)) - Math.min(...fedOne.map((one) => one.created_at))).toBeLessThanOrEqual(2 * 3_600_000)
  const ring = await store.read.selectFrom('orders').innerJoin('cases', 'cases.order_row_id', 'orders.id').select(['orders.id', 'orders.target_number']).where('orders.payer_account', 'in', fedOne.map((one) => one.payer_account)).where('speed', '=', 'slow').execute()
  expect([ring.length, new Set(ring.map((one) => one.target_number)).size]).toEqual([36, 32])
})

test('a start that was killed half-way is completed by the next, a day later, without doubling', async () => {
  const store = await open()
  const context = testContext(store, { actor: { staffId: null, role: null, label: 'system' } })
  const whole = await loadExampleDay(context, START)
  const again = await open()
  const next = testContext(again, { actor: { staffId: null, role: null, label: 'system' }, now: TEST_NOW + 86_400_000 })
  await again.write((tx) => tx.insertInto('imports').values({ started_at: TEST_NOW, finished_at: null, staff_id: null, origin: 'example', state: 'running', error_code: null, error_data: null, preview: null, job_id: null }).execute())
  expect(await loadExampleDay(next, START)).toEqual(whole)
  expect(await again.read.selectFrom('imports').select(['origin', 'state']).execute()).toEqual([{ origin: 'example', state: 'done' }])
})

test('a database that has its own records gets no examples', async () => {
  const store = await open()
  const context = testContext(store)
  await importFiles(context, [inputOf('o.csv', csv(manyRows('order', 1)))], { origin: 'command', limits: DEFAULT_LIMITS })
  expect(await loadExampleDay(context, START)).toBeNull()
})

test('of two starts on one new database the second waits for the first, and goes on in its place when that was killed', async () => {
  const store = await open()
  const context = testContext(store, { actor: { staffId: null, role: null, label: 'system' } })
  await store.write((tx) => takeLease(tx, 'example_day', 'another start', TEST_NOW, TEST_NOW + 20_000))
  expect(await loadExampleDay(context, START)).toBe('elsewhere')
  expect(await store.read.selectFrom('imports').selectAll().execute()).toEqual([])
  expect(await loadExampleDay({ ...context, now: TEST_NOW + 20_000 }, START)).toMatchObject({ records: expect.any(Number) })
})
