/** The seven roads by which a customer gets money back (DOMAIN 0.2, 4.6). */
const ROADS = ['reversal', 'refund', 'chargeback', 'aggregator_refund', 'recredit', 'goodwill', 'agent_float'] as const
export type Road = (typeof ROADS)[number]

/**
 * How an event changes what stands against the money paid for an order: first it is claimed (`pendingMinor` grows), then it is settled
 * (pending falls, done grows) or given up (pending falls). A clawback never frees it. Goodwill stands beside, under its own cap.
 */
export interface RemedyMove {
  readonly orderRowId: number
  readonly road: Road
  readonly currency: string
  readonly pendingMinor: number
  readonly doneMinor: number
}
