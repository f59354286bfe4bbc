import { DEFAULT_SETTINGS } from '../intake/operator-settings.ts'
import { contextOf } from './context.ts'
import { findHandles } from './handles.ts'
import { findLinks } from './links.ts'
import { normalise } from './normalise.ts'
import { findNumbers } from './numbers.ts'
import { findAmounts, findCodes, findOffers } from './offers.ts'
import type { TextLink, TextReading } from './reading.ts'
import { listsFor, type TextLists } from './text-lists.ts'
import { isNear, templateOf } from './tokens.ts'
import { findWords } from './words.ts'

/**
 * Reads a text of any content in time linear in its length; beyond 10,000 units it is cut and `normal.isCut` says so. Never throws.
 * Without lists, those of an operator that has entered no settings.
 */
export function readText(raw: string, lists: TextLists = listsFor(DEFAULT_SETTINGS)): TextReading {
  const kept = raw.length <= MEMO_LENGTH ? lists.readings.get(raw) : undefined
  if (kept) return kept
  const reading = read(raw, lists)
  if (isRecurring(raw, reading)) {
    if (lists.readings.size >= MEMO_LIMIT) lists.readings.clear()
    lists.readings.set(raw, reading)
  }
  return reading
}

/** Short texts without numbers and names recur all day (greetings, referrers, commands): their readings are kept with the lists. */
export function isRecurring(raw: string, { numbers, handles }: Pick<TextReading, 'numbers' | 'handles'>): boolean {
  return raw.length <= MEMO_LENGTH && numbers.length === 0 && handles.length === 0
}

const MEMO_LENGTH = 48
const MEMO_LIMIT = 2048

function read(raw: string, lists: TextLists): TextReading {
  const normal = normalise(raw)
  const { text } = normal
  const { links, mails } = findLinks(normal, lists)
  const taken = links.length === 0 && mails.length === 0 ? NOTHING_TAKEN : takenBy(links, mails)
  const keywords = findWords(text, lists.words)
  const numbers = findNumbers(normal, taken, lists)
  return withoutOwn({
    normal, links, mails, numbers, keywords,
    handles: findHandles(text, keywords, numbers, taken),
    amounts: findAmounts(text),
    offers: findOffers(text),
    codes: findCodes(text, keywords, numbers),
    context: contextOf(text, keywords, links),
  }, lists)
}

/** Leaves out contacts that staff have allowed, and takes an allowed wording that leads to no foreign site for what it is. */
function withoutOwn(reading: TextReading, { allowedHandles, allowedNumbers, allowedTemplates }: TextLists): TextReading {
  let own = reading
  if (allowedHandles.size > 0 && reading.handles.length > 0) own = { ...own, handles: own.handles.filter(({ id }) => !allowedHandles.has(id)) }
  if (allowedNumbers.size > 0 && reading.numbers.length > 0) {
    const isOwn = (digits: string): boolean => allowedNumbers.has(digits) || allowedNumbers.has(`+${digits}`)
    own = { ...own, numbers: own.numbers.filter(({ e164, digits }) => !isOwn(e164 ?? digits)), handles: own.handles.filter(({ id }) => !isOwn(id)) }
  }
  if (allowedTemplates.length > 0 && !reading.context.isAdvice && reading.links.every((link) => link.isOfficial || link.host.isAllowed)) {
    const template = templateOf(reading)
    if (allowedTemplates.some((one) => isNear(one, template))) own = { ...own, context: { ...own.context, isAdvice: true } }
  }
  return own
}

const NOTHING_TAKEN: readonly (readonly [number, number])[] = Object.freeze([])

function takenBy(links: readonly TextLink[], mails: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  return [...links.map((link): readonly [number, number] => [link.start, link.end]), ...mails].sort((a, b) => a[0] - b[0])
}
