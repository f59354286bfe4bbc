import { refOf } from '../../intake/record.ts'
import { compareNumbers } from '../../reconciliation/compare-numbers.ts'
import type { Detector, Facts, Signal } from '../detector.ts'
import { signal } from '../finding.ts'

const ID = 'number/confirm-mismatch'

/** Plausible slips of one digit or two neighbours; others are other people's numbers. */
const SLIPS = new Set(['transposed', 'adjacent_key', 'look_alike', 'one_digit', 'missing_digit', 'extra_digit'])
/** The number that a remark gives to be topped up, not one to be called. */
const TO_TOP_UP = /(?:充|号码?|手机|是|给|到|为|for|to|number|no)[^,。!?\d]{0,6}$|^[\s:]*$/
const REMARKED = 0.5
/** A number as people write it, and how many of them a remark is about. */
const LONGEST = 40
const MOST_NUMBERS = 4
const NOTHING: readonly Signal[] = Object.freeze([])

/**
 * The number typed a second time is another one (DOMAIN 3.6 M3), or the remark tells one that is a slip away. Says which slip it looks like and which
 * digits differ.
 */
export const confirmMismatch: Detector = {
  id: ID,
  appliesTo: ['order'],
  looksAt: ['mismatches', 'numbers'],
  detect: ({ order, reconciliation, texts }) => {
    if (!order || !reconciliation) return NOTHING
    if (!order.confirmNumberRaw || reconciliation.mismatches.length === 0) return texts.length === 0 ? NOTHING : remarked(order, texts)
    const found = reconciliation.mismatches.find(({ code, explainedBy }) => code === 'M3' && explainedBy === null)
    if (!found?.numbers) return remarked(order, texts)
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
      { name: 'the remark tells a number one digit off', facts: { order: { targetNumberRaw: '13800138000', targetNumber: '+8613800138000', remark: '号码13800138002，给我爸' } } },
      { name: 'an entirely different number', facts: { order: { targetNumber: '+8613800138000', confirmNumber: '+8619955512347', confirmNumberRaw: '19955512347' } } },
    ],
    silent: [
      { name: 'the same number in two ways of writing', facts: { order: { targetNumberRaw: '138-0013-8000', targetNumber: '+8613800138000', confirmNumberRaw: '+86 138 0013 8000', confirmNumber: '+8613800138000' } } },
      { name: 'full-width digits that were not normalised', facts: { order: { targetNumber: '+8613800138000', confirmNumberRaw: '１３８００１３８０００', confirmNumber: null } } },
      { name: 'another country\'s number in the form used there', facts: { order: { targetNumber: '+639171234567', confirmNumberRaw: '09171234567', confirmNumber: '+869171234567' } } },
      { name: 'the remark repeats the number', facts: { order: { targetNumberRaw: '13800138000', targetNumber: '+8613800138000', remark: '充13800138000' } } },
      { name: 'the remark names somebody to be called', facts: { order: { targetNumberRaw: '13800138000', targetNumber: '+8613800138000', remark: '有问题联系13800138002' } } },
      { name: 'both numbers of a couple', facts: { order: { targetNumberRaw: '13800138000', targetNumber: '+8613800138000', remark: '充13800138000和13800138001各50' } } },
      { name: 'the remark is for an invoice', facts: { order: { targetNumberRaw: '13800138000', targetNumber: '+8613800138000', remark: '发票手机 13912345678' } } },
      { name: 'nothing was confirmed', facts: { order: { targetNumber: '+8613800138000' } } },
    ],
  },
}

function remarked(order: NonNullable<Facts['order']>, texts: Facts['texts']): readonly Signal[] {
  const remark = texts.find(({ field }) => field === 'remark')
  if (!remark || order.targetNumber === null || order.targetNumberRaw.length > LONGEST) return []
  const { numbers, normal: { text } } = remark.reading
  if (numbers.some(({ e164 }) => e164 === order.targetNumber)) return []
  for (const { digits, isPhone, start } of numbers.slice(0, MOST_NUMBERS)) {
    if (!isPhone || !TO_TOP_UP.test(text.slice(Math.max(0, start - 10), start))) continue
    const { a, b, slip, plausibility, differsA, differsB } = compareNumbers(order.targetNumberRaw, digits)
    if (SLIPS.has(slip)) return [signal(ID, REMARKED, { evidence: { entered: a, confirmed: b, slip, plausibility, differsEntered: differsA, differsConfirmed: differsB, status: order.status }, joined: [refOf(order)] })]
  }
  return []
}
