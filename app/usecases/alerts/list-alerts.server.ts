import { type AlertCursor, type AlertFilter, type AlertListRow, countAlertStates, countRaisedAlerts, listAlertRows, listAlertRules, newestAlertEventId } from '../../../db/queries/alerts.ts'
import { COUNT_CAP } from '../../../db/queries/counts.ts'
import { listStaffMembers } from '../../../db/queries/staff.ts'
import type { Handle } from '../../../db/client.ts'
import type { AlertState } from '../../domain/alerts/alert.ts'
import { METRIC_NATURE } from '../../domain/alerts/metric.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import type { UseCaseContext } from '../context.ts'

export interface AlertsRequest extends Omit<AlertFilter, 'stormId'> {
  /** From {@link AlertsView.next}. */
  readonly after: string | null
  readonly limit: number
}

/** An alert as lists show it; `staffName` where it is about a member of staff. */
export type ShownAlert = AlertListRow & { readonly staffName: string | null }

export interface AlertsView {
  readonly rows: readonly ShownAlert[]
  readonly next: string | null
  readonly raised: number
  /** Alerts of each state under the other filters; `countCap` means that many or more. */
  readonly counts: Readonly<Record<AlertState, number>>
  readonly countCap: number
  /** The last event of alerts that this was read with. */
  readonly seen: number
  readonly rules: readonly { readonly ruleCode: string; readonly ruleName: string }[]
}

/** Alerts, newest first; a storm stands for its members. Refuses `cursor_unknown`. */
export async function listAlerts({ store }: UseCaseContext, { after, limit, ...filter }: AlertsRequest): Promise<Result<AlertsView>> {
  const cursor = after === null ? null : readCursor(after)
  if (cursor === undefined) return refuse('cursor_unknown', {}, 'after')
  const seen = await newestAlertEventId(store.read)
  const [page, raised, counts, rules] = await Promise.all([listAlertRows(store.read, filter, cursor, limit), countRaisedAlerts(store.read), countAlertStates(store.read, filter), listAlertRules(store.read)])
  return accept({
    rows: await withStaffNames(store.read, page.rows), next: page.next ? `${page.next.at}.${page.next.id}` : null, raised, counts, countCap: COUNT_CAP, seen,
    rules: rules.map(({ rule }) => ({ ruleCode: rule.code, ruleName: rule.name })),
  })
}

/** Names the members of staff that alerts are about, for those who may see them: people who are signed in. */
export async function withStaffNames(db: Handle, rows: readonly AlertListRow[]): Promise<readonly ShownAlert[]> {
  if (!rows.some(({ metric }) => METRIC_NATURE[metric].subject === 'staff')) return rows.map((row) => ({ ...row, staffName: null }))
  const names = new Map((await listStaffMembers(db)).map(({ id, name }) => [`staff:${id}`, name]))
  return rows.map((row) => ({ ...row, staffName: METRIC_NATURE[row.metric].subject === 'staff' ? (names.get(row.subject) ?? row.subject) : null }))
}

function readCursor(text: string): AlertCursor | undefined {
  const match = /^(\d{1,15})\.(\d{1,15})$/.exec(text)
  return match ? { at: Number(match[1]), id: Number(match[2]) } : undefined
}
