import { timingSafeEqual } from 'node:crypto'
import type { Request } from 'express'
import { isLoopbackAddress } from '../domain/values/addresses.ts'

/** What programs that hand requests on say about whom they ask for; X-Forwarded-* in whatever form. */
const OF_PROXIES = /^(?:x-forwarded-.+|forwarded|via|x-real-ip|x-client-ip|x-cluster-client-ip|x-original-.+|true-client-ip|cf-connecting-ip|fastly-client-ip)$/
const LOCAL_HOST = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/i

export interface MetricsAccess {
  /** What has to be shown as a bearer token; null: this machine alone may read. */
  readonly token: string | null
  /** Where people open the product. */
  readonly publicOrigin: string
}

/**
 * Figures tell how busy the work is, so they are not for outsiders (S82). With a token: whoever shows it. Without: this machine alone, asked by one of its own
 * names, so that no page of another site reads them through a browser here; and only where the product is opened on this machine as well. An installation that
 * others open may have a proxy on this machine, which lends its own address to everyone and need not say so.
 */
export function mayReadMetrics(req: Pick<Request, 'headers' | 'socket'>, { token, publicOrigin }: MetricsAccess): boolean {
  if (token === null) {
    const isDirect = isLoopbackAddress(unmapped(req.socket.remoteAddress)) && LOCAL_HOST.test(req.headers.host ?? '') && !Object.keys(req.headers).some((name) => OF_PROXIES.test(name))
    return isDirect && LOCAL_HOST.test(new URL(publicOrigin).host)
  }
  const given = Buffer.from(/^Bearer (\S{1,200})$/.exec(req.headers.authorization ?? '')?.[1] ?? '')
  const wanted = Buffer.from(token)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

function unmapped(address = ''): string {
  return address.replace(/^::ffff:/, '')
}
