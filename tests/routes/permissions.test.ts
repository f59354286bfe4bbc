import { beforeAll, describe, expect, it } from 'vitest'
import { isDeclaredPermission, may, type Permission, ROLES } from '../../app/auth/permissions.ts'
import { guardBuild } from '../../app/http/guarded-build.ts'
import { addMachine } from '../../app/usecases/intake/manage-api-clients.server.ts'
import { addWebhook } from '../../app/usecases/outbox/manage-webhooks.server.ts'
import { seal } from '../../db/seal.ts'
import { type TestClient, useApp } from '../support/app.ts'
import { testContext } from '../support/database.ts'
import { addFlaggedOrder, ledgerRow, messageRow, receiptRow, subscriberRow } from '../support/records.ts'
import { valueOf } from '../support/result.ts'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'

interface BuiltRoute {
  readonly id: string
  readonly parentId?: string
  readonly path?: string
  readonly module: { readonly loader?: unknown; readonly action?: unknown; readonly handle?: { readonly permission?: unknown } }
}

const build = (await import(/* @vite-ignore */ pathToFileURL('build/server/index.js').href)) as unknown as { routes: Record<string, BuiltRoute> }
const routes = Object.values(build.routes)
const withData = routes.filter(({ module }) => module.loader || module.action)
const guarded = withData.filter(({ module }) => module.handle?.permission !== 'public')

/** The address of a route, with 1 in place of every parameter. */
function addressOf(route: BuiltRoute): string {
  const parts: string[] = []
  for (let at: BuiltRoute | undefined = route; at; at = at.parentId ? build.routes[at.parentId] : undefined) if (at.path) parts.unshift(at.path)
  return `/${parts.join('/').replaceAll(/:[^/]+\??/g, '1').replace('*', 'nowhere')}`
}

/** Actions whose address is not shut to who only looks: what reads, the own account, and those whose commands are asked one by one by the use-case. */
const OPEN_TO_AUDITORS = [
  'routes/$', 'routes/_staff.access-log_.export', 'routes/_staff.account', 'routes/_staff.account_.second-factor', 'routes/_staff.audit', 'routes/_staff.audit_.export', 'routes/_staff.cases.$caseId', 'routes/_staff.morning_.export',
  'routes/_staff.queue', 'routes/_staff.queue-news', 'routes/_staff.refunds.$refundId', 'routes/_staff.shift', 'routes/_staff.shift_.export', 'routes/_staff.subscribers._index', 'routes/columns', 'routes/confirm', 'routes/preferences',
  'routes/search', 'routes/sign-in', 'routes/sign-in-code', 'routes/sign-out',
]

const app = useApp()
const clients = new Map<string, TestClient>()
beforeAll(async () => {
  for (const role of ROLES) clients.set(role, await app.signedIn(await app.addPerson(`${role}@operator.example`, role)))
})

/** Whether an answer is the page, as far as permission goes: a record that is not there is no refusal. */
const isRefused = (status: number) => status === 403

describe('S48: every route declares who may use it', () => {
  it.each(withData.map((route) => [route.id, route] as const))('%s', (_id, { module }) => {
    expect(isDeclaredPermission(module.handle?.permission)).toBe(true)
  })
  it('only the sign-in page, language, the frame of all pages and unknown addresses are public', () => {
    const open = withData.filter(({ module }) => module.handle?.permission === 'public').map(({ id }) => id)
    expect(open.sort()).toEqual(['root', 'routes/$', 'routes/preferences', 'routes/sign-in', 'routes/sign-in-code'])
  })
  it('a route without a declaration stops the start', () => {
    const undeclared = { routes: { 'routes/open': { id: 'routes/open', module: { loader: () => null } } } } as unknown as ServerBuild
    expect(() => guardBuild(undeclared)).toThrow(/routes\/open declares no permission/)
  })
})

