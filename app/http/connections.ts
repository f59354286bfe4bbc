import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Bounds how many connections are open, so that clients who keep silent cannot shut the others out (S77). When all places are taken a new connection gets the
 * place of one that we wait for: one without a request, or whose request has not come whole. Of those the oldest goes, of the address that holds most. What is
 * being answered keeps its place; only when all places are such is a new connection turned away.
 */
export function boundConnections(server: Server, max: number): void {
  server.maxConnections = max
  /** In the order in which they came, with the request that is under way. */
  const open = new Map<Socket, IncomingMessage | null>()
  server.on('connection', (socket: Socket) => {
    open.set(socket, null)
    socket.once('close', () => open.delete(socket))
    if (open.size < max) return
    const silent = longestWaiting(open, socket)
    if (!silent) return
    open.delete(silent)
    silent.destroy()
  })
  server.on('request', (req, res) => {
    const { socket } = req
    if (socket.destroyed || !open.has(socket)) return
    open.set(socket, req)
    res.once('close', () => {
      if (open.get(socket) === req) open.set(socket, null)
    })
  })
}

function longestWaiting(open: ReadonlyMap<Socket, IncomingMessage | null>, newest: Socket): Socket | undefined {
  const byAddress = new Map<string, { readonly oldest: Socket; count: number }>()
  for (const [socket, req] of open) {
    if (socket === newest || req?.complete) continue
    const address = socket.remoteAddress ?? ''
    const held = byAddress.get(address)
    if (held) held.count += 1
    else byAddress.set(address, { oldest: socket, count: 1 })
  }
  let most: { readonly oldest: Socket; readonly count: number } | undefined
  for (const held of byAddress.values()) if (!most || held.count > most.count) most = held
  return most?.oldest
}

/** One is the rule. The end of an answer may be told after the request that follows it, when both came while the process was busy. */
const REQUESTS_UNDER_WAY = 2

/**
 * Lets a connection ask for one thing at a time (S77). Node reads all requests of a packet at once, and works on them whether anybody waits for the answers: a
 * thousand short packets of many requests each would keep it busy for minutes after their sender has gone. Browsers and our machines' clients wait.
 */
export function oneAtATime(onCut: () => void): (req: IncomingMessage, res: ServerResponse, next: () => void) => void {
  const underWay = new WeakMap<Socket, number>()
  return (req, res, next) => {
    const { socket } = req
    if (socket.destroyed) return
    const count = (underWay.get(socket) ?? 0) + 1
    if (count > REQUESTS_UNDER_WAY) {
      socket.destroy()
      return onCut()
    }
    underWay.set(socket, count)
    res.once('close', () => underWay.set(socket, (underWay.get(socket) ?? 1) - 1))
    // Only once the packet is read to its end: nothing is worked out for a connection that the rest of it has ended.
    process.nextTick(() => {
      if (!socket.destroyed) next()
    })
  }
}
