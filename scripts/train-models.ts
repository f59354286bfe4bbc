/**
 * Trains the message and link models from the labelled collections and writes them as typed modules into `app/domain/scoring/model/`.
 * No clock, no randomness: the same data and the same code give the same files, byte for byte.
 *
 *   node scripts/train-models.ts [--data DIR] [--only en|zh|url] [--out DIR]
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { packWeights, unpackWeights } from '../app/domain/scoring/packed-weights.ts'
import { type LabelledMessage, type LabelledUrl, readCollection } from './training/collections.ts'
import { bestF1, thresholdAtFalseAlarmRate } from './training/figures.ts'
import { scoreRow, type Weights } from './training/logistic.ts'
import { type MessageTable, messageTable, type Question, trainQuestion } from './training/message-training.ts'
import { MESSAGE_RECIPES, INVENTED_EACH, URL_RECIPE } from './training/recipes.ts'
import { composedUrls, trainUrls, urlTable } from './training/url-training.ts'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** The day on which recipes and thresholds were last settled; data, not the clock. */
const FIXED_ON = '2026-11-22'

interface Fixed { readonly weights: string; readonly scale: number; readonly intercept: number; readonly threshold: number; readonly slope: number }

function main(): void {
  const { values } = parseArgs({ options: { data: { type: 'string' }, only: { type: 'string' }, out: { type: 'string' }, help: { type: 'boolean' } } })
  if (values.help) {
    process.stdout.write('node scripts/train-models.ts [--data DIR] [--only en|zh|url] [--out DIR]\n')
    return
  }
  const data = path.resolve(values.data ?? path.join(root, '../shared/data'))
  const out = path.resolve(values.out ?? path.join(root, 'app/domain/scoring/model'))
  mkdirSync(out, { recursive: true })
  for (const lang of ['en', 'zh'] as const) if (values.only === undefined || values.only === lang) trainMessages(data, out, lang)
  if (values.only === undefined || values.only === 'url') trainLinks(data, out)
}

function trainMessages(data: string, out: string, lang: 'en' | 'zh'): void {
  const folder = path.join(data, 'messages')
  const train = readCollection<LabelledMessage>(folder, `${lang}.train.jsonl`)
  const scenarios = readCollection<LabelledMessage>(folder, `${lang}.fraud-scenarios.jsonl`)
  const dev = readCollection<LabelledMessage>(folder, `${lang}.dev.jsonl`)
  const table = messageTable([...train, ...scenarios, ...dev], lang, INVENTED_EACH)
  const devFrom = train.length + scenarios.length
  const devTo = devFrom + dev.length
  const everything = table.examples.map((_, at) => at)
  const withoutDev = everything.filter((at) => at < devFrom || at >= devTo)
  const isDev = (at: number): boolean => at >= devFrom && at < devTo
  const fraud = fixMessages(table, 'fraud', lang, withoutDev, everything.filter(isDev))
  const unwanted = fixMessages(table, 'unwanted', lang, withoutDev, everything.filter(isDev))
  const name = `MESSAGE_${lang.toUpperCase()}`
  writeModel(out, `message-${lang}.ts`, `import type { TrainedMessageModel } from '../message-model.ts'\n\nexport const ${name}: TrainedMessageModel = ${printed({
    language: lang,
    fixedOn: { date: FIXED_ON, set: `messages/${lang}.dev`, rule: 'unwanted: 0.5 % false alarms among wanted texts; fraud: best F1' },
    fraud, unwanted,
  })}\n`)
}

/** Trains without dev, fixes the threshold on dev, and keeps those weights as they will be read back. */
function fixMessages(table: MessageTable, question: Question, lang: 'en' | 'zh', train: readonly number[], dev: readonly number[]): Fixed {
  const weights = trainQuestion(table, train, question, MESSAGE_RECIPES[lang][question])
  const packed = pack(weights)
  const readBack = withIntercept(packed)
  const scores = (wanted: 0 | 1): number[] => dev.filter((at) => table.examples[at]?.[question] === wanted).map((at) => scoreRow(table.rows, table.examples[at]?.row ?? 0, readBack))
  const positives = scores(1)
  const negatives = scores(0)
  const threshold = question === 'unwanted' ? thresholdAtFalseAlarmRate(negatives, 0.005) : bestF1(positives, negatives).threshold
  process.stderr.write(`${lang} ${question}: ${dev.length} dev texts, threshold ${threshold.toFixed(3)}\n`)
  return { ...packed, threshold, slope: slopeOf(positives, negatives, threshold) }
}

