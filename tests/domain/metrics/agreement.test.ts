import { describe, expect, it } from 'vitest'
import { isDrawn } from '../../../app/domain/cases/second-review.ts'
import { agreementOf } from '../../../app/domain/metrics/agreement.ts'

const times = (count: number, pair: readonly [string, string]) => Array.from({ length: count }, () => pair)

describe('agreement of two judges', () => {
  it('is what the textbook counts: 50 grants judged yes/yes 20, yes/no 5, no/yes 10, no/no 15 give a kappa of 0.4', () => {
    const { pairs, agreed, observed, kappa } = agreementOf([...times(20, ['yes', 'yes']), ...times(5, ['yes', 'no']), ...times(10, ['no', 'yes']), ...times(15, ['no', 'no'])])
    expect([pairs, agreed, observed]).toEqual([50, 35, 0.7])
    expect(kappa).toBeCloseTo(0.4, 10)
  })

  it('is one when they always agree, and below nothing when they never do', () => {
    expect(agreementOf([...times(3, ['a', 'a']), ...times(2, ['b', 'b'])]).kappa).toBeCloseTo(1, 10)
    expect(agreementOf([...times(3, ['a', 'b']), ...times(3, ['b', 'a'])]).kappa).toBeCloseTo(-1, 10)
  })

  it('is not said where nothing was judged, or chance alone explains it', () => {
    expect(agreementOf([])).toEqual({ pairs: 0, agreed: 0, observed: null, kappa: null })
    expect(agreementOf(times(9, ['a', 'a']))).toEqual({ pairs: 9, agreed: 9, observed: 1, kappa: null })
  })
})

describe('the sample', () => {
  const ids = Array.from({ length: 20_000 }, (_, n) => n + 1)

  it('is the same whoever draws it, and only grows with the share', () => {
    for (const id of ids.slice(0, 2_000)) {
      expect(isDrawn(id, 3, 0.05)).toBe(isDrawn(id, 3, 0.05))
      if (isDrawn(id, 3, 0.05)) expect(isDrawn(id, 3, 0.2)).toBe(true)
    }
    expect(ids.some((id) => isDrawn(id, 3, 0))).toBe(false)
    expect(ids.every((id) => isDrawn(id, 3, 1))).toBe(true)
  })

  it('is near its share, also for numbers that follow each other', () => {
    for (const share of [0.02, 0.05, 0.5]) {
      const drawn = ids.filter((id) => isDrawn(id, 2, share)).length / ids.length
      expect(Math.abs(drawn - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / ids.length))
    }
  })
})
