import { describe, expect, test } from 'vitest'
import { exampleDay } from '../../../app/domain/example/example-day.ts'
import { feedFiles } from '../../../app/domain/example/feed-files.ts'
import { parseAmountMinor } from '../../../app/domain/values/money.ts'

const size = { seed: 11, from: Date.UTC(2026, 2, 13, 16), ordinaryOrders: 400 }
const day = exampleDay(size)

describe('the example day', () => {
  test('is the same for the same seed and another for another seed', () => {
    expect(feedFiles(exampleDay(size))).toEqual(feedFiles(day))
    expect(feedFiles(exampleDay({ ...size, seed: 12 }))).not.toEqual(feedFiles(day))
  })

  test('gives each record an id of its own', () => {
    const ids = (kind: keyof typeof day.rows, column: string) => day.rows[kind].map((row) => row[column])
    for (const list of [ids('order', 'order_id'), ids('receipt', 'receipt_id'), ids('ledger', 'entry_id'), ids('subscriber', 'subscriber_id'), ids('message', 'message_id')]) {
      expect(new Set(list).size).toBe(list.length)
      expect(list).not.toContain('')
    }
  })

  test('keeps an unbroken chain of balances for each number', () => {
    const after = new Map<string, number>()
    for (const row of day.rows.ledger) {
      const minor = (column: string) => {
        const read = parseAmountMinor(row[column] ?? '', 'CNY')
        return read.ok ? read.value : Number.NaN
      }
      const number = row.number ?? ''
      expect(minor('balance_before') + minor('amount')).toBe(minor('balance_after'))
      const before = after.get(number)
      if (before !== undefined) expect(minor('balance_before')).toBe(before)
      after.set(number, minor('balance_after'))
    }
  })

  test('names only records that exist in its truth, and none both as fraud and as look-alike', () => {
    const known = new Set([
      ...day.rows.order.map((row) => `order ${row.order_id}`), ...day.rows.receipt.map((row) => `receipt ${row.receipt_id}`),
      ...day.rows.message.map((row) => `message ${row.message_id}`), ...day.rows.profile_change.map((row) => `profile_change ${row.change_id}`),
    ])
    const key = (one: (typeof day.truth)[number]) => `${one.recordKind} ${one.recordId}`
    for (const one of day.truth) expect(known).toContain(key(one))
    const fraud = new Set(day.truth.filter((one) => one.isFraud).map(key))
    for (const one of day.truth.filter((each) => !each.isFraud)) expect(fraud).not.toContain(key(one))
  })

  test('knows one person twice, by name, document and contact, with a number of each record', () => {
    const key = ({ name, contact_phone, id_doc_last4 }: (typeof day.rows.subscriber)[number]) => `${name} ${contact_phone} ${id_doc_last4}`
    const twice = day.rows.subscriber.filter((one) => one.contact_phone !== '' && day.rows.subscriber.filter((other) => key(other) === key(one)).length > 1)
    expect([twice.length, new Set(twice.map((one) => one.numbers)).size]).toEqual([2, 2])
  })

  test('has all its hosts and numbers in invented ranges', () => {
    const text = JSON.stringify(day.rows)
    for (const [, host] of text.matchAll(/https?:\/\/([^/\s)"\\:?]+)/g)) expect(host).toMatch(/\.example$|^198\.51\.100\.\d+$|^t\.me$|^i\.postimg\.cc$/)
    for (const row of day.rows.subscriber) expect(row.numbers).toMatch(/^1\d{6}0\d{3}$/)
  })
})
