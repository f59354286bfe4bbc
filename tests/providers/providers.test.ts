import { createPublicKey, createVerify, generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import { readdirSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { PaymentOrder } from '../../app/domain/actions/payment-order.ts'
import { sign as signAli, signContent, signedPart } from '../../app/providers/alipay.ts'
import { transferLine } from '../../app/providers/bank-file.ts'
import { practiceProviders } from '../../app/providers/index.ts'
import { isInnerAddress } from '../../app/domain/values/addresses.ts'
import { ask } from '../../app/providers/outgoing.ts'
import { type Fault, startStandIn, type StandIn } from '../../app/providers/stand-in.ts'
import { answerMessage, authorization, isGenuine, refundRequest, requestMessage, sign } from '../../app/providers/wechat-pay.ts'
import { newFolder } from '../support/folders.ts'

const ORDER: PaymentOrder = {
  refundNo: 'TW0123456789ABCDEFR001', road: 'refund', amountMinor: 5_000, totalMinor: 10_000, currency: 'CNY', channelTradeNo: '4200000000202603140000000001', merchantOrderNo: 'M1',
  destination: '6222********1234', source: '+8613800005678', takeBackMinor: 0, reason: 'duplicate',
}
const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})
const stand = async (options: Parameters<typeof startStandIn>[0] = {}): Promise<StandIn> => {
  const standIn = await startStandIn(options)
  open.push(standIn.close)
  return standIn
}

describe('WeChat Pay API v3', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  it('signs the five lines of the published example', () => {
    // The example of the documentation on signatures: GET of the certificates.
    expect(requestMessage('GET', '/v3/certificates', '1554208460', '593BEC0C930BF1AFEB40B4A08C8FB242', '')).toBe('GET\n/v3/certificates\n1554208460\n593BEC0C930BF1AFEB40B4A08C8FB242\n\n')
    const header = authorization({ merchantId: '1900009191', serialNo: '1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C', privateKey }, { method: 'GET', path: '/v3/certificates', headers: {}, body: '' }, '1554208460', '593BEC0C930BF1AFEB40B4A08C8FB242')
    const parts = /^WECHATPAY2-SHA256-RSA2048 mchid="1900009191",nonce_str="593BEC0C930BF1AFEB40B4A08C8FB242",signature="([^"]+)",timestamp="1554208460",serial_no="1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C"$/.exec(header)
    expect(createVerify('RSA-SHA256').update('GET\n/v3/certificates\n1554208460\n593BEC0C930BF1AFEB40B4A08C8FB242\n\n').verify(publicKey, parts?.[1] ?? '', 'base64')).toBe(true)
  })
  it('asks with the fields of the refund interface, in whole fen', () => {
    expect(JSON.parse(refundRequest(ORDER).body)).toEqual({
      transaction_id: ORDER.channelTradeNo, out_refund_no: ORDER.refundNo, reason: 'duplicate', amount: { refund: 5_000, total: 10_000, currency: 'CNY' },
    })
    expect(JSON.parse(refundRequest({ ...ORDER, channelTradeNo: null }).body)).toMatchObject({ out_trade_no: 'M1' })
  })
  it('believes an answer that the platform signed just now, and no other', () => {
    const answer = (timestamp: string, body = '{}', key = privateKey) => ({ status: 200, body, headers: { 'wechatpay-timestamp': timestamp, 'wechatpay-nonce': 'n', 'wechatpay-signature': sign(answerMessage(timestamp, 'n', body), key) } })
    const now = 1_700_000_000_000
    expect(isGenuine(answer('1700000000'), publicKey, now)).toBe(true)
    expect([isGenuine(answer('1699999700'), publicKey, now), isGenuine(answer('1699999699'), publicKey, now)]).toEqual([true, false])
    expect(isGenuine({ ...answer('1700000000'), body: '{ }' }, publicKey, now)).toBe(false)
    expect(isGenuine(answer('1700000000', '{}', generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey), publicKey, now)).toBe(false)
  })
})

describe('Alipay RSA2', () => {
  it('signs the parameters in order of their names, without the empty ones and the signature', () => {
    expect(signContent({ method: 'alipay.trade.refund', app_id: '2014072300007148', sign: 'x', charset: 'utf-8', notify_url: '', biz_content: '{"a":"b=c&d"}' }))
      .toBe('app_id=2014072300007148&biz_content={"a":"b=c&d"}&charset=utf-8&method=alipay.trade.refund')
  })
  it('checks the response as it stands in the answer, braces in texts included', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const part = '{"code":"10000","msg":"a } \\" b","n":{"x":1}}'
    expect(signedPart(`{"alipay_trade_refund_response":${part},"sign":"${signAli(part, privateKey)}"}`, 'alipay_trade_refund_response')).toBe(part)
    expect(createVerify('RSA-SHA256').update(part).verify(createPublicKey(privateKey), signAli(part, privateKey), 'base64')).toBe(true)
  })
})

