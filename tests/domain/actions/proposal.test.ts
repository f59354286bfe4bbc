import { expect, test } from 'vitest'
import { defineProposal, type ProposalCommand } from '../../../app/domain/actions/proposal.ts'
import { APPROVAL_MS, type ActionSituation } from '../../../app/domain/actions/staff-action.ts'
import { accept, refuse } from '../../../app/domain/values/result.ts'

const NOW = Date.UTC(2026, 2, 14, 2)
const [ANN, BOB] = [1, 2]
const by = (staffId: number | null, changes: Partial<ActionSituation> = {}): ActionSituation => ({
  now: NOW, person: { staffId, may: new Set(staffId === null ? ['system'] : ['list.ask', 'list.check']) }, askerMay: null, conflict: null, expectedVersion: null, contentHash: 'hash', ...changes,
})
type Command = ProposalCommand<{ readonly value: number }>
const ASK: Command = { type: 'propose', value: 7, reason: 'seen in three messages' }

/** Made in the test, so that what stands in its tables is tried as well. */
const make = () => defineProposal<{ readonly value: number }, { readonly value: number }, ActionSituation>({
  kind: 'sample', maker: 'list.ask', checker: 'list.check',
  propose: ({ value }) => (value > 0 ? accept({ value }) : refuse('value_form')), variant: ({ value }) => String(value),
  objection: (type, { content }) => (type === 'approve' && content?.value === 13 ? { code: 'no_thirteen' } : null),
})
const run = (steps: readonly (readonly [Command, ActionSituation])[]) => {
  const action = make()
  let state = action.nothing
  for (const [command, situation] of steps) {
    const decided = action.decide(state, command, situation)
    if (!decided.ok) return { action, state, code: decided.refusal.code }
    for (const event of decided.value) state = action.evolve(state, event)
  }
  return { action, state, code: null }
}
const approve = (shownHash = 'hash'): Command => ({ type: 'approve', shownHash })

test('S6: one asks, another approves or rejects with a reason, who asked takes it back, and the program lets it run out; then it is over', () => {
  const { action, state } = run([[ASK, by(ANN)]])
  expect(action.nothing).toMatchObject({ status: null, version: 0, makerIds: [], content: null, reason: null })
  expect(state).toMatchObject({ status: 'proposed', content: { value: 7 }, reason: 'seen in three messages', makerIds: [ANN], checkerIds: [], contentHash: 'hash', expiresAt: NOW + APPROVAL_MS })
  expect(action.row(state)).toEqual({ variant: '7', isOpen: true, amountMinor: null, currency: null, reasonCode: null, reference: null, dueAt: NOW + APPROVAL_MS, actAt: null })
  expect(action.row(action.nothing)).toMatchObject({ variant: '', isOpen: false, dueAt: null })
  const over = { approved: [approve(), by(BOB)], rejected: [{ type: 'reject', reason: 'an honest shop' }, by(BOB)], withdrawn: [{ type: 'withdraw' }, by(ANN)], expired: [{ type: 'expire' }, by(null, { now: NOW + APPROVAL_MS + 1 })] } as const
  for (const [status, step] of Object.entries(over)) {
    const ended = run([[ASK, by(ANN)], step])
    expect([ended.code, ended.state.status]).toEqual([null, status])
    expect(ended.state).toMatchObject({ content: { value: 7 }, reason: 'seen in three messages', checkerIds: status === 'approved' || status === 'rejected' ? [BOB] : [] })
    expect(ended.action.row(ended.state).isOpen).toBe(false)
    for (const [command, situation] of [[ASK, by(ANN)], ...Object.values(over)] as const) expect(run([[ASK, by(ANN)], step, [command, situation]]).code).toBe('action_state_forbids')
  }
})

