import { groupBy } from '../../../db/group-by.ts'
import type { DailyFlagShare, NewFlag } from '../../../db/queries/flags.ts'
import type { HourShare } from '../../../db/queries/metric-hours.ts'
import type { FlagRow, QueuedAnchor } from '../../../db/queries/screening.ts'
import type { Band } from '../../domain/cases/flag.ts'
import type { RecordRef } from '../../domain/intake/record.ts'
import type { Hit } from '../../domain/rules/compile.ts'
import type { Facts } from '../../domain/signals/detector.ts'
import { dayOf, type Instant } from '../../domain/values/time.ts'

/** A record that was looked at with all its facts, and what should stand on it. */
export interface Screened {
  readonly anchor: QueuedAnchor
  readonly facts: Facts
  readonly at: Instant
  readonly hits: readonly Hit[]
  /** Of rules in shadow: kept to be looked at, they raise nothing. */
  readonly shadow: readonly Hit[]
  readonly score: number
  readonly band: Band
  readonly flags: readonly Raised[]
}

/** A flag that an anchor wants to stand. */
export interface Raised {
  /** As {@link keyOf} of the row that it becomes. */
  readonly key: string
  readonly record: RecordRef
  readonly rowId: number
  readonly at: Instant
  readonly hit: Hit
  readonly evidence: string
}

/** A flag that another anchor holds, and the channel it is counted by. */
export type Rival = FlagRow & { readonly channel: string }

export interface FlagsAtHand {
  readonly screened: readonly Screened[]
  /** What was looked for and is no longer stored: nothing may stand on it. */
  readonly gone: readonly QueuedAnchor[]
  /** The flags that these anchors hold. */
  readonly standing: readonly FlagRow[]
  /** The flags that others hold on the same records by the same rules, by {@link keyOf}. */
  readonly rivals: ReadonlyMap<string, Rival>
  /** The case an anchor belongs to, or null. */
  readonly caseOf: (one: Screened) => number | null
  /** The time zone whose days flags are counted by. */
  readonly zone: string
  readonly now: Instant
}

/** What is to be written so that what stands is what is wanted. */
export interface SettledFlags {
  readonly added: readonly NewFlag[]
  readonly addedKeys: ReadonlySet<string>
  readonly withdrawn: readonly FlagRow[]
  /** Flags that stand on, with another score, band or case. */
  readonly rated: readonly RatedFlag[]
  /** The cases that any of it concerns. */
  readonly caseIds: ReadonlySet<number>
  readonly days: readonly DailyFlagShare[]
  readonly hours: readonly HourShare[]
}

interface RatedFlag {
  readonly id: number
  readonly score: number
  readonly band: Band
  readonly caseId: number | null
}

/** The answer while it is written; steps add to it. */
interface Settling {
  readonly at: FlagsAtHand
  readonly standing: ReadonlyMap<string, readonly FlagRow[]>
  /** As they stand after the steps so far. */
  readonly rivals: Map<string, Rival>
  readonly added: Map<string, { readonly row: NewFlag; readonly channel: string }>
  readonly withdrawn: FlagRow[]
  readonly rated: RatedFlag[]
  readonly caseIds: Set<number>
  readonly days: DailyFlagShare[]
  readonly hours: HourShare[]
}

/** Brings what stands in line with what is wanted: equal flags are kept, cleared ones taken back, new ones raised; the weightier of two anchors holds a flag both want. */
export function settleFlags(at: FlagsAtHand): SettledFlags {
  const settling: Settling = {
    at, standing: groupBy(at.standing, anchorOf), rivals: new Map(at.rivals), added: new Map(), withdrawn: [], rated: [], caseIds: new Set(), days: [], hours: [],
  }
  const wanted = at.screened.map((one) => keepStanding(settling, one))
  for (const anchor of at.gone) for (const row of standingOf(settling, anchor)) withdraw(settling, row, '')
  at.screened.forEach((one, i) => raise(settling, one, wanted[i] ?? []))
  const { added, withdrawn, rated, caseIds, days, hours } = settling
  return { added: [...added.values()].map(({ row }) => row), addedKeys: new Set(added.keys()), withdrawn, rated, caseIds, days, hours }
}

/** One flag is the most that a rule has on a record. */
export function keyOf({ kind, record_row_id: rowId, rule_id: ruleId }: Pick<FlagRow, 'kind' | 'record_row_id' | 'rule_id'>): string {
  return `${kind}:${rowId}:${ruleId}`
}

/** The anchor that holds a flag: the order it belongs to, else the record itself. */
function anchorOf(row: FlagRow): string {
  return row.order_row_id !== null ? `order:${row.order_row_id}` : `${row.kind}:${row.record_row_id}`
}

