import { describe, expect, test } from 'vitest'
import { afterDelivery, DELIVERY_TRIES_MAX, deliveryPause, endOfPatience, FAILING_MAX_MS } from '../../../app/domain/webhooks/delivery.ts'

const failed = { type: 'failed', status: 500, error: 'status' } as const

describe('after a try to deliver', () => {
  test('pauses double up to six hours, each spread by chance over its second half', () => {
    expect([1, 2, 3, 30].map((attempts) => deliveryPause(attempts, 1))).toEqual([10_000, 20_000, 40_000, 21_600_000])
    expect([deliveryPause(1, 0), deliveryPause(1, 0.5), deliveryPause(30, 0)]).toEqual([5_000, 7_500, 10_800_000])
  })
  test('the tries end, and reach over most of a day', () => {
    expect(afterDelivery(DELIVERY_TRIES_MAX - 1, failed, 0, 1)).toMatchObject({ state: 'waiting', status: 500, error: 'status' })
    expect(afterDelivery(DELIVERY_TRIES_MAX, failed, 7, 1)).toEqual({ state: 'dead', nextAt: 7, status: 500, error: 'status' })
    const whole = Array.from({ length: DELIVERY_TRIES_MAX - 1 }, (_, n) => deliveryPause(n + 1, 1)).reduce((sum, pause) => sum + pause, 0)
    expect(whole / 3_600_000).toBeGreaterThan(12)
    expect(whole / 3_600_000).toBeLessThan(36)
  })
  test('a receiver that says it is gone is believed at once', () => {
    expect(afterDelivery(1, { type: 'gone', status: 410, error: 'status' }, 5, 0.5)).toEqual({ state: 'dead', nextAt: 5, status: 410, error: 'status' })
    expect(endOfPatience({ type: 'gone', status: 410, error: 'status' }, null, 0)).toBe('gone')
  })
  test('a wish for patience is met, up to an hour', () => {
    expect(afterDelivery(1, { ...failed, retryAfterMs: 120_000 }, 0, 0).nextAt).toBe(120_000)
    expect(afterDelivery(1, { ...failed, retryAfterMs: 86_400_000 }, 0, 0).nextAt).toBe(3_600_000)
    expect(afterDelivery(1, { ...failed, retryAfterMs: 1 }, 0, 0).nextAt).toBe(5_000)
  })
  test('patience ends after three days without anything arriving, not before', () => {
    expect(endOfPatience(failed, 0, FAILING_MAX_MS - 1)).toBeNull()
    expect(endOfPatience(failed, 0, FAILING_MAX_MS)).toBe('failing')
    expect(endOfPatience({ type: 'sent', status: 200 }, 0, FAILING_MAX_MS)).toBeNull()
    expect(endOfPatience(failed, null, FAILING_MAX_MS)).toBeNull()
  })
})
