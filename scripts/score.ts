/** `npm run score -- messages|urls`: JSON Lines in, JSON Lines out in the same order. No database, no network. */
import { createInterface } from 'node:readline'
import { scoreMessage, type Score } from '../app/domain/scoring/message-score.ts'
import { scoreUrl } from '../app/domain/scoring/url-score.ts'

const HELP = `Usage: npm run score -- messages | urls
  messages   reads {"id","text","lang"?} a line
  urls       reads {"id","url"} a line
Writes {"id","fraud","unwanted","band","reasons":[{"signal","start","end"}]} a line, in the same order; scores are 0 to 1, 0.5 and more is an alarm.
A line that cannot be read gives scores of 0 and "notAssessed" with the reason.
`

type Kind = 'messages' | 'urls'

/** Lines longer than this are not parsed: no message or link is that long. */
const LINE_LIMIT = 4_000_000
const NOT_ASSESSED: Score = { fraud: 0, unwanted: 0, band: 'log', reasons: [] }

/** One line of input to one line of output; never throws. */
export function scoreLine(kind: Kind, line: string): string {
  let record: unknown
  try {
    record = line.length > LINE_LIMIT ? undefined : JSON.parse(line)
  } catch {
    record = undefined
  }
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return printed(null, NOT_ASSESSED, 'unreadable_line')
  const { id = null, text, url, lang } = record as Readonly<Record<string, unknown>>
  const content = kind === 'messages' ? text : url
  if (typeof content !== 'string') return printed(id, NOT_ASSESSED, kind === 'messages' ? 'text_missing' : 'url_missing')
  if (kind === 'urls') return printed(id, scoreUrl(content))
  return printed(id, scoreMessage(content, lang === 'en' || lang === 'zh' ? lang : undefined))
}

function printed(id: unknown, score: Score, notAssessed?: string): string {
  return JSON.stringify({ id, fraud: rounded(score.fraud), unwanted: rounded(score.unwanted), band: score.band, reasons: score.reasons, notAssessed })
}

const rounded = (score: number): number => Math.round(score * 1e6) / 1e6

async function main(): Promise<number> {
  const [kind, ...rest] = process.argv.slice(2)
  if (kind === '--help' || kind === '-h') {
    process.stdout.write(HELP)
    return 0
  }
  if ((kind !== 'messages' && kind !== 'urls') || rest.length > 0) {
    process.stderr.write(HELP)
    return 2
  }
  let waiting: string[] = []
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue
    waiting.push(scoreLine(kind, line))
    if (waiting.length < 500) continue
    if (!process.stdout.write(`${waiting.join('\n')}\n`)) await new Promise((resume) => process.stdout.once('drain', resume))
    waiting = []
  }
  if (waiting.length > 0) process.stdout.write(`${waiting.join('\n')}\n`)
  return 0
}

if (import.meta.main) {
  process.stdout.on('error', () => process.exit(0))
  process.exitCode = await main().catch((error: unknown) => {
    process.stderr.write(`score: ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  })
}
