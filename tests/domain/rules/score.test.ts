import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FAMILIES, type Severity, SEVERITIES } from '../../../app/domain/cases/flag.ts'
import { bandOf, combine, type Scored } from '../../../app/domain/rules/score.ts'

const hit = (flag: string, weight: number, severity: Severity = 'S2', status: 'live' | 'shadow' = 'live'): Scored => ({
  weight, rule: { id: `${flag}_${weight}`.replace('/', '_'), family: flag.slice(0, flag.indexOf('/')) as 'link', flag, severity, status },
})

describe('the score of an anchor', () => {
  it('takes the greatest weight inside a family', () => {
    expect(combine([hit('link/shortener', 0.45), hit('link/outside-allowlist', 0.3)]).score).toBe(0.45)
  })

  it('multiplies innocence across families', () => {
    expect(combine([hit('link/contact-host', 0.7), hit('message/wrapper', 0.65), hit('link/image-host', 0.35)]).score).toBe(0.895)
  })

  it.each([
    [0.85, 'hold'], [0.8499, 'review'], [0.6, 'review'], [0.5999, 'same_day'], [0.35, 'same_day'], [0.3499, 'log'], [0, 'log'], [1, 'hold'],
  ] as const)('%f is %s', (score, band) => {
    expect(bandOf(score)).toBe(band)
    expect(combine([hit('link/contact-host', score)])).toMatchObject({ score, band: score === 0 ? 'log' : band })
  })

  it('information alone stays in the log, however much of it, and adds to what is more', () => {
    expect(combine([hit('sms/broken-grammar', 0.9, 'S4'), hit('message/code-shared', 0.9, 'S4')])).toMatchObject({ score: 0.99, band: 'log', severity: 'S4' })
    expect(combine([hit('link/shortener', 0.3, 'S3'), hit('message/code-shared', 0.1, 'S4')])).toMatchObject({ score: 0.37, band: 'same_day', severity: 'S3' })
  })

  it('counts nothing that runs in shadow', () => {
    expect(combine([hit('link/contact-host', 0.9, 'S1', 'shadow')])).toEqual({ score: 0, band: 'log', severity: null, topReasons: [] })
  })

  it('shows the three weightiest reasons, each flag once', () => {
    const hits = [hit('link/shortener', 0.45), hit('payment/slow', 0.5), hit('payment/slow', 0.7), hit('message/scam-text', 0.7, 'S1'), hit('sms/command-burst', 0.2)]
    expect(combine(hits).topReasons.map(({ rule, weight }) => [rule.flag, weight])).toEqual([['message/scam-text', 0.7], ['payment/slow', 0.7], ['link/shortener', 0.45]])
  })

  it('never falls when a hit is added, and does not mind the order', () => {
    const anyHit = fc.record({ family: fc.constantFrom(...FAMILIES), weight: fc.integer({ min: 0, max: 100 }), severity: fc.constantFrom(...SEVERITIES) })
      .map(({ family, weight, severity }) => hit(`${family}/x`, weight / 100, severity))
    fc.assert(fc.property(fc.array(anyHit, { maxLength: 8 }), anyHit, (hits, more) => {
      const before = combine(hits)
      const after = combine([...hits, more])
      expect(after.score).toBeGreaterThanOrEqual(before.score)
      expect(after.score).toBeLessThanOrEqual(1)
      expect(combine([more, ...hits].reverse())).toMatchObject({ score: after.score, band: after.band, severity: after.severity })
    }))
  })
})
