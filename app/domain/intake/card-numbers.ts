import { passesLuhn } from '../values/msisdn.ts'

/** Issuer ranges of bank cards with the lengths they come in: Visa, Mastercard, Amex, Diners, JCB, UnionPay, Discover, Maestro. */
const CARD_RANGES: readonly (readonly [start: RegExp, lengths: readonly number[]])[] = [
  [/^4/, [13, 16, 19]],
  [/^5[1-5]/, [16]],
  [/^2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)/, [16]],
  [/^3[47]/, [15]],
  [/^3(?:0[0-5]|[689])/, [14, 16]],
  [/^35(?:2[89]|[3-8])/, [16, 17, 18, 19]],
  [/^62|^81/, [16, 17, 18, 19]],
  [/^6(?:011|4[4-9]|5)/, [16, 19]],
  [/^(?:50|5[6-9]|6[013-9])/, [16, 17, 18, 19]],
]

const DIGIT_RUN = /\d(?:[ -]?\d){12,18}(?![ -]?\d)/g
const SECURITY_CODE = /(cvv2?|cvc2?|安全码)([\s:：是为=]{0,4})(\d{3,4})(?!\d)/gi

/**
 * Cuts full bank card numbers in a text to BIN and last four, and security codes to nothing (S71). Digits become `*`, so that the text keeps
 * its length and offsets into it stay true. A run counts as a card only with a known issuer range, a fitting length and a right check digit.
 */
export function cutCardNumbers(text: string): string {
  if (text.length < 3 || !/\d{3}/.test(text)) return text
  let cut = text
  if (text.length >= 13) {
    cut = cut.replace(DIGIT_RUN, (run: string, offset: number) => {
      const before = text[offset - 1]
      if (before !== undefined && /[\d]/.test(before)) return run
      return isCardNumber(run.replace(/[ -]/g, '')) ? starMiddle(run) : run
    })
  }
  return cut.replace(SECURITY_CODE, (_, word: string, between: string, code: string) => word + between + '*'.repeat(code.length))
}

/** A bank card number by range, length and check digit. Digits only. */
export function isCardNumber(digits: string): boolean {
  return CARD_RANGES.some(([start, lengths]) => lengths.includes(digits.length) && start.test(digits)) && passesLuhn(digits)
}

function starMiddle(run: string): string {
  const digits = run.replace(/\D/g, '').length
  let seen = 0
  return run.replace(/\d/g, (digit) => {
    seen += 1
    return seen <= 6 || seen > digits - 4 ? digit : '*'
  })
}

const FORBIDDEN = /^(?:cvv2?|cvc2?|cid|security_?code|card_?pin|pin|track_?[123]?|magstripe|pin_?code|(?:voucher_?)?activation_?(?:code|number)|卡密|密码)$/i
/** Objects of others' answers that hold nothing but the secret of a card: `pinDetail.code`, `pin.code`. */
const FORBIDDEN_OBJECT = /^pins?(?:_?details?)?$/i

/** Columns that must not exist at all: what stands in them is never kept, however deep in an object it lies. */
export function isForbiddenColumn(name: string): boolean {
  const parts = name.trim().split('.')
  return FORBIDDEN.test(parts.at(-1) ?? '') || parts.some((part) => FORBIDDEN_OBJECT.test(part))
}
