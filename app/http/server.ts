import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler, type Response } from 'express'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { isStoreFailure } from '../../db/failure.ts'
import { networkOf } from '../auth/throttle.ts'
import { mountMachineApi } from './api/machine-api.ts'
import { loopbackOrigins } from './config.ts'
import { boundConnections, oneAtATime } from './connections.ts'
import { isSameSiteRequest, MACHINE_API_PREFIX } from './cross-site.ts'
import { endBroken } from './end-broken.ts'
import { guardBuild } from './guarded-build.ts'
import type { AppServices } from './load-context.ts'
import { mountLiveStreams } from './live/live-streams.ts'
import { createMetrics, figuresText, type Metrics } from './metrics.ts'
import { mayReadMetrics } from './metrics-access.ts'
import { getOperatingFigures } from '../usecases/figures/get-operating-figures.server.ts'
import { sendPlain } from './plain-answer.ts'
import { checkReadiness } from './readiness.ts'
import { PAGE_METHODS, refuseBody, remixHandler } from './remix-adapter.ts'
import { CSP_REPORT_PATH, securityHeaders } from './security-headers.ts'

/** The build puts `production` here for good: no setting turns the pages of an installation into those of development (S50, S86). */
const MAY_DEVELOP = process.env.NODE_ENV === 'development'
/** Pages that take files, by the start of their path: larger bodies and more time. */
const UPLOAD_PATHS = ['/imports', '/disputes/']
/** Pages that answer before anybody has signed in, with their forms. */
const FORM_PATHS_OF_STRANGERS = ['/sign-in', '/confirm', '/preferences']
const MAX_FORM_BYTES_OF_STRANGERS = 16 * 1024
const MAX_HEADER_BYTES = 16_384
const MAX_URL_CHARS = 4_096
const MAX_CSP_REPORT_BYTES = 16_384
const CSP_REPORTS_PER_MINUTE = 20
const HEADERS_TIMEOUT_MS = 10_000
/** How often connections are looked at for those whose time is up. */
const LOOK_EVERY_MS = 1_000
const KEEP_ALIVE_MS = 10_000
/** While it stops: how often connections are closed on which nothing is under way any more. */
const LEAVE_EVERY_MS = 50

export interface ServerOptions {
  readonly services: AppServices
  /** Folder that holds `client/` and `server/index.js` of the page build; ignored while developing. */
  readonly buildDir: string
}

export interface RunningServer {
  /** Address to open, the public origin when one is configured. */
  readonly url: string
  readonly port: number
  /** Stops accepting, lets open requests finish within the grace time, then cuts what is left (S20). */
  close(): Promise<void>
}

