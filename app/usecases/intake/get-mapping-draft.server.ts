import { findImport } from '../../../db/queries/imports.ts'
import { findJob } from '../../../db/queries/jobs.ts'
import { findMapping } from '../../../db/queries/mappings.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import { maskedCell, maskedOwnRow } from '../../domain/exports/own-rows.ts'
import { DEFAULT_LIMITS } from '../../domain/intake/limits.ts'
import { rowWidths } from '../../domain/intake/feeds/foreign-table.ts'
import { fieldsOf } from '../../domain/intake/mapping/fields.ts'
import { findTable, type FoundTable, guessKind, guessMapping, guessRule, type GuessSetting, meaningOf, valuesIn } from '../../domain/intake/mapping/guess.ts'
import { mappedFeed, valueKey } from '../../domain/intake/mapping/mapped-feed.ts'
import { checkMapping, headingKey, MAPPING_LIMITS, type MappingDefinition, PLAIN_RULE } from '../../domain/intake/mapping/mapping.ts'
import type { RawRow, Rejection } from '../../domain/intake/raw-row.ts'
import type { RecordKind } from '../../domain/intake/record.ts'
import { accept, refuse, type Refusal, type Result } from '../../domain/values/result.ts'
import type { UseCaseContext } from '../context.ts'
import { openFileParts } from './open-archive.server.ts'
import { type FilePart, readTableHead } from './read-feed-file.server.ts'
import { stagedPath, type UploadPayload } from './stage-upload.server.ts'

/** Rows that are shown as they will be stored. */
const PREVIEW_ROWS = 50
const SAMPLES = 3
const SAMPLE_CHARS = 60

/** What somebody has chosen so far; what is not chosen is guessed. */
export interface DraftChoice {
  readonly kind?: RecordKind | undefined
  /** Line on which the headings stand. */
  readonly headerLine?: number | undefined
  /** A saved mapping to begin with. */
  readonly mappingId?: number | undefined
  /** The whole mapping as it stands in the form. */
  readonly definition?: Omit<MappingDefinition, 'header'> | undefined
  /** Columns of ours that the form has just pointed at another column of the table. */
  readonly pointed?: readonly string[] | undefined
}

/** A column of the foreign table, with cells to know it by; personal values are hidden. */
interface DraftColumn {
  readonly heading: string
  readonly samples: readonly string[]
  readonly isUsed: boolean
}

/** What is written for a choice, how often, and what it is taken for; null will be set aside. */
interface DraftValue {
  readonly written: string
  readonly shown: string
  readonly rows: number
  readonly meant: string | null
}

/** A row as it will be stored, by our columns, or why it will be set aside. */
interface DraftRow {
  readonly line: number
  readonly cells: Readonly<Record<string, string>> | null
  readonly rejection: Rejection | null
  readonly shownRaw: string
}

/** A mapping in the making: everything its page shows. Nothing of it is stored. */
export interface MappingDraft {
  readonly fileName: string
  readonly encoding: string
  readonly headerLine: number
  /** The first lines, to choose another for the headings; none where the headings are the keys of objects. */
  readonly lines: readonly { readonly line: number; readonly shown: string }[]
  readonly definition: MappingDefinition
  readonly columns: readonly DraftColumn[]
  readonly values: Readonly<Record<string, readonly DraftValue[]>>
  readonly rows: readonly DraftRow[]
  readonly shownColumns: readonly string[]
  /** Of the rows looked at: how many will be stored. */
  readonly readable: number
  /** What keeps it from being saved; null when nothing does. */
  readonly refusal: Refusal | null
  readonly mapping: { readonly id: number; readonly name: string; readonly version: number; readonly isAutomatic: boolean } | null
  readonly suggestedName: string
}

/**
 * A foreign table of a previewed upload with a mapping of it: guessed, saved, or as it stands in a form. Refuses `import_gone`, `import_not_previewed`,
 * `file_gone` when the upload has no such part any more, `mapping_gone`, `table_missing`, and as a file is refused that cannot be opened.
 */
export async function getMappingDraft(context: Pick<UseCaseContext, 'store'>, varDir: string, importId: number, at: string, choice: DraftChoice): Promise<Result<MappingDraft>> {
  const part = await partOf(context, varDir, importId, at)
  return part.ok ? draftOf(context, part.value, choice) : part
}

