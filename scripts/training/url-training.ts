import { DEFAULT_SETTINGS } from '../../app/domain/intake/operator-settings.ts'
import { readTrees, type TrainedTrees, treesSum } from '../../app/domain/scoring/boosted-trees.ts'
import { letterOfStep } from '../../app/domain/scoring/packed-weights.ts'
import { SHAPE, readUrlFeatures, URL_SLOTS } from '../../app/domain/scoring/url-features.ts'
import { urlParts } from '../../app/domain/scoring/url-parts.ts'
import { BARE_SLOTS, bareSlot, eachRun, endingOf, type Learnt, type LearntText, readLearnt, RUNS, SLOTS_A_LETTER, spelledParts, URL_COLUMNS, urlValues, writeColumns } from '../../app/domain/scoring/url-model.ts'
import { listsFor } from '../../app/domain/text/text-lists.ts'
import { type AdagradOptions, trainAdagrad } from './adagrad.ts'
import { type BoostingOptions, trainTrees } from './boosting.ts'
import type { LabelledUrl } from './collections.ts'
import { pack, type Packed, packPlain } from './fixing.ts'
import { inventedLinks } from './invented-links.ts'
import type { SparseRows } from './logistic.ts'

interface UrlExample {
  readonly url: string
  /** Collection; `+host`, `+path` mark urls composed of two real ones. */
  readonly source: string
  readonly kind: 'link' | 'domain'
  readonly isBad: boolean
  /** What was registered: rows of one site are never on both sides of a division. */
  readonly site: string
  /** What the link teaches beside its features. */
  readonly ending: string
  readonly name: string
  readonly path: string
}

export interface UrlTable {
  readonly examples: readonly UrlExample[]
  readonly rows: SparseRows
  /** What each feature of the rows was read from. */
  readonly groups: Uint8Array
}

const INVENTED = 'invented'
/** So many harmful links are invented, and as many harmless ones. */
const INVENTED_COUNT = 6000

/** Sources whose entries are bare domains by nature. */
const DOMAIN_LISTS = new Set(['opendns-top', 'moz-top-500', 'eth-phishing-detect', 'discord-antiscam', 'polkadot-js-phishing', 'cryptoscamdb'])

/**
 * Composed urls, so that having a path is no proof of either class: hosts of harmless links as bare domains, harmless domains with
 * harmless paths, and reported domains with the paths of reported links.
 */
export function composedUrls(urls: readonly LabelledUrl[]): Composed[] {
  const composed: Composed[] = []
  const harmlessLinks = urls.filter((one) => one.label === 'benign' && one.kind === 'link')
  const badLinks = urls.filter((one) => one.label !== 'benign' && one.kind === 'link')
  for (const one of harmlessLinks) composed.push({ url: hostOf(one.url), source: `${one.source}+host`, kind: 'domain', isBad: false })
  let step = 0
  for (const one of urls) {
    if (one.kind !== 'domain' || !DOMAIN_LISTS.has(one.source)) continue
    step += 7919
    const isBad = one.label !== 'benign'
    if (isBad && step % 2 === 0) continue
    const paths = isBad ? badLinks : harmlessLinks
    const path = pathOf(paths[step % Math.max(1, paths.length)]?.url ?? '')
    if (path !== '') composed.push({ url: hostOf(one.url) + path, source: `${one.source}+path`, kind: 'link', isBad })
  }
  return composed
}

/** Links invented from the harmless names of the collections. */
export function inventedUrls(urls: readonly LabelledUrl[]): Composed[] {
  const sites = new Set<string>()
  const labels = new Set<string>()
  for (const one of urls) {
    if (one.label !== 'benign') continue
    const { reading, labels: parts, owned } = urlParts(one.url)
    if (reading.site !== null) sites.add(reading.site)
    // The harmless names of that list look harmful: they are no pattern for ordinary ones.
    if (one.source !== 'eth-phishing-detect' && (parts[owned] ?? '').length > 3) labels.add(parts[owned] ?? '')
  }
  return inventedLinks(INVENTED_COUNT, [...sites], [...labels]).map(({ url, isBad }) => ({ url, isBad, source: INVENTED, kind: /[/?]/.test(url) ? 'link' : 'domain' }))
}

