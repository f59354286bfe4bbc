import { expect, test } from 'vitest'
import { getOperatingFigures } from '../../../app/usecases/figures/get-operating-figures.server.ts'
import { HOUR_MS } from '../../../app/domain/values/time.ts'
import { advanceFeeds } from '../../../db/queries/feeds.ts'
import { addJob } from '../../../db/queries/jobs.ts'
import { forEachDialect, TEST_NOW } from '../../support/database.ts'
import { addFlaggedOrder } from '../../support/records.ts'

forEachDialect('the figures for machines', (open) => {
  test('tell queue, feeds and jobs as they stand', async () => {
    const store = await open()
    await addFlaggedOrder(store, { order_id: 'W1' }, [{ severity: 'S1', weight: 0.9 }], TEST_NOW - HOUR_MS)
    await store.write(async (tx) => {
      await advanceFeeds(tx, [
        { kind: 'order', source: 'a', rows: 10, quarantined: 2, newestAt: TEST_NOW - HOUR_MS }, { kind: 'order', source: 'b', rows: 5, quarantined: 0, newestAt: TEST_NOW - 3 * HOUR_MS },
        { kind: 'ledger', source: '', rows: 7, quarantined: 0, newestAt: TEST_NOW },
      ], TEST_NOW - HOUR_MS)
      await addJob(tx, { type: 'screen', payload: {}, createdAt: TEST_NOW })
    })
    const figures = new Map((await getOperatingFigures({ store, now: TEST_NOW })).flatMap(({ name, values }) => values.map(({ labels, value }) => [`${name} ${Object.values(labels).join()}`.trim(), value])))
    expect(figures.get('topwarden_queue_cases hold')).toBe(1)
    expect(figures.get('topwarden_queue_oldest_seconds')).toBe(3_600)
    expect(figures.get('topwarden_feed_records order')).toBe(15)
    expect(figures.get('topwarden_feed_lag_seconds order')).toBe(3 * 3_600)
    expect(figures.get('topwarden_feed_lag_seconds ledger')).toBe(0)
    expect(figures.get('topwarden_feed_silence_seconds ledger')).toBe(3_600)
    expect(figures.get('topwarden_jobs waiting')).toBe(1)
    expect(figures.get('topwarden_alerts_open raised,S1')).toBe(0)
    expect(figures.get('topwarden_orders_unknown')).toBe(0)
    expect(figures.get('topwarden_audit_chain_whole')).toBe(-1)
    expect(figures.get('topwarden_money_agrees')).toBe(-1)
  })
})
