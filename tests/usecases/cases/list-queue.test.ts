import { expect, test } from 'vitest'
import { claimCase } from '../../../app/usecases/cases/claim-case.server.ts'
import { decideCase } from '../../../app/usecases/cases/decide-case.server.ts'
import { keepCases } from '../../../app/usecases/cases/keep-cases.server.ts'
import { listQueue, type QueueRequest } from '../../../app/usecases/cases/list-queue.server.ts'
import type { UseCaseContext } from '../../../app/usecases/context.ts'
import { findNextCase, QUEUE_PAGE_MAX } from '../../../db/queries/queue.ts'
import { addStaff, forEachDialect, TEST_NOW, testContext } from '../../support/database.ts'
import { addFlaggedOrder } from '../../support/records.ts'
import { valueOf } from '../../support/result.ts'

async function page(context: UseCaseContext, changes: Partial<QueueRequest> = {}) {
  return valueOf(await listQueue(context, { filter: {}, sort: 'rank', after: null, limit: 50, ...changes }))
}

forEachDialect('the queue', (open) => {
  test('is ranked by money, probability, time left and effort, and says how', async () => {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'ann') })
    const small = await addFlaggedOrder(store, { order_id: 'W1', paid_minor: 5_000 })
    const large = await addFlaggedOrder(store, { order_id: 'W2', paid_minor: 80_000 })
    const urgent = await addFlaggedOrder(store, { order_id: 'W3', paid_minor: 5_000 }, [{ severity: 'S1', weight: 0.9 }])
    const { rows } = await page(context)
    expect(rows.map((row) => row.id)).toEqual([urgent.caseId, large.caseId, small.caseId])
    for (const { rank } of rows) expect(rank.parts.money + rank.parts.probability + rank.parts.time + rank.parts.effort).toBe(rank.total)
    expect(rows[0]?.rank.parts.time).toBeGreaterThan(rows[1]?.rank.parts.time ?? 0)
    expect(rows[1]?.rank.parts.money).toBeGreaterThan(rows[2]?.rank.parts.money ?? 0)
  })

  test('pages by keyset show every case once, whatever the sort, also where values tie', async () => {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'ann') })
    const ids: number[] = []
    for (let n = 0; n < 11; n++) ids.push((await addFlaggedOrder(store, { order_id: `W${n}`, paid_minor: n < 6 ? 10_000 : 10_000 * n }, [{}], TEST_NOW + (n % 3))).caseId)
    for (const sort of ['rank', 'due', 'age', 'amount'] as const) {
      const seen: number[] = []
      for (let after: string | null = null, pages = 0; pages < 10; pages++) {
        const { rows, next } = await page(context, { sort, after, limit: 3 })
        seen.push(...rows.map((row) => row.id))
        after = next
        if (next === null) break
      }
      expect(seen, sort).toHaveLength(11)
      expect([...seen].sort((a, b) => a - b), sort).toEqual(ids)
    }
    expect(await listQueue(context, { filter: {}, sort: 'rank', after: "1'; drop table cases", limit: 3 })).toMatchObject({ ok: false, refusal: { code: 'cursor_unknown' } })
  })

  test('S32: what looks like a statement or a search operator is text, in every filter', async () => {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'ann') })
    const { caseId } = await addFlaggedOrder(store, { order_id: 'W1', remark: `O'Neil 100% _safe_ "quoted" NEAR(a b) -- x` })
    for (const text of ["'", '"', '%', '_', '*', '^', ')', '(a OR b', 'a NEAR b', 'NOT x', "'; drop table cases; --", '\\', '\u0000', '{', 'terms:x', '-a'])
      expect((await listQueue(context, { filter: { text }, sort: 'rank', after: null, limit: 50 })).ok, text).toBe(true)
    expect((await page(context, { filter: { text: "O'Neil" } })).rows.map((row) => row.id)).toEqual([caseId])
    expect((await page(context, { filter: { text: '100%' } })).rows.map((row) => row.id)).toEqual([caseId])
    expect((await page(context)).rows).toHaveLength(1)
  })

  test('S81: no page is larger than the limit, whatever is asked for', async () => {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'ann') })
    for (let n = 0; n < 4; n++) await addFlaggedOrder(store, { order_id: `W${n}` })
    await store.write(async (tx) => {
      const row = await tx.selectFrom('cases').selectAll().where('id', '=', 1).executeTakeFirstOrThrow()
      const { id: _, ...copy } = row
      await tx.insertInto('cases').values(Array.from({ length: QUEUE_PAGE_MAX }, (_one, n) => ({ ...copy, subject_key: `copy:${n}` }))).execute()
    })
    for (const limit of [1_000_000, Number.MAX_SAFE_INTEGER]) expect((await page(context, { limit })).rows).toHaveLength(QUEUE_PAGE_MAX)
    expect((await page(context, { limit: 0 })).rows).toHaveLength(1)
  })

  test('filters by band, family, channel, amount, age, person, state and text, and counts the bands under the other filters', async () => {
    const store = await open()
    const ann = await addStaff(store, 'ann')
    const context = testContext(store, { staffId: ann })
    const lure = await addFlaggedOrder(store, { order_id: 'W1', remark: '加微信领返利', paid_minor: 5_000 })
    const fan = await addFlaggedOrder(store, { order_id: 'W2', channel: 'mobile_app', paid_minor: 30_000 }, [{ flag: 'payment/fan-out', weight: 0.9, severity: 'S1' }], TEST_NOW - 7_200_000)
    const both = await addFlaggedOrder(store, { order_id: 'W3', paid_minor: 10_000 }, [{ flag: 'link/lure-contact' }, { flag: 'payment/fan-in', weight: 0.6 }])
    const ids = async (filter: QueueRequest['filter']) => (await page(context, { filter })).rows.map((row) => row.id).sort((a, b) => a - b)
    expect(await ids({ bands: ['hold'] })).toEqual([fan.caseId, both.caseId])
    expect(await ids({ bands: ['hold', 'review'] })).toHaveLength(3)
    expect(await ids({ families: ['payment'] })).toEqual([fan.caseId, both.caseId])
    expect(await ids({ families: ['payment'], channels: ['mobile_app'] })).toEqual([fan.caseId])
    expect(await ids({ amountMinMinor: 10_000, amountMaxMinor: 29_999 })).toEqual([both.caseId])
    expect(await ids({ amountMinMinor: 10_000, amountMaxMinor: 30_000 })).toEqual([fan.caseId, both.caseId])
    expect(await ids({ ageMinMs: 7_200_000 })).toEqual([fan.caseId])
    expect(await ids({ ageMinMs: 7_200_001 })).toEqual([])
    expect(await ids({ text: '返利' })).toEqual([lure.caseId])
    expect(await ids({ text: '返利', flagsNamed: ['payment/fan-in', 'payment/fan-out'] })).toEqual([lure.caseId, fan.caseId, both.caseId])
    expect(await ids({ text: '没有', flagsNamed: ['payment/fan-in'] })).toEqual([both.caseId])
    await claimCase(context, lure.caseId)
    expect(await ids({ assignee: ann })).toEqual([lure.caseId])
    expect(await ids({ assignee: 'none' })).toEqual([fan.caseId, both.caseId])
    expect(await ids({ state: 'in_review' })).toEqual([lure.caseId])
    await decideCase(context, lure.caseId, { outcome: 'ask_customer', reasonCode: 'confirm_order', note: null, expectedVersion: 2 })
    expect(await ids({})).toEqual([fan.caseId, both.caseId])
    expect(await ids({ state: 'awaiting_customer' })).toEqual([lure.caseId])
    await decideCase(context, both.caseId, { outcome: 'confirmed_fraud', reasonCode: 'lure', note: null, expectedVersion: 1 })
    expect(await ids({ state: 'decided' })).toEqual([both.caseId])
    const view = await page(context, { filter: { bands: ['review'], channels: ['mobile_app'] } })
    expect(view).toMatchObject({ rows: [], bands: { hold: 1, review: 0, same_day: 0, log: 0 }, oldestOpenedAt: TEST_NOW - 7_200_000, late: 1, countCap: 1_001 })
  })

  test('S71: rows show numbers and texts masked', async () => {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'ann') })
    await addFlaggedOrder(store, {}, [
      { evidence: JSON.stringify({ signals: [{ id: 'link/lure-contact', strength: 1, evidence: { number: '+8613912345678', text: '加V信13912345678' }, spans: [], joined: [], flagged: [] }], because: [], clears: [], notAssessed: [] }) },
    ])
    const { rows } = await page(context)
    expect(rows[0]).toMatchObject({ number: '138****5678', reasons: [{ flag: 'link/lure-contact', data: { number: '139****5678', text: '加V信139****5678' } }] })
    expect(JSON.stringify(rows)).not.toContain('13912345678')
  })

  test('the next case skips what others hold', async () => {
    const store = await open()
    const [ann, ben] = [await addStaff(store, 'ann'), await addStaff(store, 'ben')]
    const a = await addFlaggedOrder(store, { order_id: 'W1', paid_minor: 90_000 })
    const b = await addFlaggedOrder(store, { order_id: 'W2', paid_minor: 50_000 })
    const c = await addFlaggedOrder(store, { order_id: 'W3', paid_minor: 20_000 })
    await claimCase(testContext(store, { staffId: ben }), b.caseId)
    const row = await store.read.selectFrom('cases').selectAll().where('id', '=', a.caseId).executeTakeFirstOrThrow()
    expect(await findNextCase(store.read, row, ann, TEST_NOW)).toBe(c.caseId)
    expect(await findNextCase(store.read, row, ben, TEST_NOW)).toBe(b.caseId)
    expect(await findNextCase(store.read, row, ann, TEST_NOW + 300_001)).toBe(b.caseId)
  })

  test('S21: the upkeep can run twice, late, or with a clock that jumped, and changes nothing it should not', async () => {
    const store = await open()
    const ann = await addStaff(store, 'ann')
    const { caseId } = await addFlaggedOrder(store)
    await decideCase(testContext(store, { staffId: ann }), caseId, { outcome: 'ask_customer', reasonCode: 'confirm_order', note: null, expectedVersion: 1 })
    expect(await keepCases({ store, now: TEST_NOW - 86_400_000 })).toBe(0)
    expect(await keepCases({ store, now: TEST_NOW + 86_400_000 })).toBe(1)
    expect(await keepCases({ store, now: TEST_NOW + 86_400_000 })).toBe(0)
    const row = await store.read.selectFrom('cases').select(['is_open', 'due_at', 'paused_at']).where('id', '=', caseId).executeTakeFirstOrThrow()
    expect(row).toEqual({ is_open: 1, due_at: TEST_NOW + 4 * 3_600_000 + 86_400_000, paused_at: null })
  })
})
