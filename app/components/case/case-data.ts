import type { CaseAction, CaseStatus, Disposition } from '../../domain/cases/case.ts'
import type { Band, Severity } from '../../domain/cases/flag.ts'
import type { PlaybookMove } from '../../domain/cases/playbook.ts'
import type { Outcome } from '../../domain/cases/reasons.ts'
import type { Channel, OrderStatus } from '../../domain/intake/record.ts'
import type { Money } from '../../domain/values/money.ts'
import type { Json, Refusal } from '../../domain/values/result.ts'
import type { ShownFlag, ShownText } from '../evidence-list.tsx'
import type { StripMismatch, StripSide } from './five-way-strip.tsx'

/** What the parts of the case page and the order page need of a record; the use-cases give more. All of it is masked. */

export type Data = { readonly [key: string]: Json }

export interface ShownCase {
  readonly id: number
  readonly orderRowId: number | null
  readonly subject: { readonly kind: string; readonly id: string }
  readonly orderId: string | null
  readonly status: CaseStatus
  readonly version: number
  readonly band: Band
  readonly severity: Severity
  readonly score: number
  readonly money: Money
  readonly dueAt: number
  readonly pausedAt: number | null
  readonly wakeAt: number | null
  readonly rank: { readonly total: number; readonly parts: { readonly [part: string]: number }; readonly of: { readonly money: Money; readonly isLeast: boolean; readonly probability: number; readonly effortMs: number } }
  readonly assignee: { readonly name: string; readonly isMe: boolean } | null
  readonly leaseUntil: number | null
  readonly disposition: Disposition | null
  readonly reasonCode: string | null
  readonly decidedAt: number | null
  readonly decidedBy: string | null
}

export interface ShownMoney {
  readonly currency: string
  readonly claimedMinor: number
  readonly paidMinor: number
  readonly creditedMinor: number
  readonly returnedMinor: number
  readonly returnedBy: readonly { readonly road: string; readonly amountMinor: number }[]
  readonly pendingMinor: number
  readonly leftMinor: number
}

export interface ShownLight {
  readonly id: 'receipt' | 'delivered' | 'window' | 'same_month' | 'no_recent_change' | 'no_gravest_flag' | 'unspent' | 'no_block'
  readonly is: 'yes' | 'no' | 'unknown'
}

export interface ShownMoment {
  readonly at: number
  readonly type: string
  readonly data: Data
}

export interface ShownWindow {
  readonly orders: number
  readonly parties: number
}

export interface ShownActivity {
  readonly key: 'payer' | 'target' | 'device' | 'ip' | 'agent'
  readonly day: ShownWindow
  readonly week: ShownWindow
  readonly month: ShownWindow
  readonly isCut: boolean
}

export interface ShownRelated {
  readonly rowId: number
  readonly orderId: string
  readonly at: number
  readonly channel: Channel
  readonly status: OrderStatus
  readonly number: string | null
  readonly paid: Money
  readonly band: Band | null
  readonly caseId: number | null
  readonly disposition: Disposition | null
  readonly by: readonly string[]
}

export interface ShownPrior {
  readonly caseId: number
  readonly orderId: string | null
  readonly disposition: Disposition | null
  readonly reasonCode: string | null
  readonly family: string
  readonly money: Money
  readonly decidedAt: number | null
  readonly decidedBy: string | null
  readonly by: readonly string[] | string
}

export interface ShownNote {
  readonly seq: number
  readonly by: string
  readonly isMine: boolean
  readonly at: number
  readonly text: string
  readonly correctedAt: number | null
}

export interface ShownAround {
  readonly order: { readonly rowId: number; readonly orderId: string; readonly face: Money; readonly paid: Money } | null
  readonly sides: readonly StripSide[]
  readonly mismatches: readonly StripMismatch[]
  readonly money: ShownMoney | null
  readonly lights: readonly ShownLight[]
  readonly texts: readonly ShownText[]
  readonly subscriberId: string | null
  readonly personal: readonly { readonly ref: string; readonly kind: string }[]
}

export interface ShownMention {
  readonly id: number
  readonly subject: { readonly kind: string; readonly id: string }
  readonly orderId: string | null
  readonly status: CaseStatus
  readonly band: Band
  readonly disposition: Disposition | null
  readonly reasons: readonly { readonly flag: string }[]
  readonly flagCount: number
  readonly money: Money
}

/** What is being done about a case besides deciding it. */
export interface ShownWork {
  readonly snooze: { readonly until: number; readonly reasonCode: string; readonly by: string } | null
  readonly handOver: { readonly by: string; readonly at: number; readonly to: string; readonly note: string; readonly isMine: boolean } | null
  readonly links: readonly (ShownMention & { readonly kind: string })[]
  readonly whole: ShownMention | null
  readonly parts: readonly ShownMention[]
  readonly playbooks: readonly ShownPlaybook[]
}

export interface ShownPlaybook {
  readonly code: string
  readonly steps: readonly { readonly code: string; readonly tick: { readonly by: string; readonly at: number } | null }[]
  readonly asks: readonly string[]
  readonly moves: readonly PlaybookMove[]
}

export interface CaseData extends ShownAround {
  readonly case: ShownCase
  readonly work: ShownWork
  readonly recommendation: { readonly code: string; readonly action: Outcome | null; readonly avoid: string | null; readonly data: Data }
  readonly flags: readonly (ShownFlag & { readonly clears: readonly { readonly fact: string; readonly to: Json }[] })[]
  readonly activity: readonly ShownActivity[]
  readonly related: { readonly orders: readonly ShownRelated[]; readonly isCut: boolean }
  readonly prior: readonly ShownPrior[]
  readonly timeline: readonly ShownMoment[]
  readonly notes: readonly ShownNote[]
  readonly allowed: Readonly<Record<CaseAction, Refusal | null>>
  readonly nextCaseId: number | null
}
