import { afterEach, expect, test } from 'vitest'
import { carryOutRefunds, reconcileRefunds } from '../../../app/usecases/money/carry-out-refunds.server.ts'
import { practiceProviders } from '../../../app/providers/index.ts'
import { startStandIn, type Fault, type StandIn } from '../../../app/providers/stand-in.ts'
import { DAY_MS, MINUTE_MS } from '../../../app/domain/values/time.ts'
import type { PaymentOrder, PaymentProvider } from '../../../app/domain/actions/payment-order.ts'
import { forEachDialect, TEST_NOW } from '../../support/database.ts'
import { newFolder } from '../../support/folders.ts'
import { moneyScene } from '../../support/money.ts'
import { receiptRow } from '../../support/records.ts'
import { valueOf } from '../../support/result.ts'

const LATER = TEST_NOW + MINUTE_MS + 1
const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})
const practice = async (...faults: readonly Fault[]): Promise<{ standIn: StandIn; providers: ReturnType<typeof practiceProviders> }> => {
  const directory = newFolder()
  const standIn = await startStandIn({ slowMs: 5_000 })
  open.push(standIn.close)
  standIn.plan(...faults)
  return { standIn, providers: practiceProviders(standIn, directory, { timeoutMs: 2_000 }) }
}

forEachDialect('carrying refunds out', (openStore) => {
  const approved = async () => {
    const store = await openStore()
    const s = await moneyScene(store)
    const asked = await s.ask(s.ann)
    const id = asked.ok ? asked.value.actionId : 0
    await s.approve(s.bob, id)
    const status = async () => (await store.read.selectFrom('staff_actions').select('status').where('id', '=', id).executeTakeFirst())?.status
    return { store, s, id, status }
  }

  test('an approved refund waits out the time of regret, is paid once, and settles on the statement', async () => {
    const { store, s, status } = await approved()
    const { standIn, providers } = await practice()
    expect(await carryOutRefunds(s.as(null, TEST_NOW + MINUTE_MS), providers)).toMatchObject({ sent: 0 })
    expect(await carryOutRefunds(s.as(null, LATER), providers)).toMatchObject({ sent: 1 })
    expect(await status()).toBe('succeeded')
    expect(await carryOutRefunds(s.as(null, LATER + DAY_MS), providers)).toMatchObject({ sent: 0 })
    const [refundNo = ''] = standIn.paid.keys()
    await store.write((tx) => tx.insertInto('receipts').values(receiptRow({ receipt_id: 'BACK', receipt_kind: 'refund', refund_no: refundNo, status_raw: 'REFUND SUCCESS', occurred_at: LATER })).execute())
    expect(await reconcileRefunds(s.as(null, LATER))).toBe(1)
    expect(await status()).toBe('reconciled')
    expect(await s.money()).toMatchObject({ pending_minor: 0, done_minor: 10_000 })
    expect([...standIn.paid.values()]).toEqual([{ amountMinor: 10_000, times: 1, state: 'succeeded' }])
  })

  test('of a double charge the payment goes back that the top-up does not need, and of three the next one; any other refund is of the order’s own payment', async () => {
    const store = await openStore()
    const s = await moneyScene(store)
    await store.write((tx) => tx.insertInto('receipts').values(['T1B', 'T1C'].map((channel_trade_no) => receiptRow({ receipt_id: channel_trade_no, channel_trade_no }))).execute())
    const orders: PaymentOrder[] = []
    const asked: PaymentProvider = { carryOut: async (order) => {
      orders.push(order)
      return { outcome: 'unknown', code: 'timeout' }
    } }
    const ids = []
    for (const change of [{ amountMinor: 6_000 }, { amountMinor: 4_000 }, { amountMinor: 10_000 }, { amountMinor: 1_000, reasonCode: 'unauthorised' }] as const) {
      const one = valueOf(await s.ask(s.ann, change))
      await s.approve(s.sue, one.actionId)
      ids.push(one.actionId)
    }
    const send = (now: number) => carryOutRefunds(s.as(null, now), { alipay: asked })
    await send(LATER)
    const trades = () => orders.splice(0).map((order) => [order.amountMinor, order.channelTradeNo, order.totalMinor])
    const once = trades()
    expect(once).toEqual([[6_000, 'T1B', 10_000], [4_000, 'T1B', 10_000], [10_000, 'T1C', 10_000], [1_000, 'T1', 10_000]])
    // Asked again it is the same payment, whatever became of the others.
    await s.act(null, ids[0] ?? 0, { type: 'answer', attempt: 1, answer: { outcome: 'failed', code: 'no' } }, LATER)
    await s.act(s.bob, ids[0] ?? 0, { type: 'give_up', reason: 'asked in error' }, LATER)
    await send(LATER + DAY_MS / 24)
    expect(trades()).toEqual(once.slice(1))
  })

  test('a refund is found on the statement however many older ones never will be', async () => {
    const { store, s, id, status } = await approved()
    const { standIn, providers } = await practice()
    await carryOutRefunds(s.as(null, LATER), providers)
    // Given up long ago, and no statement ever names them.
    const { id: _, ...row } = await store.read.selectFrom('staff_actions').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    for (let n = 0; n < 250; n++) await store.write((tx) => tx.insertInto('staff_actions').values({ ...row, id: id + 1 + n, reference: `GONE${n}`, status: 'given_up', is_open: 0, changed_at: TEST_NOW - DAY_MS }).execute())
    const [refundNo = ''] = standIn.paid.keys()
    await store.write((tx) => tx.insertInto('receipts').values(receiptRow({ receipt_id: 'BACK', receipt_kind: 'refund', refund_no: refundNo, status_raw: 'REFUND SUCCESS', occurred_at: LATER })).execute())
    expect(await reconcileRefunds(s.as(null, LATER))).toBe(1)
    expect(await status()).toBe('reconciled')
  })

  test('S10: after a time-out it is unknown, asked again with the same number, and paid once', async () => {
    const { s, status } = await approved()
    const { standIn, providers } = await practice('drop')
    await carryOutRefunds(s.as(null, LATER), providers)
    expect(await status()).toBe('unknown')
    expect(await s.money()).toMatchObject({ pending_minor: 10_000, done_minor: 0 })
    await carryOutRefunds(s.as(null, LATER + 5 * MINUTE_MS), providers)
    expect(await status()).toBe('succeeded')
    expect([...standIn.paid.values()]).toMatchObject([{ times: 1 }])
  })

  test('S14: a process that dies between the call and its answer pays once: the intent is on record before the call', async () => {
    const { store, s, status } = await approved()
    const { standIn, providers } = await practice()
    const dies: PaymentProvider = {
      carryOut: async (order) => {
        expect((await store.read.selectFrom('action_events').select('type').orderBy('seq', 'desc').executeTakeFirst())?.type).toBe('sent')
        await providers.alipay?.carryOut(order)
        throw new Error('killed')
      },
    }
    await expect(carryOutRefunds(s.as(null, LATER), { alipay: dies })).rejects.toThrow('killed')
    expect(await status()).toBe('executing')
    expect(await carryOutRefunds(s.as(null, LATER + 1), providers)).toMatchObject({ sent: 0 })
    await carryOutRefunds(s.as(null, LATER + 2 * MINUTE_MS), providers)
    expect(await status()).toBe('succeeded')
    expect([...standIn.paid.values()]).toMatchObject([{ times: 1 }])
  })

  test('two workers at once send once', async () => {
    const { s, status } = await approved()
    const { standIn, providers } = await practice()
    const runs = await Promise.all([carryOutRefunds(s.as(null, LATER), providers), carryOutRefunds(s.as(null, LATER), providers)])
    expect(runs.reduce((sum, run) => sum + run.sent, 0)).toBe(1)
    expect(standIn.requests()).toBe(1)
    expect(await status()).toBe('succeeded')
  })

  test('a refusal is a failure that a person tries again or gives up; nobody configured leaves it approved', async () => {
    const { s, id, status } = await approved()
    const { providers } = await practice('refuse')
    expect(await carryOutRefunds(s.as(null, LATER), {})).toMatchObject({ waiting: 1, sent: 0 })
    expect(await status()).toBe('approved')
    await carryOutRefunds(s.as(null, LATER), providers)
    expect(await status()).toBe('failed')
    expect((await s.act(s.ann, id, { type: 'retry' }, LATER)).ok).toBe(true)
    await carryOutRefunds(s.as(null, LATER + 1), providers)
    expect(await status()).toBe('succeeded')
  })

  test('what nobody checks within a day expires and frees its claim', async () => {
    const store = await openStore()
    const s = await moneyScene(store)
    await s.ask(s.ann)
    expect(await carryOutRefunds(s.as(null, TEST_NOW + DAY_MS), {})).toMatchObject({ expired: 0 })
    expect(await carryOutRefunds(s.as(null, TEST_NOW + DAY_MS + 1), {})).toMatchObject({ expired: 1 })
    expect(await s.money()).toMatchObject({ pending_minor: 0 })
  })
})
