import { INGREDIENTS_EN, NEGATION_REACH_EN, NEGATIONS_EN } from './ingredients-en.ts'
import { INGREDIENTS, NEGATION_REACH, NEGATIONS } from './ingredients.ts'

/**
 * A message becomes a short list of tokens, and the tokens become features. Three views are kept apart:
 * *content* (runs of tokens, and runs of letters inside words) is blind to what tells one collection of messages from another
 * (case, punctuation, digits, mask words, inflection); *typography* (runs of signs that hold a digit or a mark) exists only
 * for texts that have sentence marks, so that a text whose marks were lost is judged by its content alone; *ingredients* are
 * the words that schemes are made of, alone and in pairs, which hold in genres and wordings that no training text has.
 * Input is the normal form of `text/normalise.ts`; everything is linear in its length.
 */

/** Content features fall into a table of this many bits, typographic ones into the other. */
const CONTENT_BITS = 17
const TYPOGRAPHY_BITS = 15
/** One slot for each ingredient, each ingredient turned round by a negation, and each pair of ingredients. */
const KINDS = Object.keys(INGREDIENTS).length
const INGREDIENT_SLOTS = KINDS + KINDS + KINDS * KINDS
const INGREDIENTS_AT = (1 << CONTENT_BITS) + (1 << TYPOGRAPHY_BITS)
/** Slots of the typographic view. */
export const TYPOGRAPHY_FROM = 1 << CONTENT_BITS
export const TYPOGRAPHY_TO = INGREDIENTS_AT
/** A message model has one weight for each slot: content, then typography, then ingredients. */
export const MESSAGE_SLOTS = INGREDIENTS_AT + INGREDIENT_SLOTS

/** UTF-16 units of a text that are looked at. What follows the first page of a message adds time, not evidence. */
const READ_LIMIT = 1200

/** Hash that a run of tokens begins with. */
const RUN_SEED = 0x1b873593

const HAN = 0
const WORD = 1
const CLASS = 2

const NUMBER = 0x51ed270b
const PHONE = 0x2f0b4c47
const LINK = 0x68bc21eb
const MAIL = 0x02e5be93
const MONEY = 0x7a2d9b13
const ACCOUNT = 0x3c6ef372

const MAX_TOKENS = 900
const MAX_FEATURES = 16_000
const LONGEST_WORD = 40

/** Features of the text last read. The arrays are reused: read them before the next call. */
export interface MessageFeatures {
  /** Slot of each feature; distinct inside one text. */
  readonly slots: Int32Array
  /** Where each feature begins and ends in the text that was read (UTF-16 offsets). */
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** How many entries are in use: content, from `typographyFrom` on typography, from `ingredientsFrom` on ingredients. */
  count: number
  typographyFrom: number
  ingredientsFrom: number
  /** Tokens read, the hash of each in the order of the text, and how many of them are Han characters, kana or hangul. */
  tokens: number
  readonly tokenHashes: Uint32Array
  ideographs: number
}

const tokenHash = new Uint32Array(MAX_TOKENS)
const tokenStart = new Int32Array(MAX_TOKENS)
const tokenEnd = new Int32Array(MAX_TOKENS)
const tokenKind = new Uint8Array(MAX_TOKENS)
const word = new Uint8Array(LONGEST_WORD + 2)
let tokenCount = 0
let hasSentenceMarks = false

const LONGEST_INGREDIENT = 4
const NO_INGREDIENT = 255
const NEGATION = 254
const WORD_MASK = 4095
/** Words of the ingredients by their hash, open addressing. */
interface Words {
  readonly hashes: Uint32Array
  readonly kinds: Uint8Array
  readonly negationReach: number
}
const firstStart = new Int32Array(KINDS)
const firstEnd = new Int32Array(KINDS)

const seenIn = new Int32Array(MESSAGE_SLOTS)
let reading = 0
const features: MessageFeatures = {
  slots: new Int32Array(MAX_FEATURES), starts: new Int32Array(MAX_FEATURES), ends: new Int32Array(MAX_FEATURES),
  count: 0, typographyFrom: 0, ingredientsFrom: 0, tokens: 0, tokenHashes: tokenHash, ideographs: 0,
}

