import { expect, test } from 'vitest'
import { addNote } from '../../../app/usecases/cases/add-note.server.ts'
import { BULK_TOGETHER_MAX } from '../../../app/domain/cases/approval.ts'
import { previewCases } from '../../../app/usecases/cases/act-on-cases.server.ts'
import { getApproval } from '../../../app/usecases/approvals/get-approval.server.ts'
import { requestBulkDecision } from '../../../app/usecases/approvals/request-bulk-decision.server.ts'
import { settleApproval } from '../../../app/usecases/approvals/settle-approval.server.ts'
import type { Store } from '../../../db/client.ts'
import { declareInterest } from '../../../db/queries/interests.ts'
import { addStaff, forEachDialect, TEST_NOW, testContext, testKeys } from '../../support/database.ts'
import { addFlaggedOrder } from '../../support/records.ts'
import { valueOf } from '../../support/result.ts'

const COMMAND = { type: 'decide', outcome: 'confirmed_fraud', reasonCode: 'slow_topup', note: null } as const

async function scene(store: Store, count = 21) {
  const [ann, sue, sam] = [await addStaff(store, 'ann', 'supervisor'), await addStaff(store, 'sue', 'supervisor'), await addStaff(store, 'sam', 'supervisor')]
  const items = []
  for (let n = 0; n < count; n++) items.push({ caseId: (await addFlaggedOrder(store, { order_id: `W${n}`, paid_minor: 100 })).caseId, expectedVersion: 1 })
  const as = (staffId: number, now = TEST_NOW) => testContext(store, { staffId, role: 'supervisor', now })
  return { ann, sue, sam, items, as }
}

async function asked({ ann, items, as }: Awaited<ReturnType<typeof scene>>) {
  const request = valueOf(await requestBulkDecision(as(ann), COMMAND, items, 'one ring of slow top-ups'))
  const found = valueOf(await getApproval(as(ann), request.approvalId))
  const view = found
  return { id: view.id, hash: view.hash, sample: view.sample, view }
}

