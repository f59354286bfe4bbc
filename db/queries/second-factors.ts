import type { Handle, Tx } from '../client.ts'

/** The second factor of one person; `sealedSeed` opens with the product's secret alone (S59). */
export interface StoredFactor {
  readonly sealedSeed: string
  readonly since: number
  /** Time step of the last code that was taken. */
  readonly lastStep: number
}

export async function findFactor(db: Handle, staffId: number): Promise<StoredFactor | null> {
  const row = await db.selectFrom('staff').select(['sealed_totp_seed', 'factor_since', 'factor_last_step']).where('id', '=', staffId).executeTakeFirst()
  return row && row.sealed_totp_seed !== null && row.factor_since !== null ? { sealedSeed: row.sealed_totp_seed, since: row.factor_since, lastStep: row.factor_last_step } : null
}

/** Takes a code's time step, once: false when it, or a later one, was taken already, also by somebody at the same moment. */
export async function takeStep(tx: Tx, staffId: number, step: number): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('staff').set({ factor_last_step: step }).where('id', '=', staffId).where('factor_last_step', '<', step).executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Sets the seed in place of the one that was read; false when somebody was faster. */
export async function saveFactor(tx: Tx, staffId: number, before: string | null, factor: StoredFactor): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('staff')
    .set({ sealed_totp_seed: factor.sealedSeed, factor_since: factor.since, factor_last_step: factor.lastStep })
    .where('id', '=', staffId)
    .where((eb) => (before === null ? eb('sealed_totp_seed', 'is', null) : eb('sealed_totp_seed', '=', before)))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Takes the second factor and its recovery codes away. `askedAt` is when the time for a new one began. */
export async function deleteFactor(tx: Tx, staffId: number, askedAt: number): Promise<void> {
  await tx.updateTable('staff').set({ sealed_totp_seed: null, factor_since: null, factor_asked_at: askedAt }).where('id', '=', staffId).execute()
  await tx.deleteFrom('recovery_codes').where('staff_id', '=', staffId).execute()
}

/** New recovery codes in place of all older ones. */
export async function replaceRecoveryCodes(tx: Tx, staffId: number, hashes: readonly string[], madeAt: number): Promise<void> {
  await tx.deleteFrom('recovery_codes').where('staff_id', '=', staffId).execute()
  await tx.insertInto('recovery_codes').values(hashes.map((code_hash) => ({ staff_id: staffId, code_hash, made_at: madeAt, used_at: null }))).execute()
}

/** Uses a recovery code up; false when there is no such unused one. */
export async function spendRecoveryCode(tx: Tx, staffId: number, hash: string, at: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('recovery_codes').set({ used_at: at }).where('staff_id', '=', staffId).where('code_hash', '=', hash).where('used_at', 'is', null).executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function countRecoveryCodes(db: Handle, staffId: number): Promise<number> {
  const { count } = await db
    .selectFrom('recovery_codes').select((eb) => eb.fn.countAll<number>().as('count')).where('staff_id', '=', staffId).where('used_at', 'is', null).executeTakeFirstOrThrow()
  return Number(count)
}
