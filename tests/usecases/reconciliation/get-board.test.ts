import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BoardClass } from '../../../app/domain/reconciliation/board.ts'
import { boardText } from '../../../app/usecases/reconciliation/export-board.server.ts'
import { eachBoardRow, getBoard, listAccountDay, listBoardAccounts, listBoardStrays, listDayEntries } from '../../../app/usecases/reconciliation/get-board.server.ts'
import { openBoardCases } from '../../../app/usecases/reconciliation/open-board-cases.server.ts'
import { screenPending } from '../../../app/usecases/screening/screen-records.server.ts'
import { findBoard, sweepBoards, workOutBoard } from '../../../app/usecases/reconciliation/work-out-board.server.ts'
import { listBrokenAccounts, sumBalances } from '../../../db/queries/board.ts'
import { storeArrivals } from '../../../app/usecases/intake/ingest-records.server.ts'
import { bulkWriter } from '../../../db/bulk.ts'
import { orderFromRow } from '../../../db/codecs.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import type { Store } from '../../../db/client.ts'
import { listAuditEvents } from '../../../db/queries/audit.ts'
import { findCase, listCaseFlags } from '../../../db/queries/cases.ts'
import { checkCases, checkDailyFlags, checkMetricHours } from '../../../db/queries/verify.ts'
import { addStaff, forEachDialect, testContext, testKeys, TEST_NOW } from '../../support/database.ts'
import { ledgerRow, orderRow, receiptRow } from '../../support/records.ts'
import { valueOf } from '../../support/result.ts'

const DAY = '2026-03-14'
const ASKED = { day: DAY, channel: null, class: null, after: null } as const
/** The order with number `n`: its own references, so that its records find it. */
const order = (n: number, changes: Parameters<typeof orderRow>[0] = {}) => orderRow({ order_id: `W${n}`, merchant_order_no: `M${n}`, channel_trade_no: `T${n}`, operator_txn_id: `X${n}`, ...changes })

/** W1 matches, W2 was paid short, W3 waits for its statement, W4 belongs to the day before; one payment and one refill belong to no order. */
async function scene(store: Store) {
  await store.write(async (tx) => {
    await tx.insertInto('orders').values([
      orderRow(), order(2), order(3, { channel_trade_no: null, operator_txn_id: null, channel: 'mobile_app' }), order(4, { created_at: TEST_NOW - 30 * 3_600_000 }),
    ]).execute()
    await tx.insertInto('receipts').values([
      receiptRow(), receiptRow({ receipt_id: 'R2', merchant_order_no: 'M2', channel_trade_no: 'T2', amount_minor: 9_000 }), receiptRow({ receipt_id: 'R9', merchant_order_no: 'M9', channel_trade_no: 'T9', amount_minor: 1_000 }),
      // Two bills tell of one payment: it is one stray.
      receiptRow({ receipt_id: 'R9b', source: 'bank', merchant_order_no: 'M9', channel_trade_no: 'T9', amount_minor: 1_000 }), receiptRow({ receipt_id: 'R8', merchant_order_no: 'M8', channel_trade_no: 'T8', amount_minor: 700, status_raw: '支付失败' }),
    ]).execute()
    await tx.insertInto('ledger_entries').values([
      ledgerRow(), ledgerRow({ entry_id: 'L2', operator_txn_id: 'X2', balance_before_minor: 10_420, balance_after_minor: 20_420, at: TEST_NOW - 3_400_000 }),
      ledgerRow({ entry_id: 'L9', operator_txn_id: 'X9', number: '+8613800139999', balance_before_minor: 0, balance_after_minor: 10_000, at: TEST_NOW - 3_300_000 }),
    ]).execute()
    await tx.insertInto('feed_states').values({ kind: 'order', source: 'web', rows: 4, quarantined: 0, newest_at: TEST_NOW, last_import_at: TEST_NOW }).execute()
  })
}

