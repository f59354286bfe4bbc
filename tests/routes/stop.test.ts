import { connect, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { startServer } from '../../app/http/server.ts'
import { useApp } from '../support/app.ts'

const app = useApp()

/** A second server on the same database, which waits this long for what runs when it is asked to stop. */
async function serverThatWaits(shutdownGraceMs: number) {
  const server = await startServer({ services: { ...app.services, config: { ...app.services.config, shutdownGraceMs } }, buildDir: 'build' })
  onTestFinished(() => server.close())
  return server
}

/** A sign-in whose body is begun, and what comes back on its connection until that ends. */
async function half({ url, port }: { readonly url: string; readonly port: number }) {
  const socket: Socket = connect(port, '127.0.0.1')
  let text = ''
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const ended = new Promise<string>((resolve) => socket.once('close', () => resolve(text)))
  socket.on('error', () => {})
  await new Promise((resolve) => socket.write(`POST /sign-in HTTP/1.1\r\nHost: localhost\r\nOrigin: ${url}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 24\r\n\r\nemail=a%40b.example`, resolve))
  // Once it is answered whoever comes later is behind it: then the server has read what was sent before.
  await (await fetch(`${url}/healthz`)).text()
  return { finish: () => void socket.write('&x=12'), ended }
}

test('S20: who is asked to stop takes nothing new, also from whom it knows, tells readers of events to come back, and finishes what runs', async () => {
  const server = await serverThatWaits(60_000)
  const client = await app.signedIn(await app.addPerson('ann@operator.example', 'reviewer'))
  const stream = await fetch(`${server.url}/live`, { headers: { cookie: [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ') } })
  const request = await half(server)
  const closed = server.close()
  expect(await stream.text()).toMatch(/event: restart\ndata: \{\}\n\n$/)
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow()
  const begun = performance.now()
  request.finish()
  expect(await request.ended).toMatch(/^HTTP\/1\.1 4\d\d /)
  await closed
  // Not only once the connection has been kept for another request, which takes ten seconds.
  expect(performance.now() - begun).toBeLessThan(8_000)
})

test('S20: what does not end in time is cut off, so that the process ends', async () => {
  const server = await serverThatWaits(300)
  const request = await half(server)
  const begun = performance.now()
  await server.close()
  expect(performance.now() - begun).toBeGreaterThan(250)
  expect(await request.ended).toBe('')
})
