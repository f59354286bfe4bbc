import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPasswords } from '../../app/auth/passwords.ts'
import { isSignedBy } from '../../app/auth/webhook-signature.ts'
import { dayOf } from '../../app/domain/values/time.ts'
import { openStore, type Store } from '../../db/client.ts'
import { insertStaff, updateStaff } from '../../db/queries/staff.ts'
import { expectAccessible, launchBrowser, openPage, type Product, startProduct, type WatchedPage } from '../support/browser.ts'
import { ledgerRow, orderRow, receiptRow } from '../support/records.ts'
import { type Receiver, startReceiver } from '../support/receiver.ts'

const PASSWORD = 'violet kettle under nine bridges'
const ZONE = 'Asia/Shanghai'
const HOUR_MS = 3_600_000
let product: Product
let browser: Browser
let store: Store
let receiver: Receiver

beforeAll(async () => {
  ;[product, browser, receiver] = await Promise.all([startProduct(['--empty'], { WEBHOOK_INNER_HOSTS: '127.0.0.1' }), launchBrowser(), startReceiver()])
  store = await openStore({ url: `sqlite:${join(product.directory, 'topwarden.db')}`, role: 'worker' })
  const passwordHash = await createPasswords().hash(PASSWORD)
  for (const [name, role] of [['clerk', 'reviewer'], ['sue', 'supervisor'], ['adam', 'admin']] as const) {
    await store.write(async (tx) => {
      const added = await insertStaff(tx, { email: `${name}@operator.example`, name, role, passwordHash, oneTimeExpiresAt: Date.now(), locale: 'en', createdAt: Date.now() })
      await updateStaff(tx, added, 1, { mustChangePassword: false, oneTimeExpiresAt: null })
    })
  }
})
afterAll(async () => {
  await browser?.close()
  await receiver?.close()
  await store?.close()
  expect(await product?.stop()).toBe(0)
})

async function signedIn(name: string, locale: 'en' | 'zh-CN'): Promise<WatchedPage> {
  await store.write((tx) => tx.updateTable('staff').set({ locale: locale === 'en' ? 'en' : 'zh' }).execute())
  const watched = await openPage(browser, product, { locale })
  const { page } = watched
  await page.goto('/sign-in')
  await page.fill('input[name=email]', `${name}@operator.example`)
  await page.fill('input[name=password]', PASSWORD)
  await page.press('input[name=password]', 'Enter')
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  return watched
}

