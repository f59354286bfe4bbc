import type { Store, Tx } from '../../../db/client.ts'
import type { GlanceMemory } from '../../../db/queries/glance-memory.ts'

/** A write that changes no order but those that are forgotten in it: once it is committed, the neighbours that are known stay known. */
export async function writeBeside<T>(store: Store, memory: GlanceMemory, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { value, mark } = await store.write(async (tx) => {
    const mark = memory.begin()
    return { value: await work(tx), mark }
  }, { isolation: 'read committed' })
  memory.committed(mark)
  return value
}
