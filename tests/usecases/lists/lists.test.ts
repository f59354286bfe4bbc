import { expect, it } from 'vitest'
import { checkEntry, confirmEntries, endListEntry, type GivenEntry, proposeEntries, proposeEntry } from '../../../app/usecases/lists/keep-lists.server.ts'
import { checkListFile, listFileText } from '../../../app/usecases/lists/list-files.server.ts'
import { listOwnLists } from '../../../app/usecases/lists/list-own-lists.server.ts'
import { previewListEntry } from '../../../app/usecases/lists/preview-list-entry.server.ts'
import { screenArrived, screenPending } from '../../../app/usecases/screening/screen-records.server.ts'
import { listAuditEvents } from '../../../db/queries/audit.ts'
import { findEntry } from '../../../db/queries/lists.ts'
import type { Store } from '../../../db/client.ts'
import { DEFAULT_SETTINGS } from '../../../app/domain/intake/operator-settings.ts'
import { DAY_MS } from '../../../app/domain/values/time.ts'
import { addStaff, forEachDialect, TEST_NOW, testContext, testKeys } from '../../support/database.ts'
import { orderRow } from '../../support/records.ts'
import { valueOf } from '../../support/result.ts'

const given = (changes: Partial<GivenEntry> = {}): GivenEntry => ({ list: 'blocked_hosts', value: 'huafei-gift.top', owner: 'fraud desk', reason: 'fake recharge page', expiresAt: null, ...changes })
let made = 0
/** An order of its own in every key, so that nothing but its text is judged. */
const sketch = (order_id: string, changes: Parameters<typeof orderRow>[0]) => {
  made += 1
  const number = `1390000${1_000 + made}`
  return orderRow({
    order_id, merchant_order_no: `M${made}`, channel_trade_no: `T${made}`, operator_txn_id: `X${made}`, payer_account: `p${made}***@mail.example`, target_number_raw: number, target_number: `+86${number}`, ...changes,
  })
}
async function addOrders(store: Store, rows: readonly ReturnType<typeof sketch>[]): Promise<void> {
  const newest = Math.max(...rows.map(({ created_at }) => created_at))
  await store.write(async (tx) => {
    await tx.insertInto('orders').values([...rows]).execute()
    await tx.deleteFrom('feed_states').execute()
    await tx.insertInto('feed_states').values({ kind: 'order', source: 'web', rows: rows.length, quarantined: 0, newest_at: newest, last_import_at: TEST_NOW }).execute()
  })
  await screenPending(store, testKeys, { now: TEST_NOW, all: true })
}
const flags = async (store: Store) => (await store.read.selectFrom('flags').select(['flag', 'record_id', 'withdrawn_at']).where('flag', 'like', '%on-blocklist').orderBy('id').execute())
const standing = async (store: Store) => (await flags(store)).filter((row) => row.withdrawn_at === null).map((row) => `${row.record_id} ${row.flag}`)

