import { describe, expect, test } from 'vitest'
import type { Channel, LedgerEntry, Order, Receipt } from '../../../app/domain/intake/record.ts'
import { addToSums, BOARD_CHOICES, BOARD_CLASSES, BOARD_FAULTS, boardEntry, type BoardEntry, type BoardHorizon, boardLines, type BoardSum, boardTotal, classesOf, identityGap } from '../../../app/domain/reconciliation/board.ts'
import { type CreditClocks, DEFAULT_CLOCKS } from '../../../app/domain/reconciliation/clocks.ts'
import { EXAMPLE_AT } from '../../../app/domain/signals/examples.ts'
import { exampleLedgerEntry, exampleOrder, exampleReceipt } from '../../../app/domain/signals/facts-builder.ts'
import { DAY_MS, HOUR_MS } from '../../../app/domain/values/time.ts'

const LATE: BoardHorizon = { statements: EXAMPLE_AT + 9 * DAY_MS, ledger: EXAMPLE_AT + 9 * DAY_MS, credit: DEFAULT_CLOCKS }
const EARLY: BoardHorizon = { ...LATE, statements: EXAMPLE_AT - DAY_MS, ledger: EXAMPLE_AT - DAY_MS }
const base: Partial<Order> = { merchantOrderNo: 'M1', operatorTxnId: 'X1', paidMinor: 10_000, faceMinor: 10_000, paidAt: EXAMPLE_AT }

function entry(order: Partial<Order>, receipts: readonly Partial<Receipt>[], ledger: readonly Partial<LedgerEntry>[], horizon = LATE) {
  const made = exampleOrder({ ...base, ...order })
  return boardEntry(made, receipts.map((receipt, index) => exampleReceipt({ channelTradeNo: `T${index}`, ...receipt }, made)), ledger.map((row) => exampleLedgerEntry(row, made)), horizon)
}

function linesOf(entries: readonly BoardEntry[]) {
  const sums = new Map<string, BoardSum>()
  for (const one of entries) addToSums(sums, one)
  return boardLines(sums.values())
}

