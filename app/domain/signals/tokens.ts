import { HOUR_MS, type Instant } from '../values/time.ts'
import { claimsNotReceived, claimsWrongNumber } from './refund/claims.ts'
import { tradeNumberOf, tradeNumbersTold } from './receipt/trade-number.ts'

/** Shorter complaints are alike by nature. */
const LEAST_CLAIM = 40

/** `claim:` token of a customer's long complaint, by its words without digits and signs: the same wording from several customers is handed out (R-REF-07). */
export function claimToken(text: string): readonly string[] {
  if (text.length < LEAST_CLAIM) return []
  const message = { direction: 'in' as const, text }
  if (!claimsNotReceived(message) && !claimsWrongNumber(message)) return []
  const words = text.normalize('NFKC').toLowerCase().replace(/[^\p{L}]+/gu, '')
  return [`claim:${fingerprint(words)}`]
}

/** `claimant:` token of a customer who says that an order never arrived or was for another number; the orders it is said of are counted (R-REF-03). */
export function claimantToken(text: string, customer: string): readonly string[] {
  const message = { direction: 'in' as const, text }
  return claimsNotReceived(message) || claimsWrongNumber(message) ? [`claimant:${customer}`] : []
}

/** `trade:` token of a slip whose trade number stands in its text alone, so that the channel's row finds it. */
export function tradeToken(channelTradeNo: string | null, text: string): readonly string[] {
  if (channelTradeNo !== null) return []
  const found = tradeNumberOf({ channelTradeNo: null, text })
  return found === null ? [] : [`trade:${found}`]
}

/** `trade:` tokens of what a customer writes, so that the row of the channel finds the order it is claimed for. Addresses hold long numbers of their own. */
export function toldTradeTokens(text: string): readonly string[] {
  return /^https?:/i.test(text) ? [] : tradeNumbersTold(text).map((trade) => `trade:${trade}`)
}

/** Small by any currency's measure: tests are done with the least amount a shop sells. */
const SMALL_MINOR = 1_000

/**
 * `cards:` tokens of a try with a card that was refused or for a small amount: its issuer and the hundred numbers it lies in, in the hour and in the hour
 * that begins half an hour later. Cards tried one after the other share them though device, address, payer and number all change (R-PAY-06).
 * `tries:` the same of the 256 addresses that the try came from, for cards of all issuers tried from one rented network.
 */
export function cardTokens(order: { readonly cardBinLast4: string | null; readonly ip: string | null; readonly status: string; readonly faceMinor: number; readonly at: Instant }): readonly string[] {
  if (order.cardBinLast4 === null || (order.status !== 'failed' && order.faceMinor > SMALL_MINOR)) return []
  const digits = order.cardBinLast4.replaceAll(/\D/g, '')
  const network = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(order.ip ?? '')?.[1]
  return [
    ...(digits.length < 10 ? [] : hoursOf(`cards:${digits.slice(0, 6)}.${digits.slice(-4, -2)}`, order.at)),
    ...(network === undefined ? [] : hoursOf(`tries:${network}.`, order.at)),
  ]
}

/** How long one card under many payers is looked at. */
export const SHARED_CARD_MS = 6 * HOUR_MS

/**
 * `card:` tokens of an order that a card paid, by its issuer and last four digits, and `beside:` tokens of the ten numbers it lies in, in six hours and in the
 * six that begin three hours later. A masked card may be another by chance: how crowded the ten are tells how ordinary that is (`payment/card-shared`).
 */
export function sharedCardTokens({ cardBinLast4, status, at }: { readonly cardBinLast4: string | null; readonly status: string; readonly at: Instant }): readonly string[] {
  const digits = cardBinLast4?.replaceAll(/\D/g, '') ?? ''
  if (digits.length < 10 || status === 'created' || status === 'failed') return []
  const key = `${digits.slice(0, 6)}.${digits.slice(-4)}`
  return [...windowsOf(`card:${key}`, at, SHARED_CARD_MS), ...windowsOf(`beside:${key.slice(0, -1)}`, at, SHARED_CARD_MS)]
}

/** `serials:` tokens of a refused voucher: the thousand serials it lies in, by the hour as for cards. Serials counted through over many numbers share them (R-VCH-01). */
export function serialTokens({ voucherSerial, status, at }: { readonly voucherSerial: string | null; readonly status: string; readonly at: Instant }): readonly string[] {
  return voucherSerial === null || status !== 'failed' || !/^\d{8,24}$/.test(voucherSerial) ? [] : hoursOf(`serials:${voucherSerial.slice(0, -3)}`, at)
}

function hoursOf(key: string, at: Instant): readonly string[] {
  return windowsOf(key, at, HOUR_MS)
}

/** A key in the window of a length that holds a time, and in the one that begins half a length later. */
function windowsOf(key: string, at: Instant, lengthMs: number): readonly string[] {
  return [`${key}.${Math.floor(at / lengthMs)}`, `${key}.${Math.floor((at + lengthMs / 2) / lengthMs)}h`]
}

/** FNV-1a twice over with different starts: 64 bits to tell wordings apart. Guards nothing. */
function fingerprint(text: string): string {
  let a = 0x811c9dc5
  let b = 0x9747b28c
  for (let i = 0; i < text.length; i++) {
    a = Math.imul(a ^ text.charCodeAt(i), 0x01000193) >>> 0
    b = Math.imul(b ^ text.charCodeAt(i), 0x5bd1e995) >>> 0
  }
  return `${a.toString(36)}${b.toString(36)}`
}
