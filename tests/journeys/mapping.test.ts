import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SheetCell, workbookMembers, zipOf } from '../support/archives.ts'
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
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const HEADS = {
  en: ['Platform ticket', 'Customer MSISDN', 'Denomination (fen)', 'Amount paid (fen)', 'Paid by', 'Sold on', 'Result', 'Clerk'],
  zh: ['平台单号', '客户号码', '产品面额(分)', '实收(分)', '付款渠道', '下单时间', '处理结果', '店员'],
} as const
const SAID = { en: { good: 'Success', odd: 'With the clerk', paid: 'Cash' }, zh: { good: '充值成功', odd: '店员处理中', paid: '现金' } } as const

/** A partner's spreadsheet under a title, with a line of sums at its end and one state that nobody has explained. */
function spreadsheet(locale: 'en' | 'zh', from: number, oddAt: number | null): Buffer {
  const rows = Array.from({ length: 12 }, (_, index): readonly SheetCell[] => [
    `${locale}-${from + index}`, `138001380${String(index).padStart(2, '0')}`, 5_000, 4_950, SAID[locale].paid, `2026-03-14 09:${String(index).padStart(2, '0')}:00`, index === oddAt ? SAID[locale].odd : SAID[locale].good, 'W',
  ])
  return Buffer.from(zipOf(workbookMembers([[locale === 'en' ? 'Top-ups of our partner' : '代理充值明细'], HEADS[locale], ...rows, [locale === 'en' ? 'Total' : '合计', null, 60_000]])))
}

const W = {
  en: {
    locale: 'en', pick: 'Choose files', choose: 'Files to import', look: 'Look at 1 file', map: 'Map its columns', readable: (count: number) => `${count} of 12 can be read`, status: 'What With the clerk means', name: 'Name of this mapping', keep: 'Keep and read the file',
    confirm: /^Import 12 rows$/, screened: 'Everything is screened.', aside: '1 row set aside', mend: 'Mend', store: 'Store this row', stored: 'The row was stored.', version: 'mapping', by: 'by itself', orders: 'Orders',
  },
  zh: {
    locale: 'zh-CN', pick: '选择文件', choose: '待导入的文件', look: '预览 1 个文件', map: '设置列映射', readable: (count: number) => `12 行中 ${count} 行可读取`, status: '“店员处理中”的含义', name: '映射名称', keep: '保存并读取文件',
    confirm: /^导入 12 行$/, screened: '全部筛查完毕。', aside: '隔离 1 行', mend: '修正', store: '写入此行', stored: '该行已写入。', version: '映射', by: '自动', orders: '订单',
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

/** Sends a spreadsheet by the page and waits for what it would change. */
async function send({ page }: WatchedPage, locale: 'en' | 'zh', buffer: Buffer): Promise<string> {
  const words = W[locale]
  await page.goto('/imports')
  // What is chosen before the page has come alive goes to the plain form, which it replaces.
  await page.getByRole('button', { name: words.pick }).waitFor()
  await page.getByLabel(words.choose).setInputFiles([{ name: 'partner.xlsx', mimeType: XLSX, buffer }])
  await page.getByRole('button', { name: words.look }).click()
  await page.waitForURL(/\/imports\/\d+$/)
  return page.url()
}

async function journey(locale: 'en' | 'zh', isFirst: boolean): Promise<void> {
  const words = W[locale]
  const watched = await signedIn(locale, isFirst)
  const { page, faults } = watched
  const address = await send(watched, locale, spreadsheet(locale, 100, null))
  await page.getByRole('link', { name: words.map }).click()
  await page.waitForURL(/\/map\?at=0\.0$/)
  await page.getByText(words.readable(12)).waitFor()
  await expectAccessible(page)
  // Fen read as yuan would be a hundred times too much: the preview shows it at once, and the other way back.
  const unit = page.locator('select[name="r.paid_amount.unit"]')
  expect(await unit.inputValue()).toBe('minor')
  await unit.selectOption('major')
  await page.getByRole('cell', { name: '4950.00' }).first().waitFor()
  await unit.selectOption('minor')
  await page.getByRole('cell', { name: '49.50' }).first().waitFor()
  await page.getByLabel(words.name).fill(`partner ${locale}`)
  await page.getByRole('button', { name: words.keep }).click()
  await page.waitForURL(address)
  await page.getByRole('button', { name: words.confirm }).click()
  await page.getByText(words.screened).waitFor()
  await page.goto('/orders')
  await page.getByText(`${locale}-100`).first().waitFor()

  // The next file is known by itself; a state that nobody explained sets its row aside, to be mended.
  const second = await send(watched, locale, spreadsheet(locale, 200, 3))
  await page.getByRole('button', { name: words.confirm }).click()
  await page.getByText(words.screened).waitFor()
  expect(await page.locator('main').innerText()).toContain(words.version)
  await page.getByRole('link', { name: words.aside }).first().click()
  await page.waitForURL(/\/imports\/quarantine\?import=\d+/)
  await page.getByRole('button', { name: new RegExp(`^${words.mend}`) }).first().click()
  const field = page.locator(`[name="cell:${HEADS[locale][6]}"]`)
  await field.waitFor()
  expect(await field.inputValue()).toBe(SAID[locale].odd)
  await field.fill(SAID[locale].good)
  await page.getByRole('button', { name: words.store }).click()
  await page.getByText(words.stored).waitFor()
  await page.goto('/orders')
  await page.getByText(`${locale}-203`).first().waitFor()

  await page.goto('/imports/mappings')
  const line = page.getByRole('row', { name: new RegExp(`partner ${locale}`) })
  expect(await line.innerText()).toMatch(/\b24\b/)
  await expectAccessible(page)
  await line.getByRole('link').first().click()
  await page.waitForURL(/\/imports\/mappings\/\d+$/)
  await expectAccessible(page)
  await page.goto('/imports/folders')
  await expectAccessible(page)
  expect(second).not.toBe(address)
  expect(faults).toEqual([])
  await watched.context.close()
}

describe('a spreadsheet nobody knows, from its mapping to orders on record', () => {
  it('in English: mapped once, the second file is read by itself, its quarantine is mended', () => journey('en', true), JOURNEY_MS)
  it('in Chinese, in the dark theme', () => journey('zh', false), JOURNEY_MS)
})
