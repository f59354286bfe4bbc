import { describe, expect, test } from 'vitest'
import { STAFF_ACTIONS } from '../../../app/domain/actions/index.ts'
import { CASE_STATES } from '../../../app/domain/cases/case.ts'
import { CASE_STAGES, REMEDIES, stageOf, standingOf, type CaseStage, type StagedCase, type Standing } from '../../../app/domain/cases/stage.ts'

const STANDINGS: readonly Standing[] = ['police_hold', 'regulator', 'customer', 'recipient', 'channel', 'approval', 'executing', 'open', 'watched', 'over']
const BOTH = [false, true]
const WAITS: readonly CaseStage[] = ['awaiting_recipient', 'awaiting_channel', 'awaiting_approval']
const fresh: StagedCase = { status: 'new', isPart: false, isPaused: false, hasAssignee: false, isTakenUp: false, isHandedOver: false, timesClosed: 0 }

/** Every case there can be, by state and by whose it is; a part and a merged case are the same, and only what waits stands still. */
const cases: readonly StagedCase[] = CASE_STATES.flatMap((status) =>
  BOTH.flatMap((isPaused) => BOTH.flatMap((hasAssignee) => BOTH.flatMap((isTakenUp) => BOTH.flatMap((isHandedOver) => [0, 1].map((timesClosed) => ({ ...fresh, status, isPaused, hasAssignee, isTakenUp, isHandedOver, timesClosed })))))),
).filter(({ status, isPaused }) => !isPaused || status === 'awaiting_customer' || status === 'snoozed')
/** Every one and every two of the things that remedies wait for. */
const remedies: readonly (readonly Standing[])[] = [[], ...STANDINGS.map((one) => [one]), ...STANDINGS.flatMap((one) => STANDINGS.map((other) => [one, other]))]
const all = cases.flatMap((of) => remedies.map((waits) => ({ of, waits, stage: stageOf(of, waits) })))

