import { Link, useSearchParams } from '@remix-run/react'
import { columnsOf } from '../data-table.tsx'
import { DeadlineText } from '../deadline-text.tsx'
import { MoneyText } from '../money-text.tsx'
import { useT } from '../reader.tsx'
import { TimeText } from '../time-text.tsx'
import css from './approvals.module.css'
import type { WaitingItem } from '../../usecases/approvals/list-waiting.server.ts'

/** Which words the variant of a kind has; a rule's own id has none. */
const VARIANT_WORDS: Readonly<Record<string, string>> = { refund: 'road', profile_change: 'change_field', policy_change: 'policy_name', bulk_decision: 'disposition', forced_match: 'board_class' }

export function waitingId(row: Pick<WaitingItem, 'source' | 'id'>): string {
  return `${row.source === 'action' ? 'a' : 'b'}${row.id}`
}

/** The list with one of its items beside it, filtered as it is. */
export function waitingPath(search: URLSearchParams, row: Pick<WaitingItem, 'source' | 'id'>): string {
  const to = new URLSearchParams(search)
  to.set('item', waitingId(row))
  return `/approvals?${to}`
}

/** States in which a second person is asked to take back what another agreed to: a list says so, since its kind alone reads as the first asking. */
const TAKING_BACK: ReadonlySet<string> = new Set(['forced_match.undoing', 'profile_change.reverting'])

/** What is asked for, in two words and what it is about. */
function WaitingWhat({ row }: { readonly row: Pick<WaitingItem, 'source' | 'id' | 'kind' | 'variant' | 'status' | 'cases' | 'order'> }) {
  const t = useT()
  const [search] = useSearchParams()
  const words = VARIANT_WORDS[row.kind]
  const variant = row.variant === '' ? null : words ? t.term(words, row.variant) : row.variant
  return (
    <span className={css.what}>
      <Link to={waitingPath(search, row)}><b>{row.kind === 'refund' ? variant : t.term('action_kind', row.kind)}</b></Link>
      {variant && row.kind !== 'refund' ? <span>{variant}</span> : null}
      {TAKING_BACK.has(`${row.kind}.${row.status}`) ? <span>{t.term(`${row.kind}_state`, row.status)}</span> : null}
      {row.cases > 0 ? <span>{t('approvals.cases', { count: row.cases })}</span> : null}
      {row.order ? <Link to={`/orders/${row.order.rowId}`}>{row.order.orderId}</Link> : null}
    </span>
  )
}

function Maker({ row }: { readonly row: WaitingItem }) {
  const t = useT()
  return row.isMine ? <span className={css.mine}>{t('approvals.you')}</span> : row.maker
}

function Expiry({ row }: { readonly row: WaitingItem }) {
  const t = useT()
  return row.isOver ? <span className={css.dim}>{t('approvals.over')}</span> : <DeadlineText dueAt={row.expiresAt} isShort />
}

function Sum({ row }: { readonly row: WaitingItem }) {
  return <>{row.money.length === 0 ? '–' : row.money.map((money) => <span key={money.currency} className={css.sum}><MoneyText money={money} /></span>)}</>
}

const column = columnsOf<WaitingItem>()
const what = column.accessor('kind', { meta: { label: 'approvals.col_what', isFixed: true }, cell: (info) => <WaitingWhat row={info.row.original} /> })
const sum = column.accessor('money', { meta: { label: 'approvals.col_sum', width: 104, align: 'end' }, cell: (info) => <Sum row={info.row.original} /> })
const maker = column.accessor('maker', { meta: { label: 'approvals.col_maker', width: 112 }, cell: (info) => <Maker row={info.row.original} /> })

/** What is left of the list beside an open item. */
export const NARROW_COLUMNS: readonly string[] = ['kind', 'money', 'expiresAt', 'status']

export const WAITING_COLUMNS = column.columns([
  what, sum, maker,
  column.accessor('askedAt', { meta: { label: 'approvals.col_asked', width: 130, sort: 'age' }, cell: (info) => <TimeText at={info.getValue()} as="short" /> }),
  column.accessor('expiresAt', { meta: { label: 'approvals.col_expires', width: 104, sort: 'due' }, cell: (info) => <Expiry row={info.row.original} /> }),
])

function Status({ row }: { readonly row: WaitingItem }) {
  const t = useT()
  return <>{row.isOver ? t('approvals.over') : t.term(row.source === 'bulk' ? 'approval_state' : `${row.kind}_state`, row.status)}</>
}

export const SETTLED_COLUMNS = column.columns([
  what, sum, maker,
  column.accessor('status', { meta: { label: 'approvals.col_state', width: 150 }, cell: (info) => <Status row={info.row.original} /> }),
  column.accessor('checker', { meta: { label: 'approvals.col_checker', width: 112 }, cell: (info) => info.getValue() ?? '–' }),
  column.accessor('askedAt', { meta: { label: 'approvals.col_settled', width: 130 }, cell: (info) => <TimeText at={info.getValue()} as="short" /> }),
])
