import { lookup } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'

export interface OutgoingRequest {
  readonly method: 'GET' | 'POST'
  /** Path and query, as they are signed. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface OutgoingAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Where a provider is reached: configured by the operator, never read from data. */
export interface Endpoint {
  /** `https://host[:port]`; `http://127.0.0.1:port` for the stand-in alone. */
  readonly origin: string
  readonly timeoutMs: number
}

const BODY_MAX_BYTES = 256 * 1024

/** Networks that no provider lives in: loopback, private, link-local, shared, multicast and reserved. */
const INNER_V4 = [/^0\./, /^10\./, /^127\./, /^169\.254\./, /^172\.(1[6-9]|2\d|3[01])\./, /^192\.168\./, /^192\.0\.0\./, /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./, /^198\.1[89]\./, /^(22[4-9]|2[3-5]\d)\./]
const INNER_V6 = /^(::1?$|f[cd]|fe[89ab]|ff|::ffff:|64:ff9b:)/i

/** Whether an address belongs to a network that must not be asked (S35). What is no address counts as inner. */
export function isInnerAddress(address: string): boolean {
  return isIP(address) === 4 ? INNER_V4.some((network) => network.test(address)) : isIP(address) === 6 ? INNER_V6.test(address) : true
}

/** Refuses private and link-local addresses at the moment of connecting, so that a name cannot change its mind in between. */
const outerLookup: LookupFunction = (host, options, callback) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 4)
    const inner = addresses.find((one) => isInnerAddress(one.address))
    const [first] = addresses
    if (inner || !first) return callback(Object.assign(new Error('The address of the provider is not a public one'), { code: 'inner_address' }), '', 4)
    return options.all ? callback(null, addresses) : callback(null, first.address, first.family)
  })
}

/**
 * Asks a configured host, once: https alone, no redirects, public addresses, within a time and a size (S35). Throws with a `code`; whoever asks for money
 * then knows nothing, and says so.
 */
export function ask(endpoint: Endpoint, { method, path, headers, body }: OutgoingRequest): Promise<OutgoingAnswer> {
  const url = new URL(path, endpoint.origin)
  const isStandIn = url.protocol === 'http:' && url.hostname === '127.0.0.1'
  if (url.origin !== new URL(endpoint.origin).origin || (url.protocol !== 'https:' && !isStandIn)) return Promise.reject(failure('endpoint_form'))
  if (!isStandIn && isIP(url.hostname.replaceAll(/[[\]]/g, '')) !== 0 && isInnerAddress(url.hostname.replaceAll(/[[\]]/g, ''))) return Promise.reject(failure('inner_address'))
  return new Promise((resolve, reject) => {
    const send = isStandIn ? requestHttp : requestHttps
    const sent = send(
      url,
      { method, headers: { ...headers, ...(method === 'POST' ? { 'content-length': String(Buffer.byteLength(body)) } : {}) }, agent: false, ...(isStandIn ? {} : { lookup: outerLookup }) },
      (answer) => {
        const status = answer.statusCode ?? 0
        if (status >= 300 && status < 400) return void sent.destroy(failure('redirected'))
        let size = 0
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => {
          size += part.length
          if (size > BODY_MAX_BYTES) sent.destroy(failure('answer_too_long'))
          else parts.push(part)
        })
        answer.on('end', () => {
          clearTimeout(timer)
          const plain = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]))
          resolve({ status, headers: plain, body: Buffer.concat(parts).toString('utf8') })
        })
        answer.on('error', () => sent.destroy(failure('connection_broke')))
      },
    )
    // From the first byte sent to the last received, whatever trickles in between.
    const timer = setTimeout(() => sent.destroy(failure('timeout')), endpoint.timeoutMs)
    sent.on('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
    sent.end(method === 'POST' ? body : undefined)
  })
}

function failure(code: string): Error {
  return Object.assign(new Error(`The provider could not be asked: ${code}`), { code })
}

/** The code of what went wrong on the way, for `unknown`. */
export function codeOfFailure(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code.toLowerCase() : 'no_answer'
}
