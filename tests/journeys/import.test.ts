import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleDay } from '../../app/domain/example/example-day.ts'
import { csvText, feedFiles } from '../../app/domain/example/feed-files.ts'
import { expectAccessible, launchBrowser, openPage, type Product, signInAsAdmin, startProduct, type WatchedPage } from '../support/browser.ts'

let product: Product
let browser: Browser
beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  expect(await product?.stop()).toBe(0)
})

/** Longest one step may take, however busy the machine is; the whole journey has room for several such. */
const STEP_MS = 30_000
const JOURNEY_MS = 240_000
const PASSWORD = 'violet kettle under nine bridges'
const MARCH_14 = Date.UTC(2026, 2, 13, 16)
/** A day for each language, so that each has its own cases. */
const DAYS = { en: { seed: 11, from: MARCH_14, ordinaryOrders: 200 }, zh: { seed: 12, from: MARCH_14 + 7 * 86_400_000, ordinaryOrders: 200 } }

/** A day of the example as files, with one order that nobody can read. */
function filesOf(locale: 'en' | 'zh') {
  const day = exampleDay(DAYS[locale])
  const [first, ...others] = day.rows.order
  const orders = csvText([{ ...first, status: 'finished' }, ...others])
  return feedFiles(day).map(({ name, text }) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name === 'orders.csv' ? orders : text) }))
}

const W = {
  en: {
    locale: 'en', choose: 'Files to import', look: /^Look at 6 files$|^Look at 7 files$/, confirm: /^Import [\d,]+ rows, set 1 aside$/, waits: 'waits for a yes', screened: 'Everything is screened.', aside: '1 row set aside',
    mend: 'Mend', store: 'Store this row', stored: 'The row was stored.', decide: 'Confirm fraud', audit: 'Decided a case',
  },
  zh: {
    locale: 'zh-CN', choose: '待导入的文件', look: /^预览 [67] 个文件$/, confirm: /^导入 [\d,]+ 行，另 1 行隔离$/, waits: '待确认', screened: '全部筛查完毕。', aside: '隔离 1 行',
    mend: '修正', store: '写入此行', stored: '该行已写入。', decide: '确认欺诈', audit: '处理工单',
  },
} as const

async function signedIn(locale: 'en' | 'zh', isFirst: boolean): Promise<WatchedPage> {
  const watched = await openPage(browser, product, { locale: W[locale].locale, colorScheme: locale === 'en' ? 'light' : 'dark' })
  const { page } = watched
  // A step that does not come about is named, instead of the whole journey.
  page.setDefaultTimeout(STEP_MS)
  if (isFirst) await signInAsAdmin(watched, product, PASSWORD)
  else {
    await page.goto('/sign-in')
    await page.fill('input[name=email]', product.admin.email)
    await page.fill('input[name=password]', PASSWORD)
    await page.press('input[name=password]', 'Enter')
    await page.waitForURL((url) => url.pathname !== '/sign-in')
  }
  await page.goto('/account')
  const answer = await page.request.post('/preferences', { form: { locale, theme: locale === 'en' ? 'light' : 'dark' }, headers: { origin: product.url } })
  expect(answer.status()).toBe(200)
  return watched
}

/** Counts of one column of the table of files, its sum left out. */
async function column(page: Page, index: number): Promise<number> {
  const cells = await page.locator(`main table >> nth=0 >> tfoot td:nth-last-child(${index})`).allTextContents()
  return Number((cells[0] ?? '').replaceAll(/\D/g, ''))
}

async function journey(locale: 'en' | 'zh', isFirst: boolean): Promise<void> {
  const words = W[locale]
  const watched = await signedIn(locale, isFirst)
  const { page, faults } = watched

  await page.goto('/imports')
  await page.waitForSelector(`input[type=file][aria-label="${words.choose}"]`, { state: 'attached' })
  await expectAccessible(page)
  await page.setInputFiles(`input[type=file][aria-label="${words.choose}"]`, filesOf(locale))
  await page.getByRole('button', { name: words.look }).click()
  await page.waitForURL(/\/imports\/\d+$/)
  await page.getByText(words.waits).waitFor()
  await expectAccessible(page)
  // Nothing is stored yet; what would be adds up.
  expect(await column(page, 5)).toBe(await column(page, 4) + (await column(page, 3)) + (await column(page, 2)) + (await column(page, 1)))
  expect(await column(page, 1)).toBe(1)
  await page.getByRole('button', { name: words.confirm }).click()
  await page.getByText(words.screened).waitFor({ timeout: 60_000 })
  await expectAccessible(page)
  expect(await page.locator('main a[href^="/queue/"]').count()).toBeGreaterThan(0)

  await page.getByRole('link', { name: words.aside }).click()
  await page.waitForURL(/quarantine\?import=\d+/)
  await expectAccessible(page)
  await page.locator('button[value=open]').click()
  const status = page.locator('input[name="cell:status"]')
  await status.waitFor()
  // The field that was refused has the hand.
  expect(await status.evaluate((field) => field === document.activeElement && field.getAttribute('aria-invalid'))).toBe('true')
  await expectAccessible(page)
  await page.getByRole('button', { name: words.store }).click()
  await page.getByRole('alert').first().waitFor()
  await status.fill('delivered')
  await page.getByRole('button', { name: words.store }).click()
  await page.getByText(words.stored).waitFor()

  await page.goto('/queue')
  await page.locator('tbody tr[data-row="0"] a').first().click()
  await page.waitForURL(/\/queue\/\d+/)
  const caseId = /\/queue\/(\d+)/.exec(page.url())?.[1] ?? ''
  await page.locator('button[aria-keyshortcuts=f]', { hasText: words.decide }).waitFor()
  await expectAccessible(page)
  await page.keyboard.press('f')
  await page.getByRole('dialog').waitFor()
  await page.getByRole('dialog').locator('input[type=radio]').first().check()
  await page.getByRole('dialog').locator('button[type=submit]').click()
  // The next case opens by itself.
  await page.waitForURL((url) => /\/queue(\/\d+)?$/.test(url.pathname) && !url.pathname.endsWith(`/${caseId}`))

  await page.goto(`/audit?object=${encodeURIComponent(`case:${caseId}`)}`)
  await page.locator('tbody tr').first().waitFor()
  expect(await page.locator('main').textContent()).toContain(words.audit)
  await expectAccessible(page)
  expect(faults).toEqual([])
  await watched.context.close()
}

describe('from a day of files to a decision on record', () => {
  it('in English, light', () => journey('en', true), JOURNEY_MS)
  it('in Chinese, dark', () => journey('zh', false), JOURNEY_MS)

  it('works without scripts too', async () => {
    const { page, faults } = await openPage(browser, product, { hasScripts: false })
    await page.goto('/sign-in?next=%2Fimports')
    await page.fill('input[name=email]', product.admin.email)
    await page.fill('input[name=password]', PASSWORD)
    await page.press('input[name=password]', 'Enter')
    await page.waitForURL('**/imports')
    await page.setInputFiles('input[type=file]', { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') })
    await page.locator('form[enctype] button').click()
    await page.waitForURL(/\/imports\/\d+$/)
    for (let tries = 0; tries < 50 && (await page.locator('button[value=cancel]').count()) === 0; tries++) await page.reload()
    await page.locator('button[value=cancel]').click()
    await page.waitForURL(/\/imports\/\d+$/)
    expect(await page.locator('button[value=cancel]').count()).toBe(0)
    expect(faults).toEqual([])
  })
})
