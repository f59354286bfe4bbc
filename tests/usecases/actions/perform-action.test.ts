import { describe, expect, test } from 'vitest'
import { policyAt } from '../../../app/domain/actions/policy.ts'
import { addWebhook } from '../../../app/usecases/outbox/manage-webhooks.server.ts'
import { performAction } from '../../../app/usecases/actions/perform-action.server.ts'
import { contentHash } from '../../../app/usecases/actions/content-hash.ts'
import { listPolicyEntries } from '../../../db/queries/policies.ts'
import type { Store } from '../../../db/client.ts'
import { addStaff, forEachDialect, TEST_NOW, testContext } from '../../support/database.ts'
import { addOrder, moneyScene, REFUND } from '../../support/money.ts'
import { valueOf } from '../../support/result.ts'

const PROPOSE = { type: 'propose', name: 'goodwill_cap_minor', value: 30_000, effectiveFrom: TEST_NOW + 1_000, reason: 'more for outages' } as const
const HASH = contentHash({ name: PROPOSE.name, value: PROPOSE.value, effectiveFrom: PROPOSE.effectiveFrom })
const key = (letter: string) => letter.repeat(24)

forEachDialect('a staff action', (open) => {
  const scene = async (store: Store) => {
    const [ann, bob, cy] = [await addStaff(store, 'ann', 'admin'), await addStaff(store, 'bob', 'admin'), await addStaff(store, 'cy', 'admin')]
    const as = (staffId: number, role: 'admin' | 'reviewer' = 'admin') => testContext(store, { staffId, role })
    const propose = (staffId: number, keyText: string | null = null) => performAction(as(staffId), { kind: 'policy_change', actionId: null, command: PROPOSE, key: keyText })
    const approve = (staffId: number, actionId: number, shownHash = HASH) =>
      performAction(as(staffId), { kind: 'policy_change', actionId, command: { type: 'approve', shownHash } })
    return { ann, bob, cy, as, propose, approve }
  }

  test('what two people decided holds from its day on, and each step is on record', async () => {
    const store = await open()
    const s = await scene(store)
    const made = valueOf(await s.propose(s.ann))
    expect(made).toMatchObject({ status: 'proposed', version: 1 })
    expect(await s.approve(s.bob, made.actionId)).toMatchObject({ ok: true, value: { status: 'approved', version: 2 } })
    const entries = await listPolicyEntries(store.read)
    expect([policyAt(entries, TEST_NOW + 999).goodwill_cap_minor, policyAt(entries, TEST_NOW + 1_000).goodwill_cap_minor]).toEqual([20_000, 30_000])
    const audit = await store.read.selectFrom('audit_events').select(['action', 'actor', 'object']).orderBy('seq').execute()
    const object = `action:${made.actionId}`
    expect(audit).toEqual([
      { action: 'policy_change.proposed', actor: `staff:${s.ann}`, object },
      { action: 'policy_change.approved', actor: `staff:${s.bob}`, object },
    ])
    expect(await store.read.selectFrom('staff_actions').select(['maker_id', 'checker_id', 'is_open', 'version']).executeTakeFirst()).toEqual({ maker_id: s.ann, checker_id: s.bob, is_open: 0, version: 2 })
  })

  test('S51: the record says what it was and became, hides whom the reason names, and tells of what was tried', async () => {
    const store = await open()
    const s = await scene(store)
    const named = { ...PROPOSE, reason: 'more for outages, as 13812345678 asked' }
    const made = await performAction(s.as(s.ann), { kind: 'policy_change', actionId: null, command: named })
    const actionId = made.ok ? made.value.actionId : 0
    expect(await s.approve(s.ann, actionId)).toMatchObject({ ok: false, refusal: { code: 'maker_is_checker' } })
    expect(await performAction(s.as(s.cy, 'reviewer'), { kind: 'policy_change', actionId: null, command: PROPOSE })).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
    expect((await s.approve(s.bob, actionId)).ok).toBe(true)
    const audit = await store.read.selectFrom('audit_events').select(['action', 'object', 'before', 'after', 'reason']).orderBy('seq').execute()
    const read = (text: string | null) => (text === null ? null : (JSON.parse(text) as unknown))
    expect(audit.map((one) => [one.action, one.object, read(one.before), read(one.after), one.reason])).toMatchObject([
      ['policy_change.proposed', `action:${actionId}`, { status: null, version: 0 }, { status: 'proposed', version: 1, value: 30_000, contentHash: HASH, reason: 'more for outages, as 138****5678 asked' }, 'more for outages, as 138****5678 asked'],
      ['policy_change.refused', `action:${actionId}`, null, { command: 'approve', code: 'maker_is_checker' }, null],
      ['policy_change.refused', 'action:new', null, { command: 'propose', code: 'not_permitted' }, null],
      ['policy_change.approved', `action:${actionId}`, { status: 'proposed', version: 1 }, { status: 'approved', version: 2 }, null],
    ])
  })

  test('a key of another form, an action that is not there and one of another kind are refused and begin nothing', async () => {
    const store = await open()
    const s = await scene(store)
    expect(await s.propose(s.ann, 'short')).toMatchObject({ ok: false, refusal: { code: 'key_form' } })
    expect(await s.approve(s.bob, 4_711)).toMatchObject({ ok: false, refusal: { code: 'action_missing' } })
    expect(await performAction(s.as(s.ann), { kind: 'no_such_kind', actionId: null, command: PROPOSE })).toMatchObject({ ok: false, refusal: { code: 'action_missing' } })
    expect(await store.read.selectFrom('staff_actions').select('id').execute()).toEqual([])
  })

  test('S6: the maker is refused whatever the page shows, on record, and by the database itself', async () => {
    const store = await open()
    const s = await scene(store)
    const made = await s.propose(s.ann)
    const actionId = made.ok ? made.value.actionId : 0
    expect(await s.approve(s.ann, actionId)).toMatchObject({ ok: false, refusal: { code: 'maker_is_checker' } })
    expect(await store.read.selectFrom('audit_events').select('action').where('action', '=', 'policy_change.refused').execute()).toHaveLength(1)
    await expect(store.write((tx) => tx.updateTable('staff_actions').set({ checker_id: s.ann }).where('id', '=', actionId).execute())).rejects.toThrow(/check/i)
  })

  test('S7: two who approve at once: exactly one succeeds, the other sees what it is now', async () => {
    const store = await open()
    const s = await scene(store)
    const made = await s.propose(s.ann)
    const actionId = made.ok ? made.value.actionId : 0
    const results = await Promise.all([s.approve(s.bob, actionId), s.approve(s.cy, actionId)])
    expect(results.filter((one) => one.ok)).toHaveLength(1)
    expect(results.find((one) => !one.ok)).toMatchObject({ refusal: { code: 'action_decided_by', data: { name: expect.stringMatching(/^(bob|cy)$/), at: TEST_NOW } } })
  })

  test('S4: 50 equal requests with one key: one effect, equal answers; the key with other content is refused', async () => {
    const store = await open()
    const s = await scene(store)
    const results = await Promise.all(Array.from({ length: 50 }, () => s.propose(s.ann, key('k'))))
    expect(new Set(results.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(results[0]?.ok).toBe(true)
    expect(await store.read.selectFrom('staff_actions').select('id').execute()).toHaveLength(1)
    const other = { ...PROPOSE, value: 31_000 }
    expect(await performAction(s.as(s.ann), { kind: 'policy_change', actionId: null, command: other, key: key('k') })).toMatchObject({ ok: false, refusal: { code: 'key_reused' } })
    expect(await s.propose(s.bob, key('k'))).toMatchObject({ ok: false, refusal: { code: 'key_reused' } })
    expect(await store.read.selectFrom('staff_actions').select('id').execute()).toHaveLength(1)
  })

  test('S4: a key is for one thing: the same asked of another order, or by nobody’s role, is not answered with it', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const second = await addOrder(store, {}, 2)
    expect((await s.ask(s.ann, {}, { key: key('k') })).ok).toBe(true)
    expect(await s.ask(s.ann, {}, { key: key('k'), order: second })).toMatchObject({ ok: false, refusal: { code: 'key_reused' } })
    expect(await s.ask(s.ann, {}, { key: key('k') })).toMatchObject({ ok: true, value: { status: 'submitted' } })
    expect(await store.read.selectFrom('staff_actions').select('order_row_id').execute()).toEqual([{ order_row_id: s.orderRowId }])
    const gone = { ...s.as(s.ann), actor: { staffId: s.ann, role: 'clerk' as never, label: `staff:${s.ann}` } }
    expect(await performAction(gone, { kind: 'refund', actionId: null, command: { type: 'submit', content: REFUND }, subject: { orderRowId: second } })).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
  })

  test('S2: what the ceiling of the database refuses leaves nothing behind but the record that it was tried', async () => {
    const store = await open()
    const s = await moneyScene(store)
    expect((await s.ask(s.ann, { amountMinor: 1_000 })).ok).toBe(true)
    // Whatever went wrong before: the ceiling of this order is none for this money.
    await store.write((tx) => tx.updateTable('order_money').set({ currency: 'PHP' }).execute())
    const counts = async () => Promise.all((['staff_actions', 'action_events', 'postings', 'order_roads', 'notices'] as const).map(async (table) => (await store.read.selectFrom(table).selectAll().execute()).length))
    const before = await counts()
    expect(await s.ask(s.bob, { amountMinor: 2_000 }, { key: key('c') })).toEqual({ ok: false, refusal: { code: 'remedy_exceeds_paid', data: { road: 'refund' } } })
    expect(await counts()).toEqual(before)
    expect(await store.read.selectFrom('action_keys').select('key').execute()).toEqual([])
    const told = await store.read.selectFrom('audit_events').select(['action', 'after']).orderBy('seq', 'desc').executeTakeFirst()
    expect(told).toEqual({ action: 'refund.refused', after: '{"command":"submit","code":"remedy_exceeds_paid","road":"refund"}' })
  })

  test('S10: what happened already changes nothing when it is said again', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const asked = await s.ask(s.ann)
    const id = asked.ok ? asked.value.actionId : 0
    await s.approve(s.bob, id)
    await s.act(null, id, { type: 'begin' }, TEST_NOW + 120_000)
    const answer = { type: 'answer', attempt: 1, answer: { outcome: 'succeeded', channelRef: 'C1', takenBackMinor: 0 } }
    expect((await s.act(null, id, answer, TEST_NOW + 120_000)).ok).toBe(true)
    const all = async () => [await store.read.selectFrom('staff_actions').selectAll().execute(), await store.read.selectFrom('action_events').selectAll().execute(), await store.read.selectFrom('postings').selectAll().execute(), await s.money()]
    const before = await all()
    expect(await s.act(null, id, answer, TEST_NOW + 999_000)).toMatchObject({ ok: true, value: { status: 'succeeded' } })
    expect(await all()).toEqual(before)
  })

  test('two that chose one number for two things: the second chooses anew, and gives up where that never helps', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const clashing = (times: number, code = 'SQLITE_CONSTRAINT_UNIQUE'): { readonly store: Store; readonly tries: () => number } => {
      let tries = 0
      return {
        tries: () => tries,
        store: {
          ...store,
          write: async (work, options) => {
            if (++tries <= times) throw Object.assign(new Error('taken'), { code })
            return store.write(work, options)
          },
        },
      }
    }
    const ask = (given: Store) => performAction({ ...s.as(s.ann), store: given }, { kind: 'refund', actionId: null, command: { type: 'submit', content: { ...REFUND, amountMinor: 1_000 } }, subject: { orderRowId: s.orderRowId } })
    const [seven, eight, other] = [clashing(7), clashing(8), clashing(1, 'SQLITE_CONSTRAINT_CHECK')]
    expect(await ask(seven.store)).toMatchObject({ ok: true })
    await expect(ask(eight.store)).rejects.toThrow('taken')
    await expect(ask(other.store)).rejects.toThrow('taken')
    expect([seven.tries(), eight.tries(), other.tries()]).toEqual([8, 8, 1])
  })

  test('who subscribed to refunds is told once of each state, in the transaction that makes it', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const admin = testContext(store, { staffId: await addStaff(store, 'adm', 'admin'), role: 'admin' })
    expect((await addWebhook(admin, { name: 'shop', url: 'http://127.0.0.1:9/hook', types: ['refund.state_changed'] }, ['127.0.0.1'])).ok).toBe(true)
    const asked = await s.ask(s.ann)
    await s.approve(s.bob, asked.ok ? asked.value.actionId : 0)
    const events = await store.read.selectFrom('webhook_events').select(['type', 'object', 'data']).orderBy('id').execute()
    expect(events.map(({ type, object, data }) => [type, object, JSON.parse(data)])).toMatchObject([
      ['refund.state_changed', `action:${asked.ok && asked.value.actionId}`, { before: null, state: 'submitted', amountMinor: 10_000 }],
      ['refund.state_changed', `action:${asked.ok && asked.value.actionId}`, { before: 'submitted', state: 'approved' }],
    ])
  })

  test('S3: events, keys, journal and policy cannot be changed or deleted', async () => {
    const store = await open()
    const s = await scene(store)
    const made = await s.propose(s.ann, key('k'))
    await s.approve(s.bob, made.ok ? made.value.actionId : 0)
    for (const table of ['action_events', 'action_keys', 'policies'] as const) {
      await expect(store.write((tx) => tx.updateTable(table).set({ at: 1 }).execute())).rejects.toThrow(/append-only/)
      await expect(store.write((tx) => tx.deleteFrom(table).execute())).rejects.toThrow(/append-only/)
    }
  })

  test('a role without the permission is refused, and an unknown action or kind is missing', async () => {
    const store = await open()
    const s = await scene(store)
    expect(await performAction(s.as(s.ann, 'reviewer'), { kind: 'policy_change', actionId: null, command: PROPOSE })).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
    expect(await s.approve(s.ann, 999)).toMatchObject({ ok: false, refusal: { code: 'action_missing' } })
    expect(await performAction(s.as(s.ann), { kind: 'constructor', actionId: null, command: PROPOSE })).toMatchObject({ ok: false, refusal: { code: 'action_missing' } })
  })
})

describe('the content of a request', () => {
  test('is the same in whatever order its fields come', () => {
    expect(contentHash({ a: 1, b: { c: [1, 2], d: null } })).toBe(contentHash({ b: { d: null, c: [1, 2] }, a: 1 }))
    expect(contentHash({ a: [1, 2] })).not.toBe(contentHash({ a: [2, 1] }))
  })
})
