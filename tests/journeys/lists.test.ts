import { describe, expect, it } from 'vitest'
import { expectAccessible } from '../support/browser.ts'
import { filesOf, saleOf } from '../support/feed-rows.ts'
import { until, useWalk } from '../support/walk.ts'

const walk = useWalk({ clerk: 'reviewer', sue: 'supervisor' })
const { ids, signedIn, bring, nothingDiffers } = walk

describe.each(['en', 'zh'] as const)('in %s', (language) => {
  const n = language === 'en' ? 1 : 2
  const words = language === 'en' ? { fill: 'Fill this in.', selected: 'Confirm 1', blocked: 'Blocked site' } : { fill: '请填写此项。', selected: '复核通过1条', blocked: '黑名单网站' }

  it('a host is tried on the last week, proposed by one, confirmed by another, and then flags the order that names it', async () => {
    const host = `huafei-gift-${n}.top`
    const at = Date.now() - 3_600_000
    await bring(...filesOf([saleOf(`L${n}`, at, { target_number: `1390000770${n}`, remark: `领券 ${host}/a` })]))
    const clerk = await signedIn('clerk', language)
    await clerk.page.goto('/lists/new?list=blocked_hosts')
    await clerk.page.click('button[value=propose]')
    expect(await clerk.page.locator('[name=value]').evaluate((field) => (field as HTMLInputElement).validationMessage)).toBe(words.fill)
    await clerk.page.fill('[name=value]', `https://www.${host}/offer`)
    await clerk.page.fill('[name=reason]', 'fake recharge page')
    await clerk.page.click('button[value=preview]')
    await clerk.page.getByRole('link', { name: `L${n}` }).waitFor()
    await clerk.page.click('button[value=propose]')
    await clerk.page.waitForURL(/\/lists\/\d+$/)
    await expectAccessible(clerk.page)
    expect(await clerk.page.locator('button[value=confirm]').count()).toBe(0)

    const sue = await signedIn('sue', language)
    await sue.page.goto('/lists?state=proposed')
    await expectAccessible(sue.page)
    await sue.page.locator('tbody input[type=checkbox]').first().click()
    await sue.page.getByRole('button', { name: words.selected }).click()
    await until(async () => (await walk.store.read.selectFrom('flags').select('id').where('rule_id', '=', 'link_on_blocklist').where('record_id', '=', `L${n}`).where('withdrawn_at', 'is', null).execute()).length === 1)
    await sue.page.goto('/flags?rule=link_on_blocklist')
    await sue.page.getByText(words.blocked).first().waitFor()
    const entry = await walk.store.read.selectFrom('list_entries').select(['added_by', 'confirmed_by', 'ended_at']).where('value', '=', host).executeTakeFirstOrThrow()
    expect(entry).toEqual({ added_by: ids.clerk, confirmed_by: ids.sue, ended_at: null })
    expect([...clerk.faults, ...sue.faults]).toEqual([])
    await nothingDiffers()
    await Promise.all([clerk.context.close(), sue.context.close()])
  })
})
