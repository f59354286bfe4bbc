import { expect, test } from 'vitest'
import type { AnyCommand } from '../../app/domain/actions/index.ts'
import { performAction } from '../../app/usecases/perform-action.server.ts'
import { checkActions } from '../../db/queries/verify-money.ts'
import { forEachDialect, testKeys } from '../support/database.ts'
import { moneyScene, REFUND } from '../support/money.ts'

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
})
