import { expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../app/domain/values/time.ts'
import { decideCase } from '../../../app/usecases/cases/decide-case.server.ts'
import { claimCase } from '../../../app/usecases/cases/claim-case.server.ts'
import { getCase } from '../../../app/usecases/cases/get-case.server.ts'
import { listQueue } from '../../../app/usecases/cases/list-queue.server.ts'
import { reopenCase } from '../../../app/usecases/cases/reopen-case.server.ts'
import { openCase } from '../../../app/usecases/cases/open-case.server.ts'
import { verifyStore } from '../../../app/usecases/installation/verify-store.server.ts'
import type { Store } from '../../../db/client.ts'
import { findCase } from '../../../db/queries/cases.ts'
import { forEachDialect, TEST_NOW, testKeys } from '../../support/database.ts'
import { addOrder, moneyScene } from '../../support/money.ts'
import { addFlaggedOrder, flagOrder, orderRow } from '../../support/records.ts'
import { valueOf } from '../../support/result.ts'

const NOT_DELIVERED = { flag: 'payment/paid-not-delivered', family: 'payment', rule_id: 'paid_not_delivered', severity: 'S3', weight: 0.5, band: 'same_day' } as const

/** What replaying the events of cases and actions finds; the orders of these tests came by no import. */
async function differencesIn(store: Store) {
  return (await verifyStore({ store, keys: testKeys }, [])).filter(({ check }) => check === 'cases' || check === 'actions' || check === 'audit').flatMap(({ differences }) => differences)
}

forEachDialect('a case whose refund comes to nothing', (open) => {
  const scene = async () => {
    const store = await open()
    const s = await moneyScene(store, { isDelivered: false })
    const { caseId } = await store.write((tx) => flagOrder(tx, s.orderRowId, orderRow({ delivered_at: null, status: 'failed', status_raw: 'failed' }), [NOT_DELIVERED]))
    const refund = async (now = TEST_NOW) => {
      const asked = valueOf(await s.ask(s.ann, { reasonCode: 'not_received' }, { now }))
      if (asked.status === 'submitted') expect((await s.approve(s.bob, asked.actionId, now)).ok).toBe(true)
      return asked.actionId
    }
    const decide = async (now: number) => {
      const version = (await findCase(store.read, caseId))?.state.version ?? 0
      const decided = await decideCase(s.as(s.ann, now), caseId, { outcome: 'legitimate', reasonCode: 'our_fault', note: null, expectedVersion: version })
      if (!decided.ok) throw new Error(decided.refusal.code)
    }
    const fail = async (actionId: number, now: number) => {
      await s.act(null, actionId, { type: 'begin' }, now)
      expect((await s.act(null, actionId, { type: 'answer', attempt: 1, answer: { outcome: 'failed', code: 'NOTENOUGH' } }, now)).ok).toBe(true)
    }
    const state = async () => {
      const found = await findCase(store.read, caseId)
      if (!found) throw new Error('the case is there')
      return found.state
    }
    return { ...s, store, caseId, refund, decide, fail, state }
  }

  test('comes back with the refund named, a clock, and who had closed it as its owner', async () => {
    const s = await scene()
    const id = await s.refund()
    await s.decide(TEST_NOW + MINUTE_MS)
    expect((await s.state()).needsPerson).toBe(false)
    await s.fail(id, TEST_NOW + HOUR_MS)
    expect(await s.state()).toMatchObject({ status: 'in_review', needsPerson: true, disposition: null, assigneeId: s.ann, dueAt: TEST_NOW + 5 * HOUR_MS, severity: 'S2' })
    const view = await getCase(s.as(s.bob, TEST_NOW + HOUR_MS), s.caseId)
    expect(view).toMatchObject({ ok: true, value: { recommendation: { code: 'refund_failed' }, allowed: { claim: null } } })
    expect(view.ok && view.value.flags.find(({ flag }) => flag === 'refund/came-to-nothing')?.signals[0]?.evidence).toMatchObject({ refund: id, road: 'refund', outcome: 'failed', amountMinor: 10_000, currency: 'CNY' })
    expect(await differencesIn(s.store)).toEqual([])
  })

  test('says in its row of the queue what became of the money, also of an order that is part of it', async () => {
    const s = await scene()
    const remedy = async () => {
      const page = await listQueue(s.as(s.bob), { filter: {}, sort: 'rank', after: null, limit: 9 })
      return page.ok ? page.value.rows.map((row) => [row.id, row.remedy?.state ?? null, row.remedy?.status ?? null]) : []
    }
    expect(await remedy()).toEqual([[s.caseId, null, null]])
    const id = await s.refund()
    expect(await remedy()).toEqual([[s.caseId, 'running', 'approved']])
    await s.fail(id, TEST_NOW + HOUR_MS)
    expect(await remedy()).toEqual([[s.caseId, 'failed', 'failed']])
    const other = await addFlaggedOrder(s.store, { order_id: 'W9' })
    await s.store.write((tx) => tx.updateTable('cases').set({ merged_into: other.caseId, state: 'merged', is_open: 0 }).where('id', '=', s.caseId).execute())
    expect(await remedy()).toEqual([[other.caseId, 'failed', 'failed']])
  })

  test('comes back as often as one fails, and not because the person gives up what had failed', async () => {
    const s = await scene()
    const first = await s.refund()
    await s.decide(TEST_NOW + MINUTE_MS)
    await s.fail(first, TEST_NOW + HOUR_MS)
    await s.decide(TEST_NOW + 2 * HOUR_MS)
    expect((await s.act(s.sue, first, { type: 'give_up', reason: 'the account is closed' }, TEST_NOW + 3 * HOUR_MS)).ok).toBe(true)
    expect((await s.state()).status).toBe('decided')
    const second = await s.refund(TEST_NOW + 4 * HOUR_MS)
    const reopened = await reopenCase(s.as(s.ann, TEST_NOW + 4 * HOUR_MS), s.caseId, 'the money goes another way', (await s.state()).version)
    expect(reopened.ok).toBe(true)
    await s.decide(TEST_NOW + 4 * HOUR_MS + MINUTE_MS)
    await s.fail(second, TEST_NOW + 5 * HOUR_MS)
    expect(await s.state()).toMatchObject({ status: 'in_review', needsPerson: true })
  })

  test('comes before people out of a hold, too, and stays on hold: money waits until somebody decides', async () => {
    const s = await scene()
    const id = await s.refund()
    await s.act(null, id, { type: 'begin' }, TEST_NOW + MINUTE_MS + 1)
    const held = await decideCase(s.as(s.sue, TEST_NOW + 2 * MINUTE_MS), s.caseId, { outcome: 'hold', reasonCode: 'waiting_owner', note: null, expectedVersion: (await s.state()).version })
    expect(held).toMatchObject({ ok: true })
    expect((await s.state()).needsPerson).toBe(false)
    expect((await s.act(null, id, { type: 'answer', attempt: 1, answer: { outcome: 'failed', code: 'NOTENOUGH' } }, TEST_NOW + HOUR_MS)).ok).toBe(true)
    expect(await s.state()).toMatchObject({ status: 'on_hold', needsPerson: true, severity: 'S2', assigneeId: s.sue })
    expect(await s.ask(s.ann, { reasonCode: 'not_received' }, { now: TEST_NOW + HOUR_MS })).toMatchObject({ ok: false, refusal: { code: 'refund_blocked', data: { block: 'case_on_hold' } } })
    expect(await differencesIn(s.store)).toEqual([])
  })

  test('stays closed when the refund was asked for after it, is paid, or the case lies before people anyway', async () => {
    const s = await scene()
    await s.decide(TEST_NOW)
    const later = await s.refund(TEST_NOW + DAY_MS)
    await s.fail(later, TEST_NOW + DAY_MS + HOUR_MS)
    expect((await s.state()).status).toBe('decided')
    const t = await scene()
    const paid = await t.refund()
    await t.decide(TEST_NOW + MINUTE_MS)
    await t.act(null, paid, { type: 'begin' }, TEST_NOW + HOUR_MS)
    await t.act(null, paid, { type: 'answer', attempt: 1, answer: { outcome: 'succeeded', channelRef: 'C1', takenBackMinor: 0 } }, TEST_NOW + HOUR_MS)
    expect((await t.state()).status).toBe('decided')
    const u = await scene()
    await u.fail(await u.refund(), TEST_NOW + HOUR_MS)
    expect(await u.state()).toMatchObject({ status: 'new', version: 1 })
  })

  test('a fault that was refunded bears out the rule that told of it, and no other', async () => {
    const s = await scene()
    const other = { flag: 'link/lure-contact', rule_id: 'lure_contact' }
    await s.store.write((tx) => flagOrder(tx, s.orderRowId, orderRow(), [other]))
    await s.decide(TEST_NOW)
    const { listRuleRecords } = await import('../../../db/queries/rules.ts')
    expect(await listRuleRecords(s.store.read, ['paid_not_delivered', 'lure_contact'], TEST_NOW - DAY_MS)).toEqual([
      { ruleId: 'paid_not_delivered', confirmed: 1, closed: 1 }, { ruleId: 'lure_contact', confirmed: 0, closed: 1 },
    ])
    const { countFigure } = await import('../../../db/queries/figures.ts')
    const scope = { from: TEST_NOW - DAY_MS, to: TEST_NOW + DAY_MS, now: TEST_NOW + DAY_MS }
    expect((await countFigure(s.store.read, 'rule_confirmed', scope)).map(({ part, count }) => [part, count])).toEqual([['paid_not_delivered', 1]])
    expect((await countFigure(s.store.read, 'rule_closed', scope)).map(({ part }) => part).sort()).toEqual(['lure_contact', 'paid_not_delivered'])
  })
})

forEachDialect('a case that is opened by hand', (open) => {
  test('says what was seen, masked, has the clock of its severity, is claimed, and stands beside no other of the order', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const note = 'caller 13912345678 knew the balance'
    expect(await openCase(s.as(s.ann, TEST_NOW, 'auditor'), s.orderRowId, { note, severity: 'S2' })).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
    expect(await openCase(s.as(s.ann), s.orderRowId, { note: 'odd', severity: 'S2' })).toMatchObject({ ok: false, refusal: { code: 'note_too_short' } })
    expect(await openCase(s.as(s.ann), 987, { note, severity: 'S2' })).toMatchObject({ ok: false, refusal: { code: 'order_gone' } })
    const opened = valueOf(await openCase(s.as(s.ann), s.orderRowId, { note, severity: 'S2' }))
    const { caseId } = opened
    const view = await getCase(s.as(s.ann), caseId)
    expect(view).toMatchObject({ ok: true, value: { case: { severity: 'S2', band: 'review', dueAt: TEST_NOW + 4 * HOUR_MS, assignee: { isMe: true } }, flags: [{ flag: 'reconciliation/by-hand' }] } })
    expect(JSON.stringify(view)).not.toContain('13912345678')
    expect(await openCase(s.as(s.bob), s.orderRowId, { note, severity: 'S3' })).toMatchObject({ ok: false, refusal: { code: 'case_there', data: { caseId } } })
    expect((await claimCase(s.as(s.ann), caseId)).ok).toBe(true)
    expect(await differencesIn(store)).toEqual([])
  })

  test('on the agent who sold an order, stands beside the case of the order, once for each agent, and comes back when it was closed', async () => {
    const store = await open()
    const s = await moneyScene(store, { order: { agent_id: 'AG-118' } })
    const { caseId } = await store.write((tx) => flagOrder(tx, s.orderRowId, orderRow({ agent_id: 'AG-118' }), [NOT_DELIVERED]))
    const note = 'Agent AG-118, three cards of one pack'
    const opened = valueOf(await openCase(s.as(s.ann), s.orderRowId, { note, severity: 'S3', about: 'agent' }))
    const agentCase = opened.caseId
    expect(agentCase).not.toBe(caseId)
    expect(await getCase(s.as(s.ann), agentCase)).toMatchObject({ ok: true, value: { case: { subject: { kind: 'agent', id: 'AG-118' }, orderRowId: null, assignee: { isMe: true } }, recommendation: { code: 'agent_abuse' }, flags: [{ flag: 'agent/by-hand' }], agent: null } })
    expect(await getCase(s.as(s.ann), caseId)).toMatchObject({ ok: true, value: { agent: { id: 'AG-118', orderRowId: s.orderRowId, caseId: agentCase } } })
    const other = await addOrder(store, { order: { agent_id: 'AG-118' } }, 2)
    expect(await openCase(s.as(s.bob), other, { note, severity: 'S3', about: 'agent' })).toMatchObject({ ok: false, refusal: { code: 'case_there', data: { caseId: agentCase } } })
    const version = (await findCase(store.read, agentCase))?.state.version ?? 0
    expect((await decideCase(s.as(s.ann), agentCase, { outcome: 'legitimate', reasonCode: 'customer_confirmed', note: null, expectedVersion: version })).ok).toBe(true)
    expect(await openCase(s.as(s.bob, TEST_NOW + DAY_MS), other, { note, severity: 'S2', about: 'agent' })).toMatchObject({ ok: true, value: { caseId: agentCase } })
    expect((await findCase(store.read, agentCase))?.state).toMatchObject({ needsPerson: true, severity: 'S2' })
    const unsold = await addOrder(store, {}, 3)
    expect(await openCase(s.as(s.bob), unsold, { note, severity: 'S3', about: 'agent' })).toMatchObject({ ok: false, refusal: { code: 'no_agent' } })
    expect(await differencesIn(store)).toEqual([])
  })
})
