import { expect, test } from 'vitest'
import { getDashboard, type DashboardRequest } from '../../../app/usecases/figures/get-dashboard.server.ts'
import { listFlags, type FlagsRequest } from '../../../app/usecases/records/list-flags.server.ts'
import type { UseCaseContext } from '../../../app/usecases/context.ts'
import { addDays } from '../../../app/domain/metrics/days.ts'
import { DAY_MS, HOUR_MS, startOfDay } from '../../../app/domain/values/time.ts'
import { moveDailyOrders } from '../../../db/bulk.ts'
import type { Store } from '../../../db/client.ts'
import { moveDailyFlags } from '../../../db/queries/flags.ts'
import { addStaff, forEachDialect, TEST_NOW, testContext } from '../../support/database.ts'
import { addFlaggedOrder } from '../../support/records.ts'
import { valueOf } from '../../support/result.ts'

const TODAY = '2026-03-14'

async function view(context: UseCaseContext, changes: Partial<DashboardRequest> = {}) {
  return valueOf(await getDashboard(context, { days: 1, to: null, channel: null, ...changes }))
}

async function flagsOf(context: UseCaseContext, changes: Partial<FlagsRequest> = {}) {
  return valueOf(await listFlags(context, { from: null, to: null, family: null, ruleId: null, channel: null, bands: [], after: null, limit: 50, ...changes }))
}

/** Puts days on the summaries as imports and screening would. */
async function addDay(store: Store, day: string, orders: number, flagged: number, flags: number, channel = 'web_portal', currency = 'CNY') {
  await store.write(async (tx) => {
    await moveDailyOrders(tx, [{ day, channel, currency, orders, paidMinor: orders * 10_000, flagged, flaggedMinor: flagged * 10_000 }])
    await moveDailyFlags(tx, [{ day, family: 'link', ruleId: 'link_shortener', channel, band: 'review', flags }])
  })
}

forEachDialect('the dashboard', (open) => {
  test('says that there is nothing while nothing was taken in', async () => {
    const store = await open()
    expect(await view(testContext(store))).toMatchObject({ newestDay: null, baseline: null, orders: { now: 0, before: null }, flaggedRate: { now: null, before: null }, feeds: [], byDay: [] })
  })

  test('with one day on record it gives the day and compares with nothing', async () => {
    const store = await open()
    await addDay(store, TODAY, 200, 8, 10)
    const seen = await view(testContext(store))
    expect(seen).toMatchObject({
      newestDay: TODAY, span: { from: TODAY, to: TODAY }, baseline: null, orders: { now: 200, before: null }, flagged: { now: 8, before: null }, flaggedRate: { now: 0.04, before: null },
      flaggedMoney: [{ money: { amountMinor: 80_000, currency: 'CNY' }, beforeMinor: null }], flags: { now: 10, before: null },
      families: [{ family: 'link', flags: { now: 10, before: null } }], rules: [{ ruleId: 'link_shortener', flag: 'link/shortener', flags: { now: 10, before: null } }],
    })
    expect(seen.byDay).toEqual([{ day: TODAY, isKnown: true, families: { link: 10 }, flags: 10, usual: null }])
  })

  test('a day is compared with the average of its weekdays, a week with the week before', async () => {
    const store = await open()
    await addDay(store, TODAY, 200, 8, 12)
    for (const [weeks, flags] of [[1, 4], [2, 6], [3, 8]] as const) await addDay(store, addDays(TODAY, -7 * weeks), 100, 2, flags)
    const context = testContext(store)
    const day = await view(context)
    expect(day.baseline).toEqual({ kind: 'same_weekday', days: 3 })
    expect([day.orders, day.flags, day.flaggedRate.before]).toEqual([{ now: 200, before: 100 }, { now: 12, before: 6 }, 0.02])
    expect(day.byDay.at(-1)).toMatchObject({ day: TODAY, flags: 12, usual: [4, 8] })
    expect(day.byDay.find((one) => one.day === addDays(TODAY, -1))).toMatchObject({ isKnown: false, flags: 0 })
    const week = await view(context, { days: 7 })
    expect(week).toMatchObject({ baseline: { kind: 'span_before' }, orders: { now: 200, before: 100 }, span: { from: '2026-03-08', to: TODAY } })
    // The week after the newest day holds no records: nothing is compared, nothing is invented.
    expect(await view(context, { days: 7, to: addDays(TODAY, 20) })).toMatchObject({ baseline: null, orders: { now: 0, before: null } })
  })

  test('a channel narrows figures and rules, and all channels stay in their own table', async () => {
    const store = await open()
    await addDay(store, TODAY, 100, 1, 1)
    await addDay(store, TODAY, 50, 5, 7, 'sms')
    const sms = await view(testContext(store), { channel: 'sms' })
    expect([sms.orders.now, sms.flagged.now, sms.flags.now]).toEqual([50, 5, 7])
    expect(sms.channels).toEqual([{ channel: 'sms', orders: 50, flagged: 5, beforeRate: null }, { channel: 'web_portal', orders: 100, flagged: 1, beforeRate: null }])
  })

  test('currencies stand beside each other and are never added', async () => {
    const store = await open()
    await addDay(store, TODAY, 100, 2, 1)
    await addDay(store, TODAY, 10, 3, 1, 'partner_api', 'PHP')
    expect((await view(testContext(store))).flaggedMoney.map(({ money }) => money)).toEqual([{ amountMinor: 20_000, currency: 'CNY' }, { amountMinor: 30_000, currency: 'PHP' }])
    await addFlaggedOrder(store, { order_id: 'W1', paid_minor: 7_000 })
    await addFlaggedOrder(store, { order_id: 'W2', paid_minor: 9_000, currency: 'PHP' })
    expect((await view(testContext(store))).waiting.money).toEqual([{ amountMinor: 7_000, currency: 'CNY' }, { amountMinor: 9_000, currency: 'PHP' }])
  })

  test('who waits is counted by band and age, each edge in one column only', async () => {
    const store = await open()
    const ages = [0, HOUR_MS - 1, HOUR_MS, 4 * HOUR_MS - 1, 4 * HOUR_MS, DAY_MS, 7 * DAY_MS - 1, 7 * DAY_MS]
    for (const [i, age] of ages.entries()) await addFlaggedOrder(store, { order_id: `W${i}` }, [{}], TEST_NOW - age)
    await addFlaggedOrder(store, { order_id: 'H' }, [{ severity: 'S1', weight: 0.9 }])
    const { bands, oldestOpenedAt, late } = (await view(testContext(store))).waiting
    expect(bands.find(({ band }) => band === 'review')?.counts).toEqual([2, 2, 1, 2, 1])
    expect(bands.find(({ band }) => band === 'hold')?.counts).toEqual([1, 0, 0, 0, 0])
    expect(oldestOpenedAt).toBe(TEST_NOW - 7 * DAY_MS)
    expect(late).toBeGreaterThan(0)
  })

  test('a day that does not exist is refused', async () => {
    const store = await open()
    for (const to of ['2026-02-30', "1' or 1=1", 'today']) expect(await getDashboard(testContext(store), { days: 1, to, channel: null })).toMatchObject({ ok: false, refusal: { code: 'day_form' } })
  })
})

