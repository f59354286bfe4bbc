import { expect, test } from 'vitest'
import { STARTER_RULES } from '../../../app/domain/rules/starter.ts'
import { getCase } from '../../../app/usecases/cases/get-case.server.ts'
import { getOrder } from '../../../app/usecases/records/get-order.server.ts'
import { addStaff, forEachDialect, TEST_NOW, testContext, testKeys } from '../../support/database.ts'
import { insertRuleVersion } from '../../../db/queries/rules.ts'
import { profileChangeToRow, subscriberToRow } from '../../../db/codecs.ts'
import { addFlaggedOrder, ledgerRow, messageRow, orderRow, receiptRow } from '../../support/records.ts'
import { changePolicy } from '../../support/money.ts'
import { valueOf } from '../../support/result.ts'

const ARRIVED = { version: 1, contentHash: 'h', importFileId: null, line: null, learnedAt: TEST_NOW }

forEachDialect('the page of a case', (open) => {
  test('shows the five sides with the differing digits, money, lights, timeline and activity', async () => {
    const store = await open()
    const ann = await addStaff(store, 'ann')
    await store.write(async (tx) => {
      await tx.insertInto('orders').values([orderRow({ order_id: 'W0', merchant_order_no: 'M0', channel_trade_no: 'T0', operator_txn_id: 'X0', created_at: TEST_NOW - 7_200_000 })]).execute()
      await tx.insertInto('receipts').values([
        receiptRow({ number_raw: '13800005687', number: '+8613800005687' }),
        receiptRow({ receipt_id: 'R2', receipt_kind: 'refund', amount_minor: 3_000, refund_no: 'F1', occurred_at: TEST_NOW - 60_000 }),
      ]).execute()
      await tx.insertInto('ledger_entries').values(ledgerRow()).execute()
      await tx.insertInto('messages').values(messageRow({ order_id: 'W1', text: '我的号码13800005687，验证码是482913' })).execute()
      await tx.insertInto('subscribers').values(subscriberToRow(testKeys, {
        kind: 'subscriber', subscriberId: 'S1', name: '张伟', numbers: [], contactPhone: '+8613911112222', email: 'zhang.wei@mail.example', address: '1 Road', language: 'zh',
        idDocType: null, idDocLast4: null, status: 'active', openedAt: TEST_NOW - 86_400_000_00, simChangedAt: null, extra: null,
      }, ARRIVED)).execute()
      await tx.insertInto('subscriber_numbers').values({ number: '+8613800005678', subscriber_id: 'S1' }).execute()
      await tx.insertInto('profile_changes').values(profileChangeToRow(testKeys, {
        kind: 'profile_change', changeId: 'C1', subscriberId: 'S1', field: 'email', oldValue: 'old@mail.example', newValue: 'zhang.wei@mail.example', channel: 'service_counter',
        staffId: '0312', verification: 'none', at: TEST_NOW - 20 * 3_600_000, offsetMin: 480, extra: null,
      }, ARRIVED)).execute()
    })
    const { caseId, orderRowId } = await addFlaggedOrder(store, { remark: '加微信 13912345678' })
    const result = valueOf(await getCase(testContext(store, { staffId: ann }), caseId))
    const view = result
    const [order, receipt, ledger, claimant, subscriber] = view.sides
    expect(order?.number).toEqual({ text: '138****5678', differs: [9, 10], others: ['8', '7'] })
    expect(receipt).toMatchObject({ number: { text: '138****5687', differs: [9, 10] }, state: 'mismatched', amount: { amountMinor: 10_000 }, records: 2, detail: { trust: 'T3', payment: 'paid' } })
    expect(ledger).toMatchObject({ number: { text: '138****5678', differs: [] }, state: 'matched', isSigned: true, amount: { amountMinor: 10_000 } })
    expect(claimant).toMatchObject({ number: { text: '138****5678' }, records: 1 })
    expect(subscriber?.detail).toMatchObject({ subscriberId: 'S1', name: '张*', lastChange: { field: 'email' } })
    expect(view.mismatches).toContainEqual(expect.objectContaining({ code: 'M1', slip: 'transposed', between: ['order', 'receipt'], explainedBy: null }))
    expect(view.money).toMatchObject({ claimedMinor: 10_000, paidMinor: 10_000, creditedMinor: 10_000, returnedMinor: 3_000, leftMinor: 7_000, returnedBy: [{ road: 'outside', amountMinor: 3_000 }] })
    expect(Object.fromEntries(view.lights.map((light) => [light.id, light.is]))).toMatchObject({ receipt: 'no', delivered: 'yes', window: 'yes', same_month: 'yes', no_recent_change: 'no', no_gravest_flag: 'yes' })
    await changePolicy(store, 'reversal_window_ms', 60_000)
    expect(valueOf(await getCase(testContext(store, { staffId: ann }), caseId)).lights.find(({ id }) => id === 'window')?.is).toBe('no')
    expect(view.timeline.map((item) => item.type)).toEqual(['profile_change', 'created', 'paid', 'receipt', 'delivered', 'ledger', 'message_in', 'receipt', 'opened'])
    expect(view.activity.find((one) => one.key === 'payer')).toMatchObject({ day: { orders: 2, parties: 1 }, month: { orders: 2 }, isCut: false })
    expect(view.related.orders).toMatchObject([{ orderId: 'W0', number: '138****5678', by: ['payer', 'target'] }])
    expect(view.case).toMatchObject({ id: caseId, orderRowId, status: 'new', version: 1, assignee: null })
    expect(view.allowed).toMatchObject({ claim: null, legitimate: null, assign: { code: 'not_permitted' }, reopen: { code: 'case_state_forbids' } })
  })

  test('tells the auditor what the rule asked in the version that judged, whatever it asks by now', async () => {
    const store = await open()
    const ann = await addStaff(store, 'ann')
    const { caseId, orderRowId } = await addFlaggedOrder(store, {})
    const starter = STARTER_RULES[0]
    if (!starter) throw new Error('there are starter rules')
    await store.write(async (tx) => {
      for (const [version, when] of [[7, 'order.amount_minor > 7'], [8, 'order.amount_minor > 8']] as const) {
        await insertRuleVersion(tx, { ...starter, version, when, source: 'staff' }, { reason: 'tuned', effectiveAt: TEST_NOW + version, madeAt: TEST_NOW + version, actionId: null })
      }
      await tx.updateTable('flags').set({ rule_id: starter.id, rule_version: 7 }).execute()
    })
    const ruleNow = async () => {
      const [found, order] = [await getCase(testContext(store, { staffId: ann }), caseId), await getOrder(testContext(store, { staffId: ann }), orderRowId)]
      if (!found.ok || !order.ok) throw new Error('both are there')
      expect(order.value.flags[0]?.rule).toEqual(found.value.flags[0]?.rule)
      return found.value.flags[0]?.rule
    }
    expect(await ruleNow()).toEqual({ when: 'order.amount_minor > 7', source: 'staff' })
    await store.write((tx) => tx.updateTable('flags').set({ rule_version: starter.version }).execute())
    expect(await ruleNow()).toEqual({ when: starter.when, source: starter.source })
    await store.write((tx) => tx.updateTable('flags').set({ rule_version: 9 }).execute())
    expect(await ruleNow()).toBeNull()
  })

  test('names the customer who was signed in when the number that was topped up is nobody’s we know', async () => {
    const store = await open()
    const ann = await addStaff(store, 'ann')
    await store.write(async (tx) => {
      await tx.insertInto('subscribers').values(subscriberToRow(testKeys, {
        kind: 'subscriber', subscriberId: 'S2', name: '李娜', numbers: [], contactPhone: null, email: null, address: null, language: 'zh',
        idDocType: null, idDocLast4: null, status: 'active', openedAt: TEST_NOW - 86_400_000_00, simChangedAt: null, extra: null,
      }, ARRIVED)).execute()
      await tx.insertInto('subscriber_numbers').values({ number: '+8613911112222', subscriber_id: 'S2' }).execute()
    })
    const { caseId } = await addFlaggedOrder(store, { subscriber_id: 'S2' })
    const result = await getCase(testContext(store, { staffId: ann }), caseId)
    expect(result.ok && result.value.sides.at(-1)).toMatchObject({ side: 'subscriber', records: 1, state: null, number: { text: '139****2222', differs: [] }, detail: { subscriberId: 'S2', name: '李*' } })
  })

  test('shows the orders of the same card and of its pack, and those alone', async () => {
    const store = await open()
    const ann = await addStaff(store, 'ann')
    const one = (order_id: string, voucher_serial: string, n: number) => orderRow({ order_id, merchant_order_no: `M${n}`, channel_trade_no: `T${n}`, operator_txn_id: `X${n}`, payer_account: `ali:${n}`, target_number: `+861390000000${n}`, voucher_serial, created_at: TEST_NOW - n * 60_000 })
    await store.write((tx) => tx.insertInto('orders').values([one('SAME', '7020001234', 3), one('PACK', '7020001299', 4), one('NEXT', '7020001300', 5), one('LONGER', '70200012345', 6)]).execute())
    const { caseId } = await addFlaggedOrder(store, { voucher_serial: '7020001234' })
    const result = await getCase(testContext(store, { staffId: ann }), caseId)
    expect(result.ok && result.value.related.orders.map(({ orderId, by }) => [orderId, ...by])).toEqual([['SAME', 'voucher'], ['PACK', 'voucher']])
  })

  test('the profile whose changes count is that of the signed-in customer, who need not own the number', async () => {
    const store = await open()
    const ann = await addStaff(store, 'ann')
    await store.write((tx) => tx.insertInto('profile_changes').values(profileChangeToRow(testKeys, {
      kind: 'profile_change', changeId: 'C9', subscriberId: 'S9', field: 'sim', oldValue: null, newValue: null, channel: 'service_counter', staffId: 'E0312', verification: 'none', at: TEST_NOW - 20 * 3_600_000, offsetMin: 480, extra: null,
    }, ARRIVED)).execute())
    const { caseId } = await addFlaggedOrder(store, { subscriber_id: 'S9' })
    expect(await getCase(testContext(store, { staffId: ann }), caseId)).toMatchObject({ ok: true, value: { subscriberId: 'S9' } })
  })

  test('names the other orders that a flag was joined from: the twin itself, and the order whose receipt came again', async () => {
    const store = await open()
    const ann = await addStaff(store, 'ann')
    const old = TEST_NOW - 90 * 86_400_000
    const order = orderRow()
    await store.write(async (tx) => {
      await tx.insertInto('orders').values([
        orderRow({ order_id: 'W2', merchant_order_no: 'M2', channel_trade_no: 'T2', operator_txn_id: 'X2', payer_account: 'p2', target_number: '+8613800000002', device_id: null, created_at: old }),
        orderRow({ order_id: 'W3', merchant_order_no: 'M3', channel_trade_no: 'T3', operator_txn_id: 'X3', payer_account: 'p3', target_number: order.target_number, device_id: null, created_at: order.created_at + 3_600_000 }),
        orderRow({ order_id: 'W2', source: 'elsewhere', merchant_order_no: 'M4', channel_trade_no: 'T4', operator_txn_id: 'X4', payer_account: 'p4', target_number: '+8613800000004', device_id: null }),
      ]).execute()
      await tx.insertInto('receipts').values([
        receiptRow({ receipt_id: 'R3', order_id: null, merchant_order_no: 'M3', channel_trade_no: 'T3' }),
        receiptRow({ receipt_id: 'R4', order_id: 'W1', merchant_order_no: null, channel_trade_no: 'T4' }),
      ]).execute()
    })
    const joined = (kind: string, source: string, id: string) => ({ kind, source, id })
    const { caseId, orderRowId } = await addFlaggedOrder(store, {}, [{ evidence: JSON.stringify({
      signals: [{ id: 'receipt/reused', strength: 0.85, evidence: {}, spans: [], joined: [joined('order', order.source, 'W2'), joined('receipt', receiptRow().source, 'R3'), joined('receipt', receiptRow().source, 'R4'), joined('order', order.source, order.order_id)], flagged: [] }],
      because: [], clears: [], notAssessed: [],
    }) }])
    const context = testContext(store, { staffId: ann })
    const [view, page] = [await getCase(context, caseId), await getOrder(context, orderRowId)]
    if (!view.ok || !page.ok) throw new Error('refused')
    for (const { flags, related, activity } of [view.value, page.value]) {
      expect(flags.map((flag) => flag.orders.map((one) => one.orderId))).toEqual([['W2', 'W3']])
      expect(related.orders.map((one) => [one.orderId, one.by])).toEqual([['W3', ['flag', 'target']], ['W2', ['flag']]])
      // The later order counts too: the flags speak of it.
      expect(activity.find((one) => one.key === 'target')?.day).toEqual({ orders: 2, parties: 2 })
    }
  })

  test('S71: nothing personal is in the answer in clear', async () => {
    const store = await open()
    const ann = await addStaff(store, 'ann')
    await store.write(async (tx) => {
      await tx.insertInto('messages').values(messageRow({ order_id: 'W1', text: '我是张伟，身份证11010519491231002X，卡4532015112830366，邮箱zhang.wei@mail.example' })).execute()
    })
    const { caseId } = await addFlaggedOrder(store, { payer_name: '李小龙', payer_account: 'li.long@mail.example', remark: '回电13912345678' }, [
      { evidence: JSON.stringify({ signals: [{ id: 'link/lure-contact', strength: 1, evidence: { number: '+8613912345678', text: '回电13912345678' }, spans: [], joined: [], flagged: [] }], because: [{ fact: 'order.remark', value: '回电13912345678', op: 'contains', threshold: '回电' }], clears: [], notAssessed: [] }) },
    ])
    const text = JSON.stringify(await getCase(testContext(store, { staffId: ann }), caseId))
    for (const clear of ['13800005678', '8613800005678', '13912345678', '11010519491231002X', '4532015112830366', 'zhang.wei', 'li.long', '李小龙']) expect(text, clear).not.toContain(clear)
    expect(text).toContain('139****5678')
  })

  test('a case about a message shows the message and the subscriber', async () => {
    const store = await open()
    const ann = await addStaff(store, 'ann')
    const { ensureCase, settleCases } = await import('../../../db/queries/cases.ts')
    const { flagRow } = await import('../../support/records.ts')
    const caseId = await store.write(async (tx) => {
      const { id } = await tx.insertInto('messages').values(messageRow({ text: '积分清零 http://10086.cn.pay-vip.top/', subscriber_id: 'S9' })).returning('id').executeTakeFirstOrThrow()
      const subject = { subjectKey: `message:${id}`, orderRowId: null, orderId: null, channel: null, targetNumber: '+8613800005678', moneyMinor: 0, currency: 'CNY' }
      const made = (await ensureCase(tx, subject, { create: true, now: TEST_NOW })) ?? 0
      await tx.insertInto('flags').values(flagRow({ kind: 'message', record_row_id: id, record_id: 'S1', record_source: '', order_row_id: null, order_id: null, case_id: made, flag: 'link/lookalike-domain', severity: 'S1', weight: 0.85, band: 'hold', score: 0.85 })).execute()
      await settleCases(tx, [made], TEST_NOW)
      return made
    })
    const result = await getCase(testContext(store, { staffId: ann }), caseId)
    expect(result).toMatchObject({
      ok: true,
      value: { order: null, money: null, case: { subject: { kind: 'message' } }, texts: [{ kind: 'message', text: '积分清零 http://10086.cn.pay-vip.top/' }], recommendation: { code: 'scam_victim', action: 'ask_customer' } },
    })
  })

  test('S71: a flagged address or nickname shows the flagged words alone, everything beside them hidden', async () => {
    const store = await open()
    const address = '和平路 8 号 加微信 czyh6688 充值七折'
    const lure = { start: address.indexOf('加微信'), end: address.indexOf('czyh6688') + 8 }
    await store.write(async (tx) => {
      await tx.insertInto('subscribers').values(subscriberToRow(testKeys, {
        kind: 'subscriber', subscriberId: 'S1', name: '张伟', numbers: [], contactPhone: null, email: null, address: '1 Road', language: 'zh',
        idDocType: null, idDocLast4: null, status: 'active', openedAt: TEST_NOW - 86_400_000_00, simChangedAt: null, extra: null,
      }, ARRIVED)).execute()
      await tx.insertInto('subscriber_numbers').values({ number: '+8613800005678', subscriber_id: 'S1' }).execute()
      await tx.insertInto('profile_changes').values(profileChangeToRow(testKeys, {
        kind: 'profile_change', changeId: 'C1', subscriberId: 'S1', field: 'address', oldValue: '1 Road', newValue: address, channel: 'web_portal',
        staffId: null, verification: 'none', at: TEST_NOW - 3_600_000, offsetMin: 480, extra: null,
      }, ARRIVED)).execute()
      await tx.insertInto('profile_changes').values([['C2', 'address', '解放路 12 号'], ['C3', 'email', 'zhang.wei@10o86-mail.top']].map(([changeId = '', field = '', newValue = '']) => profileChangeToRow(testKeys, {
        kind: 'profile_change', changeId, subscriberId: 'S1', field: field as 'address' | 'email', oldValue: null, newValue, channel: 'web_portal',
        staffId: null, verification: 'none', at: TEST_NOW - 3_000_000, offsetMin: 480, extra: null,
      }, ARRIVED))).execute()
    })
    const evidence = (span: object) => JSON.stringify({ signals: [{ id: 'message/contact-lure', strength: 1, evidence: {}, spans: [span], joined: [], flagged: [] }], because: [], clears: [], notAssessed: [] })
    const { caseId } = await addFlaggedOrder(store, { payer_name: '小美 q2233445566' }, [
      { evidence: evidence({ record: { kind: 'profile_change', source: '', id: 'C1' }, field: 'new_value', ...lure }) },
      { rule_id: 'message_contact_lure', evidence: evidence({ record: { kind: 'order', source: 'web', id: 'W1' }, field: 'payer_name', start: 3, end: 14 }) },
      { rule_id: 'campaign', evidence: evidence({ record: { kind: 'profile_change', source: '', id: 'C2' }, field: 'new_value', start: 0, end: 8 }) },
      { rule_id: 'link', evidence: evidence({ record: { kind: 'profile_change', source: '', id: 'C3' }, field: 'new_value', start: 3, end: 24 }) },
    ])
    const result = valueOf(await getCase(testContext(store), caseId))
    const words = result.texts.filter(({ field }) => field === 'new_value' || field === 'payer_name')
    expect(words.map(({ kind, text }) => [kind, text])).toEqual([['order', expect.stringMatching(/^\*\* q2/)], ['profile_change', '*** * * 加微信 czyh6688 ****'], ['profile_change', '*********@10o86-mail.top']])
    expect(words[0]?.text).toHaveLength(14)
    expect(JSON.stringify(result)).not.toMatch(/和平路|解放路|zhang\.wei/)
  })

  test('a case that is not there is refused', async () => {
    const store = await open()
    expect(await getCase(testContext(store), 7)).toEqual({ ok: false, refusal: { code: 'case_missing' } })
  })
})

