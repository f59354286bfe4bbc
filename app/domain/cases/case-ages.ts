import { DAY_MS, HOUR_MS } from '../values/time.ts'

/** Ages as [at least, less than]; the ranges are those of the dashboard's table of who waits. */
export const CASE_AGES = {
  lt1h: [0, HOUR_MS], '1h-4h': [HOUR_MS, 4 * HOUR_MS], '4h-24h': [4 * HOUR_MS, DAY_MS], '24h-7d': [DAY_MS, 7 * DAY_MS],
  '1h': [HOUR_MS, null], '4h': [4 * HOUR_MS, null], '24h': [DAY_MS, null], '7d': [7 * DAY_MS, null],
} as const
export const CASE_AGE_NAMES = ['lt1h', '1h-4h', '4h-24h', '24h-7d', '1h', '4h', '24h', '7d'] as const
