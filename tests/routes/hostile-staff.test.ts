import { beforeAll, describe, expect, it } from 'vitest'
import { fieldIn, type TestClient, useApp } from '../support/app.ts'
import { addOrder } from '../support/money.ts'
import { addFlaggedOrder, orderRow } from '../support/records.ts'

const app = useApp({ changesPerMinute: 100_000 })
const people: Record<string, TestClient> = {}
const ids: Record<string, number> = {}
beforeAll(async () => {
  for (const [name, role] of [['ann', 'reviewer'], ['ben', 'reviewer'], ['sue', 'supervisor'], ['oto', 'auditor']] as const) {
    ids[name] = await app.addPerson(`${name}@operator.example`, role)
    people[name] = await app.signedIn(ids[name])
  }
})
const as = (name: string) => people[name] as TestClient

let n = 100
async function newCases(count: number): Promise<string[]> {
  const made: string[] = []
  for (let i = 0; i < count; i++) {
    const { caseId } = await addFlaggedOrder(app.services.store, { order_id: `H${++n}`, merchant_order_no: `HM${n}`, channel_trade_no: `HT${n}`, operator_txn_id: `HX${n}` })
    made.push(`${caseId}.1`)
  }
  return made
}
const stateOf = async (item: string) => (await app.services.store.read.selectFrom('cases').select(['state', 'version', 'decided_by']).where('id', '=', Number(item.split('.')[0])).executeTakeFirst()) ?? null
function bulk(name: string, items: readonly string[], fields: Record<string, string> = {}): Promise<Response> {
  const body = new URLSearchParams({ intent: 'decide', outcome: 'confirmed_fraud', reasonCode: 'lure', note: '', ...fields })
  for (const item of items) body.append('item', item)
  return as(name).send('/queue.data?_routes=routes%2F_staff.queue', { method: 'POST', body, headers: { origin: app.url } })
}

describe('S6, S8, S9: a bulk decision with a forged form', () => {
  it('decides nothing where a case is named twice, there are too many, or reason and decision do not belong together', async () => {
    const items = await newCases(21)
    const [first = ''] = items
    expect(await (await bulk('ann', [first, first])).text()).toContain('selected_twice')
    expect(await (await bulk('ann', [first, first.replace('.1', '.2')])).text()).toContain('selected_twice')
    expect(await (await bulk('ann', items)).text()).toContain('too_many_cases')
    for (const [outcome, reasonCode] of [['confirmed_fraud', 'customer_confirmed'], ['legitimate', 'lure'], ['confirmed_fraud', 'our_fault'], ['hold', 'our_fault'], ['legitimate', '']] as const) {
      expect(await (await bulk('ann', [first], { outcome, reasonCode })).text(), `${outcome} ${reasonCode}`).toContain('reason_unknown')
    }
    for (const [field, value] of [['outcome', 'refund'], ['outcome', 'undo'], ['intent', 'assign'], ['intent', 'undo']] as const) expect((await bulk('ann', [first], { [field]: value })).status, `${field} ${value}`).toBe(422)
    for (const item of ['-1.1', '1.-1', '1e3.1', '1', '99999999999999999.1', `${first} `]) expect((await bulk('ann', [item])).status, item).toBe(422)
    expect(await (await bulk('oto', [first])).text()).toContain('not_permitted')
    expect(await stateOf(first)).toEqual({ state: 'new', version: 1, decided_by: null })
  })

  it('sent twice, or from two tabs at once, decides each case once', async () => {
    const items = await newCases(5)
    const [one, two] = await Promise.all([bulk('ann', items), bulk('ann', [...items].reverse())])
    const again = await bulk('ann', items)
    expect([one?.status, two?.status, again.status]).toEqual([200, 200, 200])
    for (const item of items) {
      expect(await stateOf(item)).toEqual({ state: 'decided', version: 2, decided_by: ids.ann })
      const events = await app.services.store.read.selectFrom('audit_events').select('seq').where('action', '=', 'case.decided').where('object', '=', `case:${item.split('.')[0]}`).execute()
      expect(events).toHaveLength(1)
    }
  })

  it('leaves what a colleague works on', async () => {
    const [item = ''] = await newCases(1)
    expect((await bulk('ben', [item], { intent: 'claim' })).status).toBe(200)
    expect(await (await bulk('ann', [item.replace('.1', '.2')])).text()).toContain('case_claimed_by_other')
    expect(await (await bulk('ann', [item.replace('.1', '.2')], { intent: 'release' })).text()).toContain('not_your_case')
    expect((await stateOf(item))?.state).toBe('in_review')
  })
})

