import { describe, expect, test } from 'vitest'
import { ATTEMPTS_MAX, afterTry, NOTICE_KINDS, pauseAfter, STAFF_NOTICES, type Notice, type OutgoingMessage, type SendOutcome } from '../../../app/domain/notices/notice.ts'
import { noticeText } from '../../../app/i18n/notice-text.ts'
import { deliverNotices } from '../../../app/usecases/outbox/deliver-notices.server.ts'
import { listNotices } from '../../../app/usecases/outbox/list-notices.server.ts'
import { queueNotices } from '../../../app/usecases/outbox/queue-notice.ts'
import { retryNotice } from '../../../app/usecases/outbox/retry-notice.server.ts'
import type { Store } from '../../../db/client.ts'
import { listAuditEvents } from '../../../db/queries/audit.ts'
import { addStaff, forEachDialect, TEST_NOW, testContext, testKeys } from '../../support/database.ts'

const NOTICE: Notice = {
  kind: 'change_requested_old', object: 'action:7', event: 'profile_change:7:1', contact: { channel: 'sms', address: '+8613800138000' }, language: 'zh-CN',
  data: { number: '138****5678', caseNo: 'PC-7', field: 'email', at: TEST_NOW, effective: TEST_NOW + 86_400_000 }, secret: { code: 'K7MPQ2RT' },
}
const ALL = { states: [], object: null, before: null, limit: 50 } as const

/** A road that answers as it is told and remembers what it was given. */
function road(...answers: SendOutcome[]) {
  const messages: OutgoingMessage[] = []
  return { messages, send: async (message: OutgoingMessage) => { messages.push(message); return answers.shift() ?? ({ type: 'sent' } as const) } }
}
const deliver = (store: Store, to: ReturnType<typeof road>, now = TEST_NOW) => deliverNotices({ store, keys: testKeys, road: to, render: noticeText, now: () => now, isStopping: () => false })

forEachDialect('the outbox', (open) => {
  test('tells an event once to each contact, whoever asks and however often', async () => {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'ann') })
    const other = { ...NOTICE, contact: { channel: 'email', address: 'Li@mail.example' } } as const
    const queued = await Promise.all(Array.from({ length: 5 }, () => store.write((tx) => queueNotices(tx, context, [NOTICE, other]))))
    expect(queued.sort()).toEqual([0, 0, 0, 0, 2])
    const to = road()
    expect(await deliver(store, to)).toEqual({ sent: 2, failed: 0, dead: 0 })
    expect(to.messages.map((message) => message.to).sort()).toEqual(['+8613800138000', 'Li@mail.example'])
    expect(await deliver(store, to)).toEqual({ sent: 0, failed: 0, dead: 0 })
  })

  test('of whom no language is known is written to in that of the country: of the number it goes to, of the one that a mail is about, or the operator’s', async () => {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'ann') })
    const mail = { channel: 'email', address: 'zhao@mail.example' } as const
    const to = (event: string, changes: Partial<Notice>): Notice => ({ ...NOTICE, event, language: null, ...changes })
    await store.write((tx) => queueNotices(tx, context, [
      to('1', {}), to('2', { contact: { channel: 'sms', address: '+447911123456' } }), to('3', { contact: mail }), to('4', { contact: mail, data: { ...NOTICE.data, number: '+4479****3456' } }),
      to('5', { contact: mail, data: { ...NOTICE.data, number: '' } }), to('6', { contact: mail, language: 'en' }),
    ]))
    const rows = await store.read.selectFrom('notices').select('language').orderBy('id').execute()
    expect(rows.map((row) => row.language)).toEqual(['zh', 'en', 'zh', 'en', 'zh', 'en'])
  })

  test('two workers send each notice once', async () => {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'ann') })
    await store.write((tx) => queueNotices(tx, context, Array.from({ length: 8 }, (_, n) => ({ ...NOTICE, event: `e${n}` }))))
    const to = road()
    const reports = await Promise.all([deliver(store, to), deliver(store, to)])
    expect(reports.reduce((sum, report) => sum + report.sent, 0)).toBe(8)
    expect(new Set(to.messages.map((message) => message.id)).size).toBe(8)
  })

  test('the customer reads the code, staff and the database never do', async () => {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'ann') })
    await store.write((tx) => queueNotices(tx, context, [NOTICE]))
    const to = road()
    await deliver(store, to)
    expect(to.messages[0]?.text).toContain('K7MPQ2RT')
    expect(to.messages[0]?.text).toContain('138 **** 5678')
    const view = await listNotices(context, ALL)
    expect(view.rows).toMatchObject([{ state: 'sent', toMasked: '138****8000', secretNames: ['code'], language: 'zh' }])
    const stored = JSON.stringify([view, await store.read.selectFrom('notices').selectAll().execute(), (await listAuditEvents(store.read, {}, null, 50)).events])
    expect(stored).not.toMatch(/K7MPQ2RT|13800138000/)
    expect((await store.read.selectFrom('notices').select('sealed_secret').executeTakeFirst())?.sealed_secret).toBeNull()
  })

  test('waits longer after each failure, gives up, says so on record, and can be sent again by hand', async () => {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'ann', 'supervisor'), role: 'supervisor' })
    await store.write((tx) => queueNotices(tx, context, [NOTICE]))
    const failing = road(...Array.from({ length: ATTEMPTS_MAX }, () => ({ type: 'failed', error: 'ECONNECTION' }) as const))
    let now = TEST_NOW
    expect(await deliver(store, failing, now)).toMatchObject({ failed: 1 })
    expect(await deliver(store, failing, now + pauseAfter(1) - 1)).toMatchObject({ failed: 0 })
    for (let attempt = 1; attempt < ATTEMPTS_MAX; attempt++) {
      now += pauseAfter(attempt)
      await deliver(store, failing, now)
    }
    expect(failing.messages).toHaveLength(ATTEMPTS_MAX)
    const { rows: [dead], counts } = await listNotices(context, { ...ALL, states: ['dead'] })
    expect(counts).toEqual({ waiting: 0, sending: 0, sent: 0, dead: 1 })
    expect((await listNotices(context, { ...ALL, object: 'action:999' })).counts).toMatchObject({ dead: 0 })
    expect(dead).toMatchObject({ state: 'dead', attempts: ATTEMPTS_MAX, error: 'ECONNECTION' })
    expect((await listAuditEvents(store.read, { action: 'notice.dead' }, null, 5)).events).toMatchObject([{ object: 'action:7', actor: 'system' }])
    expect(await retryNotice({ ...context, now }, dead?.id ?? 0)).toMatchObject({ ok: true })
    expect(await retryNotice({ ...context, now }, dead?.id ?? 0)).toMatchObject({ ok: false, refusal: { code: 'notice_not_dead' } })
    expect(await retryNotice({ ...context, now }, 999)).toMatchObject({ ok: false, refusal: { code: 'notice_gone' } })
    const to = road()
    expect(await deliver(store, to, now)).toMatchObject({ sent: 1 })
    expect(to.messages[0]?.text).toContain('K7MPQ2RT')
  })

  test('what will not get better is not tried again', async () => {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'ann') })
    await store.write((tx) => queueNotices(tx, context, [NOTICE]))
    expect(await deliver(store, road({ type: 'refused', error: 'no_sms_gateway' }))).toEqual({ sent: 0, failed: 0, dead: 1 })
  })

  test.each([
    [new Error('rcpt 13800138000 refused in /srv/outbox'), 'not_sent'], [Object.assign(new Error("EACCES: open '/srv/outbox/13800138000.json'"), { code: 'EACCES' }), 'EACCES'],
  ])('S53: of an error of the road nothing is kept but its code: %s', async (error, code) => {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'ann') })
    await store.write((tx) => queueNotices(tx, context, [NOTICE]))
    expect(await deliver(store, { messages: [], send: () => Promise.reject(error) })).toEqual({ sent: 0, failed: 1, dead: 0 })
    expect((await listNotices(context, ALL)).rows).toMatchObject([{ state: 'waiting', error: code }])
  })

  test('S14: a notice whose worker was killed while sending goes out under the same id', async () => {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'ann') })
    await store.write((tx) => queueNotices(tx, context, [NOTICE]))
    const killed = road()
    const never = deliverNotices({ store, keys: testKeys, road: { send: (message) => { killed.messages.push(message); return new Promise(() => {}) } }, render: noticeText, now: () => TEST_NOW, isStopping: () => false })
    void never
    while (killed.messages.length === 0) await new Promise((resolve) => setImmediate(resolve))
    const next = road()
    expect(await deliver(store, next, TEST_NOW + 60_000)).toMatchObject({ sent: 0 })
    expect(await deliver(store, next, TEST_NOW + 120_001)).toMatchObject({ sent: 1 })
    expect(next.messages[0]?.id).toBe(killed.messages[0]?.id)
  })

  test('nothing stays when what it tells of is undone', async () => {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'ann') })
    await store.write(async (tx) => { await queueNotices(tx, context, [NOTICE]); throw new Error('undone') }).catch(() => {})
    expect((await listNotices(context, ALL)).rows).toEqual([])
  })
})

