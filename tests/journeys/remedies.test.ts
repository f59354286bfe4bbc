import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ProfileChangeCommand } from '../../app/domain/actions/profile-change.ts'
import { translator } from '../../app/i18n/translate.ts'
import { keepProfileChanges } from '../../app/usecases/subscribers/keep-profile-changes.server.ts'
import { performAction } from '../../app/usecases/actions/perform-action.server.ts'
import { findSubscriber } from '../../db/queries/profiles.ts'
import { expectAccessible } from '../support/browser.ts'
import { filesOf, GOOD_ROWS, saleOf } from '../support/feed-rows.ts'
import { act, type Language, until, useWalk, withoutRegret } from '../support/walk.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const walk = useWalk({ clerk: 'reviewer', colleague: 'reviewer', mallory: 'reviewer', sue: 'supervisor', adam: 'admin', eve: 'admin' })
const { ids, signedIn, bring, nothingDiffers } = walk
type Person = keyof typeof ids
beforeAll(() => withoutRegret(walk, ['adam', 'eve']))

const statusOf = async (id: number) => (await walk.store.read.selectFrom('staff_actions').select('status').where('id', '=', id).executeTakeFirst())?.status
const becomes = (id: number, status: string) => until(async () => (await statusOf(id)) === status)
const idAt = (page: Page) => Number(new URL(page.url()).pathname.split('/').at(-1))
const auditOf = async (object: string) => (await walk.store.read.selectFrom('audit_events').select('action').where('object', '=', object).orderBy('seq').execute()).map((one) => one.action)
const noticesOf = async (actionId: number) => (await walk.store.read.selectFrom('notices').select('kind').where('object', '=', `action:${actionId}`).orderBy('id').execute()).map((one) => one.kind)
const orderRowOf = async (orderId: string) => (await walk.store.read.selectFrom('orders').select('id').where('order_id', '=', orderId).executeTakeFirstOrThrow()).id
const caseOf = (orderId: string) => walk.store.read.selectFrom('cases').selectAll().where('order_id', '=', orderId).executeTakeFirst()
const time = (at: number) => new Date(at).toISOString()

/** The code by which the owner of an address says "this was not me", as it stands in the message to that address. */
function codeSentTo(address: string): Promise<string> {
  return until(() => {
    const folder = join(walk.product.directory, 'outbox')
    const texts = readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => readFileSync(join(folder, name), 'utf8'))
    return texts.filter((text) => text.includes(address)).map((text) => /\b[ACDEFGHJKMNPQRTUVWXY34679]{8}\b/.exec(text)?.[0]).find((code) => code !== undefined)
  })
}

