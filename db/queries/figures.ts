import { sql, type RawBuilder } from 'kysely'
import { LETTER_LATE_MS } from '../../app/domain/cases/letter.ts'
import { SHIFT_MS, type FigureId } from '../../app/domain/figures/figure.ts'
import { DAY_MS, dayOf, type Instant } from '../../app/domain/values/time.ts'
import type { Handle } from '../client.ts'
import { CLEAR_ACTIONS } from './access-log.ts'
import { listAwaitedLetters } from './letters.ts'
import { borneOut } from './rules.ts'
import { getOperatorSettings } from './settings.ts'

/** Between which instants a figure is counted, [from, to); figures of the moment look at `now` alone. */
export interface FigureScope {
  readonly from: Instant
  readonly to: Instant
  readonly now: Instant
}

type Source = (scope: FigureScope) => RawBuilder<unknown>

/** Unknown results are looked for this far back: what is older is a matter of the board, not of the morning. */
const UNKNOWN_MS = 60 * DAY_MS

const CASE = sql.raw('select id, money_minor + parts_money_minor as amount, currency')
const unknownAge = (column: string, now: Instant) => sql`case when ${sql.ref(column)} > ${now - DAY_MS} then 'd1' when ${sql.ref(column)} > ${now - 7 * DAY_MS} then 'd7' else 'older' end`
const decidedIn = ({ from, to }: FigureScope) => sql`state = 'decided' and decided_at is not null and decided_at >= ${from} and decided_at < ${to}`
const actionsIn = (kind: string, { from, to }: FigureScope) => sql`kind = ${sql.lit(kind)} and opened_at >= ${from} and opened_at < ${to}`
const REFUND = sql.raw('select id, amount_minor as amount, currency')
const DONE = sql.raw(`status in ('succeeded', 'reconciled')`)

/** A contact that is a telephone number is shown, and stands in addresses, with its middle hidden (S71). */
const SHOWN_TOKEN = sql.raw(`case when token like 'handle:_______%' and ltrim(substr(token, 8), '0123456789') = '' then substr(token, 1, 10) || '****' || substr(token, length(token) - 3) else token end`)

/** Cases decided as fraud, by whether the top-up had reached the number when it was decided. */
const fraud = (scope: FigureScope, isDelivered: boolean) => sql`select cases.id, orders.paid_minor as amount, orders.currency, coalesce(cases.reason_code, '') as part from cases
  join orders on orders.id = cases.order_row_id where cases.state = 'decided' and cases.disposition = 'confirmed_fraud' and cases.decided_at is not null
  and cases.decided_at >= ${scope.from} and cases.decided_at < ${scope.to}
  and ${isDelivered ? sql.raw('orders.delivered_at is not null') : sql.raw('orders.delivered_at is null')}`
const rulesOf = (scope: FigureScope, which: RawBuilder<unknown>) => sql`select distinct cases.id, cast(null as bigint) as amount, cast(null as text) as currency, flags.rule_id as part from cases join flags on flags.case_id = cases.id
  where cases.state = 'decided' and ${which} and cases.decided_at is not null and cases.decided_at >= ${scope.from} and cases.decided_at < ${scope.to}`
/** `+id`, so that a list of the newest is sorted from the few unknown ones instead of looked for among all orders. */
const unknownOrders = ({ now }: FigureScope) => sql`select +id as id, paid_minor as amount, currency, ${unknownAge('created_at', now)} as part from orders where status = 'unknown' and created_at >= ${now - UNKNOWN_MS}`
const unknownRefunds = ({ now }: FigureScope) => sql`${REFUND}, ${unknownAge('changed_at', now)} as part from staff_actions where kind = 'refund' and status = 'unknown'`

/**
 * One query for each figure: `id`, the part it counts under, and its money. Numbers, lists and files all read these and nothing else, so that a number cannot
 * differ from what it opens.
 */
