import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import type { LegalHoldCommand } from '../../../app/domain/actions/legal-hold.ts'
import { DAY_MS } from '../../../app/domain/values/time.ts'
import { DEFAULT_LIMITS } from '../../../app/domain/intake/limits.ts'
import { contentHash } from '../../../app/usecases/actions/content-hash.ts'
import { footprintCounts } from '../../../app/usecases/actions/erasure.server.ts'
import { importFiles } from '../../../app/usecases/intake/import-files.server.ts'
import { loadExampleDay } from '../../../app/usecases/intake/load-example-day.server.ts'
import { performAction } from '../../../app/usecases/actions/perform-action.server.ts'
import { queueNotices } from '../../../app/usecases/outbox/queue-notice.ts'
import { previewRetention, runRetention } from '../../../app/usecases/privacy/run-retention.server.ts'
import { screenPending } from '../../../app/usecases/screening/screen-records.server.ts'
import { messageIdOf, sweepOutbox } from '../../../app/usecases/outbox/sweep-outbox.server.ts'
import { verifyStore } from '../../../app/usecases/installation/verify-store.server.ts'
import type { Store } from '../../../db/client.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { beginRun } from '../../../db/queries/board.ts'
import { findFootprint } from '../../../db/queries/erasure.ts'
import { listQuarantinedRows } from '../../../db/queries/imports.ts'
import { loadSubscriber } from '../../../db/queries/subscribers.ts'
import { RECORD_TABLES } from '../../../db/queries/verify.ts'
import { addStaff, forEachDialect, type OpenDatabase, TEST_NOW, testContext, testKeys } from '../../support/database.ts'
import { csv, GOOD_ROWS, inputOf } from '../../support/feed-rows.ts'
import { newFolder } from '../../support/folders.ts'
import { orderRow } from '../../support/records.ts'
import { valueOf } from '../../support/result.ts'

vi.setConfig({ testTimeout: 400_000 })

/** Every text that stands in the database. */
async function textsOf(store: Store): Promise<string> {
  const parts: string[] = []
  for (const table of RECORD_TABLES) if (table !== 'case_search') parts.push(JSON.stringify(await store.read.selectFrom(table).selectAll().execute()))
  return parts.join('\n')
}

async function faults(store: Store) {
  return (await verifyStore({ store, keys: testKeys }, [])).flatMap((report) => report.differences)
}

async function scene(open: OpenDatabase) {
  const store = await open()
  await loadExampleDay(testContext(store, { now: TEST_NOW }), { holder: 'this start', ordinaryOrders: 900 })
  const [adam, sue, ann] = [await addStaff(store, 'adam', 'admin'), await addStaff(store, 'sue', 'supervisor'), await addStaff(store, 'ann')]
  const as = (staffId: number, now = TEST_NOW + DAY_MS) => testContext(store, { staffId, now, role: staffId === adam ? 'admin' : staffId === sue ? 'supervisor' : 'reviewer' })
  const propose = (subscriberId: string, staffId = adam) =>
    performAction(as(staffId), { kind: 'erasure', actionId: null, command: { type: 'propose', subscriberId, reason: 'asked by letter of 3 March' } })
  const approve = async (actionId: number, subscriberId: string, staffId = sue) => {
    const footprint = await findFootprint(store.read, testKeys, subscriberId)
    const shownHash = contentHash({ subscriberId, counts: footprint && footprintCounts(footprint) })
    return performAction(as(staffId), { kind: 'erasure', actionId, command: { type: 'approve', shownHash } })
  }
  /** A subscriber with records of all kinds of whom nothing is open, or with something open. */
  const find = async (isOpen: boolean) => {
    for (const { subscriber_id } of await store.read.selectFrom('subscribers').select('subscriber_id').orderBy('id').execute()) {
      const footprint = await findFootprint(store.read, testKeys, subscriber_id)
      if (footprint && footprint.orders.length > 0 && (footprint.openCases.length > 0) === isOpen && footprint.openActions.length === 0) return { subscriberId: subscriber_id, footprint }
    }
    throw new Error('the example day has no such subscriber')
  }
  return { store, adam, sue, ann, as, propose, approve, find }
}

