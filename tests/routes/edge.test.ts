import { readdirSync, readFileSync } from 'node:fs'
import { request as rawRequest } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { startServer } from '../../app/http/server.ts'
import { useApp } from '../support/app.ts'

const app = useApp({ maxBodyBytes: 2_000, requestTimeoutMs: 4_000, changesPerMinute: 100_000 })

/** Every address form under which a page can be asked for. */
const FORMS = ['/sign-in', '/sign-in.data', '/preferences', '/preferences.data', '/sign-out', '/nowhere', '/_root.data', '/sign-in?_data=routes%2Fsign-in', '/assets/nothing.js']

describe('S39: the content security policy', () => {
  it.each(['/sign-in', '/nowhere', '/healthz', '/%E0%A4%A', '/account'])('stands on the answer of %s', async (path) => {
    const policy = (await app.visitor().get(path)).headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/script-src 'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic'/)
    for (const part of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]) expect(policy).toContain(part)
    expect(policy).not.toContain('unsafe-eval')
    expect(/script-src[^;]*unsafe-inline/.test(policy)).toBe(false)
  })

  it('has a fresh nonce for each answer, and every script and style element carries it', async () => {
    const [first, second] = await Promise.all([app.visitor().get('/sign-in'), app.visitor().get('/sign-in')])
    const nonceOf = (response: Response) => /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1]
    expect(nonceOf(first)).not.toBe(nonceOf(second))
    const html = await first.text()
    const elements = html.match(/<(script|style)\b[^>]*>/g) ?? []
    expect(elements.length).toBeGreaterThan(3)
    for (const element of elements) expect(element).toContain(`nonce="${nonceOf(first)}"`)
    expect(html).not.toMatch(/\son[a-z]+="/)
  })

  it('takes violation reports, small and few', async () => {
    const report = (body: string) => app.visitor().send('/csp-report', { method: 'POST', body, headers: { 'content-type': 'application/csp-report' } })
    expect((await report(JSON.stringify({ 'csp-report': { 'effective-directive': 'script-src', 'blocked-uri': 'https://evil.example/?secret=1' } }))).status).toBe(204)
    const line = app.logLines.find((text) => text.includes('policy violation')) ?? ''
    expect(line).toContain('script-src')
    expect(line).not.toContain('secret=1')
    expect((await report('x'.repeat(20_000))).status).toBe(413)
    expect((await report('{')).status).toBe(400)
    const statuses: number[] = []
    for (let i = 0; i < 25; i++) statuses.push((await report('{}')).status)
    expect(statuses).toContain(429)
  })
})

describe('S40: headers of every answer', () => {
  it.each(['/sign-in', '/sign-in.data', '/nowhere', '/nowhere.data', '/account.data', '/healthz', '/%'])('%s', async (path) => {
    const { headers } = await app.visitor().get(path)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-type')).toMatch(/; charset=utf-8$/)
    expect(headers.has('x-powered-by')).toBe(false)
    expect(headers.has('access-control-allow-origin')).toBe(false)
  })
})

describe('S45: the cross-site guard', () => {
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost.evil.example' },
    {},
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
  ]
  it.each(FORMS)('refuses %s from elsewhere, whatever the method', async (path) => {
    for (const headers of foreign) {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const { status } = await app.visitor().send(path, { method, headers })
        expect([status, method, JSON.stringify(headers)]).toEqual([status === 400 && path.includes('_data') ? 400 : 403, method, JSON.stringify(headers)])
      }
    }
  })
  it('lets our own pages through, by Origin or by Sec-Fetch-Site', async () => {
    const own = await app.visitor().post('/preferences', { locale: 'zh' })
    const withoutOrigin = await app.visitor().send('/preferences', { method: 'POST', body: new URLSearchParams({ locale: 'zh' }), headers: { 'sec-fetch-site': 'same-origin' } })
    expect([own.status, withoutOrigin.status]).toEqual([200, 200])
  })
  it('is on record', async () => {
    await app.visitor().send('/preferences', { method: 'POST', headers: { origin: 'https://evil.example' } })
    expect(app.logLines.some((line) => line.includes('cross-site request refused') && line.includes('evil.example'))).toBe(true)
  })
})

