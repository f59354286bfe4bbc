import type { Brand } from './brands.ts'
import { isPublicEnding } from '../text/host.ts'
import { readText } from '../text/read-text.ts'
import type { ListAdditions } from '../text/text-lists.ts'
import { templateOf, type Template } from '../text/tokens.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { parseNumber } from '../values/msisdn.ts'
import type { Instant } from '../values/time.ts'

/** The lists that staff keep (DOMAIN 2.8), in the order of the page. */
export const OWN_LISTS = [
  'blocked_hosts', 'blocked_handles', 'blocked_numbers', 'blocked_templates', 'blocked_payers', 'blocked_serials', 'allowed_hosts', 'allowed_handles', 'allowed_numbers', 'allowed_templates',
  'brands', 'shortener_hosts', 'official_hosts', 'official_numbers', 'number_blocks',
] as const
export type OwnList = (typeof OWN_LISTS)[number]

/** What the entries of a list are. */
export type EntryKind = 'host' | 'handle' | 'number' | 'template' | 'payer' | 'serials' | 'brand' | 'block'
export const KIND_OF_LIST: Readonly<Record<OwnList, EntryKind>> = {
  blocked_hosts: 'host', blocked_handles: 'handle', blocked_numbers: 'number', blocked_templates: 'template', blocked_payers: 'payer', blocked_serials: 'serials',
  allowed_hosts: 'host', allowed_handles: 'handle', allowed_numbers: 'number', allowed_templates: 'template',
  brands: 'brand', shortener_hosts: 'host', official_hosts: 'host', official_numbers: 'number', number_blocks: 'block',
}

/** Lists on which the same value would say the opposite. */
const OPPOSITES: Readonly<Partial<Record<OwnList, readonly OwnList[]>>> = {
  blocked_hosts: ['allowed_hosts', 'official_hosts'], allowed_hosts: ['blocked_hosts'], official_hosts: ['blocked_hosts'],
  blocked_handles: ['allowed_handles'], allowed_handles: ['blocked_handles'],
  blocked_numbers: ['allowed_numbers', 'official_numbers'], allowed_numbers: ['blocked_numbers'], official_numbers: ['blocked_numbers'],
  blocked_templates: ['allowed_templates'], allowed_templates: ['blocked_templates'],
}

/** Lists on which the same value cannot stand as well. */
export function oppositesOf(list: OwnList): readonly OwnList[] {
  return OPPOSITES[list] ?? []
}

/** What belongs to a value besides itself: the wording of a template, the names of a brand. */
export interface EntryDetail {
  readonly text?: string
  readonly names?: readonly string[]
  readonly domains?: readonly string[]
  readonly tokens?: readonly string[]
}

/** A value in the form in which it is compared: host, handle and brand id in lower case, number in E.164 or short digits, template by its wording, serials as `first..last` or one. */
export interface ListedValue {
  readonly list: OwnList
  readonly value: string
  readonly detail: EntryDetail
}

/** What a person typed or a file brought. The last three are for brands. */
export interface GivenValue {
  readonly list: OwnList
  readonly value: string
  readonly names?: string
  readonly domains?: string
  readonly tokens?: string
}

/** An entry that holds, as screening needs it. */
export interface ListEntry extends ListedValue {
  readonly id: number
  readonly reason: string
  /** Records of this instant or later are no longer judged by it. */
  readonly expiresAt: Instant | null
}

const HANDLE = /^[\p{L}\p{N}_.-]{3,40}$/u
const HOST = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}$/u
const IP = /^\d{1,3}(?:\.\d{1,3}){3}$/
/** Calling code and the first digits behind it. */
const BLOCK = /^\+[1-9]\d{2,11}$/
const BRAND_ID = /^[a-z][a-z0-9_]{1,39}$/
const TOKEN = /^[a-z0-9]{3,40}$/
/** A brand's token shorter than this is believed only beside a risk word. */
const STRONG_TOKEN = 5
const MOST_PARTS = 40
const TEMPLATE_CHARS_MAX = 2_000
/** Signs of wording from which two texts can be told apart. */
const LEAST_WORDING = 12
/** Cards that one entry may block: a pallet, not a year's print. */
const PACK_MAX = 100_000

/**
 * Reads an entry into the form in which it is compared. Refuses, naming the field `value` (or the brand's): `list_host` (no host, or a whole public
 * ending), `list_handle`, `list_number` (also when digits are hidden), `list_template` (too little wording to be told from others), `list_payer`,
 * `list_serials` (no serial, or two that count up no pack), `list_brand`, `list_brand_tokens`, `list_block`.
 */
