import { Link, useSearchParams } from '@remix-run/react'
import type { Rank } from '../../domain/cases/rank.ts'
import type { RowRemedy } from '../../domain/cases/row-remedy.ts'
import type { Money } from '../../domain/values/money.ts'
import type { QueueRow } from '../../usecases/cases/list-queue.server.ts'
import { exactTimeText, scoreText } from '../../i18n/format.ts'
import type { MessageData, Translator } from '../../i18n/translate.ts'
import { BandBadge, BandShape } from '../band-badge.tsx'
import { columnsOf } from '../data-table.tsx'
import { DeadlineText } from '../deadline-text.tsx'
import { MoneyText } from '../money-text.tsx'
import { MsisdnText } from '../msisdn-text.tsx'
import { useT } from '../reader.tsx'
import { TimeText } from '../time-text.tsx'
import { Term } from '../words.tsx'
import css from './queue.module.css'

export interface QueueTableRow extends Pick<QueueRow,
  'id' | 'subject' | 'orderId' | 'status' | 'stage' | 'version' | 'band' | 'score' | 'family' | 'reasons' | 'flagCount' | 'channel' | 'number' | 'money' | 'at' | 'openedAt' | 'dueAt' | 'pausedAt' | 'rank'
  | 'leaseUntil' | 'decidedAt' | 'wakeAt' | 'parts' | 'isHanded' | 'awaits'> {
  readonly assignee: { readonly name: string; readonly isMe: boolean } | null
  readonly isNew?: boolean
  /** Left out where a list does not look it up. */
  readonly remedy?: RowRemedy | null
}

const column = columnsOf<QueueTableRow>()

/** Every column of the queue; the ones marked extra are there to be chosen. */
export const QUEUE_COLUMNS = column.columns([
  column.accessor('rank', { meta: { label: 'queue.col_rank', width: 60, align: 'end', sort: 'rank', sortDirection: 'descending' }, cell: (info) => <RankCell rank={info.getValue()} /> }),
  column.accessor('band', { meta: { label: 'queue.col_band', width: 96 }, cell: (info) => <BandBadge band={info.getValue()} /> }),
  column.display({ id: 'why', meta: { label: 'queue.col_why', isFixed: true, wraps: true }, cell: (info) => <WhyCell row={info.row.original} /> }),
  column.accessor('score', { meta: { label: 'queue.col_score', width: 64, align: 'end', isExtra: true }, cell: (info) => scoreText(info.getValue()) }),
  column.display({ id: 'order', meta: { label: 'queue.col_order', width: 156 }, cell: (info) => <SubjectCell row={info.row.original} /> }),
  column.accessor('number', { meta: { label: 'queue.col_number', width: 114 }, cell: (info) => <MsisdnText number={info.getValue()} /> }),
  column.accessor('channel', { meta: { label: 'queue.col_channel', width: 118 }, cell: (info) => <Term of="channel" code={info.getValue()} /> }),
  column.accessor('family', { meta: { label: 'queue.col_family', width: 128, isExtra: true }, cell: (info) => <Term of="family" code={info.getValue()} /> }),
  column.accessor('flagCount', { meta: { label: 'queue.col_flags', width: 56, align: 'end', isExtra: true } }),
  column.accessor('money', { meta: { label: 'queue.col_money', width: 92, align: 'end', sort: 'amount', sortDirection: 'descending' }, cell: (info) => <MoneyText money={moneyOf(info.row.original)} /> }),
  column.accessor('at', { meta: { label: 'queue.col_at', width: 120, isExtra: true }, cell: (info) => <TimeText at={info.getValue()} as="short" /> }),
  column.accessor('openedAt', { meta: { label: 'queue.col_opened', width: 116, sort: 'age', isExtra: true }, cell: (info) => <TimeText at={info.getValue()} as="relative" /> }),
  column.accessor('stage', { meta: { label: 'queue.col_stage', width: 140, isExtra: true }, cell: (info) => <Term of="case_stage" code={info.getValue()} /> }),
  column.accessor('status', { meta: { label: 'queue.col_state', width: 110, isExtra: true }, cell: (info) => <Term of="case_state" code={info.getValue()} /> }),
  column.display({ id: 'assignee', meta: { label: 'queue.col_assignee', width: 80 }, cell: (info) => <AssigneeCell row={info.row.original} /> }),
  column.accessor('dueAt', { meta: { label: 'queue.col_due', width: 138, align: 'end', sort: 'due' }, cell: (info) => <DueCell row={info.row.original} /> }),
])

/** The list beside an open case: two lines a row, nothing else. */
export const QUEUE_COMPACT_COLUMNS = column.columns([
  column.display({ id: 'why', meta: { label: 'queue.col_why', isFixed: true }, cell: (info) => <CompactCell row={info.row.original} /> }),
  column.display({
    id: 'money', meta: { label: 'queue.col_money', width: 130, align: 'end', sort: 'amount', sortDirection: 'descending', isFixed: true },
    cell: (info) => (
      <div className={css.two}>
        <MoneyText money={moneyOf(info.row.original)} />
        <DueCell row={info.row.original} />
      </div>
    ),
  }),
])

