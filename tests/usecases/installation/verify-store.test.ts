import { expect, test } from 'vitest'
import { loadExampleDay } from '../../../app/usecases/intake/load-example-day.server.ts'
import { type CheckName, verifyStore } from '../../../app/usecases/installation/verify-store.server.ts'
import type { Store } from '../../../db/client.ts'
import { databaseOf, testContext } from '../../support/database.ts'

const open = databaseOf('sqlite')
const foundBy = async (store: Store): Promise<readonly CheckName[]> =>
  (await verifyStore(testContext(store), [])).filter(({ differences }) => differences.length > 0).map(({ check }) => check)

test('S11: a day that was imported and screened agrees with itself, and each thing that is altered behind the program is named', async () => {
  const store = await open()
  await loadExampleDay(testContext(store, { actor: { staffId: null, role: null, label: 'system' } }), { holder: 'this start', ordinaryOrders: 900 })
  expect(await foundBy(store)).toEqual([])
  const altered = async (statement: string, back: string): Promise<readonly CheckName[]> => {
    await store.writeSync((sqlite) => void sqlite.exec(statement))
    const found = await foundBy(store)
    await store.writeSync((sqlite) => void sqlite.exec(back))
    return found
  }
  const day = `(select min(day) from daily_orders where orders > 0)`
  expect(await altered(`update daily_orders set paid_minor = paid_minor + 1 where day = ${day}`, `update daily_orders set paid_minor = paid_minor - 1 where day = ${day}`)).toEqual(['daily_orders'])
  expect(await altered('update daily_flags set flags = flags + 1', 'update daily_flags set flags = flags - 1')).toEqual(['daily_flags'])
  expect(await altered('update cases set assignee_id = null, due_at = due_at + 1 where id = 1', 'update cases set due_at = due_at - 1 where id = 1')).toEqual(['cases'])
  expect(await altered('update feed_states set rows = rows + 1', 'update feed_states set rows = rows - 1')).toEqual(['feed_states'])
  expect(await altered('update import_files set accepted = accepted - 1', 'update import_files set accepted = accepted + 1')).toEqual(['import_files'])
  expect(await foundBy(store)).toEqual([])
})