forEachDialect('the reconciliation board', (open) => {
  test('counts a day by channel, opens the orders behind a figure, and leaves other days out', async () => {
    const store = await open()
    await scene(store)
    const board = await getBoard(testContext(store), { ...ASKED, day: null })
    expect(board).toMatchObject({ day: DAY, before: '2026-03-13', next: null, orders: 3, working: null, at: TEST_NOW })
    expect(board.lines.map(({ channel, expected, counts, residualMinor }) => [channel, expected, counts.matched, counts.under, counts.pending, residualMinor])).toEqual([['mobile_app', 1, 0, 0, 1, -10_000], ['web_portal', 2, 1, 1, 0, -1_000]])
    expect(board.totals).toMatchObject([{ currency: 'CNY', expected: 3, residualMinor: -11_000 }])
    expect(board.balances).toMatchObject([{ currency: 'CNY', accounts: 2, entries: 3, openingMinor: 420, creditsMinor: 30_000, debitsMinor: 0, closingMinor: 30_420, gapMinor: 0, broken: 0 }])
    expect(board.rows.map(({ orderId, class: kind, number }) => [orderId, kind, number])).toEqual([['W2', 'under', '138****5678']])
    expect((await getBoard(testContext(store), { ...ASKED, channel: 'web_portal', class: 'matched' })).rows.map(({ orderId }) => orderId)).toEqual(['W1'])
    const names = async (channel: string | null = null) => (await getBoard(testContext(store), { ...ASKED, channel, class: 'expected' })).rows.map(({ orderId }) => orderId)
    expect(await names()).toHaveLength(3)
    expect(await names('web_portal')).toEqual(['W2', 'W1'])
    expect(await getBoard(testContext(store), { ...ASKED, day: '2026-03-01' })).toMatchObject({ lines: [], rows: [], next: '2026-03-02' })
  })

  test('rows that belong to no order are told once each, by side', async () => {
    const store = await open()
    await scene(store)
    const board = await getBoard(testContext(store), ASKED)
    expect(board.strays).toEqual([
      { side: 'statement', source: 'alipay', currency: 'CNY', rows: 1, amountMinor: 1_000 }, { side: 'ledger', source: 'refill', currency: 'CNY', rows: 1, amountMinor: 10_000 },
    ])
    expect((await listBoardStrays(testContext(store), DAY, { side: 'statement' }, null)).rows.map(({ amountMinor }) => amountMinor)).toEqual([1_000])
    expect((await listBoardStrays(testContext(store), DAY, { side: 'ledger' }, null)).rows.map(({ amountMinor }) => amountMinor)).toEqual([10_000])
  })

  test('what was credited other than sold opens its orders, by channel', async () => {
    const store = await open()
    await scene(store)
    await store.write((tx) => tx.insertInto('orders').values([order(5, { channel: 'sms' }), order(6, { channel: 'sms', status: 'refunded', delivered_at: null, operator_txn_id: 'X2' })]).execute())
    const context = testContext(store)
    const { lines } = await getBoard(context, ASKED)
    const gap = (channel: string) => lines.find((line) => line.channel === channel)?.creditGapMinor
    // W3 and W5 were sold and not credited; W6 was taken back and its credit stands.
    expect([gap('web_portal'), gap('mobile_app'), gap('sms')]).toEqual([0, -10_000, 0])
    const opened = async (source: string | null) => (await listBoardStrays(context, DAY, { side: 'credit', source }, null)).rows.map(({ orderId, amountMinor }) => [orderId, amountMinor])
    expect(await opened(null)).toEqual([['W3', -10_000], ['W5', -10_000], ['W6', 10_000]])
    expect(await opened('sms')).toEqual([['W5', -10_000], ['W6', 10_000]])
  })

  test('a payment that names its order counts for that one alone, whatever other orders carry its trade number; one that names an unknown order is nobody\'s', async () => {
    const store = await open()
    await store.write(async (tx) => {
      await tx.insertInto('orders').values([orderRow(), order(2, { channel_trade_no: 'T1' }), order(3)]).execute()
      await tx.insertInto('receipts').values([
        receiptRow({ order_id: 'W1', merchant_order_no: null }), receiptRow({ receipt_id: 'R3', order_id: 'W99', merchant_order_no: 'M3', channel_trade_no: 'T8', amount_minor: 500 }),
        receiptRow({ receipt_id: 'R4', merchant_order_no: 'M99', channel_trade_no: 'T3', amount_minor: 70 }),
      ]).execute()
      await tx.insertInto('feed_states').values({ kind: 'order', source: 'web', rows: 3, quarantined: 0, newest_at: TEST_NOW, last_import_at: TEST_NOW }).execute()
    })
    const board = await getBoard(testContext(store), { ...ASKED, class: 'all' })
    expect(board.rows.map(({ orderId, receivedMinor }) => [orderId, receivedMinor]).sort()).toEqual([['W1', 10_000], ['W2', 0], ['W3', 0]])
    // Every payment is some order's or nobody's.
    expect(board.strays.map(({ rows, amountMinor }) => [rows, amountMinor])).toEqual([[2, 570]])
  })

  test('is worked out anew when a row that was mended tells a known order anew', async () => {
    const store = await open()
    await scene(store)
    const short = async () => (await getBoard(testContext(store), ASKED)).rows.map(({ orderId, class: kind }) => [orderId, kind])
    expect(await short()).toEqual([['W2', 'under']])
    const { settings } = await getOperatorSettings(store.read)
    const known = (await store.read.selectFrom('orders').selectAll().where('order_id', '=', 'W2').execute()).map(orderFromRow)
    await store.write((tx) => storeArrivals(tx, bulkWriter(store, testKeys), 'order', known.map((record) => ({ record: { ...record, paidMinor: 9_000 }, line: null })), { importFileId: null, now: TEST_NOW, settings }))
    expect(await short()).toEqual([])
  })

  test('is worked out anew when records came, and only then', async () => {
    const store = await open()
    await scene(store)
    const runs = () => store.read.selectFrom('board_runs').select(['id', 'state']).execute()
    await getBoard(testContext(store), ASKED)
    await getBoard(testContext(store), { ...ASKED, class: 'matched' })
    expect(await runs()).toMatchObject([{ state: 'done' }])
    await store.write((tx) => tx.insertInto('receipts').values(receiptRow({ receipt_id: 'R2b', merchant_order_no: 'M2', channel_trade_no: 'T2', source: 'bank', amount_minor: 10_000 })).execute())
    await getBoard(testContext(store, { now: TEST_NOW + 1 }), ASKED)
    expect(await runs()).toHaveLength(1)
    expect(await findBoard(store, DAY)).toMatchObject({ isStale: false, endedAt: TEST_NOW + 1 })
    expect(await store.read.selectFrom('board_rows').select('order_row_id').execute()).toHaveLength(3)
  })

  test('a run that was stopped changes nothing; what nobody looks at for a month is forgotten', async () => {
    const store = await open()
    await scene(store)
    await getBoard(testContext(store), ASKED)
    const before = await findBoard(store, DAY)
    let looks = 0
    expect(await workOutBoard(testContext(store), DAY, { isStopping: () => ++looks > 1 })).toBe(false)
    expect(await findBoard(store, DAY)).toEqual(before)
    await sweepBoards(store, TEST_NOW + 30 * 86_400_000)
    expect(await findBoard(store, DAY)).toEqual(before)
    await sweepBoards(store, TEST_NOW + 30 * 86_400_000 + 1)
    expect(await findBoard(store, DAY)).toBeNull()
    for (const table of ['board_runs', 'board_rows', 'board_lines', 'board_strays', 'board_balances'] as const) expect(await store.read.selectFrom(table).selectAll().execute()).toEqual([])
  })

  test('pages go through every order once, in the order of classes, whatever the page size; the export holds them all', async () => {
    const store = await open()
    await scene(store)
    await store.write((tx) => tx.insertInto('orders').values(Array.from({ length: 120 }, (_, n) => order(100 + n, { channel: n % 3 === 0 ? 'sms' : 'web_portal', ...(n % 2 === 0 ? { currency: 'HKD' } : {}) }))).execute())
    const context = testContext(store)
    const seen: [BoardClass, string][] = []
    let after: string | null = null
    do {
      const page: Awaited<ReturnType<typeof getBoard>> = await getBoard(context, { ...ASKED, class: 'pending', after })
      seen.push(...page.rows.map(({ class: kind, orderId }): [BoardClass, string] => [kind, orderId]))
      after = page.nextRows
    } while (after !== null)
    expect(new Set(seen.map(([, id]) => id)).size).toBe(121)
    expect(seen).toHaveLength(121)
    const all: string[] = []
    for await (const row of eachBoardRow(context, { day: DAY, channel: null, class: 'all' })) all.push(row.orderId)
    expect([all.length, new Set(all).size]).toEqual([123, 123])
    let text = ''
    for await (const part of boardText(testContext(store, { staffId: await addStaff(store, 'sue', 'supervisor') }), { day: DAY, channel: 'web_portal', class: null })) text += part
    const [head, first, ...rest] = text.trim().split(/\r?\n/)
    expect(head).toMatch(/^day,order_id,source,channel,class,number,currency,ordered,received,difference,/)
    expect(first).toMatch(/^2026-03-14,W2,web,web_portal,under,138\*\*\*\*5678,CNY,100\.00,90\.00,-10\.00,/)
    expect(rest).toEqual([])
    expect((await listAuditEvents(store.read, {}, null, 5)).events).toMatchObject([{ action: 'export.written', object: 'export:board', after: { rows: 1, day: DAY } }])
  })

  test('orders become cases with an owner, which say what the board found; screening again leaves them', async () => {
    const store = await open()
    await scene(store)
    const [sue, bob] = [await addStaff(store, 'sue', 'supervisor'), await addStaff(store, 'bob')]
    const context = testContext(store, { staffId: sue, role: 'supervisor' })
    const [row] = (await getBoard(context, ASKED)).rows
    const opened = valueOf(await openBoardCases(context, DAY, [row?.rowId ?? 0], bob))
    expect(opened).toMatchObject({ opened: 1, joined: 0 })
    const caseId = opened.caseIds[0] ?? 0
    expect((await findCase(store.read, caseId))?.row).toMatchObject({ assignee_id: bob, order_row_id: row?.rowId, band: 'same_day', is_open: 1, family: 'reconciliation' })
    const evidence = (await listCaseFlags(store.read, caseId)).map(({ flag, evidence: { signals } }) => [flag, signals[0]?.evidence])
    expect(evidence).toEqual([['reconciliation/board', { day: DAY, class: 'under', expectedMinor: 10_000, receivedMinor: 9_000, creditedMinor: 10_000, currency: 'CNY' }]])
    expect((await getBoard(context, ASKED)).rows).toMatchObject([{ orderId: 'W2', caseId }])

    await screenPending(store, testKeys, { now: TEST_NOW + 1_000, all: true })
    expect((await listCaseFlags(store.read, caseId)).filter(({ flag, withdrawnAt }) => flag === 'reconciliation/board' && withdrawnAt === null)).toHaveLength(1)
    expect(await checkDailyFlags(store.read, 'Asia/Shanghai')).toEqual([])
    expect((await checkMetricHours(store.read)).filter(({ object }) => object.startsWith('rule_flags'))).toEqual([])
    expect(await checkCases(store.read)).toEqual([])
    expect(await openBoardCases(context, DAY, [row?.rowId ?? 0], null)).toMatchObject({ ok: true, value: { opened: 0, joined: 1 } })
  })

  test('no case is made of what is settled, nor for an owner who cannot decide; then nothing was done', async () => {
    const store = await open()
    await scene(store)
    const sue = await addStaff(store, 'sue', 'supervisor')
    const context = testContext(store, { staffId: sue, role: 'supervisor' })
    const [under] = (await getBoard(context, ASKED)).rows
    const [matched] = (await getBoard(context, { ...ASKED, class: 'matched' })).rows
    expect(await openBoardCases(context, DAY, [under?.rowId ?? 0, matched?.rowId ?? 0], null)).toMatchObject({ refusal: { code: 'board_no_fault' } })
    const left = await addStaff(store, 'left')
    await store.write((tx) => tx.updateTable('staff').set({ disabled_at: TEST_NOW }).where('id', '=', left).execute())
    for (const owner of [await addStaff(store, 'audi', 'auditor'), left, 999]) expect(await openBoardCases(context, DAY, [under?.rowId ?? 0], owner)).toMatchObject({ refusal: { code: 'assignee_unfit', field: 'owner' } })
    expect(await openBoardCases(context, '2026-03-02', [under?.rowId ?? 0], null)).toMatchObject({ refusal: { code: 'board_gone' } })
    expect(await openBoardCases(testContext(store, { staffId: await addStaff(store, 'bob') }), DAY, [under?.rowId ?? 0], sue)).toMatchObject({ ok: false })
    expect(await store.read.selectFrom('cases').selectAll().execute()).toEqual([])
    expect(await store.read.selectFrom('flags').selectAll().execute()).toEqual([])
  })
})

