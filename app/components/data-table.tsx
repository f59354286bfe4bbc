import { useLocation, useNavigate, useNavigation, useSearchParams } from '@remix-run/react'
import {
  columnVisibilityFeature, createColumnHelper, metaHelper, rowSelectionFeature, tableFeatures, useTable, type ColumnDef, type RowData, type RowSelectionState,
} from '@tanstack/react-table'
import { useEffect, useMemo, useRef, useState, type CSSProperties, type MouseEvent, type ReactNode } from 'react'
import type { MessageKey } from '../i18n/translate.ts'
import { useKeys } from './keys.ts'
import { useT } from './reader.tsx'
import css from './data-table.module.css'

interface ColumnMeta {
  /** The header's words; also the name in the column chooser. */
  readonly label: MessageKey
  /** Numbers and ids that are compared stand at the end. */
  readonly align?: 'start' | 'end'
  /** Name of the server's sort order; without it the column cannot be sorted. Each order has the one direction that people work in. */
  readonly sort?: string
  readonly sortDirection?: 'ascending' | 'descending'
  readonly width?: number | string
  /** Not shown until chosen. */
  readonly isExtra?: boolean
  /** Always shown. */
  readonly isFixed?: boolean
  /** May break over lines; all other cells stay on one and are cut with dots. */
  readonly wraps?: boolean
}

const features = tableFeatures({ rowSelectionFeature, columnVisibilityFeature, columnMeta: metaHelper<ColumnMeta>() })
type Features = typeof features
type DataColumn<Row extends RowData> = ColumnDef<Features, Row, never>

/** The helper that columns are written with, at module scope: `const column = columnsOf<Row>()`. */
export function columnsOf<Row extends RowData>() {
  return createColumnHelper<Features, Row>()
}

export interface DataTableProps<Row extends RowData> {
  /** What the table shows, for screen readers and as the key under which its columns are kept. */
  readonly name: string
  readonly columns: readonly unknown[]
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
  /** Where a click or Enter on the row leads. */
  readonly rowHref?: (row: Row) => string
  /** What a click or Enter on the row does where it leads to no other address. */
  readonly onOpen?: (row: Row) => void
  /** How the row is called in its checkbox's label. */
  readonly rowName?: (row: Row) => string
  /** The row that is open beside the table, when there is one. */
  readonly openId?: string | null
  /** `j` and `k` open the row at once (a list with the record beside it) instead of only pointing at it. */
  readonly opensOnMove?: boolean
  readonly hasKeys?: boolean
  /** Names of shown columns as the person chose them; null for the default choice. */
  readonly shown?: readonly string[] | null
  readonly isDense?: boolean
  /** The sort order when the URL names none. */
  readonly defaultSort?: string
  readonly empty: ReactNode
  readonly footer?: ReactNode
  /** Rows can be selected; the bar stands below and gets the ids. */
  readonly selectionBar?: (ids: readonly string[], clear: () => void) => ReactNode
  readonly isBusy?: boolean
}

const NO_SELECTION: RowSelectionState = Object.freeze({})

