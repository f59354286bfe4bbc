import { claimsNotReceived, claimsWrongNumber } from './refund/claims.ts'
import { tradeNumberOf } from './receipt/trade-number.ts'

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

/** `trade:` token of a slip whose trade number stands in its text alone, so that the channel's row finds it. */
export function tradeToken(channelTradeNo: string | null, text: string): readonly string[] {
  if (channelTradeNo !== null) return []
  const found = tradeNumberOf({ channelTradeNo: null, text })
  return found === null ? [] : [`trade:${found}`]
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
