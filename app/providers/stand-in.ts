import { createPublicKey, createVerify, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerMessage, requestMessage, sign as signWechat } from './wechat-pay.ts'
import { sign as signAlipay, signContent } from './alipay.ts'
import { sign as signCarrier } from './carrier-ledger.ts'

/** What the next answers do wrong. `drop` pays and says nothing; `late_failure` says "processing" now and fails when asked again. */
export type Fault = 'none' | 'refuse' | 'drop' | 'drop_before' | 'slow' | 'late_failure' | 'late_success' | 'garbage' | 'forged' | 'server_error'

/** What was paid, by refund number. */
interface Paid {
  readonly amountMinor: number
  readonly times: number
  readonly state: 'processing' | 'succeeded' | 'failed'
}

export interface StandIn {
  readonly origin: string
  readonly merchantId: string
  readonly serialNo: string
  readonly appId: string
  readonly secret: string
  readonly merchantKey: KeyObject
  readonly providerKey: KeyObject
  readonly paid: ReadonlyMap<string, Paid>
  /** How many requests came in. */
  readonly requests: () => number
  /** Faults of the next requests, in order; without any, all is well. */
  readonly plan: (...faults: readonly Fault[]) => void
  readonly close: () => Promise<void>
}

/**
 * WeChat Pay, Alipay and the carrier's ledger for practice and tests: a server of its own on a port of this machine, with their forms, signatures and rule that
 * one number is paid once. It remembers in `file`, where there is one, so that a restart pays nothing twice.
 */
