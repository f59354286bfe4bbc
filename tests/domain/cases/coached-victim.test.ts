import { describe, expect, it } from 'vitest'
import type { Family, Severity } from '../../../app/domain/cases/flag.ts'
import { recommend, storyOf } from '../../../app/domain/cases/recommend.ts'
import { STARTER_RULES } from '../../../app/domain/rules/starter.ts'

/** Flags of texts and of links: what a person who was deceived carries as well as the one who deceives. */
const flags = [...new Set(STARTER_RULES.map(({ flag }) => flag))].filter((flag) => /^(?:link|message)\//.test(flag))
const one = (flag: string, severity: Severity, weight: number, recordKind: string) => ({ flag, family: flag.slice(0, flag.indexOf('/')) as Family, severity, weight, recordKind, data: {} })

describe('a customer who was talked into it', () => {
  it.each(flags)('is asked and helped when a message of theirs is flagged, never held: %s', (flag) => {
    for (const severity of ['S1', 'S2', 'S3'] as const) {
      expect(recommend({ flags: [one(flag, severity, 1, 'message')], textFrom: 'in' }).action).not.toBe('hold')
    }
  })

  it('who tops up numbers that somebody names is asked, not held', () => {
    for (const flag of ['payment/fan-out', 'payment/velocity']) {
      expect(storyOf(flag)).toBe('shared_payer')
      expect(recommend({ flags: [one(flag, 'S2', 0.8, 'order')], textFrom: null }).action).toBe('ask_customer')
    }
  })
})
