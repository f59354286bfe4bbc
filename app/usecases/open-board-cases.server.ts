import { listRunRowsOf } from '../../db/queries/board.ts'
import { ensureCase, settleCases } from '../../db/queries/cases.ts'
import { addFlags, moveDailyFlags } from '../../db/queries/flags.ts'
import { moveMetricHours } from '../../db/queries/metric-hours.ts'
import { getOperatorSettings } from '../../db/queries/settings.ts'
import { findStaff } from '../../db/queries/staff.ts'
import { may } from '../auth/permissions.ts'
import { type FlagEvidence, STAFF_RULE } from '../domain/cases/flag.ts'
import { BOARD_FAULTS } from '../domain/reconciliation/board.ts'
import { combine } from '../domain/rules/score.ts'
import { accept, refuse, type Refusal, type Result } from '../domain/values/result.ts'
import { dayOf } from '../domain/values/time.ts'
import { appendAuditEvent } from '../../db/queries/audit.ts'
import { actInside } from './act-on-case.ts'
import { auditEntry } from './audit-entry.ts'
import type { UseCaseContext } from './context.ts'
import { emitEvents } from './emit-events.ts'
import { casesOpened } from './told-events.ts'
import { findBoard } from './work-out-board.server.ts'

const BOARD_CASES_MAX = 100
/** Weight of the flag: enough for a case of the same day, by itself never more. */
const WEIGHT = 0.5
const FLAG = 'reconciliation/board'

/** Ends the transaction, carrying the refusal out. */
class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

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
  const { settings } = await getOperatorSettings(store.read)
  try {
    return await store.write(async (tx) => {
      if (ownerId !== null) {
        const member = await findStaff(tx, ownerId)
        if (!member || member.disabledAt !== null || !may(member.role, 'case.decide')) return refuse('assignee_unfit', {}, 'owner')
      }
      const caseIds: number[] = []
      for (const row of rows) {
        const subject = { subjectKey: `order:${row.rowId}`, orderRowId: row.rowId, orderId: row.orderId, channel: row.channel, targetNumber: row.targetNumber, moneyMinor: row.paidMinor, currency: row.currency }
        const caseId = await ensureCase(tx, subject, { create: true, now })
        if (caseId === null) throw new Error('a case that was asked for is made')
        caseIds.push(caseId)
        if (await tx.selectFrom('flags').select('id').where('kind', '=', 'order').where('record_row_id', '=', row.rowId).where('rule_id', '=', STAFF_RULE).where('withdrawn_at', 'is', null).executeTakeFirst()) continue
        const evidence: FlagEvidence = {
          signals: [{ id: FLAG, strength: WEIGHT, evidence: { day, class: row.class, expectedMinor: row.paidMinor, receivedMinor: row.receivedMinor, creditedMinor: row.creditedMinor, currency: row.currency }, spans: [], joined: [], flagged: [] }],
          because: [], clears: [], notAssessed: [],
        }
        const { score, band } = combine([{ weight: WEIGHT, rule: { id: STAFF_RULE, family: 'reconciliation', flag: FLAG, severity: 'S3', status: 'live' } }])
        await addFlags(tx, [{
          kind: 'order', record_row_id: row.rowId, record_source: row.source, record_id: row.orderId, order_row_id: row.rowId, order_id: row.orderId, case_id: caseId, flag: FLAG, family: 'reconciliation', rule_id: STAFF_RULE,
          rule_version: 1, severity: 'S3', weight: WEIGHT, score, band, evidence: JSON.stringify(evidence), at: row.createdAt, raised_at: now, withdrawn_at: null,
        }])
        await moveDailyFlags(tx, [{ day: dayOf(row.createdAt, settings.zone), family: 'reconciliation', ruleId: STAFF_RULE, channel: row.channel, band, flags: 1 }])
        await moveMetricHours(tx, [{ metric: 'rule_flags', at: row.createdAt, subject: STAFF_RULE, volume: 1, hits: 1 }], now)
      }
      const { opened, openedIds } = await settleCases(tx, caseIds, now)
      await emitEvents(tx, context, casesOpened(tx, openedIds))
      for (const caseId of caseIds) {
        await appendAuditEvent(tx, keys, auditEntry(context, { action: 'case.opened_from_board', object: `case:${caseId}`, after: { day, owner: ownerId } }))
        if (ownerId === null) continue
        const given = await actInside(tx, context, caseId, ownerId === actor.staffId ? { type: 'claim' } : { type: 'assign', staffId: ownerId }, null)
        if (!given.ok) throw new Refused(given.refusal)
      }
      return accept({ opened, joined: caseIds.length - opened, caseIds })
    })
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal }
    throw error
  }
}
