import { expect, test } from 'vitest'
import type { ForcedMatchCommand } from '../../../app/domain/actions/forced-match.ts'
import { DAY_MS } from '../../../app/domain/values/time.ts'
import { expireProposals } from '../../../app/usecases/approvals/expire-proposals.server.ts'
import { listWaiting } from '../../../app/usecases/approvals/list-waiting.server.ts'
import { performAction } from '../../../app/usecases/actions/perform-action.server.ts'
import { checkActions } from '../../../db/queries/verify-money.ts'
import { addStaff, forEachDialect, TEST_NOW, testContext, testKeys } from '../../support/database.ts'
import { moneyScene } from '../../support/money.ts'
import { ledgerRow, orderRow } from '../../support/records.ts'

forEachDialect('what nobody answered in time', (open) => {
  test('S7: ends by itself, leaves what waits, is shown as run out, and a new one may be asked for', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const [ada, amy] = [await addStaff(store, 'ada', 'admin'), await addStaff(store, 'amy', 'admin')]
    const as = (staffId: number, now = TEST_NOW) => testContext(store, { staffId, role: 'admin', now })
    const missing = await store.write(async (tx) => {
      const { id } = await tx.insertInto('orders').values(orderRow({ order_id: 'W2', merchant_order_no: 'M2', channel_trade_no: null, operator_txn_id: 'X2' })).returning('id').executeTakeFirstOrThrow()
      await tx.insertInto('ledger_entries').values(ledgerRow({ entry_id: 'L2', operator_txn_id: 'X2' })).execute()
      await tx.insertInto('settings').values({ key: 'operator', value: JSON.stringify({ statementsCompleteUntil: TEST_NOW + 9 * DAY_MS }), version: 1, changed_at: TEST_NOW, changed_by: null }).onConflict((conflict) => conflict.doNothing()).execute()
      return id
    })
    const match = (now = TEST_NOW) => performAction(as(ada, now), { kind: 'forced_match', actionId: null, subject: { orderRowId: missing }, command: { type: 'propose', content: { reasonCode: 'written_off', note: 'nothing will ever come', receiptRowId: null } } })
    const asked = [
      await performAction(as(ada), { kind: 'policy_change', actionId: null, command: { type: 'propose', name: 'serial_claims', value: 5, effectiveFrom: TEST_NOW, reason: 'fewer alarms' } }),
      await match(),
      await performAction(as(ada), { kind: 'refund_batch', actionId: null, command: { type: 'ask', items: [{ orderRowId: s.orderRowId, amountMinor: 1_000, reasonCode: 'duplicate' }], reason: 'outage of the aggregator' } }),
    ]
    const ids = asked.map((one) => {
      if (!one.ok) throw new Error(one.refusal.code)
      return one.value.actionId
    })
    const waiting = async (now: number, isSettled = false) =>
      (await listWaiting(as(amy, now), { kinds: [], whose: 'all', isSettled, sort: 'due', after: null, limit: 50 })).items.map((item) => [item.kind, item.status, item.isOver]).sort()
    expect(await waiting(TEST_NOW + DAY_MS)).toHaveLength(3)
    expect(await expireProposals({ store, keys: testKeys, now: TEST_NOW + DAY_MS })).toBe(0)
    // Over already, and told so before the program has come round to it.
    expect(await waiting(TEST_NOW + DAY_MS + 1)).toEqual([])
    expect(await waiting(TEST_NOW + DAY_MS + 1, true)).toEqual([['forced_match', 'proposed', true], ['policy_change', 'proposed', true], ['refund_batch', 'asked', true]])
    expect(await match(TEST_NOW + DAY_MS + 1)).toMatchObject({ refusal: { code: 'match_exists' } })
    expect(await expireProposals({ store, keys: testKeys, now: TEST_NOW + DAY_MS + 1 })).toBe(3)
    expect(await expireProposals({ store, keys: testKeys, now: TEST_NOW + DAY_MS + 1 })).toBe(0)
    expect((await store.read.selectFrom('staff_actions').select(['status', 'is_open']).where('id', 'in', ids).execute()).every((row) => row.status === 'expired' && row.is_open === 0)).toBe(true)
    expect(await waiting(TEST_NOW + DAY_MS + 1, true)).toEqual([['forced_match', 'expired', false], ['policy_change', 'expired', false], ['refund_batch', 'expired', false]])
    const again = await match(TEST_NOW + DAY_MS + 1)
    expect(again.ok).toBe(true)

    // What is in force stays in force when nobody agrees to undo it.
    if (!again.ok) throw new Error(again.refusal.code)
    const hash = async () => (await store.read.selectFrom('action_events').select('data').where('action_id', '=', again.value.actionId).orderBy('seq').execute()).map((row) => (JSON.parse(row.data) as { contentHash?: string }).contentHash).findLast((one) => one !== undefined) ?? ''
    const act = (staffId: number, command: ForcedMatchCommand, now: number) => performAction(as(staffId, now), { kind: 'forced_match', actionId: again.value.actionId, command })
    expect(await act(amy, { type: 'approve', shownHash: await hash() }, TEST_NOW + DAY_MS + 2)).toMatchObject({ value: { status: 'forced' } })
    expect(await act(ada, { type: 'propose_undo', reason: 'it came after all' }, TEST_NOW + DAY_MS + 3)).toMatchObject({ value: { status: 'undoing' } })
    expect(await expireProposals({ store, keys: testKeys, now: TEST_NOW + 3 * DAY_MS })).toBe(1)
    expect((await store.read.selectFrom('staff_actions').select('status').where('id', '=', again.value.actionId).executeTakeFirstOrThrow()).status).toBe('forced')
    expect(await checkActions(store.read, testKeys)).toEqual([])
  })
})
