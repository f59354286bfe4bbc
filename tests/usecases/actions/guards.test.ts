import { expect, test } from 'vitest'
import { DEFAULT_ALERT_RULES } from '../../../app/domain/alerts/alert-rule.ts'
import { STARTER_RULES } from '../../../app/domain/rules/starter.ts'
import { DEFAULT_SETTINGS } from '../../../app/domain/intake/operator-settings.ts'
import { assignCase } from '../../../app/usecases/cases/assign-case.server.ts'
import { changeReviewShare } from '../../../app/usecases/second-reviews/change-review-share.server.ts'
import { changeTeam } from '../../../app/usecases/staff/change-team.server.ts'
import type { UseCaseContext } from '../../../app/usecases/context.ts'
import { foundTeam } from '../../../app/usecases/staff/found-team.server.ts'
import { decideCase } from '../../../app/usecases/cases/decide-case.server.ts'
import { getCase } from '../../../app/usecases/cases/get-case.server.ts'
import { getFigure } from '../../../app/usecases/figures/get-figure.server.ts'
import { giveReview } from '../../../app/usecases/second-reviews/give-second-review.server.ts'
import { handOverCase } from '../../../app/usecases/cases/hand-over-case.server.ts'
import { acknowledgeAlert, snoozeAlert } from '../../../app/usecases/alerts/handle-alert.server.ts'
import { proposeRuleFile } from '../../../app/usecases/rules/import-rules.server.ts'
import { confirmEntries, endListEntry, proposeEntries, proposeEntry } from '../../../app/usecases/lists/keep-lists.server.ts'
import { listReviews } from '../../../app/usecases/second-reviews/list-second-reviews.server.ts'
import { changeAlertRule } from '../../../app/usecases/alerts/save-alert-rule.server.ts'
import { requestBulkDecision } from '../../../app/usecases/approvals/request-bulk-decision.server.ts'
import { saveSettings } from '../../../app/usecases/installation/save-settings.server.ts'
import { settleApproval } from '../../../app/usecases/approvals/settle-approval.server.ts'
import { settleReview } from '../../../app/usecases/second-reviews/settle-second-review.server.ts'
import { askForBackTest } from '../../../app/usecases/rules/test-rule.server.ts'
import { unmaskField } from '../../../app/usecases/privacy/unmask-field.server.ts'
import { workShift } from '../../../app/usecases/figures/work-shift.server.ts'
import { addStaff, forEachDialect, TEST_NOW, testContext } from '../../support/database.ts'
import { addFlaggedOrder } from '../../support/records.ts'

const ENTRY = { list: 'blocked_hosts', value: 'huafei-gift.top', owner: 'fraud desk', reason: 'fake recharge page', expiresAt: null } as const
const REVIEW = { outcome: 'fraud', reasonCode: 'other', note: 'seen again', expectedVersion: 1 } as never

/** Each use-case that asks for the permission itself, with the permission and somebody who has it not. */
const GUARDED: readonly (readonly [name: string, permission: string, role: 'auditor' | 'reviewer', act: (context: UseCaseContext) => Promise<unknown>])[] = [
  ['found a team', 'case.assign', 'reviewer', (context) => foundTeam(context, 'night')],
  ['change a team', 'case.assign', 'reviewer', (context) => changeTeam(context, 1, { staffIds: [], isClosed: true })],
  ['change the share of second reviews', 'case.assign', 'reviewer', (context) => changeReviewShare(context, 0, 0, 'fewer of them')],
  ['settle a second review', 'case.assign', 'reviewer', (context) => settleReview(context, 1, { outcome: 'confirmed_fraud', note: 'seen again', expectedVersion: 1 })],
  ['give a second review', 'case.decide', 'auditor', (context) => giveReview(context, 1, REVIEW)],
  ['work in a shift', 'case.decide', 'auditor', (context) => workShift(context, { type: 'sign_in' })],
  ['acknowledge an alert', 'alert.handle', 'auditor', (context) => acknowledgeAlert(context, 1, 1)],
  ['snooze an alert', 'alert.handle', 'auditor', (context) => snoozeAlert(context, 1, 1, TEST_NOW + 1)],
  ['change a rule of alerts', 'alert.edit', 'reviewer', (context) => changeAlertRule(context, DEFAULT_ALERT_RULES[0] as never, { readVersion: 1, isNew: false, reason: 'too loud at night' })],
  ['propose a file of rules', 'rule.edit', 'reviewer', (context) => proposeRuleFile(context, '[]', [], 'as the other site has it')],
  ['propose an entry', 'list.propose', 'auditor', (context) => proposeEntry(context, ENTRY)],
  ['propose entries', 'list.propose', 'auditor', (context) => proposeEntries(context, [])],
  ['confirm entries', 'list.confirm', 'reviewer', (context) => confirmEntries(context, [1])],
  ['save settings', 'settings.edit', 'reviewer', (context) => saveSettings(context, DEFAULT_SETTINGS, 0, 'as told by phone')],
  ['see a field in clear', 'personal_data.unmask', 'auditor', (context) => unmaskField(context, 1, 'order.payer_account', 'asked by phone')],
  ['read a figure of the morning', 'audit.view', 'reviewer', (context) => getFigure(context, { id: 'orders', part: null } as never)],
]

