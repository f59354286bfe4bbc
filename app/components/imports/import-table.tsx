import { Link } from '@remix-run/react'
import { countText, numberText } from '../../i18n/format.ts'
import { StateBadge } from '../band-badge.tsx'
import { columnsOf } from '../data-table.tsx'
import { useT } from '../reader.tsx'
import { TimeText } from '../time-text.tsx'
import { Term } from '../words.tsx'
import css from './imports.module.css'

export interface ImportTableRow {
  readonly id: number
  readonly startedAt: number
  readonly staffName: string | null
  readonly origin: string
  readonly state: string
  readonly names: readonly string[]
  /** Found by the preview and not yet stored. */
  readonly isForeseen: boolean
  /** Files whose printed totals differ from their rows, or are missing. */
  readonly differing: number
  readonly rows: number
  readonly accepted: number
  readonly unchanged: number
  readonly newVersions: number
  readonly quarantined: number
}

const column = columnsOf<ImportTableRow>()

export const IMPORT_COLUMNS = column.columns([
  column.accessor('id', { meta: { label: 'imports.col_id', width: 56, align: 'end' }, cell: (info) => <Link to={importHref(info.row.original)}>{info.getValue()}</Link> }),
  column.accessor('state', { meta: { label: 'imports.col_state', width: 116 }, cell: (info) => <ImportState state={info.getValue()} /> }),
  column.accessor('names', { meta: { label: 'imports.col_files' }, cell: (info) => <NamesCell names={info.getValue()} differing={info.row.original.differing} /> }),
  column.accessor('rows', { meta: { label: 'imports.col_rows', width: 72, align: 'end' }, cell: (info) => <Count value={info.getValue()} /> }),
  column.accessor('accepted', { meta: { label: 'imports.col_new', width: 72, align: 'end' }, cell: (info) => <Count value={info.getValue()} /> }),
  column.accessor('unchanged', { meta: { label: 'imports.col_same', width: 72, align: 'end' }, cell: (info) => <Count value={info.getValue()} /> }),
  column.accessor('newVersions', { meta: { label: 'imports.col_changed', width: 78, align: 'end' }, cell: (info) => <Count value={info.getValue()} /> }),
  column.accessor('quarantined', { meta: { label: 'imports.col_aside', width: 84, align: 'end' }, cell: (info) => <AsideCell row={info.row.original} /> }),
  column.accessor('origin', { meta: { label: 'imports.col_origin', width: 108 }, cell: (info) => <Term of="import_origin" code={info.getValue()} /> }),
  column.accessor('staffName', { meta: { label: 'imports.col_by', width: 100 }, cell: (info) => info.getValue() ?? '–' }),
  column.accessor('startedAt', { meta: { label: 'imports.col_started', width: 124 }, cell: (info) => <TimeText at={info.getValue()} as="short" /> }),
])

export function importHref(row: { readonly id: number }): string {
  return `/imports/${row.id}`
}

/** The state of an import: `aside` where it is done and none of its rows was read, `unreadable` where there is nothing to say yes to. */
export function importStateShown(state: string, files: readonly Pick<ImportTableRow, 'rows' | 'quarantined'>[]): string {
  if (state === 'previewed' && files.length === 0) return 'unreadable'
  const [rows, aside] = files.reduce(([all, quarantined], file) => [all + file.rows, quarantined + file.quarantined], [0, 0])
  return state === 'done' && aside > 0 && aside === rows ? 'aside' : state
}

const TONES: Readonly<Record<string, 'done' | 'hold' | 'review' | 'same_day'>> = { done: 'done', aside: 'hold', unreadable: 'hold', failed: 'hold', previewed: 'review', previewing: 'same_day', running: 'same_day' }

export function ImportState({ state }: { readonly state: string }) {
  const t = useT()
  return <StateBadge tone={TONES[state]}>{t.term('import_state', state)}</StateBadge>
}

function NamesCell({ names, differing }: { readonly names: readonly string[]; readonly differing: number }) {
  const t = useT()
  const [first, ...others] = names
  if (first === undefined) return <span className={css.dim}>{t('imports.no_files')}</span>
  const shown = <bdi title={names.join('\n')}>{others.length === 0 ? first : t('imports.more_files', { name: first, count: others.length })}</bdi>
  if (differing === 0) return shown
  return <span className={css.marked}>{shown}<span title={t('import.totals', { count: differing })}><StateBadge tone="hold">{t('imports.totals_differ')}</StateBadge></span></span>
}

function Count({ value }: { readonly value: number }) {
  const { reader } = useT()
  return <span className={value === 0 ? css.dim : undefined}>{numberText(value, reader.locale)}</span>
}

function AsideCell({ row }: { readonly row: ImportTableRow }) {
  const t = useT()
  if (row.quarantined === 0 || row.isForeseen) return <Count value={row.quarantined} />
  return <Link to={`/imports/quarantine?import=${row.id}`} title={t('import.see_quarantine', { count: row.quarantined })}>{countText(row.quarantined, t.reader.locale)}</Link>
}
