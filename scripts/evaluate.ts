/** `npm run evaluate`: detection quality on labelled data: messages, links, and example days with known truth. Tables, then one JSON line. */
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { MESSAGE_EN } from '../app/domain/scoring/model/message-en.ts'
import { MESSAGE_ZH } from '../app/domain/scoring/model/message-zh.ts'
import { URL_MODEL } from '../app/domain/scoring/model/url.ts'
import { CommandError, runCommand, UsageError } from './command-line.ts'
import { type DaysFigures, hasTruth, measureDays } from './evaluate/days.ts'
import { type MessageFigures, messageFigures, type ScoredMessage, scoreMessages } from './evaluate/messages.ts'
import { daysTable, goalsTable, messageTables, urlTables } from './evaluate/report.ts'
import { goalsOf } from './evaluate/goals.ts'
import { scoreUrls, type ScoredUrl, type UrlFigures, urlFigures } from './evaluate/urls.ts'
import { type LabelledMessage, type LabelledUrl, readLines } from './training/collections.ts'

const PARTS = ['messages', 'urls', 'days'] as const
type Part = (typeof PARTS)[number]

/** Files the models were trained on: good figures there prove nothing. */
const TRAINED_ON = /(?:^|[./-])(?:train|fraud-scenarios)\b/
const LABELLED_FILE = /\.jsonl(?:\.gz)?$/

const USAGE = `
Usage: npm run evaluate -- [--data DIR] [--only messages|urls|days] [--trained] [--cross-source]
  --data DIR       folder with labelled files (*.jsonl, *.jsonl.gz of {"text"|"url","label","source",…}) and folders of example days
                   (truth.csv, lookalikes.csv); ../shared/data unless told
  --only PART      one part alone
  --trained        also files the models were trained on (left out otherwise: good figures there prove nothing)
  --cross-source   trains without one source and tests on it, for each source in turn; takes some minutes
Thresholds are those frozen in the models, never chosen on the data at hand. Prints tables and, last, one JSON line.
`

interface Evaluation {
  readonly fixedOn: Readonly<Record<string, unknown>>
  readonly messages: Readonly<Record<string, MessageFigures>>
  readonly urls: Readonly<Record<string, UrlFigures>>
  readonly days: readonly DaysFigures[]
  readonly skipped: readonly string[]
}

await runCommand({
  usage: USAGE,
  options: { data: { type: 'string' }, only: { type: 'string' }, trained: { type: 'boolean' }, 'cross-source': { type: 'boolean' } },
  run: async ({ values, positionals }) => {
    if (positionals.length > 0) throw new UsageError(`evaluate takes no "${positionals[0]}"`)
    if (values.only !== undefined && !PARTS.includes(values.only as Part)) throw new UsageError(`--only takes ${PARTS.join(', ')}`)
    const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
    const data = path.resolve(values.data ?? path.join(root, '../shared/data'))
    if (!existsSync(data)) throw new CommandError(`${data} does not exist: name the folder of labelled data with --data`)
    const parts = new Set<Part>(values.only === undefined ? PARTS : [values.only as Part])
    const evaluation = await evaluate(data, parts, values.trained === true)
    const lines: string[] = []
    for (const [file, figures] of Object.entries(evaluation.messages)) lines.push(...messageTables(file, figures))
    for (const [file, figures] of Object.entries(evaluation.urls)) lines.push(...urlTables(file, figures))
    for (const figures of evaluation.days) lines.push(...daysTable(figures))
    const crossSource = values['cross-source'] === true ? await (await import('./evaluate/cross-source.ts')).crossSource(data, parts, say) : null
    if (crossSource) lines.push(...crossSource.tables)
    const goals = goalsOf(evaluation, crossSource)
    lines.push(...goalsTable(goals))
    const skipped = [...evaluation.skipped, ...(crossSource ? [] : ['sources never trained on: ask with --cross-source'])]
    lines.push('Not measured:', ...skipped.map((one) => `- ${one}`), '')
    process.stdout.write(`${lines.join('\n')}\n`)
    process.stdout.write(`${JSON.stringify({ ...evaluation, skipped, goals, crossSource: crossSource?.figures ?? null }, rounded)}\n`)
  },
})

/** Six digits are more than any of these figures bears. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

async function evaluate(data: string, parts: ReadonlySet<Part>, withTrained: boolean): Promise<Evaluation> {
  const messages: Record<string, MessageFigures> = {}
  const urls: Record<string, UrlFigures> = {}
  const days: DaysFigures[] = []
  const skipped: string[] = []
  const files = walk(data)
  for (const file of files.filter((one) => LABELLED_FILE.test(one))) {
    const name = path.relative(data, file)
    if (TRAINED_ON.test(name) && !withTrained) {
      skipped.push(`${name}: the models were trained on it`)
      continue
    }
    const rows = readLines<LabelledMessage | LabelledUrl>(file)
    const texts = rows.filter((row): row is LabelledMessage => 'text' in row && typeof row.text === 'string' && typeof row.label === 'string')
    const links = rows.filter((row): row is LabelledUrl => 'url' in row && typeof row.url === 'string' && typeof row.label === 'string')
    if (texts.length + links.length < rows.length) skipped.push(`${name}: ${rows.length - texts.length - links.length} lines have no text or url with a label`)
    if (texts.length > 0 && parts.has('messages')) {
      say(`${name}: ${texts.length} messages`)
      const scored = scoreMessages(texts)
      for (const language of ['en', 'zh'] as const) {
        const of = scored.filter((row: ScoredMessage) => row.lang === language)
        if (of.length > 0) messages[of.length === scored.length ? name : `${name} (${language})`] = messageFigures(language, of)
      }
    }
    if (links.length > 0 && parts.has('urls')) {
      say(`${name}: ${links.length} links`)
      const scored: ScoredUrl[] = scoreUrls(links)
      urls[name] = urlFigures(scored)
    }
  }
  if (parts.has('days')) {
    for (const folder of [...new Set(files.map((file) => path.dirname(file)))].filter(hasTruth)) {
      say(`${path.relative(data, folder) || folder}: example days`)
      days.push({ ...(await measureDays(folder, say)), folder: path.relative(data, folder) || path.basename(folder) })
    }
    if (days.length === 0) skipped.push('example days: no folder with truth.csv and lookalikes.csv')
  }
  if (parts.has('messages') && Object.keys(messages).length === 0) skipped.push('messages: no labelled file that the models were not trained on')
  if (parts.has('urls') && Object.keys(urls).length === 0) skipped.push('urls: no labelled file that the model was not trained on')
  for (const part of PARTS) if (!parts.has(part)) skipped.push(`${part}: left out by --only`)
  return { fixedOn: { en: MESSAGE_EN.fixedOn, zh: MESSAGE_ZH.fixedOn, urls: URL_MODEL.fixedOn }, messages, urls, days, skipped }
}

/** All files below a folder, in the order of their names. */
function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? walk(path.join(folder, entry.name)) : entry.isFile() ? [path.join(folder, entry.name)] : []))
}
