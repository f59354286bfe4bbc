import { expect, test } from 'vitest'
import { noticeText } from '../../../app/i18n/notice-text.ts'
import { mergeCases } from '../../../app/usecases/cases/merge-cases.server.ts'
import { previewLetter, writeLetter } from '../../../app/usecases/cases/write-letter.server.ts'
import { keepCases } from '../../../app/usecases/cases/keep-cases.server.ts'
import { getShift } from '../../../app/usecases/figures/get-shift.server.ts'
import { keepLetters } from '../../../app/usecases/cases/keep-letters.server.ts'
import { separateCase } from '../../../app/usecases/cases/separate-case.server.ts'
import { snoozeCase } from '../../../app/usecases/cases/snooze-case.server.ts'
import { decideCase } from '../../../app/usecases/cases/decide-case.server.ts'
import { listQueue } from '../../../app/usecases/cases/list-queue.server.ts'
import { getCase } from '../../../app/usecases/cases/get-case.server.ts'
import { listAuditEvents } from '../../../db/queries/audit.ts'
import { listNoticeRows } from '../../../db/queries/notices.ts'
import { listFigure } from '../../../db/queries/figures.ts'
import { checkCases } from '../../../db/queries/verify.ts'
import { addStaff, forEachDialect, TEST_NOW, testContext } from '../../support/database.ts'
import { addFlaggedOrder, messageRow, profileChangeRow, subscriberRow } from '../../support/records.ts'
import { valueOf } from '../../support/result.ts'

const DAY = 86_400_000

