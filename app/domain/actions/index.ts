import { dispute } from './dispute.ts'
import { erasure } from './erasure.ts'
import { factorReset } from './factor-reset.ts'
import { forcedMatch } from './forced-match.ts'
import { legalHold } from './legal-hold.ts'
import { outsideReturn } from './outside-return.ts'
import { personMerge } from './person-merge.ts'
import { policyChange } from './policy-change.ts'
import { profileChange } from './profile-change.ts'
import { refundBatch } from './refund-batch.ts'
import { refund } from './refund.ts'
import { ruleChange } from './rule-change.ts'
import type { AnyStaffAction } from './staff-action.ts'
import { wrongNumber } from './wrong-number.ts'

/** Every kind of staff action. A new one is a file beside this, a line here, and one in `app/usecases/actions/index.server.ts`. */
export const STAFF_ACTIONS: readonly AnyStaffAction[] = [
  policyChange, refund, outsideReturn, wrongNumber, refundBatch,
  profileChange,
  ruleChange,
  dispute,
  factorReset, personMerge,
  forcedMatch,
  erasure, legalHold,
]

export function staffActionOf(kind: string): AnyStaffAction | null {
  return STAFF_ACTIONS.find((action) => action.kind === kind) ?? null
}
