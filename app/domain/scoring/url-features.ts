import { DEFAULT_SETTINGS } from '../intake/operator-settings.ts'
import { listsFor, type TextLists } from '../text/text-lists.ts'
import type { UrlParts } from './url-parts.ts'
import { LURE_FOLDERS, NESTED } from './url-shapes.ts'

/**
 * A link becomes hashed features by its text alone: runs of letters of host and path, whole words, and shapes (counts, lengths, list hits).
 * The scheme and a leading `www.` are dropped: in collections they tell the source, not the fraud. Digits count as one sign inside runs.
 */

const URL_BITS = 18
/** A link model has one weight for each slot. */
export const URL_SLOTS = 1 << URL_BITS

/** What a feature was read from. */
export const HOST = 0
export const PATH = 1
export const SHAPE = 2

const PATH_LIMIT = 200
const MAX_FEATURES = 4096

/** Features of the link last read. The arrays are reused: read them before the next call. */
export interface UrlFeatures {
  /** Slot of each feature, distinct inside one link. */
  readonly slots: Int32Array
  readonly groups: Uint8Array
  /** How many features each group has. */
  readonly counts: Int32Array
  count: number
}

const features: UrlFeatures = { slots: new Int32Array(MAX_FEATURES), groups: new Uint8Array(MAX_FEATURES), counts: new Int32Array(3), count: 0 }
const seenIn = new Int32Array(URL_SLOTS)
let reading = 0

const NUMERIC_HOST = /^(?:\d{8,10}|0x[0-9a-f]{1,8}|(?:0x[0-9a-f]{1,2}|\d{1,3})(?:\.(?:0x[0-9a-f]{1,2}|\d{1,3})){3})$/
const SECRET_RUN = /[0-9a-f]{16}/
const CHANGES = /[a-z][0-9]|[0-9][a-z]/g

/** Reads the features of a link. The result is valid until the next call. */
export function readUrlFeatures(parts: UrlParts, lists: TextLists = listsFor(DEFAULT_SETTINGS)): UrlFeatures {
  reading++
  features.count = 0
  features.counts.fill(0)
  const label = parts.labels[parts.owned] ?? ''
  const inFront = parts.labels.slice(0, parts.owned)
  const isNumeric = parts.reading.kind !== 'name' || NUMERIC_HOST.test(parts.host)
  if (!isNumeric) {
    letterRuns(label, 3, 5, 0x3c6ef372, HOST)
    for (const one of inFront) letterRuns(one, 3, 5, 0x6a09e667, HOST)
    wholeWords(label, 3, 0x510e527f, HOST)
    wholeWords(inFront.join('-'), 2, 0x9b05688c, HOST)
    add(hashOf(parts.reading.site?.slice(label.length) ?? parts.reading.ending, 0x5be0cd19), HOST)
    add(hashOf(parts.reading.site ?? parts.host, 0x428a2f98), HOST)
  }
  const hasPath = parts.path !== '' || parts.query !== ''
  if (hasPath) {
    const path = parts.path.slice(0, PATH_LIMIT)
    letterRuns(path, 3, 4, 0x1b873593, PATH)
    wholeWords(path, 2, 0x71374491, PATH)
    wholeWords(parts.query.slice(0, PATH_LIMIT), 2, 0x59f111f1, PATH)
  }
  hostShapes(parts, label, inFront, isNumeric, hasPath, lists)
  if (hasPath) pathShapes(parts, lists)
  return features
}

function hostShapes(parts: UrlParts, label: string, inFront: readonly string[], isNumeric: boolean, hasPath: boolean, lists: TextLists): void {
  const { reading: host } = parts
  const both = (name: string, value: string | number = ''): void => {
    shape(name, value)
    shape(hasPath ? `link ${name}` : `bare ${name}`, value)
  }
  both('any')
  if (isNumeric) both('numeric')
  if (parts.port !== '') both('port')
  if (parts.hasUser) both('user')
  const ending = host.ending.slice(host.ending.lastIndexOf('.') + 1)
  both('ending', ending)
  if (!host.isKnownEnding && !isNumeric) both('unknown ending')
  if (host.isThrowAway) both('throw-away')
  if (host.isFreeSite) both('free')
  if (host.isShortener) both('short')
  if (host.isImageHost) both('image')
  if (host.isAllowed) both('allowed')
  if (lists.contactHosts.has(parts.host)) both('contact')
  if (host.isInternational) both('international')
  if (host.hasMixedScripts) both('mixed')
  if (host.brand !== null) both('brand')
  const inFrontText = inFront.join('.')
  both('label length', step(label.length, [3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 27, 35]))
  both('host length', step(parts.host.length, [5, 8, 11, 14, 17, 20, 24, 28, 34, 42, 60]))
  both('labels', Math.min(5, inFront.length))
  both('dashes', Math.min(4, count(label, 45)))
  both('dashes in front', Math.min(4, count(inFrontText, 45)))
  both('digits', Math.min(5, digitsIn(label)))
  both('digits in front', Math.min(5, digitsIn(inFrontText)))
  both('vowels', step(vowelShare(label), [0.1, 0.2, 0.27, 0.34, 0.42, 0.5, 0.6]))
  both('consonants', Math.min(7, longestConsonants(label)))
  let risky = 0
  for (const word of `${inFrontText}-${label}`.split(/[^a-z0-9]+/)) if (word.length > 1 && lists.riskWords.has(word)) risky++
  both('risk words', Math.min(4, risky))
  const imitates = host.imitates
  if (imitates !== null) {
    both('imitates')
    both('imitates by', imitates.way)
    both('imitates surely', step(imitates.strength, [0.45, 0.55, 0.7, 0.8, 0.87]))
  }
  if (host.isThrowAway && (risky > 0 || imitates !== null)) both('cheap bait')
  if (host.isFreeSite && (risky > 0 || imitates !== null)) both('free bait')
}

