import { refOf } from '../../intake/record.ts'
import type { Detector } from '../detector.ts'
import { isSharedAddress } from '../groups.ts'
import { signal } from '../finding.ts'

const ID = 'payment/card-sequence'
const STRENGTH = 0.7
/** Small or refused tries within an hour, in the same hundred numbers of one issuer: by chance an issuer with hundreds of tries an hour has one or two. */
const LEAST = 5

/** The same within 256 addresses, whose customers are strangers to each other: more is needed. */
const LEAST_OF_NETWORK = 7

/**
 * Cards of one issuer tried one after the other (DOMAIN R-PAY-06): the numbers are neighbours, though device, address, payer and number topped up all
 * change; or cards of any issuer from one small network that is no carrier's. Looks at refused tries and small amounts alone (`signals/tokens.ts`). Misses runs that are slower than an hour.
 */
export const cardSequence: Detector = {
  id: ID,
  appliesTo: ['order'],
  looksAt: ['tokens'],
  detect: ({ order, tokens, settings }) => {
    if (!order || (order.payerAccount !== null && settings.companyPayers.includes(order.payerAccount))) return []
    const isCarrier = order.ip !== null && isSharedAddress(order.ip, settings)
    const runs = tokens.filter(({ token, records, parties }) => (token.startsWith('cards:') && records >= LEAST && parties >= LEAST)
      || (token.startsWith('tries:') && !isCarrier && records >= LEAST_OF_NETWORK && parties >= LEAST_OF_NETWORK))
    const [first] = runs
    if (!first) return []
    const most = runs.reduce((a, b) => (b.records > a.records ? b : a), first)
    const isNetwork = most.token.startsWith('tries:')
    return [signal(ID, STRENGTH, {
      evidence: {
        by: isNetwork ? 'network' : 'issuer', tries: most.records, payers: most.parties, of: most.token.slice(6, isNetwork ? most.token.indexOf('..') : 12), least: isNetwork ? LEAST_OF_NETWORK : LEAST,
      },
      joined: [refOf(order)],
    })]
  },
  examples: {
    fires: [
      { name: 'seven neighbouring cards by seven payers', facts: { order: { cardBinLast4: '622848******0511', status: 'failed' }, tokens: [{ token: 'cards:622848.05.490000', records: 7, parties: 7 }] } },
      { name: 'cards of all issuers from one small network', facts: { order: { cardBinLast4: '622848******0511', ip: '198.51.100.7', status: 'failed' }, tokens: [{ token: 'tries:198.51.100..490000', records: 8, parties: 8 }] } },
    ],
    silent: [
      { name: 'a carrier\'s addresses', facts: { order: { cardBinLast4: '622848******0511', ip: '203.0.113.7', status: 'failed' }, tokens: [{ token: 'tries:203.0.113..490000', records: 8, parties: 8 }], settings: { natPrefixes: ['203.0.113.'] } } },
      { name: 'a few from one network', facts: { order: { cardBinLast4: '622848******0511', ip: '198.51.100.7', status: 'failed' }, tokens: [{ token: 'tries:198.51.100..490000', records: 5, parties: 5 }] } },
      { name: 'four of them', facts: { order: { cardBinLast4: '622848******0511', status: 'failed' }, tokens: [{ token: 'cards:622848.05.490000', records: 4, parties: 4 }] } },
      { name: 'one payer again and again', facts: { order: { cardBinLast4: '622848******0511', status: 'failed' }, tokens: [{ token: 'cards:622848.05.490000', records: 7, parties: 1 }] } },
      { name: 'a company desk that pays with its cards', facts: { order: { payerAccount: 'p', cardBinLast4: '622848******0511', faceMinor: 500 }, tokens: [{ token: 'cards:622848.05.490000', records: 7, parties: 5 }], settings: { companyPayers: ['p'] } } },
      { name: 'nothing of cards', facts: { order: {}, tokens: [{ token: 'link:a.example', records: 9, parties: 9 }] } },
    ],
  },
}
