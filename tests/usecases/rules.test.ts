import { expect, test } from 'vitest'
import { ruleHash } from '../../app/usecases/actions/rule-change.server.ts'
import { getRule, listRules } from '../../app/usecases/list-rules.server.ts'
import { performAction } from '../../app/usecases/perform-action.server.ts'
import { askForBackTest } from '../../app/usecases/test-rule.server.ts'
import { screenPending } from '../../app/usecases/screen-records.server.ts'
import { STARTER_RULES } from '../../app/domain/rules/starter.ts'
import type { Rule } from '../../app/domain/rules/rule.ts'
import { runNextJob } from '../../app/worker/run-jobs.ts'
import type { Store } from '../../db/client.ts'
import { listCurrentRules } from '../../db/queries/rules.ts'
import { addStaff, forEachDialect, TEST_NOW, testContext, testKeys } from '../support/database.ts'
import { addFlaggedOrder, orderRow } from '../support/records.ts'

const LARGE: Rule = {
  id: 'order_is_large', version: 1, family: 'payment', flag: 'payment/velocity', severity: 'S3', weight: 0.5, status: 'shadow', appliesTo: ['order'], when: 'order.amount_minor > 50000', source: 'staff',
}

async function scene(store: Store) {
  const [ann, bob] = [await addStaff(store, 'ann', 'supervisor'), await addStaff(store, 'bob', 'supervisor')]
  const as = (staffId: number, role: 'supervisor' | 'reviewer' = 'supervisor') => testContext(store, { staffId, role })
  const propose = (rule: Rule, staffId = ann, reason = 'seen often lately') => performAction(as(staffId), { kind: 'rule_change', actionId: null, command: { type: 'propose', rule, reason } as never })
  const approve = (actionId: number, rule: Rule, staffId = bob) => performAction(as(staffId), { kind: 'rule_change', actionId, command: { type: 'approve', shownHash: ruleHash(rule) } as never })
  const make = async (rule: Rule) => {
    const made = await propose(rule)
    if (!made.ok) throw new Error(made.refusal.code)
    const done = await approve(made.value.actionId, rule)
    if (!done.ok) throw new Error(done.refusal.code)
  }
  const work = async () => {
    while (await runNextJob({ store, keys: testKeys, varDir: '.', now: () => TEST_NOW, isStopping: () => false, onFailure: (_job, error) => { throw error } }));
  }
  return { ann, bob, as, propose, approve, make, work }
}

async function addOrders(store: Store, amounts: readonly number[]) {
  await store.write((tx) => tx.insertInto('orders').values(amounts.map((amount, n) => orderRow({
    order_id: `W${n}`, merchant_order_no: `M${n}`, channel_trade_no: `T${n}`, operator_txn_id: `X${n}`, target_number: `+861380000${5000 + n}`, payer_account: `p${n}***@mail.example`, face_minor: amount, paid_minor: amount,
  }))).execute())
  await screenPending(store, testKeys, { now: TEST_NOW, all: true })
}