/** Time left; of a case that is put aside, when it comes back. */
function DueCell({ row }: { readonly row: QueueTableRow }) {
  const t = useT()
  if (row.status === 'snoozed' && row.wakeAt !== null) return <span className={css.dim} title={exactTimeText(row.wakeAt, t.reader)}>{t('queue.wakes', { at: row.wakeAt })}</span>
  return <DeadlineText dueAt={row.dueAt} isDone={row.status === 'decided'} pausedAt={row.pausedAt} isShort />
}

function NewMark({ row }: { readonly row: QueueTableRow }) {
  const t = useT()
  return row.isNew ? <span className={css.fresh}>{t('queue.is_new')}</span> : null
}

/** What customers were asked to do and have not done yet, with the time they have left: also of a case that is decided. */
function AwaitsMark({ row: { awaits } }: { readonly row: QueueTableRow }) {
  const t = useT()
  return awaits === null ? null : <span className={css.fresh} title={t.find(`queue.awaits.${awaits.letter}`) ?? undefined}>{t.find(`queue.awaits_short.${awaits.letter}`)} · <DeadlineText dueAt={awaits.dueAt} isShort /></span>
}

/** Where the case is, when it is neither fresh nor simply worked on. */
function StageMark({ row: { stage } }: { readonly row: QueueTableRow }) {
  const t = useT()
  return stage === 'new' || stage === 'in_review' ? null : <span className={css.fresh} data-stage={stage} title={t('queue.stage_title')}>{t.term('case_stage', stage)}</span>
}

/** What is given back already or about to be, so that nobody does it again. */
function RemedyMark({ row: { remedy } }: { readonly row: QueueTableRow }) {
  const t = useT()
  if (!remedy) return null
  return <span className={css.fresh} data-remedy={remedy.state} title={t('queue.remedy_title', { id: String(remedy.id), state: remedy.status })}>{t(`queue.remedy.${remedy.state}`, { road: remedy.road })}</span>
}

/** A case about a message or a change has no money of its own. */
function moneyOf(row: QueueTableRow): Money | null {
  return row.orderId === null && row.money.amountMinor === 0 ? null : row.money
}

/** "Telegram lure; receipt used twice": the strongest reasons by their short names. */
export function reasonsText(t: Translator, row: Pick<QueueTableRow, 'reasons' | 'flagCount'>): string {
  const names = row.reasons.map((reason) => t.term('flag', reason.flag))
  return names.join(t.reader.locale === 'en' ? '; ' : '；')
}

function sentences(t: Translator, row: QueueTableRow): string {
  return row.reasons.map((reason) => t.find(`signal.${reason.flag}`, { ...reason.data, currency: row.money.currency } as MessageData) ?? t.term('flag', reason.flag)).join('\n')
}

export function useCaseHref(): (row: { readonly id: number }) => string {
  const [search] = useSearchParams()
  const query = search.size > 0 ? `?${search}` : ''
  return (row) => `/queue/${row.id}${query}`
}

function WhyCell({ row }: { readonly row: QueueTableRow }) {
  const t = useT()
  const href = useCaseHref()
  const more = row.flagCount - row.reasons.length
  return (
    <span className={css.why} title={sentences(t, row)}>
      <NewMark row={row} />
      <StageMark row={row} />
      <AwaitsMark row={row} />
      <RemedyMark row={row} />
      <Link to={href(row)} preventScrollReset>{reasonsText(t, row)}</Link>
      {row.parts > 0 ? <span className={css.dim}> {t('queue.parts', { count: row.parts })}</span> : null}
      {more > 0 ? <> <span className={css.more}>{t('queue.more_reasons', { count: more })}</span></> : null}
    </span>
  )
}

function CompactCell({ row }: { readonly row: QueueTableRow }) {
  const t = useT()
  const href = useCaseHref()
  return (
    <div className={css.two} title={sentences(t, row)}>
      <Link to={href(row)} preventScrollReset replace className={css.line}><NewMark row={row} /><StageMark row={row} /><AwaitsMark row={row} /><RemedyMark row={row} />{reasonsText(t, row)}</Link>
      <span className={css.sub}>
        <BandShape band={row.band} /> {t.term('band', row.band)} · {row.number ? <MsisdnText number={row.number} /> : row.subject.id}
        {row.parts > 0 ? ` · ${t('queue.parts', { count: row.parts })}` : ''}
        {row.assignee && row.leaseUntil !== null ? ` · ${row.assignee.isMe ? t('queue.claimed_mine') : row.assignee.name}` : ''}
      </span>
    </div>
  )
}

function SubjectCell({ row }: { readonly row: QueueTableRow }) {
  const t = useT()
  if (row.orderId) return <bdi>{row.orderId}</bdi>
  return <>{t.term('record', row.subject.kind)} <bdi>{row.subject.id}</bdi></>
}

function AssigneeCell({ row }: { readonly row: QueueTableRow }) {
  const t = useT()
  if (row.isHanded) return <span className={css.dim}>{t('queue.handed_to')}</span>
  if (!row.assignee || row.leaseUntil === null) return <span className={css.dim}>–</span>
  return <>{row.assignee.isMe ? t('queue.claimed_mine') : row.assignee.name}</>
}

function RankCell({ rank }: { readonly rank: Rank }) {
  const t = useT()
  const parts = (['money', 'probability', 'time', 'effort'] as const).map((part) => `${t(`queue.rank_part.${part}`)} ${rank.parts[part]}`)
  return <span title={`${t('queue.rank_why')}${t('common.is')}${parts.join(' · ')}`}>{rank.total}</span>
}
