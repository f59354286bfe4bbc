import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { createPasswords } from '../../app/auth/passwords.ts'
import type { Role } from '../../app/auth/permissions.ts'
import { DEFAULT_LIMITS } from '../../app/domain/intake/limits.ts'
import { readConfig } from '../../app/http/config.ts'
import { contentHash } from '../../app/usecases/actions/content-hash.ts'
import type { UseCaseContext } from '../../app/usecases/context.ts'
import { importFiles } from '../../app/usecases/intake/import-files.server.ts'
import { performAction } from '../../app/usecases/actions/perform-action.server.ts'
import { screenPending } from '../../app/usecases/screening/screen-records.server.ts'
import { verifyStore } from '../../app/usecases/installation/verify-store.server.ts'
import { openStore, type Store } from '../../db/client.ts'
import { insertStaff, updateStaff } from '../../db/queries/staff.ts'
import type { Keys } from '../../db/seal.ts'
import { launchBrowser, openPage, type PageOptions, type Product, startProduct, type WatchedPage } from './browser.ts'
import { type Cells, csv, inputOf } from './feed-rows.ts'
import { valueOf } from './result.ts'

/** The password of all who walk. */
export const PASSWORD = 'violet kettle under nine bridges'
/** As long as a step may take: what is waited for comes by itself, sooner or later. */
export const PATIENT = { timeout: 90_000 }

export type Language = 'en' | 'zh'

/** A started product, a browser, a second handle on its database, and people of the given roles who work there. */
export interface Walk<Name extends string> {
  readonly product: Product
  readonly browser: Browser
  readonly store: Store
  readonly keys: Keys
  /** Ids of the people by name. */
  readonly ids: Readonly<Record<Name, number>>
  /** What a use-case is called with in this person's name. */
  as(name: Name, now?: number): UseCaseContext
  /** This person at work in a browser of their own, in the language of their account: it wins over the browser's, which is the other one. Chinese is seen in the dark theme. */
  signedIn(name: Name, language: Language, options?: Omit<PageOptions, 'locale'> & { readonly next?: string }): Promise<WatchedPage>
  /** Records come in as any others do: files of our own format are read, stored and screened. */
  bring(...files: readonly (readonly Cells[])[]): Promise<void>
  /** What `npm run verify` looks at: fails with everything that differs. */
  nothingDiffers(): Promise<void>
}