describe('the stage of a case', () => {
  test('there is one for every state and every situation of its remedies, and each is some situation\'s', () => {
    expect(all.length).toBe(17_760)
    expect(all.filter(({ stage }) => !CASE_STAGES.includes(stage))).toEqual([])
    expect([...new Set(all.map(({ stage }) => stage))].sort()).toEqual([...CASE_STAGES].sort())
  })

  test('does not hang on the order in which remedies are named, nor on one that is over', () => {
    for (const { of, waits, stage } of all) expect([stageOf(of, [...waits].reverse()), stageOf(of, [...waits, 'over'])]).toEqual([stage, stage])
  })

  test('waits for the customer where the clock stands, and never while it runs; no other wait stops it', () => {
    for (const { of, stage } of all) {
      const isOpen = of.status !== 'decided' && of.status !== 'merged'
      if (isOpen && stage === 'awaiting_customer') expect(of.isPaused).toBe(true)
      if (of.isPaused) expect(['awaiting_customer', 'police_hold', 'regulator_escalated']).toContain(stage)
      if (WAITS.includes(stage)) expect(of.isPaused).toBe(false)
    }
  })

  test('is a police hold while one stands on any remedy, then the regulator\'s, whatever else there is; only a part is its whole\'s', () => {
    for (const { of, waits, stage } of all) {
      if (of.status === 'merged') expect(stage).toBe('duplicate_of')
      else if (waits.includes('police_hold')) expect(stage).toBe('police_hold')
      else if (waits.includes('regulator')) expect(stage).toBe('regulator_escalated')
    }
  })

  test('is closed only when it is decided and nothing of its remedies is left', () => {
    for (const { of, waits, stage } of all) expect(stage === 'closed').toBe(of.status === 'decided' && waits.every((one) => one === 'over'))
  })

  test('ends, for an open case, in what staff have to do once its remedies wait for nobody', () => {
    for (const { of, waits, stage } of all) {
      if (of.status === 'decided' || of.status === 'merged' || of.isPaused || waits.some((one) => !['open', 'watched', 'over', 'customer'].includes(one))) continue
      expect(['new', 'triaged', 'in_review', 'reopened']).toContain(stage)
      expect(stage === 'reopened').toBe(of.timesClosed > 0)
    }
  })

  test.each<[string, Partial<StagedCase>, readonly Standing[], CaseStage]>([
    ['a fresh case', {}, [], 'new'],
    ['a case given to somebody who has not taken it up', { status: 'in_review', hasAssignee: true }, [], 'triaged'],
    ['a case somebody works on', { status: 'in_review', hasAssignee: true, isTakenUp: true }, [], 'in_review'],
    ['a case handed to a team', { isHandedOver: true }, [], 'triaged'],
    ['a case for a supervisor', { status: 'escalated' }, [], 'triaged'],
    ['one that the supervisor took', { status: 'escalated', hasAssignee: true, isTakenUp: true }, [], 'in_review'],
    ['a case put aside', { status: 'snoozed', hasAssignee: true }, [], 'triaged'],
    ['a case put aside while the customer is asked', { status: 'snoozed', hasAssignee: true, isPaused: true }, [], 'awaiting_customer'],
    ['money that is held', { status: 'on_hold', hasAssignee: true }, [], 'in_review'],
    ['an answer that came', { status: 'awaiting_customer', hasAssignee: true }, [], 'in_review'],
    ['a stranger who is asked', { status: 'in_review' }, ['recipient'], 'awaiting_recipient'],
    ['a refund that a colleague has to see', { status: 'in_review' }, ['approval', 'open'], 'awaiting_approval'],
    ['the same, when the case is decided already', { status: 'decided', timesClosed: 1 }, ['approval'], 'awaiting_approval'],
    ['a bank that answers later than we pay', { status: 'in_review' }, ['channel', 'executing'], 'awaiting_channel'],
    ['decided, with a complaint to answer', { status: 'decided', timesClosed: 1 }, ['open', 'watched'], 'decided'],
    ['decided, the money on its way', { status: 'decided', timesClosed: 1 }, ['executing', 'open'], 'executing'],
    ['decided, paid and not seen on the statement', { status: 'decided', timesClosed: 1 }, ['watched'], 'resolved'],
    ['decided, all of it over', { status: 'decided', timesClosed: 1 }, ['over'], 'closed'],
    ['open again', { status: 'new', timesClosed: 1 }, ['watched'], 'reopened'],
  ])('%s', (_told, given, waits, stage) => {
    expect(stageOf({ ...fresh, ...given }, waits)).toBe(stage)
  })
})

describe('what a remedy waits for', () => {
  test('is said of every state of every kind that is a remedy, and of none that the kind does not know', () => {
    for (const [kind, standings] of Object.entries(REMEDIES)) {
      const action = STAFF_ACTIONS.find((one) => one.kind === kind)
      expect(Object.keys(standings).sort(), kind).toEqual([...(action?.statuses ?? [])].sort())
    }
  })

  test('is a second person exactly where the mechanism lets one settle it', () => {
    for (const [kind, standings] of Object.entries(REMEDIES)) {
      const action = STAFF_ACTIONS.find((one) => one.kind === kind)
      for (const [status, standing] of Object.entries(standings)) expect(standing === 'approval', `${kind} ${status}`).toBe((action?.checks(status).length ?? 0) > 0)
    }
  })

  test('is nothing for what is no remedy, and only money that a statement names is watched for on it', () => {
    expect(standingOf({ kind: 'rule_change', variant: '', status: 'proposed' })).toBe('over')
    expect(['refund', 'recredit', 'goodwill', 'reversal', 'agent_float'].map((variant) => standingOf({ kind: 'refund', variant, status: 'succeeded' }))).toEqual(['watched', 'over', 'over', 'over', 'over'])
  })
})
