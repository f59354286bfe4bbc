import path from 'node:path'
import { type OperatingPoints, scoreOf } from '../../app/domain/scoring/message-model.ts'
import { type LabelledMessage, type LabelledUrl, readCollection } from '../training/collections.ts'
import { fix, fixFraud, fraudScorer, type Scale, scaleOf, scorer } from '../training/fixing.ts'
import { trainFraud } from '../training/fraud-training.ts'
import { type Example, fraudRows, type MessageTable, messageTable, type Question, rowsOf, trainHead } from '../training/message-training.ts'
import { INVENTED_EACH, MESSAGE_RECIPES, URL_RECIPE } from '../training/recipes.ts'
import { composedUrls, inventedUrls, trainUrls, urlScorer, urlTable } from '../training/url-training.ts'
import type { Figure } from './intervals.ts'
import type { CrossSourceGoals } from './goals.ts'
import { partsOf } from './near-copies.ts'
import { isNotice } from './messages.ts'
import { type QuestionFigures, questionFigures } from './questions.ts'
import { questionTable } from './report.ts'

/** What came out when the sources named were neither trained on nor used to fix the threshold. */
interface Fold {
  readonly name: string
  readonly figures: QuestionFigures
}

export interface CrossSource {
  readonly figures: Readonly<Record<string, QuestionFigures>>
  readonly tables: readonly string[]
  readonly goals: CrossSourceGoals
}

interface MessageFold {
  readonly lang: 'en' | 'zh'
  readonly question: Question
  /** Sources left out. Where they hold no negatives, those of dev are taken. */
  readonly without: readonly string[]
}

const INVENTED = ['invented-notice', 'invented-advice', 'invented-talk', 'invented-promotion', 'invented-fraud', 'invented-plain_scheme', 'invented-fraud_scheme', 'invented-plain_scene', 'invented-fraud_scene', 'invented-promotion_scene', 'invented-unlawful_scene', 'invented-offer_scene', 'invented-chat_scene', 'invented-short_notice', 'invented-short_talk', 'invented-short_promotion', 'invented-short_fraud', 'invented-written_notice', 'invented-written_talk', 'invented-written_promotion', 'invented-written_fraud', 'invented-line_fraud', 'invented-line_unlawful', 'invented-line_promotion', 'invented-line_notice', 'invented-line_talk', 'invented-dialogue_fraud', 'invented-dialogue_plain']

const MESSAGE_FOLDS: readonly MessageFold[] = [
  { lang: 'zh', question: 'fraud', without: ['fbs-sms'] },
  { lang: 'zh', question: 'fraud', without: ['fraud-r1'] },
  { lang: 'zh', question: 'fraud', without: INVENTED },
  { lang: 'zh', question: 'unwanted', without: ['zh-sms-11k'] },
  { lang: 'zh', question: 'unwanted', without: ['fbs-sms'] },
  { lang: 'en', question: 'fraud', without: ['mendeley-smishing'] },
  { lang: 'en', question: 'fraud', without: ['spamhunter-labelled', 'spamhunter'] },
  { lang: 'en', question: 'fraud', without: ['fraud-r1'] },
  { lang: 'en', question: 'fraud', without: INVENTED },
  { lang: 'en', question: 'unwanted', without: ['mendeley-smishing', 'uci-sms-spam'] },
  { lang: 'en', question: 'unwanted', without: ['spamhunter', 'spamhunter-labelled'] },
]

const PARTS = 5

/** Each fold leaves out a source of harmful links and one of harmless ones, so that neither side is known. */
const URL_FOLDS: readonly (readonly string[])[] = [
  ['phishtank-2020', 'iscx-url-2016-benign'],
  ['pdd-2018'],
  ['discord-antiscam', 'opendns-top'],
  ['polkadot-js-phishing', 'moz-top-500', 'opendns-top'],
  ['cryptoscamdb', 'eth-phishing-detect'],
]

/** Trains without one source and tests on it, for each fold: how unseen data will behave. */
export function crossSource(data: string, parts: ReadonlySet<string>, say: (line: string) => void): CrossSource {
  const folds: Fold[] = []
  const chineseFraud: (readonly [string, Figure])[] = []
  const links: (readonly [string, Figure])[] = []
  if (parts.has('messages')) {
    for (const lang of ['zh', 'en'] as const) {
      const { table, isDev, trainSize } = readMessages(data, lang)
      say(`${lang} fraud in parts`)
      folds.push(...fraudInParts(table, isDev, trainSize, lang))
      for (const fold of MESSAGE_FOLDS.filter((one) => one.lang === lang)) {
        const name = `${lang} ${fold.question} without ${fold.without === INVENTED ? 'our own texts' : fold.without.join(', ')}`
        say(name)
        const figures = messageFold(table, isDev, fold)
        folds.push({ name, figures })
        if (lang === 'zh' && fold.question === 'fraud' && fold.without !== INVENTED) chineseFraud.push([fold.without.join(', '), figures.alarm.f1])
      }
    }
  }
  if (parts.has('urls')) {
    const collections = readUrls(data)
    for (const without of URL_FOLDS) {
      const name = `links without ${without.join(', ')}`
      say(name)
      const figures = urlFold(collections, new Set(without))
      folds.push({ name, figures })
      links.push([without.join(', '), figures.atHalfPercent.recall])
    }
  }
  return {
    figures: Object.fromEntries(folds.map(({ name, figures }) => [name, figures])),
    tables: ['## Sources never trained on', '', ...questionTable(folds.map(({ name, figures }) => [name, figures]))],
    goals: { chineseFraud, links },
  }
}

