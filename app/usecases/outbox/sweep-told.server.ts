import type { Store } from '../../../db/client.ts'
import { sweepApiEvents } from '../../../db/queries/api-clients.ts'
import { sweepEvents } from '../../../db/queries/webhooks.ts'
import { DAY_MS, type Instant } from '../../domain/values/time.ts'

/** How long an event that machines sent is known as sent before: far beyond the five minutes in which its signature counts, so that patient senders are still answered as before. */
export const API_EVENTS_KEPT_MS = 7 * DAY_MS
/** How long events told to others can be replayed. */
export const WEBHOOK_EVENTS_KEPT_MS = 60 * DAY_MS
/** Rows in one transaction, so that each stays short (S13). */
const PAGE = 500

/** Forgets what no longer serves: names of events that came in beyond their window, and events told to others beyond theirs. Answers with how many went. */
export async function sweepTold(store: Store, now: Instant): Promise<{ readonly received: number; readonly told: number }> {
  const untilFew = async (sweep: () => Promise<number>): Promise<number> => {
    for (let total = 0; ; ) {
      const gone = await sweep()
      total += gone
      if (gone < PAGE) return total
    }
  }
  return {
    received: await untilFew(() => store.write((tx) => sweepApiEvents(tx, now - API_EVENTS_KEPT_MS, PAGE))),
    told: await untilFew(() => store.write((tx) => sweepEvents(tx, now - WEBHOOK_EVENTS_KEPT_MS, PAGE))),
  }
}
