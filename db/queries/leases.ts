import type { Instant } from '../../app/domain/values/time.ts'
import type { Tx } from '../client.ts'

/**
 * Takes or renews the lease on work that one process does for all; answers with how far the last holder got, or null while another holds it.
 */
export async function takeLease(tx: Tx, name: string, holder: string, now: Instant, until: Instant): Promise<{ readonly mark: string } | null> {
  await tx.insertInto('leases').values({ name, holder: '', until: 0, mark: '' }).onConflict((conflict) => conflict.column('name').doNothing()).execute()
  const row = await tx
    .updateTable('leases')
    .set({ holder, until })
    .where('name', '=', name)
    .where((eb) => eb.or([eb('holder', '=', holder), eb('until', '<=', now)]))
    .returning('mark')
    .executeTakeFirst()
  return row ?? null
}

/** Writes down how far the work got. False when the lease was lost. */
export async function markLease(tx: Tx, name: string, holder: string, mark: string): Promise<boolean> {
  return (await tx.updateTable('leases').set({ mark }).where('name', '=', name).where('holder', '=', holder).executeTakeFirst()).numUpdatedRows === 1n
}
