import type { Selectable } from 'kysely'
import { DEFAULT_SHARE, type SecondReviewState } from '../../app/domain/cases/second-review.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle, Tx } from '../client.ts'
import type { CasesTable, SecondReviewsTable } from '../schema.ts'

const KEY = 'second_review'

export type SecondReviewRow = Selectable<SecondReviewsTable>

/** The share of decisions that is drawn, with the version a change has to name. */
export async function getReviewShare(db: Handle): Promise<{ readonly share: number; readonly version: number }> {
  const row = await db.selectFrom('settings').select(['value', 'version']).where('key', '=', KEY).executeTakeFirst()
  return row ? { share: (JSON.parse(row.value) as { share: number }).share, version: row.version } : { share: DEFAULT_SHARE, version: 0 }
}

/** False when somebody else was faster. */
export async function saveReviewShare(tx: Tx, share: number, readVersion: number, changed: { readonly at: Instant; readonly by: number | null }): Promise<boolean> {
  const row = { value: JSON.stringify({ share }), version: readVersion + 1, changed_at: changed.at, changed_by: changed.by }
  const written = readVersion === 0
    ? (await tx.insertInto('settings').values({ key: KEY, ...row }).onConflict((conflict) => conflict.column('key').doNothing()).executeTakeFirst()).numInsertedOrUpdatedRows
    : (await tx.updateTable('settings').set(row).where('key', '=', KEY).where('version', '=', readVersion).executeTakeFirst()).numUpdatedRows
  return (written ?? 0n) === 1n
}

/** Whether somebody has judged a decision of this case a second time already. */
export async function wasReviewed(db: Handle, caseId: number): Promise<boolean> {
  return (await db.selectFrom('second_reviews').select('id').where('case_id', '=', caseId).where('second_id', 'is not', null).limit(1).executeTakeFirst()) !== undefined
}

export async function insertSecondReview(
  tx: Tx, draw: { readonly caseId: number; readonly decisionSeq: number; readonly firstId: number; readonly outcome: string; readonly reasonCode: string | null; readonly opensAt: Instant },
): Promise<void> {
  await voidWaiting(tx, draw.caseId)
  const flags = await tx.selectFrom('flags').select('flag').distinct().where('case_id', '=', draw.caseId).where('withdrawn_at', 'is', null).orderBy('flag').execute()
  await tx
    .insertInto('second_reviews')
    .values({
      case_id: draw.caseId, decision_seq: draw.decisionSeq, first_id: draw.firstId, first_outcome: draw.outcome, first_reason: draw.reasonCode, flags: JSON.stringify(flags.map((one) => one.flag)),
      state: 'waiting', opens_at: draw.opensAt, second_id: null, second_outcome: null, second_reason: null, second_note: null, reviewed_at: null, settled_by: null, settled_outcome: null,
      settled_note: null, settled_at: null, version: 1,
    })
    .execute()
}

/** What was to be judged does not stand any more. */
export async function voidWaiting(tx: Tx, caseId: number): Promise<void> {
  await tx.updateTable('second_reviews').set((eb) => ({ state: 'void', version: eb('version', '+', 1) })).where('case_id', '=', caseId).where('state', '=', 'waiting').execute()
}

export async function findSecondReview(db: Handle, id: number): Promise<SecondReviewRow | null> {
  return (await db.selectFrom('second_reviews').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
}

/** Writes the next state if nobody was faster. */
export async function updateSecondReview(
  tx: Tx, row: SecondReviewRow, to: Partial<Omit<SecondReviewRow, 'id' | 'version'>> & { readonly state: SecondReviewState },
): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('second_reviews').set({ ...to, version: row.version + 1 }).where('id', '=', row.id).where('version', '=', row.version).executeTakeFirst()
  return numUpdatedRows === 1n
}

export type ListedReview = SecondReviewRow & { readonly case: Selectable<CasesTable> }

/** Reviews of one state whose decision still stands, the oldest first. Waiting ones only once they can be done, and never the reader's own decision. */
export async function listSecondReviews(db: Handle, state: 'waiting' | 'disagreed', { staffId, now, limit }: { readonly staffId: number; readonly now: Instant; readonly limit: number }): Promise<readonly ListedReview[]> {
  let query = db.selectFrom('second_reviews').selectAll('second_reviews').where('second_reviews.state', '=', state).where('second_reviews.opens_at', '<=', now)
  if (state === 'waiting')
    query = query.innerJoin('cases', 'cases.id', 'second_reviews.case_id').where('cases.state', '=', 'decided').where('first_id', '!=', staffId)
  const rows = await query.orderBy('second_reviews.opens_at').orderBy('second_reviews.id').limit(limit).execute()
  const cases = rows.length === 0 ? [] : await db.selectFrom('cases').selectAll().where('id', 'in', rows.map((row) => row.case_id)).execute()
  return rows.flatMap((row) => {
    const found = cases.find((one) => one.id === row.case_id)
    return found ? [{ ...row, case: found }] : []
  })
}

/** Reviews that were given since an instant, newest first, bounded. */
export async function listGivenReviews(db: Handle, since: Instant, limit: number): Promise<readonly SecondReviewRow[]> {
  return db.selectFrom('second_reviews').selectAll().where('reviewed_at', 'is not', null).where('reviewed_at', '>=', since).orderBy('reviewed_at', 'desc').orderBy('id', 'desc').limit(limit).execute()
}
