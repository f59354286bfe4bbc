import { expect, onTestFinished, test } from 'vitest'
import type { RefundContent } from '../../../app/domain/actions/refund.ts'
import { DEFAULT_SETTINGS } from '../../../app/domain/intake/operator-settings.ts'
import { MINUTE_MS } from '../../../app/domain/values/time.ts'
import { noticeText } from '../../../app/i18n/notice-text.ts'
import { practiceProviders } from '../../../app/providers/index.ts'
import { startStandIn } from '../../../app/providers/stand-in.ts'
import { carryOutRefunds } from '../../../app/usecases/money/carry-out-refunds.server.ts'
import { performAction } from '../../../app/usecases/actions/perform-action.server.ts'
import { queueNotices } from '../../../app/usecases/outbox/queue-notice.ts'
import { bulkWriter } from '../../../db/bulk.ts'
import { saveOperatorSettings } from '../../../db/queries/settings.ts'
import { forEachDialect, TEST_NOW, testKeys } from '../../support/database.ts'
import { newFolder } from '../../support/folders.ts'
import { addOrder, moneyScene } from '../../support/money.ts'
import { valueOf } from '../../support/result.ts'

const PERSON = {
  kind: 'subscriber', subscriberId: 'S1', name: '秦军勇', numbers: ['+8613800005678'], contactPhone: '+8615572720977', email: null, address: null, language: 'zh', idDocType: null, idDocLast4: null, status: 'active', openedAt: null,
  simChangedAt: null, extra: null,
} as const

/** Providers that a stand-in answers for, until the test has ended. */
async function practice() {
  const folder = newFolder()
  const standIn = await startStandIn()
  onTestFinished(standIn.close)
  return practiceProviders(standIn, folder, { timeoutMs: 20_000 })
}

forEachDialect('what customers are told when money went out', (open) => {
  const paid = async (content: Partial<RefundContent>, expected: number) => {
    const store = await open()
    const s = await moneyScene(store, { order: { subscriber_id: 'S1' } })
    await store.write((tx) => bulkWriter(store, testKeys).storeRecords(tx, 'subscriber', [{ record: PERSON, line: null }], { importFileId: null, learnedAt: TEST_NOW }))
    const asked = valueOf(await s.ask(s.ann, content))
    await s.approve(s.sue, asked.actionId)
    const providers = await practice()
    const told = async () => store.read.selectFrom('notices').select(['kind', 'to_masked', 'data']).where('object', '=', `action:${asked.actionId}`).orderBy('id').execute()
    expect(await told()).toEqual([])
    const later = s.as(null, TEST_NOW + 5 * MINUTE_MS)
    await carryOutRefunds(later, providers)
    await carryOutRefunds(later, providers)
    const rows = await told()
    expect(rows).toHaveLength(expected)
    return rows.map((row) => ({ kind: row.kind, to: row.to_masked, text: noticeText({ kind: row.kind as never, data: JSON.parse(row.data) }, { language: 'en', zone: 'Asia/Shanghai', now: TEST_NOW }).text }))
  }

  test('it is told in the language that is known of who reads it, with no complaint to say so, and else by number or operator', async () => {
    const store = await open()
    await store.write((tx) => bulkWriter(store, testKeys).storeRecords(tx, 'subscriber', [{ record: { ...PERSON, language: 'en', email: 'qin@mail.example' }, line: null }], { importFileId: null, learnedAt: TEST_NOW }))
    const s = await moneyScene(store, { order: { subscriber_id: 'S1' } })
    const asked = valueOf(await s.ask(s.ann))
    await s.approve(s.sue, asked.actionId)
    const providers = await practice()
    for (let n = 0; n < 2; n++) await carryOutRefunds(s.as(null, TEST_NOW + 5 * MINUTE_MS), providers)
    const languages = async () => (await store.read.selectFrom('notices').select(['kind', 'to_masked', 'language']).orderBy('id').execute()).map((row) => [row.kind, row.to_masked, row.language])
    expect(await languages()).toEqual([['refund_done', '155****0977', 'en']])
    // A wrong number reported from a contact that is on record, by its owner's account and from one that nobody knows.
    const report = (contact: string, order: number) => performAction(s.as(s.ann), { kind: 'wrong_number', actionId: null, subject: { orderRowId: order }, command: { type: 'open', intended: '+8613800005687', contact } })
    for (const [n, contact] of [[2, 'qin@mail.example'], [3, '+8615572720977'], [4, ''], [5, 'else@mail.example'], [6, '+447700900123']] as const)
      expect(await report(contact, await addOrder(store, { order: { subscriber_id: 'S1' } }, n))).toMatchObject({ ok: true })
    expect((await languages()).slice(1).map(([, to, language]) => [to, language])).toEqual([['q***@mail.example', 'en'], ['155****0977', 'en'], ['155****0977', 'en'], ['e***@mail.example', 'zh'], [expect.stringContaining('0123'), 'en']])
    // A mail about no number at all.
    const tell = (event: string) => store.write((tx) => queueNotices(tx, s.as(s.ann), [{ kind: 'dispute_received', object: 'action:1', event, contact: { channel: 'email', address: 'else@mail.example' }, language: null, data: { number: '', caseNo: 'D-1' } }]))
    await tell('at home')
    await store.write((tx) => saveOperatorSettings(tx, { ...DEFAULT_SETTINGS, country: 'NG' }, 0, { at: TEST_NOW, by: null }))
    await tell('abroad')
    expect((await languages()).slice(-2).map(([, , language]) => language)).toEqual(['zh', 'en'])
  })

  test('who gets a refund hears the sum, the road and how long it takes, once, on the contact that is theirs', async () => {
    const [one] = await paid({ road: 'refund', reasonCode: 'duplicate', amountMinor: 10_000 }, 1)
    expect(one).toMatchObject({ kind: 'refund_done', to: '155****0977' })
    expect(one?.text).toMatch(/Number 138 ?\*{4} ?5678 · reference R-\d+/)
    expect(one?.text).toContain('100.00')
    expect(one?.text).toContain('within 3 days')
    expect(one?.text).toContain('never ask for a verification code')
  })

  test('a number that is credited hears of it, and one that something is taken from hears that', async () => {
    expect(await paid({ road: 'goodwill', reasonCode: 'delivered_late', amountMinor: 1_000 }, 1)).toMatchObject([{ kind: 'credit_done', to: '138****5678' }])
    expect(await paid({ road: 'reversal', reasonCode: 'wrong_number', amountMinor: 10_000 }, 2)).toMatchObject([{ kind: 'refund_done', to: '155****0977' }, { kind: 'credit_taken_back', to: '138****5678' }])
  })
})
