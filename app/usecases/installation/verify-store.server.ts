import type { AuditHead } from '../../../db/queries/audit.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import {
  checkCases, checkDailyFlags, checkDailyOrders, checkFeedStates, checkImportFiles, checkIntegrity, checkMetricHours, checkSealed, type Difference,
} from '../../../db/queries/verify.ts'
import { checkActions } from '../../../db/queries/verify-money.ts'
import { verifyAudit } from '../audit/verify-audit.server.ts'
import type { UseCaseContext } from '../context.ts'

export type { Difference }

/** The checks by name, in the order in which they run. */
const CHECKS = ['integrity', 'audit', 'cases', 'actions', 'daily_orders', 'daily_flags', 'metric_hours', 'feed_states', 'import_files', 'sealed'] as const
export type CheckName = (typeof CHECKS)[number]

export interface CheckReport {
  readonly check: CheckName
  readonly differences: readonly Difference[]
}

/**
 * Recomputes what can be recomputed and compares it with what is stored (S11, S18, S52), all of one moment. Changes nothing. Each check is told when it is
 * done. `anchors` are heads of the audit chain that were kept outside the database.
 */
export async function verifyStore(
  { store, keys }: Pick<UseCaseContext, 'store' | 'keys'>, anchors: readonly AuditHead[], onReport: (report: CheckReport) => void = () => {},
): Promise<readonly CheckReport[]> {
  const reports: CheckReport[] = []
  const report = async (check: CheckName, differences: Promise<readonly Difference[]>) => {
    const done = { check, differences: await differences }
    reports.push(done)
    onReport(done)
  }
  await report('integrity', checkIntegrity(store))
  await store.snapshot(async (db) => {
    const { settings } = await getOperatorSettings(db)
    await report('audit', auditDifferences(verifyAudit(db, keys, anchors)))
    await report('cases', checkCases(db))
    await report('actions', checkActions(db, keys))
    await report('daily_orders', checkDailyOrders(db, settings.zone))
    await report('daily_flags', checkDailyFlags(db, settings.zone))
    await report('metric_hours', checkMetricHours(db))
    await report('feed_states', checkFeedStates(db))
    await report('import_files', checkImportFiles(db))
    await report('sealed', checkSealed(db, keys))
  })
  return reports
}

async function auditDifferences(check: ReturnType<typeof verifyAudit>): Promise<readonly Difference[]> {
  const { fault, trail } = await check
  return fault ? [{ check: 'audit', object: `audit_event:${fault.seq}`, expected: 'whole', actual: fault.problem }, ...trail] : []
}
