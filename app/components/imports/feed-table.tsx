import { feedSourceText } from '../../i18n/feed-text.ts'
import { numberText } from '../../i18n/format.ts'
import { StateBadge } from '../band-badge.tsx'
import { useT } from '../reader.tsx'
import { TimeText } from '../time-text.tsx'
import { PlainTable } from './file-table.tsx'
import type { FeedLine } from '../../usecases/intake/list-feeds.server.ts'

const FEED_TONES = { fine: 'done', rejecting: 'review', behind: 'review', silent: 'hold' } as const

/** How each feed stands: how much it brought, until when it has spoken, when it last came. */
export function FeedTable({ feeds }: { readonly feeds: readonly FeedLine[] }) {
  const t = useT()
  return (
    <PlainTable
      name={t('imports.feeds')}
      ends={2}
      head={[t('imports.col_kind'), t('imports.col_source'), t('imports.col_state'), t('imports.col_newest'), t('imports.col_last'), t('imports.col_rows'), t('imports.col_aside')]}
      rows={feeds.map((feed) => [
        t.term('records', feed.kind), <bdi key="source">{feedSourceText(t, feed) || '–'}</bdi>, <StateBadge key="state" tone={FEED_TONES[feed.state]}>{t.term('feed_state', feed.state)}</StateBadge>,
        <TimeText key="newest" at={feed.newestAt} as="relative" />, <TimeText key="last" at={feed.lastImportAt} as="relative" />, numberText(feed.rows, t.reader.locale), feed.quarantined === 0 ? '–' : numberText(feed.quarantined, t.reader.locale),
      ])}
    />
  )
}
