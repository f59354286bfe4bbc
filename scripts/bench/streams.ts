/**
 * What idle live pages cost: the memory of a server with two hundred of them open, against the same server without; and how soon a new flag reaches the last of
 * them. The listeners live in a process of their own, so that only the server is measured.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import { Session } from 'node:inspector/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createSessions } from '../../app/auth/session.server.ts'
import { readConfig } from '../../app/http/config.ts'
import { mountLiveStreams } from '../../app/http/live/live-streams.ts'
import type { AppServices } from '../../app/http/load-context.ts'
import { createLog } from '../../app/http/log.ts'
import { ensureCase } from '../../db/queries/cases.ts'
import { insertStaff, updateStaff } from '../../db/queries/staff.ts'
import type { Store } from '../../db/client.ts'
import { atMost, type Bench, median, tellGoals } from './measure.ts'
import { openScratch } from './scratch.ts'

const STREAMS = 200
const PER_PERSON = 5
/** "No more than a few MB" (issue 5). */
const LIMIT_MB = 8
const LIMIT_NEWS_MS = 1_000
const SETTLE_MS = 3_000

export const bench: Bench = async ({ rounds, say }) => {
  const inspector = new Session()
  inspector.connect()
  const scratch = openScratch()
  const folder = mkdtempSync(join(tmpdir(), 'topwarden-streams-'))
  const store = await scratch.open()
  const config = { ...readConfig({ NODE_ENV: 'test', DATABASE_URL: store.url, VAR_DIR: folder, PORT: '0' }), keys: scratch.keys }
  const sessions = createSessions({ store, keys: scratch.keys, now: Date.now, isHttps: false, idleMs: config.sessionIdleMs, absoluteMs: config.sessionAbsoluteMs })
  let answer: (req: unknown, res: unknown, next: (error: unknown) => void) => void = () => {}
  const streams = mountLiveStreams({ get: (_path: string, handler: typeof answer) => void (answer = handler) } as never, { config, store, sessions, clock: { now: Date.now }, log: createLog('fatal') } as AppServices)
  const server = http.createServer((req, res) => answer(req, res, () => res.destroy())).listen(0)
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const listeners = fork(new URL('./listeners.ts', import.meta.url), { execArgv: ['--disable-warning=ExperimentalWarning'] })
  let heard = 0
  let refused = 0
  listeners.on('message', (message: string) => {
    if (message === 'flags') heard += 1
    else if (message !== 'open') refused += 1
  })
  const memoryMb = async (): Promise<number> => {
    await sleep(SETTLE_MS)
    for (let i = 0; i < 3; i++) await inspector.post('HeapProfiler.collectGarbage')
    const { heapUsed, external } = process.memoryUsage()
    return (heapUsed + external) / 1_048_576
  }
  try {
    const cookies = await cookiesOf(store, sessions)
    // One reader first, so that what listening needs at all is there before it is measured.
    listeners.send({ port, cookies: cookies.slice(0, 1) })
    await until(() => streams.count() === 1)
    const before = await memoryMb()
    listeners.send({ port, cookies: cookies.slice(1) })
    await until(() => streams.count() + refused >= STREAMS)
    const megabytes = (await memoryMb()) - before
    const news: number[] = []
    for (let round = 0; round < rounds; round++) {
      heard = 0
      const startedAt = performance.now()
      await raiseFlag(store, round)
      await until(() => heard >= STREAMS)
      news.push(performance.now() - startedAt)
      await sleep(Math.random() * 300)
    }
    const goals = [
      atMost(`memory of ${STREAMS} idle streams, MB`, Math.max(0, megabytes), LIMIT_MB),
      atMost(`a flag reaches the last of ${STREAMS} streams, ms (median of ${rounds})`, median(news), LIMIT_NEWS_MS),
    ]
    say(`## Live streams\n\n${STREAMS} open: ${megabytes.toFixed(2)} MB (${((megabytes * 1_024) / (STREAMS - 1)).toFixed(1)} kB each); a flag reached the last after ${news.map((ms) => Math.round(ms)).join(', ')} ms.\n`)
    tellGoals(say, goals)
    return { yardstick: 'the same server with one stream', cases: [], agrees: refused === 0 && streams.count() === STREAMS, goals }
  } finally {
    inspector.disconnect()
    streams.stop()
    listeners.kill()
    server.closeAllConnections()
    server.close()
    await scratch.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function cookiesOf(store: Store, sessions: ReturnType<typeof createSessions>): Promise<readonly string[]> {
  const cookies: string[] = []
  for (let person = 0; person < STREAMS / PER_PERSON; person++) {
    const cookie = await store.write(async (tx) => {
      const id = await insertStaff(tx, { email: `s${person}@bench.example`, name: `s${person}`, role: 'reviewer', passwordHash: '', oneTimeExpiresAt: 0, locale: 'en', createdAt: Date.now() })
      await updateStaff(tx, id, 1, { mustChangePassword: false })
      return sessions.start(tx, id, { now: Date.now(), ip: null, userAgent: null })
    })
    for (let i = 0; i < PER_PERSON; i++) cookies.push(cookie.split(';', 1)[0] ?? '')
  }
  return cookies
}

async function raiseFlag(store: Store, n: number): Promise<void> {
  const at = Date.now()
  await store.write(async (tx) => {
    const subject = { subjectKey: `message:${n + 1}`, orderRowId: null, orderId: null, channel: null, targetNumber: null, moneyMinor: 0, currency: 'CNY' }
    const caseId = await ensureCase(tx, subject, { create: true, now: at })
    await tx.insertInto('flags').values({
      kind: 'message', record_row_id: n + 1, record_source: '', record_id: `m${n}`, order_row_id: null, order_id: null, case_id: caseId, flag: 'message/scam-text', family: 'message',
      rule_id: 'message_scam_text', rule_version: 1, severity: 'S2', weight: 0.7, score: 0.7, band: 'review', evidence: '{}', at, raised_at: at, withdrawn_at: null,
    }).execute()
  })
}

async function until(isSo: () => boolean): Promise<void> {
  for (let i = 0; !isSo(); i++) {
    if (i > 6_000) throw new Error('the listeners did not hear what they should')
    await sleep(5)
  }
}
