import { expect, test } from 'vitest'
import { ruleHash } from '../../../app/usecases/actions/rule-change.server.ts'
import { getRule, listRules } from '../../../app/usecases/rules/list-rules.server.ts'
import { exportRules } from '../../../app/usecases/rules/export-rules.server.ts'
import { compareRuleFile, proposeRuleFile, tryRuleFile } from '../../../app/usecases/rules/import-rules.server.ts'
import { performAction } from '../../../app/usecases/actions/perform-action.server.ts'
import { askForBackTest } from '../../../app/usecases/rules/test-rule.server.ts'
import { screenPending } from '../../../app/usecases/screening/screen-records.server.ts'
import { STARTER_RULES } from '../../../app/domain/rules/starter.ts'
import type { Rule } from '../../../app/domain/rules/rule.ts'
import { runNextJob } from '../../../app/worker/run-jobs.ts'
import type { Store } from '../../../db/client.ts'
import { listAuditEvents } from '../../../db/queries/audit.ts'
import { listCurrentRules } from '../../../db/queries/rules.ts'
import { addStaff, forEachDialect, TEST_NOW, testContext, testKeys } from '../../support/database.ts'
import { addFlaggedOrder, orderRow } from '../../support/records.ts'
import { valueOf } from '../../support/result.ts'

const LARGE: Rule = {
  id: 'order_is_large', version: 1, family: 'payment', flag: 'payment/velocity', severity: 'S3', weight: 0.5, status: 'shadow', appliesTo: ['order'], when: 'order.amount_minor > 50000', source: 'staff',
}

