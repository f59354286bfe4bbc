import { createPrivateKey, createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Providers } from '../domain/actions/payment-order.ts'
import { alipay } from './alipay.ts'
import { bankFile } from './bank-file.ts'
import { carrierLedger } from './carrier-ledger.ts'
import { type StandIn, startStandIn } from './stand-in.ts'
import { wechatPay } from './wechat-pay.ts'

export interface LiveProviders {
  readonly wechat_pay?: { readonly origin: string; readonly merchantId: string; readonly serialNo: string; readonly privateKeyFile: string; readonly platformKeyFile: string }
  readonly alipay?: { readonly origin: string; readonly appId: string; readonly privateKeyFile: string; readonly alipayKeyFile: string }
  readonly carrier_ledger?: { readonly origin: string; readonly hostName: string; readonly secretFile: string }
}

const TIMEOUT_MS = 15_000

/** The operator's real accounts, with keys out of owner-only files. Bank files need no account. */
export function liveProviders(accounts: LiveProviders, varDir: string, now: () => number = Date.now): Providers {
  const privateKey = (file: string) => createPrivateKey(readFileSync(file))
  const publicKey = (file: string) => createPublicKey(readFileSync(file))
  const { wechat_pay: wechat, alipay: ali, carrier_ledger: carrier } = accounts
  return {
    bank_file: bankFile(join(varDir, 'bank-files')),
    ...(wechat ? { wechat_pay: wechatPay({ ...wechat, timeoutMs: TIMEOUT_MS, privateKey: privateKey(wechat.privateKeyFile), platformKey: publicKey(wechat.platformKeyFile), now }) } : {}),
    ...(ali ? { alipay: alipay({ ...ali, timeoutMs: TIMEOUT_MS, privateKey: privateKey(ali.privateKeyFile), alipayKey: publicKey(ali.alipayKeyFile), now }) } : {}),
    ...(carrier ? { carrier_ledger: carrierLedger({ ...carrier, timeoutMs: TIMEOUT_MS, secret: readFileSync(carrier.secretFile, 'utf8').trim(), now }) } : {}),
  }
}

/** The adapters, pointed at a stand-in. */
export function practiceProviders(standIn: StandIn, varDir: string, { timeoutMs = TIMEOUT_MS, now = Date.now }: { readonly timeoutMs?: number; readonly now?: () => number } = {}): Providers {
  const { origin, merchantId, serialNo, appId, secret, merchantKey, providerKey } = standIn
  return {
    wechat_pay: wechatPay({ origin, timeoutMs, merchantId, serialNo, privateKey: merchantKey, platformKey: providerKey, now }),
    alipay: alipay({ origin, timeoutMs, appId, privateKey: merchantKey, alipayKey: providerKey, now }),
    carrier_ledger: carrierLedger({ origin, timeoutMs, hostName: 'topwarden', secret, now }),
    bank_file: bankFile(join(varDir, 'bank-files')),
  }
}

export { startStandIn }
