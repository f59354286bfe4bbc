import { goodwillCapIn, policyAt, policyFault, isPolicyName, type Policy } from '../../domain/actions/policy.ts'
import { DECIDING_RULES, policyShifts, policyVerdict, type PolicyShift, type PolicyVerdict } from '../../domain/actions/policy-preview.ts'
import { refund, type RefundContent, type RefundFacts, type RefundState } from '../../domain/actions/refund.ts'
import type { Money } from '../../domain/values/money.ts'
import { accept, refuse, type Json, type Result } from '../../domain/values/result.ts'
import { DAY_MS, dayOf, type Instant } from '../../domain/values/time.ts'
import { listPolicyEntries } from '../../../db/queries/policies.ts'
import { findAction, listActionsOpenedSince } from '../../../db/queries/staff-actions.ts'
import { loadOrderStanding, type OrderStanding } from '../actions/order-money.server.ts'
import { factsOf } from '../actions/refund.server.ts'
import type { UseCaseContext } from '../context.ts'

export const PREVIEW_DAYS = 31
/** Requests looked at, the newest first. */
const PREVIEW_MOST = 300
const ROWS_SHOWN = 50

export interface PolicyPreview {
  readonly looked: number
  readonly isCut: boolean
  /** False for rules that decide over no request. */
  readonly decides: boolean
  readonly shifts: readonly PolicyShift[]
  /** Requests that would have been met otherwise, the newest first. */
  readonly rows: readonly { readonly refundId: number; readonly orderId: string; readonly amount: Money; readonly at: Instant; readonly before: PolicyVerdict; readonly after: PolicyVerdict }[]
}

/**
 * What a change of one rule would have made of the requests of the last {@link PREVIEW_DAYS} days: each judged anew under the policy of today and under the changed
 * one, by what records say now. Reads alone. Refuses `policy_unknown`, `policy_form`.
 */
export async function previewPolicy(context: UseCaseContext, change: { readonly name: string; readonly value: Json }): Promise<Result<PolicyPreview>> {
  const { store, keys, now } = context
  if (!isPolicyName(change.name)) return refuse('policy_unknown', { name: change.name }, 'name')
  const fault = policyFault(change.name, change.value)
  if (fault) return { ok: false, refusal: fault }
  const db = store.read
  const today = policyAt(await listPolicyEntries(db), now)
  const changed: Policy = { ...today, [change.name]: change.value }
  const ids = await listActionsOpenedSince(db, 'refund', now - PREVIEW_DAYS * DAY_MS, PREVIEW_MOST + 1)
  const judged: PolicyPreview['rows'][number][] = []
  const counted = new Map<string, number>()
  for (const id of ids.slice(0, PREVIEW_MOST).reverse()) {
    const loaded = await findAction<RefundState>(db, keys, refund, id)
    const submitted = loaded?.events.findLast((event) => event.type === 'submitted')
    if (!loaded || !submitted || loaded.state.content === null) continue
    const standing = await loadOrderStanding(db, keys, loaded.row.order_row_id ?? 0, now)
    if (!standing) continue
    const { state } = loaded
    const content = loaded.state.content
    const at = submitted.at
    let nth = 0
    if (content.road === 'agent_float') {
      const period = `${standing.around.order.agentId} ${dayOf(standing.toppedUpAt, standing.around.settings.zone).slice(0, 7)}`
      nth = (counted.get(period) ?? 0) + 1
      counted.set(period, nth)
    }
    const verdict = async (policy: Policy) => policyVerdict(content, asItWas(await factsOf(db, keys, { ...standing, policy }, content, state, loaded.row.parent_id), state, content, standing, at), at, nth)
    judged.push({
      refundId: id, orderId: standing.around.order.orderId, amount: { amountMinor: content.amountMinor, currency: state.currency }, at, before: await verdict(today), after: await verdict(changed),
    })
  }
  return accept({
    looked: judged.length, isCut: ids.length > PREVIEW_MOST, decides: DECIDING_RULES.has(change.name), shifts: policyShifts(judged),
    rows: judged.filter((one) => one.before !== one.after).reverse().slice(0, ROWS_SHOWN),
  })
}

/** The facts as they stood when it was asked for: without what stops money today, and by the clock of its day. */
function asItWas(facts: RefundFacts, state: RefundState, content: RefundContent, { toppedUpAt, around: { settings } }: OrderStanding, at: Instant): RefundFacts {
  const isTaken = (state.status === 'succeeded' || state.status === 'reconciled') && content.road !== 'goodwill' && content.road !== 'refund'
  const wasAgreed = facts.consent === 'missing' && state.takeBackMinor > 0
  return {
    ...facts, blocks: [], refundCount: 0, lastRefundAt: null, goodwillLeftMinor: goodwillCapIn(facts.currency, facts.policy) - facts.alreadyGoodwillMinor,
    unspentMinor: facts.unspentMinor === null ? null : facts.unspentMinor + (isTaken ? content.amountMinor : 0),
    consent: wasAgreed ? 'agreed' : facts.consent, isSameMonth: dayOf(toppedUpAt, settings.zone).slice(0, 7) === dayOf(at, settings.zone).slice(0, 7),
  }
}
