import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LedgerEntry, Order, Receipt } from '../../../app/domain/intake/record.ts'
import { boardEntry, boardLines, dayBalances } from '../../../app/domain/reconciliation/board.ts'
import { EXAMPLE_AT } from '../../../app/domain/signals/examples.ts'
import { exampleLedgerEntry, exampleOrder, exampleReceipt } from '../../../app/domain/signals/facts-builder.ts'
import { DAY_MS } from '../../../app/domain/values/time.ts'

const LATE = { statements: EXAMPLE_AT + 9 * DAY_MS, ledger: EXAMPLE_AT + 9 * DAY_MS }
const EARLY = { statements: EXAMPLE_AT - DAY_MS, ledger: EXAMPLE_AT - DAY_MS }
const base: Partial<Order> = { merchantOrderNo: 'M1', operatorTxnId: 'X1', paidMinor: 10_000, faceMinor: 10_000, paidAt: EXAMPLE_AT }

function entry(order: Partial<Order>, receipts: readonly Partial<Receipt>[], ledger: readonly Partial<LedgerEntry>[], horizon = LATE) {
  const made = exampleOrder({ ...base, ...order })
  return boardEntry(made, receipts.map((receipt, index) => exampleReceipt({ channelTradeNo: `T${index}`, ...receipt }, made)), ledger.map((row) => exampleLedgerEntry(row, made)), horizon)
}

describe('an order on the board', () => {
  test.each([
    ['matched', {}, [{}], [{}]],
    ['matched', {}, [{ channelTradeNo: 'T' }, { channelTradeNo: 'T', source: 'bank' }], [{}]],
    ['matched', { feeMinor: 50 }, [{ amountMinor: 10_050 }], [{}]],
    ['missing', {}, [], [{}]],
    ['missing', {}, [{ source: 'customer_upload' }], [{}]],
    ['missing_credit', {}, [{}], []],
    ['missing_credit', {}, [{}], [{ amountMinor: 0, responseCode: '108' }]],
    ['over', {}, [{ amountMinor: 10_500 }], [{}]],
    ['under', {}, [{ amountMinor: 9_000 }], [{}]],
    ['mismatch', {}, [{ currency: 'HKD' }], [{}]],
    ['mismatch', {}, [{ number: '+8613800000009' }], [{}]],
    ['mismatch', {}, [{}], [{ amountMinor: 5_000 }]],
    ['duplicate', {}, [{}, {}], [{}]],
    ['not_expected', { status: 'created', paidAt: null, deliveredAt: null }, [], []],
    ['not_expected', { paymentMethod: 'airtime' }, [], [{}]],
    ['matched', { status: 'failed', deliveredAt: null }, [{}], []],
  ] as const)('is %s: %j %j %j', (kind, order, receipts, ledger) => {
    expect(entry(order, receipts, ledger).class).toBe(kind)
  })

  test('nothing is missing before its clock is out or while a feed is not complete', () => {
    expect(entry({}, [], [], EARLY).class).toBe('pending')
    expect(entry({}, [{}], [], EARLY).class).toBe('pending')
    expect(boardEntry(exampleOrder(base), [], [], { statements: null, ledger: null }).class).toBe('pending')
  })

  test('a line adds up both sides, and the difference is that of its faults', () => {
    const entries = [entry({}, [{}], [{}]), entry({}, [{ amountMinor: 10_500 }], [{}]), entry({}, [], []), entry({ paymentMethod: 'airtime' }, [], [])]
    expect(boardLines(entries)).toMatchObject([{ expected: 3, expectedMinor: 30_000, receivedMinor: 20_500, residualMinor: -9_500, counts: { matched: 1, over: 1, missing: 1, not_expected: 1 } }])
  })
})

describe("the day's balances", () => {
  const chain = (number: string, opening: number, amounts: readonly number[]): LedgerEntry[] => {
    let balance = opening
    return amounts.map((amountMinor, index) => {
      const before = balance
      balance += amountMinor
      return exampleLedgerEntry({ number, amountMinor, type: amountMinor > 0 ? 'refill' : 'usage', balanceBeforeMinor: before, balanceAfterMinor: balance, at: EXAMPLE_AT + index })
    })
  }

  test('opening plus credits less debits is closing for every unbroken day', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 1e6 }), fc.array(fc.integer({ min: -1e5, max: 1e5 }), { minLength: 1, maxLength: 8 })), { minLength: 1, maxLength: 6 }), (accounts) => {
      const [balance] = dayBalances(accounts.flatMap(([opening, amounts], index) => chain(`+86138000000${index}`, opening, amounts)))
      expect(balance).toMatchObject({ gapMinor: 0, breaks: [], numbers: accounts.length, openingMinor: accounts.reduce((sum, [opening]) => sum + opening, 0) })
    }))
  })

  test('money that appears between two rows, or inside one, is found and named', () => {
    const rows = chain('+8613800000001', 1_000, [500, -200, 300])
    const between = rows.map((row, index) => (index === 2 ? { ...row, balanceBeforeMinor: (row.balanceBeforeMinor ?? 0) + 70, balanceAfterMinor: (row.balanceAfterMinor ?? 0) + 70 } : row))
    expect(dayBalances(between)).toMatchObject([{ gapMinor: 70, breaks: [{ entryId: rows[2]?.entryId, gapMinor: 70 }], refillsMinor: 800 }])
    const inside = rows.map((row, index) => (index === 2 ? { ...row, balanceAfterMinor: (row.balanceAfterMinor ?? 0) - 30 } : row))
    expect(dayBalances(inside)).toMatchObject([{ gapMinor: -30, breaks: [{ gapMinor: -30 }] }])
    expect(dayBalances([exampleLedgerEntry({})])).toEqual([])
  })
})
