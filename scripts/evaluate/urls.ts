import type { LabelledUrl } from '../training/collections.ts'
import { URL_MODEL } from '../../app/domain/scoring/model/url.ts'
import { scoreUrl } from '../../app/domain/scoring/url-score.ts'
import { type GroupFigures, groupFigures, type QuestionFigures, questionFigures } from './questions.ts'

export interface ScoredUrl extends LabelledUrl {
  readonly score: number
}

export interface UrlFigures {
  readonly rows: number
  readonly all: QuestionFigures
  readonly links: QuestionFigures
  readonly domains: QuestionFigures
  readonly byKind: readonly GroupFigures[]
  readonly lookalikes: readonly GroupFigures[]
}

export function scoreUrls(urls: readonly LabelledUrl[]): ScoredUrl[] {
  return urls.map((one) => ({ ...one, score: scoreUrl(one.url).fraud }))
}

export function urlFigures(urls: readonly ScoredUrl[]): UrlFigures {
  const figures = (rows: readonly ScoredUrl[]): QuestionFigures => questionFigures(
    rows.filter((row) => row.label !== 'benign').map((row) => row.score), rows.filter((row) => row.label === 'benign').map((row) => row.score), URL_MODEL.points,
  )
  const groupOf = (row: ScoredUrl): string => `${row.source}/${row.label}/${row.kind}`
  return {
    rows: urls.length, all: figures(urls), links: figures(urls.filter((row) => row.kind === 'link')), domains: figures(urls.filter((row) => row.kind === 'domain')),
    byKind: groupFigures(urls, (row) => (row.label === 'benign' ? null : groupOf(row)), (row) => row.score),
    lookalikes: groupFigures(urls, (row) => (row.label === 'benign' ? groupOf(row) : null), (row) => row.score),
  }
}
