import { Link } from '@remix-run/react'
import { numberText } from '../../i18n/format.ts'
import { StateBadge } from '../band-badge.tsx'
import { columnsOf } from '../data-table.tsx'
import { useT } from '../reader.tsx'
import { TimeText } from '../time-text.tsx'
import { Term } from '../words.tsx'

interface MappingTableRow {
  readonly id: number
  readonly name: string
  readonly kind: string
  readonly version: number
  readonly isAutomatic: boolean
  readonly changedAt: number
  readonly disabledAt: number | null
  readonly files: number
  readonly rows: number
  readonly by: string | null
}

const column = columnsOf<MappingTableRow>()

export const MAPPING_COLUMNS = column.columns([
  column.accessor('name', { meta: { label: 'mappings.col_name' }, cell: (info) => <Link to={mappingHref(info.row.original)}><bdi>{info.getValue()}</bdi></Link> }),
  column.accessor('kind', { meta: { label: 'mappings.col_kind', width: 140 }, cell: (info) => <Term of="records" code={info.getValue()} /> }),
  column.accessor('version', { meta: { label: 'mappings.col_version', width: 80, align: 'end' } }),
  column.accessor('files', { meta: { label: 'mappings.col_files', width: 100, align: 'end' }, cell: (info) => <Count value={info.getValue()} /> }),
  column.accessor('rows', { meta: { label: 'mappings.col_rows', width: 110, align: 'end' }, cell: (info) => <Count value={info.getValue()} /> }),
  column.display({ id: 'use', meta: { label: 'mappings.col_use', width: 120 }, cell: (info) => <Use row={info.row.original} /> }),
  column.accessor('by', { meta: { label: 'mappings.col_by', width: 140 }, cell: (info) => info.getValue() ?? '–' }),
  column.accessor('changedAt', { meta: { label: 'mappings.col_changed', width: 140 }, cell: (info) => <TimeText at={info.getValue()} as="short" /> }),
])

export function mappingHref(row: { readonly id: number }): string {
  return `/imports/mappings/${row.id}`
}

function Count({ value }: { readonly value: number }) {
  return <>{numberText(value, useT().reader.locale)}</>
}

function Use({ row }: { readonly row: MappingTableRow }) {
  const t = useT()
  if (row.disabledAt !== null) return <StateBadge>{t('mappings.disabled')}</StateBadge>
  return <StateBadge tone={row.isAutomatic ? 'done' : 'same_day'}>{t(row.isAutomatic ? 'mappings.automatic' : 'mappings.by_choice')}</StateBadge>
}
