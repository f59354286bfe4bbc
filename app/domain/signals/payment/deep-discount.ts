import { refOf } from '../../intake/record.ts'
import { priceExplanation } from '../../reconciliation/reconcile.ts'
import type { Detector } from '../detector.ts'
import { EXAMPLE_AT } from '../examples.ts'
import { signal } from '../finding.ts'
import { isCompany } from '../groups.ts'

const ID = 'payment/deep-discount'

const DEEP = 0.9
const SPRING = [{ id: 'SPRING', paidToFace: 0.9, from: EXAMPLE_AT - 1_000, to: EXAMPLE_AT + 1_000 }]

/**
 * Paid well below face without a running campaign (DOMAIN R-PAY-01): the mark of slow top-ups sold with other people's money. A campaign
 * that is over, unknown, or dearer than what was paid explains nothing.
 */
export const deepDiscount: Detector = {
  id: ID,
  appliesTo: ['order'],
  detect: ({ order, settings }) => {
    if (!order || order.paidMinor >= order.faceMinor || order.faceMinor <= 0) return []
    if (priceExplanation(order, settings) !== null || isCompany(order, settings)) return []
    const ratio = (order.paidMinor - (order.feeMinor ?? 0)) / order.faceMinor
    const campaign = settings.campaigns.find(({ id }) => id === order.campaignId)
    const why = order.campaignId === null ? 'no_campaign' : !campaign ? 'unknown_campaign'
      : order.createdAt < campaign.from || order.createdAt >= campaign.to ? 'campaign_not_running' : 'below_campaign_price'
    return [signal(ID, ratio < DEEP ? 0.65 : 0.45, {
      evidence: { ratio: Math.round(ratio * 1000) / 1000, faceMinor: order.faceMinor, paidMinor: order.paidMinor, currency: order.currency, campaignId: order.campaignId, why },
      joined: [refOf(order)],
    })]
  },
  examples: {
    fires: [
      { name: '100 for 80', facts: { order: { faceMinor: 10_000, paidMinor: 8_000 } } },
      { name: '100 for 94', facts: { order: { faceMinor: 10_000, paidMinor: 9_400 } } },
      { name: 'a campaign nobody knows', facts: { order: { faceMinor: 10_000, paidMinor: 9_000, campaignId: 'FRIENDS' } } },
      { name: 'a campaign that is over', facts: { order: { faceMinor: 10_000, paidMinor: 9_000, campaignId: 'SPRING', createdAt: EXAMPLE_AT + 2_000 }, settings: { campaigns: SPRING } } },
      { name: 'below the price of its campaign', facts: { order: { faceMinor: 10_000, paidMinor: 8_000, campaignId: 'SPRING' }, settings: { campaigns: SPRING } } },
    ],
    silent: [
      { name: 'the honest price of a channel', facts: { order: { faceMinor: 5_000, paidMinor: 4_995 } } },
      { name: 'a partner at 0.96', facts: { order: { faceMinor: 10_000, paidMinor: 9_600 } } },
      { name: 'a running campaign', facts: { order: { faceMinor: 10_000, paidMinor: 9_000, campaignId: 'SPRING' }, settings: { campaigns: SPRING } } },
      { name: 'a campaign price rounded to whole minor units', facts: { order: { faceMinor: 1_999, paidMinor: 1_799, campaignId: 'SPRING' }, settings: { campaigns: SPRING } } },
    ],
  },
}
