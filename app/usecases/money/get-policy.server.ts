import { DEFAULT_POLICY, POLICY_NAMES, policyAt, policyUnit, isPolicyName, type PolicyName, type PolicyUnit } from '../../domain/actions/policy.ts'
import { policyChange, type PolicyChangeState } from '../../domain/actions/policy-change.ts'
import { maskText } from '../../domain/values/masking.ts'
import type { Json } from '../../domain/values/result.ts'
import type { Instant } from '../../domain/values/time.ts'
import { listPolicyEntries } from '../../../db/queries/policies.ts'
import { staffNames } from '../../../db/queries/queue.ts'
import { findAction, listKindStatus, listSubjectActions } from '../../../db/queries/staff-actions.ts'
import type { AskedValue } from '../actions/action-kind.ts'
import { askedPolicy } from '../actions/policy-change.server.ts'
import type { UseCaseContext } from '../context.ts'

interface PolicyRule {
  readonly name: PolicyName
  readonly unit: PolicyUnit
  readonly value: Json
  readonly shown: AskedValue | null
  /** Null while the value is the one the product brought. */
  readonly since: Instant | null
  readonly next: { readonly shown: AskedValue | null; readonly from: Instant } | null
  /** Proposals that wait for a second person. */
  readonly waiting: readonly number[]
}

/** One change of a rule, whatever became of it. */
interface PolicyMoment {
  readonly actionId: number
  readonly status: string
  readonly shown: AskedValue | null
  readonly from: Instant | null
  readonly reason: string
  readonly maker: string
  readonly checker: string | null
  readonly at: Instant
  readonly isMine: boolean
}

export interface PolicyView {
  readonly currency: string
  readonly rules: readonly PolicyRule[]
  readonly chosen: { readonly name: PolicyName; readonly history: readonly PolicyMoment[]; readonly standard: AskedValue | null } | null
}

const HISTORY_MAX = 100

/** The rules by which money is given back as they hold now and will, with the history of one of them. */
export async function getPolicy({ store, keys, now, actor }: UseCaseContext, name: string | null): Promise<PolicyView> {
  const db = store.read
  const entries = await listPolicyEntries(db)
  const policy = policyAt(entries, now)
  const waiting = await listKindStatus(db, 'policy_change', 'proposed', HISTORY_MAX)
  const shown = (rule: PolicyName, value: Json) => askedPolicy(rule, value, policy.currency)
  const rules = POLICY_NAMES.map((rule): PolicyRule => {
    const own = entries.filter((entry) => entry.name === rule)
    const current = own.findLast((entry) => entry.effectiveFrom <= now)
    const next = own.find((entry) => entry.effectiveFrom > now)
    const value = policy[rule] as Json
    return {
      name: rule, unit: policyUnit(rule), value, shown: shown(rule, value), since: current?.effectiveFrom ?? null, next: next ? { shown: shown(rule, next.value), from: next.effectiveFrom } : null,
      waiting: waiting.filter((row) => row.variant === rule).map((row) => row.id),
    }
  })
  if (name === null || !isPolicyName(name)) return { currency: policy.currency, rules, chosen: null }
  const history: PolicyMoment[] = []
  for (const row of await listSubjectActions(db, `policy:${name}`, HISTORY_MAX)) {
    const loaded = await findAction<PolicyChangeState>(db, keys, policyChange, row.id)
    if (!loaded?.state.content) continue
    const names = await staffNames(db, [row.maker_id, row.checker_id])
    history.push({
      actionId: row.id, status: row.status, shown: shown(name, loaded.state.content.value), from: loaded.state.content.effectiveFrom, reason: maskText(loaded.state.reason ?? ''), maker: names.get(row.maker_id ?? 0) ?? '–',
      checker: row.checker_id === null ? null : (names.get(row.checker_id) ?? '–'), at: row.opened_at, isMine: row.maker_id === actor.staffId,
    })
  }
  return { currency: policy.currency, rules, chosen: { name, history, standard: shown(name, DEFAULT_POLICY[name] as Json) } }
}
