import { Button } from '@mantine/core'
import { Form, Link } from '@remix-run/react'
import { isMappable } from '../../domain/intake/mapping/mapping.ts'
import type { Json } from '../../domain/values/result.ts'
import { bytesText } from '../../i18n/format.ts'
import { StateBadge } from '../band-badge.tsx'
import { columnsOf } from '../data-table.tsx'
import { useT } from '../reader.tsx'
import { RefusalText } from '../refusal-text.tsx'
import { TimeText } from '../time-text.tsx'
import css from './imports.module.css'

interface InboundTableRow {
  readonly id: number
  readonly folder: string
  readonly name: string
  readonly bytes: number
  readonly state: string
  readonly seenAt: number
  readonly finishedAt: number | null
  readonly importId: number | null
  /** Of its rows: how many were set aside. */
  readonly aside: number
  readonly mayRun: boolean
  readonly error: { readonly code: string; readonly data: { readonly [key: string]: Json } } | null
}

const column = columnsOf<InboundTableRow>()

export const INBOUND_COLUMNS = column.columns([
  column.accessor('name', { meta: { label: 'imports.col_file' }, cell: (info) => <bdi title={info.getValue()}>{info.getValue()}</bdi> }),
  column.accessor('folder', { meta: { label: 'folders.col_folder', width: 140 }, cell: (info) => <bdi>{info.getValue()}</bdi> }),
  column.accessor('bytes', { meta: { label: 'folders.col_size', width: 90, align: 'end' }, cell: (info) => <Size bytes={info.getValue()} /> }),
  column.accessor('seenAt', { meta: { label: 'folders.col_came', width: 130 }, cell: (info) => <TimeText at={info.getValue()} as="short" /> }),
  column.accessor('state', { meta: { label: 'folders.col_state', width: 110 }, cell: (info) => <State state={info.getValue()} /> }),
  column.display({ id: 'import', meta: { label: 'imports.col_id', width: 80, align: 'end' }, cell: (info) => (info.row.original.importId === null ? <span className={css.dim}>–</span> : <Link to={`/imports/${info.row.original.importId}`}>{info.row.original.importId}</Link>) }),
  column.display({ id: 'why', meta: { label: 'quarantine.col_reason', width: 360, wraps: true }, cell: (info) => <Why row={info.row.original} /> }),
])

/** Why a file was not stored, or not all of it, and what can be done: a table that nobody has mapped yet leads to its mapping, any other file can be read again. */
function Why({ row }: { readonly row: InboundTableRow }) {
  const t = useT()
  const { error, aside, importId } = row
  const quarantined = aside > 0 ? <p><Link to={`/imports/quarantine?import=${importId}`}>{t('import.see_quarantine', { count: aside })}</Link></p> : null
  if (!error) return quarantined ?? <span className={css.dim}>–</span>
  return (
    <>
      <p><RefusalText refusal={error} /></p>
      {quarantined}
      {row.mayRun && row.state === 'failed' ? (
        <div className={css.forms}>
          {isMappable(error) ? <Button component={Link} to={`/imports/folders/${row.id}`} variant="default" size="compact-xs">{t('folders.map_it')}</Button> : null}
          <Form method="post" preventScrollReset><input type="hidden" name="file" value={row.id} /><Button type="submit" variant="default" size="compact-xs">{t('folders.retry')}</Button></Form>
        </div>
      ) : null}
    </>
  )
}

function Size({ bytes }: { readonly bytes: number }) {
  return <>{bytesText(bytes, useT().reader.locale)}</>
}

const TONES: Readonly<Record<string, 'done' | 'hold' | 'same_day' | 'review'>> = { done: 'done', aside: 'hold', failed: 'hold', taken: 'same_day', arriving: 'review' }

function State({ state }: { readonly state: string }) {
  return <StateBadge tone={TONES[state]}>{useT().term('inbound_state', state)}</StateBadge>
}
