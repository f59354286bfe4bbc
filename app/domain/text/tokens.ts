import { linkKey } from './frame.ts'
import { nicknameOf, rareNames } from './names.ts'
import type { TextLink, TextReading } from './reading.ts'
import type { Keyword } from './words.ts'

/** Most tokens that one text gives. */
const MAX_TOKENS = 12
/** Shortest text, without its variable parts, that counts as a template. */
const MIN_TEMPLATE = 6
/** Signs of a piece, and the sketch: four bands of four minima. Texts that share nine tenths of their pieces share a band in 98 of 100 cases, half of them in 22. */
const SHINGLE = 4
const BANDS = 4
const ROWS = 4

/** A text with who said it; structurally a `TextFact`. */
export interface SaidText {
  readonly direction: 'in' | 'out' | null
  readonly reading: TextReading
}

/**
 * Rare tokens of one text, by which campaigns are found (R-LINK-10): `link:` where it leads, `host:` a borrowed or throw-away host, `handle:` and `number:` contacts,
 * `text:` the wording without its variable parts, `near:` bands of its sketch for near-same wordings, `name:` what else names somebody (`names.ts`). Wordings count only
 * where the text leads away, advertises cheap credit or disguises something; greetings, own messages, reports and advice give nothing. The content is stable: it is stored.
 */
export function tokensOf({ direction, reading }: SaidText): readonly string[] {
  if (direction === 'out' || reading.context.isAdvice || (direction === 'in' && reading.context.isReport)) return NONE
  const { handles: named, numbers, keywords, offers } = reading
  const names = rareNames(reading)
  if (reading.links.length === 0 && named.length === 0 && numbers.length === 0 && keywords.length === 0 && offers.length === 0 && names.length === 0) return NONE
  const links = reading.links.filter((link) => !link.isOfficial && !link.host.isAllowed && (link.host.brand === null || link.isContact || link.host.isShortener))
  const handles = named.filter((handle) => handle.id !== '')
  const disguised = numbers.filter((number) => number.isPhone && number.disguises.length > 0)
  const tokens = new Set<string>()
  for (const link of links) {
    tokens.add(`link:${linkKey(link)}`)
    if (link.imitates !== null || link.host.isThrowAway) tokens.add(`host:${link.host.host}`)
  }
  for (const handle of handles) tokens.add(`handle:${handle.id}`)
  for (const number of disguised) tokens.add(`number:${number.e164 ?? number.digits}`)
  for (const { id } of names) tokens.add(`name:${id}`)
  if (handles.length > 0 || disguised.length > 0 || offers.length > 0 || links.some(leadsAstray) || baitsOf(keywords) >= 2 || invites(reading)) {
    const { words, key, bands } = templateOf(reading)
    if (words.length >= MIN_TEMPLATE) {
      tokens.add(`text:${key}`)
      for (const band of bands) tokens.add(`near:${band}`)
    }
  }
  return tokens.size === 0 ? NONE : [...tokens].slice(0, MAX_TOKENS)
}

/** `name:` token of a wallet's nickname, by which several wallets of one hand are found. */
export function nicknameToken(reading: TextReading): readonly string[] {
  const nickname = nicknameOf(reading)
  return nickname === null ? NONE : [`name:${nickname}`]
}

/** A wording without its variable parts, its key, and the bands of its sketch. */
export interface Template {
  readonly words: string
  readonly key: string
  readonly bands: readonly string[]
}

/** What is left of a text without its names, numbers and links, with a key for equal wordings and bands for near ones. */
export function templateOf(reading: TextReading): Template {
  const words = wordingOf(reading)
  return { words, key: hash(words, 0).toString(36), bands: words.length === 0 ? NONE : sketch(words) }
}

/** Share of their pieces that two wordings must have in common to be nearly the same. */
const NEAR = 0.6

/** The same wording, or nearly. Bands are looked at first: they tell most pairs apart at once. */
export function isNear(a: Template, b: Template): boolean {
  if (a.key === b.key) return true
  if (!a.bands.some((band, i) => band === b.bands[i])) return false
  const [own, other] = [piecesOf(a.words), piecesOf(b.words)]
  let common = 0
  for (const piece of own) if (other.has(piece)) common++
  return common >= NEAR * (own.size + other.size - common)
}

function piecesOf(words: string): ReadonlySet<string> {
  return new Set(Array.from({ length: Math.max(1, words.length - SHINGLE + 1) }, (_, i) => words.slice(i, i + SHINGLE)))
}

/** True for tokens of this file; other tokens (complaints, trade numbers, contacts of profiles) have rules of their own. */
export function isCampaignToken(token: string): boolean {
  return /^(?:link|host|handle|number|text|near|name):/.test(token)
}

