import { describe, expect, it } from 'vitest'
import { expectAccessible } from '../support/browser.ts'
import { manyRows } from '../support/feed-rows.ts'
import { PATIENT, useWalk } from '../support/walk.ts'

const walk = useWalk({ mei: 'supervisor' }, { args: [] })
const { signedIn } = walk

/** Orders whose outcome stays unknown, as another process would store them. */
/** Orders of the last minutes for so many numbers of one segment. */
function addBurst(count: number, prefix: string): Promise<void> {
  const at = new Date(Date.now() - 5 * 60_000).toISOString()
  return walk.bring(manyRows('order', count, (i) => ({ order_id: `${prefix}${i}`, created_at: at, paid_at: at, payer_account: `ali:${prefix}${i}`, remark: '', target_number: `1897777${String(i * 37).padStart(4, '0')}` })))
}

describe('an alert', () => {
  it('of the example day is there for a stranger, rises on an open page, is looked into and taken in hand', async () => {
    const { page, faults } = await signedIn('mei', 'en', { next: '/alerts' })
    await page.waitForFunction(() => document.querySelector('tbody')?.textContent?.includes('Unknown payment outcomes'), undefined, PATIENT).catch(async () => {
      await page.reload()
      await page.waitForFunction(() => document.querySelector('tbody')?.textContent?.includes('Unknown payment outcomes'), undefined, PATIENT)
    })
    await expectAccessible(page)

    await addBurst(14, 'JU')
    const news = page.locator('header [role=status] button')
    await news.waitFor(PATIENT)
    // Told, and waiting for the person: the list itself has not moved.
    expect(await page.textContent('tbody')).not.toContain('Segment')
    await news.click()
    const row = page.locator('tbody tr').filter({ hasText: '14 orders for 14 numbers' })
    await row.waitFor(PATIENT)
    await row.getByRole('link').first().click()
    await page.waitForURL(/\/alerts\/\d+$/)
    await page.waitForSelector('text=What changed?')
    await expectAccessible(page)

    const elsewhere = await signedIn('mei', 'en', { next: '/alerts' })
    await elsewhere.page.waitForSelector('tbody tr')
    await page.getByRole('button', { name: 'Acknowledge' }).click()
    await expect.poll(() => page.textContent('main header'), PATIENT).toContain('Acknowledged')
    expect(await page.textContent('main')).toContain('mei acknowledged it')
    // Every open page hears of it; the one it was done on shows it already and has nothing to announce.
    await elsewhere.page.locator('main header [role=status] button').waitFor(PATIENT)
    await page.waitForTimeout(500)
    expect(await page.locator('main header [role=status] button').count()).toBe(0)
    await page.goto('/alerts?state=acknowledged')
    await page.waitForSelector('tbody tr')
    expect(await page.textContent('tbody')).toContain('14 orders for 14 numbers')
    expect([...faults, ...elsewhere.faults]).toEqual([])
  })

  it('rule is tried on the past before it is saved, in Chinese and dark', async () => {
    const { page, faults } = await signedIn('mei', 'zh', { next: '/alerts/rules?rule=channel_over_budget' })
    await page.fill('input[name=limit]', '5')
    await page.getByRole('button', { name: '用近28天试算' }).click()
    await page.waitForSelector('text=过去会在何时触发？')
    expect(await page.textContent('main')).toMatch(/近28天会触发 \d+ 次/)
    await expectAccessible(page)
    await page.fill('input[name=reason]', '先放宽一周看看')
    await page.getByRole('button', { name: '保存规则' }).click()
    await page.waitForSelector('text=已保存')
    await page.goto('/alerts')
    await page.waitForSelector('h1')
    expect(await page.textContent('h1')).toBe('告警')
    await expectAccessible(page)
    expect(faults).toEqual([])
  })

  it.each(['en', 'zh'] as const)('stands on the wall without a word about anybody, live (%s)', async (language) => {
    const { page, faults } = await signedIn('mei', language, { next: '/wall', viewport: { width: 1920, height: 1080 } })
    await page.waitForSelector('dl')
    await page.waitForFunction(() => document.querySelectorAll('section li').length > 3, undefined, PATIENT)
    await expectAccessible(page)
    const text = (await page.textContent('main')) ?? ''
    const [orders, staff] = await Promise.all([
      walk.store.read.selectFrom('orders').select(['order_id', 'target_number', 'target_number_raw', 'payer_account', 'payer_name']).limit(2_000).execute(), walk.store.read.selectFrom('staff').select(['name', 'email']).execute(),
    ])
    const personal = [...orders.flatMap((row) => Object.values(row)), ...staff.flatMap((row) => Object.values(row))].filter((value) => value !== null).filter((value) => value.length > 2)
    expect(personal.length).toBeGreaterThan(1_000)
    expect(personal.filter((value) => text.includes(value))).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    expect(faults).toEqual([])
  })
})
