import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, useNavigation } from '@remix-run/react'
import { useState } from 'react'
import { CAMPAIGN_CASE_COLUMNS, CampaignName, sumText } from '../components/campaigns/campaign-table.tsx'
import css from '../components/campaigns/campaigns.module.css'
import { DataTable, EmptyState } from '../components/data-table.tsx'
import { Facts, Page, Panel } from '../components/page.tsx'
import { BulkBar } from '../components/queue/bulk-bar.tsx'
import { type LastDecision, UndoToast } from '../components/queue/undo-toast.tsx'
import { useT } from '../components/reader.tsx'
import { TimeText } from '../components/time-text.tsx'
import { pageTitle } from '../components/title.ts'
import { Term } from '../components/words.tsx'
import { staffContext } from '../http/context.server.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { defang } from '../i18n/format.ts'
import { getCampaign } from '../usecases/campaigns/get-campaign.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'queue.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'campaigns.one')

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'queue.view')
  const campaign = await getCampaign(context, args.params.campaignId ?? '')
  if (!campaign.ok) throw refusalAnswer(campaign.refusal, context.requestId)
  return campaign.value
}

/** One campaign: what it says, whom it reached, and one decision for as many of its cases as are chosen. */
export default function Campaign() {
  const t = useT()
  const campaign = useLoaderData<typeof loader>()
  const isBusy = useNavigation().state === 'loading'
  const [last, setLast] = useState<LastDecision | null>(null)
  return (
    <Page title={<CampaignName campaign={campaign} />} summary={<Link to="/campaigns">← {t('campaigns.title')}</Link>}>
      <Panel title={t('campaigns.reach')}>
        <Facts facts={[
          [t('campaigns.col_status'), <Term key="status" of="campaign_status" code={campaign.status} />],
          [t('campaigns.col_parties'), String(campaign.parties)],
          [t('campaigns.col_records'), String(campaign.records)],
          [t('campaigns.col_orders'), String(campaign.orders)],
          [t('campaigns.col_money'), sumText(campaign.money)],
          [t('campaigns.col_first'), <TimeText key="first" at={campaign.firstAt} as="short" />],
          [t('campaigns.col_last'), <TimeText key="last" at={campaign.lastAt} as="short" />],
          [t('campaigns.col_cases'), `${campaign.openCases} / ${campaign.cases}`],
        ]} />
      </Panel>
      <Panel title={t('campaigns.samples')} hint={t('campaigns.samples_hint')}>
        <ul className={css.samples}>
          {campaign.samples.map((sample, i) => <li key={i}><span className={css.dim}><Term of="record" code={sample.kind} /> · <TimeText at={sample.at} as="short" /></span><p dir="auto">{defang(sample.text)}</p></li>)}
        </ul>
      </Panel>
      <Panel title={t('campaigns.cases')} hint={t('campaigns.cases_hint')}>
        <DataTable
          name={t('campaigns.cases')}
          columns={CAMPAIGN_CASE_COLUMNS}
          rows={campaign.rows}
          rowId={(row) => String(row.id)}
          rowHref={(row) => `/cases/${row.id}`}
          rowName={(row) => row.orderId ?? String(row.id)}
          isBusy={isBusy}
          selectionBar={(ids, clear) => <BulkBar ids={ids} rows={campaign.rows} clear={clear} onDecided={setLast} />}
          empty={<EmptyState title={t('campaigns.no_cases')} hint={t('campaigns.no_cases_hint')} />}
        />
      </Panel>
      <UndoToast last={last} onGone={() => setLast(null)} />
    </Page>
  )
}
