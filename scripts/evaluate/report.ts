import type { DaysFigures, Share } from './days.ts'
import type { GoalFigure } from './goals.ts'
import type { Figure } from './intervals.ts'
import type { MessageFigures } from './messages.ts'
import type { AtThreshold, GroupFigures, QuestionFigures } from './questions.ts'
import type { UrlFigures } from './urls.ts'

export function messageTables(file: string, figures: MessageFigures): string[] {
  return [
    `## ${file}: ${figures.rows} messages`, '',
    ...questionTable([
      ['unwanted', figures.unwanted], ['fraud', figures.fraud],
      ...Object.entries(figures.unwantedWithin).map(([source, one]) => [`unwanted within ${source}`, one] as const),
      ...Object.entries(figures.fraudWithin).map(([source, one]) => [`fraud within ${source}`, one] as const),
      ['fraud, genuine notices', figures.notices], ['fraud, advertisements', figures.advertisements],
    ]),
    ...groupTable('called fraud, by kind of fraud (higher is better)', figures.fraudByKind),
    ...groupTable('called fraud, by look-alike (lower is better)', figures.fraudLookalikes),
    ...groupTable('called unwanted, by kind (higher is better)', figures.unwantedByKind),
    ...groupTable('called unwanted, by look-alike (lower is better)', figures.unwantedLookalikes),
  ]
}

export function urlTables(file: string, figures: UrlFigures): string[] {
  return [
    `## ${file}: ${figures.rows} links`, '',
    ...questionTable([['all', figures.all], ['with a path', figures.links], ['bare domains', figures.domains]]),
    ...groupTable('called harmful, by kind (higher is better)', figures.byKind),
    ...groupTable('called harmful, by look-alike (lower is better)', figures.lookalikes),
  ]
}

export function daysTable(figures: DaysFigures): string[] {
  const row = (name: string, share: Share): string => `| ${name} | ${share.found} | ${share.of} | ${percent(share.share)} |`
  return [
    `## ${figures.folder}: ${figures.orders} orders`, '', '| measure | found | of | share |', '|---|--:|--:|--:|',
    `| recall, mean over kinds | | | ${percent(figures.recallMean)} |`, row('precision of flagged orders', figures.precision), row('orders flagged', figures.alerts), row('look-alikes flagged', figures.lookalikes),
    ...Object.entries(figures.recallByKind).map(([kind, share]) => row(`recall: ${kind}`, share)),
    ...Object.entries(figures.lookalikesByKind).map(([kind, share]) => row(`look-alike flagged: ${kind}`, share)), '',
  ]
}

export function goalsTable(goals: readonly GoalFigure[]): string[] {
  return [
    '## Figures to reach', '', '| measure | on | floor | aim | measured | 95 % interval | reaches |', '|---|---|--:|--:|--:|--:|---|',
    ...goals.map((goal) => {
      const sign = goal.direction === 'at least' ? '≥' : '≤'
      return `| ${goal.measure} | ${goal.on} | ${sign} ${goal.floor} | ${sign} ${goal.aim} | ${plain(goal.measured.value)} | ${interval(goal.measured)} | ${goal.reaches} |`
    }), '',
  ]
}

export function questionTable(rows: readonly (readonly [name: string, figures: QuestionFigures])[]): string[] {
  const at = (one: AtThreshold): string => `${plain(one.recall.value)} (${interval(one.recall)}) at ${percent(one.falseAlarms.value)}`
  return [
    '| question | deserve it | do not | alarm: recall | precision | F1 | false alarms | recall at the 0.5 % point | recall at the 1 % point | average precision |', '|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|',
    ...rows.map(([name, one]) => `| ${name} | ${one.positives} | ${one.negatives} | ${plain(one.alarm.recall.value)} | ${plain(one.alarm.precision.value)} | ${plain(one.alarm.f1.value)} (${interval(one.alarm.f1)}) | ${percent(one.alarm.falseAlarms.value)} (${one.alarm.counts.alarms}) | ${at(one.atHalfPercent)} | ${at(one.atOnePercent)} | ${plain(one.averagePrecision.value)} (${interval(one.averagePrecision)}) |`),
    '',
  ]
}

function groupTable(title: string, groups: readonly GroupFigures[]): string[] {
  if (groups.length === 0) return []
  return [`| ${title} | rows | share | 95 % interval |`, '|---|--:|--:|--:|', ...groups.map(({ group, rows, alarmed }) => `| ${group} | ${rows} | ${percent(alarmed.value)} | ${interval(alarmed)} |`), '']
}

function plain(value: number | null): string {
  return value === null ? '–' : value.toFixed(4)
}

function percent(value: number | null): string {
  return value === null ? '–' : `${(value * 100).toFixed(2)} %`
}

function interval({ low, high }: Figure): string {
  return low === null || high === null ? '' : `${low.toFixed(3)}–${high.toFixed(3)}`
}