const hostOf = (url: string): string => url.split(/[/?#]/)[0] ?? ''
const pathOf = (url: string): string => url.slice(hostOf(url).length)

type Composed = Pick<UrlExample, 'url' | 'source' | 'kind' | 'isBad'>

export function urlTable(urls: readonly LabelledUrl[], composed: readonly Composed[]): UrlTable {
  const rowStart = new Int32Array(urls.length + composed.length + 1)
  let ids = new Int32Array(1 << 22)
  let values = new Float32Array(1 << 22)
  let groups = new Uint8Array(1 << 22)
  let length = 0
  const all: Composed[] = [...urls.map((one) => ({ url: one.url, source: one.source, kind: one.kind, isBad: one.label !== 'benign' })), ...composed]
  const examples = all.map((example, row): UrlExample => {
    const parts = urlParts(example.url)
    const features = readUrlFeatures(parts)
    const worth = urlValues(features)
    if (length + features.count > ids.length) {
      ids = grown(ids, new Int32Array(length * 2))
      values = grown(values, new Float32Array(length * 2))
      groups = grown(groups, new Uint8Array(length * 2))
    }
    for (let i = 0; i < features.count; i++) {
      const group = features.groups[i] ?? 0
      ids[length] = features.slots[i] ?? 0
      groups[length] = group
      values[length++] = worth[group] ?? 0
    }
    rowStart[row + 1] = length
    return { ...example, site: parts.reading.site ?? parts.host, ending: endingOf(parts), ...spelledParts(parts) }
  })
  return { examples, rows: { rowStart, ids: ids.subarray(0, length), values: values.subarray(0, length), width: URL_SLOTS }, groups: groups.subarray(0, length) }
}

function grown<T extends Int32Array | Float32Array | Uint8Array>(from: T, to: T): T {
  to.set(from)
  return to
}

export interface UrlRecipe {
  readonly letters: AdagradOptions
  readonly trees: BoostingOptions
  /** Weight of hosts cut out of links, of links composed of a host and a path, and of invented ones; the collections themselves weigh 1. */
  readonly hosts: number
  readonly composed: number
  readonly invented: number
}

/** A link model before its threshold is fixed. */
export interface TrainedUrls {
  readonly learnt: LearntText
  readonly trees: TrainedTrees
}

/** The trees must see features as they are on links never seen: a row's columns come from weights that were learnt without its site, in so many divisions. */
const DIVISIONS = 4
/** A slot is known once this many links of a side hold it. */
const KNOWN = 2
/** Imaginary links of either side behind every ending, and signs behind every pair of signs. */
const ENDING_PRIOR = 5
const RUN_PRIOR = 0.3
const SIGNS = Math.cbrt(RUNS)

const groupOf = (example: UrlExample): string => `${example.source}/${example.isBad ? 'bad' : 'benign'}`
const isOurs = (example: UrlExample): boolean => example.source === INVENTED || example.source.includes('+')

/** Trains on the picked links. */
export function trainUrls(table: UrlTable, picked: readonly number[], recipe: UrlRecipe): TrainedUrls {
  const at = (row: number): UrlExample => table.examples[row] as UrlExample
  const columns = new Float32Array(table.examples.length * URL_COLUMNS)
  const divisions = new Map<string, number>()
  const divisionOf = (row: number): number => {
    const { site } = at(row)
    const known = divisions.get(site) ?? divisions.size % DIVISIONS
    divisions.set(site, known)
    return known
  }
  const division = picked.map(divisionOf)
  for (let d = 0; d < DIVISIONS; d++) {
    const learnt = readLearnt(learn(table, picked.filter((_, k) => division[k] !== d), recipe))
    picked.forEach((row, k) => { if (division[k] === d) columnsOf(at(row).url, learnt, columns.subarray(row * URL_COLUMNS, (row + 1) * URL_COLUMNS)) })
  }
  const weights = weightsOf(table.examples, picked, recipe)
  const targets = Float64Array.from(picked, (row) => (at(row).isBad ? 1 : 0))
  return { learnt: learn(table, picked, recipe), trees: trainTrees({ values: columns, width: URL_COLUMNS }, Int32Array.from(picked), targets, weights, recipe.trees) }
}

/** The columns of a link under what was learnt. */
function columnsOf(url: string, learnt: Learnt, out: Float32Array): Float32Array {
  const lists = listsFor(DEFAULT_SETTINGS)
  const parts = urlParts(url, lists)
  writeColumns(parts, readUrlFeatures(parts, lists), learnt, lists, out)
  return out
}

/** Log-odds of a link by a trained model. */
export function urlScorer({ learnt, trees }: TrainedUrls): (url: string) => number {
  const read = readLearnt(learnt)
  const ready = readTrees(trees)
  const columns = new Float32Array(URL_COLUMNS)
  return (url) => treesSum(ready, columnsOf(url, read, columns))
}

/** Groups weigh by the square root of their size, both answers the same in sum, and a row one on average. */
function weightsOf(examples: readonly UrlExample[], picked: readonly number[], recipe: UrlRecipe): Float64Array {
  const at = (row: number): UrlExample => examples[row] as UrlExample
  const sizes = new Map<string, number>()
  for (const row of picked) sizes.set(groupOf(at(row)), (sizes.get(groupOf(at(row))) ?? 0) + 1)
  const weights = Float64Array.from(picked, (row) => weightOf(at(row).source, recipe) / Math.sqrt(sizes.get(groupOf(at(row))) ?? 1))
  const sums = { bad: 0, good: 0 }
  picked.forEach((row, k) => { sums[at(row).isBad ? 'bad' : 'good'] += weights[k] ?? 0 })
  return weights.map((weight, k) => (weight / sums[at(picked[k] ?? 0).isBad ? 'bad' : 'good']) * (picked.length / 2))
}

function weightOf(source: string, recipe: UrlRecipe): number {
  if (source === INVENTED) return recipe.invented
  if (source.endsWith('+host')) return recipe.hosts
  return source.includes('+') ? recipe.composed : 1
}

/** Everything that single features teach, packed as it will be read. */
function learn(table: UrlTable, picked: readonly number[], recipe: UrlRecipe): LearntText {
  const { rows, groups } = table
  const at = (row: number): UrlExample => table.examples[row] as UrlExample
  const weights = weightsOf(table.examples, picked, recipe)
  const letters = pack(trainAdagrad(rows, picked, picked.map((row) => (at(row).isBad ? 1 : 0)), weights, recipe.letters))
  const bare = learnBare(table, picked.filter((row) => at(row).kind === 'domain'), recipe)
  const held = [new Uint8Array(URL_SLOTS), new Uint8Array(URL_SLOTS)] as const
  const names = new Set<string>()
  const paths: string[] = []
  const endings = new Map<string, { bad: number; good: number }>()
  picked.forEach((row, k) => {
    const example = at(row)
    const ending = endings.get(example.ending) ?? { bad: ENDING_PRIOR, good: ENDING_PRIOR }
    ending[example.isBad ? 'bad' : 'good'] += weights[k] ?? 0
    endings.set(example.ending, ending)
    if (example.source === INVENTED) return
    const side = held[example.isBad ? 1 : 0]
    for (let p = rows.rowStart[row] ?? 0; p < (rows.rowStart[row + 1] ?? 0); p++) {
      const slot = rows.ids[p] ?? 0
      if (groups[p] !== SHAPE && (side[slot] ?? 0) < KNOWN) side[slot] = (side[slot] ?? 0) + 1
    }
    if (example.isBad || isOurs(example)) return
    names.add(example.name)
    if (example.path !== '') paths.push(example.path)
  })
  const nameRuns = logChances(names)
  const pathRuns = logChances(paths)
  const runScale = Number(Math.max(...[...nameRuns, ...pathRuns].map(Math.abs)).toPrecision(6))
  return {
    ...letters, seen: packSeen(held), bare: bare.weights, bareScale: bare.scale, bareIntercept: bare.intercept, nameRuns: packPlain(nameRuns, runScale).text, pathRuns: packPlain(pathRuns, runScale).text, runScale,
    endings: [...endings].filter(([ending]) => /^[a-z0-9-]+\/?$/.test(ending)).map(([ending, { bad, good }]) => `${ending}=${Math.log(bad / good).toFixed(2)}`).sort().join(' '),
  }
}

/** The same regression among bare hosts alone: there letters and shapes mean other things than in front of a path. */
function learnBare({ examples, rows }: UrlTable, picked: readonly number[], recipe: UrlRecipe): Packed {
  const folded: SparseRows = { ...rows, ids: rows.ids.map(bareSlot), width: BARE_SLOTS }
  return pack(trainAdagrad(folded, picked, picked.map((row) => (examples[row]?.isBad ? 1 : 0)), weightsOf(examples, picked, recipe), recipe.letters))
}

function packSeen([harmless, harmful]: readonly [Uint8Array, Uint8Array]): string {
  const pieces: string[] = []
  for (let slot = 0; slot < URL_SLOTS; slot += SLOTS_A_LETTER) {
    let step = 0
    for (let i = 0; i < SLOTS_A_LETTER; i++) step |= ((harmless[slot + i] === KNOWN ? 1 : 0) | (harmful[slot + i] === KNOWN ? 2 : 0)) << (2 * i)
    pieces.push(letterOfStep(step))
  }
  return pieces.join('')
}

/** Log-probability of each sign after the two before it. */
function logChances(texts: Iterable<string>): Float64Array {
  const counts = new Float64Array(RUNS)
  for (const text of texts) eachRun(text, (run) => { counts[run] = (counts[run] ?? 0) + 1 })
  const chances = new Float64Array(RUNS)
  for (let pair = 0; pair < RUNS; pair += SIGNS) {
    let sum = 0
    for (let sign = 0; sign < SIGNS; sign++) sum += counts[pair + sign] ?? 0
    for (let sign = 0; sign < SIGNS; sign++) chances[pair + sign] = Math.log(((counts[pair + sign] ?? 0) + RUN_PRIOR) / (sum + RUN_PRIOR * SIGNS))
  }
  return chances
}
