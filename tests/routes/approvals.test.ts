import { beforeAll, describe, expect, it } from 'vitest'
import { addFlaggedOrder } from '../support/records.ts'
import { fieldIn, TEST_PASSWORD, type TestClient, useApp } from '../support/app.ts'
import { addOrder } from '../support/money.ts'

const app = useApp()
const people: Record<string, TestClient> = {}
let items: string[] = []
beforeAll(async () => {
  for (const [name, role] of [['ann', 'reviewer'], ['sue', 'supervisor'], ['sam', 'supervisor']] as const) people[name] = await app.signedIn(await app.addPerson(`${name}@operator.example`, role))
  for (let n = 0; n < 42; n++) await addFlaggedOrder(app.services.store, { order_id: `W${n}`, merchant_order_no: `M${n}`, channel_trade_no: `T${n}`, operator_txn_id: `X${n}`, paid_minor: 100 }, [{}], app.clock.at)
  const rows = await app.services.store.read.selectFrom('cases').select(['id', 'version']).orderBy('id').execute()
  items = rows.map((row) => `${row.id}.${row.version}`)
})
const as = (name: 'ann' | 'sue' | 'sam') => people[name] as TestClient

/** Asks for one decision about many cases, as the bar under the queue does. */
async function ask(from: number, to: number, note = 'one ring of slow top-ups'): Promise<Response> {
  const body = new URLSearchParams({ intent: 'request', outcome: 'confirmed_fraud', reasonCode: 'lure', note })
  for (const item of items.slice(from, to)) body.append('item', item)
  return as('ann').send('/queue', { method: 'POST', body, headers: { origin: app.url } })
}

/** The newest bulk decision, opened in the list. */
async function itemPath(): Promise<string> {
  const row = await app.services.store.read.selectFrom('approvals').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst()
  return row ? `/approvals?item=b${row.id}` : '/approvals'
}

async function pageOf(name: 'ann' | 'sue' | 'sam'): Promise<string> {
  return (await as(name).get(await itemPath())).text()
}

const sampleIn = (html: string) => [...html.matchAll(/name="looked"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="looked"/g)].map((match) => match[1] ?? match[2] ?? '')

async function answer(name: 'ann' | 'sue' | 'sam', fields: Record<string, string>, looked: readonly string[] = [], html?: string): Promise<Response> {
  const page = html ?? (await pageOf(name))
  const body = new URLSearchParams({ token: fieldIn(page, 'token'), id: fieldIn(page, 'id'), hash: fieldIn(page, 'hash'), ...fields })
  for (const one of looked) body.append('looked', one)
  return as(name).send(await itemPath(), { method: 'POST', body, headers: { origin: app.url } })
}

describe('a decision for more cases than one person may decide', () => {
  it('S6, S7: waits for a second person who has looked at the sample; the slower of two hears who was faster', async () => {
    expect((await ask(0, 21, ' ')).status).toBe(422)
    expect((await ask(0, 20)).status).toBe(422)
    expect((await ask(0, 21)).status).toBe(200)
    const mine = await pageOf('ann')
    expect(mine).toContain('Who asks for something cannot approve it')
    expect(mine).toContain('21 cases')
    expect(mine).toContain('¥21.00')
    const page = await pageOf('sue')
    const sample = sampleIn(page)
    expect(sample).toHaveLength(5)
    expect((await answer('sue', { intent: 'approve' }, sample.slice(1), page)).status).toBe(422)
    expect((await answer('sue', { intent: 'approve', token: 'made-up' }, sample, page)).status).toBe(403)
    const samPage = await pageOf('sam')
    const approved = await answer('sue', { intent: 'approve' }, sample, page)
    expect(approved.status).toBe(200)
    expect(await approved.text()).toContain('21 cases were decided')
    const late = await answer('sam', { intent: 'approve' }, sample, samPage)
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('already approved by sue')
    expect(await app.services.store.read.selectFrom('cases').select('id').where('state', '=', 'decided').execute()).toHaveLength(21)
    expect(await pageOf('sam')).toContain('approved by sue')
    const settled = await (await as('sam').get('/approvals?show=settled')).text()
    expect(settled).toContain('Decision for many cases'.toLowerCase())
    expect(settled).toContain('1 settled')
  })

  it('is rejected with a reason, or withdrawn by who asked; then nothing is decided', async () => {
    expect((await ask(21, 42)).status).toBe(200)
    expect((await answer('sue', { intent: 'reject', reason: '' })).status).toBe(422)
    expect(await (await answer('sue', { intent: 'reject', reason: 'not all of them' })).text()).toContain('Nothing was decided')
    expect((await ask(21, 42)).status).toBe(200)
    expect(await (await answer('ann', { intent: 'withdraw' })).text()).toContain('Withdrawn')
    expect(await (await as('ann').get('/approvals')).text()).toContain('Nothing waits')
    expect(await app.services.store.read.selectFrom('cases').select('id').where('state', '=', 'decided').execute()).toHaveLength(21)
  })

  it('S64: an approval asks for the password when it was not given lately', async () => {
    expect((await ask(21, 42)).status).toBe(200)
    app.clock.at += 6 * 60_000
    const page = await pageOf('sue')
    const asked = await answer('sue', { intent: 'approve' }, sampleIn(page), page)
    expect([asked.status, asked.headers.get('location')]).toEqual([302, `/confirm?next=${encodeURIComponent(await itemPath())}`])
  })
})