/** Starts all of {@link Walk} before the tests of a file and stops it after them. */
export function useWalk<Name extends string>(roles: Readonly<Record<Name, Role>>, { args = ['--empty'], env = {}, from }: { readonly args?: readonly string[]; readonly env?: Record<string, string>; readonly from?: () => string } = {}): Walk<Name> {
  let product: Product
  let browser: Browser
  let store: Store
  let keys: Keys
  const ids = {} as Record<Name, number>

  beforeAll(async () => {
    ;[product, browser] = await Promise.all([startProduct(args, env, from?.()), launchBrowser()])
    const databaseUrl = `sqlite:${join(product.directory, 'topwarden.db')}`
    store = await openStore({ url: databaseUrl, role: 'worker' })
    keys = readConfig({ DATABASE_URL: databaseUrl, VAR_DIR: product.directory }).keys
    const passwordHash = await createPasswords().hash(PASSWORD)
    for (const [name, role] of Object.entries(roles) as [Name, Role][]) {
      ids[name] = await store.write(async (tx) => {
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

  const command = (): UseCaseContext => ({ store, keys, now: Date.now(), actor: { staffId: null, role: null, label: 'command' }, ip: null, requestId: null, locale: 'en' })
  return {
    ids,
    get product() {
      return product
    },
    get browser() {
      return browser
    },
    get store() {
      return store
    },
    get keys() {
      return keys
    },
    as: (name, now = Date.now()) => ({ store, keys, now, actor: { staffId: ids[name], role: roles[name], label: `staff:${ids[name]}` }, ip: null, requestId: null, locale: 'en' }),
    async signedIn(name, language, { next = '/', ...options } = {}) {
      await store.write((tx) => tx.updateTable('staff').set({ locale: language }).where('id', '=', ids[name]).execute())
      const watched = await openPage(browser, product, { colorScheme: language === 'en' ? 'light' : 'dark', ...options, locale: language === 'en' ? 'zh-CN' : 'en' })
      const { page } = watched
      await page.goto(`/sign-in?next=${encodeURIComponent(next)}`)
      await page.fill('input[name=email]', `${name}@operator.example`)
      await page.fill('input[name=password]', PASSWORD)
      await page.press('input[name=password]', 'Enter')
      await page.waitForURL((url) => (next === '/' ? !url.pathname.startsWith('/sign-in') : url.pathname === next.split('?', 1)[0]))
      await page.waitForFunction((tag) => document.documentElement.lang === tag, language === 'en' ? 'en' : 'zh-CN')
      return watched
    },
    async bring(...files) {
      for (const rows of files.filter((rows) => rows.length > 0)) await importFiles(command(), [inputOf('feed.csv', csv(rows))], { origin: 'command', limits: DEFAULT_LIMITS })
      await screenPending(store, keys, { now: Date.now(), all: true })
    },
    async nothingDiffers() {
      expect((await verifyStore(command(), [])).filter(({ differences }) => differences.length > 0)).toEqual([])
    },
  }
}

/** Two admins shorten the time of regret, so that approved money goes out at once. */
export async function withoutRegret<Name extends string>(walk: Walk<Name>, [maker, checker]: readonly [Name, Name]): Promise<void> {
  const effectiveFrom = Date.now() + 1_000
  const proposed = valueOf(await performAction(walk.as(maker), { kind: 'policy_change', actionId: null, command: { type: 'propose', name: 'regret_ms', value: 0, effectiveFrom, reason: 'for the journey' } }))
  const approved = await performAction(walk.as(checker), { kind: 'policy_change', actionId: proposed.actionId, command: { type: 'approve', shownHash: contentHash({ name: 'regret_ms', value: 0, effectiveFrom }) } })
  if (!approved.ok) throw new Error(approved.refusal.code)
}

/** Waits until `look` finds something, and answers with it. */
export async function until<T>(look: () => T | Promise<T>, longestMs: number = PATIENT.timeout): Promise<NonNullable<T>> {
  let found: T | undefined
  await expect.poll(async () => (found = await look()), { timeout: longestMs, interval: 100 }).toBeTruthy()
  return found as NonNullable<T>
}

/** Opens a command of an action's bar, fills its fields and sends it. */
export async function act(page: Page, command: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
  const form = page.locator(`details:has(summary[data-command="${command}"])`)
  await form.locator('summary').first().click()
  for (const [name, value] of Object.entries(fields)) {
    const field = form.locator(`[name="${name}"]`)
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value)
    else await field.fill(value)
  }
  await form.locator('button[type=submit]').click()
}

/** Presses a key until what it opens is there: a key that comes before the page is alive is lost. */
export async function press(page: Page, key: string, opens: string): Promise<void> {
  await expect.poll(async () => {
    await page.keyboard.press(key)
    return (await page.locator(opens).count()) > 0 ? opens : `${page.url()} ${await stateOf(page)} ${await textOf(page)}`
  }, PATIENT).toBe(opens)
}

/** What decides whether a key is heard: how far the page is loaded and taken over by its scripts, where the focus is, and what lies over it. */
const stateOf = (page: Page): Promise<string> => page.evaluate(() => {
  const main = document.querySelector('main')
  const isTakenOver = main !== null && Object.keys(main).some((name) => name.startsWith('__react'))
  const { activeElement } = document
  return JSON.stringify({ readyState: document.readyState, isTakenOver, hasFocus: document.hasFocus(), focus: activeElement?.outerHTML.slice(0, 160), modals: document.querySelectorAll('[aria-modal="true"]').length })
})

/** The text a person sees in a page, its blanks as one. */
export const textOf = async (page: Page): Promise<string> => (await page.locator('main, body').first().innerText()).replaceAll(/\s+/g, ' ')
