import type { Conflict } from './case.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { DAY_MS, type Instant } from '../values/time.ts'

const APPROVAL_STATES = ['waiting', 'approved', 'rejected', 'expired', 'void', 'withdrawn'] as const
export type ApprovalState = (typeof APPROVAL_STATES)[number]

/** How long an approval can be given (DOMAIN 4.7). */
export const APPROVAL_MS = DAY_MS
/** More cases than one person decides alone, and the most that two may (DOMAIN 4.7, bulk action). */
export const BULK_ALONE_MAX = 20
export const BULK_TOGETHER_MAX = 200
/** Cases of a bulk action that the checker has to look at before approving it. */
export const SAMPLE_SIZE = 5

export interface Approval {
  readonly state: ApprovalState
  readonly makerId: number
  readonly payloadHash: string
  readonly expiresAt: Instant
  readonly sample: readonly number[]
}

export type ApprovalCommand =
  | { readonly type: 'approve'; readonly shownHash: string; readonly lookedAt: readonly number[] }
  | { readonly type: 'reject'; readonly reason: string }
  | { readonly type: 'withdraw' }

/**
 * The state a command leads to. The maker can never be the checker (S6), nor can who stands near to any of the cases (S68); what is approved is what was shown
 * (S7). Refuses `approval_settled`, `approval_expired`, `maker_is_checker`, `conflict_of_interest`, `not_permitted`, `approval_other_content`, `sample_not_seen`,
 * `reason_needed`, `not_yours`.
 */
export function settle(
  approval: Approval, command: ApprovalCommand, situation: { readonly staffId: number; readonly mayCheck: boolean; readonly conflict: Conflict | null; readonly now: Instant },
): Result<ApprovalState> {
  const { staffId, mayCheck, conflict, now } = situation
  if (approval.state !== 'waiting') return refuse('approval_settled', { state: approval.state })
  if (now > approval.expiresAt) return refuse('approval_expired')
  if (command.type === 'withdraw') return approval.makerId === staffId ? accept('withdrawn') : refuse('not_yours')
  if (!mayCheck) return refuse('not_permitted')
  if (approval.makerId === staffId) return refuse('maker_is_checker')
  if (conflict !== null) return refuse('conflict_of_interest', { conflict })
  if (command.type === 'reject') return command.reason.trim() === '' ? refuse('reason_needed', { min: 1 }, 'reason') : accept('rejected')
  if (command.shownHash !== approval.payloadHash) return refuse('approval_other_content')
  const unseen = approval.sample.filter((id) => !command.lookedAt.includes(id))
  return unseen.length > 0 ? refuse('sample_not_seen', { left: unseen.length, cases: unseen }) : accept('approved')
}

/** Which cases of a bulk action the checker looks at: spread evenly, the same for the same selection. */
export function sampleOf(caseIds: readonly number[]): readonly number[] {
  const sorted = [...new Set(caseIds)].sort((a, b) => a - b)
  if (sorted.length <= SAMPLE_SIZE) return sorted
  const step = (sorted.length - 1) / (SAMPLE_SIZE - 1)
  return Array.from({ length: SAMPLE_SIZE }, (_, i) => sorted[Math.round(i * step)] ?? 0)
}
