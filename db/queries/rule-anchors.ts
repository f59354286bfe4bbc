import type { RecordKind } from '../../app/domain/intake/record.ts'
import type { Handle } from '../client.ts'

/** Rows of records that were screened, newest row first, below a row; at most `limit`. */
export async function listScreenedAnchors(db: Handle, kind: RecordKind, below: number | null, limit: number): Promise<readonly number[]> {
  let query = db.selectFrom('screenings').select('record_row_id').where('kind', '=', kind)
  if (below !== null) query = query.where('record_row_id', '<', below)
  return (await query.orderBy('record_row_id', 'desc').limit(limit).execute()).map((row) => row.record_row_id)
}
