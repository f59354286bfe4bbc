import { beforeAll, describe, expect, it } from 'vitest'
import { addFlaggedOrder, orderRow } from '../support/records.ts'
import { type TestClient, useApp } from '../support/app.ts'

const app = useApp()
let client: TestClient
let flagged = 0
let plain = 0

beforeAll(async () => {
  client = await app.signedIn(await app.addPerson('reviewer@operator.example', 'reviewer'))
  const { store } = app.services
  flagged = (await addFlaggedOrder(store, { order_id: 'W-100' })).orderRowId
  plain = (await store.write((tx) => tx.insertInto('orders').values(orderRow({ order_id: 'W-200', merchant_order_no: 'M2', channel_trade_no: 'T2', operator_txn_id: 'X2' })).returning('id').executeTakeFirstOrThrow())).id
})

describe('a form that is opened without what it is about', () => {
  it.each([
    ['/disputes/new', 'dispute'], ['/refunds/new', 'refund'], ['/refunds/wrong-numbers/new', 'wrong_number'], ['/refunds/outside/new', 'outside_return'], ['/reconciliation/match', 'forced_match'], ['/profile-changes/new', 'profile_change'],
  ])('%s asks for it', async (path, form) => {
    const response = await client.get(path)
    expect([response.status, response.headers.get('location')]).toEqual([302, `/choose?for=${form}`])
  })

  it('finds the order, also one that has a case, and leads on', async () => {
    expect(await (await client.get('/choose?for=dispute&q=W-100')).text()).toContain(`href="/disputes/new?order=${flagged}"`)
    expect(await (await client.get('/choose?for=refund&q=W-200')).text()).toContain(`href="/refunds/new?order=${plain}"`)
    expect(await (await client.get('/choose?for=dispute&q=nothing-such')).text()).not.toContain('href="/disputes/new?order=')
    expect((await client.get('/choose?for=everything')).status).toBe(422)
  })
})

describe('a list of remedies', () => {
  it.each([
    ['/disputes', 'dispute'], ['/refunds', 'refund'], ['/refunds/wrong-numbers', 'wrong_number'], ['/refunds/outside', 'outside_return'], ['/profile-changes', 'profile_change'],
  ])('%s begins a new one', async (path, form) => {
    expect(await (await client.get(path)).text()).toContain(`href="/choose?for=${form}"`)
  })

  it('offers nothing new to who may only look', async () => {
    const auditor = await app.signedIn(await app.addPerson('auditor@operator.example', 'auditor'))
    for (const path of ['/disputes', '/refunds', '/refunds/outside', '/profile-changes']) expect(await (await auditor.get(path)).text()).not.toContain('href="/choose?for=')
  })
})

describe('a case opened by hand', () => {
  it('is offered on an order without one, opens with what was seen, and is refused beside another', async () => {
    expect(await (await client.get(`/orders/${plain}`)).text()).toContain('Open a case')
    const opened = await client.post(`/orders/${plain}`, { note: 'the same caller asked twice', severity: 'S3' })
    expect(opened.status).toBe(302)
    expect(opened.headers.get('location')).toMatch(/^\/cases\/\d+$/)
    expect(await (await client.get(opened.headers.get('location') ?? '')).text()).toContain('the same caller asked twice')
    expect((await client.post(`/orders/${flagged}`, { note: 'the same caller asked twice', severity: 'S3' })).status).toBe(422)
  })
})

describe('the hand-over', () => {
  it('is written as CSV', async () => {
    const response = await client.post('/shift/export', {})
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
    expect(await response.text()).toContain('line,urgent,,')
  })
})
