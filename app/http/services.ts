import { openStore, type Store } from '../../db/client.ts'
import { createPasswords } from '../auth/passwords.ts'
import { createSessions } from '../auth/session.server.ts'
import type { AppConfig } from './config.ts'
import { findMachine, receiveRecords } from '../usecases/intake/receive-records.server.ts'
import type { AppServices, JobSignals, MachineDesk } from './load-context.ts'
import { createLog } from './log.ts'

const NO_WORKER: JobSignals = { wake: () => {} }

export interface ServiceOptions {
  readonly config: AppConfig
  /** An open store; without one, the configured database is opened. */
  readonly store?: Store
  readonly jobs?: JobSignals
  /** Stores what machines push, when it is not to happen on this thread. */
  readonly receiver?: Pick<MachineDesk, 'receive'>
  readonly now?: () => number
  readonly log?: AppServices['log']
}

/** Makes what the server process makes once. The caller closes `store`. */
export async function createServices({ config, store, jobs = NO_WORKER, receiver, now = Date.now, log = createLog(config.logLevel) }: ServiceOptions): Promise<AppServices> {
  const open = store ?? (await openStore({ url: config.databaseUrl, role: 'web' }))
  return {
    config,
    store: open,
    log,
    jobs,
    machines: {
      find: (clientKey, at) => findMachine(open, config.keys, clientKey, at),
      receive: receiver ? receiver.receive : (requests, at) => receiveRecords(open, config.keys, requests, at),
    },
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
