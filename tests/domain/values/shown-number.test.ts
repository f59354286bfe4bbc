import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskText } from '../../../app/domain/values/masking.ts'
import { isShownNumber, shownEvidence, shownNumber, shownPair } from '../../../app/domain/values/shown-number.ts'

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

  it('marks nothing outside what is shown: the country code that is left out, places behind the end', () => {
    expect(shownNumber('+8613812345678', [0, 1, 2, 14, 20], ['4', '4', '4', '1', '1'])).toEqual({ text: '138****5678', differs: [], others: [] })
    expect(shownNumber('+8613812345678', [3, 13], ['7'])).toEqual({ text: '138****5678', differs: [0, 10], others: ['7', null] })
  })

  it('shows two hidden digits at most, and none of a number that is hidden whole', () => {
    expect(shownNumber('+8613812345678', [6, 7], ['0', '9'])).toEqual({ text: '13812**5678', differs: [3, 4], others: ['0', '9'] })
    expect(shownNumber('+8613812345678', [6, 7, 8], ['0', '9', '9'])).toEqual({ text: '138****5678', differs: [], others: [] })
    expect(shownNumber('10086', [1, 4], ['1', '5'])).toEqual({ text: '*****', differs: [], others: [] })
  })

  it('tells the digit that the other has, and null where it has none', () => {
    expect(shownPair('+8613812345678', '+861381234567', [13], [])).toEqual([
      { text: '138****5678', differs: [10], others: [null] }, { text: shownNumber('+861381234567').text, differs: [], others: [] },
    ])
    expect(shownPair('13812345678', '13812345', [10], [20])[0].others).toEqual([null])
  })

  it('is told from other values by its three fields', () => {
    expect(isShownNumber({ text: '1', differs: [], others: [] })).toBe(true)
    for (const other of [null, 'text', 7, undefined, {}, { text: '1', differs: [] }, { text: '1', others: [] }, { differs: [], others: [] }]) expect(isShownNumber(other)).toBe(false)
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

  it('S71: masks numbers however deep they stand, by the name they stand under, and keeps everything else as it is', () => {
    const shown = shownEvidence({
      list: [['13900001111'], { number: '13900001111', tradeNo: '4200002556202603', none: null, at: 3 }], orderId: '13900001111', targetCount: '12345678', note: 'call 13900001111', flag: true, nothing: null,
    }, maskText)
    expect(shown).toEqual({
      list: [['139****1111'], { number: '139****1111', tradeNo: '4200002556202603', none: null, at: 3 }], orderId: maskText('13900001111'), targetCount: '12345678', note: 'call 139****1111', flag: true, nothing: null,
    })
  })

  it('marks two numbers only where both are there and the places are numbers', () => {
    const pair = { entered: '+8613812345678', confirmed: '+8613812345687', differsEntered: [12, 13], differsConfirmed: [12, 13] }
    expect(shownEvidence({ ...pair, confirmed: null }, maskText)).toEqual({ entered: '138****5678', confirmed: null })
    expect(shownEvidence({ ...pair, entered: 5 }, maskText)).toEqual({ entered: 5, confirmed: '138****5687' })
    expect(shownEvidence({ entered: '+8613812345678', differsEntered: [12] }, maskText)).toEqual({ entered: '138****5678' })
    expect(shownEvidence({ ...pair, differsEntered: ['12', 13, null], differsConfirmed: 'all' }, maskText)).toEqual({
      entered: { text: '138****5678', differs: [10], others: [null] }, confirmed: { text: '138****5687', differs: [], others: [] },
    })
  })

  it('leaves the serial of a card whole, though it could be the number of a bank card: it is what is blocked', () => {
    expect(shownEvidence({ serial: '7020000004113560', serials: ['7020000004113560'], number: '7020000004113560', note: 'card 7020000004113560' }, maskText))
      .toEqual({ serial: '7020000004113560', serials: ['7020000004113560'], number: expect.stringContaining('*'), note: expect.stringContaining('*') })
    expect(shownEvidence({ serial: '拨打 13800138000' }, maskText).serial).not.toContain('13800138000')
  })
})