forEachDialect('the balance of a day', (open) => {
  const SPAN = { from: TEST_NOW - 10_000_000, to: TEST_NOW }
  const chain = (number: string, opening: number, amounts: readonly number[]) => {
    let balance = opening
    return amounts.map((amount_minor, n) => {
      const before = balance
      balance += amount_minor
      return ledgerRow({ entry_id: `${number}/${n}`, number, operator_txn_id: null, type: amount_minor > 0 ? 'refill' : 'usage', amount_minor, balance_before_minor: before, balance_after_minor: balance, at: SPAN.from + n })
    })
  }

  test('opening plus credits less debits is closing for every unbroken day, and nothing is broken', async () => {
    const store = await open()
    const accounts = fc.sample(fc.array(fc.tuple(fc.integer({ min: 0, max: 1e6 }), fc.array(fc.integer({ min: -1e5, max: 1e5 }), { minLength: 1, maxLength: 8 })), { minLength: 40, maxLength: 40 }), { numRuns: 1, seed: 7 })[0] ?? []
    await store.write((tx) => tx.insertInto('ledger_entries').values(accounts.flatMap(([opening, amounts], n) => chain(`+861380000${String(n).padStart(4, '0')}`, opening, amounts))).execute())
    const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
    const [balance] = await sumBalances(store.read, SPAN)
    expect(balance).toMatchObject({
      accounts: 40, broken: 0, openingMinor: sum(accounts.map(([opening]) => opening)), closingMinor: sum(accounts.map(([opening, amounts]) => opening + sum(amounts))),
      creditsMinor: sum(accounts.flatMap(([, amounts]) => amounts.filter((amount) => amount > 0))), debitsMinor: -sum(accounts.flatMap(([, amounts]) => amounts.filter((amount) => amount < 0))),
    })
    expect(await listBrokenAccounts(store.read, SPAN, 10)).toEqual([])
  })

  test('money that appears between two rows, or inside one, is found, down to the row', async () => {
    const store = await open()
    const [between, inside, fine] = [chain('+8613800000001', 1_000, [500, -200, 300]), chain('+8613800000002', 0, [400, 100]), chain('+8613800000003', 5, [5])]
    const raise = (row: ReturnType<typeof ledgerRow> | undefined, before: number, after: number) => ({ ...row, balance_before_minor: (row?.balance_before_minor ?? 0) + before, balance_after_minor: (row?.balance_after_minor ?? 0) + after }) as ReturnType<typeof ledgerRow>
    await store.write((tx) => tx.insertInto('ledger_entries').values([...between.slice(0, 2), raise(between[2], 70, 70), inside[0] as never, raise(inside[1], 0, -30), ...fine, ledgerRow({ entry_id: 'silent', balance_before_minor: null, balance_after_minor: null })]).execute())
    expect(await sumBalances(store.read, SPAN)).toMatchObject([{ accounts: 3, broken: 2, openingMinor: 1_005, closingMinor: 2_150 }])
    expect((await listBrokenAccounts(store.read, SPAN, 10)).map(({ account, gapMinor, breaks }) => [account, gapMinor, breaks])).toEqual([['+8613800000001', 70, 1], ['+8613800000002', -30, 1]])
    expect(await listBrokenAccounts(store.read, SPAN, 1)).toHaveLength(1)
    const context = testContext(store)
    await workOutBoard(context, DAY)
    const [first] = await listBoardAccounts(context, DAY)
    expect(first).toMatchObject({ number: '138****0001', gapMinor: 70 })
    // Every figure of the balance opens the rows that it is counted from; those without balances are no part of it.
    const rowsOf = async (way: 'credits' | 'debits' | null, currency = 'CNY') => (await listDayEntries(context, DAY, { currency, way }, null)).rows.map(({ entryId, number }) => [entryId, number])
    expect(await rowsOf(null)).toHaveLength(6)
    expect(await rowsOf('credits')).toHaveLength(5)
    expect(await rowsOf('debits')).toEqual([['+8613800000001/1', '138****0001']])
    expect(await rowsOf(null, 'USD')).toEqual([])
    const all = await listDayEntries(context, DAY, { currency: null, way: null }, null)
    const second = all.rows[1]
    expect((await listDayEntries(context, DAY, { currency: null, way: null }, `${second?.at}.${second?.rowId}`)).rows).toEqual(all.rows.slice(2))
    const day = await listAccountDay(context, DAY, first?.entryRowId ?? 0)
    expect(day).toMatchObject({ number: '138****0001', currency: 'CNY' })
    expect(day?.entries.map(({ entryId, gapMinor }) => [entryId, gapMinor])).toEqual([['+8613800000001/0', 0], ['+8613800000001/1', 0], ['+8613800000001/2', 70]])
  })
})
