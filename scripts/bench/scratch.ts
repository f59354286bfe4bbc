import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type Store } from '../../db/client.ts'
import { migrateStore } from '../../db/migrate.ts'
import { keysFrom, type Keys } from '../../db/seal.ts'

/** SQLite databases that live as long as one bench, in a folder of their own. */
export interface Scratch {
  readonly keys: Keys
  /** The same keys as a server of its own is told them. */
  readonly env: Readonly<Record<string, string>>
  /** An empty, migrated database, or a copy of one that is closed. */
  readonly open: (copyOf?: Store) => Promise<Store>
  readonly remove: () => Promise<void>
}

/** Keys that guard nothing: what a bench stores is made up and thrown away. */
function benchKeys(): Pick<Scratch, 'keys' | 'env'> {
  const secret = () => randomBytes(32).toString('base64')
  const secrets = { sealing: `k1:${secret()}`, lookup: secret(), chain: secret() }
  const keys = keysFrom(secrets)
  if (!keys.ok) throw new Error('the keys of the benches are well-formed')
  return { keys: keys.value, env: { SEALING_KEYS: secrets.sealing, LOOKUP_KEY: secrets.lookup, CHAIN_KEY: secrets.chain } }
}

export function openScratch(): Scratch {
  const folder = mkdtempSync(join(tmpdir(), 'topwarden-bench-'))
  const stores = new Set<Store>()
  let made = 0
  const pathOf = (store: Store) => store.url.slice('sqlite:'.length)
  return {
    ...benchKeys(),
    open: async (copyOf) => {
      const path = join(folder, `${++made}.db`)
      if (copyOf) cpSync(pathOf(copyOf), path)
      const store = await openStore({ url: `sqlite:${path}`, role: 'worker', checkIntegrity: false })
      if (!copyOf) await migrateStore(store)
      stores.add(store)
      return store
    },
    remove: async () => {
      for (const store of stores) await store.close().catch(() => {})
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
