import { Button } from '@mantine/core'
import { Link, useFetcher } from '@remix-run/react'
import { useEffect } from 'react'
import type { Channel } from '../../domain/intake/record.ts'
import { BOARD_FAULTS, type BoardClass } from '../../domain/reconciliation/board.ts'
import type { Refusal } from '../../domain/values/result.ts'
import { columnsOf } from '../data-table.tsx'
import { MoneyText } from '../money-text.tsx'
import { MsisdnText } from '../msisdn-text.tsx'
import { useT } from '../reader.tsx'
import { refusalText } from '../refusal-text.tsx'
import { TimeText } from '../time-text.tsx'
import { Term } from '../words.tsx'
import css from './board.module.css'

export interface BoardOrder {
  readonly rowId: number
  readonly orderId: string
  readonly channel: string
  readonly class: BoardClass
  readonly number: string
  readonly currency: string
  readonly paidMinor: number
  readonly receivedMinor: number
  readonly creditedMinor: number
  readonly createdAt: number
  readonly actionId: number | null
  readonly caseId: number | null
  readonly mayMatch: boolean
}

const column = columnsOf<BoardOrder>()
const money = (row: BoardOrder, amountMinor: number) => <MoneyText money={{ amountMinor, currency: row.currency }} />

export const BOARD_COLUMNS = column.columns([
  column.accessor('orderId', { meta: { label: 'board.order', isFixed: true, width: 150 }, cell: (info) => <Link to={`/orders/${info.row.original.rowId}`}>{info.getValue()}</Link> }),
  column.accessor('channel', { meta: { label: 'board.channel', width: 122 }, cell: (info) => <Term of="channel" code={info.getValue() as Channel} /> }),
  column.accessor('class', { meta: { label: 'board.class', width: 104 }, cell: (info) => <Term of="board_class" code={info.getValue()} /> }),
  column.accessor('number', { meta: { label: 'board.number', width: 118 }, cell: (info) => <MsisdnText number={info.getValue()} /> }),
  column.accessor('paidMinor', { meta: { label: 'board.paid', width: 86, align: 'end' }, cell: (info) => money(info.row.original, info.getValue()) }),
  column.accessor('receivedMinor', { meta: { label: 'board.received', width: 100, align: 'end' }, cell: (info) => money(info.row.original, info.getValue()) }),
  column.accessor('creditedMinor', { meta: { label: 'board.credited', width: 86, align: 'end' }, cell: (info) => money(info.row.original, info.getValue()) }),
  column.accessor('createdAt', { meta: { label: 'board.created', width: 122 }, cell: (info) => <TimeText at={info.getValue()} as="short" /> }),
  column.accessor('caseId', { meta: { label: 'board.case', width: 52 }, cell: (info) => (info.getValue() === null ? null : <Link className={css.go} to={`/cases/${info.getValue()}`}>{info.getValue()}</Link>) }),
  column.accessor('actionId', { meta: { label: 'board.match', width: 68 }, cell: (info) => <MatchCell row={info.row.original} /> }),
])

function MatchCell({ row }: { readonly row: BoardOrder }) {
  const t = useT()
  if (row.actionId !== null) return <Link className={css.go} to={`/reconciliation/matches/${row.actionId}`}>{t('board.matched_by')}</Link>
  return row.mayMatch && (BOARD_FAULTS.includes(row.class) || row.class === 'pending') ? <Link className={css.go} to={`/reconciliation/match?order=${row.rowId}`}>{t('board.match_this')}</Link> : null
}

type Answer = { readonly ok: true; readonly value: { readonly opened: number; readonly joined: number } } | { readonly ok: false; readonly refusal: Refusal }

/** Makes cases of the chosen orders and gives them an owner. */
export function CaseBar({ ids, day, owners, onDone }: { readonly ids: readonly string[]; readonly day: string; readonly owners: readonly { readonly id: number; readonly name: string }[]; readonly onDone: () => void }) {
  const t = useT()
  const sending = useFetcher<Answer>({ key: 'board-cases' })
  const answer = sending.state === 'idle' ? sending.data : undefined
  const isDone = answer?.ok === true
  useEffect(() => {
    if (isDone) onDone()
  }, [isDone, onDone])
  return (
    <sending.Form method="post" className={css.bar}>
      <b>{t('board.selected', { count: ids.length })}</b>
      <input type="hidden" name="ids" value={ids.join(',')} />
      <input type="hidden" name="day" value={day} />
      <label>
        {t('board.owner')}{' '}
        <select name="owner" className={css.select} defaultValue="">
          <option value="">{t('board.owner_none')}</option>
          <option value="me">{t('board.owner_me')}</option>
          {owners.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
        </select>
      </label>
      <Button type="submit" size="xs" name="intent" value="make_cases" loading={sending.state !== 'idle'}>{t('board.make_cases', { count: ids.length })}</Button>
      {answer && !answer.ok ? <span role="alert">{refusalText(t, answer.refusal)}</span> : null}
    </sending.Form>
  )
}

/** What became of it, after the bar has gone. */
export function CasesMade() {
  const t = useT()
  const { data } = useFetcher<Answer>({ key: 'board-cases' })
  return data?.ok ? <p role="status" className={css.done}>{t('board.cases_made', { opened: data.value.opened, joined: data.value.joined })}</p> : null
}
