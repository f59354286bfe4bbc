import path from 'node:path'
import { Worker, type WorkerOptions } from 'node:worker_threads'

/** A thread that is started again should it ever break. */
export interface LastingThread {
  /** False while the thread is down; nothing was sent then. */
  readonly post: (message: unknown) => boolean
  /** Posts `stop` and waits for the end; after `graceMs` the thread is ended where it stands. */
  readonly stop: (graceMs: number) => Promise<void>
}

export interface ThreadOptions extends Pick<WorkerOptions, 'name' | 'workerData'> {
  readonly onMessage: (message: unknown) => void
  readonly onError: (error: Error) => void
  /** Told whenever the thread has ended, wanted or not. */
  readonly onExit?: () => void
}

/** Where the module of a thread lies: beside the one that starts it, as source or as built. */
export function entryBeside(url: string, name: string): URL {
  return new URL(`./${name}${path.extname(url)}`, url)
}

const RESTART_AFTER_MS = 2_000

/** Runs a module on a thread of its own, and again two seconds after it broke, until it is stopped. */
export function startLastingThread(entry: URL, { name, workerData, onMessage, onError, onExit }: ThreadOptions): LastingThread {
  let isStopping = false
  let restart: NodeJS.Timeout | null = null
  let ended: Promise<void> = Promise.resolve()
  let thread: Worker | null = null

  const start = () => {
    restart = null
    const worker = new Worker(entry, { workerData, ...(name === undefined ? {} : { name }) })
    thread = worker
    worker.on('message', onMessage)
    worker.on('error', (error) => onError(error instanceof Error ? error : new Error(String(error))))
    ended = new Promise((resolve) => {
      worker.once('exit', () => {
        thread = null
        onExit?.()
        if (!isStopping) restart = setTimeout(start, RESTART_AFTER_MS)
        resolve()
      })
    })
  }
  start()

  return {
    post: (message) => {
      thread?.postMessage(message)
      return thread !== null
    },
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