/** Serves the product until it is closed. The order below is the order in which a request is looked at. */
export async function startServer({ services, buildDir }: ServerOptions): Promise<RunningServer> {
  const { config, log } = services
  const isDeveloping = MAY_DEVELOP && config.mode === 'development'
  if (config.mode === 'development' && !isDeveloping) throw new Error('NODE_ENV is development, which npm run dev alone serves; leave it out.')
  const metrics = createMetrics()
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('trust proxy', config.trustedProxies.length > 0 ? [...config.trustedProxies] : false)
  app.set('query parser', 'simple')

  // Before Express, which takes longer over a request than to see that nobody waits for it.
  const oneByOne = oneAtATime(() => log.warn('a connection that asked for more before it was answered was cut off'))
  const server = http.createServer({ maxHeaderSize: MAX_HEADER_BYTES, connectionsCheckingInterval: LOOK_EVERY_MS }, (req, res) => oneByOne(req, res, () => app(req, res)))
  server.headersTimeout = HEADERS_TIMEOUT_MS
  server.requestTimeout = config.uploadTimeoutMs
  server.keepAliveTimeout = KEEP_ALIVE_MS
  boundConnections(server, config.maxConnections)
  server.on('clientError', endBroken)

  // With PORT=0 the system chooses the port, so the own origin is known only once the server listens.
  const own = { publicOrigin: config.publicOrigin, allowedOrigins: config.allowedOrigins }

  app.use(securityHeaders(config))
  app.use(identify(log, metrics))
  app.use(refuseMalformed)
  app.use(guardOrigin(own, log, metrics))
  app.use(limitTime(config))
  app.use(limitChanges(services))
  app.get('/healthz', (_req, res) => sendPlain(res, 200, 'ok'))
  app.get('/readyz', (_req, res, next) => {
    checkReadiness(services).then((isReady) => sendPlain(res, isReady ? 200 : 503, isReady ? 'ready' : 'not ready'), next)
  })
  app.get('/metrics', (req, res, next) => {
    if (!mayReadMetrics(req, { token: config.metricsToken, publicOrigin: config.publicOrigin })) return sendPlain(res, 404, 'Nothing here.')
    Promise.all([metrics.registry.metrics(), getOperatingFigures({ store: services.store, now: services.clock.now() })])
      .then(([text, figures]) => res.type(metrics.registry.contentType).send(`${text}\n${figuresText(figures)}`), next)
  })
  app.post(CSP_REPORT_PATH, takeCspReport(log, metrics))
  mountMachineApi(app, services)
  const live = mountLiveStreams(app, services)
  metrics.liveStreams(live.count)

  const pages = isDeveloping ? await developmentPages(app, server) : await builtPages(app, buildDir)
  app.all(
    '*',
    refuseLargeBody(config),
    remixHandler({
      build: pages,
      // Anything but `production` tells stacks to the client (S50).
      mode: isDeveloping ? 'development' : 'production',
      publicOrigin: () => own.publicOrigin,
      maxBodyBytes: (req) => maxBodyBytes(req.path, config),
      getLoadContext: (req, res) => ({
        services,
        nonce: res.locals.nonce as string,
        requestId: res.locals.requestId as string,
        ip: clientAddress(req),
      }),
    }),
  )
  app.use(answerError(log))

  await listen(server, config.host, config.port)
  const { port } = server.address() as AddressInfo
  if (config.port === 0) Object.assign(own, { publicOrigin: `http://localhost:${port}`, allowedOrigins: new Set(loopbackOrigins(port)) })
  return { url: own.publicOrigin, port, close: () => {
    live.stop()
    return closeGracefully(server, config.shutdownGraceMs)
  } }
}

function listen(server: http.Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function closeGracefully(server: http.Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs)
    // What is answered meanwhile would keep its connection open for more requests.
    const leave = setInterval(() => server.closeIdleConnections(), LEAVE_EVERY_MS)
    server.close(() => {
      clearTimeout(cut)
      clearInterval(leave)
      resolve()
    })
    server.closeIdleConnections()
  })
}

/** Gives the request its id, writes one line when it is answered, and counts it. The query is left out: it may name people (S73). */
function identify(log: AppServices['log'], metrics: Metrics): RequestHandler {
  return (req, res, next) => {
    const startedAt = performance.now()
    const requestId = randomUUID()
    const path = req.path
    res.locals.requestId = requestId
    res.setHeader('X-Request-Id', requestId)
    metrics.openRequests.inc()
    res.once('close', () => {
      const durationMs = Math.round(performance.now() - startedAt)
      const method = PAGE_METHODS.has(req.method) ? req.method : 'other'
      metrics.openRequests.dec()
      metrics.requests.inc({ method, status: `${Math.floor(res.statusCode / 100)}xx` })
      metrics.requestSeconds.observe({ method }, durationMs / 1000)
      const isRoutine = path.startsWith('/assets/') || path === '/healthz' || path === '/readyz' || path === '/metrics'
      const level = res.statusCode >= 500 ? 'error' : isRoutine ? 'debug' : 'info'
      log[level]({ requestId, method, path, status: res.statusCode, durationMs, isCut: !res.writableFinished }, 'request')
    })
    next()
  }
}

