import type { GraphLink, GraphOrder, LinkGraph } from './link-graph.ts'

/** Rows of each column of the picture; what is beyond is told by its number. */
export const PICTURE_ROWS = 10

/**
 * The graph in five columns, left to right: the order, what it shares, who shares it, what those share, who shares that. Indices of lines count the
 * nodes of the neighbouring column that are shown.
 */
export interface LinkPicture {
  readonly columns: readonly [readonly GraphOrder[], readonly GraphLink[], readonly GraphOrder[], readonly GraphLink[], readonly GraphOrder[]]
  /** Nodes of each column that found no room. */
  readonly hidden: readonly [number, number, number, number, number]
  /** From a node of a column to a node of the next. */
  readonly lines: readonly { readonly column: 0 | 1 | 2 | 3; readonly from: number; readonly to: number }[]
}

/** Places the graph. Links of more orders come first, flagged orders before others; the same graph gives the same picture. */
export function pictureOf({ centre, orders, links }: LinkGraph): LinkPicture {
  const byRow = new Map(orders.map((order) => [order.rowId, order]))
  const own = byRow.get(centre)
  const first = links.filter(({ step }) => step === 1).sort(byReach)
  const near = new Set(first.flatMap((link) => link.orders).filter((id) => id !== centre))
  const second = links.filter(({ step, orders: members }) => step === 2 && members.some((id) => id !== centre && !near.has(id)) && members.some((id) => near.has(id))).sort(byReach)
  const far = new Set(second.flatMap((link) => link.orders).filter((id) => id !== centre && !near.has(id)))
  const ordersOf = (ids: ReadonlySet<number>): readonly GraphOrder[] => [...ids].flatMap((id) => byRow.get(id) ?? []).sort(byWeight)
  const [self, sharers, farSharers] = [own ? [own] : [], ordersOf(near), ordersOf(far)]
  const shown: LinkPicture['columns'] = [shownOf(self), shownOf(first), shownOf(sharers), shownOf(second), shownOf(farSharers)]
  const lines: LinkPicture['lines'][number][] = []
  const join = (column: 0 | 1 | 2 | 3, linkColumn: 1 | 3, orderColumn: 0 | 2 | 4): void => {
    shown[linkColumn].forEach((link, at) => {
      shown[orderColumn].forEach((order, place) => {
        if (link.orders.includes(order.rowId)) lines.push(linkColumn > orderColumn ? { column, from: place, to: at } : { column, from: at, to: place })
      })
    })
  }
  join(0, 1, 0)
  join(1, 1, 2)
  join(2, 3, 2)
  join(3, 3, 4)
  return { columns: shown, hidden: [hiddenOf(self), hiddenOf(first), hiddenOf(sharers), hiddenOf(second), hiddenOf(farSharers)], lines }
}

function shownOf<Node>(column: readonly Node[]): readonly Node[] {
  return column.slice(0, PICTURE_ROWS)
}

function hiddenOf(column: readonly unknown[]): number {
  return Math.max(0, column.length - PICTURE_ROWS)
}

function byReach(a: GraphLink, b: GraphLink): number {
  return Number(a.isHub) - Number(b.isHub) || b.orders.length - a.orders.length || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.value < b.value ? -1 : 1)
}

function byWeight(a: GraphOrder, b: GraphOrder): number {
  const rank = (order: GraphOrder): number => (order.band === null ? 4 : ['hold', 'review', 'same_day', 'log'].indexOf(order.band))
  return rank(a) - rank(b) || a.at - b.at || a.rowId - b.rowId
}
