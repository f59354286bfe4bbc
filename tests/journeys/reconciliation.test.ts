import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { dayOf } from '../../app/domain/values/time.ts'
import { translator } from '../../app/i18n/translate.ts'
import { expectAccessible } from '../support/browser.ts'
import { filesOf, saleOf } from '../support/feed-rows.ts'
import { act, textOf, useWalk } from '../support/walk.ts'

const ZONE = 'Asia/Shanghai'
const HOUR_MS = 3_600_000
const walk = useWalk({ clerk: 'reviewer', sue: 'supervisor' })
const { signedIn, bring } = walk

describe.each(['en', 'zh'] as const)('in %s', (language) => {
  const isEnglish = language === 'en'
  const n = isEnglish ? 1 : 2
  const t = translator({ locale: language, zone: ZONE, now: 0 })

  it('a day is off by one payment; the difference opens its order, two people force the match, the board balances, and it is undone again', async () => {
    // A day of its own for each language, both over long enough ago for every clock to be out.
    const at = Date.now() - (n + 1) * 24 * HOUR_MS
    const day = dayOf(at, ZONE)
    const [paid, mistyped] = [saleOf(`W${n}a`, at, { target_number: `138000056${n}1` }), saleOf(`W${n}b`, at, { target_number: `138000056${n}2`, channel_trade_no: '' })]
    const lost = { ...mistyped, receipt: { ...mistyped.receipt, receipt_id: `R${n}x`, merchant_order_no: `TYPO${n}`, channel_trade_no: `T${n}x` } }
    await bring(...filesOf([paid, lost]))
    const settings = { statementsCompleteUntil: Date.now(), zone: ZONE }
    await walk.store.write((tx) => tx
      .insertInto('settings').values({ key: 'operator', value: JSON.stringify(settings), version: 1, changed_at: at, changed_by: null })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: JSON.stringify(settings) })).execute())
    const clerk = await signedIn('clerk', language)
    const { page } = clerk
    await page.goto(`/reconciliation?day=${day}`)
    await expectAccessible(page)
    const lines = page.getByRole('table', { name: isEnglish ? 'Channels against statements' : '各渠道与账单核对' })
    await lines.getByRole('link', { name: /−¥100\.00/ }).click()
    await page.waitForURL(/channel=web_portal/)
    expect(await textOf(page)).toContain(isEnglish ? 'No payment' : '缺付款')
    await page.click(`tr:has-text("W${n}b") a[href^="/reconciliation/match?"]`)
    await page.waitForURL(/\/reconciliation\/match\?/)
    await expectAccessible(page)
    await page.click(`label:has-text("T${n}x") input[type=radio]`)
    await page.selectOption('select[name=reasonCode]', 'other_reference')
    await page.fill('textarea[name=note]', isEnglish ? 'The bank shows our order number mistyped' : '银行回单显示商户订单号录错')
    await page.click(`button[type=submit]:has-text("${isEnglish ? 'Propose it' : '提交复核'}")`)
    await page.waitForURL(/\/reconciliation\/matches\/\d+/)
    await expectAccessible(page)
    const path = new URL(page.url()).pathname
    // Who proposed it cannot agree.
    expect(await page.locator('input[name=command][value=approve]').count()).toBe(0)

    const sue = await signedIn('sue', language)
    await sue.page.goto(`/reconciliation?day=${day}`)
    await sue.page.click(`a[href="${path}"]`)
    await act(sue.page, 'approve')
    await sue.page.waitForSelector('summary[data-command=propose_undo]')
    await sue.page.goto(`/reconciliation?day=${day}`)
    await sue.page.waitForSelector(`a[href$="?day=${day}&channel=web_portal&class=forced"]`)
    expect(await textOf(sue.page)).toContain(isEnglish ? 'balances' : '已平')
    expect(await sue.page.locator(`a[href$="?day=${day}&channel=web_portal&class=missing"]`).count()).toBe(0)
    await sue.page.click(`button:has-text("${t('board.export')}")`)
    const [file] = await Promise.all([sue.page.waitForEvent('download'), sue.page.click(`[role=menuitem]:has-text("${t('board.export_all')}")`)])
    expect(file.suggestedFilename()).toBe(`topwarden-reconciliation-${day}.csv`)
    const written = readFileSync(await file.path(), 'utf8').trimEnd().split(/\r?\n/)
    expect(written.slice(1).map((line) => line.split(',').slice(1, 5)).sort()).toEqual([[`W${n}a`, 'web', 'web_portal', 'matched'], [`W${n}b`, 'web', 'web_portal', 'forced']])

    await page.goto(path)
    await act(page, 'propose_undo', { reason: isEnglish ? 'It was the payment of somebody else' : '该笔付款属于他人' })
    await page.waitForSelector('summary[data-command=propose_undo]', { state: 'detached' })
    // The way back waits in the one list of what waits, like all that two people decide.
    await sue.page.goto('/approvals')
    await sue.page.locator(`tbody tr:has-text("W${n}b"):has-text("${isEnglish ? 'waits to be unmatched' : '待复核解除'}")`).waitFor()
    await sue.page.goto(`/approvals?item=a${path.split('/').at(-1)}`)
    await expectAccessible(sue.page)
    await sue.page.goto(path)
    await act(sue.page, 'approve_undo')
    await sue.page.waitForSelector('summary[data-command=approve_undo]', { state: 'detached' })
    await sue.page.goto(`/reconciliation?day=${day}`)
    await sue.page.waitForSelector(`a[href$="?day=${day}&channel=web_portal&class=missing"]`)

    // What is left becomes a case with an owner, which leads back to the board.
    await sue.page.click('tbody input[type=checkbox]')
    await sue.page.selectOption('select[name=owner]', 'me')
    await sue.page.click('button[value=make_cases]')
    await sue.page.click(`tr:has-text("W${n}b") a[href^="/cases/"]`)
    await sue.page.waitForURL(/\/cases\/\d+/)
    await sue.page.click(`a[href="/reconciliation?day=${day}"]`)
    await sue.page.waitForURL(/\/reconciliation\?day=/)
    expect([...clerk.faults, ...sue.faults]).toEqual([])
    const actionId = Number(path.split('/').at(-1))
    const trail = await walk.store.read.selectFrom('audit_events').select('action').where('object', '=', `action:${actionId}`).orderBy('seq').execute()
    expect(trail.map(({ action }) => action)).toEqual(['forced_match.proposed', 'forced_match.approved', 'forced_match.undo_proposed', 'forced_match.undone'])
    await walk.nothingDiffers()
    await Promise.all([clerk.context.close(), sue.context.close()])
  })
})
