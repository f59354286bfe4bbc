import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { carryOutRefunds } from '../../app/usecases/money/carry-out-refunds.server.ts'
import { performAction } from '../../app/usecases/actions/perform-action.server.ts'
import { practiceProviders } from '../../app/providers/index.ts'
import { type StandIn, startStandIn } from '../../app/providers/stand-in.ts'
import { dayOf, HOUR_MS, MINUTE_MS } from '../../app/domain/values/time.ts'
import { checkActions } from '../../db/queries/verify-money.ts'
import { type TestClient, useApp } from '../support/app.ts'
import { testContext } from '../support/database.ts'
import { sharedFolder } from '../support/folders.ts'
import { addOrder } from '../support/money.ts'

/** Requests that arrive at one moment. */
const MANY = 24
const AMOUNT = '100.00'

/** What staff could do to be paid twice, by real requests that meet in the server and in the database (S2, S4 to S7, S10). */
describe.each(['sqlite', 'postgres'] as const)('requests that meet, on %s', (dialect) => {
  const app = useApp({}, dialect)
  const people = new Map<string, { readonly client: TestClient; readonly token: string }>()
  const folder = sharedFolder()
  let standIn: StandIn
  let providers: ReturnType<typeof practiceProviders>
  let orders = 0
  let keys = 0

  beforeAll(async () => {
    for (const [name, role] of [['ann', 'reviewer'], ['bob', 'reviewer'], ['sue', 'supervisor'], ['sam', 'supervisor']] as const) {
      const client = await app.signedIn(await app.addPerson(`${name}@operator.example`, role))
      const sessionId = (await app.services.store.read.selectFrom('sessions').select('id').orderBy('staff_id', 'desc').executeTakeFirstOrThrow()).id
      people.set(name, { client, token: app.services.sessions.formToken(sessionId) })
    }
    standIn = await startStandIn({ slowMs: 1_000 })
    providers = practiceProviders(standIn, folder, { timeoutMs: 10_000 })
  })
  afterAll(() => standIn.close())

  const newKey = () => `race-key-${String(++keys).padStart(12, '0')}`
  const send = (name: string, path: string, fields: Readonly<Record<string, string>> | readonly (readonly [string, string])[]): Promise<Response> => {
    const person = people.get(name)
    if (!person) throw new Error(`Nobody is called ${name}`)
    const body = new URLSearchParams([['token', person.token], ...(Array.isArray(fields) ? fields : Object.entries(fields))])
    return person.client.send(path, { method: 'POST', body, headers: { origin: app.url } })
  }
  const order = () => addOrder(app.services.store, {}, 100 + ++orders)
  const ask = (name: string, orderRowId: number, fields: Readonly<Record<string, string>> = {}) =>
    send(name, `/refunds/new?order=${orderRowId}`, { key: newKey(), currency: 'CNY', road: 'refund', route: 'original', amount: AMOUNT, reasonCode: 'duplicate', note: '', exception: '', destination: '', ...fields })
  const idOf = (answer: Response) => Number(/^\/refunds\/(\d+)$/.exec(answer.headers.get('location') ?? '')?.[1] ?? 0)
  const actionOf = (id: number) => app.services.store.read.selectFrom('staff_actions').select(['status', 'version', 'checker_id']).where('id', '=', id).executeTakeFirstOrThrow()
  const hashOf = async (id: number) => {
    const rows = await app.services.store.read.selectFrom('action_events').select('data').where('action_id', '=', id).orderBy('seq').execute()
    return rows.map(({ data }) => (JSON.parse(data) as { contentHash?: string }).contentHash).findLast((hash) => hash !== undefined) ?? ''
  }
  const approval = async (id: number) => ({ intent: 'approve', version: String((await actionOf(id)).version), shownHash: await hashOf(id) })
  const money = (orderRowId: number) => app.services.store.read.selectFrom('order_money').select(['paid_minor', 'pending_minor', 'done_minor']).where('order_row_id', '=', orderRowId).executeTakeFirst()
  const carryOut = (now: number) => carryOutRefunds(testContext(app.services.store, { keys: app.services.config.keys, now, actor: { staffId: null, role: null, label: 'system' } }), providers, { now: () => now })
  /** Rows, events and journal agree, and what the channel paid, once each, is what stands as paid. */
  const agrees = async () => {
    expect(await checkActions(app.services.store.read, app.services.config.keys)).toEqual([])
    const { done } = await app.services.store.read.selectFrom('order_money').select((eb) => eb.fn.sum<number | string>('done_minor').as('done')).executeTakeFirstOrThrow()
    const payments = [...standIn.paid.values()]
    expect([payments.reduce((sum, { amountMinor, times }) => sum + amountMinor * times, 0), payments.every(({ times }) => times === 1)]).toEqual([Number(done), true])
  }
  const tally = (answers: readonly Response[]): Record<number, number> => Object.fromEntries([...new Set(answers.map(({ status }) => status))].map((status) => [status, answers.filter((answer) => answer.status === status).length]))

  test('S4, S5: one form sent many times is one refund, and each is answered with it', async () => {
    const [orderRowId, key] = [await order(), newKey()]
    const answers = await Promise.all(Array.from({ length: MANY }, () => ask('ann', orderRowId, { key })))
    expect([tally(answers), new Set(answers.map(idOf)).size]).toEqual([{ 302: MANY }, 1])
    expect(await money(orderRowId)).toMatchObject({ pending_minor: 10_000, done_minor: 0 })
    expect((await ask('ann', orderRowId, { key, amount: '1.00' })).status).toBe(409)
    for (const bad of ['', 'short', 'k'.repeat(80)]) expect([bad, (await ask('ann', await order(), { key: bad })).status]).toEqual([bad, bad.length === 80 ? 302 : 422])
    await agrees()
  })

  test('S2: many forms that each ask for all of it, beside chargebacks over all of it, claim it once', async () => {
    const orderRowId = await order()
    const answers = await Promise.all([
      ...Array.from({ length: MANY }, (_, n) => ask(['ann', 'bob', 'sue'][n % 3] ?? '', orderRowId)),
      ...Array.from({ length: 4 }, (_, n) => send('sam', `/refunds/outside/new?order=${orderRowId}`, {
        key: newKey(), currency: 'CNY', road: 'chargeback', amount: AMOUNT, reference: `CB-${orderRowId}-${n}`, scheme: 'visa', code: '13.1', toldOn: dayOf(app.clock.at, 'Asia/Shanghai'), answerOn: '',
      })),
    ])
    // The bank does not ask: a chargeback is on record beside a refund as well, contested, and claims nothing then.
    expect([tally(answers.slice(0, MANY))[302] ?? 0, tally(answers.slice(MANY))]).toEqual([expect.toSatisfy((count: number) => count <= 1), { 302: 4 }])
    expect(await money(orderRowId)).toEqual({ paid_minor: 10_000, pending_minor: 10_000, done_minor: 0 })
    await agrees()
  })

  test('S6, S7: approved from several sessions at once by several people it is approved once; its maker never', async () => {
    const orderRowId = await order()
    const id = idOf(await ask('ann', orderRowId))
    const fields = await approval(id)
    const answers = await Promise.all(Array.from({ length: MANY }, (_, n) => send(['ann', 'bob', 'sue', 'sam'][n % 4] ?? '', `/refunds/${id}`, { ...fields, key: newKey() })))
    expect(tally(answers)[302]).toBe(1)
    const events = await app.services.store.read.selectFrom('action_events').select(['type', 'staff_id']).where('action_id', '=', id).orderBy('seq').execute()
    expect(events.map(({ type }) => type)).toEqual(['submitted', 'approved'])
    expect(events[1]?.staff_id).not.toBe(events[0]?.staff_id)
    await agrees()
  })

  test('S7, S9: of approving, rejecting, withdrawing and stopping at one moment one comes first, and what follows fits it', async () => {
    for (let round = 0; round < 2; round++) {
      const orderRowId = await order()
      const id = idOf(await ask('ann', orderRowId))
      const fields = await approval(id)
      const { version } = fields
      const answers = await Promise.all([
        ...Array.from({ length: 4 }, () => send('bob', `/refunds/${id}`, { ...fields, key: newKey() })),
        ...Array.from({ length: 4 }, () => send('sue', `/refunds/${id}`, { intent: 'reject', reason: 'not ours', version, key: newKey() })),
        ...Array.from({ length: 4 }, () => send('ann', `/refunds/${id}`, { intent: 'withdraw', version, key: newKey() })),
        ...Array.from({ length: 4 }, () => send('sam', `/refunds/${id}`, { intent: 'stop', reason: 'wait', version: String(Number(version) + 1), key: newKey() })),
      ])
      const { status } = await actionOf(id)
      const sums = await money(orderRowId)
      expect([sums?.pending_minor, sums?.done_minor]).toEqual([status === 'approved' ? 10_000 : 0, 0])
      expect(tally(answers)[302]).toBeLessThanOrEqual(2)
    }
    await agrees()
  })

  test('S2, S7: a batch released by two supervisors at once while single refunds of its orders are asked for gives each order back once', async () => {
    const rows: number[] = []
    for (let n = 0; n < 5; n++) rows.push(await order())
    const items = rows.map((orderRowId) => ({ orderRowId, amountMinor: 10_000, reasonCode: 'duplicate' as const }))
    const { id: ann } = await app.services.store.read.selectFrom('staff').select('id').where('name', '=', 'ann').executeTakeFirstOrThrow()
    const asked = await performAction(testContext(app.services.store, { keys: app.services.config.keys, now: app.clock.at, staffId: ann, role: 'reviewer' }), { kind: 'refund_batch', actionId: null, command: { type: 'ask', items, reason: 'outage of the aggregator' } })
    const batch = asked.ok ? asked.value.actionId : 0
    const fields = { intent: 'release', version: String((await actionOf(batch)).version), shownHash: await hashOf(batch) }
    const release = (name: string) => send(name, `/refunds/outage?batch=${batch}`, [...Object.entries({ ...fields, key: newKey() }), ...rows.map((row) => ['looked', String(row)] as [string, string])])
    const answers = await Promise.all([...Array.from({ length: 10 }, (_, n) => release(n % 2 === 0 ? 'sue' : 'sam')), ...rows.slice(0, 2).flatMap((row) => [ask('bob', row), ask('sue', row)])])
    // A single refund that came first stops the whole batch, and nothing of it is written.
    const released = tally(answers.slice(0, 10))[302] ?? 0
    for (const row of rows) expect((await money(row))?.pending_minor ?? 0).toBeLessThanOrEqual(10_000)
    const made = await app.services.store.read.selectFrom('staff_actions').select('order_row_id').where('parent_id', '=', batch).execute()
    expect([released, made.length]).toEqual(made.length === 0 ? [0, 0] : [1, rows.length])
    await agrees()
  })

  test('S10: several workers carry out at once while people stop it, and the payment is made once or not at all', async () => {
    const [ids, rows] = [[] as number[], [] as number[]]
    for (let n = 0; n < 6; n++) {
      const orderRowId = await order()
      const id = idOf(await ask('ann', orderRowId))
      expect((await send('bob', `/refunds/${id}`, { ...(await approval(id)), key: newKey() })).status).toBe(302)
      ids.push(id)
      rows.push(orderRowId)
    }
    const later = app.clock.at + HOUR_MS
    await Promise.all([
      ...Array.from({ length: 4 }, () => carryOut(later)),
      ...ids.flatMap((id) => [send('sue', `/refunds/${id}`, { intent: 'stop', reason: 'wait', version: '2', key: newKey() }), send('bob', `/refunds/${id}`, { intent: 'retry', version: '3', key: newKey() })]),
    ])
    for (let round = 1; round < 4; round++) await Promise.all([carryOut(later + round * HOUR_MS), carryOut(later + round * HOUR_MS)])
    for (const [n, id] of ids.entries()) {
      const [{ status }, sums] = [await actionOf(id), await money(rows[n] ?? 0)]
      expect([status, sums?.pending_minor, sums?.done_minor]).toEqual(status === 'succeeded' ? ['succeeded', 0, 10_000] : ['stopped', 0, 0])
    }
    await agrees()
  })

  test('S10: a failed refund that is tried again and given up at one moment by many pays at most once, and is asked for anew at most once', async () => {
    for (let round = 0; round < 2; round++) {
      const orderRowId = await order()
      const id = idOf(await ask('ann', orderRowId))
      await send('bob', `/refunds/${id}`, { ...(await approval(id)), key: newKey() })
      standIn.plan('refuse')
      const later = app.clock.at + HOUR_MS
      await carryOut(later)
      const { status, version } = await actionOf(id)
      expect(status).toBe('failed')
      const asked: Promise<Response>[] = []
      for (let n = 0; n < 8; n++) {
        asked.push(send('bob', `/refunds/${id}`, { intent: 'retry', version: String(version), key: newKey() }), send('sue', `/refunds/${id}`, { intent: 'give_up', reason: 'done by hand', version: String(version), key: newKey() }))
        asked.push(ask('ann', orderRowId))
      }
      await Promise.all([...asked, carryOut(later + HOUR_MS)])
      const others = (await app.services.store.read.selectFrom('staff_actions').select(['id', 'version']).where('order_row_id', '=', orderRowId).where('status', '=', 'submitted').execute()).map((row) => row.id)
      for (const other of others) await Promise.all([send('bob', `/refunds/${other}`, { ...(await approval(other)), key: newKey() }), send('sue', `/refunds/${other}`, { ...(await approval(other)), key: newKey() })])
      for (let hours = 2; hours < 6; hours++) await Promise.all([carryOut(later + hours * HOUR_MS), carryOut(later + hours * HOUR_MS + MINUTE_MS)])
      const sums = await money(orderRowId)
      expect([others.length <= 1, (sums?.pending_minor ?? 0) + (sums?.done_minor ?? 0) <= 10_000]).toEqual([true, true])
    }
    await agrees()
  })
})
