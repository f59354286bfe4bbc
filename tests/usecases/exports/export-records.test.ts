import { expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '../../../app/domain/intake/limits.ts'
import { delimitedReader } from '../../../app/domain/intake/delimited.ts'
import type { RecordKind } from '../../../app/domain/intake/record.ts'
import { EXPORT_KINDS, type ExportDone, type ExportOrder, exportText } from '../../../app/usecases/exports/export-records.server.ts'
import { performAction } from '../../../app/usecases/actions/perform-action.server.ts'
import { importFiles } from '../../../app/usecases/intake/import-files.server.ts'
import { screenPending } from '../../../app/usecases/screening/screen-records.server.ts'
import type { Store } from '../../../db/client.ts'
import { listAuditEvents } from '../../../db/queries/audit.ts'
import { forEachDialect, TEST_NOW, testContext, testKeys } from '../../support/database.ts'
import { moneyScene } from '../../support/money.ts'
import { type Cells, csv, GOOD_ROWS, inputOf, manyRows } from '../../support/feed-rows.ts'

const ORDER: ExportOrder = { kind: 'orders', format: 'ndjson', since: null, isClear: false, mostRows: 1_000_000 }
const PERSONAL = /13800138000|15572720977|秦军勇|q@mail\.example|p@mail\.example|赵四/

async function exported(store: Store, order: Partial<ExportOrder>): Promise<{ text: string; done: ExportDone | undefined }> {
  const told: { done?: ExportDone } = {}
  let text = ''
  for await (const piece of exportText(testContext(store), { ...ORDER, ...order }, told)) text += piece
  return { text, done: told.done }
}

function rowsOfCsv(text: string): readonly Cells[] {
  const reader = delimitedReader(DEFAULT_LIMITS)
  const [header, ...rows] = [...reader.push(text), ...reader.end()].map((row) => row.cells ?? [])
  return rows.map((cells) => Object.fromEntries(cells.map((cell, index) => [header?.[index] ?? '', cell])))
}

const take = (store: Store, ...files: readonly string[]) => importFiles(testContext(store), files.map((text, index) => inputOf(`${index}.csv`, text)), { origin: 'command', limits: DEFAULT_LIMITS })

const EVIL = ['=HYPERLINK("http://evil.example","x")', '+1+cmd', '@SUM(1)', '-2+3', '\t=1', ' =1', '\u200b=2', "'=3", 'a "quoted", text\n=second line', '正常']

forEachDialect('exports', (open) => {
  test('every kind can be exported in both formats, and each is on record', async () => {
    const store = await open()
    await take(store, csv([...manyRows('order', 3, (i) => (i === 0 ? { remark: '加微信 vx888 http://10086-pay.top/' } : {})), { ...GOOD_ROWS.order, status: '?' }]), csv([GOOD_ROWS.receipt]), csv([GOOD_ROWS.profile_change]))
    await screenPending(store, testKeys, { now: TEST_NOW })
    for (const kind of EXPORT_KINDS) {
      const ndjson = await exported(store, { kind })
      const lines = ndjson.text.split('\n').filter((line) => line !== '')
      expect(lines.length, kind).toBe(ndjson.done?.rows)
      for (const line of lines) expect(typeof JSON.parse(line)).toBe('object')
      const table = await exported(store, { kind, format: 'csv' })
      // The audit has grown by the export before.
      expect(rowsOfCsv(table.text).length, kind).toBe(table.done?.rows)
    }
    const { events } = await listAuditEvents(store.read, { action: 'export.written' }, null, 50)
    expect(events).toHaveLength(EXPORT_KINDS.length * 2)
    expect(events.at(-1)).toMatchObject({ object: `export:${EXPORT_KINDS[0]}`, after: { format: 'ndjson', isClear: false } })
  })

  test('rows of flags are exactly what was promised', async () => {
    const store = await open()
    await take(store, csv([{ ...GOOD_ROWS.order, remark: '请登录 http://10086-pay.top/ 领取' }]))
    await screenPending(store, testKeys, { now: TEST_NOW })
    const { text } = await exported(store, { kind: 'flags' })
    const rows = text.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(['recordKind', 'recordId', 'orderId', 'flag', 'rule', 'score', 'band', 'evidence', 'at'])
      expect(row).toMatchObject({ recordKind: 'order', recordId: 'A1', orderId: 'A1', at: '2026-03-13T16:22:12Z' })
      expect(String(row.flag)).toMatch(/^[a-z_]+\/[a-z-]+$/)
      expect(['hold', 'review', 'same_day', 'log']).toContain(row.band)
    }
  })

  test('S71: personal values are hidden in every export', async () => {
    const store = await open()
    await take(
      store, csv([{ ...GOOD_ROWS.order, payer_name: '赵四', remark: '打给 13800138000', shelf: '13800138000' }, { ...GOOD_ROWS.order, order_id: 'B', status: '?', payer_name: '赵四' }]),
      csv([{ ...GOOD_ROWS.receipt, number: '13800138000', text: '话费充值-13800138000' }]), csv([GOOD_ROWS.profile_change]), csv([{ ...GOOD_ROWS.subscriber, status: '?' }]),
    )
    for (const kind of EXPORT_KINDS) {
      for (const format of ['ndjson', 'csv'] as const) {
        const { text } = await exported(store, { kind, format })
        // A row that could not be read is text without columns: numbers, mails and codes in it are hidden, names cannot be told.
        expect(kind === 'quarantine' ? text.replaceAll(/赵四|秦军勇/g, '') : text, `${kind} ${format}`).not.toMatch(PERSONAL)
      }
    }
  })

  test('S41: spreadsheet formulas are guarded, and an export in clear, taken in again, is nothing new', async () => {
    const store = await open()
    await take(
      store, csv(manyRows('order', EVIL.length, (i) => ({ remark: EVIL[i] ?? '', payer_name: (EVIL[i] ?? '').replaceAll(/[\n\t]/g, ''), shelf: EVIL[i]?.replaceAll('\n', ' ') ?? '' }))),
      csv(manyRows('receipt', EVIL.length, (i) => ({ text: EVIL[i] ?? '' }))), csv([GOOD_ROWS.profile_change]),
    )
    const kinds: readonly (readonly [ExportOrder['kind'], RecordKind])[] = [['orders', 'order'], ['receipts', 'receipt'], ['profile-changes', 'profile_change']]
    for (const [kind, recordKind] of kinds) {
      const table = await exported(store, { kind, format: 'csv', isClear: true })
      for (const row of rowsOfCsv(table.text)) for (const cell of Object.values(row)) expect(/^[\s\p{Cf}]*[=+\-@\t]/u.test(cell) && !/^-?[\d.]+$/.test(cell), cell).toBe(false)
      const lines = await exported(store, { kind, format: 'ndjson', isClear: true })
      const again = await take(store, table.text, lines.text)
      expect(again.refused).toEqual([])
      expect(again.files).toHaveLength(2)
      for (const file of again.files) expect(file).toMatchObject({ kind: recordKind, accepted: 0, newVersions: 0, quarantined: 0, unchanged: file.rows })
    }
  })

  test('an export with hidden values is refused on the way in: it would replace the real ones', async () => {
    const store = await open()
    await take(store, csv(manyRows('order', 2)))
    for (const format of ['csv', 'ndjson'] as const) {
      const { text } = await exported(store, { format })
      expect((await take(store, text)).refused).toMatchObject([{ refusal: { code: 'export_masked' } }])
    }
  })

  test('since, limit and many pages', async () => {
    const store = await open()
    await take(store, csv(manyRows('order', 1_203, (i) => ({ created_at: `2026-03-${i < 1_000 ? '14' : '15'}T10:00:00+08:00` }))))
    expect((await exported(store, {})).done).toEqual({ rows: 1_203, isCut: false })
    expect((await exported(store, { since: Date.UTC(2026, 2, 15) })).done).toEqual({ rows: 203, isCut: false })
    expect((await exported(store, { mostRows: 700 })).done).toEqual({ rows: 700, isCut: true })
    expect((await exported(store, { mostRows: 1_203 })).done).toEqual({ rows: 1_203, isCut: false })
    const ids = (await exported(store, {})).text.trimEnd().split('\n').map((line) => (JSON.parse(line) as { order_id: string }).order_id)
    expect(new Set(ids).size).toBe(1_203)
  })

  test('what staff asked for is written with its state, whether it took effect or not', async () => {
    const store = await open()
    const s = await moneyScene(store)
    await take(store, csv([GOOD_ROWS.subscriber]))
    const request = await performAction(s.as(s.ann), { kind: 'profile_change', actionId: null, command: { type: 'request', field: 'email', newValue: 'new@mail.example', channel: 'service_counter', reason: 'asked at the counter' }, subject: { subjectKey: 'subscriber:S1' } })
    expect(request).toMatchObject({ ok: true })
    const opened = await performAction(s.as(s.ann), { kind: 'wrong_number', actionId: null, command: { type: 'open', intended: '+8613800005687' }, subject: { orderRowId: s.orderRowId } })
    expect(opened).toMatchObject({ ok: true })
    const recorded = await performAction(s.as(s.bob), { kind: 'outside_return', actionId: null, command: { type: 'record', road: 'chargeback', amountMinor: 1_000, reference: 'CB-0001', scheme: 'visa', code: '13.1' }, subject: { orderRowId: s.orderRowId } })
    expect(recorded).toMatchObject({ ok: true })
    const rows = async (kind: ExportOrder['kind'], isClear = false) => (await exported(store, { kind, isClear })).text.trimEnd().split('\n').map((line) => JSON.parse(line) as unknown)
    expect(await rows('profile-requests')).toMatchObject([{ subscriberId: 'S1', field: 'email', newValue: 'n***@mail.example', state: 'requested', maker: 'ann', checker: null, tookEffectAt: null }])
    expect(await rows('profile-requests', true)).toMatchObject([{ newValue: 'new@mail.example' }])
    expect(await rows('wrong-numbers')).toMatchObject([{ state: 'open', slip: 'transposed', intended: expect.stringContaining('***'), answeredBy: null }])
    expect(await rows('outside-returns')).toMatchObject([{ road: 'chargeback', state: 'open', amount: '10.00', reference: 'CB-0001', code: '13.1', answerBy: expect.any(String) }])
  })
})
