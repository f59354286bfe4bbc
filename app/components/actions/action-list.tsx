import { useNavigation, useSearchParams } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { ActionSort } from '../../domain/actions/listed-action.ts'
import { DataTable, EmptyState, Pager } from '../data-table.tsx'
import { FilterBar, FilterChips, FilterClear, FilterMenu, NoMatch } from '../filter-bar.tsx'
import { Panel } from '../page.tsx'
import { useT } from '../reader.tsx'

export interface ActionFilterMenu {
  readonly name: string
  readonly label: string
  /** Vocabulary of its values. */
  readonly words: string
  readonly values: readonly string[]
}

/** The list of one kind of action: filters in the address, the table, the page after. What differs by kind is its columns, filters and words. */
export function ActionList<Row extends { readonly id: number }>({ name, rows, next, columns, rowHref, menus, more, openLabel, hidden = [], defaultSort = 'newest', shown, end, above, empty, summary }: {
  readonly name: string
  readonly rows: readonly Row[]
  readonly next: string | null
  readonly columns: readonly unknown[]
  readonly rowHref: (row: Row) => string
  readonly menus: readonly ActionFilterMenu[]
  /** Filters of this list alone. */
  readonly more?: ReactNode
  readonly openLabel: string
  /** Names in the address that filter too and have no control of their own here. */
  readonly hidden?: readonly string[]
  readonly defaultSort?: ActionSort
  readonly shown?: readonly string[] | null
  readonly end?: ReactNode
  /** Between the filters and the table. */
  readonly above?: ReactNode
  readonly empty: { readonly title: string; readonly hint: string; readonly action?: ReactNode }
  readonly summary: string
}) {
  const t = useT()
  const [search] = useSearchParams()
  const isBusy = useNavigation().state === 'loading'
  const names = ['show', ...menus.map((menu) => menu.name), ...hidden]
  const isFiltered = names.some((filter) => search.has(filter))
  return (
    <Panel>
      <FilterBar end={end}>
        <FilterChips name="show" label={openLabel} options={[{ value: 'open', label: openLabel }]} />
        {menus.map((menu) => <FilterMenu key={menu.name} isMany name={menu.name} label={menu.label} options={menu.values.map((value) => ({ value, label: t.term(menu.words, value) }))} />)}
        {more}
        <FilterClear names={names} />
      </FilterBar>
      {above}
      <DataTable
        name={name} columns={columns} rows={rows} rowId={rowId} rowHref={rowHref} defaultSort={defaultSort} shown={shown ?? null} isBusy={isBusy}
        empty={isFiltered ? <NoMatch names={names} /> : <EmptyState {...empty} />}
        footer={<Pager next={next} summary={summary} />}
      />
    </Panel>
  )
}

const rowId = (row: { readonly id: number }) => String(row.id)
