import { maskNumber, passesLuhn } from './msisdn.ts'

/**
 * What people see unless they may see more and asked for it (S71, DOMAIN 4.10). Pure text to text, used on the server, before anything is sent.
 * None of these can be undone, and none tells the length of what it hides where that would help.
 */

/** Kinds of personal fields that can be hidden, and shown one at a time (S72). */
export const PERSONAL_FIELDS = ['phone', 'name', 'email', 'address', 'id_document', 'card', 'account'] as const
export type PersonalField = (typeof PERSONAL_FIELDS)[number]

const COMPOUND_SURNAMES = /^(?:欧阳|司马|上官|诸葛|司徒|东方|独孤|南宫|夏侯|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|轩辕)/u

/** `138****5678`; shorter numbers and what is not a number are hidden wholly. */
export function maskPhone(number: string): string {
  return maskNumber(number)
}

/** The family name's first character or the first letter: `张*`, `欧阳*`, `M*`. */
export function maskName(name: string): string {
  const trimmed = name.trim()
  if (trimmed === '') return ''
  const surname = COMPOUND_SURNAMES.exec(trimmed)?.[0] ?? [...trimmed][0] ?? ''
  return `${surname === '*' ? '' : surname}*`
}

/** `r***@example.com`: the first letter of a longer name, and the host. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  if (at < 0) return '***'
  const head = [...email.slice(0, at)]
  return `${head.length > 1 ? head[0] : ''}***${email.slice(at)}`
}

/** Nothing but that there is one. */
export function maskAddress(address: string): string {
  return address.trim() === '' ? '' : '***'
}

/** `1***…**2X`: first and last two (DOMAIN 4.10). */
export function maskIdDocument(id: string): string {
  const plain = id.trim()
  return plain.length < 8 ? '*'.repeat(plain.length) : `${plain.slice(0, 1)}${'*'.repeat(plain.length - 3)}${plain.slice(-2)}`
}

/** First six and last four at most, as card schemes allow (PCI DSS 3.4.1). */
export function maskCard(card: string): string {
  const digits = card.replaceAll(/\D/g, '')
  if (digits.length < 12) return digits.length > 4 ? `${'*'.repeat(digits.length - 4)}${digits.slice(-4)}` : '*'.repeat(digits.length)
  return `${digits.slice(0, 6)}${'*'.repeat(digits.length - 10)}${digits.slice(-4)}`
}

/** Payment accounts are mails, phones, or opaque ids: as those, or with the middle hidden. What came masked or hashed stays as it came. */
export function maskAccount(account: string): string {
  const plain = account.trim()
  if (plain.includes('*')) return maskText(plain)
  if (plain.includes('@')) return maskEmail(plain)
  if (/^\+?\d{7,20}$/.test(plain)) return plain.length >= 15 && passesLuhn(plain) ? maskCard(plain) : maskPhone(plain)
  return maskText(plain)
}

const CODE_NEAR_WORD = /(?:验证码|校验码|动态码|短信码|code|otp|pin)[^\d]{0,12}(\d{4,8})(?!\d)|(?<!\d)(\d{4,8})(?:[^\d]{0,6})(?:是|为)?[^\d]{0,6}(?:验证码|校验码)/giu
const ID_CARD = /(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])/g
const CARD = /(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g
const PHONE = /(?<![\d.])(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d){8}(?!\d)|\+\d{1,3}(?:[ -]?\d){7,12}(?!\d)/g
const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu

/**
 * Free text with the numbers, mails, identity and card numbers and verification codes in it hidden. Character for character: the text keeps its
 * length, so that offsets into it stay true. Trade and order numbers (longer than a card, or with letters) are left.
 */
export function maskText(text: string): string {
  const shown = text.split('')
  const hide = (from: number, to: number) => {
    for (let i = from; i < to; i++) if (/[\p{L}\p{N}]/u.test(shown[i] ?? '') || isSurrogate(shown[i])) shown[i] = '*'
  }
  /** Hides all digits of a match but the first `head` and the last `tail`. */
  const hideDigits = (start: number, match: string, head: number, tail: number) => {
    const digits = [...match.matchAll(/[\dXx]/g)].map((digit) => start + digit.index)
    for (const at of digits.slice(head, digits.length - tail)) shown[at] = '*'
  }
  for (const match of text.matchAll(CODE_NEAR_WORD)) {
    const code = match[1] ?? match[2] ?? ''
    const at = match.index + (match[1] === undefined ? match[0].indexOf(code) : match[0].lastIndexOf(code))
    hide(at, at + code.length)
  }
  for (const match of text.matchAll(ID_CARD)) hideDigits(match.index, match[0], 1, 2)
  // Counted in digits: blanks between them would otherwise leave the middle in clear.
  for (const match of text.matchAll(PHONE)) hideDigits(match.index, match[0], match[0].replaceAll(/\D/g, '').length - 8, 4)
  for (const match of text.matchAll(CARD)) {
    const digits = match[0].replaceAll(/\D/g, '')
    if (passesLuhn(digits) && !/^(?:20|4200)\d{24}/.test(digits)) hideDigits(match.index, match[0], 6, 4)
  }
  for (const match of text.matchAll(EMAIL)) {
    const name = match[0].slice(0, match[0].lastIndexOf('@'))
    hide(match.index + (name.length > 1 ? 1 : 0), match.index + name.length)
  }
  return shown.join('')
}

function isSurrogate(unit: string | undefined): boolean {
  const code = unit?.charCodeAt(0) ?? 0
  return code >= 0xd800 && code <= 0xdfff
}

/** Hides a value of a known kind. */
export function maskField(field: PersonalField, value: string): string {
  switch (field) {
    case 'phone': return maskPhone(value)
    case 'name': return maskName(value)
    case 'email': return maskEmail(value)
    case 'address': return maskAddress(value)
    case 'id_document': return maskIdDocument(value)
    case 'card': return maskCard(value)
    case 'account': return maskAccount(value)
  }
}

/** A value of a profile change, hidden as its field asks, on every page, file and picture alike. Languages, locks and that a PIN was reset are no secrets. */
export function maskProfileValue(field: string, value: string | null): string | null {
  if (value === null) return null
  switch (field) {
    case 'contact_phone': return maskPhone(value)
    case 'email': return maskEmail(value)
    case 'name':
    case 'contact_person': return maskName(value)
    case 'address': return maskAddress(value)
    // The record of a person keeps the last four of a document, no more.
    case 'id_doc': return value.trim().length === 4 ? `****${value.trim()}` : maskIdDocument(value)
    case 'sim': return maskSim(value)
    case 'pin': return value === 'reset' ? value : '****'
    case 'refund_account': return maskAccount(value)
    default: return maskText(value)
  }
}

/** A SIM serial by its last four digits, which is what stands on the card and in the counter's slip. */
function maskSim(value: string): string {
  return value.length > 4 ? `${'*'.repeat(value.length - 4)}${value.slice(-4)}` : '*'.repeat(value.length)
}
