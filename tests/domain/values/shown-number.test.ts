import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskText } from '../../../app/domain/values/masking.ts'
import { shownEvidence, shownNumber, shownPair } from '../../../app/domain/values/shown-number.ts'

describe('a shown number', () => {
  it('marks swapped last digits without showing more', () => {
    expect(shownPair('+8613812345678', '+8613812345687', [12, 13], [12, 13])).toEqual([
      { text: '138****5678', differs: [9, 10], others: ['8', '7'] },
      { text: '138****5687', differs: [9, 10], others: ['7', '8'] },
    ])
  })

  it('shows a hidden digit when it is the difference', () => {
    expect(shownNumber('+8613812345678', [7], ['9'])).toEqual({ text: '138*2**5678', differs: [4], others: ['9'] })
  })

  it('shows no hidden digit when more than two of them differ', () => {
    const [a] = shownPair('+8613812345678', '+8613856785678', [6, 7, 8, 9], [6, 7, 8, 9])
    expect(a).toEqual({ text: '138****5678', differs: [], others: [] })
    // The last digits differ too and are marked, but what the other has there is not told.
    expect(shownNumber('+8613812345678', [6, 7, 8, 13], ['0', '0', '0', '9'])).toEqual({ text: '138****5678', differs: [10], others: [] })
  })

  it('S71: never shows more than nine digits of a mobile number, whatever is compared', () => {
    fc.assert(fc.property(fc.stringMatching(/^1[3-9]\d{9}$/), fc.uniqueArray(fc.integer({ min: 0, max: 13 })), (number, places) => {
      expect(shownNumber(`+86${number}`, places).text.replace(/\*/g, '').length).toBeLessThanOrEqual(9)
    }))
  })
})

describe('shown evidence', () => {
  it('S71: masks every number, compared or not, and leaves ids, counts and codes alone', () => {
    const shown = shownEvidence({
      entered: '+8613812345678', confirmed: '+8613812345687', differsEntered: [12, 13], differsConfirmed: [12, 13], slip: 'transposed', number: '13900001111',
      tradeNo: '4200002556202603145002267915', count: 4, text: 'call 13800138000 now', numbers: ['+8613700000000'],
    }, maskText)
    expect(JSON.stringify(shown)).not.toMatch(/13812345678|13900001111|13800138000|13700000000/)
    expect(shown).toMatchObject({ slip: 'transposed', count: 4, tradeNo: '4200002556202603145002267915', entered: { text: '138****5678', differs: [9, 10] } })
    expect(shown).not.toHaveProperty('differsEntered')
  })
})
