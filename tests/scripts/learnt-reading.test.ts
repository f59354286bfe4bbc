import { describe, expect, test } from 'vitest'
import { MESSAGE_EN } from '../../app/domain/scoring/model/message-en.ts'
import { MESSAGE_ZH } from '../../app/domain/scoring/model/message-zh.ts'
import { URL_MODEL } from '../../app/domain/scoring/model/url.ts'
import { linkReading, messageReading } from '../../scripts/training/learnt-reading.ts'

describe('each model was trained on texts as they are read today', () => {
  const trainAgain = (name: string): string => `The model is older than the code that reads for it: train it with "node scripts/train-models.ts --only ${name}", evaluate, and tell what changed.`

  test.each([['en', MESSAGE_EN], ['zh', MESSAGE_ZH]] as const)('messages in %s', (lang, { readAs }) => {
    expect(messageReading(lang), trainAgain(lang)).toBe(readAs)
  })

  test('links', () => {
    expect(linkReading(), trainAgain('url')).toBe(URL_MODEL.readAs)
  })
})
