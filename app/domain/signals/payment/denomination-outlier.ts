import { refOf } from '../../intake/record.ts'
import type { Detector } from '../detector.ts'
import { signal } from '../finding.ts'

const ID = 'payment/denomination-outlier'

/** Major units that shops sell, each also ten times as much; anything else is typed by hand. */
const USUAL: ReadonlySet<number> = new Set([1, 2, 3, 5, 6, 8, 10, 12, 15, 18, 19, 20, 25, 28, 29, 30, 36, 38, 39, 40, 45, 48, 50, 58, 59, 60, 68, 69, 70, 75, 79, 80, 88, 89, 90, 98, 99, 100, 120, 128, 150, 158, 180, 188, 198, 199, 200, 238, 250, 258, 268, 288, 298, 299, 300, 388, 398, 399, 400, 500, 588, 600, 698, 800, 888, 1_000, 2_000])
const LARGE_MINOR = 20_000

/** An amount no shop sells, such as the 499.50 that scammers dictated (DOMAIN R-PAY-03, [wz]). Information that adds to the score. */
export const denominationOutlier: Detector = {
  id: ID,
  appliesTo: ['order'],
  detect: ({ order }) => {
    if (order?.currency !== 'CNY' || order.faceMinor < LARGE_MINOR) return []
    if (order.faceMinor % 100 === 0 && (USUAL.has(order.faceMinor / 100) || order.faceMinor % 5_000 === 0)) return []
    return [signal(ID, 0.2, { evidence: { faceMinor: order.faceMinor, currency: order.currency }, joined: [refOf(order)] })]
  },
  examples: {
    fires: [{ name: '499.50', facts: { order: { faceMinor: 49_950 } } }, { name: '413', facts: { order: { faceMinor: 41_300 } } }],
    silent: [{ name: '500', facts: { order: { faceMinor: 50_000 } } }, { name: '28', facts: { order: { faceMinor: 2_800 } } }, { name: 'another currency has other faces', facts: { order: { faceMinor: 41_300, currency: 'PHP' } } }],
  },
}