export async function startStandIn({ file = null, slowMs = 60_000, now = Date.now }: { readonly file?: string | null; readonly slowMs?: number; readonly now?: () => number } = {}): Promise<StandIn> {
  const merchant = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const provider = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const merchantPublic = createPublicKey(merchant.privateKey)
  const paid = new Map<string, Paid>(file !== null && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as [string, Paid][]) : [])
  const planned: Fault[] = []
  const merchantId = '1900000109'
  const [serialNo, appId, secret] = ['5157F09EFDC096DE15EBE81A47057A7232F1B8E1', '2021000000000000', 'practice-secret-of-the-stand-in']
  let requests = 0

  /** Books once, whatever comes again. False when the number came with another sum. */
  const book = (refundNo: string, amountMinor: number, state: Paid['state']): boolean => {
    const known = paid.get(refundNo)
    if (known && known.amountMinor !== amountMinor) return false
    paid.set(refundNo, known ? { ...known, state: known.state === 'processing' ? state : known.state } : { amountMinor, times: 1, state })
    if (file !== null) {
      writeFileSync(`${file}.part`, JSON.stringify([...paid]), { mode: 0o600 })
      renameSync(`${file}.part`, file)
    }
    return true
  }
  const stateFor = (refundNo: string, fault: Fault): Paid['state'] => {
    if (fault === 'late_failure' || fault === 'late_success') return paid.get(refundNo)?.state === 'processing' ? (fault === 'late_failure' ? 'failed' : 'succeeded') : 'processing'
    return 'succeeded'
  }

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts).toString('utf8')
    const fault = planned.shift() ?? 'none'
    requests++
    if (fault === 'drop_before') return void request.socket.destroy()
    if (fault === 'server_error') return void response.writeHead(500, { 'content-type': 'application/json' }).end('{"code":"SYSTEM_ERROR"}')
    if (fault === 'slow') await new Promise((resolve) => setTimeout(resolve, slowMs))
    const path = request.url ?? ''
    const answer = path.startsWith('/v3/') ? wechat(request, path, body, fault) : path.startsWith('/gateway.do') ? ali(body, fault) : carrier(request, body, fault)
    if (fault === 'drop') return void request.socket.destroy()
    if (fault === 'garbage') return void response.writeHead(200).end('<html>gateway</html>')
    response.writeHead(answer.status, answer.headers).end(answer.body)
  }

  const wechat = (request: IncomingMessage, path: string, body: string, fault: Fault) => {
    const reply = (status: number, content: object) => {
      const text = JSON.stringify(content)
      const timestamp = String(Math.floor(now() / 1_000))
      const signature = fault === 'forged' ? signWechat(answerMessage(timestamp, 'n', text), merchant.privateKey) : signWechat(answerMessage(timestamp, 'n', text), provider.privateKey)
      return { status, body: text, headers: { 'content-type': 'application/json', 'wechatpay-timestamp': timestamp, 'wechatpay-nonce': 'n', 'wechatpay-signature': signature } }
    }
    const given = Object.fromEntries([...(request.headers.authorization ?? '').matchAll(/(\w+)="([^"]*)"/g)].map((match) => [match[1] ?? '', match[2] ?? '']))
    const message = requestMessage(request.method ?? '', path, given.timestamp ?? '', given.nonce_str ?? '', body)
    if (given.mchid !== merchantId || !createVerify('RSA-SHA256').update(message).verify(merchantPublic, given.signature ?? '', 'base64')) return reply(401, { code: 'SIGN_ERROR' })
    const { out_refund_no: refundNo, amount } = JSON.parse(body) as { out_refund_no: string; amount: { refund: number; total: number } }
    if (fault === 'refuse') return reply(403, { code: 'NOT_ENOUGH' })
    if (amount.refund > amount.total) return reply(400, { code: 'INVALID_REQUEST' })
    if (!book(refundNo, amount.refund, stateFor(refundNo, fault))) return reply(400, { code: 'PARAM_ERROR' })
    const status = { processing: 'PROCESSING', succeeded: 'SUCCESS', failed: 'CLOSED' }[paid.get(refundNo)?.state ?? 'processing']
    return reply(200, { refund_id: `50${refundNo}`, out_refund_no: refundNo, status, amount: { refund: amount.refund, total: amount.total } })
  }

  const ali = (body: string, fault: Fault) => {
    const reply = (content: object) => {
      const text = JSON.stringify(content)
      const key = fault === 'forged' ? merchant.privateKey : provider.privateKey
      return { status: 200, headers: { 'content-type': 'application/json' }, body: `{"alipay_trade_refund_response":${text},"sign":${JSON.stringify(signAlipay(text, key))}}` }
    }
    const parameters = Object.fromEntries(new URLSearchParams(body))
    if (!createVerify('RSA-SHA256').update(signContent(parameters), 'utf8').verify(merchantPublic, parameters.sign ?? '', 'base64')) return reply({ code: '40002', sub_code: 'isv.invalid-signature' })
    const content = JSON.parse(parameters.biz_content ?? '{}') as { out_request_no: string; refund_amount: string; trade_no?: string }
    if (fault === 'refuse') return reply({ code: '40004', msg: 'Business Failed', sub_code: 'ACQ.SELLER_BALANCE_NOT_ENOUGH' })
    const isReplay = paid.has(content.out_request_no)
    if (!book(content.out_request_no, Math.round(Number(content.refund_amount) * 100), stateFor(content.out_request_no, fault))) return reply({ code: '40004', sub_code: 'ACQ.REFUND_FEE_ERROR' })
    const state = paid.get(content.out_request_no)?.state
    if (state === 'processing') return reply({ code: '20000', sub_code: 'ACQ.SYSTEM_ERROR' })
    if (state === 'failed') return reply({ code: '40004', sub_code: 'ACQ.BUYER_ERROR' })
    return reply({ code: '10000', msg: 'Success', trade_no: content.trade_no ?? '', out_request_no: content.out_request_no, fund_change: isReplay ? 'N' : 'Y', refund_fee: content.refund_amount })
  }

  const carrier = (request: IncomingMessage, body: string, fault: Fault) => {
    const reply = (status: number, content: object) => ({ status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(content) })
    if (signCarrier(String(request.headers['x-timestamp']), body, secret) !== request.headers['x-signature']) return reply(401, { error: 'signature' })
    const { originTransactionID: refundNo, transactionAmount, takeBackAmount = 0 } = JSON.parse(body) as { originTransactionID: string; transactionAmount: number; takeBackAmount?: number }
    if (fault === 'refuse') return reply(200, { responseCode: 126, originTransactionID: refundNo })
    if (!book(refundNo, transactionAmount, stateFor(refundNo, fault))) return reply(200, { responseCode: 115, originTransactionID: refundNo })
    const state = paid.get(refundNo)?.state
    return reply(200, { responseCode: state === 'succeeded' ? 0 : state === 'failed' ? 126 : 900, originTransactionID: refundNo, operatorTransactionID: `L${refundNo}`, takenBackAmount: takeBackAmount })
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.writeHead(500).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, merchantId, serialNo, appId, secret, merchantKey: merchant.privateKey, providerKey: createPublicKey(provider.privateKey),
    paid, requests: () => requests, plan: (...faults) => void planned.push(...faults),
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}
