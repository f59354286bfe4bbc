import { sql, type RawBuilder, type SelectQueryBuilder, type Selectable } from 'kysely'
import type { CaseStatus } from '../../app/domain/cases/case.ts'
import { BANDS, type Band, type Family } from '../../app/domain/cases/flag.ts'
import type { CaseStage } from '../../app/domain/cases/stage.ts'
import type { Channel } from '../../app/domain/intake/record.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle } from '../client.ts'
import type { CasesTable, Database } from '../schema.ts'
import { caseMatches } from './case-search.ts'
import { COUNT_CAP } from './counts.ts'

export const QUEUE_SORTS = ['rank', 'due', 'age', 'amount'] as const
export type QueueSort = (typeof QUEUE_SORTS)[number]

export interface QueueFilter {
  readonly bands?: readonly Band[]
  readonly families?: readonly Family[]
  readonly channels?: readonly Channel[]
  readonly amountMinMinor?: number | null
  readonly amountMaxMinor?: number | null
  /** Opened at least this long ago. */
  readonly ageMinMs?: number | null
  /** Opened less than this long ago. */
  readonly ageMaxMs?: number | null
  /** A member of staff, or `none` for cases nobody has at this moment. */
  readonly assignee?: number | 'none' | null
  /** One state; null is the queue: all that waits for a person. */
  readonly state?: CaseStatus | null
  /** One stage, whether or not its cases wait for a person. */
  readonly stage?: CaseStage | null
  readonly text?: string | null
  /** Flags that a case may have instead of holding the text. */
  readonly flagsNamed?: readonly string[] | null
  /** Handed to this person or one of these teams, and not answered yet, in whatever state. */
  readonly handedTo?: { readonly staffId: number; readonly teamIds: readonly number[] } | null
  /** Only these cases, in whatever state. */
  readonly ids?: readonly number[] | null
}

/** Where the next page begins: the sort value and id of the last row shown. */
export interface QueueCursor {
  readonly value: number
  readonly id: number
}

export const QUEUE_PAGE_MAX = 200

type Column = 'rank' | 'due_at' | 'opened_at' | 'money_minor' | 'decided_at'

const ORDER: Readonly<Record<QueueSort, { readonly column: Column; readonly isDescending: boolean }>> = {
  rank: { column: 'rank', isDescending: true },
  due: { column: 'due_at', isDescending: false },
  age: { column: 'opened_at', isDescending: false },
  amount: { column: 'money_minor', isDescending: true },
}
/** Decided cases have one order, newest first: sorting a year of them by anything else is not what people do. */
const DECIDED_ORDER = { column: 'decided_at', isDescending: true } as const

/** What no person waits for, and whose cases are far more than people look through. */
function isHistory({ state, stage }: QueueFilter): boolean {
  return state === 'decided' || stage === 'closed'
}

/** Written out, never bound: the partial indexes are found by the literal text (trap 6). */
export const IS_OPEN: RawBuilder<boolean> = sql<boolean>`is_open = 1`

export interface QueueRows {
  readonly rows: readonly Selectable<CasesTable>[]
  readonly next: QueueCursor | null
}

/** A page of cases by keyset, at most {@link QUEUE_PAGE_MAX}. Ties stand in order of id. */
export async function listQueueRows(
  db: Handle, filter: QueueFilter, sort: QueueSort, after: QueueCursor | null, limit: number, now: Instant,
): Promise<QueueRows> {
  const size = Math.max(1, Math.min(limit, QUEUE_PAGE_MAX))
  const { column, isDescending } = isHistory(filter) ? DECIDED_ORDER : ORDER[sort]
  let query = filtered(db.selectFrom('cases').selectAll(), db, filter, now, true)
  if (after) {
    const [atMost, beyond] = isDescending ? (['<=', '<'] as const) : (['>=', '>'] as const)
    query = query.where(column, atMost, after.value).where((eb) => eb.or([eb(column, beyond, after.value), eb('id', '>', after.id)]))
  }
  const rows = await query.orderBy(column, isDescending ? 'desc' : 'asc').orderBy('id').limit(size + 1).execute()
  const shown = rows.slice(0, size)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > size && last ? { value: last[column] ?? 0, id: last.id } : null }
}

/** How many cases of each band the filter leaves, its own band filter aside; each stops at {@link COUNT_CAP}. */
export async function countByBand(db: Handle, filter: QueueFilter, now: Instant): Promise<Readonly<Record<Band, number>>> {
  const counts = await Promise.all(
    BANDS.map(async (band) => {
      const bounded = filtered(db.selectFrom('cases').select('id'), db, { ...filter, bands: [band] }, now, false).limit(COUNT_CAP).as('bounded')
      const { count } = await db.selectFrom(bounded).select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
      return [band, Number(count)] as const
    }),
  )
  return Object.fromEntries(counts) as Record<Band, number>
}

/** Of the open cases: when the oldest was opened, and how many are late (capped). Both from the front of an index. */
export async function getQueuePulse(db: Handle, now: Instant): Promise<{ readonly oldestOpenedAt: Instant | null; readonly late: number }> {
  const oldest = await db.selectFrom('cases').select('opened_at').where(IS_OPEN).orderBy('opened_at').limit(1).executeTakeFirst()
  const bounded = db.selectFrom('cases').select('id').where(IS_OPEN).where('due_at', '<', now).limit(COUNT_CAP).as('bounded')
  const { count } = await db.selectFrom(bounded).select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return { oldestOpenedAt: oldest?.opened_at ?? null, late: Number(count) }
}

