import type { RecordRef } from '../intake/record.ts'
import type { Signal } from '../signals/detector.ts'
import type { Json } from '../values/result.ts'

export const SEVERITIES = ['S1', 'S2', 'S3', 'S4'] as const
/** S1 hold now, S2 before any refund, S3 same day, S4 adds to the score only (DOMAIN 2). */
export type Severity = (typeof SEVERITIES)[number]

export const BANDS = ['hold', 'review', 'same_day', 'log'] as const
/** By combined score: hold >= 0.85, review >= 0.60, same_day >= 0.35, log below (DOMAIN 2). */
export type Band = (typeof BANDS)[number]

/** Rule families, the unit inside which only the strongest hit counts. */
export const FAMILIES = ['link', 'message', 'number', 'receipt', 'payment', 'sms', 'voucher', 'agent', 'refund', 'profile', 'reconciliation'] as const
export type Family = (typeof FAMILIES)[number]

/**
 * The rules of flags that do not come from screening, which neither raises nor withdraws them: what staff found on the reconciliation board, a case opened by
 * hand on an order or on its agent, and a refund that came to nothing after its case was closed on it.
 */
export const STAFF_RULES = { board: 'R-STAFF', by_hand: 'R-STAFF-CASE', agent: 'R-STAFF-AGENT', refund: 'R-STAFF-REFUND' } as const
export type StaffRule = (typeof STAFF_RULES)[keyof typeof STAFF_RULES]
export const STAFF_FLAGS = { board: 'reconciliation/board', by_hand: 'reconciliation/by-hand', agent: 'agent/by-hand', refund: 'refund/came-to-nothing' } as const

/** Whether a flag was raised by staff or by the board, not by a rule that can be changed (decision 0102). */
export function isStaffRule(ruleId: string): boolean {
  return (Object.values(STAFF_RULES) as readonly string[]).includes(ruleId)
}

/**
 * A live rule that held for a record, with all that raised it. One per (record, rule); immutable but for being withdrawn
 * when a later record clears it.
 */
export interface Flag {
  readonly record: RecordRef
  /** Feed id of the order the record is or belongs to. */
  readonly orderId: string | null
  /** `family/name`, the id of the telling signal. */
  readonly flag: string
  readonly family: Family
  readonly ruleId: string
  readonly ruleVersion: number
  readonly severity: Severity
  /** Weight of the rule, 0 to 1. */
  readonly weight: number
  readonly evidence: FlagEvidence
}

/** Why: kept with the flag so that it can be explained for ever, whatever becomes of rules and records. */
export interface FlagEvidence {
  readonly signals: readonly Signal[]
  /** The facts the rule compared, the value each had and the threshold it met. */
  readonly because: readonly { readonly fact: string; readonly value: Json; readonly op: string; readonly threshold: Json }[]
  /** The smallest change of facts that turns the rule off. */
  readonly clears: readonly { readonly fact: string; readonly to: Json }[]
  readonly notAssessed: readonly { readonly id: string; readonly reason: string }[]
}
