import { ATTEMPTS_KEPT_MS } from '../app/auth/throttle.ts'
import { MINUTE_MS } from '../app/domain/values/time.ts'
import type { AppServices } from '../app/http/load-context.ts'
import { deleteOldAttempts } from '../db/queries/staff.ts'

const EVERY_MS = 10 * MINUTE_MS

/** Removes ended sessions and forgotten counters now and then (S62). A failure is logged and tried again at the next turn. */
export function startHousekeeping({ store, sessions, clock, log }: AppServices): { stop(): void } {
  const tidy = () =>
    store
      .write(async (tx) => {
        await sessions.removeExpired(tx, clock.now())
        await deleteOldAttempts(tx, clock.now() - ATTEMPTS_KEPT_MS)
      })
      .catch((error: unknown) => log.warn({ err: error }, 'housekeeping failed'))
  const timer = setInterval(() => void tidy(), EVERY_MS)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
