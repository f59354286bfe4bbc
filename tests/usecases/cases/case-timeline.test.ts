import { expect, test } from 'vitest'
import type { AnyCommand } from '../../../app/domain/actions/index.ts'
import { buildCasePack } from '../../../app/usecases/cases/build-case-pack.server.ts'
import { decideCase } from '../../../app/usecases/cases/decide-case.server.ts'
import { getCase } from '../../../app/usecases/cases/get-case.server.ts'
import { getOrder } from '../../../app/usecases/records/get-order.server.ts'
import { performAction } from '../../../app/usecases/actions/perform-action.server.ts'
import { insertAction } from '../../../db/queries/staff-actions.ts'
import { forcedMatch } from '../../../app/domain/actions/forced-match.ts'
import { HOUR_MS, MINUTE_MS } from '../../../app/domain/values/time.ts'
import { forEachDialect, TEST_NOW, testKeys } from '../../support/database.ts'
import { moneyScene } from '../../support/money.ts'
import { contentsOf } from '../../support/archives.ts'
import { flagOrder, ledgerRow, orderRow } from '../../support/records.ts'
import { valueOf } from '../../support/result.ts'

forEachDialect('the timeline of a case', (open) => {
  const scene = async () => {
    const store = await open()
    const s = await moneyScene(store)
    const { caseId } = await store.write((tx) => flagOrder(tx, s.orderRowId, orderRow(), [{}]))
    const timeline = async () => {
      const view = valueOf(await getCase(s.as(s.ann, TEST_NOW + HOUR_MS), caseId))
      return view.timeline
    }
    const deeds = async (kind: string) => (await timeline()).filter((one) => one.deed?.kind === kind)
    return { ...s, store, caseId, timeline, deeds }
  }
  const idOf = (result: Awaited<ReturnType<typeof performAction>>) => {
    if (!result.ok) throw new Error(result.refusal.code)
    return result.value.actionId
  }

  test('tells each step of a refund with its road, amount and page, in order of time', async () => {
    const s = await scene()
    const id = idOf(await s.ask(s.ann, {}, { now: TEST_NOW + MINUTE_MS }))
    expect((await s.approve(s.bob, id, TEST_NOW + 2 * MINUTE_MS)).ok).toBe(true)
    await s.act(null, id, { type: 'begin' }, TEST_NOW + HOUR_MS)
    await s.act(null, id, { type: 'answer', attempt: 1, answer: { outcome: 'failed', code: 'NOTENOUGH' } }, TEST_NOW + HOUR_MS)
    const found = await s.deeds('refund')
    expect(found.map((one) => [one.deed?.event, one.deed?.by])).toEqual([['submitted', 'ann'], ['approved', 'bob'], ['sent', null], ['failed', null]])
    expect(found[0]).toMatchObject({ to: `/refunds/${id}`, data: { variant: 'refund', amount: { amountMinor: 10_000, currency: 'CNY' } } })
    const times = (await s.timeline()).map((one) => one.at)
    expect(times).toEqual([...times].sort((a, b) => a - b))
  })

  test('the advice names the refund that runs, then the one that is done, and none that was withdrawn or failed', async () => {
    const s = await scene()
    const remedied = async () => {
      const view = await getCase(s.as(s.ann, TEST_NOW + HOUR_MS), s.caseId)
      return view.ok ? view.value.remedied : view.refusal
    }
    expect(await remedied()).toBeNull()
    const id = idOf(await s.ask(s.ann, {}, { now: TEST_NOW + MINUTE_MS }))
    expect(await remedied()).toEqual({ road: 'refund', isDone: false, amountMinor: 10_000, leftMinor: 0 })
    expect((await s.act(s.ann, id, { type: 'withdraw' })).ok).toBe(true)
    expect(await remedied()).toBeNull()
    const again = idOf(await s.ask(s.ann, {}, { now: TEST_NOW + 3 * MINUTE_MS }))
    expect((await s.approve(s.bob, again, TEST_NOW + 4 * MINUTE_MS)).ok).toBe(true)
    await s.act(null, again, { type: 'begin' }, TEST_NOW + HOUR_MS)
    await s.act(null, again, { type: 'answer', attempt: 1, answer: { outcome: 'failed', code: 'NOTENOUGH' } }, TEST_NOW + HOUR_MS)
    expect(await remedied()).toBeNull()
    expect((await s.act(s.ann, again, { type: 'retry' }, TEST_NOW + HOUR_MS)).ok).toBe(true)
    expect(await remedied()).toMatchObject({ isDone: false, amountMinor: 10_000 })
    await s.act(null, again, { type: 'begin' }, TEST_NOW + HOUR_MS)
    await s.act(null, again, { type: 'answer', attempt: 2, answer: { outcome: 'succeeded', channelRef: 'R1', takenBackMinor: 0 } }, TEST_NOW + HOUR_MS)
    expect(await remedied()).toEqual({ road: 'refund', isDone: true, amountMinor: 10_000, leftMinor: 0 })
  })

  test('tells disputes, wrong numbers, forced matches, holds, packs and what customers were told, masked, each with its page', async () => {
    const s = await scene()
    const begin = (kind: string, staffId: number, command: AnyCommand, subject: object = { orderRowId: s.orderRowId }) => performAction(s.as(staffId), { kind, actionId: null, subject, command })
    const dispute = idOf(await begin('dispute', s.ann, { type: 'open', reason: 'not_received', channel: 'web_portal', road: 'sms', language: 'zh', text: '钱扣了，回电 13912345678', contact: '+8613900001111' }))
    const wrong = idOf(await begin('wrong_number', s.ann, { type: 'open', intended: '+8613800005687' }))
    const hold = idOf(await begin('legal_hold', s.sue, { type: 'place', about: { caseId: s.caseId }, reference: '沪公保字 12 号', reason: 'asked for by the police' }, {}))
    expect((await buildCasePack(s.as(s.ann), s.caseId)).ok).toBe(true)
    const proposed = { type: 'proposed', by: s.ann, at: TEST_NOW, data: { reasonCode: 'other_reference', note: 'another reference', receiptRowId: null, found: { class: 'missing', currency: 'CNY', expectedMinor: 10_000, receivedMinor: 0, creditedMinor: 0 } } } as const
    const match = await s.store.write((tx) =>
      insertAction(tx, testKeys, forcedMatch, { subjectKey: `order:${s.orderRowId}`, orderRowId: s.orderRowId, caseId: null, parentId: null, partyHash: null }, forcedMatch.replay([proposed]), [proposed], TEST_NOW))
    expect(await s.deeds('dispute')).toMatchObject([{ to: `/disputes/${dispute}`, data: { variant: 'not_received' }, deed: { event: 'opened', by: 'ann', words: '钱扣了，回电 139****5678' } }])
    expect(await s.deeds('wrong_number')).toMatchObject([{ to: `/refunds/wrong-numbers/${wrong}`, deed: { event: 'opened' } }])
    expect(await s.deeds('forced_match')).toMatchObject([{ to: `/reconciliation/matches/${match}`, deed: { event: 'proposed', by: 'ann' } }])
    expect(await s.deeds('legal_hold')).toMatchObject([{ to: `/cases/${s.caseId}#police-hold`, data: { id: String(hold), reference: '沪公保字 12 号' }, deed: { event: 'held', by: 'sue', words: 'asked for by the police' } }])
    const timeline = await s.timeline()
    expect(timeline.find((one) => one.type === 'packed')).toMatchObject({ data: { name: 'ann' } })
    expect(timeline.filter((one) => one.type === 'told')).toContainEqual(expect.objectContaining({ to: `/disputes/${dispute}`, data: { kind: 'dispute_received', channel: 'sms', to: '139****1111', state: 'waiting' } }))
    const text = JSON.stringify(timeline)
    for (const clear of ['13912345678', '13900001111', '13800005687']) expect(text, clear).not.toContain(clear)
  })

  test('its pack tells who holds the number, its account around the day, earlier cases, and what was agreed, approved and told, nobody named by number', async () => {
    const s = await scene()
    const second = await s.store.write(async (tx) => {
      await tx.insertInto('ledger_entries').values([
        ledgerRow({ entry_id: 'USED', type: 'usage', amount_minor: -500, operator_txn_id: null, at: TEST_NOW + 48 * HOUR_MS }), ledgerRow({ entry_id: 'LATER', type: 'usage', amount_minor: -500, operator_txn_id: null, at: TEST_NOW + 96 * HOUR_MS }),
      ]).execute()
      const row = orderRow({ order_id: 'W9', merchant_order_no: 'M9', channel_trade_no: 'T9', operator_txn_id: 'X9' })
      const { id } = await tx.insertInto('orders').values(row).returning('id').executeTakeFirstOrThrow()
      return flagOrder(tx, id, row, [{ record_id: 'W9' }])
    })
    expect((await decideCase(s.as(s.bob), second.caseId, { outcome: 'legitimate', reasonCode: 'known_payer', note: null, expectedVersion: 1 })).ok).toBe(true)
    const report = idOf(await performAction(s.as(s.ann), { kind: 'wrong_number', actionId: null, command: { type: 'open', intended: '+8613800005687' }, subject: { orderRowId: s.orderRowId, caseId: s.caseId } }))
    for (const command of [{ type: 'ask' }, { type: 'agree', how: 'called back on 13800005678' }] as const) expect((await s.act(s.ann, report, command, TEST_NOW, 'wrong_number')).ok).toBe(true)
    const refundId = idOf(await s.ask(s.ann, { road: 'recredit', reasonCode: 'wrong_number', destination: '+8613800005687', amountMinor: 1_000 }, { parentId: report }))
    expect((await s.approve(s.bob, refundId)).ok).toBe(true)
    const pack = await contentsOf(valueOf(await buildCasePack(s.as(s.ann), s.caseId)))
    const text = pack.get(`cases/${String(s.caseId).padStart(8, '0')}.json`) ?? ''
    const told = JSON.parse(text) as { number: object; account: { entry_id: string }[]; priorCases: object[]; deeds: { what: string; by?: string; words?: string; kind?: string; to?: string }[] }
    expect(told.number).toEqual({ credited: '138****5678', kind: 'mobile', holder: 'active', knownBy: 'ledger' })
    expect(told.account.map((row) => row.entry_id)).toEqual(['L1', 'USED'])
    expect(told.priorCases).toMatchObject([{ case: second.caseId, disposition: 'legitimate', reason: 'known_payer' }])
    const deeds = told.deeds.map(({ what, by }) => [what, by])
    for (const deed of [['wrong_number.asked', 'ann'], ['wrong_number.agreed', 'ann'], ['refund.submitted', 'ann'], ['refund.approved', 'bob']]) expect(deeds).toContainEqual(deed)
    expect(told.deeds.find(({ what }) => what === 'wrong_number.agreed')?.words).toBe('called back on 138****5678')
    expect(told.deeds.filter(({ what }) => what === 'told')).toContainEqual(expect.objectContaining({ kind: 'consent_asked', to: '138****5678' }))
    for (const clear of ['13800005678', '13800005687']) expect(text).not.toContain(clear)
  })

  test('holds what was done about the orders of its parts, and nothing of orders that are none of its', async () => {
    const s = await scene()
    const add = (n: number) => s.store.write(async (tx) => {
      const row = orderRow({ order_id: `W${n}`, merchant_order_no: `M${n}`, channel_trade_no: `T${n}`, operator_txn_id: `X${n}` })
      const { id } = await tx.insertInto('orders').values(row).returning('id').executeTakeFirstOrThrow()
      return { id, ...(await flagOrder(tx, id, row, [{ record_id: `W${n}` }])) }
    })
    const [part, other] = [await add(8), await add(9)]
    const { mergeCases } = await import('../../../app/usecases/cases/merge-cases.server.ts')
    expect((await mergeCases(s.as(s.ann), s.caseId, [{ caseId: part.caseId, expectedVersion: 1 }])).ok).toBe(true)
    const asked = async (order: number) => idOf(await s.ask(s.ann, { road: 'goodwill', amountMinor: 100, destination: null, reasonCode: 'delivered_late', exception: 'the statement is still to come' }, { order }))
    const [mine, theirs] = [await asked(part.id), await asked(other.id)]
    const pages = (await s.timeline()).map((one) => one.to)
    expect(pages).toContain(`/refunds/${mine}`)
    expect(pages).not.toContain(`/refunds/${theirs}`)
    expect(await getOrder(s.as(s.ann), other.id)).toMatchObject({ ok: true, value: { timeline: expect.arrayContaining([expect.objectContaining({ to: `/refunds/${theirs}` })]) } })
  })
})
