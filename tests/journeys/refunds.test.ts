import { beforeAll, describe, expect, it } from 'vitest'
import { dayOf } from '../../app/domain/values/time.ts'
import { expectAccessible } from '../support/browser.ts'
import { filesOf, saleOf } from '../support/feed-rows.ts'
import { until, useWalk, withoutRegret } from '../support/walk.ts'

const HOUR_MS = 3_600_000
const walk = useWalk({ clerk: 'reviewer', colleague: 'reviewer', sue: 'supervisor', adam: 'admin', eve: 'admin' })
const { ids, signedIn, bring, nothingDiffers } = walk
const orderRowOf = async (orderId: string) => (await walk.store.read.selectFrom('orders').select('id').where('order_id', '=', orderId).executeTakeFirstOrThrow()).id

beforeAll(() => withoutRegret(walk, ['adam', 'eve']))

describe.each(['en', 'zh'] as const)('in %s', (language) => {
  const n = language === 'en' ? 10 : 50
  it('story 2: a wrong number is moved by consent and two people, and the claimant never sees the stranger', async () => {
    const now = Date.now()
    const orderId = `WRONG-${n}`
    await bring(...filesOf([saleOf(orderId, now - HOUR_MS, { target_number: `138000056${n}`, confirm_number: `138000065${n}` })]))
    const order = await orderRowOf(orderId)
    const clerk = await signedIn('clerk', language)
    const { page } = clerk
    await page.goto(`/refunds/wrong-numbers/new?order=${order}`)
    await expectAccessible(page)
    expect(await page.content()).not.toContain(`138000056${n}`)
    await page.fill('input[name=contact]', `139000077${n}`)
    await page.click('button[value=open]')
    await page.waitForURL(/\/refunds\/wrong-numbers\/\d+/)
    await page.click('form:has(input[name=intent][value=ask]) button[type=submit]')
    await page.waitForSelector('textarea[name=how]')
    const asked = await walk.store.read.selectFrom('notices').select(['kind']).where('object', 'like', 'action:%').where('kind', '=', 'consent_asked').execute()
    expect(asked.length).toBeGreaterThan(0)
    await page.fill('textarea[name=how]', 'answered YES by message')
    await page.click('button[value=agree]')
    await page.click('button[value=move]')
    await page.waitForURL(/\/refunds\/\d+/)
    await expectAccessible(page)
    const path = new URL(page.url()).pathname
    // Who asked has no form to approve with.
    expect(await page.locator('form:has(input[name=intent][value=approve])').count()).toBe(0)

    const colleague = await signedIn('colleague', language)
    await colleague.page.goto(path)
    await colleague.page.click('form:has(input[name=intent][value=approve]) button[type=submit]')
    await colleague.page.waitForSelector('form:has(input[name=intent][value=approve])', { state: 'detached' })
    const id = Number(path.split('/').at(-1))
    await until(async () => (await walk.store.read.selectFrom('staff_actions').select('status').where('id', '=', id).executeTakeFirst())?.status === 'succeeded')
    const row = await walk.store.read.selectFrom('staff_actions').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ variant: 'recredit', maker_id: ids.clerk, checker_id: ids.colleague, amount_minor: 10_000 })
    const lines = await walk.store.read.selectFrom('journal_entries').innerJoin('postings', 'postings.entry_id', 'journal_entries.id').select(['source', 'destination', 'amount_minor']).where('action_id', '=', id).orderBy('line').execute()
    expect(lines).toEqual([
      { source: 'prepaid_liability', destination: 'suspense_wrong_number', amount_minor: 10_000 }, { source: 'suspense_wrong_number', destination: 'prepaid_liability', amount_minor: 10_000 },
    ])
    const audit = await walk.store.read.selectFrom('audit_events').select('action').where('object', '=', `action:${id}`).orderBy('seq').execute()
    expect(audit.map((one) => one.action).filter((action) => action !== 'notice.queued')).toEqual(['refund.submitted', 'refund.approved', 'refund.sent', 'refund.succeeded'])
    await until(async () => (await walk.store.read.selectFrom('staff_actions').select('status').where('id', '=', row.parent_id ?? 0).executeTakeFirst())?.status === 'moved')
    const told = await walk.store.read.selectFrom('notices').select('kind').where('object', 'in', [`action:${id}`, `action:${row.parent_id}`]).orderBy('id').execute()
    expect(told.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['wrong_number_received', 'consent_asked', 'credit_done', 'credit_taken_back']))
    expect([...clerk.faults, ...colleague.faults]).toEqual([])
    await nothingDiffers()
    await Promise.all([clerk.context.close(), colleague.context.close()])
  })

  it('story 3: after an outage the double charges go back in one batch that a supervisor releases after a sample', async () => {
    const at = Date.now() - (language === 'en' ? 49 : 97) * HOUR_MS
    // Six were paid twice: the second payment has a trade number of its own.
    const sales = Array.from({ length: 6 }, (_, i) => saleOf(`TWICE-${n + i}`, at, { target_number: `139${n}00${String(i).padStart(4, '0')}`, channel: 'partner_api' }, { amount: '30.00' }))
    const again = sales.map(({ receipt }) => ({ ...receipt, receipt_id: `${receipt.receipt_id}B`, channel_trade_no: `${receipt.channel_trade_no}B` }))
    await bring(...filesOf(sales), again)
    const orders = await Promise.all(sales.map(({ order }) => orderRowOf(order.order_id ?? '')))
    const clerk = await signedIn('clerk', language)
    await clerk.page.goto(`/refunds/outage?day=${dayOf(at, 'Asia/Shanghai')}&channel=partner_api`)
    await expectAccessible(clerk.page)
    expect(await clerk.page.locator('input[name=item]').count()).toBe(6)
    await clerk.page.fill('textarea[name=reason]', 'outage of the aggregator')
    await clerk.page.click('button[value=ask]')
    await clerk.page.waitForURL(/batch=/)
    const address = new URL(clerk.page.url())

    const sue = await signedIn('sue', language)
    await sue.page.goto(address.pathname + address.search)
    await expectAccessible(sue.page)
    for (const box of await sue.page.locator('input[name=looked]').all()) await box.check()
    await sue.page.click('form:has(input[name=intent][value=release]) button[type=submit]')
    await sue.page.waitForSelector('form:has(input[name=intent][value=release])', { state: 'detached' })
    const batch = Number(address.searchParams.get('batch'))
    await until(async () => (await walk.store.read.selectFrom('staff_actions').select('id').where('parent_id', '=', batch).where('status', '=', 'succeeded').execute()).length === 6)
    const money = await walk.store.read.selectFrom('order_money').select(['paid_minor', 'pending_minor', 'done_minor']).where('order_row_id', 'in', orders).distinct().execute()
    expect(money).toEqual([{ paid_minor: 6_000, pending_minor: 0, done_minor: 3_000 }])
    const lines = await walk.store.read.selectFrom('journal_entries').innerJoin('postings', 'postings.entry_id', 'journal_entries.id').select('amount_minor').where('order_row_id', 'in', orders).execute()
    expect(lines.reduce((sum, line) => sum + Number(line.amount_minor), 0)).toBeGreaterThanOrEqual(6 * 3_000)
    expect([...clerk.faults, ...sue.faults]).toEqual([])
    await nothingDiffers()
    await Promise.all([clerk.context.close(), sue.context.close()])
  })
})
