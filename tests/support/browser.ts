import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { findChromium } from '../../scripts/find-chromium.ts'

/** Longest a started product may take until it says its address. */
const START_MS = 90_000

/** The product as a person starts it: a process of its own, a new database, a free port. */
export interface Product {
  readonly url: string
  readonly directory: string
  /** The first admin, as printed at the start. */
  readonly admin: { readonly email: string; readonly oneTimePassword: string }
  /** What the process has written to stderr so far. */
  log(): string
  /** Stops reading what it writes, as a parent that was killed does; answers with its exit code. */
  abandon(): Promise<number>
  /** Asks it to stop, answers with its exit code, and removes its folder unless that is kept. */
  stop(isKept?: boolean): Promise<number>
}

/** Starts the built product; `args` such as `--empty` go to `npm start`, `from` is the folder of a product that was stopped and is gone on with in a copy. */
export async function startProduct(args: readonly string[] = ['--empty'], env: Record<string, string> = {}, from?: string): Promise<Product> {
  const directory = mkdtempSync(join(tmpdir(), 'topwarden-journey-'))
  if (from !== undefined) cpSync(from, directory, { recursive: true })
  const port = String(20_000 + Math.floor(Math.random() * 20_000))
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'build/server/start.js', ...args], {
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: `sqlite:${join(directory, 'topwarden.db')}`, VAR_DIR: directory, PORT: port, MIN_FREE_DISK_MB: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const ended = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? 1)))
  await Promise.race([
    until(() => /open at http/.test(out)),
    ended.then((code) => {
      throw new Error(`The product ended with ${code}: ${err.slice(-2_000)}`)
    }),
  ])
  const url = /open at (http\S+)/.exec(out)?.[1] ?? ''
  const admin = { email: /First admin: (\S+)/.exec(out)?.[1] ?? '', oneTimePassword: /shown only now: (\S+)/.exec(out)?.[1] ?? '' }
  return { url, directory, admin, log: () => err, abandon: () => abandon(child, directory), stop: (isKept = false) => stop(child, ended, isKept ? null : directory) }
}

function abandon(child: ChildProcess, directory: string): Promise<number> {
  child.stdout?.destroy()
  child.stderr?.destroy()
  return new Promise((resolve) =>
    child.once('exit', (code) => {
      rmSync(directory, { recursive: true, force: true })
      resolve(code ?? 1)
    }),
  )
}

async function stop(child: ChildProcess, ended: Promise<number>, directory: string | null): Promise<number> {
  child.kill('SIGTERM')
  const code = await ended
  if (directory !== null) rmSync(directory, { recursive: true, force: true })
  return code
}

async function until(isDone: () => boolean): Promise<void> {
  const deadline = Date.now() + START_MS
  while (!isDone()) {
    if (Date.now() > deadline) throw new Error('The product did not say its address in time')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** A headless browser that asks nobody but the product. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('No Chromium found; name one in CHROME_PATH')
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
}

/** A page that remembers everything that ought not to happen: policy violations, script errors, requests to other hosts, failed answers. */
export interface WatchedPage {
  readonly page: Page
  readonly context: BrowserContext
  readonly faults: string[]
}

export interface PageOptions {
  readonly locale?: 'en' | 'zh-CN'
  readonly colorScheme?: 'light' | 'dark'
  readonly viewport?: { readonly width: number; readonly height: number }
  readonly hasScripts?: boolean
}

export async function openPage(browser: Browser, product: Pick<Product, 'url'>, { locale = 'en', colorScheme = 'light', viewport = { width: 1440, height: 900 }, hasScripts = true }: PageOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ baseURL: product.url, locale, colorScheme, viewport, javaScriptEnabled: hasScripts, reducedMotion: 'reduce' })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => {
    // An answer of 4xx is a refusal that the page shows; the browser logs it as well. What a page was reading when another address is asked for is given up, and the router says so while it decodes.
    if (message.type() === 'error' && !/status of 4\d\d|BodyStreamBuffer was aborted|AbortError: signal is aborted without reason/.test(message.text())) faults.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => {
    if (error.message !== 'signal is aborted without reason') faults.push(`script: ${error.message}`)
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(product.url)) faults.push(`foreign request: ${request.url()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`answer ${response.status()}: ${response.url()}`)
  })
  return { page, context, faults }
}

/** Fails with the list of what axe finds on the page as it stands (WCAG 2.2 A and AA), once nothing on it is greyed for being read anew. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null)
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  expect(violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`))).toEqual([])
}

/** Signs the first admin in and gives them a password of their own. Leaves the page where signing in leads. */
export async function signInAsAdmin({ page }: WatchedPage, { admin }: Product, password = 'violet kettle under nine bridges'): Promise<void> {
  await signInAs(page, admin, password)
}

/** The first sign-in of anyone, with the one-time password, and the password they choose. */
async function signInAs(page: Page, person: { readonly email: string; readonly oneTimePassword: string }, password: string): Promise<void> {
  await page.goto('/sign-in')
  await page.fill('input[name=email]', person.email)
  await page.fill('input[name=password]', person.oneTimePassword)
  await page.press('input[name=password]', 'Enter')
  await page.waitForURL('**/account')
  await page.fill('input[name=currentPassword]', person.oneTimePassword)
  await page.fill('input[name=newPassword]', password)
  await page.press('input[name=newPassword]', 'Enter')
  await page.waitForSelector('[role=status]')
}
