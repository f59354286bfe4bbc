import { describe, expect, test } from 'vitest'
import { type GraphOrder, HUB_ORDERS, HUB_SHOWN, keyText, type LinkKey, voucherBatchOf, walkLinks } from '../../../app/domain/graph/link-graph.ts'

function order(rowId: number, ...keys: LinkKey[]): GraphOrder {
  return { rowId, orderId: `O${rowId}`, at: rowId * 1000, faceMinor: 5_000, currency: 'CNY', status: 'delivered', band: null, keys }
}
const payer = (value: string): LinkKey => ({ kind: 'payer', value })
const number = (value: string): LinkKey => ({ kind: 'number', value })

function among(orders: readonly GraphOrder[]) {
  return async (keys: readonly LinkKey[]) =>
    new Map(
      keys.map((key) => {
        const sharing = orders.filter((one) => one.keys.some((own) => keyText(own) === keyText(key)))
        return [keyText(key), sharing.sort((a, b) => b.at - a.at).slice(0, HUB_ORDERS + 1)]
      }),
    )
}

describe('the graph of an order', () => {
  test('reaches two steps and no third', async () => {
    const orders = [order(1, payer('p'), number('a')), order(2, payer('p'), number('b')), order(3, payer('q'), number('b')), order(4, payer('q'), number('c'))]
    const graph = await walkLinks(orders[0]!, among(orders))
    expect(graph.orders.map((one) => one.rowId)).toEqual([1, 2, 3])
    expect(graph.links.map((link) => [keyText(link), link.step, link.orders])).toEqual([
      ['payer:p', 1, [1, 2]],
      ['number:b', 2, [2, 3]],
    ])
    expect(graph.isCut).toBe(false)
  })

  test('shows a hub with its newest orders and does not walk through it', async () => {
    const shop = Array.from({ length: HUB_ORDERS + 1 }, (_, i) => order(i + 2, payer('shop'), number(`n${i}`)))
    const behind = order(500, payer('other'), number('n50'))
    const centre = order(1, payer('shop'), number('own'))
    const graph = await walkLinks(centre, among([centre, ...shop, behind]))
    expect(graph.links).toMatchObject([{ kind: 'payer', isHub: true }])
    expect(graph.orders).toHaveLength(HUB_SHOWN + 1)
    expect(graph.orders.map((one) => one.rowId)).not.toContain(500)
  })

  test('a key with exactly as many orders as the limit is followed', async () => {
    const all = Array.from({ length: HUB_ORDERS }, (_, i) => order(i + 1, payer('busy')))
    const graph = await walkLinks(all[0]!, among(all))
    expect(graph.links[0]).toMatchObject({ isHub: false })
    expect(graph.orders).toHaveLength(HUB_ORDERS)
  })

  test('stays silent about what the order shares with none', async () => {
    const alone = order(1, payer('p'), number('a'))
    expect(await walkLinks(alone, among([alone]))).toMatchObject({ links: [], isCut: false })
  })

  test.each([[null, null], ['123456789', null], ['2645771288911340', '264577128891']])('the batch of voucher %s is %s', (serial, batch) => {
    expect(voucherBatchOf(serial)).toBe(batch)
  })
})
