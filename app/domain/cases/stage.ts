import type { DisputeStatus } from '../actions/dispute.ts'
import type { ForcedMatchStatus } from '../actions/forced-match.ts'
import type { LegalHoldStatus } from '../actions/legal-hold.ts'
import type { OutsideReturnStatus } from '../actions/outside-return.ts'
import type { ProfileChangeStatus } from '../actions/profile-change.ts'
import type { RefundBatchStatus } from '../actions/refund-batch.ts'
import type { RefundStatus } from '../actions/refund.ts'
import type { WrongNumberStatus } from '../actions/wrong-number.ts'
import { unreachable } from '../values/result.ts'
import type { CaseStatus } from './case.ts'

/** Where a case is in its life, with its remedies (DOMAIN 4.2): from news to closed, then the side states. */
export const CASE_STAGES = [
  'new', 'triaged', 'in_review', 'awaiting_customer', 'awaiting_recipient', 'awaiting_channel', 'awaiting_approval', 'decided', 'executing', 'resolved', 'closed',
  'police_hold', 'regulator_escalated', 'duplicate_of', 'reopened',
] as const
export type CaseStage = (typeof CASE_STAGES)[number]

/**
 * What a remedy is waiting for: somebody outside, a second person, the program (`executing`), staff (`open`), only that nothing comes after it (`watched`:
 * the statement, an answer to the letter, the time in which a change can be taken back), or nothing any more.
 */
export type Standing = 'police_hold' | 'regulator' | 'customer' | 'recipient' | 'channel' | 'approval' | 'executing' | 'open' | 'watched' | 'over'

const REFUND: Readonly<Record<RefundStatus, Standing>> = {
  draft: 'open', submitted: 'approval', approved: 'executing', executing: 'executing', unknown: 'channel', failed: 'open', succeeded: 'watched', reconciled: 'over',
  rejected: 'over', withdrawn: 'over', expired: 'over', stopped: 'over', given_up: 'over', discarded: 'over',
}
const REFUND_BATCH: Readonly<Record<RefundBatchStatus, Standing>> = { asked: 'approval', released: 'over', rejected: 'over', withdrawn: 'over', expired: 'over' }
const WRONG_NUMBER: Readonly<Record<WrongNumberStatus, Standing>> = {
  open: 'open', awaiting_recipient: 'recipient', agreed: 'open', refused: 'open', lapsed: 'open', declined: 'over', moved: 'over',
}
const DISPUTE: Readonly<Record<DisputeStatus, Standing>> = {
  received: 'open', in_review: 'open', awaiting_customer: 'customer', awaiting_channel: 'channel', regulator_escalated: 'regulator', police_hold: 'police_hold', decided: 'watched',
  closed: 'over', withdrawn: 'over',
}
const OUTSIDE_RETURN: Readonly<Record<OutsideReturnStatus, Standing>> = { open: 'open', contested: 'open', represented: 'channel', winning: 'approval', lost: 'over', won: 'over', settled: 'over' }
const PROFILE_CHANGE: Readonly<Record<ProfileChangeStatus, Standing>> = {
  requested: 'customer', verified: 'approval', pending: 'executing', effective: 'watched', reverting: 'approval', frozen: 'open', settled: 'over', reverted: 'over', rejected: 'over',
  cancelled: 'over', lapsed: 'over',
}
const FORCED_MATCH: Readonly<Record<ForcedMatchStatus, Standing>> = {
  proposed: 'approval', forced: 'over', undoing: 'approval', undone: 'over', rejected: 'over', withdrawn: 'over', expired: 'over',
}
const LEGAL_HOLD: Readonly<Record<LegalHoldStatus, Standing>> = { held: 'police_hold', lifted: 'over' }

/** Kinds of actions that are remedies of a case, with what each of their states waits for. */
export const REMEDIES = {
  refund: REFUND, refund_batch: REFUND_BATCH, wrong_number: WRONG_NUMBER, dispute: DISPUTE, outside_return: OUTSIDE_RETURN, profile_change: PROFILE_CHANGE, forced_match: FORCED_MATCH,
  legal_hold: LEGAL_HOLD,
} as const

/** What an action as its row holds it waits for; `over` for one that is no remedy. Only what goes back by a channel is looked for on its statement. */
export function standingOf({ kind, variant, status }: { readonly kind: string; readonly variant: string; readonly status: string }): Standing {
  const standing = (REMEDIES as Readonly<Record<string, Readonly<Record<string, Standing>>>>)[kind]?.[status] ?? 'over'
  return standing === 'watched' && kind === 'refund' && variant !== 'refund' ? 'over' : standing
}

/** What of a case its stage is read from, besides its remedies. */
export interface StagedCase {
  readonly status: CaseStatus
  readonly isPart: boolean
  /** The clock stands, because the customer was asked. */
  readonly isPaused: boolean
  readonly hasAssignee: boolean
  /** Somebody has taken it up since it was last put before people. */
  readonly isTakenUp: boolean
  readonly isHandedOver: boolean
  /** Endings that were not undone. */
  readonly timesClosed: number
}

/**
 * The one stage of a case. What blocks it says more than what it waits for, and that more than what staff do with it. Of what is waited for, the customer comes
 * first, since then alone the clock stands: an open case whose clock runs never waits for the customer, whatever a remedy of it does. A case that is decided goes
 * on while its remedies do: `decided` while staff still have to act, `resolved` while all is done and only watched, `closed` when nothing is left.
 */
export function stageOf(of: StagedCase, remedies: readonly Standing[]): CaseStage {
  const has = (standing: Standing) => remedies.includes(standing)
  const { status } = of
  if (of.isPart || status === 'merged') return 'duplicate_of'
  if (has('police_hold')) return 'police_hold'
  if (has('regulator')) return 'regulator_escalated'
  if (of.isPaused) return 'awaiting_customer'
  if (has('approval')) return 'awaiting_approval'
  if (has('recipient')) return 'awaiting_recipient'
  if (has('channel')) return 'awaiting_channel'
  if (status === 'decided') return has('customer') ? 'awaiting_customer' : has('executing') ? 'executing' : has('open') ? 'decided' : has('watched') ? 'resolved' : 'closed'
  if (has('executing')) return 'executing'
  return of.timesClosed > 0 ? 'reopened' : handsOn(status, of)
}

/** Who has an open case in hand: nobody yet, somebody it was sorted to and who has not taken it up, or somebody at work. */
function handsOn(status: Exclude<CaseStatus, 'merged' | 'decided'>, { hasAssignee, isTakenUp, isHandedOver }: StagedCase): CaseStage {
  switch (status) {
    case 'new': return isHandedOver ? 'triaged' : 'new'
    case 'in_review': return isHandedOver || (hasAssignee && !isTakenUp) ? 'triaged' : 'in_review'
    case 'escalated': return isTakenUp && !isHandedOver ? 'in_review' : 'triaged'
    case 'snoozed': return 'triaged'
    // A hold and an answer that is there are looked into.
    case 'on_hold':
    case 'awaiting_customer': return isHandedOver ? 'triaged' : 'in_review'
    default: return unreachable(status)
  }
}
