import type { TextAmount, TextCode, TextNumber, TextOffer } from './reading.ts'
import type { Keyword } from './words.ts'

const MAX_FOUND = 20
const NONE: readonly never[] = Object.freeze([])
const HAN_DIGITS = '零一二三四五六七八九'
const FORMAL_DIGITS = '零壹贰叁肆伍陆柒捌玖'
const FOLD = /(\d{1,2}(?:\.\d)?|[一二三四五六七八九壹贰叁肆伍陆柒捌玖]{1,2})\s?折/g
const SUM = '(\\d{2,4}|[一二两三四五六七八九][十百千][一二三四五六七八九十百]{0,4})'
const CHARGE = new RegExp(`充值?话?费?\\s?${SUM}\\s?(?:元|块)?\\s?(?:话费)?[,、 ]?(?:系统|平台|自动|立即|马上){0,3}(?:实?得|到账?|送|返还?|变|给|赠)\\s?${SUM}`, 'g')
const PRICE_FOR = new RegExp(`(?<![\\d.])${SUM}\\s?(?:元|块钱?)?\\s?(?:充|抢|换|买|得|抵|到账)\\s?${SUM}\\s?(?:元|块)?(?:话费)?`, 'g')
/** A card's face value and its price: `100面值88`, `selling voucher pins 100 for 70`. */
const FACE_FOR = new RegExp(`(?<![\\d.])${SUM}\\s?(?:元|块)?的?面[值额]的?\\s?(?:只[要收卖]|卖|售|特价|[:,、])?\\s?${SUM}(?!\\d)`, 'g')
const SOLD_FOR = /\b(?:sell|selling|sale|vouchers?|pins?|codes?|cards?|airtime|load|credit)\b[^.!?\n\d]{0,24}(?<![\d.])(\d{2,5}) (?:for|at|@) (?:only )?(\d{2,5})(?![\d.%])/g
/** `100元只要86`. */
const ONLY_FOR = new RegExp(`(?<![\\d.])${SUM}\\s?(?:元|块)?(?:话费|流量)?只[要收需]\\s?${SUM}(?![\\d.])`, 'g')
/** A price list: face value and price, twice or more. */
const LIST_ENTRY = /(?<![\d.=])(?:[a-z]{0,3}[$₱¥])?[a-z]{0,3}(\d{2,4}) ?(?:=|卖|只卖|只要|售|->|→) ?(?:[a-z]{0,3}[$₱¥])?[a-z]{0,3}(\d{2,4})(?![\d.=])/g
const FACES: ReadonlySet<number> = new Set([10, 20, 30, 50, 100, 150, 200, 300, 500, 1000])
const LEAST_ENTRIES = 2
const PERCENT = /(\d{1,2})\s?% ?(?:off|discount|cheaper|less)/g
const PAY_GET = /(?:pay|send|buy)\s(?:[a-z]{1,4}\s?)?[$₱£€₦]?(\d{1,5})\s?[a-z]{0,5}\s(?:and |to |, ?)?(?:get|receive)\s(?:[a-z]{1,4}\s?)?[$₱£€₦]?(\d{1,5})/g
const AMOUNT = /([¥$£€₱₦₹])\s?(\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,2})?)|(\d{1,9}(?:\.\d{1,2})?)\s?(元|块|圆|yuan|rmb|cny|php|pesos?|usd|gbp|eur|ngn|kes|hkd|sgd|myr|thb)/g
const CURRENCY: Readonly<Record<string, string>> = { '¥': 'CNY', $: 'USD', '£': 'GBP', '€': 'EUR', '₱': 'PHP', '₦': 'NGN', '₹': 'INR', 元: 'CNY', 块: 'CNY', 圆: 'CNY', yuan: 'CNY', rmb: 'CNY', peso: 'PHP', pesos: 'PHP' }
/** How far a code may stand from the word that names it. */
const CODE_REACH = 14

