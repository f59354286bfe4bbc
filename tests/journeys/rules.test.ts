import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPasswords } from '../../app/auth/passwords.ts'
import { openStore, type Store } from '../../db/client.ts'
import { insertStaff, updateStaff } from '../../db/queries/staff.ts'
import { expectAccessible, launchBrowser, openPage, type Product, startProduct, type WatchedPage } from '../support/browser.ts'

const PASSWORD = 'violet kettle under nine bridges'
let product: Product
let browser: Browser
let store: Store

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
  store = await openStore({ url: `sqlite:${join(product.directory, 'topwarden.db')}`, role: 'worker' })
  const passwordHash = await createPasswords().hash(PASSWORD)
  for (const [name, role] of [['clerk', 'reviewer'], ['sue', 'supervisor'], ['sam', 'supervisor']] as const) {
    await store.write(async (tx) => {
      const added = await insertStaff(tx, { email: `${name}@operator.example`, name, role, passwordHash, oneTimeExpiresAt: Date.now(), locale: 'en', createdAt: Date.now() })
      await updateStaff(tx, added, 1, { mustChangePassword: false, oneTimeExpiresAt: null })
    })
  }
})
afterAll(async () => {
  await browser?.close()
  await store?.close()
  expect(await product?.stop()).toBe(0)
})

async function signedIn(email: string, locale: 'en' | 'zh-CN'): Promise<WatchedPage> {
  await store.write((tx) => tx.updateTable('staff').set({ locale: locale === 'en' ? 'en' : 'zh' }).execute())
  const watched = await openPage(browser, product, { locale })
  const { page } = watched
  await page.goto('/sign-in')
  await page.fill('input[name=email]', email)
  await page.fill('input[name=password]', PASSWORD)
  await page.press('input[name=password]', 'Enter')
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  return watched
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('It did not happen in time')
}

describe.each(['en', 'zh-CN'] as const)('in %s', (locale) => {
  const n = locale === 'en' ? 1 : 2
  const rule = locale === 'en' ? { id: 'payment_slow_discount', first: 'payment.slow', second: 'payment.deep_discount' } : { id: 'refund_other_destination_serial', first: 'refund.other_destination', second: 'refund.serial_claimant' }

  it('a rule is changed by its form, read as text and back, and holds once a second person has approved it', async () => {
    const sue = await signedIn('sue@operator.example', locale)
    await sue.page.goto(`/rules/${rule.id}`)
    await sue.page.locator('ol input[inputmode=decimal]').last().fill(`0.${n}5`)
    const text = `${rule.first} > 0 && ${rule.second} > 0.${n}5`
    await sue.page.locator('code', { hasText: text }).waitFor()
    await sue.page.locator('label', { hasText: locale === 'en' ? 'Text' : '文本' }).click()
    expect(await sue.page.inputValue('textarea[name=when]')).toBe(text)
    await sue.page.fill('textarea[name=when]', `${text} && order.amount_minor > 100`)
    await sue.page.locator('label', { hasText: locale === 'en' ? 'Form' : '表单' }).click()
    await sue.page.locator('ol > li').nth(2).waitFor()
    await expectAccessible(sue.page)
    await sue.page.locator('form:has([name=when]) input[name=reason]').fill('small sums are noise')
    await sue.page.click('form:has([name=when]) button[value=propose]')
    await sue.page.locator('button[value=withdraw]').waitFor()

    const sam = await signedIn('sam@operator.example', locale)
    await sam.page.goto(`/rules/${rule.id}`)
    await sam.page.click('button[value=approve]')
    await until(async () => (await store.read.selectFrom('rule_versions').select('version').where('rule_id', '=', rule.id).execute()).length === 1)
    const { definition } = await store.read.selectFrom('rule_versions').select('definition').where('rule_id', '=', rule.id).orderBy('version', 'desc').limit(1).executeTakeFirstOrThrow()
    expect((JSON.parse(definition) as { when: string }).when).toBe(`${text} && order.amount_minor > 100`)
    expect([...sue.faults, ...sam.faults]).toEqual([])
    await sue.page.context().close()
    await sam.page.context().close()
  })
})
