import { expect, test } from 'vitest'
import { decideCase } from '../../../app/usecases/cases/decide-case.server.ts'
import { addNote } from '../../../app/usecases/cases/add-note.server.ts'
import { reopenCase } from '../../../app/usecases/cases/reopen-case.server.ts'
import { changeReviewShare } from '../../../app/usecases/second-reviews/change-review-share.server.ts'
import { getReview } from '../../../app/usecases/second-reviews/get-second-review.server.ts'
import { giveReview } from '../../../app/usecases/second-reviews/give-second-review.server.ts'
import { listReviews } from '../../../app/usecases/second-reviews/list-second-reviews.server.ts'
import { settleReview } from '../../../app/usecases/second-reviews/settle-second-review.server.ts'
import { undoDecision } from '../../../app/usecases/cases/undo-decision.server.ts'
import type { Store } from '../../../db/client.ts'
import { listAuditEvents } from '../../../db/queries/audit.ts'
import { declareInterest } from '../../../db/queries/interests.ts'
import { addStaff, forEachDialect, TEST_NOW, testContext, testKeys } from '../../support/database.ts'
import { addFlaggedOrder } from '../../support/records.ts'

const FRAUD = { outcome: 'confirmed_fraud', reasonCode: 'lure', note: 'the handle is Ann’s find' } as const
const SECOND = TEST_NOW + 60_000

async function scene(store: Store) {
  const [ann, ben, sue, tom] = [await addStaff(store, 'ann'), await addStaff(store, 'ben'), await addStaff(store, 'sue', 'supervisor'), await addStaff(store, 'tom', 'supervisor')]
  const as = (staffId: number, role: 'reviewer' | 'supervisor' = 'reviewer') => (now = SECOND) => testContext(store, { staffId, role, now })
  const people = { ids: { ann, ben, sue, tom }, ann: as(ann), ben: as(ben), sue: as(sue, 'supervisor'), tom: as(tom, 'supervisor') }
  expect((await changeReviewShare(people.sue(), 1, 0, 'look at everything')).ok).toBe(true)
  return people
}

const states = (store: Store) => store.read.selectFrom('second_reviews').select(['id', 'state', 'first_outcome', 'second_outcome', 'settled_outcome']).orderBy('id').execute()

