import { expect, test, vi } from 'vitest'
import type { Subscriber } from '../../../app/domain/intake/record.ts'
import { confirmContact, FRESH_MS, listContactsToConfirm } from '../../../app/usecases/subscribers/confirm-contact.server.ts'
import { getSubscriber } from '../../../app/usecases/subscribers/get-subscriber.server.ts'
import { listDuplicates, unmergePersons } from '../../../app/usecases/subscribers/merge-persons.server.ts'
import type { UseCaseContext } from '../../../app/usecases/context.ts'
import { getWaitingAction } from '../../../app/usecases/approvals/list-waiting.server.ts'
import { performAction } from '../../../app/usecases/actions/perform-action.server.ts'
import { bulkWriter } from '../../../db/bulk.ts'
import { listAuditEvents } from '../../../db/queries/audit.ts'
import { declareInterest } from '../../../db/queries/interests.ts'
import { findSubscriber } from '../../../db/queries/profiles.ts'
import { addStaff, forEachDialect, TEST_NOW, testContext, testKeys } from '../../support/database.ts'

vi.setConfig({ testTimeout: 180_000 })

const person = (changes: Partial<Subscriber>): Subscriber => ({
  kind: 'subscriber', subscriberId: 'S1', name: '李四', numbers: ['+8613800005678'], contactPhone: '+8613900001111', email: null, address: null, language: 'zh-CN', idDocType: 'id', idDocLast4: '002X',
  status: 'active', openedAt: null, simChangedAt: null, extra: null, ...changes,
})
const OTHER = person({ subscriberId: 'S2', numbers: ['+8613800009999'], email: 'li@mail.example' })

const ask = (context: UseCaseContext, asked: { readonly keptId: string; readonly mergedId: string; readonly reason: string; readonly areNamesChecked?: boolean }) =>
  performAction(context, { kind: 'person_merge', actionId: null, command: { type: 'propose', areNamesChecked: false, ...asked } })

async function settle(context: UseCaseContext, actionId: number, type: 'approve' | 'reject' = 'approve') {
  const { data } = await context.store.read.selectFrom('action_events').select('data').where('action_id', '=', actionId).where('type', '=', 'proposed').executeTakeFirstOrThrow()
  return performAction(context, { kind: 'person_merge', actionId, command: { type, reason: 'two persons after all', shownHash: (JSON.parse(data) as { contentHash: string }).contentHash } })
}

