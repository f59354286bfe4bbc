import { expect, test } from 'vitest'
import type { AnyCommand } from '../../../app/domain/actions/index.ts'
import { performAction } from '../../../app/usecases/actions/perform-action.server.ts'
import { checkActions } from '../../../db/queries/verify-money.ts'
import { HOUR_MS } from '../../../app/domain/values/time.ts'
import { forEachDialect, TEST_NOW, testKeys } from '../../support/database.ts'
import { moneyScene, REFUND } from '../../support/money.ts'

/** What begins each action about the money of one order. The first two claim all of it. */
const REFUND_OF_ALL = ['refund', { type: 'submit', content: REFUND }] as const
const CHARGEBACK_OF_ALL = ['outside_return', { type: 'record', road: 'chargeback', amountMinor: 10_000, reference: 'CB-0001', scheme: 'visa', code: '13.1' }] as const
const BEGINNINGS = [
  REFUND_OF_ALL,
  CHARGEBACK_OF_ALL,
  ['refund', { type: 'submit', content: { ...REFUND, road: 'goodwill', amountMinor: 3_000 } }],
  ['wrong_number', { type: 'open', intended: '+8613812345687', contact: null }],
  ['dispute', { type: 'open', reason: 'not_received', channel: 'web_portal', road: 'sms', language: 'en', text: 'paid and nothing came to the phone', contact: null }],
] as const

/** Every order in which two disputes are agreed to, their refunds asked for and paid, each by itself in that order; the first is agreed to first. */
const INTERLEAVED = interleave(['agree 0', 'ask 0', 'pay 0'], ['agree 1', 'ask 1', 'pay 1']).filter(([first]) => first === 'agree 0')

function interleave(a: readonly string[], b: readonly string[]): string[][] {
  const [x, ...moreA] = a
  const [y, ...moreB] = b
  if (x === undefined || y === undefined) return [[...a, ...b]]
  return [...interleave(moreA, b).map((rest) => [x, ...rest]), ...interleave(a, moreB).map((rest) => [y, ...rest])]
}

