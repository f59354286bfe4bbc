import { entryBeside, startLastingThread } from './lasting-thread.ts'
import type { InboundNote, WorkerInput, WorkerReport } from './worker.ts'

/** The running worker thread: long work goes there, so that pages answer while a million rows come in (S78). */
export interface RunningWorker {
  /** Lets it look at once for what was queued just now. */
  readonly wake: () => void
  /** Lets the job in hand stop at its next commit and ends the thread; after `graceMs` it is ended where it stands, which loses nothing. */
  readonly stop: (graceMs: number) => Promise<void>
}

export interface WorkerOptions extends WorkerInput {
  readonly onFailure: (failure: { readonly job: string | null; readonly jobId: number | null; readonly isFinal: boolean; readonly error: Error }) => void
  /** Told of each file of a watched folder that is done with. */
  readonly onInbound?: (file: InboundNote) => void
}

/** Starts the worker, and starts it again should it ever break. */
export function startWorker({ onFailure, onInbound, ...input }: WorkerOptions): RunningWorker {
  const thread = startLastingThread(entryBeside(import.meta.url, 'worker'), {
    name: 'topwarden jobs',
    workerData: input satisfies WorkerInput,
    onMessage: (message) => {
      const report = message as WorkerReport
      if (report.type === 'inbound') onInbound?.(report.file)
      if (report.type !== 'failure') return
      onFailure({ job: report.job, jobId: report.jobId, isFinal: report.isFinal, error: Object.assign(new Error(report.message), { stack: report.stack }) })
    },
    onError: (error) => onFailure({ job: null, jobId: null, isFinal: false, error }),
  })
  return { wake: () => void thread.post('wake'), stop: thread.stop }
}