/** Where a token stands in the text it was taken from; the whole text for wordings. */
export function placesOfToken(token: string, reading: TextReading): readonly (readonly [start: number, end: number])[] {
  const { links, handles, numbers, normal } = reading
  const value = token.slice(token.indexOf(':') + 1)
  switch (token.slice(0, token.indexOf(':'))) {
    case 'link':
      return links.filter((link) => linkKey(link) === value).map(({ start, end }) => [start, end])
    case 'host':
      return links.filter((link) => link.host.host === value).map(({ start, end }) => [start, end])
    case 'handle':
      return handles.filter((handle) => handle.id === value).map(({ start, end }) => [start, end])
    case 'number':
      return numbers.filter((number) => (number.e164 ?? number.digits) === value).map(({ start, end }) => [start, end])
    case 'name': {
      const named = rareNames(reading).filter(({ id }) => id === value).map(({ start, end }) => [start, end] as const)
      return named.length > 0 ? named : [[0, normal.text.length]]
    }
    default:
      return [[0, normal.text.length]]
  }
}

function leadsAstray(link: TextLink): boolean {
  const { host } = link
  return link.isContact || link.imitates !== null || link.isObfuscated || host.kind !== 'name' || host.isShortener || host.isImageHost || host.isThrowAway
}

function baitsOf(keywords: readonly Keyword[]): number {
  return new Set(keywords.filter((word) => word.group === 'bait' || word.group === 'ask').map((word) => word.term)).size
}

/** Speaks of credit and asks whoever reads it to answer: an honest remark has no readers. */
const ANSWER = /(?:想要|需要|有意|要)的[^,。!?\n]{0,6}(?:吱|滴|来|私|说|喊|找|扣|回|联系)|吱[一个]?声|扣[1-9一]|回复? ?[1-9一a-z](?![a-z])|(?:来|快来|速来)(?:找|拿|领|抢)|\b(?:ask|reply|dm|message|tell) (?:for|us|me|the|if|now)\b|\bgrab (?:a|your)\b|\binterested\b/

/** What hawkers call a price. */
const HAWKED = /冰点|骨折价?|跳楼|白菜价|[特超]低价|亏本|底价|地板价|秒杀价|吐血|甩卖|清仓|数量有限|先到先得|新到一批|清库存|limited stock|while stocks last|first come/

function invites({ keywords, normal }: TextReading): boolean {
  return keywords.some(({ group }) => group === 'topup' || group === 'bait') && (ANSWER.test(normal.text) || HAWKED.test(normal.text))
}

const NONE: readonly string[] = Object.freeze([])

/** The wording: Han characters and letters, without links, handles, numbers and signs. */
function wordingOf(reading: TextReading): string {
  const { text } = reading.normal
  const gaps = [
    ...reading.links.map(({ start, end }) => [start, end] as const),
    ...reading.mails,
    ...reading.handles.filter((handle) => handle.id !== '').map((handle) => [handle.end - handle.id.length, handle.end] as const),
    ...reading.numbers.map(({ start, end }) => [start, end] as const),
  ].sort((a, b) => a[0] - b[0])
  let words = ''
  let from = 0
  for (const [start, end] of gaps) {
    if (start > from) words += text.slice(from, start)
    from = Math.max(from, end)
  }
  return (words + text.slice(from)).replace(/[^a-z\u3400-\u9fff\uac00-\ud7a3\u0370-\u06ff]+/g, '')
}

/** MinHash over runs of four signs, in bands: two texts are near when they share a band. */
function sketch(words: string): string[] {
  const minima = new Uint32Array(BANDS * ROWS).fill(0xffffffff)
  for (let i = 0; i + SHINGLE <= Math.max(words.length, SHINGLE); i++) {
    const piece = words.slice(i, i + SHINGLE)
    for (let row = 0; row < minima.length; row++) {
      const value = hash(piece, row + 1)
      if (value < (minima[row] ?? 0)) minima[row] = value
    }
  }
  return Array.from({ length: BANDS }, (_, band) => `${band}${Array.from(minima.subarray(band * ROWS, (band + 1) * ROWS), (value) => value.toString(36)).join('')}`)
}

/** FNV-1a with a seed, mixed; 32 bits. */
function hash(text: string, seed: number): number {
  let value = 0x811c9dc5 ^ Math.imul(seed, 0x9e3779b1)
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x7feb352d)
  value = Math.imul(value ^ (value >>> 15), 0x846ca68b)
  return (value ^ (value >>> 16)) >>> 0
}
