import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPasswords } from '../../app/auth/passwords.ts'
import type { Role } from '../../app/auth/permissions.ts'
import { readConfig } from '../../app/http/config.ts'
import { translator } from '../../app/i18n/translate.ts'
import { screenPending } from '../../app/usecases/screen-records.server.ts'
import { openStore, type Store } from '../../db/client.ts'
import { insertStaff, updateStaff } from '../../db/queries/staff.ts'
import { checkActions } from '../../db/queries/verify-money.ts'
import type { Keys } from '../../db/seal.ts'
import { expectAccessible, launchBrowser, openPage, type Product, startProduct, type WatchedPage } from '../support/browser.ts'
import { addOrder } from '../support/money.ts'
import { ledgerRow } from '../support/records.ts'

const PASSWORD = 'violet kettle under nine bridges'
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const PEOPLE = { clerk: 'reviewer', colleague: 'reviewer', mallory: 'reviewer', sue: 'supervisor' } as const satisfies Record<string, Role>
type Person = keyof typeof PEOPLE

let product: Product
let browser: Browser
let store: Store
let keys: Keys
const ids = {} as Record<Person, number>

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
  const databaseUrl = `sqlite:${join(product.directory, 'topwarden.db')}`
  store = await openStore({ url: databaseUrl, role: 'worker' })
  keys = readConfig({ DATABASE_URL: databaseUrl, VAR_DIR: product.directory }).keys
  const passwordHash = await createPasswords().hash(PASSWORD)
  for (const [name, role] of Object.entries(PEOPLE)) {
    ids[name as Person] = await store.write(async (tx) => {
      const id = await insertStaff(tx, { email: `${name}@operator.example`, name, role, passwordHash, oneTimeExpiresAt: Date.now(), locale: 'en', createdAt: Date.now() })
      await updateStaff(tx, id, 1, { mustChangePassword: false, oneTimeExpiresAt: null })
      return id
    })
  }
})
afterAll(async () => {
  await browser?.close()
  await store?.close()
  expect(await product?.stop()).toBe(0)
})

const languageOf = (locale: 'en' | 'zh-CN') => store.write((tx) => tx.updateTable('staff').set({ locale: locale === 'en' ? 'en' : 'zh' }).execute())

async function signedIn(name: Person, locale: 'en' | 'zh-CN'): Promise<WatchedPage> {
  const watched = await openPage(browser, product, { locale })
  await watched.page.goto('/sign-in')
  await watched.page.fill('input[name=email]', `${name}@operator.example`)
  await watched.page.fill('input[name=password]', PASSWORD)
  await watched.page.press('input[name=password]', 'Enter')
  await watched.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  return watched
}

/** Waits for the program to have carried something out. */
async function until<T>(look: () => Promise<T | null | undefined | false>, longestMs = 60_000): Promise<T> {
  for (let tries = 0; tries < longestMs / 100; tries++) {
    const found = await look()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('It did not happen in time')
}

/** Opens a command of an action's bar, fills its fields and sends it. */
async function act(page: Page, command: string, fields: Record<string, string> = {}): Promise<void> {
  const form = page.locator(`details:has(summary[data-command="${command}"])`)
  await form.locator('summary').first().click()
  for (const [name, value] of Object.entries(fields)) {
    const field = form.locator(`[name="${name}"]`)
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value)
    else await field.fill(value)
  }
  await form.locator('button[type=submit]').click()
}

const statusOf = async (id: number) => (await store.read.selectFrom('staff_actions').select('status').where('id', '=', id).executeTakeFirst())?.status
const becomes = (id: number, status: string) => until(async () => (await statusOf(id)) === status)
const idAt = (page: Page) => Number(new URL(page.url()).pathname.split('/').at(-1))
const auditOf = async (object: string) => (await store.read.selectFrom('audit_events').select('action').where('object', '=', object).orderBy('seq').execute()).map((one) => one.action)
const noticesOf = async (actionId: number) => (await store.read.selectFrom('notices').select('kind').where('object', '=', `action:${actionId}`).orderBy('id').execute()).map((one) => one.kind)

