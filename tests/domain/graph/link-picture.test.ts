import { describe, expect, it } from 'vitest'
import type { GraphLink, GraphOrder } from '../../../app/domain/graph/link-graph.ts'
import { PICTURE_ROWS, pictureOf } from '../../../app/domain/graph/link-picture.ts'

const order = (rowId: number, band: GraphOrder['band'] = null): GraphOrder => ({ rowId, orderId: `W${rowId}`, at: rowId, faceMinor: 100, currency: 'CNY', status: 'delivered', band, keys: [] })
const link = (value: string, step: 1 | 2, orders: readonly number[], isHub = false): GraphLink => ({ kind: 'payer', value, step, orders, isHub })

describe('the picture of linked orders', () => {
  it('has the order, what it shares, who shares it, what those share and who shares that', () => {
    const { columns, lines } = pictureOf({ centre: 1, orders: [order(1), order(2), order(3)], links: [link('a', 1, [1, 2]), link('b', 2, [2, 3])], isCut: false })
    expect(columns.map((column) => column.map((node) => ('orderId' in node ? node.orderId : node.value)))).toEqual([['W1'], ['a'], ['W2'], ['b'], ['W3']])
    expect(lines).toEqual([{ column: 0, from: 0, to: 0 }, { column: 1, from: 0, to: 0 }, { column: 2, from: 0, to: 0 }, { column: 3, from: 0, to: 0 }])
  })

  it('shows flagged orders before others, hubs last, and counts what found no room', () => {
    const many = Array.from({ length: PICTURE_ROWS + 3 }, (_, i) => i + 2)
    const { columns, hidden, lines } = pictureOf({
      centre: 1, orders: [order(1), ...many.map((id) => order(id, id === 12 ? 'hold' : null))], links: [link('shop', 1, [1, 2], true), link('a', 1, [1, ...many])], isCut: false,
    })
    expect(columns[2][0]?.rowId).toBe(12)
    expect(columns[1].map(({ value }) => value)).toEqual(['a', 'shop'])
    expect(hidden).toEqual([0, 0, 3, 0, 0])
    for (const { column, from, to } of lines) {
      expect(columns[column]?.[from]).toBeDefined()
      expect(columns[column + 1]?.[to]).toBeDefined()
    }
  })

  it('leaves out second steps that lead nowhere new, and is empty without links', () => {
    expect(pictureOf({ centre: 1, orders: [order(1), order(2)], links: [link('a', 1, [1, 2]), link('b', 2, [1, 2])], isCut: false }).columns[3]).toEqual([])
    expect(pictureOf({ centre: 1, orders: [order(1)], links: [], isCut: false }).lines).toEqual([])
  })
})
