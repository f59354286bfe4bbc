import type { Family, FlagEvidence, Severity, StaffRule } from '../../domain/cases/flag.ts'
import { combine } from '../../domain/rules/score.ts'
import { invariant, type Json } from '../../domain/values/result.ts'
import { dayOf, type Instant } from '../../domain/values/time.ts'
import { ensureCase } from '../../../db/queries/cases.ts'
import { addFlags, moveDailyFlags, withdrawFlags } from '../../../db/queries/flags.ts'
import { moveMetricHours } from '../../../db/queries/metric-hours.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import { dialectOf, type Tx } from '../../../db/client.ts'

/** The order that a flag is raised on. */
export interface FlaggedBy {
  readonly rowId: number
  readonly source: string
  readonly orderId: string
  readonly channel: string
  readonly targetNumber: string | null
  readonly paidMinor: number
  readonly currency: string
  readonly createdAt: Instant
}

export interface RaisedFlag {
  readonly rule: StaffRule
  /** `family/name`. */
  readonly flag: string
  readonly severity: Severity
  /** 0 to 1. */
  readonly weight: number
  /** Masked already: it is kept with the flag for ever. */
  readonly evidence: { readonly [key: string]: Json }
  /** What the case is about, as in `CaseSubject`; the order where it is left out. */
  readonly subjectKey?: string
}

/**
 * Raises a flag that no rule raises on an order, in the case of the order or of another subject, which is made when there is none; one of the same rule that stands gives way to it.
 * `settleCases` must follow in the same transaction. Answers with the case.
 */
export async function raiseFlag(tx: Tx, order: FlaggedBy, { rule, flag, severity, weight, evidence, subjectKey }: RaisedFlag, now: Instant): Promise<number> {
  const { settings } = await getOperatorSettings(tx)
  const about = subjectKey === undefined
    ? { subjectKey: `order:${order.rowId}`, orderRowId: order.rowId, orderId: order.orderId, targetNumber: order.targetNumber, moneyMinor: order.paidMinor }
    : { subjectKey, orderRowId: null, orderId: null, targetNumber: null, moneyMinor: 0 }
  const caseId = await ensureCase(tx, { ...about, channel: order.channel, currency: order.currency }, { create: true, now })
  invariant(caseId !== null, 'a case that was asked for is made')
  const family = flag.slice(0, flag.indexOf('/')) as Family
  const day = dayOf(order.createdAt, settings.zone)
  const share = (band: string, flags: number) => ({ day, family, ruleId: rule, channel: order.channel, band, flags })
  const standing = await tx.selectFrom('flags').select(['id', 'band']).where('kind', '=', 'order').where('record_row_id', '=', order.rowId).where('rule_id', '=', rule).where('withdrawn_at', 'is', null).execute()
  await withdrawFlags(tx, dialectOf(tx), standing.map(({ id }) => id), now)
  const { score, band } = combine([{ weight, rule: { id: rule, family, flag, severity, status: 'live' } }])
  const kept: FlagEvidence = { signals: [{ id: flag, strength: weight, evidence, spans: [], joined: [], flagged: [] }], because: [], clears: [], notAssessed: [] }
  await addFlags(tx, [{
    kind: 'order', record_row_id: order.rowId, record_source: order.source, record_id: order.orderId, order_row_id: order.rowId, order_id: order.orderId, case_id: caseId, flag, family, rule_id: rule,
    rule_version: 1, severity, weight, score, band, evidence: JSON.stringify(kept), at: order.createdAt, raised_at: now, withdrawn_at: null,
  }])
  await moveDailyFlags(tx, [...standing.map((one) => share(one.band, -1)), share(band, 1)])
  await moveMetricHours(tx, [{ metric: 'rule_flags', at: order.createdAt, subject: rule, volume: 1 - standing.length, hits: 1 - standing.length }], now)
  return caseId
}
