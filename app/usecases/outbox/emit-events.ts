import { createHash } from 'node:crypto'
import type { Tx } from '../../../db/client.ts'
import { insertEvent, listSubscribers } from '../../../db/queries/webhooks.ts'
import type { OutgoingEvent } from '../../domain/webhooks/event.ts'
import type { UseCaseContext } from '../context.ts'

/**
 * Tells other systems what happened, in the transaction of the change itself: each event becomes a row for every subscriber that wants its type, and the worker
 * delivers it. The same type and key again tells nothing. Answers with how many events are on their way; none where nobody listens.
 */
export async function emitEvents(tx: Tx, { now }: Pick<UseCaseContext, 'now'>, events: readonly OutgoingEvent[]): Promise<number> {
  if (events.length === 0) return 0
  // Those that the program stopped get their events among the dead, to be replayed; those that staff stopped do not.
  const listeners = (await listSubscribers(tx)).filter(({ disabledWhy }) => disabledWhy !== 'staff')
  let emitted = 0
  for (const { type, object, key, data } of events) {
    const to = listeners.filter(({ types }) => types.includes(type))
    if (to.length === 0) continue
    const eventId = `evt_${createHash('sha256').update(`${type}\0${key}`).digest('hex').slice(0, 32)}`
    if (await insertEvent(tx, { eventId, type, object, data: typeof data === 'function' ? await data() : data, at: now }, to)) emitted += 1
  }
  return emitted
}
