import { describe, expect, test } from 'vitest'
import { assignCase } from '../../../app/usecases/cases/assign-case.server.ts'
import { actOnCases, previewCases, BULK_MAX } from '../../../app/usecases/cases/act-on-cases.server.ts'
import { addNote } from '../../../app/usecases/cases/add-note.server.ts'
import { claimCase } from '../../../app/usecases/cases/claim-case.server.ts'
import { correctNote } from '../../../app/usecases/cases/correct-note.server.ts'
import { decideCase } from '../../../app/usecases/cases/decide-case.server.ts'
import { getCase } from '../../../app/usecases/cases/get-case.server.ts'
import { releaseCase } from '../../../app/usecases/cases/release-case.server.ts'
import { reopenCase } from '../../../app/usecases/cases/reopen-case.server.ts'
import { undoDecision } from '../../../app/usecases/cases/undo-decision.server.ts'
import { checkAuditChain, listAuditEvents } from '../../../db/queries/audit.ts'
import { declareInterest } from '../../../db/queries/interests.ts'
import { addStaff, forEachDialect, TEST_NOW, testKeys } from '../../support/database.ts'
import { people } from '../../support/people.ts'
import { addFlaggedOrder, flagOrder, orderRow } from '../../support/records.ts'

const LEGITIMATE = { outcome: 'legitimate', reasonCode: 'known_payer', note: null } as const
const FRAUD = { outcome: 'confirmed_fraud', reasonCode: 'lure', note: null } as const

