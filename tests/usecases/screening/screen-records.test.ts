import { expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '../../../app/domain/intake/limits.ts'
import { HOUR_MS } from '../../../app/domain/values/time.ts'
import { importFiles } from '../../../app/usecases/intake/import-files.server.ts'
import { screenPending } from '../../../app/usecases/screening/screen-records.server.ts'
import { verifyStore } from '../../../app/usecases/installation/verify-store.server.ts'
import type { Store } from '../../../db/client.ts'
import { forEachDialect, TEST_NOW, testContext, testKeys } from '../../support/database.ts'
import { csv, GOOD_ROWS, inputOf, saleOf, type Cells } from '../../support/feed-rows.ts'

const bring = (store: Store, ...files: readonly (readonly Cells[])[]) =>
  importFiles(testContext(store), files.map((rows, i) => inputOf(`${i}.csv`, csv(rows))), { origin: 'command', limits: DEFAULT_LIMITS })
/** A top-up of a stranger's number from the account of S1, after its telephone was changed without proof. */
const spree = (id: string, after: number) => saleOf(id, TEST_NOW - 5 * HOUR_MS + after, { subscriber_id: 'S1', target_number: `1568039019${after / HOUR_MS}` }, { amount: '300.00' })
const holding = (store: Store) =>
  store.read.selectFrom('flags').select(['kind', 'record_row_id', 'order_id']).where('rule_id', '=', 'profile_takeover_sequence').where('kind', '=', 'profile_change').where('withdrawn_at', 'is', null).execute()

forEachDialect('screening', (open) => {
  // Whoever names a record first by name flags it: the later order gives way, or takes the flag over.
  test.each([['A2', 'A1'], ['A0', 'A0']])('two orders that want one flag on the same change leave it to one of them, also when the second (%s) comes later and all is screened anew', async (later, holder) => {
    const store = await open()
    const change = { ...GOOD_ROWS.profile_change, field: 'contact_phone', old_value: '13900001111', new_value: '13900002222', at: new Date(TEST_NOW - 6 * HOUR_MS).toISOString() }
    const [first, second] = [spree('A1', HOUR_MS), spree(later, 2 * HOUR_MS)]
    await bring(store, [GOOD_ROWS.subscriber], [change], [first.order], [first.receipt])
    await screenPending(store, testKeys, { now: TEST_NOW, all: true })
    expect(await holding(store)).toMatchObject([{ order_id: 'A1' }])
    await bring(store, [second.order], [second.receipt])
    for (const after of [1, 2]) await screenPending(store, testKeys, { now: TEST_NOW + after, all: true })
    expect(await holding(store)).toMatchObject([{ order_id: holder }])
    const flagged = await store.read.selectFrom('flags').select('order_id').where('rule_id', '=', 'profile_takeover_sequence').where('kind', '=', 'order').where('withdrawn_at', 'is', null).orderBy('order_id').execute()
    expect(flagged.map((flag) => flag.order_id)).toEqual(['A1', later].sort())
    expect((await verifyStore({ store, keys: testKeys }, [])).flatMap(({ differences }) => differences)).toEqual([])
  })

  test('a trade number that a message borrows is seen when the row of the channel comes later, and cleared when the payer turns out to be near', async () => {
    const store = await open()
    const tradeNo = '2026031622001055214875227406'
    const { order } = saleOf('B1', TEST_NOW - 5 * HOUR_MS, { target_number: '15680390195', status: 'created', channel_trade_no: '', paid_at: '', delivered_at: '', operator_txn_id: '' })
    const message = { ...GOOD_ROWS.message, message_id: 'MB', direction: 'in', subscriber_id: '', number: '15680390195', order_id: 'B1', text: `I paid, reference ${tradeNo}`, at: new Date(TEST_NOW - 4 * HOUR_MS).toISOString() }
    const flagged = () => store.read.selectFrom('flags').select('kind').where('rule_id', '=', 'receipt_borrowed_number').where('withdrawn_at', 'is', null).orderBy('kind').execute()
    await bring(store, [order], [message])
    await screenPending(store, testKeys, { now: TEST_NOW })
    expect(await flagged()).toEqual([])
    const paid = saleOf('A1', TEST_NOW - 6 * HOUR_MS, { channel_trade_no: tradeNo, payer_account: 'ali:a' })
    await bring(store, [paid.order], [{ ...paid.receipt, channel_trade_no: tradeNo, payer_account: 'ali:a' }])
    await screenPending(store, testKeys, { now: TEST_NOW + 1 })
    expect(await flagged()).toEqual([{ kind: 'message' }, { kind: 'order' }])
    const before = saleOf('A0', TEST_NOW - 30 * HOUR_MS, { target_number: '15680390195', payer_account: 'ali:a' })
    await bring(store, [before.order], [before.receipt])
    await screenPending(store, testKeys, { now: TEST_NOW + 2 })
    expect(await flagged()).toEqual([])
  })

  test('one clerk who changes SIMs of five subscribers within a day without proof is flagged on each when the fifth comes, and not for four, for proved ones or over two days', async () => {
    const store = await open()
    const changes = (staff: string, count: number, gapHours: number, verification: string) => Array.from({ length: count }, (_, i) => ({
      ...GOOD_ROWS.profile_change, change_id: `${staff}-${i}`, subscriber_id: `S${staff}${i}`, field: 'sim', old_value: '', new_value: `8986000000000000${1000 + i}`, channel: 'service_counter', staff_id: staff, verification,
      at: new Date(TEST_NOW - 60 * HOUR_MS + i * gapHours * HOUR_MS).toISOString(),
    }))
    const flagged = async () => (await store.read.selectFrom('flags').innerJoin('profile_changes', 'profile_changes.id', 'flags.record_row_id').select('staff_id').where('rule_id', '=', 'profile_unproven_desk').where('withdrawn_at', 'is', null).execute()).map((row) => row.staff_id)
    const swapped = changes('E1', 5, 1, 'none')
    await bring(store, swapped.slice(0, 4), changes('E2', 4, 1, 'otp_new'), changes('E3', 6, 1, 'in_person'), changes('E4', 5, 13, 'none'))
    await screenPending(store, testKeys, { now: TEST_NOW })
    expect(await flagged()).toEqual([])
    await bring(store, swapped.slice(4))
    await screenPending(store, testKeys, { now: TEST_NOW + 1 })
    expect(await flagged()).toEqual(['E1', 'E1', 'E1', 'E1', 'E1'])
  })

  test('a message of no order that wants credit for a payment whose order went to somebody else is flagged when that order comes, and cleared when it was delivered to the customer', async () => {
    const store = await open()
    const tradeNo = '2026031622001055214875227406'
    const message = { ...GOOD_ROWS.message, message_id: 'MB', direction: 'in', subscriber_id: '', number: '15680390195', order_id: '', text: `I paid, reference ${tradeNo}, please credit my number`, at: new Date(TEST_NOW - 4 * HOUR_MS).toISOString() }
    const flagged = () => store.read.selectFrom('flags').select('kind').where('rule_id', '=', 'receipt_borrowed_number').where('withdrawn_at', 'is', null).execute()
    await bring(store, [message])
    await screenPending(store, testKeys, { now: TEST_NOW })
    expect(await flagged()).toEqual([])
    const paid = saleOf('A1', TEST_NOW - 6 * HOUR_MS, { channel_trade_no: tradeNo, payer_account: 'ali:a' })
    await bring(store, [paid.order], [{ ...paid.receipt, channel_trade_no: tradeNo, payer_account: 'ali:a' }])
    await screenPending(store, testKeys, { now: TEST_NOW + 1 })
    expect(await flagged()).toEqual([{ kind: 'message' }])
    await bring(store, [{ ...paid.order, target_number: '15680390195' }])
    await screenPending(store, testKeys, { now: TEST_NOW + 2 })
    expect(await flagged()).toEqual([])
  })
})
