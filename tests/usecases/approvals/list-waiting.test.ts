import { expect, test } from 'vitest'
import type { RefundContent } from '../../../app/domain/actions/refund.ts'
import { DAY_MS } from '../../../app/domain/values/time.ts'
import { countWaitingFor, getWaitingAction, listWaiting, type WaitingRequest } from '../../../app/usecases/approvals/list-waiting.server.ts'
import { performAction } from '../../../app/usecases/actions/perform-action.server.ts'
import { requestBulkDecision } from '../../../app/usecases/approvals/request-bulk-decision.server.ts'
import { settleAction } from '../../../app/usecases/actions/settle-action.server.ts'
import type { Store } from '../../../db/client.ts'
import { addStaff, forEachDialect, TEST_NOW, testContext } from '../../support/database.ts'
import { addOrder, REFUND } from '../../support/money.ts'
import { addFlaggedOrder } from '../../support/records.ts'
import { valueOf } from '../../support/result.ts'

const ALL: WaitingRequest = { kinds: [], whose: 'all', isSettled: false, sort: 'due', after: null, limit: 50 }

async function scene(store: Store) {
  const ids = { ann: await addStaff(store, 'ann'), bob: await addStaff(store, 'bob'), sue: await addStaff(store, 'sue', 'supervisor'), ada: await addStaff(store, 'ada', 'admin'), amy: await addStaff(store, 'amy', 'admin') }
  const as = (name: keyof typeof ids, now = TEST_NOW) => testContext(store, { staffId: ids[name], role: name === 'sue' ? 'supervisor' : name === 'ada' || name === 'amy' ? 'admin' : 'reviewer', now })
  const orderRowId = await addOrder(store)
  const ask = async (name: keyof typeof ids, content: Partial<RefundContent>, now = TEST_NOW) => {
    const asked = valueOf(await performAction(as(name, now), { kind: 'refund', actionId: null, command: { type: 'submit', content: { ...REFUND, ...content } }, subject: { orderRowId } }))
    return asked.actionId
  }
  const propose = async (name: keyof typeof ids) => {
    const asked = valueOf(await performAction(as(name), { kind: 'policy_change', actionId: null, command: { type: 'propose', name: 'serial_claims', value: 5, effectiveFrom: TEST_NOW, reason: 'fewer alarms' } }))
    return asked.actionId
  }
  const bulk = async () => {
    const items = []
    for (let n = 0; n < 21; n++) items.push({ caseId: (await addFlaggedOrder(store, { order_id: `B${n}`, paid_minor: 100 })).caseId, expectedVersion: 1 })
    const asked = valueOf(await requestBulkDecision(as('sue'), { type: 'decide', outcome: 'confirmed_fraud', reasonCode: 'slow_topup', note: null }, items, 'one ring of slow top-ups'))
    return asked.approvalId
  }
  const list = async (name: keyof typeof ids, request: Partial<WaitingRequest> = {}) => (await listWaiting(as(name), { ...ALL, ...request })).items.map((item) => `${item.source}:${item.kind}:${item.isMine ? 'mine' : 'theirs'}`)
  return { ids, as, ask, propose, bulk, list, orderRowId }
}