forEachDialect('approvals of bulk decisions', (open) => {
  test('S6: a second person approves, having looked at the sample; then all cases are decided in the maker’s name', async () => {
    const store = await open()
    const s = await scene(store)
    const { id, hash, sample, view } = await asked(s)
    expect(view).toMatchObject({ maker: { isMe: true }, mayCheck: false, money: [{ amountMinor: 2_100, currency: 'CNY' }], sample: { length: 5 } })
    expect(await settleApproval(s.as(s.ann), id, { type: 'approve', shownHash: hash, lookedAt: sample })).toMatchObject({ ok: false, refusal: { code: 'maker_is_checker' } })
    expect(await settleApproval(s.as(s.sue), id, { type: 'approve', shownHash: 'other', lookedAt: sample })).toMatchObject({ ok: false, refusal: { code: 'approval_other_content' } })
    expect(await settleApproval(s.as(s.sue), id, { type: 'approve', shownHash: hash, lookedAt: sample.slice(1) })).toMatchObject({ ok: false, refusal: { code: 'sample_not_seen', data: { left: 1 } } })
    expect(await settleApproval(s.as(s.sue), id, { type: 'approve', shownHash: hash, lookedAt: sample })).toMatchObject({ ok: true, value: { state: 'approved', decided: { length: 21 } } })
    const cases = await store.read.selectFrom('cases').select(['state', 'decided_by']).distinct().execute()
    expect(cases).toEqual([{ state: 'decided', decided_by: s.ann }])
  })

  test('S7: two who approve at once: exactly one succeeds', async () => {
    const store = await open()
    const s = await scene(store)
    const { id, hash, sample } = await asked(s)
    const results = await Promise.all([s.sue, s.sam].map((who) => settleApproval(s.as(who), id, { type: 'approve', shownHash: hash, lookedAt: sample })))
    expect(results.filter((one) => one.ok)).toHaveLength(1)
    expect(results.find((one) => !one.ok)).toMatchObject({ refusal: { code: 'approval_settled', data: { state: 'approved' } } })
  })

  test('S7: a case that changed since voids the approval, and nothing is decided', async () => {
    const store = await open()
    const s = await scene(store)
    const { id, hash, sample } = await asked(s)
    await addNote(s.as(s.sam), s.items[20]?.caseId ?? 0, 'this one is not theirs')
    expect(await settleApproval(s.as(s.sue), id, { type: 'approve', shownHash: hash, lookedAt: sample })).toMatchObject({ ok: true, value: { state: 'void', decided: [] } })
    expect(await store.read.selectFrom('cases').select('state').distinct().execute()).toEqual([{ state: 'new' }])
  })

  test('S7: it expires after a day, to the millisecond', async () => {
    const store = await open()
    const s = await scene(store)
    const { id, hash, sample } = await asked(s)
    const command = { type: 'approve', shownHash: hash, lookedAt: sample } as const
    expect(await settleApproval(s.as(s.sue, TEST_NOW + 86_400_001), id, command)).toMatchObject({ ok: false, refusal: { code: 'approval_expired' } })
    const offered = async (now: number) => (await getApproval(s.as(s.sue, now), id)) as { readonly value: { readonly mayCheck: boolean } }
    expect([await offered(TEST_NOW + 86_400_000), await offered(TEST_NOW + 86_400_001)]).toMatchObject([{ value: { mayCheck: true } }, { value: { mayCheck: false } }])
    expect((await settleApproval(s.as(s.sue, TEST_NOW + 86_400_000), id, command)).ok).toBe(true)
    expect(await offered(TEST_NOW)).toMatchObject({ value: { mayCheck: false } })
  })

  test('few cases need no second person, and more than 200 are too many for two', async () => {
    const store = await open()
    const s = await scene(store, 0)
    const items = (count: number) => Array.from({ length: count }, (_, n) => ({ caseId: n + 1, expectedVersion: 1 }))
    expect(await requestBulkDecision(s.as(s.ann), COMMAND, items(20), 'a reason')).toMatchObject({ ok: false, refusal: { code: 'few_enough_alone' } })
    expect(await requestBulkDecision(s.as(s.ann), COMMAND, items(201), 'a reason')).toMatchObject({ ok: false, refusal: { code: 'too_many_cases' } })
    expect(await requestBulkDecision(s.as(s.ann), COMMAND, items(21), 'a reason')).toMatchObject({ ok: false, refusal: { code: 'cases_not_ready' } })
  })

  test('what is not ready stays as it is, as the preview said, and the others are asked for', async () => {
    const store = await open()
    const { ann, sue, items, as } = await scene(store)
    const [first, ...others] = items
    if (!first) throw new Error('no cases')
    const chosen = [{ ...first, expectedVersion: first.expectedVersion + 1 }, ...others, { caseId: 9_999, expectedVersion: 1 }]
    const preview = await previewCases(as(ann), COMMAND, chosen, BULK_TOGETHER_MAX, true)
    const request = await requestBulkDecision(as(ann), COMMAND, chosen, 'one ring of slow top-ups')
    if (!preview.ok || !request.ok) throw new Error('refused')
    const found = valueOf(await getApproval(as(ann), request.value.approvalId))
    const { hash, sample } = found
    const settled = await settleApproval(as(sue), request.value.approvalId, { type: 'approve', shownHash: hash, lookedAt: sample })
    expect(settled).toMatchObject({ ok: true, value: { decided: [...preview.value.ready].sort((a, b) => a - b) } })
    expect([preview.value.ready.length, preview.value.refused.map(({ refusal }) => refusal.code)]).toEqual([items.length - 1, ['case_changed', 'case_missing']])
  })

  test('S68: who stands near to one of the cases neither approves nor refuses, and the attempt is on record', async () => {
    const store = await open()
    const s = await scene(store)
    const { id, hash, sample } = await asked(s)
    await store.write(async (tx) => {
      await tx.updateTable('orders').set({ payer_account: 'sue@mail.example' }).where('order_id', '=', 'W7').execute()
      await declareInterest(tx, testKeys, s.sue, { kind: 'payer', value: 'sue@mail.example', relation: 'own' }, TEST_NOW)
    })
    expect(await getApproval(s.as(s.sue), id)).toMatchObject({ ok: true, value: { mayCheck: false } })
    const refusal = { ok: false, refusal: { code: 'conflict_of_interest', data: { conflict: 'payer' } } }
    expect(await settleApproval(s.as(s.sue), id, { type: 'approve', shownHash: hash, lookedAt: sample })).toMatchObject(refusal)
    expect(await settleApproval(s.as(s.sue), id, { type: 'reject', reason: 'not these' })).toMatchObject(refusal)
    expect(await store.read.selectFrom('audit_events').select('actor').where('action', '=', 'approval.refused').execute()).toHaveLength(2)
    expect(await getApproval(s.as(s.sam), id)).toMatchObject({ ok: true, value: { state: 'waiting', mayCheck: true } })
    expect(await settleApproval(s.as(s.sam), id, { type: 'approve', shownHash: hash, lookedAt: sample })).toMatchObject({ ok: true, value: { state: 'approved' } })
  })

  test('S6: what somebody asked for who was disabled, or may no longer decide, since is not carried out', async () => {
    const store = await open()
    const s = await scene(store)
    const { id, hash, sample } = await asked(s)
    const approve = () => settleApproval(s.as(s.sue), id, { type: 'approve', shownHash: hash, lookedAt: sample })
    await store.write((tx) => tx.updateTable('staff').set({ role: 'auditor' }).where('id', '=', s.ann).execute())
    expect(await approve()).toMatchObject({ ok: false, refusal: { code: 'maker_gone' } })
    await store.write((tx) => tx.updateTable('staff').set({ role: 'supervisor', disabled_at: TEST_NOW }).where('id', '=', s.ann).execute())
    expect(await approve()).toMatchObject({ ok: false, refusal: { code: 'maker_gone' } })
    expect(await getApproval(s.as(s.sue), id)).toMatchObject({ ok: true, value: { state: 'waiting' } })
    expect(await store.read.selectFrom('cases').select('state').distinct().execute()).toEqual([{ state: 'new' }])
  })

  test('the database itself refuses a maker as checker', async () => {
    const store = await open()
    const s = await scene(store)
    const { id } = await asked(s)
    await expect(store.write((tx) => tx.updateTable('approvals').set({ checker_id: s.ann, state: 'approved' }).where('id', '=', id).execute())).rejects.toThrow(/check/i)
  })
})
