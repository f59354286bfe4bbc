import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { boundConnections } from '../../app/http/connections.ts'

const MAX = 8
let server: Server
let port: number
let answerLate: (() => void)[]
let sockets: Socket[]

beforeEach(async () => {
  answerLate = []
  sockets = []
  server = createServer((req, res) => {
    if (req.url === '/late') answerLate.push(() => res.end('late'))
    else req.resume().once('end', () => res.end('now'))
  })
  boundConnections(server, MAX)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterEach(() => {
  for (const socket of sockets) socket.destroy()
  server.closeAllConnections()
  server.close()
})

/** Connections that each say this and nothing more. */
async function open(count: number, text: string, localAddress = '127.0.0.1'): Promise<Socket[]> {
  const opened = await Promise.all(Array.from({ length: count }, () => new Promise<Socket>((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', localAddress }, () => socket.write(text, () => resolve(socket)))
    socket.on('error', () => {}).resume()
  })))
  sockets.push(...opened)
  return opened
}

async function ask(): Promise<string> {
  const [socket] = await open(1, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
  return new Promise((resolve) => {
    let text = ''
    socket!.on('data', (chunk) => (text += chunk.toString())).once('close', () => resolve(text))
  })
}

describe('connections', () => {
  test.each([
    ['nothing', ''], ['half a head', 'GET / HTTP/1.1\r\nHost: x\r\n'], ['half a body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc'],
    ['a body of chunks without end', 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n'], ['one request, and then nothing', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'],
  ])('S77: however many say %s, others are heard', async (_, text) => {
    await open(MAX * 3, text)
    for (let n = 0; n < 5; n++) expect(await ask()).toMatch(/^HTTP\/1\.1 200 [\s\S]*now/)
  })

  test('S77: the one address that holds most gives way', async () => {
    const [other] = await open(1, 'GET / HTTP/1.1\r\n', '127.0.0.2')
    await open(MAX * 2, '')
    expect(await ask()).toContain('200')
    expect(other!.closed).toBe(false)
  })

  test('S77: what is being answered keeps its place', async () => {
    const late = 'GET /late HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'
    const busy = await open(MAX - 1, late)
    await expect.poll(() => answerLate.length).toBe(MAX - 1)
    busy.push(...(await open(1, late)))
    await expect.poll(() => answerLate.length).toBe(MAX)
    expect(await ask()).toBe('')
    const heard = busy.map((socket) => new Promise<string>((resolve) => socket.once('data', (chunk) => resolve(chunk.toString()))))
    for (const answer of answerLate) answer()
    for (const text of await Promise.all(heard)) expect(text).toContain('late')
    await expect.poll(ask).toContain('now')
  })
})
