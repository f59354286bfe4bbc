import { expect, onTestFinished, test } from 'vitest'
import type { HoldSubject, LegalHoldCommand } from '../../../app/domain/actions/legal-hold.ts'
import type { Subscriber } from '../../../app/domain/intake/record.ts'
import { MINUTE_MS } from '../../../app/domain/values/time.ts'
import { practiceProviders } from '../../../app/providers/index.ts'
import { startStandIn } from '../../../app/providers/stand-in.ts'
import { carryOutRefunds } from '../../../app/usecases/money/carry-out-refunds.server.ts'
import { getCase } from '../../../app/usecases/cases/get-case.server.ts'
import { performAction } from '../../../app/usecases/actions/perform-action.server.ts'
import { mergeCases } from '../../../app/usecases/cases/merge-cases.server.ts'
import { separateCase } from '../../../app/usecases/cases/separate-case.server.ts'
import { getSubscriber } from '../../../app/usecases/subscribers/get-subscriber.server.ts'
import { bulkWriter } from '../../../db/bulk.ts'
import { forEachDialect, TEST_NOW, testKeys } from '../../support/database.ts'
import { newFolder } from '../../support/folders.ts'
import { moneyScene } from '../../support/money.ts'
import { addFlaggedOrder, flagOrder, orderRow } from '../../support/records.ts'
import { valueOf } from '../../support/result.ts'

