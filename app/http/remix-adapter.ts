import type { IncomingMessage } from 'node:http'
import { Transform } from 'node:stream'
import { createReadableStreamFromReadable, createRequestHandler, type AppLoadContext, type ServerBuild, writeReadableStreamToWritable } from '@remix-run/node'
import type { Request as ExpressRequest, RequestHandler, Response as ExpressResponse } from 'express'
import { sendPlain } from './plain-answer.ts'

/** Only these reach pages; anything else is 405 (S50). */
export const PAGE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])

interface RemixAdapterOptions {
  /** The build, or how to load the newest one while developing. */
  readonly build: ServerBuild | (() => Promise<ServerBuild>)
  readonly mode: string
  publicOrigin(): string
  getLoadContext(req: ExpressRequest, res: ExpressResponse): AppLoadContext
  /** Most bytes the body of this request may have (S25), counted as they arrive. */
  maxBodyBytes(req: ExpressRequest): number
}

/**
 * Answers requests with Remix. Unlike `@remix-run/express` it builds the URL from the configured origin, never from
 * `Host` or `X-Forwarded-*` (S47), and cuts bodies off at a limit.
 */
export function remixHandler({ build, mode, publicOrigin, getLoadContext, maxBodyBytes }: RemixAdapterOptions): RequestHandler {
  const handle = createRequestHandler(build, mode)
  return async (req, res, next) => {
    try {
      const request = toWebRequest(req, res, publicOrigin(), maxBodyBytes(req))
      const response = await handle(request, getLoadContext(req, res))
      if (res.headersSent || res.destroyed) return
      await send(res, response)
    } catch (error) {
      next(error)
    }
  }
}

function toWebRequest(req: ExpressRequest, res: ExpressResponse, publicOrigin: string, maxBytes: number): Request {
  const controller = new AbortController()
  res.once('close', () => {
    if (!res.writableFinished) controller.abort()
  })
  const init: RequestInit & { duplex?: 'half' } = { method: req.method, headers: toWebHeaders(req, publicOrigin), signal: controller.signal }
  if (req.method !== 'GET' && req.method !== 'HEAD') {
    init.body = createReadableStreamFromReadable(limited(req, res, maxBytes))
    init.duplex = 'half'
  }
  return new Request(publicOrigin + req.originalUrl, init)
}

function limited(req: IncomingMessage, res: ExpressResponse, maxBytes: number): Transform {
  let seen = 0
  const limiter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length
      if (seen <= maxBytes) return done(null, chunk)
      refuseBody(res, maxBytes)
      done(new Error('The request body is larger than allowed.'))
    },
  })
  req.once('error', (error) => limiter.destroy(error))
  req.once('aborted', () => limiter.destroy(new Error('The client went away while sending.')))
  return req.pipe(limiter)
}

/** The answer to a body that is too large; the connection ends with it, since the rest is not read. */
export function refuseBody(res: ExpressResponse, maxBytes: number): void {
  if (res.headersSent) return
  res.setHeader('Connection', 'close')
  sendPlain(res, 413, `The request is larger than the ${maxBytes} bytes allowed here.`)
}

function toWebHeaders(req: ExpressRequest, publicOrigin: string): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(req.headers)) {
    if (name === 'host' || name.startsWith('x-forwarded-') || name === 'forwarded' || value === undefined) continue
    for (const item of Array.isArray(value) ? value : [value]) headers.append(name, item)
  }
  // Remix compares `Origin` with `Host` once more; the cross-site guard has already accepted this origin.
  headers.set('host', new URL(req.headers.origin ?? publicOrigin).host)
  return headers
}

async function send(res: ExpressResponse, response: Response): Promise<void> {
  res.status(response.status)
  for (const [name, value] of response.headers) {
    if (name === 'set-cookie') res.append(name, value)
    // Remix names the type of `.data` answers without their encoding (S40).
    else res.setHeader(name, name === 'content-type' && value === 'text/x-script' ? `${value}; charset=utf-8` : value)
  }
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) res.flushHeaders()
  if (response.body) await writeReadableStreamToWritable(response.body, res)
  else res.end()
}