/** Waits for the program to have done something. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('It did not happen in time')
}

const bodyText = async (page: Page) => (await page.locator('main, body').first().innerText()).replaceAll(/\s+/g, ' ')

describe.each(['en', 'zh-CN'] as const)('in %s', (locale) => {
  const isEnglish = locale === 'en'
  const n = isEnglish ? 1 : 2

  it('a day is off by one payment; the difference opens its order, two people force the match, the board balances, and it is undone again', async () => {
    // A day of its own for each language, both over long enough ago for every clock to be out.
    const at = Date.now() - (n + 1) * 24 * HOUR_MS
    const day = dayOf(at, ZONE)
    await store.write(async (tx) => {
      const times = { created_at: at, paid_at: at, delivered_at: at + 1_000 }
      const names = (k: string) => ({ order_id: `W${n}${k}`, merchant_order_no: `M${n}${k}`, channel_trade_no: `T${n}${k}`, operator_txn_id: `X${n}${k}` })
      await tx.insertInto('orders').values([orderRow({ ...names('a'), ...times }), orderRow({ ...names('b'), channel_trade_no: null, ...times })]).execute()
      await tx.insertInto('receipts').values([
        receiptRow({ receipt_id: `R${n}a`, merchant_order_no: `M${n}a`, channel_trade_no: `T${n}a`, occurred_at: at }), receiptRow({ receipt_id: `R${n}x`, merchant_order_no: `TYPO${n}`, channel_trade_no: `T${n}x`, occurred_at: at }),
      ]).execute()
      await tx.insertInto('ledger_entries').values(['a', 'b'].map((k, i) => ledgerRow({ entry_id: `L${n}${k}`, operator_txn_id: `X${n}${k}`, balance_before_minor: i * 10_000, balance_after_minor: (i + 1) * 10_000, at: at + 2_000 + i }))).execute()
      const { version = 0 } = (await tx.selectFrom('settings').select('version').where('key', '=', 'operator').executeTakeFirst()) ?? {}
      await tx
        .insertInto('settings').values({ key: 'operator', value: JSON.stringify({ statementsCompleteUntil: Date.now(), zone: ZONE }), version: version + 1, changed_at: at, changed_by: null })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: JSON.stringify({ statementsCompleteUntil: Date.now(), zone: ZONE }) })).execute()
    })
    const clerk = await signedIn('clerk', locale)
    const { page } = clerk
    await page.goto(`/reconciliation?day=${day}`)
    await expectAccessible(page)
    const lines = page.getByRole('table', { name: isEnglish ? 'Channels against statements' : '各渠道与账单核对' })
    await lines.getByRole('link', { name: /100\.00/ }).click()
    await page.waitForURL(/channel=web_portal/)
    expect(await bodyText(page)).toContain(isEnglish ? 'No payment' : '缺付款')
    await page.click(`tr:has-text("W${n}b") a[href^="/reconciliation/match?"]`)
    await page.waitForURL(/\/reconciliation\/match\?/)
    await expectAccessible(page)
    await page.click(`label:has-text("T${n}x") input[type=radio]`)
    await page.selectOption('select[name=reasonCode]', 'other_reference')
    await page.fill('textarea[name=note]', isEnglish ? 'The bank shows our order number mistyped' : '银行回单显示商户订单号录错')
    await page.click('button[type=submit]:has-text("' + (isEnglish ? 'Propose it' : '提交复核') + '")')
    await page.waitForURL(/\/reconciliation\/matches\/\d+/)
    await expectAccessible(page)
    const path = new URL(page.url()).pathname
    // Who proposed it cannot agree.
    expect(await page.locator('input[name=command][value=approve]').count()).toBe(0)

    const sue = await signedIn('sue', locale)
    await sue.page.goto(`/reconciliation?day=${day}`)
    await sue.page.click(`a[href="${path}"]`)
    await sue.page.click('summary[data-command=approve]')
    await sue.page.click('form:has(input[name=command][value=approve]) button[type=submit]')
    await sue.page.waitForSelector('summary[data-command=propose_undo]')
    await sue.page.goto(`/reconciliation?day=${day}`)
    expect(await bodyText(sue.page)).toContain(isEnglish ? 'balances' : '已平')
    expect(await sue.page.locator(`a[href="?day=${day}&channel=web_portal&class=forced"]`).count()).toBe(1)

    await page.goto(path)
    await page.click('summary[data-command=propose_undo]')
    await page.fill('form:has(input[name=command][value=propose_undo]) textarea', isEnglish ? 'It was the payment of somebody else' : '该笔付款属于他人')
    await page.click('form:has(input[name=command][value=propose_undo]) button[type=submit]')
    await page.waitForSelector('summary[data-command=propose_undo]', { state: 'detached' })
    await sue.page.goto(path)
    await sue.page.click('summary[data-command=approve_undo]')
    await sue.page.click('form:has(input[name=command][value=approve_undo]) button[type=submit]')
    await sue.page.waitForSelector('summary[data-command=approve_undo]', { state: 'detached' })
    await sue.page.goto(`/reconciliation?day=${day}`)
    expect(await sue.page.locator(`a[href="?day=${day}&channel=web_portal&class=missing"]`).count()).toBe(1)

    // What is left becomes a case with an owner, which leads back to the board.
    await sue.page.click('tbody input[type=checkbox]')
    await sue.page.selectOption('select[name=owner]', 'me')
    await sue.page.click('button[value=make_cases]')
    await sue.page.click(`tr:has-text("W${n}b") a[href^="/cases/"]`)
    await sue.page.waitForURL(/\/cases\/\d+/)
    await sue.page.click(`a[href="/reconciliation?day=${day}"]`)
    await sue.page.waitForURL(/\/reconciliation\?day=/)
    expect([...clerk.faults, ...sue.faults]).toEqual([])
    await clerk.context.close()
    await sue.context.close()
  })

  it('a subscriber is added, its secret shown once, a test arrives signed; one that fails is seen and sent again', async () => {
    const adam = await signedIn('adam', locale)
    const { page } = adam
    const before = receiver.received.length
    await page.goto('/webhooks')
    await page.fill('input[name=name]', `shop ${n}`)
    await page.fill('input[name=url]', 'http://192.168.1.1/hooks')
    await page.check('input[name=types][value="case.decided"]')
    await page.click('button[value=add]')
    await page.waitForSelector('[aria-invalid=true], .mantine-TextInput-error')
    await page.fill('input[name=url]', `${receiver.url}/${n}`)
    await page.click('button[value=add]')
    const secret = (await page.locator('[role=status] code').innerText()).trim()
    expect(secret).toMatch(/^whsec_/)
    await expectAccessible(page)
    await page.click(`tr:has-text("shop ${n}") button:has-text("${isEnglish ? 'Send a test' : '发送测试'}")`)
    await until(() => receiver.received.length > before)
    const [first] = receiver.received.slice(before)
    const header = (name: string) => String(first?.headers[name])
    expect(isSignedBy([secret], { eventId: header('webhook-id'), timestamp: header('webhook-timestamp'), signature: header('webhook-signature') }, Buffer.from(first?.body ?? ''))).toBe(true)
    expect(JSON.parse(first?.body ?? '')).toMatchObject({ type: 'webhook.test', data: { subscriber: `shop ${n}` } })
    expect(await page.content()).not.toContain('undefined')
    await page.reload()
    expect(await page.content()).not.toContain(secret)

    // The receiver is gone for good: the delivery is given up, seen, and sent again once the subscriber is started.
    receiver.answer = (response) => response.writeHead(410).end()
    await page.click(`tr:has-text("shop ${n}") button:has-text("${isEnglish ? 'Send a test' : '发送测试'}")`)
    await until(async () => (await store.read.selectFrom('webhook_subscribers').select('disabled_why').where('name', '=', `shop ${n}`).executeTakeFirst())?.disabled_why === 'gone')
    receiver.answer = (response) => response.writeHead(204).end()
    await page.goto('/webhooks')
    expect(await bodyText(page)).toContain('410')
    await page.click(`tr:has-text("shop ${n}") button:has-text("${isEnglish ? 'Start again' : '恢复推送'}")`)
    await page.waitForSelector(`tr:has-text("shop ${n}") button:has-text("${isEnglish ? 'Stop' : '停用'}")`)
    const arrived = receiver.received.length
    await page.goto('/webhooks/deliveries?state=dead')
    await expectAccessible(page)
    await page.click(`tr:has-text("shop ${n}") input[type=checkbox]`)
    await page.locator('[role=region] button[value=replay]').click()
    await until(() => receiver.received.length > arrived)
    expect(receiver.received.at(-1)?.headers['webhook-id']).toBe(receiver.received.at(-2)?.headers['webhook-id'])
    await page.goto('/webhooks/deliveries?state=sent')
    await page.click(`tr:has-text("shop ${n}") summary >> nth=0`)
    expect(await bodyText(page)).toContain('"type": "webhook.test"')
    expect(adam.faults).toEqual([])
    await adam.context.close()
  })
})
