import { policyAt } from '../../domain/actions/policy.ts'
import { REFUND_STATES } from '../../domain/actions/refund.ts'
import type { ListedAction } from '../../domain/actions/listed-action.ts'
import type { Money } from '../../domain/values/money.ts'
import { countSerialParties, listPartyClaims, sumActionRows, type ActionCursor } from '../../../db/queries/action-lists.ts'
import { listPolicyEntries } from '../../../db/queries/policies.ts'
import { claimantOf, type Claimant } from './claimant.ts'
import type { UseCaseContext } from '../context.ts'
import { type ActionListRequest, pageOfActions } from '../actions/list-actions.server.ts'

export interface RefundsRequest extends Omit<ActionListRequest, 'kind' | 'makerId' | 'serial'> {
  readonly isMine: boolean
  /** Only of parties that asked as often as makes a serial claimant (R-REF-03; the policy says how often and within what time). */
  readonly isSerial: boolean
}

export interface RefundRow extends ListedAction {
  /** Requests of the same party in the window. */
  readonly claims: number
  /** Null when the order is no longer there. */
  readonly claimant: Claimant | null
}

export interface RefundsView {
  readonly rows: readonly RefundRow[]
  readonly next: ActionCursor | null
  /** Count and sum by state, of what the filter finds. */
  readonly totals: readonly { readonly status: string; readonly count: number; readonly amount: Money }[]
  /** Refunds of each state under the other filters. */
  readonly counts: Readonly<Record<string, number>>
}

/** Refunds with the totals of all that the filter finds. */
export async function listRefunds(context: UseCaseContext, { isMine, isSerial, ...request }: RefundsRequest): Promise<RefundsView> {
  const { store, actor, now } = context
  const policy = policyAt(await listPolicyEntries(store.read), now)
  const since = now - policy.serial_window_ms
  const asked = { ...request, kind: 'refund', makerId: isMine ? actor.staffId : null, serial: isSerial ? { since, least: policy.serial_claims } : null }
  const page = await pageOfActions(context, asked)
  const sums = await sumActionRows(store.read, { ...asked, statuses: [] })
  const counts: Record<string, number> = {}
  for (const { status, count } of sums) counts[status] = (counts[status] ?? 0) + count
  const { statuses = [] } = request
  const totals = sums.filter(({ status }) => statuses.length === 0 || statuses.includes(status))
  const parties = page.rows.flatMap((row) => (row.partyHash === null ? [] : [row.partyHash]))
  const [claims, told] = await Promise.all([countSerialParties(store.read, 'refund', parties, since), listPartyClaims(store.read, 'refund', parties)])
  const claimant = (id: number) => {
    const claim = told.find((one) => one.actionId === id)
    return claim ? claimantOf(claim, told.filter((one) => one.partyHash === claim.partyHash && one.actionId !== id)) : null
  }
  return {
    rows: page.rows.map(({ partyHash, ...row }) => ({ ...row, claims: claims.get(partyHash ?? '') ?? 1, claimant: claimant(row.id) })),
    next: page.next,
    counts,
    totals: totals.map((row) => ({ status: row.status, count: row.count, amount: { amountMinor: row.sum, currency: row.currency ?? '' } }))
      .sort((a, b) => (REFUND_STATES as readonly string[]).indexOf(a.status) - (REFUND_STATES as readonly string[]).indexOf(b.status)),
  }
}
