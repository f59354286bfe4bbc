import { factorReset, type FactorResetState } from '../../domain/actions/factor-reset.ts'
import { maskText } from '../../domain/values/masking.ts'
import { listActionRows } from '../../../db/queries/action-lists.ts'
import { findAction } from '../../../db/queries/staff-actions.ts'
import { findStaff } from '../../../db/queries/staff.ts'
import { actionFrame, type ActionFrame } from '../actions/action-view.ts'
import { factorResetKind } from '../actions/factor-reset.server.ts'
import type { UseCaseContext } from '../context.ts'

export interface FactorResetView {
  readonly frame: ActionFrame
  readonly name: string
  readonly email: string
  readonly reason: string
}

/** Most that a page shows. */
const SHOWN = 50

/** Resets of second factors that wait for a second look, newest first. */
export async function listFactorResets(context: UseCaseContext): Promise<readonly FactorResetView[]> {
  const { store, keys } = context
  const { rows } = await listActionRows(store.read, { kind: 'factor_reset', statuses: ['proposed'], isOpen: true }, 'newest', null, SHOWN)
  const views: FactorResetView[] = []
  for (const row of rows) {
    const loaded = await findAction<FactorResetState>(store.read, keys, factorReset, row.id)
    const member = await findStaff(store.read, loaded?.state.content?.staffId ?? 0)
    if (!loaded || !member) continue
    views.push({ frame: await actionFrame(context, factorResetKind, loaded), name: member.name, email: member.email, reason: maskText(loaded.state.reason ?? '') })
  }
  return views
}
