import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { codeAt } from '../../app/auth/second-factor.ts'
import { expectAccessible, launchBrowser, openPage, type Product, signInAsAdmin, startProduct } from '../support/browser.ts'

let product: Product
let browser: Browser
beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  expect(await product?.stop()).toBe(0)
})

const PASSWORD = 'violet kettle under nine bridges'

async function givePassword(page: Page): Promise<void> {
  await page.goto('/sign-in?next=%2Fdashboard')
  await page.fill('input[name=email]', product.admin.email)
  await page.fill('input[name=password]', PASSWORD)
  await page.press('input[name=password]', 'Enter')
  await page.waitForURL('**/sign-in-code**')
}

async function signOut(page: Page): Promise<void> {
  await page.goto('/account')
  await page.click('button[value=end_all]')
  await page.waitForURL('**/sign-in')
}

/** A code that was not taken yet: of the next half minute, which the tolerance allows. */
function nextCode(seed: string): string {
  return codeAt(seed, Date.now() + 30_000)
}

it('S59: an admin is asked for a second factor, sets it up, and signs in with a code and with a recovery code', async () => {
  const watched = await openPage(browser, product)
  const { page, faults } = watched
  await signInAsAdmin(watched, product, PASSWORD)
  await page.goto('/dashboard')
  expect(await page.textContent('main')).toContain('Your role needs a second factor by')
  await page.click('main >> text=Set up second factor')
  await page.waitForURL('**/account/second-factor')
  await expectAccessible(page)
  const seed = ((await page.textContent('[data-seed]')) ?? '').replaceAll(' ', '')
  expect(seed).toMatch(/^[A-Z2-7]{32}$/)
  await page.fill('input[name=code]', '000000')
  await page.click('button[value=enrol]')
  await page.waitForSelector('text=shows another code')
  // What was scanned stays what is asked for.
  expect(((await page.textContent('[data-seed]')) ?? '').replaceAll(' ', '')).toBe(seed)
  await page.fill('input[name=code]', codeAt(seed, Date.now() - 30_000))
  await page.click('button[value=enrol]')
  await page.waitForSelector('[data-codes]')
  await expectAccessible(page)
  const codes = await page.locator('[data-codes] code').allTextContents()
  expect(codes).toHaveLength(10)
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('a[download]')])
  const file = readFileSync((await download.path()) ?? '', 'utf8')
  for (const code of codes) expect(file).toContain(code)
  await page.click('button[value=kept]')
  await page.waitForURL('**/account?done=factor_kept')
  await page.goto('/account/second-factor')
  expect(await page.locator('[data-codes]').count()).toBe(0)
  await page.goto('/dashboard')
  expect(await page.textContent('main')).not.toContain('Your role needs a second factor')
  await signOut(page)

  await givePassword(page)
  await expectAccessible(page)
  await page.goto('/dashboard')
  expect(page.url()).toContain('/sign-in')
  await page.goto('/sign-in-code?next=%2Fdashboard')
  await page.fill('input[name=code]', '123456')
  await page.press('input[name=code]', 'Enter')
  await page.waitForSelector('text=This code is not right')
  await page.fill('input[name=code]', nextCode(seed))
  await page.press('input[name=code]', 'Enter')
  await page.waitForURL('**/dashboard')
  await signOut(page)

  const zh = await openPage(browser, product, { locale: 'zh-CN', colorScheme: 'dark', hasScripts: false })
  await givePassword(zh.page)
  await expect(zh.page.textContent('h1')).resolves.toMatch(/输入动态码|Enter your code/)
  await zh.page.fill('input[name=code]', codes[3] ?? '')
  await zh.page.click('button[type=submit]:has-text("登录"), button[type=submit]:has-text("Sign in")')
  await zh.page.waitForURL('**/dashboard')
  await zh.page.goto('/account')
  expect(await zh.page.textContent('body')).toMatch(/left: 9|恢复码 9/)
  await signOut(zh.page)
  await givePassword(zh.page)
  await zh.page.fill('input[name=code]', codes[3] ?? '')
  await zh.page.click('button[type=submit]:has-text("登录"), button[type=submit]:has-text("Sign in")')
  expect(zh.page.url()).toContain('/sign-in-code')
  expect([...faults, ...zh.faults]).toEqual([])
})
