/**
 * Trains the message and link models from the labelled collections and writes them as typed modules into `app/domain/scoring/model/`.
 * No clock, no randomness: the same data and the same code give the same files, byte for byte.
 *
 *   node scripts/train-models.ts [--data DIR] [--only en|zh|url] [--out DIR]
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type LabelledMessage, type LabelledUrl, readCollection } from './training/collections.ts'
import { fix, fixFraud, scaleOf } from './training/fixing.ts'
import { trainFraud } from './training/fraud-training.ts'
import { linkReading, messageReading } from './training/learnt-reading.ts'
import { fraudRows, messageTable, rowsOf, trainHead } from './training/message-training.ts'
import { INVENTED_EACH, MESSAGE_RECIPES, URL_RECIPE } from './training/recipes.ts'
import { composedUrls, inventedUrls, trainUrls, urlScorer, urlTable } from './training/url-training.ts'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** The day on which recipes and thresholds were last settled; data, not the clock. */
const FIXED_ON = '2026-11-28'

function main(): void {
  const { values } = parseArgs({ options: { data: { type: 'string' }, only: { type: 'string' }, out: { type: 'string' }, help: { type: 'boolean' } } })
  if (values.help) {
    process.stdout.write('node scripts/train-models.ts [--data DIR] [--only en|zh|url] [--out DIR]\n')
    return
  }
  const data = path.resolve(values.data ?? path.join(root, '../shared/data'))
  const out = path.resolve(values.out ?? path.join(root, 'app/domain/scoring/model'))
  if (!existsSync(path.join(data, 'messages')) || !existsSync(path.join(data, 'urls'))) throw new Error(`${data} holds no messages and urls: name the folder of the labelled collections with --data`)
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
  const recipes = MESSAGE_RECIPES[lang]
  const rows = everything.filter(isDev)
  const { fraud, lure, bare } = fixFraud(trainFraud(table, withoutDev, recipes), table.rows, fraudRows(table, rows))
  const unwanted = fix(trainHead(table, withoutDev, 'unwanted', recipes.unwanted), table.rows, rowsOf(table, rows, 'unwanted', 1), rowsOf(table, rows, 'unwanted', 0))
  for (const [head, { threshold }] of Object.entries({ fraud, lure, ...(bare && { bare }), unwanted })) process.stderr.write(`${lang} ${head}: ${dev.length} dev texts, threshold ${threshold.toFixed(3)}\n`)
  const name = `MESSAGE_${lang.toUpperCase()}`
  writeModel(out, `message-${lang}.ts`, `import type { TrainedMessageModel } from '../message-model.ts'\n\nexport const ${name}: TrainedMessageModel = ${printed({
    language: lang,
    fixedOn: { date: FIXED_ON, set: `messages/${lang}.dev`, rule: `unwanted: 0.5 % false alarms among wanted texts; fraud: ${lang === 'en' ? '0.4' : '0.5'} % among wanted texts by the first head, and 1 % of advertisements` },
    readAs: messageReading(lang),
    fraud, lure, bare, unwanted,
  })}\n`)
}

function trainLinks(data: string, out: string): void {
  const folder = path.join(data, 'urls')
  const train = readCollection<LabelledUrl>(folder, 'train.jsonl')
  const dev = readCollection<LabelledUrl>(folder, 'dev.jsonl')
  const table = urlTable([...train, ...dev], [...composedUrls(train), ...inventedUrls(train)])
  const picked = table.examples.map((_, at) => at).filter((at) => at < train.length || at >= train.length + dev.length)
  const trained = trainUrls(table, picked, URL_RECIPE)
  const score = urlScorer(trained)
  const ofDev = (isBad: boolean): number[] => dev.filter(({ label }) => (label !== 'benign') === isBad).map(({ url }) => score(url))
  const scale = scaleOf(ofDev(true), ofDev(false), 0.005)
  process.stderr.write(`links: ${dev.length} dev links, threshold ${scale.threshold.toFixed(3)}\n`)
  writeModel(out, 'url.ts', `import type { TrainedUrlModel } from '../url-model.ts'\n\nexport const URL_MODEL: TrainedUrlModel = ${printed({
    fixedOn: { date: FIXED_ON, set: 'urls/dev', rule: '0.5 % false alarms among harmless links' },
    readAs: linkReading(),
    ...trained.learnt, ...trained.trees, ...scale,
  })}\n`)
}

/** A literal in the style of the project; the text of the weights holds neither quotes nor line ends. */
function printed(value: unknown, indent = ''): string {
  if (typeof value === 'string') return `'${value}'`
  if (Array.isArray(value)) return `[${value.map((one) => printed(one)).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const lines = Object.entries(value).map(([key, one]) => `${indent}  ${key}: ${printed(one, `${indent}  `)},\n`)
  return `{\n${lines.join('')}${indent}}`
}

function writeModel(out: string, file: string, code: string): void {
  writeFileSync(path.join(out, file), `/* Trained weights, written by scripts/train-models.ts. See docs/model-card.md. */\n${code}`)
}

main()