test('S6: refuses its maker as checker, a stranger who takes it back, one who may not, an old content and one that has run out', () => {
  const after = (command: Command, situation: ActionSituation) => run([[ASK, by(ANN)], [command, situation]]).code
  expect([after(approve(), by(ANN)), after({ type: 'reject', reason: 'an honest shop' }, by(ANN))]).toEqual(['maker_is_checker', 'maker_is_checker'])
  expect(after({ type: 'withdraw' }, by(BOB))).toBe('not_yours')
  const mayOnly = (permission: string) => by(BOB, { person: { staffId: BOB, may: new Set([permission]) } })
  expect([after(approve(), mayOnly('list.ask')), after({ type: 'reject', reason: 'an honest shop' }, mayOnly('list.ask')), after({ type: 'expire' }, by(BOB, { now: NOW + APPROVAL_MS + 1 }))]).toEqual(['not_permitted', 'not_permitted', 'not_permitted'])
  expect([run([[ASK, mayOnly('list.check')]]).code, after({ type: 'withdraw' }, by(ANN, { person: { staffId: ANN, may: new Set(['list.check']) } }))]).toEqual(['not_permitted', 'not_permitted'])
  expect([after(approve('other'), by(BOB)), after(approve(), by(BOB, { contentHash: 'other' }))]).toEqual(['approval_other_content', 'approval_void'])
  expect([after(approve(), by(BOB, { now: NOW + APPROVAL_MS })), after(approve(), by(BOB, { now: NOW + APPROVAL_MS + 1 }))]).toEqual([null, 'approval_expired'])
  expect(after({ type: 'expire' }, by(null, { now: NOW + APPROVAL_MS }))).toBe('still_running')
  expect(after(approve(), by(BOB, { askerMay: new Set(['list.check']) }))).toBe('maker_gone')
  expect(run([[approve(), by(BOB)]]).code).toBe('action_missing')
})

test('S68: who stands near to it neither asks, checks nor takes back; the program lets it run out all the same', () => {
  const kin = { conflict: 'kin' } as const
  expect(run([[ASK, by(ANN, kin)]]).code).toBe('conflict_of_interest')
  for (const [command, who] of [[approve(), BOB], [{ type: 'reject', reason: 'an honest shop' }, BOB], [{ type: 'withdraw' }, ANN]] as const) expect(run([[ASK, by(ANN)], [command, by(who, kin)]]).code).toBe('conflict_of_interest')
  expect(run([[ASK, by(ANN)], [{ type: 'expire' }, by(null, { ...kin, now: NOW + APPROVAL_MS + 1 })]]).state.status).toBe('expired')
})

test('needs a reason to ask and to reject, refuses what its kind refuses, and asks the kind again before it is approved', () => {
  expect(run([[{ ...ASK, reason: ' x ' }, by(ANN)]]).code).toBe('reason_needed')
  expect(run([[{ ...ASK, value: 0 }, by(ANN)]]).code).toBe('value_form')
  expect(run([[ASK, by(ANN)], [{ type: 'reject', reason: '' }, by(BOB)]]).code).toBe('reason_needed')
  const thirteen = [{ ...ASK, value: 13 }, by(ANN)] as const
  expect(run([thirteen, [approve(), by(BOB)]]).code).toBe('no_thirteen')
  expect(run([thirteen, [{ type: 'reject', reason: 'an honest shop' }, by(BOB)]]).state.status).toBe('rejected')
  const plain = defineProposal<{ readonly value: number }, { readonly value: number }, ActionSituation>({ kind: 'plain', maker: 'list.ask', checker: 'list.check', propose: ({ value }) => accept({ value }) })
  expect(plain.row(plain.replay([{ type: 'proposed', data: { value: 1, reason: 'for the test' }, by: ANN, at: NOW }])).variant).toBe('')
  expect([plain.kind, plain.checks('proposed'), plain.checks('approved'), plain.statuses]).toEqual(['plain', ['approve', 'reject'], [], ['proposed', 'approved', 'rejected', 'withdrawn', 'expired']])
})