/** {@link getMappingDraft} of a table wherever it lies. */
export async function draftOf({ store: { read } }: Pick<UseCaseContext, 'store'>, part: FilePart, choice: DraftChoice): Promise<Result<MappingDraft>> {
  const head = await readTableHead(part, DEFAULT_LIMITS)
  if (!head.ok) return head
  const saved = choice.mappingId === undefined ? null : await findMapping(read, choice.mappingId)
  if (choice.mappingId !== undefined && !saved) return refuse('mapping_gone')
  const table = findTable(head.value.rows, head.value.headerLine ?? choice.headerLine ?? null) ?? findTable(head.value.rows.slice(0, HEAD_LINES))
  if (!table) return refuse('table_missing')
  const { settings } = await getOperatorSettings(read)
  const setting = { country: settings.country, zone: settings.zone }
  const name = suggestedName(part.name)
  const guessed = () => guessMapping(table, choice.kind ?? guessKind(table, setting), setting, name)
  const definition: MappingDefinition = choice.definition ? pointedAnew({ ...choice.definition, header: table.header }, choice.pointed ?? [], table, setting) : saved && saved.definition.kind === (choice.kind ?? saved.definition.kind) ? fitted(saved.definition, table) : guessed()
  const preview = previewRows(definition, table, head.value.rows, settings.country)
  const checked = checkMapping(definition)
  return accept({
    fileName: part.name,
    encoding: head.value.encoding,
    headerLine: table.headerLine,
    lines: head.value.headerLine !== undefined ? [] : head.value.rows.slice(0, HEAD_LINES).map(({ line, cells, raw }) => ({ line, shown: (cells ?? [raw]).filter((cell) => cell.trim() !== '').slice(0, 6).map((cell) => maskedCell('', cell.slice(0, SAMPLE_CHARS))).join(' · ').slice(0, 120) })),
    definition,
    columns: columnsOf(definition, table),
    values: valuesOf(definition, table),
    ...preview,
    refusal: checked.ok ? null : checked.refusal,
    mapping: saved ? { id: saved.id, name: saved.name, version: saved.version, isAutomatic: saved.isAutomatic } : null,
    suggestedName: name,
  })
}

const HEAD_LINES = 60

/** The part of an upload that a page names by `file.part`. */
async function partOf({ store }: Pick<UseCaseContext, 'store'>, varDir: string, importId: number, at: string) {
  const run = await findImport(store.read, importId)
  if (!run) return refuse('import_gone')
  if (run.state !== 'previewed' && run.state !== 'previewing') return refuse('import_not_previewed', { state: run.state })
  const job = run.jobId === null ? null : await findJob(store.read, run.jobId)
  const place = /^(\d{1,3})\.(\d{1,4})$/.exec(at)
  const file = (job?.payload as UploadPayload | null)?.files[Number(place?.[1] ?? -1)]
  if (!place || !file) return refuse('file_gone')
  const parts = await openFileParts(stagedPath(varDir, file.id), DEFAULT_LIMITS, file.name)
  if (!parts.ok) return parts
  const part = parts.value[Number(place[2])]
  return part ? accept(part) : refuse('file_gone')
}

/** Columns that were just pointed at another column are read as that one most likely is: how the former was read says nothing of it. */
function pointedAnew(definition: MappingDefinition, pointed: readonly string[], table: FoundTable, setting: GuessSetting): MappingDefinition {
  const rules = { ...definition.rules }
  for (const column of pointed) {
    const rule = rules[column]
    const guessed = rule?.from[0] === undefined ? null : guessRule(table, definition.kind, column, rule.from[0], setting)
    if (rule && guessed) rules[column] = { ...guessed, from: rule.from, joinedBy: rule.joinedBy, constant: rule.constant }
  }
  return { ...definition, rules }
}

/** A saved mapping on a table that is not quite the one it was made for: what it does not have is left out. */
function fitted(definition: MappingDefinition, table: FoundTable): MappingDefinition {
  const headings = new Map(table.header.map((heading) => [headingKey(heading), heading]))
  const rules = Object.fromEntries(Object.entries(definition.rules).map(([column, rule]) => [column, { ...rule, from: rule.from.flatMap((heading) => headings.get(headingKey(heading)) ?? []) }]))
  return { ...definition, header: table.header, rules }
}

function columnsOf(definition: MappingDefinition, { header, rows }: FoundTable): readonly DraftColumn[] {
  const used = new Set(Object.values(definition.rules).flatMap((rule) => rule.from.map(headingKey)))
  return header.map((heading, index) => {
    const cells = [...new Set(rows.map((row) => row[index] ?? '').filter((cell) => cell !== ''))].slice(0, SAMPLES)
    return { heading, samples: cells.map((cell) => maskedCell(ownNameOf(definition, heading), cell.slice(0, SAMPLE_CHARS))), isUsed: used.has(headingKey(heading)) }
  })
}

/** The name by which a foreign column's cells are hidden: that of our column it fills, else its own. */
function ownNameOf(definition: MappingDefinition, heading: string): string {
  return Object.entries(definition.rules).find(([, rule]) => rule.take === null && rule.from.some((one) => headingKey(one) === headingKey(heading)))?.[0] ?? heading
}

