import { parentPort, workerData } from 'node:worker_threads'
import { openStore } from '../../db/client.ts'
import { isStoreFailure, type StoreFailureReason } from '../../db/failure.ts'
import type { Keys } from '../../db/seal.ts'
import type { Instant } from '../domain/values/time.ts'
import { type ReceivedRequest, receiveRecords, type RequestAnswer } from '../usecases/intake/receive-records.server.ts'

/** What the thread is started with. */
export interface ReceiverInput {
  readonly databaseUrl: string
  readonly keys: Keys
}

/** A group of requests to be stored and screened together. */
export interface ReceiverTask {
  readonly id: number
  readonly requests: readonly ReceivedRequest[]
  readonly now: Instant
}

/** `reason` is set when the database cannot serve just now. */
export type ReceiverReply =
  | { readonly id: number; readonly answers: readonly RequestAnswer[] }
  | { readonly id: number; readonly message: string; readonly stack: string; readonly reason: StoreFailureReason | null }

const { databaseUrl, keys } = workerData as ReceiverInput
const port = parentPort
if (!port) throw new Error('The receiver runs as a thread of the server')

// A machine waits for its answer, so it is told early that the database is taken; checked it was by the server.
const store = await openStore({ url: databaseUrl, role: 'web', checkIntegrity: false })
let last: Promise<void> = Promise.resolve()
port.on('message', (message: ReceiverTask | 'stop') => {
  last = last.then(() => (message === 'stop' ? end() : take(message)))
})

async function take({ id, requests, now }: ReceiverTask): Promise<void> {
  try {
    port?.postMessage({ id, answers: await receiveRecords(store, keys, requests, now) } satisfies ReceiverReply)
  } catch (error) {
    const { message = String(error), stack = '' } = error instanceof Error ? error : {}
    port?.postMessage({ id, message, stack, reason: isStoreFailure(error) ? error.reason : null } satisfies ReceiverReply)
  }
}

async function end(): Promise<void> {
  await store.close()
  port?.close()
}
