import type { AnyActionKind } from './action-kind.ts'
import { disputeKind } from './dispute.server.ts'
import { erasureKind } from './erasure.server.ts'
import { factorResetKind } from './factor-reset.server.ts'
import { forcedMatchKind } from './forced-match.server.ts'
import { legalHoldKind } from './legal-hold.server.ts'
import { outsideReturnKind } from './outside-return.server.ts'
import { personMergeKind } from './person-merge.server.ts'
import { policyChangeKind } from './policy-change.server.ts'
import { profileChangeKind } from './profile-change.server.ts'
import { refundBatchKind } from './refund-batch.server.ts'
import { refundKind } from './refund.server.ts'
import { ruleChangeKind } from './rule-change.server.ts'
import { wrongNumberKind } from './wrong-number.server.ts'

/** Every kind of staff action with the facts it decides by. The list of `app/domain/actions/index.ts`, completed. */
export const ACTION_KINDS: readonly AnyActionKind[] = [
  policyChangeKind, refundKind, outsideReturnKind, wrongNumberKind, refundBatchKind,
  profileChangeKind,
  ruleChangeKind,
  disputeKind,
  factorResetKind, personMergeKind,
  forcedMatchKind,
  erasureKind, legalHoldKind,
]

export function actionKindOf(kind: string): AnyActionKind | null {
  return ACTION_KINDS.find((one) => one.action.kind === kind) ?? null
}
