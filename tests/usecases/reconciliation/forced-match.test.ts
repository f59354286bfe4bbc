import { expect, test } from 'vitest'
import type { ForcedMatchCommand } from '../../../app/domain/actions/forced-match.ts'
import { getBoard } from '../../../app/usecases/reconciliation/get-board.server.ts'
import { getForcedMatch, getMatchForm, listWaitingMatches } from '../../../app/usecases/reconciliation/get-forced-match.server.ts'
import { countWaitingFor, getWaitingAction } from '../../../app/usecases/approvals/list-waiting.server.ts'
import { performAction } from '../../../app/usecases/actions/perform-action.server.ts'
import { verifyStore } from '../../../app/usecases/installation/verify-store.server.ts'
import { listAuditEvents } from '../../../db/queries/audit.ts'
import type { Store } from '../../../db/client.ts'
import { declareInterest } from '../../../db/queries/interests.ts'
import { addStaff, forEachDialect, testContext, testKeys, TEST_NOW } from '../../support/database.ts'
import { ledgerRow, orderRow, receiptRow } from '../../support/records.ts'
import { actionIdOf } from '../../support/money.ts'
import { valueOf } from '../../support/result.ts'

const DAY = '2026-03-14'
const ASKED = { day: DAY, channel: null, class: null, after: null } as const

/** One order whose payment came under a reference that nobody knows, and one that matches. */
async function scene(store: Store) {
  const [ann, sue, sam] = [await addStaff(store, 'ann'), await addStaff(store, 'sue', 'supervisor'), await addStaff(store, 'sam', 'supervisor')]
  const rows = await store.write(async (tx) => {
    const other = orderRow({ order_id: 'W2', merchant_order_no: 'M2', channel_trade_no: null, operator_txn_id: 'X2' })
    const ids = await tx.insertInto('orders').values([orderRow(), other]).returning('id').execute()
    const receipts = await tx
      .insertInto('receipts').values([receiptRow(), receiptRow({ receipt_id: 'R9', merchant_order_no: 'TYPO', channel_trade_no: 'T9' }), receiptRow({ receipt_id: 'R8', merchant_order_no: 'M8', channel_trade_no: 'T8', currency: 'HKD' })]).returning('id').execute()
    await tx.insertInto('ledger_entries').values([ledgerRow(), ledgerRow({ entry_id: 'L2', operator_txn_id: 'X2', balance_before_minor: 10_420, balance_after_minor: 20_420 })]).execute()
    await tx.insertInto('feed_states').values({ kind: 'order', source: 'web', rows: 2, quarantined: 0, newest_at: TEST_NOW, last_import_at: TEST_NOW }).execute()
    await tx.insertInto('settings').values({ key: 'operator', value: JSON.stringify({ statementsCompleteUntil: TEST_NOW + 86_400_000 }), version: 1, changed_at: TEST_NOW, changed_by: null }).onConflict((conflict) => conflict.doNothing()).execute()
    return { matched: ids[0]?.id ?? 0, missing: ids[1]?.id ?? 0, own: receipts[0]?.id ?? 0, stray: receipts[1]?.id ?? 0, foreign: receipts[2]?.id ?? 0 }
  })
  const as = (staffId: number, now = TEST_NOW) => testContext(store, { staffId, role: staffId === ann ? 'reviewer' : 'supervisor', now })
  const act = (staffId: number, actionId: number, command: ForcedMatchCommand, now = TEST_NOW) => performAction(as(staffId, now), { kind: 'forced_match', actionId, command })
  const propose = (staffId: number, orderRowId: number, receiptRowId: number | null, note = 'customer typed our number wrong') =>
    performAction(as(staffId), { kind: 'forced_match', actionId: null, subject: { orderRowId }, command: { type: 'propose', content: { reasonCode: 'other_reference', note, receiptRowId } } })
  const view = async (staffId: number, id: number) => {
    return valueOf(await getForcedMatch(as(staffId), id))
  }
  const hash = async (id: number) => (await view(sue, id)).frame.contentHash ?? ''
  const board = async (now = TEST_NOW) => {
    const { lines, strays, rows } = await getBoard(as(sue, now), ASKED)
    return { counts: lines[0]?.counts, residual: lines[0]?.residualMinor, strays: strays.filter(({ side }) => side === 'statement').map(({ currency }) => currency), rows: rows.map(({ orderId }) => orderId) }
  }
  return { ann, sue, sam, as, act, propose, view, hash, board, ...rows }
}