function valuesOf(definition: MappingDefinition, table: FoundTable): MappingDraft['values'] {
  const found: Record<string, readonly DraftValue[]> = {}
  for (const field of fieldsOf(definition.kind)) {
    const rule = definition.rules[field.column]
    if (field.type !== 'choice' || !rule || rule.from.length === 0) continue
    const told = new Map(Object.entries(rule.values).map(([written, meant]) => [valueKey(written), { written, meant }]))
    const seen = rule.take === 'sign' ? [{ value: '+', rows: 0 }, { value: '-', rows: 0 }] : piecesIn(table, rule)
    const listed = seen.map(({ value, rows }) => ({ written: value, shown: maskedCell('', value.slice(0, SAMPLE_CHARS)), rows, meant: told.get(valueKey(value))?.meant ?? field.choices.find((choice) => choice === valueKey(value)) ?? null }))
    // Values that would have to be hidden are no choices: somebody pointed at the wrong column.
    const shownOnly = listed.filter(({ written, shown }) => written.slice(0, SAMPLE_CHARS) === shown)
    const named = new Set(listed.map(({ written }) => valueKey(written)))
    found[field.column] = [...shownOnly, ...[...told.values()].filter(({ written }) => !named.has(valueKey(written))).map(({ written, meant }) => ({ written, shown: written, rows: 0, meant }))].slice(0, MAPPING_LIMITS.values)
  }
  return found
}

/** Values of a column after the piece was taken that counts. */
function piecesIn(table: FoundTable, rule: MappingDefinition['rules'][string]) {
  const values = valuesIn(table, rule.from, rule.joinedBy)
  const { take } = rule
  if (take === null || typeof take === 'string') return values
  const counts = new Map<string, number>()
  for (const { value, rows } of values) {
    const piece = (value.split(take.by).at(take.part > 0 ? take.part - 1 : take.part) ?? '').trim()
    if (piece !== '') counts.set(piece, (counts.get(piece) ?? 0) + rows)
  }
  return [...counts].map(([value, rows]) => ({ value, rows }))
}

/** For choices that somebody has just pointed at a column: what its values most likely mean, where the form says nothing yet. */
export function withGuessedValues(definition: Omit<MappingDefinition, 'header'>, written: Readonly<Record<string, readonly string[]>>): Omit<MappingDefinition, 'header'> {
  const rules = { ...definition.rules }
  for (const field of fieldsOf(definition.kind)) {
    const rule = rules[field.column]
    if (!rule || field.type !== 'choice') continue
    const told = new Set(Object.keys(rule.values).map(valueKey))
    const guessed = (written[field.column] ?? []).flatMap((value) => {
      const meant = told.has(valueKey(value)) ? null : meaningOf(field, definition.kind, value)
      return meant === null || meant === valueKey(value) ? [] : [[value, meant] as const]
    })
    if (guessed.length > 0) rules[field.column] = { ...rule, values: { ...rule.values, ...Object.fromEntries(guessed) } }
  }
  return { ...definition, rules }
}

function previewRows(definition: MappingDefinition, table: FoundTable, rows: readonly RawRow[], country: string): Pick<MappingDraft, 'rows' | 'shownColumns' | 'readable'> {
  const feed = mappedFeed({ id: 0, version: 0, name: '', definition: { ...definition, rules: withNeeded(definition) } })
  const parser = feed.open(table.header, { country, widths: rowWidths(rows, rows.findIndex((row) => row.line === table.headerLine), table.header.length) })
  const found: DraftRow[] = []
  for (const row of rows) {
    if (row.line <= table.headerLine) continue
    if (found.length === PREVIEW_ROWS) break
    const reading = parser.parse(row)
    if ('aside' in reading) continue
    const shownRaw = (row.cells ?? [row.raw]).map((cell, index) => maskedCell(ownNameOf(definition, table.header[index] ?? ''), cell.slice(0, SAMPLE_CHARS))).join(', ').slice(0, 240)
    if ('record' in reading) found.push({ line: row.line, cells: Object.fromEntries(maskedOwnRow(reading.record)), rejection: null, shownRaw })
    else found.push({ line: row.line, cells: null, rejection: maskedRejection(reading.rejection), shownRaw })
  }
  const filled = new Set(found.flatMap(({ cells }) => Object.entries(cells ?? {}).filter(([, value]) => value !== '').map(([column]) => column)))
  return {
    rows: found,
    shownColumns: fieldsOf(definition.kind).map((field) => field.column).filter((column) => filled.has(column) || definition.rules[column] !== undefined),
    readable: found.filter(({ rejection }) => rejection === null).length,
  }
}

/** A required column that nothing fills yet refuses each row for that, with its name. */
function withNeeded(definition: MappingDefinition): MappingDefinition['rules'] {
  const rules = { ...definition.rules }
  for (const field of fieldsOf(definition.kind)) if (field.isRequired && !rules[field.column]) rules[field.column] = PLAIN_RULE
  return rules
}

function maskedRejection(rejection: Rejection): Rejection {
  return { ...rejection, data: Object.fromEntries(Object.entries(rejection.data).map(([key, value]) => [key, typeof value === 'string' ? maskedCell('', value) : value])) }
}

/** A name for a mapping out of a file's: without its ending, and without the days and numbers that the next file will not have. */
function suggestedName(fileName: string): string {
  const plain = (fileName.split('/').at(-1) ?? '').replace(/(?:\.(?:csv|tsv|txt|xlsx?|json|jsonl|ndjson|gz|zip))+$/i, '').replaceAll(/[_\-\s.]*\d{4,}[\d_\-.\s]*/g, ' ').replaceAll(/[\s_-]+/g, ' ').trim()
  return plain.slice(0, 60) || 'table'
}
