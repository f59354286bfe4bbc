import { listAlertRules, saveAlertRule, type StoredAlertRule } from '../../../db/queries/alerts.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { may } from '../../auth/permissions.ts'
import { type AlertRule, checkAlertRule } from '../../domain/alerts/alert-rule.ts'
import { checkedReason } from '../../domain/values/reason.ts'
import { accept, type Json, refuse, type Result } from '../../domain/values/result.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { refusePermission } from '../refuse-permission.ts'

export function getAlertRules({ store }: UseCaseContext): Promise<readonly StoredAlertRule[]> {
  return listAlertRules(store.read)
}

/**
 * Changes a rule from the version that was read, or adds one (`isNew`), for a reason. The metric of a rule stays: its alerts are about it. Refuses
 * `not_permitted`, `reason_needed`, what `checkAlertRule` refuses, `alert_rule_taken`, `alert_rule_gone`, `alert_rule_changed`.
 */
export async function changeAlertRule(context: UseCaseContext, given: AlertRule, { readVersion, isNew, reason }: { readonly readVersion: number; readonly isNew: boolean; readonly reason: string }): Promise<Result<null>> {
  const { store, keys, now, actor } = context
  if (!may(actor.role ?? '', 'alert.edit')) return refusePermission(context, 'alert.edit')
  const told = checkedReason(reason)
  if (!told.ok) return told
  const checked = checkAlertRule(given)
  if (!checked.ok) return checked
  return store.write(async (tx) => {
    const stored = (await listAlertRules(tx)).find(({ rule }) => rule.code === given.code)
    if (isNew && stored) return refuse('alert_rule_taken', {}, 'code')
    if (!isNew && !stored) return refuse('alert_rule_gone')
    if (stored && (stored.version !== readVersion || stored.rule.metric !== given.metric)) return refuse('alert_rule_changed')
    if (!(await saveAlertRule(tx, checked.value, readVersion, { at: now, by: actor.staffId }))) return refuse('alert_rule_changed')
    const changed = (Object.keys(given) as (keyof AlertRule)[]).filter((name) => JSON.stringify(given[name]) !== JSON.stringify(stored?.rule[name]))
    const only = (rule: AlertRule | undefined): Json => Object.fromEntries(changed.map((name) => [name, (rule?.[name] ?? null) as Json]))
    await appendAuditEvent(tx, keys, auditEntry(context, { action: 'alert.rule_saved', object: `alert_rule:${given.code}`, before: stored ? only(stored.rule) : null, after: only(given), reason: told.value }))
    return accept(null)
  })
}
