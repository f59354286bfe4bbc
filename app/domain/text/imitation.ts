import type { Brand, BrandSector } from '../lists/brands.ts'

/** How a host borrows a name. */
type ImitationWay =
  | 'look_alike_letters'
  | 'anagram'
  | 'doubled_digit'
  | 'spelled_domain'
  | 'sub_label'
  | 'compound'
  | 'other_ending'
  | 'misspelling'
  | 'user_part'
  | 'in_path'
  | 'written_name'

/** A borrowed name: whose, by which token, how, and how surely (0 to 1). */
export interface Imitation {
  readonly brand: string
  readonly token: string
  readonly way: ImitationWay
  readonly strength: number
}

/** A host cut into what imitation looks at. */
export interface HostParts {
  /** Labels as read by the eye: decoded and in normal form, lower case. */
  readonly labels: readonly string[]
  /** The same labels as written, decoded; they differ from `labels` where letters of other shapes or scripts stand. */
  readonly written: readonly string[]
  /** Index of the label that was registered, or that names the customer of a free host; labels after it are the public ending. */
  readonly owned: number
  /** The ending costs next to nothing, or the host is a free one. */
  readonly isCheap: boolean
  /** The label that was registered belongs to a free host's customer. */
  readonly isFreeSite: boolean
}

interface Token {
  readonly text: string
  readonly skeleton: string
  /** As the skeleton, but sign for sign, so that places can be compared. */
  readonly shape: string
  readonly brand: string
  readonly isWeak: boolean
  readonly isNumber: boolean
  readonly isMoney: boolean
  readonly canBeMisspelt: boolean
}

/** Brands made ready for comparison. */
export interface BrandIndex {
  readonly tokens: readonly Token[]
  readonly bySkeleton: ReadonlyMap<string, readonly Token[]>
  /** Whether any token's shape stands in a piece; spares the walk over all tokens for the many that hold none. */
  readonly anyShape: RegExp
  /** Tokens that can be misspelt, by first letter and length. */
  readonly misspelt: ReadonlyMap<string, readonly Token[]>
  readonly anagrams: ReadonlyMap<string, Token>
  readonly brandOfDomain: ReadonlyMap<string, string>
  /** Domains of operators, banks and payment services. */
  readonly moneyDomains: ReadonlyMap<string, string>
  readonly names: readonly (readonly [name: string, brand: string])[]
  readonly riskWords: ReadonlySet<string>
}

/** Real short codes that are permutations or neighbours of one another; none imitates. */
const REAL_CODES: ReadonlySet<string> = new Set('10000 10001 10010 10011 10015 10016 10018 10050 10060 10080 10085 10086 10096 10099 12306 12315 12321 12345 95500 95511 95516 95518 95519'.split(' '))
/** Everyday words and names one slip away from a brand. */
const NEAR_WORDS: ReadonlySet<string> = new Set(
  ('mobile mobify trust telecom webchat lloyd barclay revolt revolute twister twisted discard discords goggle goggles googly shoppe shoppes telcom mybank citybank citibanks minted vented correo correio outlooks walmarts dropbow fetnet ' +
    'telegrams allegra rapport payday paypays paybal optics baidus sagawas yandere netbanks postbanks metrobanks taxis maxim orange oranges wester nordeal safari comcas comcasts virgin').split(' '),
)
/** Shortest token whose misspelling is believed: shorter ones are one slip away from too many words. The exceptions are coined words. */
const MIN_MISSPELT = 7
const COINED: ReadonlySet<string> = new Set(['paypal', 'alipay', 'taobao', 'google', 'icloud', 'airbnb', 'lazada', 'safaricom'])
const MONEY_SECTORS: ReadonlySet<BrandSector> = new Set(['operator', 'bank', 'payment'])