forEachDialect('two records of one person', (open) => {
  test('are found whichever is written last, when one of many has its contact changed, once each, and no more when they part again', async () => {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'sue', 'supervisor'), role: 'supervisor' })
    const put = (...records: Subscriber[]) => store.write((tx) => bulkWriter(store, testKeys).storeRecords(tx, 'subscriber', records.map((record) => ({ record, line: null })), { importFileId: null, learnedAt: TEST_NOW }))
    const pairs = async () => (await listDuplicates(context)).pairs.map(({ persons, same }) => [persons[0].id, persons[1].id, ...same])
    const apart = person({ subscriberId: 'S4', numbers: [], contactPhone: '+8613900002222', email: 'x@mail.example' })
    await put(person({ email: 'li@mail.example' }), apart)
    expect(await pairs()).toEqual([])
    await put({ ...apart, contactPhone: '+8613900001111' })
    expect(await pairs()).toEqual([['S1', 'S4', 'contact_phone']])
    await put(OTHER, person({ subscriberId: 'S5', numbers: [], email: 'li@mail.example', contactPhone: null }))
    expect((await pairs()).sort()).toEqual([['S1', 'S2', 'contact_phone', 'email'], ['S1', 'S4', 'contact_phone'], ['S1', 'S5', 'email'], ['S2', 'S5', 'email'], ['S4', 'S2', 'contact_phone']].sort())
    await put(apart, person({ idDocLast4: '0000' }))
    expect(await pairs()).toEqual([['S2', 'S5', 'email']])
  })

  test('are found by contact and document, merged with a preview, and taken apart as they were', async () => {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'sue', 'supervisor'), role: 'supervisor' })
    const other = testContext(store, { staffId: await addStaff(store, 'sam', 'supervisor'), role: 'supervisor' })
    const put = (record: Subscriber) => store.write((tx) => bulkWriter(store, testKeys).storeRecords(tx, 'subscriber', [{ record, line: null }], { importFileId: null, learnedAt: TEST_NOW }))
    for (const record of [person({}), OTHER, person({ subscriberId: 'S3', numbers: [], idDocLast4: '9999' })]) await put(record)
    expect((await listDuplicates(context)).pairs).toMatchObject([{
      persons: [{ id: 'S1', numbers: ['138****5678'], email: null }, { id: 'S2', email: 'l***@mail.example' }], same: ['contact_phone'], doNamesDiffer: false,
      afterwards: { S1: { numbers: ['138****5678', '138****9999'], email: 'l***@mail.example' }, S2: { numbers: ['138****5678', '138****9999'], contactPhone: '139****1111' } },
    }])
    for (const [name, differ] of [['李 四', false], ['王五', true], ['', false], ['李四', false]] as const) {
      await put({ ...OTHER, name })
      expect([name, (await listDuplicates(context)).pairs[0]?.doNamesDiffer]).toEqual([name, differ])
    }
    expect(await ask(context, { keptId: 'S1', mergedId: 'S1', reason: 'the same person' })).toMatchObject({ ok: false, refusal: { code: 'merge_same' } })
    expect(await ask(context, { keptId: 'S1', mergedId: 'S9', reason: 'the same person' })).toMatchObject({ ok: false, refusal: { code: 'subscriber_gone' } })
    const asked = await ask(context, { keptId: 'S1', mergedId: 'S2', reason: 'the same person, told by 13800001234' })
    const actionId = asked.ok ? asked.value.actionId : 0
    expect((await listDuplicates(context)).pairs).toMatchObject([{ waits: actionId }])
    expect(await ask(other, { keptId: 'S3', mergedId: 'S1', reason: 'the same person' })).toMatchObject({ ok: false, refusal: { code: 'merge_waits' } })
    expect(await settle(context, actionId)).toMatchObject({ ok: false, refusal: { code: 'maker_is_checker' } })
    expect(await findSubscriber(store.read, testKeys, 'S1')).toMatchObject({ numbers: ['+8613800005678'] })
    expect(await getWaitingAction(other, actionId)).toMatchObject({ ok: true, value: { asked: { facts: expect.arrayContaining([['profiles.duplicates_same', { as: 'sentence', key: 'profiles.duplicates_why', data: { fields: ['contact_phone', 'name', 'id_doc'] } }]]) } } })
    expect(await settle(other, actionId)).toMatchObject({ ok: true, value: { status: 'approved' } })
    const merged = (await store.read.selectFrom('person_merges').select('id').executeTakeFirstOrThrow()).id
    expect((await listDuplicates(context)).merges).toMatchObject([{ keptId: 'S1', mergedId: 'S2', reason: 'the same person, told by 138****1234', by: 'sue' }])
    const pageOf = async (id: string) => {
      const view = await getSubscriber(context, id)
      return view.ok ? view.value.merges : []
    }
    expect([await pageOf('S1'), await pageOf('S2'), await pageOf('S3')]).toEqual([[{ isKept: true, otherId: 'S2', at: TEST_NOW }], [{ isKept: false, otherId: 'S1', at: TEST_NOW }], []])
    expect(await findSubscriber(store.read, testKeys, 'S1')).toMatchObject({ numbers: ['+8613800005678', '+8613800009999'], email: 'li@mail.example' })
    expect(await findSubscriber(store.read, testKeys, 'S2')).toMatchObject({ numbers: [], status: 'closed' })
    expect(await ask(context, { keptId: 'S3', mergedId: 'S2', reason: 'the same person' })).toMatchObject({ ok: false, refusal: { code: 'merge_already' } })
    expect((await listDuplicates(context)).pairs).toEqual([])
    expect(await unmergePersons(context, merged)).toMatchObject({ ok: true })
    const bare = async (id: string) => {
      const { rowId: _row, version: _version, ...record } = (await findSubscriber(store.read, testKeys, id)) ?? { rowId: 0, version: 0 }
      return record
    }
    expect(await bare('S1')).toEqual(person({}))
    expect(await bare('S2')).toEqual(OTHER)
    expect(await unmergePersons(context, merged)).toMatchObject({ ok: false, refusal: { code: 'merge_gone' } })
    expect((await listAuditEvents(store.read, { object: 'subscriber:S1' }, null, 9)).events.map(({ action }) => action).filter((action) => action !== 'subscriber.viewed')).toEqual(['person.unmerged', 'person.merged'])
    expect(await pageOf('S2')).toEqual([])
  })

  test('S68: who stands near to either neither merges them nor takes them apart, by record, number or contact, and the attempt is on record', async () => {
    const store = await open()
    const [sue, sam, ann] = [await addStaff(store, 'sue', 'supervisor'), await addStaff(store, 'sam', 'supervisor'), await addStaff(store, 'ann', 'supervisor')]
    const as = (staffId: number) => testContext(store, { staffId, role: 'supervisor' })
    await store.write((tx) => bulkWriter(store, testKeys).storeRecords(tx, 'subscriber', [person({}), OTHER].map((record) => ({ record, line: null })), { importFileId: null, learnedAt: TEST_NOW }))
    const asked = { keptId: 'S1', mergedId: 'S2', reason: 'the same person' }
    const near = async (interest: Parameters<typeof declareInterest>[3]) => {
      await store.write((tx) => tx.deleteFrom('staff_interests').execute())
      await store.write((tx) => declareInterest(tx, testKeys, sue, interest, TEST_NOW))
    }
    for (const interest of [
      { kind: 'subscriber', value: 'S1', relation: 'own' }, { kind: 'subscriber', value: 'S2', relation: 'kin' }, { kind: 'number', value: '+8613800009999', relation: 'own' }, { kind: 'number', value: '+8613900001111', relation: 'kin' },
    ] as const) {
      await near(interest)
      expect(await ask(as(sue), asked)).toMatchObject({ ok: false, refusal: { code: 'conflict_of_interest' } })
    }
    const proposed = await ask(as(sam), asked)
    expect(await settle(as(sue), proposed.ok ? proposed.value.actionId : 0)).toMatchObject({ ok: false, refusal: { code: 'conflict_of_interest' } })
    expect(await settle(as(ann), proposed.ok ? proposed.value.actionId : 0)).toMatchObject({ ok: true })
    const merged = (await store.read.selectFrom('person_merges').select('id').executeTakeFirstOrThrow()).id
    await near({ kind: 'subscriber', value: 'S2', relation: 'kin' })
    expect(await unmergePersons(as(sue), merged)).toMatchObject({ ok: false, refusal: { code: 'conflict_of_interest', data: { conflict: 'kin' } } })
    await near({ kind: 'number', value: '+8613700001111', relation: 'own' })
    expect(await unmergePersons(as(sue), merged)).toMatchObject({ ok: true })
    expect(await store.read.selectFrom('audit_events').select('object').where('action', 'in', ['person.refused', 'person_merge.refused']).execute()).toHaveLength(6)
  })

  test('with different names are merged only where somebody says that the documents were compared, and whichever of the two is kept', async () => {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'sue', 'supervisor'), role: 'supervisor' })
    await store.write((tx) => bulkWriter(store, testKeys).storeRecords(tx, 'subscriber', [person({}), { ...OTHER, name: '王五' }].map((record) => ({ record, line: null })), { importFileId: null, learnedAt: TEST_NOW }))
    const asked = { keptId: 'S2', mergedId: 'S1', reason: 'a new name by marriage' }
    expect(await ask(context, asked)).toMatchObject({ ok: false, refusal: { code: 'merge_names_differ', field: 'checked' } })
    const proposed = await ask(context, { ...asked, areNamesChecked: true })
    const other = testContext(store, { staffId: await addStaff(store, 'sam', 'supervisor'), role: 'supervisor' })
    expect(await settle(other, proposed.ok ? proposed.value.actionId : 0)).toMatchObject({ ok: true })
    expect(await findSubscriber(store.read, testKeys, 'S2')).toMatchObject({ name: '王五', numbers: ['+8613800005678', '+8613800009999'], contactPhone: '+8613900001111' })
    expect(await findSubscriber(store.read, testKeys, 'S1')).toMatchObject({ name: '李四', numbers: [], status: 'closed' })
  })

  test('are not merged by who may not, nor once a record has changed, nor while money of one of them has to wait, and not taken apart then', async () => {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'sue', 'supervisor'), role: 'supervisor' })
    const other = testContext(store, { staffId: await addStaff(store, 'sam', 'supervisor'), role: 'supervisor' })
    const clerk = testContext(store, { staffId: await addStaff(store, 'ann') })
    const put = (record: Subscriber) => store.write((tx) => bulkWriter(store, testKeys).storeRecords(tx, 'subscriber', [{ record, line: null }], { importFileId: null, learnedAt: TEST_NOW }))
    for (const record of [person({}), OTHER, person({ subscriberId: 'S3', name: '王五', numbers: ['+8613800007777'], contactPhone: null, idDocLast4: '9999' })]) await put(record)
    const asked = { keptId: 'S1', mergedId: 'S2', reason: 'the same person' }
    expect(await ask(clerk, asked)).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
    const first = await ask(context, asked)
    const firstId = first.ok ? first.value.actionId : 0
    expect(await settle(clerk, firstId)).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
    await put({ ...OTHER, email: 'other@mail.example' })
    expect(await settle(other, firstId)).toMatchObject({ ok: false, refusal: { code: 'approval_void' } })
    expect(await settle(other, firstId, 'reject')).toMatchObject({ ok: true, value: { status: 'rejected' } })

    const strangers = await ask(context, { keptId: 'S1', mergedId: 'S3', reason: 'they say so at the counter', areNamesChecked: true })
    const strangersId = strangers.ok ? strangers.value.actionId : 0
    expect(await getWaitingAction(other, strangersId)).toMatchObject({ ok: true, value: { asked: { facts: expect.arrayContaining([['profiles.duplicates_same', { as: 'sentence', key: 'profiles.duplicates_nothing_same', data: { fields: [] } }]]) } } })
    expect(await settle(other, strangersId, 'reject')).toMatchObject({ ok: true })

    const hold = (subscriberId: string) => performAction(context, { kind: 'legal_hold', actionId: null, command: { type: 'place', about: { subscriberId }, reference: '公(刑)字 2026 1号', reason: 'asked for by the police' } })
    const second = await ask(context, asked)
    const secondId = second.ok ? second.value.actionId : 0
    const held = await hold('S2')
    expect(await settle(other, secondId)).toMatchObject({ ok: false, refusal: { code: 'merge_bound' } })
    expect(await performAction(context, { kind: 'legal_hold', actionId: held.ok ? held.value.actionId : 0, command: { type: 'lift', reason: 'the police let go' } })).toMatchObject({ ok: true })
    expect(await settle(other, secondId)).toMatchObject({ ok: true })
    expect(await unmergePersons(clerk, (await store.read.selectFrom('person_merges').select('id').executeTakeFirstOrThrow()).id)).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
    await hold('S1')
    expect(await unmergePersons(context, (await store.read.selectFrom('person_merges').select('id').executeTakeFirstOrThrow()).id)).toMatchObject({ ok: false, refusal: { code: 'merge_bound' } })
  })

  test('a contact is asked after a year, and not once it was confirmed', async () => {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'ann') })
    await store.write((tx) => bulkWriter(store, testKeys).storeRecords(tx, 'subscriber', [{ record: person({}), line: null }], { importFileId: null, learnedAt: TEST_NOW }))
    const ids = async (now: number) => (await listContactsToConfirm({ ...context, now }, 0, 10)).rows.map((row) => row.subscriberId)
    expect(await ids(TEST_NOW)).toEqual(['S1'])
    expect(await confirmContact(context, 'S1', 'contact_phone', 'call')).toMatchObject({ ok: true })
    expect(await confirmContact(context, 'S1', 'email', 'call')).toMatchObject({ ok: false })
    expect(await ids(TEST_NOW + FRESH_MS)).toEqual([])
    expect(await ids(TEST_NOW + FRESH_MS + 1)).toEqual(['S1'])
  })
})