describe.each(['en', 'zh'] as const)('in %s', (language: Language) => {
  const t = translator({ locale: language, zone: 'Asia/Shanghai', now: 0 })
  const tag = language.toUpperCase()
  const n = language === 'en' ? 10 : 50

  it('a takeover by changes entered here is held with its reason, the owner says by code it was not them, and two people take it back', async () => {
    const now = Date.now()
    const [subscriber_id, orderId, email] = [`OWNER-${tag}`, `ATO-${tag}`, `owner.${language}@mail.example`]
    await bring([{ ...GOOD_ROWS.subscriber, subscriber_id, numbers: `138000056${n}`, contact_phone: `155727209${n}`, email }])
    const perform = async (who: Person, at: number, actionId: number | null, command: ProfileChangeCommand) => {
      const done = await performAction(walk.as(who, at), { kind: 'profile_change', actionId, command, subject: { subjectKey: `subscriber:${subscriber_id}` } })
      if (!done.ok) throw new Error(`${JSON.stringify(command)}: ${done.refusal.code}`)
      return done.value.actionId
    }
    const reason = 'asked at counter B'
    // At the counter: a mailbox made for minutes, then the telephone in another system without any proof, then a SIM on a copied document.
    const mail = await perform('mallory', now - 47 * HOUR_MS, null, { type: 'request', field: 'email', newValue: `thief.${language}@yopmail.com`, channel: 'service_counter', reason })
    await perform('mallory', now - 47 * HOUR_MS + MINUTE_MS, mail, { type: 'prove', proof: 'in_person', reason })
    const asked = await walk.store.read.selectFrom('action_events').select('data').where('action_id', '=', mail).where('type', '=', 'requested').executeTakeFirstOrThrow()
    await perform('colleague', now - 46 * HOUR_MS, mail, { type: 'approve', shownHash: (JSON.parse(asked.data) as { contentHash: string }).contentHash })
    await keepProfileChanges({ store: walk.store, keys: walk.keys, now: now - 21 * HOUR_MS })
    const sim = await perform('mallory', now - 18 * HOUR_MS, null, { type: 'request', field: 'sim', newValue: '8965880812100011146', channel: 'service_counter', reason })
    await perform('mallory', now - 18 * HOUR_MS + MINUTE_MS, sim, { type: 'prove', proof: 'id_document', reason })
    expect([await statusOf(mail), await statusOf(sim)]).toEqual(['effective', 'verified'])
    await bring(
      [{ ...GOOD_ROWS.profile_change, change_id: `FED-${tag}`, subscriber_id, field: 'contact_phone', old_value: `155727209${n}`, new_value: '15572720999', channel: 'service_counter', verification: 'none', at: time(now - 19 * HOUR_MS) }],
      ...filesOf([saleOf(orderId, now - HOUR_MS, { subscriber_id, target_number: `137111122${n}` }, { amount: '800.00' })]),
    )
    const order = await orderRowOf(orderId)
    const raised = await until(() => caseOf(orderId))

    const clerk = await signedIn('clerk', language, { next: '/queue' })
    const { page } = clerk
    await page.waitForSelector(`a[href^="/queue/${raised.id}"]`)
    await page.goto(`/refunds/new?order=${order}`)
    await expectAccessible(page)
    expect(await page.locator('input[name=road]:not([disabled])').count()).toBe(0)
    expect(await page.content()).toContain(t('refund_block.profile_cooling'))

    const colleague = await signedIn('colleague', language, { next: '/approvals' })
    await expectAccessible(colleague.page)
    await colleague.page.goto(`/approvals?item=a${sim}`)
    await expectAccessible(colleague.page)
    // The button stands there with its reason instead of a form behind it.
    expect(await colleague.page.locator('summary[data-command=approve]').count()).toBe(0)
    expect(await colleague.page.locator('button[aria-disabled=true]', { hasText: t('profile_change_command.approve') }).count()).toBe(1)
    expect(await colleague.page.content()).toContain(t('refusal.takeover_sequence', { steps: ['contact_phone', 'email', 'sim'] }).split('（')[0]?.split(' (')[0])

    // The case waits while the owner is asked.
    await page.goto(`/queue/${raised.id}`)
    await page.waitForSelector(`article[aria-labelledby=case-${raised.id}] button[aria-keyshortcuts=h]:not([aria-disabled])`)
    await page.keyboard.press('h')
    await page.waitForSelector('[role=dialog] form :focus')
    await page.keyboard.press('h')
    await until(async () => (await caseOf(orderId))?.state === 'on_hold')

    await page.goto(`/profile-changes/${mail}`)
    await act(page, 'not_me', { code: await codeSentTo(email) })
    await becomes(mail, 'frozen')
    // Who entered the change is told to those who read the audit, not to the team.
    expect(await auditOf(`staff:${ids.mallory}`)).toContain('staff.reported')
    await page.goto(`/profile-changes/${mail}`)
    await act(page, 'ask_revert', { reason: 'the owner called: not me' })
    await becomes(mail, 'reverting')
    await colleague.page.goto(`/approvals?item=a${mail}`)
    await act(colleague.page, 'approve_revert')
    await becomes(mail, 'reverted')
    expect((await findSubscriber(walk.store.read, walk.keys, subscriber_id))?.email).toBe(email)

    // What another system took in goes back as well: from the case to the profile, and again by two people.
    await page.goto(`/cases/${raised.id}`)
    await page.locator(`article a[href="/subscribers/${subscriber_id}"]`).first().click()
    await page.waitForURL(/\/subscribers\//)
    await page.locator(`a[href*="undo?change=FED-${tag}"]`).click()
    await page.waitForURL(/\/profile-changes\/undo/)
    await page.waitForSelector('textarea[name=reason]')
    await expectAccessible(page)
    await page.fill('textarea[name=reason]', 'the owner called: not me')
    await page.locator('main form button[type=submit]').last().click()
    await page.waitForURL(/\/profile-changes\/\d+$/)
    const fed = idAt(page)
    await becomes(fed, 'reverting')
    await colleague.page.goto(`/approvals?item=a${fed}`)
    await act(colleague.page, 'approve_revert')
    await becomes(fed, 'reverted')
    expect((await findSubscriber(walk.store.read, walk.keys, subscriber_id))?.contactPhone).toContain(`155727209${n}`)
    expect(await walk.store.read.selectFrom('audit_events').select('action').where('action', '=', 'staff.reported').where('object', 'like', 'entered_by:%').execute()).not.toEqual([])

    await page.goto(`/profile-changes/${sim}`)
    await act(page, 'cancel', { reason: 'the owner called: not me' })
    await becomes(sim, 'cancelled')
    await page.goto(`/profile-changes/new?subscriber=${subscriber_id}&field=lock`)
    await page.locator('[name=newValue]').selectOption('on')
    await page.fill('[name=reason]', 'the account was taken over')
    await page.locator('main form button[type=submit]').last().click()
    await page.waitForURL(/\/profile-changes\/\d+$/)
    await becomes(idAt(page), 'effective')
    await page.goto(`/refunds/new?order=${order}`)
    expect(await page.locator('input[name=road]:not([disabled])').count()).toBe(0)
    expect(await page.content()).toContain(t('refund_block.account_locked'))

    await page.goto(`/queue/${raised.id}`)
    await page.waitForSelector(`article[aria-labelledby=case-${raised.id}] button[aria-keyshortcuts=f]:not([aria-disabled])`)
    await page.keyboard.press('f')
    await page.waitForSelector('[role=dialog] form :focus')
    await page.check('[role=dialog] input[type=radio][value=account_takeover]')
    await page.locator('[role=dialog] button[type=submit]').click()
    await until(async () => (await caseOf(orderId))?.disposition === 'confirmed_fraud')

    expect(await walk.store.read.selectFrom('journal_entries').select('id').where('order_row_id', '=', order).execute()).toEqual([])
    expect(await auditOf(`action:${mail}`)).toEqual(expect.arrayContaining(['profile_change.frozen_by_owner', 'profile_change.revert_asked', 'profile_change.reverted']))
    expect((await auditOf(`case:${raised.id}`)).filter((action) => action === 'case.decided')).toHaveLength(2)
    expect(await noticesOf(mail)).toEqual(expect.arrayContaining(['change_requested_old', 'change_effective', 'change_frozen', 'change_reverted']))
    const history = await walk.store.read.selectFrom('action_events').select(['type', 'staff_id']).where('action_id', '=', mail).where('type', 'in', ['revert_asked', 'reverted']).orderBy('seq').execute()
    expect(history).toEqual([{ type: 'revert_asked', staff_id: ids.clerk }, { type: 'reverted', staff_id: ids.colleague }])
    expect([...clerk.faults, ...colleague.faults]).toEqual([])
    await nothingDiffers()
    await Promise.all([clerk.context.close(), colleague.context.close()])
  })
})
