import { describe, expect, it } from 'vitest'
import { CASE_STATES } from '../../app/domain/cases/case.ts'
import { PLAYBOOK_CODES, playbooksFor } from '../../app/domain/cases/playbook.ts'
import { OUTCOMES, SNOOZE_REASONS } from '../../app/domain/cases/reasons.ts'
import { STORY_FLAGS } from '../../app/domain/cases/recommend.ts'
import { en } from '../../app/i18n/en.ts'
import { LOCALES } from '../../app/i18n/format.ts'
import { translator } from '../../app/i18n/translate.ts'
import { zh } from '../../app/i18n/zh.ts'

describe.each(LOCALES)('the words of case work in %s', (locale) => {
  const t = translator({ locale, zone: 'Asia/Shanghai', now: 0 })
  const books = STORY_FLAGS.flatMap((flag) => playbooksFor([{ flag, weight: 1 }], null))

  it('name every playbook, step, question and button', () => {
    const keys = books.flatMap((book) => [
      `playbook.${book.code}`, ...book.steps.map((step) => `playbook_step.${step}`), ...book.asks.map((ask) => `playbook_ask.${ask}`),
      ...book.moves.map((move) => ((OUTCOMES as readonly string[]).includes(move) ? `case.decide.${move}` : `playbook_move.${move}`)),
    ])
    expect([...keys, ...PLAYBOOK_CODES.map((code) => `playbook.${code}`)].filter((key) => t.find(key) === null)).toEqual([])
  })

  it('name every state of a case and every reason to put one aside', () => {
    expect([...CASE_STATES.map((state) => `case_state.${state}`), ...SNOOZE_REASONS.map((reason) => `snooze_reason.${reason}`)].filter((key) => t.find(key) === null)).toEqual([])
  })
})

it('what is asked of a customer is a sentence in English and takes the mark of the letter in Chinese', () => {
  const asks = Object.keys(en).filter((key) => key.startsWith('playbook_ask.')) as (keyof typeof en)[]
  expect(asks.length).toBeGreaterThan(15)
  expect(asks.filter((key) => !/^[A-Z].*[.?]$/.test(en[key]))).toEqual([])
  expect(asks.filter((key) => /[。？！；.?]$/.test(zh[key]))).toEqual([])
})
