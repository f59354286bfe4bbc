import { storeFailure } from '../../db/failure.ts'
import type { Instant } from '../domain/values/time.ts'
import type { ReceivedRequest, RequestAnswer } from '../usecases/intake/receive-records.server.ts'
import { entryBeside, type LastingThread, startLastingThread } from './lasting-thread.ts'
import type { ReceiverInput, ReceiverReply, ReceiverTask } from './receiver.ts'

/**
 * The thread that stores and screens what machines push. Screening costs more than everything else about a request; there, it holds up neither
 * pages nor the requests that come after (S78).
 */
export interface RunningReceiver {
  /** Answers once all of it is durable and screened. Rejects with a `StoreFailure` when it cannot be written just now. */
  readonly receive: (requests: readonly ReceivedRequest[], now: Instant) => Promise<readonly RequestAnswer[]>
  /** Answers what was handed over and ends. */
  readonly stop: (graceMs: number) => Promise<void>
}

export interface ReceiverOptions extends ReceiverInput {
  readonly onFailure: (error: Error) => void
}

interface Waiting {
  readonly resolve: (answers: readonly RequestAnswer[]) => void
  readonly reject: (error: Error) => void
}

/** Begins the thread at the first request. What it had in hand when it broke is answered with a rejection. */
export function startReceiver({ databaseUrl, keys, onFailure }: ReceiverOptions): RunningReceiver {
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  // An installation that no machine sends to goes without the thread and its memory.
  let started: LastingThread | null = null
  const start = () => startLastingThread(entryBeside(import.meta.url, 'receiver'), {
    name: 'topwarden intake',
    workerData: { databaseUrl, keys } satisfies ReceiverInput,
    onMessage: (message) => {
      const reply = message as ReceiverReply
      const one = waiting.get(reply.id)
      waiting.delete(reply.id)
      if ('answers' in reply) one?.resolve(reply.answers)
      else one?.reject(reply.reason === null ? Object.assign(new Error(reply.message), { stack: reply.stack }) : storeFailure(reply.reason, reply.message))
    },
    onError: onFailure,
    // What it had in hand may or may not be stored; the sender asks again, and the same event is then answered from what is known.
    onExit: () => {
      for (const { reject } of waiting.values()) reject(storeFailure('unreachable', 'the intake thread ended'))
      waiting.clear()
    },
  })
  return {
    receive: (requests, now) =>
      new Promise((resolve, reject) => {
        const id = ++lastId
        waiting.set(id, { resolve, reject })
        started ??= start()
        if (started.post({ id, requests, now } satisfies ReceiverTask)) return
        waiting.delete(id)
        reject(storeFailure('unreachable', 'the intake thread is starting'))
      }),
    stop: async (graceMs) => started?.stop(graceMs),
  }
}
