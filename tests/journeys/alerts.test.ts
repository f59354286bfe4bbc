import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../../db/client.ts'
import { expectAccessible, launchBrowser, openPage, type Product, signInAs, startProduct } from '../support/browser.ts'
import { orderRow } from '../support/records.ts'

const PATIENT = { timeout: 90_000 }
const PASSWORD = 'nine copper lanterns by the river'
const PERSON = 'mei@operator.example'

let product: Product
let browser: Browser
beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct([]), launchBrowser()])
  const oneTimePassword = execFileSync(process.execPath, ['scripts/staff.ts', 'add', PERSON, '--role', 'supervisor'], {
    cwd: join(import.meta.dirname, '../..'), encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: `sqlite:${join(product.directory, 'topwarden.db')}`, VAR_DIR: product.directory },
  }).trim()
  const { page, context } = await openPage(browser, product)
  await signInAs(page, { email: PERSON, oneTimePassword }, PASSWORD)
  await context.close()
})
afterAll(async () => {
  await browser?.close()
  expect(await product?.stop()).toBe(0)
})

async function signIn(page: Page, next: string): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(next)}`)
  await page.fill('input[name=email]', PERSON)
  await page.fill('input[name=password]', PASSWORD)
  await page.press('input[name=password]', 'Enter')
  await page.waitForURL(`**${next}`)
}

/** What the person has chosen for good; it counts before the browser's language. */
async function languageOf(locale: 'en' | 'zh-CN'): Promise<void> {
  const store = await openStore({ url: `sqlite:${join(product.directory, 'topwarden.db')}`, role: 'worker', checkIntegrity: false })
  await store.write((tx) => tx.updateTable('staff').set({ locale: locale === 'en' ? 'en' : 'zh' }).execute())
  await store.close()
}

/** Orders whose outcome stays unknown, as another process would store them. */
async function addUnknownOrders(count: number, prefix: string): Promise<void> {
  const store = await openStore({ url: `sqlite:${join(product.directory, 'topwarden.db')}`, role: 'worker', checkIntegrity: false })
  const at = Date.now() - 40 * 60_000
  await store.write(async (tx) => {
    for (let i = 0; i < count; i++) await tx.insertInto('orders').values(orderRow({ order_id: `${prefix}${i}`, status: 'unknown', status_raw: 'unknown', created_at: at, paid_at: at, delivered_at: null, target_number: `+86189${String(i).padStart(4, '0')}0000` })).execute()
  })
  await store.close()
}

describe('an alert', () => {
  it('of the example day is there for a stranger, rises on an open page, is looked into and taken in hand', async () => {
    const { page, faults } = await openPage(browser, product)
    await signIn(page, '/alerts')
    await page.waitForFunction(() => document.querySelector('tbody')?.textContent?.includes('A channel floods the queue'), undefined, PATIENT).catch(async () => {
      await page.reload()
      await page.waitForFunction(() => document.querySelector('tbody')?.textContent?.includes('A channel floods the queue'), undefined, PATIENT)
    })
    await expectAccessible(page)

    await addUnknownOrders(4, 'JU')
    const news = page.locator('header [role=status] button')
    await news.waitFor(PATIENT)
    // Told, and waiting for the person: the list itself has not moved.
    expect(await page.textContent('tbody')).not.toContain('unknown outcome')
    await news.click()
    const row = page.locator('tbody tr').filter({ hasText: '4 orders paid with unknown outcome' })
    await row.waitFor(PATIENT)
    await row.getByRole('link').first().click()
    await page.waitForURL(/\/alerts\/\d+$/)
    await page.waitForSelector('text=What changed?')
    await expectAccessible(page)

    await page.getByRole('button', { name: 'Acknowledge' }).click()
    await expect.poll(() => page.textContent('main header'), PATIENT).toContain('Acknowledged')
    expect(await page.textContent('main')).toContain('mei acknowledged it')
    await page.goto('/alerts?state=acknowledged')
    await page.waitForSelector('tbody tr')
    expect(await page.textContent('tbody')).toContain('4 orders paid with unknown outcome')
    expect(faults).toEqual([])
  })

  it('rule is tried on the past before it is saved, in Chinese and dark', async () => {
    await languageOf('zh-CN')
    const { page, faults } = await openPage(browser, product, { locale: 'zh-CN', colorScheme: 'dark' })
    await signIn(page, '/alerts/rules?rule=channel_over_budget')
    await page.fill('input[name=limit]', '5')
    await page.getByRole('button', { name: '用近28天试算' }).click()
    await page.waitForSelector('text=过去会在何时触发？')
    expect(await page.textContent('main')).toMatch(/近28天会触发 \d+ 次/)
    await expectAccessible(page)
    await page.fill('input[name=reason]', '先放宽一周看看')
    await page.getByRole('button', { name: '保存规则' }).click()
    await page.waitForSelector('text=已保存')
    await page.goto('/alerts')
    await page.waitForSelector('h1')
    expect(await page.textContent('h1')).toBe('告警')
    await expectAccessible(page)
    expect(faults).toEqual([])
  })

  it.each(['en', 'zh-CN'] as const)('stands on the wall without a word about anybody, live (%s)', async (locale) => {
    await languageOf(locale)
    const { page, faults } = await openPage(browser, product, { locale, viewport: { width: 1920, height: 1080 } })
    await signIn(page, '/wall')
    await page.waitForSelector('dl')
    await page.waitForFunction(() => document.querySelectorAll('section li').length > 3, undefined, PATIENT)
    await expectAccessible(page)
    const text = (await page.textContent('main')) ?? ''
    const store = await openStore({ url: `sqlite:${join(product.directory, 'topwarden.db')}`, role: 'worker', checkIntegrity: false })
    const [orders, staff] = await Promise.all([
      store.read.selectFrom('orders').select(['order_id', 'target_number', 'target_number_raw', 'payer_account', 'payer_name']).limit(2_000).execute(), store.read.selectFrom('staff').select(['name', 'email']).execute(),
    ])
    await store.close()
    const personal = [...orders.flatMap((row) => Object.values(row)), ...staff.flatMap((row) => Object.values(row))].filter((value) => value !== null).filter((value) => value.length > 2)
    expect(personal.length).toBeGreaterThan(1_000)
    expect(personal.filter((value) => text.includes(value))).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    expect(faults).toEqual([])
  })
})
