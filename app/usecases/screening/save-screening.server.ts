import { moveDailyOrders, type DailyShare } from '../../../db/bulk.ts'
import type { Store, Tx } from '../../../db/client.ts'
import { settleCases, type CaseSubject } from '../../../db/queries/cases.ts'
import type { OrdersAtHand } from '../../../db/queries/facts.ts'
import { addFlags, casesOf, moveDailyFlags, type NewFlag, rateFlags, withdrawFlags } from '../../../db/queries/flags.ts'
import { type HourShare, moveMetricHours } from '../../../db/queries/metric-hours.ts'
import { dropOutcomes, type FlagRow, leaveQueue, listFlagsOn, listOutcomes, listRaisedFlags, type QueuedAnchor, saveOutcomes, touchAnchors } from '../../../db/queries/screening.ts'
import { keepShadowHits, type ShadowHit } from '../../../db/queries/shadow-hits.ts'
import type { Band } from '../../domain/cases/flag.ts'
import type { OperatorSettings } from '../../domain/intake/operator-settings.ts'
import type { RecordKind } from '../../domain/intake/record.ts'
import type { RuleSet } from '../../domain/rules/compile.ts'
import type { Facts } from '../../domain/signals/detector.ts'
import { dayOf, type Instant } from '../../domain/values/time.ts'
import { emitEvents } from '../outbox/emit-events.ts'
import { casesOpened } from '../outbox/told-events.ts'
import { keyOf, type Rival, type Screened, settleFlags, type SettledFlags } from './settle-flags.ts'

/** A batch of anchors that were looked at. */
export interface Saving {
  readonly dialect: Store['dialect']
  readonly settings: OperatorSettings
  readonly ruleSet: RuleSet
  readonly batch: readonly QueuedAnchor[]
  readonly screened: readonly Screened[]
  readonly gone: readonly QueuedAnchor[]
  /** Orders that were stored in this very transaction for the first time: nothing stands on them, and they wait for no look. */
  readonly fresh?: OrdersAtHand
  readonly now: Instant
}

export interface SavedScreening {
  readonly flags: readonly NewFlag[]
  readonly raised: number
  readonly withdrawn: number
  readonly casesOpened: number
}

/** Brings flags, cases, outcomes and the sums of days and hours in line with what was seen, and takes the batch from the queue. */
export async function saveScreening(tx: Tx, saving: Saving): Promise<SavedScreening> {
  const { dialect, settings, screened, gone, now } = saving
  const known = knownBefore(saving)
  const standing = await listRaisedFlags(tx, dialect, known)
  const rivals = await rivalFlags(tx, dialect, screened, new Set(standing.map((row) => row.id)))
  const before = await listOutcomes(tx, dialect, 'order', known.filter(({ kind }) => kind === 'order').map(({ rowId }) => rowId))
  const caseIds = await casesOf(tx, dialect, screened.filter(({ flags }) => flags.length > 0).map((one) => ({ subject: subjectOf(one), create: one.band !== 'log' })), now)
  const caseOf = (one: Screened): number | null => (one.flags.length > 0 ? (caseIds.get(subjectOf(one).subjectKey) ?? null) : null)

  const settled = settleFlags({ screened, gone, standing, rivals, caseOf, zone: settings.zone, now })
  await writeFlags(tx, dialect, settled, now)
  await writeSums(tx, saving, before, settled)
  await writeOutcomes(tx, saving, known)
  const opened = await writeCases(tx, settled, now)
  await touchLosers(tx, dialect, settled.withdrawn, settled.addedKeys, now)
  await leaveQueue(tx, dialect, known)
  return { flags: settled.added, raised: settled.added.length, withdrawn: settled.withdrawn.length, casesOpened: opened }
}

function knownBefore({ batch, fresh }: Saving): readonly QueuedAnchor[] {
  return fresh ? batch.filter(({ rowId }) => !fresh.has(rowId)) : batch
}

async function writeFlags(tx: Tx, dialect: Store['dialect'], { withdrawn, rated, added }: SettledFlags, now: Instant): Promise<void> {
  await withdrawFlags(tx, dialect, withdrawn.map(({ id }) => id), now)
  await rateFlags(tx, rated)
  await addFlags(tx, added)
}

async function writeSums(tx: Tx, { screened, settings, now }: Saving, before: ReadonlyMap<number, Band>, { days, hours }: SettledFlags): Promise<void> {
  await moveDailyFlags(tx, days)
  const flipped = screened.flatMap((one) => flaggedShare(one, before.get(one.anchor.rowId) ?? 'log', settings))
  await moveDailyOrders(tx, flipped.map(({ day }) => day))
  await moveMetricHours(tx, [...hours, ...flipped.map(({ hour }) => hour)], now)
}

