import type { DaysFigures } from './days.ts'
import type { Figure } from './intervals.ts'
import type { MessageFigures } from './messages.ts'
import type { UrlFigures } from './urls.ts'

/** A figure the product has promised to reach: the floor must hold on data kept apart, the aim is what is worked for. */
export interface GoalFigure {
  readonly measure: string
  /** What it was measured on. */
  readonly on: string
  readonly direction: 'at least' | 'at most'
  readonly floor: number
  readonly aim: number
  readonly measured: Figure
  readonly reaches: 'aim' | 'floor' | 'neither'
}

/** What sources never trained on gave; see `cross-source.ts`. */
export interface CrossSourceGoals {
  readonly chineseFraud: readonly (readonly [source: string, figure: Figure])[]
  readonly links: readonly (readonly [source: string, figure: Figure])[]
}

interface Measured {
  readonly messages: Readonly<Record<string, MessageFigures>>
  readonly urls: Readonly<Record<string, UrlFigures>>
  readonly days: readonly DaysFigures[]
}

export function goalsOf({ messages, urls, days }: Measured, cross: { readonly goals: CrossSourceGoals } | null): GoalFigure[] {
  const goals: GoalFigure[] = []
  const add = (measure: string, on: string, direction: GoalFigure['direction'], floor: number, aim: number, measured: Figure): void => {
    if (measured.value !== null) goals.push({ measure, on, direction, floor, aim, measured, reaches: reached(measured.value, direction, floor, aim) })
  }
  for (const [file, one] of Object.entries(messages)) {
    if (one.language === 'en') add('English unwanted, recall at 0.5 % false alarms', file, 'at least', 0.93, 0.97, one.unwanted.atHalfPercent.recall)
    add('fraud alerts on genuine notices', file, 'at most', 0.02, 0.005, one.notices.alarm.falseAlarms)
    if (one.language === 'zh') {
      add('Chinese fraud and unlawful, F1', file, 'at least', 0.96, 0.98, one.fraud.alarm.f1)
      const small = one.unwantedWithin['zh-sms-11k']
      if (small) add('Chinese small-set unwanted, recall at 0.5 %', `${file}, zh-sms-11k`, 'at least', 0.75, 0.9, small.atHalfPercent.recall)
    }
    add('advertisements called fraud', file, 'at most', 0.01, 0.003, one.advertisements.alarm.falseAlarms)
  }
  for (const [source, figure] of cross?.goals.chineseFraud ?? []) add('Chinese fraud, source never trained on, F1', source, 'at least', 0.93, 0.98, figure)
  for (const [file, one] of Object.entries(urls)) add('URLs, same kinds of source, recall at 0.5 %', file, 'at least', 0.82, 0.92, one.all.atHalfPercent.recall)
  for (const [source, figure] of cross?.goals.links ?? []) add('URLs, source never trained on, recall at 0.5 %', source, 'at least', 0.45, 0.7, figure)
  for (const one of days) {
    const exact = (value: number | null): Figure => ({ value, low: null, high: null })
    add('example days, recall, mean over kinds', one.folder, 'at least', 0.97, 0.99, exact(one.recallMean))
    add('example days, precision of flagged orders', one.folder, 'at least', 0.92, 0.97, exact(one.precision.share))
    add('alerts, share of orders', one.folder, 'at most', 0.03, 0.022, exact(one.alerts.share))
    add('look-alikes flagged', one.folder, 'at most', 0.02, 0.005, exact(one.lookalikes.share))
  }
  return goals
}

function reached(value: number, direction: GoalFigure['direction'], floor: number, aim: number): GoalFigure['reaches'] {
  const meets = (limit: number): boolean => (direction === 'at least' ? value >= limit : value <= limit)
  return meets(aim) ? 'aim' : meets(floor) ? 'floor' : 'neither'
}

