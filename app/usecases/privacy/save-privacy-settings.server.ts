import { checkPrivacySettings, type PrivacySettings } from '../../domain/privacy/privacy-settings.ts'
import { checkedReason } from '../../domain/values/reason.ts'
import { accept, refuse, type Json, type Result } from '../../domain/values/result.ts'
import { maskText } from '../../domain/values/masking.ts'
import { may } from '../../auth/permissions.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { getPrivacySettings, savePrivacySettings, type StoredPrivacy } from '../../../db/queries/settings.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { refusePermission } from '../refuse-permission.ts'

/**
 * Replaces the privacy settings, for a reason, and puts what changed on record. The caller has checked that the password was given lately (S64). Refuses
 * `not_permitted`, `reason_needed`, what `checkPrivacySettings` refuses, `settings_changed` when someone else saved since `expectedVersion` (S8), and `nothing_changed`.
 */
export async function savePrivacy(context: UseCaseContext, given: PrivacySettings, expectedVersion: number, reason: string): Promise<Result<StoredPrivacy>> {
  const { store, keys, now, actor } = context
  if (!may(actor.role ?? '', 'settings.edit')) return refusePermission(context, 'settings.edit')
  const told = checkedReason(reason)
  if (!told.ok) return told
  const checked = checkPrivacySettings(given)
  if (!checked.ok) return checked
  return store.write(async (tx) => {
    const current = await getPrivacySettings(tx)
    if (current.version !== expectedVersion) return refuse('settings_changed', { expected: expectedVersion, actual: current.version })
    const [before, after] = [flat(current.settings), flat(checked.value)]
    const changed = Object.keys(after).filter((name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]))
    if (changed.length === 0) return refuse('nothing_changed')
    if (!(await savePrivacySettings(tx, checked.value, current.version, { at: now, by: actor.staffId }))) return refuse('settings_changed', { expected: expectedVersion, actual: current.version })
    const part = (values: Readonly<Record<string, Json>>) => Object.fromEntries(changed.map((name) => [name, values[name] ?? null]))
    await appendAuditEvent(tx, keys, auditEntry(context, { action: 'privacy.changed', object: 'privacy:settings', before: part(before), after: part(after), reason: maskText(told.value) }))
    return accept({ settings: checked.value, version: current.version + 1 })
  })
}

/** One name a value, as the audit tells them. */
function flat({ retentionDays, ...rest }: PrivacySettings): Readonly<Record<string, Json>> {
  return { ...rest, ...Object.fromEntries(Object.entries(retentionDays).map(([name, days]) => [`retention_${name}`, days])) }
}
