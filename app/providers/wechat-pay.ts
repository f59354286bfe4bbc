import { createSign, createVerify, randomBytes, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import type { PaymentOrder, PaymentProvider } from '../domain/actions/payment-order.ts'
import type { ProviderAnswer } from '../domain/actions/refund.ts'
import { ask, codeOfFailure, type Endpoint, type OutgoingAnswer, type OutgoingRequest } from './outgoing.ts'

export interface WechatPayAccount extends Endpoint {
  readonly merchantId: string
  /** Serial number of the merchant's certificate, and its private key. */
  readonly serialNo: string
  readonly privateKey: KeyObject
  /** The platform's public key: answers that it did not sign are not believed. */
  readonly platformKey: KeyObject
  readonly now: () => number
}

const REFUND_PATH = '/v3/refund/domestic/refunds'
const CLOCK_TOLERANCE_S = 300

/** What is signed for a request under API v3: five lines, each ended. */
export function requestMessage(method: string, path: string, timestamp: string, nonce: string, body: string): string {
  return `${method}\n${path}\n${timestamp}\n${nonce}\n${body}\n`
}

/** What is signed for an answer: three lines, each ended. */
export function answerMessage(timestamp: string, nonce: string, body: string): string {
  return `${timestamp}\n${nonce}\n${body}\n`
}

/** SHA256 with RSA, base64. */
export function sign(message: string, key: KeyObject): string {
  return createSign('RSA-SHA256').update(message, 'utf8').sign(key, 'base64')
}

/** The header by which WeChat Pay knows the merchant. */
export function authorization(account: Pick<WechatPayAccount, 'merchantId' | 'serialNo' | 'privateKey'>, request: OutgoingRequest, timestamp: string, nonce: string): string {
  const signature = sign(requestMessage(request.method, request.path, timestamp, nonce, request.body), account.privateKey)
  return `WECHATPAY2-SHA256-RSA2048 mchid="${account.merchantId}",nonce_str="${nonce}",signature="${signature}",timestamp="${timestamp}",serial_no="${account.serialNo}"`
}

/** The request that asks for a refund. The same `out_refund_no` is paid once, however often it comes. */
export function refundRequest(order: PaymentOrder): OutgoingRequest {
  const body = JSON.stringify({
    ...(order.channelTradeNo === null ? { out_trade_no: order.merchantOrderNo } : { transaction_id: order.channelTradeNo }),
    out_refund_no: order.refundNo,
    reason: order.reason.slice(0, 80),
    amount: { refund: order.amountMinor, total: order.totalMinor, currency: order.currency },
  })
  return { method: 'POST', path: REFUND_PATH, headers: { 'content-type': 'application/json', accept: 'application/json' }, body }
}

/** Whether the platform itself said this, just now. */
export function isGenuine(answer: OutgoingAnswer, platformKey: KeyObject, nowMs: number): boolean {
  const timestamp = answer.headers['wechatpay-timestamp'] ?? ''
  const nonce = answer.headers['wechatpay-nonce'] ?? ''
  const signature = answer.headers['wechatpay-signature'] ?? ''
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(nowMs / 1_000 - Number(timestamp)) > CLOCK_TOLERANCE_S) return false
  return createVerify('RSA-SHA256').update(answerMessage(timestamp, nonce, answer.body), 'utf8').verify(platformKey, signature, 'base64')
}

const Refund = z.object({ refund_id: z.string().max(64), out_refund_no: z.string(), status: z.enum(['SUCCESS', 'CLOSED', 'PROCESSING', 'ABNORMAL']), amount: z.object({ refund: z.number().int() }) })
const Fault = z.object({ code: z.string().max(64) })

/** Refusals after which nothing can have been paid. Everything else may have been, and is asked for again. */
const REFUSED: ReadonlySet<string> = new Set(['PARAM_ERROR', 'INVALID_REQUEST', 'NOT_ENOUGH', 'USER_ACCOUNT_ABNORMAL', 'RESOURCE_NOT_EXISTS', 'MCH_NOT_EXISTS', 'NO_AUTH', 'SIGN_ERROR'])

function readAnswer(answer: OutgoingAnswer, order: Pick<PaymentOrder, 'refundNo' | 'amountMinor'>): ProviderAnswer {
  let body: unknown
  try {
    body = JSON.parse(answer.body)
  } catch {
    return { outcome: 'unknown', code: 'unreadable' }
  }
  if (answer.status >= 400) {
    const fault = Fault.safeParse(body)
    const code = fault.success ? fault.data.code : `status_${answer.status}`
    return answer.status < 500 && REFUSED.has(code) ? { outcome: 'failed', code: code.toLowerCase() } : { outcome: 'unknown', code: code.toLowerCase() }
  }
  const refund = Refund.safeParse(body)
  if (!refund.success || refund.data.out_refund_no !== order.refundNo || refund.data.amount.refund !== order.amountMinor) return { outcome: 'unknown', code: 'unexpected_answer' }
  switch (refund.data.status) {
    case 'SUCCESS': return { outcome: 'succeeded', channelRef: refund.data.refund_id, takenBackMinor: 0 }
    case 'CLOSED': return { outcome: 'failed', code: 'closed' }
    // The card is closed or frozen: the merchant's platform has to be told another way, by a person.
    case 'ABNORMAL': return { outcome: 'failed', code: 'abnormal' }
    case 'PROCESSING': return { outcome: 'unknown', code: 'processing' }
  }
}

/** Refunds by WeChat Pay API v3. */
export function wechatPay(account: WechatPayAccount): PaymentProvider {
  return {
    carryOut: async (order) => {
      const request = refundRequest(order)
      const now = account.now()
      try {
        const signed = { ...request, headers: { ...request.headers, authorization: authorization(account, request, String(Math.floor(now / 1_000)), randomBytes(16).toString('hex').toUpperCase()) } }
        const answer = await ask(account, signed)
        if (!isGenuine(answer, account.platformKey, account.now())) return { outcome: 'unknown', code: 'signature' }
        return readAnswer(answer, order)
      } catch (error) {
        return { outcome: 'unknown', code: codeOfFailure(error) }
      }
    },
  }
}