export function readListedValue(given: GivenValue, country: string): Result<ListedValue> {
  const text = given.value.trim()
  const listed = (value: string, detail: EntryDetail = {}) => accept({ list: given.list, value, detail })
  switch (KIND_OF_LIST[given.list]) {
    case 'host': {
      const host = readHostName(text)
      return host === null || isPublicEnding(host) ? refuse('list_host', { host: text.slice(0, 100) }, 'value') : listed(host)
    }
    case 'handle': {
      const handle = text.normalize('NFKC').replace(/^@/, '').toLowerCase()
      return HANDLE.test(handle) ? listed(handle) : refuse('list_handle', { handle: text.slice(0, 100) }, 'value')
    }
    case 'number': {
      const { normal } = parseNumber(text, { country })
      return normal === null || text.includes('*') ? refuse('list_number', {}, 'value') : listed(normal)
    }
    case 'template': {
      if (text.length > TEMPLATE_CHARS_MAX) return refuse('list_template', { least: LEAST_WORDING, most: TEMPLATE_CHARS_MAX }, 'value')
      const template = templateOf(readText(text))
      return template.words.length < LEAST_WORDING ? refuse('list_template', { least: LEAST_WORDING, most: TEMPLATE_CHARS_MAX }, 'value') : listed(template.key, { text })
    }
    case 'payer': return text.length >= 3 && text.length <= 128 && !text.includes('*') ? listed(text) : refuse('list_payer', {}, 'value')
    case 'serials': {
      const pack = readSerials(text)
      return pack === null ? refuse('list_serials', { most: PACK_MAX }, 'value') : listed(pack.first === pack.last ? pack.first : `${pack.first}..${pack.last}`)
    }
    case 'block': {
      const block = text.normalize('NFKC').replaceAll(/[\s-]/g, '')
      return BLOCK.test(block) ? listed(block) : refuse('list_block', {}, 'value')
    }
    case 'brand': {
      const id = text.toLowerCase()
      if (!BRAND_ID.test(id)) return refuse('list_brand', {}, 'value')
      const hosts = partsOf(given.domains).map(readHostName)
      if (hosts.includes(null) || hosts.length > MOST_PARTS) return refuse('list_host', { host: partsOf(given.domains)[hosts.indexOf(null)] ?? '' }, 'domains')
      const tokens = partsOf(given.tokens).map((token) => token.toLowerCase())
      const names = partsOf(given.names)
      if (tokens.length + names.length === 0 || tokens.length > MOST_PARTS || names.length > MOST_PARTS || !tokens.every((token) => TOKEN.test(token))) return refuse('list_brand_tokens', {}, 'tokens')
      return listed(id, { names, domains: hosts.filter((host) => host !== null), tokens })
    }
  }
}

/** A pack of cards by its serials: alike but for the digits at their end, which count from one to the other. */
export interface SerialPack {
  readonly first: string
  readonly last: string
}

const SERIAL = /^[A-Z0-9-]{0,30}\d{4,24}$/
/** Between two serials: dots, a wave, a word, or a dash; a dash without room around it only between plain numbers, since serials may hold one. */
const BETWEEN = /\s*(?:\.\.+|…|~|～|至|到)\s*|\s+(?:-|–|—|to)\s+|(?<=^\d{4,24})[-–—](?=\d{4,24}$)/i

/** `26000001..26000050`, or one serial; null for anything else, also for a pack of more than {@link PACK_MAX}. */
export function readSerials(text: string): SerialPack | null {
  const [first = '', last = first, ...more] = text.trim().normalize('NFC').split(BETWEEN).map((part) => part.trim().toUpperCase().normalize('NFKC'))
  if (more.length > 0 || !SERIAL.test(first) || !SERIAL.test(last) || first.length !== last.length) return null
  const [head, lastHead] = [first, last].map((serial) => serial.replace(/\d+$/, ''))
  const cards = BigInt(last.slice(head?.length)) - BigInt(first.slice(head?.length)) + 1n
  return head === lastHead && cards >= 1n && cards <= BigInt(PACK_MAX) ? { first, last } : null
}

/** Serials of one length with one beginning stand in the order of their characters, so that a pack is a span of texts. */
export function isOfPack(serial: string, { first, last }: SerialPack): boolean {
  const own = serial.toUpperCase()
  return own.length === first.length && own >= first && own <= last
}

/** A host out of what people paste: an address, with or without scheme, written harmlessly (`hxxp`, `[.]`) or not. Null when there is none. */
function readHostName(text: string): string | null {
  const plain = text.normalize('NFKC').toLowerCase().replaceAll(/\[\.\]|\(\.\)|。/g, '.').replace(/^\*\./, '').replace(/^hxxp/, 'http')
  const host = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^/?#\s:]+)/.exec(plain)?.[1]?.replace(/^www\./, '').replace(/\.$/, '') ?? ''
  if (IP.test(host)) return host
  if (!HOST.test(host)) return null
  try {
    return new URL(`http://${host}`).hostname
  } catch {
    return null
  }
}