forEachDialect('a forced match', (open) => {
  test('needs a second person, makes the board balance, and is undone by two people again', async () => {
    const store = await open()
    const { ann, sue, sam, missing, stray, as, act, propose, view, hash, board } = await scene(store)
    expect(await board()).toMatchObject({ residual: -10_000, strays: ['CNY', 'HKD'] })
    const form = await getMatchForm(as(ann), missing)
    expect(form).toMatchObject({ ok: true, value: { objection: null, order: { orderId: 'W2', number: '138****5678', day: DAY }, found: { expectedMinor: 10_000, receivedMinor: 0 }, candidates: [{ rowId: stray, amountMinor: 10_000, channelTradeNo: 'T9' }] } })
    const id = actionIdOf(await propose(ann, missing, stray))
    expect(await board()).toMatchObject({ residual: -10_000 })
    expect(await listWaitingMatches(as(sue))).toMatchObject([{ actionId: id, orderId: 'W2', status: 'proposed', amountMinor: 10_000, maker: 'ann' }])
    expect(await act(ann, id, { type: 'approve', shownHash: await hash(id) })).toMatchObject({ refusal: { code: 'not_permitted' } })
    expect(await act(sue, id, { type: 'approve', shownHash: 'f'.repeat(64) })).toMatchObject({ refusal: { code: 'approval_other_content' } })
    expect(await act(sue, id, { type: 'approve', shownHash: await hash(id) })).toMatchObject({ ok: true, value: { status: 'forced' } })
    expect(await board()).toMatchObject({ residual: 0, counts: { forced: 1, matched: 1, missing: 0, pending: 0 }, strays: ['HKD'], rows: [] })
    expect(await listWaitingMatches(as(sue))).toEqual([])
    expect((await view(ann, id)).frame.events.map(({ type, by }) => [type, by])).toEqual([['proposed', 'ann'], ['approved', 'sue']])

    expect(await act(sue, id, { type: 'propose_undo', reason: 'it was another customer' })).toMatchObject({ ok: true, value: { status: 'undoing' } })
    expect(await board()).toMatchObject({ residual: 0 })
    expect(await act(sue, id, { type: 'approve_undo', shownHash: await hash(id) })).toMatchObject({ refusal: { code: 'maker_is_checker' } })
    expect(await act(sam, id, { type: 'keep', reason: 'the bank says it is his' })).toMatchObject({ ok: true, value: { status: 'forced' } })
    actionIdOf(await act(sue, id, { type: 'propose_undo', reason: 'no, it was another customer' }))
    expect(await act(sam, id, { type: 'approve_undo', shownHash: await hash(id) })).toMatchObject({ ok: true, value: { status: 'undone' } })
    expect(await board()).toMatchObject({ residual: -10_000, counts: { forced: 0 }, strays: ['CNY', 'HKD'] })
    expect((await listAuditEvents(store.read, {}, null, 50)).events.map(({ action }) => action).filter((one) => one.startsWith('forced_match.')).reverse()).toEqual([
      'forced_match.proposed', 'forced_match.refused', 'forced_match.approved', 'forced_match.undo_proposed', 'forced_match.refused', 'forced_match.kept', 'forced_match.undo_proposed', 'forced_match.undone',
    ])
    expect(actionIdOf(await propose(ann, missing, null))).toBeGreaterThan(id)
  })

  test('S6: the maker never agrees, even as a supervisor', async () => {
    const store = await open()
    const { sue, missing, act, propose, hash } = await scene(store)
    const id = actionIdOf(await propose(sue, missing, null))
    expect(await act(sue, id, { type: 'approve', shownHash: await hash(id) })).toMatchObject({ refusal: { code: 'maker_is_checker' } })
    expect(await act(sue, id, { type: 'withdraw' })).toMatchObject({ ok: true })
  })

  test('S6: two supervisors are enough to undo what they agreed on, and nobody settles their own proposal', async () => {
    const store = await open()
    const { sue, sam, missing, as, act, propose, view, hash } = await scene(store)
    const id = actionIdOf(await propose(sue, missing, null))
    actionIdOf(await act(sam, id, { type: 'approve', shownHash: await hash(id) }))
    actionIdOf(await act(sam, id, { type: 'propose_undo', reason: 'it was another customer' }))
    expect((await view(sue, id)).frame.allowed).toMatchObject({ approve_undo: null, keep: { code: 'match_keep_own' }, withdraw: { code: 'not_yours' } })
    expect((await view(sam, id)).frame.allowed).toMatchObject({ approve_undo: { code: 'maker_is_checker' }, keep: { code: 'maker_is_checker' }, withdraw: null })
    expect(await getWaitingAction(as(sue), id)).toMatchObject({ ok: true, value: { isMine: false } })
    expect([await countWaitingFor(as(sue)), await countWaitingFor(as(sam))]).toEqual([1, 0])
    expect(await act(sue, id, { type: 'keep', reason: 'it is as it should be' })).toMatchObject({ refusal: { code: 'match_keep_own' } })
    expect((await listAuditEvents(store.read, { action: 'forced_match.refused' }, null, 5)).events).toMatchObject([{ actor: `staff:${sue}`, after: { code: 'match_keep_own' } }])
    actionIdOf(await act(sam, id, { type: 'withdraw' }))
    actionIdOf(await act(sam, id, { type: 'propose_undo', reason: 'it was another customer after all' }))
    expect(await act(sue, id, { type: 'approve_undo', shownHash: await hash(id) })).toMatchObject({ ok: true, value: { status: 'undone' } })
    expect((await verifyStore({ store, keys: testKeys }, [])).filter(({ check }) => ['actions', 'audit'].includes(check)).map(({ check, differences }) => [check, differences])).toEqual([['audit', []], ['actions', []]])
  })

  test('without a row of a statement the difference stays, is accepted, and shown as forced', async () => {
    const store = await open()
    const { ann, sue, missing, act, propose, hash, board } = await scene(store)
    const id = actionIdOf(await propose(ann, missing, null, 'written off with the bank'))
    actionIdOf(await act(sue, id, { type: 'approve', shownHash: await hash(id) }))
    const { lines } = await getBoard(testContext(store, { staffId: sue, role: 'supervisor' }), ASKED)
    expect(lines).toMatchObject([{ residualMinor: 0, expectedMinor: 20_000, receivedMinor: 10_000, gapsMinor: { forced: -10_000 } }])
    expect(await board()).toMatchObject({ strays: ['CNY', 'HKD'] })
  })

  test('S7: records that came meanwhile void what was proposed', async () => {
    const store = await open()
    const { ann, sue, missing, act, propose, hash } = await scene(store)
    const id = actionIdOf(await propose(ann, missing, null))
    const shown = await hash(id)
    await store.write((tx) => tx.insertInto('receipts').values(receiptRow({ receipt_id: 'R2', merchant_order_no: 'M2', channel_trade_no: 'T2', amount_minor: 9_000 })).execute())
    expect(await act(sue, id, { type: 'approve', shownHash: shown })).toMatchObject({ refusal: { code: 'approval_void' } })
    await store.write((tx) => tx.insertInto('receipts').values(receiptRow({ receipt_id: 'R2b', merchant_order_no: 'M2', channel_trade_no: 'T2', amount_minor: 10_000, source: 'bank' })).execute())
    expect((await act(sue, id, { type: 'reject', reason: 'it has matched by itself' })).ok).toBe(true)
  })

  test('what matches needs no force; one order has one match, one row of a statement settles one order', async () => {
    const store = await open()
    const { ann, sue, matched, missing, own, stray, foreign, act, propose, hash } = await scene(store)
    const code = async (asked: ReturnType<typeof propose>) => {
      const result = await asked
      return result.ok ? 'proposed' : result.refusal.code
    }
    expect(await code(propose(ann, matched, null))).toBe('match_settled')
    expect(await code(propose(ann, 999, null))).toBe('order_gone')
    expect(await code(propose(ann, missing, own))).toBe('match_receipt_gone')
    expect(await code(propose(ann, missing, foreign))).toBe('match_receipt_currency')
    expect(await code(propose(ann, missing, stray, 'no'))).toBe('reason_needed')
    const id = actionIdOf(await propose(ann, missing, stray))
    expect(await code(propose(ann, missing, stray))).toBe('match_exists')
    actionIdOf(await act(sue, id, { type: 'approve', shownHash: await hash(id) }))
    expect(await code(propose(ann, missing, null))).toBe('match_exists')
    const third = await store.write((tx) => tx.insertInto('orders').values(orderRow({ order_id: 'W3', merchant_order_no: 'M3', channel_trade_no: null, operator_txn_id: null })).returning('id').executeTakeFirstOrThrow())
    expect(await code(propose(ann, third.id, stray))).toBe('match_receipt_taken')
    await expect(store.write((tx) => tx.insertInto('forced_matches').values({ order_row_id: third.id, action_id: id, receipt_row_id: stray, at: 0 }).execute())).rejects.toThrow()
  })

  test('S68: who paid by the row of the statement, or stands near to who did, neither proposes nor approves the match', async () => {
    const store = await open()
    const { ann, sue, sam, missing, stray, act, propose, hash } = await scene(store)
    await store.write(async (tx) => {
      await tx.updateTable('receipts').set({ payer_account: 'kin@mail.example' }).where('id', '=', stray).execute()
      for (const id of [ann, sue]) await declareInterest(tx, testKeys, id, { kind: 'payer', value: 'kin@mail.example', relation: 'kin' }, TEST_NOW)
    })
    const refusal = { ok: false, refusal: { code: 'conflict_of_interest', data: { conflict: 'kin' } } }
    expect(await propose(ann, missing, stray)).toMatchObject(refusal)
    const id = actionIdOf(await propose(sam, missing, stray))
    expect(await act(sue, id, { type: 'approve', shownHash: await hash(id) })).toMatchObject(refusal)
  })
})
