import type { TextLists } from '../text/text-lists.ts'
import type { UrlParts } from './url-parts.ts'

/**
 * A link as numbers: lengths, counts, shares and list hits, which the trees of the link model cut into ranges. One place a number, always the same;
 * what a link does not have is zero. Plain loops over the text: a link is read in a few microseconds however it is made.
 */
export const URL_SHAPES = [
  'path', 'label length', 'host length', 'front labels', 'label dashes', 'front dashes', 'label digits', 'front digits', 'label digit run', 'label digit share', 'label vowels', 'label consonant run',
  'label distinct', 'label entropy', 'label begins with digit', 'label changes', 'front longest', 'front entropy', 'front vowels', 'ending length', 'ending parts', 'com', 'org', 'net', 'country',
  'throw-away', 'free', 'short', 'image', 'allowed', 'brand', 'international', 'mixed', 'address', 'port', 'user', 'known ending', 'imitates', 'imitates by', 'front risk words', 'label risk words', 'label holds risk words',
  'depth', 'path length', 'last length', 'path digits', 'path dashes', 'path underlines', 'path percent', 'query length', 'query parts', 'script', 'page', 'file', 'folder', 'longest segment',
  'path digit run', 'last entropy', 'path hard run', 'hexadecimal run', 'path vowels', 'last changes', 'mail', 'nested', 'tilde', 'empty folder', 'lure folder', 'path risk words', 'path brands',
  'path words', 'first length', 'hidden folder',
] as const

const WAYS = ['look_alike_letters', 'anagram', 'doubled_digit', 'spelled_domain', 'sub_label', 'compound', 'other_ending', 'misspelling', 'user_part', 'in_path', 'written_name']
export const NESTED = /https?:|www\.|https?%3a/
export const LURE_FOLDERS = /wp-(?:content|includes|admin)|\/(?:components|plugins|modules|tmp|cgi-bin)\/|\.well-known|\/(?:css|js|images?|img)\/.*\.(?:php|html?)/
/** A word that stands alone in a path, at least this long. */
const WORD = 3

const DIGIT = 1
const LETTER = 2
const VOWEL = 4
const HEXADECIMAL = 8
/** What each ASCII sign is. */
const KIND = Uint8Array.from({ length: 128 }, (_, unit) => {
  const sign = String.fromCharCode(unit)
  return (/\d/.test(sign) ? DIGIT : 0) | (/[a-z]/.test(sign) ? LETTER : 0) | (/[aeiouy]/.test(sign) ? VOWEL : 0) | (/[0-9a-f]/.test(sign) ? HEXADECIMAL : 0)
})

const kindAt = (text: string, at: number): number => KIND[text.charCodeAt(at)] ?? 0
const isHard = (kind: number): boolean => kind !== 0 && (kind & VOWEL) === 0

/** Writes the numbers of a link into `out`, from `from` on, in the order of {@link URL_SHAPES}. */
export function writeShapes(parts: UrlParts, lists: TextLists, out: Float32Array, from: number): void {
  let at = from
  const put = (value: number | boolean): void => { out[at++] = Number(value) }
  const { reading: host, path, query } = parts
  const label = parts.labels[parts.owned] ?? ''
  const front = parts.labels.slice(0, parts.owned)
  const frontText = front.join('.')
  const ending = host.ending.slice(host.ending.lastIndexOf('.') + 1)
  const inLabel = look(label)
  const inFront = look(frontText)
  put(path !== '' || query !== '')
  put(label.length); put(parts.host.length); put(front.length); put(countOf(label, 45)); put(countOf(frontText, 45))
  put(inLabel.digits); put(inFront.digits); put(inLabel.digitRun); put(inLabel.digits / Math.max(1, label.length))
  put(inLabel.vowels); put(longestConsonants(label)); put(new Set(label).size / Math.max(1, label.length)); put(entropy(label)); put((kindAt(label, 0) & DIGIT) !== 0); put(inLabel.changes)
  put(front.reduce((most, one) => Math.max(most, one.length), 0)); put(entropy(frontText)); put(inFront.vowels)
  put(ending.length); put(host.ending === '' ? 0 : host.ending.split('.').length); put(ending === 'com'); put(ending === 'org'); put(ending === 'net'); put(ending.length === 2)
  put(host.isThrowAway); put(host.isFreeSite); put(host.isShortener); put(host.isImageHost); put(host.isAllowed); put(host.brand !== null); put(host.isInternational); put(host.hasMixedScripts)
  put(host.kind !== 'name'); put(parts.port !== ''); put(parts.hasUser); put(host.isKnownEnding)
  put(host.imitates?.strength ?? 0); put(host.imitates === null ? 0 : WAYS.indexOf(host.imitates.way) + 1)
  put(riskWords(frontText, lists)); put(riskWords(label, lists)); put(held(label, lists))
  if (path === '' && query === '') {
    out.fill(0, at, from + URL_SHAPES.length)
    return
  }
  const segments = path.split('/').filter((segment) => segment !== '')
  const last = segments[segments.length - 1] ?? ''
  const dot = last.lastIndexOf('.')
  const file = dot > 0 && last.length - dot <= 6 ? last.slice(dot + 1) : ''
  const inPath = look(path)
  put(segments.length); put(path.length); put(last.length); put(inPath.digits); put(countOf(path, 45)); put(countOf(path, 95)); put(countOf(path, 37))
  put(query.length); put(query === '' ? 0 : countOf(query, 38) + 1)
  put(file === 'php'); put(file === 'html' || file === 'htm'); put(file !== ''); put(path.endsWith('/')); put(segments.reduce((most, one) => Math.max(most, one.length), 0))
  put(inPath.digitRun); put(entropy(last)); put(inPath.hardRun); put(Math.max(inPath.hexadecimalRun, look(query).hexadecimalRun)); put(inPath.vowels); put(look(last).changes)
  put(path.includes('@') || query.includes('@') || query.includes('%40')); put(NESTED.test(path) || NESTED.test(query)); put(path.includes('~')); put(path.includes('//')); put(LURE_FOLDERS.test(path))
  put(riskWords(path, lists)); put(brandsIn(path, parts, lists)); put(inPath.words); put((segments[0] ?? '').length); put(path.includes('/.'))
}