forEachDialect('a case that several orders were merged into', (open) => {
  test('counts the orders of all their payers and numbers together', async () => {
    const store = await open()
    const ann = await addStaff(store, 'ann')
    const { mergeCases } = await import('../../../app/usecases/cases/merge-cases.server.ts')
    const add = (n: number, order: object = {}) => addFlaggedOrder(store, { order_id: `W${n}`, merchant_order_no: `M${n}`, channel_trade_no: `T${n}`, operator_txn_id: `X${n}`, payer_account: `ali:${n}`, created_at: TEST_NOW - n * 60_000, ...order }, [{ record_id: `W${n}` }])
    const [whole, second, third] = [await add(1), await add(2), await add(3, { target_number: '+8613900000003' })]
    await add(4, { payer_account: 'ali:9' })
    expect((await mergeCases(testContext(store, { staffId: ann }), whole.caseId, [second, third].map(({ caseId }) => ({ caseId, expectedVersion: 1 })))).ok).toBe(true)
    const view = await getCase(testContext(store, { staffId: ann }), whole.caseId)
    const of = (key: string) => view.ok && view.value.activity.find((one) => one.key === key)
    expect(of('payer')).toMatchObject({ values: 3, day: { orders: 3, parties: 2 } })
    expect(of('target')).toMatchObject({ values: 2, day: { orders: 4, parties: 4 } })
  })
})

forEachDialect('a case of an order that was paid and not delivered', (open) => {
  test('leads to the refunds of the outage when others of its channel and time stand alike, for who may ask for refunds', async () => {
    const store = await open()
    const ann = await addStaff(store, 'ann')
    const flag = { flag: 'payment/paid-not-delivered', rule_id: 'paid_not_delivered' }
    const add = (n: number, order: object = {}) => addFlaggedOrder(store, { order_id: `W${n}`, merchant_order_no: `M${n}`, channel_trade_no: `T${n}`, operator_txn_id: `X${n}`, ...order }, [{ record_id: `W${n}`, ...flag }])
    const { caseId } = await add(1)
    const outage = async (role: 'reviewer' | 'auditor' = 'reviewer') => {
      const view = await getCase(testContext(store, { staffId: ann, role }), caseId)
      return view.ok ? view.value.outage : undefined
    }
    await add(2)
    await add(3, { channel: 'voucher' })
    expect(await outage()).toBeNull()
    await add(4)
    expect(await outage()).toEqual({ day: '2026-03-14', channel: 'web_portal', others: 2 })
    expect(await outage('auditor')).toBeNull()
  })
})
