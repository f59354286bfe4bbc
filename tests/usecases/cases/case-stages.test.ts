import { expect, test } from 'vitest'
import { sql } from 'kysely'
import type { CaseStage } from '../../../app/domain/cases/stage.ts'
import { HOUR_MS, MINUTE_MS } from '../../../app/domain/values/time.ts'
import { decideCase } from '../../../app/usecases/cases/decide-case.server.ts'
import { getCase } from '../../../app/usecases/cases/get-case.server.ts'
import { queueText } from '../../../app/usecases/exports/export-lists.server.ts'
import { listQueue } from '../../../app/usecases/cases/list-queue.server.ts'
import { keepCases } from '../../../app/usecases/cases/keep-cases.server.ts'
import { mergeCases } from '../../../app/usecases/cases/merge-cases.server.ts'
import { performAction } from '../../../app/usecases/actions/perform-action.server.ts'
import { requestBulkDecision } from '../../../app/usecases/approvals/request-bulk-decision.server.ts'
import { reopenCase } from '../../../app/usecases/cases/reopen-case.server.ts'
import { separateCase } from '../../../app/usecases/cases/separate-case.server.ts'
import { undoDecision } from '../../../app/usecases/cases/undo-decision.server.ts'
import { verifyStore } from '../../../app/usecases/installation/verify-store.server.ts'
import type { Store } from '../../../db/client.ts'
import { findCase } from '../../../db/queries/cases.ts'
import { up } from '../../../db/migrations/0020-case-stages.ts'
import { ddl } from '../../../db/migrations/ddl.ts'
import { forEachDialect, TEST_NOW, testKeys } from '../../support/database.ts'
import { moneyScene } from '../../support/money.ts'
import { addFlaggedOrder, flagOrder, orderRow } from '../../support/records.ts'
import { valueOf } from '../../support/result.ts'
import { Simulation } from '../../support/simulation/simulation.ts'

/** What replaying cases and actions finds, the stages among it; the orders of these tests came by no import. */
async function differencesIn(store: Store) {
  return (await verifyStore({ store, keys: testKeys }, [])).filter(({ check }) => check === 'cases' || check === 'actions').flatMap(({ differences }) => differences)
}