const NOT_LINK = '[^\\s\\u3000-\\u9fff\\uff00-\\uffef<>"]'
const LINK_PATTERN = new RegExp(
  `https?\\s?:?\\s?//\\s?${NOT_LINK}*|www\\s?\\.\\s?${NOT_LINK}+|` +
    '[a-z0-9](?:[a-z0-9-]{0,62}\\.){1,5}' +
    '(?:com|net|org|info|biz|top|xyz|vip|club|site|online|icu|shop|live|app|link|cc|tv|co|me|ly|io|gl|gd|in|cn|hk|tw|uk|us|eu|de|fr|nl|ru|jp|br|id|my|sg|au|ca|za|ng|ke|pw|ga|cf|tk|ml|gq|ws|to|be|es|it|ch|pl|support|email|mobi|pro|page|dev)' +
    `(?![a-z0-9.@-])(?:/${NOT_LINK}*)?`,
  'g',
)

/** Words that stand for something taken out of a text (Chinese collections). Zero: nothing is put in their place. */
const MASKS: readonly (readonly [mask: string, token: number])[] = [
  ['cellphone', PHONE], ['phone', PHONE], ['hotline', PHONE], ['landline', PHONE], ['url', LINK], ['digit', NUMBER], ['name', 0], ['place', 0], ['bank', ACCOUNT],
]
const BRACKET_MASKS: ReadonlyMap<string, number> = new Map([['#', NUMBER], ['decimal', NUMBER], ['time', NUMBER], ['date', NUMBER], ['url', LINK], ['email', MAIL]])

/** Digits drawn for letters inside a word. */
const LETTER_OF_DIGIT = Uint8Array.from([111, 105, 50, 101, 97, 115, 54, 116, 56, 57])

const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57
const isLetter = (unit: number): boolean => unit >= 97 && unit <= 122
const isOtherLetter = (unit: number): boolean => (unit >= 0xc0 && unit <= 0x24f && unit !== 0xd7 && unit !== 0xf7) || (unit >= 0x370 && unit <= 0x52f)
const isIdeograph = (unit: number): boolean =>
  (unit >= 0x3400 && unit <= 0x9fff) || (unit >= 0x3041 && unit <= 0x30ff) || (unit >= 0xf900 && unit <= 0xfaff) || (unit >= 0xac00 && unit <= 0xd7a3)

/** Forms of "be" and "have", articles, and what masks leave behind: the collections differ in them, the meaning does not. */
const SKIPPED = new Set('is are was were be been being have has had having do does did a an the am s t amp lt gt'.split(' ').map(hashOf))

/** Reads the features of a text in normal form. The result is valid until the next call. */
export function readMessageFeatures(text: string): MessageFeatures {
  readTokens(text.length > READ_LIMIT ? text.slice(0, READ_LIMIT) : text)
  reading++
  features.count = 0
  features.tokens = tokenCount
  features.ideographs = 0
  for (let i = 0; i < tokenCount; i++) {
    const isWord = tokenKind[i] === WORD
    if (tokenKind[i] === HAN) features.ideographs++
    let hash = RUN_SEED
    const longest = isWord ? 2 : 3
    for (let n = 1; n <= longest && i + n <= tokenCount; n++) {
      if (n > 2 && tokenKind[i + n - 1] === WORD) break
      hash = mix(hash, tokenHash[i + n - 1] ?? 0)
      add(hash, tokenStart[i] ?? 0, tokenEnd[i + n - 1] ?? 0, 0, CONTENT_BITS)
    }
    if (isWord) addLetters(text, i)
  }
  features.typographyFrom = features.count
  if (hasSentenceMarks) addTypography(text)
  features.ingredientsFrom = features.count
  addIngredients()
  return features
}

