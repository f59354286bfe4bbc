import { describe, expect, test } from 'vitest'
import { anyOf, either, inClause, inSentence } from '../../../app/domain/text/word-tables.ts'

describe('tables of words', () => {
  const table = anyOf('验证码 read_out code suspend- 今[天日]', '\\d{3}!')
  test.each(['您的验证码', 'please read out', 'a code', 'it was suspended', '今日', '123!'])('find %s', (text) => expect(text).toMatch(table))
  test.each(['验证', 'readout', 'encode', 'codes', 'unsuspended', '今后', '12!'])('do not find %s', (text) => expect(text).not.toMatch(table))

  test('are empty when nothing stands in them but shapes', () => {
    expect('b').not.toMatch(anyOf('', 'a'))
  })

  test('reach as far as they are told, and not beyond a clause or a sentence', () => {
    const clause = new RegExp(inClause('报', 3, '密码'))
    expect('报一下密码').toMatch(clause)
    expect('报一下您的密码').not.toMatch(clause)
    expect('报,密码').not.toMatch(clause)
    const sentence = new RegExp(inSentence('send', 12, 'pins?'))
    expect('send me, quick, pins').toMatch(sentence)
    expect('send me. pins').not.toMatch(sentence)
  })

  test('are a group, so that they can be put together', () => {
    expect('a b').toMatch(new RegExp(`^${either('甲 a')} b$`))
  })
})
