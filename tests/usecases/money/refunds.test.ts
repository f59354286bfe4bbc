import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import type { AnyCommand } from '../../../app/domain/actions/index.ts'
import { REFUND_ROADS } from '../../../app/domain/actions/refund.ts'
import { MINUTE_MS } from '../../../app/domain/values/time.ts'
import { getRefund } from '../../../app/usecases/money/get-refund.server.ts'
import { getRefundForm } from '../../../app/usecases/money/get-refund-form.server.ts'
import { listRefunds } from '../../../app/usecases/money/list-refunds.server.ts'
import { performAction } from '../../../app/usecases/actions/perform-action.server.ts'
import { forEachDialect, TEST_NOW, testKeys } from '../../support/database.ts'
import { actionIdOf, addOrder, changePolicy, moneyScene, REFUND } from '../../support/money.ts'
import { flagOrder, orderRow, receiptRow } from '../../support/records.ts'
import type { Store } from '../../../db/client.ts'
import { declareInterest } from '../../../db/queries/interests.ts'

const FLAG = { flag: 'payment/paid-not-delivered', family: 'payment', rule_id: 'paid_not_delivered', severity: 'S3', weight: 0.5, band: 'same_day' } as const
const LATER = TEST_NOW + MINUTE_MS + 1

/** Asks for as many refunds as said in another process, which waits for the start; answers with their outcomes. */
async function process100(url: string, staffId: number, orderRowId: number, count: number) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'tests/support/parallel-refunds.ts', url, String(staffId), String(orderRowId), String(count), String(TEST_NOW)], { stdio: ['pipe', 'pipe', 'inherit'] })
  let out = ''
  const closed = once(child, 'close')
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      if (out.includes('ready')) resolve()
    })
    child.once('exit', () => reject(new Error(`The process ended: ${out}`)))
  })
  return async (): Promise<readonly string[]> => {
    child.stdin.write('go\n')
    await closed
    return JSON.parse(out.split('\n').at(-2) ?? '[]') as string[]
  }
}

