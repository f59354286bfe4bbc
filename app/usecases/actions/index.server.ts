import type { AnyActionKind } from './action-kind.ts'
import { policyChangeKind } from './policy-change.server.ts'

/** Every kind of staff action with the facts it decides by. The list of `app/domain/actions/index.ts`, completed. */
export const ACTION_KINDS: readonly AnyActionKind[] = [policyChangeKind]

export function actionKindOf(kind: string): AnyActionKind | null {
  return ACTION_KINDS.find((one) => one.action.kind === kind) ?? null
}
