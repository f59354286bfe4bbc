import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { translator } from '../../app/i18n/translate.ts'
import { changeReviewShare } from '../../app/usecases/change-review-share.server.ts'
import { expectAccessible } from '../support/browser.ts'
import { manyRows } from '../support/feed-rows.ts'
import { PATIENT, useWalk } from '../support/walk.ts'

const walk = useWalk({ nina: 'reviewer', omar: 'reviewer', sue: 'supervisor', tom: 'supervisor' })
const { ids, signedIn, bring, nothingDiffers } = walk

beforeAll(async () => {
  const shared = await changeReviewShare(walk.as('sue'), 1, 0, 'look at everything')
  if (!shared.ok) throw new Error(shared.refusal.code)
})

const WORDS = {
  en: { spread: /Apply to the cases of the same kind/, delivered: 'Delivered already', merge: 'Merge into one…', mergeButton: 'Merge', hold: 'Hold', playbook: 'Playbook', write: 'Write to them…' },
  zh: { spread: /同时适用于关联的同类工单/, delivered: '已到账', merge: '合并为一个…', mergeButton: '合并', hold: '暂缓', playbook: '处置指引', write: '发送告知…' },
} as const

const caseOf = async (orderId: string) => walk.store.read.selectFrom('cases').selectAll().where('order_id', '=', orderId).executeTakeFirstOrThrow()
const audited = async (caseId: number) => (await walk.store.read.selectFrom('audit_events').select(['action', 'actor']).where('object', '=', `case:${caseId}`).orderBy('seq').execute()).map((event) => event.action)
const isCase = (url: URL) => /^\/queue\/\d+$/.test(url.pathname)

async function openCase(page: Page, caseId: number): Promise<void> {
  await page.goto(`/queue/${caseId}`)
  await page.waitForSelector(`article[aria-labelledby=case-${caseId}] button[aria-keyshortcuts=f]:not([aria-disabled])`)
}

