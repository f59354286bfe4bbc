import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isSignedBy, sign } from '../../app/auth/webhook-signature.ts'
import { GOOD_ROWS } from '../support/feed-rows.ts'
import { expectAccessible } from '../support/browser.ts'
import { type Receiver, startReceiver } from '../support/receiver.ts'
import { PASSWORD, textOf, until, useWalk } from '../support/walk.ts'

const walk = useWalk({ adam: 'admin' }, { env: { WEBHOOK_INNER_HOSTS: '127.0.0.1' } })
const { signedIn } = walk
let receiver: Receiver
beforeAll(async () => {
  receiver = await startReceiver()
})
afterAll(() => receiver?.close())

describe.each(['en', 'zh'] as const)('in %s', (language) => {
  const isEnglish = language === 'en'
  const n = isEnglish ? 1 : 2

  it('a subscriber is added, its secret shown once, a test arrives signed; one that fails is seen and sent again', async () => {
    const adam = await signedIn('adam', language)
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
    await until(async () => (await walk.store.read.selectFrom('webhook_subscribers').select('disabled_why').where('name', '=', `shop ${n}`).executeTakeFirst())?.disabled_why === 'gone')
    receiver.answer = (response) => response.writeHead(204).end()
    await page.goto('/webhooks')
    expect(await textOf(page)).toContain('410')
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
    expect(await textOf(page)).toContain('"type": "webhook.test"')

    // Ending a secret at once says what breaks, and wants the name.
    await page.goto('/webhooks')
    await page.click(`tr:has-text("shop ${n}") button[aria-haspopup=menu]`)
    await page.click(`[role=menuitem]:has-text("${isEnglish ? 'old one ends now' : '立即失效'}")`)
    await page.waitForURL(/\/webhooks\?end=\d+$/)
    await expectAccessible(page)
    await page.fill('input[name=confirm]', 'shop')
    await page.click('button[value=rotate_now]')
    await page.waitForSelector('.mantine-TextInput-error, [role=alert]')
    await page.goto('/webhooks')
    await page.click(`tr:has-text("shop ${n}") button[aria-haspopup=menu]`)
    await page.click(`[role=menuitem]:has-text("${isEnglish ? 'old one ends now' : '立即失效'}")`)
    await page.fill('input[name=confirm]', `shop ${n}`)
    await page.click('button[value=rotate_now]')
    expect((await page.locator('[role=status] code').innerText()).trim()).not.toBe(secret)

    // S64: long after the sign-in the password is asked for, and what was typed is sent then, once.
    await walk.store.write((tx) => tx.updateTable('sessions').set((eb) => ({ authenticated_at: eb('authenticated_at', '-', 3_600_000) })).execute())
    await page.goto('/webhooks')
    await page.fill('input[name=name]', `late ${n}`)
    await page.fill('input[name=url]', `${receiver.url}/late/${n}`)
    await page.check('input[name=types][value="case.decided"]')
    const sent: string[] = []
    page.on('request', (request) => request.method() === 'POST' && sent.push(new URL(request.url()).pathname))
    await page.evaluate(() => window.addEventListener('submit', (event) => { document.body.dataset.submits = `${document.body.dataset.submits ?? ''}${(event.target as HTMLFormElement).action.includes('/confirm') ? 'c' : 'w'}` }, { capture: true }))
    await page.click('button[value=add]')
    await page.fill('[role=dialog] input[name=password]', PASSWORD)
    await page.click('[role=dialog] button[type=submit]')
    await page.waitForSelector(`tr:has-text("late ${n}")`)
    expect(sent).toEqual(['/confirm.data', '/webhooks.data'])
    expect(await page.evaluate(() => document.body.dataset.submits)).toBe('wcw')
    expect(adam.faults).toEqual([])
    await adam.context.close()
  })

  it('a machine changes over while two secrets count, and its old one is ended by name', async () => {
    const adam = await signedIn('adam', language)
    const { page } = adam
    await page.goto('/machines')
    await page.fill('input[name=name]', `till ${n}`)
    await page.check('input[name=scopes][value=orders]')
    await page.click('button[value=add]')
    const first = (await page.locator('[role=status] code').innerText()).trim()
    const row = page.locator(`tr:has-text("till ${n}")`)
    const send = async (secret: string, id: string) => {
      const clientKey = (await row.locator('code').first().innerText()).trim()
      const body = JSON.stringify({ ...GOOD_ROWS.order, order_id: id, merchant_order_no: id })
      const at = String(Math.floor(Date.now() / 1_000))
      const answer = await fetch(`${walk.product.url}/api/v1/orders`, { method: 'POST', body, headers: { 'content-type': 'application/json', 'webhook-client': clientKey, 'webhook-id': `evt_${id}`, 'webhook-timestamp': at, 'webhook-signature': sign(secret, `evt_${id}`, at, Buffer.from(body)) } })
      return answer.status
    }
    await row.locator('button[value=rotate]').click()
    await page.waitForFunction((before) => document.querySelector('[role=status] code')?.textContent?.trim() !== before, first)
    const second = (await page.locator('[role=status] code').innerText()).trim()
    expect([await send(first, `${language}1`), await send(second, `${language}2`)]).toEqual([200, 200])
    await page.goto('/machines')
    expect(await row.innerText()).toContain(`…${first.slice(-4)}`)
    await row.locator('a[href*="end="]').click()
    await page.waitForURL(/\/machines\?end=\d+$/)
    expect(await textOf(page)).toContain(`…${second.slice(-4)}`)
    await expectAccessible(page)
    await page.fill('input[name=confirm]', `till ${n}`)
    await page.click('button[value=rotate_now]')
    await page.waitForSelector('[role=status] code')
    const third = (await page.locator('[role=status] code').innerText()).trim()
    expect([await send(first, `${language}3`), await send(second, `${language}4`), await send(third, `${language}5`)]).toEqual([401, 401, 200])
    expect(adam.faults).toEqual([])
    await adam.context.close()
  })
})