describe('what a notice says', () => {
  const data = {
    number: '138****5678', caseNo: 'PC-7', field: 'email', at: TEST_NOW, effective: TEST_NOW, code: 'K7MPQ2RT', minutes: 5, days: 30, due: TEST_NOW, reason: 'not_received',
    needed: 'a photo of the card', text: 'We looked into it.', amountMinor: 100, currency: 'CNY', road: 'refund', count: 2, meant: '139****5687', because: 'no_answer', asks: ['who_paid'],
  }
  test.each(NOTICE_KINDS.filter((kind) => !STAFF_NOTICES.has(kind)).flatMap((kind) => (['en', 'zh'] as const).map((language) => [kind, language] as const)))(
    '%s in %s names the masked number and the reference, warns of asking for codes, and holds no link',
    (kind, language) => {
      const { subject, text } = noticeText({ kind, data }, { language, zone: 'Asia/Shanghai', now: TEST_NOW })
      expect(text).toContain('138 **** 5678')
      expect(text).toContain('PC-7')
      expect(text).toMatch(language === 'en' ? /never ask for a verification code/ : /绝不会向您索要验证码/)
      expect(`${subject}\n${text}`).not.toMatch(/https?:|www\.|[a-z0-9-]+\.(com|cn|net|org|top)\b/i)
      expect(`${subject}\n${text}`).not.toMatch(/[{}–]|undefined/)
    },
  )
  test('pauses double up to six hours, and the tries end', () => {
    expect([1, 2, 3, 20].map(pauseAfter)).toEqual([15_000, 30_000, 60_000, 21_600_000])
    expect(afterTry(ATTEMPTS_MAX - 1, { type: 'failed', error: 'x' }, 0).state).toBe('waiting')
    expect(afterTry(ATTEMPTS_MAX, { type: 'failed', error: 'x' }, 0).state).toBe('dead')
    expect(afterTry(1, { type: 'refused', error: 'x' }, 0).state).toBe('dead')
  })
})
