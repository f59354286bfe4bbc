import { accept, invariant, refuse, type Result } from './result.ts'

/** Whole minor units and an ISO 4217 code (S1). Never a float, never without its currency. */
export interface Money {
  readonly amountMinor: number
  readonly currency: string
}

/** Decimals of the currencies an operator's feeds carry (ISO 4217). An unknown code is refused, not guessed. */
const DECIMALS: Readonly<Record<string, number>> = {
  AED: 2, AUD: 2, BDT: 2, BHD: 3, BRL: 2, CAD: 2, CHF: 2, CLP: 0, CNY: 2, EUR: 2, GBP: 2, GHS: 2, HKD: 2, IDR: 2, INR: 2,
  IQD: 3, JOD: 3, JPY: 0, KES: 2, KRW: 0, KWD: 3, LKR: 2, MMK: 2, MOP: 2, MXN: 2, MYR: 2, NGN: 2, NPR: 2, NZD: 2, OMR: 3,
  PHP: 2, PKR: 2, PYG: 0, QAR: 2, RUB: 2, SAR: 2, SGD: 2, THB: 2, TND: 3, TRY: 2, TWD: 2, TZS: 2, UAH: 2, UGX: 0, USD: 2,
  VND: 0, XAF: 0, XOF: 0, ZAR: 2, ZMW: 2,
}

/** Digits after the point of a currency, or null when the code is not one we know. */
export function decimalsOf(currency: string): number | null {
  return Object.hasOwn(DECIMALS, currency) ? (DECIMALS[currency] ?? null) : null
}

/** Currencies of countries whose number plans or statements we read. */
const OF_COUNTRY: Readonly<Record<string, string>> = {
  AE: 'AED', AT: 'EUR', AU: 'AUD', BD: 'BDT', BE: 'EUR', BH: 'BHD', BJ: 'XOF', BR: 'BRL', CA: 'CAD', CH: 'CHF', CI: 'XOF', CL: 'CLP', CM: 'XAF', CN: 'CNY', DE: 'EUR', ES: 'EUR', FI: 'EUR', FR: 'EUR', GA: 'XAF', GB: 'GBP',
  GH: 'GHS', GR: 'EUR', HK: 'HKD', ID: 'IDR', IE: 'EUR', IN: 'INR', IQ: 'IQD', IT: 'EUR', JO: 'JOD', JP: 'JPY', KE: 'KES', KR: 'KRW', KW: 'KWD', LK: 'LKR', MM: 'MMK', MO: 'MOP', MX: 'MXN', MY: 'MYR', NG: 'NGN', NL: 'EUR',
  NP: 'NPR', NZ: 'NZD', OM: 'OMR', PH: 'PHP', PK: 'PKR', PT: 'EUR', PY: 'PYG', QA: 'QAR', RU: 'RUB', SA: 'SAR', SG: 'SGD', SN: 'XOF', TH: 'THB', TN: 'TND', TR: 'TRY', TW: 'TWD', TZ: 'TZS', UA: 'UAH', UG: 'UGX', US: 'USD',
  VN: 'VND', ZA: 'ZAR', ZM: 'ZMW',
}

/** The currency people pay in in a country, or null where we do not know. */
export function currencyOfCountry(country: string): string | null {
  return Object.hasOwn(OF_COUNTRY, country) ? (OF_COUNTRY[country] ?? null) : null
}

export function knownCurrencies(): readonly string[] {
  return Object.keys(DECIMALS)
}

const PLAIN_DECIMAL = /^([+-]?)(\d{1,15})(?:\.(\d{1,6}))?$/

/**
 * Reads decimal text in major units (`100.00`) into minor units, exactly or not at all (S28).
 * Refuses `amount_form`, `amount_decimals`, `amount_range` and `currency_unknown`; nothing is rounded.
 */
export function parseAmountMinor(text: string, currency: string): Result<number> {
  const decimals = decimalsOf(currency)
  if (decimals === null) return refuse('currency_unknown', { currency })
  const match = PLAIN_DECIMAL.exec(text)
  if (!match) return refuse('amount_form', { text: text.slice(0, 40) })
  const whole = match[2] ?? ''
  let fraction = match[3] ?? ''
  while (fraction.length > decimals && fraction.endsWith('0')) fraction = fraction.slice(0, -1)
  if (fraction.length > decimals) return refuse('amount_decimals', { text, decimals })
  const minor = Number(whole + fraction.padEnd(decimals, '0'))
  if (!Number.isSafeInteger(minor)) return refuse('amount_range', { text })
  return accept(match[1] === '-' && minor !== 0 ? -minor : minor)
}

/** The inverse of {@link parseAmountMinor}: minor units as plain decimal text, for files and exports. */
export function amountText(amountMinor: number, currency: string): string {
  const decimals = decimalsOf(currency) ?? 2
  const digits = String(Math.abs(amountMinor)).padStart(decimals + 1, '0')
  const sign = amountMinor < 0 ? '-' : ''
  if (decimals === 0) return sign + digits
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** Throws when the amount is no safe whole number: a sum that was rounded is a fault of ours (S1). */
export function money(amountMinor: number, currency: string): Money {
  invariant(Number.isSafeInteger(amountMinor), 'money is a safe whole number of minor units')
  return { amountMinor, currency }
}
