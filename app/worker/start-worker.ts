import { Worker } from 'node:worker_threads'
import type { WorkerInput, WorkerReport } from './worker.ts'

/** The running worker thread: long work goes there, so that pages answer while a million rows come in (S78). */
export interface RunningWorker {
  /** Lets it look at once for what was queued just now. */
  readonly wake: () => void
  /** Lets the job in hand stop at its next commit and ends the thread; after `graceMs` it is ended where it stands, which loses nothing. */
  readonly stop: (graceMs: number) => Promise<void>
}

export interface WorkerOptions extends WorkerInput {
  readonly onFailure: (failure: { readonly job: string | null; readonly jobId: number | null; readonly isFinal: boolean; readonly error: Error }) => void
}

const RESTART_AFTER_MS = 2_000

/** Starts the worker, and starts it again should it ever break. */
export function startWorker({ onFailure, ...input }: WorkerOptions): RunningWorker {
  let isStopping = false
  let restart: NodeJS.Timeout | null = null
  let ended: Promise<void> = Promise.resolve()
  let thread: Worker | null = null

  const start = () => {
    restart = null
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: input satisfies WorkerInput, name: 'topwarden jobs' })
    thread = worker
    worker.on('message', (report: WorkerReport) => {
      if (report.type !== 'failure') return
      onFailure({ job: report.job, jobId: report.jobId, isFinal: report.isFinal, error: Object.assign(new Error(report.message), { stack: report.stack }) })
    })
    worker.on('error', (error) => onFailure({ job: null, jobId: null, isFinal: false, error: error instanceof Error ? error : new Error(String(error)) }))
    ended = new Promise((resolve) => {
      worker.once('exit', () => {
        thread = null
        if (!isStopping) restart = setTimeout(start, RESTART_AFTER_MS)
        resolve()
      })
    })
  }
  start()

  return {
    wake: () => thread?.postMessage('wake'),
    stop: async (graceMs) => {
      isStopping = true
      if (restart) clearTimeout(restart)
      const worker = thread
      if (!worker) return
      worker.postMessage('stop')
      const timer = setTimeout(() => void worker.terminate(), graceMs)
      await ended
      clearTimeout(timer)
    },
  }
}
