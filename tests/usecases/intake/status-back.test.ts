import { expect, test } from 'vitest'
import { loadFacts } from '../../../db/queries/facts.ts'
import type { Store } from '../../../db/client.ts'
import { DEFAULT_LIMITS } from '../../../app/domain/intake/limits.ts'
import { openFactsSource } from '../../../app/usecases/screening/facts-source.server.ts'
import { getOrder } from '../../../app/usecases/records/get-order.server.ts'
import { importFiles } from '../../../app/usecases/intake/import-files.server.ts'
import { screenPending } from '../../../app/usecases/screening/screen-records.server.ts'
import { forEachDialect, TEST_NOW, testContext, testKeys } from '../../support/database.ts'
import { csv, GOOD_ROWS, inputOf } from '../../support/feed-rows.ts'

const TRADE = '4200001111202603141111111111'
const BILL = '交易时间,公众账号ID,商户号,微信订单号,商户订单号,交易状态,货币种类,应结订单金额,微信退款单号,商户退款单号,退款金额,退款状态,商品名称,手续费,订单金额,申请退款金额'
const TOTALS = '总交易单数,应结订单总金额,退款总金额,手续费总金额,订单总金额,申请退款总金额'
const bill = (row: string, totals: string) => [BILL, row, TOTALS, totals].map((line) => `${line}\r\n`).join('')
const PAID = bill(`\`2026-03-14 00:23:00,\`wx1,\`1900000001,\`${TRADE},\`M1,\`SUCCESS,\`CNY,\`99.50,\`0,\`0,\`0.00,\`,\`话费,\`0.60,\`99.50,\`0.00`, '`1,`99.50,`0.00,`0.60,`99.50,`0.00')
const GIVEN_BACK = bill(`\`2026-03-15 09:00:00,\`wx1,\`1900000001,\`${TRADE},\`M1,\`REFUND,\`CNY,\`0.00,\`5030001,\`RF1,\`99.50,\`SUCCESS,\`话费,\`-0.60,\`0.00,\`99.50`, '`1,`0.00,`99.50,`-0.60,`0.00,`99.50')
const REVOKED = bill(`\`2026-03-15 09:00:00,\`wx1,\`1900000001,\`${TRADE},\`M1,\`REVOKED,\`CNY,\`99.50,\`0,\`0,\`0.00,\`,\`话费,\`-0.60,\`99.50,\`0.00`, '`1,`99.50,`0.00,`-0.60,`99.50,`0.00')

const take = async (store: Store, name: string, text: string) => {
  const context = testContext(store, { actor: { staffId: null, role: null, label: 'command' } })
  const [file] = (await importFiles(context, [inputOf(name, text)], { origin: 'command', limits: DEFAULT_LIMITS })).files
  return file
}
const queued = async (store: Store) => (await store.read.selectFrom('screening_queue').select('kind').execute()).map(({ kind }) => kind)
const standing = async (store: Store) => {
  const { id } = await store.read.selectFrom('orders').select('id').executeTakeFirstOrThrow()
  const [loaded] = await loadFacts(await openFactsSource(store, testKeys), [{ kind: 'order', rowId: id }])
  return loaded?.facts.reconciliation
}