/** Makes brands comparable. Linear in the number of tokens; done once for a set of lists. */
export function indexBrands(brands: readonly Brand[], riskWords: readonly string[]): BrandIndex {
  const tokens: Token[] = []
  const brandOfDomain = new Map<string, string>()
  const moneyDomains = new Map<string, string>()
  const names: [string, string][] = []
  for (const brand of brands) {
    for (const domain of brand.domains) if (!brandOfDomain.has(domain)) brandOfDomain.set(domain, brand.id)
    if (MONEY_SECTORS.has(brand.sector)) for (const domain of brand.domains) moneyDomains.set(domain, brand.id)
    for (const name of brand.names) if (name.length >= 2) names.push([name, brand.id])
    for (const text of [...brand.tokens, ...brand.weakTokens]) {
      const isWeak = brand.weakTokens.includes(text)
      const isNumber = /^\d+$/.test(text)
      const isMoney = MONEY_SECTORS.has(brand.sector)
      tokens.push({ text, skeleton: skeletonOf(text), shape: shapeOf(text), brand: brand.id, isWeak, isNumber, isMoney, canBeMisspelt: !isWeak && !isNumber && (text.length >= MIN_MISSPELT || COINED.has(text)) })
    }
  }
  const bySkeleton = new Map<string, Token[]>()
  const anagrams = new Map<string, Token>()
  for (const token of tokens) {
    const same = bySkeleton.get(token.skeleton)
    if (same) same.push(token)
    else bySkeleton.set(token.skeleton, [token])
    if (token.isNumber && !token.isWeak && token.text.length === 5 && new Set(token.text).size >= 3) anagrams.set(sortedDigits(token.text), token)
  }
  const misspelt = new Map<string, Token[]>()
  for (const token of tokens) {
    if (!token.canBeMisspelt) continue
    for (let length = token.text.length - 1; length <= token.text.length + 1; length++) {
      const key = `${token.text[0]}${length}`
      misspelt.set(key, [...(misspelt.get(key) ?? []), token])
    }
  }
  // Shapes are letters and digits only, so the pattern is a plain list of words.
  const anyShape = new RegExp([...new Set(tokens.flatMap((token) => [token.shape, token.skeleton]))].join('|') || '(?!)')
  return { tokens, bySkeleton, anyShape, misspelt, anagrams, brandOfDomain, moneyDomains, names: names.sort((a, b) => b[0].length - a[0].length), riskWords: new Set(riskWords) }
}

/** The shape of a name (DOMAIN 3.7): signs that are drawn alike become one letter, dashes vanish. */
export function skeletonOf(label: string): string {
  let skeleton = ''
  for (let i = 0; i < label.length; i++) {
    const sign = label[i] as string
    const next = label[i + 1]
    if (sign === '-' || sign === '_') continue
    if (sign === 'r' && next === 'n') {
      skeleton += 'm'
      i++
    } else if (sign === 'v' && next === 'v') {
      skeleton += 'w'
      i++
    } else skeleton += SHAPES[sign] ?? sign
  }
  return skeleton
}

function shapeOf(label: string): string {
  let shape = ''
  for (const sign of label) shape += SHAPES[sign] ?? sign
  return shape
}

const SHAPES: Readonly<Record<string, string>> = { '0': 'o', '1': 'l', i: 'l', '|': 'l', '!': 'l', '2': 'z', '3': 'e', '4': 'a', '5': 's', $: 's', '7': 't', '8': 'b', '9': 'g', q: 'g' }

/**
 * The name that a foreign host borrows, the surest one, or null. The caller has made sure that the host belongs to no brand and to no allowed domain.
 * Numbers of operators match by shape or as a rearrangement, never by one changed digit: neighbours such as 10085 are real codes.
 */
export function imitationOf(parts: HostParts, index: BrandIndex): Imitation | null {
  if (isOtherEndingOfItsOwn(parts, index)) return null
  let best = surer(spelledDomain(parts, index), redrawnDomain(parts, index))
  for (let at = 0; at <= parts.owned; at++) {
    const label = parts.labels[at] ?? ''
    if (label.length < 2) continue
    const hasRisk = parts.isCheap || riskBeside(parts, at, index)
    const isOwned = at === parts.owned
    best = surer(best, namedIn(label, index))
    best = surer(best, ofWholeNumber(label, index))
    best = surer(best, acrossDashes(label, index))
    best = surer(best, ofLabel(label, parts.written[at] ?? label, isOwned, hasRisk, parts, index))
    const pieces = label.split(/[-_]/)
    // The two words of a name the other way round; of another brand than the operator's own an honest site may have them.
    const turned = pieces.length === 2 && isOwned ? acrossDashes(`${pieces[1]}-${pieces[0]}`, index) : null
    if (turned !== null && (hasRisk || turned.brand === 'own')) best = surer(best, turned)
    const written = (parts.written[at] ?? label).split(/[-_]/)
    for (const [place, piece] of pieces.entries()) {
      if (piece.length >= 3) best = surer(best, ofPiece(piece, written[place] ?? piece, pieces, hasRisk, index))
    }
  }
  return best
}

