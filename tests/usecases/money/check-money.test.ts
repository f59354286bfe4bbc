import { expect, test } from 'vitest'
import { DAY_MS } from '../../../app/domain/values/time.ts'
import { getOperatingFigures } from '../../../app/usecases/figures/get-operating-figures.server.ts'
import { askForCheck, getCheckState, keepChecked } from '../../../app/usecases/installation/daily-check.ts'
import { checkMoney, MONEY_CHECK } from '../../../app/usecases/money/check-money.server.ts'
import { runNextJob } from '../../../app/worker/run-jobs.ts'
import { walkMoney } from '../../../db/queries/verify-money.ts'
import { forEachDialect, TEST_NOW, testContext, testKeys } from '../../support/database.ts'
import { newFolder } from '../../support/folders.ts'
import { actionIdOf, addOrder, moneyScene } from '../../support/money.ts'

forEachDialect('the daily check of the money', (open) => {
  test('S11: the worker makes it once a day and when asked, and what it found is kept and told as a figure', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const context = testContext(store)
    actionIdOf(await s.approve(s.bob, actionIdOf(await s.ask(s.ann))))
    expect(await keepChecked(context, MONEY_CHECK)).toBe(true)
    expect([await keepChecked(context, MONEY_CHECK), await askForCheck(context, MONEY_CHECK)]).toEqual([false, false])
    expect(await getCheckState(context, MONEY_CHECK)).toEqual({ last: null, isBusy: true })
    const varDir = newFolder()
    const work = () => runNextJob({ store, keys: testKeys, varDir, now: () => TEST_NOW, isStopping: () => false, onFailure: (_job, error) => { throw error } })
    await work()
    expect(await getCheckState(context, MONEY_CHECK)).toEqual({ last: { at: TEST_NOW, actions: 1, orders: 1, differences: 0, first: null }, isBusy: false })
    expect([await keepChecked({ store, now: TEST_NOW + DAY_MS - 1 }, MONEY_CHECK), await askForCheck(context, MONEY_CHECK)]).toEqual([false, true])
    await store.write((tx) => tx.updateTable('order_roads').set((eb) => ({ pending_minor: eb('pending_minor', '-', 1) })).execute())
    await work()
    expect((await getCheckState(context, MONEY_CHECK)).last).toEqual({ at: TEST_NOW, actions: 1, orders: 1, differences: 2, first: `order:${s.orderRowId} refund` })
    const figures = new Map((await getOperatingFigures({ store, now: TEST_NOW + 5_000 })).map(({ name, values }) => [name, values[0]?.value]))
    expect([figures.get('topwarden_money_agrees'), figures.get('topwarden_money_checked_seconds')]).toEqual([0, 5])
  })

  test('S11: it looks at one moment, so that what is asked for meanwhile is no difference', async () => {
    const store = await open()
    const s = await moneyScene(store)
    await s.ask(s.ann)
    const order = await addOrder(store, {}, 2)
    // Asked for when the actions were read, and before the sums are.
    let looks = 0
    let meanwhile: Promise<unknown> | null = null
    const found = await checkMoney(testContext(store), () => {
      if (++looks === 2) meanwhile = s.ask(s.ann, {}, { order })
      return false
    })
    await meanwhile
    expect([found, looks]).toEqual([{ at: TEST_NOW, actions: 1, orders: 1, differences: 0, first: null }, 2])
    expect(await checkMoney(testContext(store), () => false)).toMatchObject({ actions: 2, orders: 2, differences: 0 })
  })

  test('S11: other work has its turn between two pages, and a check that is stopped keeps nothing', async () => {
    const store = await open()
    const s = await moneyScene(store)
    await s.ask(s.ann)
    const turns: string[] = []
    setImmediate(() => turns.push('other work'))
    await walkMoney(store.read, testKeys, () => false)
    turns.push('checked')
    expect(turns).toEqual(['other work', 'checked'])
    expect(await checkMoney(testContext(store), () => true)).toBeNull()
    expect((await getCheckState(testContext(store), MONEY_CHECK)).last).toBeNull()
  })
})