/** Ingredients of the text, each pair of them, and those that a negation before them turns round; the same in every genre and length. */
function addIngredients(): void {
  firstStart.fill(-1)
  const words = features.ideographs * 10 > tokenCount ? CHINESE : ENGLISH
  let negatedUntil = -1
  for (let i = 0; i < tokenCount; i++) {
    let hash = RUN_SEED
    for (let n = 1; n <= LONGEST_INGREDIENT && i + n <= tokenCount; n++) {
      hash = mix(hash, tokenHash[i + n - 1] ?? 0)
      const kind = ingredientOf(words, hash)
      if (kind === NO_INGREDIENT) continue
      const start = tokenStart[i] ?? 0
      const end = tokenEnd[i + n - 1] ?? 0
      if (kind === NEGATION) negatedUntil = end + words.negationReach
      else if (start < negatedUntil) addSlot(INGREDIENTS_AT + KINDS + kind, start, end)
      else if ((firstStart[kind] ?? 0) < 0) {
        firstStart[kind] = start
        firstEnd[kind] = end
        addSlot(INGREDIENTS_AT + kind, start, end)
      }
    }
  }
  for (let a = 0; a < KINDS; a++) {
    const start = firstStart[a] ?? -1
    if (start < 0) continue
    for (let b = a + 1; b < KINDS; b++) if ((firstStart[b] ?? -1) >= 0) addSlot(INGREDIENTS_AT + 2 * KINDS + a * KINDS + b, start, firstEnd[a] ?? 0)
  }
}

/** Kind of the word whose run of tokens has this hash. */
function ingredientOf({ hashes, kinds }: Words, hash: number): number {
  for (let at = hash & WORD_MASK; ; at = (at + 1) & WORD_MASK) {
    const kind = kinds[at] ?? NO_INGREDIENT
    if (kind === NO_INGREDIENT || hashes[at] === hash) return kind
  }
}

/** Reads the words of the ingredients as a text is read, so that both have the same hashes. A word of two kinds stands for the later. */
function learnIngredients(kinds: readonly (readonly string[])[], negations: readonly string[], negationReach: number): Words {
  const words = { hashes: new Uint32Array(WORD_MASK + 1), kinds: new Uint8Array(WORD_MASK + 1).fill(NO_INGREDIENT), negationReach }
  const learn = (text: string, kind: number): void => {
    readTokens(text)
    let hash = RUN_SEED
    for (let n = 0; n < tokenCount; n++) hash = mix(hash, tokenHash[n] ?? 0)
    let at = hash & WORD_MASK
    while (words.kinds[at] !== NO_INGREDIENT && words.hashes[at] !== hash) at = (at + 1) & WORD_MASK
    words.hashes[at] = hash
    words.kinds[at] = kind
  }
  kinds.forEach((ofKind, kind) => { for (const one of ofKind) learn(one, kind) })
  for (const one of negations) learn(one, NEGATION)
  return words
}

/** Runs of three and four letters of one word, its borders included. */
function addLetters(text: string, token: number): void {
  const from = tokenStart[token] ?? 0
  const to = tokenEnd[token] ?? 0
  let length = 0
  word[length++] = 1
  for (let i = from; i < to && length <= LONGEST_WORD; i++) {
    const unit = text.charCodeAt(i)
    if (unit !== 39 && unit !== 0x2019) word[length++] = letterOf(unit)
  }
  word[length++] = 2
  for (let i = 0; i + 3 <= length; i++) {
    let hash = 0x5bd1e995
    for (let n = 1; n <= 4 && i + n <= length; n++) {
      hash = Math.imul(hash ^ (word[i + n - 1] ?? 0), 0x01000193)
      if (n >= 3) add(hash ^ (n << 24), from, to, 0, CONTENT_BITS)
    }
  }
}

/** Runs of two to four signs with at least one that is neither letter nor ideograph, the ends of the text included. */
function addTypography(text: string): void {
  const limit = Math.min(text.length, READ_LIMIT)
  for (let i = -1; i < limit; i++) {
    let hash = 0x41c6ce57
    let hasMark = false
    for (let n = 1; n <= 4 && i + n <= limit + 1; n++) {
      const at = i + n - 1
      const unit = at < 0 ? 1 : at >= limit ? 2 : text.charCodeAt(at)
      if (unit > 2 && !isLetter(unit) && !isIdeograph(unit)) hasMark = true
      hash = Math.imul(hash ^ unit, 0x01000193)
      hash ^= hash >>> 15
      if (hasMark && n > 1) add(hash ^ (n << 26), Math.max(0, i), Math.min(limit, i + n), 1 << CONTENT_BITS, TYPOGRAPHY_BITS)
    }
  }
}

