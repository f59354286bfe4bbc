import { timingSafeEqual } from 'node:crypto'
import type { Request } from 'express'

const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/

/**
 * Figures tell how busy the work is, so they are not for outsiders (S82). With a token: whoever shows it. Without: this machine alone, and never
 * through a proxy on it, which would lend its own address to everyone.
 */
export function mayReadMetrics(req: Pick<Request, 'headers' | 'socket'>, token: string | null): boolean {
  if (token === null) return LOOPBACK.test(req.socket.remoteAddress ?? '') && req.headers['x-forwarded-for'] === undefined && req.headers.forwarded === undefined
  const given = Buffer.from(/^Bearer (\S{1,200})$/.exec(req.headers.authorization ?? '')?.[1] ?? '')
  const wanted = Buffer.from(token)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
