import type { Selectable } from 'kysely'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle, Tx } from '../client.ts'
import type { ShiftsTable } from '../schema.ts'

export type ShiftRow = Selectable<ShiftsTable>

/** The shift that runs: the newest that nobody has taken over; null before the first. */
export async function findCurrentShift(db: Handle): Promise<ShiftRow | null> {
  return (await db.selectFrom('shifts').selectAll().where('in_signed_at', 'is', null).orderBy('id', 'desc').limit(1).executeTakeFirst()) ?? null
}

/** The shift that ended last. */
export async function findLastShift(db: Handle): Promise<ShiftRow | null> {
  return (await db.selectFrom('shifts').selectAll().where('in_signed_at', 'is not', null).orderBy('id', 'desc').limit(1).executeTakeFirst()) ?? null
}

export async function openShift(tx: Tx, now: Instant): Promise<ShiftRow> {
  return tx.insertInto('shifts').values({ lead_out: null, out_signed_at: null, lead_in: null, in_signed_at: null, lines: null, version: 1, opened_at: now }).returningAll().executeTakeFirstOrThrow()
}

/** Writes signatures if nobody was faster. */
export async function updateShift(tx: Tx, row: ShiftRow, to: Partial<Omit<ShiftRow, 'id' | 'version' | 'opened_at'>>): Promise<boolean> {
  return (await tx.updateTable('shifts').set({ ...to, version: row.version + 1 }).where('id', '=', row.id).where('version', '=', row.version).executeTakeFirst()).numUpdatedRows === 1n
}

export async function listShiftNotes(db: Handle, shiftId: number) {
  return db.selectFrom('shift_notes').selectAll().where('shift_id', '=', shiftId).orderBy('id').limit(200).execute()
}

export async function insertShiftNote(tx: Tx, note: { readonly shiftId: number; readonly staffId: number; readonly text: string; readonly at: Instant }): Promise<void> {
  await tx.insertInto('shift_notes').values({ shift_id: note.shiftId, staff_id: note.staffId, text: note.text, at: note.at }).execute()
}

export async function listShiftAcks(db: Handle, shiftId: number) {
  return db.selectFrom('shift_acks').selectAll().where('shift_id', '=', shiftId).execute()
}

export async function insertShiftAck(tx: Tx, ack: { readonly shiftId: number; readonly line: string; readonly staffId: number; readonly at: Instant }): Promise<void> {
  await tx.insertInto('shift_acks').values({ shift_id: ack.shiftId, line: ack.line, staff_id: ack.staffId, at: ack.at }).onConflict((conflict) => conflict.columns(['shift_id', 'line']).doNothing()).execute()
}

/** What was acknowledged of a hand-over that was taken back has to be looked at again. */
export async function dropShiftAcks(tx: Tx, shiftId: number): Promise<void> {
  await tx.deleteFrom('shift_acks').where('shift_id', '=', shiftId).execute()
}