const SOURCES: Readonly<Record<Exclude<FigureId, 'letters_now' | 'agents_over_quota'>, Source>> = {
  orders: ({ from, to }) => sql`select id, paid_minor as amount, currency, channel as part from orders where created_at >= ${from} and created_at < ${to}`,
  flagged: ({ from, to }) => sql`select orders.id, orders.paid_minor as amount, orders.currency, screenings.band as part from orders join screenings on screenings.kind = 'order' and screenings.record_row_id = orders.id
    where orders.created_at >= ${from} and orders.created_at < ${to} and screenings.band <> 'log'`,
  opened: ({ from, to }) => sql`${CASE}, band as part from cases where opened_at >= ${from} and opened_at < ${to}`,
  sla_met: (scope) => sql`${CASE}, severity as part from cases where ${decidedIn(scope)} and disposition <> 'cleared' and decided_at <= due_at`,
  sla_breached: (scope) => sql`${CASE}, severity as part from cases where (${decidedIn(scope)} and disposition <> 'cleared' and decided_at > due_at)
    or (is_open = 1 and due_at >= ${scope.from} and due_at < ${Math.min(scope.to, scope.now)})`,
  decided: (scope) => sql`${CASE}, disposition as part from cases where ${decidedIn(scope)}`,
  overturned: ({ from, to }) => sql`select id, cast(null as bigint) as amount, cast(null as text) as currency, part from (
    select distinct case_id as id, 'reopened' as part from case_events where type = 'reopened' and at >= ${from} and at < ${to}
    union select distinct case_id as id, 'second' as part from second_reviews where settled_at is not null and settled_at >= ${from} and settled_at < ${to} and settled_outcome <> first_outcome) as turned`,
  decided_by: (scope) => sql`${CASE}, ${sql.raw('cast(decided_by as text)')} as part from cases where ${decidedIn(scope)} and decided_by is not null`,
  refunds_reason: (scope) => sql`${REFUND}, coalesce(reason_code, '') as part from staff_actions where ${actionsIn('refund', scope)}`,
  refunds_road: (scope) => sql`${REFUND}, variant as part from staff_actions where ${actionsIn('refund', scope)}`,
  refunds_checker: (scope) => sql`${REFUND}, ${sql.raw(`coalesce(cast(checker_id as text), '')`)} as part from staff_actions where ${actionsIn('refund', scope)} and ${DONE}`,
  prevented: (scope) => fraud(scope, false),
  lost: (scope) => fraud(scope, true),
  // What was taken off a balance again, as the journal has it: of a credit given anew that is less than was given, or nothing.
  recovered: (scope) => sql`select refund.id, sum(postings.amount_minor) as amount, postings.currency, refund.variant as part from (select id, variant from staff_actions where ${actionsIn('refund', scope)} and ${DONE}) as refund
    join journal_entries on journal_entries.action_id = refund.id join postings on postings.entry_id = journal_entries.id
    where postings.destination = 'prepaid_liability' and postings.source in ('channel_receivable', 'agent_float', 'suspense_wrong_number') group by refund.id, postings.currency, refund.variant`,
  suspense: ({ now }) => sql`select staff_actions.id, orders.paid_minor as amount, orders.currency,
    case when staff_actions.opened_at > ${now - 7 * DAY_MS} then 'd7' when staff_actions.opened_at > ${now - 30 * DAY_MS} then 'd30' else 'older' end as part
    from staff_actions join orders on orders.id = staff_actions.order_row_id where staff_actions.kind = 'wrong_number' and staff_actions.is_open = 1 and staff_actions.opened_at <= ${now}`,
  unknown_orders: unknownOrders,
  unknown_refunds: unknownRefunds,
  rule_confirmed: (scope) => rulesOf(scope, borneOut('flags')),
  rule_closed: (scope) => rulesOf(scope, sql`cases.disposition in ('confirmed_fraud', 'legitimate')`),
  new_tokens: ({ from, to }) => sql`select min(record_row_id) as id, cast(null as bigint) as amount, cast(null as text) as currency, ${SHOWN_TOKEN} as part from record_tokens
    where (token like 'host:%' or token like 'handle:%') and at >= ${from} and at < ${to} and not exists (select 1 from record_tokens e where e.token = record_tokens.token and e.at < ${from}) group by token`,
  fan_clusters: ({ from, to }) => sql`select distinct cases.id, cases.money_minor + cases.parts_money_minor as amount, cases.currency, flags.flag as part from flags join cases on cases.id = flags.case_id
    where flags.flag in ('payment/fan-in', 'payment/fan-out') and flags.withdrawn_at is null and flags.at >= ${from} and flags.at < ${to}`,
  vouchers_failed: ({ from, to }) => sql`select id, cast(null as bigint) as amount, cast(null as text) as currency, response_code as part from ledger_entries
    where at >= ${from} and at < ${to} and voucher_serial is not null and response_code is not null and response_code not in ('0', '1', '2')`,
  profile_changes: ({ from, to }) => sql`select id, cast(null as bigint) as amount, cast(null as text) as currency, field as part from profile_changes where at >= ${from} and at < ${to}`,
  changes_undone: ({ from, to }) => sql`select id, cast(null as bigint) as amount, cast(null as text) as currency, variant as part from staff_actions where kind = 'profile_change' and status = 'reverted' and changed_at >= ${from} and changed_at < ${to}`,
  unmasked: ({ from, to }) => sql`select seq as id, cast(null as bigint) as amount, cast(null as text) as currency, actor as part from audit_events where action in (${sql.join(CLEAR_ACTIONS)}) and at >= ${from} and at < ${to}`,
  files_read: ({ from, to }) => sql`select import_files.id, cast(null as bigint) as amount, cast(null as text) as currency, import_files.kind as part from import_files join imports on imports.id = import_files.import_id
    where imports.started_at >= ${from} and imports.started_at < ${to} and import_files.state = 'done'`,
  files_warned: ({ from, to }) => sql`select import_files.id, cast(null as bigint) as amount, cast(null as text) as currency, import_files.kind as part from import_files join imports on imports.id = import_files.import_id
    where imports.started_at >= ${from} and imports.started_at < ${to} and import_files.warnings <> '[]'`,
  rows_rejected: ({ from, to }) => sql`select quarantine.id, cast(null as bigint) as amount, cast(null as text) as currency, quarantine.kind as part from quarantine join import_files on import_files.id = quarantine.import_file_id
    join imports on imports.id = import_files.import_id where imports.started_at >= ${from} and imports.started_at < ${to}`,
  leases: ({ now }) => sql`${CASE}, ${sql.raw('cast(assignee_id as text)')} as part from cases where is_open = 1 and assignee_id is not null and lease_until is not null and lease_until > ${now}`,
  urgent: ({ now }) => sql`${CASE}, severity as part from cases where is_open = 1 and severity in ('S1', 'S2') and due_at >= ${now} and due_at < ${now + SHIFT_MS}`,
  late: ({ now }) => sql`${CASE}, severity as part from cases where is_open = 1 and due_at < ${now}`,
  waiting: () => sql`${CASE}, state as part from cases where state in ('awaiting_customer', 'on_hold', 'escalated') and (state = 'escalated' or is_open = 0)`,
  waking: ({ now }) => sql`${CASE}, state as part from cases where wake_at is not null and wake_at < ${now + SHIFT_MS}`,
  handed: () => sql`${CASE}, '' as part from cases where id in (select id from cases where hand_to_staff is not null union all select id from cases where hand_to_team is not null)`,
  unknown_now: unknownOrders,
  unknown_refunds_now: unknownRefunds,
  approvals_now: ({ now }) => sql`select id, cast(null as bigint) as amount, cast(null as text) as currency, '' as part from approvals where state = 'waiting' and expires_at >= ${now}`,
  checks_now: ({ now }) => sql`select id, amount_minor as amount, currency, kind as part from staff_actions where is_open = 1 and (due_at is null or due_at >= ${now}) and ((kind = 'refund' and status = 'submitted')
    or (kind = 'profile_change' and status in ('verified', 'reverting')) or (kind in ('policy_change', 'rule_change', 'factor_reset', 'person_merge', 'refund_batch', 'forced_match', 'erasure') and status in ('proposed', 'asked', 'undoing')))`,
  proposals_now: ({ now }) => sql`select id, cast(null as bigint) as amount, cast(null as text) as currency, list as part from list_entries where confirmed_at is null and ended_at is null and (expires_at is null or expires_at > ${now})`,
  promises: ({ now }) => sql`select id, cast(null as bigint) as amount, cast(null as text) as currency, kind as part from staff_actions where is_open = 1 and kind in ('dispute', 'profile_change', 'wrong_number') and due_at is not null and due_at < ${now + SHIFT_MS}`,
  disagreements: () => sql`select id, cast(null as bigint) as amount, cast(null as text) as currency, '' as part from second_reviews where state = 'disagreed'`,
  quarantine_now: () => sql`select id, cast(null as bigint) as amount, cast(null as text) as currency, kind as part from quarantine where state = 'waiting'`,
  alerts_now: () => sql`select id, cast(null as bigint) as amount, cast(null as text) as currency, rule_code as part from alerts where is_open = 1`,
}

