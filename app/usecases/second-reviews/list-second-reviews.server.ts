import { agreementOf, type Agreement } from '../../domain/metrics/agreement.ts'
import { maskText } from '../../domain/values/masking.ts'
import { DAY_MS, type Instant } from '../../domain/values/time.ts'
import { may } from '../../auth/permissions.ts'
import { staffNames } from '../../../db/queries/queue.ts'
import { getReviewShare, listGivenReviews, listSecondReviews, type ListedReview, type SecondReviewRow } from '../../../db/queries/second-reviews.ts'
import type { UseCaseContext } from '../context.ts'
import { queueRow, type QueueRow } from '../cases/list-queue.server.ts'

/** How far back agreement is counted, and how many reviews at most. */
const COUNTED_MS = 90 * DAY_MS
const COUNTED_MAX = 5_000
const LISTED_MAX = 100

interface ReviewToDo {
  readonly id: number
  readonly since: Instant
  readonly order: string | null
  readonly reasons: QueueRow['reasons']
  readonly money: QueueRow['money']
}

interface Disagreement extends ReviewToDo {
  readonly caseId: number
  readonly first: { readonly outcome: string; readonly reason: string | null }
  readonly second: { readonly outcome: string; readonly reason: string | null; readonly note: string | null }
  readonly version: number
  /** The reader gave one of the two judgements. */
  readonly isOwn: boolean
}

export interface SecondReviewsView {
  readonly toDo: readonly ReviewToDo[]
  /** For supervisors; null for everyone else. */
  readonly supervised: {
    readonly disagreements: readonly Disagreement[]
    readonly total: Agreement
    readonly byFlag: readonly (Agreement & { readonly flag: string })[]
    /** As the one who decided first; `overturned` counts what a supervisor settled against them. */
    readonly byPerson: readonly (Agreement & { readonly name: string; readonly overturned: number })[]
    readonly days: number
    readonly share: number
    readonly shareVersion: number
  } | null
}

/** What waits for a second opinion of this person; for supervisors also what was judged differently and how far people agree. Nothing here tells who decided or how. */
export async function listReviews(context: UseCaseContext): Promise<SecondReviewsView> {
  const { store, actor, now } = context
  const db = store.read
  const staffId = actor.staffId ?? 0
  const toDo = await listSecondReviews(db, 'waiting', { staffId, now, limit: LISTED_MAX })
  if (!may(actor.role ?? '', 'case.assign')) return { toDo: toDo.map((row) => todo(row, context)), supervised: null }
  const [disagreed, given, share] = await Promise.all([listSecondReviews(db, 'disagreed', { staffId, now, limit: LISTED_MAX }), listGivenReviews(db, now - COUNTED_MS, COUNTED_MAX), getReviewShare(db)])
  const names = await staffNames(db, given.map((row) => row.first_id))
  const flags = [...new Set(given.flatMap(flagsOf))].sort()
  const people = [...new Set(given.map((row) => row.first_id))]
  const byPairs = (rows: readonly SecondReviewRow[]) => agreementOf(rows.map((row) => [row.first_outcome, row.second_outcome ?? ''] as const))
  return {
    toDo: toDo.map((row) => todo(row, context)),
    supervised: {
      disagreements: disagreed.map((row) => ({
        ...todo(row, context), caseId: row.case_id, version: row.version, isOwn: row.first_id === staffId || row.second_id === staffId,
        first: { outcome: row.first_outcome, reason: row.first_reason },
        second: { outcome: row.second_outcome ?? '', reason: row.second_reason, note: row.second_note === null ? null : maskText(row.second_note) },
      })),
      total: byPairs(given),
      byFlag: flags.map((flag) => ({ flag, ...byPairs(given.filter((row) => flagsOf(row).includes(flag))) })).sort((a, b) => b.pairs - a.pairs || (a.flag < b.flag ? -1 : 1)),
      byPerson: people
        .map((id) => {
          const own = given.filter((row) => row.first_id === id)
          return { name: names.get(id) ?? '', ...byPairs(own), overturned: own.filter((row) => row.settled_outcome !== null && row.settled_outcome !== row.first_outcome).length }
        })
        .sort((a, b) => b.pairs - a.pairs || (a.name < b.name ? -1 : 1)),
      days: COUNTED_MS / DAY_MS,
      share: share.share,
      shareVersion: share.version,
    },
  }
}

function flagsOf(row: SecondReviewRow): readonly string[] {
  return JSON.parse(row.flags) as string[]
}

function todo(row: ListedReview, context: UseCaseContext): ReviewToDo {
  const { reasons, money } = queueRow(row.case, new Map(), context)
  return { id: row.id, since: row.opens_at, order: row.case.order_id, reasons, money }
}
