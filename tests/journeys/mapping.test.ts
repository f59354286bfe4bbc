import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { delimitedText } from '../../app/domain/intake/delimited.ts'
import { type SheetCell, workbookMembers, zipOf } from '../support/archives.ts'
import { expectAccessible } from '../support/browser.ts'
import { sharedFolder } from '../support/folders.ts'
import { type Language, PATIENT, useWalk } from '../support/walk.ts'

const drop = sharedFolder()
const walk = useWalk({ adam: 'admin' }, { env: { DROP_FOLDER: drop } })
const { signedIn, nothingDiffers } = walk

type Format = 'xlsx' | 'csv'
const TYPES: Readonly<Record<Format, string>> = { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', csv: 'text/csv' }

const HEADS = {
  en: ['Platform ticket', 'Customer MSISDN', 'Denomination (fen)', 'Amount paid (fen)', 'Paid by', 'Sold on', 'Result', 'Clerk'],
  zh: ['平台单号', '客户号码', '产品面额(分)', '实收(分)', '付款渠道', '下单时间', '处理结果', '店员'],
} as const
const SAID = { en: { good: 'Success', odd: 'With the clerk', paid: 'Cash' }, zh: { good: '充值成功', odd: '店员处理中', paid: '现金' } } as const

/** A partner's spreadsheet under a title, with a line of sums at its end and one state that nobody has explained. */
function spreadsheet(language: Language, format: Format, from: number, oddAt: number | null): Buffer {
  const rows = Array.from({ length: 12 }, (_, index): readonly SheetCell[] => [
    `${language}-${from + index}`, `138001380${String(index).padStart(2, '0')}`, 5_000, 4_950, SAID[language].paid, `2026-03-14 09:${String(index).padStart(2, '0')}:00`, index === oddAt ? SAID[language].odd : SAID[language].good, 'W',
  ])
  const table: readonly (readonly SheetCell[])[] = [[language === 'en' ? 'Top-ups of our partner' : '代理充值明细'], HEADS[language], ...rows, [language === 'en' ? 'Total' : '合计', null, 60_000]]
  return format === 'xlsx' ? Buffer.from(zipOf(workbookMembers(table))) : Buffer.from(delimitedText(table.map((cells) => cells.map((cell) => String(cell ?? '')))))
}

const W = {
  en: {
    pick: 'Choose files', choose: 'Files to import', look: 'Look at 1 file', map: 'Map its columns', readable: (count: number) => `${count} of 12 can be read`, status: 'What With the clerk means', name: 'Name of this mapping', keep: 'Keep and read the file',
    confirm: /^Import 12 rows$/, confirmSome: /^Import 11 rows, set 1 aside$/, screened: 'Everything is screened.', aside: '1 row set aside', mend: 'Mend', store: 'Store this row', stored: 'The row was stored.', version: 'mapping', by: 'by itself', orders: 'Orders', done: 'done',
  },
  zh: {
    pick: '选择文件', choose: '待导入的文件', look: '预览 1 个文件', map: '设置列映射', readable: (count: number) => `12 行中 ${count} 行可读取`, status: '“店员处理中”的含义', name: '映射名称', keep: '保存并读取文件',
    confirm: /^导入 12 行$/, confirmSome: /^导入 11 行，另 1 行隔离$/, screened: '全部筛查完毕。', aside: '隔离 1 行', mend: '修正', store: '写入此行', stored: '该行已写入。', version: '映射', by: '自动', orders: '订单', done: '完成',
  },
} as const

/** Sends a spreadsheet by the page and waits for what it would change. */
async function send(page: Page, language: Language, format: Format, buffer: Buffer): Promise<string> {
  const words = W[language]
  await page.goto('/imports')
  // What is chosen before the page has come alive goes to the plain form, which it replaces.
  await page.getByRole('button', { name: words.pick, exact: true }).waitFor()
  await page.getByLabel(words.choose).setInputFiles([{ name: `partner.${format}`, mimeType: TYPES[format], buffer }])
  await page.getByRole('button', { name: words.look }).click()
  await page.waitForURL(/\/imports\/\d+$/)
  return page.url()
}

async function journey(language: Language, formats: readonly [Format, Format]): Promise<void> {
  const words = W[language]
  const { page, faults, context } = await signedIn('adam', language)
  // A step that does not come about is named, instead of the whole journey.
  page.setDefaultTimeout(PATIENT.timeout)
  const address = await send(page, language, formats[0], spreadsheet(language, formats[0], 100, null))
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
  await page.getByLabel(words.name).fill(`partner ${language}`)
  await page.getByRole('button', { name: words.keep }).click()
  await page.waitForURL(address)
  await page.getByRole('button', { name: words.confirm }).click()
  await page.getByText(words.screened).waitFor()
  await page.goto('/orders')
  await page.getByText(`${language}-100`).first().waitFor()

  // The next file is known by itself; a state that nobody explained sets its row aside, to be mended.
  const second = await send(page, language, formats[1], spreadsheet(language, formats[1], 200, 3))
  await page.getByRole('button', { name: words.confirmSome }).click()
  await page.getByText(words.screened).waitFor()
  expect(await page.locator('main').innerText()).toContain(words.version)
  await page.getByRole('link', { name: words.aside }).first().click()
  await page.waitForURL(/\/imports\/quarantine\?import=\d+/)
  await page.getByRole('button', { name: new RegExp(`^${words.mend}`) }).first().click()
  const field = page.locator(`[name="cell:${HEADS[language][6]}"]`)
  await field.waitFor()
  expect(await field.inputValue()).toBe(SAID[language].odd)
  await field.fill(SAID[language].good)
  await page.getByRole('button', { name: words.store }).click()
  await page.getByText(words.stored).waitFor()
  await page.goto('/orders')
  await page.getByText(`${language}-203`).first().waitFor()

  await page.goto('/imports/mappings')
  const line = page.getByRole('row', { name: new RegExp(`partner ${language}`) })
  expect(await line.innerText()).toMatch(/\b24\b/)
  await expectAccessible(page)
  await line.getByRole('link').first().click()
  await page.waitForURL(/\/imports\/mappings\/\d+$/)
  await expectAccessible(page)

  // A table that a watched folder does not know is mapped from there and read by itself.
  // Half as many columns again make it another table than the one that was mapped.
  const wider = spreadsheet(language, 'csv', 300, null).toString().trim().split('\n').map((line, at) => (at === 1 ? `${line},X1,X2,X3,X4` : at === 0 ? line : `${line},a,b,c,d`))
  writeFileSync(join(drop, `${language}.csv`), `${wider.join('\n')}\n`)
  await page.goto('/imports/folders')
  const came = page.getByRole('row', { name: new RegExp(`^${language}\\.csv`) })
  await came.getByRole('link', { name: words.map }).click()
  await page.waitForURL(/\/imports\/folders\/\d+$/)
  await page.getByText(words.readable(12)).waitFor()
  await expectAccessible(page)
  await page.getByLabel(words.name).fill(`folder ${language}`)
  await page.getByRole('button', { name: words.keep }).click()
  await page.waitForURL(/\/imports\/folders\?retried=1$/)
  await came.getByText(words.done, { exact: true }).waitFor()
  await expectAccessible(page)
  expect(await walk.store.read.selectFrom('orders').select('order_id').where('order_id', '=', `${language}-300`).execute()).toHaveLength(1)
  expect(second).not.toBe(address)
  expect(faults).toEqual([])
  await nothingDiffers()
  await context.close()
}

describe('a spreadsheet nobody knows, from its mapping to orders on record', () => {
  it('in English: a workbook mapped once, the next file, of plain text, is read by itself, its quarantine is mended', () => journey('en', ['xlsx', 'csv']))
  it('in Chinese, in the dark theme: plain text first, then a workbook', () => journey('zh', ['csv', 'xlsx']))
})
