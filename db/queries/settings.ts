import { sql } from 'kysely'
import { DEFAULT_SETTINGS, type OperatorSettings } from '../../app/domain/intake/operator-settings.ts'
import { DEFAULT_PRIVACY, type PrivacySettings } from '../../app/domain/privacy/privacy-settings.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle, Tx } from '../client.ts'

const OPERATOR = 'operator'
const PRIVACY = 'privacy'

/** The operator's settings with the version a change has to name (S8); version 0 while nothing was ever saved. */
export interface StoredSettings {
  readonly settings: OperatorSettings
  readonly version: number
}

/** The same for {@link PrivacySettings}. */
export interface StoredPrivacy {
  readonly settings: PrivacySettings
  readonly version: number
}

interface Change {
  readonly at: Instant
  readonly by: number | null
}

const lastRead = new Map<string, OperatorSettings>()
const MOST_READ = 8

/**
 * What the operator knows of itself; defaults fill what was never set. The same object as long as nobody changes it: what is made of settings, such as the lists that texts
 * are read with and all that was read with them, is found again by it.
 */
export async function getOperatorSettings(db: Handle): Promise<StoredSettings> {
  const { text, version } = await readSettings(db, OPERATOR)
  let settings = lastRead.get(text)
  if (!settings) {
    settings = Object.freeze({ ...DEFAULT_SETTINGS, ...(JSON.parse(text) as Partial<OperatorSettings>) })
    if (lastRead.size >= MOST_READ) lastRead.clear()
    lastRead.set(text, settings)
  }
  return { settings, version }
}

/** Replaces the settings if they still have the version that was read. False when somebody else was faster. */
export function saveOperatorSettings(tx: Tx, settings: OperatorSettings, readVersion: number, changed: Change): Promise<boolean> {
  return saveSettings(tx, OPERATOR, settings, readVersion, changed)
}

/** How staff sign in, when looking at personal data is too much, and how long it is kept; defaults fill what was never set. */
export async function getPrivacySettings(db: Handle): Promise<StoredPrivacy> {
  const { text, version } = await readSettings(db, PRIVACY)
  const value = JSON.parse(text) as Partial<PrivacySettings>
  return { settings: { ...DEFAULT_PRIVACY, ...value, retentionDays: { ...DEFAULT_PRIVACY.retentionDays, ...value.retentionDays } }, version }
}

/** {@link saveOperatorSettings} of the privacy settings. */
export function savePrivacySettings(tx: Tx, settings: PrivacySettings, readVersion: number, changed: Change): Promise<boolean> {
  return saveSettings(tx, PRIVACY, settings, readVersion, changed)
}

async function readSettings(db: Handle, key: string): Promise<{ readonly text: string; readonly version: number }> {
  const { rows: [row] } = await sql<{ value: string; version: number }>`select value, version from settings where key = ${key}`.execute(db)
  return row ? { text: row.value, version: row.version } : { text: '{}', version: 0 }
}

async function saveSettings(tx: Tx, key: string, settings: object, readVersion: number, changed: Change): Promise<boolean> {
  const row = { value: JSON.stringify(settings), version: readVersion + 1, changed_at: changed.at, changed_by: changed.by }
  if (readVersion === 0) {
    const inserted = await tx
      .insertInto('settings')
      .values({ key, ...row })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .executeTakeFirst()
    return (inserted.numInsertedOrUpdatedRows ?? 0n) === 1n
  }
  const updated = await tx.updateTable('settings').set(row).where('key', '=', key).where('version', '=', readVersion).executeTakeFirst()
  return updated.numUpdatedRows === 1n
}
