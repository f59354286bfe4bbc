import { refOf } from '../../intake/record.ts'
import type { Detector } from '../detector.ts'
import { signal } from '../finding.ts'

const ID = 'number/confirm-mismatch'

/** The number typed a second time is another one (DOMAIN 3.6 M3). Says which slip it looks like and which digits differ. */
export const confirmMismatch: Detector = {
  id: ID,
  appliesTo: ['order'],
  detect: ({ order, reconciliation }) => {
    if (!order?.confirmNumberRaw || !reconciliation) return []
    const found = reconciliation.mismatches.find(({ code, explainedBy }) => code === 'M3' && explainedBy === null)
    if (!found?.numbers) return []
    const { a, b, slip, plausibility, differsA, differsB } = found.numbers
    return [signal(ID, slip === 'unrelated' ? 0.65 : 0.6, {
      evidence: { entered: a, confirmed: b, slip, plausibility, differsEntered: differsA, differsConfirmed: differsB, status: order.status },
      joined: [refOf(order)],
    })]
  },
  examples: {
    fires: [
      { name: 'two neighbouring digits changed places', facts: { order: { targetNumber: '+8613800138000', confirmNumber: '+8613800183000', confirmNumberRaw: '13800183000' } } },
      { name: 'a digit is missing', facts: { order: { targetNumber: '+8613800138000', confirmNumber: '1380013800', confirmNumberRaw: '1380013800' } } },
      { name: 'a digit was doubled', facts: { order: { targetNumber: '+8613800138000', confirmNumber: null, confirmNumberRaw: '138001338000' } } },
      { name: 'one digit of a card number differs', facts: { order: { product: 'smart_card', targetNumber: '9086127659567977', confirmNumber: '9086125659567977', confirmNumberRaw: '9086125659567977' } } },
      { name: 'in the form used there, with another last digit', facts: { order: { targetNumber: '+639171234567', confirmNumberRaw: '09171234561', confirmNumber: null } } },
      { name: 'an entirely different number', facts: { order: { targetNumber: '+8613800138000', confirmNumber: '+8619955512347', confirmNumberRaw: '19955512347' } } },
    ],
    silent: [
      { name: 'the same number in two ways of writing', facts: { order: { targetNumberRaw: '138-0013-8000', targetNumber: '+8613800138000', confirmNumberRaw: '+86 138 0013 8000', confirmNumber: '+8613800138000' } } },
      { name: 'full-width digits that were not normalised', facts: { order: { targetNumber: '+8613800138000', confirmNumberRaw: '１３８００１３８０００', confirmNumber: null } } },
      { name: 'another country\'s number in the form used there', facts: { order: { targetNumber: '+639171234567', confirmNumberRaw: '09171234567', confirmNumber: '+869171234567' } } },
      { name: 'nothing was confirmed', facts: { order: { targetNumber: '+8613800138000' } } },
    ],
  },
}
