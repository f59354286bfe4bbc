import { Link } from '@remix-run/react'
import type { Instant } from '../../domain/values/time.ts'
import { feedNameText } from '../../i18n/feed-text.ts'
import { numberText } from '../../i18n/format.ts'
import { useT } from '../reader.tsx'
import { TimeText } from '../time-text.tsx'

interface Feed {
  readonly kind: string
  readonly source: string
  readonly state: string
  readonly lastImportAt: Instant | null
  readonly quarantined: number
}

/** The body of a table of feeds: which, how it stands, when it last came, how many of its rows wait. */
export function FeedRows({ feeds }: { readonly feeds: readonly Feed[] }) {
  const t = useT()
  return (
    <tbody>
      {feeds.map((feed) => (
        <tr key={`${feed.kind}/${feed.source}`}>
          <th scope="row"><Link to="/imports">{feedNameText(t, feed)}</Link></th>
          <td>{t.term('feed_state', feed.state)}</td><td><TimeText at={feed.lastImportAt} as="short" /></td><td data-align="end">{numberText(feed.quarantined, t.reader.locale)}</td>
        </tr>
      ))}
    </tbody>
  )
}
