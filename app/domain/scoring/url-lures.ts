import { BRANDS, type BrandSector } from '../lists/brands.ts'
import { BORROWED_NAMES, LURE_WORDS } from '../lists/lures.ts'

/**
 * What a registered name is put together from: names that frauds borrow, held as they are or nearly, and words that lure. Numbers for the trees of the link model.
 * The lists are those of the product and not what staff add: the trees were trained on them.
 */
export const URL_LURES = [
  'longest name', 'names', 'sector', 'letters beside names', 'nearness', 'near length', 'near sector', 'lures', 'longest lure', 'letters beside both', 'name in front', 'lures in front',
  'name stands alone', 'pieces known', 'name in path', 'lures in path', 'coin name', 'game name', 'bank name', 'service name',
] as const

const SECTORS = BORROWED_NAMES.length
const PAID: ReadonlySet<BrandSector> = new Set(['operator', 'bank', 'payment'])
/** Brands are of the sector of banks or of the last one. Shorter tokens stand in too many words. */
const MIN_BRAND = 5
const MIN_NEAR = 5
/** Names of this length may differ by two signs, shorter ones by one. */
const TWO_SLIPS = 8
/** Signs of a name that are compared. */
const LABEL_LIMIT = 63
/** Signs of a path that are looked at: where anybody may put a page, what it plays stands in its first folders. */
const PATH_LIMIT = 60
/** Brand tokens too short or too common to be found inside a label, known where they stand alone between dashes. */
const ALONE: ReadonlySet<string> = new Set(BRANDS.entries.flatMap(({ tokens, weakTokens }) => [...tokens, ...weakTokens]))

interface Name {
  readonly text: string
  readonly sector: number
  /** For each sign, the places of the name that hold it, as bits. */
  readonly places: Int32Array
  readonly slips: number
}

const NAMES: readonly Name[] = namesOf()

function namesOf(): Name[] {
  const sectors = new Map<string, number>()
  BORROWED_NAMES.forEach((list, at) => { for (const text of list.entries) if (!sectors.has(text)) sectors.set(text, at) })
  for (const brand of BRANDS.entries) {
    for (const text of brand.tokens) if (text.length >= MIN_BRAND && !/^\d+$/.test(text) && !sectors.has(text)) sectors.set(text, PAID.has(brand.sector) ? 2 : 3)
  }
  return [...sectors].map(([text, sector]) => {
    const places = new Int32Array(128)
    for (let i = 0; i < text.length; i++) places[text.charCodeAt(i) & 127] = (places[text.charCodeAt(i) & 127] ?? 0) | (1 << i)
    return { text, sector, places, slips: text.length >= TWO_SLIPS ? 2 : text.length >= MIN_NEAR ? 1 : 0 }
  })
}

/** A tree of letters: all words that begin at a place are found in one walk. */
interface Node {
  readonly next: (Node | undefined)[]
  name: number
  lure: number
  /** Names of which this is a piece: one that differs by fewer signs than it has pieces holds one of them unharmed. */
  readonly pieceOf: number[]
}

const newNode = (): Node => ({ next: new Array<Node | undefined>(36).fill(undefined), name: -1, lure: 0, pieceOf: [] })
const ROOT = rootOf()

function rootOf(): Node {
  const root = newNode()
  const reach = (text: string): Node => {
    let node = root
    for (let i = 0; i < text.length; i++) node = node.next[signOf(text.charCodeAt(i))] ??= newNode()
    return node
  }
  NAMES.forEach((name, at) => {
    reach(name.text).name = at
    if (name.slips === 0) return
    const pieces = name.slips + 1
    for (let piece = 0; piece < pieces; piece++) {
      reach(name.text.slice(Math.floor((piece * name.text.length) / pieces), Math.floor(((piece + 1) * name.text.length) / pieces))).pieceOf.push(at)
    }
  })
  for (const text of LURE_WORDS.entries) reach(text).lure = text.length
  return root
}

/** Place among the letters and digits; -1 for any other sign. */
function signOf(unit: number): number {
  if (unit >= 97 && unit <= 122) return unit - 97
  return unit >= 48 && unit <= 57 ? unit - 22 : -1
}

const NAMED = 1
const LURED = 2
const covered = new Uint8Array(LABEL_LIMIT)
const askedIn = new Int32Array(NAMES.length)
const heldIn = new Int32Array(NAMES.length)
const luresSeen = new Set<Node>()
let round = 0

