import { checkSettings } from '../../domain/intake/check-settings.ts'
import type { OperatorSettings } from '../../domain/intake/operator-settings.ts'
import { checkedReason } from '../../domain/values/reason.ts'
import { accept, refuse, type Json, type Result } from '../../domain/values/result.ts'
import { may } from '../../auth/permissions.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { getOperatorSettings, saveOperatorSettings, type StoredSettings } from '../../../db/queries/settings.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { refusePermission } from '../refuse-permission.ts'

/** Longest list whose added and removed entries the audit names one by one. */
const NAMED_MAX = 50

/**
 * Replaces the operator's settings, for a reason, and puts what changed on record. Refuses `not_permitted`, `reason_needed`, what `checkSettings` refuses,
 * `settings_changed` when someone else saved since `expectedVersion` (S8), and `nothing_changed`.
 */
export async function saveSettings(
  context: UseCaseContext, given: OperatorSettings, expectedVersion: number, reason: string,
): Promise<Result<StoredSettings>> {
  const { store, keys, now, actor } = context
  if (!may(actor.role ?? '', 'settings.edit')) return refusePermission(context, 'settings.edit')
  const told = checkedReason(reason)
  if (!told.ok) return told
  const checked = checkSettings(given)
  if (!checked.ok) return checked
  return store.write(async (tx) => {
    const current = await getOperatorSettings(tx)
    if (current.version !== expectedVersion) return refuse('settings_changed', { expected: expectedVersion, actual: current.version })
    const changed = (Object.keys(checked.value) as (keyof OperatorSettings)[]).filter((key) => JSON.stringify(checked.value[key]) !== JSON.stringify(current.settings[key]))
    if (changed.length === 0) return refuse('nothing_changed')
    if (!(await saveOperatorSettings(tx, checked.value, current.version, { at: now, by: actor.staffId }))) return refuse('settings_changed', { expected: expectedVersion, actual: current.version })
    await appendAuditEvent(
      tx, keys,
      auditEntry(context, {
        action: 'settings.changed', object: 'settings:operator', before: Object.fromEntries(changed.map((key) => [key, difference(current.settings[key], checked.value[key])])),
        after: Object.fromEntries(changed.map((key) => [key, difference(checked.value[key], current.settings[key])])), reason: told.value,
      }),
    )
    return accept({ settings: checked.value, version: current.version + 1 })
  })
}

/** Of a list what the other lacks, of anything else the value. Accounts and devices are ids of the trade, not of people. */
function difference(value: OperatorSettings[keyof OperatorSettings], other: OperatorSettings[keyof OperatorSettings]): Json {
  if (!Array.isArray(value) || !Array.isArray(other)) return value as Json
  const known = new Set(other.map((entry) => JSON.stringify(entry)))
  const own = value.filter((entry) => !known.has(JSON.stringify(entry))) as Json[]
  return own.length > NAMED_MAX ? { count: own.length } : own
}
