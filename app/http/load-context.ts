import type { Store } from '../../db/client.ts'
import type { Passwords } from '../auth/passwords.ts'
import type { Sessions } from '../auth/session.server.ts'
import type { Instant } from '../domain/values/time.ts'
import type { KnownMachine, ReceivedRequest, RequestAnswer } from '../usecases/intake/receive-records.server.ts'
import type { AppConfig } from './config.ts'
import type { Logger } from './log.ts'

/** Wakes the worker that runs long work, so that a job written just now does not wait for the next look. */
export interface JobSignals {
  wake(): void
}

/** Where the requests of machines go. */
export interface MachineDesk {
  /** A machine by its public name, with the secrets that count now. */
  find(clientKey: string, now: Instant): Promise<KnownMachine | null>
  /** Stores and screens a group of requests, and answers each once that is durable. */
  receive(requests: readonly ReceivedRequest[], now: Instant): Promise<readonly RequestAnswer[]>
}

/**
 * What the server process makes once and hands to every loader and action as `context.services`. Pages are bundled apart
 * from the server, so nothing with state may be reached by import.
 */
export interface AppServices {
  readonly config: AppConfig
  readonly store: Store
  readonly sessions: Sessions
  readonly passwords: Passwords
  readonly jobs: JobSignals
  readonly machines: MachineDesk
  readonly log: Logger
  /** The one clock (S21). */
  readonly clock: { now(): Instant }
}

declare module '@remix-run/server-runtime' {
  interface AppLoadContext {
    services: AppServices
    /** Of this answer's content security policy, fresh each time (S39). */
    nonce: string
    requestId: string
    /** Address of the client, as far as configured proxies vouch for it (S47). */
    ip: string
  }
}
