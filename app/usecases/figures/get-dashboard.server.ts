import {
  countByAge, findNewestDay, listDaysOfFlags, listDaysOfOrders, MONEY_CASES_MAX, sumOpenMoney, type AgeRange, type DayOfFlags, type DayOfOrders,
} from '../../../db/queries/metrics.ts'
import { COUNT_CAP } from '../../../db/queries/counts.ts'
import { getQueuePulse } from '../../../db/queries/queue.ts'
import { listCurrentRules } from '../../../db/queries/rules.ts'
import { FAMILIES, type Band, type Family } from '../../domain/cases/flag.ts'
import type { Channel } from '../../domain/intake/record.ts'
import { baselineOf, earliestCompared, usualRange } from '../../domain/metrics/comparison.ts'
import { addDays, type Day, type DaySpan, daysOf, isDay, spanEnding } from '../../domain/metrics/days.ts'
import type { LiveFigures } from '../../domain/live/figures.ts'
import type { Rule } from '../../domain/rules/rule.ts'
import type { Money } from '../../domain/values/money.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { DAY_MS, HOUR_MS, type Instant } from '../../domain/values/time.ts'
import type { UseCaseContext } from '../context.ts'
import { getScreeningState } from '../screening/get-screening-state.server.ts'
import { getLiveAlerts } from './get-live-figures.server.ts'
import { type FeedLine, listFeedHealth } from '../intake/list-feeds.server.ts'

export interface DashboardRequest {
  /** How many days, up to a quarter of a year. */
  readonly days: number
  /** Last day looked at; null for the newest that has orders. */
  readonly to: Day | null
  readonly channel: Channel | null
}

/** A figure and what it is measured against, of one length with it; `before` is null when there is nothing to compare with. */
export interface Figure {
  readonly now: number
  readonly before: number | null
}

export interface FlagDay {
  readonly day: Day
  /** False where nothing was delivered: such a day is a gap, not a zero. */
  readonly isKnown: boolean
  readonly families: Partial<Readonly<Record<Family, number>>>
  readonly flags: number
  /** Least and most flags of the same weekdays before; null when fewer than three of them are known. */
  readonly usual: readonly [least: number, most: number] | null
}

export interface ChannelFigures {
  readonly channel: Channel
  readonly orders: number
  readonly flagged: number
  readonly beforeRate: number | null
}

export interface RuleFigures {
  readonly ruleId: string
  /** The telling flag, by which the rule is named. */
  readonly flag: string | null
  readonly family: string
  readonly flags: Figure
}

/** Open cases by band and age, and the money in them. */
export interface Waiting {
  readonly bands: readonly { readonly band: Band; readonly counts: readonly number[] }[]
  readonly countCap: number
  readonly money: readonly Money[]
  /** The sum leaves out cases beyond the cap. */
  readonly isMoneyCut: boolean
  readonly oldestOpenedAt: Instant | null
  readonly late: number
}

export interface DashboardView {
  /** Null while no order was ever taken in; then all else is empty. */
  readonly newestDay: Day | null
  readonly span: DaySpan
  readonly baseline: { readonly kind: 'same_weekday' | 'span_before'; readonly days: number } | null
  readonly orders: Figure
  readonly flagged: Figure
  /** Shares 0 to 1; null without orders. */
  readonly flaggedRate: { readonly now: number | null; readonly before: number | null }
  /** Money in flagged orders by currency, the most used first. */
  readonly flaggedMoney: readonly { readonly money: Money; readonly beforeMinor: number | null }[]
  readonly flags: Figure
  readonly byDay: readonly FlagDay[]
  readonly families: readonly { readonly family: Family; readonly flags: Figure }[]
  readonly channels: readonly ChannelFigures[]
  readonly rules: readonly RuleFigures[]
  readonly waiting: Waiting
  readonly feeds: readonly FeedLine[]
  /** Open alerts, storms as one, and how many there are beside these. */
  readonly alerts: LiveFigures['alerts']
  readonly moreAlerts: number
  /** Records that wait to be screened; stops at `countCap`. */
  readonly unscreened: number
}

/** The ages by which waiting cases are told apart; the queue's age filter has the same bounds. */
const WAITING_AGES: readonly AgeRange[] = [
  { minMs: 0, maxMs: HOUR_MS }, { minMs: HOUR_MS, maxMs: 4 * HOUR_MS }, { minMs: 4 * HOUR_MS, maxMs: DAY_MS }, { minMs: DAY_MS, maxMs: 7 * DAY_MS }, { minMs: 7 * DAY_MS, maxMs: null },
]
/** The chart looks at least this far back, so that a day is seen among its neighbours. */
const CHART_DAYS = 28
const RULES_SHOWN = 10

