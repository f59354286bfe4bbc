import { expect, test } from 'vitest'
import { findTable, guessKind, guessMapping } from '../../../app/domain/intake/mapping/guess.ts'
import { textPart } from '../../../app/usecases/intake/read-feed-file.server.ts'
import { readFeed } from '../../support/foreign-files.ts'

/** Nearly as long as a cell may be. What takes the square of that takes minutes and does not end in the time of a test. */
const LENGTH = 60_000
const RUNS = ['_', ' ', '[', '(', '/', '!', ',', '1,', '-', '0', 'A ', '退款', '中_', '1 ']
const TABLES = {
  orders: [['订单号', '手机号', '面值', '实付金额', '订单状态', '下单时间', '产品名称'], ['K', '13800138000', '100', '98', '成功', '2026-09-05 08:00:00', '话费100元']],
  bank: [['交易日期', '交易时间', '摘要', '收入金额', '支出金额', '余额', '币种', '对方户名', '交易流水号'], ['2026-09-05', '08:00:00', '转账', '1.00', '', '5.00', 'CNY', '王', 'S1']],
  ledger: [['entry id', 'msisdn', 'type', 'amount', 'balance before', 'balance after', 'event time', 'dr/cr'], ['E1', '13800138000', 'refill', '10.00', '0.00', '10.00', '2026-09-05 08:00:00', 'CR']],
  partner: [['order no', 'mobile', 'denomination', 'paid', 'status', 'created', 'time', 'currency'], ['K', '13800138000', '100', '98', 'success', '2026-09-05', '08:00:00', 'CNY']],
  voucher: [['序列号', '状态', '面值', '充值号码', '使用时间'], ['S1', 'used', '100', '13800138000', '2026-09-05 08:00:00']],
} as const

const longer = (cell: string, run: string) => `${cell}${run.repeat(LENGTH / run.length)}x`
const line = (cells: readonly string[]) => cells.map((cell) => `"${cell}"`).join(',')
const setting = { country: 'CN', zone: 'Asia/Shanghai' }

test.each(Object.entries(TABLES))('S25: a cell of %s that is as long as it may be takes no more than its length, as value or as heading', async (_, [headings, values]) => {
  let read = 0
  for (const run of RUNS) {
    for (const [column] of values.entries()) {
      const grown = (cells: readonly string[]) => cells.map((cell, index) => (index === column ? longer(cell, run) : cell))
      for (const rows of [[headings, grown(values)], [grown(headings), values]]) {
        await readFeed(textPart('file', `${rows.map(line).join('\n')}\n`), 'CN')
        const table = findTable(rows.map((cells, index) => ({ line: index + 1, cells, extra: null, fault: null, raw: line(cells) })))
        if (table) guessMapping(table, guessKind(table, setting), setting, 'list')
        read += 1
      }
    }
  }
  expect(read).toBe(2 * RUNS.length * values.length)
})
