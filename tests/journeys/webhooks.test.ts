import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPasswords } from '../../app/auth/passwords.ts'
import { isSignedBy } from '../../app/auth/webhook-signature.ts'
import { openStore, type Store } from '../../db/client.ts'
import { insertStaff, updateStaff } from '../../db/queries/staff.ts'
import { expectAccessible, launchBrowser, openPage, type Product, startProduct, type WatchedPage } from '../support/browser.ts'
import { type Receiver, startReceiver } from '../support/receiver.ts'

const PASSWORD = 'violet kettle under nine bridges'
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
