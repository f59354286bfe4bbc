import { expect, test } from 'vitest'
import { exampleDay } from '../../../app/domain/example/example-day.ts'
import { feedFiles } from '../../../app/domain/example/feed-files.ts'
import { seededRandom } from '../../../app/domain/example/random.ts'
import { DEFAULT_LIMITS } from '../../../app/domain/intake/limits.ts'
import type { RecordKind } from '../../../app/domain/intake/record.ts'
import { importFiles } from '../../../app/usecases/intake/import-files.server.ts'
import { addMachine, listMachines } from '../../../app/usecases/intake/manage-api-clients.server.ts'
import { mergeOperatorContext } from '../../../app/usecases/intake/merge-context.server.ts'
import { textPart } from '../../../app/usecases/intake/read-feed-file.server.ts'
import { type ReceivedRequest, receiveRecords } from '../../../app/usecases/intake/receive-records.server.ts'
import { screenPending } from '../../../app/usecases/screening/screen-records.server.ts'
import type { Store } from '../../../db/client.ts'
import { SEEN_EVERY_MS } from '../../../db/queries/api-clients.ts'
import { listDecisions } from '../../../db/queries/decisions.ts'
import { forEachDialect, TEST_NOW, testContext, testKeys } from '../../support/database.ts'
import { valueOf } from '../../support/result.ts'

const DAY = exampleDay({ seed: 5, from: TEST_NOW - 86_400_000, ordinaryOrders: 80 })
const FILES = feedFiles(DAY)
const PUSHED: readonly RecordKind[] = ['order', 'receipt', 'ledger', 'message', 'profile_change']

async function takeFiles(store: Store, wanted: (name: string) => boolean): Promise<void> {
  const context = testContext(store, { actor: { staffId: null, role: null, label: 'command' } })
  for (const { name, text } of FILES) if (name === 'context.json') await mergeOperatorContext(context, text)
  const files = FILES.filter(({ name }) => name !== 'context.json' && wanted(name))
  await importFiles(context, files.map(({ name, text }) => ({ part: textPart(name, text), isNamed: true })), { origin: 'command', limits: DEFAULT_LIMITS })
}

/** What stands, by the names that feeds give. */
async function judgement(store: Store) {
  const flags = await store.read.selectFrom('flags').select(['kind', 'record_id', 'rule_id', 'order_id', 'score', 'band', 'evidence']).where('withdrawn_at', 'is', null).execute()
  // A case that was graver for a while stays open when it is grave no longer; what was always slight opened none.
  const cases = await store.read.selectFrom('cases').select(['order_id', 'flag_count', 'score', 'severity', 'money_minor']).where('is_open', '=', 1).where('band', '<>', 'log').execute()
  const days = await store.read.selectFrom('daily_flags').selectAll().where('flags', '<>', 0).execute()
  const orders = await store.read.selectFrom('daily_orders').selectAll().execute()
  return [flags, cases, days, orders].map((rows) => rows.map((row) => JSON.stringify(row)).sort())
}

/** The day's records as machines push them: in an order of no meaning, a few at a time. */
function shuffledGroups(clientId: number, seed: number): readonly (readonly ReceivedRequest[])[] {
  const random = seededRandom(seed)
  const requests = PUSHED.flatMap((kind) => DAY.rows[kind].map((row, n): ReceivedRequest => ({ clientId, eventId: `${kind}-${n}`, bodyHash: `${kind}-${n}`, kind, objects: [JSON.stringify(row)] })))
  const shuffled = requests.map((request) => ({ request, place: random.next() })).sort((a, b) => a.place - b.place).map(({ request }) => request)
  const groups: ReceivedRequest[][] = []
  for (let from = 0; from < shuffled.length;) {
    const size = 1 + Math.floor(random.next() * 40)
    groups.push(shuffled.slice(from, from + size))
    from += size
  }
  return groups
}