/** Figures of a span of days against what is usual, who waits, and how the feeds stand; all from maintained summaries. Refuses `day_form`. */
export async function getDashboard({ store, now }: UseCaseContext, { days, to, channel }: DashboardRequest): Promise<Result<DashboardView>> {
  if (to !== null && !isDay(to)) return refuse('day_form', {}, 'to')
  const db = store.read
  const newestDay = await findNewestDay(db)
  const last = to ?? newestDay ?? '2026-01-01'
  const span = spanEnding(last, days)
  const chart = spanEnding(last, Math.max(days, CHART_DAYS))
  const read: DaySpan = { from: [earliestCompared(span), addDays(chart.from, -CHART_DAYS)].sort()[0] ?? span.from, to: last }
  const [orderDays, flagDays, bands, money, pulse, feeds, screening, rules, alerts] = await Promise.all([
    listDaysOfOrders(db, read), listDaysOfFlags(db, read, channel), countByAge(db, WAITING_AGES, now), sumOpenMoney(db), getQueuePulse(db, now), listFeedHealth(db, now),
    getScreeningState({ store }), listCurrentRules(db, now), getLiveAlerts(store),
  ])

  const known = new Set(orderDays.map(({ day }) => day))
  const isKnown = (day: Day) => known.has(day)
  const baseline = baselineOf(span, isKnown)
  const base = new Set(baseline?.days ?? [])
  const isNow = (day: Day) => day >= span.from && day <= span.to
  /** Sums a figure over the span and over its baseline, the latter brought to the span's length. */
  const figure = <Row extends { readonly day: Day }>(rows: readonly Row[], valueOf: (row: Row) => number): Figure => {
    let at = 0
    let earlier = 0
    for (const row of rows) {
      if (isNow(row.day)) at += valueOf(row)
      else if (base.has(row.day)) earlier += valueOf(row)
    }
    return { now: at, before: baseline ? earlier / baseline.divisor : null }
  }

  const chosen = channel === null ? orderDays : orderDays.filter((row) => row.channel === channel)
  const orders = figure(chosen, (row) => row.orders)
  const flagged = figure(chosen, (row) => row.flagged)
  return accept({
    newestDay,
    span,
    baseline: baseline ? { kind: baseline.kind, days: baseline.days.length } : null,
    orders,
    flagged,
    flaggedRate: { now: rateOf(flagged.now, orders.now), before: baseline ? rateOf(flagged.before ?? 0, orders.before ?? 0) : null },
    flaggedMoney: moneyByCurrency(chosen, figure),
    flags: figure(flagDays, (row) => row.flags),
    byDay: flagsByDay(chart, flagDays, isKnown),
    families: FAMILIES.map((family) => ({ family, flags: figure(flagDays.filter((row) => row.family === family), (row) => row.flags) }))
      .filter(({ flags }) => flags.now > 0)
      .sort((a, b) => b.flags.now - a.flags.now),
    channels: channelsOf(orderDays, figure),
    rules: rulesOf(flagDays, figure, rules),
    waiting: {
      bands, countCap: COUNT_CAP, money: money.map(({ currency, amountMinor }) => ({ currency, amountMinor })),
      isMoneyCut: money.reduce((sum, { cases }) => sum + cases, 0) >= MONEY_CASES_MAX, ...pulse,
    },
    feeds,
    ...alerts,
    unscreened: screening.waiting,
  })
}

type FigureOf = <Row extends { readonly day: Day }>(rows: readonly Row[], valueOf: (row: Row) => number) => Figure

function rateOf(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null
}

function moneyByCurrency(rows: readonly DayOfOrders[], figure: FigureOf): DashboardView['flaggedMoney'] {
  const currencies = [...new Set(rows.map((row) => row.currency))]
  return currencies
    .map((currency) => {
      const own = rows.filter((row) => row.currency === currency)
      const { now, before } = figure(own, (row) => row.flaggedMinor)
      return { orders: figure(own, (row) => row.orders).now, money: { amountMinor: now, currency }, beforeMinor: before === null ? null : Math.round(before) }
    })
    .filter(({ orders }) => orders > 0)
    .sort((a, b) => b.orders - a.orders)
    .map(({ money, beforeMinor }) => ({ money, beforeMinor }))
}

function flagsByDay(chart: DaySpan, rows: readonly DayOfFlags[], isKnown: (day: Day) => boolean): readonly FlagDay[] {
  const totals = new Map<Day, number>()
  const families = new Map<Day, Partial<Record<Family, number>>>()
  for (const { day, family, flags } of rows) {
    totals.set(day, (totals.get(day) ?? 0) + flags)
    const ofDay = families.get(day) ?? {}
    ofDay[family as Family] = (ofDay[family as Family] ?? 0) + flags
    families.set(day, ofDay)
  }
  const days = daysOf(chart)
  const first = days.findIndex(isKnown)
  return days.slice(first < 0 ? days.length : first).map((day) => ({
    day, isKnown: isKnown(day), families: families.get(day) ?? {}, flags: totals.get(day) ?? 0, usual: usualRange(day, (one) => totals.get(one) ?? 0, isKnown),
  }))
}

function channelsOf(rows: readonly DayOfOrders[], figure: FigureOf): DashboardView['channels'] {
  return [...new Set(rows.map((row) => row.channel))]
    .map((channel) => {
      const own = rows.filter((row) => row.channel === channel)
      const orders = figure(own, (row) => row.orders)
      const flagged = figure(own, (row) => row.flagged)
      return { channel, orders: orders.now, flagged: flagged.now, beforeRate: flagged.before === null ? null : rateOf(flagged.before, orders.before ?? 0) }
    })
    .filter(({ orders }) => orders > 0)
    .sort((a, b) => b.flagged / b.orders - a.flagged / a.orders || b.orders - a.orders)
}

function rulesOf(rows: readonly DayOfFlags[], figure: FigureOf, rules: readonly Rule[]): DashboardView['rules'] {
  const byRule = new Map<string, DayOfFlags[]>()
  for (const row of rows) {
    const list = byRule.get(row.ruleId)
    if (list) list.push(row)
    else byRule.set(row.ruleId, [row])
  }
  return [...byRule]
    .map(([ruleId, own]) => ({
      ruleId, flag: rules.find((rule) => rule.id === ruleId)?.flag ?? null, family: own[0]?.family ?? '', flags: figure(own, (row) => row.flags),
    }))
    .filter(({ flags }) => flags.now > 0)
    .sort((a, b) => b.flags.now - a.flags.now || (a.ruleId < b.ruleId ? -1 : 1))
    .slice(0, RULES_SHOWN)
}
