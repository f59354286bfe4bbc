import { expect, test } from 'vitest'
import { getRefund } from '../../../app/usecases/money/get-refund.server.ts'
import { getRefundForm } from '../../../app/usecases/money/get-refund-form.server.ts'
import { getWaitingAction } from '../../../app/usecases/approvals/list-waiting.server.ts'
import { MINUTE_MS } from '../../../app/domain/values/time.ts'
import { forEachDialect, TEST_NOW } from '../../support/database.ts'
import { actionIdOf, moneyScene } from '../../support/money.ts'

const LATER = TEST_NOW + MINUTE_MS + 1

forEachDialect('the money beside a refund that waits', (open) => {
  test('is what was paid, what went back before, what is pending besides, and the ceiling that an approval is refused by', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const wrong = { reasonCode: 'unauthorised' } as const
    const first = actionIdOf(await s.ask(s.ann, { ...wrong, amountMinor: 2_500 }))
    await s.approve(s.bob, first)
    await s.act(null, first, { type: 'begin' }, LATER)
    await s.act(null, first, { type: 'answer', attempt: 1, answer: { outcome: 'succeeded', channelRef: 'A1', takenBackMinor: 0 } }, LATER)
    const second = actionIdOf(await s.ask(s.ann, { ...wrong, amountMinor: 1_500 }, { now: LATER }))
    const third = actionIdOf(await s.ask(s.ann, { ...wrong, amountMinor: 4_000 }, { now: LATER + 2 * MINUTE_MS }))
    const beside = async (id: number) => {
      const view = await getRefund(s.as(s.bob, LATER), id)
      return view.ok && view.value.beside
    }
    expect(await beside(first)).toEqual({ paidMinor: 10_000, returnedMinor: 0, pendingMinor: 5_500, mostMinor: 4_500 })
    expect(await beside(second)).toEqual({ paidMinor: 10_000, returnedMinor: 2_500, pendingMinor: 4_000, mostMinor: 3_500 })
    expect(await beside(third)).toEqual({ paidMinor: 10_000, returnedMinor: 2_500, pendingMinor: 1_500, mostMinor: 6_000 })
    const money = (amountMinor: number) => ({ as: 'money', money: { amountMinor, currency: 'CNY' } })
    const card = await getWaitingAction(s.as(s.bob, LATER), third)
    expect(card.ok && card.value.asked.facts.slice(0, 5)).toEqual([
      ['money.amount', money(4_000)], ['money.most', money(6_000)], ['case.money_paid', money(10_000)], ['money.returned_beside', money(2_500)], ['money.pending_beside', money(1_500)],
    ])
  })

  test('a form begins with no reason that nobody chose', async () => {
    const store = await open()
    const s = await moneyScene(store)
    expect(await getRefundForm(s.as(s.ann), s.orderRowId, null, null)).toMatchObject({ ok: true, value: { likelyReason: null } })
  })
})