function standingOf({ standing }: Settling, { kind, rowId }: QueuedAnchor): readonly FlagRow[] {
  return standing.get(`${kind}:${rowId}`) ?? []
}

/** Keeps what stands and is wanted as it is, takes the rest back; answers with what is wanted besides. */
function keepStanding(settling: Settling, one: Screened): readonly Raised[] {
  const wanted = new Map(one.flags.map((flag) => [flag.key, flag]))
  const channel = channelOf(one.facts)
  const caseId = settling.at.caseOf(one)
  for (const row of standingOf(settling, one.anchor)) {
    const key = keyOf(row)
    const flag = wanted.get(key)
    if (!flag || !isSame(row, flag)) {
      withdraw(settling, row, channel)
      continue
    }
    wanted.delete(key)
    if (row.case_id !== null) settling.caseIds.add(row.case_id)
    if (row.score !== one.score || row.band !== one.band || row.case_id !== caseId) rate(settling, row, { id: row.id, score: one.score, band: one.band, caseId: caseId ?? row.case_id }, channel)
    // Another anchor of this batch may want the same flag on the same record.
    settling.rivals.set(key, { ...row, band: one.band, case_id: caseId ?? row.case_id, channel })
  }
  return [...wanted.values()]
}

function raise(settling: Settling, one: Screened, wanted: readonly Raised[]): void {
  const { at, rivals, added, caseIds } = settling
  const channel = channelOf(one.facts)
  const caseId = at.caseOf(one)
  for (const flag of wanted) {
    const rival = rivals.get(flag.key)
    const isHeld = rival?.withdrawn_at === null
    if (isHeld && !isStronger(flag, one, rival)) continue
    const sibling = added.get(flag.key)
    if (sibling && !isStronger(flag, one, sibling.row)) continue
    if (isHeld) {
      rivals.set(flag.key, { ...rival, withdrawn_at: at.now })
      withdraw(settling, rival, rival.channel)
    }
    if (sibling) count(settling, sibling.row, sibling.channel, sibling.row.band, -1)
    const row = newFlag(flag, one, caseId, at.now)
    added.set(flag.key, { row, channel })
    count(settling, row, channel, one.band, 1)
    if (caseId !== null) caseIds.add(caseId)
  }
}

function withdraw(settling: Settling, row: FlagRow, channel: string): void {
  settling.withdrawn.push(row)
  count(settling, row, channel, row.band, -1)
  if (row.case_id !== null) settling.caseIds.add(row.case_id)
}

function rate(settling: Settling, row: FlagRow, rated: RatedFlag, channel: string): void {
  settling.rated.push(rated)
  if (row.band !== rated.band) {
    count(settling, row, channel, row.band, -1)
    count(settling, row, channel, rated.band, 1)
  }
  if (rated.caseId !== null) settling.caseIds.add(rated.caseId)
}

function count({ at, days, hours }: Settling, row: Pick<NewFlag, 'at' | 'family' | 'rule_id'>, channel: string, band: string, flags: 1 | -1): void {
  days.push({ day: dayOf(row.at, at.zone), family: row.family, ruleId: row.rule_id, channel, band, flags })
  hours.push({ metric: 'rule_flags', at: row.at, subject: row.rule_id, volume: flags, hits: flags })
}

/** Of two anchors that want one flag on one record, the weightier says it, then the record's own look, then the first by name: the same in any order. */
function isStronger(flag: Raised, one: Screened, rival: { readonly weight: number; readonly order_id?: string | null }): boolean {
  if (flag.hit.weight !== rival.weight) return flag.hit.weight > rival.weight
  const own = one.facts.order?.orderId ?? ''
  return own < (rival.order_id ?? '')
}

function isSame(row: FlagRow, { hit, evidence, at }: Raised): boolean {
  return row.rule_version === hit.rule.version && row.severity === hit.rule.severity && row.weight === hit.weight && row.flag === hit.rule.flag && row.at === at && row.evidence === evidence
}

function newFlag({ record, rowId, at, hit, evidence }: Raised, { facts, anchor, score, band }: Screened, caseId: number | null, now: Instant): NewFlag {
  return {
    kind: record.kind, record_row_id: rowId, record_source: record.source, record_id: record.id, order_row_id: facts.order ? anchor.rowId : null, order_id: facts.order?.orderId ?? null,
    case_id: caseId, flag: hit.rule.flag, family: hit.rule.family, rule_id: hit.rule.id, rule_version: hit.rule.version, severity: hit.rule.severity, weight: hit.weight, score, band,
    evidence, at, raised_at: now, withdrawn_at: null,
  }
}

/** The channel a flag is counted by: that of the order it belongs to. */
function channelOf({ order }: Facts): string {
  return order?.channel ?? ''
}
