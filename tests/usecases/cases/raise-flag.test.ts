import { expect, test } from 'vitest'
import { raiseFlag } from '../../../app/usecases/cases/raise-flag.ts'
import { STAFF_FLAGS, STAFF_RULES } from '../../../app/domain/cases/flag.ts'
import { settleCases } from '../../../db/queries/cases.ts'
import { findOrder } from '../../../db/queries/orders.ts'
import { checkMetricHours } from '../../../db/queries/verify.ts'
import { forEachDialect, TEST_NOW } from '../../support/database.ts'
import { addOrder } from '../../support/money.ts'

forEachDialect('a flag that no rule raises', (open) => {
  test('counts once in the hour of its order, also where it takes the place of an earlier one', async () => {
    const store = await open()
    const orderRowId = await addOrder(store)
    for (const after of [1, 2]) {
      await store.write(async (tx) => {
        const order = await findOrder(tx, orderRowId)
        if (!order) throw new Error('the order is gone')
        const caseId = await raiseFlag(tx, order, { rule: STAFF_RULES.refund, flag: STAFF_FLAGS.refund, severity: 'S2', weight: 0.6, evidence: { refund: after } }, TEST_NOW + after)
        await settleCases(tx, [caseId], TEST_NOW + after)
      })
    }
    expect((await checkMetricHours(store.read)).filter(({ object }) => object.startsWith('rule_flags'))).toEqual([])
  })
})
