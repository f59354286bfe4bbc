import { expect, test } from 'vitest'
import { searchRecords } from '../../../app/usecases/records/search-records.server.ts'
import { addStaff, forEachDialect, testContext } from '../../support/database.ts'
import { addFlaggedOrder, orderRow, receiptRow, subscriberRow } from '../../support/records.ts'

forEachDialect('the search for everything', (open) => {
  async function day() {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'ann') })
    const flagged = await addFlaggedOrder(store, { order_id: 'W-1', channel_trade_no: '4200000001', merchant_order_no: 'M-1', operator_txn_id: 'TX-1', voucher_serial: 'V-1', target_number: '+8613800005678' })
    await store.write(async (tx) => {
      await tx.insertInto('orders').values(orderRow({ order_id: 'W-2', channel_trade_no: null, merchant_order_no: 'M-2', target_number: '+8613800009999' })).execute()
      await tx.insertInto('receipts').values(receiptRow({ receipt_id: 'R-2', order_id: null, merchant_order_no: 'M-2', channel_trade_no: '4200000002' })).execute()
      await tx.insertInto('subscribers').values(subscriberRow({ subscriber_id: 'S-1' })).execute()
      await tx.insertInto('subscriber_numbers').values({ number: '+8613800005678', subscriber_id: 'S-1' }).execute()
    })
    const hrefOf = async (words: string) => (await searchRecords(context, words)).map(({ kind, name, href }) => `${kind} ${name} ${href}`)
    return { store, context, flagged, hrefOf }
  }

  test.each([['W-1'], ['4200000001'], ['M-1'], ['TX-1'], ['V-1']])('%s leads to the case of the order that bears it', async (words) => {
    const { flagged, hrefOf } = await day()
    expect(await hrefOf(words)).toEqual([`order W-1 /cases/${flagged.caseId}`])
  })

  test('a number in any writing leads to its orders and its owner, and is shown masked', async () => {
    const { context, flagged, hrefOf } = await day()
    for (const words of ['13800005678', '+86 138-0000-5678']) expect(await hrefOf(words)).toEqual([`order W-1 /cases/${flagged.caseId}`, 'subscriber S-1 /subscribers/S-1'])
    expect(JSON.stringify(await searchRecords(context, '13800005678'))).not.toContain('13800005678')
  })

  test('the trade number of a receipt leads to the order it is for, though the order bears another or none', async () => {
    const { hrefOf, store } = await day()
    const { id } = await store.read.selectFrom('orders').select('id').where('order_id', '=', 'W-2').executeTakeFirstOrThrow()
    expect(await hrefOf('4200000002')).toEqual([`order W-2 /orders/${id}`])
    expect(await hrefOf('4200000003')).toEqual([])
  })
})
