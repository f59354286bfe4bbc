import { describe, expect, test } from 'vitest'
import { decide, NO_CASE, evolveAll, type Person } from '../../app/domain/cases/case.ts'
import type { Store } from '../../db/client.ts'
import { caseMatches } from '../../db/queries/case-search.ts'
import { columnsOf, ensureCase, findCase, refreshRanks, saveCase, settleCases, wakeCases } from '../../db/queries/cases.ts'
import { addStaff, forEachDialect, TEST_NOW } from '../support/database.ts'
import { addFlaggedOrder, flagOrder, orderRow } from '../support/records.ts'
import { valueOf } from '../support/result.ts'

const person = (staffId: number): Person => ({ staffId, mayClaim: true, mayDecide: true, maySupervise: false })

async function act(store: Store, caseId: number, staffId: number, command: Parameters<typeof decide>[1], now = TEST_NOW + 1_000) {
  return store.write(async (tx) => {
    const loaded = await findCase(tx, caseId)
    if (!loaded) throw new Error('no case')
    const events = valueOf(decide(loaded.state, command, { now, person: person(staffId), conflict: null, expectedVersion: null }))
    return saveCase(tx, loaded, events, now)
  })
}

forEachDialect('cases', (open) => {
  test('flags open one case with score, band, deadline, reasons and families', async () => {
    const store = await open()
    const { caseId } = await addFlaggedOrder(store, {}, [{ flag: 'link/lure-contact', weight: 0.7 }, { flag: 'receipt/reused-reference', weight: 0.85, severity: 'S1' }])
    const loaded = await findCase(store.read, caseId)
    expect(loaded?.row).toMatchObject({
      state: 'new', is_open: 1, version: 1, severity: 'S1', band: 'hold', score: 0.955, family: 'receipt', flag_count: 2, opened_at: TEST_NOW, due_at: TEST_NOW + 900_000,
      at: TEST_NOW - 3_600_000, money_minor: 10_000,
    })
    expect(JSON.parse(loaded?.row.reasons ?? '')).toMatchObject([{ flag: 'receipt/reused-reference' }, { flag: 'link/lure-contact', data: { text: 'TG @esim1088' } }])
    const families = await store.read.selectFrom('case_families').selectAll().orderBy('family').execute()
    expect(families).toEqual([{ case_id: caseId, family: 'link' }, { case_id: caseId, family: 'receipt' }])
  })

  test('settling again changes nothing', async () => {
    const store = await open()
    const { caseId } = await addFlaggedOrder(store)
    const before = await findCase(store.read, caseId)
    expect(await store.write((tx) => settleCases(tx, [caseId], TEST_NOW + 5_000))).toEqual({ opened: 0, changed: 0, cleared: 0, openedIds: [] })
    expect(await findCase(store.read, caseId)).toEqual(before)
  })

  test('a case that was made and got no flag leaves nothing behind', async () => {
    const store = await open()
    await store.write(async (tx) => {
      const subject = { subjectKey: 'order:1', orderRowId: null, orderId: null, channel: null, targetNumber: null, moneyMinor: 0, currency: 'CNY' }
      expect(await ensureCase(tx, subject, { create: false, now: TEST_NOW })).toBeNull()
      const id = await ensureCase(tx, subject, { create: true, now: TEST_NOW })
      await settleCases(tx, [id ?? 0], TEST_NOW)
    })
    expect(await store.read.selectFrom('cases').selectAll().execute()).toEqual([])
  })

  test('a later flag joins the same case and shortens its deadline', async () => {
    const store = await open()
    const { caseId, orderRowId } = await addFlaggedOrder(store, {}, [{ severity: 'S3', weight: 0.45 }])
    await store.write((tx) => flagOrder(tx, orderRowId, orderRow(), [{ flag: 'profile/takeover-sequence', severity: 'S1', weight: 0.85 }], TEST_NOW + 60_000))
    expect((await findCase(store.read, caseId))?.row).toMatchObject({ version: 2, flag_count: 2, severity: 'S1', due_at: TEST_NOW + 60_000 + 900_000, opened_at: TEST_NOW })
  })

  test('S31: when later records take every flag back, an untouched case is cleared and leaves the queue', async () => {
    const store = await open()
    const { caseId, flagIds, orderRowId } = await addFlaggedOrder(store)
    await store.write(async (tx) => {
      await tx.updateTable('flags').set({ withdrawn_at: TEST_NOW + 1 }).where('id', 'in', flagIds).execute()
      await settleCases(tx, [caseId], TEST_NOW + 1)
    })
    expect((await findCase(store.read, caseId))?.row).toMatchObject({ state: 'decided', disposition: 'cleared', is_open: 0, decided_by: null, flag_count: 0 })
    await store.write((tx) => flagOrder(tx, orderRowId, orderRow(), [{}], TEST_NOW + 2))
    expect((await findCase(store.read, caseId))?.row).toMatchObject({ state: 'new', disposition: null, is_open: 1, flag_count: 1 })
  })

  test('news reopen a decided case; the same flag raised again does not', async () => {
    const store = await open()
    const { caseId, flagIds, orderRowId } = await addFlaggedOrder(store)
    const reviewer = await addStaff(store, 'ann')
    await act(store, caseId, reviewer, { type: 'decide', outcome: 'legitimate', reasonCode: 'known_payer', note: null })
    await store.write(async (tx) => {
      await tx.updateTable('flags').set({ withdrawn_at: TEST_NOW + 20_000 }).where('id', 'in', flagIds).execute()
      await flagOrder(tx, orderRowId, orderRow(), [{ rule_version: 2 }], TEST_NOW + 20_000)
    })
    expect((await findCase(store.read, caseId))?.row).toMatchObject({ state: 'decided', disposition: 'legitimate', is_open: 0, flag_count: 1 })
    await store.write((tx) => flagOrder(tx, orderRowId, orderRow(), [{ flag: 'payment/fan-out' }], TEST_NOW + 30_000))
    expect((await findCase(store.read, caseId))?.row).toMatchObject({ state: 'new', disposition: null, is_open: 1, flag_count: 2 })
  })

  test('the stored row is what replaying the events gives', async () => {
    const store = await open()
    const { caseId } = await addFlaggedOrder(store)
    const reviewer = await addStaff(store, 'ann')
    await act(store, caseId, reviewer, { type: 'claim' })
    await act(store, caseId, reviewer, { type: 'add_note', text: 'called the customer' })
    await act(store, caseId, reviewer, { type: 'decide', outcome: 'hold', reasonCode: 'waiting_owner', note: null })
    const loaded = await findCase(store.read, caseId)
    expect(loaded?.row).toMatchObject(columnsOf(evolveAll(NO_CASE, loaded?.events ?? [])))
    expect(loaded?.row).toMatchObject({ state: 'on_hold', version: 4, assignee_id: reviewer })
  })

  test('S8: two people who decide at once: one succeeds, the other is told', async () => {
    const store = await open()
    const { caseId } = await addFlaggedOrder(store)
    const [ann, ben] = [await addStaff(store, 'ann'), await addStaff(store, 'ben')]
    const outcomes = await Promise.allSettled(
      [ann, ben].map((staffId) => act(store, caseId, staffId, { type: 'decide', outcome: 'confirmed_fraud', reasonCode: 'lure', note: null })),
    )
    expect(outcomes.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await store.read.selectFrom('case_events').select('type').where('case_id', '=', caseId).orderBy('seq').execute()).toEqual([{ type: 'opened' }, { type: 'decided' }])
  })

  test('a hold comes back to the queue when it is over, and not before', async () => {
    const store = await open()
    const { caseId } = await addFlaggedOrder(store)
    const reviewer = await addStaff(store, 'ann')
    await act(store, caseId, reviewer, { type: 'decide', outcome: 'hold', reasonCode: 'waiting_owner', note: null }, TEST_NOW)
    const over = TEST_NOW + 72 * 3_600_000
    expect(await store.write((tx) => wakeCases(tx, over - 1, 100))).toBe(0)
    expect(await store.write((tx) => wakeCases(tx, over, 100))).toBe(1)
    expect((await findCase(store.read, caseId))?.row).toMatchObject({ state: 'on_hold', is_open: 1, wake_at: null })
    expect(await store.write((tx) => wakeCases(tx, over, 100))).toBe(0)
  })

  test('ranks rise as time runs out', async () => {
    const store = await open()
    const { caseId } = await addFlaggedOrder(store)
    const before = (await findCase(store.read, caseId))?.row.rank ?? 0
    expect(await store.write((tx) => refreshRanks(tx, TEST_NOW + 3 * 3_600_000, 0, 10))).toBeNull()
    expect((await findCase(store.read, caseId))?.row.rank).toBeGreaterThan(before + 40)
  })

  describe('text search', () => {
    const found = async (store: Store, query: string) => {
      const condition = caseMatches(store.read, 'cases.id', query)
      if (!condition) return null
      return (await store.read.selectFrom('cases').select('id').where(condition).orderBy('id').execute()).map((row) => row.id)
    }

    test('finds cases by number, order, trade number and by words of two Chinese characters', async () => {
      const store = await open()
      const a = await addFlaggedOrder(store, { order_id: 'W20261', remark: '加V信领返利，客服TG💪 @esim1088', channel_trade_no: '2026031422001408', merchant_order_no: 'M1' })
      const b = await addFlaggedOrder(store, { order_id: 'W20262', remark: '给妈妈充值', target_number: '+8613900001111', target_number_raw: '13900001111', channel_trade_no: 'T2' })
      expect(await found(store, '返利')).toEqual([a.caseId])
      expect(await found(store, '充值')).toEqual([b.caseId])
      expect(await found(store, '@ESIM1088')).toEqual([a.caseId])
      expect(await found(store, '13900001111')).toEqual([b.caseId])
      expect(await found(store, '20260314')).toEqual([a.caseId])
      expect(await found(store, 'w20262')).toEqual([b.caseId])
      expect(await found(store, '返利 1088')).toEqual([a.caseId])
      expect(await found(store, '没有')).toEqual([])
      expect(await found(store, ' -*" ')).toBeNull()
      expect(await found(store, 'NOT "1088" OR near(1')).toEqual([])
    })

    test('a case that changed is found by its new texts only', async () => {
      const store = await open()
      const { caseId, orderRowId } = await addFlaggedOrder(store, { remark: '返利' })
      await store.write(async (tx) => {
        await tx.updateTable('orders').set({ remark: '慢充' }).where('id', '=', orderRowId).execute()
        await flagOrder(tx, orderRowId, orderRow(), [{ flag: 'payment/fan-out' }], TEST_NOW + 1)
      })
      expect(await found(store, '返利')).toEqual([])
      expect(await found(store, '慢充')).toEqual([caseId])
    })
  })
})
