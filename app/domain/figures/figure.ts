/**
 * The numbers of the morning page and of the shift hand-over. Each is counted by the query whose rows it opens (`db/queries/figures.ts`); its words stand under
 * `figure.<id>`, those of its parts under the vocabulary named here. A part is what the number is broken down by: a channel, a rule, a person.
 */

/** What the rows behind a figure are, and so which page each opens. */
export type FigureKind = 'case' | 'order' | 'action' | 'approval' | 'audit' | 'ledger' | 'change' | 'quarantine' | 'file' | 'alert' | 'token' | 'quota' | 'review' | 'list_entry'

export interface FigureDef {
  readonly kind: FigureKind
  /** How the parts are named: by a vocabulary, by people, or as they are; null for a figure without parts. */
  readonly parts: { readonly vocabulary: string } | 'person' | 'plain' | null
  /** Money is summed beside the count. */
  readonly hasMoney?: boolean
}

/** Figures of a span of days, by the sections of the morning page (DOMAIN 8). */
export const MORNING = {
  flow: ['orders', 'flagged', 'opened'],
  work: ['sla_met', 'sla_breached', 'decided', 'overturned', 'decided_by'],
  money: ['refunds_reason', 'refunds_road', 'refunds_checker', 'prevented', 'lost', 'recovered', 'suspense'],
  unknown: ['unknown_orders', 'unknown_refunds'],
  detection: ['rule_confirmed', 'rule_closed', 'new_tokens', 'fan_clusters'],
  desks: ['vouchers_failed', 'agents_over_quota', 'profile_changes', 'changes_undone', 'unmasked'],
  feeds: ['files_read', 'files_warned', 'rows_rejected'],
} as const

/** Figures of the morning page that tell how it stands now: they are the same for every span, and shown once. */
export const NOW_FIGURES: ReadonlySet<FigureId> = new Set(['suspense', 'unknown_orders', 'unknown_refunds', 'agents_over_quota'])

/** Figures of the moment, by the lines of the hand-over (DOMAIN 8). */
export const SHIFT = ['leases', 'urgent', 'late', 'waiting', 'letters_now', 'waking', 'handed', 'unknown_now', 'unknown_refunds_now', 'approvals_now', 'checks_now', 'proposals_now', 'promises', 'disagreements', 'quarantine_now', 'alerts_now'] as const

export type FigureId = (typeof MORNING)[keyof typeof MORNING][number] | (typeof SHIFT)[number]

const by = (vocabulary: string) => ({ vocabulary })

export const FIGURES: Readonly<Record<FigureId, FigureDef>> = {
  orders: { kind: 'order', parts: by('channel'), hasMoney: true },
  flagged: { kind: 'order', parts: by('band'), hasMoney: true },
  opened: { kind: 'case', parts: by('band'), hasMoney: true },
  sla_met: { kind: 'case', parts: by('severity_clock') },
  sla_breached: { kind: 'case', parts: by('severity_clock') },
  decided: { kind: 'case', parts: by('disposition'), hasMoney: true },
  overturned: { kind: 'case', parts: by('overturn') },
  decided_by: { kind: 'case', parts: 'person' },
  refunds_reason: { kind: 'action', parts: by('refund_reason'), hasMoney: true },
  refunds_road: { kind: 'action', parts: by('road'), hasMoney: true },
  refunds_checker: { kind: 'action', parts: 'person', hasMoney: true },
  prevented: { kind: 'case', parts: by('reason'), hasMoney: true },
  lost: { kind: 'case', parts: by('reason'), hasMoney: true },
  recovered: { kind: 'action', parts: by('road'), hasMoney: true },
  suspense: { kind: 'action', parts: by('suspense_age'), hasMoney: true },
  unknown_orders: { kind: 'order', parts: by('unknown_age'), hasMoney: true },
  unknown_refunds: { kind: 'action', parts: by('unknown_age'), hasMoney: true },
  rule_confirmed: { kind: 'case', parts: 'plain' },
  rule_closed: { kind: 'case', parts: 'plain' },
  new_tokens: { kind: 'token', parts: 'plain' },
  fan_clusters: { kind: 'case', parts: by('flag'), hasMoney: true },
  vouchers_failed: { kind: 'ledger', parts: 'plain' },
  agents_over_quota: { kind: 'quota', parts: 'plain' },
  profile_changes: { kind: 'change', parts: by('profile_field') },
  changes_undone: { kind: 'action', parts: by('profile_field') },
  unmasked: { kind: 'audit', parts: 'plain' },
  files_read: { kind: 'file', parts: by('record') },
  files_warned: { kind: 'file', parts: by('record') },
  rows_rejected: { kind: 'quarantine', parts: by('record') },
  leases: { kind: 'case', parts: 'person' },
  urgent: { kind: 'case', parts: by('severity_clock'), hasMoney: true },
  late: { kind: 'case', parts: by('severity_clock'), hasMoney: true },
  waiting: { kind: 'case', parts: by('case_state') },
  letters_now: { kind: 'case', parts: by('queue.awaits') },
  waking: { kind: 'case', parts: by('case_state') },
  handed: { kind: 'case', parts: null },
  unknown_now: { kind: 'order', parts: by('unknown_age'), hasMoney: true },
  unknown_refunds_now: { kind: 'action', parts: by('unknown_age'), hasMoney: true },
  approvals_now: { kind: 'approval', parts: null },
  checks_now: { kind: 'action', parts: by('action_kind'), hasMoney: true },
  proposals_now: { kind: 'list_entry', parts: by('own_list') },
  promises: { kind: 'action', parts: by('action_kind') },
  disagreements: { kind: 'review', parts: null },
  quarantine_now: { kind: 'quarantine', parts: by('record') },
  alerts_now: { kind: 'alert', parts: by('alert_rule') },
}

export function isFigure(id: string): id is FigureId {
  return Object.hasOwn(FIGURES, id)
}

/** The length of a shift: what comes due in it is the next one's. */
export const SHIFT_MS = 12 * 3_600_000