/** The name borrowed by what stands before `@` in a link, which people read as the host. */
export function userPartImitation(user: string, index: BrandIndex): Imitation | null {
  const lower = user.toLowerCase()
  for (const [domain, brand] of index.brandOfDomain) if (lower.includes(domain)) return { brand, token: domain, way: 'user_part', strength: 0.95 }
  const skeleton = skeletonOf(lower)
  for (const token of index.tokens) {
    if (!token.isWeak && token.skeleton.length >= 4 && skeleton.includes(token.skeleton)) return { brand: token.brand, token: token.text, way: 'user_part', strength: 0.9 }
  }
  return null
}

/** A brand's domain as a piece of a foreign path: `evil.example/10086.cn/login`. Catalogues and archives do so too, hence weak. */
export function pathImitation(path: string, index: BrandIndex): Imitation | null {
  if (!path.includes('.')) return null
  for (const piece of path.toLowerCase().split(/[/?&=#]/).slice(0, 12)) {
    const brand = index.moneyDomains.get(piece.startsWith('www.') ? piece.slice(4) : piece)
    if (brand !== undefined) return { brand, token: piece, way: 'in_path', strength: 0.45 }
  }
  return null
}

/** Longer pieces are keys of documents. */
const LONGEST_PAGE_NAME = 24

/** A borrowed name as a page on a host where anybody puts pages: `sites.google.com/view/10086-gift`. Read as a host's label would be. */
export function pageImitation(path: string, index: BrandIndex): Imitation | null {
  let best: Imitation | null = null
  for (const piece of path.toLowerCase().split(/[/?&=#]/).slice(0, 6)) {
    if (piece.length < 4 || piece.length > LONGEST_PAGE_NAME || !/^[a-z0-9-]+$/.test(piece)) continue
    best = surer(best, imitationOf({ labels: [piece], written: [piece], owned: 0, isCheap: true, isFreeSite: true }, index))
  }
  return best === null ? null : { ...best, way: 'in_path' }
}

/** A brand's whole domain written as labels of another host: `10086.cn.pay-vip.top`, `www.paypal.com.verify.example`. */
function spelledDomain(parts: HostParts, index: BrandIndex): Imitation | null {
  for (let from = 0; from < parts.owned; from++) {
    let name = parts.labels[from] ?? ''
    for (let to = from + 1; to <= Math.min(parts.owned, from + 3); to++) {
      name += `.${parts.labels[to] ?? ''}`
      const brand = index.brandOfDomain.get(name)
      if (brand !== undefined) return { brand, token: name, way: 'spelled_domain', strength: 0.92 }
    }
  }
  return null
}

/** A brand's own domain in letters of another script: the host reads as the true one and is none of it. */
function redrawnDomain(parts: HostParts, index: BrandIndex): Imitation | null {
  if (parts.written.every((label, at) => label === parts.labels[at])) return null
  const name = parts.labels.slice(parts.owned).join('.')
  const brand = index.brandOfDomain.get(name)
  return brand === undefined ? null : { brand, token: name, way: 'look_alike_letters', strength: 0.95 }
}

/** A distinctive name as the registered label, plainly written and under an ending that costs something: brands register in many countries. */
function isOtherEndingOfItsOwn(parts: HostParts, index: BrandIndex): boolean {
  const owned = parts.labels[parts.owned] ?? ''
  if (parts.isCheap || parts.written[parts.owned] !== owned) return false
  return (index.bySkeleton.get(skeletonOf(owned)) ?? []).some((token) => token.text === owned && !token.isNumber && (!token.isWeak || token.text.length >= 5))
}

function namedIn(label: string, index: BrandIndex): Imitation | null {
  if (label.charCodeAt(0) < 0x80 && label.charCodeAt(label.length - 1) < 0x80) return null
  for (const [name, brand] of index.names) if (label.includes(name)) return { brand, token: name, way: 'written_name', strength: 0.8 }
  return null
}

/** Digits rearranged or doubled, where the digits are the whole label. */
function ofWholeNumber(label: string, index: BrandIndex): Imitation | null {
  const digits = label.replace(/o/g, '0').replace(/[li|]/g, '1')
  if (digits.length < 5 || digits.length > 6 || !/^\d+$/.test(digits) || REAL_CODES.has(digits)) return null
  const token = index.anagrams.get(sortedDigits(digits))
  if (token && token.text !== digits) return { brand: token.brand, token: token.text, way: 'anagram', strength: isOneMove(digits, token.text) ? 0.85 : 0.5 }
  for (let i = 1; i < digits.length; i++) {
    if (digits[i] !== digits[i - 1]) continue
    const single = digits.slice(0, i) + digits.slice(i + 1)
    const doubled = index.anagrams.get(sortedDigits(single))
    if (doubled?.text === single) return { brand: doubled.brand, token: single, way: 'doubled_digit', strength: 0.7 }
  }
  return null
}

/** The label as a whole is a brand's token, plainly or by shape. */
function ofLabel(label: string, written: string, isOwned: boolean, hasRisk: boolean, parts: HostParts, index: BrandIndex): Imitation | null {
  let best: Imitation | null = null
  for (const token of index.bySkeleton.get(skeletonOf(label)) ?? []) {
    const plain = written.replace(/[-_]/g, '')
    if (plain !== token.text) {
      if (token.isWeak && token.text.length < 5) continue
      best = surer(best, claim(token, 'look_alike_letters', token.isWeak ? 0.8 : 0.9))
    } else if (isOwned) {
      if (token.isNumber && !token.isWeak) best = surer(best, claim(token, 'other_ending', 0.85))
      else if (parts.isFreeSite || parts.isCheap) best = surer(best, claim(token, 'other_ending', token.isWeak ? 0.5 : 0.8))
    } else if (token.isWeak) {
      if (hasRisk && token.text.length >= 3) best = surer(best, claim(token, 'sub_label', 0.5))
    } else best = surer(best, claim(token, 'sub_label', token.isMoney || hasRisk ? 0.82 : 0.5))
  }
  return best
}

/** A distinctive token broken by dashes: `china-mobile-vip`, `ali-pay`. The whole label is compared elsewhere. */
function acrossDashes(label: string, index: BrandIndex): Imitation | null {
  if (!label.includes('-')) return null
  const shape = shapeOf(label.replaceAll('-', ''))
  if (!index.anyShape.test(shape)) return null
  const pieces = label.split('-')
  for (const token of index.tokens) {
    if (token.isWeak || token.isNumber || token.text.length < 6 || !shape.includes(token.shape)) continue
    for (let from = 0; from < pieces.length; from++) {
      let joined = pieces[from] ?? ''
      for (let to = from + 1; to < pieces.length && joined.length < token.text.length; to++) {
        joined += pieces[to] ?? ''
        if (shapeOf(joined) === token.shape) return claim(token, joined === token.text ? 'compound' : 'look_alike_letters', token.isMoney ? 0.8 : 0.5)
      }
    }
  }
  return null
}

/** One piece between dashes: a token with companions, a token glued to other words, a number inside, or a misspelt token. */
function ofPiece(piece: string, written: string, pieces: readonly string[], hasRisk: boolean, index: BrandIndex): Imitation | null {
  let best: Imitation | null = null
  const skeleton = skeletonOf(piece)
  const shape = shapeOf(piece)
  const isAlone = pieces.length === 1
  const riskInLabel = !isAlone && pieces.some((other) => other !== piece && isRisk(other, index))
  for (const token of index.misspelt.get(`${piece[0]}${piece.length}`) ?? []) {
    if (isOneSlip(piece, token.text) && !isNearWord(piece, token.text) && !index.bySkeleton.has(skeleton)) {
      best = surer(best, claim(token, 'misspelling', hasRisk || riskInLabel ? 0.8 : isAlone && token.text.length < 8 ? 0.45 : 0.6))
    }
  }
  if (!index.anyShape.test(shape) && !index.anyShape.test(skeleton)) return best
  for (const token of index.tokens) {
    if (token.isNumber) {
      if (!token.isWeak && shape.length > token.shape.length) best = surer(best, numberInside(piece, shape, token))
      else if (!token.isWeak && !isAlone && skeleton === token.skeleton) best = surer(best, claim(token, written === token.text ? 'compound' : 'look_alike_letters', 0.88))
      continue
    }
    const at = shape.indexOf(token.shape)
    if (at < 0 && !token.isWeak && token.text.length >= 6 && skeleton !== shape && skeleton.length > token.skeleton.length && skeleton.includes(token.skeleton)) {
      best = surer(best, claim(token, 'look_alike_letters', 0.8))
      continue
    }
    if (at >= 0 || skeleton === token.skeleton) {
      if (skeleton === token.skeleton) {
        if (isAlone) continue
        if (written !== token.text) best = surer(best, token.isWeak && token.text.length < 5 ? null : claim(token, 'look_alike_letters', 0.88))
        else if (token.isWeak) best = surer(best, riskInLabel ? claim(token, 'compound', token.text.length >= 4 ? 0.7 : 0.6) : hasRisk && token.text.length >= 4 ? claim(token, 'compound', 0.4) : null)
        else best = surer(best, claim(token, 'compound', token.isMoney || riskInLabel || hasRisk ? 0.85 : piece === pieces[0] ? 0.5 : 0.4))
      } else if (at < 0) continue
      else if (token.text.length >= 3) best = surer(best, glued(piece, at, token, hasRisk || riskInLabel, index))
    }
  }
  return best
}

/** `wap10086vp`, `jfl0086cc`: the number by shape inside letters. Digits beside it make another number, unless it leads and few follow. */
function numberInside(piece: string, shape: string, token: Token): Imitation | null {
  for (let at = shape.indexOf(token.shape); at >= 0; at = shape.indexOf(token.shape, at + 1)) {
    const end = at + token.shape.length
    const written = piece.slice(at, end)
    if (!/\d{2}/.test(written) || isDigit(piece.charCodeAt(at - 1))) continue
    let tail = 0
    while (isDigit(piece.charCodeAt(end + tail))) tail++
    if (tail > 3 || (tail > 0 && at > 0)) continue
    return claim(token, written === token.text ? 'compound' : 'look_alike_letters', tail > 0 ? 0.7 : 0.88)
  }
  return null
}

/** A token glued to other letters: sure when the rest is risk words or a few digits, doubtful otherwise. */
function glued(piece: string, at: number, token: Token, hasRisk: boolean, index: BrandIndex): Imitation | null {
  const before = piece.slice(0, at)
  const after = piece.slice(at + token.shape.length)
  const isPlain = piece.slice(at, at + token.shape.length) === token.text
  const way = isPlain ? 'compound' : 'look_alike_letters'
  if (isRiskOrDigits(before, index) && isRiskOrDigits(after, index) && /[a-z]{2}/.test(before + after)) {
    if (token.isWeak) return token.text.length >= 5 ? claim(token, way, hasRisk ? 0.65 : 0.5) : null
    return claim(token, way, token.text.length < 4 ? 0.65 : 0.85)
  }
  if (token.isWeak || token.text.length < 6) return null
  if (/^\d*$/.test(before + after)) return claim(token, way, 0.75)
  const isAtEdge = before === '' || after === ''
  if (token.text.length >= 8 && isAtEdge) return token.isMoney || hasRisk ? claim(token, way, 0.7) : claim(token, way, 0.4)
  return hasRisk && isAtEdge ? claim(token, way, token.isMoney ? 0.6 : 0.45) : null
}

function claim(token: Token, way: ImitationWay, strength: number): Imitation {
  return { brand: token.brand, token: token.text, way, strength }
}

function surer(a: Imitation | null, b: Imitation | null): Imitation | null {
  return b !== null && (a === null || b.strength > a.strength) ? b : a
}

function riskBeside(parts: HostParts, at: number, index: BrandIndex): boolean {
  for (let i = 0; i <= parts.owned; i++) {
    const label = parts.labels[i] ?? ''
    if (i === at || label === 'www') continue
    if (label.split(/[-_]/).some((word) => isRisk(word, index))) return true
  }
  return false
}

function isRisk(word: string, index: BrandIndex): boolean {
  return word.length >= 2 && index.riskWords.has(word)
}

function isRiskOrDigits(word: string, index: BrandIndex): boolean {
  return word === '' || index.riskWords.has(word) || /^\d{1,4}$/.test(word)
}

function isNearWord(piece: string, token: string): boolean {
  return NEAR_WORDS.has(piece) || piece === `${token}s`
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39
}

function sortedDigits(digits: string): string {
  return [...digits].sort().join('')
}

/** True when taking one digit out and putting it in elsewhere turns one number into the other. */
function isOneMove(a: string, b: string): boolean {
  let from = 0
  while (a[from] === b[from]) from++
  let to = a.length - 1
  while (a[to] === b[to]) to--
  const x = a.slice(from, to + 1)
  const y = b.slice(from, to + 1)
  return x.slice(1) + (x[0] ?? '') === y || y.slice(1) + (y[0] ?? '') === x
}

/** Optimal string alignment distance of exactly one: a letter changed, dropped, added, or two neighbours swapped. */
export function isOneSlip(a: string, b: string): boolean {
  if (a === b) return false
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1) return false
  let i = 0
  while (i < short.length && short[i] === long[i]) i++
  if (short.length < long.length) return short.slice(i) === long.slice(i + 1)
  return short.slice(i + 1) === long.slice(i + 1) || (short[i] === long[i + 1] && short[i + 1] === long[i] && short.slice(i + 2) === long.slice(i + 2))
}
