import { refOf } from '../../intake/record.ts'
import type { Detector } from '../detector.ts'
import { signal } from '../finding.ts'

const ID = 'payment/payer-on-list'

const STRENGTH = { payer: 0.75, device: 0.6, number: 0.45 } as const

/**
 * The payer, the device or the number belongs to a case that staff confirmed as fraud (DOMAIN R-PAY-11). A number counts least: its owner may
 * be the victim.
 */
export const payerOnList: Detector = {
  id: ID,
  appliesTo: ['order'],
  detect: ({ order, confirmed }) => {
    if (!order || confirmed.length === 0) return []
    const [best] = [...confirmed].sort((a, b) => STRENGTH[b.key] - STRENGTH[a.key])
    if (!best) return []
    return [signal(ID, STRENGTH[best.key], { evidence: { key: best.key, value: best.value, cases: best.cases, keys: confirmed.map(({ key }) => key) }, joined: [refOf(order)] })]
  },
  examples: {
    fires: [
      { name: 'a payer of a confirmed case', facts: { order: { payerAccount: 'p' }, confirmed: [{ key: 'payer', value: 'p', cases: 1 }] } },
      { name: 'a device of a confirmed case, whoever pays', facts: { order: { payerAccount: 'q', deviceId: 'd' }, confirmed: [{ key: 'device', value: 'd', cases: 2 }] } },
    ],
    silent: [{ name: 'nothing confirmed', facts: { order: { payerAccount: 'p' } } }],
  },
}
