import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

interface ReceivedWebhook {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A real receiver of webhooks on a port of its own. `answer` decides what each request gets; 204 without one. */
export interface Receiver {
  readonly url: string
  readonly received: ReceivedWebhook[]
  answer: (response: ServerResponse, webhook: ReceivedWebhook, count: number) => void
  close(): Promise<void>
}

export async function startReceiver(): Promise<Receiver> {
  const received: ReceivedWebhook[] = []
  const sockets = new Set<Socket>()
  const setting: Pick<Receiver, 'answer'> = { answer: (response) => response.writeHead(204).end() }
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const webhook = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts).toString('utf8') }
      received.push(webhook)
      setting.answer(response, webhook, received.length)
    })
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    received,
    get answer() { return setting.answer },
    set answer(next) { setting.answer = next },
    close: () => new Promise((resolve) => {
      for (const socket of sockets) socket.destroy()
      server.close(() => resolve())
    }),
  }
}
