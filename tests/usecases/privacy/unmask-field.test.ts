import { expect, test } from 'vitest'
import { declareOwnInterest } from '../../../app/usecases/staff/declare-interest.server.ts'
import { decideCase } from '../../../app/usecases/cases/decide-case.server.ts'
import { getCase } from '../../../app/usecases/cases/get-case.server.ts'
import { DEFAULT_PRIVACY } from '../../../app/domain/privacy/privacy-settings.ts'
import { accessText, listAccess } from '../../../app/usecases/privacy/list-access.server.ts'
import { unmaskField } from '../../../app/usecases/privacy/unmask-field.server.ts'
import { listAuditEvents } from '../../../db/queries/audit.ts'
import type { Store } from '../../../db/client.ts'
import { addStaff, forEachDialect, TEST_NOW, testContext } from '../../support/database.ts'
import { addFlaggedOrder } from '../../support/records.ts'

const refusals = async (store: Store) => (await listAuditEvents(store.read, { action: 'case.refused' }, null, 5)).events.map(({ after }) => (after as { readonly code: string }).code)
const { unmaskAlert: UNMASK_ALERT, unmaskMax: UNMASK_MAX } = DEFAULT_PRIVACY

forEachDialect('unmasking', (open) => {
  test('S72: one field of an open case, for a reason, for a minute, and on record without the value', async () => {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'ann') })
    const { caseId } = await addFlaggedOrder(store)
    const view = await getCase(context, caseId)
    expect(view.ok && view.value.personal).toContainEqual({ ref: 'order.target_number', kind: 'phone' })
    expect(await unmaskField(context, caseId, 'order.target_number', ' ? ')).toMatchObject({ ok: false, refusal: { code: 'reason_needed' } })
    expect(await unmaskField(context, caseId, 'order.target_number', 'to call the customer back')).toEqual({
      ok: true, value: { ref: 'order.target_number', value: '+8613800005678', until: TEST_NOW + 60_000, isAlert: false },
    })
    const { events } = await listAuditEvents(store.read, { action: 'personal_data.unmasked' }, null, 5)
    expect(events).toMatchObject([{ object: `case:${caseId}`, reason: 'to call the customer back', after: { field: 'order.target_number', masked: '138****5678' } }])
    expect(JSON.stringify(events)).not.toContain('13800005678')
  })

  test('S67: what is not on this case cannot be asked for', async () => {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'ann') })
    const { caseId } = await addFlaggedOrder(store)
    for (const ref of ['receipt:1.number', 'order.__proto__', 'subscriber.email', 'order.constructor'])
      expect(await unmaskField(context, caseId, ref, 'curious about it')).toMatchObject({ ok: false, refusal: { code: 'field_unknown' } })
    expect(await unmaskField(context, 99, 'order.target_number', 'curious about it')).toMatchObject({ ok: false, refusal: { code: 'case_missing' } })
  })

  test('S68, S72: nobody is shown what belongs to themselves or their kin', async () => {
    const store = await open()
    const staffId = await addStaff(store, 'ann')
    const { caseId } = await addFlaggedOrder(store)
    const own = testContext(store, { staffId })
    const declare = (value: string) => declareOwnInterest({ ...own, actor: { ...own.actor, staffId } }, { kind: 'number', value, relation: 'kin' })
    expect(await declare('not a number')).toMatchObject({ ok: false, refusal: { code: 'interest_number', field: 'value' } })
    expect((await unmaskField(own, caseId, 'order.target_number', 'to call the customer back')).ok).toBe(true)
    expect(await declare('138 0000 5678')).toMatchObject({ ok: true })
    expect(JSON.stringify(await store.read.selectFrom('staff_interests').selectAll().execute())).not.toContain('13800005678')
    expect(await unmaskField(own, caseId, 'order.target_number', 'to call the customer back')).toMatchObject({ ok: false, refusal: { code: 'conflict_of_interest' } })
    expect(await refusals(store)).toEqual(['conflict_of_interest'])
  })

  test('S72: not of a decided case, and not by an auditor', async () => {
    const store = await open()
    const staffId = await addStaff(store, 'ann')
    const { caseId } = await addFlaggedOrder(store)
    expect(await unmaskField(testContext(store, { staffId, role: 'auditor' }), caseId, 'order.target_number', 'to look it up')).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
    await decideCase(testContext(store, { staffId }), caseId, { outcome: 'confirmed_fraud', reasonCode: 'lure', note: null, expectedVersion: 1 })
    expect(await unmaskField(testContext(store, { staffId }), caseId, 'order.target_number', 'to look it up')).toMatchObject({ ok: false, refusal: { code: 'case_not_open' } })
  })

  test('S72: many in a day raise an alert, too many are refused', async () => {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'ann') })
    const { caseId } = await addFlaggedOrder(store)
    const answers = []
    for (let n = 0; n <= UNMASK_MAX; n++) answers.push(await unmaskField(context, caseId, 'order.target_number', 'to call the customer back'))
    expect(answers.map((one) => (one.ok ? one.value.isAlert : one.refusal.code)).slice(UNMASK_ALERT - 1, UNMASK_ALERT + 1)).toEqual([false, true])
    expect(answers.at(-2)).toMatchObject({ ok: true })
    expect(answers.at(-1)).toMatchObject({ ok: false, refusal: { code: 'too_many_looks' } })
    expect(new Set(await refusals(store))).toEqual(new Set(['too_many_looks']))
    expect((await unmaskField({ ...context, now: TEST_NOW + 86_400_001 }, caseId, 'order.target_number', 'to call the customer back')).ok).toBe(true)
  }, 30_000)

  test('S72: colleagues who may look at the access log hear of it once, by mail', async () => {
    const store = await open()
    // Neither who looks nor who has left.
    const context = testContext(store, { staffId: await addStaff(store, 'ann', 'supervisor') })
    const left = await addStaff(store, 'left', 'supervisor')
    await store.write((tx) => tx.updateTable('staff').set({ disabled_at: TEST_NOW }).where('id', '=', left).execute())
    await addStaff(store, 'sue', 'supervisor')
    await addStaff(store, 'aud', 'auditor')
    await addStaff(store, 'rob')
    const { caseId } = await addFlaggedOrder(store)
    for (let n = 0; n < UNMASK_ALERT + 3; n++) await unmaskField(context, caseId, 'order.target_number', 'to call the customer back')
    const notices = await store.read.selectFrom('notices').select(['kind', 'channel', 'data', 'object']).execute()
    expect(notices.map(({ kind, channel, object }) => [kind, channel, object])).toEqual([1, 2].map(() => ['unmask_alert', 'email', context.actor.label]))
    expect(JSON.parse(notices[0]?.data ?? '')).toMatchObject({ count: UNMASK_ALERT + 1 })
  }, 30_000)

  test('S51: the access log tells who saw whose data and why, by person and by subscriber, on the page and as a file', async () => {
    const store = await open()
    const [ann, bob] = [await addStaff(store, 'ann'), await addStaff(store, 'bob')]
    const { caseId, orderRowId } = await addFlaggedOrder(store)
    await store.write((tx) => tx.updateTable('orders').set({ subscriber_id: 'SUB-1' }).where('id', '=', orderRowId).execute())
    for (const staffId of [ann, bob]) await unmaskField(testContext(store, { staffId }), caseId, 'order.target_number', `=call back 13800005678`)
    const auditor = testContext(store, { staffId: await addStaff(store, 'aud', 'auditor'), role: 'auditor' })
    const none = { actor: null, action: null, subscriberId: null, from: null, to: null }
    const ask = async (request: object) => {
      const page = await listAccess(auditor, { ...none, ...request }, null, 50)
      return page.ok ? page.value.rows.map((row) => [row.actorName, row.action, row.object, row.field, row.masked]) : page.refusal.code
    }
    const look = (name: string) => [name, 'personal_data.unmasked', `case:${caseId}`, 'order.target_number', '138****5678']
    expect(await ask({})).toEqual([look('bob'), look('ann')])
    expect(await ask({ actor: `staff:${ann}` })).toEqual([look('ann')])
    expect(await ask({ subscriberId: 'SUB-1' })).toEqual([look('bob'), look('ann')])
    expect(await ask({ subscriberId: 'SUB-2' })).toEqual([])
    expect(await ask({ to: TEST_NOW })).toEqual([])
    let csv = ''
    for await (const piece of accessText(auditor, none)) csv += piece
    expect(csv.split('\n')[0]?.trim()).toBe('seq,at,actor,actorName,actorRole,action,object,field,changed,masked,rows,reason,alert,_masked_export')
    expect(csv).toContain(`'=call back`)
    expect(csv).toContain(`topwarden 2026-03-14T02:00:00`)
    expect(csv).not.toContain('13800005678')
    expect(await ask({ action: 'export.written' })).toMatchObject([['aud', 'export.written', 'export:access-log', null, null]])
  })
})