forEachDialect('lists of staff', (open) => {
  const people = async () => {
    const store = await open()
    const [maker, checker] = [await addStaff(store, 'maker', 'reviewer'), await addStaff(store, 'checker', 'supervisor')]
    return { store, maker: testContext(store, { staffId: maker, role: 'reviewer' }), checker: testContext(store, { staffId: checker, role: 'supervisor' }) }
  }

  it('hold once a second person has confirmed them, flag what is stored and what arrives, and let go when they end', async () => {
    const { store, maker, checker } = await people()
    await addOrders(store, [sketch('O1', { created_at: TEST_NOW - DAY_MS, remark: '领券 huafei-gift.top/a' }), sketch('O2', { created_at: TEST_NOW - DAY_MS })])
    await screenPending(store, testKeys, { now: TEST_NOW })
    const proposed = await proposeEntry(maker, given())
    expect(proposed.ok).toBe(true)
    const id = proposed.ok ? proposed.value : 0
    await screenPending(store, testKeys, { now: TEST_NOW, all: true })
    expect(await standing(store)).toEqual([])

    expect(await confirmEntries(maker, [id])).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
    expect(await confirmEntries({ ...checker, actor: { ...checker.actor, staffId: maker.actor.staffId } }, [id])).toMatchObject({ ok: false, refusal: { code: 'list_own' } })
    expect((await listAuditEvents(store.read, { action: 'list.refused' }, null, 5)).events).toMatchObject([{ object: `list:${id}`, after: { code: 'list_own' } }])
    expect(await confirmEntries(checker, [id])).toEqual({ ok: true, value: 1 })
    expect(await confirmEntries(checker, [id])).toMatchObject({ ok: false, refusal: { code: 'list_settled' } })
    const jobs = await store.read.selectFrom('jobs').select(['type', 'payload']).execute()
    expect(jobs.map(({ type, payload }) => [type, JSON.parse(payload)])).toEqual([['screen', { all: true, since: TEST_NOW - 91 * DAY_MS }]])
    await screenPending(store, testKeys, { now: TEST_NOW, all: true, since: TEST_NOW - 91 * DAY_MS })
    expect(await standing(store)).toEqual(['O1 link/on-blocklist'])

    await addOrders(store, [sketch('O3', { created_at: TEST_NOW, remark: 'm.huafei-gift[.]top' })])
    const { id: rowId } = await store.read.selectFrom('orders').select('id').where('order_id', '=', 'O3').executeTakeFirstOrThrow()
    await store.write((tx) => screenArrived(tx, store, { rowIds: [rowId], fresh: new Map() }, { keys: testKeys, settings: DEFAULT_SETTINGS, now: TEST_NOW }))
    expect(await standing(store)).toEqual(['O1 link/on-blocklist', 'O3 link/on-blocklist'])

    expect(await endListEntry(maker, id, 'page is gone')).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
    expect((await endListEntry(checker, id, 'page is gone')).ok).toBe(true)
    await screenPending(store, testKeys, { now: TEST_NOW, all: true })
    expect(await standing(store)).toEqual([])
    const events = await store.read.selectFrom('audit_events').select(['action', 'reason']).orderBy('seq').execute()
    expect(events.map(({ action }) => action)).toEqual(['list.proposed', 'permission.refused', 'list.refused', 'list.confirmed', 'permission.refused', 'list.ended'])
    expect(events.at(-1)?.reason).toBe('page is gone')
  })

  it('a flag that asks for a hold holds nobody: the case waits for a person', async () => {
    const { store, maker, checker } = await people()
    await addOrders(store, [sketch('O1', { created_at: TEST_NOW, remark: '领券 huafei-gift.top/a 加微信 hf_hup09' })])
    for (const entry of [given(), given({ list: 'blocked_handles', value: 'hf_hup09' })]) {
      const proposed = await proposeEntry(maker, entry)
      await confirmEntries(checker, [proposed.ok ? proposed.value : 0])
    }
    await screenPending(store, testKeys, { now: TEST_NOW, all: true })
    const cases = await store.read.selectFrom('cases').select(['band', 'state', 'disposition', 'decided_at']).execute()
    expect(cases).toEqual([{ band: 'hold', state: 'new', disposition: null, decided_at: null }])
    expect(await store.read.selectFrom('staff_actions').select('id').execute()).toEqual([])
  })

  it('S4: the database itself refuses that one person adds and confirms', async () => {
    const { store, maker } = await people()
    const proposed = await proposeEntry(maker, given())
    await expect(store.write((tx) => tx.updateTable('list_entries').set({ confirmed_by: maker.actor.staffId, confirmed_at: TEST_NOW }).where('id', '=', proposed.ok ? proposed.value : 0).execute())).rejects.toThrow()
  })

  it('S6: a proposal of somebody whose access has ended is not confirmed', async () => {
    const { store, maker, checker } = await people()
    const proposed = await proposeEntry(maker, given())
    const id = proposed.ok ? proposed.value : 0
    await store.write((tx) => tx.updateTable('staff').set({ disabled_at: TEST_NOW }).where('id', '=', maker.actor.staffId).execute())
    expect(await confirmEntries(checker, [id])).toMatchObject({ ok: false, refusal: { code: 'maker_gone' } })
    expect((await endListEntry(checker, id, 'proposed by nobody of ours')).ok).toBe(true)
  })

  it('say the same thing once, and nothing against it', async () => {
    const { maker, checker, store } = await people()
    const proposed = await proposeEntry(maker, given())
    expect(await proposeEntry(checker, given({ value: 'https://www.huafei-gift.top/x' }))).toMatchObject({ ok: false, refusal: { code: 'list_there' } })
    expect(await proposeEntry(checker, given({ list: 'allowed_hosts' }))).toMatchObject({ ok: false, refusal: { code: 'list_opposite' } })
    expect(await proposeEntry(maker, given({ reason: 'x' }))).toMatchObject({ ok: false, refusal: { code: 'reason_needed', field: 'reason' } })
    expect(await proposeEntry(maker, given({ value: 'b.example', expiresAt: TEST_NOW }))).toMatchObject({ ok: false, refusal: { code: 'list_expiry' } })
    expect((await endListEntry(maker, proposed.ok ? proposed.value : 0, 'typed wrongly')).ok).toBe(true)
    expect((await proposeEntry(maker, given())).ok).toBe(true)
    expect((await findEntry(store.read, proposed.ok ? proposed.value : 0))?.endedReason).toBe('typed wrongly')
  })

  it('are tried on the last seven days before anybody confirms them', async () => {
    const { store, maker } = await people()
    await addOrders(store, [
      sketch('O1', { created_at: TEST_NOW - DAY_MS, remark: '领券 huafei-gift.top/a' }), sketch('O2', { created_at: TEST_NOW - 2 * DAY_MS, remark: 'see shop-partner.com/a' }),
      sketch('O3', { created_at: TEST_NOW - 9 * DAY_MS, remark: '领券 huafei-gift.top/a' }), sketch('O4', { created_at: TEST_NOW, target_number: '+8613800138000', target_number_raw: '13800138000' }),
    ])
    await screenPending(store, testKeys, { now: TEST_NOW })
    const entry = { id: 0, list: 'blocked_hosts' as const, value: 'huafei-gift.top', detail: {}, reason: 'r', expiresAt: null }
    expect(await previewListEntry(maker, entry)).toMatchObject({ until: TEST_NOW, touched: { order: 1, message: 0 }, orders: [{ orderId: 'O1' }], judged: 1, gain: 1, lose: 0, isCut: false })
    expect(await previewListEntry(maker, { ...entry, list: 'allowed_hosts', value: 'shop-partner.com' })).toMatchObject({ touched: { order: 1 }, orders: [{ orderId: 'O2' }], gain: 0, lose: 1 })
    expect(await previewListEntry(maker, { ...entry, list: 'blocked_numbers', value: '+8613800138000' })).toMatchObject({ touched: { order: 1 }, orders: [{ orderId: 'O4' }], gain: 1 })
    expect(await previewListEntry(maker, { ...entry, value: 'elsewhere.example' })).toMatchObject({ touched: { order: 0 }, judged: 0 })
    expect(await store.read.selectFrom('list_entries').select('id').execute()).toEqual([])
  })

  it('block a pack of cards: tried on the week before, then flagged wherever one of it is used', async () => {
    const { store, maker, checker } = await people()
    const card = (id: string, voucher_serial: string) => sketch(id, { created_at: TEST_NOW - DAY_MS, channel: 'voucher', payment_method: 'voucher', voucher_serial })
    await addOrders(store, [card('V1', '2600000000000012'), card('V2', '2600000000000059'), card('V3', '2600000000000060')])
    const pack = given({ list: 'blocked_serials', value: '2600000000000010-2600000000000059' })
    expect(await previewListEntry(maker, { id: 0, list: 'blocked_serials', value: '2600000000000010..2600000000000059', detail: {}, reason: 'r', expiresAt: null })).toMatchObject({ touched: { order: 2 }, gain: 2, lose: 0 })
    const proposed = await proposeEntry(maker, pack)
    expect(await confirmEntries(checker, [proposed.ok ? proposed.value : 0])).toEqual({ ok: true, value: 1 })
    await screenPending(store, testKeys, { now: TEST_NOW, all: true, since: TEST_NOW - 91 * DAY_MS })
    expect(await standing(store)).toEqual(['V1 voucher/on-blocklist', 'V2 voucher/on-blocklist'])
  })

  it('a value and its opposite do not both hold, though one file proposed them together', async () => {
    const { store, maker, checker } = await people()
    const both = await Promise.all([given(), given({ list: 'allowed_hosts' })].map((entry) => checkEntry(maker, entry)))
    expect(await proposeEntries(maker, both.map((one) => { if (!one.ok) throw new Error(one.refusal.code); return one.value }))).toEqual({ ok: true, value: 2 })
    const ids = (await store.read.selectFrom('list_entries').select('id').orderBy('id').execute()).map(({ id }) => id)
    expect(await confirmEntries(checker, ids)).toMatchObject({ ok: false, refusal: { code: 'list_opposite', data: { list: 'allowed_hosts' } } })
    expect((await endListEntry(checker, ids[1] ?? 0, 'the other one is right')).ok).toBe(true)
    expect(await confirmEntries(checker, ids.slice(0, 1))).toEqual({ ok: true, value: 1 })
  })

  it('S9: of several that are confirmed together all hold or none, and one that is named twice is one', async () => {
    const { store, maker, checker } = await people()
    const made = []
    for (const value of ['one.example', 'two.example']) made.push(await proposeEntry(maker, given({ value })))
    const [first = 0, second = 0] = made.map((one) => (one.ok ? one.value : 0))
    for (const ids of [[first, 9_999], [first, second, second + 1]]) expect(await confirmEntries(checker, ids)).toMatchObject({ ok: false, refusal: { code: 'list_gone' } })
    expect((await findEntry(store.read, first))?.confirmedAt).toBeNull()
    expect(await confirmEntries(checker, [first, second, first])).toEqual({ ok: true, value: 2 })
    expect(await store.read.selectFrom('audit_events').select('object').where('action', '=', 'list.confirmed').execute()).toHaveLength(2)
  })

  it('come from a file line by line, and leave as one that reads the same', async () => {
    const { store, maker, checker } = await people()
    await proposeEntry(maker, given({ value: 'there.example' }))
    const file = [
      'list,value,owner,reason,expires,names,domains,tokens', 'blocked_hosts,one.example,desk,confirmed scam,2026-12-31,,,', 'blocked_hosts,there.example,desk,confirmed scam,,,,', 'brands,star_tel,desk,our new brand,,星电,startel.example,startel',
      'blocked_numbers,138****8000,desk,mule number,,,,', 'nowhere,x,desk,some reason,,,,', 'blocked_hosts,two.example,desk,x,,,,', 'blocked_hosts,three.example', 'blocked_numbers,13800138000,desk,mule number,,,,',
      'blocked_handles,=cmd|1,desk,some reason,,,,',
    ].join('\r\n')
    const checked = valueOf(await checkListFile(maker, file))
    expect(checked.entries.map(({ value }) => value)).toEqual(['one.example', 'star_tel', '+8613800138000'])
    expect(checked.known).toBe(1)
    expect(checked.refused.map(({ line, refusal }) => [line, refusal.code, refusal.field])).toEqual([
      [5, 'list_number', 'value'], [6, 'list_unknown', 'list'], [7, 'reason_needed', 'reason'], [8, 'list_line', undefined], [10, 'list_handle', 'value'],
    ])
    expect(await proposeEntries(maker, checked.entries)).toEqual({ ok: true, value: 3 })
    expect(await proposeEntries(maker, checked.entries)).toMatchObject({ ok: false, refusal: { code: 'list_nothing_new' } })
    expect(await checkListFile(maker, 'value,reason\na,b')).toMatchObject({ ok: false, refusal: { code: 'list_file_header' } })

    let text = ''
    for await (const piece of listFileText(checker, { list: null, state: null, words: null })) text += piece
    expect(text).toContain('brands,star_tel,星电,startel.example,startel,desk,our new brand')
    expect(text).not.toContain('13800138000')
    expect(text).toContain('138****8000')
    const again = await checkListFile(maker, text)
    expect(again.ok ? [again.value.entries.length, again.value.known, again.value.refused.length] : again.refusal).toEqual([0, 3, 1])
    expect((await store.read.selectFrom('audit_events').select('action').orderBy('seq').execute()).map(({ action }) => action)).toEqual(['list.proposed', 'list.imported', 'export.written'])
  })

  it('S71: show numbers masked and are not found by parts of them', async () => {
    const { maker } = await people()
    await proposeEntry(maker, given({ list: 'blocked_numbers', value: '13800138000' }))
    const find = async (words: string | null, origin: 'staff' | 'brought' = 'staff') => {
      const view = await listOwnLists(maker, { origin, list: null, state: null, words, after: null, limit: 5 })
      return view.ok ? view.value.rows.map(({ shown }) => shown) : []
    }
    expect(await find(null)).toEqual(['138****8000'])
    expect(await find('0013')).toEqual([])
    expect(await find('+8613800138000')).toEqual(['138****8000'])
    expect(await find('recharge')).toEqual(['138****8000'])
    expect(await find('dwz.cn', 'brought')).toEqual(['dwz.cn'])
  })
})