describe('S48, S66: each route, signed out and in each role', () => {
  for (const route of guarded) {
    const address = addressOf(route)
    const permission = route.module.handle?.permission as Permission | 'signed_in'
    const isPathless = route.path === undefined && !route.id.endsWith('_index')

    it(`${route.id} sends who is not signed in to the sign-in page`, async () => {
      for (const path of [address, address === '/' ? '/_root.data' : `${address}.data`]) {
        const response = await app.visitor().get(path)
        const text = response.status === 302 ? (response.headers.get('location') ?? '') : await response.text()
        // A layout has no address of its own; its children are asked one by one.
        if (!isPathless) expect(`${response.status} ${text}`).toMatch(/^302 \/$|^(302|202) .*(\/sign-in|"\/")/s)
      }
      if (route.module.action) {
        const response = await app.visitor().post(address, {})
        expect([302, 405]).toContain(response.status)
      }
    })

    for (const role of ROLES) {
      const isAllowed = permission === 'signed_in' || may(role, permission)
      it(`${route.id} ${isAllowed ? 'opens for' : 'refuses'} ${role}`, async () => {
        const client = clients.get(role)
        if (!client || isPathless) return
        const { status } = await client.get(address)
        if (isAllowed) expect(isRefused(status)).toBe(false)
        else expect(status).toBe(403)
        expect(status).toBeLessThan(500)
      })
    }
  }
  it('S51: a refusal is on record', async () => {
    await clients.get('reviewer')?.get('/staff')
    const events = await app.services.store.read.selectFrom('audit_events').select(['object', 'actor_role']).where('action', '=', 'permission.refused').execute()
    expect(events).toContainEqual({ object: 'permission:staff.view', actor_role: 'reviewer' })
  })
  it('S54, S66: what is sent by an auditor is refused by every action but those that look, or are about the own account', async () => {
    const open: string[] = []
    for (const route of withData.filter(({ module }) => module.action)) {
      // Signing out would end what the rest is asked with.
      const answer = route.id === 'routes/sign-out' ? await app.visitor().post('/sign-out', {}) : await clients.get('auditor')?.post(`${addressOf(route)}${route.id.endsWith('_index') ? '?index' : ''}`, {})
      if (answer?.status !== 403) open.push(route.id)
    }
    expect(open.sort()).toEqual(OPEN_TO_AUDITORS)
  })
  it('an action asks for more than its page where it changes something', async () => {
    expect((await clients.get('auditor')?.get('/staff'))?.status).toBe(200)
    expect((await clients.get('auditor')?.post('/staff', { intent: 'add' }))?.status).toBe(403)
  })
})

describe('S49, S71: what pages are given', () => {
  const PERSONAL = { number: '13800005678', sender: '13900001234', payer: '13700004321', payerName: '司徒长风', name: '欧阳小雨', email: 'planted.one@mail.example' }
  let secrets: readonly string[]
  beforeAll(async () => {
    const { store, config } = app.services
    const { keys } = config
    const context = testContext(store, { keys, now: app.clock.at, role: 'admin' })
    const webhook = valueOf(await addWebhook(context, { name: 'desk', url: 'https://hooks.example/planted-path', types: ['refund.state_changed'] }, []))
    const machine = valueOf(await addMachine(context, 'till', ['orders']))
    await addFlaggedOrder(store, { subscriber_id: '1', payer_account: PERSONAL.payer, payer_name: PERSONAL.payerName, remark: `call ${PERSONAL.sender}` })
    await store.write(async (tx) => {
      await tx.insertInto('subscribers').values(subscriberRow({ subscriber_id: '1', sealed_name: seal(keys, 'subscriber.name', PERSONAL.name), sealed_email: seal(keys, 'subscriber.email', PERSONAL.email) })).execute()
      await tx.insertInto('subscriber_numbers').values({ subscriber_id: '1', number: `+86${PERSONAL.number}` }).execute()
      await tx.insertInto('receipts').values(receiptRow({ payer_account: PERSONAL.payer })).execute()
      await tx.insertInto('ledger_entries').values(ledgerRow()).execute()
      await tx.insertInto('messages').values(messageRow({ order_id: 'W1', subscriber_id: '1', text: `请回电 ${PERSONAL.sender}` })).execute()
    })
    const hashes = await store.read.selectFrom('staff').select('password_hash').execute()
    secrets = [webhook.secret, machine.secret, ...hashes.map((row) => row.password_hash ?? ''), ...[...clients.values()].map(({ cookies }) => cookies.get('topwarden') ?? '')]
    expect(secrets.every((secret) => secret.length > 15)).toBe(true)
  })
  it.each(ROLES)('holds no secret, hash or token, and nobody’s number, name or mail in clear, for %s', async (role) => {
    const planted = [...Object.values(PERSONAL), ...secrets, ...(role === 'admin' ? [] : ['planted-path'])]
    const told: unknown[] = []
    let seen = 0
    for (const route of guarded.filter(({ module }) => module.loader)) {
      const address = addressOf(route)
      for (const path of [address, address === '/' ? '/_root.data' : `${address}.data`]) {
        const answer = await clients.get(role)?.get(path)
        const text = (await answer?.text()) ?? ''
        if (answer?.status === 200) seen++
        for (const one of planted) if (text.includes(one)) told.push([path, one])
      }
    }
    expect(told).toEqual([])
    expect(seen).toBeGreaterThan(30)
    expect(await (await clients.get(role)?.get('/orders/1'))?.text()).toContain('5678')
  })
})