forEachDialect('one form that is sent twice at one moment (S4)', (open) => {
  const scene = async () => {
    const store = await open()
    const s = await moneyScene(store)
    const send = (staffId: number, [kind, command]: readonly [string, AnyCommand], key: string) => performAction(s.as(staffId), { kind, actionId: null, subject: { orderRowId: s.orderRowId }, command, key })
    const begun = () => store.read.selectFrom('staff_actions').select('kind').execute()
    return { ...s, store, send, begun }
  }

  test.each(BEGINNINGS)('begins one %s and is answered alike: %j', async (kind, command) => {
    const s = await scene()
    const [one, two] = await Promise.all([s.send(s.ann, [kind, command], 'form-0123456789abcdef'), s.send(s.ann, [kind, command], 'form-0123456789abcdef')])
    expect(one).toMatchObject({ ok: true })
    expect(two).toEqual(one)
    expect(await s.begun()).toEqual([{ kind: kind }])
    expect(await checkActions(s.store.read, testKeys)).toEqual([])
  })

  // A chargeback beside a refund is on record all the same, as contested: the bank does not ask us (decision 0107).
  test.each([REFUND_OF_ALL, CHARGEBACK_OF_ALL])('and two forms that each claim all of the money begin one %s: %j', async (kind, command) => {
    const s = await scene()
    const both = await Promise.all([s.send(s.ann, [kind, command], 'form-of-ann-0123456789'), s.send(s.bob, [kind, command], 'form-of-bob-0123456789')])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await s.begun()).toHaveLength(1)
    expect(await s.money()).toMatchObject({ pending_minor: 10_000, done_minor: 0 })
    expect(await checkActions(s.store.read, testKeys)).toEqual([])
  })

  test.each([BEGINNINGS[3], BEGINNINGS[4]])('and two people who open one %s each are told of the first, until that is over: %j', async (kind, command) => {
    const s = await scene()
    const both = await Promise.all([s.send(s.ann, [kind, command], 'form-of-ann-0123456789'), s.send(s.bob, [kind, command], 'form-of-bob-0123456789')])
    const [first] = both.flatMap((one) => (one.ok ? [one.value.actionId] : []))
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: `${kind}_already_open`, data: { actionId: first } } })
    expect(await s.begun()).toEqual([{ kind }])
    if (kind === 'dispute') {
      expect(await s.send(s.bob, [kind, { ...command, reason: 'duplicate' } as AnyCommand], 'form-of-bob-another-reason')).toMatchObject({ ok: true })
      expect(await s.act(s.ann, first ?? 0, { type: 'withdraw', reason: 'the customer has it now' } as AnyCommand, undefined, kind)).toMatchObject({ ok: true })
    } else expect(await s.act(s.ann, first ?? 0, { type: 'decline', reason: 'it was no mistake' } as AnyCommand, undefined, kind)).toMatchObject({ ok: true })
    const again = await s.send(s.bob, [kind, command], 'form-of-bob-once-more-01')
    expect(again).toMatchObject({ ok: true })
    if (kind === 'dispute') expect(await s.act(s.ann, first ?? 0, { type: 'reopen', reason: 'it did not come after all' } as AnyCommand, undefined, kind)).toMatchObject({ ok: false, refusal: { code: 'dispute_already_open', data: { actionId: again.ok && again.value.actionId } } })
  })

  // Two could be opened before one was refused, and stand in stores of then.
  test.each([[[0, 1, 'refund']], [[1, 'refund', 0]], [['refund', 0, 1]], [[0, 0, 1]]] as const)('and two wrong numbers of one order, agreed to both, move no more than came in: %j', async (steps) => {
    const s = await scene()
    const agreed: number[] = []
    for (const key of ['form-of-ann-0123456789', 'form-of-bob-0123456789']) {
      const opened = await s.send(s.ann, BEGINNINGS[3], key)
      const id = opened.ok ? opened.value.actionId : 0
      for (const command of [{ type: 'ask' }, { type: 'agree', how: 'said so on the telephone' }] as AnyCommand[]) expect(await s.act(s.ann, id, command, undefined, 'wrong_number')).toMatchObject({ ok: true })
      agreed.push(id)
      await s.store.write((tx) => tx.updateTable('staff_actions').set({ is_open: 0 }).where('id', '=', id).execute())
    }
    await s.store.write((tx) => tx.updateTable('staff_actions').set({ is_open: 1 }).where('id', 'in', agreed).execute())
    const asked = await Promise.all(steps.map((step, i) => s.ask(i % 2 === 0 ? s.ann : s.bob, step === 'refund' ? {} : { road: 'recredit', reasonCode: 'wrong_number', destination: '+8613812345687' }, step === 'refund' ? { key: `form-${i}-0123456789abc` } : { parentId: agreed[step], key: `form-${i}-0123456789abc` })))
    expect(asked.filter(({ ok }) => ok)).toHaveLength(1)
    for (const one of asked) if (one.ok) await s.approve(s.sue, one.value.actionId)
    expect(await s.money()).toMatchObject({ paid_minor: 10_000, pending_minor: 10_000, done_minor: 0 })
    expect(await checkActions(s.store.read, testKeys)).toEqual([])
  })

  // Two disputes of one order are two matters, and each may be agreed: the money is one all the same (DOMAIN 4.6).
  test.each(INTERLEAVED)('and two disputes of different reasons, agreed to both and paid by each, give back no more than came in: %s %s %s %s %s %s', async (...steps) => {
    const store = await open()
    const s = await moneyScene(store, { isDelivered: false })
    // By turns each asks for all of it, or for more than half.
    const amountMinor = steps.indexOf('ask 1') % 2 === 0 ? 10_000 : 6_000
    const reasons = ['not_received', 'unauthorised'] as const
    const disputes: number[] = []
    for (const reason of reasons) {
      const opened = await performAction(s.as(s.ann), { kind: 'dispute', actionId: null, subject: { orderRowId: s.orderRowId }, command: { ...BEGINNINGS[4][1], reason } })
      disputes.push(opened.ok ? opened.value.actionId : 0)
    }
    const paid: boolean[] = []
    const asked: (number | null)[] = [null, null]
    for (const step of steps) {
      const which = step.endsWith('0') ? 0 : 1
      const who = which === 0 ? s.ann : s.bob
      if (step.startsWith('agree')) {
        for (const command of [{ type: 'take' }, { type: 'decide', outcome: 'upheld', letter: 'We looked into it and the money goes back to you.' }] as AnyCommand[]) expect(await s.act(who, disputes[which] ?? 0, command, undefined, 'dispute')).toMatchObject({ ok: true })
      } else if (step.startsWith('ask')) {
        const one = await s.ask(who, { amountMinor, reasonCode: reasons[which] })
        asked[which] = one.ok ? one.value.actionId : null
      }
      const id = asked[which] ?? null
      if (step.startsWith('pay') && id !== null) {
        await s.approve(s.sue, id)
        await s.act(null, id, { type: 'begin' }, TEST_NOW + HOUR_MS)
        paid.push((await s.act(null, id, { type: 'answer', attempt: 1, answer: { outcome: 'succeeded', channelRef: `A${which}`, takenBackMinor: 0 } }, TEST_NOW + HOUR_MS)).ok)
      }
    }
    expect(paid).toEqual([true])
    expect(await s.money()).toMatchObject({ paid_minor: 10_000, pending_minor: 0, done_minor: amountMinor })
    expect(await checkActions(store.read, testKeys)).toEqual([])
  })

  test('and the refunds of two agreed disputes that are asked for at one moment are one', async () => {
    const store = await open()
    const s = await moneyScene(store, { isDelivered: false })
    const both = await Promise.all([s.ask(s.ann, { reasonCode: 'not_received' }), s.ask(s.bob, { reasonCode: 'unauthorised' })])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await s.money()).toMatchObject({ paid_minor: 10_000, pending_minor: 10_000, done_minor: 0 })
  })
})
