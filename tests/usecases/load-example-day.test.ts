import { expect, test } from 'vitest'
import { importFiles } from '../../app/usecases/import-files.server.ts'
import { loadExampleDay } from '../../app/usecases/load-example-day.server.ts'
import { takeLease } from '../../db/queries/leases.ts'
import { DEFAULT_LIMITS } from '../../app/domain/intake/limits.ts'
import { databaseOf, TEST_NOW, testContext } from '../support/database.ts'
import { csv, inputOf, manyRows } from '../support/feed-rows.ts'

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
