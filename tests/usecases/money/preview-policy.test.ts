import { expect, test } from 'vitest'
import { DAY_MS } from '../../../app/domain/values/time.ts'
import { getPolicy } from '../../../app/usecases/money/get-policy.server.ts'
import { performAction } from '../../../app/usecases/actions/perform-action.server.ts'
import { previewPolicy } from '../../../app/usecases/money/preview-policy.server.ts'
import { addStaff, forEachDialect, TEST_NOW, testContext } from '../../support/database.ts'
import { addOrder, moneyScene } from '../../support/money.ts'
import { valueOf } from '../../support/result.ts'

forEachDialect('the policy, tried before it is changed', (open) => {
  test('judges the requests of the last month under both policies, as they stood, and writes nothing', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const second = await addOrder(store, { order: { target_number: '+8613800005679' } }, 2)
    expect((await s.ask(s.ann, { amountMinor: 6_000 })).ok).toBe(true)
    expect((await s.ask(s.ann, { amountMinor: 4_000 }, { order: second })).ok).toBe(true)
    const before = await store.read.selectFrom('audit_events').select('seq').execute()
    const preview = (name: string, value: unknown, now = TEST_NOW) => previewPolicy(s.as(s.sue, now), { name, value: value as never })
    expect(await preview('other_refund', { aloneMinor: 8_000, pairMinor: 50_000 })).toMatchObject({ ok: true, value: {
      looked: 2, decides: true, isCut: false, shifts: [{ before: 'pair', after: 'alone', count: 1, sums: [{ amountMinor: 6_000, currency: 'CNY' }] }], rows: [{ before: 'pair', after: 'alone' }],
    } })
    expect(await preview('other_refund', { aloneMinor: 0, pairMinor: 5_000 })).toMatchObject({ ok: true, value: { shifts: [{ before: 'pair', after: 'supervisor', count: 1 }, { before: 'alone', after: 'pair', count: 1 }] } })
    expect(await preview('alipay_window_ms', 0)).toMatchObject({ ok: true, value: { shifts: [{ after: 'closed' }, { after: 'closed' }] } })
    expect(await preview('regret_ms', 0)).toMatchObject({ ok: true, value: { decides: false, shifts: [] } })
    expect(await preview('other_refund', { aloneMinor: 8_000, pairMinor: 50_000 }, TEST_NOW + 32 * DAY_MS)).toMatchObject({ ok: true, value: { looked: 0 } })
    expect(await preview('moon', 1)).toMatchObject({ ok: false, refusal: { code: 'policy_unknown' } })
    expect(await preview('recredit', { aloneMinor: 1, pairMinor: 5 })).toMatchObject({ ok: false, refusal: { code: 'policy_form' } })
    expect(await store.read.selectFrom('audit_events').select('seq').execute()).toEqual(before)
  })

  test('a request that already paid is judged without its own claim', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const asked = await s.ask(s.ann, { amountMinor: 10_000 })
    if (!asked.ok) throw new Error(asked.refusal.code)
    // Were its own claim counted, nothing would be left for it.
    expect(await previewPolicy(s.as(s.sue), { name: 'other_refund', value: { aloneMinor: 10_000, pairMinor: 10_000 } })).toMatchObject({ ok: true, value: { shifts: [{ before: 'pair', after: 'alone' }] } })
  })

  test('what holds already is not asked for: neither what came with the product nor what was approved, whichever comes first in it', async () => {
    const store = await open()
    const [ada, amy] = [await addStaff(store, 'ada', 'admin'), await addStaff(store, 'amy', 'admin')]
    const propose = (value: { aloneMinor: number; pairMinor: number }) =>
      performAction(testContext(store, { staffId: ada, role: 'admin' }), { kind: 'policy_change', actionId: null, command: { type: 'propose', name: 'other_refund', value, effectiveFrom: TEST_NOW, reason: 'festival season' } })
    expect(await propose({ pairMinor: 50_000, aloneMinor: 5_000 })).toMatchObject({ ok: false, refusal: { code: 'policy_same' } })
    const asked = await propose({ aloneMinor: 6_000, pairMinor: 50_000 })
    if (!asked.ok) throw new Error(asked.refusal.code)
    const event = await store.read.selectFrom('action_events').select('data').where('action_id', '=', asked.value.actionId).executeTakeFirstOrThrow()
    const { contentHash: shownHash } = JSON.parse(event.data) as { contentHash: string }
    expect(await performAction(testContext(store, { staffId: amy, role: 'admin' }), { kind: 'policy_change', actionId: asked.value.actionId, command: { type: 'approve', shownHash } })).toMatchObject({ ok: true })
    expect(await propose({ aloneMinor: 6_000, pairMinor: 50_000 })).toMatchObject({ ok: false, refusal: { code: 'policy_same' } })
    expect(await propose({ aloneMinor: 5_000, pairMinor: 50_000 })).toMatchObject({ ok: true })
  })

  test('the page tells what holds, what comes, what waits, and who changed it', async () => {
    const store = await open()
    const [ada, amy] = [await addStaff(store, 'ada', 'admin'), await addStaff(store, 'amy', 'admin')]
    const as = (staffId: number, now = TEST_NOW) => testContext(store, { staffId, role: 'admin', now })
    const propose = async (value: number, effectiveFrom: number) => {
      const asked = valueOf(await performAction(as(ada), { kind: 'policy_change', actionId: null, command: { type: 'propose', name: 'goodwill_cap_minor', value, effectiveFrom, reason: 'more for outages' } }))
      return asked.actionId
    }
    const approve = async (id: number) => {
      const event = await store.read.selectFrom('action_events').select('data').where('action_id', '=', id).executeTakeFirstOrThrow()
      return performAction(as(amy), { kind: 'policy_change', actionId: id, command: { type: 'approve', shownHash: (JSON.parse(event.data) as { contentHash: string }).contentHash } })
    }
    expect((await approve(await propose(30_000, TEST_NOW))).ok).toBe(true)
    expect((await approve(await propose(40_000, TEST_NOW + DAY_MS))).ok).toBe(true)
    const waiting = await propose(50_000, TEST_NOW + 2 * DAY_MS)
    const { rules, chosen } = await getPolicy(as(amy, TEST_NOW + 1), 'goodwill_cap_minor')
    expect(rules.find((rule) => rule.name === 'goodwill_cap_minor')).toMatchObject({
      value: 30_000, since: TEST_NOW, next: { from: TEST_NOW + DAY_MS, shown: { as: 'money', money: { amountMinor: 40_000, currency: 'CNY' } } }, waiting: [waiting],
    })
    expect(chosen?.history.map((one) => [one.status, one.maker, one.checker])).toEqual([['proposed', 'ada', null], ['approved', 'ada', 'amy'], ['approved', 'ada', 'amy']])
    expect((await getPolicy(as(amy, TEST_NOW + DAY_MS), null)).rules.find((rule) => rule.name === 'goodwill_cap_minor')).toMatchObject({ value: 40_000, next: null })
  })
})
