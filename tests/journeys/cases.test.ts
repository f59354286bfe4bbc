import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { changeReviewShare } from '../../app/usecases/second-reviews/change-review-share.server.ts'
import { expectAccessible } from '../support/browser.ts'
import { manyRows } from '../support/feed-rows.ts'
import { PATIENT, useWalk } from '../support/walk.ts'

const walk = useWalk({ nina: 'reviewer', omar: 'reviewer', sue: 'supervisor', tom: 'supervisor' })
const { ids, signedIn, bring, nothingDiffers } = walk

beforeAll(async () => {
  const shared = await changeReviewShare(walk.as('sue'), 1, 0, 'look at everything')
  if (!shared.ok) throw new Error(shared.refusal.code)
})

const caseOf = async (orderId: string) => walk.store.read.selectFrom('cases').selectAll().where('order_id', '=', orderId).executeTakeFirstOrThrow()
const audited = async (caseId: number) => (await walk.store.read.selectFrom('audit_events').select(['action', 'actor']).where('object', '=', `case:${caseId}`).orderBy('seq').execute()).map((event) => event.action)

async function openCase(page: Page, caseId: number): Promise<void> {
  await page.goto(`/queue/${caseId}`)
  await page.waitForSelector(`article[aria-labelledby=case-${caseId}] button[aria-keyshortcuts=f]:not([aria-disabled])`)
}

describe.each(['en', 'zh'] as const)('a case in %s', (language) => {
  it('a case is put aside by key and found again, handed over and accepted, and a shift taken over line by line', async () => {
    const name = language === 'en' ? 'alone' : 'danyi'
    await bring(manyRows('order', 2, (n) => ({ order_id: `${name}-${n}`, source: 'web', channel: 'web_portal', remark: `加V ${name}88${n} TG @${name}x${n}`, payer_account: `ali:${name}${n}`, target_number: `1380013${language === 'en' ? 1 : 2}99${n}`, created_at: new Date(Date.now() - 3_600_000).toISOString() })))
    const [aside, handed] = [await caseOf(`${name}-0`), await caseOf(`${name}-1`)]
    const nina = await signedIn('nina', language, { next: '/queue' })
    const { page } = nina
    await openCase(page, aside.id)
    await page.keyboard.press('s')
    await page.waitForSelector('[role=dialog] form')
    await expectAccessible(page)
    // Why it waits is chosen by whoever puts it aside.
    await page.locator('[role=dialog] button[type=submit]').click()
    await page.locator('[role=dialog] .mantine-InputWrapper-error', { hasText: language === 'en' ? 'Choose a reason from the list.' : '请从列表中选择理由。' }).waitFor()
    await page.check('[role=dialog] input[type=radio][value=office_hours]')
    await page.locator('[role=dialog] button[type=submit]').click()
    await expect.poll(async () => (await caseOf(`${name}-0`)).state, PATIENT).toBe('snoozed')
    await page.goto('/queue?state=snoozed')
    await page.waitForSelector(`tbody tr a[href^="/queue/${aside.id}"]`)

    await openCase(page, handed.id)
    await page.keyboard.press('o')
    await page.waitForSelector('[role=dialog] select option[value^="person:"]', { state: 'attached' })
    await page.selectOption('[role=dialog] select', `person:${ids.omar}`)
    await page.fill('[role=dialog] textarea', 'knows the customer')
    await expectAccessible(page)
    await page.locator('[role=dialog] button[type=submit]').click()
    await expect.poll(async () => (await caseOf(`${name}-1`)).hand_to_staff, PATIENT).toBe(ids.omar)
    const omar = await signedIn('omar', language, { next: '/queue?who=handed' })
    await omar.page.waitForSelector(`tbody tr a[href^="/queue/${handed.id}"]`)
    await omar.page.goto(`/queue/${handed.id}?who=handed`)
    await omar.page.waitForSelector('article button[aria-keyshortcuts=y]:not([aria-disabled])')
    await omar.page.keyboard.press('y')
    await expect.poll(async () => (await caseOf(`${name}-1`)).assignee_id, PATIENT).toBe(ids.omar)
    expect(await audited(handed.id)).toEqual(['case.handed_over', 'case.hand_over_accepted'])

    await page.goto('/shift')
    await page.waitForSelector('tr[data-line=urgent]')
    await expectAccessible(page)
    await page.fill('textarea[name=text]', 'feed B is late')
    await page.locator('form:has(textarea[name=text]) button[type=submit]').click()
    await page.waitForSelector('ul >> text=feed B is late')
    await page.getByRole('button', { name: language === 'en' ? 'Sign and hand over' : '签字交班' }).click()
    await page.getByRole('button', { name: language === 'en' ? 'Take back' : '撤回交班' }).waitFor()
    await omar.page.goto('/shift')
    const take = omar.page.getByRole('button', { name: language === 'en' ? 'Sign and take over' : '签字接班' })
    const acknowledge = omar.page.locator('tr[data-line] button')
    for (let left = await acknowledge.count(); left > 0; left--) {
      await acknowledge.first().click()
      await expect.poll(() => acknowledge.count(), PATIENT).toBe(left - 1)
    }
    await take.click()
    await expect.poll(async () => (await walk.store.read.selectFrom('shifts').select('lead_in').orderBy('id', 'desc').where('in_signed_at', 'is not', null).limit(1).executeTakeFirst())?.lead_in, PATIENT).toBe(ids.omar)

    const sue = await signedIn('sue', language, { next: '/morning' })
    await sue.page.waitForSelector('tbody tr')
    await expectAccessible(sue.page)
    await sue.page.goto(`/morning?day=${new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)}`)
    const number = sue.page.locator('a[href^="/figures/orders?"]').first()
    const shown = Number((await number.textContent())?.split(' ')[0]?.replace(/\D/g, ''))
    await number.click()
    await sue.page.waitForURL((url) => url.pathname === '/figures/orders')
    await expect.poll(() => sue.page.locator('tbody tr').count(), PATIENT).toBe(shown)
    await expectAccessible(sue.page)
    expect([...nina.faults, ...omar.faults, ...sue.faults]).toEqual([])
    await nothingDiffers()
  })

  it('three keys close a plain case: open, decide, confirm', async () => {
    const name = language === 'en' ? 'plain' : 'putong'
    await bring(manyRows('order', 1, () => ({ order_id: `${name}-0`, source: 'web', channel: 'web_portal', remark: `TG @${name}one`, payer_account: `ali:${name}`, target_number: `1380014${language === 'en' ? 1 : 2}777`, created_at: new Date(Date.now() - 3_600_000).toISOString() })))
    const { page, faults } = await signedIn('omar', language, { next: `/queue?q=${name}-0` })
    await page.waitForSelector('tbody tr')
    let keysPressed = 0
    const press = async (key: string) => {
      keysPressed++
      await page.keyboard.press(key)
    }
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await page.keyboard.press('j')
    await press('Enter')
    await page.waitForSelector('article button[aria-keyshortcuts=f]:not([aria-disabled])')
    await press('f')
    await page.waitForSelector('[role=dialog] form :focus')
    await press('f')
    await expect.poll(async () => (await caseOf(`${name}-0`)).disposition, PATIENT).toBe('confirmed_fraud')
    expect(keysPressed).toBe(3)
    expect(faults).toEqual([])
  })
})
