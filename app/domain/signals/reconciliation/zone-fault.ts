import type { Detector } from '../detector.ts'
import { minutes } from '../examples.ts'
import { signal } from '../finding.ts'

const ID = 'reconciliation/zone-fault'

/** A payment row stands exactly the operator's zone away from its order (DOMAIN R-DAT-01, T3): the feed is stamped in another zone. A fault of the feed, told once per row at a strength that never asks for a person. */
export const zoneFault: Detector = {
  id: ID,
  appliesTo: ['order'],
  looksAt: ['mismatches'],
  detect: ({ order, reconciliation, receipts }) => {
    const found = reconciliation?.mismatches.find(({ code }) => code === 'T3')
    if (!order || !found) return []
    const receipt = receipts.find((row) => row.receiptId === found.between[1].id && row.source === found.between[1].source)
    return [signal(ID, 0.1, {
      evidence: { source: receipt?.source ?? null, shiftMs: receipt ? receipt.occurredAt - (order.paidAt ?? order.createdAt) : 0 }, joined: [found.between[1]],
    })]
  },
  examples: {
    fires: [
      { name: 'eight hours early', facts: { order: { paidAt: minutes(1) }, receipts: [{ source: 'bank', occurredAt: minutes(-479) }] } },
      { name: 'eight hours late', facts: { order: { paidAt: minutes(1) }, receipts: [{ source: 'bank', occurredAt: minutes(481) }] } },
    ],
    silent: [
      { name: 'in time', facts: { order: { paidAt: minutes(1) }, receipts: [{ source: 'bank', occurredAt: minutes(2) }] } },
      { name: 'seven hours early is no zone of this operator', facts: { order: { paidAt: minutes(1) }, receipts: [{ source: 'bank', occurredAt: minutes(-419) }] } },
    ],
  },
}
