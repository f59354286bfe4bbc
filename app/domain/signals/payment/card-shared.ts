import { refOf } from '../../intake/record.ts'
import { DAY_MS } from '../../values/time.ts'
import type { Detector, Facts } from '../detector.ts'
import { minutes } from '../examples.ts'
import { signal } from '../finding.ts'
import { isCompany, isPaid, isSharedDevice } from '../groups.ts'
import { SHARED_CARD_MS } from '../tokens.ts'

const ID = 'payment/card-shared'
const STRENGTH = 0.6
/** Four may still be a family: the same day is soon enough. */
const OF_FOUR = 0.45
/** A family shares a card among fewer accounts within hours. */
const LEAST = 4
/** How seldom as many different cards may look like one by chance. */
const CHANCE = 1e-5

/**
 * One bank card pays from many accounts within six hours, at whatever price (DOMAIN 2.4, R-PAY-06): a stolen card, or accounts that one hand pays for. Cards are known by
 * their issuer and last four digits, so others may look the same: the more cards lie beside it, the more payers are needed. Tills, kiosks and company desks
 * leave no tokens (`signals/tokens.ts`); a payer's own circle, topped up before, is silent. Misses cards of which fewer digits are known.
 */
export const cardShared: Detector = {
  id: ID,
  appliesTo: ['order'],
  looksAt: ['tokens'],
  detect: ({ order, tokens, settings, samePayer }) => {
    if (!order || order.cardBinLast4 === null || !isPaid(order) || isCompany(order, settings) || isSharedDevice(order, settings)) return []
    const seen = tokens.filter(({ token, parties }) => token.startsWith('card:') && parties >= LEAST).sort((a, b) => b.parties - a.parties)
    const found = seen.find(({ token, parties, records }) => parties >= leastPayers(besides(token, records, tokens)))
    if (!found || samePayer.orders.some((other) => other.targetNumber === order.targetNumber && other.at < order.createdAt - DAY_MS)) return []
    return [signal(ID, found.parties > LEAST ? STRENGTH : OF_FOUR, {
      evidence: { card: order.cardBinLast4, payers: found.parties, orders: found.records, threshold: leastPayers(besides(found.token, found.records, tokens)), windowMs: SHARED_CARD_MS },
      joined: [refOf(order)],
    })]
  },
  examples: {
    fires: [
      { name: 'one card by six payers within hours, nothing beside it', facts: { order: { payerAccount: 'p', cardBinLast4: '622848******4511' }, tokens: [{ token: 'card:622848.4511.80000', records: 6, parties: 6 }, { token: 'beside:622848.451.80000', records: 6, parties: 6 }] } },
      { name: 'nine payers of one card where its neighbours are common', facts: { order: { payerAccount: 'p', cardBinLast4: '622848******4511' }, tokens: [{ token: 'card:622848.4511.80000h', records: 9, parties: 9 }, { token: 'beside:622848.451.80000h', records: 13, parties: 13 }] } },
      { name: 'four accounts, the same day', facts: { order: { payerAccount: 'p', cardBinLast4: '622848******4511' }, tokens: [{ token: 'card:622848.4511.80000', records: 4, parties: 4 }, { token: 'beside:622848.451.80000', records: 4, parties: 4 }] } },
    ],
    silent: [
      { name: 'three accounts of a family', facts: { order: { payerAccount: 'p', cardBinLast4: '622848******4511' }, tokens: [{ token: 'card:622848.4511.80000', records: 7, parties: 3 }, { token: 'beside:622848.451.80000', records: 7, parties: 3 }] } },
      { name: 'four where one more such card lies beside it', facts: { order: { payerAccount: 'p', cardBinLast4: '622848******4511' }, tokens: [{ token: 'card:622848.4511.80000', records: 4, parties: 4 }, { token: 'beside:622848.451.80000', records: 6, parties: 6 }] } },
      { name: 'five where the issuer is so common that cards look the same', facts: { order: { payerAccount: 'p', cardBinLast4: '622848******4511' }, tokens: [{ token: 'card:622848.4511.80000', records: 5, parties: 5 }, { token: 'beside:622848.451.80000', records: 25, parties: 25 }] } },
      { name: 'one payer for many numbers', facts: { order: { payerAccount: 'p', cardBinLast4: '622848******4511' }, tokens: [{ token: 'card:622848.4511.80000', records: 30, parties: 1 }, { token: 'beside:622848.451.80000', records: 30, parties: 1 }] } },
      { name: 'a number this payer has long topped up', facts: { order: { payerAccount: 'p', cardBinLast4: '622848******4511', targetNumber: '+8613900000001' }, samePayer: [{ targetNumber: '+8613900000001', at: minutes(-20_000) }], tokens: [{ token: 'card:622848.4511.80000', records: 6, parties: 6 }] } },
      { name: 'a till', facts: { order: { payerAccount: 'p', agentId: 'A', channel: 'retail_store', cardBinLast4: '622848******4511' }, tokens: [{ token: 'card:622848.4511.80000', records: 6, parties: 6 }] } },
      { name: 'a kiosk', facts: { order: { payerAccount: 'p', deviceId: 'k', cardBinLast4: '622848******4511' }, tokens: [{ token: 'card:622848.4511.80000', records: 6, parties: 6 }], settings: { kioskDevices: ['k'] } } },
      { name: 'a company desk', facts: { order: { payerAccount: 'p', cardBinLast4: '622848******4511' }, tokens: [{ token: 'card:622848.4511.80000', records: 6, parties: 6 }], settings: { companyPayers: ['p'] } } },
    ],
  },
}

/** Orders with the nine cards beside one, in the same hours. */
function besides(token: string, records: number, tokens: Facts['tokens']): number {
  const [, issuer = '', last4 = '', window = ''] = /^card:(\d+)\.(\d+)\.(\w+)$/.exec(token) ?? []
  const ten = tokens.find((other) => other.token === `beside:${issuer}.${last4.slice(0, -1)}.${window}`)
  return Math.max(0, (ten?.records ?? records) - records)
}

/** How many payers of one card are too many for chance, where so many orders lie on the nine beside it (the tail of Poisson's law by its first term). */
function leastPayers(beside: number): number {
  const mean = (beside + 1) / 9
  let chance = 1
  let payers = 0
  while (chance > CHANCE || payers < Math.max(LEAST, mean)) chance *= mean / ++payers
  return payers
}
