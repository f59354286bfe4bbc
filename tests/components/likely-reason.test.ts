import { describe, expect, it } from 'vitest'
import { commonReason, likelyReason } from '../../app/components/case/likely-reason.ts'

const of = (...flags: readonly string[]) => ({ reasons: flags.map((flag) => ({ flag })) })

describe('the reason that a decision begins with', () => {
  it('is what the story of the flags suggests, and none where it suggests none', () => {
    expect(likelyReason('confirmed_fraud', 'lure')).toBe('lure')
    expect(likelyReason('legitimate', 'lure')).toBeNull()
    expect(likelyReason('confirmed_fraud', 'look_closer')).toBeNull()
  })

  it('of several cases is suggested where all their flags tell the same, and never where they differ', () => {
    const [lure, card] = [of('link/contact-host'), of('payment/card-testing')]
    expect(commonReason('confirmed_fraud', [lure, of('link/lookalike-domain')])).toBe('lure')
    expect(commonReason('confirmed_fraud', [lure, card])).toBeNull()
    expect(commonReason('confirmed_fraud', [of('link/contact-host', 'payment/card-testing')])).toBeNull()
    expect(commonReason('confirmed_fraud', [lure, of()])).toBeNull()
    expect(commonReason('confirmed_fraud', [lure, of('no/such-flag')])).toBeNull()
    expect(commonReason('escalate', [lure])).toBeNull()
    expect(commonReason('confirmed_fraud', [])).toBeNull()
  })
})
