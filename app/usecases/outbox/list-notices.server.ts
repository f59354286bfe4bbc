import type { NoticeState } from '../../domain/notices/notice.ts'
import type { Instant } from '../../domain/values/time.ts'
import { COUNT_CAP } from '../../../db/queries/counts.ts'
import { countNoticeStates, listNoticeRows, noticeBacklog, type StoredNotice } from '../../../db/queries/notices.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import type { Handle } from '../../../db/client.ts'
import type { UseCaseContext } from '../context.ts'

export interface NoticesView {
  readonly rows: readonly (StoredNotice & { readonly objectKind: string | null })[]
  readonly next: number | null
  readonly dead: number
  /** Of each state, whatever states are asked for; `countCap` means that many or more. */
  readonly counts: Readonly<Record<NoticeState, number>>
  readonly countCap: number
  readonly oldestWaitingAt: Instant | null
  /** In which the times in the texts are written. */
  readonly zone: string
}

/** The outbox, newest first: addresses masked, codes hidden; `objectKind` tells what kind of action an action is. */
export async function listNotices({ store }: UseCaseContext, filter: { readonly states: readonly NoticeState[]; readonly object: string | null; readonly before: number | null; readonly limit: number }): Promise<NoticesView> {
  const [page, backlog, counts, { settings }] = await Promise.all([
    listNoticeRows(store.read, filter, filter.before, filter.limit), noticeBacklog(store.read, COUNT_CAP), countNoticeStates(store.read, filter.object), getOperatorSettings(store.read),
  ])
  const kinds = await actionKinds(store.read, page.rows.flatMap(({ object }) => (object.startsWith('action:') ? [Number(object.slice('action:'.length))] : [])))
  return { ...page, rows: page.rows.map((row) => ({ ...row, objectKind: kinds.get(row.object) ?? null })), ...backlog, counts, countCap: COUNT_CAP, zone: settings.zone }
}

async function actionKinds(db: Handle, ids: readonly number[]): Promise<ReadonlyMap<string, string>> {
  const rows = ids.length === 0 ? [] : await db.selectFrom('staff_actions').select(['id', 'kind']).where('id', 'in', [...new Set(ids)]).execute()
  return new Map(rows.map((row) => [`action:${row.id}`, row.kind]))
}
