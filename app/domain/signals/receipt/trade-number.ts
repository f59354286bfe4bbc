import type { PaymentMethod, Receipt } from '../../intake/record.ts'
import { DAY_MS, type Instant, zoneOffsetMin, MINUTE_MS } from '../../values/time.ts'

/** Which channel's trade numbers a receipt must carry, as far as it says. */
export function channelOf(receipt: Pick<Receipt, 'source'>, method: PaymentMethod | null): 'wechat_pay' | 'alipay' | null {
  if (receipt.source === 'wechat_pay' || receipt.source === 'alipay') return receipt.source
  return method === 'wechat_pay' || method === 'alipay' ? method : null
}

const WECHAT = /^4\d{9}(\d{8})\d{10}$/
const ALIPAY = /^(\d{8})\d{20}$/

/** What is odd in a trade number: its shape, or the day that stands in it (seen in samples, not documented: DOMAIN R-RCP-02). */
export type TradeNumberFault =
  | { readonly why: 'shape' }
  | { readonly why: 'other_channel' }
  | { readonly why: 'no_such_day' }
  | { readonly why: 'day'; readonly daysOff: number }

/** Reads a trade number of WeChat Pay or Alipay against the time at which it was said to be paid. Null when it is in order. */
export function tradeNumberFault(tradeNo: string, channel: 'wechat_pay' | 'alipay', paidAt: Instant, zone: string): TradeNumberFault | null {
  const own = (channel === 'wechat_pay' ? WECHAT : ALIPAY).exec(tradeNo)
  const other = (channel === 'wechat_pay' ? ALIPAY : WECHAT).exec(tradeNo)
  if (!own || (own[1] !== undefined && dayNumber(own[1]) === null)) {
    if (other?.[1] !== undefined && dayNumber(other[1]) !== null) return { why: 'other_channel' }
    return { why: own ? 'no_such_day' : 'shape' }
  }
  const day = dayNumber(own[1] ?? '') ?? 0
  const paidDay = Math.floor((paidAt + zoneOffsetMin(paidAt, zone) * MINUTE_MS) / DAY_MS)
  const daysOff = paidDay - day
  return Math.abs(daysOff) > 1 ? { why: 'day', daysOff } : null
}

/** Days since 1970 of `yyyymmdd`, null when there is no such day. */
function dayNumber(digits: string): number | null {
  const [year, month, day] = [Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6, 8))]
  if (year < 2004 || year > 2099 || month < 1 || month > 12 || day < 1) return null
  const at = Date.UTC(year, month - 1, day)
  return new Date(at).getUTCDate() === day ? at / DAY_MS : null
}

/** Trade numbers are long: a run of this many digits in a slip's text is one, a phone number never. */
const IN_TEXT = /(?<!\d)\d{20,32}(?!\d)/

/** What people and files put between or around the digits, and digits of full width. */
const SIGNS = /^[`'’\s]|\s|[\u200b-\u200f\ufeff\uff01-\uff5e]/
/** A label before the digits, or signs between their groups: as a slip shows them. */
const LABELLED = /^(?:[\p{Script=Han}A-Za-z. ]{2,8}[.:：#]? ?)?((?:\d[ ,.-]?){19,31}\d)$/u

/** The trade number a receipt names: its column, or the long number its text shows. */
export function tradeNumberOf(receipt: Pick<Receipt, 'channelTradeNo' | 'text'>): string | null {
  if (receipt.channelTradeNo !== null && receipt.channelTradeNo.length > 20) {
    const shown = LABELLED.exec(receipt.channelTradeNo.normalize('NFKC').trim())?.[1]
    if (shown !== undefined) return shown.replace(/[ ,.-]/g, '')
  }
  if (receipt.channelTradeNo !== null) return SIGNS.test(receipt.channelTradeNo) ? receipt.channelTradeNo.normalize('NFKC').replace(/[\s`'’\u200b-\u200f\ufeff-]+/g, '') : receipt.channelTradeNo
  return receipt.text === null ? null : (IN_TEXT.exec(receipt.text.normalize('NFKC'))?.[0] ?? null)
}

/** Trade numbers that people write in a message or a remark, in groups or in one. */
export function tradeNumbersTold(text: string): readonly string[] {
  if (text.length < 20) return []
  return (text.normalize('NFKC').match(/(?<!\d)\d(?:[ -]?\d){19,31}(?!\d)/g) ?? []).map((told) => told.replace(/[ -]/g, ''))
}