/** The case to open next: the highest in rank after the given one that nobody else has; null at the end of the queue. */
export async function findNextCase(db: Handle, after: { readonly rank: number; readonly id: number }, staffId: number, now: Instant): Promise<number | null> {
  const row = await db
    .selectFrom('cases')
    .select('id')
    .where(IS_OPEN)
    .where('rank', '<=', after.rank)
    .where((eb) => eb.or([eb('rank', '<', after.rank), eb('id', '>', after.id)]))
    .where((eb) => eb.or([eb('assignee_id', 'is', null), eb('assignee_id', '=', staffId), eb('lease_until', 'is', null), eb('lease_until', '<=', now)]))
    .where('id', '!=', after.id)
    .orderBy('rank', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}

/** `isInOrder` where rows are walked in the order of an index, which one on what they are filtered by would spoil. */
function filtered<O>(
  query: SelectQueryBuilder<Database, 'cases', O>, db: Handle, filter: QueueFilter, now: Instant, isInOrder: boolean,
): SelectQueryBuilder<Database, 'cases', O> {
  const state = filter.state ?? null
  const stage = filter.stage ?? null
  const isAnywhere = state === null && ((stage !== null && stage !== 'new') || filter.handedTo != null || filter.ids != null)
  const isQueue = (state === null && !isAnywhere) || state === 'new' || state === 'in_review' || state === 'escalated'
  let narrowed = isQueue ? query.where(IS_OPEN) : query
  // Within the queue the state is compared as an expression, so that the index on it, which would mean sorting, is no temptation.
  if (state !== null) narrowed = isQueue ? narrowed.where(sql<boolean>`state || '' = ${state}`) : narrowed.where('state', '=', state)
  // The stages of most cases are met at once in the order that is asked for; the few of any other are found first and sorted then.
  if (stage !== null) narrowed = isInOrder && (isQueue || isHistory(filter)) ? narrowed.where(sql<boolean>`stage || '' = ${stage}`) : narrowed.where('stage', '=', stage)
  if (isHistory(filter)) narrowed = narrowed.where('decided_at', 'is not', null)
  if (filter.bands?.length === 1) narrowed = narrowed.where('band', '=', filter.bands[0] ?? '')
  else if (filter.bands?.length) narrowed = narrowed.where('band', 'in', [...filter.bands])
  if (filter.channels?.length) narrowed = narrowed.where('channel', 'in', [...filter.channels])
  if (filter.families?.length) {
    const families = [...filter.families]
    narrowed = narrowed.where((eb) =>
      eb.exists(eb.selectFrom('case_families').select(sql`1`.as('one')).whereRef('case_families.case_id', '=', 'cases.id').where('case_families.family', 'in', families)),
    )
  }
  if (filter.amountMinMinor != null) narrowed = narrowed.where('money_minor', '>=', filter.amountMinMinor)
  if (filter.amountMaxMinor != null) narrowed = narrowed.where('money_minor', '<=', filter.amountMaxMinor)
  if (filter.ageMinMs != null) narrowed = narrowed.where('opened_at', '<=', now - filter.ageMinMs)
  if (filter.ageMaxMs != null) narrowed = narrowed.where('opened_at', '>', now - filter.ageMaxMs)
  if (filter.handedTo) {
    const { staffId, teamIds } = filter.handedTo
    narrowed = narrowed.where((eb) => eb.or([eb('hand_to_staff', '=', staffId), ...(teamIds.length > 0 ? [eb('hand_to_team', 'in', [...teamIds])] : [])]))
  }
  if (filter.ids != null) narrowed = filter.ids.length > 0 ? narrowed.where('id', 'in', [...filter.ids]) : narrowed.where(sql<boolean>`1 = 0`)
  if (filter.assignee === 'none') narrowed = narrowed.where((eb) => eb.or([eb('assignee_id', 'is', null), eb('lease_until', '<=', now)]))
  else if (filter.assignee != null) narrowed = narrowed.where('assignee_id', '=', filter.assignee)
  const matches = filter.text ? caseMatches(db, 'cases.id', filter.text) : null
  if (!matches) return narrowed
  const flags = [...(filter.flagsNamed ?? [])]
  if (flags.length === 0) return narrowed.where(matches)
  return narrowed.where((eb) => eb.or([
    matches, eb.exists(eb.selectFrom('flags').select(sql`1`.as('one')).whereRef('flags.case_id', '=', 'cases.id').where('flags.withdrawn_at', 'is', null).where('flags.flag', 'in', flags)),
  ]))
}

/** Names of members of staff by id. */
export async function staffNames(db: Handle, ids: readonly (number | null)[]): Promise<ReadonlyMap<number, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  if (wanted.length === 0) return new Map()
  const rows = await db.selectFrom('staff').select(['id', 'name']).where('id', 'in', wanted).execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** When the case was opened than which a share of the open ones is younger; null while none is open. */
export async function openAgeAt(db: Handle, share: number): Promise<Instant | null> {
  const { n } = await db.selectFrom('cases').select((eb) => eb.fn.countAll<number | string>().as('n')).where(IS_OPEN).executeTakeFirstOrThrow()
  const total = Number(n)
  if (total === 0) return null
  const row = await db.selectFrom('cases').select('opened_at').where(IS_OPEN).orderBy('opened_at', 'desc').offset(Math.min(total - 1, Math.floor(total * share))).limit(1).executeTakeFirst()
  return row?.opened_at ?? null
}
