import { campaignsOf } from '../../domain/campaigns/campaign.ts'
import type { RecordKind } from '../../domain/intake/record.ts'
import { maskText } from '../../domain/values/masking.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import type { Instant } from '../../domain/values/time.ts'
import { listCasesOf, listSampleTexts, listSightings, sumPaid } from '../../../db/queries/campaigns.ts'
import { staffNames } from '../../../db/queries/queue.ts'
import type { UseCaseContext } from '../context.ts'
import { CAMPAIGN_MS, campaignRow, type CampaignRow } from './list-campaigns.server.ts'
import { queueRow, type QueueRow } from '../cases/list-queue.server.ts'

export interface CampaignView extends CampaignRow {
  /** Cases of its records, open ones first, at most {@link CASES_SHOWN}. */
  readonly rows: readonly QueueRow[]
  /** The first, some between and the last of its texts, masked. */
  readonly samples: readonly { readonly kind: RecordKind; readonly at: Instant; readonly text: string }[]
}

/** As many as one person may decide in one go. */
const CASES_SHOWN = 200
const SAMPLES = 6

/** One campaign with its cases. Refuses `campaign_missing` when nothing of that name is seen any more. */
export async function getCampaign(context: UseCaseContext, id: string): Promise<Result<CampaignView>> {
  const { store, now } = context
  const campaign = campaignsOf(await listSightings(store.read, now - CAMPAIGN_MS)).find((one) => one.id === id)
  if (!campaign) return refuse('campaign_missing')
  const { records } = campaign
  const step = Math.max(1, Math.floor(records.length / SAMPLES))
  const chosen = records.filter((_, i) => i % step === 0).slice(0, SAMPLES)
  const [cases, paid, texts] = await Promise.all([
    listCasesOf(store.read, records),
    sumPaid(store.read, records.flatMap(({ kind, rowId }) => (kind === 'order' ? [rowId] : []))),
    listSampleTexts(store.read, chosen),
  ])
  const names = await staffNames(store.read, cases.map((one) => one.assignee_id))
  const openFirst = [...cases].sort((a, b) => Number(a.decided_at !== null) - Number(b.decided_at !== null))
  return accept({
    ...campaignRow(campaign, cases, paid),
    rows: openFirst.slice(0, CASES_SHOWN).map((row) => queueRow(row, names, context)),
    samples: chosen.flatMap(({ kind, rowId, at }) => {
      const text = texts.find((one) => one.kind === kind && one.rowId === rowId)?.text ?? ''
      return text === '' ? [] : [{ kind, at, text: maskText(text) }]
    }),
  })
}
