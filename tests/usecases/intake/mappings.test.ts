import { expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '../../../app/domain/intake/limits.ts'
import { type MappingDefinition, PLAIN_RULE } from '../../../app/domain/intake/mapping/mapping.ts'
import { confirmImport } from '../../../app/usecases/intake/confirm-import.server.ts'
import type { UseCaseContext } from '../../../app/usecases/context.ts'
import { getImport } from '../../../app/usecases/intake/get-import.server.ts'
import { pointedAnewIn } from '../../../app/http/mapping-form.ts'
import { getMappingDraft } from '../../../app/usecases/intake/get-mapping-draft.server.ts'
import { listQuarantine, showQuarantinedRow } from '../../../app/usecases/intake/list-quarantine.server.ts'
import { exportMapping, getMapping, importMappingFile, listMappings, setMappingUse } from '../../../app/usecases/intake/manage-mappings.server.ts'
import { mendRow } from '../../../app/usecases/intake/mend-row.server.ts'
import { type JobTools, runImportJob, runPreviewJob } from '../../../app/usecases/intake/run-import.server.ts'
import { saveMapping, saveMappingForImport } from '../../../app/usecases/intake/save-mapping.server.ts'
import { previewUpload, stageUpload, type UploadPayload } from '../../../app/usecases/intake/stage-upload.server.ts'
import type { Json } from '../../../app/domain/values/result.ts'
import type { Store } from '../../../db/client.ts'
import { listAuditEvents } from '../../../db/queries/audit.ts'
import { findJob } from '../../../db/queries/jobs.ts'
import { type SheetCell, workbookMembers, zipOf } from '../../support/archives.ts'
import { addStaff, forEachDialect, testContext } from '../../support/database.ts'
import { newFolder } from '../../support/folders.ts'
import { valueOf } from '../../support/result.ts'

const supervisor = async (store: Store): Promise<UseCaseContext> => testContext(store, { staffId: await addStaff(store, 'mei', 'supervisor'), role: 'supervisor' })
const tools = (context: UseCaseContext, varDir: string): JobTools => ({ context, varDir, progress: () => {}, isStopping: () => false })

async function send(context: UseCaseContext, varDir: string, name: string, bytes: Uint8Array | string): Promise<number> {
  const staged = valueOf(await stageUpload(varDir, { name, bytes: (async function* () { yield typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes })() }, DEFAULT_LIMITS))
  const importId = valueOf(await previewUpload(context, [staged]))
  await work(context, varDir, importId)
  return importId
}

/** Runs the job an import waits for, as the worker would. */
async function work(context: UseCaseContext, varDir: string, importId: number, isStopping: () => boolean = () => false): Promise<void> {
  const row = await context.store.read.selectFrom('imports').select('job_id').where('id', '=', importId).executeTakeFirstOrThrow()
  const job = await findJob(context.store.read, row.job_id ?? 0)
  const payload = job?.payload as UploadPayload
  await (job?.type === 'preview_import' ? runPreviewJob : runImportJob)(payload, { ...tools(context, varDir), isStopping })
}

async function store(context: UseCaseContext, varDir: string, importId: number): Promise<void> {
  valueOf(await confirmImport(context, importId))
  await work(context, varDir, importId)
}

const HEAD: readonly SheetCell[] = ['平台单号', '客户号码', '面额(分)', '实收(分)', '付款渠道', '下单时间', '处理结果', '店员']
const order = (id: string, changes: Partial<Record<number, SheetCell>> = {}): readonly SheetCell[] => HEAD.map((_, index) => changes[index] ?? [id, '13800138000', 10_000, 9_900, '微信', '2026-03-14 09:00:00', '充值成功', '小王'][index] ?? '')
const book = (...rows: readonly (readonly SheetCell[])[]) => zipOf(workbookMembers([['充值明细'], HEAD, ...rows, ['合计', null, 20_000]]))

const ordersOf = (db: Store) => db.read.selectFrom('orders').select(['order_id', 'paid_minor', 'status', 'version']).orderBy('order_id').execute()

forEachDialect('mapping a table nobody knows', (open) => {
  test('an unknown spreadsheet: guessed, kept, read; the next one is read by itself; what it read is named with its version', async () => {
    const db = await open()
    const context = await supervisor(db)
    const varDir = newFolder()
    const first = await send(context, varDir, '三月充值.xlsx', book(order('P-1'), order('P-2', { 4: '积分' })))
    const seen = valueOf(await getImport(context, first))
    expect(seen.preview).toMatchObject({ files: [], refused: [{ name: '三月充值.xlsx', at: '0.0', refusal: { code: 'format_unknown' } }] })
    const draft = valueOf(await getMappingDraft(context, varDir, first, '0.0', {}))
    expect(draft).toMatchObject({ refusal: null, readable: 1, suggestedName: '三月充值', definition: { kind: 'order' }, headerLine: 2 })
    expect(draft.rows.map(({ line, rejection }) => [line, rejection?.code ?? null])).toEqual([[3, null], [4, 'value_unknown']])
    expect(draft.rows[0]?.cells).toMatchObject({ order_id: 'P-1', target_number: '138****8000', paid_amount: '99.00', status: 'delivered', created_at: '2026-03-14T09:00:00+08:00' })
    expect(JSON.stringify(draft)).not.toContain('13800138000')
    expect(draft.values.payment_method).toContainEqual({ written: '积分', shown: '积分', rows: 1, meant: null })
    const kept = valueOf(await saveMappingForImport(context, { name: draft.suggestedName, definition: draft.definition, isAutomatic: true, changes: null }, first, '0.0'))
    expect(kept).toEqual({ id: 1, version: 1, isNew: true })
    await work(context, varDir, first)
    expect(valueOf(await getImport(context, first)).preview).toMatchObject({ files: [{ format: 'mapping/1/1', rows: 2, accepted: 1, quarantined: 1 }], refused: [] })
    await store(context, varDir, first)
    expect(await ordersOf(db)).toEqual([{ order_id: 'P-1', paid_minor: 9_900, status: 'delivered', version: 1 }])

    const second = await send(context, varDir, '四月.xlsx', book(order('P-3'), order('P-1', { 3: 9_800 })))
    expect(valueOf(await getImport(context, second)).preview).toMatchObject({ files: [{ format: 'mapping/1/1', accepted: 1, newVersions: 1 }], refused: [] })
    await store(context, varDir, second)
    expect(await ordersOf(db)).toMatchObject([{ order_id: 'P-1', paid_minor: 9_800, version: 2 }, { order_id: 'P-3' }])
    expect(await listMappings(context)).toMatchObject([{ name: '三月充值', version: 1, files: 2, rows: 4, by: 'mei', disabledAt: null }])
    const again = await send(context, varDir, 'again.xlsx', book(order('P-3'), order('P-1', { 3: 9_800 })))
    await store(context, varDir, again)
    expect(await listMappings(context)).toMatchObject([{ files: 2, rows: 4 }])
    expect((await listAuditEvents(db.read, {}, null, 50)).events.filter(({ action }) => action.startsWith('mapping.'))).toMatchObject([{ action: 'mapping.saved', object: 'mapping:1', after: { version: 1, kind: 'order' } }])
  })

  test.each(['a list in a document', 'an object a line'])('objects with keys nobody knows, as %s: their keys are the headings; the next file is read by itself and a row of it mended', async (shape) => {
    const db = await open()
    const context = await supervisor(db)
    const varDir = newFolder()
    const sale = (id: string, done = '充值成功') => ({ 平台单号: id, 客户: { 号码: '13800138000' }, '面额(分)': 10_000, '实收(分)': 9_900, 付款渠道: '微信', 下单时间: '2026-03-14 09:00:00', 处理结果: done })
    const file = (...sales: readonly Json[]) => (shape === 'an object a line' ? sales.map((one) => `${JSON.stringify(one)}\n`).join('') : JSON.stringify({ code: 0, data: { list: sales } }))
    const first = await send(context, varDir, 'march.json', file({ ...sale('P-1'), 店员: '小王' }, sale('P-2')))
    expect(valueOf(await getImport(context, first)).preview).toMatchObject({ files: [], refused: [{ refusal: { code: 'format_unknown' } }] })
    const draft = valueOf(await getMappingDraft(context, varDir, first, '0.0', {}))
    expect(draft).toMatchObject({ refusal: null, readable: 2, suggestedName: 'march', definition: { kind: 'order' }, headerLine: 0, lines: [] })
    expect(draft.columns.map(({ heading }) => heading)).toEqual(['平台单号', '客户.号码', '面额(分)', '实收(分)', '付款渠道', '下单时间', '处理结果', '店员'])
    valueOf(await saveMappingForImport(context, { name: 'march', definition: draft.definition, isAutomatic: true, changes: null }, first, '0.0'))
    await work(context, varDir, first)
    await store(context, varDir, first)
    expect(await ordersOf(db)).toMatchObject([{ order_id: 'P-1', paid_minor: 9_900, status: 'delivered' }, { order_id: 'P-2' }])

    const second = await send(context, varDir, 'april.json', file(sale('P-3'), sale('P-4', '不详'), { 别的: '1' }))
    await store(context, varDir, second)
    const { rows } = await listQuarantine(context, {}, { after: null })
    expect(rows.map(({ rejection: { code, field } }) => [code, field])).toEqual([['value_unknown', '处理结果'], ['value_missing', '客户.号码']])
    expect(valueOf(await mendRow(context, rows[0]?.id ?? 0, { 处理结果: '充值成功' }))).toMatchObject({ state: 'accepted' })
    expect((await ordersOf(db)).map(({ order_id }) => order_id)).toEqual(['P-1', 'P-2', 'P-3', 'P-4'])

    // The keys of all objects at the beginning count, not those of the first alone.
    const { 处理结果: _, ...open5 } = sale('P-5')
    await store(context, varDir, await send(context, varDir, 'may.json', file(open5, sale('P-6'))))
    expect((await ordersOf(db)).map(({ order_id }) => order_id)).toContain('P-6')
  })

  test('a column that is pointed at another of the table is read as that one most likely is, and not as the former was', async () => {
    const db = await open()
    const context = await supervisor(db)
    const varDir = newFolder()
    const head: readonly SheetCell[] = ['平台单号', '客户号码', '商品', '实收(分)', '实收(元)', '下单时间', '处理结果']
    const row: readonly SheetCell[] = ['P-1', '13800138000', '全国话费 13900139000 快充', 9_900, '99.00', '2026-03-14 09:00:00', '充值成功']
    const first = await send(context, varDir, 'a.xlsx', zipOf(workbookMembers([head, row])))
    const { definition } = valueOf(await getMappingDraft(context, varDir, first, '0.0', {}))
    const rules = { ...definition.rules, confirm_number: { ...PLAIN_RULE, from: ['商品'] }, paid_amount: { ...PLAIN_RULE, unit: 'minor' as const, from: ['实收(元)'] } }
    const draw = async (pointed: readonly string[]) => valueOf(await getMappingDraft(context, varDir, first, '0.0', { definition: { ...definition, rules }, pointed })).definition.rules
    expect(await draw(['confirm_number', 'paid_amount'])).toMatchObject({ confirm_number: { from: ['商品'], take: 'number' }, paid_amount: { from: ['实收(元)'], unit: 'major' } })
    expect(await draw([])).toMatchObject({ confirm_number: { take: null }, paid_amount: { unit: 'minor' } })
    const form = { kind: 'order', 'r.confirm_number.was': '', 'r.confirm_number.from': ['商品', ''], 'r.paid_amount.was': '实收(元)', 'r.paid_amount.from': ['实收(元)', ''] }
    expect(pointedAnewIn(form)).toEqual(['confirm_number'])
  })

  test('a new version reads the same file anew and changes what it reads; a row set aside is mended with it, and says so', async () => {
    const db = await open()
    const context = await supervisor(db)
    const varDir = newFolder()
    const first = await send(context, varDir, 'a.xlsx', book(order('P-1'), order('P-2', { 4: '积分' })))
    const draft = valueOf(await getMappingDraft(context, varDir, first, '0.0', {}))
    valueOf(await saveMappingForImport(context, { name: 'a', definition: draft.definition, isAutomatic: true, changes: null }, first, '0.0'))
    await work(context, varDir, first)
    await store(context, varDir, first)
    const [aside] = (await listQuarantine(context, { state: 'waiting' }, { after: null })).rows
    expect(aside).toMatchObject({ rejection: { code: 'value_unknown', field: '付款渠道' }, shownValue: '积分' })
    expect(valueOf(await showQuarantinedRow(context, aside?.id ?? 0)).cells.slice(0, 2)).toMatchObject([{ column: '平台单号', value: 'P-2' }, { column: '客户号码', value: '13800138000' }])

    const rules = draft.definition.rules
    const wider: MappingDefinition = { ...draft.definition, rules: { ...rules, payment_method: { ...(rules.payment_method ?? PLAIN_RULE), values: { ...rules.payment_method?.values, 积分: 'other' } }, paid_amount: { ...(rules.paid_amount ?? PLAIN_RULE), from: ['面额(分)'] } } }
    const change = { name: 'a', definition: wider, isAutomatic: true }
    expect(valueOf(await saveMapping(context, { ...change, changes: { id: 1, version: 1 } }))).toEqual({ id: 1, version: 2, isNew: true })
    expect(await saveMapping(context, { ...change, changes: { id: 1, version: 1 } })).toMatchObject({ ok: false, refusal: { code: 'mapping_changed' } })
    expect(valueOf(await saveMapping(context, { ...change, changes: { id: 1, version: 2 } }))).toEqual({ id: 1, version: 2, isNew: false })
    valueOf(await mendRow(context, aside?.id ?? 0))
    expect(await db.read.selectFrom('quarantine').select(['state', 'read_by']).execute()).toEqual([{ state: 'mended', read_by: 'mapping/1/2' }])

    const again = await send(context, varDir, 'a.xlsx', book(order('P-1'), order('P-2', { 4: '积分' })))
    await store(context, varDir, again)
    expect(await ordersOf(db)).toMatchObject([{ order_id: 'P-1', paid_minor: 10_000, version: 2 }, { order_id: 'P-2', paid_minor: 10_000, version: 1 }])
    expect((await db.read.selectFrom('import_files').select(['format']).orderBy('id').execute()).map(({ format }) => format)).toEqual(['mapping/1/1', 'mapping/1/2'])
    expect(valueOf(await getMapping(context, 1)).versions.map(({ version }) => version)).toEqual([2, 1])
  })

  test('a new version that is saved while an import runs does not read the rest of its file', async () => {
    const db = await open()
    const context = await supervisor(db)
    const varDir = newFolder()
    const rows = Array.from({ length: 1_200 }, (_, index) => order(`P-${String(index).padStart(4, '0')}`))
    const text = [HEAD, ...rows].map((cells) => cells.join(',')).join('\n')
    const first = await send(context, varDir, 'a.csv', text)
    const draft = valueOf(await getMappingDraft(context, varDir, first, '0.0', {}))
    valueOf(await saveMappingForImport(context, { name: 'a', definition: draft.definition, isAutomatic: true, changes: null }, first, '0.0'))
    await work(context, varDir, first)
    valueOf(await confirmImport(context, first))
    await work(context, varDir, first, () => true)
    expect(await db.read.selectFrom('import_files').select(['rows', 'state']).execute()).toEqual([{ rows: 500, state: 'running' }])
    const other = { ...draft.definition, rules: { ...draft.definition.rules, paid_amount: { ...PLAIN_RULE, from: ['面额(分)'] } } }
    valueOf(await saveMapping(context, { name: 'a', definition: other, isAutomatic: true, changes: { id: 1, version: 1 } }))
    await work(context, varDir, first)
    expect(await db.read.selectFrom('import_files').select(['format', 'rows', 'state']).execute()).toEqual([{ format: 'mapping/1/1', rows: 1_200, state: 'done' }])
    expect(new Set((await ordersOf(db)).map(({ paid_minor }) => paid_minor))).toEqual(new Set([9_900]))
  })

  test('one header has one mapping that reads it by itself; out of use it reads nothing; names are given once', async () => {
    const db = await open()
    const context = await supervisor(db)
    const varDir = newFolder()
    const first = await send(context, varDir, 'a.xlsx', book(order('P-1')))
    const { definition } = valueOf(await getMappingDraft(context, varDir, first, '0.0', {}))
    valueOf(await saveMapping(context, { name: 'a', definition, isAutomatic: true, changes: null }))
    expect(await saveMapping(context, { name: 'b', definition, isAutomatic: true, changes: null })).toMatchObject({ ok: false, refusal: { code: 'mapping_header_taken', data: { name: 'a' } } })
    expect(await saveMapping(context, { name: ' a ', definition, isAutomatic: false, changes: null })).toMatchObject({ ok: false, refusal: { code: 'mapping_name_taken' } })
    expect(await saveMapping(context, { name: '', definition, isAutomatic: false, changes: null })).toMatchObject({ ok: false, refusal: { code: 'mapping_name' } })
    valueOf(await saveMapping(context, { name: 'b', definition, isAutomatic: false, changes: null }))
    valueOf(await setMappingUse(context, 1, true))
    const second = await send(context, varDir, 'b.xlsx', book(order('P-2')))
    expect(valueOf(await getImport(context, second)).preview?.refused).toMatchObject([{ refusal: { code: 'format_unknown' } }])
    // One that is used by choice reads the file it was chosen for.
    valueOf(await saveMappingForImport(context, { name: 'b', definition, isAutomatic: false, changes: { id: 2, version: 1 } }, second, '0.0'))
    await work(context, varDir, second)
    expect(valueOf(await getImport(context, second)).preview?.files).toMatchObject([{ format: 'mapping/2/1', accepted: 1 }])
    valueOf(await setMappingUse(context, 1, false))
    expect((await listAuditEvents(db.read, {}, null, 50)).events.map(({ action }) => action).filter((action) => action.startsWith('mapping.'))).toEqual(['mapping.enabled', 'mapping.disabled', 'mapping.saved', 'mapping.saved'])
  })

  test('as a file: taken out, taken in elsewhere, and taken in again it is the same', async () => {
    const db = await open()
    const context = await supervisor(db)
    const varDir = newFolder()
    const first = await send(context, varDir, 'a.xlsx', book(order('P-1')))
    const { definition } = valueOf(await getMappingDraft(context, varDir, first, '0.0', {}))
    valueOf(await saveMapping(context, { name: '代理商', definition, isAutomatic: true, changes: null }))
    const { name, text } = valueOf(await exportMapping(context, 1, null))
    expect(name).toBe('代理商-v1')
    expect((await listAuditEvents(db.read, {}, null, 1)).events).toMatchObject([{ action: 'export.written', object: 'export:mapping' }])
    expect(valueOf(await importMappingFile(context, text))).toMatchObject({ id: 1, version: 1, isNew: false })
    const elsewhere = await open()
    const there = await supervisor(elsewhere)
    expect(valueOf(await importMappingFile(there, text))).toMatchObject({ version: 1, isNew: true })
    const read = await send(there, varDir, 'b.xlsx', book(order('P-9')))
    expect(valueOf(await getImport(there, read)).preview?.files).toMatchObject([{ format: 'mapping/1/1', accepted: 1 }])
    const changed = JSON.parse(text) as { rules: Record<string, Json> }
    changed.rules.channel = { constant: 'partner_api' }
    expect(valueOf(await importMappingFile(context, JSON.stringify(changed)))).toMatchObject({ version: 2, isNew: true })
    // Under another name it is taken in all the same, and leaves the headings to the one that has them.
    expect(valueOf(await importMappingFile(context, JSON.stringify({ ...changed, name: '另一个' })))).toMatchObject({ version: 1, isNew: true, beside: '代理商' })
    expect((await listMappings(context)).map(({ name, isAutomatic }) => [name, isAutomatic]).sort()).toEqual([['代理商', true], ['另一个', false]].sort())
    expect(await importMappingFile(context, '{}')).toMatchObject({ ok: false, refusal: { code: 'mapping_file' } })
  })

  test('what cannot be mapped says why', async () => {
    const db = await open()
    const context = await supervisor(db)
    const varDir = newFolder()
    const code = async (importId: number, at = '0.0') => { const draft = await getMappingDraft(context, varDir, importId, at, {}); return draft.ok ? 'ok' : draft.refusal.code }
    const words = await send(context, varDir, 'words.txt', 'one\ntwo\nthree\n')
    expect([await code(words), await code(words, '0.7'), await code(words, '5.0'), await code(99)]).toEqual(['table_missing', 'file_gone', 'file_gone', 'import_gone'])
    const picture = await send(context, varDir, 'x.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 4))
    expect(await code(picture)).toBe('file_binary')
  })
})
