import { describe, expect, test } from 'vitest'
import { mayBecome, nextStatuses, rulesAt } from '../../../app/domain/rules/rule-book.ts'
import { RULE_STATUSES, type Rule } from '../../../app/domain/rules/rule.ts'

const rule = (id: string, version = 1): Rule => ({ id, version, family: 'link', flag: 'link/shortener', severity: 'S3', weight: 0.5, status: 'live', appliesTo: ['order'], when: 'link.shortener > 0', source: 'x' })

describe('the rules at an instant', () => {
  const brought = [rule('b'), rule('a')]
  test('are those of the program, replaced by the newest version that has begun, then what staff added by id', () => {
    const dated = [
      { rule: rule('a', 3), effectiveAt: 30 }, { rule: rule('a', 2), effectiveAt: 20 }, { rule: rule('z', 1), effectiveAt: 5 }, { rule: rule('c', 1), effectiveAt: 5 },
    ]
    const at = (now: number) => rulesAt(brought, dated, now).map(({ id, version }) => `${id}${version}`)
    expect([at(4), at(5), at(19), at(20), at(29), at(30)]).toEqual([['b1', 'a1'], ['b1', 'a1', 'c1', 'z1'], ['b1', 'a1', 'c1', 'z1'], ['b1', 'a2', 'c1', 'z1'], ['b1', 'a2', 'c1', 'z1'], ['b1', 'a3', 'c1', 'z1']])
  })
})

test('a rule goes from draft to shadow to live to retired, and back a step, and nowhere from retired', () => {
  const pairs = [null, ...RULE_STATUSES].map((from) => [from, RULE_STATUSES.filter((to) => mayBecome(from, to))])
  expect(pairs).toEqual([
    [null, ['draft', 'shadow']], ['draft', ['draft', 'shadow', 'retired']], ['shadow', ['draft', 'shadow', 'live', 'retired']], ['live', ['shadow', 'live', 'retired']], ['retired', []],
  ])
  for (const from of [null, ...RULE_STATUSES]) for (const to of nextStatuses(from)) expect(mayBecome(from, to)).toBe(true)
})
