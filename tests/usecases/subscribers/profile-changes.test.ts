import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { ActionTimeline } from '../../../app/components/actions/action-timeline.tsx'
import { actionText } from '../../../app/components/audit/action-text.ts'
import { ReaderProvider } from '../../../app/components/reader.tsx'
import { FIELD_RULES, type ProfileChangeCommand, WATCH_MS } from '../../../app/domain/actions/profile-change.ts'
import type { OutgoingMessage } from '../../../app/domain/notices/notice.ts'
import type { Subscriber } from '../../../app/domain/intake/record.ts'
import { noticeText } from '../../../app/i18n/notice-text.ts'
import { translator } from '../../../app/i18n/translate.ts'
import { deliverNotices } from '../../../app/usecases/outbox/deliver-notices.server.ts'
import { getSubscriber } from '../../../app/usecases/subscribers/get-subscriber.server.ts'
import { getProfileChange } from '../../../app/usecases/subscribers/get-profile-change.server.ts'
import { keepProfileChanges } from '../../../app/usecases/subscribers/keep-profile-changes.server.ts'
import { listActions } from '../../../app/usecases/actions/list-actions.server.ts'
import { moneyWaits } from '../../../app/usecases/subscribers/money-waits.ts'
import { performAction } from '../../../app/usecases/actions/perform-action.server.ts'
import { bulkWriter } from '../../../db/bulk.ts'
import type { Store } from '../../../db/client.ts'
import { checkAuditChain, listAuditEvents } from '../../../db/queries/audit.ts'
import { declareInterest } from '../../../db/queries/interests.ts'
import { findSubscriber } from '../../../db/queries/profiles.ts'
import { addStaff, forEachDialect, type OpenDatabase, TEST_NOW, testContext, testKeys } from '../../support/database.ts'
import { messageRow, profileChangeRow } from '../../support/records.ts'
import { actionIdOf } from '../../support/money.ts'
import { valueOf } from '../../support/result.ts'

const LI: Subscriber = {
  kind: 'subscriber', subscriberId: 'S1', name: '李四', numbers: ['+8613800005678'], contactPhone: '+8613900001111', email: 'li@mail.example', address: '长安街1号', language: 'zh-CN', idDocType: 'id',
  idDocLast4: '002X', status: 'active', openedAt: TEST_NOW - 1e11, simChangedAt: null, extra: null,
}

async function scene(open: OpenDatabase) {
  const store = await open()
  await store.write((tx) => bulkWriter(store, testKeys).storeRecords(tx, 'subscriber', [{ record: LI, line: null }], { importFileId: null, learnedAt: TEST_NOW - 1e9 }))
  const [ann, bob, sue] = [await addStaff(store, 'ann'), await addStaff(store, 'bob'), await addStaff(store, 'sue', 'supervisor')]
  const as = (staffId: number, now = TEST_NOW) => testContext(store, { staffId, now, role: staffId === sue ? 'supervisor' : 'reviewer' })
  const request = (changes: Partial<Extract<ProfileChangeCommand, { type: 'request' }>> = {}, staffId = ann) =>
    performAction(as(staffId), {
      kind: 'profile_change', actionId: null, subject: { subjectKey: 'subscriber:S1' },
      command: { type: 'request', field: 'email', newValue: 'new@mail.example', channel: 'service_counter', reason: 'customer came by', ...changes },
    })
  const act = (staffId: number, actionId: number, command: ProfileChangeCommand, now = TEST_NOW) => performAction(as(staffId, now), { kind: 'profile_change', actionId, command })
  const view = async (staffId: number, actionId: number, now = TEST_NOW) => {
    return valueOf(await getProfileChange(as(staffId, now), actionId))
  }
  const sent: OutgoingMessage[] = []
  const deliver = (now = TEST_NOW) => deliverNotices({ store, keys: testKeys, road: { send: async (message) => { sent.push(message); return { type: 'sent' } } }, render: noticeText, now: () => now, isStopping: () => false })
  return { store, ann, bob, sue, as, request, act, view, sent, deliver }
}
const codeIn = (text: string | undefined, form: RegExp) => form.exec(text ?? '')?.[0] ?? ''
const NOT_ME = /(?<![A-Z0-9])[A-Z0-9]{8}(?![A-Z0-9])/
const whole = async (store: Store) => expect((await checkAuditChain(store.read, testKeys)).fault).toBeNull()