forEachDialect('a hold on money', (open) => {
  const scene = async () => {
    const store = await open()
    const s = await moneyScene(store)
    const { caseId } = await store.write((tx) => flagOrder(tx, s.orderRowId, orderRow(), [{}]))
    const hold = (command: LegalHoldCommand, actionId: number | null = null, staffId = s.sue) => performAction(s.as(staffId), { kind: 'legal_hold', actionId, command })
    const place = async (about: HoldSubject) => {
      const placed = valueOf(await hold({ type: 'place', about, reference: '沪公保字 12 号', reason: 'asked for by the police' }))
      return placed.actionId
    }
    return { ...s, store, caseId, hold, place }
  }

  test('of the law on a case closes every road, is shown on the case, and ends when it is lifted', async () => {
    const s = await scene()
    expect(await s.hold({ type: 'place', about: { caseId: s.caseId }, reference: 'x 1', reason: 'asked for by the police' }, null, s.ann)).toMatchObject({ refusal: { code: 'not_permitted' } })
    expect(await s.hold({ type: 'place', about: { caseId: 987 }, reference: 'x 1', reason: 'asked for by the police' })).toMatchObject({ refusal: { code: 'case_gone' } })
    const id = await s.place({ caseId: s.caseId })
    expect(await s.hold({ type: 'place', about: { caseId: s.caseId }, reference: 'x 2', reason: 'asked for by the police' })).toMatchObject({ refusal: { code: 'hold_stands' } })
    expect(await s.ask(s.ann)).toMatchObject({ refusal: { code: 'refund_blocked', data: { block: 'legal_hold' } } })
    expect(await s.ask(s.ann, { road: 'goodwill', amountMinor: 1_000 })).toMatchObject({ refusal: { code: 'refund_blocked', data: { block: 'legal_hold' } } })
    expect(await getCase(s.as(s.ann), s.caseId)).toMatchObject({ ok: true, value: { hold: { standing: { actionId: id, caseId: s.caseId, reference: '沪公保字 12 号' }, mayPlace: false } } })
    expect((await s.hold({ type: 'lift', reason: 'the police need it no more' }, id)).ok).toBe(true)
    expect((await s.ask(s.ann)).ok).toBe(true)
  })

  test('of the law on a customer is shown on their cases and on their page, and the timeline leads there', async () => {
    const s = await scene()
    const person: Subscriber = {
      kind: 'subscriber', subscriberId: 'S1', name: '李四', numbers: [], contactPhone: null, email: null, address: null, language: null, idDocType: null, idDocLast4: null, status: 'active', openedAt: null, simChangedAt: null, extra: null,
    }
    await s.store.write((tx) => bulkWriter(s.store, testKeys).storeRecords(tx, 'subscriber', [{ record: person, line: null }], { importFileId: null, learnedAt: TEST_NOW }))
    await s.store.write((tx) => tx.updateTable('orders').set({ subscriber_id: 'S1' }).where('id', '=', s.orderRowId).execute())
    await s.place({ subscriberId: 'S1' })
    const hold = { reference: '沪公保字 12 号', at: TEST_NOW }
    const view = await getCase(s.as(s.ann), s.caseId)
    expect(view).toMatchObject({ ok: true, value: { hold: { standing: null, person: { subscriberId: 'S1', ...hold } } } })
    expect(view.ok && view.value.timeline.filter((one) => one.deed?.kind === 'legal_hold').map(({ to }) => to)).toEqual(['/subscribers/S1'])
    expect(await getSubscriber(s.as(s.ann), 'S1')).toMatchObject({ ok: true, value: { hold } })
  })

  test('of the law on a whole holds the orders of its parts, and placed on a part it holds the whole', async () => {
    const s = await scene()
    const other = await s.store.write(async (tx) => {
      const row = orderRow({ order_id: 'W9', merchant_order_no: 'M9', channel_trade_no: 'T9', operator_txn_id: 'X9' })
      const { id } = await tx.insertInto('orders').values(row).returning('id').executeTakeFirstOrThrow()
      return { row: id, ...(await flagOrder(tx, id, row, [{ record_id: 'W9' }])) }
    })
    await s.store.write((tx) => tx.updateTable('cases').set({ merged_into: other.caseId, state: 'merged', is_open: 0 }).where('id', '=', s.caseId).execute())
    const id = await s.place({ caseId: s.caseId })
    expect(await s.store.read.selectFrom('staff_actions').select('subject_key').where('id', '=', id).executeTakeFirst()).toEqual({ subject_key: `case:${other.caseId}` })
    for (const caseId of [s.caseId, other.caseId]) expect(await getCase(s.as(s.sue), caseId)).toMatchObject({ ok: true, value: { hold: { standing: { actionId: id, caseId: other.caseId } } } })
    for (const order of [s.orderRowId, other.row]) expect(await s.ask(s.ann, {}, { order })).toMatchObject({ refusal: { code: 'refund_blocked', data: { block: 'legal_hold' } } })
  })

  test('of the law on a whole keeps its parts in it, wherever it was placed: taken apart their money would be free; lifted they may leave', async () => {
    const s = await scene()
    const other = await addFlaggedOrder(s.store, { order_id: 'W9', merchant_order_no: 'M9', channel_trade_no: 'T9', operator_txn_id: 'X9' })
    const versionOf = async (id: number) => (await s.store.read.selectFrom('cases').select('version').where('id', '=', id).executeTakeFirstOrThrow()).version
    expect((await mergeCases(s.as(s.ann), other.caseId, [{ caseId: s.caseId, expectedVersion: await versionOf(s.caseId) }])).ok).toBe(true)
    const id = await s.place({ caseId: s.caseId })
    expect(await separateCase(s.as(s.ann), s.caseId)).toMatchObject({ ok: false, refusal: { code: 'case_held' } })
    expect(await s.ask(s.ann)).toMatchObject({ refusal: { code: 'refund_blocked', data: { block: 'legal_hold' } } })
    expect((await s.hold({ type: 'lift', reason: 'the police need it no more' }, id)).ok).toBe(true)
    expect((await separateCase(s.as(s.ann), s.caseId)).ok).toBe(true)
    expect((await s.ask(s.ann)).ok).toBe(true)
  })

  test('that comes after the approval stops what has not gone out; a reviewer’s hold on the case does the same until it is over', async () => {
    const s = await scene()
    const asked = valueOf(await s.ask(s.ann))
    const { actionId } = asked
    const statusOf = async () => (await s.store.read.selectFrom('staff_actions').select('status').where('id', '=', actionId).executeTakeFirstOrThrow()).status
    const approved = await s.approve(s.sue, actionId)
    expect(approved.ok).toBe(true)
    const later = TEST_NOW + 5 * MINUTE_MS
    const folder = newFolder()
    const standIn = await startStandIn()
    onTestFinished(standIn.close)
    const providers = practiceProviders(standIn, folder, { timeoutMs: 20_000 })
    const send = () => carryOutRefunds(s.as(null, later), providers)
    const id = await s.place({ caseId: s.caseId })
    expect(await send()).toMatchObject({ sent: 0 })
    expect((await s.hold({ type: 'lift', reason: 'the police need it no more' }, id)).ok).toBe(true)
    await s.store.write((tx) => tx.updateTable('cases').set({ state: 'on_hold' }).where('id', '=', s.caseId).execute())
    expect(await send()).toMatchObject({ sent: 0 })
    expect(await statusOf()).toBe('approved')
    expect(await s.ask(s.ann, { road: 'goodwill', amountMinor: 1_000 })).toMatchObject({ refusal: { code: 'refund_blocked', data: { block: 'case_on_hold' } } })
    await s.store.write((tx) => tx.updateTable('cases').set({ state: 'in_review' }).where('id', '=', s.caseId).execute())
    expect(await send()).toMatchObject({ sent: 1 })
    expect(await statusOf()).toBe('succeeded')
  })
})