/**
 * The one table of the product. Sorting, filtering and paging are the server's, kept in the URL (`sort=-rank`, `after=…`); the table only shows.
 * Plain cells, one delegated click handler: a row costs what its text costs.
 */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { name, columns, rows, rowId, rowHref, onOpen, rowName, openId = null, shown = null, selectionBar } = props
  const t = useT()
  const [search] = useSearchParams()
  const ids = useMemo(() => rows.map(rowId), [rows, rowId])
  const { selection, setSelection, toggle, clear } = useSelection(ids)

  const definitions = columns as readonly DataColumn<Row>[]
  const columnVisibility = useMemo(() => Object.fromEntries(definitions.map(({ meta, ...column }) => {
    const id = columnId(column)
    return [id, meta?.isFixed || (shown ? shown.includes(id) : !meta?.isExtra)]
  })), [definitions, shown])

  const table = useTable<Features, Row>({
    features,
    columns: definitions as ColumnDef<Features, Row>[],
    data: rows as Row[],
    getRowId: rowId,
    enableRowSelection: selectionBar !== undefined,
    state: { rowSelection: selection, columnVisibility },
    onRowSelectionChange: setSelection,
  })

  const { body, currentId, onBodyClick } = usePointing(props, ids, { toggle, clear })
  const selectedIds = ids.filter((id) => selection[id])
  const sort = search.get('sort') ?? props.defaultSort ?? ''
  const headers = table.getHeaderGroups()[0]?.headers ?? []
  const isEmpty = rows.length === 0
  return (
    <div className={css.frame} data-busy={props.isBusy || undefined}>
      <table className={css.table} style={{ '--tw-table-min': `${widthOf(table.getVisibleLeafColumns().map((column) => column.columnDef.meta))}px` } as CSSProperties} data-dense={props.isDense || undefined} aria-label={name} aria-busy={props.isBusy || undefined}>
        <thead>
          <tr>
            {selectionBar ? (
              <th className={css.check} scope="col">
                <SelectAll count={selectedIds.length} of={ids.length} onChange={(on) => (on ? setSelection(allOf(ids)) : clear())} />
              </th>
            ) : null}
            {headers.map(({ id, column }) => <HeadCell key={id} meta={column.columnDef.meta} sort={sort} defaultSort={props.defaultSort} />)}
          </tr>
        </thead>
        <tbody ref={body} onClick={onBodyClick}>
          {table.getRowModel().rows.map((row, index) => (
            <tr
              key={row.id}
              data-row={index}
              data-opens={rowHref || onOpen ? '' : undefined}
              data-open={row.id === openId || undefined}
              data-pointed={row.id === currentId || undefined}
              data-selected={selection[row.id] || undefined}
              aria-current={row.id === openId || undefined}
            >
              {selectionBar ? (
                <td className={css.check}>
                  <input type="checkbox" readOnly checked={selection[row.id] ?? false} aria-label={t('table.select_row', { name: rowName?.(row.original) ?? row.id })} />
                </td>
              ) : null}
              {row.getVisibleCells().map((cell) => {
                const meta = cell.column.columnDef.meta
                return (
                  <td key={cell.id} data-align={meta?.align} data-wraps={meta?.wraps || undefined}>
                    <table.FlexRender cell={cell} />
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {isEmpty ? <div className={css.empty}>{props.empty}</div> : null}
      {props.footer}
      {selectionBar && selectedIds.length > 0 ? (
        <div className={css.bar} role="region" aria-label={t('table.selected', { count: selectedIds.length })}>
          {selectionBar(selectedIds, clear)}
        </div>
      ) : null}
    </div>
  )
}

/** The row that keys point at (else the open one), and what keys and clicks do: they move, open and choose rows. */
function usePointing<Row extends RowData>(
  { rows, rowHref, onOpen, openId = null, opensOnMove = false, hasKeys = true, selectionBar }: DataTableProps<Row>,
  ids: readonly string[],
  { toggle, clear }: Pick<ReturnType<typeof useSelection>, 'toggle' | 'clear'>,
) {
  const navigate = useNavigate()
  const [pointedId, setPointedId] = useState<string | null>(null)
  const body = useRef<HTMLTableSectionElement>(null)
  const currentId = pointedId !== null && ids.includes(pointedId) ? pointedId : openId
  const move = (step: 1 | -1) => {
    if (ids.length === 0) return
    const at = currentId === null ? -1 : ids.indexOf(currentId)
    const next = at < 0 ? (step > 0 ? 0 : ids.length - 1) : Math.min(ids.length - 1, Math.max(0, at + step))
    const id = ids[next]
    const row = rows[next]
    if (id === undefined || row === undefined) return
    setPointedId(id)
    body.current?.querySelector(`[data-row="${next}"]`)?.scrollIntoView({ block: 'nearest' })
    if (opensOnMove && rowHref) navigate(rowHref(row), { replace: true, preventScrollReset: true })
  }
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    x: (event) => {
      if (selectionBar && currentId !== null) toggle(ids.indexOf(currentId), event.shiftKey)
    },
    Enter: () => {
      const row = currentId === null ? undefined : rows[ids.indexOf(currentId)]
      if (row !== undefined && rowHref) navigate(rowHref(row), { preventScrollReset: opensOnMove })
      else if (row !== undefined) onOpen?.(row)
    },
    Escape: () => {
      clear()
      setPointedId(null)
    },
  }, hasKeys)

  const onBodyClick = (event: MouseEvent) => {
    const target = event.target as HTMLElement
    const element = target.closest<HTMLElement>('[data-row]')
    if (!element) return
    const index = Number(element.dataset.row)
    const checkbox = target.closest<HTMLInputElement>('input[type="checkbox"]')
    if (checkbox) {
      event.preventDefault()
      const { shiftKey } = event
      // After the browser has undone its own change of the box, which it does only when all that listen are through.
      setTimeout(() => toggle(index, shiftKey))
      return
    }
    if (target.closest('a,button,label,summary,input')) {
      setPointedId(ids[index] ?? null)
      return
    }
    if (window.getSelection()?.toString()) return
    const row = rows[index]
    if (row === undefined || (!rowHref && !onOpen)) return
    setPointedId(ids[index] ?? null)
    if (!rowHref) onOpen?.(row)
    else if (event.metaKey || event.ctrlKey) window.open(rowHref(row), '_blank', 'noopener')
    else navigate(rowHref(row), { preventScrollReset: opensOnMove })
  }
  return { body, currentId, onBodyClick }
}

/** Which rows are chosen, by id; with `range` all from the one that was clicked last follow the one clicked. */
function useSelection(ids: readonly string[]) {
  const [selection, setSelection] = useState<RowSelectionState>(NO_SELECTION)
  const lastClicked = useRef<number | null>(null)

  // What left the page is no longer selected: nobody decides about rows they cannot see.
  useEffect(() => {
    setSelection((now) => {
      const kept = Object.keys(now).filter((id) => ids.includes(id))
      return kept.length === Object.keys(now).length ? now : allOf(kept)
    })
  }, [ids])

  const toggle = (index: number, range: boolean) => {
    const id = ids[index]
    if (id === undefined) return
    const from = range && lastClicked.current !== null ? lastClicked.current : index
    const on = selection[id] !== true
    lastClicked.current = index
    const reached = ids.slice(Math.min(from, index), Math.max(from, index) + 1)
    setSelection((now) => (on ? { ...now, ...allOf(reached) } : allOf(Object.keys(now).filter((one) => !reached.includes(one)))))
  }
  return { selection, setSelection, toggle, clear: () => setSelection(NO_SELECTION) }
}

function allOf(ids: readonly string[]): RowSelectionState {
  return Object.fromEntries(ids.map((id) => [id, true]))
}

function SelectAll({ count, of, onChange }: { readonly count: number; readonly of: number; readonly onChange: (on: boolean) => void }) {
  const t = useT()
  return (
    <input
      type="checkbox"
      aria-label={t('table.select_all')}
      disabled={of === 0}
      checked={of > 0 && count === of}
      ref={(box) => {
        if (box) box.indeterminate = count > 0 && count < of
      }}
      onChange={(event) => onChange(event.target.checked)}
    />
  )
}

function HeadCell({ meta, sort, defaultSort }: { readonly meta: ColumnMeta | undefined; readonly sort: string; readonly defaultSort?: string }) {
  const t = useT()
  const label = meta ? t.find(meta.label) ?? '' : ''
  const key = meta?.sort
  const direction = key !== undefined && sort === key ? (meta?.sortDirection ?? 'ascending') : null
  return (
    <th scope="col" data-align={meta?.align} style={meta?.width === undefined ? undefined : { width: meta.width }} aria-sort={direction ?? undefined}>
      {key === undefined ? label : <SortLink sortKey={key} label={label} direction={direction} isDefault={key === defaultSort} />}
    </th>
  )
}

/** Least width of a column that takes what the others leave. */
const FREE_COLUMN_PX = 200

/** Width under which columns would run into each other; what scrolls sideways keeps its table at least as wide. */
function widthOf(columns: readonly (ColumnMeta | undefined)[]): number {
  return columns.reduce((sum, meta) => sum + (typeof meta?.width === 'number' ? meta.width : FREE_COLUMN_PX), 0)
}

function columnId(column: { readonly id?: string; readonly accessorKey?: unknown }): string {
  return column.id ?? String(column.accessorKey ?? '')
}

function SortLink({ sortKey, label, direction, isDefault }: {
  readonly sortKey: string
  readonly label: string
  readonly direction: 'ascending' | 'descending' | null
  readonly isDefault: boolean
}) {
  const t = useT()
  const [search, setSearch] = useSearchParams()
  return (
    <button
      type="button"
      className={css.sort}
      title={t('table.sort_by', { column: label })}
      onClick={() => {
        const changed = new URLSearchParams(search)
        if (isDefault) changed.delete('sort')
        else changed.set('sort', sortKey)
        changed.delete('after')
        setSearch(changed, { preventScrollReset: true })
      }}
    >
      {label}
      {direction ? <span aria-hidden="true">{direction === 'ascending' ? ' ↑' : ' ↓'}</span> : null}
    </button>
  )
}

/** Forward through a list by cursor; back is the browser's way or the first page. `next` is the cursor of the last row, null at the end. */
export function Pager({ next, summary }: { readonly next: string | null; readonly summary: ReactNode }) {
  const t = useT()
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams()
  const isLoading = useNavigation().state !== 'idle'
  // How many pages were turned to get here; "previous" goes back through them and never out of the list.
  const turned = Number((useLocation().state as { turned?: unknown } | null)?.turned ?? 0)
  const go = (after: string | null) => {
    const changed = new URLSearchParams(search)
    if (after === null) changed.delete('after')
    else changed.set('after', after)
    setSearch(changed, { state: { turned: after === null ? 0 : turned + 1 } })
  }
  const isFirst = !search.has('after')
  return (
    <div className={css.pager}>
      <span>{summary}</span>
      {isFirst && next === null ? null : (
        <span className={css.pages}>
          <button type="button" className={css.page} disabled={isFirst || isLoading} onClick={() => go(null)}>{t('common.page_first')}</button>
          <button type="button" className={css.page} disabled={turned === 0 || isLoading} onClick={() => navigate(-1)}>{t('common.page_previous')}</button>
          <button type="button" className={css.page} disabled={next === null || isLoading} onClick={() => go(next)}>{t('common.page_next')}</button>
        </span>
      )}
    </div>
  )
}

/** What stands in place of rows: a fact, what to do about it, and the step itself. */
export function EmptyState({ title, hint, action }: { readonly title: string; readonly hint?: string; readonly action?: ReactNode }) {
  return (
    <div className={css.nothing} data-empty>
      <p className={css.nothingTitle}>{title}</p>
      {hint ? <p className={css.nothingHint}>{hint}</p> : null}
      {action}
    </div>
  )
}
