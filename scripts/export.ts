import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { EXPORT_KINDS, type ExportDone, type ExportKind, type ExportOrder, exportText } from '../app/usecases/exports/export-records.server.ts'
import { CommandError, type CommandSetting, instantOf, runCommand, UsageError, withStore } from './command-line.ts'

const MOST_ROWS = 10_000_000

const USAGE = `
Usage: npm run export -- KIND [--format ndjson|csv] [--out FILE] [--since T] [--limit N] [--clear]

Writes rows of one kind to stdout or to a file. KIND is one of: ${EXPORT_KINDS.join(', ')}.

  --format   ndjson (default): one JSON object a line; csv: RFC 4180, guarded against spreadsheets
  --out      writes to this file, readable by its owner only, complete or not at all
  --since    only what happened at this time or later: 2026-03-14 or 2026-03-14T09:30:00+08:00
  --limit    at most so many rows (default ${MOST_ROWS})
  --clear    personal values in clear; without it they are hidden as on screen. Either way the export is on record.
`

await runCommand({
  usage: USAGE,
  options: { format: { type: 'string', default: 'ndjson' }, out: { type: 'string' }, since: { type: 'string' }, limit: { type: 'string' }, clear: { type: 'boolean', default: false } },
  async run({ values, positionals: [kind, ...rest] }) {
    if (!isExportKind(kind) || rest.length > 0) throw new UsageError(kind ? `There is no export of "${kind}".` : 'Say what to export.')
    if (values.format !== 'ndjson' && values.format !== 'csv') throw new UsageError('--format is ndjson or csv.')
    const order: ExportOrder = { kind, format: values.format, since: values.since === undefined ? null : instantOf('since', values.since), isClear: values.clear, mostRows: limitOf(values.limit) }
    return withStore((setting) => write(setting, order, values.out))
  },
})

async function write({ context }: CommandSetting, order: ExportOrder, out: string | undefined): Promise<void> {
  const told: { done?: ExportDone } = {}
  const partial = out === undefined ? null : `${out}.part`
  const target = partial === null ? process.stdout : createWriteStream(partial, { mode: 0o600, flags: 'w' })
  try {
    await pipeline(Readable.from(exportText(context(), order, told)), target, { end: partial !== null })
    if (partial !== null && out !== undefined) await rename(partial, out)
  } catch (error) {
    if (partial !== null) await rm(partial, { force: true })
    // Whoever reads our output had enough: that is no failure.
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') return
    throw error
  }
  process.stderr.write(`${told.done?.rows ?? 0} rows of ${order.kind}${order.isClear ? ', in clear' : ''}.\n`)
  if (told.done?.isCut) throw new CommandError(`There are more than ${order.mostRows} rows; the rest was left out. Use --since or --limit.`)
}

function isExportKind(kind: string | undefined): kind is ExportKind {
  return (EXPORT_KINDS as readonly (string | undefined)[]).includes(kind)
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return MOST_ROWS
  const limit = Number(text)
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > MOST_ROWS) throw new UsageError(`--limit is a whole number from 1 to ${MOST_ROWS}.`)
  return limit
}
