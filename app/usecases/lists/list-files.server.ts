import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { listEntryRows } from '../../../db/queries/lists.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import { guardCell, unguardCell } from '../../domain/exports/spreadsheet-guard.ts'
import { delimitedReader, delimitedText } from '../../domain/intake/delimited.ts'
import { DEFAULT_LIMITS } from '../../domain/intake/limits.ts'
import { MASKED_EXPORT_COLUMN } from '../../domain/intake/cell-reader.ts'
import { accept, refuse, type Refusal, type Result } from '../../domain/values/result.ts'
import { instantText, parseInstant, startOfDay } from '../../domain/values/time.ts'
import { isDay } from '../../domain/metrics/days.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { type CheckedEntry, checkEntry, shownValue } from './keep-lists.server.ts'
import { isOwnList, stateOf, type ListsRequest } from './list-own-lists.server.ts'

const COLUMNS = ['list', 'value', 'names', 'domains', 'tokens', 'owner', 'reason', 'expires'] as const
const STORY = ['state', 'added', 'confirmed', 'ended'] as const
/** Entries of one file. */
const FILE_ENTRIES_MAX = 2_000
const EXPORT_ROWS_MAX = 50_000
const PAGE = 500

/** A line of a file that brings no entry, and why. */
interface RefusedLine {
  readonly line: number
  readonly refusal: Refusal
}

export interface CheckedFile {
  readonly entries: readonly CheckedEntry[]
  readonly refused: readonly RefusedLine[]
  /** Lines whose value is on the list already. */
  readonly known: number
}

/**
 * Reads a file of entries and says of each line whether it can be proposed; stores nothing. The columns are those of the export; `list`, `value`, `owner`
 * and `reason` must be there. Refuses `list_file_header` and `list_file_long`.
 */
export async function checkListFile(context: UseCaseContext, text: string): Promise<Result<CheckedFile>> {
  const reader = delimitedReader(DEFAULT_LIMITS)
  const rows = [...reader.push(text.replace(/^\ufeff/, '')), ...reader.end()]
  const header = rows[0]?.cells?.map((cell) => cell.trim().toLowerCase()) ?? []
  const missing = ['list', 'value', 'owner', 'reason'].filter((name) => !header.includes(name))
  if (missing.length > 0) return refuse('list_file_header', { columns: COLUMNS.join(','), missing: missing.join(', ') }, 'file')
  if (rows.length - 1 > FILE_ENTRIES_MAX) return refuse('list_file_long', { max: FILE_ENTRIES_MAX }, 'file')
  const { settings } = await getOperatorSettings(context.store.read)
  const entries: CheckedEntry[] = []
  const refused: RefusedLine[] = []
  const seen = new Set<string>()
  let known = 0
  for (const row of rows.slice(1)) {
    const no = (refusal: Refusal): void => void refused.push({ line: row.line, refusal })
    if (row.cells === null || row.cells.length !== header.length) {
      no({ code: 'list_line' })
      continue
    }
    const cell = (name: string): string => unguardCell(row.cells?.[header.indexOf(name)] ?? '').trim()
    const list = cell('list')
    if (!isOwnList(list)) {
      no({ code: 'list_unknown', data: { list: list.slice(0, 60) }, field: 'list' })
      continue
    }
    const written = cell('expires')
    const until = written === '' ? null : isDay(written) ? startOfDay(written, settings.zone) : parseInstant(written)
    const expiresAt = until === null || typeof until === 'number' ? until : until.ok ? until.value.at : undefined
    if (expiresAt === undefined) {
      no({ code: 'list_expiry', field: 'expires' })
      continue
    }
    const checked = await checkEntry(context, { list, value: cell('value'), names: cell('names'), domains: cell('domains'), tokens: cell('tokens'), owner: cell('owner'), reason: cell('reason'), expiresAt })
    if (!checked.ok) {
      if (checked.refusal.code === 'list_there') known++
      else no(checked.refusal)
      continue
    }
    const key = `${list} ${checked.value.value}`
    if (seen.has(key)) known++
    else entries.push(checked.value)
    seen.add(key)
  }
  return accept({ entries, refused, known })
}

/** Staff's entries that a filter leaves, as guarded CSV that {@link checkListFile} reads; numbers and payers masked (S71). On record (S41, S51). */
export async function* listFileText(context: UseCaseContext, { list, state, words }: Pick<ListsRequest, 'list' | 'state' | 'words'>): AsyncGenerator<string, void> {
  const { store, keys, now, actor } = context
  yield delimitedText([[...COLUMNS, ...STORY, MASKED_EXPORT_COLUMN]])
  let rows = 0
  for (let below: number | null = null; rows < EXPORT_ROWS_MAX; ) {
    const page: Awaited<ReturnType<typeof listEntryRows>> = await listEntryRows(store.read, { list, state, words, now }, below, PAGE)
    yield delimitedText(page.map((row) => [
      ...[
        row.list, shownValue(row), ...[row.detail.names, row.detail.domains, row.detail.tokens].map((parts) => (parts ?? []).join(' ')), row.owner, row.reason, timeCell(row.expiresAt),
        stateOf(row, now), timeCell(row.addedAt), timeCell(row.confirmedAt), timeCell(row.endedAt),
      ].map(guardCell),
      `topwarden ${instantText(now)} ${actor.label}`,
    ]))
    rows += page.length
    if (page.length < PAGE) break
    below = page.at(-1)?.id ?? null
  }
  await store.write((tx) => appendAuditEvent(tx, keys, auditEntry(context, { action: 'export.written', object: 'export:lists', after: { format: 'csv', rows, isClear: false } })))
}

function timeCell(at: number | null): string {
  return at === null ? '' : instantText(at)
}
