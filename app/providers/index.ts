import { createPrivateKey, createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Providers } from '../domain/actions/payment-order.ts'
import { alipay } from './alipay.ts'
import { bankFile } from './bank-file.ts'
import { carrierLedger } from './carrier-ledger.ts'
import { type StandIn, startStandIn } from './stand-in.ts'
import { wechatPay } from './wechat-pay.ts'

const origin = z.url({ protocol: /^https$/ })
const file = z.string().min(1)
/** The operator's accounts as the accounts file names them; keys stand in files of their own. */
const Accounts = z.strictObject({
  wechat_pay: z.strictObject({ origin, merchantId: z.string().regex(/^\d{8,12}$/), serialNo: z.string().regex(/^[0-9A-F]{8,64}$/i), privateKeyFile: file, platformKeyFile: file }).optional(),
  alipay: z.strictObject({ origin, appId: z.string().regex(/^\d{8,20}$/), privateKeyFile: file, alipayKeyFile: file }).optional(),
  carrier_ledger: z.strictObject({ origin, hostName: z.string().min(1).max(64), secretFile: file }).optional(),
})
type LiveProviders = z.infer<typeof Accounts>

/** How the installation gives money back. */
export type PaymentsConfig = { readonly mode: 'practice' } | { readonly mode: 'live'; readonly accountsFile: string }

const TIMEOUT_MS = 15_000

/** The operator's real accounts, with keys out of owner-only files. Bank files need no account. */
function liveProviders(accounts: LiveProviders, varDir: string, now: () => number = Date.now): Providers {
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

/** The providers of an installation, ready to be asked; `close` ends the stand-in, where there is one. */
export async function openProviders(config: PaymentsConfig, varDir: string): Promise<Providers & { readonly close: () => Promise<void> }> {
  if (config.mode === 'live') return { ...liveProviders(Accounts.parse(JSON.parse(readFileSync(config.accountsFile, 'utf8'))), varDir), close: async () => {} }
  const standIn = await startStandIn({ file: join(varDir, 'practice-payments.json') })
  return { ...practiceProviders(standIn, varDir), close: standIn.close }
}
