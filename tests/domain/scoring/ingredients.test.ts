import { describe, expect, it } from 'vitest'
import { INGREDIENTS_EN, NEGATIONS_EN } from '../../../app/domain/scoring/ingredients-en.ts'
import { INGREDIENTS, NEGATIONS } from '../../../app/domain/scoring/ingredients.ts'
import { MESSAGE_SLOTS, readMessageFeatures } from '../../../app/domain/scoring/message-features.ts'
import { normalise } from '../../../app/domain/text/normalise.ts'

const FIRST = Math.min(...ingredients('公安局'))

/** Slots of the ingredients of a text, which are those that two texts of other words can have in common. */
function ingredients(text: string): Set<number> {
  const features = readMessageFeatures(normalise(text).text)
  return new Set(features.slots.subarray(features.ingredientsFrom, features.count))
}

const shared = (a: string, b: string): number => [...ingredients(a)].filter((slot) => ingredients(b).has(slot)).length

describe('ingredients of schemes', () => {
  it('sees one scheme in two wordings that have no word in common', () => {
    const phone = '我是民警，你涉嫌贩毒，请打款到安全账户，不得告诉家人'
    const court = '检察院通知：您已被通缉，速把存款转入指定账户，此事机密'
    expect(shared(phone, court)).toBeGreaterThanOrEqual(10)
    expect(shared(phone, '今晚一起看电影吧，我买了两张票')).toBe(0)
  })

  it('keeps what a negation turns round apart from what is asked for', () => {
    const asked = ingredients('请把验证码告诉我')
    const warned = ingredients('切勿把验证码告诉他人')
    expect(asked.size).toBeGreaterThan(0)
    expect(warned.size).toBeGreaterThan(0)
    expect([...warned].some((slot) => asked.has(slot))).toBe(false)
  })

  it('reads each ingredient in a text of its own, and in any text only slots of the model', () => {
    for (const [kind, words] of Object.entries(INGREDIENTS)) {
      for (const word of words.split(' ')) {
        const found = ingredients(word)
        expect(found.size, `${kind} ${word}`).toBeGreaterThan(0)
        for (const slot of found) expect(slot).toBeLessThan(MESSAGE_SLOTS)
      }
    }
    expect(ingredients(NEGATIONS.split(' ')[0] ?? '').size).toBe(0)
    expect(ingredients('').size).toBe(0)
  })

  it('sees one English scheme in two wordings that have no word in common', () => {
    const bank = 'Fraud department here, the bank account is frozen, transfer the savings today and tell nobody'
    const court = 'Inspector Cole: your wallet was blocked. Wire all you have immediately, this is confidential'
    expect(shared(bank, court)).toBeGreaterThanOrEqual(10)
    expect(shared(bank, 'the film was slow but the actors were great')).toBe(0)
  })

  it('keeps what English advice forbids apart from what is asked for', () => {
    const asked = ingredients('tell me the passcode')
    const warned = ingredients('never give the passcode')
    expect(asked.size).toBeGreaterThan(0)
    expect([...warned].some((slot) => asked.has(slot))).toBe(false)
  })

  it('reads each English ingredient in a text of its own, as the kind it is listed under', () => {
    expect(Object.keys(INGREDIENTS_EN)).toEqual(Object.keys(INGREDIENTS))
    for (const [at, [kind, words]] of Object.entries(INGREDIENTS_EN).entries()) {
      for (const word of words.split(', ')) {
        const found = ingredients(word)
        expect(found.has(FIRST + at) || found.has(FIRST + Object.keys(INGREDIENTS).length + at), `${kind} ${word}`).toBe(true)
      }
    }
    expect(ingredients(NEGATIONS_EN.split(', ')[0] ?? '').size).toBe(0)
  })
})
