import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Store } from '../../db/client.ts'
import { appendAuditEvent, checkAuditChain, getAuditHead, listAuditEvents, type AuditEntry } from '../../db/queries/audit.ts'
import { keysFrom } from '../../db/seal.ts'
import { forEachDialect, TEST_NOW, testKeys } from '../support/database.ts'
import { valueOf } from '../support/result.ts'

const entry = (n: number, changes: Partial<AuditEntry> = {}): AuditEntry => ({
  at: TEST_NOW + n, actor: 'staff:1', actorRole: 'reviewer', action: 'case.decided', object: `case:${n}`, after: { n }, reason: `reason ${n}`, ip: '192.0.2.1', requestId: `r${n}`, ...changes,
})

async function chainOf(store: Store, length: number): Promise<void> {
  for (let n = 1; n <= length; n++) await store.write((tx) => appendAuditEvent(tx, testKeys, entry(n)))
}

/** What someone with the file and its password can do, triggers notwithstanding. */
async function tamper(store: Store, statements: readonly string[]): Promise<void> {
  if (store.sqlite) {
    store.sqlite.exec('drop trigger audit_events_no_update; drop trigger audit_events_no_delete')
    for (const statement of statements) store.sqlite.exec(statement)
    return
  }
  for (const statement of ['alter table audit_events disable trigger all', ...statements]) await sql.raw(statement).execute(store.migrator)
}

