import type { CaseState, StaffCommand } from '../../domain/cases/case.ts'
import { isDrawn, isReviewed } from '../../domain/cases/second-review.ts'
import type { Tx } from '../../../db/client.ts'
import { getReviewShare, insertSecondReview, voidWaiting, wasReviewed } from '../../../db/queries/second-reviews.ts'
import { UNDO_MS } from '../../domain/cases/deadlines.ts'
import type { UseCaseContext } from '../context.ts'

/** In the transaction of a decision: puts it into the sample for a second opinion when its hash says so, and takes out what no longer stands. */
export async function drawSecondReview(tx: Tx, { now }: UseCaseContext, caseId: number, command: StaffCommand, state: CaseState): Promise<void> {
  if (command.type === 'undo' || command.type === 'reopen') return voidWaiting(tx, caseId)
  if (command.type !== 'decide' || state.status !== 'decided' || !isReviewed(state.disposition) || state.decidedBy === null) return
  const { share } = await getReviewShare(tx)
  if (!isDrawn(caseId, state.version, share) || (await wasReviewed(tx, caseId))) return
  await insertSecondReview(tx, { caseId, decisionSeq: state.version, firstId: state.decidedBy, outcome: state.disposition, reasonCode: state.reasonCode, opensAt: now + UNDO_MS })
}