/** What no page could answer sensibly is refused here, before anything reads it (S50). */
const refuseMalformed: RequestHandler = (req, res, next) => {
  if (req.originalUrl.length > MAX_URL_CHARS) return sendPlain(res, 414, 'The address is too long.')
  if (!isReadablePath(req.originalUrl)) return sendPlain(res, 400, 'The address cannot be read.')
  if (!PAGE_METHODS.has(req.method)) {
    res.setHeader('Allow', [...PAGE_METHODS].join(', '))
    return sendPlain(res, 405, 'This method is not allowed.')
  }
  // Single fetch asks for `.data`; the older `?_data=` reaches loaders without their parents and is never used.
  if (req.originalUrl.includes('?') && new URL(req.originalUrl, 'http://local').searchParams.has('_data')) {
    return sendPlain(res, 400, 'This kind of request is not served.')
  }
  next()
}

function isReadablePath(url: string): boolean {
  if (!url.startsWith('/') || url.startsWith('//') || url.includes('\\')) return false
  try {
    return !decodeURIComponent(url.split('?', 1)[0] ?? '').includes('\0')
  } catch {
    return false
  }
}

function guardOrigin(own: Pick<AppServices['config'], 'allowedOrigins'>, log: AppServices['log'], metrics: Metrics): RequestHandler {
  return (req, res, next) => {
    const isAllowed = isSameSiteRequest({
      method: req.method,
      path: req.path,
      origin: req.headers.origin,
      secFetchSite: firstOf(req.headers['sec-fetch-site']),
      allowedOrigins: own.allowedOrigins,
    })
    if (isAllowed || req.path === CSP_REPORT_PATH) return next()
    metrics.refusedCrossSite.inc()
    log.warn({ requestId: res.locals.requestId, method: req.method, path: req.path, origin: req.headers.origin ?? null }, 'cross-site request refused')
    res.setHeader('Connection', 'close')
    sendPlain(res, 403, 'This request did not come from a page of this product.')
  }
}

function firstOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}

function isUpload(path: string): boolean {
  return UPLOAD_PATHS.some((prefix) => path.startsWith(prefix))
}

/** Bytes a body may have. What strangers send is kept until it is read whole, so the forms before sign-in take no more than they can fill (S25). */
function maxBodyBytes(path: string, config: AppServices['config']): number {
  if (isUpload(path)) return config.maxUploadBytes
  return FORM_PATHS_OF_STRANGERS.some((prefix) => path.startsWith(prefix)) ? Math.min(MAX_FORM_BYTES_OF_STRANGERS, config.maxBodyBytes) : config.maxBodyBytes
}

/** Bounds how fast one session, or one address without any, may change things (S80). A cookie that opens nothing is none: it costs nothing to make up another. */
function limitChanges({ sessions, config }: AppServices): RequestHandler {
  const limiter = new RateLimiterMemory({ points: config.changesPerMinute, duration: 60 })
  const keyOf = async (req: Request) => {
    const { cookie } = req.headers
    const signedIn = cookie ? await sessions.find(new globalThis.Request(config.publicOrigin, { headers: { cookie } })) : null
    return signedIn ? `session ${signedIn.session.id}` : `address ${networkOf(clientAddress(req))}`
  }
  return (req, res, next) => {
    // Machines are bounded by their signature and by what waits for its commit.
    if (req.method === 'GET' || req.method === 'HEAD' || req.path === CSP_REPORT_PATH || req.path.startsWith(MACHINE_API_PREFIX)) return next()
    keyOf(req).then((key) => limiter.consume(key).then(
      () => next(),
      () => {
        res.setHeader('Retry-After', '60')
        res.setHeader('Connection', 'close')
        sendPlain(res, 429, 'Too many changes in a short time; please wait a minute.')
      },
    ), next)
  }
}

/** Ends a request that takes too long, wherever it hangs (S77). Event streams live longer and are bounded by their own rules. */
function limitTime(config: AppServices['config']): RequestHandler {
  return (req, res, next) => {
    const limitMs = isUpload(req.path) ? config.uploadTimeoutMs : config.requestTimeoutMs
    const timer = setTimeout(() => {
      if (String(res.getHeader('content-type')).startsWith('text/event-stream')) return
      if (res.headersSent) return void res.destroy()
      res.setHeader('Retry-After', '5')
      res.setHeader('Connection', 'close')
      sendPlain(res, 503, 'This took too long and was stopped.')
    }, limitMs)
    res.once('close', () => clearTimeout(timer))
    next()
  }
}

