import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPasswords } from '../../app/auth/passwords.ts'
import { readConfig } from '../../app/http/config.ts'
import type { UseCaseContext } from '../../app/usecases/context.ts'
import { performAction } from '../../app/usecases/perform-action.server.ts'
import { contentHash } from '../../app/usecases/actions/content-hash.ts'
import { dayOf } from '../../app/domain/values/time.ts'
import { openStore, type Store } from '../../db/client.ts'
import { insertStaff, updateStaff } from '../../db/queries/staff.ts'
import { checkActions } from '../../db/queries/verify-money.ts'
import { expectAccessible, launchBrowser, openPage, type Product, startProduct, type WatchedPage } from '../support/browser.ts'
import { addOrder } from '../support/money.ts'
import { receiptRow } from '../support/records.ts'

const PASSWORD = 'violet kettle under nine bridges'
let product: Product
let browser: Browser
let store: Store
let asAdmin: (staffId: number) => UseCaseContext
const people = { clerk: 0, colleague: 0, sue: 0 }
const HOUR_MS = 3_600_000

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
  const databaseUrl = `sqlite:${join(product.directory, 'topwarden.db')}`
  store = await openStore({ url: databaseUrl, role: 'worker' })
  const { keys } = readConfig({ DATABASE_URL: databaseUrl, VAR_DIR: product.directory })
  asAdmin = (staffId) => ({ store, keys, now: Date.now(), actor: { staffId, role: 'admin', label: `staff:${staffId}` }, ip: null, requestId: null, locale: 'en' })
  const passwordHash = await createPasswords().hash(PASSWORD)
  for (const [name, role] of [['clerk', 'reviewer'], ['colleague', 'reviewer'], ['sue', 'supervisor'], ['adam', 'admin'], ['eve', 'admin']] as const) {
    const id = await store.write(async (tx) => {
      const added = await insertStaff(tx, { email: `${name}@operator.example`, name, role, passwordHash, oneTimeExpiresAt: Date.now(), locale: 'en', createdAt: Date.now() })
      await updateStaff(tx, added, 1, { mustChangePassword: false, oneTimePassword: undefined, oneTimeExpiresAt: null } as never)
      return added
    })
    if (name in people) people[name as keyof typeof people] = id
  }
  // Two admins shorten the time of regret, so that the money goes out at once.
  const [adam, eve] = [people.sue + 1, people.sue + 2]
  const effectiveFrom = Date.now() + 1_000
  const proposed = await performAction(asAdmin(adam), { kind: 'policy_change', actionId: null, command: { type: 'propose', name: 'regret_ms', value: 0, effectiveFrom, reason: 'for the journey' } as never })
  if (!proposed.ok) throw new Error(proposed.refusal.code)
  const approved = await performAction(asAdmin(eve), { kind: 'policy_change', actionId: proposed.value.actionId, command: { type: 'approve', shownHash: contentHash({ name: 'regret_ms', value: 0, effectiveFrom }) } as never })
  if (!approved.ok) throw new Error(approved.refusal.code)
})
afterAll(async () => {
  await browser?.close()
  await store?.close()
  expect(await product?.stop()).toBe(0)
})

async function signedIn(email: string, locale: 'en' | 'zh-CN'): Promise<WatchedPage> {
  const watched = await openPage(browser, product, { locale })
  const { page } = watched
  await page.goto('/sign-in')
  await page.fill('input[name=email]', email)
  await page.fill('input[name=password]', PASSWORD)
  await page.press('input[name=password]', 'Enter')
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  return watched
}

const languageOf = (locale: 'en' | 'zh-CN') => store.write((tx) => tx.updateTable('staff').set({ locale: locale === 'en' ? 'en' : 'zh' }).execute())

