import { connect, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { useApp } from '../support/app.ts'

const app = useApp()
const WAIT_MS = 15_000

/** When the server ends a connection on which only this is said, and what it says itself. */
function silence(text: string): Promise<{ readonly said: string; readonly ms: number }> {
  const { hostname, port } = new URL(app.url)
  return new Promise((resolve) => {
    const begun = performance.now()
    let said = ''
    const socket = connect(Number(port), hostname, () => socket.write(text))
    socket.on('data', (chunk) => (said += chunk.toString())).on('error', () => {}).once('close', () => resolve({ said, ms: performance.now() - begun }))
  })
}

describe('S77: silent clients', () => {
  it('are let go when their head has not come within ten seconds, and when they say nothing more after an answer', { timeout: 2 * WAIT_MS }, async () => {
    const [nothing, halfHead, kept] = await Promise.all([silence(''), silence('GET /sign-in HTTP/1.1\r\nHost: x\r\n'), silence('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')])
    expect(nothing.said).toBe('')
    expect(halfHead.said).toMatch(/^HTTP\/1\.1 408 /)
    expect(kept.said).toMatch(/^HTTP\/1\.1 200 /)
    for (const { ms } of [nothing, halfHead, kept]) expect(ms).toBeLessThan(WAIT_MS)
  })
})

describe('S77: more silent clients than there are places', () => {
  const small = useApp({ maxConnections: 8 })
  it('do not shut the others out', async () => {
    const { hostname, port } = new URL(small.url)
    const sockets = await Promise.all(Array.from({ length: 24 }, () => new Promise<Socket>((resolve) => {
      const socket = connect(Number(port), hostname, () => resolve(socket)).on('error', () => {})
    })))
    for (let n = 0; n < 3; n++) expect((await small.visitor().get('/healthz', { connection: 'close' })).status).toBe(200)
    await expect.poll(() => sockets.filter((socket) => !socket.closed && socket.readyState === 'open').length).toBeLessThan(8)
    for (const socket of sockets) socket.destroy()
  })
})

describe('S77: clients that ask without waiting', () => {
  const ask = (path: string, count: number) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(count)
  const pages = () => app.logLines.filter((line) => line.includes('"/sign-in"')).length

  it('are cut off with the third request, and what is left of a packet of hundreds costs nothing', async () => {
    const before = pages()
    const { said, ms } = await silence(ask('/sign-in', 300))
    expect(said.match(/HTTP\/1\.1 /g) ?? []).toHaveLength(0)
    expect(ms).toBeLessThan(WAIT_MS)
    expect(pages() - before).toBe(0)
    expect(app.logLines.filter((line) => line.includes('asked for more before it was answered'))).toHaveLength(1)
  })
  it('may be one request ahead, and ask for as much as they like one after the other', { timeout: 2 * WAIT_MS }, async () => {
    expect((await silence(ask('/healthz', 2))).said.match(/HTTP\/1\.1 200 /g)).toHaveLength(2)
    const { hostname, port } = new URL(app.url)
    let answers = 0
    await new Promise<void>((resolve, reject) => {
      let said = ''
      const socket = connect(Number(port), hostname, () => socket.write(ask('/healthz', 1)))
      socket.once('error', reject).once('close', () => resolve()).on('data', (chunk) => {
        said += chunk.toString()
        if (!said.endsWith('\r\n\r\nok\n')) return
        answers += 1
        said = ''
        if (answers < 20) socket.write(ask('/healthz', 1))
        else socket.destroy()
      })
    })
    expect(answers).toBe(20)
  })
})
