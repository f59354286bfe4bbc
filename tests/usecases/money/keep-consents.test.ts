import { expect, test } from 'vitest'
import { DEFAULT_POLICY } from '../../../app/domain/actions/policy.ts'
import { HOUR_MS, MINUTE_MS } from '../../../app/domain/values/time.ts'
import { getWrongNumber } from '../../../app/usecases/money/get-wrong-number.server.ts'
import { carryOutRefunds } from '../../../app/usecases/money/carry-out-refunds.server.ts'
import { keepConsents } from '../../../app/usecases/money/keep-consents.server.ts'
import { performAction } from '../../../app/usecases/actions/perform-action.server.ts'
import { noticeText } from '../../../app/i18n/notice-text.ts'
import type { Store } from '../../../db/client.ts'
import { listNoticeRows } from '../../../db/queries/notices.ts'
import { checkActions } from '../../../db/queries/verify-money.ts'
import { forEachDialect, TEST_NOW, testKeys } from '../../support/database.ts'
import { actionIdOf, changePolicy, moneyScene } from '../../support/money.ts'
import { messageRow, subscriberRow } from '../../support/records.ts'
import { valueOf } from '../../support/result.ts'

async function askedScene(store: Store) {
  const s = await moneyScene(store)
  const opened = valueOf(await performAction(s.as(s.ann), { kind: 'wrong_number', actionId: null, command: { type: 'open', intended: '+8613800005687' }, subject: { orderRowId: s.orderRowId } }))
  const id = opened.actionId
  const asked = await s.act(s.ann, id, { type: 'ask' }, TEST_NOW, 'wrong_number')
  if (!asked.ok) throw new Error(asked.refusal.code)
  let n = 0
  const says = (text: string, at = TEST_NOW + MINUTE_MS, changes: Parameters<typeof messageRow>[0] = {}) => store.write((tx) => tx.insertInto('messages').values(messageRow({ message_id: `M${++n}`, text, at, ...changes })).execute())
  const keep = (now = TEST_NOW + 2 * MINUTE_MS) => keepConsents(s.as(null, now))
  const status = async () => (await store.read.selectFrom('staff_actions').select(['status', 'reason_code']).where('id', '=', id).executeTakeFirstOrThrow())
  return { ...s, id, says, keep, status }
}
const NONE = { agreed: 0, refused: 0, unclear: 0, lapsed: 0 }