/** Waits for the program to have carried something out. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('It did not happen in time')
}

describe.each(['en', 'zh-CN'] as const)('in %s', (locale) => {
  const n = locale === 'en' ? 10 : 50
  it('story 2: a wrong number is moved by consent and two people, and the claimant never sees the stranger', async () => {
    await languageOf(locale)
    const now = Date.now()
    const order = await addOrder(store, {
      order: { target_number: `+86138000056${n}`, target_number_raw: `138000056${n}`, confirm_number: `+86138000065${n}`, confirm_number_raw: `138000065${n}`, created_at: now - HOUR_MS, paid_at: now - HOUR_MS, delivered_at: now - HOUR_MS },
    }, n)
    const clerk = await signedIn('clerk@operator.example', locale)
    const { page } = clerk
    await page.goto(`/wrong-number?order=${order}`)
    await expectAccessible(page)
    expect(await page.content()).not.toContain(`138000056${n}`)
    await page.click('button[value=open]')
    await page.waitForURL(/wrong-number\?id=/)
    await page.click('form:has(input[name=intent][value=ask]) button[type=submit]')
    await page.waitForSelector('textarea[name=how]')
    const asked = await store.read.selectFrom('notices').select(['kind']).where('object', 'like', 'action:%').where('kind', '=', 'consent_asked').execute()
    expect(asked.length).toBeGreaterThan(0)
    await page.fill('textarea[name=how]', 'answered YES by message')
    await page.click('button[value=agree]')
    await page.click('button[value=move]')
    await page.waitForURL(/\/refunds\/\d+/)
    await expectAccessible(page)
    const path = new URL(page.url()).pathname
    // Who asked has no form to approve with.
    expect(await page.locator('form:has(input[name=intent][value=approve])').count()).toBe(0)

    const colleague = await signedIn('colleague@operator.example', locale)
    await colleague.page.goto(path)
    await colleague.page.click('form:has(input[name=intent][value=approve]) button[type=submit]')
    await colleague.page.waitForSelector('form:has(input[name=intent][value=approve])', { state: 'detached' })
    const id = Number(path.split('/').at(-1))
    await until(async () => (await store.read.selectFrom('staff_actions').select('status').where('id', '=', id).executeTakeFirst())?.status === 'succeeded')
    const row = await store.read.selectFrom('staff_actions').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ variant: 'recredit', maker_id: people.clerk, checker_id: people.colleague, amount_minor: 10_000 })
    const lines = await store.read.selectFrom('journal_entries').innerJoin('postings', 'postings.entry_id', 'journal_entries.id').select(['source', 'destination', 'amount_minor']).where('action_id', '=', id).orderBy('line').execute()
    expect(lines).toEqual([
      { source: 'prepaid_liability', destination: 'suspense_wrong_number', amount_minor: 10_000 }, { source: 'suspense_wrong_number', destination: 'prepaid_liability', amount_minor: 10_000 },
    ])
    const audit = await store.read.selectFrom('audit_events').select('action').where('object', '=', `action:${id}`).orderBy('seq').execute()
    expect(audit.map((one) => one.action).filter((action) => action !== 'notice.queued')).toEqual(['refund.submitted', 'refund.approved', 'refund.sent', 'refund.succeeded'])
    await until(async () => (await store.read.selectFrom('staff_actions').select('status').where('id', '=', row.parent_id ?? 0).executeTakeFirst())?.status === 'moved')
    expect(await checkActions(store.read, asAdmin(1).keys)).toEqual([])
    expect([...clerk.faults, ...colleague.faults]).toEqual([])
  })

  it('story 3: after an outage the double charges go back in one batch that a supervisor releases after a sample', async () => {
    await languageOf(locale)
    const at = Date.now() - (locale === 'en' ? 49 : 97) * HOUR_MS
    const orders: number[] = []
    for (let i = 1; i <= 6; i++) {
      const order = await addOrder(store, { order: { target_number: `+86139${n}00${String(i).padStart(4, '0')}`, created_at: at, paid_at: at, delivered_at: at, face_minor: 3_000, paid_minor: 3_000, channel: 'partner_api' } }, n + i)
      orders.push(order)
      await store.write((tx) => tx.insertInto('receipts').values(receiptRow({ receipt_id: `D${n + i}`, merchant_order_no: `M${n + i}`, channel_trade_no: `T${n + i}B`, amount_minor: 3_000, occurred_at: at })).execute())
    }
    const clerk = await signedIn('clerk@operator.example', locale)
    await clerk.page.goto(`/refunds/outage?day=${dayOf(at, 'Asia/Shanghai')}&channel=partner_api`)
    await expectAccessible(clerk.page)
    expect(await clerk.page.locator('input[name=item]').count()).toBe(6)
    await clerk.page.fill('textarea[name=reason]', 'outage of the aggregator')
    await clerk.page.click('button[value=ask]')
    await clerk.page.waitForURL(/batch=/)
    const address = new URL(clerk.page.url())

    const sue = await signedIn('sue@operator.example', locale)
    await sue.page.goto(address.pathname + address.search)
    await expectAccessible(sue.page)
    for (const box of await sue.page.locator('input[name=looked]').all()) await box.check()
    await sue.page.click('form:has(input[name=intent][value=release]) button[type=submit]')
    await sue.page.waitForSelector('form:has(input[name=intent][value=release])', { state: 'detached' })
    const batch = Number(address.searchParams.get('batch'))
    await until(async () => (await store.read.selectFrom('staff_actions').select('id').where('parent_id', '=', batch).where('status', '=', 'succeeded').execute()).length === 6)
    const money = await store.read.selectFrom('order_money').select(['paid_minor', 'pending_minor', 'done_minor']).where('order_row_id', 'in', orders).distinct().execute()
    expect(money).toEqual([{ paid_minor: 6_000, pending_minor: 0, done_minor: 3_000 }])
    expect(await checkActions(store.read, asAdmin(1).keys)).toEqual([])
    expect([...clerk.faults, ...sue.faults]).toEqual([])
  })
})
