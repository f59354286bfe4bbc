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
import type { ActionCommand, AnyStaffAction, StaffAction } from './staff-action.ts'
import { wrongNumber } from './wrong-number.ts'

/** Every kind of staff action by its name. A new one is a file beside this, a line here, and one in `app/usecases/actions/index.server.ts`. */
const BY_KIND = {
  policy_change: policyChange, refund, outside_return: outsideReturn, wrong_number: wrongNumber, refund_batch: refundBatch,
  profile_change: profileChange,
  rule_change: ruleChange,
  dispute,
  factor_reset: factorReset, person_merge: personMerge,
  forced_match: forcedMatch,
  erasure, legal_hold: legalHold,
}

export const STAFF_ACTIONS: readonly AnyStaffAction[] = Object.values(BY_KIND)

export function staffActionOf(kind: string): AnyStaffAction | null {
  return STAFF_ACTIONS.find((action) => action.kind === kind) ?? null
}

/** A command to an action whose kind is known only while running; the kind itself says whether it knows it. */
export type AnyCommand = ActionCommand & { readonly [field: string]: unknown }

/** What a kind of action can be told: its own commands where the code names the kind, any where it does not. */
export type CommandOf<Kind extends string> = Kind extends keyof typeof BY_KIND
  ? (typeof BY_KIND)[Kind] extends StaffAction<any, infer Command, any, any> ? Command : never
  : AnyCommand
