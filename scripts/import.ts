import { relative } from 'node:path'
import { DEFAULT_LIMITS } from '../app/domain/intake/limits.ts'
import type { RecordKind } from '../app/domain/intake/record.ts'
import type { Refusal } from '../app/domain/values/result.ts'
import { collectFiles, type FoundFile, readContextFile } from '../app/usecases/intake/collect-files.server.ts'
import { booksFor, importFiles, inspectInputs, type ImportInput, type RefusedFile } from '../app/usecases/intake/import-files.server.ts'
import { mergeOperatorContext } from '../app/usecases/intake/merge-context.server.ts'
import { previewFile } from '../app/usecases/intake/preview-import.server.ts'
import { openFileParts } from '../app/usecases/intake/open-archive.server.ts'
import { screenPending } from '../app/usecases/screening/screen-records.server.ts'
import { CommandError, type CommandSetting, runCommand, UsageError, withStore } from './command-line.ts'
import { startProgress } from './progress.ts'

const USAGE = `
Usage: npm run import -- PATH… [--dry-run] [--context] [--no-screen]

Reads files or folders of records: own format (CSV, NDJSON) or a foreign one (bills, exports, lists, XLSX), plain, .gz or .zip. What a file is, is told by its content.
A row that cannot be read is set aside with its reason; a row that is known already changes nothing; another content under a known key is kept
as a new version. An import that was interrupted goes on where it stood when it is started again.

  --dry-run    shows what would be new, same, changed and set aside; stores nothing
  --context    takes the folder's context.json into the operator's settings
  --no-screen  leaves the screening of what was imported for later (npm run screen)

The last line of stdout is one JSON object: {"files":[{"path","kind","rows","accepted","unchanged","newVersions","quarantined","warnings":[]}],"seconds"}
`

/** What a file holds, in the words of the exchange format. */
const FILE_KINDS: Readonly<Record<RecordKind, string>> = {
  order: 'orders', receipt: 'receipts', ledger: 'ledger', subscriber: 'subscribers', message: 'messages', profile_change: 'profile_changes',
}

/** What a refusal means, for the person at the machine. */
const SENTENCES: Readonly<Record<string, string>> = {
  path_missing: 'There is no {path}.',
  too_many_files: 'There are more than {most} files.',
  file_unreadable: 'It cannot be opened ({cause}).',
  file_empty: 'It is empty.',
  file_too_large: 'It is larger than {most} bytes.',
  file_binary: 'It is a {type} file, not a table.',
  json_cut: 'Its JSON ends before it is closed; it was cut off.',
  gzip_cut: 'The gzip file ends too early; it was cut off.',
  gzip_broken: 'The gzip file is damaged.',
  archive_broken: 'The archive is damaged or was cut off.',
  archive_encrypted: 'The archive has a password; unpack it first.',
  archive_link: 'The archive holds a link instead of a file.',
  archive_empty: 'The archive holds no file.',
  too_many_members: 'The archive holds more than {most} files.',
  sheet_broken: 'The spreadsheet is damaged.',
  sheet_doctype: 'The spreadsheet holds definitions that no spreadsheet needs; it was not read.',
  sheet_too_large: 'The spreadsheet has more text or columns than a table of records.',
  unpacked_too_large: 'It unpacks to more than {most} bytes.',
  unpack_ratio: 'It unpacks to more than {most} times its size, which no file of records does.',
  encoding_broken: 'Its {encoding} text has bytes that mean nothing.',
  encoding_unknown: 'Its text is neither UTF-8 nor GB18030.',
  format_unknown: 'It has no header that is known. Map its columns once: upload it on the page Imports and choose “Map its columns”; from then on this command reads it too.',
  header_broken: 'Its first line cannot be read as a header ({cause}).',
  header_missing: 'Its header lacks: {columns}.',
  export_masked: 'It is an export with hidden values; taking it in would replace the real ones.',
  header_repeated: 'Its header names a column twice: {columns}.',
  too_many_columns: 'It has more than {most} columns.',
  too_many_rows: 'It has more than {most} rows.',
  context_form: 'It is no JSON object.',
  context_value: 'Its value of {key} cannot be used.',
  context_too_large: 'It is larger than {most} bytes.',
}

