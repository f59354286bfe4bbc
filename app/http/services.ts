import { openStore, type Store } from '../../db/client.ts'
import { createPasswords } from '../auth/passwords.ts'
import { createSessions } from '../auth/session.server.ts'
import type { AppConfig } from './config.ts'
import type { AppServices, JobSignals } from './load-context.ts'
import { createLog } from './log.ts'

const NO_WORKER: JobSignals = { wake: () => {} }

export interface ServiceOptions {
  readonly config: AppConfig
  /** An open store; without one, the configured database is opened. */
  readonly store?: Store
  readonly jobs?: JobSignals
  readonly now?: () => number
  readonly log?: AppServices['log']
}

/** Makes what the server process makes once. The caller closes `store`. */
export async function createServices({ config, store, jobs = NO_WORKER, now = Date.now, log = createLog(config.logLevel) }: ServiceOptions): Promise<AppServices> {
  const open = store ?? (await openStore({ url: config.databaseUrl, role: 'web' }))
  return {
    config,
    store: open,
    log,
    jobs,
    clock: { now },
    passwords: createPasswords(),
    sessions: createSessions({
      store: open,
      keys: config.keys,
      now,
      isHttps: config.isHttps,
      idleMs: config.sessionIdleMs,
      absoluteMs: config.sessionAbsoluteMs,
    }),
  }
}