async function writeOutcomes(tx: Tx, { dialect, ruleSet, screened, gone, now }: Saving, known: readonly QueuedAnchor[]): Promise<void> {
  await saveOutcomes(tx, dialect, screened.map(({ anchor, score, band, facts }) => ({ kind: anchor.kind, rowId: anchor.rowId, score, band, recheckAfter: facts.reconciliation?.recheckAfter ?? null })), ruleSet.version, now)
  await dropOutcomes(tx, dialect, gone)
  if (!ruleSet.rules.some(({ rule }) => rule.status === 'shadow')) return
  await keepShadowHits(tx, dialect, known, screened.flatMap(({ anchor, facts, at, shadow }) => shadow.map((hit): ShadowHit => ({
    kind: anchor.kind, rowId: anchor.rowId, ruleId: hit.rule.id, ruleVersion: hit.rule.version, recordId: facts.anchor.id, at,
  }))))
}

/** Brings the cases of settled flags in line with them, and tells of those that opened; answers with how many. */
async function writeCases(tx: Tx, { caseIds }: SettledFlags, now: Instant): Promise<number> {
  const { opened, openedIds } = await settleCases(tx, [...caseIds], now)
  await emitEvents(tx, { now }, casesOpened(tx, openedIds))
  return opened
}

/** Flags that other anchors hold on records which anchors of this batch want to flag by the same rule. */
async function rivalFlags(tx: Tx, dialect: Store['dialect'], screened: readonly Screened[], own: ReadonlySet<number>): Promise<Map<string, Rival>> {
  const rivals = new Map<string, Rival>()
  const byKind = new Map<RecordKind, Set<number>>()
  for (const { anchor, flags } of screened) {
    for (const { record, rowId } of flags) {
      if (record.kind === anchor.kind && rowId === anchor.rowId && anchor.kind === 'order') continue
      const ids = byKind.get(record.kind)
      if (ids) ids.add(rowId)
      else byKind.set(record.kind, new Set([rowId]))
    }
  }
  for (const [kind, ids] of byKind) {
    for (const row of await listFlagsOn(tx, dialect, kind, [...ids])) if (!own.has(row.id)) rivals.set(keyOf(row), row)
  }
  return rivals
}

/** A record whose flag was taken back, be it by an order or because it stands alone no longer, may deserve the same flag by another anchor that gave way before: those look again. */
async function touchLosers(tx: Tx, dialect: Store['dialect'], withdrawn: readonly FlagRow[], again: ReadonlySet<string>, now: Instant): Promise<void> {
  const lost = withdrawn.filter((row) => row.kind !== 'order' && !again.has(keyOf(row)))
  for (const kind of new Set(lost.map((row) => row.kind as RecordKind))) {
    await touchAnchors(tx, dialect, kind, [...new Set(lost.filter((row) => row.kind === kind).map((row) => row.record_row_id))], now + 1)
  }
}

/** What a case is about: the order; else the person whose profile changed, the number, or the record itself. */
function subjectOf({ anchor, facts }: Pick<Screened, 'anchor' | 'facts'>): CaseSubject {
  const { order, message, receipt, ledgerEntry, change } = facts
  const about = order ? { subjectKey: `order:${anchor.rowId}`, moneyMinor: order.paidMinor, currency: order.currency, channel: order.channel, targetNumber: order.targetNumber }
    : change ? { subjectKey: `subscriber:${change.subscriberId}`, moneyMinor: 0, currency: currencyOf(facts), channel: null, targetNumber: facts.subscriber?.numbers[0] ?? null }
    : ledgerEntry ? { subjectKey: ledgerEntry.number === null ? `ledger:${anchor.rowId}` : `number:${ledgerEntry.number}`, moneyMinor: Math.abs(ledgerEntry.amountMinor), currency: ledgerEntry.currency, channel: null, targetNumber: ledgerEntry.number }
    : receipt ? { subjectKey: `receipt:${anchor.rowId}`, moneyMinor: Math.abs(receipt.amountMinor), currency: receipt.currency, channel: null, targetNumber: receipt.number }
    : { subjectKey: `message:${anchor.rowId}`, moneyMinor: 0, currency: currencyOf(facts), channel: null, targetNumber: message?.number ?? null }
  return { ...about, orderRowId: order ? anchor.rowId : null, orderId: order?.orderId ?? null }
}

/** A case without money still names a currency: that of what is around it. */
function currencyOf({ sameTarget, sameSubscriber, numberLedger }: Facts): string {
  return sameTarget.orders[0]?.currency ?? sameSubscriber.orders[0]?.currency ?? numberLedger[0]?.currency ?? 'CNY'
}

function flaggedShare({ facts: { order }, band }: Screened, before: Band, settings: OperatorSettings): readonly { readonly day: DailyShare; readonly hour: HourShare }[] {
  if (!order || (band === 'log') === (before === 'log')) return []
  const sign = band === 'log' ? -1 : 1
  return [{
    day: { day: dayOf(order.createdAt, settings.zone), channel: order.channel, currency: order.currency, orders: 0, paidMinor: 0, flagged: sign, flaggedMinor: sign * order.paidMinor },
    hour: { metric: 'flag_rate', at: order.createdAt, subject: order.channel, volume: 0, hits: sign },
  }]
}