forEachDialect('the answer of the holder of a number', (open) => {
  test('a clear YES from the number within the window sets the consent by itself, with the message as evidence', async () => {
    const store = await open()
    const s = await askedScene(store)
    expect(await s.keep()).toEqual(NONE)
    await s.says('同意。')
    expect(await s.keep()).toEqual({ ...NONE, agreed: 1 })
    expect(await s.keep()).toEqual(NONE)
    expect((await s.status()).status).toBe('agreed')
    const event = await store.read.selectFrom('action_events').select(['data', 'staff_id']).where('action_id', '=', s.id).where('type', '=', 'agreed').executeTakeFirstOrThrow()
    expect([JSON.parse(event.data), event.staff_id]).toEqual([{ messageRowId: expect.any(Number), messageId: 'M1' }, null])
    const audit = await store.read.selectFrom('audit_events').select(['actor', 'after']).where('action', '=', 'wrong_number.agreed').executeTakeFirstOrThrow()
    expect([audit.actor, JSON.parse(audit.after ?? '{}')]).toEqual(['system', expect.objectContaining({ messageId: 'M1' })])
    const view = await getWrongNumber(s.as(s.ann), { actionId: s.id })
    expect(view.ok && view.value.moments.at(-1)).toMatchObject({ type: 'agreed', by: null, text: '同意。', messageId: 'M1' })
    expect(view.ok && view.value.moveObjection).toBeNull()
    expect(await checkActions(store.read, testKeys)).toEqual([])
  })

  test('what is not clear goes to people; another number, an outgoing message and one from before do not count', async () => {
    const store = await open()
    const s = await askedScene(store)
    await s.says('YES', TEST_NOW - MINUTE_MS)
    await s.says('YES', TEST_NOW + MINUTE_MS, { number: '+8613900001111' })
    await s.says('YES', TEST_NOW + MINUTE_MS, { direction: 'out' })
    expect(await s.keep()).toEqual(NONE)
    await s.says('你是谁')
    expect(await s.keep()).toEqual({ ...NONE, unclear: 1 })
    expect(await s.status()).toEqual({ status: 'awaiting_recipient', reason_code: 'reply_unclear' })
    await s.says('NO')
    expect(await s.keep()).toEqual({ ...NONE, refused: 1 })
    expect((await s.status()).status).toBe('refused')
  })

  test('a word that came in time beats the clock; one from after the end does not', async () => {
    const store = await open()
    const s = await askedScene(store)
    const end = TEST_NOW + DEFAULT_POLICY.consent_window_ms
    await s.says('yes', end)
    expect(await s.keep(end + HOUR_MS)).toEqual({ ...NONE, agreed: 1 })
    const other = await open()
    const late = await askedScene(other)
    await late.says('yes', end + 1)
    expect(await late.keep(end + HOUR_MS)).toEqual({ ...NONE, lapsed: 1 })
    expect((await late.status()).status).toBe('lapsed')
    // Sent in time, and brought by a late feed: people decide.
    await late.says('yes', end)
    expect(await late.keep(end + 2 * HOUR_MS)).toEqual({ ...NONE, unclear: 1 })
    expect(await late.status()).toEqual({ status: 'lapsed', reason_code: 'reply_unclear' })
    expect((await late.act(late.ann, late.id, { type: 'agree', how: 'the YES was sent within the day' }, end + 3 * HOUR_MS, 'wrong_number')).ok).toBe(true)
  })

  test('a NO after the YES takes the consent back, and the move does not go out', async () => {
    const store = await open()
    const s = await askedScene(store)
    await s.says('YES')
    await s.keep()
    const asked = valueOf(await s.ask(s.ann, { road: 'recredit', reasonCode: 'wrong_number', destination: '+8613800005687' }, { parentId: s.id }))
    await s.says('不同意', TEST_NOW + 3 * MINUTE_MS)
    expect(await s.keep(TEST_NOW + 4 * MINUTE_MS)).toEqual({ ...NONE, refused: 1 })
    expect(await s.approve(s.bob, asked.actionId)).toMatchObject({ ok: false, refusal: { code: 'road_closed', data: { because: 'no_consent' } } })
  })

  test('once the money has moved it is over, also where the process ended on the answer: a later NO changes nothing', async () => {
    const store = await open()
    const s = await askedScene(store)
    await s.says('YES')
    await s.keep()
    const asked = await s.ask(s.ann, { road: 'recredit', reasonCode: 'wrong_number', destination: '+8613800005687' }, { parentId: s.id })
    const id = asked.ok ? asked.value.actionId : 0
    expect((await s.approve(s.bob, id)).ok).toBe(true)
    await s.act(null, id, { type: 'begin' }, TEST_NOW + 2 * MINUTE_MS)
    expect((await s.act(null, id, { type: 'answer', attempt: 1, answer: { outcome: 'succeeded', channelRef: 'C1', takenBackMinor: 10_000 } }, TEST_NOW + 2 * MINUTE_MS)).ok).toBe(true)
    expect((await s.status()).status).toBe('agreed')
    await carryOutRefunds(s.as(null, TEST_NOW + 3 * MINUTE_MS), {})
    expect((await s.status()).status).toBe('moved')
    await s.says('不同意', TEST_NOW + 4 * MINUTE_MS)
    expect(await s.keep(TEST_NOW + 5 * MINUTE_MS)).toEqual(NONE)
    expect((await s.status()).status).toBe('moved')
  })

  test('who reported it is told that it is looked at and, where it ends without money, why and what other ways there are; neither text names the other number', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const opened = await performAction(s.as(s.ann), { kind: 'wrong_number', actionId: null, command: { type: 'open', intended: '+8613800005687', contact: '+8613900002222' }, subject: { orderRowId: s.orderRowId } })
    const id = opened.ok ? opened.value.actionId : 0
    await s.act(s.ann, id, { type: 'ask' }, TEST_NOW, 'wrong_number')
    await s.act(s.ann, id, { type: 'refuse', how: 'said no on the telephone' }, TEST_NOW + MINUTE_MS, 'wrong_number')
    expect(await getWrongNumber(s.as(s.ann), { actionId: id })).toMatchObject({ ok: true, value: { toldAt: '139****2222', because: 'holder_refused', timesAsked: 1, isWhole: true } })
    expect((await s.act(s.ann, id, { type: 'decline', reason: 'the holder keeps it' }, TEST_NOW + HOUR_MS, 'wrong_number')).ok).toBe(true)
    const { rows } = await listNoticeRows(store.read, { states: [], object: `action:${id}` }, null, 10)
    expect(rows.map((row) => [row.kind, row.toMasked])).toEqual([['wrong_number_declined', '139****2222'], ['consent_asked', '138****5678'], ['wrong_number_received', '139****2222']])
    for (const row of rows.filter((one) => one.kind !== 'consent_asked'))
      for (const language of ['en', 'zh'] as const) {
        const { text } = noticeText({ kind: row.kind, data: row.data }, { language, zone: 'Asia/Shanghai', now: TEST_NOW })
        expect(text).toContain('138 **** 5687')
        expect(text).not.toContain('5678')
      }
    const letter = noticeText({ kind: 'wrong_number_declined', data: rows[0]?.data ?? {} }, { language: 'en', zone: 'Asia/Shanghai', now: TEST_NOW }).text
    expect(letter).toMatch(/the holder of the number did not agree.*court.*police/s)
    expect(letter).not.toContain('keeps it')
  })
})