forEachDialect('erasure', (open, dialect) => {
  test('S75: what names a person goes, what was paid stays, and the journal, the chain and verify hold', async () => {
    const s = await scene(open)
    const { subscriberId, footprint } = await s.find(false)
    const person = (await loadSubscriber(s.store.read, testKeys, subscriberId))?.subscriber
    const [number = ''] = person?.numbers ?? []
    const national = number.replace('+86', '')
    const orders = await s.store.read.selectFrom('orders').select(['id', 'order_id', 'paid_minor', 'channel_trade_no', 'payer_account', 'payer_name']).where('id', 'in', footprint.orders as never).orderBy('id').execute()
    expect(await textsOf(s.store)).toContain(national)
    // A board that found the person's account wanting names it.
    await s.store.write(async (tx) => {
      const runId = await beginRun(tx, '2026-03-13', 'test', TEST_NOW)
      await tx.insertInto('board_accounts').values({ run_id: runId, currency: 'CNY', account: number, entries: 2, opening_minor: 0, credits_minor: 5_000, debits_minor: 0, closing_minor: 4_000, gap_minor: 1_000, breaks: 1 }).execute()
    })
    const asked = valueOf(await s.propose(subscriberId))
    expect(await s.propose(subscriberId)).toMatchObject({ ok: false, refusal: { code: 'erasure_waits' } })
    expect(await s.approve(asked.actionId, subscriberId, s.adam)).toMatchObject({ ok: false, refusal: { code: 'maker_is_checker' } })
    expect(await s.approve(asked.actionId, subscriberId, s.ann)).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
    expect(await s.approve(asked.actionId, subscriberId)).toMatchObject({ ok: true, value: { status: 'approved' } })
    expect(await textsOf(s.store)).not.toContain(national)
    for (const value of [person?.email, person?.contactPhone, ...orders.flatMap((order) => [order.payer_account, order.payer_name])]) {
      const rows = await s.store.read.selectFrom('orders').select('id').where('id', 'in', footprint.orders as never).where((eb) => eb.or([eb('payer_account', '=', value ?? ''), eb('payer_name', '=', value ?? '')])).execute()
      expect(rows).toEqual([])
    }
    const after = (await loadSubscriber(s.store.read, testKeys, subscriberId))?.subscriber
    expect(after).toMatchObject({ subscriberId, name: '', numbers: [], contactPhone: null, email: null, address: null, idDocLast4: null })
    expect(await s.store.read.selectFrom('orders').select(['id', 'order_id', 'paid_minor', 'channel_trade_no']).where('id', 'in', footprint.orders as never).orderBy('id').execute())
      .toEqual(orders.map(({ id, order_id, paid_minor, channel_trade_no }) => ({ id, order_id, paid_minor, channel_trade_no })))
    const stones = await s.store.read.selectFrom('tombstones').selectAll().execute()
    expect(stones.filter((stone) => stone.kind === 'order')).toHaveLength(footprint.orders.length)
    expect(stones.every((stone) => stone.cause === 'request' && stone.action_id === asked.actionId && /^[0-9a-f]{32}$/.test(stone.content_hash))).toBe(true)
    expect(await s.propose(subscriberId)).toMatchObject({ ok: false, refusal: { code: 'erasure_done' } })
    expect(await faults(s.store)).toEqual([])
    const audit = await s.store.read.selectFrom('audit_events').select(['action', 'object', 'after']).where('action', '=', 'personal_data.erased').execute()
    expect(audit.map(({ object }) => object)).toEqual([`subscriber:${subscriberId}`])
    // What was erased is not judged again: its flags stay as they were decided.
    const flags = async () => s.store.read.selectFrom('flags').select(['id', 'withdrawn_at']).where('order_row_id', 'in', footprint.orders as never).orderBy('id').execute()
    const before = await flags()
    await screenPending(s.store, testKeys, { now: TEST_NOW + 2 * DAY_MS, all: true })
    expect(await flags()).toEqual(before)
    expect(await faults(s.store)).toEqual([])
  })

  test('S75: what staff wrote about a person, rows that could not be read and messages in the folder go with them; what happened stays', async () => {
    const s = await scene(open)
    const { subscriberId, footprint } = await s.find(false)
    const person = (await loadSubscriber(s.store.read, testKeys, subscriberId))?.subscriber
    const number = (person?.numbers[0] ?? '').replace('+86', '')
    const { id: caseId } = await s.store.read.selectFrom('cases').select('id').limit(1).executeTakeFirstOrThrow()
    // A decided case about the person, with a note that names them, and one about somebody else.
    await s.store.write((tx) => tx.updateTable('cases').set({ subject_key: `subscriber:${subscriberId}`, order_row_id: null, is_open: 0 }).where('id', '=', caseId).execute())
    const kept = await s.store.read.selectFrom('cases').select('id').where('id', '<>', caseId).where('is_open', '=', 1).limit(1).executeTakeFirstOrThrow()
    for (const id of [caseId, kept.id]) {
      const { seq } = await s.store.read.selectFrom('case_events').select((eb) => eb.fn.max('seq').as('seq')).where('case_id', '=', id).executeTakeFirstOrThrow()
      await s.store.write((tx) => tx.insertInto('case_events').values({ case_id: id, seq: Number(seq) + 1, type: 'note_added', data: JSON.stringify({ text: `the secret word of ${id}.` }), staff_id: s.ann, at: TEST_NOW }).execute())
      await s.store.write((tx) => appendAuditEvent(tx, testKeys, { at: TEST_NOW, actor: `staff:${s.ann}`, actorRole: 'reviewer', action: 'case.note_added', object: `case:${id}`, ip: null, requestId: null }))
    }
    const imported = await importFiles(s.as(s.adam), [inputOf('odd.csv', csv([{ ...GOOD_ROWS.order, target_number: number, paid_amount: 'much' }, { ...GOOD_ROWS.order, order_id: 'A2', target_number: '13900000001', paid_amount: 'much' }]))], { origin: 'command', limits: DEFAULT_LIMITS })
    expect(imported.files[0]).toMatchObject({ quarantined: 2 })
    const folder = newFolder()
    mkdirSync(join(folder, 'outbox'))
    const told = await s.store.write(async (tx) => {
      await queueNotices(tx, s.as(s.adam), [{ kind: 'change_frozen', object: `action:${footprint.actions[0] ?? 0}`, event: 'told:1', contact: { channel: 'sms', address: person?.contactPhone ?? '' }, language: 'zh', data: { field: 'email', at: TEST_NOW } } as never])
      return tx.selectFrom('notices').select(['id', 'event_key']).orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()
    })
    const file = join(folder, 'outbox', `${messageIdOf(told.event_key)}.json`)
    writeFileSync(file, 'told')
    expect(await sweepOutbox({ store: s.store, varDir: folder }, 0)).toBe(0)
    expect(existsSync(file)).toBe(true)

    const asked = valueOf(await s.propose(subscriberId))
    expect((await s.approve(asked.actionId, subscriberId)).ok).toBe(true)
    const texts = await textsOf(s.store)
    expect([texts.includes(`the secret word of ${caseId}.`), texts.includes(`the secret word of ${kept.id}.`)]).toEqual([false, true])
    const rows = await listQuarantinedRows(s.store.read, testKeys, {}, 0, 10)
    expect(rows.map((row) => [row.state, row.raw.includes(number)])).toEqual([['dismissed', false], ['waiting', false]])
    const notes = await s.store.read.selectFrom('case_events').select(['staff_id', 'type', 'data']).where('case_id', '=', caseId).where('type', '=', 'note_added').execute()
    expect(notes).toEqual([{ staff_id: s.ann, type: 'note_added', data: '{"text":""}' }])
    const stones = await s.store.read.selectFrom('tombstones').select('kind').where('action_id', '=', asked.actionId).execute()
    expect(stones.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['case_note', 'quarantine', ...(footprint.actions.length > 0 ? ['notice'] : [])]))
    await sweepOutbox({ store: s.store, varDir: folder }, 0)
    expect(existsSync(file)).toBe(footprint.actions.length === 0)
    expect((await verifyStore({ store: s.store, keys: testKeys }, [])).filter(({ check }) => check === 'audit' || check === 'actions' || check === 'feed_states' || check === 'sealed').flatMap(({ differences }) => differences)).toEqual([])
  })

  test('S75: what is still open blocks it, and a legal hold always does', async () => {
    const s = await scene(open)
    const busy = await s.find(true)
    expect(await s.propose(busy.subscriberId)).toMatchObject({ ok: false, refusal: { code: 'erasure_open', data: { cases: busy.footprint.openCases.length } } })
    const { subscriberId } = await s.find(false)
    const hold = (command: LegalHoldCommand, actionId: number | null = null) => performAction(s.as(s.sue), { kind: 'legal_hold', actionId, command })
    const placed = await hold({ type: 'place', about: { subscriberId }, reference: '沪公保字 12 号', reason: 'asked for by the police' })
    if (!placed.ok) throw new Error(placed.refusal.code)
    expect(await hold({ type: 'place', about: { subscriberId }, reference: 'again', reason: 'asked for by the police' })).toMatchObject({ ok: false, refusal: { code: 'hold_stands' } })
    expect(await s.propose(subscriberId)).toMatchObject({ ok: false, refusal: { code: 'erasure_held' } })
    expect((await hold({ type: 'lift', reason: 'the police need it no more' }, placed.value.actionId)).ok).toBe(true)
    const asked = valueOf(await s.propose(subscriberId))
    // What was placed after the first look counts at the second.
    expect((await hold({ type: 'place', about: { subscriberId }, reference: '沪公保字 13 号', reason: 'asked for by the police' })).ok).toBe(true)
    expect(await s.approve(asked.actionId, subscriberId)).toMatchObject({ ok: false, refusal: { code: 'erasure_held' } })
    expect(await s.propose('nobody')).toMatchObject({ ok: false, refusal: { code: 'subscriber_gone' } })
    expect(await s.propose(subscriberId, s.ann)).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
  })

  test('S75: retention erases each class in its time, keeps what is held, and twice is once', async () => {
    const s = await scene(open)
    const { subscriberId } = await s.find(false)
    const at = (days: number) => ({ ...testContext(s.store, { now: TEST_NOW + days * DAY_MS }), actor: { staffId: null, role: null, label: 'system' } })
    const line = (report: readonly { readonly class: string; readonly over: number; readonly held: number }[], name: string) => report.find((one) => one.class === name)
    const countOf = async (condition: string) => Number((await sql<{ n: number }>`select count(*) as n from orders where ${sql.raw(condition)}`.execute(s.store.read)).rows[0]?.n)
    expect((await runRetention(at(1))).report.every((one) => one.over === 0)).toBe(true)

    const planned = line(await previewRetention(at(400)), 'network')
    const first = (await runRetention(at(400))).report
    expect(line(first, 'network')?.over).toBe((planned?.over ?? 0) - (planned?.held ?? 0))
    expect(line(first, 'network')?.over).toBeGreaterThan(10)
    expect(line(first, 'payment')?.over).toBe(0)
    expect(await countOf('target_number is not null')).toBeGreaterThan(10)
    expect((await runRetention(at(401))).report.every((one) => one.over === 0)).toBe(true)

    await performAction(s.as(s.sue), { kind: 'legal_hold', actionId: null, command: { type: 'place', about: { subscriberId }, reference: 'court 7', reason: 'asked for by a court' } })
    const second = (await runRetention(at(2_000))).report
    expect(line(second, 'payment')?.over).toBeGreaterThan(10)
    expect(line(second, 'message')?.over).toBeGreaterThan(0)
    expect(line(second, 'payment')?.held).toBeGreaterThan(0)
    const kept = await s.store.read.selectFrom('orders').select('target_number').where('subscriber_id', '=', subscriberId).execute()
    expect(kept.every((order) => order.target_number !== null)).toBe(true)
    // Only what an open case or a hold needs still names somebody.
    const left = await sql<{ id: number }>`
      select id from orders where target_number is not null and (subscriber_id is null or subscriber_id <> ${subscriberId})
        and not exists (select 1 from cases where cases.order_row_id = orders.id and cases.is_open = 1)
        and not exists (select 1 from cases where cases.is_open = 1 and cases.subject_key = 'subscriber:' || orders.subscriber_id)`.execute(s.store.read)
    expect(left.rows).toEqual([])
    expect(await faults(s.store)).toEqual([])

    // A record that was old when it came is found too.
    const { id } = await s.store.write((tx) => tx.insertInto('orders').values(orderRow({ order_id: 'LATE', source: 'late', ip: '192.0.2.9', created_at: TEST_NOW - 100 * DAY_MS })).returning('id').executeTakeFirstOrThrow())
    await runRetention(at(2_001))
    expect(await s.store.read.selectFrom('orders').select(['ip', 'target_number', 'payer_name']).where('id', '=', id).executeTakeFirst()).toEqual({ ip: null, target_number: null, payer_name: null })
  })

  describe('S75: the database itself', () => {
    test('lets no tombstone be changed, and empties an event only with one', async () => {
      const s = await scene(open)
      const change = async (text: string) => s.store.write((tx) => sql.raw(text).execute(tx)).then(() => 'done', (error: Error) => error.message)
      const placed = valueOf(await performAction(s.as(s.sue), { kind: 'legal_hold', actionId: null, command: { type: 'place', about: { subscriberId: (await s.find(false)).subscriberId }, reference: 'court 7', reason: 'asked for by a court' } }))
      const id = placed.actionId
      expect(await change(`update action_events set sealed_data = 'x' where action_id = ${id}`)).toContain('append-only')
      await change(`insert into tombstones (kind, record_key, class, content_hash, cause, erased_at) values ('action_event', '${id}:1', 'evidence', 'h', 'request', 1)`)
      expect(await change(`update action_events set sealed_data = 'x' where action_id = ${id}`)).toBe('done')
      for (const column of ['data', 'type']) expect(await change(`update action_events set ${column} = 'other' where action_id = ${id}`)).toContain('append-only')
      // The words of an event go with a stone of their own, and nothing else of it.
      await change(`insert into tombstones (kind, record_key, class, content_hash, cause, erased_at) values ('action_note', '${id}:1', 'note', 'h', 'request', 1)`)
      expect(await change(`update action_events set data = '{}' where action_id = ${id}`)).toBe('done')
      expect(await change(`update action_events set type = 'other' where action_id = ${id}`)).toContain('append-only')
      const noted = await s.store.read.selectFrom('case_events').select(['case_id', 'seq']).limit(1).executeTakeFirstOrThrow()
      const event = `case_id = ${noted.case_id} and seq = ${noted.seq}`
      expect(await change(`update case_events set data = '{}' where ${event}`)).toContain('append-only')
      await change(`insert into tombstones (kind, record_key, class, content_hash, cause, erased_at) values ('case_note', '${noted.case_id}:${noted.seq}', 'note', 'h', 'request', 1)`)
      expect(await change(`update case_events set data = '{}' where ${event}`)).toBe('done')
      expect(await change(`update case_events set at = 1 where ${event}`)).toContain('append-only')
      expect(await change(`delete from case_events where ${event}`)).toContain('append-only')
      expect(await change(`update action_events set at = 1 where action_id = ${id}`)).toContain('append-only')
      expect(await change(`delete from action_events where action_id = ${id}`)).toContain('append-only')
      expect(await change(`update tombstones set cause = 'retention'`)).toContain('append-only')
      expect(await change('delete from tombstones')).toContain('append-only')
      expect(dialect).toMatch(/sqlite|postgres/)
    })
  })
})
