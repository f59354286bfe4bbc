import type { Selectable } from 'kysely'
import type { CaseStatus } from '../../app/domain/cases/case.ts'
import { REMEDIES, stageOf, standingOf, type CaseStage, type Standing } from '../../app/domain/cases/stage.ts'
import type { Handle, Tx } from '../client.ts'
import { groupBy } from '../group-by.ts'
import type { CasesTable, StaffActionsTable } from '../schema.ts'

/**
 * The stage of a case, kept beside its row: read from the row and from the actions of its order, of itself and of what it is about, those of its parts included,
 * and from what waits for a second person over many at once. Whoever changes one of these calls {@link restage} in the same transaction; `verify` reads all anew.
 */
type StageRow = Pick<Selectable<CasesTable>, 'id' | 'subject_key' | 'order_row_id' | 'state' | 'paused_at' | 'assignee_id' | 'lease_until' | 'hand_to_staff' | 'hand_to_team' | 'merged_into' | 'times_closed'>

const COLUMNS = ['id', 'subject_key', 'order_row_id', 'state', 'paused_at', 'assignee_id', 'lease_until', 'hand_to_staff', 'hand_to_team', 'merged_into', 'times_closed', 'stage'] as const
const KINDS = Object.keys(REMEDIES)
/** Cases looked at in one statement. */
const CHUNK = 200

/** Writes the stage of these cases, and of those that they are part of, where it is another now. */
export async function restage(tx: Tx, caseIds: readonly number[]): Promise<void> {
  const ids = [...new Set(caseIds)]
  for (let from = 0; from < ids.length; from += CHUNK) {
    const chunk = ids.slice(from, from + CHUNK)
    const named = await tx.selectFrom('cases').select(COLUMNS).where('id', 'in', chunk).execute()
    const wholes = [...new Set(named.flatMap(({ merged_into }) => (merged_into === null || chunk.includes(merged_into) ? [] : [merged_into])))]
    const rows = wholes.length === 0 ? named : [...named, ...(await tx.selectFrom('cases').select(COLUMNS).where('id', 'in', wholes).execute())]
    const stages = await stagesOf(tx, rows)
    for (const { id, stage } of rows) if (stages.get(id) !== stage) await tx.updateTable('cases').set({ stage: stages.get(id) ?? stage }).where('id', '=', id).execute()
  }
}

/** Brings the cases of an action in line, when what it waits for has changed. */
export async function restageAround(tx: Tx, action: Pick<Selectable<StaffActionsTable>, 'id' | 'kind' | 'order_row_id' | 'case_id' | 'subject_key'>): Promise<void> {
  if (!KINDS.includes(action.kind)) return
  const orders = action.kind === 'refund_batch' ? await ordersOfBatches(tx, [action.id]) : action.order_row_id === null ? [] : [action.order_row_id]
  const found: number[] = action.case_id === null ? [] : [action.case_id]
  for (let from = 0; from < orders.length; from += CHUNK)
    found.push(...(await tx.selectFrom('cases').select('id').where('order_row_id', 'in', orders.slice(from, from + CHUNK)).execute()).map(({ id }) => id))
  found.push(...(await tx.selectFrom('cases').select('id').where('subject_key', '=', action.subject_key).execute()).map(({ id }) => id))
  await restage(tx, found)
}

/** The stage of each of these cases, by id. */
export async function stagesOf(db: Handle, rows: readonly StageRow[]): Promise<ReadonlyMap<number, CaseStage>> {
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const parts = await db.selectFrom('cases').select(['id', 'subject_key', 'order_row_id', 'merged_into']).where('merged_into', 'in', ids).execute()
  // Each case counts for itself and for the whole that it is part of.
  const all = [...new Map([...rows, ...parts].map((row) => [row.id, row])).values()]
  const standings = await standingsOf(db, all)
  const partsOf = groupBy(parts, ({ merged_into }) => merged_into ?? 0)
  return new Map(rows.map((row) => [row.id, stageOf(stagedCase(row), [row, ...(partsOf.get(row.id) ?? [])].flatMap(({ id }) => standings.get(id) ?? []))]))
}

