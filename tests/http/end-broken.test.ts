import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endBroken } from '../../app/http/end-broken.ts'

const server = http.createServer({ connectionsCheckingInterval: 50, headersTimeout: 100, requestTimeout: 10_000, maxHeaderSize: 1_000 }, (_req, res) => res.end('served'))
server.on('clientError', endBroken)
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)))
afterAll(() => new Promise((resolve) => server.close(resolve)))

/** All that comes over a connection until it ends. */
function heard(says: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect((server.address() as AddressInfo).port, '127.0.0.1', () => says !== '' && socket.write(says))
    let text = ''
    socket.on('data', (chunk) => (text += chunk.toString()))
    socket.on('close', () => resolve(text))
    socket.on('error', reject)
  })
}

describe('connections on which no request can be read', () => {
  test('one that a browser opened ahead and never used ends without an answer to a request it did not send', async () => {
    expect(await heard('')).toBe('')
  })
  test('half a request is told that it took too long', async () => {
    expect(await heard('GET / HTTP/1.1\r\nHost: a\r\n')).toMatch(/^HTTP\/1\.1 408 /)
  })
  test('what is no request, and headings without end, are told apart', async () => {
    expect(await heard('what?\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
    expect(await heard(`GET / HTTP/1.1\r\nX: ${'a'.repeat(5_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /)
  })
})