forEachDialect('refunds', (open) => {
  test('of an order paid in parts goes back by the part it fits, never more than one of them holds, and the rest by the other', async () => {
    const store = await open()
    const s = await moneyScene(store)
    await store.write(async (tx) => {
      const { id: _id, ...part } = await tx.selectFrom('receipts').selectAll().executeTakeFirstOrThrow()
      await tx.updateTable('receipts').set({ amount_minor: 6_000 }).execute()
      await tx.insertInto('receipts').values({ ...part, receipt_id: 'R-part', channel_trade_no: 'T-part', amount_minor: 4_000 }).execute()
    })
    const sent = async (id: number) => (await store.read.selectFrom('action_events').select('data').where('action_id', '=', id).where('type', '=', 'submitted').execute()).map(({ data }) => (JSON.parse(data) as { trade?: object }).trade)
    const wrong = { reasonCode: 'unauthorised' } as const
    expect(await s.ask(s.ann, { ...wrong, amountMinor: 10_000 })).toMatchObject({ ok: false, refusal: { code: 'refund_exceeds_part', data: { mostMinor: 6_000, currency: 'CNY' }, field: 'amount' } })
    const batch = async (amountMinor: number) => performAction(s.as(s.ann), { kind: 'refund_batch', actionId: null, command: { type: 'ask', items: [{ orderRowId: s.orderRowId, amountMinor, reasonCode: 'unauthorised' }], reason: 'outage of the aggregator' } })
    expect(await batch(10_000)).toMatchObject({ ok: false, refusal: { code: 'refund_exceeds_part', data: { mostMinor: 6_000, currency: 'CNY' } } })
    expect(await batch(6_000)).toMatchObject({ ok: true })
    const offered = async () => {
      const form = await getRefundForm(s.as(s.ann), s.orderRowId, null, null)
      return form.ok && [form.value.leftMinor, form.value.partLeftMinor]
    }
    expect(await offered()).toEqual([10_000, 6_000])
    const [first, second] = [await s.ask(s.ann, { ...wrong, amountMinor: 4_000 }), await s.ask(s.ann, { ...wrong, amountMinor: 2_500 })]
    expect(first.ok && (await sent(first.value.actionId))).toEqual([{ no: 'T-part', amountMinor: 4_000 }])
    expect(second.ok && (await sent(second.value.actionId))).toEqual([{ no: expect.not.stringMatching('T-part'), amountMinor: 6_000 }])
    expect(await offered()).toEqual([3_500, 3_500])
    expect(await s.ask(s.ann, { ...wrong, amountMinor: 3_500 })).toMatchObject({ ok: true })
    expect(await s.ask(s.ann, { ...wrong, amountMinor: 1 })).toMatchObject({ ok: false })
    expect(await s.money()).toMatchObject({ paid_minor: 10_000, pending_minor: 10_000 })
  })

  test('S2: of a double charge that the channel gave back by itself nothing is left for who claims it here too', async () => {
    const store = await open()
    const s = await moneyScene(store)
    await store.write((tx) => tx.insertInto('receipts').values([
      receiptRow({ receipt_id: 'TWICE', channel_trade_no: 'T1B' }), receiptRow({ receipt_id: 'BACK', channel_trade_no: 'T1B', receipt_kind: 'refund', refund_no: 'CH-1' }),
    ]).execute())
    const left = { ok: false, refusal: { code: 'refund_exceeds_left', data: { mostMinor: 0 } } }
    expect(await s.ask(s.ann, { reasonCode: 'duplicate' })).toMatchObject(left)
    expect(await s.ask(s.ann, { reasonCode: 'duplicate', amountMinor: 1 })).toMatchObject(left)
    expect(await s.ask(s.ann, { reasonCode: 'unauthorised' })).toMatchObject({ ok: true })
  })

  test('S1: what is left of a top-up is told by the balance of its own currency, and lessened by what is taken back in it alone', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const other = await addOrder(store, { order: { currency: 'USD', paid_minor: 3_000, face_minor: 3_000 } }, 2)
    await store.write(async (tx) => {
      await tx.updateTable('receipts').set({ currency: 'USD' }).where('receipt_id', '=', 'R2').execute()
      await tx.updateTable('ledger_entries').set({ currency: 'USD', balance_after_minor: 3_000, at: TEST_NOW - MINUTE_MS }).where('entry_id', '=', 'L2').execute()
    })
    const most = async (order: number) => {
      const form = await getRefundForm(s.as(s.ann), order, null, null)
      return form.ok && form.value.roads.find(({ road }) => road === 'reversal')?.mostMinor.wrong_number
    }
    expect([await most(s.orderRowId), await most(other)]).toEqual([10_000, 3_000])
    expect(await s.ask(s.ann, { road: 'reversal', reasonCode: 'wrong_number', amountMinor: 2_000 }, { order: other })).toMatchObject({ ok: true })
    expect([await most(s.orderRowId), await most(other)]).toEqual([10_000, 1_000])
  })

  test('S2: 100 parallel full refunds of one order in two processes: exactly one is asked for and pays', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const starts = await Promise.all([process100(store.url, s.ann, s.orderRowId, 50), process100(store.url, s.bob, s.orderRowId, 50)])
    const outcomes = (await Promise.all(starts.map((start) => start()))).flat()
    expect(outcomes).toHaveLength(100)
    expect(outcomes.filter((one) => one === 'ok')).toHaveLength(1)
    expect(new Set(outcomes.filter((one) => one !== 'ok'))).toEqual(new Set(['road_closed']))
    const action = await store.read.selectFrom('staff_actions').select(['id', 'maker_id']).executeTakeFirstOrThrow()
    const checker = action.maker_id === s.ann ? s.bob : s.ann
    expect((await s.approve(checker, action.id)).ok).toBe(true)
    expect((await s.act(null, action.id, { type: 'begin' }, LATER)).ok).toBe(true)
    expect((await s.act(null, action.id, { type: 'answer', attempt: 1, answer: { outcome: 'succeeded', channelRef: 'A1', takenBackMinor: 0 } }, LATER)).ok).toBe(true)
    expect(await s.money()).toEqual({ paid_minor: 10_000, pending_minor: 0, done_minor: 10_000, goodwill_minor: 0 })
    const journal = await store.read.selectFrom('postings').select(['source', 'destination', 'amount_minor']).orderBy('entry_id').execute()
    expect(journal).toEqual([
      { source: 'refund_payable', destination: 'prepaid_liability', amount_minor: 10_000 }, { source: 'channel_receivable', destination: 'refund_payable', amount_minor: 10_000 },
    ])
  }, 120_000)

  test('S4, S5: 50 equal requests with one key: one effect, equal answers', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const results = await Promise.all(Array.from({ length: 50 }, () => s.ask(s.ann, { amountMinor: 4_000 }, { key: 'form-0123456789abcdef' })))
    expect(new Set(results.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(results[0]?.ok).toBe(true)
    expect(await s.money()).toMatchObject({ pending_minor: 4_000 })
    expect(await s.ask(s.ann, { amountMinor: 4_001 }, { key: 'form-0123456789abcdef' })).toMatchObject({ ok: false, refusal: { code: 'key_reused' } })
    expect(await s.money()).toMatchObject({ pending_minor: 4_000 })
  })

  test('S7: two approvers at once: one wins', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const id = actionIdOf(await s.ask(s.ann))
    const results = await Promise.all([s.approve(s.bob, id), s.approve(s.sue, id)])
    expect(results.filter((one) => one.ok)).toHaveLength(1)
  })

  test('begins only from a case that holds its order, and from the report of this order, whatever an address says', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const other = await addOrder(store, {}, 2)
    const flagged = (order: number) => store.write((tx) => flagOrder(tx, order, orderRow(order === other ? { order_id: 'W2' } : {}), [FLAG]))
    const [own, strange] = [(await flagged(s.orderRowId)).caseId, (await flagged(other)).caseId]
    const from = (subject: object, kind = 'refund', command: AnyCommand = { type: 'submit', content: { ...REFUND, amountMinor: 1_000 } }) =>
      performAction(s.as(s.bob), { kind, actionId: null, command, subject: { orderRowId: s.orderRowId, ...subject } })
    const otherCase = { ok: false, refusal: { code: 'case_other_order', data: { caseId: strange } } }
    expect(await from({ caseId: strange })).toMatchObject(otherCase)
    expect(await from({ caseId: strange }, 'outside_return', { type: 'record', road: 'chargeback', amountMinor: 1, reference: 'CB-1' })).toMatchObject(otherCase)
    expect(await getRefundForm(s.as(s.bob), s.orderRowId, null, strange)).toMatchObject(otherCase)
    const report = await agreedMove(store, other)
    expect(await from({ parentId: report })).toMatchObject({ ok: false, refusal: { code: 'move_other_order', data: { actionId: report } } })
    expect(await from({ parentId: 4_711 })).toMatchObject({ ok: false, refusal: { code: 'move_other_order' } })
    expect(await getRefundForm(s.as(s.bob), s.orderRowId, report, null)).toMatchObject({ ok: false, refusal: { code: 'move_other_order' } })
    const first = actionIdOf(await from({ caseId: own }))
    expect(await from({ parentId: first })).toMatchObject({ ok: false, refusal: { code: 'move_other_order' } })
    // As part of another case it belongs to both.
    await store.write((tx) => tx.updateTable('cases').set({ merged_into: strange, state: 'merged', is_open: 0 }).where('id', '=', own).execute())
    for (const caseId of [own, strange]) expect((await from({ caseId })).ok).toBe(true)
  })

  test('S6: what somebody asked for whose access has ended, or who may no longer ask, is not approved; it is rejected, and a colleague asks anew', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const id = actionIdOf(await s.ask(s.ann))
    const staff = (changes: { readonly role?: string; readonly disabled_at?: number | null }) => store.write((tx) => tx.updateTable('staff').set(changes).where('id', '=', s.ann).execute())
    await staff({ disabled_at: TEST_NOW })
    expect(await s.approve(s.sue, id)).toMatchObject({ ok: false, refusal: { code: 'maker_gone' } })
    expect(await getRefund(s.as(s.sue), id)).toMatchObject({ ok: true, value: { allowed: { approve: { code: 'maker_gone' }, reject: null } } })
    expect(await getRefund(s.as(s.sue), id + 999)).toMatchObject({ ok: false, refusal: { code: 'refund_gone' } })
    await staff({ disabled_at: null, role: 'auditor' })
    expect(await s.approve(s.sue, id)).toMatchObject({ ok: false, refusal: { code: 'maker_gone' } })
    expect((await s.act(s.sue, id, { type: 'reject', reason: 'the maker has left' })).ok).toBe(true)
    const anew = actionIdOf(await s.ask(s.bob))
    expect((await s.approve(s.sue, anew)).ok).toBe(true)
  })

  test('S6: the maker never approves: not as asked, not after a change of role, not after another one changed it, not in the database', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const id = actionIdOf(await s.ask(s.ann))
    expect(await s.approve(s.ann, id)).toMatchObject({ ok: false, refusal: { code: 'maker_is_checker' } })
    const hash = await s.hashOf(id)
    expect(await performAction(s.as(s.ann, TEST_NOW, 'admin'), { kind: 'refund', actionId: id, command: { type: 'approve', shownHash: hash } })).toMatchObject({ ok: false, refusal: { code: 'maker_is_checker' } })
    await expect(store.write((tx) => tx.updateTable('staff_actions').set({ checker_id: s.ann }).where('id', '=', id).execute())).rejects.toThrow(/check/i)
    // A draft that two people worked on has two makers.
    const draft = actionIdOf(await performAction(s.as(s.ann), { kind: 'refund', actionId: null, command: { type: 'save', content: { road: 'goodwill', route: 'original', amountMinor: 3_000, reasonCode: 'system_error', note: null, exception: null, destination: null } }, subject: { orderRowId: s.orderRowId } }))
    const content = { road: 'goodwill', route: 'original', amountMinor: 3_000, reasonCode: 'system_error', note: null, exception: null, destination: null }
    expect((await s.act(s.bob, draft, { type: 'submit', content })).ok).toBe(true)
    expect(await s.approve(s.ann, draft)).toMatchObject({ ok: false, refusal: { code: 'maker_is_checker' } })
    expect(await s.approve(s.bob, draft)).toMatchObject({ ok: false, refusal: { code: 'maker_is_checker' } })
    expect((await s.approve(s.sue, draft)).ok).toBe(true)
  })

  test('S7: a new flag or a new version of the order voids what was asked for', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const id = actionIdOf(await s.ask(s.ann))
    await store.write((tx) => tx.updateTable('orders').set({ version: 2 }).where('id', '=', s.orderRowId).execute())
    expect(await s.approve(s.bob, id)).toMatchObject({ ok: false, refusal: { code: 'approval_void' } })
  })

  test('S66, S68: the form says to whom it is no use, of every road: a role that may not ask, and who stands near; to anybody else what each road is', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const objections = async (staffId: number, role: 'reviewer' | 'auditor' = 'reviewer') => {
      const form = await getRefundForm(s.as(staffId, TEST_NOW, role), s.orderRowId, null, null)
      return form.ok ? form.value.roads.map(({ road, objection }) => [road, objection?.code ?? null]) : form.refusal.code
    }
    const own = [['refund', null], ['reversal', null], ['recredit', 'road_closed'], ['goodwill', null], ['agent_float', 'road_closed']]
    expect(await objections(s.ann)).toEqual(own)
    expect(await objections(s.ann, 'auditor')).toEqual(REFUND_ROADS.map((road) => [road, 'not_permitted']))
    await store.write((tx) => declareInterest(tx, testKeys, s.ann, { kind: 'number', value: '+8613800005678', relation: 'kin' }, TEST_NOW))
    expect(await objections(s.ann)).toEqual(REFUND_ROADS.map((road) => [road, 'conflict_of_interest']))
    expect(await objections(s.bob)).toEqual(own)
  })

  test('S68: who stands near to the order neither asks nor approves', async () => {
    const store = await open()
    const s = await moneyScene(store)
    await store.write((tx) => declareInterest(tx, testKeys, s.ann, { kind: 'number', value: '+8613800005678', relation: 'kin' }, TEST_NOW))
    expect(await s.ask(s.ann)).toMatchObject({ ok: false, refusal: { code: 'conflict_of_interest', data: { conflict: 'kin' } } })
    const id = actionIdOf(await s.ask(s.sue))
    expect(await s.approve(s.ann, id)).toMatchObject({ ok: false, refusal: { code: 'conflict_of_interest' } })
  })

  test('S68: an account is the declared one in whatever writing: blanks, width, capitals, its middle hidden in the record or in what was declared', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const tell = async (declared: string, recorded: string) => {
      await store.write(async (tx) => {
        await tx.deleteFrom('staff_interests').execute()
        await tx.updateTable('orders').set({ payer_account: recorded }).where('id', '=', s.orderRowId).execute()
        await declareInterest(tx, testKeys, s.ann, { kind: 'payer', value: declared, relation: 'own' }, TEST_NOW)
      })
      const asked = await s.ask(s.ann, { amountMinor: 1 })
      return asked.ok ? null : asked.refusal.code
    }
    for (const [declared, recorded] of [
      ['6222000011112222', '6222 0000 1111 2222'], ['６２２２００００１１１１２２２２', '6222-0000-1111-2222'], ['Zhang@Mail.Example', 'zhang@mail.example'], ['6222000011112222', '6222********2222'], ['6222****2222', '6222000011112222'],
      ['zhangsan@mail.example', 'z***@mail.example'], ['622200xxxxxx2222', '622200******2222'],
    ] as const) expect([declared, recorded, await tell(declared, recorded)]).toEqual([declared, recorded, 'conflict_of_interest'])
    for (const [declared, recorded] of [['6222000011112222', '6222000011113333'], ['6222000011112222', '6222999911112222'], ['6222000011112222', '6222****3333'], ['6222000011112222', '**2222'], ['z@mail.example', 'z@other.example']] as const)
      expect([declared, recorded, await tell(declared, recorded)]).toEqual([declared, recorded, null])
  })

  test('S68: who would be reached by the money, the credit or the letter neither asks nor approves, by their own number, their account or that of kin', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const [own, account] = ['+8613800005687', '6222000011112222']
    for (const interest of [{ kind: 'number', value: own, relation: 'own' }, { kind: 'payer', value: account, relation: 'kin' }] as const) {
      await store.write((tx) => declareInterest(tx, testKeys, s.ann, interest, TEST_NOW))
      await store.write((tx) => declareInterest(tx, testKeys, s.sue, interest, TEST_NOW))
    }
    const wrong = (by: number, intended: string, contact: string) => performAction(s.as(by), { kind: 'wrong_number', actionId: null, subject: { orderRowId: s.orderRowId }, command: { type: 'open', intended, contact } })
    expect(await wrong(s.ann, own, '')).toMatchObject({ ok: false, refusal: { code: 'conflict_of_interest' } })
    expect(await wrong(s.ann, '+8613800005678', own)).toMatchObject({ ok: false, refusal: { code: 'conflict_of_interest' } })
    const parentId = await agreedMove(store, s.orderRowId)
    const move = { road: 'recredit', destination: own, reasonCode: 'wrong_number' } as const
    expect(await s.ask(s.ann, move, { parentId })).toMatchObject({ ok: false, refusal: { code: 'conflict_of_interest', data: { conflict: 'subscriber' } } })
    const id = actionIdOf(await s.ask(s.bob, move, { parentId }))
    expect(await s.approve(s.sue, id)).toMatchObject({ ok: false, refusal: { code: 'conflict_of_interest' } })
    const second = await addOrder(store, {}, 2)
    expect(await s.ask(s.ann, { route: 'other', destination: account }, { order: second })).toMatchObject({ ok: false, refusal: { code: 'conflict_of_interest', data: { conflict: 'kin' } } })
    expect(await s.ask(s.ann, { route: 'other', destination: '6222000033334444' }, { order: second })).not.toMatchObject({ refusal: { code: 'conflict_of_interest' } })
  })

  test('S68: who paid by what the statement says stands near to the order, also where the order names no payer', async () => {
    const store = await open()
    const s = await moneyScene(store)
    await store.write(async (tx) => {
      await tx.updateTable('orders').set({ payer_account: null }).where('id', '=', s.orderRowId).execute()
      await declareInterest(tx, testKeys, s.ann, { kind: 'payer', value: 'p***@mail.example', relation: 'kin' }, TEST_NOW)
      await declareInterest(tx, testKeys, s.sue, { kind: 'payer', value: 'other@mail.example', relation: 'kin' }, TEST_NOW)
    })
    expect(await s.ask(s.ann)).toMatchObject({ ok: false, refusal: { code: 'conflict_of_interest', data: { conflict: 'kin' } } })
    expect((await s.ask(s.sue)).ok).toBe(true)
  })

  test('S7: what was topped up by mistake goes to the number that was meant when it was reported, whatever a form says', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const opened = await performAction(s.as(s.ann), { kind: 'wrong_number', actionId: null, subject: { orderRowId: s.orderRowId }, command: { type: 'open', intended: '+8613800005687' } })
    const parentId = actionIdOf(opened)
    await s.act(s.ann, parentId, { type: 'ask' }, TEST_NOW, 'wrong_number')
    await s.act(s.ann, parentId, { type: 'agree', how: 'said yes on the telephone' }, TEST_NOW, 'wrong_number')
    const move = { road: 'recredit', reasonCode: 'wrong_number' } as const
    expect(await s.ask(s.ann, { ...move, destination: '+8613900007777' }, { parentId })).toMatchObject({ ok: false, refusal: { code: 'destination_not_meant', field: 'destination' } })
    expect((await s.ask(s.ann, { ...move, destination: '+8613800005687' }, { parentId })).ok).toBe(true)
  })

  test('S68: records of one person that were merged are near to whoever stood near to either, until the merge is undone', async () => {
    const store = await open()
    const s = await moneyScene(store, { order: { subscriber_id: 'S1' } })
    await store.write((tx) => declareInterest(tx, testKeys, s.ann, { kind: 'subscriber', value: 'S2', relation: 'own' }, TEST_NOW))
    await store.write((tx) => tx.insertInto('person_merges').values({ kept_id: 'S1', merged_id: 'S2', reason: 'the same person', sealed_before: 'x', merged_at: TEST_NOW, merged_by: s.sue, undone_at: null, undone_by: null }).execute())
    expect(await s.ask(s.ann)).toMatchObject({ ok: false, refusal: { code: 'conflict_of_interest', data: { conflict: 'subscriber' } } })
    const id = actionIdOf(await s.ask(s.bob))
    expect(await s.approve(s.ann, id)).toMatchObject({ ok: false, refusal: { code: 'conflict_of_interest' } })
    await store.write((tx) => tx.updateTable('person_merges').set({ undone_at: TEST_NOW, undone_by: s.sue }).execute())
    expect(await s.approve(s.ann, id)).toMatchObject({ ok: true })
  })

  test('S2: every pair of roads attempted together stays within the ceiling, and the database refuses what does not', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const roads = ['chargeback', 'aggregator_refund', ...REFUND_ROADS] as const
    let n = 1
    for (const first of roads)
      for (const second of roads) {
        const order = await addOrder(store, { order: { agent_id: `A${++n}`, target_number: `+861380001${String(n).padStart(4, '0')}` } }, n)
        const parentId = await agreedMove(store, order)
        const attempt = (road: (typeof roads)[number], reference: string) => road === 'chargeback' || road === 'aggregator_refund'
          ? performAction(s.as(s.bob), { kind: 'outside_return', actionId: null, command: { type: 'record', road, amountMinor: 10_000, reference }, subject: { orderRowId: order } })
          : s.ask(s.ann, { road, destination: road === 'recredit' ? '+8613800005687' : null, reasonCode: road === 'refund' ? 'duplicate' : 'wrong_number' }, { order, parentId })
        const results = await Promise.all([attempt(first, `REF-${n}-1`), attempt(second, `REF-${n}-2`)])
        const money = await s.money(order)
        const pair = `${first} and ${second}`
        expect((money?.pending_minor ?? 0) + (money?.done_minor ?? 0), pair).toBeLessThanOrEqual(10_000)
        const done = [first, second].filter((_, i) => results[i]?.ok)
        expect(done.length, pair).toBeGreaterThan(0)
        expect(money?.goodwill_minor, pair).toBe(done.filter((road) => road === 'goodwill').length * 10_000)
        // What others took although it was claimed already is contested, and counts once.
        const contested = await store.read.selectFrom('staff_actions').select('id').where('status', '=', 'contested').where('order_row_id', '=', order).execute()
        expect(done.filter((road) => road !== 'goodwill').length - contested.length, pair).toBeLessThanOrEqual(1)
      }
    await expect(store.write((tx) => tx.updateTable('order_money').set({ pending_minor: 10_001 }).execute())).rejects.toThrow(/check/i)
  }, 120_000)

  test('R-REF-03: claims of one party stand together in the list of serial claimants, say by what they are of one, and can be listed alone', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const payer = 'wx:o33c8fe1100a2b7d94410'
    const claims: number[] = []
    const claim = async (n: number, order: Parameters<typeof orderRow>[0]) =>
      claims.push(actionIdOf(await s.ask(s.ann, {}, { order: await addOrder(store, { order }, n), now: TEST_NOW + n })))
    await claim(2, { payer_account: payer, target_number: '+8613800000001', device_id: 'D1', subscriber_id: null })
    await claim(3, { payer_account: payer, target_number: '+8613800000002', device_id: 'D1', subscriber_id: null })
    for (const n of [4, 5, 6]) await claim(n, { payer_account: null, subscriber_id: null, target_number: '+8613900000009', device_id: `D${n}` })
    await claim(7, { payer_account: 'ali:once', target_number: '+8613800000001', device_id: 'D1', subscriber_id: null })
    await claim(8, { payer_account: payer, target_number: '+8613800000003', device_id: 'D9', subscriber_id: null })
    const [first, second, byNumber1, byNumber2, byNumber3, , last] = claims
    const list = async (changes: Partial<Parameters<typeof listRefunds>[1]> = {}) =>
      listRefunds(s.as(s.sue), { isMine: false, isSerial: false, sort: 'newest', after: null, limit: 50, ...changes })
    expect((await list({ isSerial: true })).rows.map(({ id, claims: count, claimant }) => [id, count, claimant])).toEqual([
      [last, 3, { by: 'payer', shown: payer, shares: [] }],
      [second, 3, { by: 'payer', shown: payer, shares: ['device'] }],
      [first, 3, { by: 'payer', shown: payer, shares: ['device'] }],
      [byNumber3, 3, { by: 'number', shown: '139****0009', shares: [] }],
      [byNumber2, 3, { by: 'number', shown: '139****0009', shares: [] }],
      [byNumber1, 3, { by: 'number', shown: '139****0009', shares: [] }],
    ])
    const paged: number[] = []
    for (let after: Awaited<ReturnType<typeof list>>['next'] = null, pages = 0; pages < 5; pages++) {
      const page = await list({ isSerial: true, after, limit: 2 })
      paged.push(...page.rows.map((row) => row.id))
      after = page.next
      if (after === null) break
    }
    expect(paged).toEqual([last, second, first, byNumber3, byNumber2, byNumber1])
    expect((await list({ partyOf: second ?? 0 })).rows.map((row) => row.id)).toEqual([last, second, first])
    expect((await list({ partyOf: 999_999 })).rows).toEqual([])
    expect((await list({ isMine: false })).rows).toHaveLength(7)
    // The chips count what each state would show; the totals are of what is shown.
    expect(await list({ statuses: ['failed'] })).toMatchObject({ rows: [], totals: [], counts: { submitted: 7 } })
    expect(await list({ statuses: ['submitted'], isSerial: true })).toMatchObject({ totals: [{ status: 'submitted', count: 6 }], counts: { submitted: 6 } })
    await changePolicy(store, 'serial_claims', 4)
    expect((await list({ isSerial: true })).rows).toEqual([])
    await changePolicy(store, 'serial_claims', 3, TEST_NOW)
    await changePolicy(store, 'serial_window_ms', 1, TEST_NOW)
    expect((await list({ isSerial: true })).rows.map(({ id }) => id)).toEqual([last, second, first, byNumber3, byNumber2, byNumber1])
    expect((await listRefunds(s.as(s.sue, TEST_NOW + 8), { isMine: false, isSerial: true, sort: 'newest', after: null, limit: 50 })).rows).toEqual([])
  })
})

/** A wrong-number action whose stranger agreed. */
function agreedMove(store: Store, orderRowId: number): Promise<number> {
  return store.write(async (tx) => {
    const row = {
      kind: 'wrong_number', variant: '', subject_key: `order:${orderRowId}`, order_row_id: orderRowId, case_id: null, parent_id: null, party_hash: null, status: 'agreed', is_open: 1, version: 1,
      maker_id: null, checker_id: null, amount_minor: null, currency: null, reason_code: null, reference: null, due_at: null, act_at: null, opened_at: TEST_NOW, changed_at: TEST_NOW,
    }
    return (await tx.insertInto('staff_actions').values(row).returning('id').executeTakeFirstOrThrow()).id
  })
}