interface Look {
  readonly digits: number
  readonly digitRun: number
  /** Longest run of letters and digits without a vowel. */
  readonly hardRun: number
  readonly hexadecimalRun: number
  /** Share of the letters. */
  readonly vowels: number
  /** Places where a letter follows a digit or a digit a letter. */
  readonly changes: number
  /** Runs of three letters or more. */
  readonly words: number
}

function look(text: string): Look {
  let digits = 0
  let letters = 0
  let vowels = 0
  let changes = 0
  let words = 0
  let run = 0
  const runs = { digit: 0, hard: 0, hexadecimal: 0 }
  const most = { digit: 0, hard: 0, hexadecimal: 0 }
  let before = 0
  for (let i = 0; i < text.length; i++) {
    const kind = kindAt(text, i)
    if (kind & DIGIT) digits++
    if (kind & LETTER) letters++
    if (kind & VOWEL) vowels++
    if ((kind & DIGIT && before & LETTER) || (kind & LETTER && before & DIGIT)) changes++
    run = kind & LETTER ? run + 1 : 0
    if (run === WORD) words++
    runs.digit = kind & DIGIT ? runs.digit + 1 : 0
    runs.hard = isHard(kind) ? runs.hard + 1 : 0
    runs.hexadecimal = kind & HEXADECIMAL ? runs.hexadecimal + 1 : 0
    most.digit = Math.max(most.digit, runs.digit)
    most.hard = Math.max(most.hard, runs.hard)
    most.hexadecimal = Math.max(most.hexadecimal, runs.hexadecimal)
    before = kind
  }
  return { digits, digitRun: most.digit, hardRun: most.hard, hexadecimalRun: most.hexadecimal, vowels: letters === 0 ? 0 : vowels / letters, changes, words }
}

function longestConsonants(text: string): number {
  let longest = 0
  let run = 0
  for (let i = 0; i < text.length; i++) {
    run = (kindAt(text, i) & (LETTER | VOWEL)) === LETTER ? run + 1 : 0
    if (run > longest) longest = run
  }
  return longest
}

const tally = new Uint16Array(128)

/** Bits a sign, by how often each sign stands in the text. */
function entropy(text: string): number {
  if (text === '') return 0
  tally.fill(0)
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i) & 127
    tally[unit] = (tally[unit] ?? 0) + 1
  }
  let bits = 0
  for (const times of tally) if (times > 0) bits -= (times / text.length) * Math.log2(times / text.length)
  return bits
}

function countOf(text: string, unit: number): number {
  let found = 0
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) === unit) found++
  return found
}

function riskWords(text: string, lists: TextLists): number {
  let found = 0
  for (const word of text.split(/[^a-z0-9]+/)) if (word.length > 1 && lists.riskWords.has(word)) found++
  return found
}

/** Risk words anywhere in a label, run together with others. */
function held(label: string, lists: TextLists): number {
  let found = 0
  for (const word of lists.riskWords) if (word.length > WORD && label.includes(word)) found++
  return found
}

function brandsIn(path: string, parts: UrlParts, lists: TextLists): number {
  let found = 0
  for (const word of path.split(/[^a-z0-9]+/)) {
    if (word.length > 3 && lists.brands.bySkeleton.get(word)?.some((token) => !token.isWeak && token.brand !== parts.reading.brand)) found++
  }
  return found
}