describe.each(['en', 'zh-CN'] as const)('in %s', (locale) => {
  const t = translator({ locale: locale === 'en' ? 'en' : 'zh', zone: 'Asia/Shanghai', now: 0 })
  const tag = locale === 'en' ? 'EN' : 'ZH'
  const n = locale === 'en' ? 10 : 50

  it('story 6: a card that somebody else used is replaced by two people, the customer gets an answer, and the case is closed', async () => {
    await languageOf(locale)
    const now = Date.now()
    const serial = `SN-${tag}-0001`
    const number = `+86137000056${n}`
    const order = await addOrder(store, { isDelivered: false, order: { channel: 'voucher', product: 'voucher', voucher_serial: serial, target_number: number, target_number_raw: number.slice(3), face_minor: 5_000, paid_minor: 5_000, created_at: now - HOUR_MS, paid_at: now - HOUR_MS } }, n + 1)
    await store.write(async (tx) => {
      await tx.insertInto('ledger_entries').values(ledgerRow({ entry_id: `VU-${tag}`, number: `+86136000056${n}`, number_raw: `136000056${n}`, voucher_serial: serial, amount_minor: 5_000, operator_txn_id: null, response_code: '0', at: now - HOUR_MS - 4 * MINUTE_MS })).execute()
      await tx.insertInto('ledger_entries').values(ledgerRow({ entry_id: `VR-${tag}`, number, number_raw: number.slice(3), voucher_serial: serial, amount_minor: 0, operator_txn_id: null, response_code: '108', at: now - 30 * MINUTE_MS })).execute()
    })
    await screenPending(store, keys, { now, all: true })
    const raised = await until(() => store.read.selectFrom('cases').select(['id', 'flag_count']).where('order_row_id', '=', order).executeTakeFirst())

    const clerk = await signedIn('clerk', locale)
    const { page } = clerk
    await page.goto('/queue')
    await page.waitForSelector(`a[href^="/queue/${raised.id}"]`)
    await page.goto(`/cases/${raised.id}`)
    await expectAccessible(page)
    await page.goto(`/disputes/new?order=${order}&case=${raised.id}`)
    await page.selectOption('select[name=reason]', 'voucher_used')
    await page.fill('textarea[name=text]', 'The card was refused, the PIN is said to be used.')
    await page.fill('input[name=contact]', `139000056${n}`)
    await page.locator('main form button[type=submit]').last().click()
    await page.waitForURL(/\/disputes\/\d+$/)
    const dispute = idAt(page)
    await act(page, 'take')
    await becomes(dispute, 'in_review')

    await page.goto(`/cases/${raised.id}`)
    await page.waitForSelector(`a[href*="/refunds/new?order=${order}"]`)
    await page.goto(`/refunds/new?order=${order}&case=${raised.id}&road=goodwill`)
    await page.check('input[name=road][value=goodwill]')
    await page.selectOption('select[name=reasonCode]', 'voucher_used')
    await page.fill('input[name=amount]', '50.00')
    await page.locator('main form button[type=submit]').click()
    await page.waitForURL(/\/refunds\/\d+$/)
    const refund = idAt(page)
    expect(await statusOf(refund)).toBe('submitted')
    await page.goto(`/approvals?item=a${refund}`)
    expect(await page.content()).toContain(t('approvals.yours'))
    expect(await page.locator('summary[data-command=approve]').count()).toBe(0)

    const sue = await signedIn('sue', locale)
    await sue.page.goto(`/approvals?item=a${refund}`)
    await sue.page.waitForSelector('summary[data-command=approve]')
    await sue.page.keyboard.press('a')
    await sue.page.keyboard.press('Enter')
    await until(async () => ['approved', 'executing', 'unknown', 'succeeded'].includes((await statusOf(refund)) ?? ''))
    expect(await store.read.selectFrom('staff_actions').select(['variant', 'maker_id', 'checker_id', 'amount_minor', 'case_id']).where('id', '=', refund).executeTakeFirst())
      .toEqual({ variant: 'goodwill', maker_id: ids.clerk, checker_id: ids.sue, amount_minor: 5_000, case_id: raised.id })

    await page.goto(`/disputes/${dispute}`)
    await act(page, 'decide', { outcome: 'upheld', letter: locale === 'en' ? 'Your card was used by somebody else before you bought it. We credit 50.00 to your number.' : '您购买之前该卡已被他人使用，我们将向您的号码补偿充值50元。' })
    await becomes(dispute, 'decided')
    await page.goto(`/disputes/${dispute}`)
    await act(page, 'close')
    await becomes(dispute, 'closed')

    await page.goto(`/cases/${raised.id}`)
    await page.waitForSelector('[aria-keyshortcuts=f]')
    await page.keyboard.press('f')
    await page.waitForSelector('[role=dialog]')
    await page.keyboard.press('Enter')
    await until(async () => (await store.read.selectFrom('cases').select('state').where('id', '=', raised.id).executeTakeFirst())?.state === 'decided')

    // The regret is over after a minute; then the balance is credited once.
    await until(async () => (await statusOf(refund)) === 'succeeded', 120_000)
    const lines = await store.read.selectFrom('journal_entries').innerJoin('postings', 'postings.entry_id', 'journal_entries.id').select(['source', 'destination', 'amount_minor']).where('order_row_id', '=', order).execute()
    expect(lines).toEqual([{ source: 'prepaid_liability', destination: 'goodwill_expense', amount_minor: 5_000 }])
    expect((await auditOf(`action:${refund}`)).filter((action) => action !== 'notice.queued')).toEqual(['refund.submitted', 'refund.approved', 'refund.sent', 'refund.succeeded'])
    expect(await auditOf(`case:${raised.id}`)).toContain('case.decided')
    expect(await noticesOf(dispute)).toEqual(['dispute_received', 'dispute_decided', 'dispute_closed'])
    expect(await checkActions(store.read, keys)).toEqual([])
    expect([...clerk.faults, ...sue.faults]).toEqual([])
  })
})
