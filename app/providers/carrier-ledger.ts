import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { PaymentOrder, PaymentProvider } from '../domain/actions/payment-order.ts'
import type { ProviderAnswer } from '../domain/actions/refund.ts'
import { instantText } from '../domain/values/time.ts'
import { ask, codeOfFailure, type Endpoint, type OutgoingAnswer, type OutgoingRequest } from './outgoing.ts'

export interface CarrierAccount extends Endpoint {
  readonly hostName: string
  readonly secret: string
  readonly now: () => number
}

const ADJUST_PATH = '/adjustments'

/** HMAC-SHA-256 over time and raw body, as our own webhooks ask of others (S30). */
export function sign(timestamp: string, body: string, secret: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`, 'utf8').digest('hex')
}

/** One adjustment of balances, with the fields of a refill (DOMAIN 6.6): take back from one number, credit another. `originTransactionID` is booked once. */
function adjustRequest(account: Pick<CarrierAccount, 'hostName' | 'secret'>, order: PaymentOrder, nowMs: number): OutgoingRequest {
  const timestamp = instantText(nowMs)
  const isDebit = order.road === 'reversal' || order.road === 'agent_float'
  const body = JSON.stringify({
    originNodeType: 'EXT', originHostName: account.hostName, originTransactionID: order.refundNo, originTimeStamp: timestamp, transactionType: order.road,
    subscriberNumber: isDebit ? order.source : order.destination, transactionAmount: order.amountMinor, transactionCurrency: order.currency,
    ...(order.takeBackMinor > 0 ? { takeBackNumber: order.source, takeBackAmount: order.takeBackMinor } : {}),
  })
  return { method: 'POST', path: ADJUST_PATH, headers: { 'content-type': 'application/json', 'x-timestamp': timestamp, 'x-signature': sign(timestamp, body, account.secret) }, body }
}

const Adjusted = z.object({ responseCode: z.number().int(), originTransactionID: z.string(), operatorTransactionID: z.string().max(64).optional(), takenBackAmount: z.number().int().min(0).optional() })

/** 0, 1 and 2 were done; 100 to 199 were refused (DOMAIN 6.6); anything else nobody knows. */
function readAnswer(answer: OutgoingAnswer, order: Pick<PaymentOrder, 'refundNo'>): ProviderAnswer {
  let parsed: z.infer<typeof Adjusted>
  try {
    parsed = Adjusted.parse(JSON.parse(answer.body))
  } catch {
    return { outcome: 'unknown', code: answer.status === 200 ? 'unreadable' : `status_${answer.status}` }
  }
  if (answer.status !== 200 || parsed.originTransactionID !== order.refundNo) return { outcome: 'unknown', code: 'unexpected_answer' }
  if (parsed.responseCode <= 2 && parsed.responseCode >= 0) return { outcome: 'succeeded', channelRef: parsed.operatorTransactionID ?? order.refundNo, takenBackMinor: parsed.takenBackAmount ?? 0 }
  return parsed.responseCode >= 100 && parsed.responseCode < 200 ? { outcome: 'failed', code: `ledger_${parsed.responseCode}` } : { outcome: 'unknown', code: `ledger_${parsed.responseCode}` }
}

/** Credits and debits of phone balances. */
export function carrierLedger(account: CarrierAccount): PaymentProvider {
  return {
    carryOut: async (order) => {
      try {
        return readAnswer(await ask(account, adjustRequest(account, order, account.now())), order)
      } catch (error) {
        return { outcome: 'unknown', code: codeOfFailure(error) }
      }
    },
  }
}
