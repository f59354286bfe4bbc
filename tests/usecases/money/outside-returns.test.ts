import { expect, test } from 'vitest'
import { DAY_MS } from '../../../app/domain/values/time.ts'
import { buildOutsidePack } from '../../../app/usecases/money/build-outside-pack.server.ts'
import { getOutsideReturn, getOutsideReturnForm } from '../../../app/usecases/money/get-outside-return.server.ts'
import { listActions } from '../../../app/usecases/actions/list-actions.server.ts'
import { getWaitingAction, listWaiting } from '../../../app/usecases/approvals/list-waiting.server.ts'
import { performAction } from '../../../app/usecases/actions/perform-action.server.ts'
import { settleAction } from '../../../app/usecases/actions/settle-action.server.ts'
import { expireProposals } from '../../../app/usecases/approvals/expire-proposals.server.ts'
import { checkActions } from '../../../db/queries/verify-money.ts'
import { contentsOf } from '../../support/archives.ts'
import { forEachDialect, TEST_NOW, testKeys } from '../../support/database.ts'
import { moneyScene } from '../../support/money.ts'
import { valueOf } from '../../support/result.ts'

forEachDialect('money that others gave back', (open) => {
  test('is recorded with its deadline, stands against the ceiling, is answered, and ends', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const form = await getOutsideReturnForm(s.as(s.bob), s.orderRowId)
    expect(form).toMatchObject({ ok: true, value: { objection: null, ceiling: { paidMinor: 10_000, leftMinor: 10_000, roads: [] } } })
    const recorded = await performAction(s.as(s.bob), {
      kind: 'outside_return', actionId: null, subject: { orderRowId: s.orderRowId }, key: 'chargeback-key-0001', command: { type: 'record', road: 'chargeback', amountMinor: 10_000, reference: 'CB', scheme: 'amex', code: '13.1', toldAt: TEST_NOW },
    })
    expect(recorded).toMatchObject({ ok: false, refusal: { code: 'reference_needed' } })
    const again = await performAction(s.as(s.bob), {
      kind: 'outside_return', actionId: null, subject: { orderRowId: s.orderRowId }, key: 'chargeback-key-0001', command: { type: 'record', road: 'chargeback', amountMinor: 10_000, reference: 'CB-0001', scheme: 'amex', code: '13.1', toldAt: TEST_NOW },
    })
    if (!again.ok) throw new Error(again.refusal.code)
    const id = again.value.actionId
    const view = await getOutsideReturn(s.as(s.bob), id)
    expect(view).toMatchObject({ ok: true, value: {
      frame: { status: 'open', dueAt: TEST_NOW + 20 * DAY_MS }, reason: 'not_received', evidence: expect.arrayContaining(['channel_row', 'ledger_rows']),
      ceiling: { leftMinor: 0, roads: [{ road: 'chargeback', pendingMinor: 10_000, doneMinor: 0 }] }, journal: [{ source: 'channel_receivable', destination: 'chargeback_receivable', amountMinor: 10_000 }],
    } })
    // Nothing else goes back while it is open (R-REF-02).
    expect(await s.ask(s.ann)).toMatchObject({ ok: false, refusal: { code: 'refund_blocked', data: { block: 'outside_return_open' } } })
    expect((await s.act(s.bob, id, { type: 'represent', text: 'delivery proof of the carrier' }, TEST_NOW, 'outside_return')).ok).toBe(true)
    expect(await s.act(s.bob, id, { type: 'win', reason: 'letter of the bank' }, TEST_NOW, 'outside_return')).toMatchObject({ ok: true, value: { status: 'winning' } })
    expect(await s.money()).toMatchObject({ pending_minor: 10_000 })
    expect(await s.ask(s.ann)).toMatchObject({ ok: false, refusal: { code: 'refund_blocked', data: { block: 'outside_return_open' } } })
    expect(await s.act(s.ann, id, { type: 'confirm_win', shownHash: await s.hashOf(id) }, TEST_NOW, 'outside_return')).toMatchObject({ ok: true, value: { status: 'won' } })
    expect(await s.money()).toMatchObject({ pending_minor: 0, done_minor: 0 })
    expect((await s.ask(s.ann)).ok).toBe(true)
    expect((await listActions(s.as(s.bob), { kind: 'outside_return', sort: 'due', after: null, limit: 10 })).rows).toMatchObject([{ id, variant: 'chargeback', status: 'won', isOpen: false, dueAt: null, reasonCode: '13.1' }])
    expect(await checkActions(store.read, testKeys)).toEqual([])
  })

  test('S6, S7: that one was won is agreed to by somebody else, by every road, for what was shown and for a day', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const record = async (amountMinor: number, reference: string) => {
      const done = await performAction(s.as(s.ann), { kind: 'outside_return', actionId: null, subject: { orderRowId: s.orderRowId }, command: { type: 'record', road: 'chargeback', amountMinor, reference, scheme: 'visa' } })
      return done.ok ? done.value.actionId : 0
    }
    const win = (staffId: number, id: number, now = TEST_NOW) => s.act(staffId, id, { type: 'win', reason: 'letter of the bank' }, now, 'outside_return')
    // Up to what one person may give away, one is enough; sliced sums meet the limit of the whole.
    const [small, next, big] = [await record(3_000, 'CB-0001'), await record(3_000, 'CB-0002'), await record(4_000, 'CB-0003')]
    expect(await win(s.bob, small)).toMatchObject({ value: { status: 'won' } })
    expect(await win(s.bob, next)).toMatchObject({ value: { status: 'winning' } })
    expect(await win(s.bob, big)).toMatchObject({ value: { status: 'winning' } })
    expect(await s.money()).toMatchObject({ pending_minor: 7_000 })
    const settle = async (staffId: number, id: number, type: string, now = TEST_NOW, shown?: string) => {
      const shownHash = shown ?? (await s.hashOf(id))
      const version = (await store.read.selectFrom('staff_actions').select('version').where('id', '=', id).executeTakeFirstOrThrow()).version
      return settleAction(s.as(staffId, now), id, { type, reason: 'looked at the statement', shownHash, lookedAt: [], version, key: `settle-key-${id}-${staffId}-${type}-${now}`.padEnd(20, '0') })
    }
    // The list of approvals and the page of the return are the two roads; neither is the maker's.
    expect(await settle(s.bob, big, 'confirm_win')).toMatchObject({ refusal: { code: 'maker_is_checker' } })
    expect(await s.act(s.bob, big, { type: 'confirm_win', shownHash: await s.hashOf(big) }, TEST_NOW, 'outside_return')).toMatchObject({ refusal: { code: 'maker_is_checker' } })
    expect(await s.act(s.bob, big, { type: 'win', reason: 'letter of the bank' }, TEST_NOW, 'outside_return')).toMatchObject({ refusal: { code: 'action_state_forbids' } })
    expect(await settle(s.ann, big, 'win')).toMatchObject({ refusal: { code: 'action_state_forbids' } })
    expect(await settle(s.ann, big, 'confirm_win', TEST_NOW, 'f'.repeat(64))).toMatchObject({ refusal: { code: 'approval_other_content' } })
    expect(await settle(s.ann, big, 'confirm_win', TEST_NOW + DAY_MS + 1)).toMatchObject({ refusal: { code: 'approval_expired' } })
    await store.write((tx) => tx.updateTable('orders').set({ version: 2 }).where('id', '=', s.orderRowId).execute())
    expect(await settle(s.ann, big, 'confirm_win')).toMatchObject({ refusal: { code: 'approval_void' } })
    await store.write((tx) => tx.updateTable('orders').set({ version: 1 }).where('id', '=', s.orderRowId).execute())
    // It waits in the list of whoever may check it, with what it is about.
    const waiting = await listWaiting(s.as(s.ann), { kinds: [], whose: 'others', isSettled: false, sort: 'due', after: null, limit: 9 })
    expect(waiting.items.map(({ kind, id, isMine }) => [kind, id, isMine]).sort()).toEqual([['outside_return', next, false], ['outside_return', big, false]])
    expect(await getWaitingAction(s.as(s.ann), big)).toMatchObject({ ok: true, value: { approving: ['confirm_win'], refusing: ['deny_win'], asked: { path: `/refunds/outside/${big}`, facts: expect.arrayContaining([['outside.win_because', { as: 'text', text: 'letter of the bank' }]]) } } })
    // Two who agree at once: one does.
    const both = await Promise.all([s.ann, s.sue].map((staffId) => settle(staffId, big, 'confirm_win')))
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await s.money()).toMatchObject({ pending_minor: 3_000, done_minor: 0 })
    // What nobody answers stands where it was.
    expect(await expireProposals({ store, keys: testKeys, now: TEST_NOW + DAY_MS + 1 })).toBe(1)
    expect(await getOutsideReturn(s.as(s.ann), next)).toMatchObject({ ok: true, value: { frame: { status: 'open' }, winReason: null } })
    expect(await checkActions(store.read, testKeys)).toEqual([])
  })

  test('what must be answered first stands first, what is over last', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const record = async (amountMinor: number, reference: string, days: number) => {
      const done = await performAction(s.as(s.bob), { kind: 'outside_return', actionId: null, subject: { orderRowId: s.orderRowId }, command: { type: 'record', road: 'chargeback', amountMinor, reference, scheme: 'visa', toldAt: TEST_NOW, answerBy: TEST_NOW + days * DAY_MS } })
      return done.ok ? done.value.actionId : 0
    }
    const [late, soon, lost] = [await record(1_000, 'CB-0001', 9), await record(1_000, 'CB-0002', 2), await record(1_000, 'CB-0003', 1)]
    await s.act(s.bob, lost, { type: 'lose' }, TEST_NOW, 'outside_return')
    const pages = []
    let after = null
    for (;;) {
      const page: Awaited<ReturnType<typeof listActions>> = await listActions(s.as(s.bob), { kind: 'outside_return', sort: 'due', after, limit: 1 })
      pages.push(...page.rows.map((row) => row.id))
      after = page.next
      if (after === null) break
    }
    expect(pages).toEqual([soon, late, lost])
    expect(await performAction(s.as(s.bob), { kind: 'outside_return', actionId: null, subject: { orderRowId: s.orderRowId }, command: { type: 'record', road: 'chargeback', amountMinor: 1, reference: 'CB-0001' } })).toMatchObject({ ok: false, refusal: { code: 'already_recorded' } })
  })

  test('the pack holds records, what was given back, and our answer, under a manifest', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const recorded = valueOf(await performAction(s.as(s.bob), { kind: 'outside_return', actionId: null, subject: { orderRowId: s.orderRowId }, command: { type: 'record', road: 'chargeback', amountMinor: 4_000, reference: 'CB-0001', scheme: 'visa', code: '10.4' } }))
    const id = recorded.actionId
    await s.act(s.bob, id, { type: 'represent', text: 'signed in from the usual device' }, TEST_NOW, 'outside_return')
    const pack = valueOf(await buildOutsidePack(s.as(s.bob), id))
    const files = await contentsOf(pack)
    expect([...files.keys()]).toEqual(['manifest.json', 'chargeback.json', 'returned.json', 'timeline.json', 'records.json', 'answer.txt'])
    expect(JSON.parse(files.get('chargeback.json') ?? '')).toMatchObject({ chargeback: `C-${id}`, scheme: 'visa', code: '10.4', reason: 'unauthorised', amount: '40.00' })
    expect(JSON.parse(files.get('returned.json') ?? '')).toEqual([{ road: 'chargeback', pending: '40.00', done: '0.00', currency: 'CNY' }])
    expect(files.get('records.json')).not.toContain('13800005678')
    expect(files.get('answer.txt')).toBe('signed in from the usual device\n')
    expect(JSON.parse(files.get('manifest.json') ?? '').files).toHaveLength(5)
    expect(await store.read.selectFrom('audit_events').select('action').where('action', '=', 'evidence.packed').execute()).toHaveLength(1)
    expect(await buildOutsidePack(s.as(s.bob), 999)).toMatchObject({ ok: false, refusal: { code: 'action_missing' } })
  })
})