forEachDialect('the audit chain', (open) => {
  test('S52: a chain as it was written is whole, and tells its length', async () => {
    const store = await open()
    expect(await checkAuditChain(store.read, testKeys)).toEqual({ events: 0, head: null, fault: null })
    await chainOf(store, 5)
    const check = await checkAuditChain(store.read, testKeys)
    expect(check).toMatchObject({ events: 5, fault: null, head: { seq: 5 } })
  })

  test.each([
    ['an edited event', [`update audit_events set reason = 'nothing' where seq = 3`], { seq: 3, problem: 'edited' }],
    ['a deleted event', ['delete from audit_events where seq = 2'], { seq: 2, problem: 'missing' }],
    ['a deleted first event', ['delete from audit_events where seq = 1'], { seq: 1, problem: 'missing' }],
    [
      'two events in the other order',
      ['update audit_events set seq = 99 where seq = 2', 'update audit_events set seq = 2 where seq = 3', 'update audit_events set seq = 3 where seq = 99'],
      { seq: 2, problem: 'edited' },
    ],
    [
      'an inserted event',
      [
        'insert into audit_events (seq, at, actor, action, object, prev_hash, hash) select 6, at, actor, action, object, hash, prev_hash from audit_events where seq = 5',
      ],
      { seq: 6, problem: 'edited' },
    ],
    ['a cut at the end', ['delete from audit_events where seq >= 4'], { seq: 4, problem: 'cut_at_end' }],
    ['everything cut', ['delete from audit_events'], { seq: 1, problem: 'cut_at_end' }],
    ['a cut with the head turned back', ['delete from audit_events where seq = 5', `update audit_head set seq = 4, hash = (select hash from audit_events where seq = 4)`], { seq: 4, problem: 'head_forged' }],
    ['a lost head', ['delete from audit_head'], { seq: 5, problem: 'head_missing' }],
  ])('S52: %s is found and named', async (_, statements, fault) => {
    const store = await open()
    await chainOf(store, 5)
    await tamper(store, statements)
    expect((await checkAuditChain(store.read, testKeys)).fault).toEqual(fault)
  })

  test('S52: an older copy put back whole is found by a head kept elsewhere', async () => {
    const store = await open()
    await chainOf(store, 3)
    const older = await getAuditHead(store.read)
    await store.write((tx) => appendAuditEvent(tx, testKeys, entry(4)))
    const anchor = await getAuditHead(store.read)
    expect((await checkAuditChain(store.read, testKeys, [older!, anchor!])).fault).toBeNull()
    await tamper(store, ['delete from audit_events where seq = 4', `update audit_head set seq = 3, hash = '${older!.hash}', mac = '${older!.mac}'`])
    expect((await checkAuditChain(store.read, testKeys)).fault).toBeNull()
    expect((await checkAuditChain(store.read, testKeys, [anchor!])).fault).toEqual({ seq: 4, problem: 'anchor_ahead' })
    expect((await checkAuditChain(store.read, testKeys, [{ ...anchor!, seq: 2 }])).fault).toMatchObject({ problem: 'anchor_forged' })
  })

  test('S52: forged anchors accuse no entry, and do not hide that entries are gone', async () => {
    const store = await open()
    await chainOf(store, 3)
    const older = (await getAuditHead(store.read))!
    const forged = [{ ...older, hash: 'a'.repeat(64) }, { ...older, seq: 2, hash: 'b'.repeat(64) }]
    expect((await checkAuditChain(store.read, testKeys, [...forged, older])).fault).toEqual({ seq: 3, problem: 'anchor_forged' })
    await store.write((tx) => appendAuditEvent(tx, testKeys, entry(4)))
    const anchor = (await getAuditHead(store.read))!
    await tamper(store, ['delete from audit_events where seq = 4', `update audit_head set seq = 3, hash = '${older.hash}', mac = '${older.mac}'`])
    expect((await checkAuditChain(store.read, testKeys, [...forged, anchor])).fault).toEqual({ seq: 4, problem: 'anchor_ahead' })
  })

  test('S52: a chain written anew under another key is found', async () => {
    const store = await open()
    const other = valueOf(keysFrom({ sealing: `k1:${'a'.repeat(44)}`, lookup: 'b'.repeat(44), chain: 'd'.repeat(44) }))
    await store.write((tx) => appendAuditEvent(tx, other, entry(1)))
    expect((await checkAuditChain(store.read, testKeys)).fault).toEqual({ seq: 1, problem: 'edited' })
  })

  test('S52: the table itself refuses change and deletion', async () => {
    const store = await open()
    await chainOf(store, 1)
    await expect(store.write((tx) => tx.updateTable('audit_events').set({ reason: 'x' }).execute())).rejects.toThrow(/append-only/)
    await expect(store.write((tx) => tx.deleteFrom('audit_events').execute())).rejects.toThrow(/append-only/)
  })

  test('S51: an event stands or falls with the change it tells of', async () => {
    const store = await open()
    await chainOf(store, 2)
    const failing = store.write(async (tx) => {
      await appendAuditEvent(tx, testKeys, entry(3))
      throw new Error('the change failed')
    })
    await expect(failing).rejects.toThrow('the change failed')
    expect(await checkAuditChain(store.read, testKeys)).toMatchObject({ events: 2, fault: null })
  })

  test('S52: events written at once by many stand in one unbroken order', async () => {
    const store = await open()
    await Promise.all(Array.from({ length: 20 }, (_, n) => store.write((tx) => appendAuditEvent(tx, testKeys, entry(n)))))
    expect(await checkAuditChain(store.read, testKeys)).toMatchObject({ events: 20, fault: null })
  })

  test('events are listed newest first, by page, and filtered', async () => {
    const store = await open()
    await chainOf(store, 7)
    await store.write((tx) => appendAuditEvent(tx, testKeys, entry(8, { actor: 'command', action: 'import.finished', object: 'import:1' })))
    const first = await listAuditEvents(store.read, {}, null, 3)
    expect(first.events.map((event) => event.seq)).toEqual([8, 7, 6])
    const second = await listAuditEvents(store.read, {}, first.next, 3)
    expect(second.events.map((event) => event.seq)).toEqual([5, 4, 3])
    const last = await listAuditEvents(store.read, {}, second.next, 3)
    expect(last).toMatchObject({ events: [{ seq: 2 }, { seq: 1, after: { n: 1 }, reason: 'reason 1' }], next: null })
    expect((await listAuditEvents(store.read, { actor: 'command' }, null, 3)).events.map((event) => event.seq)).toEqual([8])
    expect((await listAuditEvents(store.read, { object: 'case:4', action: 'case.decided' }, null, 3)).events.map((event) => event.seq)).toEqual([4])
    const period = await listAuditEvents(store.read, { from: TEST_NOW + 2, to: TEST_NOW + 6 }, null, 2)
    expect(period.events.map((event) => event.seq)).toEqual([5, 4])
    expect((await listAuditEvents(store.read, { from: TEST_NOW + 2, to: TEST_NOW + 6 }, period.next, 5)).events.map((event) => event.seq)).toEqual([3, 2])
  })
})
