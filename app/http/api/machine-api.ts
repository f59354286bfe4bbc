import { createHash } from 'node:crypto'
import type { Express, Request, RequestHandler, Response } from 'express'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { isStoreFailure } from '../../../db/failure.ts'
import type { RecordKind } from '../../domain/intake/record.ts'
import { API_SCOPES, type ApiScope } from '../../usecases/intake/manage-api-clients.server.ts'
import type { ReceivedRequest, RequestAnswer } from '../../usecases/intake/receive-records.server.ts'
import type { AppServices } from '../load-context.ts'
import { MAX_API_BODIES_BYTES, MAX_API_BODY_BYTES, MAX_API_ITEMS } from './limits.ts'
import { openApiDocument } from './openapi.ts'
import { isTimely, signatureCheck } from '../../auth/webhook-signature.ts'

const KINDS: Readonly<Record<ApiScope, RecordKind>> = { orders: 'order', receipts: 'receipt', ledger: 'ledger', messages: 'message', 'profile-changes': 'profile_change' }

/** What may wait for its commit (S80). */
const MAX_WAITING_ITEMS = 10_000
/** How much of a body that is too large is still taken off the line. */
const HEARD_BODY_BYTES = 8 * MAX_API_BODY_BYTES
/** Objects that go into one transaction together. */
const GROUP_ITEMS = 500
/** Requests with a wrong signature from one address within a minute; beyond them it is not even looked at. */
const BAD_SIGNATURES_PER_MINUTE = 60
const EVENT_ID = /^[\x21-\x7e]{1,128}$/
const CLIENT_KEY = /^[A-Za-z0-9_-]{1,64}$/
/** What stands in for the secrets of a client that nobody knows, so that it takes as long to refuse. */
const NO_SECRETS = ['whsec_bm8gc2VjcmV0IGF0IGFsbA==']

/** What the interface needs of the server. */
export type MachineServices = Pick<AppServices, 'machines' | 'clock' | 'jobs' | 'log' | 'config'>

/** The signed interface for machines: `POST /api/v1/{orders,receipts,ledger,messages,profile-changes}`, and its description (INTERFACE, S30). */
export function mountMachineApi(app: Express, services: MachineServices): void {
  const queue = groupCommit(services)
  const room = bodyRoom()
  const failures = new RateLimiterMemory({ points: BAD_SIGNATURES_PER_MINUTE, duration: 60 })
  app.get('/api/v1/openapi.json', (_req, res) => void res.json(openApiDocument(services.config.publicOrigin)))
  for (const scope of API_SCOPES) {
    app.post(`/api/v1/${scope}`, (req, res, next) => {
      take(req, res, scope, services, queue, room, failures).catch((error: unknown) => {
        if (!isStoreFailure(error)) return next(error)
        res.setHeader('Retry-After', '5')
        answer(res, 503, { error: 'unavailable' })
      })
    })
  }
  const wrongMethod: RequestHandler = (_req, res) => {
    res.setHeader('Allow', 'POST')
    answer(res, 405, { error: 'method_not_allowed' })
  }
  for (const scope of API_SCOPES) app.all(`/api/v1/${scope}`, wrongMethod)
  app.use('/api/v1', (_req, res) => answer(res, 404, { error: 'not_found' }))
}

function answer(res: Response, status: number, body: object): void {
  if (res.headersSent) return
  res.status(status).type('application/json').send(JSON.stringify(body))
}

async function take(req: Request, res: Response, scope: ApiScope, services: MachineServices, queue: GroupCommit, room: BodyRoom, failures: RateLimiterMemory): Promise<void> {
  const address = req.ip ?? ''
  const known = await failures.get(address)
  if (known !== null && known.consumedPoints >= BAD_SIGNATURES_PER_MINUTE) {
    res.setHeader('Retry-After', '60')
    return answer(res, 429, { error: 'too_many_requests' })
  }
  const parts = { eventId: headerOf(req, 'webhook-id'), timestamp: headerOf(req, 'webhook-timestamp'), signature: headerOf(req, 'webhook-signature') }
  const clientKey = headerOf(req, 'webhook-client')
  const now = services.clock.now()
  const machine = CLIENT_KEY.test(clientKey) ? await services.machines.find(clientKey, now) : null
  const isKnown = machine !== null && !machine.isDisabled && isTimely(parts.timestamp, now) && EVENT_ID.test(parts.eventId)
  const check = signatureCheck(machine && machine.secrets.length > 0 ? machine.secrets : NO_SECRETS, parts)
  const held = room.hold()
  try {
    const body = await readBody(req, (piece) => check.add(piece), isKnown ? held : null)
    if (body === 'too_large') {
      res.setHeader('Connection', 'close')
      return answer(res, 413, { error: 'body_too_large', maxBytes: MAX_API_BODY_BYTES })
    }
    const signer = check.signedBy()
    if (!isKnown || signer === null) {
      await failures.consume(address).catch(() => {})
      services.log.warn({ requestId: res.locals.requestId, path: req.path }, 'machine request refused')
      return answer(res, 401, { error: 'unauthorised' })
    }
    if (!machine.scopes.includes(scope)) return answer(res, 403, { error: 'scope_missing', scope })
    if (body === 'no_room') return isBusy(res)
    const objects = objectsOf(body)
    if (typeof objects === 'string') return answer(res, 400, { error: objects, maxItems: MAX_API_ITEMS })
    const request: ReceivedRequest = { clientId: machine.id, secretId: machine.secretIds[signer], eventId: parts.eventId, bodyHash: createHash('sha256').update(scope).update('\0').update(body).digest('hex'), kind: KINDS[scope], objects }
    const received = queue.add(request)
    if (received === null) return isBusy(res)
    const outcome = await received
    if (outcome === 'conflict') return answer(res, 409, { error: 'event_reused' })
    answer(res, 200, { replayed: outcome.isReplay, items: outcome.items })
  } finally {
    held.release()
  }
}