function add(hash: number, start: number, end: number, base: number, bits: number): void {
  let h = Math.imul(hash ^ (hash >>> 16), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  addSlot(base + ((h ^ (h >>> 16)) >>> (32 - bits)), start, end)
}

function addSlot(slot: number, start: number, end: number): void {
  if (seenIn[slot] === reading || features.count >= MAX_FEATURES) return
  seenIn[slot] = reading
  features.slots[features.count] = slot
  features.starts[features.count] = start
  features.ends[features.count] = end
  features.count++
}

function readTokens(text: string): void {
  tokenCount = 0
  hasSentenceMarks = false
  const links: number[] = []
  if (text.includes('.') || text.includes('//')) {
    LINK_PATTERN.lastIndex = 0
    for (let match = LINK_PATTERN.exec(text); match !== null; match = LINK_PATTERN.exec(text)) links.push(match.index, match.index + match[0].length)
  }
  const hasHan = hasIdeograph(text)
  let nextLink = 0
  for (let i = 0; i < text.length; ) {
    const linkAt = links[nextLink] ?? text.length
    if (i >= linkAt && nextLink < links.length) {
      const end = links[nextLink + 1] ?? text.length
      push(LINK, CLASS, linkAt, end)
      nextLink += 2
      i = Math.max(i + 1, end)
      continue
    }
    const unit = text.charCodeAt(i)
    if (isIdeograph(unit)) {
      push(Math.imul(unit, 0x9e3779b1) >>> 0, HAN, i, i + 1)
      i++
    } else if (isDigit(unit)) i = readNumber(text, i, linkAt)
    else if (isLetter(unit) || isOtherLetter(unit)) i = readWord(text, i, linkAt, hasHan)
    else i = readSign(text, i, unit)
  }
}

function hasIdeograph(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (isIdeograph(text.charCodeAt(i))) return true
  return false
}

/** A run of digits with points, dashes or slashes between them; seven digits in a row or more are a phone number, and those of a bank card an account. */
function readNumber(text: string, from: number, stop: number): number {
  let digits = 0
  let isPlain = true
  let i = from
  for (; i < stop; i++) {
    const unit = text.charCodeAt(i)
    if (isDigit(unit)) digits++
    else if (unit >= 44 && unit <= 58 && isDigit(text.charCodeAt(i + 1)) && i + 1 < stop) isPlain &&= unit === 45
    else break
  }
  push(!isPlain || digits < 7 ? NUMBER : digits >= 16 && digits <= 19 && isCardStart(text, from) ? ACCOUNT : PHONE, CLASS, from, i)
  return i
}

/** Cards begin with a digit from 3 to 6, or with 95. */
function isCardStart(text: string, at: number): boolean {
  const first = text.charCodeAt(at)
  return (first >= 51 && first <= 54) || (first === 57 && text.charCodeAt(at + 1) === 53)
}

/** Marks that end or part sentences, currency signs, and numbers or links masked in brackets. */
function readSign(text: string, from: number, unit: number): number {
  switch (unit) {
    case 0x2c: case 0x21: case 0x3f: case 0x3b: // , ! ? ;
    case 0x3001: case 0x3002: case 0x3010: case 0x3011: case 0x300a: case 0x300b: case 0x201c: case 0x201d: // 、 。 【 】 《 》 “ ”
      hasSentenceMarks = true
      return from + 1
    case 0x24: case 0xa3: case 0xa5: case 0x20ac: case 0x20b9:
      push(MONEY, CLASS, from, from + 1)
      return from + 1
    case 0x3c: case 0x26: { // <#>  &lt;#&gt;
      const isEscaped = unit === 0x26
      if (isEscaped && !text.startsWith('&lt;', from)) return from + 1
      const close = text.slice(from, from + 20).indexOf(isEscaped ? '&gt;' : '>')
      if (close < 0) return from + 1
      const token = BRACKET_MASKS.get(text.slice(from + (isEscaped ? 4 : 1), from + close))
      if (token === undefined) return from + 1
      const end = from + close + (isEscaped ? 4 : 1)
      push(token, CLASS, from, end)
      return end
    }
    default:
      return from + 1
  }
}

function readWord(text: string, from: number, stop: number, hasHan: boolean): number {
  let i = from
  let length = 0
  let isMask = true
  for (; i < stop; i++) {
    const unit = text.charCodeAt(i)
    if (unit === 39 || unit === 0x2019) continue
    if (!isLetter(unit) && !isDigit(unit) && !isOtherLetter(unit)) break
    if (unit !== 120) isMask = false
    if (length < LONGEST_WORD) word[length++] = letterOf(unit)
  }
  if (isMask) {
    push(length >= 7 ? PHONE : NUMBER, CLASS, from, i) // xx, xxxx: digits that were masked
    return i
  }
  if (hasHan && pushMasks(text, from, i)) return i
  const end = stemEnd(length)
  let hash = 0x811c9dc5
  for (let j = 0; j < end; j++) hash = Math.imul(hash ^ (word[j] ?? 0), 0x01000193)
  hash >>>= 0
  if (!SKIPPED.has(hash)) push(hash, WORD, from, i)
  return i
}

/** Reads mask words at the head of a word, with what is glued to them; false when there are none. */
function pushMasks(text: string, from: number, to: number): boolean {
  let at = from
  for (let isFound = true; isFound && at < to; ) {
    isFound = false
    for (const [mask, token] of MASKS) {
      if (!text.startsWith(mask, at)) continue
      if (token !== 0) push(token, CLASS, at, at + mask.length)
      at += mask.length
      isFound = true
      break
    }
  }
  if (at === from) return false
  if (at < to) push(hashOf(text.slice(at, to)), WORD, at, to)
  return true
}

/** Length of the word in hand without its inflection: ing, ed, ies, s, and a final e, y or doubled letter. */
function stemEnd(length: number): number {
  let end = length
  if (end <= 4) return end
  const last = word[end - 1]
  const second = word[end - 2]
  const third = word[end - 3]
  if (last === 103 && second === 110 && third === 105 && end > 5) end -= 3
  else if (last === 100 && second === 101) end -= 2
  else if (last === 115 && second === 101 && third === 105) end -= 3
  else if (last === 115 && second !== 115) end -= 1
  if (end > 3 && (word[end - 1] === 101 || word[end - 1] === 121)) end -= 1
  if (end > 4 && word[end - 1] === word[end - 2]) end -= 1
  return end
}

function letterOf(unit: number): number {
  if (isDigit(unit)) return LETTER_OF_DIGIT[unit - 48] ?? unit
  return unit < 128 ? unit : 128 + (unit & 127)
}

function push(hash: number, kind: number, start: number, end: number): void {
  if (tokenCount >= MAX_TOKENS) return
  tokenHash[tokenCount] = hash
  tokenKind[tokenCount] = kind
  tokenStart[tokenCount] = start
  tokenEnd[tokenCount] = end
  tokenCount++
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ letterOf(text.charCodeAt(i)), 0x01000193)
  return hash >>> 0
}

/** Mixes two hashes; the order matters. */
function mix(a: number, b: number): number {
  const hash = Math.imul(a ^ (b + 0x9e3779b9 + (a << 6) + (a >>> 2)), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}

const CHINESE = learnIngredients(Object.values(INGREDIENTS).map((words) => words.split(' ')), NEGATIONS.split(' '), NEGATION_REACH)
const ENGLISH = learnIngredients(Object.keys(INGREDIENTS).map((kind) => (INGREDIENTS_EN[kind] ?? '').split(', ')), NEGATIONS_EN.split(', '), NEGATION_REACH_EN)
