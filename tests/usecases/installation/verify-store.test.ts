import { expect, test } from 'vitest'
import { loadExampleDay } from '../../../app/usecases/intake/load-example-day.server.ts'
import { type CheckName, verifyStore } from '../../../app/usecases/installation/verify-store.server.ts'
import { performAction } from '../../../app/usecases/actions/perform-action.server.ts'
import type { Store } from '../../../db/client.ts'
import { databaseOf, testContext } from '../../support/database.ts'
import { actionIdOf, addOrder, moneyScene } from '../../support/money.ts'

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
  expect(await altered("update metric_hours set volume = volume + 1 where metric = 'flag_rate'", "update metric_hours set volume = volume - 1 where metric = 'flag_rate'")).toEqual(['metric_hours'])
  expect(await altered("update subscribers set sealed_name = 'x' || sealed_name where id = 1", 'update subscribers set sealed_name = substr(sealed_name, 2) where id = 1')).toEqual(['sealed'])
  expect(await foundBy(store)).toEqual([])
})

test('S11, S2, S3: money that was altered behind the program is named: the action, its events, who checked, its journal, the ceiling of its order and rows that point nowhere', async () => {
  const store = await open()
  const s = await moneyScene(store)
  const id = actionIdOf(await s.ask(s.ann))
  actionIdOf(await s.approve(s.bob, id))
  const other = await addOrder(store, {}, 2)
  const charged = actionIdOf(await performAction(s.as(s.bob), {
    kind: 'outside_return', actionId: null, subject: { orderRowId: other }, key: 'chargeback-key-0001',
    command: { type: 'record', road: 'chargeback', amountMinor: 10_000, reference: 'CB-0001', scheme: 'visa', code: '13.1' },
  }))
  const found = async () => (await verifyStore(testContext(store), [])).filter(({ check }) => check === 'actions' || check === 'integrity').flatMap(({ check, differences }) => differences.map(({ object }) => `${check} ${object}`))
  expect(await found()).toEqual([])
  const { sqlite } = store
  if (!sqlite) throw new Error('This database is not embedded')
  const triggers = sqlite.prepare("select name from sqlite_master where type = 'trigger' and tbl_name in ('action_events', 'journal_entries', 'postings')").pluck().all()
  sqlite.exec(`pragma foreign_keys = off; pragma ignore_check_constraints = on; ${triggers.map((name) => `drop trigger ${name}`).join(';')}`)
  const altered = async (statement: string, back: string): Promise<readonly string[]> => {
    sqlite.exec(statement)
    const told = await found()
    sqlite.exec(back)
    return told
  }
  const more = (table: string, column: string, by: string) => `update ${table} set ${column} = ${column} ${by} where order_row_id = ${s.orderRowId}`
  const approval = `where action_id = ${id} and type = 'approved'`
  const order = `order:${s.orderRowId}`
  for (const [statement, back, told] of [
    [`update staff_actions set amount_minor = amount_minor + 1 where id = ${id}`, `update staff_actions set amount_minor = amount_minor - 1 where id = ${id}`, [`actions action:${id} amount_minor`]],
    [`update action_events set seq = 9 ${approval}`, `update action_events set seq = 2 ${approval}`, ['integrity journal_entries:1', `actions action:${id} events`, `actions action:${id}`]],
    [`update action_events set staff_id = ${s.ann} ${approval}`, `update action_events set staff_id = ${s.bob} ${approval}`, [`actions action:${id} checker_id`, `actions action:${id} checker`]],
    ['update postings set amount_minor = amount_minor - 1', 'update postings set amount_minor = amount_minor + 1', [`actions action:${id}`, `actions action:${charged}`]],
    [more('order_roads', 'pending_minor', '- 1'), more('order_roads', 'pending_minor', '+ 1'), [`actions ${order} refund`, `actions ${order}`]],
    [more('order_roads', 'road', "|| 'x'"), `update order_roads set road = 'refund' where road = 'refundx'`, [`actions ${order} refundx`, `actions ${order} refund`]],
    [more('order_money', 'pending_minor', '- 1'), more('order_money', 'pending_minor', '+ 1'), [`actions ${order}`]],
    [more('order_money', 'paid_minor', '- 1'), more('order_money', 'paid_minor', '+ 1'), [`actions ${order}`]],
    [`create table kept as select * from order_money; delete from order_money where order_row_id = ${other}`, 'insert or ignore into order_money select * from kept', ['integrity order_roads:?', `actions order:${other}`]],
  ] as const) expect(await altered(statement, back), statement).toEqual(told)
  expect(await found()).toEqual([])
})
