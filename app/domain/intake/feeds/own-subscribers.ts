import { parseNumber } from '../../values/msisdn.ts'
import { SUBSCRIBER_STATUSES } from '../record.ts'
import { ownFeed } from './own-format.ts'

const MOST_NUMBERS = 100
const ID_DOC_CHARS_SHOWN = 6

export const ownSubscribers = ownFeed('own_subscribers', 'subscriber', {
  key: 'subscriber_id',
  required: ['subscriber_id', 'name', 'numbers', 'status'],
  optional: ['contact_phone', 'email', 'address', 'language', 'id_doc_type', 'id_doc_last4', 'opened_at', 'sim_changed_at'],
}, (cells, { country }) => {
  const given = cells.required('numbers', cells.trimmed('numbers')).split(';').map((number) => number.trim()).filter((number) => number !== '')
  if (given.length > MOST_NUMBERS) cells.refuse('value_too_long', 'numbers', { most: MOST_NUMBERS })
  if (given.some((number) => number.length > 64)) cells.refuse('number_form', 'numbers')
  const phone = cells.code('contact_phone')
  const idDocLast4 = cells.code('id_doc_last4')
  if (idDocLast4 !== null && idDocLast4.length > ID_DOC_CHARS_SHOWN) cells.refuse('id_document_full', 'id_doc_last4')
  return {
    kind: 'subscriber',
    subscriberId: cells.id('subscriber_id'),
    name: cells.required('name', cells.words('name') ?? ''),
    numbers: [...new Set(given.slice(0, MOST_NUMBERS).map((number) => parseNumber(number, { country }).normal ?? number))],
    contactPhone: phone === null ? null : (parseNumber(phone, { country }).normal ?? phone),
    email: cells.words('email'),
    address: cells.words('address'),
    language: cells.code('language'),
    idDocType: cells.code('id_doc_type'),
    idDocLast4,
    status: cells.oneOf('status', SUBSCRIBER_STATUSES),
    openedAt: cells.optionalTime('opened_at')?.at ?? null,
    simChangedAt: cells.optionalTime('sim_changed_at')?.at ?? null,
    extra: cells.extra(),
  }
})
