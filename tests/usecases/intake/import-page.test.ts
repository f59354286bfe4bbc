import { readdirSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { DEFAULT_PRIVACY } from '../../../app/domain/privacy/privacy-settings.ts'
import { findHeavyLookers } from '../../../app/usecases/privacy/list-access.server.ts'
import { maskPhone } from '../../../app/domain/values/masking.ts'
import { MINUTE_MS } from '../../../app/domain/values/time.ts'
import { DEFAULT_LIMITS } from '../../../app/domain/intake/limits.ts'
import { cancelImport, confirmImport } from '../../../app/usecases/intake/confirm-import.server.ts'
import type { UseCaseContext } from '../../../app/usecases/context.ts'
import { getImport, listImports } from '../../../app/usecases/intake/get-import.server.ts'
import { countStates, listFaults, listQuarantine, openQuarantinedRow, showQuarantinedRow } from '../../../app/usecases/intake/list-quarantine.server.ts'
import { dismissRow, mendRow, putRowBack } from '../../../app/usecases/intake/mend-row.server.ts'
import { dismissRows, mendRows, putRowsBack, tryRows } from '../../../app/usecases/intake/mend-rows.server.ts'
import { type JobTools, runImportJob, runPreviewJob } from '../../../app/usecases/intake/run-import.server.ts'
import { previewUpload, removeStaged, stagedPath, stageUpload, sweepUploads, type StagedFile, type UploadPayload } from '../../../app/usecases/intake/stage-upload.server.ts'
import type { Store } from '../../../db/client.ts'
import { listAuditEvents } from '../../../db/queries/audit.ts'
import { listFeedStates } from '../../../db/queries/feeds.ts'
import { ERASED_REASON } from '../../../db/queries/imports.ts'
import { checkFeedStates } from '../../../db/queries/verify.ts'
import { findJob } from '../../../db/queries/jobs.ts'
import { addStaff, forEachDialect, TEST_NOW, testContext } from '../../support/database.ts'
import { csv, GOOD_ROWS, manyRows } from '../../support/feed-rows.ts'
import { newFolder } from '../../support/folders.ts'
import { valueOf } from '../../support/result.ts'

async function* bytesOf(...parts: (string | Uint8Array)[]): AsyncIterable<Uint8Array> {
  for (const part of parts) yield typeof part === 'string' ? new TextEncoder().encode(part) : part
}

async function stage(varDir: string, name: string, ...parts: (string | Uint8Array)[]): Promise<StagedFile> {
  return valueOf(await stageUpload(varDir, { name, bytes: bytesOf(...parts) }, DEFAULT_LIMITS))
}

async function supervisor(store: Store): Promise<UseCaseContext> {
  return testContext(store, { staffId: await addStaff(store, 'mei', 'supervisor'), role: 'supervisor' })
}

const tools = (context: UseCaseContext, varDir: string): JobTools => ({ context, varDir, progress: () => {}, isStopping: () => false })

/** Runs the job an import waits for, as the worker would. */
async function work(context: UseCaseContext, varDir: string, importId: number): Promise<void> {
  const row = await context.store.read.selectFrom('imports').select('job_id').where('id', '=', importId).executeTakeFirstOrThrow()
  const job = await findJob(context.store.read, row.job_id ?? 0)
  const payload = job?.payload as UploadPayload
  if (job?.type === 'preview_import') await runPreviewJob(payload, tools(context, varDir))
  else await runImportJob(payload, tools(context, varDir))
}

forEachDialect('the import page', (open) => {
  test('upload, look, say yes, import: preview and result agree', async () => {
    const store = await open()
    const context = await supervisor(store)
    const varDir = newFolder()
    const text = csv([...manyRows('order', 3), { ...GOOD_ROWS.order, order_id: 'x', status: '?' }])
    const staged = await stage(varDir, '../../etc/订单.csv.gz', gzipSync(text))
    expect(staged.name).toBe('订单.csv.gz')
    expect(statSync(stagedPath(varDir, staged.id)).mode & 0o077).toBe(0)
    const importId = valueOf(await previewUpload(context, [staged]))
    expect(valueOf(await getImport(context, importId))).toMatchObject({ run: { state: 'previewing' }, preview: null, progress: { bytes: 0 } })
    await work(context, varDir, importId)
    const looked = valueOf(await getImport(context, importId))
    expect(looked).toMatchObject({ run: { state: 'previewed' }, preview: { files: [{ name: '订单.csv.gz', kind: 'order', encoding: 'utf-8', rows: 4, accepted: 3, quarantined: 1, rejections: [{ line: 5 }] }], refused: [] }, progress: null })
    expect(await store.read.selectFrom('orders').select('id').execute()).toEqual([])

    valueOf(await confirmImport(context, importId))
    valueOf(await confirmImport(context, importId))
    expect(await store.read.selectFrom('jobs').select('type').where('type', '=', 'import').execute()).toHaveLength(1)
    await work(context, varDir, importId)
    expect(valueOf(await getImport(context, importId))).toMatchObject({ run: { state: 'done' }, staffName: 'mei', files: [{ rows: 4, accepted: 3, quarantined: 1, state: 'done' }] })
    expect(readdirSync(join(varDir, 'uploads'))).toEqual([])
    expect(await store.read.selectFrom('jobs').select('type').where('type', '=', 'screen').execute()).toHaveLength(1)
    const actions = (await listAuditEvents(store.read, {}, null, 10)).events.map(({ action, actor }) => ({ action, actor }))
    expect(actions.map(({ action }) => action)).toEqual(['import.finished', 'import.confirmed'])
    expect(new Set(actions.map(({ actor }) => actor))).toEqual(new Set([context.actor.label]))
    expect((await listImports(context, { before: null })).imports).toMatchObject([{ run: { id: importId }, files: [{ rows: 4 }] }])
  })

  test('an import job that is run again after its files were done adds nothing, not even a line', async () => {
    const store = await open()
    const context = await supervisor(store)
    const varDir = newFolder()
    const importId = valueOf(await previewUpload(context, [await stage(varDir, 'a.csv', csv(manyRows('message', 3)))]))
    await work(context, varDir, importId)
    valueOf(await confirmImport(context, importId))
    const job = await store.read.selectFrom('jobs').selectAll().where('type', '=', 'import').executeTakeFirstOrThrow()
    const payload = JSON.parse(job.payload) as UploadPayload
    const kept = await stage(varDir, 'a.csv', csv(manyRows('message', 3)))
    await runImportJob(payload, tools(context, varDir))
    await store.write((tx) => tx.updateTable('imports').set({ state: 'running', finished_at: null }).execute())
    await stage(varDir, 'a.csv', csv(manyRows('message', 3)))
    expect(await runImportJob({ ...payload, files: [kept] }, tools(context, varDir))).toEqual({ state: 'done' })
    expect(valueOf(await getImport(context, importId))).toMatchObject({ run: { state: 'done' }, files: [{ rows: 3, accepted: 3 }] })
    expect(valueOf(await getImport(context, importId)).files).toHaveLength(1)
  })

  test('an import whose files cannot be read ends as failed, with the reason', async () => {
    const store = await open()
    const context = await supervisor(store)
    const varDir = newFolder()
    const importId = valueOf(await previewUpload(context, [await stage(varDir, 'photo.csv', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]))]))
    await work(context, varDir, importId)
    expect(valueOf(await getImport(context, importId))).toMatchObject({ run: { state: 'previewed' }, preview: { files: [], refused: [{ name: 'photo.csv', refusal: { code: 'file_binary', data: { type: 'png' } } }] } })
    expect((await listImports(context, { before: null })).imports[0]).toMatchObject({ foreseen: [], leftOut: ['photo.csv'] })
    valueOf(await confirmImport(context, importId))
    await work(context, varDir, importId)
    expect(valueOf(await getImport(context, importId))).toMatchObject({ run: { state: 'failed', error: { code: 'file_binary' } } })
  })

  test('saying no removes the files; a cancelled import cannot be confirmed', async () => {
    const store = await open()
    const context = await supervisor(store)
    const varDir = newFolder()
    const importId = valueOf(await previewUpload(context, [await stage(varDir, 'a.csv', csv(manyRows('order', 1)))]))
    expect(await confirmImport(context, importId)).toMatchObject({ ok: false, refusal: { code: 'import_not_previewed' } })
    valueOf(await cancelImport(context, varDir, importId))
    expect(readdirSync(join(varDir, 'uploads'))).toEqual([])
    expect(await confirmImport(context, importId)).toMatchObject({ ok: false, refusal: { code: 'import_not_previewed', data: { state: 'cancelled' } } })
    expect(await confirmImport(context, 999)).toMatchObject({ ok: false, refusal: { code: 'import_gone' } })
    expect(await cancelImport(context, varDir, 999)).toMatchObject({ ok: false, refusal: { code: 'import_gone' } })
    expect(await getImport(context, 999)).toMatchObject({ ok: false, refusal: { code: 'import_gone' } })
  })

  test('saying no to one of two uploads of the same bytes leaves the other', async () => {
    const store = await open()
    const context = await supervisor(store)
    const varDir = newFolder()
    const text = csv(manyRows('order', 2))
    const first = valueOf(await previewUpload(context, [await stage(varDir, 'a.csv', text)]))
    const second = valueOf(await previewUpload(context, [await stage(varDir, 'a.csv', text)]))
    for (const id of [first, second]) await work(context, varDir, id)
    valueOf(await cancelImport(context, varDir, first))
    valueOf(await confirmImport(context, second))
    await work(context, varDir, second)
    expect(valueOf(await getImport(context, second))).toMatchObject({ run: { state: 'done' }, files: [{ accepted: 2 }] })
  })

  test('S25: an upload is counted as it comes, and what is refused leaves nothing on disk', async () => {
    const varDir = newFolder()
    const limits = { ...DEFAULT_LIMITS, fileBytes: 10 }
    expect(await stageUpload(varDir, { name: 'a', bytes: bytesOf('12345', '67890') }, limits)).toMatchObject({ ok: true, value: { bytes: 10 } })
    expect(await stageUpload(varDir, { name: 'a', bytes: bytesOf('12345', '678901') }, limits)).toMatchObject({ ok: false, refusal: { code: 'file_too_large' } })
    expect(await stageUpload(varDir, { name: 'a', bytes: bytesOf() }, limits)).toMatchObject({ ok: false, refusal: { code: 'file_empty' } })
    expect(readdirSync(join(varDir, 'uploads'))).toHaveLength(1)
    expect(() => stagedPath(varDir, '../secrets.json')).toThrow()
    const store = await open()
    const context = await supervisor(store)
    expect(await previewUpload(context, [])).toMatchObject({ ok: false, refusal: { code: 'nothing_uploaded' } })
  })

  test('uploads that nobody wanted are swept after a week', async () => {
    const varDir = newFolder()
    const old = await stage(varDir, 'a', 'old')
    await stage(varDir, 'b', 'new')
    utimesSync(stagedPath(varDir, old.id), new Date(TEST_NOW - 8 * 86_400_000), new Date(TEST_NOW - 8 * 86_400_000))
    utimesSync(stagedPath(varDir, (await stage(varDir, 'b', 'new')).id), new Date(TEST_NOW), new Date(TEST_NOW))
    expect(await sweepUploads(varDir, TEST_NOW)).toBe(1)
    expect(readdirSync(join(varDir, 'uploads'))).toHaveLength(2)
    expect(await sweepUploads(join(varDir, 'none'), TEST_NOW)).toBe(0)
    await removeStaged(varDir, [old])
  })

  async function withQuarantine(store: Store): Promise<{ context: UseCaseContext; fileId: number; ids: readonly number[] }> {
    const context = await supervisor(store)
    const varDir = newFolder()
    const rows = [
      { ...GOOD_ROWS.subscriber, status: 'aktiv' }, { ...GOOD_ROWS.subscriber, subscriber_id: 'S2', id_doc_last4: '11010519491231002X' }, { ...GOOD_ROWS.subscriber, subscriber_id: 'S3' },
    ]
    const importId = valueOf(await previewUpload(context, [await stage(varDir, 's.csv', `${csv(rows)}S4,nobody\n`)]))
    await work(context, varDir, importId)
    valueOf(await confirmImport(context, importId))
    await work(context, varDir, importId)
    const { rows: listed } = await listQuarantine(context, { state: 'waiting' }, { after: null })
    return { context, fileId: listed[0]?.fileId ?? 0, ids: listed.map((row) => row.id) }
  }

  test('S72: rows opened in clear count among a person’s looks: many are an alert, too many are refused, both on record', async () => {
    const store = await open()
    const { context, ids } = await withQuarantine(store)
    const { unmaskAlert, unmaskMax } = DEFAULT_PRIVACY
    const looks = []
    for (let n = 0; n <= unmaskMax; n++) looks.push((await showQuarantinedRow(context, ids[0] ?? 0)).ok)
    expect([looks.filter(Boolean).length, looks.at(-1)]).toEqual([unmaskMax, false])
    expect((await findHeavyLookers(context)).people).toEqual([{ actor: context.actor.label, count: unmaskMax }])
    expect((await listAuditEvents(store.read, { action: 'quarantine.refused' }, null, 5)).events).toMatchObject([{ object: `quarantine:${ids[0]}`, after: { code: 'too_many_looks' } }])
    expect(await store.read.selectFrom('audit_events').select('seq').where('action', '=', 'quarantine.opened').where('after', 'like', '%"alert":true%').execute()).toHaveLength(unmaskMax - unmaskAlert)
    expect(await store.read.selectFrom('metric_hours').selectAll().where('metric', '=', 'unmasks').execute()).toHaveLength(1)
  })

  test('S72: a row is opened masked; one look shows it in clear for five minutes to whoever asked, however often it is tried meanwhile', async () => {
    const store = await open()
    const { context, ids } = await withQuarantine(store)
    const id = ids[0] ?? 0
    const looks = async () => (await store.read.selectFrom('audit_events').select('seq').where('action', '=', 'quarantine.opened').execute()).length
    const shown = async (now = context.now, who = context, given = {}) => {
      const row = valueOf(await openQuarantinedRow({ ...who, now }, id, given))
      return { phone: row.cells.find(({ column }) => column === 'contact_phone'), isClear: /15572720977|秦军勇|q@mail/.test(JSON.stringify(row)), until: row.clearUntil }
    }
    expect(await shown()).toEqual({ phone: { column: 'contact_phone', value: '155****0977', isHidden: true }, isClear: false, until: null })
    expect([await looks(), valueOf(await showQuarantinedRow(context, id)).raw.includes('15572720977'), await looks()]).toEqual([0, true, 1])
    const until = context.now + 5 * MINUTE_MS
    expect(await shown(until - 1)).toEqual({ phone: { column: 'contact_phone', value: '15572720977', isHidden: false }, isClear: true, until })
    expect(await mendRow(context, id, { status: 'gone' })).toMatchObject({ ok: false, refusal: { code: 'row_still_refused' } })
    expect([(await shown(until - 1)).isClear, (await shown(until)).isClear, await looks()]).toEqual([true, false, 1])
    const other = { ...context, actor: { ...context.actor, staffId: 99, label: 'staff:99' } }
    expect((await shown(context.now, other)).isClear).toBe(false)
    expect(valueOf(await openQuarantinedRow({ ...context }, ids[1] ?? 0)).clearUntil).toBeNull()
    // What somebody typed is theirs to see, and nothing else.
    expect((await shown(until, context, { contact_phone: '15572720977' })).phone).toEqual({ column: 'contact_phone', value: '15572720977', isHidden: false })
    expect((await shown(until, context, { contact_phone: '13800138000' })).phone).toMatchObject({ isHidden: true })
  })

  test('S71: the list shows rows masked, opening one in clear is on record', async () => {
    const store = await open()
    const { context, ids } = await withQuarantine(store)
    const { rows } = await listQuarantine(context, {}, { after: null })
    expect(rows.map(({ line, rejection }) => [line, rejection.code, rejection.field])).toEqual([[2, 'value_unknown', 'status'], [3, 'id_document_full', 'id_doc_last4'], [5, 'row_ragged', null]])
    expect(JSON.stringify(rows)).not.toMatch(/15572720977|11010519491231002X|q@mail/)
    const opened = valueOf(await showQuarantinedRow(context, ids[0] ?? 0))
    expect(opened.cells).toContainEqual({ column: 'contact_phone', value: '15572720977', isHidden: false })
    expect(opened.cells).toContainEqual({ column: 'address', value: '', isHidden: false })
    expect((await listAuditEvents(store.read, { action: 'quarantine.opened' }, null, 5)).events).toMatchObject([{ object: `quarantine:${ids[0]}`, actor: context.actor.label }])
    for (const row of [await openQuarantinedRow(context, 999), await showQuarantinedRow(context, 999)]) expect(row).toMatchObject({ ok: false, refusal: { code: 'row_gone' } })
    const sealed = await store.read.selectFrom('quarantine').selectAll().execute()
    expect(JSON.stringify(sealed)).not.toMatch(/15572720977|11010519491231002X|q@mail/)
  })

  test('a row is mended with one cell, stored as if it had come so, and the counts still add up', async () => {
    const store = await open()
    const { context, fileId, ids } = await withQuarantine(store)
    const [first = 0] = ids
    expect(await mendRow(context, first, { status: 'gone' })).toMatchObject({ ok: false, refusal: { code: 'row_still_refused', field: 'status', data: { code: 'value_unknown', reason: { text: 'gone' } } } })
    expect(valueOf(await openQuarantinedRow(context, first)).cells).toContainEqual({ column: 'status', value: 'gone', isHidden: false })
    expect(valueOf(await mendRow(context, first, { status: 'active' }))).toMatchObject({ state: 'accepted' })
    expect(await mendRow(context, first, { status: 'active' })).toMatchObject({ ok: false, refusal: { code: 'row_settled' } })
    const file = await store.read.selectFrom('import_files').selectAll().where('id', '=', fileId).executeTakeFirstOrThrow()
    expect([file.accepted, file.quarantined, file.rows]).toEqual([2, 2, 4])
    expect(await listFeedStates(store.read)).toMatchObject([{ kind: 'subscriber', rows: 2, quarantined: 2 }])
    expect(await store.read.selectFrom('subscribers').select(['subscriber_id', 'line']).where('subscriber_id', '=', 'S1').execute()).toEqual([{ subscriber_id: 'S1', line: 2 }])
    expect((await listAuditEvents(store.read, { action: 'quarantine.mended' }, null, 5)).events).toMatchObject([{ after: { changed: ['status'], outcome: 'accepted' } }])
  })

  test('a row that could not be split is mended column by column', async () => {
    const store = await open()
    const { context, ids } = await withQuarantine(store)
    const last = ids.at(-1) ?? 0
    expect(valueOf(await mendRow(context, last, { name: '无名', numbers: '13800138001', status: 'active', email: 'n@mail.example' }))).toMatchObject({ state: 'accepted' })
    expect(await store.read.selectFrom('subscribers').select('subscriber_id').where('subscriber_id', '=', 'S4').execute()).toHaveLength(1)
  })

  test('a row of a statement that names its currency above the table is mended in that currency', async () => {
    const store = await open()
    const context = await supervisor(store)
    const varDir = newFolder()
    const statement = ['Account: 123456, Currency: KWD', 'Value Date,Description,Debit,Credit,Balance,Reference', '01/06/2026,Top-up,,1.250,101.250,R1', '01/06/2026,Top-up,,five,106.250,R2', '15/06/2026,Top-up,,2.000,108.250,R3']
    const importId = valueOf(await previewUpload(context, [await stage(varDir, 'statement.csv', `${statement.join('\n')}\n`)]))
    await work(context, varDir, importId)
    valueOf(await confirmImport(context, importId))
    await work(context, varDir, importId)
    const [row] = (await listQuarantine(context, { state: 'waiting' }, { after: null })).rows
    expect(valueOf(await mendRow(context, row?.id ?? 0, { Credit: '5.000', 'Value Date': '2026-06-01' }))).toMatchObject({ state: 'accepted' })
    expect(await store.read.selectFrom('receipts').select(['currency', 'amount_minor']).orderBy('amount_minor').execute()).toEqual([1_250, 2_000, 5_000].map((amount) => ({ currency: 'KWD', amount_minor: amount })))
  })

  test('a row is dismissed with a reason, once', async () => {
    const store = await open()
    const { context, ids } = await withQuarantine(store)
    const [, second = 0] = ids
    expect(await dismissRow(context, second, '  ')).toMatchObject({ ok: false, refusal: { code: 'reason_missing' } })
    valueOf(await dismissRow(context, second, 'sent by mistake'))
    expect(await dismissRow(context, second, 'again')).toMatchObject({ ok: false, refusal: { code: 'row_settled' } })
    expect(await mendRow(context, second)).toMatchObject({ ok: false, refusal: { code: 'row_settled' } })
    expect((await listQuarantine(context, { state: 'waiting' }, { after: null })).rows).toHaveLength(2)
    expect((await listAuditEvents(store.read, { action: 'quarantine.dismissed' }, null, 5)).events).toMatchObject([{ reason: 'sent by mistake' }])
    expect((await listQuarantine(context, { state: 'dismissed' }, { after: null })).rows).toMatchObject([{ settledAt: TEST_NOW, settledBy: 'mei', dismissedFor: 'sent by mistake' }])
  })

  test('a dismissal is taken back, on record, until the text of the row is erased', async () => {
    const store = await open()
    const { context, ids } = await withQuarantine(store)
    const [first = 0, second = 0, third = 0] = ids
    const waiting = async () => (await listQuarantine(context, { state: 'waiting' }, { after: null })).rows.map((row) => row.id)
    expect(await putRowBack(context, first)).toMatchObject({ ok: false, refusal: { code: 'row_not_dismissed' } })
    expect(valueOf(await dismissRows(context, { ids: [first, second] }, 'sent by mistake'))).toEqual({ dismissed: [first, second], gone: 0 })
    expect(await waiting()).toEqual([third])
    expect((await countStates(context, {})).counts).toEqual({ waiting: 1, mended: 0, dismissed: 2 })
    expect(valueOf(await putRowsBack(context, [first, second, third]))).toEqual({ back: 2, gone: 1 })
    expect(await waiting()).toEqual(ids)
    expect(await checkFeedStates(store.read)).toEqual([])
    const { events } = await listAuditEvents(store.read, { action: 'quarantine.put_back' }, null, 5)
    expect(events).toMatchObject([second, first].map((id) => ({ object: `quarantine:${id}`, actor: `staff:${context.actor.staffId}`, at: TEST_NOW })))
    // It is mended and dismissed like any other, and the reason shown is the latest.
    expect(valueOf(await mendRow(context, first, { status: 'active' }))).toMatchObject({ state: 'accepted' })
    expect(await putRowBack(context, first)).toMatchObject({ ok: false, refusal: { code: 'row_not_dismissed' } })
    valueOf(await dismissRow(context, second, 'of another operator'))
    expect((await listQuarantine(context, { state: 'dismissed' }, { after: null })).rows).toMatchObject([{ id: second, dismissedFor: 'of another operator' }])
    await store.write((tx) => tx.updateTable('quarantine').set({ reason_data: ERASED_REASON }).where('id', '=', second).execute())
    expect(await putRowsBack(context, [second])).toMatchObject({ ok: false, refusal: { code: 'row_erased' } })
    expect(await waiting()).toEqual([third])
    expect(await checkFeedStates(store.read)).toEqual([])
  })

  test('rows that share a fault are mended in one way; one that is still refused keeps no other back', async () => {
    const store = await open()
    const context = await supervisor(store)
    const varDir = newFolder()
    const rows = ['finished', 'finished', 'finished-late'].map((status, n) => ({ ...GOOD_ROWS.order, order_id: `B${n}`, status }))
    const importId = valueOf(await previewUpload(context, [await stage(varDir, 'o.csv', csv([...rows, { ...GOOD_ROWS.order, order_id: 'B9', status: 'finished', currency: 'XXQ' }]))]))
    await work(context, varDir, importId)
    valueOf(await confirmImport(context, importId))
    await work(context, varDir, importId)
    const shared = { reason: 'value_unknown', field: 'status', kind: 'order' } as const
    expect(await listFaults(context, importId)).toEqual([{ ...shared, rows: 3 }, { kind: 'order', reason: 'currency_unknown', field: 'currency', rows: 1 }])
    expect(await mendRows(context, { filter: shared }, { type: 'replace', column: 'status', find: '', by: 'x' })).toMatchObject({ ok: false, refusal: { code: 'mend_incomplete' } })
    expect(await mendRows(context, { filter: shared }, { type: 'set', column: 'status', value: ' ' })).toMatchObject({ ok: false, refusal: { code: 'mend_incomplete' } })
    expect(await mendRows(context, { filter: shared }, null)).toMatchObject({ ok: true, value: { stored: 0, versions: 0, refused: 3, gone: 0 } })
    const finish = { type: 'replace', column: 'status', find: 'finished', by: 'delivered' } as const
    expect(await tryRows(context, { filter: shared }, { ...finish, find: '' })).toMatchObject({ ok: false, refusal: { code: 'mend_incomplete' } })
    expect(valueOf(await tryRows(context, { filter: shared }, finish))).toMatchObject({
      readable: 2, further: 0, refused: 1, shown: [{ fileName: 'o.csv', before: 'finished-late', after: 'delivered-late', rejection: { code: 'value_unknown' } }, { before: 'finished', after: 'delivered', rejection: null }, { rejection: null }],
    })
    // A look stores nothing, and a mend that gets a row no further leaves it as it came, to be mended in another way.
    expect(await listFaults(context, importId)).toEqual([{ ...shared, rows: 3 }, { kind: 'order', reason: 'currency_unknown', field: 'currency', rows: 1 }])
    expect(await mendRows(context, { filter: shared }, finish)).toMatchObject({ ok: true, value: { stored: 2, versions: 0, refused: 1, gone: 0 } })
    expect((await listQuarantine(context, { ...shared, state: 'waiting' }, { after: null })).rows).toMatchObject([{ shownValue: 'finished-late' }])
    const waiting = (await listQuarantine(context, { state: 'waiting' }, { after: null })).rows.map((row) => row.id)
    expect(await mendRows(context, { ids: waiting }, { type: 'clear', column: 'status' })).toMatchObject({ ok: true, value: { stored: 0 } })
    expect(await mendRows(context, { ids: waiting }, { type: 'set', column: 'status', value: 'delivered' })).toMatchObject({ ok: true, value: { stored: 1, versions: 0, refused: 1, gone: 0 } })
    // What gets a row past the field it was refused for is kept in it, whatever it is refused for next.
    const foreign = { ids: [waiting.at(-1) ?? 0] }
    expect(valueOf(await tryRows(context, foreign, { type: 'set', column: 'currency', value: 'CNY' }))).toMatchObject({ readable: 0, further: 1, refused: 0 })
    expect(valueOf(await mendRows(context, foreign, { type: 'set', column: 'currency', value: 'CNY' }))).toMatchObject({ stored: 0, refused: 1 })
    expect(valueOf(await tryRows(context, foreign, { type: 'set', column: 'status', value: 'delivered' }))).toMatchObject({ readable: 1, further: 0, refused: 0 })
    expect(await dismissRows(context, { ids: waiting }, ' ')).toMatchObject({ ok: false, refusal: { code: 'reason_missing' } })
    expect(await dismissRows(context, { ids: waiting }, 'no such currency')).toEqual({ ok: true, value: { dismissed: foreign.ids, gone: 1 } })
    expect(await dismissRows(context, { filter: shared }, 'none left')).toMatchObject({ ok: false, refusal: { code: 'nothing_selected' } })
    const file = await store.read.selectFrom('import_files').selectAll().executeTakeFirstOrThrow()
    expect([file.rows, file.accepted, file.quarantined]).toEqual([4, 3, 1])
    expect(await store.read.selectFrom('quarantine').select('state').orderBy('id').execute()).toEqual(['mended', 'mended', 'mended', 'dismissed'].map((state) => ({ state })))
  })

  test('rows of JSON of others go by the names of their file, in the list, in the row that is opened, and in the mend', async () => {
    const store = await open()
    const context = await supervisor(store)
    const varDir = newFolder()
    const sale = { transactionId: 1, status: 'SUCCESSFUL', recipientPhone: { countryCode: 'ML', number: '22370123456' }, requestedAmount: 9.9505, requestedAmountCurrencyCode: 'USD', operatorName: 'X', transactionDate: '2026-06-02 08:00:00' }
    const { transactionDate: _gone, ...undated } = { ...sale, transactionId: 2, requestedAmount: 5 }
    const importId = valueOf(await previewUpload(context, [await stage(varDir, 'r.json', JSON.stringify({ content: [sale, undated] }))]))
    await work(context, varDir, importId)
    valueOf(await confirmImport(context, importId))
    await work(context, varDir, importId)
    const { rows } = await listQuarantine(context, { state: 'waiting' }, { after: null })
    expect(rows.map(({ rejection, shownValue }) => [rejection.code, rejection.field, shownValue])).toEqual([['amount_decimals', 'requestedAmount', '9.9505'], ['value_missing', 'transactionDate', '']])
    const [finer, dateless] = rows.map((row) => row.id)
    const opened = valueOf(await openQuarantinedRow(context, finer ?? 0)).cells
    expect(opened).toContainEqual({ column: 'recipientPhone.number', value: maskPhone('22370123456'), isHidden: true })
    const columns = opened.map(({ column }) => column)
    expect([columns.includes('face'), new Set(columns).size]).toEqual([false, columns.length])
    expect(valueOf(await mendRows(context, { ids: [finer ?? 0] }, { type: 'set', column: 'requestedAmount', value: '9.95' }))).toEqual({ ids: [finer ?? 0], stored: 1, versions: 0, refused: 0, gone: 0 })
    expect(valueOf(await mendRow(context, dateless ?? 0, { transactionDate: '2026-06-02 09:00:00' }))).toMatchObject({ state: 'accepted' })
    expect(await store.read.selectFrom('orders').select(['order_id', 'face_minor', 'target_number']).orderBy('order_id').execute()).toEqual([
      { order_id: '1', face_minor: 995, target_number: '+22370123456' }, { order_id: '2', face_minor: 500, target_number: '+22370123456' },
    ])
  })

  test('a row of a file of others is opened with no column twice, whether the file has it or not', async () => {
    const store = await open()
    const context = await supervisor(store)
    const varDir = newFolder()
    const bill = '支付宝交易号,商户订单号,业务类型,完成时间,商家实收（元）\n2026060222001400000000000001,M1,分账,2026-06-02 10:00:00,5.00\n'
    const importId = valueOf(await previewUpload(context, [await stage(varDir, 'a.csv', bill)]))
    await work(context, varDir, importId)
    valueOf(await confirmImport(context, importId))
    await work(context, varDir, importId)
    const [row] = (await listQuarantine(context, {}, { after: null })).rows
    const columns = valueOf(await openQuarantinedRow(context, row?.id ?? 0)).cells.map(({ column }) => column)
    expect(columns.slice(0, 6)).toEqual(['支付宝交易号', '商户订单号', '业务类型', '完成时间', '商家实收（元）', '商品名称'])
    expect(columns.filter((column) => !/\p{Script=Han}/u.test(column))).toEqual([])
    expect(valueOf(await mendRow(context, row?.id ?? 0, { 业务类型: '交易', 商品名称: '话费充值-13912345678' }))).toMatchObject({ state: 'accepted' })
    expect(await store.read.selectFrom('receipts').select('number').execute()).toEqual([{ number: '+8613912345678' }])
  })

  test('two people who mend one row at once store it once', async () => {
    const store = await open()
    const { context, ids } = await withQuarantine(store)
    const [first = 0] = ids
    const answers = await Promise.all([mendRow(context, first, { status: 'active' }), mendRow(context, first, { status: 'closed' })])
    expect(answers.map((answer) => answer.ok).sort()).toEqual([false, true])
    expect(await mendRow(context, 999)).toMatchObject({ ok: false, refusal: { code: 'row_gone' } })
    expect(await mendRow(context, first, Object.fromEntries(Array.from({ length: 401 }, (_, i) => [`c${i}`, ''])))).toMatchObject({ ok: false, refusal: { code: 'row_cells' } })
  })

  test('a row of a column whose decimals stand behind a comma is mended as it stands there', async () => {
    const db = await open()
    const context = await supervisor(db)
    const varDir = newFolder()
    const staged = await stage(varDir, 'list.csv', 'order_id,mobile,amount,status,created_at\nO1,+8613800138000,"150,00",success,2026-09-05 08:00:00\nO2,+8613800138000,"1.250,50",odd,2026-09-05 08:00:00\n')
    const importId = valueOf(await previewUpload(context, [staged]))
    await work(context, varDir, importId)
    valueOf(await confirmImport(context, importId))
    await work(context, varDir, importId)
    const waiting = await db.read.selectFrom('quarantine').select('id').executeTakeFirstOrThrow()
    expect(valueOf(await mendRow(context, waiting.id, { status: 'success' }))).toMatchObject({ state: 'accepted' })
    expect((await db.read.selectFrom('orders').select(['order_id', 'face_minor']).orderBy('order_id').execute()).map((row) => [row.order_id, Number(row.face_minor)])).toEqual([['O1', 15_000], ['O2', 125_050]])
  })

  test('the list of imports tells which files print other totals than their rows, before and after they are stored', async () => {
    const db = await open()
    const context = await supervisor(db)
    const varDir = newFolder()
    const list = (total: string) => `订单号,手机号,面值,订单状态,下单时间\nO${total},13800138000,100,成功,2026-09-05 08:00:00\n合计,,${total},,\n`
    const importId = valueOf(await previewUpload(context, [await stage(varDir, 'whole.csv', list('100')), await stage(varDir, 'cut.csv', list('200'))]))
    await work(context, varDir, importId)
    const told = async () => (await listImports(context, { before: null })).imports.map(({ files, foreseen }) => (foreseen ?? files).map(({ name, warnings }) => [name, warnings.map(({ code }) => code)]))
    const expected = [[['whole.csv', []], ['cut.csv', ['total_differs']]]]
    expect(await told()).toEqual(expected)
    valueOf(await confirmImport(context, importId))
    await work(context, varDir, importId)
    expect(await told()).toEqual(expected)
  })

  test('a table that ends with its headings says so', async () => {
    const db = await open()
    const context = await supervisor(db)
    const varDir = newFolder()
    const importId = valueOf(await previewUpload(context, [await stage(varDir, 'empty.csv', '订单号,手机号,面值,订单状态,下单时间\n')]))
    await work(context, varDir, importId)
    expect((await listImports(context, { before: null })).imports[0]?.foreseen).toMatchObject([{ rows: 0, warnings: [{ code: 'no_rows' }] }])
    valueOf(await confirmImport(context, importId))
    await work(context, varDir, importId)
    expect((await listImports(context, { before: null })).imports[0]?.files).toMatchObject([{ rows: 0, warnings: [{ code: 'no_rows' }] }])
  })
})
