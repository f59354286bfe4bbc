import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible } from '../support/browser.ts'
import { addFlaggedOrder } from '../support/records.ts'
import { PATIENT, press, useWalk } from '../support/walk.ts'

const walk = useWalk({ mei: 'supervisor' }, { args: [] })
const { signedIn } = walk

/** The address a page has come to, once it satisfies `isThere`. */
async function addressOf(page: Page, isThere: (url: URL) => boolean): Promise<URL> {
  await page.waitForURL((url) => isThere(url))
  return new URL(page.url())
}

const isCase = (url: URL) => /^\/queue\/\d+$/.test(url.pathname)
const currentRow = (page: Page) => page.locator('tr[data-pointed]')

describe('a reviewer works through the queue', () => {
  it('by keys alone: move, open, take, decide, take back, go on; and finds it all in the audit', async () => {
    const { page, faults } = await signedIn('mei', 'en', { next: '/queue' })
    await page.waitForSelector('tbody tr')
    await expectAccessible(page)

    await page.keyboard.press('?')
    await page.waitForSelector('[role=dialog]')
    await page.keyboard.press('Escape')
    await page.waitForSelector('[role=dialog]', { state: 'detached' })

    // Who types on without waiting for the search to stand there loses no letter to the page behind it.
    await page.keyboard.type('/refunds')
    await expect.poll(() => page.locator('[role=dialog] input').inputValue(), PATIENT).toBe('refunds')
    await page.keyboard.press('Escape')
    await page.waitForSelector('[role=dialog]', { state: 'detached' })

    await page.keyboard.press('j')
    await currentRow(page).first().waitFor()
    const first = await currentRow(page).first().textContent()
    await page.keyboard.press('j')
    await page.waitForFunction((text) => document.querySelector('tr[data-pointed]')?.textContent !== text, first)
    await page.keyboard.press('k')
    await page.waitForFunction((text) => document.querySelector('tr[data-pointed]')?.textContent === text, first)
    await page.keyboard.press('Enter')
    const opened = await addressOf(page, isCase)
    await page.waitForSelector('article h1')
    await expectAccessible(page)

    await page.keyboard.press('t')
    await page.waitForFunction(() => document.querySelector('article')?.textContent?.includes('claimed by you'))
    await page.keyboard.press('h')
    await page.waitForSelector('[role=dialog] form :focus')
    await expectAccessible(page)
    await page.check('[role=dialog] input[type=radio][value=waiting_owner]')
    await page.keyboard.press('h')
    const next = await addressOf(page, (url) => isCase(url) && url.pathname !== opened.pathname)
    expect(next.pathname).not.toBe(opened.pathname)
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName), PATIENT).toBe('ASIDE')
    await page.waitForSelector('[role=status] button')
    await page.keyboard.press('u')
    await addressOf(page, (url) => url.pathname === opened.pathname)

    const caseId = opened.pathname.split('/').at(-1)
    const fraud = page.locator(`article[aria-labelledby=case-${caseId}] button[aria-keyshortcuts=f]:not([aria-disabled])`)
    await fraud.waitFor()

    // Enter on "Cancel" cancels, and whatever shuts the dialog gives the focus back to what opened it.
    const isBack = () => expect.poll(() => fraud.evaluate((button) => button === document.activeElement), PATIENT).toBe(true)
    await fraud.focus()
    await page.keyboard.press('Enter')
    await page.waitForSelector('[role=dialog] form :focus')
    await page.locator('[role=dialog] button', { hasText: 'Cancel' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForSelector('[role=dialog]', { state: 'detached' })
    await isBack()
    await page.keyboard.press('Enter')
    await page.waitForSelector('[role=dialog] form :focus')
    await page.keyboard.press('Escape')
    await page.waitForSelector('[role=dialog]', { state: 'detached' })
    await isBack()
    expect(new URL(page.url()).pathname).toBe(opened.pathname)

    await page.keyboard.press('f')
    await page.waitForSelector('[role=dialog] form :focus')
    await page.check('[role=dialog] input[type=radio][value=lure]')
    await page.keyboard.press('Enter')
    await addressOf(page, (url) => isCase(url) && url.pathname !== opened.pathname)

    await page.goto(`/cases/${caseId}`)
    await page.waitForSelector('article h1')
    const history = (await page.textContent('article')) ?? ''
    expect(history).toContain('Confirmed fraud')
    expect(faults).toEqual([])
  })

  it('hears keys however early the first of them was pressed', async () => {
    const { page, context, faults } = await signedIn('mei', 'en', { next: '/queue' })
    const devtools = await context.newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    for (const pauseMs of [0, 5, 10, 15, 20, 25]) {
      let isTakenOver = false
      const hands = (async () => {
        while (!isTakenOver) {
          await page.keyboard.press('Shift')
          await page.waitForTimeout(pauseMs)
        }
      })()
      await page.goto('/queue')
      isTakenOver = true
      await hands
      await press(page, '?', '[role=dialog]')
    }
    expect(faults).toEqual([])
  })

  it.each(['zh', 'en'] as const)('filters stand in the address, so that a page can be kept, shared and come back to; the account’s language (%s) wins over the browser’s', async (language) => {
    const { page, faults } = await signedIn('mei', language, { next: '/queue', colorScheme: 'dark' })
    await page.waitForSelector('tbody tr')
    expect(await page.textContent('h1')).toBe(language === 'zh' ? '待办队列' : 'Queue')
    const all = await page.locator('tbody tr').count()
    const chip = page.locator('[role=group] button[aria-pressed=false]').first()
    await chip.click()
    const url = await addressOf(page, (one) => one.search.length > 1)
    await expect.poll(() => page.locator('tbody tr').count(), PATIENT).toBeLessThan(all)
    const rows = await page.locator('tbody tr').count()
    await page.goto(url.pathname + url.search)
    await page.waitForSelector('tbody tr')
    expect(await page.locator('tbody tr').count()).toBe(rows)
    expect(await page.locator('[role=group] button[aria-pressed=true]').count()).toBeGreaterThan(0)
    await expectAccessible(page)
    expect(faults).toEqual([])
  })

  it('a filter that is chosen while the page tells that it was looked at is answered all the same', async () => {
    const { page, faults } = await signedIn('mei', 'en')
    const pause = (ms: number) => new Promise((resolve) => { setTimeout(resolve, ms) })
    // The list that the filter asks for comes last of all.
    await page.route(/\/queue-news|\/queue\.data/, async (route) => {
      await pause(route.request().url().includes('queue-news') ? 1_000 : 4_000)
      await route.continue().catch(() => {})
    })
    const looked = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/queue-news'))
    await page.goto('/queue')
    await page.waitForSelector('tbody tr')
    const all = await page.locator('tbody tr').count()
    await looked
    await page.locator('[role=group] button[aria-pressed=false]').first().click()
    await addressOf(page, (url) => url.search.length > 1)
    await expect.poll(() => page.locator('tbody tr').count(), { timeout: 10_000 }).toBeLessThan(all)
    expect(faults).toEqual([])
  })

  it('a line that breaks is told, takes nothing away that is read, and what came meanwhile is told afterwards', async () => {
    const { page, faults } = await signedIn('mei', 'zh')
    await page.route(/\/live$|\/queue-news/, (route) => route.abort('connectionrefused'))
    await page.goto('/queue')
    await page.waitForSelector('tbody tr')
    const rows = await page.locator('tbody tr').count()
    const news = page.locator('[role=status]')
    await news.filter({ hasText: '服务器没有响应' }).waitFor(PATIENT)
    await addFlaggedOrder(walk.store, { order_id: 'CUT1', created_at: Date.now() }, [{ severity: 'S1', weight: 0.95, score: 0.95, band: 'hold' }], Date.now())
    expect(await page.locator('tbody tr').count()).toBe(rows)
    await page.unroute(/\/live$|\/queue-news/)
    await news.filter({ hasText: '新增 1' }).waitFor(PATIENT)
    await expect.poll(() => news.filter({ hasText: '服务器没有响应' }).count(), PATIENT).toBe(0)
    // A filter that is chosen meanwhile cannot be answered; the page says so, in the reader's language, and reads the list when asked again.
    await page.context().setOffline(true)
    await page.locator('[role=group] button[aria-pressed=false]').first().click()
    await page.locator('h1', { hasText: '服务器没有响应' }).waitFor(PATIENT)
    await expectAccessible(page)
    await page.context().setOffline(false)
    await page.locator('button', { hasText: '重试' }).click()
    await page.waitForSelector('tbody tr')
    // What the browser itself says of requests without a network is no fault of the page.
    expect(faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|Failed to fetch/.test(fault))).toEqual([])
  })

  it('several at once: chosen by key, previewed, decided together', async () => {
    const { page, faults } = await walk.signedIn('mei', 'en', { next: '/queue?sort=amount' })
    const held = async () => (await walk.store.read.selectFrom('cases').select('id').where('state', '=', 'on_hold').execute()).length
    await page.waitForSelector('tbody tr')
    for (let n = 0; n < 3; n++) {
      await page.keyboard.press('j')
      await page.keyboard.press('x')
    }
    const chosen = page.locator('tbody input[type=checkbox]:checked')
    await expect.poll(() => chosen.count(), PATIENT).toBe(3)
    await page.locator('button', { hasText: 'Decide' }).last().click()
    await page.locator('[role=menuitem]').filter({ hasText: /hold/i }).first().click()
    await page.waitForSelector('[role=dialog] form')
    await expect.poll(() => page.locator('[role=dialog] [aria-live=polite]').textContent(), PATIENT).toMatch(/3/)
    await expectAccessible(page)
    // Cases of different stories suggest no reason: without one the dialog stays and says so, and nothing is decided.
    if ((await page.locator('[role=dialog] input[type=radio]:checked').count()) === 0) {
      await page.locator('[role=dialog] button[type=submit]').click()
      await page.locator('[role=dialog]', { hasText: 'Choose a reason from the list.' }).waitFor()
      await expectAccessible(page)
      expect(await held()).toBe(0)
      await page.check('[role=dialog] input[type=radio][value=cluster_under_review]')
    }
    await page.locator('[role=dialog] button[type=submit]').click()
    await page.waitForSelector('[role=dialog]', { state: 'detached' })
    await expect.poll(() => chosen.count(), PATIENT).toBe(0)
    await page.locator('[role=status]', { hasText: '2 more with it' }).waitFor()
    expect(await held()).toBe(3)
    await page.keyboard.press('u')
    await expect.poll(held, PATIENT).toBe(0)
    expect(faults).toEqual([])
  })

  it('in the language and colours a person chooses, also on a tablet', async () => {
    const { page, faults } = await signedIn('mei', 'en', { next: '/queue', viewport: { width: 820, height: 1180 } })
    await page.waitForSelector('tbody tr')
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    await page.locator('header button', { hasText: /^EN$/ }).click()
    await page.locator('[role=menuitem][lang=zh]').click()
    await page.waitForFunction(() => document.documentElement.lang === 'zh-CN')
    await expect.poll(() => page.textContent('h1'), PATIENT).toBe('待办队列')
    await page.locator('header button[aria-label="外观"]').click()
    await page.locator('[role=menuitem]').filter({ hasText: '深色' }).click()
    await page.waitForFunction(() => document.documentElement.getAttribute('data-mantine-color-scheme') === 'dark')
    await expectAccessible(page)
    await page.locator('tbody tr a').first().click()
    await addressOf(page, isCase)
    await page.waitForSelector('article h1')
    await expectAccessible(page)
    expect(faults).toEqual([])
  })
})