describe('S47: the public origin is configuration', () => {
  it('no header of the request reaches an answer as an address', async () => {
    const body = await new Promise<string>((resolve, reject) => {
      const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', forwarded: 'host=evil.example' }
      rawRequest(`${app.url}/account`, { headers }, (response) => {
        let text = JSON.stringify(response.headers)
        response.on('data', (chunk: Buffer) => (text += chunk.toString()))
        response.on('end', () => resolve(text))
      }).once('error', reject).end()
    })
    expect(body).not.toContain('evil.example')
    expect(body).toContain('"location":"/sign-in')
  })
  it('X-Forwarded-For of an unknown proxy does not count', async () => {
    await app.visitor().post('/sign-in', { email: 'nobody@operator.example', password: 'x'.repeat(20) }, { 'x-forwarded-for': '203.0.113.9' })
    const events = await app.services.store.read.selectFrom('audit_events').select('ip').where('action', '=', 'session.refused').execute()
    expect(events.length).toBeGreaterThan(0)
    expect(events.map(({ ip }) => ip)).not.toContain('203.0.113.9')
  })
})

describe('S50: malformed and unknown', () => {
  it.each([
    ['/%', 400], ['/%E0%A4%A', 400], ['/%00', 400], ['//evil.example/', 400], ['/\\evil.example', 400], ['/nowhere', 404], ['/nowhere.data', 404],
    ['/sign-in?_data=routes%2Fsign-in', 400], ['/__manifest', 404], ['/.env', 404], ['/assets/../server/index.js', 404], ['/build/server/index.js', 404],
    ['/too-long', 414],
  ])('GET %s answers %i', async (wanted, status) => {
    const path = wanted === '/too-long' ? `/${'a'.repeat(5_000)}` : wanted
    const response = await new Promise<{ status: number; text: string }>((resolve, reject) => {
      const { hostname, port } = new URL(app.url)
      rawRequest({ hostname, port, path }, (answer) => {
        let text = ''
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
      }).once('error', reject).end()
    })
    expect(response.status).toBe(status)
    expect(response.text).not.toMatch(/node_modules|at \w+ \(|\.tsx?:\d|SqliteError/)
  })
  it('an unknown address is answered in the language of the reader', async () => {
    expect(await (await app.visitor().get('/nowhere', { 'accept-language': 'zh-CN,zh;q=0.9' })).text()).toContain('lang="zh-CN"')
  })
  it.each(['TRACE', 'PROPFIND', 'OPTIONS', 'LINK'])('%s is not allowed', async (method) => {
    const status = await new Promise((resolve, reject) => {
      const { hostname, port } = new URL(app.url)
      rawRequest({ hostname, port, path: '/sign-in', method }, (answer) => resolve(answer.resume().statusCode)).once('error', reject).end()
    })
    expect(status).toBe(405)
  })
  it('an action that the page does not have is 405, and a form that cannot be read is 4xx', async () => {
    expect((await app.visitor().post('/', {})).status).toBe(405)
    const unreadable = await app.visitor().send('/sign-in', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json', origin: app.url } })
    expect(unreadable.status).toBe(422)
  })
  it('a body that is no form is 4xx at every action, whoever asks', async () => {
    const admin = await app.signedIn(await app.addPerson('bodies@operator.example', 'admin'))
    const { routes } = (await import(/* @vite-ignore */ pathToFileURL('build/server/index.js').href)) as { routes: Record<string, { id: string; path?: string; parentId?: string; index?: boolean; module: { action?: unknown } }> }
    const seen: string[] = []
    for (const route of Object.values(routes)) {
      if (!route.module.action || ['routes/sign-out', 'routes/$'].includes(route.id)) continue
      const parts: string[] = []
      for (let at: typeof route | undefined = route; at; at = routes[at.parentId ?? '']) if (at.path) parts.unshift(at.path)
      const path = `/${parts.join('/').replaceAll(/:[^/]+/g, '1')}${route.index ? '?index' : ''}`
      for (const [type, body] of [['application/json', '{}'], ['text/plain', 'x'], ['multipart/form-data', '--x'], ['multipart/form-data; boundary=x', '--x\r\n\r\n'], ['application/x-www-form-urlencoded', '__proto__=1&intent=constructor']] as const) {
        const { status } = await admin.send(path, { method: 'POST', body, headers: { 'content-type': type, origin: app.url } })
        if (status >= 500) seen.push(`${path} ${type} ${status}`)
      }
    }
    expect(seen).toEqual([])
  })
  it('a bug in a loader gives a reference and nothing else, and the log has the rest', async () => {
    const reader = await app.signedIn(await app.addPerson('bug@operator.example', 'admin'))
    const { list } = app.services.sessions
    app.services.sessions.list = () => Promise.reject(new Error('secret detail of the database'))
    try {
      for (const path of ['/account', '/account.data']) {
        const response = await reader.get(path)
        const text = await response.text()
        expect(response.status).toBe(500)
        expect(text).not.toContain('secret detail')
        expect(text).toContain(response.headers.get('x-request-id') ?? '?')
        expect(app.logLines.some((line) => line.includes('secret detail') && line.includes(response.headers.get('x-request-id') ?? '?'))).toBe(true)
      }
    } finally {
      app.services.sessions.list = list
    }
  })
  it('a bug outside of pages gives a reference and nothing else', async () => {
    const { find } = app.services.machines
    app.services.machines.find = () => Promise.reject(new Error('secret detail of the database'))
    try {
      const response = await app.visitor().send('/api/v1/orders', { method: 'POST', body: '{}', headers: { 'webhook-client': 'mc_x' } })
      const id = response.headers.get('x-request-id') ?? '?'
      expect([response.status, await response.text()]).toEqual([500, `Something went wrong. Reference: ${id}.\n`])
      expect(app.logLines.some((line) => line.includes('secret detail') && line.includes(id))).toBe(true)
    } finally {
      app.services.machines.find = find
    }
  })
  it('S17: a database that cannot serve just now is 503 with a time to come back', async () => {
    const reader = await app.signedIn(await app.addPerson('full@operator.example', 'admin'))
    const { list } = app.services.sessions
    app.services.sessions.list = () => Promise.reject(Object.assign(new Error('disk'), { code: 'store_unavailable', reason: 'disk_full' }))
    try {
      expect((await reader.get('/account')).status).toBe(503)
    } finally {
      app.services.sessions.list = list
    }
    expect((await reader.get('/account')).status).toBe(200)
  })
})

describe('S25: bodies of strangers', () => {
  const usual = useApp()
  it.each(['/sign-in', '/sign-in-code', '/confirm', '/preferences'])('%s takes no more than its form can hold', async (path) => {
    expect((await usual.visitor().post(path, { email: 'a'.repeat(20_000) })).status).toBe(413)
  })
  it('what staff send may be longer', async () => {
    expect((await usual.visitor().post('/columns', { columns: 'a'.repeat(20_000) })).status).not.toBe(413)
  })
})

describe('S25 and S77: limits', () => {
  it('a declared body that is too large is refused before it is read', async () => {
    expect((await app.visitor().post('/sign-in', { email: 'a'.repeat(3_000), password: 'x' })).status).toBe(413)
  })
  it('an undeclared body is cut off at the limit', async () => {
    const status = await new Promise((resolve, reject) => {
      const { hostname, port } = new URL(app.url)
      const request = rawRequest({ hostname, port, path: '/sign-in', method: 'POST', headers: { origin: app.url, 'content-type': 'application/x-www-form-urlencoded', 'transfer-encoding': 'chunked' } }, (answer) => resolve(answer.resume().statusCode))
      request.once('error', reject)
      for (let i = 0; i < 5; i++) request.write(`email=${'a'.repeat(1_000)}`)
      request.end()
    })
    expect(status).toBe(413)
  })
  it('a body that never comes ends with 503, and others are served meanwhile', async () => {
    const { hostname, port } = new URL(app.url)
    const answer = new Promise<string>((resolve) => {
      const socket = connect(Number(port), hostname)
      let text = ''
      socket.on('data', (chunk) => (text += chunk.toString()))
      socket.on('close', () => resolve(text))
      socket.write(`POST /sign-in HTTP/1.1\r\nHost: x\r\nOrigin: ${app.url}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nemail=`)
    })
    expect((await app.visitor().get('/sign-in')).status).toBe(200)
    expect(await answer).toMatch(/^HTTP\/1.1 503 /)
  })
  it('headers that are too large are refused', async () => {
    expect((await app.visitor().get('/sign-in', { 'x-long': 'a'.repeat(20_000) })).status).toBe(431)
  })
})

describe('S82: health', () => {
  it('says alive and ready, and nothing else', async () => {
    const [alive, ready] = await Promise.all([app.visitor().get('/healthz'), app.visitor().get('/readyz')])
    expect([alive.status, await alive.text(), ready.status, await ready.text()]).toEqual([200, 'ok\n', 200, 'ready\n'])
  })
  it('gives figures to Prometheus without data in their labels', async () => {
    const text = await (await app.visitor().get('/metrics')).text()
    expect(text).toContain('topwarden_http_requests_total{method="GET",status="2xx"}')
    expect(text).not.toContain('nowhere')
    for (const figure of [
      'topwarden_queue_cases{band="hold"} 0', 'topwarden_queue_oldest_seconds 0', 'topwarden_screening_backlog 0', 'topwarden_quarantine_rows 0', 'topwarden_flags_week{family="link"} 0',
      'topwarden_jobs{state="failed"} 0', 'topwarden_audit_chain_whole -1',
    ]) expect(text.split('\n')).toContain(figure)
    for (const line of text.split('\n')) expect(line).toMatch(/^(?:# (?:HELP|TYPE) \w+ .+|\w+(?:\{\w+="[^"]*"(?:,\w+="[^"]*")*\})? -?[\d.e+-]+|\w+(?:\{[^}]*\})? Nan|)$/i)
  })
  it.each([['x-forwarded-for', '203.0.113.9'], ['x-real-ip', '203.0.113.9'], ['forwarded', 'for=203.0.113.9'], ['via', '1.1 proxy']])('S82: gives the figures to nobody who comes through a proxy: %s', async (name, value) => {
    expect((await app.visitor().get('/metrics', { [name]: value })).status).toBe(404)
  })
  it('S82: gives the figures to no page of others that a browser on this machine opens', async () => {
    const { port } = new URL(app.url)
    const ask = (host: string) => new Promise((resolve, reject) => {
      rawRequest({ hostname: '127.0.0.1', port, path: '/metrics', headers: { host } }, (answer) => resolve(answer.resume().statusCode)).once('error', reject).end()
    })
    expect([await ask(`127.0.0.1:${port}`), await ask(`rebound.example:${port}`)]).toEqual([200, 404])
  })
})

describe('S82: health of what others open', () => {
  const open = useApp({ publicOrigin: 'https://desk.example' })
  const guarded = useApp({ publicOrigin: 'https://desk.example', metricsToken: 'a-token-of-some-length' })
  it('the figures need a token there, also on this machine', async () => {
    expect((await open.visitor().get('/metrics')).status).toBe(404)
    expect((await guarded.visitor().get('/metrics')).status).toBe(404)
    expect((await guarded.visitor().get('/metrics', { authorization: 'Bearer a-token-of-some-length' })).status).toBe(200)
  })
})

describe('S50, S86: development', () => {
  it('is refused by whatever was not started for it', async () => {
    const services = { ...app.services, config: { ...app.services.config, mode: 'development' as const } }
    await expect(startServer({ services, buildDir: 'build' })).rejects.toThrow(/npm run dev alone/)
    // What is built has the refusal settled, and no way left to the pages of development.
    expect(readdirSync('build/server').filter((name) => name.endsWith('.js') && /middlewareMode|virtual:remix/.test(readFileSync(join('build/server', name), 'utf8')))).toEqual([])
  })
})

describe('S86: what is served', () => {
  it('hashed files are kept by the browser for good and have no source map', async () => {
    const html = await (await app.visitor().get('/sign-in')).text()
    const [asset = ''] = /\/assets\/entry\.client-[\w-]+\.js/.exec(html) ?? []
    const response = await app.visitor().get(asset)
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(await response.text()).not.toContain('sourceMappingURL')
    expect((await app.visitor().get(`${asset}.map`)).status).toBe(404)
  })
})

describe('S22: no request ends the process', () => {
  it('garbage on the socket gets 400 and the next request its answer', async () => {
    const { hostname, port } = new URL(app.url)
    const text = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), hostname, () => socket.write('GARBAGE\r\n\r\n'))
      let seen = ''
      socket.on('data', (chunk) => (seen += chunk.toString()))
      socket.on('close', () => resolve(seen))
    })
    expect(text).toMatch(/^HTTP\/1.1 400 /)
    expect((await app.visitor().get('/healthz')).status).toBe(200)
  })
})
