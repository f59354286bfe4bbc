import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DEFAULT_LIMITS, type IntakeLimits } from '../../../app/domain/intake/limits.ts'
import type { Order, Receipt } from '../../../app/domain/intake/record.ts'
import { openFileParts } from '../../../app/usecases/intake/open-archive.server.ts'
import { inspectPart } from '../../../app/usecases/intake/read-feed-file.server.ts'
import { type Member, type SheetCell, workbookMembers, zipOf } from '../../support/archives.ts'
import { csv, manyRows } from '../../support/feed-rows.ts'
import { sharedFolder } from '../../support/folders.ts'
import { inGb18030, readFeed, wasRead } from '../../support/foreign-files.ts'

const folder = sharedFolder()
let files = 0

async function opened(bytes: Uint8Array, limits: IntakeLimits = DEFAULT_LIMITS) {
  const path = join(folder, `${++files}`)
  writeFileSync(path, bytes)
  return openFileParts(path, limits, 'sent.bin')
}

/** What becomes of an archive: each member by name with its feed or the code of its refusal, or the code for all of it. */
async function outcome(bytes: Uint8Array, limits: IntakeLimits = DEFAULT_LIMITS): Promise<unknown> {
  const parts = await opened(bytes, limits)
  if (!parts.ok) return parts.refusal.code
  const found: unknown[] = []
  for (const part of parts.value) {
    const inspected = await inspectPart(part, limits)
    found.push([part.name, inspected.ok ? `${inspected.value.feed.id} ${inspected.value.rows}` : inspected.refusal.code])
  }
  return found
}

const ORDERS = csv(manyRows('order', 3))
const LEDGER = csv(manyRows('ledger', 2))

describe('zip archives', () => {
  test('several members, names in GBK, litter left out, names never paths', async () => {
    expect(await outcome(zipOf([
      { name: inGb18030('账单/订单明细.csv'), bytes: ORDERS }, { name: '../../etc/ledger.csv', bytes: LEDGER }, { name: 'empty/', bytes: '' }, { name: '__MACOSX/x.csv', bytes: 'x' }, { name: '说明.txt', bytes: 'hello there\n' },
    ]))).toEqual([['sent.bin/订单明细.csv', 'own_orders 3'], ['sent.bin/ledger.csv', 'own_ledger 2'], ['sent.bin/说明.txt', 'format_unknown']])
  })

  test('S29: archives in archives, links, passwords and too many members are refused', async () => {
    expect(await outcome(zipOf([{ name: 'a.zip', bytes: zipOf([{ name: 'b.csv', bytes: ORDERS }]) }]))).toEqual([['sent.bin/a.zip', 'file_binary']])
    expect(await outcome(zipOf([{ name: 'link', bytes: '/etc/passwd', mode: 0o120777 }]))).toBe('archive_link')
    expect(await outcome(zipOf([{ name: 'secret.csv', bytes: ORDERS, flags: 1 }]))).toBe('archive_encrypted')
    const many: Member[] = Array.from({ length: 4 }, (_, index) => ({ name: `${index}.csv`, bytes: ORDERS }))
    expect(await outcome(zipOf(many), { ...DEFAULT_LIMITS, archiveMembers: 3 })).toBe('too_many_members')
    expect(await outcome(zipOf([{ name: 'empty/', bytes: '' }]))).toBe('archive_empty')
  })

  test('S25: bombs, lies about sizes, cut and damaged archives', async () => {
    const bomb = zipOf([{ name: 'bomb.csv', bytes: `${ORDERS.split('\n')[0]}\n${'A,'.repeat(6 * 1024 ** 2)}` }])
    expect(await outcome(bomb)).toEqual([['sent.bin/bomb.csv', 'unpack_ratio']])
    expect(await outcome(bomb, { ...DEFAULT_LIMITS, unpackedBytes: 1024 ** 2 })).toBe('unpacked_too_large')
    expect(await outcome(zipOf([{ name: 'liar.csv', bytes: ORDERS, claimedBytes: 10 }]))).toEqual([['sent.bin/liar.csv', 'archive_broken']])
    const whole = zipOf([{ name: 'a.csv', bytes: csv(manyRows('order', 300)) }])
    expect(await outcome(whole.subarray(0, whole.length - 30))).toBe('archive_broken')
    const damaged = Buffer.from(whole)
    damaged.fill(0x55, 60, 120)
    expect(await outcome(damaged)).toEqual([['sent.bin/a.csv', 'archive_broken']])
  })
})

