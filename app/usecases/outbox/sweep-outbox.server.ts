import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Store } from '../../../db/client.ts'

const AT_ONCE = 500

/** The name a message goes by outside: of the event and the contact, so that what is sent twice is the same message. */
export function messageIdOf(eventKey: string): string {
  return createHash('sha256').update(eventKey).digest('hex').slice(0, 40)
}

/**
 * Removes files of the outbox folder whose notices were erased (S75): what a gateway has not fetched by then is told to nobody any more. Looks at tombstones after
 * `seenId` and answers with the newest it saw.
 */
export async function sweepOutbox({ store, varDir }: { readonly store: Store; readonly varDir: string }, seenId: number): Promise<number> {
  let seen = seenId
  for (;;) {
    const rows = await store.read
      .selectFrom('tombstones').innerJoin('notices', (join) => join.on((eb) => eb(eb.cast<string>('notices.id', 'text'), '=', eb.ref('tombstones.record_key'))))
      .select(['tombstones.id', 'event_key']).where('tombstones.kind', '=', 'notice').where('tombstones.id', '>', seen).orderBy('tombstones.id').limit(AT_ONCE).execute()
    for (const row of rows) {
      await rm(join(varDir, 'outbox', `${messageIdOf(row.event_key)}.json`), { force: true })
      seen = row.id
    }
    if (rows.length < AT_ONCE) return seen
  }
}