describe('an order on the board', () => {
  test.each([
    ['matched', {}, [{}], [{}]],
    ['matched', {}, [{ channelTradeNo: 'T' }, { channelTradeNo: 'T', source: 'bank' }], [{}]],
    ['matched', { feeMinor: 50 }, [{ amountMinor: 10_050 }], [{}]],
    ['matched', { feeMinor: 100, paidMinor: 10_100 }, [{ amountMinor: 10_050, feeMinor: 50 }], [{}]],
    ['under', { feeMinor: 100, paidMinor: 10_100 }, [{ amountMinor: 10_048, feeMinor: 50 }], [{}]],
    ['matched', {}, [{ amountMinor: 9_500, extra: { order_amount: '100.00' } }], [{}]],
    ['under', {}, [{ amountMinor: 9_500, extra: { order_amount: '99.00' } }], [{}]],
    ['matched', { status: 'reversed' }, [{}], [{}, { type: 'reversal', amountMinor: -10_000 }]],
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
    ['matched', {}, [{ amountMinor: 7_000 }, { amountMinor: 3_000 }], [{}]],
    ['duplicate', {}, [{ amountMinor: 7_000 }, { amountMinor: 7_000 }], [{}]],
    ['not_expected', { status: 'created', paidAt: null, deliveredAt: null }, [], []],
    ['not_expected', { paymentMethod: 'airtime' }, [], [{}]],
    ['matched', { status: 'failed', deliveredAt: null }, [{}], []],
  ] as const)('is %s: %j %j %j', (kind, order, receipts, ledger) => {
    expect(entry(order, receipts, ledger).class).toBe(kind)
  })

  test('nothing is missing before its clock is out or while a feed is not complete', () => {
    expect(entry({}, [], [], EARLY).class).toBe('pending')
    expect(entry({}, [{}], [], EARLY).class).toBe('pending')
    expect(boardEntry(exampleOrder(base), [], [], { ...LATE, statements: null, ledger: null }).class).toBe('pending')
  })

  test('gives each channel its own time to credit, and slow orders theirs', () => {
    const due = (channel: Channel, credit: Partial<CreditClocks>, order: Partial<Order> = {}) =>
      entry({ channel, status: 'paid', ...order }, [{}], [], { ...LATE, ledger: EXAMPLE_AT + 20 * HOUR_MS, credit: { ...DEFAULT_CLOCKS, ...credit } }).class
    expect([due('partner_api', {}), due('partner_api', { partner_api: DAY_MS }), due('mobile_app', { partner_api: DAY_MS })]).toEqual(['missing_credit', 'pending', 'missing_credit'])
    expect([due('partner_api', {}, { speed: 'slow' }), due('partner_api', { slow: 15 * HOUR_MS }, { speed: 'slow' })]).toEqual(['pending', 'missing_credit'])
  })

  test('a line adds up both sides, and the difference is that of its faults', () => {
    const entries = [entry({}, [{}], [{}]), entry({}, [{ amountMinor: 10_500 }], [{}]), entry({}, [], []), entry({ paymentMethod: 'airtime' }, [], [])]
    expect(linesOf(entries)).toMatchObject([{ expected: 3, expectedMinor: 30_000, receivedMinor: 20_500, residualMinor: -9_500, counts: { matched: 1, over: 1, missing: 1, not_expected: 1 }, gapsMinor: { matched: 0, over: 500, missing: -10_000, not_expected: 0 } }])
  })

  test('what two people declared settled is forced whatever its records say, keeps its amounts, and is no part of the difference', () => {
    const made = exampleOrder(base)
    const forced = boardEntry(made, [], [], LATE, true)
    expect(forced).toMatchObject({ class: 'forced', receivedMinor: 0 })
    expect(linesOf([forced, entry({}, [{}], [{}])])).toMatchObject([{ expectedMinor: 20_000, receivedMinor: 10_000, residualMinor: 0, creditGapMinor: 0, counts: { forced: 1, matched: 1 }, gapsMinor: { forced: -10_000 } }])
  })

  test('what was sold is held against what was credited', () => {
    const delivered = { status: 'delivered', deliveredAt: EXAMPLE_AT } as const
    expect(linesOf([entry(delivered, [{}], [{}]), entry(delivered, [{}], [])])).toMatchObject([{ soldMinor: 20_000, creditedMinor: 10_000, creditGapMinor: -10_000 }])
    expect(linesOf([entry({ status: 'refunded', deliveredAt: EXAMPLE_AT }, [{}], [])])).toMatchObject([{ soldMinor: 0 }])
    // What the carrier took back again is credited to nobody.
    const reversal = { type: 'reversal', amountMinor: -10_000 } as const
    expect(linesOf([entry({ status: 'reversed', deliveredAt: EXAMPLE_AT }, [{}], [{}, reversal])])).toMatchObject([{ soldMinor: 0, creditedMinor: 0, creditGapMinor: 0 }])
    expect(linesOf([entry(delivered, [{}], [{}, { ...reversal, amountMinor: -4_000 }])])).toMatchObject([{ soldMinor: 10_000, creditedMinor: 6_000, creditGapMinor: -4_000 }])
    expect(linesOf([entry(delivered, [{}], [{}, { ...reversal, currency: 'HKD' }])])).toMatchObject([{ creditedMinor: 10_000 }])
  })

  test('the lines of a currency add up to one', () => {
    const lines = linesOf([entry({}, [{}], [{}]), entry({ channel: 'sms' }, [], []), entry({ channel: 'sms', currency: 'HKD' }, [], [])])
    expect(boardTotal(lines, lines[0]?.currency ?? '')).toMatchObject({ channel: '', expected: 2, expectedMinor: 20_000, residualMinor: -10_000, counts: { matched: 1, missing: 1 } })
  })

  test('faults stand before everything that nobody has to look at', () => {
    expect(BOARD_CLASSES.slice(0, BOARD_FAULTS.length)).toEqual(BOARD_FAULTS)
  })

  test('what is expected is everything but what is not, and each choice is of classes that exist', () => {
    expect(classesOf(null)).toEqual(BOARD_FAULTS)
    expect(classesOf('all')).toEqual(BOARD_CLASSES)
    expect([...classesOf('expected'), 'not_expected'].sort()).toEqual([...BOARD_CLASSES].sort())
    expect(classesOf('under')).toEqual(['under'])
    expect(BOARD_CHOICES.flatMap(classesOf).every((kind) => BOARD_CLASSES.includes(kind))).toBe(true)
  })
})

describe("the day's balance", () => {
  test('holds when opening plus credits less debits is closing, to the minor unit', () => {
    const balance = { openingMinor: 1_000, creditsMinor: 500, debitsMinor: 200, closingMinor: 1_300 }
    expect(identityGap(balance)).toBe(0)
    expect([identityGap({ ...balance, closingMinor: 1_301 }), identityGap({ ...balance, closingMinor: 1_299 })]).toEqual([1, -1])
  })
})
