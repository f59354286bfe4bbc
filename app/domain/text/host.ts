import { parse } from 'tldts'
import { imitationOf } from './imitation.ts'
import { normalise } from './normalise.ts'
import { decodeLabel } from './punycode.ts'
import type { HostReading } from './reading.ts'
import type { TextLists } from './text-lists.ts'

/** Readings kept at most for one set of lists; the oldest half goes when it is full. */
const MEMO_LIMIT = 4096
const TLDTS_OPTIONS = { allowPrivateDomains: true, extractHostname: false, mixedInputs: false, validateHostname: false, detectIp: false }

/** Reads a host as given by `new URL(…).hostname`. The same host and lists give the same reading, which is kept. */
export function readHost(hostname: string, lists: TextLists): HostReading {
  const host = hostname.endsWith('.') ? hostname.slice(0, -1) : hostname
  const known = lists.hosts.get(host)
  if (known) return known
  const reading = read(host, lists)
  if (lists.hosts.size >= MEMO_LIMIT) lists.hosts.clear()
  lists.hosts.set(host, reading)
  return reading
}

/** True when `ending` is a public ending of the suffix list, such as `cn` or `com.cn`. */
export function isPublicEnding(ending: string): boolean {
  const parsed = parse(`a.${ending}`, TLDTS_OPTIONS)
  return parsed.isIcann === true && parsed.publicSuffix === ending
}

function read(host: string, lists: TextLists): HostReading {
  if (host.startsWith('[')) return address(host, 'ipv6')
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(host)) return address(host, 'ipv4')
  const parsed = parse(host, TLDTS_OPTIONS)
  const ending = parsed.isPrivate ? (parse(host, { ...TLDTS_OPTIONS, allowPrivateDomains: false }).publicSuffix ?? '') : (parsed.publicSuffix ?? '')
  const site = parsed.domain
  const domain = parsed.isPrivate ? parse(host, { ...TLDTS_OPTIONS, allowPrivateDomains: false }).domain : site
  const isInternational = host.includes('xn--')
  const unicode = isInternational ? host.split('.').map((label) => decodeLabel(label) ?? label).join('.') : host
  const reads = isInternational ? normalise(unicode).text : host
  const isOfficial = isWithin(host, lists.officialHosts)
  const brand = (domain === null ? undefined : lists.brands.brandOfDomain.get(domain)) ?? suffixMatch(host, lists.brands.brandOfDomain) ?? null
  const isAllowed = isOfficial || isWithin(host, lists.allowedHosts)
  const freeSite = parsed.isPrivate === true || isWithin(host, lists.freeSiteHosts)
  const isThrowAway = lists.throwAwayEndings.has(ending) || lists.throwAwayEndings.has(ending.slice(ending.lastIndexOf('.') + 1))
  const isForeign = !isAllowed && (brand === null || freeSite)
  const labels = reads.split('.')
  const publicName = freeSite && parsed.isPrivate ? (parsed.publicSuffix ?? '') : freeSite ? (domain ?? '') : ending
  const owned = labels.length - 1 - (publicName === '' ? 0 : publicName.split('.').length)
  return {
    host, kind: 'name', domain, site, ending, isKnownEnding: parsed.isIcann === true || parsed.isPrivate === true, reads, isInternational,
    hasMixedScripts: isInternational && unicode.split('.').some(mixesScripts),
    isPrivateAddress: host === 'localhost',
    isOfficial, isAllowed, brand: isForeign ? null : brand,
    imitates: isForeign && owned >= 0 ? imitationOf({ labels, written: unicode.split('.'), owned, isCheap: isThrowAway || freeSite, isFreeSite: freeSite }, lists.brands) : null,
    isShortener: isWithin(host, lists.shortenerHosts), isImageHost: isWithin(host, lists.imageHosts), isFreeSite: freeSite, isThrowAway,
  }
}

function address(host: string, kind: 'ipv4' | 'ipv6'): HostReading {
  return {
    host, kind, domain: null, site: null, ending: '', isKnownEnding: false, reads: host, isInternational: false, hasMixedScripts: false, isPrivateAddress: isPrivate(host),
    isOfficial: false, isAllowed: false, brand: null, imitates: null, isShortener: false, isImageHost: false, isFreeSite: false, isThrowAway: false,
  }
}

function isPrivate(host: string): boolean {
  if (host.startsWith('[')) return host === '[::1]' || host.startsWith('[fe80:') || host.startsWith('[fc') || host.startsWith('[fd')
  const [a = 0, b = 0] = host.split('.').map(Number)
  return a === 10 || a === 127 || a === 0 || (a === 192 && b === 168) || (a === 172 && b >= 16 && b <= 31) || (a === 169 && b === 254) || (a === 100 && b >= 64 && b <= 127)
}

/** True when the host or one of its parents is in the set. */
export function isWithin(host: string, set: ReadonlySet<string>): boolean {
  for (let at = 0; at >= 0; at = nextLabel(host, at)) if (set.has(at === 0 ? host : host.slice(at))) return true
  return false
}

/** What the map holds for the host or the nearest of its parents. */
export function suffixMatch<T>(host: string, map: ReadonlyMap<string, T>): T | undefined {
  for (let at = 0; at >= 0; at = nextLabel(host, at)) {
    const found = map.get(at === 0 ? host : host.slice(at))
    if (found !== undefined) return found
  }
  return undefined
}

function nextLabel(host: string, at: number): number {
  const dot = host.indexOf('.', at)
  return dot < 0 ? -1 : dot + 1
}

/** Latin together with Greek, Cyrillic or Armenian letters in one label. Kana and Han with Latin are ordinary. */
export function mixesScripts(label: string): boolean {
  let hasLatin = false
  let hasOther = false
  for (let i = 0; i < label.length; i++) {
    const unit = label.charCodeAt(i)
    if ((unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0xc0 && unit <= 0x24f)) hasLatin = true
    else if ((unit >= 0x370 && unit <= 0x58f) || (unit >= 0x10a0 && unit <= 0x10ff)) hasOther = true
  }
  return hasLatin && hasOther
}

/** True for a host under an ending that schools, academies and forces alone are given. */
export function isOfSchool(host: string): boolean {
  return /\.(?:edu|ac|mil)(?:\.[a-z]{2})?$/.test(host)
}