function stagedCase(row: StageRow): Parameters<typeof stageOf>[0] {
  return {
    status: row.state as CaseStatus, isPart: row.merged_into !== null, isPaused: row.paused_at !== null, hasAssignee: row.assignee_id !== null, isTakenUp: row.lease_until !== null,
    isHandedOver: row.hand_to_staff !== null || row.hand_to_team !== null, timesClosed: row.times_closed,
  }
}

/** What the remedies of each case wait for. */
async function standingsOf(db: Handle, cases: readonly Pick<StageRow, 'id' | 'subject_key' | 'order_row_id'>[]): Promise<ReadonlyMap<number, readonly Standing[]>> {
  const orders = cases.flatMap(({ order_row_id }) => (order_row_id === null ? [] : [order_row_id]))
  const actions = () => db.selectFrom('staff_actions').select(['id', 'kind', 'variant', 'status', 'order_row_id', 'case_id', 'subject_key'])
  const found: readonly (readonly Pick<Selectable<StaffActionsTable>, 'id' | 'kind' | 'variant' | 'status' | 'order_row_id' | 'case_id' | 'subject_key'>[])[] = [
    orders.length === 0 ? [] : await actions().where('order_row_id', 'in', orders).execute(),
    await actions().where('case_id', 'in', cases.map(({ id }) => id)).execute(),
    await actions().where('subject_key', 'in', cases.map(({ subject_key }) => subject_key)).execute(),
  ]
  const [byOrder, byCase, bySubject] = [groupBy(found[0] ?? [], (one) => one.order_row_id ?? 0), groupBy(found[1] ?? [], (one) => one.case_id ?? 0), groupBy(found[2] ?? [], (one) => one.subject_key)]
  const [asked, askedOrders] = [await casesAskedAbout(db), await ordersAskedAbout(db)]
  return new Map(cases.map(({ id, subject_key, order_row_id }) => {
    const own = [...(byOrder.get(order_row_id ?? 0) ?? []), ...(byCase.get(id) ?? []), ...(bySubject.get(subject_key) ?? [])]
    const isAsked = asked.has(id) || (order_row_id !== null && askedOrders.has(order_row_id))
    return [id, [...own.map(standingOf), ...(isAsked ? (['approval'] as const) : [])]]
  }))
}

/** Cases of bulk decisions that a second person is asked to approve. */
async function casesAskedAbout(db: Handle): Promise<ReadonlySet<number>> {
  const rows = await db.selectFrom('approvals').select('payload').where('state', '=', 'waiting').execute()
  return new Set(rows.flatMap(({ payload }) => casesOfPayload(payload)))
}

/** Cases that an approval is about, as they are stored with it. */
export function casesOfPayload(payload: string): readonly number[] {
  const { items = [] } = JSON.parse(payload) as { readonly items?: readonly { readonly caseId: number }[] }
  return items.map(({ caseId }) => caseId)
}

/** Orders of batches of refunds that a supervisor is asked to release. */
async function ordersAskedAbout(db: Handle): Promise<ReadonlySet<number>> {
  const batches = await db.selectFrom('staff_actions').select('id').where('kind', '=', 'refund_batch').where('status', '=', 'asked').execute()
  return new Set(await ordersOfBatches(db, batches.map(({ id }) => id)))
}

async function ordersOfBatches(db: Handle, ids: readonly number[]): Promise<readonly number[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('action_events').select('data').where('action_id', 'in', ids).where('type', '=', 'asked').execute()
  return rows.flatMap(({ data }) => (JSON.parse(data) as { readonly items: readonly { readonly orderRowId: number }[] }).items.map(({ orderRowId }) => orderRowId))
}
