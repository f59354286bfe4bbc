import type { FigureId } from '../../domain/figures/figure.ts'
import { instantText } from '../../domain/values/time.ts'
import type { UseCaseContext } from '../context.ts'
import { listText } from '../exports/export-list.server.ts'
import { figureRows, type FigureRequest } from './get-figure.server.ts'
import type { ShiftView } from './get-shift.server.ts'
import { SPANS, type MorningFigure, type MorningView, type Span } from './get-morning.server.ts'

const PAGE = 500
const MORNING_COLUMNS = [...SPANS, 'now'] as const

/** The rows behind a number as guarded CSV, on record. */
export function figureText(context: UseCaseContext, id: FigureId, request: FigureRequest): AsyncGenerator<string, void> {
  return listText(context, {
    name: `figure_${id}`, columns: ['name', 'part', 'state', 'at', 'amount_minor', 'currency', 'who'], filter: { part: request.part, from: request.from, to: request.to },
    page: async (after) => {
      const offset = after === null ? 0 : Number(after)
      const rows = await figureRows(context, id, request, { limit: PAGE, offset })
      return { rows, next: rows.length === PAGE ? String(offset + PAGE) : null }
    },
    cells: (row) => [row.name, row.part, row.state?.code ?? null, row.at === null ? null : instantText(row.at), row.amountMinor, row.currency, row.who],
  })
}

/** The morning page as guarded CSV: a line for each figure, each part and each currency; what tells how it stands now, once. */
export function morningText(context: UseCaseContext, { day, sections }: MorningView): AsyncGenerator<string, void> {
  const lines = sections.flatMap(({ name, figures }) => figures.flatMap((figure) => [{ name, figure, part: '', of: figure }, ...figure.parts.map((part) => ({ name, figure, part: part.name ?? part.part, of: part }))]))
  const sum = (of: Pick<MorningFigure, 'money'>, span: Span) => of.money[span].map(({ currency, amountMinor }) => `${amountMinor} ${currency}`).join('; ')
  return listText(context, {
    name: 'morning', filter: { day }, columns: ['section', 'figure', 'part', ...MORNING_COLUMNS, ...MORNING_COLUMNS.map((column) => `${column}_minor`)],
    page: async () => ({ rows: lines, next: null }),
    cells: ({ name, figure, part, of }) => {
      const each = <T,>(value: (span: Span) => T) => MORNING_COLUMNS.map((column) => ((column === 'now') !== figure.isNow ? null : value(column === 'now' ? 'day' : column)))
      return [name, figure.id, part, ...each((span) => of.counts[span]), ...each((span) => sum(of, span))]
    },
  })
}

/** The hand-over page as guarded CSV: a line for each figure and each part of it, with who acknowledged it, then its feeds and notes. */
export function shiftText(context: UseCaseContext, { lines, feeds, notes }: ShiftView): AsyncGenerator<string, void> {
  const money = (of: readonly { readonly currency: string; readonly amountMinor: number }[]) => of.map(({ currency, amountMinor }) => `${amountMinor} ${currency}`).join('; ')
  const rows = [
    ...lines.flatMap((line) => [
      ['line', line.id, '', line.count, line.handed, '', line.ack?.by ?? null, line.ack ? instantText(line.ack.at) : null, null],
      ...line.parts.map((part) => ['line', line.id, part.name ?? part.part, part.count, null, money(part.money), null, null, null]),
    ]),
    ...feeds.map((feed) => ['feed', `${feed.kind} ${feed.source}`, feed.state, feed.quarantined, null, '', null, feed.lastImportAt === null ? null : instantText(feed.lastImportAt), null]),
    ...notes.map((note) => ['note', '', '', null, null, '', note.by, instantText(note.at), note.text]),
  ]
  return listText(context, {
    name: 'shift', filter: {}, columns: ['section', 'name', 'part', 'count', 'handed', 'money_minor', 'who', 'at', 'text'], page: async () => ({ rows, next: null }), cells: (row) => row,
  })
}