describe('the adapters against a stand-in that speaks over HTTP', () => {
  const roads = [['wechat_pay', ORDER], ['alipay', ORDER], ['carrier_ledger', { ...ORDER, road: 'goodwill' }]] as const
  for (const [name, order] of roads) {
    const outcomes = async (faults: readonly Fault[]) => {
      const standIn = await stand({ slowMs: 5_000 })
      const provider = practiceProviders(standIn, newFolder(), { timeoutMs: faults.includes('slow') ? 150 : 10_000 })[name]
      standIn.plan(...faults)
      const answers = []
      for (let n = 0; n < faults.length + 1; n++) answers.push(await provider?.carryOut(order))
      return { outcomes: answers.map((one) => one?.outcome), paid: [...standIn.paid.values()], answers }
    }
    it(`${name}: pays once, however often it is asked`, async () => {
      expect(await outcomes(['none', 'none'])).toMatchObject({ outcomes: ['succeeded', 'succeeded', 'succeeded'], paid: [{ times: 1, amountMinor: 5_000 }] })
    })
    for (const fault of ['drop', 'drop_before', 'slow', 'garbage', 'server_error', ...(name === 'carrier_ledger' ? [] : ['forged' as const])] as const)
      it(`S10 ${name}: ${fault} leaves it unknown, and the same number then finds out`, async () => {
        expect(await outcomes([fault])).toMatchObject({ outcomes: ['unknown', 'succeeded'], paid: [{ times: 1 }] })
      })
    it(`${name}: a refusal is a failure with its code, and pays nothing`, async () => {
      const { answers, paid } = await outcomes(['refuse'])
      expect(answers[0]).toMatchObject({ outcome: 'failed' })
      expect(paid).toHaveLength(1)
    })
    it(`${name}: accepted first, failed later`, async () => {
      expect((await outcomes(['late_failure', 'late_failure'])).outcomes.slice(0, 2)).toEqual(['unknown', 'failed'])
    })
  }
  it('remembers over a restart what was paid', async () => {
    const file = join(newFolder(), 'paid.json')
    const first = await stand({ file })
    await practiceProviders(first, newFolder()).wechat_pay?.carryOut(ORDER)
    const second = await stand({ file })
    await practiceProviders(second, newFolder()).wechat_pay?.carryOut(ORDER)
    expect([...second.paid.values()]).toEqual([{ amountMinor: 5_000, times: 1, state: 'succeeded' }])
  })
})

describe('bank files', () => {
  it('one file a refund number, never a second, and unknown until the statement shows it', async () => {
    const path = newFolder()
    const bank = practiceProviders(await stand(), path).bank_file
    expect([await bank?.carryOut(ORDER), await bank?.carryOut(ORDER)]).toEqual([{ outcome: 'unknown', code: 'in_bank_file' }, { outcome: 'unknown', code: 'in_bank_file' }])
    expect(await bank?.carryOut({ ...ORDER, amountMinor: 1 })).toEqual({ outcome: 'unknown', code: 'file_differs' })
    expect(readdirSync(join(path, 'bank-files'))).toEqual([`${ORDER.refundNo}.csv`])
    expect(readFileSync(join(path, 'bank-files', `${ORDER.refundNo}.csv`), 'utf8')).toContain('"50.00","CNY"')
  })
  it('S41: guards cells against spreadsheets', () => {
    expect(transferLine({ ...ORDER, destination: '=1+1', reason: 'a "b"' })).toContain(`"'=1+1"`)
  })
})

describe('S35: outgoing calls', () => {
  it('never reach inner networks', () => {
    for (const inner of ['127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '::1', 'fc00::1', 'fe80::1', '::ffff:10.0.0.1', '::ffff:a00:1', '64:ff9b::7f00:1', '2002:7f00:1::', 'fec0::1', '::7f00:1', '224.0.0.1', '255.255.255.255', 'nothing', '1.2.3', '1::2::3'])
      expect([inner, isInnerAddress(inner)]).toEqual([inner, true])
    for (const outer of ['8.8.8.8', '172.32.0.1', '100.128.0.1', '2001:4860:4860::8888', '2400:3200::1']) expect([outer, isInnerAddress(outer)]).toEqual([outer, false])
  })
  it('are https alone, to the configured host alone, without redirects, and bounded in size', async () => {
    const request = { method: 'GET', path: '/', headers: {}, body: '' } as const
    await expect(ask({ origin: 'http://provider.example', timeoutMs: 100 }, request)).rejects.toMatchObject({ code: 'endpoint_form' })
    for (const origin of ['https://someone@provider.example', 'https://:secret@provider.example']) await expect(ask({ origin, timeoutMs: 100 }, request)).rejects.toMatchObject({ code: 'endpoint_form' })
    await expect(ask({ origin: 'https://10.0.0.1', timeoutMs: 100 }, request)).rejects.toMatchObject({ code: 'inner_address' })
    await expect(ask({ origin: 'https://localhost', timeoutMs: 2_000 }, request)).rejects.toMatchObject({ code: 'inner_address' })
    await expect(ask({ origin: 'https://provider.example', timeoutMs: 100 }, { ...request, path: '//evil.example/' })).rejects.toMatchObject({ code: 'endpoint_form' })
    const server = createServer((asked, response) => {
      if (asked.url === '/away') response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
      else response.end('x'.repeat(300_000))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    open.push(() => new Promise((resolve) => server.close(() => resolve())))
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    await expect(ask({ origin, timeoutMs: 5_000 }, { ...request, path: '/away' })).rejects.toMatchObject({ code: 'redirected' })
    await expect(ask({ origin, timeoutMs: 5_000 }, { ...request, path: '/long' })).rejects.toMatchObject({ code: 'answer_too_long' })
  })
})