interface FileLine {
  readonly path: string
  readonly kind: string
  readonly format: string
  readonly rows: number
  readonly accepted: number
  readonly unchanged: number
  readonly newVersions: number
  readonly quarantined: number
  readonly warnings: readonly string[]
}

await runCommand({
  usage: USAGE,
  options: { 'dry-run': { type: 'boolean', default: false }, context: { type: 'boolean', default: false }, 'no-screen': { type: 'boolean', default: false } },
  async run({ values, positionals }) {
    if (positionals.length === 0) throw new UsageError('Name at least one file or folder.')
    const startedAt = performance.now()
    const found = await collectFiles(positionals)
    if (!found.ok) throw new CommandError(sentence(found.refusal))
    return withStore(async (setting) => {
      if (found.value.contexts.length > 0) await takeContexts(setting, found.value.contexts, values.context, values['dry-run'])
      const opened = await openAll(found.value.files)
      const done = values['dry-run'] ? await preview(setting, opened.inputs) : await store(setting, opened.inputs)
      const refused = [...opened.refused, ...done.refused]
      for (const path of done.skipped) say(`${shown(path)}: left alone, it is no file of records.`)
      for (const { name, refusal } of refused) say(`${shown(name)}: not read. ${sentence(refusal)}`)
      if (!values['dry-run'] && !values['no-screen']) await screen(setting)
      const seconds = Math.round((performance.now() - startedAt) / 10) / 100
      const failures = refused.map(({ name, refusal }) => ({ path: name, reason: refusal.code }))
      process.stdout.write(`${JSON.stringify({ files: done.files, ...(failures.length > 0 ? { refused: failures } : {}), ...(values['dry-run'] ? { dryRun: true } : {}), seconds })}\n`)
      if (refused.length > 0) return 1
      if (done.files.length === 0 && found.value.contexts.length === 0) throw new CommandError('There was no file of records to import.')
      return 0
    })
  },
})

interface Opened {
  readonly inputs: readonly ImportInput[]
  readonly refused: readonly RefusedFile[]
}

async function openAll(files: readonly FoundFile[]): Promise<Opened> {
  const inputs: ImportInput[] = []
  const refused: RefusedFile[] = []
  for (const { path, isNamed } of files) {
    const parts = await openFileParts(path, DEFAULT_LIMITS, path)
    // An archive may hold other things beside records.
    if (parts.ok) for (const part of parts.value) inputs.push({ part, isNamed: isNamed && parts.value.length === 1 })
    else if (isNamed || parts.refusal.code !== 'file_empty') refused.push({ name: path, refusal: parts.refusal })
  }
  return { inputs, refused }
}

async function store({ context }: CommandSetting, inputs: readonly ImportInput[]): Promise<{ files: readonly FileLine[]; refused: readonly RefusedFile[]; skipped: readonly string[] }> {
  const progress = startProgress()
  const total = inputs.reduce((bytes, { part }) => bytes + part.packedBytes, 0)
  const packedOf = new Map(inputs.map(({ part }) => [part.name, part.packedBytes]))
  let before = 0
  let current = ''
  const report = await importFiles(context(), inputs, {
    origin: 'command',
    limits: DEFAULT_LIMITS,
    onProgress: (file, bytes) => {
      if (current !== file.name) {
        before += packedOf.get(current) ?? 0
        current = file.name
      }
      progress.show(`${shown(file.name)} ${file.rows} rows`, before + (packedOf.get(current) ?? 0) * (bytes / Math.max(1, file.bytesTotal)), total)
    },
  })
  progress.end()
  for (const file of report.files) {
    say(`${shown(file.name)}: ${file.rows} rows, ${file.accepted} new, ${file.unchanged} known, ${file.newVersions} new versions, ${file.quarantined} set aside${warned(file.warnings)}`)
  }
  return { ...report, files: report.files.map(lineOf) }
}

