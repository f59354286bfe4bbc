import type { Handle, Store } from '../../../db/client.ts'
import { type FactsSource, loadHorizon } from '../../../db/queries/facts.ts'
import { heldEntriesMark, listHeldEntries } from '../../../db/queries/lists.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import type { Keys } from '../../../db/seal.ts'
import { datedLists, type DatedLists } from '../../domain/lists/own-lists.ts'

const kept = new WeakMap<Store, { readonly mark: string; readonly lists: DatedLists }>()

/** The lists of staff as they are now, made ready once as long as none of them changes. `db` reads the store. */
export async function currentLists(store: Store, db: Handle = store.read): Promise<DatedLists> {
  const mark = await heldEntriesMark(db)
  const known = kept.get(store)
  if (known?.mark === mark) return known.lists
  const lists = datedLists(await listHeldEntries(db))
  kept.set(store, { mark, lists })
  return lists
}

/** What facts are loaded with: settings, lists and horizon as they are now. */
export async function openFactsSource(store: Store, keys: Keys): Promise<FactsSource> {
  const { settings } = await getOperatorSettings(store.read)
  return { db: store.read, dialect: store.dialect, keys, settings, lists: await currentLists(store), horizon: await loadHorizon(store.read, settings) }
}