forEachDialect('the list of flags', (open) => {
  test('holds just the flags that a figure counts, by family, rule, channel, band and day', async () => {
    const store = await open()
    await addStaff(store, 'ann')
    const context = testContext(store)
    const midnight = startOfDay(TODAY, 'Asia/Shanghai')
    await addFlaggedOrder(store, { order_id: 'W1' }, [{ at: midnight }, { flag: 'payment/fan-in', rule_id: 'payment_fan_in', at: midnight }])
    await addFlaggedOrder(store, { order_id: 'W2', channel: 'sms' }, [{ at: midnight - 1 }, { flag: 'link/shortener', rule_id: 'link_shortener', at: midnight + DAY_MS, withdrawn_at: TEST_NOW }])
    const ids = async (changes: Partial<FlagsRequest>) => (await flagsOf(context, changes)).rows.map((row) => `${row.orderId} ${row.flag}`)
    expect(await ids({})).toHaveLength(3)
    expect(await ids({ from: TODAY, to: TODAY })).toEqual(['W1 payment/fan-in', 'W1 link/lure-contact'])
    expect(await ids({ to: '2026-03-13' })).toEqual(['W2 link/lure-contact'])
    expect(await ids({ family: 'link' })).toHaveLength(2)
    expect(await ids({ ruleId: 'payment_fan_in' })).toEqual(['W1 payment/fan-in'])
    expect(await ids({ channel: 'sms' })).toEqual(['W2 link/lure-contact'])
    expect(await ids({ bands: ['hold'] })).toEqual([])
    expect(await listFlags(context, { from: '2026-02-30', to: null, family: null, ruleId: null, channel: null, bands: [], after: null, limit: 5 })).toMatchObject({ ok: false, refusal: { code: 'day_form' } })
  })

  test('pages by keyset show every flag once, also where times tie', async () => {
    const store = await open()
    const context = testContext(store)
    for (let n = 0; n < 7; n++) await addFlaggedOrder(store, { order_id: `W${n}` }, [{ at: TEST_NOW - (n % 2) }])
    const seen: number[] = []
    for (let after: string | null = null, pages = 0; pages < 5; pages++) {
      const page = await flagsOf(context, { after, limit: 3 })
      seen.push(...page.rows.map((row) => row.id))
      after = page.next
      if (after === null) break
    }
    expect(new Set(seen).size).toBe(7)
    expect(seen).toHaveLength(7)
    expect(await listFlags(context, { from: null, to: null, family: null, ruleId: null, channel: null, bands: [], after: '5', limit: 5 })).toMatchObject({ ok: false })
  })
})