async function preview({ context }: CommandSetting, inputs: readonly ImportInput[]): Promise<{ files: readonly FileLine[]; refused: readonly RefusedFile[]; skipped: readonly string[] }> {
  const progress = startProgress()
  const { inspected, refused, skipped } = await inspectInputs(inputs, DEFAULT_LIMITS, await booksFor(context(), inputs, null))
  const files: FileLine[] = []
  for (const inspection of inspected) {
    const found = await previewFile(context(), inspection, DEFAULT_LIMITS, (bytes) => progress.show(shown(inspection.part.name), bytes, inspection.bytes))
    progress.end()
    say(`${shown(found.name)} (${FILE_KINDS[found.kind]}, ${found.encoding}): ${found.rows} rows, ${found.accepted} new, ${found.unchanged} same, ${found.newVersions} changed, ${found.quarantined} cannot be read${warned(found.warnings)}`)
    for (const { line, rejection } of found.rejections.slice(0, 10)) say(`  line ${line}: ${rejection.code}${rejection.field ? ` in ${rejection.field}` : ''}`)
    files.push(lineOf(found))
  }
  return { files, refused, skipped }
}

function lineOf(file: Omit<FileLine, 'path' | 'kind' | 'warnings'> & { readonly name: string; readonly kind: RecordKind; readonly warnings: readonly { readonly code: string }[] }): FileLine {
  return {
    path: file.name, kind: FILE_KINDS[file.kind], format: file.format, rows: file.rows, accepted: file.accepted, unchanged: file.unchanged, newVersions: file.newVersions,
    quarantined: file.quarantined, warnings: file.warnings.map(({ code }) => code),
  }
}

async function takeContexts({ context }: CommandSetting, paths: readonly string[], isWanted: boolean, isDry: boolean): Promise<void> {
  for (const path of paths) {
    if (!isWanted || isDry) {
      say(`${shown(path)}: ${isDry ? 'not looked into by a dry run' : 'left alone; --context takes it into the settings'}.`)
      continue
    }
    const text = await readContextFile(path)
    const merged = text.ok ? await mergeOperatorContext(context(), text.value) : text
    if (!merged.ok) throw new CommandError(`${shown(path)}: not taken. ${sentence(merged.refusal)}`)
    say(`${shown(path)}: ${merged.value.changed.length > 0 ? `settings changed: ${merged.value.changed.join(', ')}` : 'nothing new for the settings'}.`)
  }
}

async function screen({ config, store: open, context }: CommandSetting): Promise<void> {
  const progress = startProgress()
  const report = await screenPending(open, config.keys, { now: context().now, onProgress: ({ step, done, total }) => progress.show(step, done, total) })
  progress.end(`Screened ${report.screened} records: ${report.raised} flags raised, ${report.withdrawn} withdrawn, ${report.casesOpened} cases opened.`)
}

function warned(warnings: readonly { readonly code: string }[]): string {
  return warnings.length === 0 ? '' : ` (${warnings.map(({ code }) => code).join(', ')})`
}

/** A path for people: short, and without anything that could play with the terminal. */
function shown(path: string): string {
  const near = relative(process.cwd(), path)
  return (near.startsWith('..') ? path : near).replaceAll(/\p{C}/gu, '\ufffd')
}

/** A refusal as one plain sentence. */
function sentence({ code, data = {} }: Refusal): string {
  const text = SENTENCES[code] ?? `Refused: ${code}.`
  return text.replaceAll(/\{(\w+)\}/g, (_, key: string) => String(data[key] ?? '')).replaceAll(/\p{C}/gu, '\ufffd')
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