// Many durable writes each: on a busy machine they take their time.
vi.setConfig({ testTimeout: 180_000 })

forEachDialect('a change of a profile', (open) => {
  test('of a minor or a VIP is approved by a supervisor; who speaks for a minor shows a mandate', async () => {
    const { store, ann, bob, sue, as, request, act, view } = await scene(open)
    const say = (extra: Subscriber['extra']) => store.write((tx) => bulkWriter(store, testKeys).storeRecords(tx, 'subscriber', [{ record: { ...LI, extra }, line: null }], { importFileId: null, learnedAt: TEST_NOW }))
    await say({ is_minor: 'yes' })
    expect(await getSubscriber(as(ann), 'S1')).toMatchObject({ ok: true, value: { guarded: 'minor' } })
    const id = actionIdOf(await request({ field: 'contact_person', newValue: '王芳' }))
    expect(await act(ann, id, { type: 'send_code' })).toMatchObject({ ok: false, refusal: { code: 'proof_by_code_not_enough' } })
    expect(await act(ann, id, { type: 'prove', proof: 'in_person', reason: 'came to the counter' })).toMatchObject({ ok: false, refusal: { code: 'proof_not_enough' } })
    expect(await act(ann, id, { type: 'prove', proof: 'mandate', reason: 'birth certificate seen' })).toMatchObject({ ok: true, value: { status: 'verified' } })
    const { frame, newValue } = await view(bob, id)
    expect([newValue, frame.allowed.approve]).toEqual(['王*', { code: 'needs_supervisor', data: { because: 'minor' } }])
    const approve = { type: 'approve', shownHash: frame.contentHash ?? '' } as const
    expect(await act(bob, id, approve)).toMatchObject({ ok: false, refusal: { code: 'needs_supervisor', data: { because: 'minor' } } })
    expect(await act(sue, id, approve)).toMatchObject({ ok: true, value: { status: 'pending' } })
    const due = TEST_NOW + FIELD_RULES.contact_person.coolMs
    expect(await keepProfileChanges({ store, keys: testKeys, now: due })).toMatchObject({ tookEffect: 1 })
    expect(await request({ field: 'contact_person', newValue: '王芳' })).toMatchObject({ ok: false, refusal: { code: 'change_same_value' } })
    await say({ customer_level: 'VIP' })
    const mail = actionIdOf(await request())
    expect(await act(ann, mail, { type: 'prove', proof: 'in_person', reason: 'came to the counter' })).toMatchObject({ ok: true })
    expect((await view(bob, mail)).frame.allowed.approve).toMatchObject({ code: 'needs_supervisor', data: { because: 'vip' } })
    await whole(store)
  })

  test('S74: code to the old contact, a second person, a day of waiting, in effect as a new version, screened, told, and on record', async () => {
    const { store, ann, bob, as, request, act, view, sent, deliver } = await scene(open)
    const id = actionIdOf(await request())
    await deliver()
    expect(sent.map(({ to }) => to).sort()).toEqual(['+8613900001111', 'li@mail.example', 'new@mail.example'])
    expect(actionIdOf(await act(ann, id, { type: 'send_code' }))).toBe(id)
    await deliver()
    const code = codeIn(sent.at(-1)?.text, /(?<!\d)\d{6}(?!\d)/)
    expect(sent.at(-1)?.to).toBe('+8613900001111')
    expect(await act(ann, id, { type: 'enter_code', code: code === '000000' ? '000001' : '000000' })).toMatchObject({ ok: true, value: { status: 'requested' } })
    expect(await act(ann, id, { type: 'enter_code', code })).toMatchObject({ ok: true, value: { status: 'verified' } })
    expect(await act(ann, id, { type: 'approve', shownHash: (await view(ann, id)).frame.contentHash ?? '' })).toMatchObject({ ok: false, refusal: { code: 'maker_is_checker' } })
    const shown = await view(bob, id)
    expect(shown).toMatchObject({ oldValue: 'l***@mail.example', newValue: 'n***@mail.example', subscriber: { name: '李*', numbers: ['138****5678'] } })
    expect(await act(bob, id, { type: 'approve', shownHash: shown.frame.contentHash ?? '' })).toMatchObject({ ok: true, value: { status: 'pending' } })
    const due = TEST_NOW + FIELD_RULES.email.coolMs
    expect(await keepProfileChanges({ store, keys: testKeys, now: due - 1 })).toMatchObject({ tookEffect: 0 })
    expect(await keepProfileChanges({ store, keys: testKeys, now: due })).toMatchObject({ tookEffect: 1 })
    expect(await findSubscriber(store.read, testKeys, 'S1')).toMatchObject({ email: 'new@mail.example', version: 2, numbers: ['+8613800005678'] })
    expect(await store.read.selectFrom('profile_changes').select(['change_id', 'field', 'verification']).execute()).toEqual([{ change_id: `staff-${id}`, field: 'email', verification: 'otp_old' }])
    expect(await store.read.selectFrom('screening_queue').select('kind').execute()).toEqual([{ kind: 'profile_change' }])
    const audit = (await listAuditEvents(store.read, { object: `action:${id}` }, null, 100)).events
    expect(audit.map(({ action }) => action)).toEqual(expect.arrayContaining(['profile_change.requested', 'profile_change.code_failed', 'profile_change.verified', 'profile_change.approved', 'profile_change.took_effect', 'notice.queued']))
    const told = JSON.stringify([audit, await view(bob, id, due), await listActions(as(ann), { kind: 'profile_change', sort: 'newest', after: null, limit: 50 })])
    expect(told).not.toMatch(new RegExp(`li@mail|new@mail|13900001111|(?<!\\d)${code}(?!\\d)`))
    expect(await keepProfileChanges({ store, keys: testKeys, now: due + WATCH_MS })).toMatchObject({ ended: 1 })
    await whole(store)
  })

  test('a code holds five minutes and five tries, and is sent anew after a minute', async () => {
    const { ann, request, act, sent, deliver } = await scene(open)
    const id = actionIdOf(await request())
    await act(ann, id, { type: 'send_code' })
    await deliver()
    const code = codeIn(sent.find(({ text }) => /\d 分钟内有效/.test(text))?.text, /(?<!\d)\d{6}(?!\d)/)
    const wrong = code === '111111' ? '222222' : '111111'
    expect(await act(ann, id, { type: 'enter_code', code }, TEST_NOW + 300_001)).toMatchObject({ ok: false, refusal: { code: 'code_expired' } })
    for (let n = 0; n < 5; n++) expect(await act(ann, id, { type: 'enter_code', code: wrong })).toMatchObject({ ok: true })
    expect(await act(ann, id, { type: 'enter_code', code })).toMatchObject({ ok: false, refusal: { code: 'code_used_up' } })
    expect(await act(ann, id, { type: 'send_code' }, TEST_NOW + 59_999)).toMatchObject({ ok: false, refusal: { code: 'code_too_soon' } })
    expect(await act(ann, id, { type: 'send_code' }, TEST_NOW + 60_000)).toMatchObject({ ok: true })
    expect(await act(ann, id, { type: 'enter_code', code }, TEST_NOW + 60_001)).toMatchObject({ ok: true, value: { status: 'requested' } })
  })

  test('the old contact’s code freezes it, tells those who read the audit about the clerk, and it is undone by two', async () => {
    const { store, ann, bob, sue, request, act, view, sent, deliver } = await scene(open)
    const id = actionIdOf(await request({ field: 'contact_phone', newValue: '139 0000 2222' }))
    await act(ann, id, { type: 'prove', proof: 'in_person', reason: 'came to the counter' })
    await act(bob, id, { type: 'approve', shownHash: (await view(bob, id)).frame.contentHash ?? '' })
    const due = TEST_NOW + FIELD_RULES.contact_phone.coolMs
    await keepProfileChanges({ store, keys: testKeys, now: due })
    expect((await findSubscriber(store.read, testKeys, 'S1'))?.contactPhone).toBe('+8613900002222')
    await deliver(due)
    const [first] = sent.filter(({ to }) => to === '+8613900001111')
    const code = codeIn(first?.text, NOT_ME)
    expect(await act(bob, id, { type: 'not_me', code: 'AAAAAAAA' }, due)).toMatchObject({ ok: false, refusal: { code: 'code_unknown' } })
    expect(await act(bob, id, { type: 'not_me', code: ` ${code.toLowerCase()} ` }, due)).toMatchObject({ ok: true, value: { status: 'frozen' } })
    // The customer froze it; the clerk only typed the code, and is on record for that.
    const frozen = await view(sue, id, due)
    expect(frozen.frozenBy).toBe('not_me')
    expect(frozen.frame.events.at(-1)).toMatchObject({ type: 'frozen_by_owner', by: 'bob', data: { contact: 'old' } })
    expect((await listAuditEvents(store.read, { action: 'profile_change.frozen_by_owner' }, null, 5)).events).toMatchObject([{ actor: `staff:${bob}`, object: `action:${id}` }])
    for (const [locale, line, code] of [['en', 'frozen by the customer, with the code of our notice, entered by bob', 'Profile change: frozen by the customer, with the code of our notice'], ['zh', '机主凭通知代码冻结，由bob录入', '资料变更：机主凭通知代码冻结']] as const) {
      const reader = { locale, zone: 'Asia/Shanghai', now: due }
      const shown = renderToStaticMarkup(createElement(ReaderProvider, { reader } as Parameters<typeof ReaderProvider>[0], createElement(ActionTimeline, { kind: 'profile_change', events: frozen.frame.events })))
      expect(shown).toContain(line)
      expect(actionText(translator(reader), 'profile_change.frozen_by_owner')).toBe(code)
    }
    expect((await listAuditEvents(store.read, { action: 'staff.reported' }, null, 5)).events).toMatchObject([{ object: `staff:${ann}`, after: { because: 'owner_denies_change', field: 'contact_phone' } }])
    await act(bob, id, { type: 'ask_revert', reason: 'owner says no' }, due)
    const hash = (await view(sue, id, due)).frame.contentHash ?? ''
    expect(await act(ann, id, { type: 'approve_revert', shownHash: hash }, due)).toMatchObject({ ok: false, refusal: { code: 'maker_is_checker' } })
    expect(await act(sue, id, { type: 'approve_revert', shownHash: hash }, due)).toMatchObject({ ok: true, value: { status: 'reverted' } })
    expect(await findSubscriber(store.read, testKeys, 'S1')).toMatchObject({ contactPhone: '+8613900001111', version: 3 })
    expect((await store.read.selectFrom('profile_changes').select('change_id').orderBy('id').execute()).map((row) => row.change_id)).toEqual([`staff-${id}`, `staff-${id}-back`])
    await whole(store)
  })

  test('a reply from the owner’s own contact does the same, in time before the change takes effect', async () => {
    const { store, ann, bob, request, act, view, sent, deliver } = await scene(open)
    const id = actionIdOf(await request())
    await deliver()
    const code = codeIn(sent.find(({ to }) => to === '+8613900001111')?.text, NOT_ME)
    await act(ann, id, { type: 'prove', proof: 'in_person', reason: 'came to the counter' })
    await act(bob, id, { type: 'approve', shownHash: (await view(bob, id)).frame.contentHash ?? '' })
    const due = TEST_NOW + FIELD_RULES.email.coolMs
    await store.write(async (tx) => {
      await tx.insertInto('messages').values(messageRow({ message_id: 'other', number: '+8613700009999', text: `不是我 ${code}`, at: due - 60_000 })).execute()
    })
    expect(await keepProfileChanges({ store, keys: testKeys, now: due - 50_000 })).toMatchObject({ frozen: 0 })
    await store.write(async (tx) => {
      await tx.insertInto('messages').values(messageRow({ message_id: 'own', number: '+8613900001111', text: `不是我 ${code}`, at: due - 40_000 })).execute()
    })
    expect(await keepProfileChanges({ store, keys: testKeys, now: due })).toEqual({ tookEffect: 0, ended: 0, frozen: 1, proved: 0 })
    expect(await keepProfileChanges({ store, keys: testKeys, now: due + 60_000 })).toEqual({ tookEffect: 0, ended: 0, frozen: 0, proved: 0 })
    expect((await findSubscriber(store.read, testKeys, 'S1'))?.email).toBe('li@mail.example')
    expect((await view(bob, id, due)).frame.events.at(-1)).toMatchObject({ type: 'frozen_by_owner', by: null })
  })

  test('S74: a SIM and a mail changed on weak proof stop the approval, with the steps shown', async () => {
    const { store, ann, bob, sue, request, act, view } = await scene(open)
    for (const [changeId, field, hours] of [['C1', 'sim', 18], ['C2', 'email', 20]] as const)
      await store.write((tx) => bulkWriter(store, testKeys).storeRecords(tx, 'profile_change', [{ record: { kind: 'profile_change', changeId, subscriberId: 'S1', field, oldValue: 'a', newValue: 'b', channel: 'service_counter', staffId: '0312', verification: 'none', at: TEST_NOW - hours * 3_600_000, offsetMin: 480, extra: null }, line: null }], { importFileId: null, learnedAt: TEST_NOW }))
    const id = actionIdOf(await request({ field: 'refund_account', newValue: '6222 0000 1111 2222' }))
    await act(ann, id, { type: 'prove', proof: 'in_person', reason: 'came to the counter' })
    const shown = await view(bob, id)
    expect(shown.takeover).toMatchObject({ isHeld: true, steps: [{ what: 'sim', weight: 0.5 }, { what: 'email', weight: 0.3 }] })
    expect(shown.frame.allowed.approve).toMatchObject({ code: 'takeover_sequence' })
    expect(await act(bob, id, { type: 'approve', shownHash: shown.frame.contentHash ?? '' })).toMatchObject({ ok: false, refusal: { code: 'takeover_sequence' } })
    expect(await act(sue, id, { type: 'accept_risk', reason: 'owner known in person', shownHash: shown.frame.contentHash ?? '' })).toMatchObject({ ok: true })
    expect(await act(bob, id, { type: 'approve', shownHash: shown.frame.contentHash ?? '' })).toMatchObject({ ok: true })
  })

  test('S68: staff do not change their own account, and a colleague’s only with a supervisor', async () => {
    const { store, ann, bob, sue, request, act, view } = await scene(open)
    await store.write((tx) => declareInterest(tx, testKeys, ann, { kind: 'subscriber', value: 'S1', relation: 'own' }, TEST_NOW))
    expect(await request()).toMatchObject({ ok: false, refusal: { code: 'conflict_of_interest' } })
    const id = actionIdOf(await request({}, bob))
    await act(bob, id, { type: 'prove', proof: 'in_person', reason: 'came to the counter' })
    const other = await addStaff(store, 'cat')
    const hash = (await view(other, id)).frame.contentHash ?? ''
    expect(await act(other, id, { type: 'approve', shownHash: hash })).toMatchObject({ ok: false, refusal: { code: 'needs_supervisor' } })
    expect(await act(sue, id, { type: 'approve', shownHash: hash })).toMatchObject({ ok: true })
  })

  test('refuses what cannot be a value, what it is already, and a second change of the same field', async () => {
    const { request } = await scene(open)
    expect(await request({ newValue: 'no mail' })).toMatchObject({ ok: false, refusal: { code: 'value_form', field: 'newValue' } })
    expect(await request({ newValue: 'li@mail.example' })).toMatchObject({ ok: false, refusal: { code: 'change_same_value' } })
    expect(await request({ field: 'pin', newValue: '1234' })).toMatchObject({ ok: false, refusal: { code: 'pin_not_by_staff' } })
    expect(await request()).toMatchObject({ ok: true })
    expect(await request({ newValue: 'third@mail.example' })).toMatchObject({ ok: false, refusal: { code: 'change_already_open' } })
  })

  test('S74: a refund waits while the account’s profile is changed, frozen or locked, and no longer than that', async () => {
    const { store, ann, bob, request, act, view } = await scene(open)
    const waits = (now = TEST_NOW) => moneyWaits(store.read, testKeys, 'S1', now)
    expect(await waits()).toEqual([])
    const id = actionIdOf(await request())
    await act(ann, id, { type: 'prove', proof: 'in_person', reason: 'came to the counter' })
    expect(await waits()).toEqual(['profile_cooling'])
    await act(bob, id, { type: 'approve', shownHash: (await view(bob, id)).frame.contentHash ?? '' })
    const due = TEST_NOW + FIELD_RULES.email.coolMs
    await keepProfileChanges({ store, keys: testKeys, now: due })
    expect([await waits(due), await waits(due + FIELD_RULES.email.coolMs)]).toEqual([['profile_cooling'], []])
    await act(bob, id, { type: 'freeze', reason: 'owner called us' }, due)
    expect(await waits(due + WATCH_MS)).toEqual(['profile_frozen'])
    await request({ field: 'lock', newValue: 'on' })
    expect((await waits(due + WATCH_MS)).toSorted()).toEqual(['account_locked', 'profile_frozen'])
  })

  test.each([['sim', FIELD_RULES.sim.coolMs], ['email', FIELD_RULES.email.coolMs], ['name', FIELD_RULES.name.coolMs]])('S74: a refund waits as long after another system changed the %s, unless staff took that back', async (field, coolMs) => {
    const { store, ann, as } = await scene(open)
    const waits = (now: number) => moneyWaits(store.read, testKeys, 'S1', now)
    const at = TEST_NOW - 1_000
    await store.write((tx) => tx.insertInto('profile_changes').values([
      profileChangeRow({ change_id: 'CHG-7', field, at }), profileChangeRow({ change_id: 'CHG-8', field: 'address', at }), profileChangeRow({ change_id: 'CHG-9', subscriber_id: 'S2', field, at }),
      profileChangeRow({ change_id: 'staff-9-back', field, at }),
    ]).execute())
    expect([await waits(at + coolMs - 1), await waits(at + coolMs)]).toEqual([['profile_cooling'], []])
    await store.write((tx) => tx.updateTable('profile_changes').set({ field: 'sim' }).where('change_id', '=', 'CHG-7').execute())
    expect(await performAction(as(ann), { kind: 'profile_change', actionId: null, subject: { subjectKey: 'subscriber:S1' }, command: { type: 'undo', changeId: 'CHG-7', cause: 'owner_denies', reason: 'the owner called: not me' } })).toMatchObject({ ok: true })
    expect(await waits(TEST_NOW)).toEqual(['profile_frozen'])
  })

  test('two who approve at once: one does, the other is told', async () => {
    const { store, ann, bob, sue, request, act, view } = await scene(open)
    const id = actionIdOf(await request())
    await act(ann, id, { type: 'prove', proof: 'in_person', reason: 'came to the counter' })
    const hash = (await view(bob, id)).frame.contentHash ?? ''
    const results = await Promise.all([bob, sue].map((staffId) => act(staffId, id, { type: 'approve', shownHash: hash })))
    expect(results.filter((result) => result.ok)).toHaveLength(1)
    expect(results.find((result) => !result.ok)).toMatchObject({ refusal: { code: 'action_decided_by' } })
    await whole(store)
  })

  test('S74, S8: a change that a feed brought is taken back once, by two people, told to the former contact, and reported where the owner denies it', async () => {
    const { store, ann, bob, sue, as, act, view, sent, deliver } = await scene(open)
    const at = TEST_NOW - 20 * 3_600_000
    const fed = (changeId: string, changes: object) => ({
      kind: 'profile_change' as const, changeId, subscriberId: 'S1', field: 'email' as const, oldValue: 'before@mail.example', newValue: 'li@mail.example', channel: 'service_counter', staffId: 'E0312', verification: 'none' as const,
      at, offsetMin: 480, extra: null, ...changes,
    })
    await store.write((tx) => bulkWriter(store, testKeys).storeRecords(tx, 'profile_change', [
      { record: fed('CHG1', {}), line: null }, { record: fed('CHG2', { field: 'sim', oldValue: '89860000000000000017', newValue: '89860000000000000025', at: at + 3_600_000 }), line: null },
    ], { importFileId: null, learnedAt: TEST_NOW }))
    const undo = (staffId: number, changeId: string, subject = 'subscriber:S1') => performAction(as(staffId), {
      kind: 'profile_change', actionId: null, subject: { subjectKey: subject }, command: { type: 'undo', changeId, cause: 'owner_denies', reason: 'the owner called: not me' },
    })
    expect(await undo(ann, 'NONE')).toMatchObject({ ok: false, refusal: { code: 'change_record_missing' } })
    const [first, second] = await Promise.all([undo(ann, 'CHG1'), undo(bob, 'CHG1')])
    expect([first.ok, second.ok].filter(Boolean)).toHaveLength(1)
    const [maker, checker] = first.ok ? [ann, bob] : [bob, ann]
    const id = actionIdOf(first.ok ? first : second)
    expect(await undo(checker, 'CHG1')).toMatchObject({ ok: false, refusal: { code: 'change_undone_already', data: { actionId: id } } })
    expect(await moneyWaits(store.read, testKeys, 'S1', TEST_NOW)).toContain('profile_frozen')
    const shown = await view(checker, id)
    expect(shown).toMatchObject({ oldValue: 'b***@mail.example', newValue: 'l***@mail.example', frame: { status: 'reverting' } })
    const approve = (staffId: number) => act(staffId, id, { type: 'approve_revert', shownHash: shown.frame.contentHash ?? '' })
    expect(await approve(maker)).toMatchObject({ ok: false, refusal: { code: 'maker_is_checker' } })
    // Both are asked for before either is approved: putting one back is no step of a takeover that would void the other.
    const sim = actionIdOf(await undo(sue, 'CHG2'))
    expect(await approve(checker)).toMatchObject({ ok: true, value: { status: 'reverted' } })
    expect(await findSubscriber(store.read, testKeys, 'S1')).toMatchObject({ email: 'before@mail.example' })
    expect(await act(ann, sim, { type: 'approve_revert', shownHash: (await view(ann, sim)).frame.contentHash ?? '' })).toMatchObject({ ok: true, value: { status: 'reverted' } })
    await deliver()
    expect(sent.map(({ to }) => to)).toEqual(expect.arrayContaining(['before@mail.example', 'li@mail.example']))
    // What the undoing itself wrote is no other system's change.
    expect(await undo(ann, `staff-${id}-back`)).toMatchObject({ ok: false, refusal: { code: 'change_record_missing' } })
    const person = await getSubscriber(as(ann), 'S1')
    expect(person.ok && Object.fromEntries(person.value.changes.map((change) => [change.changeId, change.actionId]))).toEqual({ CHG1: id, CHG2: sim, [`staff-${id}-back`]: id, [`staff-${sim}-back`]: sim })
    const reported = await listAuditEvents(store.read, { object: 'entered_by:E0312' }, null, 10)
    expect(reported.events.map(({ action }) => action)).toEqual(['staff.reported', 'staff.reported'])
    await whole(store)
  })
})
