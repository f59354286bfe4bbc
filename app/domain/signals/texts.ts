import { type Order, type ProfileChange, type Receipt, type RecordRef, refOf } from '../intake/record.ts'
import type { TextReading } from '../text/reading.ts'
import { isRecurring, readText } from '../text/read-text.ts'
import { listsFor, type TextLists } from '../text/text-lists.ts'
import { aspectsOfText } from './aspects.ts'
import type { Facts, TextFact } from './detector.ts'

/** The texts that are read for an anchor: its own, and what customers' slips say. */
export function textsOf({ order, message, receipt, receipts, change, settings, lists }: Pick<Facts, 'order' | 'message' | 'receipt' | 'receipts' | 'change' | 'settings' | 'lists'>): readonly TextFact[] {
  if (message === null && change === null && receipt === null && receipts.length === 0 && (order === null || isWordless(order))) return NO_TEXTS
  const texts: TextFact[] = []
  const read = (record: RecordRef, field: TextFact['field'], direction: TextFact['direction'], text: string | null): void => {
    if (text === null || text === '') return
    const textLists = listsFor(settings, lists)
    const reading = readText(text, textLists)
    if (!isRecurring(text, reading)) return void texts.push({ record, field, direction, reading, aspects: aspectsOfText(field, reading) })
    const { known, aspects } = placeOf(text, reading, textLists, field, direction)
    texts.push({ record, field, direction, reading, aspects, known })
  }
  if (order) {
    const ref = refOf(order)
    read(ref, 'remark', null, order.remark)
    read(ref, 'sms_text', null, order.smsText)
    read(ref, 'referrer_url', null, order.referrerUrl)
    // Nicknames of wallets carry lures too (DOMAIN 2.1); a name of people is short.
    if (order.payerName !== null && !isPlainName(order.payerName) && NOT_A_NAME.test(order.payerName)) read(ref, 'payer_name', null, order.payerName)
  }
  if (message) read(refOf(message), 'text', message.direction, message.text)
  if (change) read(refOf(change), 'new_value', null, writtenIn(change))
  for (const one of receipt ? [receipt] : receipts) {
    if (isFreeText(one)) read(refOf(one), 'text', null, one.text)
  }
  return texts
}

/** What was seen in a text that recurs, by where it stood; it lasts as long as the reading, which is made anew with other lists. */
interface Remembered {
  readonly reading: TextReading
  readonly places: Map<string, Place>
}

type Place = Required<Pick<TextFact, 'aspects' | 'known'>>

const remembered = new WeakMap<TextLists, Map<string, Remembered>>()
const MOST_REMEMBERED = 4096

function placeOf(text: string, reading: TextReading, lists: TextLists, field: TextFact['field'], direction: TextFact['direction']): Place {
  let texts = remembered.get(lists)
  if (texts === undefined) remembered.set(lists, (texts = new Map()))
  let kept = texts.get(text)
  if (kept?.reading !== reading) {
    if (texts.size >= MOST_REMEMBERED) texts.clear()
    texts.set(text, (kept = { reading, places: new Map() }))
  }
  const key = direction === null ? field : `${field} ${direction}`
  let place = kept.places.get(key)
  if (place === undefined) kept.places.set(key, (place = { aspects: aspectsOfText(field, reading), known: new Map() }))
  return place
}

/**
 * What a change of profile lets somebody write: an address in words of their own, a name that no person has, and the host of a mail address, the name before it replaced so that places
 * stay (DOMAIN 2.1: fields that staff and customers get to see carry links and lures).
 */
function writtenIn({ field, newValue }: ProfileChange): string | null {
  if (newValue === null) return null
  if (field === 'address') return newValue
  if (field === 'name') return !isPlainName(newValue) && NOT_A_NAME.test(newValue) ? newValue : null
  return field === 'email' ? newValue.replace(/^.*@/s, (name) => SCHEME.padStart(name.length).slice(-name.length)) : null
}

/** Reads the host as one, digits and all. */
const SCHEME = 'http://'
const NO_TEXTS: readonly TextFact[] = Object.freeze([])

/** Four orders of five: nothing was written, and the payer's name is a name. */
function isWordless({ remark, smsText, referrerUrl, payerName }: Order): boolean {
  return !remark && !smsText && !referrerUrl && (payerName === null || isPlainName(payerName) || !NOT_A_NAME.test(payerName))
}

/** At most five Han characters and stars, as wallets write the names of people: told without a look at each pattern of {@link NOT_A_NAME}. */
function isPlainName(name: string): boolean {
  if (name.length > 5) return false
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i)
    if (unit !== 0x2a && (unit < 0x4e00 || unit > 0x9fff)) return false
  }
  return true
}

/** Words of a person, not of a channel's form: what customers hand in, and form text that holds more than a form's words, such as the payer's note. */
function isFreeText(receipt: Receipt): boolean {
  return receipt.text !== null && (receipt.trust === 'T0' || receipt.trust === 'T1' || receipt.trust === 'T2' || NOT_A_FORM.test(receipt.text) || NOTE.test(receipt.text))
}

const NOT_A_NAME = /[@/\\]|\p{N}|\p{Cf}|\p{Script=Han}.*[a-z]|[a-z].*\p{Script=Han}|^\p{Script=Han}{6}/iu
const FORM_LENGTH = 60
/** The payer's own note, and an app's letter behind a plus. */
const NOTE = /备注|附言|留言|[+＋加][vqVQ微薇威]/
const NOT_A_FORM = new RegExp(`[@/\\\\]|\\w\\.[a-z]|\\p{Cf}|^.{${FORM_LENGTH}}`, 'isu')