describe.each(['en', 'zh'] as const)('the stories of a day in %s', (language) => {
  const words = WORDS[language]
  const handle = language === 'en' ? 'esim1088' : 'lucky2099'
  const wrapper = `[TG💪+ @${handle}](https://t.me/s/${handle})\n先核对号码，再确认金额。\n[TG💪+ @${handle}](https://t.me/s/${handle})`

  it('S1: a fake-link remark is confirmed for its whole cluster, the delivered order left by itself, and a second opinion asked of someone who does not know', async () => {
    const today = new Date(Date.now() - 3 * 3_600_000).toISOString()
    await bring(manyRows('order', 4, (n) => ({
      order_id: `${handle}-${n}`, source: 'web', channel: 'web_portal', remark: wrapper, payer_account: `ali:${handle}${n}`, target_number: `1390000${language === 'en' ? 1 : 2}10${n}`, created_at: today,
      status: n === 3 ? 'delivered' : 'paid',
    })))
    const first = await caseOf(`${handle}-0`)
    const { page, faults } = await signedIn('nina', language, { next: '/queue' })
    await openCase(page, first.id)
    await expect.poll(() => page.textContent('article'), PATIENT).toContain(words.playbook)
    await expectAccessible(page)
    await page.keyboard.press('1')
    await expect.poll(async () => (await audited(first.id)).includes('case.step_ticked'), PATIENT).toBe(true)
    await page.waitForSelector('li[data-done] input:checked')

    await page.keyboard.press('f')
    await page.waitForSelector('[role=dialog] form :focus')
    const spread = page.getByLabel(words.spread)
    await spread.waitFor()
    expect(await page.textContent('[role=dialog]')).toContain(words.delivered)
    await spread.check()
    await expectAccessible(page)
    await page.locator('[role=dialog] button[type=submit]').click()
    await page.waitForURL((url) => isCase(url) && url.pathname !== `/queue/${first.id}` || url.pathname === '/queue')

    for (const n of [0, 1, 2]) await expect.poll(async () => (await caseOf(`${handle}-${n}`)).disposition, PATIENT).toBe('confirmed_fraud')
    const delivered = await caseOf(`${handle}-3`)
    expect([delivered.state, delivered.disposition]).toEqual(['new', null])
    expect(await audited(first.id)).toEqual(['case.step_ticked', 'case.decided'])
    // Nothing of it moved money or told a customer anything.
    expect(await walk.store.read.selectFrom('journal_entries').selectAll().execute()).toEqual([])
    expect(await walk.store.read.selectFrom('notices').selectAll().where('object', '=', `case:${first.id}`).execute()).toEqual([])
    expect(faults).toEqual([])

    const second = await walk.store.read.selectFrom('second_reviews').selectAll().where('case_id', '=', first.id).executeTakeFirstOrThrow()
    // It opens once the decision can no longer be taken back.
    const other = await signedIn('omar', language, { next: `/second-reviews/${second.id}` })
    await expect.poll(async () => {
      await other.page.goto(`/second-reviews/${second.id}`)
      return other.page.locator('#second-review').count()
    }, PATIENT).toBe(1)
    const told = await other.page.content()
    for (const secret of ['nina', '"disposition":"confirmed_fraud"', '"outcome":"confirmed_fraud"']) expect([secret, told.includes(secret)]).toEqual([secret, false])
    await expectAccessible(other.page)
    await other.page.keyboard.press('f')
    await other.page.waitForSelector('[role=dialog] form :focus')
    await other.page.keyboard.press('Enter')
    await expect.poll(async () => (await walk.store.read.selectFrom('second_reviews').select('state').where('id', '=', second.id).executeTakeFirstOrThrow()).state, PATIENT).toBe('agreed')
    // What was judged is not read again: the list is there, and not a page that is gone.
    await other.page.waitForURL((url) => url.pathname.startsWith('/second-reviews') && url.pathname !== `/second-reviews/${second.id}`)
    await other.page.waitForSelector('h1')
    expect(other.faults).toEqual([])
    await nothingDiffers()
  })

  it('S5: a ring of slow top-ups becomes one case, is held together, packed for the police, and comes apart again', async () => {
    const ring = language === 'en' ? 'ring' : 'quan'
    const at = (minutes: number) => new Date(Date.now() - 5 * 3_600_000 + minutes * 60_000).toISOString()
    const sink = `1700000${language === 'en' ? 1 : 2}000`
    await bring(manyRows('order', 36, (n) => ({
      order_id: `${ring}-${n}`, source: 'feed-b', channel: 'third_party', speed: 'slow', payer_account: `ali:${ring}${n % 5}`, paid_amount: '82.00', created_at: at(n * 3),
      target_number: n < 5 ? sink : `1700${language === 'en' ? 1 : 2}00${String(n).padStart(4, '0')}`, remark: '', status: 'paid',
    })))
    const cases = await walk.store.read.selectFrom('cases').select('id').where('order_id', 'like', `${ring}-%`).execute()
    expect(cases).toHaveLength(36)
    const { page, faults } = await signedIn('nina', language, { next: `/queue?q=${ring}` })
    await page.waitForSelector('tbody tr')
    await page.locator('thead input[type=checkbox]').check()
    await expect.poll(() => page.locator('tbody input[type=checkbox]:checked').count(), PATIENT).toBe(36)
    await page.getByRole('button', { name: words.merge }).click()
    await expect.poll(() => page.locator('[role=dialog] [aria-live=polite]').textContent(), PATIENT).toMatch(/35/)
    await expectAccessible(page)
    await page.locator('[role=dialog]').getByRole('button', { name: words.mergeButton }).click()
    const merged = walk.store.read.selectFrom('cases').selectAll().where('part_count', '>', 0).where('order_id', 'like', `${ring}-%`)
    await expect.poll(async () => (await merged.executeTakeFirst())?.part_count, PATIENT).toBe(35)
    const whole = await merged.executeTakeFirstOrThrow()
    expect(whole.parts_money_minor + whole.money_minor).toBe(36 * 8_200)

    await openCase(page, whole.id)
    await expectAccessible(page)
    await page.keyboard.press('h')
    await page.waitForSelector('[role=dialog] form :focus')
    await page.keyboard.press('h')
    await expect.poll(async () => (await walk.store.read.selectFrom('cases').select('state').where('id', '=', whole.id).executeTakeFirstOrThrow()).state, PATIENT).toBe('on_hold')

    // The holders are told that a third party paid, are asked to verify within a day, and are called nothing.
    await page.goto(`/cases/${whole.id}`)
    await page.locator('article').getByRole('button', { name: words.write }).first().click()
    await page.waitForSelector('[role=dialog] p[lang]')
    await expectAccessible(page)
    await page.locator('[role=dialog] button[type=submit]').click()
    const letters = () => walk.store.read.selectFrom('notices').select(['kind', 'language', 'data']).where('object', '=', `case:${whole.id}`).execute()
    await expect.poll(async () => (await letters()).length, PATIENT).toBe(32)
    expect([...new Set((await letters()).map(({ kind, language: written }) => `${kind} ${written}`))]).toEqual(['verify_asked zh'])
    await page.waitForSelector('[role=dialog]', { state: 'detached' })
    await expect.poll(() => page.textContent('article'), PATIENT).toContain(translator({ locale: language, zone: 'Asia/Shanghai', now: 0 }).term('case_letter', 'verify_again'))

    // What came of it stands on the case: one holder comes to a shop, the others are not heard of.
    const said = translator({ locale: language, zone: 'Asia/Shanghai', now: 0 })
    await bring(manyRows('subscriber', 1, () => ({ subscriber_id: `holder-${ring}`, numbers: sink, contact_phone: '', email: '' })))
    await bring(manyRows('profile_change', 1, () => ({ change_id: `seen-${ring}`, subscriber_id: `holder-${ring}`, field: 'address', old_value: '1 Road', new_value: '2 Road', channel: 'service_counter', verification: 'in_person', at: new Date().toISOString() })))
    await page.goto(`/cases/${whole.id}`)
    await page.waitForSelector('article h1')
    expect(await page.textContent('article')).toContain(said.find('letter.done.verify_again', { done: 1, count: 32 }))
    await page.locator(`summary:has-text("${said('letter.who')}")`).click()
    expect(await page.locator('article details[open] tbody tr').count()).toBe(32)
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator(`form[action="/cases/${whole.id}/pack"] button`).click()])
    expect(download.suggestedFilename()).toBe(`case-${whole.id}.zip`)
    const trail = await audited(whole.id)
    expect(trail.filter((action) => action === 'case.part_joined')).toHaveLength(35)
    expect(trail.filter((action) => action !== 'notice.queued').slice(-3)).toEqual(['case.decided', 'case.letter_written', 'evidence.packed'])

    // The police ask for it in writing: no money of any of the 36 orders goes back until a supervisor lifts it.
    const part = await walk.store.read.selectFrom('cases').select(['id', 'order_row_id']).where('merged_into', '=', whole.id).orderBy('id').limit(1).executeTakeFirstOrThrow()
    const t = translator({ locale: language, zone: 'Asia/Shanghai', now: 0 })
    const sue = await signedIn('sue', language, { next: `/cases/${whole.id}` })
    const hold = sue.page.locator(`form:has(button[value=place_hold])`)
    await sue.page.click(`summary:has-text("${t('legal_hold_command.place')}")`)
    await hold.locator('input[name=reference]').fill('沪公刑字 36 号')
    await hold.locator('input[name=reason]').fill('asked for by the police')
    await hold.locator('button').click()
    await sue.page.waitForSelector('text=沪公刑字 36 号')
    await expectAccessible(sue.page)
    await page.goto(`/refunds/new?order=${part.order_row_id}`)
    expect(await page.locator('input[name=road]:not([disabled])').count()).toBe(0)
    expect(await page.content()).toContain(t('refund_block.legal_hold'))
    await sue.page.click(`summary:has-text("${t('legal_hold_command.lift')}")`)
    await sue.page.locator('form:has(button[value=lift_hold]) input[name=reason]').fill('the police need it no more')
    await sue.page.locator('button[value=lift_hold]').click()
    await sue.page.waitForSelector('button[value=lift_hold]', { state: 'detached' })
    await page.goto(`/refunds/new?order=${part.order_row_id}`)
    expect(await page.content()).toContain(t('refund_block.case_on_hold'))

    await page.goto(`/cases/${part.id}`)
    await page.waitForSelector('article h1')
    await expectAccessible(page)
    expect(await walk.store.read.selectFrom('journal_entries').selectAll().execute()).toEqual([])
    expect(await letters()).toHaveLength(32)
    expect([...faults, ...sue.faults]).toEqual([])
    await nothingDiffers()
  })

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
    await sue.page.goto('/morning?day=' + new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10))
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