/**
 * The query of a figure. Which letters are waited for is folded from events first, as the queue does it, so that both name the same cases; quotas are those of the
 * operator's month.
 */
async function sourceOf(db: Handle, id: FigureId, scope: FigureScope): Promise<RawBuilder<unknown>> {
  if (id === 'agents_over_quota') {
    const { settings: { zone } } = await getOperatorSettings(db)
    return sql`select 0 as id, cast(null as bigint) as amount, cast(null as text) as currency, name as part from quotas where used >= most and period = ${dayOf(scope.now, zone).slice(0, 7)}`
  }
  if (id !== 'letters_now') return SOURCES[id](scope)
  const awaited = await listAwaitedLetters(db, scope.now - LETTER_LATE_MS)
  const ofLetter = [...new Set(awaited.map(({ letter }) => letter))].map((letter) => {
    const ids = [...new Set(awaited.filter((one) => one.letter === letter).map(({ wholeId }) => wholeId))]
    return sql`${CASE}, ${sql.lit(letter)} as part from cases where id in (${sql.join(ids)})`
  })
  return ofLetter.length === 0 ? sql`${CASE}, '' as part from cases where id = 0` : sql.join(ofLetter, sql` union all `)
}

export interface FigurePart {
  readonly part: string
  readonly count: number
  readonly money: readonly { readonly currency: string; readonly amountMinor: number }[]
}

