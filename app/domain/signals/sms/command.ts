/** A top-up command as the short-code parser reads it: the amount, and what else stands in the text. */
export interface SmsCommand {
  /** NFKC, upper case, blanks as single spaces. */
  readonly plain: string
  /** The text keeps to `KT金额` once width, case and blanks are set right. */
  readonly isCommand: boolean
  /** Exactly `KT` and one to four digits as typed. */
  readonly isStrict: boolean
  /** First amount in the text, major units; null when there is none. */
  readonly amountMajor: number | null
  /** Words that the grammar has no place for, in order. */
  readonly extraWords: readonly string[]
}

const STRICT = /^KT\d{1,4}$/
const LOOSE = /^KT ?\d{1,4}(?:\.00?)?(?: ?(?:元|YUAN|RMB|CNY))?[.!。！]?$/
const AMOUNT = /\d{1,6}(?:\.\d{1,2})?/
/** Words a sender may add without changing what they ask for. */
const POLITE = /^(?:KT|CZ|充值|话费|充话费|元|块|YUAN|RMB|CNY|PLEASE|PLS|THANKS|THANK YOU|谢谢|请|TOPUP|TOP UP|RECHARGE|LOAD)$/

/** Reads the text of an SMS order. */
export function readCommand(text: string): SmsCommand {
  const plain = text.normalize('NFKC').replace(/\p{Cf}/gu, '').replace(/\s+/g, ' ').trim().toUpperCase()
  const amount = AMOUNT.exec(plain)
  const words = plain.replace(/\d+(?:\.\d+)?/g, ' ').match(/[\p{L}]+/gu) ?? []
  return {
    plain,
    isCommand: LOOSE.test(plain),
    isStrict: STRICT.test(text),
    amountMajor: amount ? Number(amount[0]) : null,
    extraWords: words.filter((word) => !POLITE.test(word)),
  }
}
