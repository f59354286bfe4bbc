import { expect, test } from 'vitest'
import { getBoard } from '../../app/usecases/get-board.server.ts'
import { forEachDialect, testContext, TEST_NOW } from '../support/database.ts'
import { ledgerRow, orderRow, receiptRow } from '../support/records.ts'

forEachDialect('the reconciliation board', (open) => {
  test('counts a day by channel, opens the orders behind a figure, and leaves other days out', async () => {
    const store = await open()
    await store.write(async (tx) => {
      await tx.insertInto('orders').values([
        orderRow(), orderRow({ order_id: 'W2', merchant_order_no: 'M2', channel_trade_no: 'T2', operator_txn_id: 'X2' }), orderRow({ order_id: 'W3', merchant_order_no: 'M3', channel_trade_no: null, operator_txn_id: null, channel: 'mobile_app' }),
        orderRow({ order_id: 'W4', merchant_order_no: 'M4', channel_trade_no: 'T4', operator_txn_id: 'X4', created_at: TEST_NOW - 30 * 3_600_000 }),
      ]).execute()
      await tx.insertInto('receipts').values([
        receiptRow(), receiptRow({ receipt_id: 'R2', merchant_order_no: 'M2', channel_trade_no: 'T2', amount_minor: 9_000 }), receiptRow({ receipt_id: 'R9', merchant_order_no: 'M9', channel_trade_no: 'T2', amount_minor: 1 }),
      ]).execute()
      await tx.insertInto('ledger_entries').values([ledgerRow(), ledgerRow({ entry_id: 'L2', operator_txn_id: 'X2', balance_before_minor: 10_420, balance_after_minor: 20_420, at: TEST_NOW - 3_400_000 })]).execute()
      await tx.insertInto('feed_states').values({ kind: 'order', source: 'web', rows: 4, quarantined: 0, newest_at: TEST_NOW, last_import_at: TEST_NOW }).execute()
    })
    const board = await getBoard(testContext(store), { day: null, channel: null, class: null })
    expect(board).toMatchObject({ day: '2026-03-14', orders: 3, isCut: false })
    expect(board.lines.map(({ channel, expected, counts, residualMinor }) => [channel, expected, counts.matched, counts.under, counts.pending, residualMinor])).toEqual([['mobile_app', 1, 0, 0, 1, -10_000], ['web_portal', 2, 1, 1, 0, -1_000]])
    expect(board.balances).toMatchObject([{ currency: 'CNY', numbers: 1, openingMinor: 420, creditsMinor: 20_000, debitsMinor: 0, closingMinor: 20_420, gapMinor: 0 }])
    expect(board.rows.map(({ orderId, class: kind, number }) => [orderId, kind, number])).toEqual([['W2', 'under', '138****5678']])
    expect((await getBoard(testContext(store), { day: '2026-03-14', channel: 'web_portal', class: 'matched' })).rows.map(({ orderId }) => orderId)).toEqual(['W1'])
    expect((await getBoard(testContext(store), { day: '2026-03-01', channel: null, class: null })).lines).toEqual([])
  })
})
