import type { Selectable } from 'kysely'
import type { CaseStatus, Disposition } from '../../domain/cases/case.ts'
import type { Band, Family, Severity } from '../../domain/cases/flag.ts'
import { LETTER_LATE_MS, type CaseLetter } from '../../domain/cases/letter.ts'
import type { Rank } from '../../domain/cases/rank.ts'
import { rowRemedy, type RowRemedy } from '../../domain/cases/row-remedy.ts'
import type { CaseStage } from '../../domain/cases/stage.ts'
import type { Channel } from '../../domain/intake/record.ts'
import { maskNumberOfSubject, maskReasons, type ShownReason } from '../../domain/cases/shown-reason.ts'
import { maskPhone, maskText } from '../../domain/values/masking.ts'
import type { Money } from '../../domain/values/money.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import type { Instant } from '../../domain/values/time.ts'
import type { CaseReason } from '../../../db/queries/cases.ts'
import { countQueuedAfter, findQueueMark } from '../../../db/queries/case-work.ts'
import { listAwaitedLetters, type AwaitedLetter } from '../../../db/queries/letters.ts'
import { COUNT_CAP } from '../../../db/queries/counts.ts'
import { countByBand, getQueuePulse, listQueueRows, staffNames, type QueueCursor, type QueueFilter, type QueueSort } from '../../../db/queries/queue.ts'
import { listCaseRefunds } from '../../../db/queries/staff-actions.ts'
import { teamIdsOf } from '../../../db/queries/teams.ts'
import { groupBy } from '../../../db/group-by.ts'
import type { CasesTable } from '../../../db/schema.ts'
import type { UseCaseContext } from '../context.ts'

export interface QueueRequest {
  readonly filter: QueueFilter
  readonly sort: QueueSort
  /** From {@link QueueView.next}. */
  readonly after: string | null
  readonly limit: number
  /** Only what is handed to the person or to their teams. */
  readonly isHandedToMe?: boolean
  /** Only cases that wait for the answer to one of these letters, decided ones among them; none of them means all cases. */
  readonly awaitedLetters?: readonly CaseLetter[]
}

export interface QueueRow {
  readonly id: number
  /** What the case is about: `order`, `subscriber`, `number`, `message` …, and its id, masked where it is a number. */
  readonly subject: { readonly kind: string; readonly id: string }
  readonly orderId: string | null
  readonly status: CaseStatus
  readonly stage: CaseStage
  readonly version: number
  readonly band: Band
  readonly severity: Severity
  readonly score: number
  readonly family: Family
  readonly reasons: readonly ShownReason[]
  readonly flagCount: number
  readonly channel: Channel | null
  readonly number: string | null
  readonly money: Money
  readonly at: Instant
  readonly openedAt: Instant
  readonly dueAt: Instant
  readonly pausedAt: Instant | null
  readonly rank: Rank
  readonly assignee: { readonly id: number; readonly name: string; readonly isMe: boolean } | null
  /** Until when the assignee alone may decide; null when nobody holds it now. */
  readonly leaseUntil: Instant | null
  readonly disposition: Disposition | null
  readonly decidedAt: Instant | null
  /** When a case that waits comes back. */
  readonly wakeAt: Instant | null
  /** How many other cases are part of it; their money is counted. */
  readonly parts: number
  readonly isHanded: boolean
  /** The letter whose time is over first of those an answer is waited for; null where none is. */
  readonly awaits: Pick<AwaitedLetter, 'letter' | 'dueAt'> | null
  /** When it last came before people. */
  readonly queuedAt: Instant
}

export interface QueueView {
  /** Each with what was given back of its money or is about to be. */
  readonly rows: readonly (QueueRow & { readonly remedy: RowRemedy | null })[]
  readonly next: string | null
  /** Cases of each band under the other filters; `countCap` means that many or more. */
  readonly bands: Readonly<Record<Band, number>>
  readonly countCap: number
  /** Of the whole queue, unfiltered. */
  readonly oldestOpenedAt: Instant | null
  readonly late: number
  /** Up to when this person has seen the queue, null when never; how many open cases came since, capped. */
  readonly seenAt: Instant | null
  readonly news: number
  /** Cases handed to this person or their teams. */
  readonly handed: number
  /** Cases whose holders were asked to verify again and still have time, decided ones among them. */
  readonly verifying: number
  readonly readAt: Instant
}

