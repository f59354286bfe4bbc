import { FIGURES, MORNING, NOW_FIGURES, type FigureId } from '../../domain/figures/figure.ts'
import { addDays, isDay, type Day } from '../../domain/metrics/days.ts'
import type { FeedState } from '../../domain/metrics/feed-health.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { dayOf, startOfDay, type Instant } from '../../domain/values/time.ts'
import { countFigure, type FigurePart } from '../../../db/queries/figures.ts'
import { findNewestDay } from '../../../db/queries/metrics.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import { openAgeAt, staffNames } from '../../../db/queries/queue.ts'
import type { UseCaseContext } from '../context.ts'
import { listFeeds } from '../intake/list-feeds.server.ts'

/** Against what a day is shown: itself, the same weekday a week before, and the seven days that end with it. */
export const SPANS = ['day', 'weekday', 'week'] as const
export type Span = (typeof SPANS)[number]

interface MorningPart {
  readonly part: string
  /** The part in words, where it is a person. */
  readonly name: string | null
  readonly counts: Readonly<Record<Span, number>>
  readonly money: Readonly<Record<Span, FigurePart['money']>>
}

export interface MorningFigure extends Omit<MorningPart, 'part' | 'name'> {
  readonly id: FigureId
  readonly parts: readonly MorningPart[]
  /** How it stands now: one number, the same under every span. */
  readonly isNow: boolean
}

export interface MorningView {
  readonly day: Day
  readonly today: Day
  readonly spans: Readonly<Record<Span, { readonly from: Instant; readonly to: Instant }>>
  readonly sections: readonly { readonly name: keyof typeof MORNING; readonly figures: readonly MorningFigure[] }[]
  /** Ages of the open cases now, half and nine tenths of them younger; null when the queue is empty. */
  readonly queueAge: { readonly p50Ms: number; readonly p90Ms: number } | null
  readonly feeds: readonly { readonly kind: string; readonly source: string; readonly lastImportAt: Instant | null; readonly quarantined: number; readonly state: FeedState }[]
}

/** Parts of one figure that are shown; the rest is in its list. */
const PARTS_MAX = 12

/** The figures of a day for those who answer for it (DOMAIN 8). Every number is counted by the query whose rows it opens. Refuses `day_form`. */
export async function getMorning(context: UseCaseContext, wanted: Day | null): Promise<Result<MorningView>> {
  const { store, now } = context
  if (wanted !== null && !isDay(wanted)) return refuse('day_form', {}, 'day')
  const db = store.read
  const { settings: { zone } } = await getOperatorSettings(db)
  const today = dayOf(now, zone)
  const yesterday = addDays(today, -1)
  const newest = await findNewestDay(db)
  const day = wanted ?? (newest !== null && newest < yesterday ? newest : yesterday)
  const span = (from: Day, to: Day) => ({ from: startOfDay(from, zone), to: startOfDay(addDays(to, 1), zone) })
  const spans: MorningView['spans'] = { day: span(day, day), weekday: span(addDays(day, -7), addDays(day, -7)), week: span(addDays(day, -6), day) }
  const sections: { name: keyof typeof MORNING; figures: MorningFigure[] }[] = []
  for (const name of Object.keys(MORNING) as (keyof typeof MORNING)[]) {
    const figures: MorningFigure[] = []
    for (const id of MORNING[name]) {
      const [ofDay, ofWeekday, ofWeek] = await Promise.all(SPANS.map((one) => countFigure(db, id, { ...spans[one], now })))
      figures.push(await figureOf(id, { day: ofDay ?? [], weekday: ofWeekday ?? [], week: ofWeek ?? [] }, (ids) => staffNames(db, ids)))
    }
    sections.push({ name, figures })
  }
  const feeds = await listFeeds(context)
  const [p50, p90] = await Promise.all([openAgeAt(db, 0.5), openAgeAt(db, 0.9)])
  return accept({
    day, today, spans, sections,
    queueAge: p50 === null || p90 === null ? null : { p50Ms: now - p50, p90Ms: now - p90 },
    feeds: feeds.map(({ kind, source, lastImportAt, quarantined, state }) => ({ kind, source, lastImportAt, quarantined, state })),
  })
}

async function figureOf(id: FigureId, counted: Readonly<Record<Span, readonly FigurePart[]>>, namesOf: (ids: readonly number[]) => Promise<ReadonlyMap<number, string>>): Promise<MorningFigure> {
  const keys = [...new Set(SPANS.flatMap((span) => counted[span].map((one) => one.part)))]
  const names = FIGURES[id].parts === 'person' ? await namesOf(keys.filter((key) => /^\d+$/.test(key)).map(Number)) : new Map<number, string>()
  const of = <T>(value: (parts: readonly FigurePart[]) => T): Readonly<Record<Span, T>> => ({ day: value(counted.day), weekday: value(counted.weekday), week: value(counted.week) })
  const parts = keys.map((part) => {
    const only = (all: readonly FigurePart[]) => all.filter((one) => one.part === part)
    return { part, name: names.get(Number(part)) ?? null, counts: of((all) => sumCount(only(all))), money: of((all) => sumMoney(only(all))) }
  })
  const shown = FIGURES[id].parts === null ? [] : parts.sort((a, b) => b.counts.day - a.counts.day || b.counts.week - a.counts.week || (a.part < b.part ? -1 : 1)).slice(0, PARTS_MAX)
  return { id, counts: of(sumCount), money: of(sumMoney), parts: shown, isNow: NOW_FIGURES.has(id) }
}

export function sumCount(parts: readonly FigurePart[]): number {
  return parts.reduce((sum, part) => sum + part.count, 0)
}

function sumMoney(parts: readonly FigurePart[]): FigurePart['money'] {
  const sums = new Map<string, number>()
  for (const { currency, amountMinor } of parts.flatMap((part) => part.money)) sums.set(currency, (sums.get(currency) ?? 0) + amountMinor)
  return [...sums].map(([currency, amountMinor]) => ({ currency, amountMinor })).sort((a, b) => b.amountMinor - a.amountMinor)
}

