import { readUrlFeatures, URL_SLOTS, urlParts } from '../../app/domain/scoring/url-features.ts'
import { urlValues } from '../../app/domain/scoring/url-model.ts'
import type { LabelledUrl } from './collections.ts'
import { inventedLinks } from './invented-links.ts'
import type { SparseRows } from './logistic.ts'
import { type Net, type NetOptions, trainNet } from './net.ts'

export interface UrlExample {
  readonly url: string
  /** Collection; `+host`, `+path` mark urls composed of two real ones. */
  readonly source: string
  readonly kind: 'link' | 'domain'
  readonly isBad: boolean
}

export interface UrlTable {
  readonly examples: readonly UrlExample[]
  readonly rows: SparseRows
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
export function composedUrls(urls: readonly LabelledUrl[]): UrlExample[] {
  const composed: UrlExample[] = []
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
export function inventedUrls(urls: readonly LabelledUrl[]): UrlExample[] {
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

export function urlTable(urls: readonly LabelledUrl[], composed: readonly UrlExample[]): UrlTable {
  const examples: UrlExample[] = urls.map((one) => ({ url: one.url, source: one.source, kind: one.kind, isBad: one.label !== 'benign' }))
  examples.push(...composed)
  const rowStart = new Int32Array(examples.length + 1)
  let ids = new Int32Array(1 << 22)
  let values = new Float32Array(1 << 22)
  let length = 0
  examples.forEach((example, row) => {
    const features = readUrlFeatures(urlParts(example.url))
    const worth = urlValues(features)
    if (length + features.count > ids.length) {
      const moreIds = new Int32Array(ids.length * 2)
      const moreValues = new Float32Array(ids.length * 2)
      moreIds.set(ids)
      moreValues.set(values)
      ids = moreIds
      values = moreValues
    }
    for (let i = 0; i < features.count; i++) {
      ids[length] = features.slots[i] ?? 0
      values[length++] = worth[features.groups[i] ?? 0] ?? 0
    }
    rowStart[row + 1] = length
  })
  return { examples, rows: { rowStart, ids: ids.subarray(0, length), values: values.subarray(0, length), width: URL_SLOTS } }
}

export interface UrlRecipe {
  readonly net: NetOptions
  /** Weight of composed and of invented links; the collections themselves weigh 1. */
  readonly composed: number
  readonly invented: number
}

const groupOf = (example: UrlExample): string => `${example.source}/${example.isBad ? 'bad' : 'benign'}`

/** Trains on the picked links. Groups weigh by the square root of their size, and both answers the same in sum. */
export function trainUrls(table: UrlTable, picked: readonly number[], recipe: UrlRecipe): Net {
  const sizes = new Map<string, number>()
  const at = (i: number): UrlExample => table.examples[i] as UrlExample
  for (const i of picked) sizes.set(groupOf(at(i)), (sizes.get(groupOf(at(i))) ?? 0) + 1)
  const weights = Float64Array.from(picked, (i) => weightOf(at(i).source, recipe) / Math.sqrt(sizes.get(groupOf(at(i))) ?? 1))
  let bad = 0
  let good = 0
  picked.forEach((i, k) => {
    if (at(i).isBad) bad += weights[k] ?? 0
    else good += weights[k] ?? 0
  })
  picked.forEach((i, k) => { weights[k] = (weights[k] ?? 0) / (at(i).isBad ? bad : good) })
  return trainNet(table.rows, Int32Array.from(picked), Float64Array.from(picked, (i) => (at(i).isBad ? 1 : 0)), weights, recipe.net)
}

function weightOf(source: string, recipe: UrlRecipe): number {
  if (source === INVENTED) return recipe.invented
  return source.includes('+') ? recipe.composed : 1
}