function readMessages(data: string, lang: 'en' | 'zh'): { readonly table: MessageTable; readonly isDev: (at: number) => boolean; readonly trainSize: number } {
  const read = (file: string): LabelledMessage[] => readCollection(path.join(data, 'messages'), file)
  const mixed = read(`${lang}.train.jsonl`)
  const train = [...mixed, ...read(`${lang}.fraud-scenarios.jsonl`)]
  const dev = read(`${lang}.dev.jsonl`)
  return { table: messageTable([...train, ...dev], lang, INVENTED_EACH), isDev: (at) => at >= train.length && at < train.length + dev.length, trainSize: mixed.length }
}

/** The collections of train in five parts without near-copies of each other: trained without one, thresholds fixed on dev, tested on it. Many more texts than dev holds. */
function fraudInParts(table: MessageTable, isDev: (at: number) => boolean, trainSize: number, lang: 'en' | 'zh'): readonly Fold[] {
  const partOf = partsOf(table.examples.slice(0, trainSize).map(({ text }) => text), PARTS)
  const all = table.examples.map((_, at) => at)
  const dev = fraudRows(table, all.filter(isDev))
  const scored: { readonly at: number; readonly score: number }[] = []
  let points: OperatingPoints = { halfPercent: 0.5, onePercent: 0.5 }
  for (let part = 0; part < PARTS; part++) {
    const fixed = fixFraud(trainFraud(table, all.filter((at) => !isDev(at) && partOf[at] !== part), MESSAGE_RECIPES[lang]), table.rows, dev)
    const score = fraudScorer(fixed, table.rows)
    points = fixed.fraud.points
    for (const at of all.slice(0, trainSize)) if (partOf[at] === part && table.examples[at]?.fraud !== null) scored.push({ at, score: score(table.examples[at]?.row ?? 0) })
  }
  const scoresOf = (wants: (example: Example) => boolean): number[] => scored.flatMap(({ at, score }) => { const example = table.examples[at]; return example && wants(example) ? [score] : [] })
  const frauds = scoresOf(({ fraud }) => fraud === 1)
  const of = (name: string, wants: (example: Example) => boolean): Fold => ({ name: `${lang} fraud in five parts of train${name}`, figures: questionFigures(frauds, scoresOf((one) => one.fraud === 0 && wants(one)), points) })
  return [of('', () => true), of(', against notices', (one) => isNotice(one)), of(', against advertisements', ({ label }) => label === 'spam')]
}

function messageFold(table: MessageTable, isDev: (at: number) => boolean, { lang, question, without }: MessageFold): QuestionFigures {
  const left = new Set(without)
  const all = table.examples.map((_, at) => at).filter((at) => table.examples[at]?.[question] !== null)
  const isLeft = (at: number): boolean => left.has(table.examples[at]?.source ?? '')
  const picked = table.examples.map((_, at) => at).filter((at) => !isLeft(at) && !isDev(at))
  const rows = (picked: readonly number[], target: 0 | 1, label?: string): number[] => rowsOf(table, picked, question, target, label)
  const known = all.filter((at) => isDev(at) && !isLeft(at))
  const unseen = all.filter(isLeft)
  let score: (row: number) => number
  let points: OperatingPoints
  if (question === 'unwanted') {
    const fixed = fix(trainHead(table, picked, 'unwanted', MESSAGE_RECIPES[lang].unwanted), table.rows, rows(known, 1), rows(known, 0))
    score = scores(fixed, scorer(fixed, table.rows))
    points = fixed.points
  } else {
    const fixedFraud = fixFraud(trainFraud(table, picked, MESSAGE_RECIPES[lang]), table.rows, fraudRows(table, known))
    score = fraudScorer(fixedFraud, table.rows)
    points = fixedFraud.fraud.points
  }
  const unseenNegatives = rows(unseen, 0)
  return questionFigures(rows(unseen, 1).map(score), (unseenNegatives.length < 20 ? rows(known, 0) : unseenNegatives).map(score), points)
}

interface Collections {
  readonly train: readonly LabelledUrl[]
  readonly dev: readonly LabelledUrl[]
}

function readUrls(data: string): Collections {
  const read = (file: string): LabelledUrl[] => readCollection(path.join(data, 'urls'), file)
  return { train: read('train.jsonl'), dev: read('dev.jsonl') }
}

/** Links are composed and invented from the sources that stay: the names of those left out would teach what they hold. */
function urlFold({ train, dev }: Collections, left: ReadonlySet<string>): QuestionFigures {
  const isLeft = ({ source }: LabelledUrl): boolean => left.has(source)
  const stay = train.filter((one) => !isLeft(one))
  const table = urlTable(stay, [...composedUrls(stay), ...inventedUrls(stay)])
  const logOdds = urlScorer(trainUrls(table, table.examples.map((_, at) => at), URL_RECIPE))
  const scored = (urls: readonly LabelledUrl[], isBad: boolean): number[] => urls.filter(({ label }) => (label !== 'benign') === isBad).map(({ url }) => logOdds(url))
  const known = dev.filter((one) => !isLeft(one))
  const scale = scaleOf(scored(known, true), scored(known, false), 0.005)
  const unseen = [...train, ...dev].filter(isLeft)
  const alarm = (one: number): number => scoreOf(one, scale)
  return questionFigures(scored(unseen, true).map(alarm), scored(unseen, false).map(alarm), scale.points)
}

function scores(scale: Scale, logOdds: (row: number) => number): (row: number) => number {
  return (row) => scoreOf(logOdds(row), scale)
}