/** A figure by its parts, the largest first. */
export async function countFigure(db: Handle, id: FigureId, scope: FigureScope): Promise<readonly FigurePart[]> {
  const { rows } = await sql<{ part: string; currency: string | null; n: number | string; amount: number | string | null }>`
    select coalesce(part, '') as part, currency, count(*) as n, sum(amount) as amount from (${await sourceOf(db, id, scope)}) as rows_of group by 1, 2 order by 1, 2`.execute(db)
  const parts = new Map<string, { count: number; money: { currency: string; amountMinor: number }[] }>()
  for (const row of rows) {
    const part = parts.get(row.part) ?? { count: 0, money: [] }
    part.count += Number(row.n)
    if (row.currency !== null && row.amount !== null) part.money.push({ currency: row.currency, amountMinor: Number(row.amount) })
    parts.set(row.part, part)
  }
  return [...parts].map(([part, one]) => ({ part, ...one })).sort((a, b) => b.count - a.count || (a.part < b.part ? -1 : 1))
}

/** Rows of a figure that a page shows; a file has them all. */
export const FIGURE_ROWS_MAX = 500

/** The rows behind a figure or one of its parts, the newest first: their ids and the part each counts under. */
export async function listFigure(
  db: Handle, id: FigureId, scope: FigureScope, part: string | null, { limit, offset = 0 }: { readonly limit: number; readonly offset?: number },
): Promise<readonly { readonly id: number; readonly part: string; readonly amountMinor: number | null; readonly currency: string | null }[]> {
  const only = part === null ? sql`` : sql`where coalesce(part, '') = ${part}`
  const { rows } = await sql<{ id: number | string; part: string; amount: number | string | null; currency: string | null }>`
    select id, coalesce(part, '') as part, amount, currency from (${await sourceOf(db, id, scope)}) as rows_of ${only} order by id desc, 2 limit ${limit} offset ${offset}`.execute(db)
  return rows.map((row) => ({ id: Number(row.id), part: row.part, amountMinor: row.amount === null ? null : Number(row.amount), currency: row.currency }))
}
