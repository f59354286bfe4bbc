import type { Handle } from '../../../db/client.ts'
import { formatsOfImport } from '../../../db/queries/imports.ts'
import { findMapping, listActiveMappings } from '../../../db/queries/mappings.ts'
import type { Feed } from '../../domain/intake/feed.ts'
import { feedById } from '../../domain/intake/feeds/index.ts'
import { BUILT_IN_FEEDS, type FeedBook, feedBook } from '../../domain/intake/mapping/feed-book.ts'
import { mappedFeed, mappingOfFeedId } from '../../domain/intake/mapping/mapped-feed.ts'
import type { SavedMapping } from '../../domain/intake/mapping/mapping.ts'

/**
 * The formats that files are told by just now. An import that has begun goes on with the versions of mappings it began with, whatever was saved since:
 * two versions never mix in one file.
 */
export async function loadFeedBook(db: Handle, importId: number | null = null): Promise<FeedBook> {
  const active = await listActiveMappings(db)
  if (importId === null) return active.length === 0 ? BUILT_IN_FEEDS : feedBook(active)
  const begun = await mappingsOf(db, await formatsOfImport(db, importId))
  const ids = new Set(begun.map(({ id }) => id))
  return feedBook([...begun, ...active.filter(({ id }) => !ids.has(id))])
}

/** A book of one mapping: the file is of this format or of none. */
export async function bookOfMapping(db: Handle, feedId: string): Promise<FeedBook> {
  const [mapping] = await mappingsOf(db, [feedId])
  if (!mapping) throw new Error(`No such mapping: ${feedId}`)
  const feed = mappedFeed(mapping)
  return { recognise: (head) => feed.recognise(head) ?? feed.near(head), byId: (id) => (id === feed.id ? feed : feedById(id)) }
}

async function mappingsOf(db: Handle, formats: readonly string[]): Promise<readonly SavedMapping[]> {
  const found: SavedMapping[] = []
  for (const format of new Set(formats)) {
    const named = mappingOfFeedId(format)
    const mapping = named && (await findMapping(db, named.id, named.version))
    if (mapping) found.push(mapping)
  }
  return found
}

/** The feed of a stored id. A mapping is there in each of its versions; a format that has gone since cannot be continued. */
async function feedOf(db: Handle, id: string): Promise<Feed> {
  const named = mappingOfFeedId(id)
  const mapping = named && (await findMapping(db, named.id, named.version))
  const feed = mapping ? mappedFeed(mapping) : feedById(id)
  if (!feed) throw new Error(`Unknown feed: ${id}`)
  return feed
}

/** The feed that reads a row set aside: of a mapping that was corrected since and is in use, the version that holds now; else the one that read its file. */
export async function feedForMending(db: Handle, id: string): Promise<Feed> {
  const named = mappingOfFeedId(id)
  const current = named && (await findMapping(db, named.id))
  return current && current.disabledAt === null ? mappedFeed(current) : feedOf(db, id)
}
