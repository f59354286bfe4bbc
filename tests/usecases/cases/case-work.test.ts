import { expect, test } from 'vitest'
import { actOnCases, previewCases } from '../../../app/usecases/cases/act-on-cases.server.ts'
import { answerHandOver } from '../../../app/usecases/cases/answer-hand-over.server.ts'
import { claimCase } from '../../../app/usecases/cases/claim-case.server.ts'
import { decideCase } from '../../../app/usecases/cases/decide-case.server.ts'
import { decideCluster, previewCluster } from '../../../app/usecases/cases/decide-cluster.server.ts'
import { getCase } from '../../../app/usecases/cases/get-case.server.ts'
import { handOverCase } from '../../../app/usecases/cases/hand-over-case.server.ts'
import { keepCases } from '../../../app/usecases/cases/keep-cases.server.ts'
import { linkCases } from '../../../app/usecases/cases/link-cases.server.ts'
import { unlinkCases } from '../../../app/usecases/cases/unlink-cases.server.ts'
import { listQueue } from '../../../app/usecases/cases/list-queue.server.ts'
import { countQueueNews, lookAtQueue } from '../../../app/usecases/cases/look-at-queue.server.ts'
import { mergeCases, previewMerge } from '../../../app/usecases/cases/merge-cases.server.ts'
import { requestBulkDecision } from '../../../app/usecases/approvals/request-bulk-decision.server.ts'
import { changeTeam } from '../../../app/usecases/staff/change-team.server.ts'
import { foundTeam } from '../../../app/usecases/staff/found-team.server.ts'
import { separateCase } from '../../../app/usecases/cases/separate-case.server.ts'
import { settleApproval } from '../../../app/usecases/approvals/settle-approval.server.ts'
import { snoozeCase } from '../../../app/usecases/cases/snooze-case.server.ts'
import { tickStep } from '../../../app/usecases/cases/tick-step.server.ts'
import { undoDecision } from '../../../app/usecases/cases/undo-decision.server.ts'
import { wakeCase } from '../../../app/usecases/cases/wake-case.server.ts'
import type { Store } from '../../../db/client.ts'
import { findApproval } from '../../../db/queries/approvals.ts'
import { listAuditEvents } from '../../../db/queries/audit.ts'
import { settleCases } from '../../../db/queries/cases.ts'
import { declareInterest } from '../../../db/queries/interests.ts'
import { checkCases } from '../../../db/queries/verify.ts'
import { addStaff, forEachDialect, TEST_NOW, testKeys } from '../../support/database.ts'
import { people } from '../../support/people.ts'
import { addFlaggedOrder, flagOrder, orderRow, type FlaggedOrder } from '../../support/records.ts'
import { valueOf } from '../../support/result.ts'

const FRAUD = { outcome: 'confirmed_fraud', reasonCode: 'lure', note: null } as const
const HOUR = 3_600_000

const row = (store: Store, id: number) => store.read.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const actions = async (store: Store) => (await listAuditEvents(store.read, {}, null, 100)).events.map((event) => event.action).reverse()

