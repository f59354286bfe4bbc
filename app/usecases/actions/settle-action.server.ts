import { refuse, type Result } from '../../domain/values/result.ts'
import { findActionKind } from '../../../db/queries/staff-actions.ts'
import { actionKindOf } from './index.server.ts'
import type { UseCaseContext } from '../context.ts'
import { type ActionAfter, performAction } from './perform-action.server.ts'
import { releaseRefundBatch } from '../money/release-refund-batch.server.ts'

export interface Settling {
  readonly type: string
  readonly reason: string
  readonly shownHash: string
  /** Orders of the sample that were looked at. */
  readonly lookedAt: readonly number[]
  readonly version: number
  readonly key: string
}

/**
 * Settles an action of any kind that waits for a second person, or takes it back: only commands by which that is done. Refuses `action_missing`,
 * `action_state_forbids`, and what the kind refuses.
 */
export async function settleAction(context: UseCaseContext, actionId: number, { type, reason, shownHash, lookedAt, version, key }: Settling): Promise<Result<ActionAfter>> {
  const kind = actionKindOf((await findActionKind(context.store.read, actionId)) ?? '')
  if (!kind) return refuse('action_missing')
  const rule = kind.action.rules[type]
  if (!rule || !['approve', 'reject', 'own'].includes(rule.part)) return refuse('action_state_forbids', { state: null, action: type })
  // Releasing a batch asks for each of its refunds too, all or none.
  if (kind.action.kind === 'refund_batch' && type === 'release') return releaseRefundBatch(context, actionId, { shownHash, lookedAt }, key)
  return performAction(context, { kind: kind.action.kind, actionId, command: { type, reason, shownHash, lookedAt }, expectedVersion: version, key })
}