forEachDialect('the stage of a case', (open, dialect) => {
  const scene = async () => {
    const store = await open()
    const s = await moneyScene(store)
    const { caseId } = await store.write((tx) => flagOrder(tx, s.orderRowId, orderRow(), [{}]))
    const stage = async (of = caseId) => (await store.read.selectFrom('cases').select('stage').where('id', '=', of).executeTakeFirstOrThrow()).stage
    const decide = async (outcome: 'legitimate' | 'ask_customer' | 'hold', reasonCode: string, now: number) => {
      const expectedVersion = (await findCase(store.read, caseId))?.state.version ?? 0
      expect(await decideCase(s.as(s.sue, now), caseId, { outcome, reasonCode, note: null, expectedVersion })).toMatchObject({ ok: true })
    }
    const found = async (of: CaseStage) => {
      const page = await listQueue(s.as(s.ann), { filter: { stage: of }, sort: 'rank', after: null, limit: 9 })
      return page.ok ? page.value.rows.map((row) => [row.id, row.stage]) : page.refusal
    }
    return { ...s, store, caseId, stage, decide, found }
  }

  test('follows a refund from the asking to the statement, beside the decision of the case', async () => {
    const s = await scene()
    expect(await s.stage()).toBe('new')
    const asked = valueOf(await s.ask(s.ann))
    const { actionId } = asked
    expect(await s.stage()).toBe('awaiting_approval')
    expect(await getCase(s.as(s.bob), s.caseId)).toMatchObject({ ok: true, value: { case: { stage: 'awaiting_approval', status: 'new' } } })
    expect(await s.found('awaiting_approval')).toEqual([[s.caseId, 'awaiting_approval']])
    expect(await s.found('new')).toEqual([])
    await s.approve(s.bob, actionId)
    expect(await s.stage()).toBe('executing')
    await s.decide('legitimate', 'our_fault', TEST_NOW + 1)
    expect(await s.stage()).toBe('executing')
    await s.act(null, actionId, { type: 'begin' }, TEST_NOW + MINUTE_MS + 1)
    await s.act(null, actionId, { type: 'answer', attempt: 1, answer: { outcome: 'unknown', code: 'TIMEOUT' } }, TEST_NOW + 2 * MINUTE_MS)
    expect(await s.stage()).toBe('awaiting_channel')
    await s.act(null, actionId, { type: 'answer', attempt: 1, answer: { outcome: 'succeeded', channelRef: 'CH1', takenBackMinor: 0 } }, TEST_NOW + HOUR_MS)
    expect(await s.stage()).toBe('resolved')
    expect(await s.found('resolved')).toEqual([[s.caseId, 'resolved']])
    await s.act(null, actionId, { type: 'reconcile', receiptId: 'R77', amountMinor: 10_000 }, TEST_NOW + 2 * HOUR_MS)
    expect(await s.stage()).toBe('closed')
    expect(await s.found('closed')).toEqual([[s.caseId, 'closed']])
    expect(await reopenCase(s.as(s.ann, TEST_NOW + 3 * HOUR_MS), s.caseId, 'the customer writes again', (await findCase(s.store.read, s.caseId))?.state.version ?? 0)).toMatchObject({ ok: true })
    expect(await s.stage()).toBe('reopened')
    await s.decide('legitimate', 'our_fault', TEST_NOW + 4 * HOUR_MS)
    expect(await s.stage()).toBe('closed')
    expect(await undoDecision(s.as(s.sue, TEST_NOW + 4 * HOUR_MS + 1_000), s.caseId)).toMatchObject({ ok: true })
    expect(await s.stage()).toBe('reopened')
    expect(await differencesIn(s.store)).toEqual([])
  })

  test('waits for the customer while the clock stands, and only then; a hold of the police stands above it', async () => {
    const s = await scene()
    await s.decide('ask_customer', 'proof_of_payment', TEST_NOW)
    expect(await s.stage()).toBe('awaiting_customer')
    const hold = valueOf(await performAction(s.as(s.sue), { kind: 'legal_hold', actionId: null, command: { type: 'place', about: { caseId: s.caseId }, reference: 'P 12/3', reason: 'asked for by the police' } }))
    expect(await s.stage()).toBe('police_hold')
    await performAction(s.as(s.sue), { kind: 'legal_hold', actionId: hold.actionId, command: { type: 'lift', reason: 'they have what they need' } })
    expect(await s.stage()).toBe('awaiting_customer')
    await keepCases({ store: s.store, now: TEST_NOW + 30 * 24 * HOUR_MS })
    expect(await s.stage()).toBe('in_review')
    expect(await differencesIn(s.store)).toEqual([])
  })

  test('of a whole counts the remedies of its parts, and a part is a duplicate', async () => {
    const s = await scene()
    const whole = (await addFlaggedOrder(s.store, { order_id: 'W9', paid_minor: 100 })).caseId
    expect(await mergeCases(s.as(s.sue), whole, [{ caseId: s.caseId, expectedVersion: 1 }])).toMatchObject({ ok: true })
    expect([await s.stage(), await s.stage(whole)]).toEqual(['duplicate_of', 'new'])
    expect((await s.ask(s.ann)).ok).toBe(true)
    expect([await s.stage(), await s.stage(whole)]).toEqual(['duplicate_of', 'awaiting_approval'])
    expect(await separateCase(s.as(s.sue), s.caseId)).toMatchObject({ ok: true })
    expect([await s.stage(), await s.stage(whole)]).toEqual(['awaiting_approval', 'new'])
    expect(await differencesIn(s.store)).toEqual([])
  })

  test('waits for approval while one decision over many waits for it, and no longer once that ran out', async () => {
    const s = await scene()
    const items = []
    for (let n = 2; n < 23; n++) items.push({ caseId: (await addFlaggedOrder(s.store, { order_id: `W${n}`, paid_minor: 100 })).caseId, expectedVersion: 1 })
    expect(await requestBulkDecision(s.as(s.sue), { type: 'decide', outcome: 'confirmed_fraud', reasonCode: 'slow_topup', note: null }, items, 'one ring of slow top-ups')).toMatchObject({ ok: true })
    const count = async (stage: string) => (await s.store.read.selectFrom('cases').select('id').where('stage', '=', stage).execute()).length
    expect([await count('awaiting_approval'), await count('new')]).toEqual([21, 1])
    await keepCases({ store: s.store, now: TEST_NOW + 25 * HOUR_MS })
    expect([await count('awaiting_approval'), await count('new')]).toEqual([0, 22])
    expect(await differencesIn(s.store)).toEqual([])
  })

  test('is written down with the list that its filter leaves', async () => {
    const s = await scene()
    await s.ask(s.ann)
    const lines: string[] = []
    for await (const piece of queueText(s.as(s.sue), { filter: { stage: 'awaiting_approval' }, sort: 'rank' })) lines.push(...piece.trim().split(/\r?\n/))
    expect(lines).toHaveLength(2)
    expect(lines[0]).toContain('stage')
    expect(lines[1]).toContain('awaiting_approval')
  })

  test('is missed by nothing that verify reads: a stage of its own making is told', async () => {
    const s = await scene()
    await s.store.write((tx) => tx.updateTable('cases').set({ stage: 'closed' }).where('id', '=', s.caseId).execute())
    expect(await differencesIn(s.store)).toEqual([{ check: 'case_stage', object: `case:${s.caseId}`, expected: 'new', actual: 'closed' }])
  })

  test('is read for what an older program stored as this one would have kept it', async () => {
    const store = await open()
    const reached = new Map<string, number>()
    const simulation = await Simulation.begin(store, 5, reached, new Map())
    for (let n = 1; n <= 900; n++) await simulation.step()
    const stages = async () => (await store.read.selectFrom('cases').select(['id', 'stage', 'times_closed']).orderBy('id').execute())
    const kept = await stages()
    expect(new Set(kept.map(({ stage }) => stage)).size).toBeGreaterThan(5)
    await store.write(async (tx) => {
      await sql`drop index cases_stage_band`.execute(tx)
      await sql`alter table cases drop column stage`.execute(tx)
      await sql`alter table cases drop column times_closed`.execute(tx)
      await up(ddl(tx, dialect))
    })
    expect(await stages()).toEqual(kept)
    expect(await differencesIn(store)).toEqual([])
  }, 300_000)
})