function isBusy(res: Response): void {
  res.setHeader('Retry-After', '1')
  answer(res, 503, { error: 'busy' })
}

/** Room in memory for the bodies of requests that are being heard or taken in. */
interface HeldBody {
  /** Whether so many bytes more may be kept. */
  readonly take: (bytes: number) => boolean
  readonly release: () => void
}

interface BodyRoom {
  readonly hold: () => HeldBody
}

function bodyRoom(): BodyRoom {
  let held = 0
  return {
    hold: () => {
      let own = 0
      return {
        take: (bytes) => {
          if (held + bytes > MAX_API_BODIES_BYTES) return false
          held += bytes
          own += bytes
          return true
        },
        release: () => {
          held -= own
          own = 0
        },
      }
    },
  }
}

function headerOf(req: Request, name: string): string {
  const value = req.headers[name]
  return typeof value === 'string' ? value : ''
}

/**
 * The raw bytes, counted as they come. The signature is made of them, so nothing may parse before; only for a client that is known are they kept, and only
 * while there is `room` for them. A body that is some times too large is heard to its end and dropped: a client that is still sending does not hear why it
 * was refused.
 */
async function readBody(req: Request, hear: (piece: Buffer) => void, room: HeldBody | null): Promise<Buffer | 'too_large' | 'no_room'> {
  if (Number(req.headers['content-length'] ?? 0) > HEARD_BODY_BYTES) return 'too_large'
  let chunks: Buffer[] = []
  let bytes = 0
  let isKept = room !== null
  for await (const chunk of req as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > HEARD_BODY_BYTES) return 'too_large'
    isKept &&= bytes <= MAX_API_BODY_BYTES && (room?.take(chunk.length) ?? false)
    if (isKept) chunks.push(chunk)
    else {
      chunks = []
      room?.release()
    }
    hear(chunk)
  }
  return bytes > MAX_API_BODY_BYTES ? 'too_large' : isKept ? Buffer.concat(chunks) : 'no_room'
}

/** The texts of the objects in a body, or why there are none. Each keeps its own digits, which is why they are cut out and not printed again. */
function objectsOf(body: Buffer): readonly string[] | 'body_encoding' | 'body_json' | 'body_items' {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    return 'body_encoding'
  }
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return 'body_json'
  }
  if (!Array.isArray(parsed)) return typeof parsed === 'object' && parsed !== null ? [text] : 'body_items'
  if (parsed.length === 0 || parsed.length > MAX_API_ITEMS) return 'body_items'
  return elementsOf(text)
}

/** The texts of the elements of a JSON list that is known to be valid. */
function elementsOf(text: string): readonly string[] {
  const elements: string[] = []
  let depth = 0
  let from = text.indexOf('[') + 1
  for (let at = from; at < text.length; at++) {
    const c = text.charCodeAt(at)
    if (c === 34) {
      for (at += 1; text.charCodeAt(at) !== 34; at++) if (text.charCodeAt(at) === 92) at += 1
    } else if (c === 123 || c === 91) depth += 1
    else if (c === 125 || (c === 93 && depth > 0)) depth -= 1
    else if (depth === 0 && (c === 44 || c === 93)) {
      elements.push(text.slice(from, at).trim())
      from = at + 1
      if (c === 93) break
    }
  }
  return elements
}

interface GroupCommit {
  /** Null when too much waits already. */
  readonly add: (request: ReceivedRequest) => Promise<RequestAnswer> | null
}

/** Requests that wait while one group is being written go into the next one together: one commit, one sync, for all of them. */
function groupCommit({ machines, clock, jobs }: MachineServices): GroupCommit {
  interface Waiting {
    readonly request: ReceivedRequest
    readonly resolve: (answer: RequestAnswer) => void
    readonly reject: (error: unknown) => void
  }
  let waiting: Waiting[] = []
  let items = 0
  let isRunning = false

  const run = async (): Promise<void> => {
    isRunning = true
    while (waiting.length > 0) {
      let count = 0
      let size = 0
      while (count < waiting.length && (count === 0 || size + (waiting[count]?.request.objects.length ?? 0) <= GROUP_ITEMS)) size += waiting[count++]?.request.objects.length ?? 0
      const group = waiting.slice(0, count)
      waiting = waiting.slice(count)
      items -= size
      try {
        const answers = await machines.receive(group.map(({ request }) => request), clock.now())
        for (const [index, one] of group.entries()) one.resolve(answers[index] as RequestAnswer)
        jobs.wake()
      } catch (error) {
        // One request must not fail for another's sake; what cannot be written at all fails for each.
        if (group.length === 1 || isStoreFailure(error)) for (const one of group) one.reject(error)
        else for (const one of group) await machines.receive([one.request], clock.now()).then(([only]) => one.resolve(only as RequestAnswer), one.reject)
      }
    }
    isRunning = false
  }

  return {
    add: (request) => {
      if (items + request.objects.length > MAX_WAITING_ITEMS) return null
      items += request.objects.length
      const received = new Promise<RequestAnswer>((resolve, reject) => waiting.push({ request, resolve, reject }))
      if (!isRunning) setImmediate(() => void (isRunning ? null : run()))
      return received
    },
  }
}
