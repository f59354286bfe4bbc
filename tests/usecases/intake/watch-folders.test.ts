import { chmodSync, existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { InboundFolder } from '../../../app/domain/intake/inbound.ts'
import { PLAIN_RULE } from '../../../app/domain/intake/mapping/mapping.ts'
import { refusalSentence } from '../../../app/i18n/refusal-sentence.ts'
import { askForFolder, listFolders } from '../../../app/usecases/intake/list-folders.server.ts'
import { getInboundDraft, retryInboundFile, saveMappingForInbound } from '../../../app/usecases/intake/map-inbound.server.ts'
import { saveMapping } from '../../../app/usecases/intake/save-mapping.server.ts'
import { watchFolders, type WatchSetting } from '../../../app/usecases/intake/watch-folders.server.ts'
import type { Store } from '../../../db/client.ts'
import { listAuditEvents } from '../../../db/queries/audit.ts'
import { takeLease } from '../../../db/queries/leases.ts'
import { forEachDialect, TEST_NOW, testContext, testKeys } from '../../support/database.ts'
import { zipOf } from '../../support/archives.ts'
import { csv, GOOD_ROWS, manyRows } from '../../support/feed-rows.ts'
import { newFolder } from '../../support/folders.ts'
import { valueOf } from '../../support/result.ts'

function dropFolder(changes: Partial<InboundFolder> = {}): InboundFolder {
  return { name: 'drop', path: newFolder(), channel: null, kind: null, mapping: null, at: [], days: [], zone: 'Asia/Shanghai', expectBy: [], settleMs: 5_000, ...changes }
}

/** A process that watches, with a clock that is moved by hand. */
function watcher(store: Store, folder: InboundFolder, holder = 'one') {
  const clock = { at: TEST_NOW }
  let isStopping = () => false
  const seen: unknown[] = []
  const setting: WatchSetting = { folders: [folder], holder, now: () => clock.at, isStopping: () => isStopping(), describe: refusalSentence, onFile: (file) => seen.push(file) }
  const round = () => watchFolders({ store, keys: testKeys }, setting)
  /** Looks until what lies there has had time to settle. */
  const settle = async () => {
    await round()
    clock.at += 6_000
    await round()
  }
  return { clock, seen, round, settle, stopWhen: (when: () => boolean) => { isStopping = when } }
}

const ordersIn = async (store: Store) => Number((await store.read.selectFrom('orders').select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n)
const filesOf = (store: Store) => store.read.selectFrom('inbound_files').select(['name', 'state', 'error_code']).orderBy('id').execute()
const inside = (folder: InboundFolder, sub: string) => readdirSync(join(folder.path, sub)).sort()

forEachDialect('watched folders', (open) => {
  test('a file is taken once it has stopped changing, stored, moved to done with its report, and put on record', async () => {
    const store = await open()
    const folder = dropFolder({ channel: '某银行' })
    const { clock, seen, round } = watcher(store, folder)
    writeFileSync(join(folder.path, 'day.csv'), csv(manyRows('order', 3)).slice(0, 400))
    await round()
    clock.at += 6_000
    writeFileSync(join(folder.path, 'day.csv'), csv([...manyRows('order', 3), { ...GOOD_ROWS.order, order_id: 'x', status: '?' }]))
    await round()
    expect([await ordersIn(store), await filesOf(store)]).toEqual([0, [{ name: 'day.csv', state: 'arriving', error_code: null }]])
    clock.at += 4_999
    await round()
    expect(await ordersIn(store)).toBe(0)
    clock.at += 1
    expect(await round()).toBe(true)
    expect([await ordersIn(store), await filesOf(store)]).toEqual([3, [{ name: 'day.csv', state: 'done', error_code: null }]])
    const [stored, report] = inside(folder, 'done')
    expect(stored).toMatch(/^20260314T\d{6}-1-day\.csv$/)
    expect(JSON.parse(readFileSync(join(folder.path, 'done', report ?? ''), 'utf8'))).toMatchObject({ file: 'day.csv', folder: 'drop', channel: '某银行', state: 'done', import: 1, records: [{ kind: 'order', rows: 4, accepted: 3, quarantined: 1 }], refused: [] })
    expect(existsSync(join(folder.path, 'day.csv'))).toBe(false)
    expect(seen).toEqual([{ folder: 'drop', name: 'day.csv', state: 'done', importId: 1, code: null }])
    expect((await listAuditEvents(store.read, {}, null, 10)).events).toMatchObject([{ action: 'inbound.stored', actor: 'folder', after: { folder: 'drop', importId: 1, rows: 4 } }, { action: 'import.finished', actor: 'folder' }])
    expect(await store.read.selectFrom('jobs').select('type').execute()).toEqual([{ type: 'screen' }])
    // The same file again, under another name, is known for what it is.
    writeFileSync(join(folder.path, 'copy.csv'), csv([...manyRows('order', 3), { ...GOOD_ROWS.order, order_id: 'x', status: '?' }]))
    await round()
    clock.at += 6_000
    await round()
    expect(JSON.parse(readFileSync(join(folder.path, 'done', inside(folder, 'done').find((name) => name.endsWith('copy.csv.report.json')) ?? ''), 'utf8')).records).toMatchObject([{ accepted: 0, unchanged: 3, warnings: [{ code: 'already_imported' }] }])
    expect(await ordersIn(store)).toBe(3)
  })

  test('what cannot be read goes to failed with the reason in words, and keeps nothing else from being stored', async () => {
    const store = await open()
    const folder = dropFolder({ kind: 'order' })
    const { settle } = watcher(store, folder)
    writeFileSync(join(folder.path, 'a.txt'), 'not a table at all\n')
    writeFileSync(join(folder.path, 'b.csv'), csv(manyRows('ledger', 2)))
    writeFileSync(join(folder.path, 'c.csv'), csv(manyRows('order', 2)))
    writeFileSync(join(folder.path, 'd.csv'), '')
    for (const name of ['.hidden.csv', 'half.csv.part']) writeFileSync(join(folder.path, name), csv(manyRows('order', 1)))
    mkdirSync(join(folder.path, 'sub'))
    await settle()
    expect(await filesOf(store)).toEqual([
      { name: 'a.txt', state: 'failed', error_code: 'format_unknown' }, { name: 'b.csv', state: 'failed', error_code: 'kind_unexpected' }, { name: 'c.csv', state: 'done', error_code: null }, { name: 'd.csv', state: 'failed', error_code: 'file_empty' },
    ])
    expect(await ordersIn(store)).toBe(2)
    const report = inside(folder, 'failed').find((name) => name.endsWith('b.csv.report.json')) ?? ''
    expect(JSON.parse(readFileSync(join(folder.path, 'failed', report), 'utf8')).refused).toEqual([{ name: 'b.csv', code: 'kind_unexpected', text: 'It holds Ledger; this folder takes Orders.' }])
    expect(readdirSync(folder.path).sort()).toEqual(['.hidden.csv', 'done', 'failed', 'half.csv.part', 'processing', 'sub'])
  })

  test('S29: links are refused and never followed, neither soft nor hard', async () => {
    const store = await open()
    const folder = dropFolder()
    const outside = dropFolder()
    const secret = join(outside.path, 'secret.csv')
    writeFileSync(secret, csv(manyRows('order', 2)))
    symlinkSync(secret, join(folder.path, 'soft.csv'))
    linkSync(secret, join(folder.path, 'hard.csv'))
    symlinkSync(outside.path, join(folder.path, 'dir'))
    await watcher(store, folder).settle()
    expect((await filesOf(store)).map(({ name, state, error_code }) => `${name} ${state} ${error_code}`).sort()).toEqual(['dir failed file_link', 'hard.csv failed file_link', 'soft.csv failed file_link'])
    expect(await ordersIn(store)).toBe(0)
    expect(readFileSync(secret, 'utf8')).toBe(csv(manyRows('order', 2)))
    // Our own folders may be no links either: a report would be written elsewhere.
    const caught = dropFolder()
    symlinkSync(outside.path, join(caught.path, 'done'))
    writeFileSync(join(caught.path, 'x.csv'), csv(manyRows('order', 1)))
    const other = { ...caught, name: 'caught' }
    await watcher(store, other).settle()
    const view = await listFolders({ store, now: TEST_NOW }, [other], { folder: null, before: null })
    expect(view.folders[0]?.errorCode).toBe('folder_no_directory')
    expect(existsSync(join(caught.path, 'x.csv'))).toBe(true)
  })

  test('S29: what is swapped for a link while a file is read neither leads the report away nor another file in', async () => {
    const store = await open()
    const folder = dropFolder()
    const outside = dropFolder()
    const { round, clock } = watcher(store, folder)
    writeFileSync(join(folder.path, 'x.csv'), csv(manyRows('order', 3)))
    await round()
    clock.at += 6_000
    // The watch asks for the time between taking the file and reading it.
    const { at } = clock
    let isSwapped = false
    Object.defineProperty(clock, 'at', { get: () => {
      const taken = readdirSync(join(folder.path, 'processing'))
      if (isSwapped || taken.length === 0) return at
      isSwapped = true
      for (const name of ['processing', 'done', 'failed']) {
        renameSync(join(folder.path, name), join(folder.path, `old-${name}`))
        symlinkSync(outside.path, join(folder.path, name))
      }
      writeFileSync(join(outside.path, taken[0] ?? ''), csv(manyRows('order', 9)))
      return at
    } })
    await round()
    expect(isSwapped).toBe(true)
    expect([await ordersIn(store), await filesOf(store)]).toEqual([3, [{ name: 'x.csv', state: 'done', error_code: null }]])
    expect(readdirSync(outside.path)).toEqual(['1-x.csv'])
    expect(readdirSync(join(folder.path, 'old-done'))).toHaveLength(2)
  })

  test('a process that was killed at any point is followed by one that goes on, and each row is stored once', async () => {
    const store = await open()
    const folder = dropFolder()
    const first = watcher(store, folder)
    writeFileSync(join(folder.path, 'big.csv'), csv(manyRows('order', 1_800)))
    first.stopWhen(() => false)
    await first.round()
    first.clock.at += 6_000
    let looks = 0
    first.stopWhen(() => ++looks > 4)
    await first.round()
    expect(await filesOf(store)).toEqual([{ name: 'big.csv', state: 'taken', error_code: null }])
    const stored = await ordersIn(store)
    expect(stored).toBeGreaterThan(0)
    expect(stored).toBeLessThan(1_800)
    const second = watcher(store, folder, 'two')
    second.clock.at = first.clock.at + 1_000
    await second.round()
    expect(await filesOf(store)).toMatchObject([{ state: 'taken' }])
    second.clock.at += 61_000
    await second.round()
    expect([await ordersIn(store), await filesOf(store)]).toEqual([1_800, [{ name: 'big.csv', state: 'done', error_code: null }]])
    expect(inside(folder, 'processing')).toEqual([])
    expect((await store.read.selectFrom('imports').select('state').execute()).every(({ state }) => state === 'done')).toBe(true)
  })

  test('killed between the record and the move, both ways', async () => {
    const store = await open()
    const folder = dropFolder()
    const { settle, clock, round } = watcher(store, folder)
    writeFileSync(join(folder.path, 'a.csv'), csv(manyRows('order', 1)))
    await round()
    // Taken on record, not yet moved.
    await store.write((tx) => tx.updateTable('inbound_files').set({ state: 'taken', taken_at: clock.at, work_name: '1-a.csv' }).execute())
    await round()
    expect([await ordersIn(store), await filesOf(store)]).toEqual([1, [{ name: 'a.csv', state: 'done', error_code: null }]])
    // Moved to done, not yet on record.
    await store.write((tx) => tx.updateTable('inbound_files').set({ state: 'taken' }).execute())
    await settle()
    expect(await filesOf(store)).toEqual([{ name: 'a.csv', state: 'done', error_code: null }])
    // Gone altogether.
    await store.write((tx) => tx.updateTable('inbound_files').set({ state: 'taken' }).execute())
    for (const name of inside(folder, 'done')) renameSync(join(folder.path, 'done', name), join(folder.path, `.${name}`))
    await settle()
    expect(await filesOf(store)).toEqual([{ name: 'a.csv', state: 'failed', error_code: 'file_gone' }])
  })

  test('many processes: one holds the folder, and the others leave it', async () => {
    const store = await open()
    const folder = dropFolder()
    await store.write((tx) => takeLease(tx, 'inbound:drop', 'other', TEST_NOW, TEST_NOW + 60_000))
    const { clock, settle } = watcher(store, folder)
    writeFileSync(join(folder.path, 'a.csv'), csv(manyRows('order', 1)))
    await settle()
    expect(await filesOf(store)).toEqual([])
    clock.at = TEST_NOW + 60_000
    const rivals = [watcher(store, folder, 'a'), watcher(store, folder, 'b'), watcher(store, folder, 'c')]
    for (const step of [60_000, 66_000]) await Promise.all(rivals.map((rival) => { rival.clock.at = TEST_NOW + step; return rival.round() }))
    expect([await ordersIn(store), (await filesOf(store)).length, (await store.read.selectFrom('imports').select('id').execute()).length]).toEqual([1, 1, 1])
  })

  test('at planned times only: what lies there before waits for the time, and a wish takes it at once', async () => {
    const store = await open()
    const context = testContext(store)
    const folder = dropFolder({ at: ['10:30'], expectBy: ['10:45'] })
    const { clock, settle, round } = watcher(store, folder)
    writeFileSync(join(folder.path, 'a.csv'), csv(manyRows('order', 1)))
    await settle()
    expect([await ordersIn(store), await filesOf(store)]).toEqual([0, []])
    clock.at = TEST_NOW + 30 * 60_000
    await settle()
    expect(await ordersIn(store)).toBe(1)
    writeFileSync(join(folder.path, 'b.csv'), csv(manyRows('order', 1, () => ({ order_id: 'b' }))))
    clock.at += 60_000
    await settle()
    expect(await ordersIn(store)).toBe(1)
    expect(await askForFolder({ ...context, now: clock.at }, [folder], 'nothing')).toMatchObject({ ok: false, refusal: { code: 'folder_gone' } })
    expect(await askForFolder({ ...context, now: clock.at }, [folder], 'drop')).toMatchObject({ ok: true })
    expect((await listFolders({ store, now: clock.at }, [folder], { folder: null, before: null })).folders).toMatchObject([{ isAsked: true, lateSince: null, nextAt: TEST_NOW + 86_400_000 + 30 * 60_000 }])
    await settle()
    expect(await ordersIn(store)).toBe(2)
    await round()
    const view = await listFolders({ store, now: clock.at }, [folder], { folder: null, before: null })
    expect(view.folders).toMatchObject([{ isAsked: false, errorCode: null }])
    expect(view.files.map(({ name, state }) => [name, state])).toEqual([['b.csv', 'done'], ['a.csv', 'done']])
    expect((await listFolders({ store, now: TEST_NOW + 3 * 86_400_000 }, [folder], { folder: null, before: null })).folders[0]?.lateSince).toBe(TEST_NOW + 2 * 86_400_000 + 45 * 60_000)
  })

  test('a folder with a mapping is read by it alone', async () => {
    const store = await open()
    const context = testContext(store)
    const definition = {
      kind: 'ledger' as const, zone: 'Asia/Shanghai', header: ['流水', '号码', '金额', '时间'],
      rules: { entry_id: { ...PLAIN_RULE, from: ['流水'] }, number: { ...PLAIN_RULE, from: ['号码'] }, type: { ...PLAIN_RULE, constant: 'refill' }, amount: { ...PLAIN_RULE, from: ['金额'] }, currency: { ...PLAIN_RULE, constant: 'CNY' }, at: { ...PLAIN_RULE, from: ['时间'] } },
    }
    expect(await saveMapping(context, { name: '账务', definition, isAutomatic: false, changes: null })).toMatchObject({ ok: true })
    const folder = dropFolder({ mapping: '账务' })
    writeFileSync(join(folder.path, 'a.csv'), '流水,号码,金额,时间\nE1,13800138000,5,2026-03-14 09:00:00\n')
    writeFileSync(join(folder.path, 'b.csv'), csv(manyRows('order', 1)))
    await watcher(store, folder).settle()
    expect((await filesOf(store)).map(({ name, state, error_code }) => [name, state, error_code])).toEqual([['a.csv', 'done', null], ['b.csv', 'failed', 'format_unknown']])
    expect((await store.read.selectFrom('import_files').select('format').execute())).toEqual([{ format: 'mapping/1/1' }])
    const lost = dropFolder({ name: 'lost', mapping: 'nobody' })
    const codes = async () => (await listFolders({ store, now: TEST_NOW }, [folder, lost], { folder: null, before: null })).folders.map(({ errorCode }) => errorCode)
    expect(await codes()).toEqual([null, 'folder_mapping'])
    writeFileSync(join(lost.path, 'a.csv'), csv(manyRows('order', 1)))
    await watcher(store, lost).settle()
    expect((await filesOf(store)).at(-1)).toMatchObject({ state: 'failed', error_code: 'folder_mapping' })
  })

  test('a folder that is missing or closed says so, and is well again once it is there', async () => {
    const store = await open()
    const folder = dropFolder()
    rmSync(folder.path, { recursive: true })
    const { round } = watcher(store, folder)
    await round()
    const code = async () => (await listFolders({ store, now: TEST_NOW }, [folder], { folder: null, before: null })).folders[0]?.errorCode
    expect(await code()).toBe('folder_missing')
    mkdirSync(folder.path)
    await round()
    expect(await code()).toBeNull()
    if (process.getuid?.() !== 0) {
      rmSync(join(folder.path, 'done'), { recursive: true })
      chmodSync(folder.path, 0o500)
      await round()
      expect(await code()).toBe('folder_closed')
      chmodSync(folder.path, 0o700)
    }
    utimesSync(folder.path, new Date(), new Date())
  })

  describe('a file that failed', () => {
    const TABLE = '编号,号码,钱,结果,日子\nU1,13900139001,50,成功,2026-03-14 09:00:00\nU2,13900139002,30,成功,2026-03-14 09:05:00\n'

    test('an unknown table is mapped where it lies, and read by itself once its mapping is kept', async () => {
      const store = await open()
      const folder = dropFolder()
      const { clock, round, settle } = watcher(store, folder)
      writeFileSync(join(folder.path, 'unknown.csv'), TABLE)
      await settle()
      expect(await filesOf(store)).toEqual([{ name: 'unknown.csv', state: 'failed', error_code: 'format_unknown' }])
      const context = () => testContext(store, { now: clock.at })
      const draft = valueOf(await getInboundDraft(context(), [folder], 1, { kind: 'order' }))
      expect([draft.fileName, draft.definition.header, draft.rows.length]).toEqual(['unknown.csv', ['编号', '号码', '钱', '结果', '日子'], 2])
      const constant = (value: string) => ({ ...PLAIN_RULE, constant: value })
      const from = (heading: string) => ({ ...PLAIN_RULE, from: [heading] })
      const definition = { ...draft.definition, rules: {
        order_id: from('编号'), source: constant('shop'), channel: constant('partner_api'), product: constant('sim'), target_number: from('号码'), face_amount: from('钱'), paid_amount: from('钱'), currency: constant('CNY'), payment_method: constant('other'),
        created_at: from('日子'), status: { ...from('结果'), values: { 成功: 'delivered' } },
      } }
      expect(await saveMappingForInbound(context(), [folder], { name: 'shop', definition, changes: null }, 1)).toMatchObject({ ok: true, value: { version: 1 } })
      expect(await saveMappingForInbound(context(), [folder], { name: 'again', definition, changes: null }, 1)).toMatchObject({ ok: false, refusal: { code: 'inbound_settled' } })
      expect(await filesOf(store)).toEqual([{ name: 'unknown.csv', state: 'taken', error_code: null }])
      await round()
      expect([await ordersIn(store), await filesOf(store)]).toEqual([2, [{ name: 'unknown.csv', state: 'done', error_code: null }]])
      expect([inside(folder, 'processing'), inside(folder, 'failed').filter((name) => !name.endsWith('.report.json'))]).toEqual([[], []])
      expect((await listAuditEvents(store.read, {}, null, 10)).events.map(({ action }) => action)).toContain('inbound.retried')
      // The next table with these headings needs nobody.
      writeFileSync(join(folder.path, 'later.csv'), TABLE.replaceAll('U', 'V'))
      await settle()
      expect([await ordersIn(store), (await filesOf(store)).at(-1)]).toEqual([4, { name: 'later.csv', state: 'done', error_code: null }])
    })

    test('of an archive the table that could not be read is the one to map', async () => {
      const store = await open()
      const folder = dropFolder()
      const { settle } = watcher(store, folder)
      writeFileSync(join(folder.path, 'both.zip'), zipOf([{ name: 'a-orders.csv', bytes: csv(manyRows('order', 2)) }, { name: 'b-half.csv', bytes: csv(manyRows('order', 2)).replace('target_number', 'who') }]))
      await settle()
      expect(await filesOf(store)).toEqual([{ name: 'both.zip', state: 'failed', error_code: 'header_missing' }])
      expect(await getInboundDraft(testContext(store), [folder], 1, {})).toMatchObject({ ok: true, value: { fileName: expect.stringContaining('b-half.csv') } })
    })

    test('it is tried again without a mapping too, once, and ends under a name of its own; what is gone is told', async () => {
      const store = await open()
      const folder = dropFolder()
      const { clock, round, settle } = watcher(store, folder)
      writeFileSync(join(folder.path, 'unknown.csv'), TABLE)
      await settle()
      const before = inside(folder, 'failed')
      const retry = (folders = [folder], id = 1) => retryInboundFile(testContext(store, { now: clock.at }), folders, id)
      expect(await retry([])).toMatchObject({ ok: false, refusal: { code: 'folder_gone' } })
      expect(await retry([folder], 7)).toMatchObject({ ok: false, refusal: { code: 'inbound_gone' } })
      expect(await Promise.all([retry(), retry()]).then((answers) => answers.map(({ ok }) => ok).sort())).toEqual([false, true])
      await round()
      const after = inside(folder, 'failed')
      expect([after.length, await filesOf(store)]).toEqual([3, [{ name: 'unknown.csv', state: 'failed', error_code: 'format_unknown' }]])
      expect(after).toContain(before.find((name) => name.endsWith('.report.json')))
      for (const name of after) if (!name.endsWith('.report.json')) rmSync(join(folder.path, 'failed', name))
      expect(await retry()).toMatchObject({ ok: false, refusal: { code: 'inbound_gone' } })
    })

    test('killed while it is read again, it is gone on with', async () => {
      const store = await open()
      const folder = dropFolder()
      const { clock, round, settle } = watcher(store, folder)
      writeFileSync(join(folder.path, 'broken.csv'), TABLE)
      await settle()
      const [failed = ''] = inside(folder, 'failed')
      await retryInboundFile(testContext(store, { now: clock.at }), [folder], 1)
      // The process died after it had moved the file and before it read it.
      renameSync(join(folder.path, 'failed', failed), join(folder.path, 'processing', '1-broken.csv'))
      writeFileSync(join(folder.path, 'processing', '1-broken.csv'), csv(manyRows('order', 2)))
      await round()
      expect([await ordersIn(store), await filesOf(store)]).toEqual([2, [{ name: 'broken.csv', state: 'done', error_code: null }]])
    })
  })

  test('a file of which no row was read is told apart from one that is done, with how many were set aside', async () => {
    const store = await open()
    const folder = dropFolder()
    const { clock, settle } = watcher(store, folder)
    const bad = { ...GOOD_ROWS.order, status: '?' }
    writeFileSync(join(folder.path, 'a.csv'), csv([bad]))
    writeFileSync(join(folder.path, 'b.csv'), csv([...manyRows('order', 2), { ...bad, order_id: 'b' }]))
    writeFileSync(join(folder.path, 'c.csv'), csv(manyRows('order', 2)))
    await settle()
    const view = await listFolders(testContext(store, { now: clock.at }), [folder], { folder: null, before: null })
    expect(view.files.map(({ name, state, aside }) => [name, state, aside])).toEqual([['c.csv', 'done', 0], ['b.csv', 'done', 1], ['a.csv', 'aside', 1]])
  })
})
