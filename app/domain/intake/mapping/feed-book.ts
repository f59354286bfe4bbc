import { type Feed, type FileHead, isHeaderFault, type Recognised } from '../feed.ts'
import { feedById, recogniseFeed } from '../feeds/index.ts'
import { type MappedFeed, mappedFeed } from './mapped-feed.ts'
import type { SavedMapping } from './mapping.ts'

/** The formats a file may be told by: the built-in ones, and the mappings that staff saved. */
export interface FeedBook {
  readonly recognise: (head: FileHead) => Recognised
  readonly byId: (id: string) => Feed | null
}

/** The book of an installation where nothing was mapped. */
export const BUILT_IN_FEEDS: FeedBook = { recognise: recogniseFeed, byId: feedById }

/**
 * Formats with the mappings of an installation. A mapping made for exactly these headings comes first, since staff said what they mean; then the
 * built-in formats; then a mapping whose table has grown or lost columns it does not read.
 */
export function feedBook(mappings: readonly SavedMapping[]): FeedBook {
  if (mappings.length === 0) return BUILT_IN_FEEDS
  const feeds = mappings.map(mappedFeed)
  const ids = new Map<string, MappedFeed>(feeds.map((feed) => [feed.id, feed]))
  return {
    recognise: (head) => {
      for (const feed of feeds) {
        const exact = feed.recognise(head)
        if (exact !== null) return exact
      }
      const builtIn = recogniseFeed(head)
      if (builtIn !== null && !isHeaderFault(builtIn)) return builtIn
      for (const feed of feeds) {
        const near = feed.near(head)
        if (near) return near
      }
      return builtIn
    },
    byId: (id) => ids.get(id) ?? feedById(id),
  }
}
