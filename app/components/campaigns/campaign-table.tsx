import { Link } from '@remix-run/react'
import type { Band } from '../../domain/cases/flag.ts'
import type { CaseStatus, Disposition } from '../../domain/cases/case.ts'
import type { Channel } from '../../domain/intake/record.ts'
import type { Money } from '../../domain/values/money.ts'
import { defang, moneyText } from '../../i18n/format.ts'
import { BandBadge } from '../band-badge.tsx'
import { columnsOf } from '../data-table.tsx'
import { MoneyText } from '../money-text.tsx'
import { MsisdnText } from '../msisdn-text.tsx'
import { useT } from '../reader.tsx'
import { TimeText } from '../time-text.tsx'
import { Term } from '../words.tsx'
import type { CampaignRow } from '../../usecases/campaigns/list-campaigns.server.ts'

const column = columnsOf<CampaignRow>()

export const CAMPAIGN_COLUMNS = column.columns([
  column.display({ id: 'name', meta: { label: 'campaigns.col_name', isFixed: true }, cell: (info) => <Link to={`/campaigns/${info.row.original.id}`}><CampaignName campaign={info.row.original} /></Link> }),
  column.accessor('parties', { meta: { label: 'campaigns.col_parties', width: 72, align: 'end' } }),
  column.accessor('records', { meta: { label: 'campaigns.col_records', width: 80, align: 'end' } }),
  column.accessor('orders', { meta: { label: 'campaigns.col_orders', width: 72, align: 'end' } }),
  column.accessor('money', { meta: { label: 'campaigns.col_money', width: 120, align: 'end' }, cell: (info) => <>{sumText(info.getValue())}</> }),
  column.accessor('firstAt', { meta: { label: 'campaigns.col_first', width: 128 }, cell: (info) => <TimeText at={info.getValue()} as="short" /> }),
  column.accessor('lastAt', { meta: { label: 'campaigns.col_last', width: 128 }, cell: (info) => <TimeText at={info.getValue()} as="short" /> }),
  column.display({ id: 'cases', meta: { label: 'campaigns.col_cases', width: 96, align: 'end' }, cell: (info) => <>{info.row.original.openCases} / {info.row.original.cases}</> }),
  column.accessor('status', { meta: { label: 'campaigns.col_status', width: 112 }, cell: (info) => <Term of="campaign_status" code={info.getValue()} /> }),
])

/** What a campaign is called: its contact or host, never as a live link; a wording by its kind alone. */
export function CampaignName({ campaign }: { readonly campaign: Pick<CampaignRow, 'mark' | 'value'> }) {
  const t = useT()
  return <>{t.term('campaign_mark', campaign.mark)}{campaign.value === '' ? '' : <> <bdi>{defang(campaign.value)}</bdi></>}</>
}

export function sumText(money: readonly Money[]): string {
  return money.length === 0 ? '–' : money.map((one) => moneyText(one)).join(' + ')
}

interface CampaignCaseRow {
  readonly id: number
  readonly version: number
  readonly subject: { readonly kind: string; readonly id: string }
  readonly orderId: string | null
  readonly band: Band
  readonly channel: Channel | null
  readonly number: string | null
  readonly money: Money
  readonly at: number
  readonly status: CaseStatus
  readonly disposition: Disposition | null
}

const caseColumn = columnsOf<CampaignCaseRow>()

export const CAMPAIGN_CASE_COLUMNS = caseColumn.columns([
  caseColumn.accessor('band', { meta: { label: 'queue.col_band', width: 116 }, cell: (info) => <BandBadge band={info.getValue()} /> }),
  caseColumn.display({ id: 'order', meta: { label: 'queue.col_order', isFixed: true }, cell: (info) => <CaseLink row={info.row.original} /> }),
  caseColumn.accessor('number', { meta: { label: 'queue.col_number', width: 140 }, cell: (info) => <MsisdnText number={info.getValue()} /> }),
  caseColumn.accessor('channel', { meta: { label: 'queue.col_channel', width: 140 }, cell: (info) => <Term of="channel" code={info.getValue()} /> }),
  caseColumn.accessor('money', { meta: { label: 'queue.col_money', width: 112, align: 'end' }, cell: (info) => <MoneyText money={info.row.original.orderId === null && info.getValue().amountMinor === 0 ? null : info.getValue()} /> }),
  caseColumn.accessor('at', { meta: { label: 'queue.col_at', width: 128 }, cell: (info) => <TimeText at={info.getValue()} as="short" /> }),
  caseColumn.display({ id: 'state', meta: { label: 'queue.col_state', width: 140 }, cell: (info) => (info.row.original.disposition === null ? <Term of="case_state" code={info.row.original.status} /> : <Term of="disposition" code={info.row.original.disposition} />) }),
])

function CaseLink({ row }: { readonly row: CampaignCaseRow }) {
  const t = useT()
  return <Link to={`/cases/${row.id}`}>{row.orderId === null ? <>{t.term('record', row.subject.kind)} <bdi>{row.subject.id}</bdi></> : <bdi>{row.orderId}</bdi>}</Link>
}
