import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

describe('from the printed one-time password to a team', () => {
  it('the first admin signs in, chooses a password, adds a reviewer and signs out', async () => {
    const watched = await openPage(browser, product)
    const { page, faults } = watched
    await page.goto('/')
    await expectAccessible(page)
    await page.fill('input[name=email]', product.admin.email)
    await page.fill('input[name=password]', 'not the password at all')
    await page.press('input[name=password]', 'Enter')
    await page.waitForSelector('[role=alert]')
    expect(await page.textContent('[role=alert]')).toContain('not right')
    await signInAsAdmin(watched, product)
    await expectAccessible(page)

    await page.goto('/staff')
    await page.fill('input[name=email]', 'ann@operator.example')
    await page.fill('input[name=name]', 'Ann')
    await page.click('button[value=add]')
    await page.waitForSelector('[role=status] code')
    const oneTimePassword = (await page.textContent('[role=status] code')) ?? ''
    await expectAccessible(page)

    const other = await openPage(browser, product, { locale: 'zh-CN', colorScheme: 'dark' })
    await other.page.goto('/sign-in')
    expect(await other.page.textContent('h1')).toBe('登录')
    await expectAccessible(other.page)
    await other.page.fill('input[name=email]', 'ann@operator.example')
    await other.page.fill('input[name=password]', oneTimePassword)
    await other.page.press('input[name=password]', 'Enter')
    await other.page.waitForURL('**/account')

    await page.click('button[value=disable]')
    await page.waitForSelector('button[value=enable]')
    await other.page.goto('/account')
    expect(other.page.url()).toContain('/sign-in')
    expect([...faults, ...other.faults]).toEqual([])
  })

  it('works without scripts too', async () => {
    const { page, faults } = await openPage(browser, product, { hasScripts: false, locale: 'zh-CN' })
    await page.goto('/sign-in?next=%2Faccount')
    await page.click('button[value=en]')
    expect(await page.textContent('h1')).toBe('Sign in')
    await page.fill('input[name=email]', product.admin.email)
    await page.fill('input[name=password]', PASSWORD)
    await page.press('input[name=password]', 'Enter')
    await page.waitForURL('**/account')
    await page.click('button[value=end_all]')
    await page.waitForURL('**/sign-in')
    expect(faults).toEqual([])
  })

  it('a start on a port that is taken ends with one line, though its threads were at work', async () => {
    await expect(startProduct(['--empty'], { PORT: new URL(product.url).port })).rejects.toThrow(/ended with 1:.*EADDRINUSE/s)
  })

  it('an unknown page says so in the reader’s language', async () => {
    const { page, faults } = await openPage(browser, product, { locale: 'zh-CN' })
    await page.goto('/nowhere')
    expect(await page.getAttribute('html', 'lang')).toBe('zh-CN')
    expect(await page.title()).toContain('Topwarden')
    await expectAccessible(page)
    expect(faults).toEqual([])
  })
})