forEachDialect('the lights of the wrong-number workbench', (open) => {
  const openBench = async (store: Store, order: Parameters<typeof moneyScene>[1] = {}) => {
    const s = await moneyScene(store, order)
    const opened = valueOf(await performAction(s.as(s.ann), { kind: 'wrong_number', actionId: null, command: { type: 'open', intended: '+8613800005687' }, subject: { orderRowId: s.orderRowId } }))
    const id = opened.actionId
    const view = async () => {
      return valueOf(await getWrongNumber(s.as(s.ann), { actionId: id }))
    }
    return { ...s, id, view }
  }

  test('a number in service with a small sum and no agent: all lights with their values', async () => {
    const { view } = await openBench(await open())
    expect((await view()).lights).toMatchObject({ number: { is: 'active', by: 'ledger' }, band: { is: 'pair', sumMinor: 10_000, pairMinor: 30_000 }, quota: null })
  })

  test('a number that was given up cannot be asked, the move is shut for it and the payment can go back; one that is held again can be asked', async () => {
    const store = await open()
    const s = await openBench(store)
    const holder = async (id: string, status: string) => store.write(async (tx) => {
      await tx.insertInto('subscribers').values(subscriberRow({ subscriber_id: id, status })).execute()
      await tx.insertInto('subscriber_numbers').values({ number: '+8613800005678', subscriber_id: id }).execute()
    })
    await holder('OLD', 'closed')
    expect(await s.view()).toMatchObject({ lights: { number: { is: 'vacant', by: 'record' } }, moveObjection: { code: 'number_vacant' }, allowed: { ask: { code: 'number_vacant' } }, backObjection: null })
    expect(await s.act(s.ann, s.id, { type: 'ask' }, TEST_NOW, 'wrong_number')).toMatchObject({ ok: false, refusal: { code: 'number_vacant' } })
    await holder('NEW', 'active')
    expect(await s.view()).toMatchObject({ lights: { number: { is: 'active', by: 'record' } }, allowed: { ask: null } })
    expect((await s.act(s.ann, s.id, { type: 'ask' }, TEST_NOW, 'wrong_number')).ok).toBe(true)
  })

  test('outside the number plan and unknown to the ledger nobody holds it, until staff add its block', async () => {
    const store = await open()
    const s = await openBench(store, { order: { target_number: '+8614300005678', target_number_raw: '14300005678' }, isDelivered: false })
    expect((await s.view()).lights.number).toEqual({ is: 'vacant', by: 'plan' })
    await store.write((tx) => tx.insertInto('list_entries').values({
      list: 'number_blocks', value: '+86143', detail: '{}', owner: 'plan', reason: 'opened this spring', expires_at: null, added_at: TEST_NOW, added_by: s.ann, confirmed_at: TEST_NOW, confirmed_by: s.bob,
      ended_at: null, ended_by: null, ended_reason: null,
    }).execute())
    expect((await s.view()).lights.number).toEqual({ is: 'unknown', by: 'nothing' })
  })

  test('a quota that is used up shuts the way back to the agent and says so', async () => {
    const store = await open()
    const s = await openBench(store, { order: { agent_id: 'AG-1' } })
    expect(await s.view()).toMatchObject({ lights: { quota: { agent: 'AG-1', used: 0, most: 8 } }, floatObjection: null })
    expect((await s.ask(s.ann, { road: 'agent_float', reasonCode: 'wrong_number', amountMinor: 1_000 })).ok).toBe(true)
    expect((await s.view()).lights.quota).toMatchObject({ used: 1, most: 8 })
    await store.write((tx) => tx.updateTable('quotas').set({ used: 8 }).execute())
    expect(await s.view()).toMatchObject({ lights: { quota: { used: 8 } }, floatObjection: { code: 'agent_quota_used', data: { most: 8 } } })
    expect(await s.ask(s.ann, { road: 'agent_float', reasonCode: 'wrong_number', amountMinor: 1_000 })).toMatchObject({ ok: false, refusal: { code: 'agent_quota_used' } })
  })

  test('a way back to the agent that was refused, taken back or stopped does not count; the size of the quota is what the policy says now', async () => {
    const store = await open()
    const s = await openBench(store, { order: { agent_id: 'AG-1' } })
    const ask = async (amountMinor = 1_000) => actionIdOf(await s.ask(s.ann, { road: 'agent_float', reasonCode: 'wrong_number', amountMinor }))
    const quota = async () => {
      const { used, most } = (await s.view()).lights.quota ?? {}
      return [used, most]
    }
    expect((await s.act(s.bob, await ask(6_000), { type: 'reject', reason: 'the clerk asked twice' })).ok).toBe(true)
    expect((await s.act(s.ann, await ask(6_000), { type: 'withdraw' })).ok).toBe(true)
    expect(await quota()).toEqual([0, 8])
    const stopped = await ask(6_000)
    expect(await quota()).toEqual([1, 8])
    expect((await s.approve(s.bob, stopped)).ok).toBe(true)
    expect(await quota()).toEqual([1, 8])
    expect((await s.act(s.ann, stopped, { type: 'stop', reason: 'the holder complained' })).ok).toBe(true)
    expect(await quota()).toEqual([0, 8])
    await ask()
    expect(await checkActions(store.read, testKeys)).toEqual([])
    await changePolicy(store, 'agent_quota_per_month', 2)
    await ask()
    expect(await quota()).toEqual([2, 2])
    expect(await s.ask(s.ann, { road: 'agent_float', reasonCode: 'wrong_number', amountMinor: 1_000 })).toMatchObject({ ok: false, refusal: { code: 'agent_quota_used', data: { most: 2 } } })
    await changePolicy(store, 'agent_quota_per_month', 3, TEST_NOW)
    await ask()
    expect(await quota()).toEqual([3, 3])
  })
})
