import { expect, test } from 'vitest'
import { openFactsSource } from '../../app/usecases/screening/facts-source.server.ts'
import { exampleOrder } from '../../app/domain/signals/facts-builder.ts'
import { DAY_MS } from '../../app/domain/values/time.ts'
import { bulkWriter } from '../../db/bulk.ts'
import { loadFacts } from '../../db/queries/facts.ts'
import { saveTokens } from '../../db/queries/screening.ts'
import { forEachDialect, TEST_NOW, testKeys } from '../support/database.ts'

forEachDialect('sightings of a token', (open, dialect) => {
  const counted = async (days: readonly number[]) => {
    const store = await open()
    const orders = days.map((day, index) => ({ ...exampleOrder(), orderId: `o${index}`, createdAt: TEST_NOW + day * DAY_MS }))
    const ids = await store.write(async (tx) => {
      const settled = await bulkWriter(store, testKeys).storeRecords(tx, 'order', orders.map((record) => ({ record, line: null })), { importFileId: null, learnedAt: TEST_NOW })
      await saveTokens(tx, dialect, [], settled.map(({ rowId }, index) => ({ kind: 'order' as const, rowId, token: 'text:1a2b3c', at: orders[index]?.createdAt ?? 0, party: `p${index % 2}` })))
      return settled.map(({ rowId }) => rowId)
    })
    const source = await openFactsSource(store, testKeys)
    const of = async (rowIds: readonly number[]) => (await loadFacts(source, rowIds.map((rowId) => ({ kind: 'order' as const, rowId })))).map(({ facts }) => facts.tokens.map(({ records, parties }) => [records, parties]))
    return { together: await of(ids), alone: (await Promise.all(ids.map((id) => of([id])))).flat() }
  }

  test('are the same for all records of a batch that reach them all', async () => {
    const { together, alone } = await counted([0, 1, 2])
    expect(together).toEqual([[[3, 2]], [[3, 2]], [[3, 2]]])
    expect(alone).toEqual(together)
  })

  test('count for each record that reaches them, whoever is looked at beside it', async () => {
    const { together, alone } = await counted([0, 20, 40, 100])
    expect(together).toEqual([[[2, 2]], [[3, 2]], [[2, 2]], [[1, 1]]])
    expect(alone).toEqual(together)
  })
})