/** DOMAIN 0.3 and section 9, test 7: what a channel or an aggregator said yesterday may be taken back today, in a file of its own. */
forEachDialect('a status that goes back in a later file', (open) => {
  test.each([['refunded', GIVEN_BACK], ['revoked', REVOKED]])('a payment of the bill of one day that is %s in that of the next keeps both rows and opens the order again', async (_, later) => {
    const store = await open()
    await take(store, 'orders.csv', csv([{ ...GOOD_ROWS.order, payment_method: 'wechat_pay', merchant_order_no: 'M1', channel_trade_no: TRADE, status: 'delivered' }]))
    expect(await take(store, 'day1.csv', PAID)).toMatchObject({ accepted: 1, warnings: [] })
    await screenPending(store, testKeys, { now: TEST_NOW })
    expect([await queued(store), await standing(store)]).toMatchObject([[], { paidTotalMinor: 9950, refundedTotalMinor: 0 }])
    expect(await take(store, 'day2.csv', later)).toMatchObject({ accepted: 1, newVersions: 0, warnings: [] })
    expect(await queued(store)).toEqual(['receipt'])
    expect((await screenPending(store, testKeys, { now: TEST_NOW })).screened).toBeGreaterThan(0)
    expect(await standing(store)).toMatchObject({ paidTotalMinor: 9950, refundedTotalMinor: 9950 })
    // The bill of the first day once more is no news.
    expect(await take(store, 'day1-again.csv', `${PAID}\r\n`)).toMatchObject({ accepted: 0, unchanged: 1, newVersions: 0 })
  })

  test.each([['80.00', '100.00', true], ['80.00', '80.00', false], ['80.00', '90.00', false]])('a bill that settles %s of an order of %s explains a price of 100.00: %s', async (settled, ordered, isExplained) => {
    const store = await open()
    await take(store, 'orders.csv', csv([{ ...GOOD_ROWS.order, paid_amount: '100.00', payment_method: 'wechat_pay', merchant_order_no: 'M1', channel_trade_no: TRADE, status: 'delivered' }]))
    const row = `\`2026-03-14 00:23:00,\`wx1,\`1900000001,\`${TRADE},\`M1,\`SUCCESS,\`CNY,\`${settled},\`0,\`0,\`0.00,\`,\`话费,\`0.60,\`${ordered},\`0.00`
    expect(await take(store, 'bill.csv', bill(row, `\`1,\`${settled},\`0.00,\`0.60,\`${ordered},\`0.00`))).toMatchObject({ accepted: 1, warnings: [] })
    // Both sums are held against the rows.
    expect((await take(store, 'wrong.csv', bill(row, `\`1,\`${settled},\`0.00,\`0.60,\`101.00,\`0.00`)))?.warnings).toMatchObject([{ code: 'total_differs', data: { what: '订单总金额' } }])
    expect((await standing(store))?.mismatches.filter(({ code }) => code === 'A2')).toMatchObject([{ explainedBy: isExplained ? 'coupon_declared' : null }])
  })

  test('an order of an aggregator that was complete and is reversed by now is a new version beside the old, screened again', async () => {
    const store = await open()
    const list = (state: string, at: string) => `id,external_id,creation_date,last_status_updated_date,status_message,product_name,mobile_number,retail_price,retail_currency\n1,K1,2026-03-14T00:00:00Z,${at},${state},50 CNY,+8613800138000,5.10,USD\n`
    expect(await take(store, 'a.csv', list('COMPLETED', '2026-03-14T00:00:05Z'))).toMatchObject({ accepted: 1 })
    await screenPending(store, testKeys, { now: TEST_NOW })
    expect(await queued(store)).toEqual([])
    expect(await take(store, 'b.csv', list('REVERSED', '2026-03-15T00:00:00Z'))).toMatchObject({ accepted: 0, newVersions: 1 })
    expect([await queued(store), (await store.read.selectFrom('record_versions').select('version').execute()).length]).toEqual([['order'], 1])
    expect(await store.read.selectFrom('orders').select(['status', 'version']).executeTakeFirst()).toEqual({ status: 'reversed', version: 2 })
    // Whoever opens the order sees that it was delivered once.
    const { id } = await store.read.selectFrom('orders').select('id').executeTakeFirstOrThrow()
    const page = await getOrder(testContext(store), id)
    expect(page.ok && page.value.timeline.filter(({ type }) => type === 'state_told' || type === 'told_anew').map(({ type, data }) => [type, data])).toEqual([['state_told', { from: 'delivered', to: 'reversed' }]])
  })
})
