import { actionText } from '../audit/action-text.ts'
import { ActorCell, ObjectCell } from '../audit/audit-table.tsx'
import { columnsOf } from '../data-table.tsx'
import { useT } from '../reader.tsx'
import { TimeText } from '../time-text.tsx'
import type { AccessRow } from '../../usecases/privacy/list-access.server.ts'

const column = columnsOf<AccessRow>()

export const ACCESS_COLUMNS = column.columns([
  column.accessor('at', { meta: { label: 'audit.col_at', width: 244, isFixed: true, wraps: true }, cell: (info) => <TimeText at={info.getValue()} /> }),
  column.accessor('actor', { meta: { label: 'access.col_who', width: 140, isFixed: true, wraps: true }, cell: (info) => <ActorCell row={info.row.original} /> }),
  column.accessor('action', { meta: { label: 'access.col_what', width: 180, wraps: true }, cell: (info) => <WhatCell row={info.row.original} /> }),
  column.accessor('object', { meta: { label: 'access.col_whose', width: 140, wraps: true }, cell: (info) => <ObjectCell object={info.getValue()} /> }),
  column.accessor('field', { meta: { label: 'access.col_field', width: 200, wraps: true }, cell: (info) => <FieldCell row={info.row.original} /> }),
  column.accessor('reason', { meta: { label: 'audit.col_reason', wraps: true }, cell: (info) => info.getValue() ?? '–' }),
])

function WhatCell({ row }: { readonly row: AccessRow }) {
  const t = useT()
  return <>{actionText(t, row.action)}{row.isAlert ? <strong style={{ color: 'var(--tw-hold)' }}> · {t('access.alert')}</strong> : null}</>
}

/** Which value was shown, as it looks when hidden; or how many rows a file had. */
function FieldCell({ row }: { readonly row: AccessRow }) {
  const t = useT()
  if (row.field === null) return <>{row.rows === null ? '–' : t('access.rows', { count: row.rows })}</>
  const [record = '', name = ''] = row.field.split('.')
  const of = t.find(`personal_of.${record.split(':')[0]}`) ?? record
  const label = `${of}${row.changed === null ? '' : ` (${t.term('profile_field', row.changed)})`}${t('common.is')}${t.find(`personal.${name}`) ?? name}`
  return <>{label}{row.masked === null ? null : <> <code>{row.masked}</code></>}</>
}
