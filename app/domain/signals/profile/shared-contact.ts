import { refOf } from '../../intake/record.ts'
import type { Detector } from '../detector.ts'
import { signal } from '../finding.ts'

const ID = 'profile/shared-contact'

const LEAST_SUBSCRIBERS = 3

/** One new contact value turns up at three and more subscribers (DOMAIN R-ATO-03): one hand collects accounts. A family's mail box or a company desk can look so. */
export const sharedContact: Detector = {
  id: ID,
  appliesTo: ['profile_change'],
  detect: ({ change, tokens }) => {
    if (!change || (change.field !== 'contact_phone' && change.field !== 'email')) return []
    const seen = tokens.find(({ token, parties }) => token.startsWith('contact:') && parties >= LEAST_SUBSCRIBERS)
    if (!seen) return []
    return [signal(ID, 0.6, { evidence: { field: change.field, subscribers: seen.parties, changes: seen.records, threshold: LEAST_SUBSCRIBERS }, joined: [refOf(change)] })]
  },
  examples: {
    fires: [
      { name: 'the same new phone at three subscribers', facts: { change: { field: 'contact_phone', newValue: '+8613900000001' }, tokens: [{ token: 'contact:ab', records: 3, parties: 3 }] } },
      { name: 'one mail address at five', facts: { change: { field: 'email', newValue: 'x@mail.example' }, tokens: [{ token: 'contact:cd', records: 6, parties: 5 }] } },
    ],
    silent: [
      { name: 'two of a family', facts: { change: { field: 'contact_phone', newValue: '+8613900000001' }, tokens: [{ token: 'contact:ab', records: 2, parties: 2 }] } },
      { name: 'one customer, many tries', facts: { change: { field: 'email', newValue: 'a@b.example' }, tokens: [{ token: 'contact:ab', records: 5, parties: 1 }] } },
    ],
  },
}
