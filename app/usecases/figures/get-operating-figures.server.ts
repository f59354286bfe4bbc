import { countUnknownBefore } from '../../../db/queries/alert-readings.ts'
import { listOpenAlerts } from '../../../db/queries/alerts.ts'
import { COUNT_CAP, countUnscreened, countWaitingQuarantine } from '../../../db/queries/counts.ts'
import { listFeedStates } from '../../../db/queries/feeds.ts'
import { countJobs, countByAge, findNewestDay, listDaysOfFlags } from '../../../db/queries/metrics.ts'
import { getQueuePulse } from '../../../db/queries/queue.ts'
import { UNKNOWN_AFTER_MS } from '../../domain/alerts/alert-rule.ts'
import { BANDS, FAMILIES, SEVERITIES } from '../../domain/cases/flag.ts'
import { RECORD_KINDS } from '../../domain/intake/record.ts'
import { lagMs } from '../../domain/metrics/feed-health.ts'
import { spanEnding } from '../../domain/metrics/days.ts'
import { SECOND_MS } from '../../domain/values/time.ts'
import { CHAIN_CHECK, type ChainState } from '../audit/check-audit-chain.server.ts'
import type { UseCaseContext } from '../context.ts'
import { getCheckState } from '../installation/daily-check.ts'
import { MONEY_CHECK, type MoneyState } from '../money/check-money.server.ts'

/** A figure for machines that watch the product. Labels are codes of ours, never data (S53). */
export interface OperatingFigure {
  readonly name: string
  readonly help: string
  readonly values: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[]
}

const FLAG_DAYS = 7
const OPEN_STATES = ['raised', 'acknowledged', 'snoozed'] as const

/** How the work stands: queue, feeds, screening, jobs, audit chain, money. From summaries and capped counts, so that asking often costs little; counts stop at 1,001. */
export async function getOperatingFigures({ store, now }: Pick<UseCaseContext, 'store' | 'now'>): Promise<readonly OperatingFigure[]> {
  const db = store.read
  const newest = await findNewestDay(db)
  const [aged, pulse, feeds, flags, unscreened, quarantined, jobs, chain, money, alerts, unknown] = await Promise.all([
    countByAge(db, [{ minMs: 0, maxMs: null }], now), getQueuePulse(db, now), listFeedStates(db), newest === null ? [] : listDaysOfFlags(db, spanEnding(newest, FLAG_DAYS), null), countUnscreened(db),
    countWaitingQuarantine(db), countJobs(db), getCheckState<ChainState>({ store }, CHAIN_CHECK), getCheckState<MoneyState>({ store }, MONEY_CHECK), listOpenAlerts(db),
    countUnknownBefore(db, now - UNKNOWN_AFTER_MS),
  ])
  const seconds = (ms: number) => Math.max(0, ms) / SECOND_MS
  const one = (value: number) => [{ labels: {}, value }]
  const kinds = RECORD_KINDS.map((kind) => ({ kind, own: feeds.filter((feed) => feed.kind === kind) })).filter(({ own }) => own.length > 0)
  return [
    { name: 'topwarden_queue_cases', help: `Open cases by band, at most ${COUNT_CAP} each.`, values: BANDS.map((band) => ({ labels: { band }, value: aged.find((row) => row.band === band)?.counts[0] ?? 0 })) },
    { name: 'topwarden_queue_late_cases', help: `Open cases past their due time, at most ${COUNT_CAP}.`, values: one(pulse.late) },
    { name: 'topwarden_queue_oldest_seconds', help: 'Age of the open case that waits longest; 0 when none does.', values: one(pulse.oldestOpenedAt === null ? 0 : seconds(now - pulse.oldestOpenedAt)) },
    { name: 'topwarden_feed_records', help: 'Records taken in, by kind.', values: kinds.map(({ kind, own }) => ({ labels: { kind }, value: own.reduce((sum, feed) => sum + feed.rows, 0) })) },
    { name: 'topwarden_feed_lag_seconds', help: 'How far the feed of a kind that lags most ends before the feed that reaches furthest.', values: kinds.map(({ kind, own }) => ({ labels: { kind }, value: seconds(Math.max(...own.map((feed) => lagMs(feed, feeds)))) })) },
    { name: 'topwarden_feed_silence_seconds', help: 'Time since the last delivery of a kind.', values: kinds.map(({ kind, own }) => ({ labels: { kind }, value: seconds(now - Math.max(...own.map((feed) => feed.lastImportAt ?? 0))) })) },
    { name: 'topwarden_quarantine_rows', help: `Rows that wait to be mended, at most ${COUNT_CAP}.`, values: one(quarantined) },
    { name: 'topwarden_screening_backlog', help: `Records that wait to be screened, at most ${COUNT_CAP}.`, values: one(unscreened) },
    {
      name: 'topwarden_flags_week', help: `Flags that hold on records of the newest ${FLAG_DAYS} days, by family.`,
      values: FAMILIES.map((family) => ({ labels: { family }, value: flags.filter((row) => row.family === family).reduce((sum, row) => sum + row.flags, 0) })),
    },
    { name: 'topwarden_alerts_open', help: 'Open alerts by state and severity; members of a storm are counted with it as one.', values: OPEN_STATES.flatMap((state) => SEVERITIES.map((severity) => ({ labels: { state, severity }, value: alerts.filter((one) => one.state === state && one.severity === severity && one.stormId === null).length }))) },
    { name: 'topwarden_orders_unknown', help: `Orders whose outcome is unknown for more than half an hour, at most ${COUNT_CAP}.`, values: one(unknown.count) },
    { name: 'topwarden_jobs', help: `Pieces of long work by state, at most ${COUNT_CAP} each.`, values: jobs.map(({ state, count }) => ({ labels: { state }, value: count })) },
    { name: 'topwarden_audit_chain_whole', help: '1 when the last walk over the audit chain found it whole, 0 when not, -1 while none was made.', values: one(chain.last === null ? -1 : chain.last.fault === null ? 1 : 0) },
    { name: 'topwarden_audit_chain_checked_seconds', help: 'Time since that walk.', values: chain.last === null ? [] : one(seconds(now - chain.last.at)) },
    { name: 'topwarden_money_agrees', help: '1 when the last check of actions, journal and ceilings found no difference, 0 when it did, -1 while none was made.', values: one(money.last === null ? -1 : money.last.differences === 0 ? 1 : 0) },
    { name: 'topwarden_money_checked_seconds', help: 'Time since that check.', values: money.last === null ? [] : one(seconds(now - money.last.at)) },
  ]
}
