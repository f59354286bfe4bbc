import type { NoticeState } from '../domain/notices/notice.ts'
import type { Instant } from '../domain/values/time.ts'
import { listNoticeRows, noticeBacklog, type StoredNotice } from '../../db/queries/notices.ts'
import { getOperatorSettings } from '../../db/queries/settings.ts'
import type { UseCaseContext } from './context.ts'

export interface NoticesView {
  readonly rows: readonly StoredNotice[]
  readonly next: number | null
  readonly dead: number
  readonly oldestWaitingAt: Instant | null
  /** In which the times in the texts are written. */
  readonly zone: string
}

const DEAD_CAP = 1_001

/** The outbox, newest first: addresses masked, codes hidden. */
export async function listNotices({ store }: UseCaseContext, filter: { readonly states: readonly NoticeState[]; readonly object: string | null; readonly before: number | null; readonly limit: number }): Promise<NoticesView> {
  const [page, backlog, { settings }] = await Promise.all([
    listNoticeRows(store.read, filter, filter.before, filter.limit), noticeBacklog(store.read, DEAD_CAP), getOperatorSettings(store.read),
  ])
  return { ...page, ...backlog, zone: settings.zone }
}
