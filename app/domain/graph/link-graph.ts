import type { Band } from '../cases/flag.ts'
import type { OrderStatus } from '../intake/record.ts'
import type { Instant } from '../values/time.ts'

/** What two orders can have in common. `voucher_batch` is the serial without its last four digits. */
export const LINK_KINDS = ['payer', 'device', 'number', 'voucher_batch', 'handle', 'link', 'template'] as const
export type LinkKind = (typeof LINK_KINDS)[number]

/** Orders of one key that are followed; a key with more is a hub, most often a shop, and is shown but not followed. */
export const HUB_ORDERS = 50
/** Orders of a hub that are shown. */
export const HUB_SHOWN = 5
/** Orders in the picture after each step. */
const GRAPH_ORDERS_MAX = { 1: 200, 2: 1_000 } as const
/** Keys followed in one step. */
const KEYS_PER_STEP_MAX = 300

export interface LinkKey {
  readonly kind: LinkKind
  readonly value: string
}

/** An order in the picture, with what it can be linked by. */
export interface GraphOrder {
  readonly rowId: number
  readonly orderId: string
  readonly at: Instant
  readonly faceMinor: number
  readonly currency: string
  readonly status: OrderStatus
  readonly band: Band | null
  readonly keys: readonly LinkKey[]
}

export interface GraphLink extends LinkKey {
  /** Orders in the picture that share it, oldest first. */
  readonly orders: readonly number[]
  /** More than {@link HUB_ORDERS} orders share it: a shop or a company; `orders` holds the newest few. */
  readonly isHub: boolean
  /** 1 for what the order itself has, 2 for what its neighbours have. */
  readonly step: 1 | 2
}

export interface LinkGraph {
  readonly centre: number
  readonly orders: readonly GraphOrder[]
  readonly links: readonly GraphLink[]
  /** Something was left out because of a limit. */
  readonly isCut: boolean
}

/** Newest orders of each key, at most {@link HUB_ORDERS} + 1 a key, so that a hub shows as one. */
export type OrdersByKey = (keys: readonly LinkKey[]) => Promise<ReadonlyMap<string, readonly GraphOrder[]>>

export function keyText(key: LinkKey): string {
  return `${key.kind}:${key.value}`
}

/**
 * Walks two steps from an order over what it shares with others. Hubs are not followed, so that one shop does not join a whole town.
 * The same records give the same picture: keys and orders are taken in a fixed order.
 */
export async function walkLinks(centre: GraphOrder, ordersByKey: OrdersByKey): Promise<LinkGraph> {
  const orders = new Map<number, GraphOrder>([[centre.rowId, centre]])
  const links: GraphLink[] = []
  const seen = new Set<string>()
  let isCut = false
  let frontier: readonly GraphOrder[] = [centre]
  for (const step of [1, 2] as const) {
    const fresh = uniqueKeys(frontier).filter((key) => !seen.has(keyText(key)))
    const keys = fresh.slice(0, KEYS_PER_STEP_MAX)
    isCut ||= keys.length < fresh.length
    for (const key of keys) seen.add(keyText(key))
    const found = await ordersByKey(keys)
    const next: GraphOrder[] = []
    for (const key of keys) {
      const all = found.get(keyText(key)) ?? []
      const isHub = all.length > HUB_ORDERS
      const shown = isHub ? all.slice(0, HUB_SHOWN) : all
      const members = new Set<number>(frontier.filter((order) => hasKey(order, key)).map((order) => order.rowId))
      for (const order of shown) {
        if (!orders.has(order.rowId)) {
          if (orders.size >= GRAPH_ORDERS_MAX[step]) {
            isCut = true
            continue
          }
          orders.set(order.rowId, order)
          if (!isHub) next.push(order)
        }
        members.add(order.rowId)
      }
      if (members.size > 1) links.push({ ...key, isHub, step, orders: [...members].sort((a, b) => byTime(orders, a, b)) })
    }
    frontier = next
  }
  return { centre: centre.rowId, orders: [...orders.values()].sort((a, b) => a.at - b.at || a.rowId - b.rowId), links, isCut }
}

function uniqueKeys(orders: readonly GraphOrder[]): LinkKey[] {
  const keys = new Map<string, LinkKey>()
  for (const order of orders) for (const key of order.keys) keys.set(keyText(key), key)
  return [...keys.values()]
}

function hasKey(order: GraphOrder, key: LinkKey): boolean {
  return order.keys.some((own) => own.kind === key.kind && own.value === key.value)
}

function byTime(orders: ReadonlyMap<number, GraphOrder>, a: number, b: number): number {
  return (orders.get(a)?.at ?? 0) - (orders.get(b)?.at ?? 0) || a - b
}

const SERIAL_TAIL = 4

/** The batch of a voucher: its serial but for the last four digits; null when the serial is too short to tell. */
export function voucherBatchOf(serial: string | null): string | null {
  return serial && serial.length >= 10 ? serial.slice(0, -SERIAL_TAIL) : null
}
