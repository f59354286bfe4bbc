import { describe, expect, it } from 'vitest'
import { PLAYBOOK_CODES, playbooksFor, type PlaybookMove } from '../../../app/domain/cases/playbook.ts'

/** Steps that are done at a desk of ours, and the move that leads there. */
const DESKS: Readonly<Record<string, PlaybookMove>> = {
  hold_money_back: 'hold', lock_profile: 'profile', owner_undo: 'profile', merge_cluster: 'merge', replace_card: 'refund', keep_one: 'refund', pay_by_other_road: 'refund', ask_consent: 'wrong_number',
  find_meant_number: 'wrong_number',
}

describe('a playbook', () => {
  it.each(PLAYBOOK_CODES)('%s leads to the desk of each of its steps that has one', (code) => {
    const [book] = playbooksFor([{ flag: 'x/y', weight: 1 }], code)
    expect(book?.code).toBe(code)
    for (const step of book?.steps ?? []) if (DESKS[step]) expect(book?.moves, `${code} ${step}`).toContain(DESKS[step])
  })
})