function pathShapes(parts: UrlParts, lists: TextLists): void {
  const { path, query } = parts
  const segments = path.split('/').filter((segment) => segment !== '')
  const last = segments[segments.length - 1] ?? ''
  const dot = last.lastIndexOf('.')
  shape('depth', Math.min(8, segments.length))
  shape('path length', step(path.length, [2, 5, 9, 14, 20, 28, 38, 50, 70, 100, 150]))
  shape('ends in', path.endsWith('/') ? 'slash' : dot > 0 && last.length - dot <= 6 ? last.slice(dot + 1) : 'word')
  shape('last length', step(last.length, [1, 3, 6, 9, 13, 18, 25, 35, 60]))
  shape('path digits', step(digitsIn(path), [1, 2, 4, 6, 8, 12, 20, 40]))
  shape('path dashes', step(count(path, 45), [1, 2, 3, 5, 8]))
  shape('path underlines', step(count(path, 95), [1, 2, 4]))
  shape('percent', step(count(path, 37), [1, 3, 8]))
  shape('query length', step(query.length, [1, 6, 15, 30, 60, 120]))
  shape('query parts', query === '' ? 0 : step(count(query, 38) + 1, [1, 2, 3, 5]))
  if (SECRET_RUN.test(path) || SECRET_RUN.test(query)) shape('hexadecimal')
  if ((last.match(CHANGES)?.length ?? 0) >= 3) shape('letters and digits change')
  if (path.includes('@') || query.includes('@') || query.includes('%40')) shape('mail')
  if (NESTED.test(path) || NESTED.test(query)) shape('nested')
  if (path.includes('~')) shape('tilde')
  if (path.includes('//')) shape('empty folder')
  if (LURE_FOLDERS.test(path)) shape('lure folder')
  let risky = 0
  let brands = 0
  for (const word of path.split(/[^a-z0-9]+/)) {
    if (word.length < 2) continue
    if (lists.riskWords.has(word)) risky++
    if (word.length > 3 && lists.brands.bySkeleton.get(word)?.some((token) => !token.isWeak && token.brand !== parts.reading.brand)) brands++
  }
  shape('path risk words', Math.min(4, risky))
  if (brands > 0) shape('path brands', Math.min(2, brands))
}

function letterRuns(text: string, low: number, high: number, seed: number, group: number): void {
  const last = text.length + 1
  for (let i = 0; i <= last; i++) {
    let hash = seed
    for (let n = 1; n <= high && i + n <= last + 1; n++) {
      const at = i + n - 1
      let unit = at === 0 ? 94 : at === last ? 36 : text.charCodeAt(at - 1)
      if (unit >= 48 && unit <= 57) unit = 48
      hash = Math.imul(hash ^ unit, 0x01000193)
      hash ^= hash >>> 15
      if (n >= low) add(hash ^ (n << 24), group)
    }
  }
}

/** Words between other signs; runs of digits inside them count as one zero. */
function wholeWords(text: string, least: number, seed: number, group: number): void {
  let hash = seed
  let length = 0
  let wasDigit = false
  for (let i = 0; i <= text.length; i++) {
    const unit = i < text.length ? text.charCodeAt(i) : 0
    const isDigit = unit >= 48 && unit <= 57
    if (isDigit || (unit >= 97 && unit <= 122) || unit > 127) {
      length++
      if (isDigit && wasDigit) continue
      hash = Math.imul(hash ^ (isDigit ? 48 : unit), 0x01000193)
      hash ^= hash >>> 15
      wasDigit = isDigit
    } else {
      if (length >= least) add(hash, group)
      hash = seed
      length = 0
      wasDigit = false
    }
  }
}

function shape(name: string, value: string | number = ''): void {
  add(hashOf(`${name}=${value}`, 0x1f83d9ab), SHAPE)
}

function add(hash: number, group: number): void {
  let h = Math.imul(hash ^ (hash >>> 16), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  const slot = (h ^ (h >>> 16)) >>> (32 - URL_BITS)
  if (seenIn[slot] === reading || features.count >= MAX_FEATURES) return
  seenIn[slot] = reading
  features.slots[features.count] = slot
  features.groups[features.count] = group
  features.counts[group] = (features.counts[group] ?? 0) + 1
  features.count++
}

function hashOf(text: string, seed: number): number {
  let hash = seed
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
    hash ^= hash >>> 15
  }
  return hash
}

/** How many of the rising edges a value has reached. */
function step(value: number, edges: readonly number[]): number {
  let steps = 0
  while (steps < edges.length && value >= (edges[steps] ?? 0)) steps++
  return steps
}

function count(text: string, unit: number): number {
  let found = 0
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) === unit) found++
  return found
}

function digitsIn(text: string): number {
  let digits = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit >= 48 && unit <= 57) digits++
  }
  return digits
}

const isVowel = (unit: number): boolean => unit === 97 || unit === 101 || unit === 105 || unit === 111 || unit === 117 || unit === 121

function vowelShare(text: string): number {
  let vowels = 0
  let letters = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 97 || unit > 122) continue
    letters++
    if (isVowel(unit)) vowels++
  }
  return letters === 0 ? 0.4 : vowels / letters
}

function longestConsonants(text: string): number {
  let longest = 0
  let run = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    run = unit >= 97 && unit <= 122 && !isVowel(unit) ? run + 1 : 0
    if (run > longest) longest = run
  }
  return longest
}