/** Prices below face value, in order of kind. Whether they are about top-ups is for the caller. */
export function findOffers(text: string): readonly TextOffer[] {
  const found: TextOffer[] = []
  const add = (match: RegExpMatchArray, ratio: number) => {
    if (ratio > 0 && ratio < 1 && found.length < MAX_FOUND) found.push({ start: match.index ?? 0, end: (match.index ?? 0) + match[0].length, ratio })
  }
  if (text.includes('折')) for (const match of text.matchAll(FOLD)) add(match, foldRatio(match[1] ?? ''))
  if (/[充换抢抵]|到账/.test(text)) {
    for (const match of text.matchAll(CHARGE)) {
      const [paid, other] = [sumOf(match[1] ?? ''), sumOf(match[2] ?? '')]
      const between = match[0].slice(1, match[0].length - (match[2] ?? '').length)
      add(match, /[得到变给]账?\s?$/.test(between) ? paid / other : paid / (paid + other))
    }
    for (const match of text.matchAll(PRICE_FOR)) add(match, sumOf(match[1] ?? '') / sumOf(match[2] ?? ''))
  }
  if (/[=卖要售→]|->/.test(text)) {
    const entries = [...text.matchAll(LIST_ENTRY)].filter((match) => FACES.has(Number(match[1])) && Number(match[2]) < Number(match[1]))
    if (entries.length >= LEAST_ENTRIES) for (const match of entries) add(match, Number(match[2]) / Number(match[1]))
  }
  if (text.includes('只')) for (const match of text.matchAll(ONLY_FOR)) add(match, sumOf(match[2] ?? '') / sumOf(match[1] ?? ''))
  if (text.includes('面')) for (const match of text.matchAll(FACE_FOR)) add(match, sumOf(match[2] ?? '') / sumOf(match[1] ?? ''))
  if (/ (?:for|at|@) /.test(text)) for (const match of text.matchAll(SOLD_FOR)) add(match, Number(match[2]) / Number(match[1]))
  if (text.includes('%')) for (const match of text.matchAll(PERCENT)) add(match, 1 - Number(match[1]) / 100)
  if (text.includes(' get ') || text.includes(' receive ')) for (const match of text.matchAll(PAY_GET)) add(match, Number(match[1]) / Number(match[2]))
  return found.length === 0 ? NONE : found
}

/** A sum in digits or in plain Chinese words up to the thousands. */
function sumOf(written: string): number {
  if (/^\d/.test(written)) return Number(written)
  let sum = 0
  let digit = 0
  let unit = 1
  for (const sign of written.replace('两', '二')) {
    const value = HAN_DIGITS.indexOf(sign)
    if (value >= 0) digit = value
    else {
      unit = sign === '十' ? 10 : sign === '百' ? 100 : 1000
      sum += Math.max(1, digit) * unit
      digit = 0
    }
  }
  return sum + digit * (unit > 1 && digit > 0 && /[百千][一二三四五六七八九]$/.test(written) ? unit / 10 : 1)
}

function foldRatio(written: string): number {
  const digits = /\d/.test(written) ? written : [...written].map((digit) => Math.max(HAN_DIGITS.indexOf(digit), FORMAL_DIGITS.indexOf(digit))).join('')
  const value = Number(digits)
  return digits.includes('.') || value < 10 ? value / 10 : value / 100
}

/** Sums of money with a sign or a unit. */
export function findAmounts(text: string): readonly TextAmount[] {
  if (!/\d/.test(text)) return NONE
  const found: TextAmount[] = []
  for (const match of text.matchAll(AMOUNT)) {
    if (found.length >= MAX_FOUND) break
    const unit = match[1] ?? match[4] ?? ''
    found.push({ start: match.index, end: match.index + match[0].length, value: Number((match[2] ?? match[3] ?? '0').replaceAll(',', '')), currency: CURRENCY[unit] ?? (unit.length === 3 ? unit.toUpperCase() : null) })
  }
  return found.length === 0 ? NONE : found
}

/** Codes beside a word that names one; phone numbers are none. */
export function findCodes(text: string, keywords: readonly Keyword[], numbers: readonly TextNumber[]): readonly TextCode[] {
  const found: TextCode[] = []
  for (const word of keywords) {
    if (word.group !== 'code') continue
    const from = Math.max(0, word.start - CODE_REACH)
    for (const match of text.slice(from, word.end + CODE_REACH).matchAll(/(?<![\d.])\d{4,8}(?![\d.]*\d|元|块)/g)) {
      const start = from + match.index
      const end = start + match[0].length
      if (numbers.some((number) => number.isPhone && start < number.end && end > number.start) || found.some((code) => code.start === start)) continue
      found.push({ start, end })
    }
    if (found.length >= MAX_FOUND) break
  }
  return found.length === 0 ? NONE : found
}
