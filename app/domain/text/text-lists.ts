import { getDomainWithoutSuffix } from 'tldts'
import type { OperatorSettings } from '../intake/operator-settings.ts'
import { BRANDS, type Brand } from '../lists/brands.ts'
import {
  ALLOWED_HOSTS, CONTACT_HOSTS, FREE_SITE_HOSTS, IMAGE_HOSTS, RISK_WORDS, SHORTENER_HOSTS, THROW_AWAY_ENDINGS, WORD_ENDINGS,
} from '../lists/hosts.ts'
import { LEXICON } from '../lists/lexicon.ts'
import { type BrandIndex, indexBrands } from './imitation.ts'
import type { HostReading, TextReading } from './reading.ts'
import type { Template } from './tokens.ts'
import { compileWords, type WordFinder } from './words.ts'

/** Everything a text is compared with, made ready once. Keeps readings of hosts and of short recurring texts for as long as it lives. */
export interface TextLists {
  readonly country: string
  readonly brands: BrandIndex
  readonly words: WordFinder
  readonly officialHosts: ReadonlySet<string>
  /** Without scheme, lower case: `dx.example.cn/`. */
  readonly officialShortPrefixes: readonly string[]
  readonly allowedHosts: ReadonlySet<string>
  readonly contactHosts: ReadonlySet<string>
  readonly shortenerHosts: ReadonlySet<string>
  readonly imageHosts: ReadonlySet<string>
  readonly freeSiteHosts: ReadonlySet<string>
  readonly throwAwayEndings: ReadonlySet<string>
  readonly wordEndings: ReadonlySet<string>
  readonly riskWords: ReadonlySet<string>
  /** Contacts and wordings of our own, which no rule calls a lure. Numbers as E.164 or short digits. */
  readonly allowedHandles: ReadonlySet<string>
  readonly allowedNumbers: ReadonlySet<string>
  readonly allowedTemplates: readonly Template[]
  readonly hosts: Map<string, HostReading>
  readonly readings: Map<string, TextReading>
}

/** What staff add to the starter lists. Brands of an id that exists replace it. */
export interface ListAdditions {
  readonly brands?: readonly Brand[]
  readonly allowedHosts?: readonly string[]
  readonly shortenerHosts?: readonly string[]
  readonly officialHosts?: readonly string[]
  readonly allowedHandles?: readonly string[]
  readonly allowedNumbers?: readonly string[]
  readonly allowedTemplates?: readonly Template[]
}

/** What the lists of staff bring for reading texts; keeps what is made of it as long as it lives. */
interface StaffLists {
  readonly additions: ListAdditions
}

type OwnNames = Pick<OperatorSettings, 'country' | 'officialHosts' | 'officialShortPrefixes'>

/** Lists for one operator: the starter lists, its own hosts as allowed and as a brand to be protected, and what staff have added. */
export function textListsOf(settings: OwnNames, added: ListAdditions = {}): TextLists {
  const officialHosts = [...settings.officialHosts.map((host) => host.toLowerCase()), ...(added.officialHosts ?? [])]
  const shortHosts = settings.officialShortPrefixes.map(withoutScheme)
  const replaced = new Set((added.brands ?? []).map((brand) => brand.id))
  const brands = [...BRANDS.entries.filter((brand) => !replaced.has(brand.id)), ...(added.brands ?? []), ...ownBrand(officialHosts)]
  return {
    country: settings.country,
    brands: indexBrands(brands, RISK_WORDS.entries),
    words: compileWords(LEXICON.entries, brands.flatMap((brand) => brand.names)),
    officialHosts: new Set(officialHosts),
    officialShortPrefixes: shortHosts,
    allowedHosts: new Set([...ALLOWED_HOSTS.entries, ...(added.allowedHosts ?? [])]),
    contactHosts: new Set(CONTACT_HOSTS.entries),
    shortenerHosts: new Set([...SHORTENER_HOSTS.entries, ...(added.shortenerHosts ?? [])]),
    imageHosts: new Set(IMAGE_HOSTS.entries),
    freeSiteHosts: new Set(FREE_SITE_HOSTS.entries),
    throwAwayEndings: new Set(THROW_AWAY_ENDINGS.entries),
    wordEndings: new Set(WORD_ENDINGS.entries),
    riskWords: new Set(RISK_WORDS.entries),
    allowedHandles: new Set(added.allowedHandles),
    allowedNumbers: new Set(added.allowedNumbers),
    allowedTemplates: added.allowedTemplates ?? [],
    hosts: new Map(),
    readings: new Map(),
  }
}

const made = new WeakMap<OwnNames, TextLists>()
const bySettings = new Map<string, TextLists>()
const KEPT = 8

const withOwn = new WeakMap<StaffLists, WeakMap<OwnNames, TextLists>>()

/** Lists of these settings and of what staff have added. Made once for settings of the same content, found again at once for the same object. */
export function listsFor(settings: OwnNames, own: StaffLists | null = null): TextLists {
  if (own === null || Object.keys(own.additions).length === 0) return listsOfSettings(settings)
  const bySettings = withOwn.get(own) ?? new WeakMap<OwnNames, TextLists>()
  const known = bySettings.get(settings)
  if (known) return known
  const lists = textListsOf(settings, own.additions)
  withOwn.set(own, bySettings.set(settings, lists))
  return lists
}

function listsOfSettings(settings: OwnNames): TextLists {
  const known = made.get(settings)
  if (known) return known
  const key = JSON.stringify([settings.country, settings.officialHosts, settings.officialShortPrefixes])
  let lists = bySettings.get(key)
  if (lists === undefined) {
    lists = textListsOf(settings)
    if (bySettings.size >= KEPT) bySettings.clear()
    bySettings.set(key, lists)
  }
  made.set(settings, lists)
  return lists
}

function withoutScheme(prefix: string): string {
  return prefix.toLowerCase().replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
}

/** The operator's own registered names, so that its imitations are seen whatever it is called. */
function ownBrand(officialHosts: readonly string[]): Brand[] {
  if (officialHosts.length === 0) return []
  // Dashes are no part of a name: imitators set and drop them at will.
  const labels = [...new Set(officialHosts.map((host) => (getDomainWithoutSuffix(host) ?? '').replaceAll('-', '')))].filter((label) => label.length >= 3)
  return [{
    id: 'own', sector: 'operator', names: [], domains: officialHosts,
    tokens: labels.filter((label) => label.length >= 5), weakTokens: labels.filter((label) => label.length < 5),
  }]
}
