import { type Campaign, type CampaignMark, campaignsOf } from '../../domain/campaigns/campaign.ts'
import { maskText } from '../../domain/values/masking.ts'
import type { Money } from '../../domain/values/money.ts'
import { DAY_MS, type Instant } from '../../domain/values/time.ts'
import { listCasesOf, listSightings, sumPaid } from '../../../db/queries/campaigns.ts'
import type { UseCaseContext } from '../context.ts'

/** How far back campaigns are looked for; tokens are counted over the same time. */
export const CAMPAIGN_MS = 30 * DAY_MS

type CampaignStatus = 'open' | 'decided' | 'noted'

export interface CampaignRow {
  readonly id: string
  readonly mark: CampaignMark
  /** Masked; empty for a wording. */
  readonly value: string
  readonly records: number
  readonly orders: number
  /** Payers, numbers and subscribers reached. */
  readonly parties: number
  readonly money: readonly Money[]
  readonly firstAt: Instant
  readonly lastAt: Instant
  readonly cases: number
  readonly openCases: number
  readonly status: CampaignStatus
}

/** Campaigns of the last thirty days with their reach, money and how far they are decided, the newest first. */
export async function listCampaigns({ store, now }: UseCaseContext): Promise<readonly CampaignRow[]> {
  const campaigns = campaignsOf(await listSightings(store.read, now - CAMPAIGN_MS))
  const cases = await listCasesOf(store.read, campaigns.flatMap(({ records }) => records))
  return Promise.all(campaigns.map(async (campaign) => {
    const names = new Set(campaign.records.map(({ kind, rowId }) => `${kind}:${rowId}`))
    const orders = campaign.records.flatMap(({ kind, rowId }) => (kind === 'order' ? [rowId] : []))
    return campaignRow(campaign, cases.filter((one) => one.records.some((name) => names.has(name))), await sumPaid(store.read, orders))
  }))
}

export function campaignRow(campaign: Campaign, cases: readonly { readonly decided_at: number | null }[], paid: ReadonlyMap<string, number>): CampaignRow {
  const openCases = cases.filter((one) => one.decided_at === null).length
  return {
    id: campaign.id, mark: campaign.mark, value: maskText(campaign.value), records: campaign.records.length, orders: campaign.records.filter(({ kind }) => kind === 'order').length,
    parties: campaign.parties, money: [...paid].map(([currency, amountMinor]) => ({ currency, amountMinor })), firstAt: campaign.firstAt, lastAt: campaign.lastAt,
    cases: cases.length, openCases, status: openCases > 0 ? 'open' : cases.length > 0 ? 'decided' : 'noted',
  }
}