forEachDialect('work on cases', (open) => {
  test('a case that is put aside comes back by itself with its rank counted anew, and is in the list of those put aside until then', async () => {
    const store = await open()
    const { ann } = await people(store)
    const { caseId } = await addFlaggedOrder(store)
    const before = await row(store, caseId)
    expect((await snoozeCase(ann(), caseId, { until: TEST_NOW + 2 * HOUR, reasonCode: 'waiting_statement', note: null, expectedVersion: 1 })).ok).toBe(true)
    const list = async (state: 'snoozed' | null, now: number) => {
      const view = await listQueue(ann(now), { filter: { state }, sort: 'rank', after: null, limit: 10 })
      return view.ok ? view.value.rows.map((one) => one.id) : null
    }
    expect([await list(null, TEST_NOW), await list('snoozed', TEST_NOW)]).toEqual([[], [caseId]])
    expect(await keepCases({ store, now: TEST_NOW + 2 * HOUR - 1 })).toBe(0)
    expect(await keepCases({ store, now: TEST_NOW + 2 * HOUR })).toBe(1)
    expect([await list(null, TEST_NOW), await list('snoozed', TEST_NOW)]).toEqual([[caseId], []])
    const woken = await row(store, caseId)
    expect(woken).toMatchObject({ state: 'new', is_open: 1, wake_at: null, queued_at: TEST_NOW + 2 * HOUR })
    expect(woken.rank).toBeGreaterThan(before.rank)
    expect(await checkCases(store.read)).toEqual([])
  })

  test('a case put aside is woken by hand, and taken back within ten seconds', async () => {
    const store = await open()
    const { ann, ben } = await people(store)
    const { caseId } = await addFlaggedOrder(store)
    const aside = { until: TEST_NOW + HOUR, reasonCode: 'office_hours', note: null }
    await snoozeCase(ann(), caseId, { ...aside, expectedVersion: 1 })
    expect(await wakeCase(ben(TEST_NOW + 1), caseId)).toMatchObject({ ok: true, value: { status: 'new' } })
    await snoozeCase(ann(), caseId, { ...aside, expectedVersion: 3 })
    expect(await undoDecision(ann(TEST_NOW + 9_000), caseId)).toMatchObject({ ok: true, value: { status: 'new' } })
    expect(await actions(store)).toEqual(['case.snoozed', 'case.woken', 'case.snoozed', 'case.undone'])
  })

  test('a case is handed to a colleague who accepts it, or to a team of which any member may', async () => {
    const store = await open()
    const { ann, ben, sue, ids } = await people(store)
    const { caseId } = await addFlaggedOrder(store)
    const auditor = await addStaff(store, 'aud', 'auditor')
    expect(await handOverCase(ann(), caseId, { kind: 'person', staffId: auditor }, 'yours', 1)).toMatchObject({ ok: false, refusal: { code: 'assignee_unfit' } })
    expect((await handOverCase(ann(), caseId, { kind: 'person', staffId: ids.ben }, 'call 13800005678 again', 1)).ok).toBe(true)
    const mine = await listQueue(ben(), { filter: {}, sort: 'rank', after: null, limit: 10, isHandedToMe: true })
    expect(mine).toMatchObject({ ok: true, value: { handed: 1, rows: [{ id: caseId, isHanded: true }] } })
    expect(await getCase(ben(), caseId)).toMatchObject({ ok: true, value: { work: { handOver: { by: 'ann', to: 'ben', note: 'call 138****5678 again' } }, allowed: { accept_hand_over: null } } })
    expect(await answerHandOver(sue(), caseId, { type: 'accept_hand_over' })).toMatchObject({ ok: false, refusal: { code: 'hand_over_not_yours' } })
    expect((await answerHandOver(ben(), caseId, { type: 'accept_hand_over' })).ok).toBe(true)
    expect(await row(store, caseId)).toMatchObject({ assignee_id: ids.ben, hand_to_staff: null, lease_until: TEST_NOW + 300_000 })

    expect(await foundTeam(ann(), 'Vouchers')).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
    const team = valueOf(await foundTeam(sue(), 'Vouchers'))
    expect(await foundTeam(sue(), 'Vouchers')).toMatchObject({ ok: false, refusal: { code: 'team_name_taken' } })
    const to = { kind: 'team', teamId: team.teamId } as const
    const version = (await row(store, caseId)).version
    expect(await handOverCase(ben(), caseId, to, 'pack 12', version)).toMatchObject({ ok: false, refusal: { code: 'team_unfit' } })
    await changeTeam(sue(), to.teamId, { staffIds: [ids.ann, ids.sue], isClosed: false })
    expect((await handOverCase(ben(), caseId, to, 'pack 12', version)).ok).toBe(true)
    expect((await answerHandOver(ann(), caseId, { type: 'decline_hand_over', note: 'on leave' })).ok).toBe(true)
    expect(await row(store, caseId)).toMatchObject({ assignee_id: ids.ben, hand_to_team: null })
    expect(await checkCases(store.read)).toEqual([])
  })

  test('a tie stands on both cases and goes from both', async () => {
    const store = await open()
    const { ann } = await people(store)
    const [a, b] = [await addFlaggedOrder(store, { order_id: 'W1' }), await addFlaggedOrder(store, { order_id: 'W2' })]
    expect(await linkCases(ann(), a.caseId, 'W2', 'sibling')).toEqual({ ok: true, value: { otherId: b.caseId } })
    expect(await linkCases(ann(), a.caseId, String(b.caseId), 'sibling')).toMatchObject({ ok: false, refusal: { code: 'link_there' } })
    expect(await linkCases(ann(), a.caseId, 'W9', 'related')).toMatchObject({ ok: false, refusal: { code: 'case_named_missing' } })
    expect(await linkCases(ann(), a.caseId, 'W1', 'related')).toMatchObject({ ok: false, refusal: { code: 'link_to_self' } })
    expect(await getCase(ann(), b.caseId)).toMatchObject({ ok: true, value: { work: { links: [{ id: a.caseId, kind: 'sibling', orderId: 'W1' }] } } })
    expect((await unlinkCases(ann(), b.caseId, a.caseId)).ok).toBe(true)
    expect(await getCase(ann(), a.caseId)).toMatchObject({ ok: true, value: { work: { links: [] } } })
  })

  test('merged cases are one piece of work: one decision covers them, each keeps its flags, and undoing brings both back', async () => {
    const store = await open()
    const { ann } = await people(store)
    const a = await addFlaggedOrder(store, { order_id: 'W1', paid_minor: 5_000 })
    const b = await addFlaggedOrder(store, { order_id: 'W2', paid_minor: 30_000 }, [{ severity: 'S1', weight: 0.9, flag: 'receipt/reused' }])
    const items = [{ caseId: b.caseId, expectedVersion: 1 }]
    const alone = await row(store, a.caseId)
    expect(await previewMerge(ann(), a.caseId, items)).toMatchObject({
      ok: true, value: { objection: null, ready: [b.caseId], refused: [], money: [{ amountMinor: 35_000, currency: 'CNY' }], flags: 2, dueAt: TEST_NOW + 900_000 },
    })
    expect((await mergeCases(ann(), a.caseId, items)).ok).toBe(true)
    const whole = await row(store, a.caseId)
    expect(whole).toMatchObject({ is_open: 1, severity: 'S1', band: 'hold', part_count: 1, parts_money_minor: 30_000, due_at: TEST_NOW + 900_000, flag_count: 1 })
    expect(whole.rank).toBeGreaterThan(alone.rank)
    expect(await row(store, b.caseId)).toMatchObject({ state: 'merged', is_open: 0, merged_into: a.caseId, flag_count: 1 })
    expect(await decideCase(ann(), b.caseId, { ...FRAUD, expectedVersion: 2 })).toMatchObject({ ok: false, refusal: { code: 'case_is_part' } })
    expect((await decideCase(ann(), a.caseId, { ...FRAUD, expectedVersion: whole.version })).ok).toBe(true)
    expect(await row(store, b.caseId)).toMatchObject({ state: 'decided', disposition: 'confirmed_fraud', reason_code: 'lure' })
    expect(await separateCase(ann(), b.caseId)).toMatchObject({ ok: false })
    expect((await undoDecision(ann(TEST_NOW + 5_000), a.caseId)).ok).toBe(true)
    expect(await row(store, b.caseId)).toMatchObject({ state: 'merged', disposition: null })
    expect((await separateCase(ann(TEST_NOW + 6_000), b.caseId)).ok).toBe(true)
    expect(await row(store, a.caseId)).toMatchObject({ part_count: 0, parts_money_minor: 0, severity: 'S2' })
    expect(await row(store, b.caseId)).toMatchObject({ state: 'new', is_open: 1, merged_into: null })
    expect(await checkCases(store.read)).toEqual([])
  })

  test('a merge is whole or nothing', async () => {
    const store = await open()
    const { ann, ben } = await people(store)
    const [a, b, c] = [await addFlaggedOrder(store, { order_id: 'W1' }), await addFlaggedOrder(store, { order_id: 'W2' }), await addFlaggedOrder(store, { order_id: 'W3' })]
    await claimCase(ben(), c.caseId)
    const items = [{ caseId: b.caseId, expectedVersion: 1 }, { caseId: c.caseId, expectedVersion: 2 }]
    expect(await mergeCases(ann(), a.caseId, items)).toMatchObject({ ok: false, refusal: { code: 'case_claimed_by_other' } })
    expect([(await row(store, a.caseId)).part_count, (await row(store, b.caseId)).state]).toEqual([0, 'new'])
    expect(await mergeCases(ann(), a.caseId, [{ caseId: b.caseId, expectedVersion: 7 }])).toMatchObject({ ok: false, refusal: { code: 'case_changed' } })
    expect(await previewMerge(ann(), a.caseId, [{ caseId: b.caseId, expectedVersion: 7 }])).toMatchObject({ ok: true, value: { ready: [], refused: [{ caseId: b.caseId, refusal: { code: 'case_changed', data: { expected: 7, actual: 1 } } }] } })
  })

  test('news in a part open the whole again, and the part waits with it', async () => {
    const store = await open()
    const { ann } = await people(store)
    const [a, b] = [await addFlaggedOrder(store, { order_id: 'W1' }), await addFlaggedOrder(store, { order_id: 'W2' })]
    await mergeCases(ann(), a.caseId, [{ caseId: b.caseId, expectedVersion: 1 }])
    await decideCase(ann(), a.caseId, { ...FRAUD, expectedVersion: 2 })
    await store.write((tx) => flagOrder(tx, b.orderRowId, orderRow({ order_id: 'W2' }), [{ flag: 'payment/fan-out', severity: 'S1', weight: 0.95 }], TEST_NOW + 60_000))
    expect(await row(store, a.caseId)).toMatchObject({ state: 'new', is_open: 1, disposition: null, severity: 'S1', queued_at: TEST_NOW + 60_000 })
    expect(await row(store, b.caseId)).toMatchObject({ state: 'merged', is_open: 0, disposition: null, flag_count: 2 })
    await store.write(async (tx) => {
      await tx.updateTable('flags').set({ withdrawn_at: TEST_NOW + 70_000 }).where('case_id', '=', a.caseId).execute()
      await settleCases(tx, [a.caseId, b.caseId], TEST_NOW + 70_000)
    })
    expect(await row(store, a.caseId)).toMatchObject({ state: 'new', is_open: 1, flag_count: 0 })
    expect(await checkCases(store.read)).toEqual([])
  })

  test('S68: who stands too near to a part cannot decide the whole, and a refused merge is on record', async () => {
    const store = await open()
    const { ann, ben, ids } = await people(store)
    const [a, b] = [await addFlaggedOrder(store, { order_id: 'W1', target_number: '+8613900001111' }), await addFlaggedOrder(store, { order_id: 'W2' })]
    await store.write((tx) => declareInterest(tx, testKeys, ids.ann, { kind: 'number', value: '+8613800005678', relation: 'kin' }, TEST_NOW))
    expect(await mergeCases(ann(), a.caseId, [{ caseId: b.caseId, expectedVersion: 1 }])).toMatchObject({ ok: false, refusal: { code: 'conflict_of_interest' } })
    expect(await actions(store)).toEqual(['case.refused'])
    await mergeCases(ben(), a.caseId, [{ caseId: b.caseId, expectedVersion: 1 }])
    expect(await decideCase(ann(), a.caseId, { ...FRAUD, expectedVersion: 2 })).toMatchObject({ ok: false, refusal: { code: 'conflict_of_interest' } })
  })

  test('a whole of more cases than one person decides needs a second person, who decides them all at once', async () => {
    const store = await open()
    const { ann, sue } = await people(store)
    const cases = []
    for (let n = 0; n < 21; n++) cases.push(await addFlaggedOrder(store, { order_id: `W${n}` }))
    const [whole, ...parts] = cases.map((one) => one.caseId)
    await mergeCases(ann(), whole ?? 0, parts.map((caseId) => ({ caseId, expectedVersion: 1 })))
    const { version } = await row(store, whole ?? 0)
    expect(await decideCase(ann(), whole ?? 0, { ...FRAUD, expectedVersion: version })).toMatchObject({ ok: false, refusal: { code: 'needs_second_person' } })
    const asked = valueOf(await requestBulkDecision(ann(), { type: 'decide', ...FRAUD }, [{ caseId: whole ?? 0, expectedVersion: version }], 'one ring'))
    const approval = await findApproval(store.read, asked.approvalId)
    expect(await settleApproval(sue(), asked.approvalId, { type: 'approve', shownHash: approval?.payloadHash ?? '', lookedAt: approval?.sample ?? [] })).toMatchObject({ ok: true, value: { state: 'approved' } })
    expect(await store.read.selectFrom('cases').select('id').where('disposition', '=', 'confirmed_fraud').execute()).toHaveLength(21)
  })

  test('S6: few cases that hold many are many: one person ends them neither as a selection nor as a cluster', async () => {
    const store = await open()
    const { ann, sue } = await people(store)
    const wholes: { caseId: number; expectedVersion: number }[] = []
    for (const whole of ['A', 'B']) {
      const cases = []
      for (let n = 0; n < 11; n++) cases.push(await addFlaggedOrder(store, { order_id: `${whole}${n}` }))
      const [first, ...parts] = cases.map((one) => one.caseId)
      await mergeCases(ann(), first ?? 0, parts.map((caseId) => ({ caseId, expectedVersion: 1 })))
      wholes.push({ caseId: first ?? 0, expectedVersion: (await row(store, first ?? 0)).version })
    }
    const command = { type: 'decide', ...FRAUD } as const
    const refusal = { ok: false, refusal: { code: 'needs_second_person', data: { count: 22, max: 20 } } }
    const [first] = wholes
    expect(await previewCases(ann(), command, wholes)).toMatchObject({ ok: true, value: { covered: 22, needsSecond: true } })
    expect(await previewCases(ann(), command, wholes.slice(1))).toMatchObject({ ok: true, value: { covered: 11, needsSecond: false } })
    expect(await actOnCases(ann(), command, wholes)).toMatchObject(refusal)
    expect(await decideCluster(ann(), first?.caseId ?? 0, { ...FRAUD, expectedVersion: first?.expectedVersion ?? 0 }, wholes.slice(1))).toMatchObject(refusal)
    expect(await store.read.selectFrom('cases').select('id').where('disposition', 'is not', null).execute()).toEqual([])
    const asked = await requestBulkDecision(ann(), command, wholes, 'two rings that are one')
    const approval = await findApproval(store.read, asked.ok ? asked.value.approvalId : 0)
    expect(await settleApproval(sue(), approval?.id ?? 0, { type: 'approve', shownHash: approval?.payloadHash ?? '', lookedAt: approval?.sample ?? [] })).toMatchObject({ ok: true, value: { state: 'approved' } })
    expect(await store.read.selectFrom('cases').select('id').where('disposition', '=', 'confirmed_fraud').execute()).toHaveLength(22)
    const more = [await addFlaggedOrder(store, { order_id: 'C1' }), await addFlaggedOrder(store, { order_id: 'C2' })]
    expect(await actOnCases(ann(), command, more.map(({ caseId }) => ({ caseId, expectedVersion: 1 })))).toMatchObject({ ok: true, value: { refused: [] } })
  })

  test('S8: one selection sent from two tabs at once, in either order, decides each case once', async () => {
    const store = await open()
    const { ann } = await people(store)
    const items: { caseId: number; expectedVersion: number }[] = []
    for (let n = 0; n < 6; n++) items.push({ caseId: (await addFlaggedOrder(store, { order_id: `W${n}` })).caseId, expectedVersion: 1 })
    const answers = await Promise.all([items, items.toReversed()].map((chosen) => actOnCases(ann(), { type: 'decide', ...FRAUD }, chosen)))
    expect(answers.flatMap((one) => (one.ok ? one.value.done : [])).sort((a, b) => a - b)).toEqual(items.map(({ caseId }) => caseId))
    expect(answers.flatMap((one) => (one.ok ? one.value.refused.map(({ refusal }) => refusal.code) : []))).toEqual(items.map(() => 'case_changed'))
    expect(await store.read.selectFrom('cases').select(['state', 'version']).distinct().execute()).toEqual([{ state: 'decided', version: 2 }])
  })

  test('a decision spreads over the cluster of the same handle, and leaves out what was delivered', async () => {
    const store = await open()
    const { ann } = await people(store)
    const made: FlaggedOrder[] = []
    for (const [n, status] of ['paid', 'paid', 'delivered', 'paid'].entries())
      made.push(await addFlaggedOrder(store, { order_id: `W${n}`, status, payer_account: `p${n}`, target_number: `+861390000111${n}` }))
    await store.write(async (tx) => {
      for (const one of made.slice(0, 3)) await tx.insertInto('record_tokens').values({ token: 'handle:esim1088', kind: 'order', record_row_id: one.orderRowId, at: TEST_NOW - HOUR, party: `p${one.orderRowId}` }).execute()
    })
    const [first, second, delivered] = made
    const shown = await previewCluster(ann(), first?.caseId ?? 0, 'confirmed_fraud')
    expect(shown).toMatchObject({ ok: true, value: { ready: [{ caseId: second?.caseId, orderId: 'W1' }], left: [{ caseId: delivered?.caseId, refusal: { code: 'order_delivered' } }] } })
    expect(await previewCluster(ann(), first?.caseId ?? 0, 'legitimate')).toEqual({ ok: true, value: { ready: [], left: [] } })
    const also = shown.ok ? shown.value.ready.map(({ caseId, version }) => ({ caseId, expectedVersion: version })) : []
    expect(await decideCluster(ann(), first?.caseId ?? 0, { ...FRAUD, expectedVersion: 1 }, also)).toMatchObject({ ok: true, value: { status: 'decided', others: { done: [second?.caseId], refused: [] } } })
    expect((await row(store, delivered?.caseId ?? 0)).state).toBe('new')
    expect(await undoDecision(ann(TEST_NOW + 5_000), first?.caseId ?? 0, [second?.caseId ?? 0, delivered?.caseId ?? 0]))
      .toMatchObject({ ok: true, value: { status: 'new', others: { done: [second?.caseId], refused: [{ caseId: delivered?.caseId, refusal: { code: 'nothing_to_undo' } }] } } })
    expect((await row(store, second?.caseId ?? 0)).state).toBe('new')
  })

  test('a decision spreads over what the same party did and the same rule found, also that it is in order', async () => {
    const store = await open()
    const { ann } = await people(store)
    const number = '+8613900001110'
    const tries: FlaggedOrder[] = []
    for (const n of [0, 1, 2]) tries.push(await addFlaggedOrder(store, { order_id: `V${n}`, status: n === 2 ? 'delivered' : 'failed', payer_account: `p${n}`, target_number: number }, [{ rule_id: 'voucher_pin_guessing' }]))
    await addFlaggedOrder(store, { order_id: 'W1', status: 'paid', payer_account: 'p8', target_number: number }, [{ rule_id: 'payment_velocity' }])
    await addFlaggedOrder(store, { order_id: 'W2', status: 'failed', payer_account: 'p9', target_number: '+8613900009999' }, [{ rule_id: 'voucher_pin_guessing' }])
    const [first, second, delivered] = tries
    const preview = async (outcome: 'confirmed_fraud' | 'legitimate' | 'escalate' | 'hold') => {
      const shown = await previewCluster(ann(), first?.caseId ?? 0, outcome)
      return shown.ok ? { ready: shown.value.ready.map(({ caseId, by }) => [caseId, ...by]), left: shown.value.left.map(({ caseId }) => caseId) } : null
    }
    expect(await preview('legitimate')).toEqual({ ready: [[delivered?.caseId, 'target'], [second?.caseId, 'target']], left: [] })
    expect(await preview('confirmed_fraud')).toEqual({ ready: [[second?.caseId, 'target']], left: [delivered?.caseId] })
    expect(await preview('escalate')).toEqual({ ready: [], left: [] })
    // What is part of the case already is decided with it, and not offered again.
    expect((await mergeCases(ann(), first?.caseId ?? 0, [{ caseId: delivered?.caseId ?? 0, expectedVersion: 1 }])).ok).toBe(true)
    expect(await preview('hold')).toEqual({ ready: [[second?.caseId, 'target']], left: [] })
    expect((await separateCase(ann(), delivered?.caseId ?? 0)).ok).toBe(true)
    await store.write((tx) => tx.updateTable('flags').set({ withdrawn_at: TEST_NOW }).where('case_id', '=', second?.caseId ?? 0).execute())
    expect(await preview('confirmed_fraud')).toEqual({ ready: [], left: [delivered?.caseId] })
  })

  test('what is new since a person looked is counted for them alone, and the mark never goes back', async () => {
    const store = await open()
    const { ann, ben } = await people(store)
    await addFlaggedOrder(store, { order_id: 'W1' })
    const read = async (context = ann) => {
      const view = await listQueue(context(TEST_NOW + 100), { filter: {}, sort: 'rank', after: null, limit: 10 })
      return view.ok ? [view.value.seenAt, view.value.news] : null
    }
    expect(await read()).toEqual([null, 0])
    await lookAtQueue(ann(TEST_NOW + 10), TEST_NOW + 10)
    expect(await read()).toEqual([TEST_NOW + 10, 0])
    await addFlaggedOrder(store, { order_id: 'W2' }, [{}], TEST_NOW + 20)
    expect([await read(), await read(ben)]).toEqual([[TEST_NOW + 10, 1], [null, 0]])
    expect(await countQueueNews(ann(), TEST_NOW + 20)).toBe(0)
    await lookAtQueue(ann(TEST_NOW + 30), TEST_NOW + 99_999)
    await lookAtQueue(ann(TEST_NOW + 40), TEST_NOW + 5)
    expect(await read()).toEqual([TEST_NOW + 30, 0])
  })

  test('a step that is ticked is shown with who and when, and stays in the timeline', async () => {
    const store = await open()
    const { ann } = await people(store)
    const { caseId } = await addFlaggedOrder(store, {}, [{ flag: 'link/contact-host' }])
    expect((await tickStep(ann(), caseId, { playbook: 'lure', step: 'read_defanged', isDone: true })).ok).toBe(true)
    expect(await getCase(ann(), caseId)).toMatchObject({
      ok: true, value: { work: { playbooks: [{ code: 'lure', steps: [{ code: 'read_defanged', tick: { by: 'ann', at: TEST_NOW } }, { tick: null }, {}, {}, {}] }] } },
    })
    expect(await tickStep(ann(), caseId, { playbook: 'lure', step: 'dance', isDone: true })).toMatchObject({ ok: false, refusal: { code: 'step_unknown' } })
  })

  test('the money of a case follows its order, and the rank with it', async () => {
    const store = await open()
    const { caseId, orderRowId } = await addFlaggedOrder(store, { paid_minor: 1_000 })
    const before = await row(store, caseId)
    await store.write(async (tx) => {
      await tx.updateTable('orders').set({ paid_minor: 500_000 }).where('id', '=', orderRowId).execute()
      await settleCases(tx, [caseId], TEST_NOW)
    })
    const now = await row(store, caseId)
    expect([now.money_minor, now.version]).toEqual([500_000, before.version])
    expect(now.rank).toBeGreaterThan(before.rank)
  })
})
