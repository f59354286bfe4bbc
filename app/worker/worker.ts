import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { openStore } from '../../db/client.ts'
import type { Keys } from '../../db/seal.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../domain/values/time.ts'
import { openProviders, type PaymentsConfig } from '../providers/index.ts'
import { postWebhook } from '../providers/webhook.ts'
import type { InboundFolder } from '../domain/intake/inbound.ts'
import { noticeText } from '../i18n/notice-text.ts'
import { refusalSentence } from '../i18n/refusal-sentence.ts'
import { carryOutRefunds, reconcileRefunds } from '../usecases/money/carry-out-refunds.server.ts'
import { evaluateAlerts } from '../usecases/alerts/evaluate-alerts.server.ts'
import { keepConsents } from '../usecases/money/keep-consents.server.ts'
import { deliverNotices } from '../usecases/outbox/deliver-notices.server.ts'
import { webhookLanes } from '../usecases/outbox/deliver-webhooks.server.ts'
import type { UseCaseContext } from '../usecases/context.ts'
import { sweepUploads } from '../usecases/intake/stage-upload.server.ts'
import { watchFolders } from '../usecases/intake/watch-folders.server.ts'
import { noticeRoad, type NoticeRoadConfig } from './notice-roads.ts'
import { runNextJob } from './run-jobs.ts'

/** What the worker thread is started with. Keys are key objects, which threads share without their bytes being seen. */
export interface WorkerInput {
  readonly databaseUrl: string
  readonly keys: Keys
  readonly varDir: string
  readonly notices: NoticeRoadConfig
  readonly payments: PaymentsConfig
  readonly webhookInnerHosts: readonly string[]
  readonly inbound: readonly InboundFolder[]
}

/** A file of a watched folder that is done with, for the log; its name may be personal and stays out. */
export interface InboundNote {
  readonly folder: string
  readonly state: 'done' | 'failed'
  readonly importId: number | null
  readonly code: string | null
}

/** What it tells its parent. */
export type WorkerReport =
  | { readonly type: 'ready' }
  | { readonly type: 'inbound'; readonly file: InboundNote }
  | { readonly type: 'failure'; readonly job: string | null; readonly jobId: number | null; readonly isFinal: boolean; readonly message: string; readonly stack: string }

const LOOK_EVERY_MS = 500
const SWEEP_EVERY_MS = HOUR_MS
const RECONCILE_EVERY_MS = MINUTE_MS
const ALERTS_EVERY_MS = 3 * SECOND_MS
const FOLDERS_EVERY_MS = 2 * SECOND_MS

const { databaseUrl, keys, varDir, notices, payments, webhookInnerHosts, inbound } = workerData as WorkerInput
const port = parentPort
if (!port) throw new Error('The worker runs as a thread of the server')

let isStopping = false
const sleepers = new Set<() => void>()
port.on('message', (message: 'wake' | 'stop') => {
  if (message === 'stop') isStopping = true
  for (const wake of sleepers) wake()
})

const report = (error: unknown, job: { readonly type: string; readonly id: number } | null, isFinal: boolean) => {
  const { message = String(error), stack = '' } = error instanceof Error ? error : {}
  port.postMessage({ type: 'failure', job: job?.type ?? null, jobId: job?.id ?? null, isFinal, message, stack } satisfies WorkerReport)
}

const store = await openStore({ url: databaseUrl, role: 'worker' })
port.postMessage({ type: 'ready' } satisfies WorkerReport)
const providers = await openProviders(payments, varDir)
const webhooks = webhookLanes({
  store, keys, post: (message) => postWebhook(webhookInnerHosts, message), now: Date.now, chance: Math.random, isStopping: () => isStopping, onFailure: (error) => report(error, null, false),
})
let sweptAt = 0
let reconciledAt = 0
let alertsAt = 0
let foldersAt = 0
const holder = randomUUID()
// Notices and money go out beside the long jobs: a code is good for five minutes, a refund is promised, an import may take longer.
await Promise.all([
  keepGoing(async () => {
    if (Date.now() - sweptAt > SWEEP_EVERY_MS) {
      sweptAt = Date.now()
      await sweepUploads(varDir, sweptAt)
    }
    return runNextJob({ store, keys, varDir, now: Date.now, isStopping: () => isStopping, onFailure: (job, error, isFinal) => report(error, job, isFinal) })
  }),
  keepGoing(async () => {
    await deliverNotices({ store, keys, road: noticeRoad(notices, varDir), render: noticeText, now: Date.now, isStopping: () => isStopping })
    return false
  }),
  keepGoing(async () => {
    await webhooks.start()
    return false
  }),
  keepGoing(async () => {
    await keepConsents(programContext())
    await carryOutRefunds(programContext(), providers, { now: Date.now, isStopping: () => isStopping })
    if (Date.now() - reconciledAt > RECONCILE_EVERY_MS) {
      reconciledAt = Date.now()
      await reconcileRefunds(programContext(), () => isStopping)
    }
    return false
  }),
  keepGoing(async () => {
    if (Date.now() - alertsAt > ALERTS_EVERY_MS) {
      alertsAt = Date.now()
      await evaluateAlerts(programContext(), holder)
    }
    return false
  }),
  keepGoing(async () => {
    if (inbound.length === 0 || Date.now() - foldersAt < FOLDERS_EVERY_MS) return false
    foldersAt = Date.now()
    return watchFolders({ store, keys }, {
      folders: inbound, holder, now: Date.now, isStopping: () => isStopping, describe: refusalSentence,
      onFile: ({ folder, state, importId, code }) => port.postMessage({ type: 'inbound', file: { folder, state, importId, code } } satisfies WorkerReport),
    })
  }),
])
await webhooks.idle()
await providers.close()
await store.close()
port.close()

function programContext(): UseCaseContext {
  return { store, keys, now: Date.now(), actor: { staffId: null, role: null, label: 'system' }, ip: null, requestId: null, locale: 'en' }
}

/** Does one piece after another until the end is asked for, and looks again after a while when there is none. */
async function keepGoing(work: () => Promise<boolean>): Promise<void> {
  while (!isStopping) {
    try {
      if (!(await work())) await pause(LOOK_EVERY_MS)
    } catch (error) {
      // The database cannot serve just now; the next look may find it well again (S17).
      report(error, null, false)
      await pause(10 * LOOK_EVERY_MS)
    }
  }
}

/** Waits for the next look, or less when something was queued or the end was asked for. */
async function pause(ms: number): Promise<void> {
  let wake: () => void = () => {}
  const woken = new Promise<void>((resolve) => {
    wake = resolve
  })
  sleepers.add(wake)
  const over = new AbortController()
  await Promise.race([woken, sleep(ms, undefined, { signal: over.signal }).catch(() => {})])
  over.abort()
  sleepers.delete(wake)
}
