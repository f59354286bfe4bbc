import { expect, test } from 'vitest'
import { getRefundForm } from '../../../app/usecases/money/get-refund-form.server.ts'
import { carryOutRefunds } from '../../../app/usecases/money/carry-out-refunds.server.ts'
import { getWrongNumber, openWrongNumber, prepareMove } from '../../../app/usecases/money/get-wrong-number.server.ts'
import type { PaymentOrder, PaymentProvider } from '../../../app/domain/actions/payment-order.ts'
import { MINUTE_MS } from '../../../app/domain/values/time.ts'
import { forEachDialect, TEST_NOW } from '../../support/database.ts'
import { actionIdOf, moneyScene } from '../../support/money.ts'
import type { Store } from '../../../db/client.ts'

const KEY = 'form-0123456789abcdef'

/** An order whose credit went to another number by our own fault; of it 30.00 are left there. */
async function misroutedScene(store: Store) {
  const s = await moneyScene(store)
  await store.write((tx) => tx.updateTable('ledger_entries').set({ number: '+8613900001111', number_raw: '13900001111', balance_after_minor: 3_000 }).execute())
  return s
}

forEachDialect('a credit that went to another number by our own fault', (open) => {
  test('is shown with the number of the ledger beside the number of the order, and asks nobody', async () => {
    const store = await open()
    const s = await misroutedScene(store)
    const view = await getWrongNumber(s.as(s.ann), { orderRowId: s.orderRowId })
    if (!view.ok) throw new Error(view.refusal.code)
    const { toppedUp, ordered, meant, candidates, lights, allowed, moveMinor, isWhole } = view.value
    expect([toppedUp?.text, ordered?.text, meant]).toEqual(['139****1111', '138****5678', null])
    expect(candidates[0]).toMatchObject({ ref: 'ordered', from: 'ordered', number: { text: '138****5678' } })
    expect([lights.consent, lights.unspentMinor, moveMinor, isWhole]).toEqual(['not_needed', 3_000, 10_000, true])
    const opened = await openWrongNumber(s.as(s.ann), s.orderRowId, { ref: 'ordered', typed: null, contact: null }, KEY, null)
    const id = actionIdOf(opened)
    const after = await getWrongNumber(s.as(s.ann), { actionId: id })
    expect(after).toMatchObject({ ok: true, value: { toppedUp: { text: '139****1111' }, meant: { text: '138****5678' }, moveObjection: null, allowed: { ask: { code: 'cannot_ask' } } } })
    expect(allowed.open).toBeNull()
    expect(await s.act(s.ann, id, { type: 'ask' }, TEST_NOW, 'wrong_number')).toMatchObject({ ok: false, refusal: { code: 'cannot_ask' } })
  })

  test('is credited anew to the number that was ordered, takes nothing back, and ends the report; nothing is left to give a second time', async () => {
    const store = await open()
    const s = await misroutedScene(store)
    const id = actionIdOf(await openWrongNumber(s.as(s.ann), s.orderRowId, { ref: 'ordered', typed: null, contact: null }, KEY, null))
    const moved = actionIdOf(await prepareMove(s.as(s.ann), id, `${KEY}-move`))
    expect((await s.approve(s.sue, moved)).ok).toBe(true)
    const sent: PaymentOrder[] = []
    const ledger: PaymentProvider = {
      carryOut: async (order) => {
        sent.push(order)
        return { outcome: 'succeeded', channelRef: 'C1', takenBackMinor: 0 }
      },
    }
    await carryOutRefunds(s.as(null, TEST_NOW + 10 * MINUTE_MS), { carrier_ledger: ledger })
    expect(sent).toMatchObject([{ road: 'recredit', destination: '+8613800005678', source: '+8613900001111', takeBackMinor: 0, amountMinor: 10_000 }])
    expect((await store.read.selectFrom('staff_actions').select('status').where('id', '=', id).executeTakeFirstOrThrow()).status).toBe('moved')
    // It counts as money given back: no road gives the same sum a second time.
    const form = await getRefundForm(s.as(s.ann), s.orderRowId, null, null)
    expect(form.ok && [form.value.leftMinor, form.value.roads.find(({ road }) => road === 'refund')?.mostMinor.not_received]).toEqual([0, 0])
    expect(await prepareMove(s.as(s.ann), id, `${KEY}-again`)).toMatchObject({ ok: false })
  })

  test('can be reversed only where it went, and up to what is left there', async () => {
    const store = await open()
    const s = await misroutedScene(store)
    const form = await getRefundForm(s.as(s.ann), s.orderRowId, null, null)
    expect(form.ok && form.value.roads.find(({ road }) => road === 'reversal')).toMatchObject({ destination: '139****1111', mostMinor: { wrong_number: 3_000 } })
    expect(form.ok && form.value.roads.find(({ road }) => road === 'goodwill')).toMatchObject({ destination: '138****5678' })
  })
})
