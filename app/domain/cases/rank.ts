import { decimalsOf, type Money } from '../values/money.ts'
import { HOUR_MS, MINUTE_MS, type Instant } from '../values/time.ts'
import { timeLeftMs } from './deadlines.ts'
import type { Family, Severity } from './flag.ts'

/** What the rank of a case is made of. */
export interface RankInput {
  readonly severity: Severity
  /** Combined score, 0 to 1: how probable it is that something is wrong. */
  readonly score: number
  readonly moneyMinor: number
  readonly currency: string
  readonly family: Family
  readonly flagCount: number
  readonly dueAt: Instant
  readonly pausedAt: Instant | null
}

/**
 * The rank and what it is made of. Money at risk × probability ÷ (time left × effort) is a product; its parts are kept as points, a hundred
 * to each power of ten, so that they add up to the rank exactly and a page can show how much each one moved the case.
 */
export interface Rank {
  readonly total: number
  readonly parts: { readonly money: number; readonly probability: number; readonly time: number; readonly effort: number }
}

/** Least money at risk, in major units: a lure without an order is worth a look too. */
const MONEY_FLOOR: Readonly<Record<Severity, number>> = { S1: 100, S2: 50, S3: 20, S4: 10 }
const PROBABILITY_FLOOR = 0.05
/** Late cases count as due in five minutes, so that the gravest of them stay on top. */
const TIME_FLOOR_MS = 5 * MINUTE_MS
/** Minutes a person needs for a case of one flag, by family, and for each further flag (DOMAIN 8: 30 to 60 s for simple ones). */
const EFFORT_MIN: Readonly<Record<Family, number>> = {
  link: 0.75, message: 0.75, number: 1, receipt: 1.5, payment: 2, sms: 1, voucher: 1.5, agent: 3, refund: 2, profile: 2, reconciliation: 1,
}
const EFFORT_MORE_MIN = 0.25
const EFFORT_FLAGS_MAX = 12

/** How soon a case should be looked at; higher is sooner. Pure in `now`, which moves the time part alone. */
export function rankOf(input: RankInput, now: Instant): Rank {
  const money = Math.max(MONEY_FLOOR[input.severity], input.moneyMinor / 10 ** (decimalsOf(input.currency) ?? 2))
  const probability = Math.min(1, Math.max(PROBABILITY_FLOOR, input.score))
  const hoursLeft = Math.max(TIME_FLOOR_MS, timeLeftMs(input, now)) / HOUR_MS
  const parts = {
    money: points(money),
    probability: points(probability),
    time: -points(hoursLeft),
    effort: -points(effortMin(input)),
  }
  return { total: parts.money + parts.probability + parts.time + parts.effort, parts }
}

/** What the parts of a rank are counted from, for the page that explains it. `isLeast` where less money is at risk than a look is worth anyway. */
export interface RankFacts {
  readonly money: Money
  readonly isLeast: boolean
  readonly probability: number
  readonly effortMs: number
}

/** What a rank is worked out from, with its floors: money of a severity counts as so much at least, and so does a probability. */
export function rankFacts(input: RankInput): RankFacts {
  const decimals = decimalsOf(input.currency) ?? 2
  const leastMinor = Math.round(MONEY_FLOOR[input.severity] * 10 ** decimals)
  return {
    money: { amountMinor: Math.max(leastMinor, input.moneyMinor), currency: input.currency }, isLeast: input.moneyMinor < leastMinor,
    probability: Math.min(1, Math.max(PROBABILITY_FLOOR, input.score)), effortMs: effortMin(input) * MINUTE_MS,
  }
}

/** Minutes a case is expected to take. */
function effortMin(input: Pick<RankInput, 'family' | 'flagCount'>): number {
  return EFFORT_MIN[input.family] + EFFORT_MORE_MIN * Math.min(EFFORT_FLAGS_MAX, Math.max(0, input.flagCount - 1))
}

function points(factor: number): number {
  return Math.round(100 * Math.log10(factor)) + 0
}
