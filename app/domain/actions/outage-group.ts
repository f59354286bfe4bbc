/** How an order came out of an outage. Only the first two are given back. */
export const OUTAGE_GROUPS = ['paid_failed', 'paid_twice', 'feed_fault', 'still_open', 'fine', 'unpaid'] as const
export type OutageGroup = (typeof OUTAGE_GROUPS)[number]
