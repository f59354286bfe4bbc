import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type Store } from '../../db/client.ts'
import { migrateStore } from '../../db/migrate.ts'
import { keysFrom, type Keys } from '../../db/seal.ts'

/** SQLite databases that live as long as one bench, in a folder of their own. */
export interface Scratch {
  readonly keys: Keys
  /** An empty, migrated database, or a copy of one that is closed. */
  readonly open: (copyOf?: Store) => Promise<Store>
  readonly remove: () => Promise<void>
}

/** Keys that guard nothing: what a bench stores is made up and thrown away. */
function benchKeys(): Keys {
  const secret = (letter: string) => Buffer.from(letter.repeat(32)).toString('base64')
  const keys = keysFrom({ sealing: `k1:${secret('b')}`, lookup: secret('e'), chain: secret('n') })
  if (!keys.ok) throw new Error('the keys of the benches are well-formed')
  return keys.value
}

export function openScratch(): Scratch {
  const folder = mkdtempSync(join(tmpdir(), 'topwarden-bench-'))
  const stores = new Set<Store>()
  let made = 0
  const pathOf = (store: Store) => store.url.slice('sqlite:'.length)
  return {
    keys: benchKeys(),
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
