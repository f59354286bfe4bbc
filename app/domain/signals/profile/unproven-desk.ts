import { refOf } from '../../intake/record.ts'
import type { Detector } from '../detector.ts'
import { signal } from '../finding.ts'

const ID = 'profile/unproven-desk'

/** Above what a clerk in a hurry lets pass in a day. */
const LEAST_SUBSCRIBERS = 5

/**
 * One clerk hands the accounts of five and more subscribers over within a day without proof of their owners: new SIMs on no proof or a code to the new one, contacts and PINs
 * on none (R-ATO-01, DOMAIN 2.7: SIM swap through a weak counter). No money need move: accounts are collected before they are used.
 */
export const unprovenDesk: Detector = {
  id: ID,
  appliesTo: ['profile_change'],
  detect: ({ change, tokens }) => {
    const seen = change ? tokens.find(({ token, parties }) => token.startsWith('desk:') && parties >= LEAST_SUBSCRIBERS) : undefined
    if (!change || !seen) return []
    return [signal(ID, 0.6, { evidence: { field: change.field, staff: change.staffId, subscribers: seen.parties, threshold: LEAST_SUBSCRIBERS }, joined: [refOf(change)] })]
  },
  examples: {
    fires: [
      { name: 'five SIMs of five subscribers', facts: { change: { field: 'sim', verification: 'none', staffId: 'E7741' }, tokens: [{ token: 'desk:E7741', records: 5, parties: 5 }] } },
      { name: 'mail addresses of eight', facts: { change: { field: 'email', verification: 'none', staffId: 'E7741' }, tokens: [{ token: 'desk:E7741', records: 9, parties: 8 }] } },
    ],
    silent: [
      { name: 'four of a busy day', facts: { change: { field: 'sim', verification: 'none', staffId: 'E7741' }, tokens: [{ token: 'desk:E7741', records: 4, parties: 4 }] } },
      { name: 'one customer again and again', facts: { change: { field: 'sim', verification: 'none', staffId: 'E7741' }, tokens: [{ token: 'desk:E7741', records: 7, parties: 1 }] } },
      { name: 'proved in person, which is not counted', facts: { change: { field: 'sim', verification: 'in_person', staffId: 'E7741' }, tokens: [] } },
    ],
  },
}
