import { lookup } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { hostOf, isInnerAddress, isLoopbackAddress, objectionToUrl } from '../domain/values/addresses.ts'

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

/** Where a provider or a receiver is reached: configured by the operator, never read from data. */
export interface Endpoint {
  /** `https://host[:port]`; `http://` for loopback hosts among `innerHosts` alone. */
  readonly origin: string
  readonly timeoutMs: number
  /** Hosts of the own network that may be asked all the same; without it the stand-in on this machine alone. */
  readonly innerHosts?: readonly string[]
  /** The status says everything: what of the body is too long or too slow is not waited for. */
  readonly isStatusEnough?: boolean
}

const BODY_MAX_BYTES = 256 * 1024
const IGNORED_BODY_MAX_BYTES = 16 * 1024
const STAND_IN_HOSTS = ['127.0.0.1']

/** Refuses addresses at the moment of connecting, on the ones that are connected to, so that a name cannot change its mind in between. */
function checkedLookup(isRefused: (address: string) => boolean): LookupFunction {
  return (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 4)
      const [first] = addresses
      if (!first || addresses.some((one) => isRefused(one.address))) return callback(failure('inner_address'), '', 4)
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family)
    })
  }
}

/**
 * Asks a configured host, once: https alone, no redirects, public addresses, within a time and a size (S35). Throws with a `code`; whoever asks for money
 * then knows nothing, and says so.
 */
export function ask(endpoint: Endpoint, { method, path, headers, body }: OutgoingRequest): Promise<OutgoingAnswer> {
  const { timeoutMs, innerHosts = STAND_IN_HOSTS, isStatusEnough = false } = endpoint
  const url = new URL(path, endpoint.origin)
  const objection = url.origin === new URL(endpoint.origin).origin ? objectionToUrl(url, innerHosts) : 'endpoint_form'
  if (objection !== null) return Promise.reject(failure(objection))
  const isPlain = url.protocol === 'http:'
  const isRefused = isPlain ? (address: string) => !isLoopbackAddress(address) : innerHosts.includes(hostOf(url)) ? () => false : isInnerAddress
  return new Promise((resolve, reject) => {
    let endNow: (() => void) | null = null
    const send = isPlain ? requestHttp : requestHttps
    const sent = send(
      url,
      { method, headers: { ...headers, ...(method === 'POST' ? { 'content-length': String(Buffer.byteLength(body)) } : {}) }, agent: false, lookup: checkedLookup(isRefused) },
      (answer) => {
        const status = answer.statusCode ?? 0
        if (status >= 300 && status < 400) return void sent.destroy(failure('redirected'))
        let size = 0
        const parts: Buffer[] = []
        const end = () => {
          clearTimeout(timer)
          const plain = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]))
          resolve({ status, headers: plain, body: Buffer.concat(parts).toString('utf8') })
        }
        answer.on('data', (part: Buffer) => {
          size += part.length
          if (isStatusEnough) {
            if (size > IGNORED_BODY_MAX_BYTES) {
              end()
              sent.destroy()
            }
          } else if (size > BODY_MAX_BYTES) sent.destroy(failure('answer_too_long'))
          else parts.push(part)
        })
        answer.on('end', end)
        if (isStatusEnough) endNow = end
        answer.on('error', () => (isStatusEnough ? end() : sent.destroy(failure('connection_broke'))))
      },
    )
    // From the first byte sent to the last received, whatever trickles in between.
    const timer = setTimeout(() => {
      endNow?.()
      sent.destroy(failure('timeout'))
    }, timeoutMs)
    sent.on('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
    sent.end(method === 'POST' ? body : undefined)
  })
}

function failure(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`The provider could not be asked: ${code}`), { code })
}

/** The code of what went wrong on the way, for `unknown`. */
export function codeOfFailure(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code.toLowerCase() : 'no_answer'
}