forEachDialect('rules', (open) => {
  test('are those of the program until staff change one; a change needs two people and is the next version', async () => {
    const store = await open()
    const s = await scene(store)
    const [first] = STARTER_RULES
    if (!first) throw new Error('no rules')
    expect(await listCurrentRules(store.read, TEST_NOW)).toEqual(STARTER_RULES)
    const heavier = { ...first, version: first.version + 1, weight: 0.11 }
    const made = await s.propose(heavier)
    const actionId = made.ok ? made.value.actionId : 0
    expect(await s.approve(actionId, heavier, s.ann)).toMatchObject({ ok: false, refusal: { code: 'maker_is_checker' } })
    expect(await s.approve(actionId, { ...heavier, weight: 0.99 })).toMatchObject({ ok: false, refusal: { code: 'approval_other_content' } })
    expect((await listCurrentRules(store.read, TEST_NOW))[0]).toEqual(first)
    expect(await s.approve(actionId, heavier)).toMatchObject({ ok: true })
    expect((await listCurrentRules(store.read, TEST_NOW))[0]).toEqual(heavier)
    const page = await getRule(s.as(s.ann), first.id)
    expect(page.ok && page.value.versions.map(({ version, weight, reason }) => [version, weight, reason])).toEqual([[2, 0.11, 'seen often lately'], [1, first.weight, null]])
  })

  test.each([
    ['an unknown fact', { when: 'order.colour > 1' }, 'rule_unknown_fact', 'when'],
    ['text that is no condition', { when: 'order.amount_minor +' }, 'rule_syntax', 'when'],
    ['a weight above one', { weight: 1.5 }, 'rule_weight', 'weight'],
    ['a status that cannot come first', { status: 'live' as const }, 'rule_step', 'status'],
    ['a version that is not the next', { version: 4 }, 'rule_changed_meanwhile', undefined],
  ])('refuse %s before anybody is asked', async (_name, changes, code, field) => {
    const store = await open()
    const s = await scene(store)
    expect(await s.propose({ ...LARGE, ...changes })).toMatchObject({ ok: false, refusal: { code, ...(field ? { field } : {}) } })
  })

  test('are changed by nobody without the permission, and never without a reason', async () => {
    const store = await open()
    const s = await scene(store)
    expect(await performAction(s.as(s.ann, 'reviewer'), { kind: 'rule_change', actionId: null, command: { type: 'propose', rule: LARGE, reason: 'seen often' } as never })).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
    expect(await s.propose(LARGE, s.ann, 'x')).toMatchObject({ ok: false, refusal: { code: 'reason_needed', field: 'reason' } })
  })

  test('in shadow raise nothing, live they do, retired they take their flags back; stored records are screened anew each time', async () => {
    const store = await open()
    const s = await scene(store)
    await addOrders(store, [10_000, 60_000, 90_000])
    const flags = async () => (await store.read.selectFrom('flags').select(['record_id', 'rule_version']).where('rule_id', '=', LARGE.id).where('withdrawn_at', 'is', null).orderBy('record_id').execute())
    await s.make(LARGE)
    await s.work()
    expect(await flags()).toEqual([])
    await s.make({ ...LARGE, version: 2, status: 'live' })
    await s.work()
    expect(await flags()).toEqual([{ record_id: 'W1', rule_version: 2 }, { record_id: 'W2', rule_version: 2 }])
    await s.make({ ...LARGE, version: 3, status: 'live', when: 'order.amount_minor > 80000' })
    await s.work()
    expect(await flags()).toEqual([{ record_id: 'W2', rule_version: 3 }])
    await s.make({ ...LARGE, version: 4, status: 'retired' })
    await s.work()
    expect(await flags()).toEqual([])
    expect(await s.propose({ ...LARGE, version: 5, status: 'live' })).toMatchObject({ ok: false, refusal: { code: 'rule_step' } })
  })

  test('are tried on stored records before anybody approves: what is gained, what is lost', async () => {
    const store = await open()
    const s = await scene(store)
    await addOrders(store, [10_000, 60_000, 90_000])
    await s.make({ ...LARGE, when: 'order.amount_minor < 80000' })
    const tried = { ...LARGE, version: 2 }
    const asked = await askForBackTest(s.as(s.ann), tried)
    expect(asked.ok).toBe(true)
    await s.work()
    const page = await getRule(s.as(s.ann), LARGE.id)
    expect(page.ok && page.value.tests[0]).toMatchObject({ state: 'done', definitionHash: ruleHash(tried), result: { looked: 3, isCut: false, before: 2, after: 2, gained: 1, lost: 1, gainedRecords: [{ id: 'W2' }], lostRecords: [{ id: 'W0' }] } })
    expect(await askForBackTest(s.as(s.ann), { ...tried, when: 'nonsense(' })).toMatchObject({ ok: false, refusal: { field: 'when' } })
    expect(await store.read.selectFrom('flags').select('id').where('rule_id', '=', LARGE.id).execute()).toEqual([])
  })

  test('tell how often those who looked agreed', async () => {
    const store = await open()
    const s = await scene(store)
    for (const [n, disposition] of (['confirmed_fraud', 'confirmed_fraud', 'legitimate', null] as const).entries()) {
      const { caseId } = await addFlaggedOrder(store, { order_id: `W${n}` }, [{ rule_id: 'link_shortener', flag: 'link/shortener' }])
      if (disposition) await store.write((tx) => tx.updateTable('cases').set({ disposition, decided_at: TEST_NOW }).where('id', '=', caseId).execute())
    }
    const row = (await listRules(s.as(s.ann))).rules.find(({ rule }) => rule.id === 'link_shortener')
    expect(row?.precision).toMatchObject({ confirmed: 2, closed: 3 })
    expect(row?.precision?.low).toBeGreaterThan(0.2)
    expect(row?.precision?.high).toBeLessThan(0.94)
  })
})
