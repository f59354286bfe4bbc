import type { ShownEntry } from '../../usecases/lists/list-own-lists.server.ts'
import { StateBadge } from '../band-badge.tsx'
import { columnsOf } from '../data-table.tsx'
import { useT } from '../reader.tsx'
import { TimeText } from '../time-text.tsx'
import { Term } from '../words.tsx'
import { EntryValue } from './entry-value.tsx'

const column = columnsOf<ShownEntry>()

export const LIST_COLUMNS = column.columns([
  column.accessor('list', { meta: { label: 'lists.col_list', width: 136, isFixed: true, wraps: true }, cell: (info) => <Term of="own_list" code={info.getValue()} /> }),
  column.accessor('shown', { meta: { label: 'lists.col_value', isFixed: true, wraps: true }, cell: (info) => <EntryValue list={info.row.original.list} shown={info.getValue()} /> }),
  column.accessor('reason', { meta: { label: 'lists.col_reason', wraps: true } }),
  column.accessor('owner', { meta: { label: 'lists.col_owner', width: 104, wraps: true } }),
  column.accessor('state', { meta: { label: 'lists.col_state', width: 92 }, cell: (info) => <EntryState state={info.getValue()} /> }),
  column.accessor('expiresAt', { meta: { label: 'lists.col_expires', width: 106 }, cell: (info) => <TimeText at={info.getValue()} as="short" /> }),
  column.accessor('addedAt', { meta: { label: 'lists.col_added', width: 106 }, cell: (info) => <TimeText at={info.getValue()} as="short" /> }),
  column.accessor('addedBy', { meta: { label: 'lists.col_by', width: 92 }, cell: (info) => info.getValue() ?? '–' }),
])

export function EntryState({ state }: { readonly state: ShownEntry['state'] }) {
  const t = useT()
  return <StateBadge tone={state === 'held' ? 'done' : undefined}>{t.term('entry_state', state)}</StateBadge>
}
