/**
 * The machine interface under load: signed orders, one a request, over fifty connections, answered with their decision once they are durable. The
 * yardstick is the same server that checks and reads the same requests and has no database to write to.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import net from 'node:net'
import { sign } from '../../app/auth/webhook-signature.ts'
import { exampleDay } from '../../app/domain/example/example-day.ts'
import { feedFiles } from '../../app/domain/example/feed-files.ts'
import { DEFAULT_LIMITS } from '../../app/domain/intake/limits.ts'
import type { UseCaseContext } from '../../app/usecases/context.ts'
import { importFiles } from '../../app/usecases/intake/import-files.server.ts'
import { addMachine } from '../../app/usecases/intake/manage-api-clients.server.ts'
import { textPart } from '../../app/usecases/intake/read-feed-file.server.ts'
import { screenPending } from '../../app/usecases/screening/screen-records.server.ts'
import type { ServerMode, ServerReport } from './api-server.ts'
import { atLeast, atMost, type Bench, type Measured, median, table, tellGoals } from './measure.ts'
import { openScratch } from './scratch.ts'

const KNOWN_ORDERS = 5_000
const REQUESTS = 3_000
const CONNECTIONS = 50
const DAY_MS = 86_400_000

interface Run {
  readonly seconds: number
  readonly cpuMicros: number
  /** Milliseconds a request took, sorted. */
  readonly latencies: readonly number[]
  readonly refused: number
}

export const bench: Bench = async ({ rounds, say }) => {
  if (!existsSync('build/server/index.js')) throw new Error('The pages are not built; run npm run build first.')
  const scratch = openScratch()
  const started: Server[] = []
  try {
    const store = await scratch.open()
    const now = Date.now()
    const context: UseCaseContext = { store, keys: scratch.keys, now, actor: { staffId: null, role: null, label: 'bench' }, ip: null, requestId: null, locale: 'en' }
    const known = feedFiles(exampleDay({ seed: 7, from: now - 2 * DAY_MS, ordinaryOrders: KNOWN_ORDERS })).filter(({ name }) => name !== 'context.json')
    await importFiles(context, known.map(({ name, text }) => ({ part: textPart(name, text), isNamed: true })), { origin: 'command', limits: DEFAULT_LIMITS })
    await screenPending(store, scratch.keys, { now })
    const machine = await addMachine(context, 'bench', ['orders'])
    if (!machine.ok || machine.value.clientKey === null) throw new Error('a machine can be added')
    const { clientKey, secret } = machine.value
    const url = store.url
    await store.close()

    const modes: readonly ServerMode[] = ['none', 'product']
    for (const mode of modes) started.push(await startChild(mode, url, clientKey, secret, scratch.env))
    const runs: Run[][] = modes.map(() => [])
    for (let round = -1; round < rounds; round++) {
      const orders = exampleDay({ seed: 100 + round, from: Date.now() - DAY_MS, ordinaryOrders: REQUESTS }).rows.order.slice(0, REQUESTS)
      for (const [i, server] of started.entries()) {
        const timestamp = String(Math.floor(Date.now() / 1_000))
        const requests = orders.map((order, n) => signedRequest(clientKey, secret, `r${round}-${n}`, timestamp, JSON.stringify({ ...order, order_id: `b${round}-${n}`, merchant_order_no: `bm${round}-${n}` })))
        server.child.send('begin')
        const { seconds, latencies, refused } = await load(server.url, requests)
        const cpuMicros = await cpuOf(server.child)
        if (round >= 0) runs[i]?.push({ seconds, cpuMicros, latencies, refused })
      }
    }
    const told = runs.map((list) => ({
      perSecond: median(list.map(({ seconds, latencies }) => latencies.length / seconds)), p99: median(list.map(({ latencies }) => latencies[Math.floor(latencies.length * 0.99)] ?? Number.NaN)),
      p50: median(list.map(({ latencies }) => median(latencies))), cpuMicros: median(list.map(({ cpuMicros }) => cpuMicros / REQUESTS)),
    }))
    const [none, product] = told
    if (!none || !product) throw new Error('both servers were measured')
    const names = ['no database', 'stored, screened, durable, decision in the answer']
    const cases: Measured[] = told.map((one, i) => ({ name: names[i] ?? '', cpuMicros: one.cpuMicros, wallMicros: 1e6 / one.perSecond, ratio: one.cpuMicros / none.cpuMicros }))
    say(table(`Machine interface: ${REQUESTS} orders, one a request, ${CONNECTIONS} connections`, cases, 'a request'))
    for (const [i, one] of told.entries()) say(`${names[i]}: ${one.perSecond.toFixed(0)} requests a second, median ${one.p50.toFixed(1)} ms, p99 ${one.p99.toFixed(1)} ms`)
    const goals = [
      atLeast('requests a second, times those without a database', product.perSecond / none.perSecond, 0.6), atMost('p99, times that without a database', product.p99 / none.p99, 2),
      atMost('processor time of the server, times that without a database', product.cpuMicros / none.cpuMicros, 1.6),
    ]
    tellGoals(say, goals)
    return { yardstick: 'no database', cases, agrees: runs.flat().every(({ refused }) => refused === 0), goals }
  } finally {
    for (const { child } of started) child.kill()
    await scratch.remove()
  }
}

