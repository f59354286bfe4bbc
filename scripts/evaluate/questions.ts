import type { OperatingPoints } from '../../app/domain/scoring/message-model.ts'
import { countedFigure, type Counts, countsAt, f1, falseAlarms, type Figure, precision, precisionFigure, recall } from './intervals.ts'

/** What one frozen threshold does to a set. */
export interface AtThreshold {
  /** Score at and above which an alarm is raised. */
  readonly threshold: number
  readonly counts: Counts
  readonly recall: Figure
  readonly falseAlarms: Figure
  readonly precision: Figure
  readonly f1: Figure
}

/** One yes-or-no question asked of a set of texts or links. */
export interface QuestionFigures {
  readonly positives: number
  readonly negatives: number
  /** At a score of 0.5, where the product raises its alarm. */
  readonly alarm: AtThreshold
  /** At the scores that gave 0.5 % and 1 % false alarms on dev. */
  readonly atHalfPercent: AtThreshold
  readonly atOnePercent: AtThreshold
  readonly averagePrecision: Figure
}

/** Share of a group for which the alarm is raised. */
export interface GroupFigures {
  readonly group: string
  readonly rows: number
  readonly alarmed: Figure
}

const ALARM = 0.5

export function questionFigures(positives: readonly number[], negatives: readonly number[], points: OperatingPoints): QuestionFigures {
  const at = (threshold: number): AtThreshold => {
    const counts = countsAt(positives, negatives, threshold)
    return {
      threshold, counts, recall: countedFigure(counts, recall), falseAlarms: countedFigure(counts, falseAlarms),
      precision: countedFigure(counts, precision), f1: countedFigure(counts, f1),
    }
  }
  return {
    positives: positives.length, negatives: negatives.length,
    alarm: at(ALARM), atHalfPercent: at(points.halfPercent), atOnePercent: at(points.onePercent),
    averagePrecision: precisionFigure(positives, negatives),
  }
}

/** The share of alarms in each group, largest group first. */
export function groupFigures<T>(rows: readonly T[], groupOf: (row: T) => string | null, scoreOf: (row: T) => number): GroupFigures[] {
  const groups = new Map<string, number[]>()
  for (const row of rows) {
    const group = groupOf(row)
    if (group === null) continue
    const scores = groups.get(group)
    if (scores) scores.push(scoreOf(row))
    else groups.set(group, [scoreOf(row)])
  }
  return [...groups]
    .sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
    .map(([group, scores]) => ({ group, rows: scores.length, alarmed: countedFigure(countsAt(scores, [], ALARM), recall) }))
}