forEachDialect('acting on cases', (open) => {
  test('a decision closes the case and is on record, both or neither', async () => {
    const store = await open()
    const { ann, ids } = await people(store)
    const { caseId } = await addFlaggedOrder(store)
    const result = await decideCase(ann(), caseId, { ...FRAUD, note: '电话 13800005678 is the lure', expectedVersion: 1 })
    expect(result).toMatchObject({ ok: true, value: { status: 'decided', disposition: 'confirmed_fraud', version: 2, undoUntil: TEST_NOW + 10_000 } })
    const audit = await listAuditEvents(store.read, {}, null, 10)
    expect(audit.events).toMatchObject([
      {
        action: 'case.decided', actor: `staff:${ids.ann}`, object: `case:${caseId}`, reason: 'lure', ip: '192.0.2.1', before: { state: 'new', version: 1 },
        after: { state: 'decided', disposition: 'confirmed_fraud', note: '电话 138****5678 is the lure' },
      },
    ])
    expect((await checkAuditChain(store.read, testKeys)).fault).toBeNull()
  })

  test('S8: a decision about an older version is refused with both versions, and writes nothing', async () => {
    const store = await open()
    const { ann, ben } = await people(store)
    const { caseId, orderRowId } = await addFlaggedOrder(store)
    await store.write((tx) => flagOrder(tx, orderRowId, orderRow(), [{ flag: 'payment/fan-out' }], TEST_NOW + 1))
    expect(await decideCase(ann(), caseId, { ...LEGITIMATE, expectedVersion: 1 })).toMatchObject({ ok: false, refusal: { code: 'case_changed', data: { expected: 1, actual: 2 } } })
    expect((await decideCase(ben(), caseId, { ...LEGITIMATE, expectedVersion: 2 })).ok).toBe(true)
    expect((await listAuditEvents(store.read, {}, null, 10)).events).toHaveLength(1)
  })

  test('a claim keeps others out for five minutes and not longer', async () => {
    const store = await open()
    const { ann, ben, ids } = await people(store)
    const { caseId } = await addFlaggedOrder(store)
    expect(await claimCase(ann(), caseId)).toMatchObject({ ok: true, value: { status: 'in_review', leaseUntil: TEST_NOW + 300_000 } })
    expect(await claimCase(ben(TEST_NOW + 299_999), caseId)).toMatchObject({ ok: false, refusal: { code: 'case_claimed_by_other', data: { staffId: ids.ann } } })
    expect(await decideCase(ben(TEST_NOW + 299_999), caseId, { ...FRAUD, expectedVersion: 2 })).toMatchObject({ ok: false, refusal: { code: 'case_claimed_by_other' } })
    expect(await releaseCase(ben(TEST_NOW + 1), caseId)).toMatchObject({ ok: false, refusal: { code: 'not_your_case' } })
    expect((await claimCase(ben(TEST_NOW + 300_000), caseId)).ok).toBe(true)
    expect(await releaseCase(ben(TEST_NOW + 300_001), caseId)).toMatchObject({ ok: true, value: { status: 'new', leaseUntil: null } })
  })

  test('a decision can be taken back for ten seconds by the one who made it', async () => {
    const store = await open()
    const { ann, ben } = await people(store)
    const { caseId } = await addFlaggedOrder(store)
    await decideCase(ann(), caseId, { outcome: 'hold', reasonCode: 'waiting_owner', note: null, expectedVersion: 1 })
    expect(await undoDecision(ben(TEST_NOW + 1_000), caseId)).toMatchObject({ ok: false, refusal: { code: 'undo_not_yours' } })
    expect(await undoDecision(ann(TEST_NOW + 10_001), caseId)).toMatchObject({ ok: false, refusal: { code: 'undo_too_late' } })
    expect(await undoDecision(ann(TEST_NOW + 10_000), caseId)).toMatchObject({ ok: true, value: { status: 'new', version: 3, disposition: null } })
    expect(await undoDecision(ann(TEST_NOW + 10_000), caseId)).toMatchObject({ ok: false, refusal: { code: 'nothing_to_undo' } })
    const row = await store.read.selectFrom('cases').select(['due_at', 'wake_at', 'is_open']).where('id', '=', caseId).executeTakeFirstOrThrow()
    expect(row).toEqual({ due_at: TEST_NOW + 4 * 3_600_000, wake_at: null, is_open: 1 })
  })

  test('S68: who stands too near may not decide, and the attempt is on record', async () => {
    const store = await open()
    const { ann, ids } = await people(store)
    const { caseId } = await addFlaggedOrder(store)
    await store.write((tx) => declareInterest(tx, testKeys, ids.ann, { kind: 'number', value: '+8613800005678', relation: 'kin' }, TEST_NOW))
    expect(await decideCase(ann(), caseId, { ...LEGITIMATE, expectedVersion: 1 })).toMatchObject({ ok: false, refusal: { code: 'conflict_of_interest', data: { conflict: 'kin' } } })
    expect(await claimCase(ann(), caseId)).toMatchObject({ ok: false, refusal: { code: 'conflict_of_interest' } })
    expect((await listAuditEvents(store.read, { action: 'case.refused' }, null, 10)).events).toHaveLength(2)
    expect((await decideCase(ann(), caseId, { outcome: 'escalate', reasonCode: 'conflict_of_interest', note: null, expectedVersion: 1 })).ok).toBe(true)
  })

  test('S66: an auditor changes nothing', async () => {
    const store = await open()
    const { auditor } = await people(store)
    const { caseId } = await addFlaggedOrder(store)
    expect(await decideCase(auditor(), caseId, { ...LEGITIMATE, expectedVersion: 1 })).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
    expect(await addNote(auditor(), caseId, 'seen')).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
    expect(await claimCase(auditor(), caseId)).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
  })

  test('what was escalated, and the release of the gravest flags, are for supervisors', async () => {
    const store = await open()
    const { ann, ben, sue } = await people(store)
    const grave = await addFlaggedOrder(store, {}, [{ severity: 'S1', weight: 0.9 }])
    expect(await decideCase(ann(), grave.caseId, { ...LEGITIMATE, expectedVersion: 1 })).toMatchObject({ ok: false, refusal: { code: 'needs_supervisor', data: { because: 'S1' } } })
    await decideCase(ann(), grave.caseId, { outcome: 'escalate', reasonCode: 'gravest_severity', note: null, expectedVersion: 1 })
    expect(await decideCase(ben(), grave.caseId, { ...FRAUD, expectedVersion: 2 })).toMatchObject({ ok: false, refusal: { code: 'needs_supervisor', data: { because: 'escalated' } } })
    expect((await decideCase(sue(), grave.caseId, { ...LEGITIMATE, expectedVersion: 2 })).ok).toBe(true)
  })

  test('notes are added by anyone who decides and corrected by their author, the first wording kept', async () => {
    const store = await open()
    const { ann, ben } = await people(store)
    const { caseId } = await addFlaggedOrder(store)
    expect(await addNote(ann(), caseId, '  ')).toMatchObject({ ok: false, refusal: { code: 'note_required' } })
    await addNote(ann(), caseId, 'called the customer')
    expect(await correctNote(ben(), caseId, 2, 'nobody called')).toMatchObject({ ok: false, refusal: { code: 'note_not_yours' } })
    expect((await correctNote(ann(TEST_NOW + 5), caseId, 2, 'called the customer twice')).ok).toBe(true)
    const view = await getCase(ann(), caseId)
    expect(view).toMatchObject({ ok: true, value: { notes: [{ seq: 2, by: 'ann', isMine: true, text: 'called the customer twice', correctedAt: TEST_NOW + 5 }] } })
    expect(await store.read.selectFrom('case_events').select('data').where('type', '=', 'note_added').execute()).toEqual([{ data: '{"text":"called the customer"}' }])
  })

  test('a decided case is reopened with a note, within thirty days', async () => {
    const store = await open()
    const { ann, ben } = await people(store)
    const { caseId } = await addFlaggedOrder(store)
    await decideCase(ann(), caseId, { ...LEGITIMATE, expectedVersion: 1 })
    const month = 30 * 86_400_000
    expect(await reopenCase(ben(TEST_NOW + month + 1), caseId, 'the bank called', 2)).toMatchObject({ ok: false, refusal: { code: 'reopen_too_late' } })
    expect(await reopenCase(ben(TEST_NOW + month), caseId, 'the bank called', 2)).toMatchObject({ ok: true, value: { status: 'in_review', disposition: null } })
  })

  test('a supervisor hands a case to someone who can decide it', async () => {
    const store = await open()
    const { ann, sue, ids } = await people(store)
    const { caseId } = await addFlaggedOrder(store)
    expect(await assignCase(ann(), caseId, ids.ben)).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
    const auditor = await addStaff(store, 'aud', 'auditor')
    expect(await assignCase(sue(), caseId, auditor)).toMatchObject({ ok: false, refusal: { code: 'assignee_unfit' } })
    expect(await assignCase(sue(), caseId, ids.ben)).toMatchObject({ ok: true, value: { status: 'in_review' } })
  })

  describe('many at once', () => {
    test('each case is decided on its own, and what is left says why', async () => {
      const store = await open()
      const { ann, ben } = await people(store)
      const a = await addFlaggedOrder(store, { order_id: 'W1', paid_minor: 5_000 })
      const b = await addFlaggedOrder(store, { order_id: 'W2', paid_minor: 3_000 })
      const c = await addFlaggedOrder(store, { order_id: 'W3' })
      await claimCase(ben(), c.caseId)
      const items = [a, b, c].map((one) => ({ caseId: one.caseId, expectedVersion: one === c ? 2 : 1 }))
      const command = { type: 'decide', ...FRAUD } as const
      expect(await previewCases(ann(), command, items)).toMatchObject({
        ok: true, value: { ready: [a.caseId, b.caseId], money: [{ amountMinor: 8_000, currency: 'CNY' }], refused: [{ caseId: c.caseId, refusal: { code: 'case_claimed_by_other' } }] },
      })
      expect(await actOnCases(ann(), command, items)).toMatchObject({ ok: true, value: { done: [a.caseId, b.caseId], refused: [{ caseId: c.caseId }] } })
      expect((await listAuditEvents(store.read, { action: 'case.decided' }, null, 10)).events).toHaveLength(2)
    })

    test('more than one person may decide alone are refused', async () => {
      const store = await open()
      const { ann } = await people(store)
      const items = (count: number) => Array.from({ length: count }, (_, n) => ({ caseId: n + 1, expectedVersion: 1 }))
      expect(await actOnCases(ann(), { type: 'claim' }, items(BULK_MAX + 1))).toMatchObject({ ok: false, refusal: { code: 'too_many_cases', data: { max: 20 } } })
      expect(await actOnCases(ann(), { type: 'claim' }, items(BULK_MAX))).toMatchObject({ ok: true, value: { done: [], refused: { length: 20 } } })
      expect(await actOnCases(ann(), { type: 'claim' }, [])).toMatchObject({ ok: false, refusal: { code: 'nothing_selected' } })
    })
  })
})
