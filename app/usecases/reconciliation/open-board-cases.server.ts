import { listRunRowsOf } from '../../../db/queries/board.ts'
import { settleCases } from '../../../db/queries/cases.ts'
import type { Tx } from '../../../db/client.ts'
import { STAFF_FLAGS, STAFF_RULES } from '../../domain/cases/flag.ts'
import { BOARD_FAULTS } from '../../domain/reconciliation/board.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { actInside } from '../cases/act-on-case.ts'
import { allOrNone, need } from '../all-or-none.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { emitEvents } from '../outbox/emit-events.ts'
import { permissionsNow } from '../staff/permissions-now.ts'
import { raiseFlag } from '../cases/raise-flag.ts'
import { casesOpened } from '../outbox/told-events.ts'
import { findBoard } from './work-out-board.server.ts'

const BOARD_CASES_MAX = 100
/** Weight of the flag: enough for a case of the same day, by itself never more. */
const WEIGHT = 0.5

export interface OpenedBoardCases {
  readonly opened: number
  /** Orders whose case was there already and now says so too. */
  readonly joined: number
  readonly caseIds: readonly number[]
}

/**
 * Makes cases of orders on the board: each order that somebody has to look at gets a flag that says what the board found, and its case an owner. Refuses
 * `board_gone`, `board_no_fault` when one of them is settled or not on this board, `assignee_unfit`, and what assigning refuses; then nothing was done.
 */
export async function openBoardCases(context: UseCaseContext, day: string, orderRowIds: readonly number[], ownerId: number | null): Promise<Result<OpenedBoardCases>> {
  const { store, keys, now, actor } = context
  const ids = [...new Set(orderRowIds)].slice(0, BOARD_CASES_MAX)
  const run = await findBoard(store, day)
  if (!run || ids.length === 0) return refuse('board_gone')
  const rows = await listRunRowsOf(store.read, run.id, ids, BOARD_FAULTS)
  if (rows.length !== ids.length) return refuse('board_no_fault')
  return allOrNone(store, async (tx) => {
    if (ownerId !== null && !(await permissionsNow(tx, ownerId)).has('case.decide')) return refuse('assignee_unfit', {}, 'owner')
    const caseIds: number[] = []
    for (const row of rows) {
      const known = await findStanding(tx, row.rowId)
      const evidence = { day, class: row.class, expectedMinor: row.paidMinor, receivedMinor: row.receivedMinor, creditedMinor: row.creditedMinor, currency: row.currency }
      caseIds.push(known ?? (await raiseFlag(tx, row, { rule: STAFF_RULES.board, flag: STAFF_FLAGS.board, severity: 'S3', weight: WEIGHT, evidence }, now)))
    }
    const { opened, openedIds } = await settleCases(tx, caseIds, now)
    await emitEvents(tx, context, casesOpened(tx, openedIds))
    for (const caseId of caseIds) {
      await appendAuditEvent(tx, keys, auditEntry(context, { action: 'case.opened_from_board', object: `case:${caseId}`, after: { day, owner: ownerId } }))
      if (ownerId === null) continue
      need(await actInside(tx, context, caseId, ownerId === actor.staffId ? { type: 'claim' } : { type: 'assign', staffId: ownerId }, null))
    }
    return accept({ opened, joined: caseIds.length - opened, caseIds })
  })
}

/** The case of an order that the board has raised a flag on already, or null. */
async function findStanding(tx: Tx, orderRowId: number): Promise<number | null> {
  const row = await tx.selectFrom('flags').select('case_id').where('kind', '=', 'order').where('record_row_id', '=', orderRowId).where('rule_id', '=', STAFF_RULES.board).where('withdrawn_at', 'is', null).executeTakeFirst()
  return row?.case_id ?? null
}
