import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { actionPage } from '../../domain/actions/action-page.ts'
import type { NoticeChannel, NoticeKind, NoticeState } from '../../domain/notices/notice.ts'
import { msisdnText } from '../../i18n/format.ts'
import { columnsOf } from '../data-table.tsx'
import { noticeErrorText } from '../../i18n/notice-text.ts'
import { useT } from '../reader.tsx'
import { TimeText } from '../time-text.tsx'
import { Term } from '../words.tsx'
import css from './notices.module.css'

export interface NoticeRow {
  readonly id: number
  readonly kind: NoticeKind
  readonly object: string
  readonly objectKind: string | null
  readonly channel: NoticeChannel
  readonly language: 'en' | 'zh'
  readonly toMasked: string
  readonly state: NoticeState
  readonly attempts: number
  readonly nextAt: number
  readonly error: string | null
  readonly createdAt: number
  /** As the customer reads it, codes hidden. */
  readonly subject: string
  readonly text: string
  readonly secretNames: readonly string[]
  readonly action: ReactNode
}

const column = columnsOf<NoticeRow>()

export const NOTICE_COLUMNS = column.columns([
  column.accessor('createdAt', { meta: { label: 'notices.col_at', width: 120 }, cell: (info) => <TimeText at={info.getValue()} as="short" /> }),
  column.accessor('kind', { meta: { label: 'notices.col_kind', wraps: true }, cell: (info) => <NoticeWords notice={info.row.original} /> }),
  column.accessor('toMasked', { cell: ({ getValue }) => msisdnText(getValue()), meta: { label: 'notices.col_to', width: 190 } }),
  column.accessor('channel', { meta: { label: 'notices.col_channel', width: 112 }, cell: (info) => <Term of="notice_channel" code={info.getValue()} /> }),
  column.accessor('object', { meta: { label: 'notices.col_object', width: 150 }, cell: (info) => <ObjectLink notice={info.row.original} /> }),
  column.accessor('state', { meta: { label: 'notices.col_state', width: 170, wraps: true }, cell: (info) => <StateCell notice={info.row.original} /> }),
  column.accessor('attempts', { meta: { label: 'notices.col_attempts', width: 64, align: 'end' } }),
])

/** What a notice says, opened on demand. */
export function NoticeWords({ notice }: { readonly notice: Pick<NoticeRow, 'kind' | 'subject' | 'text' | 'secretNames' | 'language'> }) {
  const t = useT()
  return (
    <details className={css.words}>
      <summary>{t.term('notice_kind', notice.kind)}</summary>
      <div lang={notice.language === 'zh' ? 'zh-CN' : 'en'} className={css.letter}>
        <strong>{notice.subject}</strong>
        {notice.text.split('\n\n').map((paragraph, i) => <p key={i}>{paragraph}</p>)}
      </div>
      {notice.secretNames.length > 0 ? <p className={css.dim}>{t('notices.hidden_note')}</p> : null}
    </details>
  )
}

/** What a notice is about, by name. */
function ObjectLink({ notice: { object, objectKind } }: { readonly notice: Pick<NoticeRow, 'object' | 'objectKind'> }) {
  const t = useT()
  const [kind = '', id = ''] = object.split(':')
  if (kind === 'case') return <Link to={`/cases/${id}`}>{t('case.title', { id })}</Link>
  if (kind === 'alert') return <Link to={`/alerts/${id}`}>{t('notices.about_alert', { id })}</Link>
  if (objectKind !== null) return <Link to={actionPage(objectKind, Number(id))}>{t.term('action_kind', objectKind)} {id}</Link>
  return <Link to={`/outbox?object=${object}`}>{object}</Link>
}

function StateCell({ notice }: { readonly notice: NoticeRow }) {
  const t = useT()
  return (
    <span className={css.state} data-state={notice.state}>
      <Term of="notice_state" code={notice.state} />
      {notice.state === 'waiting' && notice.attempts > 0 ? <span className={css.dim}> · {t('notices.next_try', { at: notice.nextAt })}</span> : null}
      {notice.error === null ? null : <span className={css.dim}> · {noticeErrorText(t, notice.error)}</span>} {notice.action}
    </span>
  )
}
