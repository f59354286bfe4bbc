import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '../../../app/domain/intake/limits.ts'
import { collectFiles, readContextFile } from '../../../app/usecases/intake/collect-files.server.ts'
import { importFiles, type ImportInput, inspectInputs } from '../../../app/usecases/intake/import-files.server.ts'
import { mergeOperatorContext } from '../../../app/usecases/intake/merge-context.server.ts'
import { previewFile } from '../../../app/usecases/intake/preview-import.server.ts'
import { openFilePart } from '../../../app/usecases/intake/read-feed-file.server.ts'
import type { Store } from '../../../db/client.ts'
import { listAuditEvents } from '../../../db/queries/audit.ts'
import { listFeedStates } from '../../../db/queries/feeds.ts'
import { findImport, type ImportCounts, listImportFiles, listQuarantinedRows } from '../../../db/queries/imports.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import { forEachDialect, TEST_NOW, testContext, testKeys } from '../../support/database.ts'
import { csv, GOOD_ROWS, inputOf, manyRows, slicedPart } from '../../support/feed-rows.ts'
import { valueOf } from '../../support/result.ts'

const SHARED = join(import.meta.dirname, '../../../../shared/data/feeds')
const hasShared = existsSync(SHARED)
if (!hasShared) console.warn('tests/usecases/intake/import-files.test.ts: ../shared/data/feeds is absent, the tests on it are skipped')

const context = (store: Store) => testContext(store, { actor: { staffId: null, role: null, label: 'command' } })
const run = (store: Store, inputs: readonly ImportInput[], options: { isStopping?: () => boolean } = {}) =>
  importFiles(context(store), inputs, { origin: 'command', limits: DEFAULT_LIMITS, ...options })

const totalOf = ({ accepted, unchanged, newVersions, quarantined }: ImportCounts) => accepted + unchanged + newVersions + quarantined

async function countOf(store: Store, table: 'orders' | 'ledger_entries' | 'messages' | 'receipts' | 'quarantine' | 'screening_queue' | 'record_versions'): Promise<number> {
  const row = await store.read.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
  return Number(row.n)
}