describe('a staff action among what waits', () => {
  it('is asked for by no more than one part of an order paid in parts, and the form says why', async () => {
    const orderRowId = await addOrder(app.services.store, { order: { order_id: 'PARTS-1', merchant_order_no: 'PM1', channel_trade_no: 'PT1', operator_txn_id: 'PX1' } }, 901)
    await app.services.store.write(async (tx) => {
      const { id: _id, ...part } = await tx.selectFrom('receipts').selectAll().where('channel_trade_no', '=', 'PT1').executeTakeFirstOrThrow()
      await tx.updateTable('receipts').set({ amount_minor: 6_000 }).where('channel_trade_no', '=', 'PT1').execute()
      await tx.insertInto('receipts').values({ ...part, receipt_id: 'PR2', channel_trade_no: 'PT2', amount_minor: 4_000 }).execute()
    })
    const form = await (await as('ann').get(`/refunds/new?order=${orderRowId}`)).text()
    expect(form).toContain('at most ¥60.00')
    expect(form).toContain('ask for at most ¥60.00 at once and for the rest in another refund, or send the rest to another account.')
    expect(form).not.toContain('value="100.00"')
  })

  it('S6, S7, S64: is shown with what is asked for, is the maker’s to take back alone, and is settled by another person with a fresh password', async () => {
    const orderRowId = await addOrder(app.services.store, { order: { order_id: 'MONEY-1', merchant_order_no: 'MM1', channel_trade_no: 'MT1', operator_txn_id: 'MX1' } }, 900)
    const form = await (await as('ann').get(`/refunds/new?order=${orderRowId}`)).text()
    // No reason is chosen before somebody chose one, and without one nothing is asked for.
    expect(/<select[^>]*name="reasonCode"[^>]*>.*?<\/option>/s.exec(form)?.[0]).toMatch(/<select[^>]*required[^>]*><option value="" selected="">Choose…<\/option>$/)
    const body = new URLSearchParams({ token: fieldIn(form, 'token'), key: fieldIn(form, 'key'), currency: 'CNY', road: 'refund', route: 'original', amount: '60.00', reasonCode: '', note: '', exception: '', destination: '' })
    const unsaid = await as('ann').send(`/refunds/new?order=${orderRowId}`, { method: 'POST', body, headers: { origin: app.url } })
    expect([unsaid.status, /<p[^>]*mantine-InputWrapper-error[^>]*>([^<]*)/.exec(await unsaid.text())?.[1]]).toEqual([422, 'Choose a reason from the list.'])
    body.set('reasonCode', 'duplicate')
    const asked = await as('ann').send(`/refunds/new?order=${orderRowId}`, { method: 'POST', body, headers: { origin: app.url } })
    expect(asked.status).toBe(302)
    const id = asked.headers.get('location')?.split('/').at(-1) ?? ''
    const mine = await (await as('ann').get(`/approvals?item=a${id}`)).text()
    expect(mine).toContain('Another person must check it')
    expect(mine).toContain('data-command="withdraw"')
    expect(mine).not.toContain('data-command="approve"')
    const page = await (await as('sam').get(`/approvals?item=a${id}`)).text()
    expect(page).toContain('¥60.00')
    for (const label of ['Still returnable, this included', 'Paid, by proof', 'Given back before', 'Pending besides this']) expect(page).toContain(`<dt>${label}</dt>`)
    expect(page).toContain('An approval holds for exactly this')
    const send = (name: 'ann' | 'sam', fields: Record<string, string>, html: string) =>
      as(name).send(`/approvals?item=a${id}`, { method: 'POST', body: new URLSearchParams({ token: fieldIn(html, 'token'), version: fieldIn(html, 'version'), shownHash: fieldIn(html, 'shownHash'), key: `${crypto.randomUUID()}-x`, ...fields }), headers: { origin: app.url } })
    expect((await send('ann', { command: 'approve' }, mine)).status).toBe(302)
    const stale = await send('sam', { command: 'approve' }, page)
    expect([stale.status, stale.headers.get('location')]).toEqual([302, `/confirm?next=${encodeURIComponent(`/approvals?item=a${id}`)}`])
    for (const name of ['ann', 'sam'] as const) {
      const confirm = await (await as(name).get('/confirm?next=/approvals')).text()
      await as(name).send('/confirm?next=/approvals', { method: 'POST', body: new URLSearchParams({ token: fieldIn(confirm, 'token'), password: TEST_PASSWORD }), headers: { origin: app.url } })
    }
    const own = await send('ann', { command: 'approve' }, await (await as('ann').get(`/approvals?item=a${id}`)).text())
    expect(own.status).toBe(422)
    expect(await own.text()).toContain('Somebody else has to check it')
    const approved = await send('sam', { command: 'approve' }, await (await as('sam').get(`/approvals?item=a${id}`)).text())
    expect(approved.status).toBe(200)
    expect(await approved.text()).toContain('approved, about to go out')
    expect(await app.services.store.read.selectFrom('staff_actions').select(['status', 'checker_id']).where('id', '=', Number(id)).executeTakeFirst()).toMatchObject({ status: expect.stringMatching(/approved|executing|succeeded|unknown/) })
  })

  it('S64: an approval on a page of its own and a pack of evidence ask for the password too when it was not given lately', async () => {
    const { id: caseId } = await app.services.store.read.selectFrom('cases').select('id').limit(1).executeTakeFirstOrThrow()
    const html = await (await as('sam').get('/confirm?next=/approvals')).text()
    const fields = { token: fieldIn(html, 'token'), version: '1', shownHash: 'f'.repeat(64), key: `${crypto.randomUUID()}-x` }
    const post = (path: string, more: Record<string, string>) => as('sam').post(path, { ...fields, ...more })
    const pages = [
      ['/profile-changes/1', { command: 'approve' }], ['/profile-changes/1', { command: 'approve_revert' }], ['/profile-changes/1', { command: 'accept_risk', reason: 'known for years' }],
      ['/reconciliation/matches/1', { command: 'approve' }], ['/reconciliation/matches/1', { command: 'approve_undo' }],
    ] as const
    app.clock.at += 6 * 60_000
    for (const [path, more] of pages) {
      const asked = await post(path, more)
      expect([path, asked.status, asked.headers.get('location')]).toEqual([path, 302, `/confirm?next=${encodeURIComponent(path)}`])
    }
    // What asks for nothing to be stood up for needs none.
    expect((await post('/profile-changes/1', { command: 'cancel', reason: 'asked by mistake' })).status).not.toBe(302)
    const pack = await post(`/cases/${caseId}/pack`, {})
    expect([pack.status, pack.headers.get('location')]).toEqual([302, `/confirm?next=${encodeURIComponent(`/cases/${caseId}`)}`])
    for (const [path, back] of [['/disputes/1/pack', '/disputes/1'], ['/refunds/outside/1/pack', '/refunds/outside/1']] as const) {
      const asked = await post(path, {})
      expect([asked.status, asked.headers.get('location')]).toEqual([302, `/confirm?next=${encodeURIComponent(back)}`])
    }
    await as('sam').post('/confirm?next=/approvals', { token: fields.token, password: TEST_PASSWORD })
    expect((await post(`/cases/${caseId}/pack`, {})).headers.get('content-type')).toBe('application/zip')
  })
})
