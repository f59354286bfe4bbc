import fc from 'fast-check'
import { expect, test } from 'vitest'
import { precisionOf } from '../../../app/domain/metrics/precision.ts'

test('nothing closed gives no precision', () => {
  expect(precisionOf(0, 0)).toBeNull()
})

test('few cases give a wide interval, many a narrow one (Wilson, 95 %)', () => {
  expect(precisionOf(9, 10)).toMatchObject({ share: 0.9, low: expect.closeTo(0.5958, 3), high: expect.closeTo(0.9821, 3) })
  expect(precisionOf(900, 1_000)).toMatchObject({ low: expect.closeTo(0.8799, 3), high: expect.closeTo(0.9171, 3) })
})

test('the interval holds the share and stays between 0 and 1', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 5_000 }), fc.nat(5_000), (closed, some) => {
    const precision = precisionOf(Math.min(some, closed), closed)
    expect(precision).not.toBeNull()
    if (precision) expect(precision.low >= 0 && precision.low <= precision.share + 1e-9 && precision.share <= precision.high + 1e-9 && precision.high <= 1).toBe(true)
  }))
})
