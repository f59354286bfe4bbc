import type { Store, Tx } from '../../../db/client.ts'
import {
  addAlertEvent, insertAlert, joinStorm, leaveStorm, listAlertRules, listOpenAlerts, listUntoldAlerts, markTold, moveAlert, touchAlert,
} from '../../../db/queries/alerts.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { markLease, takeLease } from '../../../db/queries/leases.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import { listStaffMembers } from '../../../db/queries/staff.ts'
import { type Alert, stepOf, tellingOf } from '../../domain/alerts/alert.ts'
import { type AlertRule, isQuiet, type Judgement, STORM_MS } from '../../domain/alerts/alert-rule.ts'
import { METRIC_NATURE } from '../../domain/alerts/metric.ts'
import { invariant } from '../../domain/values/result.ts'
import { HOUR_MS, type Instant, MINUTE_MS, SECOND_MS } from '../../domain/values/time.ts'
import { readRule } from './alert-readings.server.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { emitEvents } from '../outbox/emit-events.ts'
import { queueNotices } from '../outbox/queue-notice.ts'

export interface AlertRound {
  readonly raised: number
  readonly resolved: number
}

const LEASE = 'alerts'
/** A process that shows no sign of life for so long is stood in for by another. */
const LEASE_MS = 30 * SECOND_MS
/** Writers of other processes may commit a little after the moment they name. */
const OVERLAP_MS = 2 * MINUTE_MS
/** How often it is written down that an open alert still holds. */
const TOUCH_MS = MINUTE_MS

/**
 * Looks at every alert rule once: raises, keeps, wakes and ends alerts, joins many into a storm, and tells who is to be told. Of many processes one
 * does it, by lease; null for the others. The database keeps one open alert a rule and subject, whatever happens.
 */
export async function evaluateAlerts(context: UseCaseContext, holder: string): Promise<AlertRound | null> {
  const { store, now } = context
  const lease = await store.write((tx) => takeLease(tx, LEASE, holder, now, now + LEASE_MS))
  if (lease === null) return null
  const since = lease.mark === '' ? now - HOUR_MS : Number(lease.mark) - OVERLAP_MS
  const [{ settings: { zone } }, rules, open] = await Promise.all([getOperatorSettings(store.read), listAlertRules(store.read), listOpenAlerts(store.read)])
  const round = { raised: 0, resolved: 0 }
  const storm = rules.find(({ rule }) => rule.metric === 'open_alerts')?.rule ?? null
  for (const { rule } of rules.filter(({ rule: one }) => one.metric !== 'open_alerts')) await lookAtRule(context, rule, open.filter(({ ruleCode }) => ruleCode === rule.code), { zone, since }, round)
  // Alerts of rules that are gone have nobody to end them.
  await endOrphans(context, open.filter(({ ruleCode }) => !rules.some(({ rule }) => rule.code === ruleCode)), round)
  if (storm) await lookForStorm(context, storm, open.filter(({ ruleCode }) => ruleCode === storm.code), { zone, since }, round)
  await tell(context, rules.map(({ rule }) => rule), zone)
  await store.write((tx) => markLease(tx, LEASE, holder, String(now)))
  return round
}

interface Steps {
  readonly raise: readonly Judgement[]
  readonly change: readonly { readonly alert: Alert; readonly type: 'touch' | 'wake' | 'resolve'; readonly worse: Judgement | null }[]
}

async function stepsOf(store: Store, rule: AlertRule, open: readonly Alert[], { zone, since, now }: { readonly zone: string; readonly since: Instant; readonly now: Instant }): Promise<Steps> {
  const byStanding = new Map(open.map((alert) => [alert.subject, alert]))
  const read = rule.isOn ? await readRule(store.read, rule, { now, zone, since, openSubjects: [...byStanding.keys()] }) : new Map<string, readonly Judgement[]>()
  // What changed hours are looked at twice within the overlap; an alert must outlive that.
  const paced = METRIC_NATURE[rule.metric].kind === 'hours' ? { ...rule, clearMs: Math.max(rule.clearMs, 2 * OVERLAP_MS) } : rule
  const raise: Judgement[] = []
  const change: Steps['change'][number][] = []
  for (const subject of new Set([...read.keys(), ...byStanding.keys()])) {
    const telling = tellingOf(read.get(subject) ?? [])
    const alert = byStanding.get(subject) ?? null
    const step = rule.isOn ? stepOf(alert, telling, paced, now) : alert ? ({ type: 'resolve' } as const) : ({ type: 'none' } as const)
    if (step.type === 'raise' && telling) raise.push(telling)
    if (alert === null) continue
    // As bad as before is told as it is now: of as many late cases the longest wait has grown.
    if (step.type === 'hold' && (step.isWorse || now - alert.lastHeldAt >= TOUCH_MS)) change.push({ alert, type: 'touch', worse: step.isWorse || telling?.reading.value === alert.value ? telling : null })
    if (step.type === 'wake' || (step.type === 'hold' && step.wakes)) change.push({ alert, type: 'wake', worse: null })
    if (step.type === 'resolve') change.push({ alert, type: 'resolve', worse: null })
  }
  return { raise, change }
}

async function lookAtRule(context: UseCaseContext, rule: AlertRule, open: readonly Alert[], look: { readonly zone: string; readonly since: Instant }, round: { raised: number; resolved: number }): Promise<void> {
  const { store, now } = context
  const steps = await stepsOf(store, rule, open, { ...look, now })
  if (steps.raise.length === 0 && steps.change.length === 0) return
  const done = await store.write((tx) => apply(tx, context, rule, steps))
  round.raised += done.raised.length
  round.resolved += done.resolved
}

