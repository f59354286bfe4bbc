import type { Provider, ProviderAnswer, RefundRoad } from './refund.ts'

/** What a provider is asked to carry out. `refundNo` is the same for every attempt: whoever sees it twice pays once (S10). */
export interface PaymentOrder {
  readonly refundNo: string
  readonly road: RefundRoad
  readonly amountMinor: number
  /** Of the whole payment, which WeChat wants beside the refund. */
  readonly totalMinor: number
  readonly currency: string
  readonly channelTradeNo: string | null
  readonly merchantOrderNo: string | null
  /** The number or account to pay or credit. */
  readonly destination: string | null
  /** The number to take credit back from, and how much. */
  readonly source: string | null
  readonly takeBackMinor: number
  readonly reason: string
}

/** One way of giving money back. It never throws for what the outside does: a time-out or nonsense is `unknown`. */
export interface PaymentProvider {
  readonly carryOut: (order: PaymentOrder) => Promise<ProviderAnswer>
}

/** Who carries out which refund. One that is missing leaves what it should do approved, and the page says so. */
export type Providers = Readonly<Partial<Record<Provider, PaymentProvider>>>