forEachDialect('importing files', (open) => {
  test('good rows are stored, bad rows are set aside with line, field, reason and raw text, and all of them add up', async () => {
    const store = await open()
    const rows = [...manyRows('order', 5), { ...GOOD_ROWS.order, order_id: 'bad', paid_amount: '四十九' }]
    const text = `${csv(rows)}short,row\n${csv(manyRows('order', 2, (i) => ({ order_id: `late-${i}` }))).split('\n').slice(1).join('\n')}`
    const report = await run(store, [inputOf('orders.csv', text)])
    expect(report.files).toMatchObject([{ kind: 'order', rows: 9, accepted: 7, unchanged: 0, newVersions: 0, quarantined: 2, isComplete: true }])
    expect(await countOf(store, 'orders')).toBe(7)
    const aside = await listQuarantinedRows(store.read, testKeys, { state: 'waiting' }, 0, 10)
    expect(aside.map(({ line, rejection, kind, state }) => ({ line, ...rejection, kind, state }))).toEqual([
      { line: 7, code: 'amount_form', field: 'paid_amount', data: { text: '四十九' }, kind: 'order', state: 'waiting' },
      { line: 8, code: 'row_ragged', field: null, data: { expected: 13, got: 2 }, kind: 'order', state: 'waiting' },
    ])
    expect(aside[0]?.cells).toContainEqual(['order_id', 'bad'])
    expect(aside[1]?.raw).toBe('short,row')
    expect(await listFeedStates(store.read)).toMatchObject([
      { kind: 'order', source: '', rows: 0, quarantined: 2 },
      { kind: 'order', source: 'app-core', rows: 7, quarantined: 0, newestAt: Date.UTC(2026, 2, 13, 16, 22, 12), lastImportAt: TEST_NOW },
    ])
    expect(await findImport(store.read, report.importId ?? 0)).toMatchObject({ state: 'done', origin: 'command', finishedAt: TEST_NOW })
    expect((await listAuditEvents(store.read, {}, null, 10)).events).toMatchObject([
      { action: 'import.finished', object: `import:${report.importId}`, actor: 'command', after: { rows: 9, accepted: 7, quarantined: 2 } },
    ])
  })

  test('vouchers that nobody redeemed are stored, and the end of their life is no time until which their feed has spoken', async () => {
    const store = await open()
    const rows = ['serialNumber,batchId,value,currency,state,usedBy,usedAt,expiryDate', '9900001,B1,50,CNY,used,13800138000,2026-03-13 09:00:00,2031-01-01', '9900002,B1,50,CNY,available,,,2031-01-01']
    expect((await run(store, [inputOf('vouchers.csv', `${rows.join('\n')}\n`)])).files).toMatchObject([{ kind: 'receipt', rows: 2, accepted: 2 }])
    expect(await listFeedStates(store.read)).toMatchObject([{ kind: 'receipt', source: 'voucher_system', rows: 2, newestAt: Date.parse('2026-03-13T09:00:00+08:00') }])
  })

  test('S15: the same file again, under another name, changes nothing and says so', async () => {
    const store = await open()
    const text = csv([...manyRows('order', 3), { ...GOOD_ROWS.order, status: '?' }])
    await run(store, [inputOf('a.csv', text)])
    const again = await run(store, [inputOf('b.csv', text)])
    expect(again.files).toMatchObject([{ rows: 4, accepted: 0, unchanged: 3, newVersions: 0, quarantined: 1, warnings: [{ code: 'already_imported' }] }])
    expect([await countOf(store, 'orders'), await countOf(store, 'quarantine'), await countOf(store, 'record_versions')]).toEqual([3, 1, 0])
  })

  test('S15: two imports of one file at once store each row once, and what each reports adds up', async () => {
    const store = await open()
    const text = csv(manyRows('ledger', 2_600, (i) => (i % 100 === 0 ? { amount: 'x' } : {})))
    const input = (name: string): ImportInput => ({ part: slicedPart(name, text, 20_000), isNamed: true })
    const reports = await Promise.all([run(store, [input('a.csv')]), run(store, [input('b.csv')]), run(store, [input('c.csv')])])
    for (const { files } of reports) for (const file of files) expect(totalOf(file)).toBe(2_600)
    expect(reports.reduce((sum, { files }) => sum + (files[0]?.accepted ?? 0), 0)).toBe(2_574)
    expect([await countOf(store, 'ledger_entries'), await countOf(store, 'quarantine')]).toEqual([2_574, 26])
    const files = await listImportFiles(store.read, reports.flatMap(({ importId }) => (importId === null ? [] : [importId])))
    for (const file of files) expect([totalOf(file), file.state]).toEqual([file.rows, 'done'])
  })

  test('S14: an import that was stopped goes on where it stood', async () => {
    const store = await open()
    const text = csv(manyRows('message', 1_800, (i) => (i === 3 ? { at: 'yesterday' } : {})))
    let commits = 0
    const first = await run(store, [inputOf('messages.csv', text)], { isStopping: () => ++commits === 2 })
    expect(first.files).toMatchObject([{ rows: 1_000, accepted: 999, quarantined: 1, isComplete: false }])
    expect(await findImport(store.read, first.importId ?? 0)).toMatchObject({ state: 'running' })
    const second = await run(store, [inputOf('messages.csv', text)])
    expect(second.files).toMatchObject([{ rows: 1_800, accepted: 800, unchanged: 999, quarantined: 1, warnings: [{ code: 'resumed', data: { rows: 1_000 } }], isComplete: true }])
    expect(await countOf(store, 'messages')).toBe(1_799)
    expect(await listImportFiles(store.read, [first.importId ?? 0])).toMatchObject([{ rows: 1_800, accepted: 1_799, quarantined: 1, state: 'done' }])
  })

  test('another content under a known key is a new version, moves the day summary and is screened again', async () => {
    const store = await open()
    await run(store, [inputOf('one.csv', csv(manyRows('order', 2)))])
    await store.write((tx) => tx.deleteFrom('screening_queue').execute())
    const changed = manyRows('order', 2, (i) => (i === 1 ? { paid_amount: '50.00', channel: 'sms', created_at: '2026-03-15T00:00:00+08:00' } : {}))
    const report = await run(store, [inputOf('two.csv', csv(changed))])
    expect(report.files).toMatchObject([{ rows: 2, accepted: 0, unchanged: 1, newVersions: 1 }])
    const days = await store.read.selectFrom('daily_orders').selectAll().where('orders', '<>', 0).orderBy('day').execute()
    expect(days).toMatchObject([{ day: '2026-03-14', channel: 'mobile_app', orders: 1, paid_minor: 9_950 }, { day: '2026-03-15', channel: 'sms', orders: 1, paid_minor: 5_000 }])
    expect(await countOf(store, 'screening_queue')).toBe(1)
    expect(await countOf(store, 'record_versions')).toBe(1)
  })

  test('a flagged order that changes takes its share of the flagged money along', async () => {
    const store = await open()
    await run(store, [inputOf('one.csv', csv(manyRows('order', 1)))])
    const { id } = await store.read.selectFrom('orders').select('id').executeTakeFirstOrThrow()
    await store.write(async (tx) => {
      await tx.insertInto('screenings').values({ kind: 'order', record_row_id: id, score: 0.9, band: 'hold', rules_version: '1', screened_at: TEST_NOW, recheck_after: null }).execute()
      await tx.updateTable('daily_orders').set({ flagged: 1, flagged_minor: 9_950 }).execute()
    })
    await run(store, [inputOf('two.csv', csv(manyRows('order', 1, () => ({ paid_amount: '20.00', channel: 'sms' }))))])
    expect(await store.read.selectFrom('daily_orders').selectAll().orderBy('channel').execute()).toMatchObject([
      { channel: 'mobile_app', orders: 0, paid_minor: 0, flagged: 0, flagged_minor: 0 }, { channel: 'sms', orders: 1, paid_minor: 2_000, flagged: 1, flagged_minor: 2_000 },
    ])
  })

  test('a preview tells what an import does, and stores nothing', async () => {
    const store = await open()
    await run(store, [inputOf('one.csv', csv(manyRows('order', 4)))])
    const rows = [...manyRows('order', 3, (i) => (i === 0 ? { status: 'delivered' } : {})), ...manyRows('order', 2, (i) => ({ order_id: `n${i}` })), { ...GOOD_ROWS.order, order_id: 'n0' }, { ...GOOD_ROWS.order, order_id: 'n0', status: 'failed' }, { ...GOOD_ROWS.order, status: '?' }]
    const { inspected } = await inspectInputs([inputOf('two.csv', csv(rows))], DEFAULT_LIMITS)
    const preview = await previewFile(context(store), inspected[0] as never, DEFAULT_LIMITS)
    expect(preview).toMatchObject({ rows: 8, accepted: 2, unchanged: 3, newVersions: 2, quarantined: 1, rejections: [{ line: 9, rejection: { code: 'value_unknown', field: 'status' } }] })
    expect([await countOf(store, 'orders'), await countOf(store, 'quarantine')]).toEqual([4, 0])
    const report = await run(store, [inputOf('two.csv', csv(rows))])
    expect(report.files).toMatchObject([{ rows: 8, accepted: 2, unchanged: 3, newVersions: 2, quarantined: 1 }])
  })

  test('S31: the same files in any order end in the same records', async () => {
    const texts = [
      inputOf('orders.csv', csv(manyRows('order', 3))), inputOf('receipts.csv', csv(manyRows('receipt', 3))), inputOf('ledger.csv', csv(manyRows('ledger', 3))),
      inputOf('subscribers.csv', csv([GOOD_ROWS.subscriber])), inputOf('changes.csv', csv([GOOD_ROWS.profile_change])),
    ]
    const seen = new Set<string>()
    for (const order of [texts, [...texts].reverse()]) {
      const store = await open()
      await run(store, order)
      const hashes = await Promise.all((['orders', 'receipts', 'ledger_entries', 'subscribers', 'profile_changes'] as const).map((table) => store.read.selectFrom(table).select('content_hash').orderBy('content_hash').execute()))
      const days = await store.read.selectFrom('daily_orders').selectAll().execute()
      seen.add(JSON.stringify([hashes, days]))
    }
    expect(seen.size).toBe(1)
  })

  test('whatever the rows are like, accepted + unchanged + new versions + quarantined = rows', async () => {
    const store = await open()
    const cell = fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.string({ maxLength: 10 }).map((text) => text.replaceAll('\0', '')) })
    const row = fc.record({ id: fc.integer({ min: 1, max: 6 }), paid_amount: cell, status: cell, remark: cell, created_at: cell })
    await fc.assert(fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 25 }), async (rows) => {
      const text = csv(rows.map(({ id, ...change }) => ({ ...GOOD_ROWS.order, order_id: `p${id}`, ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== null)) }) as Record<string, string>))
      const report = await run(store, [inputOf('p.csv', text)])
      expect(report.files.map((file) => [totalOf(file), file.rows])).toEqual([[rows.length, rows.length]])
    }), { numRuns: 25 })
    const files = await store.read.selectFrom('import_files').selectAll().execute()
    for (const file of files) expect(file.accepted + file.unchanged + file.new_versions + file.quarantined).toBe(file.rows)
  })

  test('files that are no feeds are left alone when found, refused when named, and never keep others out', async () => {
    const store = await open()
    const odd = inputOf('truth.csv', 'record_kind,record_id\norder,1\n')
    const report = await run(store, [{ ...odd, isNamed: false }, { ...odd, part: { ...odd.part, name: 'named.csv' } }, inputOf('broken.csv', csv([{ order_id: '1', target_number: '2' }])), inputOf('orders.csv', csv(manyRows('order', 1)))])
    expect(report.skipped).toEqual(['truth.csv'])
    expect(report.refused).toMatchObject([{ name: 'named.csv', refusal: { code: 'format_unknown' } }, { name: 'broken.csv', refusal: { code: 'header_missing' } }])
    expect(report.files).toMatchObject([{ accepted: 1 }])
  })

  test.skipIf(!hasShared)('a whole small day goes in, with its context, row for row', async () => {
    const store = await open()
    const found = valueOf(await collectFiles([join(SHARED, 'small-day')]))
    expect(found.contexts).toHaveLength(1)
    const text = valueOf(await readContextFile(found.contexts[0] ?? ''))
    expect(await mergeOperatorContext(context(store), text)).toMatchObject({ ok: true })
    expect((await getOperatorSettings(store.read)).settings).toMatchObject({ kioskDevices: ['k-c8ebae943a'], statementsCompleteUntil: Date.UTC(2026, 2, 15, 16) })
    const inputs: ImportInput[] = []
    for (const { path, isNamed } of found.files) {
      const part = await openFilePart(path, DEFAULT_LIMITS)
      if (part.ok) inputs.push({ part: part.value, isNamed })
    }
    const report = await run(store, inputs)
    const expected: Readonly<Record<string, number>> = { 'ledger.csv': 499, 'messages.csv': 96, 'orders.csv': 400, 'profile_changes.csv': 5, 'receipts.csv': 389, 'subscribers.csv': 150 }
    expect(Object.fromEntries(report.files.map(({ name, accepted }) => [name, accepted]))).toEqual(expected)
    for (const file of report.files) expect([file.rows, totalOf(file), file.quarantined]).toEqual([expected[file.name], expected[file.name], 0])
    expect(report.files.map(({ kind }) => kind).sort()).toEqual(['ledger', 'message', 'order', 'profile_change', 'receipt', 'subscriber'])
    expect([...report.skipped].sort()).toEqual(['lookalikes.csv', 'truth.csv'])
    const days = await store.read.selectFrom('daily_orders').select((eb) => eb.fn.sum<number>('orders').as('n')).executeTakeFirstOrThrow()
    expect(Number(days.n)).toBe(400)
  })
})

describe('merging a context', () => {
  forEachDialect('settings', (open) => {
    test('a context is taken once; again it changes nothing and writes no event', async () => {
      const store = await open()
      const text = JSON.stringify({ merchants: ['甲公司'], company_payers: ['bk:secret'] })
      expect(await mergeOperatorContext(context(store), text)).toMatchObject({ ok: true, value: { changed: ['registeredPayees', 'companyPayers'] } })
      expect(await mergeOperatorContext(context(store), text)).toMatchObject({ ok: true, value: { changed: [] } })
      expect(await mergeOperatorContext(context(store), '{')).toMatchObject({ ok: false, refusal: { code: 'context_form' } })
      const { events } = await listAuditEvents(store.read, {}, null, 10)
      expect(events).toMatchObject([{ action: 'settings.merged', before: { registeredPayees: 0, companyPayers: 0 }, after: { registeredPayees: 1, companyPayers: 1 } }])
      expect(JSON.stringify(events)).not.toContain('bk:secret')
    })
  })
})