async function apply(tx: Tx, context: UseCaseContext, rule: AlertRule | null, { raise, change }: Steps): Promise<{ readonly raised: readonly number[]; readonly resolved: number }> {
  const { keys, now } = context
  const raised: number[] = []
  let resolved = 0
  for (const judgement of raise) {
    invariant(rule, 'only a rule raises')
    const id = await insertAlert(tx, rule, judgement, now)
    if (id === null) continue
    raised.push(id)
    const { subject, value } = judgement.reading
    await addAlertEvent(tx, { alertId: id, type: 'raised', data: { value, limit: judgement.limit }, at: now })
    await appendAuditEvent(tx, keys, auditEntry(context, { action: 'alert.raised', object: `alert:${id}`, after: { rule: rule.code, subject, value, limit: judgement.limit, severity: rule.severity } }))
  }
  for (const { alert, type, worse } of change) {
    if (type === 'touch') await touchAlert(tx, alert, now, worse)
    else if (type === 'wake') {
      if (!(await moveAlert(tx, alert, { state: 'raised' }))) continue
      await addAlertEvent(tx, { alertId: alert.id, type: 'woken', at: now })
      await appendAuditEvent(tx, keys, auditEntry(context, { action: 'alert.woken', object: `alert:${alert.id}` }))
    } else if (await moveAlert(tx, alert, { state: 'resolved', resolvedAt: now })) {
      resolved += 1
      if (alert.metric === 'open_alerts') await leaveStorm(tx, alert.id, now)
      await addAlertEvent(tx, { alertId: alert.id, type: 'resolved', data: { lastHeldAt: alert.lastHeldAt }, at: now })
      await appendAuditEvent(tx, keys, auditEntry(context, { action: 'alert.resolved', object: `alert:${alert.id}`, before: { state: alert.state }, after: { lastHeldAt: alert.lastHeldAt } }))
    }
  }
  return { raised, resolved }
}

async function endOrphans(context: UseCaseContext, orphans: readonly Alert[], round: { resolved: number }): Promise<void> {
  if (orphans.length === 0) return
  const done = await context.store.write((tx) => apply(tx, context, null, { raise: [], change: orphans.map((alert) => ({ alert, type: 'resolve' as const, worse: null })) }))
  round.resolved += done.resolved
}

/** Many alerts in a short time become one: the storm is told of, what belongs to it is not. */
async function lookForStorm(context: UseCaseContext, rule: AlertRule, open: readonly Alert[], look: { readonly zone: string; readonly since: Instant }, round: { raised: number; resolved: number }): Promise<void> {
  const { store } = context
  await lookAtRule(context, rule, open, look, round)
  const standing = await listOpenAlerts(store.read)
  const storm = standing.find(({ ruleCode }) => ruleCode === rule.code)
  const members = storm ? standing.filter((alert) => alert.id !== storm.id && alert.stormId === null && alert.toldAt === null && alert.raisedAt >= storm.raisedAt - STORM_MS) : []
  if (storm && members.length > 0) await store.write((tx) => joinStorm(tx, members.map(({ id }) => id), storm.id))
}

/** Writes to those who are to be told, once an alert. In quiet hours it waits; who is told in the morning is told of what still stands. */
async function tell(context: UseCaseContext, rules: readonly AlertRule[], zone: string): Promise<void> {
  const { store, now } = context
  const untold = await listUntoldAlerts(store.read)
  const due = untold.flatMap((alert) => {
    const rule = rules.find(({ code }) => code === alert.ruleCode)
    return rule && !isQuiet(rule, now, zone) ? [{ alert, rule }] : []
  })
  if (due.length === 0) return
  const staff = (await listStaffMembers(store.read)).filter(({ disabledAt }) => disabledAt === null)
  await store.write(async (tx) => {
    for (const { alert, rule } of due) {
      const readers = rule.byEmail ? staff.filter(({ role }) => (rule.roles as readonly string[]).includes(role)) : []
      await queueNotices(tx, context, readers.map(({ email, locale }) => ({
        kind: 'alert_raised' as const, object: `alert:${alert.id}`, event: `alert:${alert.id}:raised`, contact: { channel: 'email' as const, address: email }, language: locale,
        data: { alertId: alert.id, rule: alert.ruleCode, ruleName: alert.ruleName, metric: alert.metric, subject: alert.subject, severity: alert.severity, value: alert.value, limit: alert.limit, centre: alert.centre, from: alert.from, to: alert.to, ...alert.data },
      })))
      // A member of staff is nobody's business outside.
      const isAboutStaff = METRIC_NATURE[alert.metric].subject === 'staff'
      if (rule.byWebhook) {
        await emitEvents(tx, context, [{
          type: 'alert.raised', object: `alert:${alert.id}`, key: `alert:${alert.id}`,
          data: { alertId: alert.id, rule: alert.ruleCode, metric: alert.metric, subject: isAboutStaff ? null : alert.subject, severity: alert.severity, value: alert.value, limit: alert.limit, usual: alert.centre, from: alert.from, to: alert.to, raisedAt: alert.raisedAt },
        }])
      }
      await addAlertEvent(tx, { alertId: alert.id, type: 'told', data: { people: readers.length, roles: [...rule.roles] }, at: now })
    }
    await markTold(tx, due.map(({ alert }) => alert.id), now)
  })
}
