import { expect, test } from 'vitest'
import { getCaseLinks } from '../../../app/usecases/cases/get-case-links.server.ts'
import { addStaff, forEachDialect, testContext } from '../../support/database.ts'
import { addFlaggedOrder } from '../../support/records.ts'
import { valueOf } from '../../support/result.ts'

forEachDialect('the links of a case', (open) => {
  test('S71: are drawn and listed two steps far, with payers and numbers masked', async () => {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'ann') })
    const { caseId } = await addFlaggedOrder(store, { order_id: 'W1', payer_account: 'long.name@mail.example', target_number: '+8613800000001' })
    await addFlaggedOrder(store, { order_id: 'W2', payer_account: 'long.name@mail.example', target_number: '+8613800000002' })
    await addFlaggedOrder(store, { order_id: 'W3', payer_account: 'ali:other', target_number: '+8613800000002' })
    const links = valueOf(await getCaseLinks(context, caseId))
    expect(links.picture.columns.map((column) => column.length)).toEqual([1, 1, 1, 1, 1])
    expect(links.rows).toMatchObject([{ kind: 'payer', step: 1, orders: 2, orderIds: ['W1', 'W2'] }, { kind: 'number', step: 2, orders: 2, orderIds: ['W2', 'W3'] }])
    expect(JSON.stringify(links)).not.toMatch(/long\.name|13800000002/)
  })

  test('are empty for a case that nothing joins, and refused for one that is not there', async () => {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'ann') })
    const { caseId } = await addFlaggedOrder(store, { order_id: 'W1', payer_account: null, target_number: null })
    expect(await getCaseLinks(context, caseId)).toMatchObject({ ok: true, value: { rows: [], isCut: false } })
    expect(await getCaseLinks(context, 999_999)).toMatchObject({ ok: false, refusal: { code: 'case_missing' } })
  })
})
