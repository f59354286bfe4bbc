import { Link } from '@remix-run/react'
import type { ListedAction } from '../../domain/actions/listed-action.ts'
import { columnsOf } from '../data-table.tsx'
import { DeadlineText } from '../deadline-text.tsx'
import { TimeText } from '../time-text.tsx'
import { Term } from '../words.tsx'

const column = columnsOf<ListedAction>()

export const PROFILE_CHANGE_COLUMNS = column.columns([
  column.accessor('id', { meta: { label: 'profiles.col_id', width: 80, isFixed: true }, cell: (info) => <Link to={profileChangeHref(info.row.original)}>{info.getValue()}</Link> }),
  column.accessor('variant', { meta: { label: 'profiles.col_field', width: 150 }, cell: (info) => <Term of="change_field" code={info.getValue()} /> }),
  column.accessor('subjectKey', { meta: { label: 'profiles.col_subscriber' }, cell: (info) => info.getValue().slice(info.getValue().indexOf(':') + 1) }),
  column.accessor('status', { meta: { label: 'profiles.col_state', width: 180 }, cell: (info) => <Term of="profile_change_state" code={info.getValue()} /> }),
  column.accessor('dueAt', { meta: { label: 'profiles.col_due', width: 120, sort: 'due' }, cell: (info) => (info.row.original.isOpen ? <DeadlineText dueAt={info.getValue()} isShort /> : '–') }),
  column.accessor('openedAt', { meta: { label: 'profiles.col_opened', width: 130, sort: 'newest', sortDirection: 'descending' }, cell: (info) => <TimeText at={info.getValue()} as="short" /> }),
  column.accessor('maker', { meta: { label: 'profiles.col_maker', width: 130 }, cell: (info) => info.getValue() ?? '–' }),
  column.accessor('checker', { meta: { label: 'profiles.col_checker', width: 130 }, cell: (info) => info.getValue() ?? '–' }),
])

export function profileChangeHref(row: { readonly id: number }): string {
  return `/profile-changes/${row.id}`
}
