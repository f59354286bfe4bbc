import { expect, test } from 'vitest'
import { noticeText } from '../../app/i18n/notice-text.ts'
import { mergeCases } from '../../app/usecases/merge-cases.server.ts'
import { previewLetter, writeLetter } from '../../app/usecases/write-letter.server.ts'
import { getCase } from '../../app/usecases/get-case.server.ts'
import { listAuditEvents } from '../../db/queries/audit.ts'
import { listNoticeRows } from '../../db/queries/notices.ts'
import { checkCases } from '../../db/queries/verify.ts'
import { addStaff, forEachDialect, TEST_NOW, testContext } from '../support/database.ts'
import { addFlaggedOrder } from '../support/records.ts'

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
    expect(view).toMatchObject({ ok: true, value: { work: { letters: [{ letter: 'verify_again', recipients: 1 }, { letter: 'verify_again', recipients: 2, dueAt: TEST_NOW + DAY }] } } })
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
})
