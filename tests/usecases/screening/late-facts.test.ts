import { expect, test } from 'vitest'
import type { PolicyChangeCommand } from '../../../app/domain/actions/policy-change.ts'
import { DEFAULT_POLICY, type PolicyName } from '../../../app/domain/actions/policy.ts'
import type { Json } from '../../../app/domain/values/result.ts'
import { HOUR_MS, MINUTE_MS } from '../../../app/domain/values/time.ts'
import { getRefund } from '../../../app/usecases/money/get-refund.server.ts'
import { performAction } from '../../../app/usecases/actions/perform-action.server.ts'
import { checkActions } from '../../../db/queries/verify-money.ts'
import { addStaff, forEachDialect, TEST_NOW, testKeys } from '../../support/database.ts'
import { actionIdOf, addOrder, moneyScene } from '../../support/money.ts'
import { ledgerRow, receiptRow } from '../../support/records.ts'

const LATER = TEST_NOW + MINUTE_MS + 1

forEachDialect('what comes up after a refund was asked for', (open) => {
  const scene = async (changes: Parameters<typeof moneyScene>[1] = {}) => {
    const store = await open()
    const s = await moneyScene(store, changes)
    const statusOf = async (id: number) => (await store.read.selectFrom('staff_actions').select('status').where('id', '=', id).executeTakeFirstOrThrow()).status
    const begin = (id: number, now = LATER) => s.act(null, id, { type: 'begin' }, now)
    const answer = (id: number, given: object, attempt = 1, now = LATER) => s.act(null, id, { type: 'answer', attempt, answer: given }, now)
    const chargeback = (amountMinor: number, reference = 'CB-2026') => performAction(s.as(s.sue), {
      kind: 'outside_return', actionId: null, command: { type: 'record', road: 'chargeback', amountMinor, reference }, subject: { orderRowId: s.orderRowId },
    })
    const [ada, eve] = [await addStaff(store, 'ada', 'admin'), await addStaff(store, 'eve', 'admin')]
    let from = TEST_NOW - HOUR_MS
    const policy = async (name: PolicyName, value: Json) => {
      const command: PolicyChangeCommand = { type: 'propose', name, value, effectiveFrom: ++from, reason: 'the audit asked for it' }
      const at = (staffId: number) => s.as(staffId, from, 'admin')
      const id = actionIdOf(await performAction(at(ada), { kind: 'policy_change', actionId: null, command }))
      expect((await performAction(at(eve), { kind: 'policy_change', actionId: id, command: { type: 'approve', shownHash: await s.hashOf(id) } })).ok).toBe(true)
    }
    const policeHold = (is: boolean) => store.write(async (tx) => {
      if (!is) return void (await tx.deleteFrom('staff_actions').where('status', '=', 'police_hold').execute())
      await tx.insertInto('staff_actions').values({
        kind: 'dispute', variant: 'complaint', subject_key: `order:${s.orderRowId}`, order_row_id: s.orderRowId, case_id: null, parent_id: null, party_hash: null, status: 'police_hold', is_open: 1, version: 1, maker_id: s.sue,
        checker_id: null, amount_minor: null, currency: null, reason_code: null, reference: null, due_at: null, act_at: null, opened_at: TEST_NOW, changed_at: TEST_NOW,
      }).execute()
    })
    return { ...s, store, statusOf, begin, answer, chargeback, policy, policeHold }
  }

  test('a refund that failed is not tried again while the police hold the money, neither by the button nor by what was pressed before; it can be given up, or goes on when the hold is lifted', async () => {
    const s = await scene()
    const id = actionIdOf(await s.ask(s.ann))
    expect((await s.approve(s.bob, id)).ok).toBe(true)
    expect((await s.begin(id)).ok).toBe(true)
    expect((await s.answer(id, { outcome: 'failed', code: 'NOT_ENOUGH' })).ok).toBe(true)
    await s.policeHold(true)
    expect(await s.act(s.ann, id, { type: 'retry' }, LATER)).toMatchObject({ ok: false, refusal: { code: 'refund_blocked', data: { block: 'police_hold' } } })
    await s.policeHold(false)
    expect((await s.act(s.ann, id, { type: 'retry' }, LATER)).ok).toBe(true)
    await s.policeHold(true)
    expect(await s.begin(id, LATER + 1)).toMatchObject({ ok: false, refusal: { code: 'refund_blocked', data: { block: 'police_hold' } } })
    expect(await getRefund(s.as(s.bob, LATER + 1), id)).toMatchObject({ ok: true, value: { allowed: { give_up: null } } })
    await s.policeHold(false)
    expect(await getRefund(s.as(s.bob, LATER + 1), id)).toMatchObject({ ok: true, value: { allowed: { give_up: { code: 'may_be_paid' } } } })
    expect((await s.begin(id, LATER + 1)).ok).toBe(true)
    // On its way, nobody knows whether it is paid: it is asked for again whatever came up, and nobody gives it up.
    expect((await s.answer(id, { outcome: 'unknown', code: 'timeout' }, 2, LATER + 2)).ok).toBe(true)
    await s.policeHold(true)
    expect(await s.act(s.bob, id, { type: 'give_up', reason: 'nobody knows' }, LATER + 3)).toMatchObject({ ok: false, refusal: { code: 'may_be_paid' } })
    expect((await s.begin(id, LATER + HOUR_MS)).ok).toBe(true)
    expect((await s.answer(id, { outcome: 'failed', code: 'NOT_ENOUGH' }, 3, LATER + HOUR_MS)).ok).toBe(true)
    await s.policeHold(false)
    expect((await s.act(s.ann, id, { type: 'retry' }, LATER + HOUR_MS)).ok).toBe(true)
    await s.policeHold(true)
    expect((await s.act(s.bob, id, { type: 'give_up', reason: 'held by the police' }, LATER + HOUR_MS)).ok).toBe(true)
    expect(await s.money()).toMatchObject({ pending_minor: 0, done_minor: 0 })
    // The last attempt may still come true.
    expect((await s.answer(id, { outcome: 'succeeded', channelRef: 'A1', takenBackMinor: 0 }, 3, LATER + 2 * HOUR_MS)).ok).toBe(true)
    expect(await s.money()).toMatchObject({ pending_minor: 0, done_minor: 10_000 })
    await s.policeHold(false)
    expect(await checkActions(s.store.read, testKeys)).toEqual([])
  })

  test('S2: a chargeback that arrives in the time of regret keeps the refund from going out as well, for good once it is lost; won, it goes', async () => {
    for (const end of ['lose', 'win'] as const) {
      const s = await scene()
      const id = actionIdOf(await s.ask(s.ann))
      expect((await s.approve(s.bob, id)).ok).toBe(true)
      const disputed = actionIdOf(await s.chargeback(10_000))
      expect(await s.statusOf(disputed)).toBe('contested')
      expect(await s.begin(id)).toMatchObject({ ok: false, refusal: { code: 'refund_blocked', data: { block: 'outside_return_open' } } })
      await s.store.write((tx) => tx.updateTable('staff_actions').set({ status: end === 'win' ? 'won' : 'lost', is_open: 0 }).where('id', '=', disputed).execute())
      const begun = await s.begin(id)
      if (end === 'win') expect(begun.ok).toBe(true)
      else {
        expect(begun).toMatchObject({ ok: false, refusal: { code: 'refund_exceeds_left', data: { mostMinor: 0 } } })
        expect((await s.act(s.bob, id, { type: 'stop', reason: 'the bank took it back' }, LATER)).ok).toBe(true)
        // The ceiling counts it: nothing is left for a second one.
        expect(await s.ask(s.ann)).toMatchObject({ ok: false, refusal: { code: 'road_closed', data: { because: 'nothing_left' } } })
      }
    }
  })

  test('S2: money that the merchant’s own console gave back meanwhile, by the statement, is not given back again: not approved, not sent, not tried again', async () => {
    const s = await scene()
    const [asked, sent, failed] = [actionIdOf(await s.ask(s.ann, { amountMinor: 5_100 })), actionIdOf(await s.ask(s.ann, { amountMinor: 2_000 })), actionIdOf(await s.ask(s.ann, { amountMinor: 2_900 }))]
    for (const id of [sent, failed]) expect((await s.approve(s.sue, id)).ok).toBe(true)
    expect((await s.begin(failed)).ok).toBe(true)
    expect((await s.answer(failed, { outcome: 'failed', code: 'NOT_ENOUGH' })).ok).toBe(true)
    await s.store.write((tx) => tx.insertInto('receipts').values(receiptRow({ receipt_id: 'R-BACK', receipt_kind: 'refund', refund_no: 'CONSOLE-1', amount_minor: -10_000, status_raw: 'REFUND' })).execute())
    const most = { ok: false, refusal: { code: 'refund_exceeds_left', data: { mostMinor: 0 } } }
    expect(await s.approve(s.bob, asked)).toMatchObject(most)
    expect(await s.begin(sent)).toMatchObject(most)
    expect(await s.act(s.ann, failed, { type: 'retry' }, LATER)).toMatchObject(most)
    expect((await s.act(s.bob, asked, { type: 'reject', reason: 'it went back already' })).ok).toBe(true)
    expect((await s.act(s.bob, sent, { type: 'stop', reason: 'it went back already' }, LATER)).ok).toBe(true)
    expect((await s.act(s.bob, failed, { type: 'give_up', reason: 'it went back already' }, LATER)).ok).toBe(true)
    expect(await s.money()).toMatchObject({ pending_minor: 0, done_minor: 0 })
  })

  test('a top-up that arrived after all is not paid back as one that never did', async () => {
    const s = await scene({ isDelivered: false })
    const content = { reasonCode: 'not_received' } as const
    const [sent, asked] = [actionIdOf(await s.ask(s.ann, { ...content, amountMinor: 1_000 })), actionIdOf(await s.ask(s.ann, { ...content, amountMinor: 9_000 }))]
    expect(await s.statusOf(sent)).toBe('approved')
    await s.store.write((tx) => tx.insertInto('ledger_entries').values(ledgerRow()).execute())
    expect(await s.approve(s.bob, asked)).toMatchObject({ ok: false, refusal: { code: 'refund_exceeds_left' } })
    expect(await s.begin(sent)).toMatchObject({ ok: false, refusal: { code: 'refund_exceeds_left' } })
  })

  test('S6: a limit that was lowered meanwhile holds for what waits; a later request does not raise what an earlier one takes', async () => {
    const s = await scene()
    const [first, second] = [actionIdOf(await s.ask(s.ann, { amountMinor: 4_000 })), actionIdOf(await s.ask(s.ann, { amountMinor: 4_000 }))]
    expect([await s.statusOf(first), await s.statusOf(second)]).toEqual(['approved', 'submitted'])
    await s.policy('other_refund', { ...DEFAULT_POLICY.other_refund, aloneMinor: 100, pairMinor: 7_999 })
    expect(await s.approve(s.bob, second)).toMatchObject({ ok: false, refusal: { code: 'needs_supervisor' } })
    expect(await getRefund(s.as(s.bob), second)).toMatchObject({ ok: true, value: { allowed: { approve: { code: 'needs_supervisor' } } } })
    await s.policy('other_refund', { ...DEFAULT_POLICY.other_refund, aloneMinor: 100, pairMinor: 8_000 })
    const third = actionIdOf(await s.ask(s.ann, { amountMinor: 1_000 }))
    expect((await s.approve(s.bob, second)).ok).toBe(true)
    expect(await s.approve(s.bob, third)).toMatchObject({ ok: false, refusal: { code: 'needs_supervisor' } })
  })

  test('S2: reversals that wait add up to what is unspent on the number, also of several orders to it', async () => {
    const s = await scene()
    const reversal = (amountMinor: number, order = s.orderRowId) => s.ask(s.ann, { road: 'reversal', amountMinor, reasonCode: 'wrong_product' }, { order })
    const other = await addOrder(s.store, {}, 2)
    await s.store.write((tx) => tx.insertInto('ledger_entries').values(ledgerRow({ entry_id: 'L9', type: 'usage', amount_minor: -14_420, operator_txn_id: null, balance_before_minor: 20_420, balance_after_minor: 6_000, at: TEST_NOW - 1_000 })).execute())
    const first = actionIdOf(await reversal(3_500))
    expect(await reversal(2_501)).toMatchObject({ ok: false, refusal: { code: 'refund_exceeds_left', data: { mostMinor: 2_500 } } })
    expect(await reversal(2_501, other)).toMatchObject({ ok: false, refusal: { code: 'refund_exceeds_left', data: { mostMinor: 2_500 } } })
    const last = actionIdOf(await reversal(2_500, other))
    expect(await s.statusOf(first)).toBe('approved')
    await s.store.write((tx) => tx.insertInto('ledger_entries').values(ledgerRow({ entry_id: 'L10', type: 'usage', amount_minor: -1, operator_txn_id: null, balance_before_minor: 6_000, balance_after_minor: 5_999, at: TEST_NOW })).execute())
    // One less than both need: who asked first gets it.
    expect(await s.begin(last)).toMatchObject({ ok: false, refusal: { code: 'refund_exceeds_left', data: { mostMinor: 2_499 } } })
    expect((await s.begin(first)).ok).toBe(true)
  })
})
