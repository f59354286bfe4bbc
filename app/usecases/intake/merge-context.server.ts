import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { getOperatorSettings, saveOperatorSettings } from '../../../db/queries/settings.ts'
import { mergeContext, parseContext } from '../../domain/intake/operator-context.ts'
import type { OperatorSettings } from '../../domain/intake/operator-settings.ts'
import { accept, invariant, type Result } from '../../domain/values/result.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'

/** Which settings a context changed, and the settings as they now are. */
export interface MergedContext {
  readonly changed: readonly (keyof OperatorSettings)[]
  readonly settings: OperatorSettings
}

/** Takes a `context.json` into the operator's settings, with one audit event when it changed anything. Refuses what `parseContext` refuses. */
export async function mergeOperatorContext(context: UseCaseContext, text: string): Promise<Result<MergedContext>> {
  const parsed = parseContext(text)
  if (!parsed.ok) return parsed
  return context.store.write(async (tx) => {
    const { settings, version } = await getOperatorSettings(tx)
    const merged = mergeContext(settings, parsed.value)
    const changed = (Object.keys(merged) as (keyof OperatorSettings)[]).filter((key) => JSON.stringify(merged[key]) !== JSON.stringify(settings[key]))
    if (changed.length === 0) return accept({ changed, settings })
    invariant(await saveOperatorSettings(tx, merged, version, { at: context.now, by: context.actor.staffId }), 'settings read in this transaction are those that are replaced')
    await appendAuditEvent(tx, context.keys, auditEntry(context, {
      action: 'settings.merged', object: 'settings:operator', before: sizesOf(settings, changed), after: sizesOf(merged, changed),
    }))
    return accept({ changed, settings: merged })
  })
}

/** How much of each setting there is: the lists themselves may hold accounts and are not repeated in the audit. */
function sizesOf(settings: OperatorSettings, keys: readonly (keyof OperatorSettings)[]): Record<string, string | number | null> {
  return Object.fromEntries(keys.map((key) => {
    const value = settings[key]
    return [key, Array.isArray(value) ? value.length : (value as string | number | null)]
  }))
}