forEachDialect('records that machines push', (open) => {
  // With the first a flag of a ledger row that stands alone, with the second one of a receipt gives way to that of an order that comes later; with the third the ledger grows meanwhile.
  test.each([12, 17, 11])('S31: in whatever order and groups they come, what stands in the end is what screening of the files finds (order %i)', async (seed) => {
    const whole = await open()
    await takeFiles(whole, () => true)
    await screenPending(whole, testKeys, { now: TEST_NOW })

    const store = await open()
    await takeFiles(store, (name) => name === 'subscribers.csv')
    const machine = valueOf(await addMachine(testContext(store), 'till', ['orders', 'receipts', 'ledger', 'messages', 'profile-changes']))
    for (const [n, group] of shuffledGroups(machine.clientId, seed).entries()) {
      const answers = await receiveRecords(store, testKeys, group, TEST_NOW)
      for (const [index, answer] of answers.entries()) {
        const items = answer === 'conflict' ? [] : answer.items
        expect(items).toMatchObject([{ status: 'accepted', ...(group[index]?.kind === 'order' ? { decision: { action: expect.any(String) } } : {}) }])
      }
      // The decision in the answer is the one that is stored.
      if (n % 7 === 0) {
        const refs = answers.flatMap((answer, index) => (answer === 'conflict' || group[index]?.kind !== 'order' ? [] : answer.items.map((item) => ({ kind: 'order' as const, source: 'app-core', id: 'id' in item ? item.id : '' }))))
        const stored = await listDecisions(store.read, store.dialect, refs)
        for (const answer of answers) if (answer !== 'conflict') for (const item of answer.items) if ('decision' in item && stored.has(`app-core\u0000${item.id}`)) expect(item.decision).toEqual(stored.get(`app-core\u0000${item.id}`))
      }
      if (n % 5 === 0) await screenPending(store, testKeys, { now: TEST_NOW })
    }
    await screenPending(store, testKeys, { now: TEST_NOW })
    expect(await judgement(store)).toEqual(await judgement(whole))
    expect(await store.read.selectFrom('screening_queue').selectAll().execute()).toEqual([])
  }, 240_000)

  test('an order that was answered is looked at again only when something comes that it has to do with', async () => {
    const store = await open()
    const machine = valueOf(await addMachine(testContext(store), 'till', ['orders']))
    const { clientId } = machine
    const [one, two] = DAY.rows.order
    // At one moment, so that no clock runs out by the later one.
    const times = { created_at: one?.created_at, paid_at: one?.paid_at, delivered_at: one?.delivered_at }
    const push = (id: string, row: object, at: number) => receiveRecords(store, testKeys, [{ clientId, eventId: id, bodyHash: id, kind: 'order', objects: [JSON.stringify(row)] }], at)
    const screenedAt = async (id: string) => (await store.read.selectFrom('screenings').innerJoin('orders', 'orders.id', 'screenings.record_row_id').select('screened_at').where('orders.order_id', '=', id).executeTakeFirstOrThrow()).screened_at

    await push('e1', { ...one, order_id: 'A', merchant_order_no: 'MA' }, TEST_NOW)
    await screenPending(store, testKeys, { now: TEST_NOW + 1 })
    await push('e2', { ...two, ...times, order_id: 'B', merchant_order_no: 'MB' }, TEST_NOW + 2)
    await screenPending(store, testKeys, { now: TEST_NOW + 3 })
    expect([await screenedAt('A'), await screenedAt('B')]).toEqual([TEST_NOW, TEST_NOW + 2])

    await push('e3', { ...one, order_id: 'C', merchant_order_no: 'MC' }, TEST_NOW + 4)
    await screenPending(store, testKeys, { now: TEST_NOW + 5 })
    expect([await screenedAt('A'), await screenedAt('B'), await screenedAt('C')]).toEqual([TEST_NOW + 5, TEST_NOW + 2, TEST_NOW + 4])
  })

  test('a machine was last heard when it last sent something, to the minute, and a repetition is heard too', async () => {
    const store = await open()
    const machine = valueOf(await addMachine(testContext(store), 'till', ['orders']))
    const { clientId } = machine
    const [one] = DAY.rows.order
    const push = (id: string, at: number) => receiveRecords(store, testKeys, [{ clientId, eventId: id, bodyHash: id, kind: 'order', objects: [JSON.stringify(one)] }], at)
    const lastSeenAt = async () => (await listMachines(testContext(store))).map((known) => known.lastSeenAt)

    expect(await lastSeenAt()).toEqual([null])
    await push('e1', TEST_NOW)
    expect(await lastSeenAt()).toEqual([TEST_NOW])
    await push('e2', TEST_NOW + SEEN_EVERY_MS - 1)
    expect(await lastSeenAt()).toEqual([TEST_NOW])
    await push('e2', TEST_NOW + SEEN_EVERY_MS)
    expect(await lastSeenAt()).toEqual([TEST_NOW + SEEN_EVERY_MS])
  })
})