forEachDialect('second opinions', (open) => {
  test('a drawn decision waits for someone else once it can no longer be taken back, and shows nothing of itself', async () => {
    const store = await open()
    const { ann, ben, ids } = await scene(store)
    const { caseId } = await addFlaggedOrder(store)
    await addNote(ann(TEST_NOW), caseId, 'surely fraud, says Ann')
    await decideCase(ann(TEST_NOW), caseId, { ...FRAUD, expectedVersion: 2 })
    expect((await listReviews(ben(TEST_NOW + 9_999))).toDo).toEqual([])
    expect((await listReviews(ben(TEST_NOW + 10_000))).toDo).toMatchObject([{ id: 1, order: 'W1' }])
    expect((await listReviews(ann())).toDo).toEqual([])
    const view = await getReview(ben(), 1)
    expect(view.ok).toBe(true)
    const told = JSON.stringify(view)
    for (const secret of [':"confirmed_fraud"', 'surely fraud', 'Ann', '"ann"', '"decided"']) expect([secret, told.includes(secret)]).toEqual([secret, false])
    expect(await getReview(ann(), 1)).toMatchObject({ ok: false, refusal: { code: 'second_is_first' } })
    await store.write((tx) => declareInterest(tx, testKeys, ids.ben, { kind: 'number', value: '+8613800005678', relation: 'own' }, TEST_NOW))
    expect(await getReview(ben(), 1)).toMatchObject({ ok: false, refusal: { code: 'conflict_of_interest' } })
  })

  test('nothing is drawn at a share of nothing, and what is taken back or reopened is judged by nobody', async () => {
    const store = await open()
    const { ann, ben, sue } = await scene(store)
    const [a, b, c] = [await addFlaggedOrder(store, { order_id: 'W1' }), await addFlaggedOrder(store, { order_id: 'W2' }), await addFlaggedOrder(store, { order_id: 'W3' })]
    await decideCase(ann(TEST_NOW), a.caseId, { ...FRAUD, expectedVersion: 1 })
    await undoDecision(ann(TEST_NOW + 5_000), a.caseId)
    await decideCase(ann(TEST_NOW), b.caseId, { ...FRAUD, expectedVersion: 1 })
    await reopenCase(ann(TEST_NOW + 20_000), b.caseId, 'the bank called', 2)
    await changeReviewShare(sue(), 0, 1, 'enough for now')
    await decideCase(ann(TEST_NOW), c.caseId, { ...FRAUD, expectedVersion: 1 })
    expect((await states(store)).map((row) => row.state)).toEqual(['void', 'void'])
    expect((await listReviews(ben())).toDo).toEqual([])
  })

  test('the same judgement is agreement; another one goes to a supervisor who gave neither, and what they settle stands', async () => {
    const store = await open()
    const { ann, ben, sue, tom } = await scene(store)
    const [a, b] = [await addFlaggedOrder(store, { order_id: 'W1' }), await addFlaggedOrder(store, { order_id: 'W2' })]
    for (const one of [a, b]) await decideCase(ann(TEST_NOW), one.caseId, { ...FRAUD, expectedVersion: 1 })
    expect(await giveReview(ben(), 1, { outcome: 'confirmed_fraud', reasonCode: 'lure', note: '', expectedVersion: 1 })).toEqual({ ok: true, value: { nextId: 2 } })
    expect(await giveReview(sue(), 1, { outcome: 'confirmed_fraud', reasonCode: 'lure', note: '', expectedVersion: 1 })).toMatchObject({ ok: false, refusal: { code: 'review_gone' } })
    expect(await giveReview(sue(), 2, { outcome: 'legitimate', reasonCode: 'lure', note: '', expectedVersion: 1 })).toMatchObject({ ok: false, refusal: { code: 'reason_unknown' } })
    // S8: as it stands, not as another page showed it.
    expect(await giveReview(sue(), 2, { outcome: 'legitimate', reasonCode: 'known_payer', note: '', expectedVersion: 2 })).toMatchObject({ ok: false, refusal: { code: 'review_gone' } })
    expect((await giveReview(sue(), 2, { outcome: 'legitimate', reasonCode: 'known_payer', note: 'a daughter', expectedVersion: 1 })).ok).toBe(true)
    expect((await states(store)).map((row) => row.state)).toEqual(['agreed', 'disagreed'])
    const settle = { outcome: 'legitimate', note: 'the family is known', expectedVersion: 2 } as const
    expect(await settleReview(ben(), 2, settle)).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
    expect(await settleReview(sue(), 2, settle)).toMatchObject({ ok: false, refusal: { code: 'settler_is_judge' } })
    expect(await settleReview(tom(), 2, { ...settle, expectedVersion: 1 })).toMatchObject({ ok: false, refusal: { code: 'review_gone' } })
    expect(await settleReview(tom(), 2, settle)).toEqual({ ok: true, value: null })
    expect((await states(store))[1]).toMatchObject({ state: 'settled', settled_outcome: 'legitimate' })
    expect(await store.read.selectFrom('cases').select(['disposition', 'reason_code']).where('id', '=', b.caseId).executeTakeFirstOrThrow()).toEqual({ disposition: 'legitimate', reason_code: 'known_payer' })
    // Judged once, settled once: not drawn again.
    expect(await states(store)).toHaveLength(2)
    const { supervised } = await listReviews(tom())
    expect(supervised).toMatchObject({
      total: { pairs: 2, agreed: 1, observed: 0.5, kappa: 0 }, byFlag: [{ flag: 'link/lure-contact', pairs: 2 }], byPerson: [{ name: 'ann', pairs: 2, overturned: 1 }], disagreements: [],
    })
    const told = (await listAuditEvents(store.read, {}, null, 50)).events.map((event) => event.action)
    expect(told.filter((action) => action.startsWith('second_review'))).toEqual(['second_review.settled', 'second_review.given', 'second_review.given', 'second_review.share_changed'])
  })

  test('the database refuses a second who was the first, and a settler who was either, whatever the code forgets', async () => {
    const store = await open()
    const { ann, ids } = await scene(store)
    const { caseId } = await addFlaggedOrder(store)
    await decideCase(ann(TEST_NOW), caseId, { ...FRAUD, expectedVersion: 1 })
    const set = (values: { second_id?: number; settled_by?: number }) => store.write((tx) => tx.updateTable('second_reviews').set(values).where('id', '=', 1).execute())
    await expect(set({ second_id: ids.ann })).rejects.toThrow()
    await expect(set({ second_id: ids.ben, settled_by: ids.ben })).rejects.toThrow()
    await expect(set({ second_id: ids.ben, settled_by: ids.ann })).rejects.toThrow()
    await expect(set({ second_id: ids.ben, settled_by: ids.tom })).resolves.toBeDefined()
  })
})