function trainLinks(data: string, out: string): void {
  const folder = path.join(data, 'urls')
  const train = readCollection<LabelledUrl>(folder, 'train.jsonl')
  const dev = readCollection<LabelledUrl>(folder, 'dev.jsonl')
  const table = urlTable([...train, ...dev], composedUrls(train))
  const picked = table.examples.map((_, at) => at).filter((at) => at < train.length || at >= train.length + dev.length)
  const packed = pack(trainUrls(table, picked, URL_RECIPE))
  const readBack = withIntercept(packed)
  const scores = (isBad: boolean): number[] => dev.map((_, at) => at + train.length).filter((at) => table.examples[at]?.isBad === isBad).map((at) => scoreRow(table.rows, at, readBack))
  const positives = scores(true)
  const negatives = scores(false)
  const threshold = thresholdAtFalseAlarmRate(negatives, 0.005)
  process.stderr.write(`links: ${dev.length} dev links, threshold ${threshold.toFixed(3)}\n`)
  writeModel(out, 'url.ts', `import type { TrainedUrlModel } from '../url-model.ts'\n\nexport const URL_MODEL: TrainedUrlModel = ${printed({
    fixedOn: { date: FIXED_ON, set: 'urls/dev', rule: '0.5 % false alarms among harmless links' },
    ...packed, threshold, slope: slopeOf(positives, negatives, threshold),
  })}\n`)
}

/** Packs weights; the scale cuts the few largest so that the many small ones keep their steps. */
function pack(weights: Weights): Pick<Fixed, 'weights' | 'scale' | 'intercept'> {
  const sizes = Float64Array.from(weights.subarray(0, weights.length - 1), Math.abs).sort()
  const scale = Number((sizes[Math.floor(sizes.length * 0.9998)] ?? 1).toPrecision(6))
  return { weights: packWeights(weights.subarray(0, weights.length - 1), scale), scale, intercept: Number((weights[weights.length - 1] ?? 0).toPrecision(8)) }
}

function withIntercept(packed: Pick<Fixed, 'weights' | 'scale' | 'intercept'>): Weights {
  const weights = unpackWeights(packed.weights, packed.scale)
  const all = new Float64Array(weights.length + 1)
  all.set(weights)
  all[weights.length] = packed.intercept
  return all
}

/** The slope of the logistic curve through the threshold that fits dev best, both classes weighing the same. */
function slopeOf(positives: readonly number[], negatives: readonly number[], threshold: number): number {
  let best = { slope: 1, loss: Number.POSITIVE_INFINITY }
  for (let step = 1; step <= 60; step++) {
    const slope = step / 20
    const loss = meanLoss(positives, threshold, slope, 1) + meanLoss(negatives, threshold, slope, -1)
    if (loss < best.loss) best = { slope, loss }
  }
  return best.slope
}

function meanLoss(scores: readonly number[], threshold: number, slope: number, sign: 1 | -1): number {
  let sum = 0
  for (const score of scores) sum += Math.log1p(Math.exp(-sign * slope * (score - threshold)))
  return sum / Math.max(1, scores.length)
}

/** A literal in the style of the project; the text of the weights holds neither quotes nor line ends. */
function printed(value: unknown, indent = ''): string {
  if (typeof value === 'string') return `'${value}'`
  if (typeof value !== 'object' || value === null) return String(value)
  const lines = Object.entries(value).map(([key, one]) => `${indent}  ${key}: ${printed(one, `${indent}  `)},\n`)
  return `{\n${lines.join('')}${indent}}`
}

function writeModel(out: string, file: string, code: string): void {
  writeFileSync(path.join(out, file), `/* Trained weights, written by scripts/train-models.ts. See docs/model-card.md. */\n${code}`)
}


main()
