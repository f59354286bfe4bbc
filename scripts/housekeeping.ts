import path from 'node:path'
import { ATTEMPTS_KEPT_MS } from '../app/auth/throttle.ts'
import { MINUTE_MS } from '../app/domain/values/time.ts'
import type { AppServices } from '../app/http/load-context.ts'
import { CHAIN_CHECK } from '../app/usecases/audit/check-audit-chain.server.ts'
import { expireProposals } from '../app/usecases/approvals/expire-proposals.server.ts'
import { keepCases } from '../app/usecases/cases/keep-cases.server.ts'
import { keepLetters } from '../app/usecases/cases/keep-letters.server.ts'
import { keepChecked } from '../app/usecases/installation/daily-check.ts'
import { MONEY_CHECK } from '../app/usecases/money/check-money.server.ts'
import { keepProfileChanges } from '../app/usecases/subscribers/keep-profile-changes.server.ts'
import { keepRetention } from '../app/usecases/privacy/run-retention.server.ts'
import { sweepOutbox } from '../app/usecases/outbox/sweep-outbox.server.ts'
import { sweepTold } from '../app/usecases/outbox/sweep-told.server.ts'
import { ANCHOR_FILE, appendAnchor } from '../db/anchor.ts'
import { getAuditHead } from '../db/queries/audit.ts'
import { deleteOldAttempts } from '../db/queries/staff.ts'

const CASES_EVERY_MS = MINUTE_MS
const REST_EVERY_MS = 10 * MINUTE_MS

export interface Housekeeping {
  /** Ends it, after a last anchor of the audit chain. */
  stop(): Promise<void>
}

/**
 * What has to happen now and then while the product runs: holds, leases and proposals that run out and messages of erased people (each minute), ended sessions and forgotten counters removed (S62), events that were told long ago forgotten, the head of the
 * audit chain written beside the database, and once a day the chain walked (S52), the money checked (S11) and what was kept long enough erased (S75). A failure is logged and tried again at the next turn.
 */
export function startHousekeeping({ store, sessions, clock, log, config, jobs }: AppServices): Housekeeping {
  const anchor = async () => {
    const head = await getAuditHead(store.read)
    if (head) appendAnchor(path.join(config.varDir, ANCHOR_FILE), head)
  }
  const tidy = async () => {
    await store.write(async (tx) => {
      await sessions.removeExpired(tx, clock.now())
      await deleteOldAttempts(tx, clock.now() - ATTEMPTS_KEPT_MS)
    })
    await sweepTold(store, clock.now())
    await anchor()
    for (const check of [CHAIN_CHECK, MONEY_CHECK]) if (await keepChecked({ store, now: clock.now() }, check)) jobs.wake()
    if (await keepRetention({ store, now: clock.now() })) jobs.wake()
  }
  let sweptUntil = 0
  const sweep = async () => {
    sweptUntil = await sweepOutbox({ store, varDir: config.varDir }, sweptUntil)
  }
  const timers = [every(CASES_EVERY_MS, () => keepCases({ store, now: clock.now() })), every(CASES_EVERY_MS, () => keepLetters({ store, keys: config.keys, now: clock.now() })),
    every(CASES_EVERY_MS, () => keepProfileChanges({ store, keys: config.keys, now: clock.now() })), every(CASES_EVERY_MS, sweep), every(CASES_EVERY_MS, () => expireProposals({ store, keys: config.keys, now: clock.now() })), every(REST_EVERY_MS, tidy)]

  function every(ms: number, work: () => Promise<unknown>): NodeJS.Timeout {
    let isBusy = false
    const run = async () => {
      if (isBusy) return
      isBusy = true
      await work().catch((error: unknown) => log.warn({ err: error }, 'housekeeping failed'))
      isBusy = false
    }
    return setInterval(() => void run(), ms).unref()
  }

  return {
    stop: async () => {
      for (const timer of timers) clearInterval(timer)
      await anchor().catch((error: unknown) => log.warn({ err: error }, 'housekeeping failed'))
    },
  }
}
