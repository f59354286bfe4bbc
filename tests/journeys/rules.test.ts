import { describe, expect, it } from 'vitest'
import { expectAccessible } from '../support/browser.ts'
import { until, useWalk } from '../support/walk.ts'

const walk = useWalk({ sue: 'supervisor', sam: 'supervisor' })
const { signedIn } = walk

describe.each(['en', 'zh'] as const)('in %s', (language) => {
  const n = language === 'en' ? 1 : 2
  const rule = language === 'en' ? { id: 'payment_slow_discount', first: 'payment.slow', second: 'payment.deep_discount' } : { id: 'refund_other_destination_serial', first: 'refund.other_destination', second: 'refund.serial_claimant' }

  it('a rule is changed by its form, read as text and back, and holds once a second person has approved it', async () => {
    const sue = await signedIn('sue', language)
    await sue.page.goto(`/rules/${rule.id}`)
    await sue.page.locator('ol input[inputmode=decimal]').last().fill(`0.${n}5`)
    const text = `${rule.first} > 0 && ${rule.second} > 0.${n}5`
    await sue.page.locator('code', { hasText: text }).waitFor()
    await sue.page.locator('label', { hasText: language === 'en' ? 'Text' : '文本' }).click()
    expect(await sue.page.inputValue('textarea[name=when]')).toBe(text)
    await sue.page.fill('textarea[name=when]', `${text} && order.amount_minor > 100`)
    await sue.page.locator('label', { hasText: language === 'en' ? 'Form' : '表单' }).click()
    await sue.page.locator('ol > li').nth(2).waitFor()
    await expectAccessible(sue.page)
    await sue.page.locator('form:has([name=when]) input[name=reason]').fill('small sums are noise')
    await sue.page.click('form:has([name=when]) button[value=propose]')
    await sue.page.locator('button[value=withdraw]').waitFor()

    const sam = await signedIn('sam', language)
    await sam.page.goto(`/rules/${rule.id}`)
    await sam.page.click('button[value=approve]')
    await until(async () => (await walk.store.read.selectFrom('rule_versions').select('version').where('rule_id', '=', rule.id).execute()).length === 1)
    const { definition } = await walk.store.read.selectFrom('rule_versions').select('definition').where('rule_id', '=', rule.id).orderBy('version', 'desc').limit(1).executeTakeFirstOrThrow()
    expect((JSON.parse(definition) as { when: string }).when).toBe(`${text} && order.amount_minor > 100`)
    expect([...sue.faults, ...sam.faults]).toEqual([])
    await walk.nothingDiffers()
    await Promise.all([sue.context.close(), sam.context.close()])
  })
})
