import { createHash } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { ROLES } from '../../app/auth/permissions.ts'
import { loadExampleDay } from '../../app/usecases/intake/load-example-day.server.ts'
import { type TestClient, useApp } from '../support/app.ts'
import { TEST_NOW, testContext } from '../support/database.ts'
import { addFlaggedOrder, messageRow } from '../support/records.ts'

interface BuiltRoute {
  readonly id: string
  readonly parentId?: string
  readonly path?: string
  readonly module: { readonly loader?: unknown; readonly default?: unknown }
}

const { routes } = (await import(/* @vite-ignore */ pathToFileURL('build/server/index.js').href)) as unknown as { routes: Record<string, BuiltRoute> }
const app = useApp()
const clients: TestClient[] = []
beforeAll(async () => {
  await loadExampleDay(testContext(app.services.store, { now: TEST_NOW }), { holder: 'this start', ordinaryOrders: 10 })
  for (const role of ROLES) clients.push(await app.signedIn(await app.addPerson(`${role}@operator.example`, role)))
}, 120_000)

/** What looking leaves behind: that it was looked at or refused (S51), that the session was used (S62), and the sums of the board, which are the same whoever has them made and when. */
const LEFT_BY_LOOKING = /^(?:audit_events|audit_head|sessions|board_(?:balances|lines|rows|runs|strays))$/

/** A digest of each table. */
async function tables(): Promise<Readonly<Record<string, string>>> {
  const { read } = app.services.store
  const names = (await sql<{ name: string }>`select name from sqlite_master where type = 'table' and name not like 'sqlite%'`.execute(read)).rows.map(({ name }) => name)
  const digests: Record<string, string> = {}
  for (const name of names) if (!LEFT_BY_LOOKING.test(name)) digests[name] = createHash('sha256').update(JSON.stringify((await sql`select * from ${sql.table(name)}`.execute(read)).rows)).digest('hex')
  return digests
}

/** The address of a route with an id of each sort in place of its parameters. */
function addressesOf(route: BuiltRoute): readonly string[] {
  const parts: string[] = []
  for (let at: BuiltRoute | undefined = route; at; at = at.parentId ? routes[at.parentId] : undefined) if (at.path) parts.unshift(at.path)
  const path = `/${parts.join('/')}`
  return path.includes(':') ? ['1', 'new', 'queue'].map((id) => path.replaceAll(/:[^/]+/g, id)) : [path.replace('*', 'nowhere')]
}

it('S46: no page changes anything by being opened, whoever opens it and whatever its address says', async () => {
  const before = await tables()
  expect(Object.keys(before).length).toBeGreaterThan(30)
  const links = 'intent=decide&outcome=legitimate&theme=dark&locale=zh&q=a&order=1&subscriber=SUB1&case=1&item=a1&day=2026-07-19&page=1&since=5'
  let opened = 0
  for (const route of Object.values(routes).filter(({ module }) => module.loader ?? module.default)) {
    for (const address of addressesOf(route)) {
      for (const [index, client] of clients.entries()) {
        const isAdmin = index === ROLES.indexOf('admin')
        for (const path of isAdmin ? [address, `${address === '/' ? '/_root' : address}.data`, `${address}?${links}`] : [address]) if ((await client.get(path)).status < 500) opened += 1
        if (isAdmin) await client.send(address, { method: 'HEAD' })
      }
    }
  }
  expect(opened).toBeGreaterThan(700)
  expect(await tables()).toEqual(before)
  // Nobody was signed out, and nobody’s page is in another language.
  for (const client of clients) expect(await (await client.get('/account')).text()).toContain('lang="en"')
}, 240_000)

it('S37, S36: whatever stands in data, no page links, loads or sends to another host, and no text of data becomes a tag', async () => {
  const { store } = app.services
  const lure = 'javascript:alert(1) https://evil.example/"><img src=x onerror=alert(1)> //evil.example data:text/html,x'
  const { caseId } = await addFlaggedOrder(store, { order_id: 'HREF-1', remark: lure, referrer_url: 'https://evil.example/pay', sms_text: lure, user_agent: lure, payer_name: '<b>evil</b>' })
  await store.write((tx) => tx.insertInto('messages').values(messageRow({ message_id: 'HREF-1', text: lure })).execute())
  const { id: orderRowId } = await store.read.selectFrom('orders').select('id').where('order_id', '=', 'HREF-1').executeTakeFirstOrThrow()
  const admin = clients[ROLES.indexOf('admin')]
  const pages = new Set([...Object.values(routes).filter(({ module }) => module.default).flatMap(addressesOf), `/cases/${caseId}`, `/queue/${caseId}`, `/orders/${orderRowId}`])
  const away: string[] = []
  let shown = 0
  for (const path of pages) {
    const html = await ((await admin?.get(path))?.text() ?? '')
    if (html.includes('evil')) shown += 1
    for (const [, name, value = ''] of html.matchAll(/\s(href|src|srcset|action|formaction|poster|xlink:href|background)="([^"]*)"/gi))
      if (!/^(?:$|\/(?![\\/])|\?|#|data:image\/(?:svg\+xml|png)[;,])/.test(value)) away.push(`${path}: ${name}=${value}`)
    for (const tag of [/<img src=x/i, /<b>evil/i]) if (tag.test(html)) away.push(`${path}: ${tag}`)
  }
  expect(away).toEqual([])
  expect(shown).toBeGreaterThanOrEqual(3)
}, 120_000)
