import { DEFAULT_SETTINGS, type OperatorSettings } from '../../app/domain/intake/operator-settings.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle, Tx } from '../client.ts'

const OPERATOR = 'operator'

/** The operator's settings with the version a change has to name (S8); version 0 while nothing was ever saved. */
export interface StoredSettings {
  readonly settings: OperatorSettings
  readonly version: number
}

/** What the operator knows of itself; defaults fill what was never set. */
export async function getOperatorSettings(db: Handle): Promise<StoredSettings> {
  const row = await db.selectFrom('settings').select(['value', 'version']).where('key', '=', OPERATOR).executeTakeFirst()
  if (!row) return { settings: DEFAULT_SETTINGS, version: 0 }
  return { settings: { ...DEFAULT_SETTINGS, ...(JSON.parse(row.value) as Partial<OperatorSettings>) }, version: row.version }
}

/** Replaces the settings if they still have the version that was read. False when somebody else was faster. */
export async function saveOperatorSettings(
  tx: Tx, settings: OperatorSettings, readVersion: number, changed: { readonly at: Instant; readonly by: number | null },
): Promise<boolean> {
  const value = JSON.stringify(settings)
  const row = { value, version: readVersion + 1, changed_at: changed.at, changed_by: changed.by }
  if (readVersion === 0) {
    const inserted = await tx
      .insertInto('settings')
      .values({ key: OPERATOR, ...row })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .executeTakeFirst()
    return (inserted.numInsertedOrUpdatedRows ?? 0n) === 1n
  }
  const updated = await tx.updateTable('settings').set(row).where('key', '=', OPERATOR).where('version', '=', readVersion).executeTakeFirst()
  return updated.numUpdatedRows === 1n
}
