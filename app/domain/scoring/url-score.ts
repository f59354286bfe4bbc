import { treesSum } from './boosted-trees.ts'
import { URL_MODEL } from './model/url.ts'
import { scoreOf } from './message-model.ts'
import { bandOf, type Score, type ScoreReason } from './message-score.ts'
import { DEFAULT_SETTINGS } from '../intake/operator-settings.ts'
import { listsFor } from '../text/text-lists.ts'
import { HOST, PATH, readUrlFeatures, SHAPE } from './url-features.ts'
import { type UrlParts, urlParts } from './url-parts.ts'
import { readUrlModel, URL_COLUMNS, type UrlModel, writeColumns } from './url-model.ts'

let model: UrlModel | null = null
const columns = new Float32Array(URL_COLUMNS)

const NOTHING: Score = Object.freeze({ fraud: 0, unwanted: 0, band: 'log', reasons: Object.freeze([]) })

/** Scores a link by its text alone; nothing is opened. For links the two numbers are one: a harmful link is unwanted and a fraud. Never throws. */
export function scoreUrl(url: string): Score {
  const lists = listsFor(DEFAULT_SETTINGS)
  const parts = urlParts(url, lists)
  if (parts.host === '') return NOTHING
  model ??= readUrlModel(URL_MODEL)
  writeColumns(parts, readUrlFeatures(parts, lists), model.learnt, lists, columns)
  const fraud = scoreOf(treesSum(model.trees, columns), model.trained)
  return { fraud, unwanted: fraud, band: bandOf(fraud), reasons: fraud >= 0.35 ? reasonsOf(url, parts, columns.subarray(1, 4)) : [] }
}

/** Which part of the link speaks against it, heaviest first. */
function reasonsOf(url: string, parts: UrlParts, sums: Float32Array): ScoreReason[] {
  const lower = url.toLowerCase()
  const hostAt = Math.max(0, lower.indexOf(parts.host))
  const hostEnd = lower.startsWith(parts.host, hostAt) ? hostAt + parts.host.length : url.length
  const places: readonly (readonly [signal: string, group: number, start: number, end: number])[] = [
    ['link/host_wording', HOST, hostAt, hostEnd], ['link/path_wording', PATH, hostEnd, url.length], ['link/shape', SHAPE, 0, url.length],
  ]
  const reasons = places
    .filter(([, group, start, end]) => (sums[group] ?? 0) > 0 && end > start)
    .sort((a, b) => (sums[b[1]] ?? 0) - (sums[a[1]] ?? 0))
    .map(([signal, , start, end]) => ({ signal, start, end }))
  // Its letters speak for none of the parts, the numbers of the whole do.
  if (reasons.length === 0) reasons.push({ signal: 'link/shape', start: 0, end: url.length })
  const { reading } = parts
  if (reading.imitates !== null) reasons.unshift({ signal: 'link/lookalike_domain', start: hostAt, end: hostEnd })
  else if (reading.isShortener) reasons.unshift({ signal: 'link/shortener', start: hostAt, end: hostEnd })
  return reasons.slice(0, 3)
}
