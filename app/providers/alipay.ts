import { createSign, createVerify, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import type { PaymentOrder, PaymentProvider } from '../domain/actions/payment-order.ts'
import type { ProviderAnswer } from '../domain/actions/refund.ts'
import { amountText } from '../domain/values/money.ts'
import { instantText } from '../domain/values/time.ts'
import { ask, codeOfFailure, type Endpoint, type OutgoingRequest } from './outgoing.ts'

export interface AlipayAccount extends Endpoint {
  readonly appId: string
  readonly privateKey: KeyObject
  readonly alipayKey: KeyObject
  readonly now: () => number
}

const GATEWAY_PATH = '/gateway.do?charset=utf-8'
const CHINA_OFFSET_MIN = 480

/** What is signed: all parameters but `sign` and the empty ones, in order of their names, as `name=value` joined by `&`, values as they are. */
export function signContent(parameters: Readonly<Record<string, string>>): string {
  return Object.keys(parameters).filter((name) => name !== 'sign' && parameters[name] !== '').sort().map((name) => `${name}=${parameters[name]}`).join('&')
}

/** RSA2: SHA256 with RSA, base64. */
export function sign(content: string, key: KeyObject): string {
  return createSign('RSA-SHA256').update(content, 'utf8').sign(key, 'base64')
}

/** The request that asks for a refund. The same `out_request_no` is paid once; a replay is answered with `fund_change` N. */
function refundRequest(account: Pick<AlipayAccount, 'appId' | 'privateKey'>, order: PaymentOrder, nowMs: number): OutgoingRequest {
  const content = {
    ...(order.channelTradeNo === null ? { out_trade_no: order.merchantOrderNo } : { trade_no: order.channelTradeNo }),
    refund_amount: amountText(order.amountMinor, order.currency), out_request_no: order.refundNo, refund_reason: order.reason.slice(0, 256),
  }
  const parameters = {
    app_id: account.appId, method: 'alipay.trade.refund', format: 'JSON', charset: 'utf-8', sign_type: 'RSA2',
    timestamp: instantText(nowMs - (nowMs % 1_000), CHINA_OFFSET_MIN).slice(0, 19).replace('T', ' '), version: '1.0', biz_content: JSON.stringify(content),
  }
  const body = new URLSearchParams({ ...parameters, sign: sign(signContent(parameters), account.privateKey) }).toString()
  return { method: 'POST', path: GATEWAY_PATH, headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' }, body }
}

/** The text of the response object, byte for byte as it stands in the answer: that is what Alipay signs. */
export function signedPart(body: string, name: string): string | null {
  const key = `"${name}":`
  const start = body.indexOf(key)
  if (start < 0) return null
  const from = body.indexOf('{', start + key.length)
  let depth = 0
  let isQuoted = false
  for (let i = from; from >= 0 && i < body.length; i++) {
    const char = body[i]
    if (isQuoted && char === '\\') i++
    else if (char === '"') isQuoted = !isQuoted
    else if (!isQuoted && char === '{') depth++
    else if (!isQuoted && char === '}' && --depth === 0) return body.slice(from, i + 1)
  }
  return null
}

const Response = z.object({ code: z.string(), sub_code: z.string().optional(), trade_no: z.string().optional(), out_request_no: z.string().optional(), fund_change: z.enum(['Y', 'N']).optional(), refund_fee: z.string().optional() })
const Signed = z.object({ alipay_trade_refund_response: Response, sign: z.string() })

const REFUSED: ReadonlySet<string> = new Set([
  'ACQ.INVALID_PARAMETER', 'ACQ.SELLER_BALANCE_NOT_ENOUGH', 'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL', 'ACQ.TRADE_NOT_EXIST', 'ACQ.TRADE_HAS_FINISHED', 'ACQ.REASON_TRADE_REFUND_FEE_ERR',
  'ACQ.TRADE_STATUS_ERROR', 'ACQ.BUYER_ERROR', 'ACQ.REFUND_FEE_ERROR',
])

/** Reads an answer, if Alipay signed it. */
function readAnswer(body: string, alipayKey: KeyObject, order: Pick<PaymentOrder, 'refundNo'>): ProviderAnswer {
  const part = signedPart(body, 'alipay_trade_refund_response')
  let parsed: z.infer<typeof Signed>
  try {
    parsed = Signed.parse(JSON.parse(body))
  } catch {
    return { outcome: 'unknown', code: 'unreadable' }
  }
  if (part === null || !createVerify('RSA-SHA256').update(part, 'utf8').verify(alipayKey, parsed.sign, 'base64')) return { outcome: 'unknown', code: 'signature' }
  const { code, sub_code: subCode = '', out_request_no: refundNo, trade_no: tradeNo = '' } = parsed.alipay_trade_refund_response
  // A replay is answered with success and fund_change N: it was paid the first time.
  if (code === '10000') return refundNo === undefined || refundNo === order.refundNo ? { outcome: 'succeeded', channelRef: tradeNo, takenBackMinor: 0 } : { outcome: 'unknown', code: 'unexpected_answer' }
  return code === '40004' && REFUSED.has(subCode) ? { outcome: 'failed', code: subCode.toLowerCase() } : { outcome: 'unknown', code: (subCode || code).toLowerCase() }
}

/** Refunds by Alipay's open platform, signed with RSA2. */
export function alipay(account: AlipayAccount): PaymentProvider {
  return {
    carryOut: async (order) => {
      try {
        const answer = await ask(account, refundRequest(account, order, account.now()))
        return answer.status === 200 ? readAnswer(answer.body, account.alipayKey, order) : { outcome: 'unknown', code: `status_${answer.status}` }
      } catch (error) {
        return { outcome: 'unknown', code: codeOfFailure(error) }
      }
    },
  }
}