async function scene(store: Store) {
  const [ann, bob] = [await addStaff(store, 'ann', 'supervisor'), await addStaff(store, 'bob', 'supervisor')]
  const as = (staffId: number, role: 'supervisor' | 'reviewer' = 'supervisor') => testContext(store, { staffId, role })
  const propose = (rule: Rule, staffId = ann, reason = 'seen often lately') => performAction(as(staffId), { kind: 'rule_change', actionId: null, command: { type: 'propose', rule, reason } })
  const approve = (actionId: number, rule: Rule, staffId = bob) => performAction(as(staffId), { kind: 'rule_change', actionId, command: { type: 'approve', shownHash: ruleHash(rule) } })
  const make = async (rule: Rule) => {
    const made = valueOf(await propose(rule))
    const done = await approve(made.actionId, rule)
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

  test('S21: a version that was approved before the clock went back is not proposed a second time', async () => {
    const store = await open()
    const s = await scene(store)
    const [first] = STARTER_RULES
    if (!first) throw new Error('no rules')
    await s.make({ ...first, version: 2, weight: 0.11 })
    const earlier = testContext(store, { staffId: s.ann, role: 'supervisor', now: TEST_NOW - 3_600_000 })
    const again = await performAction(earlier, { kind: 'rule_change', actionId: null, command: { type: 'propose', rule: { ...first, version: 2, weight: 0.22 }, reason: 'seen often lately' } })
    expect(again).toMatchObject({ ok: false, refusal: { code: 'rule_changed_meanwhile', data: { version: 2 } } })
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
    expect(await performAction(s.as(s.ann, 'reviewer'), { kind: 'rule_change', actionId: null, command: { type: 'propose', rule: LARGE, reason: 'seen often' } })).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
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

forEachDialect('rules that are looked at', (open) => {
  test('in shadow show what they would flag, how much of it is new work and how right they would be, and raise nothing', async () => {
    const store = await open()
    const s = await scene(store)
    await s.make(LARGE)
    await addOrders(store, [60_000, 40_000, 70_000])
    const page = async () => {
      return valueOf(await getRule(s.as(s.ann), LARGE.id))
    }
    expect((await page()).shadow).toMatchObject({ looked: 2, unseen: 2, isCut: false, precision: null, records: [{ kind: 'order', band: 'log', caseId: null }, { kind: 'order' }] })
    expect((await page()).shadow?.records.map(({ recordId }) => recordId).sort()).toEqual(['W0', 'W2'])
    expect(await store.read.selectFrom('flags').select('id').where('rule_id', '=', LARGE.id).execute()).toEqual([])
    expect((await page()).form).toEqual({ join: 'all', conditions: [{ fact: 'order.amount_minor', op: '>', value: '50000' }] })

    // Another rule brought one of them before somebody, who found it fraud.
    const { orderRowId, caseId } = await addFlaggedOrder(store, { order_id: 'W9', merchant_order_no: 'M9', channel_trade_no: 'T9', operator_txn_id: 'X9', face_minor: 90_000, paid_minor: 90_000 })
    await store.write((tx) => tx.updateTable('cases').set({ disposition: 'confirmed_fraud' }).where('id', '=', caseId).execute())
    await store.write((tx) => tx.insertInto('shadow_hits').values({ kind: 'order', record_row_id: orderRowId, rule_id: LARGE.id, rule_version: 1, record_id: 'W9', at: TEST_NOW }).execute())
    expect((await page()).shadow?.precision).toMatchObject({ confirmed: 1, closed: 1 })

    const retired: Rule = { ...LARGE, version: 2, status: 'retired' }
    await s.make(retired)
    await s.work()
    expect(await store.read.selectFrom('shadow_hits').select('record_id').where('rule_id', '=', LARGE.id).execute()).toEqual([])
    expect((await page()).shadow).toBeNull()
  })

  test('tell how loud they are by day and for 1,000 orders', async () => {
    const store = await open()
    const s = await scene(store)
    await s.make(LARGE)
    await addOrders(store, [60_000, 40_000, 70_000])
    await store.write((tx) => tx.insertInto('daily_orders').values({ day: '2026-03-14', channel: 'web_portal', currency: 'CNY', orders: 3, paid_minor: 170_000, flagged: 0, flagged_minor: 0 }).onConflict((one) => one.columns(['day', 'channel', 'currency']).doUpdateSet({ orders: 3 })).execute())
    const row = (await listRules(s.as(s.ann))).rules.find(({ rule }) => rule.id === LARGE.id)
    expect(row?.flags).toBe(2)
    expect(row?.perThousand).toBeCloseTo(2_000 / 3)
    expect(row?.days).toEqual([{ day: '2026-03-14', flags: 2 }])
  })

  test('come from a file: compared first, tried, then proposed, one by one', async () => {
    const store = await open()
    const s = await scene(store)
    await addOrders(store, [60_000])
    const current = await listCurrentRules(store.read, TEST_NOW)
    const [first, second, third] = current
    if (!first || !second || !third) throw new Error('no rules')
    const file = JSON.stringify({
      format: 'topwarden-rules-1',
      rules: [first, { ...second, weight: 0.12, when: `${second.when} && order.amount_minor > 100` }, { ...LARGE, status: 'live' }, { ...LARGE, id: 'broken_one', when: 'order.amount_minor >' }, { id: 'no_rule' }, third, third],
    })
    const offered = valueOf(await compareRuleFile(s.as(s.ann), file))
    expect(offered.map(({ id, change, refusal }) => [id, change, refusal?.code ?? null])).toEqual([
      [first.id, 'same', null], [second.id, 'changed', null], [LARGE.id, 'new', null], ['broken_one', 'refused', 'rule_syntax'], ['?', 'refused', 'rules_file_entry'], [third.id, 'same', null], [third.id, 'refused', 'rules_file_twice'],
    ])
    expect(offered[1]?.differences).toEqual([
      { field: 'weight', before: String(second.weight), after: '0.12' }, { field: 'when', before: second.when, after: `${second.when} && order.amount_minor > 100` },
    ])
    expect(offered[2]?.differences.find(({ field }) => field === 'status')).toEqual({ field: 'status', before: null, after: 'shadow' })

    expect(await tryRuleFile(s.as(s.ann), file, [LARGE.id])).toEqual({ ok: true, value: 1 })
    await s.work()
    expect((await store.read.selectFrom('back_tests').select(['rule_id', 'state']).execute())).toEqual([{ rule_id: LARGE.id, state: 'done' }])
    expect(await proposeRuleFile(s.as(s.ann), file, [second.id, LARGE.id], 'x')).toMatchObject({ ok: false, refusal: { code: 'reason_needed' } })
    expect(await proposeRuleFile(s.as(s.ann), file, [first.id], 'from the other desk')).toMatchObject({ ok: false, refusal: { code: 'rules_file_none' } })
    expect(await proposeRuleFile(s.as(s.ann, 'reviewer'), file, [second.id], 'from the other desk')).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
    expect(await proposeRuleFile(s.as(s.ann), file, [second.id, LARGE.id], 'from the other desk')).toEqual({ ok: true, value: 2 })
    expect(await listCurrentRules(store.read, TEST_NOW)).toEqual(current)
    const page = await getRule(s.as(s.bob), second.id)
    expect(page.ok && page.value.proposals.map(({ rule, reason }) => [rule.version, rule.weight, reason])).toEqual([[second.version + 1, 0.12, 'from the other desk']])
    const exported = await exportRules(s.as(s.bob))
    expect(JSON.parse(exported)).toEqual({ format: 'topwarden-rules-1', rules: current })
    expect((await listAuditEvents(store.read, {}, null, 1)).events).toMatchObject([{ action: 'export.written', object: 'export:rules' }])
    for (const text of ['', '{}', '[]', 'null', '{"format":"topwarden-rules-1","rules":{}}', '{"format":"other","rules":[]}']) expect(await compareRuleFile(s.as(s.ann), text)).toMatchObject({ ok: false, refusal: { code: 'rules_file' } })
  })
})
