import { refOf } from '../../intake/record.ts'
import { isCredit } from '../../reconciliation/evidence.ts'
import { HOUR_MS } from '../../values/time.ts'
import type { Detector } from '../detector.ts'
import { minutes } from '../examples.ts'
import { signal } from '../finding.ts'
import { claimsNotReceived, latest } from './claims.ts'

const ID = 'refund/not-received-but-used'

const USED_SHARE = 0.5
/** A claim written this soon after the credit may have been under way. */
const GRACE_MS = HOUR_MS

/** The customer says nothing arrived, but the ledger shows the credit and that most of it was used before the claim (DOMAIN R-REF-04). */
export const notReceivedButUsed: Detector = {
  id: ID,
  appliesTo: ['order'],
  looksAt: ['messages'],
  detect: ({ order, messages, ledger, numberLedger }) => {
    if (!order || messages.length === 0) return []
    const claim = latest(messages, claimsNotReceived)
    const credit = ledger.find((row) => isCredit(row) && row.number === order.targetNumber)
    if (!claim || !credit || claim.at < credit.at + GRACE_MS) return []
    const used = numberLedger.filter((row) => row.at > credit.at && row.at <= claim.at && row.amountMinor < 0 && (row.type === 'usage' || row.type === 'transfer'))
    const usedMinor = used.reduce((sum, row) => sum - row.amountMinor, 0)
    const share = usedMinor / credit.amountMinor
    if (share <= USED_SHARE) return []
    return [signal(ID, 0.65, {
      evidence: { creditedMinor: credit.amountMinor, usedMinor, share: Math.round(share * 100) / 100, currency: order.currency, creditedAt: credit.at, claimedAt: claim.at },
      joined: [refOf(credit), refOf(claim), ...used.slice(0, 5).map(refOf)], flagged: [refOf(claim)],
    })]
  },
  examples: {
    fires: [
      { name: 'used up, then "it never came"', facts: { order: {}, ledger: [{}], messages: [{ text: '充的话费一直没到账', at: minutes(600) }], numberLedger: [{ type: 'usage', amountMinor: -8_000, at: minutes(300) }] } },
      { name: 'given away to another number', facts: { order: {}, ledger: [{}], messages: [{ text: 'my top up has not been credited', at: minutes(600) }], numberLedger: [{ type: 'transfer', amountMinor: -9_000, at: minutes(300) }] } },
    ],
    silent: [
      { name: 'the claim came before the late credit', facts: { order: {}, ledger: [{ at: minutes(600) }], messages: [{ text: '充的话费一直没到账', at: minutes(120) }], numberLedger: [{ type: 'usage', amountMinor: -8_000, at: minutes(900) }] } },
      { name: 'credited but hardly used', facts: { order: {}, ledger: [{}], messages: [{ text: 'not received', at: minutes(600) }], numberLedger: [{ type: 'usage', amountMinor: -300, at: minutes(300) }] } },
      { name: 'a question, no claim', facts: { order: {}, ledger: [{}], messages: [{ text: 'How do I check my balance?', at: minutes(600) }], numberLedger: [{ type: 'usage', amountMinor: -8_000, at: minutes(300) }] } },
    ],
  },
}