interface Server {
  readonly child: ChildProcess
  readonly url: URL
}

async function startChild(mode: ServerMode, databaseUrl: string, clientKey: string, secret: string, env: Readonly<Record<string, string>>): Promise<Server> {
  const child = fork(new URL('./api-server.ts', import.meta.url), [mode, clientKey, secret], { env: { ...process.env, ...env, NODE_ENV: 'production', DATABASE_URL: databaseUrl, PORT: '0', HOST: '127.0.0.1', MIN_FREE_DISK_MB: '0' } })
  const report = await reportOf(child)
  return { child, url: new URL('url' in report ? report.url : '') }
}

function reportOf(child: ChildProcess): Promise<ServerReport> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as ServerReport))
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
}

async function cpuOf(child: ChildProcess): Promise<number> {
  const report = reportOf(child)
  child.send('end')
  const answer = await report
  return 'cpuMicros' in answer ? answer.cpuMicros : Number.NaN
}

function signedRequest(clientKey: string, secret: string, eventId: string, timestamp: string, body: string): Buffer {
  const bytes = Buffer.from(body)
  return Buffer.concat([
    Buffer.from(`POST /api/v1/orders HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${bytes.length}\r\nwebhook-client: ${clientKey}\r\nwebhook-id: ${eventId}\r\nwebhook-timestamp: ${timestamp}\r\nwebhook-signature: ${sign(secret, eventId, timestamp, bytes)}\r\n\r\n`),
    bytes,
  ])
}

/** Sends all requests over some connections, each the next one as soon as it is answered. Bare sockets: the load must cost less than what it loads. */
async function load(url: URL, requests: readonly Buffer[]): Promise<Omit<Run, 'cpuMicros'>> {
  const latencies: number[] = []
  let refused = 0
  let next = 0
  const startedAt = performance.now()
  const drive = () =>
    new Promise<void>((resolve, reject) => {
      const socket = net.connect(Number(url.port), '127.0.0.1')
      let sentAt = 0
      let text = ''
      const send = () => {
        const request = requests[next++]
        if (!request) return void socket.end(resolve)
        sentAt = performance.now()
        socket.write(request)
      }
      socket.setNoDelay(true)
      socket.setEncoding('latin1')
      socket.once('connect', send)
      socket.once('error', reject)
      socket.on('data', (chunk: string) => {
        text += chunk
        const end = text.indexOf('\r\n\r\n')
        if (end < 0) return
        const length = Number(/content-length: (\d+)/i.exec(text.slice(0, end))?.[1])
        if (text.length < end + 4 + length) return
        latencies.push(performance.now() - sentAt)
        if (!text.startsWith('HTTP/1.1 200') || !text.includes('"accepted"')) refused += 1
        text = ''
        send()
      })
    })
  await Promise.all(Array.from({ length: CONNECTIONS }, drive))
  return { seconds: (performance.now() - startedAt) / 1_000, latencies: latencies.sort((a, b) => a - b), refused }
}