describe('S1, S2, S4: a refund with forged fields', () => {
  it('takes no sum, currency, road, reason or place to go that the form does not offer, and writes nothing', async () => {
    const order = await addOrder(app.services.store, { isDelivered: false }, ++n)
    const other = await addOrder(app.services.store, { isDelivered: false }, ++n)
    const path = `/refunds/new?order=${order}`
    const html = await (await as('ann').get(path)).text()
    const good = { token: fieldIn(html, 'token'), key: fieldIn(html, 'key'), currency: 'CNY', road: 'refund', route: 'original', amount: '10', reasonCode: 'not_received', note: '', exception: '', destination: '' }
    const forged: Record<string, string>[] = [
      ...['-10', '0', '1e2', '10.001', '0x10', '٣', 'NaN', 'Infinity', '99999999999999999999', '100.01', ' ', '1,0,0'].map((amount) => ({ amount })),
      { currency: 'JPY', amount: '10000' }, { currency: 'KWD', amount: '10.000' }, { currency: 'USD' }, { road: 'agent_float' }, { road: 'recredit', destination: '138' }, { road: 'recredit' }, { road: 'goodwill_all' }, { route: 'other', destination: '' }, { reasonCode: 'because' }, { token: 'made-up' },
      { key: 'short' }, { key: '' },
    ]
    const seen: Record<string, number> = {}
    for (const fields of forged) seen[JSON.stringify(fields)] = (await as('ann').post(path, { ...good, ...fields })).status
    expect(Object.entries(seen).filter(([, status]) => status < 400 || status >= 500)).toEqual([])
    for (const query of [`?order=0`, `?order=-1`, `?order=1e3`, `?order=987654`]) {
      const { status } = await as('ann').post(`/refunds/new${query}`, { ...good, road: 'recredit', destination: '13900001111' })
      expect([query, status >= 400 && status < 500]).toEqual([query, true])
    }
    expect(await app.services.store.read.selectFrom('staff_actions').select('id').where('kind', '=', 'refund').execute()).toEqual([])
    expect((await as('oto').post(path, good)).status).toBe(403)
    expect((await as('ann').post(path, good)).status).toBe(302)
    // The key of one order's form does not serve another's.
    expect((await as('ann').post(`/refunds/new?order=${other}`, good)).status).toBe(409)
    expect(await app.services.store.read.selectFrom('staff_actions').select(['order_row_id', 'amount_minor', 'currency']).where('kind', '=', 'refund').execute()).toEqual([{ order_row_id: order, amount_minor: 1_000, currency: 'CNY' }])
  })
})

describe('S61, S66: a role or an account taken away between preview and act', () => {
  it('ends the session before the next request, and what was on screen does nothing', async () => {
    const [item = ''] = await newCases(1)
    const gone = await app.addPerson('gone@operator.example', 'supervisor')
    people.gone = await app.signedIn(gone)
    expect((await bulk('gone', [item], { intent: 'preview' })).status).toBe(200)
    await app.services.store.write((tx) => tx.updateTable('staff').set({ disabled_at: app.clock.at }).where('id', '=', gone).execute())
    expect((await bulk('gone', [item])).status).not.toBe(200)
    expect((await stateOf(item))?.state).toBe('new')
    const lower = await app.addPerson('lower@operator.example', 'supervisor')
    people.lower = await app.signedIn(lower)
    await app.services.store.write((tx) => tx.updateTable('staff').set({ role: 'auditor' }).where('id', '=', lower).execute())
    expect(await (await bulk('lower', [item])).text()).toContain('not_permitted')
    expect((await stateOf(item))?.state).toBe('new')
  })

  it('a case is opened by hand by none who only looks', async () => {
    const id = (await app.services.store.write((tx) => tx.insertInto('orders').values(orderRow({ order_id: `H${++n}`, merchant_order_no: `HM${n}`, channel_trade_no: `HT${n}`, operator_txn_id: `HX${n}` })).returning('id').executeTakeFirstOrThrow())).id
    expect((await as('oto').post(`/orders/${id}`, { note: 'the same caller asked twice', severity: 'S1' })).status).toBe(403)
    for (const severity of ['S0', 'S4', 's1', '']) expect((await as('ann').post(`/orders/${id}`, { note: 'the same caller asked twice', severity })).status).toBe(422)
    expect(await app.services.store.read.selectFrom('cases').select('id').where('order_row_id', '=', id).execute()).toEqual([])
  })
})