function refuseLargeBody(config: AppServices['config']): RequestHandler {
  return (req, res, next) => {
    const most = maxBodyBytes(req.path, config)
    if (Number(req.headers['content-length'] ?? 0) > most) return refuseBody(res, most)
    next()
  }
}

/** Takes browsers' reports of policy violations: small, few, and logged without their addresses' queries (S39, S80). */
function takeCspReport(log: AppServices['log'], metrics: Metrics): RequestHandler[] {
  const limiter = new RateLimiterMemory({ points: CSP_REPORTS_PER_MINUTE, duration: 60 })
  const parse = express.json({ limit: MAX_CSP_REPORT_BYTES, type: ['application/csp-report', 'application/json', 'application/reports+json'] })
  const limit: RequestHandler = (req, res, next) => {
    limiter.consume(clientAddress(req)).then(
      () => next(),
      () => {
        res.setHeader('Retry-After', '60')
        res.setHeader('Connection', 'close')
        sendPlain(res, 429, 'Too many reports.')
      },
    )
  }
  const take: RequestHandler = (req, res) => {
    metrics.cspReports.inc()
    const report = readReport(req.body)
    if (report) log.warn(report, 'content security policy violation')
    res.status(204).end()
  }
  return [limit, parse, take]
}

function readReport(body: unknown): { directive: string; blocked: string } | null {
  const report = (body as { 'csp-report'?: unknown } | null)?.['csp-report']
  if (report === null || typeof report !== 'object') return null
  const field = (name: string) => String((report as Record<string, unknown>)[name] ?? '').slice(0, 200)
  return { directive: field('effective-directive') || field('violated-directive'), blocked: field('blocked-uri').split('?', 1)[0] ?? '' }
}

/** The address a client is known by: the socket's, or what a configured proxy says (S47). */
function clientAddress(req: Request): string {
  return (req.ip ?? '').replace(/^::ffff:/, '')
}

async function builtPages(app: Express, buildDir: string): Promise<ServerBuild> {
  const file = path.resolve(buildDir, 'server/index.js')
  if (!fs.existsSync(file)) throw new Error('The pages are not built; run npm run build first.')
  const serveFiles = { dotfiles: 'ignore', index: false, redirect: false, fallthrough: true } as const
  app.use('/assets', cacheable, express.static(path.resolve(buildDir, 'client/assets'), { ...serveFiles, immutable: true, maxAge: '1y', etag: true }))
  app.use(express.static(path.resolve(buildDir, 'client'), { ...serveFiles, maxAge: '1h', etag: true }))
  return guardBuild((await import(pathToFileURL(file).href)) as ServerBuild)
}

/** Hashed files never change, so the general `no-store` is lifted for them. */
const cacheable: RequestHandler = (_req, res, next) => {
  res.removeHeader('Cache-Control')
  next()
}

async function developmentPages(app: Express, server: http.Server): Promise<() => Promise<ServerBuild>> {
  const { createServer } = await import('vite')
  const vite = await createServer({ server: { middlewareMode: true, hmr: { server } } })
  app.use(vite.middlewares)
  return async () => guardBuild((await vite.ssrLoadModule('virtual:remix/server-build')) as ServerBuild)
}

/** The last word on an error that no page caught: a plain sentence and the reference id (S50); 503 when the database cannot serve (S17). */
function answerError(log: AppServices['log']): ErrorRequestHandler {
  return (error: unknown, _req: Request, res: Response, _next) => {
    const requestId = res.locals.requestId as string
    const status = statusOf(error)
    if (status >= 500) log.error({ requestId, err: error }, 'request failed')
    if (status === 503) res.setHeader('Retry-After', '5')
    const sentence = status === 503 ? 'The service cannot answer just now; please try again.' : status >= 500 ? 'Something went wrong.' : 'This request cannot be read.'
    sendPlain(res, status, `${sentence} Reference: ${requestId}.`)
  }
}

function statusOf(error: unknown): number {
  if (isStoreFailure(error)) return 503
  const status = (error as { status?: unknown } | null)?.status
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500
}
