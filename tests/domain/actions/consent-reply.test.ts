import { describe, expect, it } from 'vitest'
import { readConsent } from '../../../app/domain/actions/consent-reply.ts'

describe('the answer of the holder of a number', () => {
  it.each(['YES', 'yes', ' Yes. ', 'ＹＥＳ', '同意', '同意。', '我同意！', '【同意】', 'I agree', 'Yes, I agree', '同意退还', 'yes \u200b'])('%s is a yes', (text) => expect(readConsent(text)).toBe('yes'))
  it.each(['NO', 'no.', '不同意', '我不同意', '拒绝', "I don't agree", 'I don’t agree', 'disagree', '不'])('%s is a no', (text) => expect(readConsent(text)).toBe('no'))
  it.each(['', 'yes but call me first', 'Yes?', '同意吗', '同意？', 'ok', '好的', '可以', 'who are you', '你是谁', 'yes no', '不是不同意', 'yesterday', '同意个鬼', '👍', 'YES YES'])('%s is for a person to read', (text) => expect(readConsent(text)).toBe('unclear'))
})
