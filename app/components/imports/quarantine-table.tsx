import { Form } from '@remix-run/react'
import { createContext, useContext } from 'react'
import { isErased } from '../../domain/intake/raw-row.ts'
import type { Json } from '../../domain/values/result.ts'
import { StateBadge } from '../band-badge.tsx'
import { columnsOf } from '../data-table.tsx'
import { EvidenceText } from '../evidence-text.tsx'
import { useT } from '../reader.tsx'
import { Term } from '../words.tsx'
import css from './imports.module.css'
import { FieldName } from './field-name.tsx'
import { RejectionText } from './rejection-text.tsx'

export interface QuarantineTableRow {
  readonly id: number
  readonly importId: number
  readonly fileName: string
  readonly kind: string
  readonly line: number
  readonly rejection: { readonly code: string; readonly field: string | null; readonly data: { readonly [key: string]: Json } }
  readonly shownValue: string | null
  readonly shownRaw: string
  readonly state: string
  readonly settledAt: number | null
  readonly settledBy: string | null
  readonly dismissedFor: string | null
}

const column = columnsOf<QuarantineTableRow>()

/** Every row with what is wrong; the last cell is what can be done, or what was. */
export const QUARANTINE_COLUMNS = column.columns([
  column.accessor('fileName', { meta: { label: 'imports.col_file', width: 140 }, cell: (info) => <bdi title={info.getValue()}>{info.getValue()}</bdi> }),
  column.accessor('line', { meta: { label: 'quarantine.col_line', width: 64, align: 'end' } }),
  column.accessor('kind', { meta: { label: 'quarantine.col_kind', width: 104 }, cell: (info) => <Term of="record" code={info.getValue()} /> }),
  column.display({ id: 'field', meta: { label: 'quarantine.col_field', width: 190 }, cell: (info) => <FieldName name={info.row.original.rejection.field} /> }),
  column.display({ id: 'why', meta: { label: 'quarantine.col_reason', width: 270, wraps: true }, cell: (info) => <WhyCell row={info.row.original} /> }),
  column.display({ id: 'raw', meta: { label: 'quarantine.col_raw' }, cell: (info) => <RawCell row={info.row.original} /> }),
  column.accessor('state', { meta: { label: 'quarantine.filter_state', width: 88 }, cell: (info) => <StateCell row={info.row.original} /> }),
])

/** The list beside an opened row. */
export const QUARANTINE_COMPACT_COLUMNS = column.columns([
  column.accessor('line', { meta: { label: 'quarantine.col_line', width: 64, align: 'end' } }),
  column.display({ id: 'field', meta: { label: 'quarantine.col_field', width: 190 }, cell: (info) => <FieldName name={info.row.original.rejection.field} /> }),
  column.display({ id: 'why', meta: { label: 'quarantine.col_reason', wraps: true }, cell: (info) => <RejectionText rejection={info.row.original.rejection} /> }),
  column.accessor('state', { meta: { label: 'quarantine.filter_state', width: 88 }, cell: (info) => <StateCell row={info.row.original} /> }),
])

/** What was wrong; of a row that is settled also by whom, when and why. */
function WhyCell({ row }: { readonly row: QuarantineTableRow }) {
  const t = useT()
  if (row.settledAt === null) return <RejectionText rejection={row.rejection} />
  const settled = { name: row.settledBy ?? '–', at: row.settledAt }
  return (
    <>
      <RejectionText rejection={row.rejection} />
      <div className={css.settled}>{row.dismissedFor === null ? t('quarantine.settled_by', settled) : t('quarantine.dismissed_by', { ...settled, reason: row.dismissedFor })}</div>
    </>
  )
}

/** Where the focus goes when a row is done with. */
export const rowButtonId = (id: number) => `row-${id}`

/** Whether the reader may mend, for cells that offer it. */
export const MayMend = createContext(false)

/** Shows the text of a row with what nobody sees in it made visible; enough to know the row again. */
const RAW_CHARS = 160

function RawCell({ row }: { readonly row: QuarantineTableRow }) {
  return <EvidenceText text={row.shownRaw.length > RAW_CHARS ? `${row.shownRaw.slice(0, RAW_CHARS)}…` : row.shownRaw} isInline />
}

/** What can be done with a row, also without scripts: one that waits is mended, one that was dismissed put back while its text is kept; and what became of it. */
function StateCell({ row }: { readonly row: QuarantineTableRow }) {
  const t = useT()
  const mayMend = useContext(MayMend)
  const state = <StateBadge tone={row.state === 'waiting' ? 'review' : row.state === 'mended' ? 'done' : undefined}>{t.term('quarantine_state', row.state)}</StateBadge>
  if (row.state === 'mended' || !mayMend) return state
  const named = t('quarantine.mend_title', { line: row.line, file: row.fileName })
  if (row.state === 'dismissed') {
    return isErased(row) ? state : (
      <Form method="post" className={css.inlineForm} preventScrollReset>
        {state}
        <input type="hidden" name="row" value={row.id} />
        <br />
        <button type="submit" name="intent" value="put_back" id={rowButtonId(row.id)} className={css.link} aria-label={`${t('quarantine.put_back')}${t('common.is')}${named}`}>{t('quarantine.put_back')}</button>
      </Form>
    )
  }
  return (
    <Form method="post" className={css.inlineForm} preventScrollReset>
      <input type="hidden" name="id" value={row.id} />
      <button type="submit" name="intent" value="open" id={rowButtonId(row.id)} className={css.link} aria-label={`${t('quarantine.mend')}${t('common.is')}${named}`}>{t('quarantine.mend')}</button>
    </Form>
  )
}
