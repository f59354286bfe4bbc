import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import type { AppServices } from './load-context.ts'

/** Whether the process can do its work (S82): the database answers and takes writes, and the disk has room. */
export async function checkReadiness({ config, store, log }: Pick<AppServices, 'config' | 'store' | 'log'>): Promise<boolean> {
  try {
    await store.write(async (tx) => {
      await sql`update settings set version = version where key = 'readiness'`.execute(tx)
    })
    const disk = await statfs(config.varDir)
    return disk.bavail * disk.bsize >= config.minFreeDiskBytes
  } catch (error) {
    log.warn({ err: error }, 'not ready')
    return false
  }
}