forEachDialect('letters of a case', (open) => {
  const scene = async () => {
    const store = await open()
    const ann = testContext(store, { staffId: await addStaff(store, 'ann'), now: TEST_NOW })
    const slow = [{ flag: 'payment/slow', family: 'payment' }]
    const first = await addFlaggedOrder(store, { order_id: 'RING-1', target_number: '+8617000010001' }, slow)
    const second = await addFlaggedOrder(store, { order_id: 'RING-2', target_number: '+8617000010002' }, slow)
    const again = await addFlaggedOrder(store, { order_id: 'RING-3', target_number: '+8617000010001' }, slow)
    const notices = async () => (await listNoticeRows(store.read, { states: [], object: `case:${first.caseId}` }, null, 50)).rows
    const versionOf = async () => (await store.read.selectFrom('cases').select('version').where('id', '=', first.caseId).executeTakeFirstOrThrow()).version
    return { store, ann, caseId: first.caseId, others: [second, again], notices, versionOf }
  }

  test('S5 of a day: every holder of a ring is asked once to verify, called no offender and given a day; who joins later is written to by a second letter', async () => {
    const { store, ann, caseId, others, notices, versionOf } = await scene()
    expect(await previewLetter(ann, caseId, 'verify_again')).toMatchObject({ ok: true, value: { recipients: 1, unreachable: 0, before: 0, data: { due: TEST_NOW + DAY, count: 1 } } })
    expect((await writeLetter(ann, caseId, 'verify_again', await versionOf())).ok).toBe(true)
    expect(await writeLetter(ann, caseId, 'verify_again', await versionOf())).toMatchObject({ ok: false, refusal: { code: 'letter_written_already', data: { recipients: 1 } } })
    expect(await notices()).toHaveLength(1)

    const items = others.map((one) => ({ caseId: one.caseId, expectedVersion: 1 }))
    expect((await mergeCases(ann, caseId, items)).ok).toBe(true)
    expect(await previewLetter(ann, caseId, 'verify_again')).toMatchObject({ ok: true, value: { recipients: 2, before: 1 } })
    expect((await writeLetter(ann, caseId, 'verify_again', await versionOf())).ok).toBe(true)
    const rows = await notices()
    expect(rows.map((row) => [row.kind, row.language, row.toMasked])).toEqual([['verify_asked', 'zh', '170****0002'], ['verify_asked', 'zh', '170****0001']])
    const { text } = noticeText({ kind: 'verify_asked', data: rows[0]?.data ?? {} }, { language: 'en', zone: 'Asia/Shanghai', now: TEST_NOW })
    expect(text).toContain('170 **** 0002')
    expect(text).not.toMatch(/0001|fraud|offender|suspect/)

    const view = await getCase(ann, caseId)
    expect(view).toMatchObject({ ok: true, value: { work: { letters: [{ letter: 'verify_again', recipients: 2, dueAt: TEST_NOW + DAY, done: 0, wrote: 0, open: 2, undelivered: 0, isOver: false }] } } })
    // A letter that was given up is told where the answer to it is waited for.
    await store.write((tx) => tx.updateTable('notices').set({ state: 'dead' }).where('id', '=', rows[0]?.id ?? 0).execute())
    expect(await getCase(ann, caseId)).toMatchObject({ ok: true, value: { work: { letters: [{ open: 2, undelivered: 1 }] } } })
    const audit = (await listAuditEvents(store.read, {}, null, 100)).events.map((event) => event.action)
    expect(audit.filter((action) => action === 'case.letter_written')).toHaveLength(2)
    expect(audit.filter((action) => action === 'notice.queued')).toHaveLength(2)
    expect(await checkCases(store.read)).toEqual([])
  })

  test('questions of the playbook go to whoever ordered; nobody to write to, an old version and a role that may not are refused and write nothing', async () => {
    const { store, ann, caseId, notices, versionOf } = await scene()
    expect((await writeLetter(ann, caseId, 'ask_customer', await versionOf())).ok).toBe(true)
    const [asked] = await notices()
    const words = noticeText({ kind: 'answer_asked', data: asked?.data ?? {} }, { language: 'en', zone: 'Asia/Shanghai', now: TEST_NOW })
    expect(words.text).toContain('Where was the top-up bought? Who paid for it? Please reply')
    expect(await writeLetter(ann, caseId, 'warn_scam', 1)).toMatchObject({ ok: false, refusal: { code: 'case_changed' } })
    const auditor = testContext(store, { staffId: await addStaff(store, 'aud', 'auditor'), role: 'auditor', now: TEST_NOW })
    expect(await writeLetter(auditor, caseId, 'warn_scam', await versionOf())).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
    const nameless = await addFlaggedOrder(store, { order_id: 'CARD-1', target_number: '89860012', target_kind: 'smart_card' } as never)
    expect(await previewLetter(ann, nameless.caseId, 'verify_again')).toMatchObject({ ok: true, value: { recipients: 0, unreachable: 1 } })
    expect(await writeLetter(ann, nameless.caseId, 'verify_again', 1)).toMatchObject({ ok: false, refusal: { code: 'letter_nobody' } })
    expect(await previewLetter(ann, 999_999, 'verify_again')).toMatchObject({ ok: false, refusal: { code: 'case_missing' } })
    expect(await notices()).toHaveLength(1)
  })

  /** Three holders, of whom two are on record, in one case; all asked to verify. */
  const ringScene = async () => {
    const one = await scene()
    const { store, ann, caseId, others, versionOf } = one
    const third = await addFlaggedOrder(store, { order_id: 'RING-4', target_number: '+8617000010003' }, [{ flag: 'payment/slow', family: 'payment' }])
    expect((await mergeCases(ann, caseId, [...others, third].map((each) => ({ caseId: each.caseId, expectedVersion: 1 })))).ok).toBe(true)
    await store.write(async (tx) => {
      for (const n of [1, 2]) {
        await tx.insertInto('subscribers').values(subscriberRow({ subscriber_id: `H${n}` })).execute()
        await tx.insertInto('subscriber_numbers').values({ number: `+861700001000${n}`, subscriber_id: `H${n}` }).execute()
      }
    })
    expect((await writeLetter(ann, caseId, 'verify_again', await versionOf())).ok).toBe(true)
    const verifies = (subscriberId: string, verification: string, at: number) =>
      store.write((tx) => tx.insertInto('profile_changes').values(profileChangeRow({ change_id: `${subscriberId} ${at}`, subscriber_id: subscriberId, verification, at })).execute())
    const writes = (number: string, text: string, at: number) => store.write((tx) => tx.insertInto('messages').values(messageRow({ message_id: `M${at}`, number, number_raw: number, text, at })).execute())
    const standing = async (now: number, id = caseId) => {
      const view = await getCase({ ...ann, now }, id)
      return view.ok ? view.value.work.letters[0] : undefined
    }
    const caseRow = (id = caseId) => store.read.selectFrom('cases').select(['state', 'is_open', 'wake_at']).where('id', '=', id).executeTakeFirstOrThrow()
    const history = async (id = caseId) => (await store.read.selectFrom('case_events').select(['type', 'data']).where('case_id', '=', id).orderBy('seq').execute()).map(({ type, data }) => ({ type, ...(JSON.parse(data) as object) }))
    return { ...one, verifies, writes, standing, caseRow, history, keep: (now: number) => keepLetters({ ...ann, now }) }
  }

  test('S5 of a day: who verified comes back to the case by itself, and a case that was put aside is back in its queue when the day is over', async () => {
    const { store, ann, caseId, versionOf, verifies, writes, standing, caseRow, history, keep } = await ringScene()
    expect((await snoozeCase(ann, caseId, { until: TEST_NOW + 5 * DAY, reasonCode: 'appointment', note: null, expectedVersion: await versionOf() })).ok).toBe(true)
    // Before the letter, by a code alone, and from somebody else: none of them shows who holds the number.
    await verifies('H1', 'in_person', TEST_NOW - 1)
    await verifies('H1', 'otp_old', TEST_NOW + 1)
    await writes('+8613900009999', 'not from the ring', TEST_NOW + 2)
    expect(await standing(TEST_NOW + 3)).toMatchObject({ done: 0, wrote: 0, open: 3, isOver: false })
    await verifies('H1', 'id_document', TEST_NOW + 10)
    await writes('+8617000010003', 'bought it from 13800001111', TEST_NOW + 20)
    const seen = await standing(TEST_NOW + 30)
    expect(seen).toMatchObject({ done: 1, wrote: 1, open: 1 })
    expect(seen?.people.map(({ to, is, how, subscriberId, text }) => [to, is, how, subscriberId, text])).toEqual([
      ['170****0001', 'done', 'id_document', 'H1', null], ['170****0002', 'open', null, 'H2', null], ['170****0003', 'wrote', null, null, 'bought it from 138****1111'],
    ])
    expect(await keep(TEST_NOW + DAY - 1)).toBe(0)
    expect(await caseRow()).toMatchObject({ state: 'snoozed', is_open: 0 })

    expect(await keep(TEST_NOW + DAY)).toBe(1)
    expect(await keep(TEST_NOW + DAY + 1)).toBe(0)
    expect((await history()).slice(-2)).toEqual([{ type: 'letter_ended', letter: 'verify_again', done: 1, wrote: 1, open: 1 }, { type: 'woken', cause: 'letter_over', dueAt: expect.any(Number) }])
    expect(await caseRow()).toMatchObject({ state: 'new', is_open: 1, wake_at: null })
    expect(await standing(TEST_NOW + DAY + 1)).toMatchObject({ isOver: true, open: 1 })
    const view = await getCase({ ...ann, now: TEST_NOW + DAY + 1 }, caseId)
    expect(view.ok && view.value.timeline.find((moment) => moment.type === 'letter_ended')?.data).toMatchObject({ done: 1, wrote: 1, open: 1, count: 3 })

    // Late is later than never, and is still shown.
    await verifies('H2', 'in_person', TEST_NOW + 2 * DAY)
    expect(await standing(TEST_NOW + 2 * DAY + 1)).toMatchObject({ done: 2, open: 0 })
    await keepCases({ ...ann, now: TEST_NOW + 5 * DAY })
    expect(await checkCases(store.read)).toEqual([])
  })

  test('a case comes back before its day is over once nobody is left to wait for, in whichever way they were seen', async () => {
    const { store, caseId, ann, versionOf, verifies, caseRow, history, keep, others } = await ringScene()
    await separateCase(ann, others[1]?.caseId ?? 0)
    expect((await snoozeCase(ann, caseId, { until: TEST_NOW + 5 * DAY, reasonCode: 'appointment', note: null, expectedVersion: await versionOf() })).ok).toBe(true)
    await store.write(async (tx) => {
      await tx.insertInto('subscribers').values(subscriberRow({ subscriber_id: 'H3' })).execute()
      await tx.insertInto('subscriber_numbers').values({ number: '+8617000010003', subscriber_id: 'H3' }).execute()
      await tx.insertInto('contact_confirmations').values({ subscriber_id: 'H2', field: 'contact_phone', value_hash: 'x', confirmed_at: TEST_NOW + 5, staff_id: null, how: 'in_person' }).execute()
      await tx.insertInto('contact_confirmations').values({ subscriber_id: 'H3', field: 'contact_phone', value_hash: 'x', confirmed_at: TEST_NOW + 5, staff_id: null, how: 'call' }).execute()
    })
    await verifies('H1', 'in_person', TEST_NOW + 10)
    expect(await keep(TEST_NOW + 20)).toBe(0)
    // A change that was refused proves nothing; one that stands does, from the moment it was proved.
    const prove = (status: string, at: number) => store.write(async (tx) => {
      const { id } = await tx.insertInto('staff_actions').values({
        kind: 'profile_change', variant: 'email', subject_key: 'subscriber:H3', order_row_id: null, case_id: null, parent_id: null, party_hash: null, status, is_open: 0, version: 2, maker_id: null, checker_id: null,
        amount_minor: null, currency: null, reason_code: null, reference: null, due_at: null, act_at: null, opened_at: at, changed_at: at,
      }).returning('id').executeTakeFirstOrThrow()
      await tx.insertInto('action_events').values({ action_id: id, seq: 2, type: 'verified', data: JSON.stringify({ proof: 'in_person' }), sealed_data: null, staff_id: null, at }).execute()
    })
    await prove('rejected', TEST_NOW + 30)
    expect(await keep(TEST_NOW + 40)).toBe(0)
    await prove('pending', TEST_NOW + 50)
    expect(await keep(TEST_NOW + 60)).toBe(1)
    expect((await history()).slice(-2)).toEqual([{ type: 'letter_ended', letter: 'verify_again', done: 3, wrote: 0, open: 0 }, expect.objectContaining({ type: 'woken', cause: 'customer_answered' })])
    expect(await caseRow()).toMatchObject({ is_open: 1 })
    expect(await keep(TEST_NOW + DAY)).toBe(0)
    expect(await checkCases(store.read)).toEqual([])
  })

  test('what was asked before a case became part of another is heard of by the whole; a decided case keeps its decision and gets it into its history', async () => {
    const { ann, caseId, others, versionOf, store } = await scene()
    const part = others[0]?.caseId ?? 0
    expect((await writeLetter(ann, part, 'ask_customer', 1)).ok).toBe(true)
    expect((await mergeCases(ann, caseId, [{ caseId: part, expectedVersion: 2 }])).ok).toBe(true)
    expect((await snoozeCase(ann, caseId, { until: TEST_NOW + 5 * DAY, reasonCode: 'appointment', note: null, expectedVersion: await versionOf() })).ok).toBe(true)
    await store.write((tx) => tx.insertInto('messages').values(messageRow({ number: '+8617000010002', text: 'from a shop', at: TEST_NOW + 5 })).execute())
    const view = await getCase({ ...ann, now: TEST_NOW + 6 }, caseId)
    expect(view.ok && view.value.work.letters).toMatchObject([{ letter: 'ask_customer', recipients: 1, done: 1, open: 0 }])
    expect(await keepLetters({ ...ann, now: TEST_NOW + 10 })).toBe(1)
    expect(await store.read.selectFrom('cases').select(['id', 'state', 'is_open']).where('id', 'in', [caseId, part]).orderBy('id').execute()).toEqual([{ id: caseId, state: 'new', is_open: 1 }, { id: part, state: 'merged', is_open: 0 }])

    const decided = others[1]?.caseId ?? 0
    expect((await writeLetter(ann, decided, 'verify_again', 1)).ok).toBe(true)
    expect((await decideCase(ann, decided, { outcome: 'confirmed_fraud', reasonCode: 'slow_topup', note: null, expectedVersion: 2 })).ok).toBe(true)
    expect(await keepLetters({ ...ann, now: TEST_NOW + DAY })).toBe(1)
    expect(await store.read.selectFrom('cases').select(['state', 'is_open']).where('id', '=', decided).executeTakeFirst()).toEqual({ state: 'decided', is_open: 0 })
    expect(await checkCases(store.read)).toEqual([])
  })

  test('who decides a case before its holders have verified still finds it: in the list of what waits for them, with the time left, until the wait ends', async () => {
    const { store, ann, caseId, others, versionOf } = await scene()
    const [part, decided] = [others[0]?.caseId ?? 0, others[1]?.caseId ?? 0]
    expect((await writeLetter(ann, decided, 'verify_again', 1)).ok).toBe(true)
    expect((await decideCase(ann, decided, { outcome: 'confirmed_fraud', reasonCode: 'slow_topup', note: null, expectedVersion: 2 })).ok).toBe(true)
    // What was written to a part is looked for at its whole; what only warns is waited for by nobody.
    expect((await writeLetter({ ...ann, now: TEST_NOW + 5 }, part, 'ask_customer', 1)).ok).toBe(true)
    expect((await writeLetter(ann, caseId, 'warn_scam', await versionOf())).ok).toBe(true)
    expect((await mergeCases(ann, caseId, [{ caseId: part, expectedVersion: 2 }])).ok).toBe(true)
    const listed = async (awaitedLetters: readonly ('verify_again' | 'ask_customer' | 'warn_scam')[], now = TEST_NOW + 10) => {
      const queue = valueOf(await listQueue({ ...ann, now }, { filter: {}, sort: 'rank', after: null, limit: 50, awaitedLetters }))
      return { verifying: queue.verifying, rows: queue.rows.map((row) => [row.id, row.status, row.awaits]) }
    }
    expect(await listed(['verify_again'])).toEqual({ verifying: 1, rows: [[decided, 'decided', { letter: 'verify_again', dueAt: TEST_NOW + DAY }]] })
    const whole = [caseId, 'new', { letter: 'ask_customer', dueAt: TEST_NOW + 5 + 3 * DAY }]
    expect((await listed(['ask_customer'])).rows).toEqual([whole])
    expect((await listed(['warn_scam'])).rows).toEqual([])
    // The hand-over counts the same cases.
    const line = async (now: number) => (await getShift({ ...ann, now })).lines.find(({ id }) => id === 'letters_now')
    expect(await line(TEST_NOW + 10)).toMatchObject({ count: 2, parts: [{ part: 'ask_customer', count: 1 }, { part: 'verify_again', count: 1 }] })
    expect((await listFigure(store.read, 'letters_now', { from: 0, to: TEST_NOW + 10, now: TEST_NOW + 10 }, 'verify_again', { limit: 9 })).map(({ id }) => id)).toEqual([decided])
    expect((await listed([])).rows).toEqual([whole])
    expect(await keepLetters({ ...ann, now: TEST_NOW + DAY })).toBe(1)
    expect(await listed(['verify_again'], TEST_NOW + DAY)).toEqual({ verifying: 0, rows: [] })
    expect(await line(TEST_NOW + DAY)).toMatchObject({ count: 1, parts: [{ part: 'ask_customer' }] })
  })
})
