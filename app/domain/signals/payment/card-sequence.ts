import { refOf } from '../../intake/record.ts'
import type { Detector } from '../detector.ts'
import { signal } from '../finding.ts'

const ID = 'payment/card-sequence'
const STRENGTH = 0.7
/** Small or refused tries within an hour, in the same hundred numbers of one issuer: by chance an issuer with hundreds of tries an hour has one or two. */
const LEAST = 5

/**
 * Cards of one issuer tried one after the other (DOMAIN R-PAY-06): the numbers are neighbours, though device, address, payer and number topped up all
 * change. Looks at refused tries and small amounts alone (`signals/tokens.ts`). Misses runs that are slower than an hour.
 */
export const cardSequence: Detector = {
  id: ID,
  appliesTo: ['order'],
  detect: ({ order, tokens, settings }) => {
    if (!order || (order.payerAccount !== null && settings.companyPayers.includes(order.payerAccount))) return []
    const runs = tokens.filter(({ token, records, parties }) => token.startsWith('cards:') && records >= LEAST && parties >= LEAST)
    const [first] = runs
    if (!first) return []
    const most = runs.reduce((a, b) => (b.records > a.records ? b : a), first)
    return [signal(ID, STRENGTH, { evidence: { tries: most.records, payers: most.parties, issuer: most.token.slice(6, 12), least: LEAST }, joined: [refOf(order)] })]
  },
  examples: {
    fires: [{ name: 'seven neighbouring cards by seven payers', facts: { order: { cardBinLast4: '622848******0511', status: 'failed' }, tokens: [{ token: 'cards:622848.05.490000', records: 7, parties: 7 }] } }],
    silent: [
      { name: 'four of them', facts: { order: { cardBinLast4: '622848******0511', status: 'failed' }, tokens: [{ token: 'cards:622848.05.490000', records: 4, parties: 4 }] } },
      { name: 'one payer again and again', facts: { order: { cardBinLast4: '622848******0511', status: 'failed' }, tokens: [{ token: 'cards:622848.05.490000', records: 7, parties: 1 }] } },
      { name: 'a company desk that pays with its cards', facts: { order: { payerAccount: 'p', cardBinLast4: '622848******0511', faceMinor: 500 }, tokens: [{ token: 'cards:622848.05.490000', records: 7, parties: 5 }], settings: { companyPayers: ['p'] } } },
      { name: 'nothing of cards', facts: { order: {}, tokens: [{ token: 'link:a.example', records: 9, parties: 9 }] } },
    ],
  },
}