function partsOf(text: string | undefined): readonly string[] {
  return [...new Set((text ?? '').split(/[\s,;，；、|]+/).filter((part) => part !== ''))]
}

/** Why something is on a blocklist, as its flag tells it. */
export interface Listed {
  readonly entry: number
  readonly why: string
}

/** What nobody may be led to, or pay from. */
interface Blocked {
  readonly hosts: ReadonlyMap<string, Listed>
  readonly handles: ReadonlyMap<string, Listed>
  readonly numbers: ReadonlyMap<string, Listed>
  readonly payers: ReadonlyMap<string, Listed>
  readonly packs: readonly (Listed & { readonly pack: SerialPack })[]
  readonly templates: readonly (Listed & { readonly template: Template })[]
}

/** The lists of staff as they hold at one time: what is added to the starter lists, and what is blocked; null when nothing is. */
export interface OwnLists {
  readonly additions: ListAdditions
  /** Beginnings of numbers that the program's plans do not know yet, with calling code. */
  readonly numberBlocks: readonly string[]
  readonly blocked: Blocked | null
}

export const NO_OWN_LISTS: OwnLists = Object.freeze({ additions: Object.freeze({}), numberBlocks: Object.freeze([]), blocked: null })

/** Makes lists ready to compare with. */
export function ownListsOf(entries: readonly ListEntry[]): OwnLists {
  if (entries.length === 0) return NO_OWN_LISTS
  const of = (...lists: readonly OwnList[]) => entries.filter(({ list }) => lists.includes(list))
  const values = (...lists: readonly OwnList[]) => of(...lists).map(({ value }) => value)
  const map = (list: OwnList): ReadonlyMap<string, Listed> => new Map(of(list).map(({ id, value, reason }) => [value, { entry: id, why: reason }]))
  let templates: Blocked['templates'] | null = null
  const blocked: Blocked = {
    hosts: map('blocked_hosts'), handles: map('blocked_handles'), numbers: map('blocked_numbers'), payers: map('blocked_payers'),
    packs: of('blocked_serials').flatMap(({ id, reason, value }) => { const pack = readSerials(value); return pack === null ? [] : [{ entry: id, why: reason, pack }] }),
    // Read when first asked for: reading needs the starter lists, which are not ready while modules load.
    get templates() {
      templates ??= of('blocked_templates').map(({ id, reason, detail }) => ({ entry: id, why: reason, template: templateOf(readText(detail.text ?? '')) }))
      return templates
    },
  }
  const isAny = entries.some(({ list }) => list.startsWith('blocked_'))
  return {
    blocked: isAny ? blocked : null,
    numberBlocks: values('number_blocks'),
    additions: {
      brands: of('brands').map(brandOf), allowedHosts: values('allowed_hosts'), shortenerHosts: values('shortener_hosts'), officialHosts: values('official_hosts'),
      allowedHandles: values('allowed_handles'), allowedNumbers: values('allowed_numbers', 'official_numbers'),
      allowedTemplates: of('allowed_templates').map(({ detail }) => templateOf(readText(detail.text ?? ''))),
    },
  }
}

function brandOf({ value, detail }: ListEntry): Brand {
  const { names = [], domains = [], tokens = [] } = detail
  return { id: value, sector: 'platform', names, domains, tokens: tokens.filter((token) => token.length >= STRONG_TOKEN), weakTokens: tokens.filter((token) => token.length < STRONG_TOKEN) }
}

/** Lists over time: each record is judged by the entries that had not expired when it happened, so that the same records always give the same flags. */
export interface DatedLists {
  at(instant: Instant): OwnLists
}

/** The lists as they count at an instant; between two ends of entries it is the same object, so that what is made of it can be kept. */
export function datedLists(entries: readonly ListEntry[]): DatedLists {
  const ends = [...new Set(entries.flatMap(({ expiresAt }) => (expiresAt === null ? [] : [expiresAt])))].sort((a, b) => a - b)
  const made = new Map<number, OwnLists>()
  return {
    at: (instant) => {
      let gone = 0
      while (gone < ends.length && (ends[gone] ?? 0) <= instant) gone++
      let lists = made.get(gone)
      if (lists === undefined) {
        lists = ownListsOf(entries.filter(({ expiresAt }) => expiresAt === null || expiresAt > instant))
        made.set(gone, lists)
      }
      return lists
    },
  }
}