const TRADE = '4200001111202605011111111111'
const WECHAT: readonly (readonly SheetCell[])[] = [
  ['微信支付账单明细'], [], ['共2笔记录'], ['支出：2笔 60.05元'], ['----------------------微信支付账单明细列表--------------------'],
  ['交易时间', '交易类型', '交易对方', '商品', '收/支', '金额(元)', '支付方式', '当前状态', '交易单号', '商户单号', '备注'],
  [{ day: '46143.354166666664' }, '商户消费', '某通信 & <公司>', '话费充值,\n"13800138000"', '支出', 49.950000000000003, '零钱', '支付成功', TRADE, 'K1', '/'],
  ['2026-05-01 09:00:00', '商户消费', '某通信公司', '话费', '支出', '¥10.10', '零钱', '支付成功', 4.200001111202605e27, 'K2'],
]

describe('spreadsheets', () => {
  const read = async (rows: readonly (readonly SheetCell[])[], isInline = false) => {
    const parts = await opened(zipOf(workbookMembers(rows, isInline)))
    if (!parts.ok || !parts.value[0]) throw new Error(JSON.stringify(parts))
    return wasRead(await readFeed(parts.value[0]))
  }

  test("WeChat's export: days, numbers and texts as people see them; a number the spreadsheet rounded is refused", async () => {
    for (const isInline of [false, true]) {
      const file = await read(WECHAT, isInline)
      expect([file.feed, file.warnings]).toEqual(['wechat_personal', []])
      expect(file.records as readonly Receipt[]).toMatchObject([{ receiptId: TRADE, amountMinor: 4995, occurredAt: Date.parse('2026-05-01T08:30:00+08:00'), payee: '某通信 & <公司>', text: '话费充值,\n"13800138000"', number: '+8613800138000' }])
      expect(file.rejections.map(({ rejection }) => [rejection.code, rejection.field])).toEqual([['id_scientific', '交易单号']])
    }
  })

  test('formulas are their results; one that nothing has reckoned is no empty cell, and a tail that a spreadsheet does not show is dropped', async () => {
    const head = ['order no', 'mobile', 'denomination', 'cost', 'status', 'created', 'remark']
    const row = (no: string, cost: SheetCell, remark: SheetCell = null): readonly SheetCell[] => [no, '13800138000', 100, cost, 'success', '2026-09-05 08:00:00', remark]
    const file = await read([head, row('K1', { formula: 'C2*0.99', result: '99' }), row('K2', { formula: 'C3*0.99', result: '' }), row('K3', { formula: '49.8+49.8', result: '99.600000000000009' }, { formula: 'IF(A1="","",A1)', result: '', isText: true }), ['合计', null, { formula: 'SUM(C2:C4)', result: '' }]])
    expect((file.records as readonly Order[]).map((one) => [one.orderId, one.paidMinor])).toEqual([['K1', 9_900], ['K3', 9_960]])
    expect(file.rejections.map(({ line, rejection }) => [line, rejection.code, rejection.field])).toEqual([[3, 'amount_form', 'cost']])
  })

  test('S25: entity definitions, endless cells and broken sheets are refused, nothing expands', async () => {
    const withSheet = (xml: string) => zipOf(workbookMembers(WECHAT).map((member) => (member.name === 'xl/worksheets/sheet1.xml' ? { ...member, bytes: xml } : member)))
    const code = async (bytes: Uint8Array) => ((await outcome(bytes)) as unknown[][])[0]?.[1]
    expect(await code(withSheet('<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row r="1"><c><v>&b;</v></c></row></sheetData></worksheet>'))).toBe('sheet_doctype')
    expect(await code(withSheet('<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'))).toBe('sheet_broken')
    expect(await code(withSheet('<worksheet><sheetData><row r="99999999"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'))).toBe('sheet_broken')
    expect(await code(withSheet('<worksheet><sheetData><row r="1"><c r="ZZZ1"><v>1</v></c></row></sheetData></worksheet>'))).toBe('sheet_too_large')
    expect(await code(withSheet(`<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${'y'.repeat(3 * 1024 ** 2)}</t></is></c></row></sheetData></worksheet>`))).toBe('sheet_too_large')
    expect(await outcome(zipOf(workbookMembers([['just', 'words']])))).toEqual([['sent.bin', 'format_unknown']])
  })
})