/** Writes the numbers of a registered label, of the labels in front of it and of the path into `out`, from `from` on, in the order of {@link URL_LURES}. */
export function writeLures(label: string, front: string, path: string, out: Float32Array, from: number): void {
  out.fill(0, from, from + URL_LURES.length)
  const text = label.replaceAll('-', '').slice(0, LABEL_LIMIT)
  round++
  covered.fill(0)
  luresSeen.clear()
  const asked: number[] = []
  let longest = -1
  let names = 0
  let lures = 0
  let longestLure = 0
  for (let at = 0; at < text.length; at++) {
    let node: Node | undefined = ROOT
    for (let end = at; end < text.length; end++) {
      node = node.next[signOf(text.charCodeAt(end))]
      if (node === undefined) break
      for (const name of node.pieceOf) {
        if (askedIn[name] === round) continue
        askedIn[name] = round
        asked.push(name)
      }
      if (node.lure > 0) {
        cover(at, end, LURED)
        if (!luresSeen.has(node)) {
          luresSeen.add(node)
          lures++
          longestLure = Math.max(longestLure, node.lure)
        }
      }
      if (node.name < 0) continue
      cover(at, end, NAMED)
      if (heldIn[node.name] === round) continue
      heldIn[node.name] = round
      names++
      longest = longer(node.name, longest)
      const sector = from + URL_LURES.length - SECTORS + (NAMES[node.name]?.sector ?? 0)
      out[sector] = Math.max(out[sector] ?? 0, NAMES[node.name]?.text.length ?? 0)
    }
  }
  let besideNames = 0
  let besideBoth = 0
  for (let i = 0; i < text.length; i++) {
    if (((covered[i] ?? 0) & NAMED) === 0) besideNames++
    if (covered[i] === 0) besideBoth++
  }
  const near = nearest(text, asked)
  out[from] = NAMES[longest]?.text.length ?? 0
  out[from + 1] = names
  out[from + 2] = longest < 0 ? 0 : (NAMES[longest]?.sector ?? 0) + 1
  out[from + 3] = besideNames
  if (near !== null) {
    out[from + 4] = near.nearness
    out[from + 5] = near.name.text.length
    out[from + 6] = near.name.sector + 1
  }
  out[from + 7] = lures
  out[from + 8] = longestLure
  out[from + 9] = besideBoth
  if (front !== '') writeHeld(front, out, from + 10)
  writePieces(label, out, from + 12)
  if (path !== '') writeHeld(path.slice(0, PATH_LIMIT), out, from + 14)
}

/** The longest name that stands alone between dashes, and what share of the pieces between them are names or lures. */
function writePieces(label: string, out: Float32Array, from: number): void {
  const pieces = label.slice(0, LABEL_LIMIT).split('-').filter((piece) => piece !== '')
  let known = 0
  for (const piece of pieces) {
    const node = nodeOf(piece)
    const isName = ALONE.has(piece) || (node !== null && node.name >= 0)
    if (isName) out[from] = Math.max(out[from] ?? 0, piece.length)
    if (isName || (node !== null && node.lure > 0)) known++
  }
  out[from + 1] = pieces.length === 0 ? 0 : known / pieces.length
}

function nodeOf(text: string): Node | null {
  let node: Node | undefined = ROOT
  for (let i = 0; i < text.length && node !== undefined; i++) node = node.next[signOf(text.charCodeAt(i))]
  return node ?? null
}

function cover(from: number, to: number, by: number): void {
  for (let i = from; i <= to; i++) covered[i] = (covered[i] ?? 0) | by
}

/** The longer of two names; of the same length the one earlier on the list. */
function longer(one: number, other: number): number {
  if (other < 0) return one
  const more = (NAMES[one]?.text.length ?? 0) - (NAMES[other]?.text.length ?? 0)
  return more > 0 || (more === 0 && one < other) ? one : other
}

/** The longest name that a text holds, and how many lures. */
function writeHeld(text: string, out: Float32Array, from: number): void {
  luresSeen.clear()
  for (let at = 0; at < text.length; at++) {
    let node: Node | undefined = ROOT
    for (let end = at; end < text.length; end++) {
      node = node.next[signOf(text.charCodeAt(end))]
      if (node === undefined) break
      if (node.name >= 0) out[from] = Math.max(out[from] ?? 0, end - at + 1)
      if (node.lure > 0) luresSeen.add(node)
    }
  }
  out[from + 1] = luresSeen.size
}

/** The name that some stretch of the text comes nearest to without being it, and what share of its signs is unharmed. */
function nearest(text: string, asked: readonly number[]): { readonly name: Name; readonly nearness: number } | null {
  let best: { name: Name; nearness: number; at: number } | null = null
  for (const at of asked) {
    const name = NAMES[at] as Name
    if (heldIn[at] === round) continue
    const slips = slipsOf(name, text)
    if (slips > name.slips) continue
    const nearness = 1 - slips / name.text.length
    if (best === null || nearness > best.nearness || (nearness === best.nearness && at < best.at)) best = { name, nearness, at }
  }
  return best
}

/** Least number of signs changed, dropped or put in that turns the name into some stretch of the text (Myers' bit vectors: one step a sign). */
function slipsOf({ text: name, places }: Name, text: string): number {
  const last = 1 << (name.length - 1)
  let plus = -1
  let minus = 0
  let score = name.length
  let least = score
  for (let i = 0; i < text.length; i++) {
    const same = places[text.charCodeAt(i) & 127] ?? 0
    const vertical = same | minus
    const horizontal = (((same & plus) + plus) ^ plus) | same
    let up = minus | ~(horizontal | plus)
    let down = plus & horizontal
    if ((up & last) !== 0) score++
    else if ((down & last) !== 0) score--
    up <<= 1
    down <<= 1
    plus = down | ~(vertical | up)
    minus = up & vertical
    if (score < least) least = score
  }
  return least
}