forEachDialect('what waits for a second person', (open) => {
  test('is one list: actions of every kind and bulk decisions, with maker, sum and end', async () => {
    const store = await open()
    const s = await scene(store)
    await s.ask('ann', { amountMinor: 6_000 })
    await s.propose('ada')
    await s.bulk()
    const { items } = await listWaiting(s.as('sue'), ALL)
    expect(items.map((item) => [item.kind, item.variant, item.maker, item.money, item.cases, item.expiresAt])).toEqual(expect.arrayContaining([
      ['refund', 'refund', 'ann', [{ amountMinor: 6_000, currency: 'CNY' }], 0, TEST_NOW + DAY_MS],
      ['bulk_decision', 'confirmed_fraud', 'sue', [{ amountMinor: 2_100, currency: 'CNY' }], 21, TEST_NOW + DAY_MS],
    ]))
    expect(items.find((item) => item.kind === 'refund')?.order).toEqual({ rowId: s.orderRowId, orderId: expect.any(String) })
  })

  test('shows each person what their role may check and what they asked for, nothing else', async () => {
    const store = await open()
    const s = await scene(store)
    await s.ask('ann', { amountMinor: 6_000 })
    await s.propose('ada')
    await s.bulk()
    expect((await s.list('bob')).sort()).toEqual(['action:refund:theirs'])
    expect((await s.list('ann')).sort()).toEqual(['action:refund:mine'])
    expect((await s.list('sue')).sort()).toEqual(['action:refund:theirs', 'bulk:bulk_decision:mine'])
    expect((await s.list('amy')).sort()).toEqual(['action:policy_change:theirs', 'action:refund:theirs', 'bulk:bulk_decision:theirs'])
    expect((await s.list('ada', { whose: 'mine' })).sort()).toEqual(['action:policy_change:mine'])
    expect((await s.list('amy', { kinds: ['bulk_decision'] }))).toEqual(['bulk:bulk_decision:theirs'])
    const counts = []
    for (const name of ['ann', 'bob', 'sue', 'amy', 'ada'] as const) counts.push(await countWaitingFor(s.as(name)))
    expect(counts).toEqual([0, 1, 1, 3, 2])
    expect(await countWaitingFor(s.as('amy', TEST_NOW + DAY_MS + 1))).toBe(0)
  })

  test('pages by what runs out first or waits longest, without losing or doubling anything', async () => {
    const store = await open()
    const s = await scene(store)
    const refunds = []
    for (let n = 0; n < 5; n++) refunds.push(await s.ask('ann', { amountMinor: 6_000 - n, road: n % 2 === 0 ? 'goodwill' : 'goodwill', reasonCode: 'other', note: `goodwill number ${n} of the day` }, TEST_NOW + (n % 3) * 1_000).catch(() => 0))
    await s.bulk()
    for (const sort of ['due', 'age'] as const) {
      const seen: string[] = []
      let after: WaitingRequest['after'] = null
      for (let page = 0; page < 10; page++) {
        const found = await listWaiting(s.as('amy', TEST_NOW + 5_000), { ...ALL, sort, after, limit: 2 })
        seen.push(...found.items.map((item) => `${item.source}${item.id}`))
        after = found.next
        if (after === null) break
      }
      const whole = await listWaiting(s.as('amy', TEST_NOW + 5_000), { ...ALL, sort, limit: 100 })
      expect(seen).toEqual(whole.items.map((item) => `${item.source}${item.id}`))
      expect(new Set(seen).size).toBe(seen.length)
      expect(seen.length).toBe(refunds.filter((id) => id > 0).length + 1)
    }
  })

  test('S6, S7: one of it is settled here as on its own page: by another person, with what was shown', async () => {
    const store = await open()
    const s = await scene(store)
    const id = await s.ask('ann', { amountMinor: 6_000 })
    const mine = await getWaitingAction(s.as('ann'), id)
    const theirs = await getWaitingAction(s.as('bob'), id)
    if (!mine.ok || !theirs.ok) throw new Error('missing')
    expect(mine.value).toMatchObject({ isMine: true, own: ['withdraw'], approving: ['approve'], refusing: ['reject'] })
    expect(theirs.value.asked.facts).toContainEqual(['money.amount', { as: 'money', money: { amountMinor: 6_000, currency: 'CNY' } }])
    const settle = (name: 'ann' | 'bob', type: string, more: object = {}) =>
      settleAction(s.as(name), id, { type, reason: '', shownHash: theirs.value.frame.contentHash ?? '', lookedAt: [], version: theirs.value.frame.version, key: `settle-key-${name}-${type}-1`, ...more })
    expect(await settle('ann', 'approve')).toMatchObject({ ok: false, refusal: { code: 'maker_is_checker' } })
    expect(await settle('bob', 'approve', { shownHash: 'f'.repeat(64) })).toMatchObject({ ok: false, refusal: { code: 'approval_other_content' } })
    expect(await settle('bob', 'stop', { reason: 'not by this road' })).toMatchObject({ ok: false, refusal: { code: 'action_state_forbids' } })
    expect(await settle('bob', 'approve', { key: 'settle-key-bob-approve-2' })).toMatchObject({ ok: true, value: { status: 'approved' } })
    expect(await s.list('bob')).toEqual([])
    expect(await s.list('bob', { isSettled: true })).toEqual(['action:refund:theirs'])
    expect(await getWaitingAction(s.as('bob'), 999)).toMatchObject({ ok: false, refusal: { code: 'action_missing' } })
  })

  test('a policy change shows before and after, and takes effect when another administrator approves it here', async () => {
    const store = await open()
    const s = await scene(store)
    const id = await s.propose('ada')
    const shown = valueOf(await getWaitingAction(s.as('amy'), id))
    expect(shown.asked.facts).toContainEqual(['policy.col_value', { as: 'change', before: { as: 'text', text: '3' }, after: { as: 'text', text: '5' } }])
    const settled = await settleAction(s.as('amy'), id, { type: 'approve', reason: '', shownHash: shown.frame.contentHash ?? '', lookedAt: [], version: 1, key: 'settle-policy-key-1' })
    expect(settled).toMatchObject({ ok: true, value: { status: 'approved' } })
    expect(await store.read.selectFrom('policies').select(['name', 'value']).execute()).toEqual([{ name: 'serial_claims', value: '5' }])
  })
})