forEachDialect('S51, S68: use-cases that ask for a permission', (open) => {
  test.each(GUARDED)('%s needs %s, whatever page it is called from', async (_, permission, role, act) => {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'ann', role), role })
    expect(await act(context)).toMatchObject({ ok: false, refusal: { code: 'not_permitted', data: { permission } } })
    // A role that does not exist any more has no permission either.
    expect(await act({ ...context, actor: { ...context.actor, role: null } as never })).toMatchObject({ ok: false, refusal: { code: 'not_permitted', data: { permission } } })
    // That it was tried is on record, and nothing else (S51).
    const tried = { action: 'permission.refused', object: `permission:${permission}` }
    expect(await store.read.selectFrom('audit_events').select(['action', 'object']).execute()).toEqual([tried, tried])
  })

  test('an entry of a colleague is ended by who may confirm, one’s own proposal by oneself', async () => {
    const store = await open()
    const as = async (name: string, role: 'reviewer' | 'supervisor') => testContext(store, { staffId: await addStaff(store, name, role), role })
    const [ann, ben, sue] = [await as('ann', 'reviewer'), await as('ben', 'reviewer'), await as('sue', 'supervisor')]
    const made = await proposeEntry(ann, ENTRY)
    const id = made.ok ? made.value : 0
    expect(await endListEntry(ben, id, 'no longer of use')).toMatchObject({ ok: false, refusal: { code: 'not_permitted', data: { permission: 'list.confirm' } } })
    expect((await confirmEntries(sue, [id])).ok).toBe(true)
    expect(await endListEntry(ann, id, 'no longer of use')).toMatchObject({ ok: false, refusal: { code: 'not_permitted', data: { permission: 'list.confirm' } } })
    expect((await endListEntry(sue, id, 'no longer of use')).ok).toBe(true)
    const own = await proposeEntry(ann, { ...ENTRY, value: 'other-gift.top' })
    expect((await endListEntry(ann, own.ok ? own.value : 0, 'a slip of mine')).ok).toBe(true)
  })

  test('what only people do the program is refused, and nothing comes of it', async () => {
    const store = await open()
    const { caseId } = await addFlaggedOrder(store)
    const program = testContext(store, { actor: { staffId: null, role: null, label: 'system' } })
    const decision = { outcome: 'confirmed_fraud', reasonCode: 'lure', note: null } as const
    for (const done of [
      await decideCase(program, caseId, { ...decision, expectedVersion: 1 }),
      await requestBulkDecision(program, { type: 'decide', ...decision }, [{ caseId, expectedVersion: 1 }], 'one ring of them'),
      await settleApproval(program, 1, { type: 'withdraw' }),
      await askForBackTest(program, STARTER_RULES[0] as never),
    ]) expect(done).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
    expect(await store.read.selectFrom('cases').select(['state', 'version']).execute()).toEqual([{ state: 'new', version: 1 }])
    expect(await store.read.selectFrom('jobs').select('id').execute()).toEqual([])
  })

  test('a case goes to nobody who is not there, has left or cannot decide one', async () => {
    const store = await open()
    const sue = testContext(store, { staffId: await addStaff(store, 'sue', 'supervisor'), role: 'supervisor' })
    const { caseId } = await addFlaggedOrder(store)
    const [auditor, left, bob] = [await addStaff(store, 'audi', 'auditor'), await addStaff(store, 'left'), await addStaff(store, 'bob')]
    await store.write((tx) => tx.updateTable('staff').set({ disabled_at: TEST_NOW }).where('id', '=', left).execute())
    const hand = (staffId: number) => handOverCase(sue, caseId, { kind: 'person', staffId }, 'you know this ring', 1)
    for (const staffId of [auditor, left, 999]) {
      expect(await assignCase(sue, caseId, staffId)).toEqual({ ok: false, refusal: { code: 'assignee_unfit', data: {}, field: 'staffId' } })
      expect(await hand(staffId)).toEqual({ ok: false, refusal: { code: 'assignee_unfit', data: {}, field: 'to' } })
    }
    expect((await hand(bob)).ok).toBe(true)
    expect((await assignCase(sue, caseId, bob)).ok).toBe(true)
  })

  test('a case offers a hold of the law to whoever may place one', async () => {
    const store = await open()
    const { caseId } = await addFlaggedOrder(store)
    const seen = async (role: 'reviewer' | 'supervisor' | null) => {
      const found = await getCase({ ...testContext(store, { staffId: await addStaff(store, `${role}`, role ?? 'reviewer') }), actor: { staffId: 1, role, label: 'staff:1' } }, caseId)
      return found.ok ? found.value.hold : null
    }
    expect([await seen('reviewer'), await seen('supervisor'), await seen(null)]).toMatchObject([{ standing: null, mayPlace: false }, { standing: null, mayPlace: true }, { standing: null, mayPlace: false }])
  })

  test('what colleagues disagree about is shown to who assigns cases alone', async () => {
    const store = await open()
    const seen = async (role: 'reviewer' | 'supervisor') => (await listReviews(testContext(store, { staffId: await addStaff(store, role, role), role }))).supervised
    expect([await seen('reviewer'), (await seen('supervisor')) === null]).toEqual([null, false])
  })
})
