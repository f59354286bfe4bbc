import { passesLuhn, parseNumber } from '../../domain/values/msisdn.ts'
import type { ChangeField } from '../../domain/actions/profile-change.ts'
import type { ProfileField, Subscriber } from '../../domain/intake/record.ts'
import type { NoticeContact } from '../../domain/notices/notice.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'

const EMAIL = /^[^\s@<>()[\]\\,;:"]{1,64}@(?=.{3,253}$)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u
const TEXT_MAX = 200

/** A new value of a field in its one form, or why it cannot be one: `field_form`, `pin_not_by_staff`. */
export function normalValue(field: ChangeField, text: string, country: string): Result<string> {
  const value = text.normalize('NFC').trim()
  const wrong = () => refuse('value_form', { field }, 'newValue')
  switch (field) {
    case 'contact_phone': {
      const read = parseNumber(value, { country, product: 'sim' })
      return read.valid && read.normal !== null && (read.kind === 'mobile' || read.kind === 'fixed') ? accept(read.normal) : wrong()
    }
    case 'email': return EMAIL.test(value) ? accept(value) : wrong()
    case 'language': return value === 'en' || value === 'zh' ? accept(value) : wrong()
    case 'lock': return value === 'on' || value === 'off' ? accept(value) : wrong()
    // Staff never learn a PIN: the system sends the owner a new one to set.
    case 'pin': return value === 'reset' ? accept(value) : refuse('pin_not_by_staff', {}, 'newValue')
    case 'sim': {
      const digits = value.replaceAll(/[\s-]/g, '')
      return /^89\d{17,18}$/.test(digits) && passesLuhn(digits) ? accept(digits) : wrong()
    }
    case 'id_doc': return /^[\dA-Za-z]{5,30}$/.test(value) ? accept(value.toUpperCase()) : wrong()
    case 'name': case 'address': case 'refund_account': case 'contact_person': return value.length > 0 && value.length <= TEXT_MAX && !/\p{Cc}/u.test(value) ? accept(value) : wrong()
  }
}

/** What a subscriber record says of a field; null where it says nothing. */
export function valueIn(subscriber: Subscriber, field: ChangeField): string | null {
  switch (field) {
    case 'contact_phone': return subscriber.contactPhone
    case 'email': return subscriber.email
    case 'address': return subscriber.address
    case 'language': return subscriber.language
    case 'name': return subscriber.name
    case 'id_doc': return subscriber.idDocLast4
    case 'sim': case 'pin': case 'refund_account': case 'contact_person': case 'lock': return null
  }
}

/** The record with a field changed; a new SIM or PIN leaves only its time. */
export function withValue(subscriber: Subscriber, field: ChangeField, value: string | null, now: number): Subscriber {
  switch (field) {
    case 'contact_phone': return { ...subscriber, contactPhone: value }
    case 'email': return { ...subscriber, email: value }
    case 'address': return { ...subscriber, address: value }
    case 'language': return { ...subscriber, language: value }
    case 'name': return { ...subscriber, name: value ?? '' }
    case 'id_doc': return { ...subscriber, idDocLast4: value === null ? null : value.slice(-4) }
    case 'sim': return { ...subscriber, simChangedAt: now }
    case 'pin': case 'refund_account': case 'contact_person': case 'lock': return subscriber
  }
}

/** Fields that the record of a profile change knows (FEEDS A). */
const RECORD_FIELDS: ReadonlySet<string> = new Set<ProfileField>(['contact_phone', 'email', 'address', 'name', 'id_doc', 'sim', 'pin'])
export function isRecordField(field: ChangeField): field is ChangeField & ProfileField {
  return RECORD_FIELDS.has(field)
}

/** Where a subscriber can be told: by message to the contact phone, and by mail. Without either, to a number of theirs. */
export function contactsOf(subscriber: Subscriber): readonly NoticeContact[] {
  const contacts: NoticeContact[] = []
  if (subscriber.contactPhone) contacts.push({ channel: 'sms', address: subscriber.contactPhone })
  if (subscriber.email) contacts.push({ channel: 'email', address: subscriber.email })
  const [number] = subscriber.numbers
  return contacts.length === 0 && number ? [{ channel: 'sms', address: number }] : contacts
}