/** A page of the queue, ranked and masked. Refuses `cursor_unknown` for a cursor that is none of ours. */
export async function listQueue(context: UseCaseContext, request: QueueRequest): Promise<Result<QueueView>> {
  const { store, now } = context
  const after = request.after === null ? null : readCursor(request.after)
  if (after === undefined) return refuse('cursor_unknown', {}, 'after')
  const staffId = context.actor.staffId ?? 0
  const handedTo = { staffId, teamIds: await teamIdsOf(store.read, staffId) }
  const awaited = await listAwaitedLetters(store.read, now - LETTER_LATE_MS)
  const letters = request.awaitedLetters ?? []
  const filter: QueueFilter = {
    ...request.filter,
    ...(request.isHandedToMe ? { handedTo } : {}),
    ...(letters.length > 0 ? { ids: wholesOf(awaited.filter((one) => letters.includes(one.letter))) } : {}),
  }
  const [{ rows, next }, bands, pulse, seenAt, handed] = await Promise.all([
    listQueueRows(store.read, filter, request.sort, after, request.limit, now),
    countByBand(store.read, filter, now),
    getQueuePulse(store.read, now),
    findQueueMark(store.read, staffId),
    countByBand(store.read, { handedTo }, now),
  ])
  const [names, refunds] = await Promise.all([staffNames(store.read, rows.map((row) => row.assignee_id)), listCaseRefunds(store.read, rows.map((row) => row.id))])
  const refundsOf = groupBy(refunds, (one) => one.caseId)
  return accept({
    rows: rows.map((row) => ({ ...queueRow(row, names, context, awaited), remedy: rowRemedy(refundsOf.get(row.id) ?? []) })),
    next: next ? writeCursor(next) : null,
    bands,
    countCap: COUNT_CAP,
    ...pulse,
    seenAt,
    news: seenAt === null ? 0 : await countQueuedAfter(store.read, seenAt),
    handed: Object.values(handed).reduce((sum, count) => sum + count, 0),
    verifying: wholesOf(awaited.filter((one) => one.letter === 'verify_again')).length,
    readAt: now,
  })
}

function wholesOf(awaited: readonly AwaitedLetter[]): readonly number[] {
  return [...new Set(awaited.map((one) => one.wholeId))]
}

/** A case as lists show it. `awaited` comes as those due first. */
export function queueRow(
  row: Selectable<CasesTable>, names: ReadonlyMap<number, string>, { now, actor }: Pick<UseCaseContext, 'now' | 'actor'>, awaited: readonly AwaitedLetter[] = [],
): QueueRow {
  const letter = awaited.find((one) => one.wholeId === row.id)
  const isLeased = row.lease_until !== null && row.lease_until > now
  return {
    id: row.id,
    subject: maskNumberOfSubject(row.subject_key),
    orderId: row.order_id,
    status: row.state as CaseStatus,
    stage: row.stage as CaseStage,
    version: row.version,
    band: row.band as Band,
    severity: row.severity as Severity,
    score: row.score,
    family: row.family as Family,
    reasons: maskReasons(JSON.parse(row.reasons) as CaseReason[], maskText),
    flagCount: row.flag_count,
    channel: row.channel as Channel | null,
    number: row.target_number === null ? null : maskPhone(row.target_number),
    money: { amountMinor: row.money_minor + row.parts_money_minor, currency: row.currency },
    at: row.at,
    openedAt: row.opened_at,
    dueAt: row.due_at,
    pausedAt: row.paused_at,
    rank: { total: row.rank, parts: JSON.parse(row.rank_parts) as Rank['parts'] },
    assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: names.get(row.assignee_id) ?? '', isMe: row.assignee_id === actor.staffId },
    leaseUntil: isLeased ? row.lease_until : null,
    disposition: row.disposition as Disposition | null,
    decidedAt: row.decided_at,
    wakeAt: row.wake_at,
    parts: row.part_count,
    isHanded: row.hand_to_staff !== null || row.hand_to_team !== null,
    awaits: letter ? { letter: letter.letter, dueAt: letter.dueAt } : null,
    queuedAt: row.queued_at,
  }
}

function writeCursor(cursor: QueueCursor): string {
  return `${cursor.value}.${cursor.id}`
}

function readCursor(text: string): QueueCursor | undefined {
  const match = /^(-?\d{1,16})\.(\d{1,16})$/.exec(text)
  if (!match) return undefined
  const cursor = { value: Number(match[1]), id: Number(match[2]) }
  return Number.isSafeInteger(cursor.value) && Number.isSafeInteger(cursor.id) ? cursor : undefined
}
