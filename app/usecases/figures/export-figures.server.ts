import type { FigureId } from '../../domain/figures/figure.ts'
import { amountText } from '../../domain/values/money.ts'
import { instantText } from '../../domain/values/time.ts'
import type { UseCaseContext } from '../context.ts'
import { listText } from '../exports/export-list.server.ts'
import { figureRows, type FigureRequest } from './get-figure.server.ts'
import type { ShiftView } from './get-shift.server.ts'
import { SPANS, type MorningFigure, type MorningView, type Span } from './get-morning.server.ts'

const PAGE = 500
const MORNING_COLUMNS = [...SPANS, 'now'] as const

type Sums = readonly { readonly currency: string; readonly amountMinor: number }[]

/** The currencies of some sums, each of which has a line; one line without where there is none. */
function currenciesOf(sums: Sums): readonly (string | null)[] {
  const currencies = [...new Set(sums.map(({ currency }) => currency))].sort()
  return currencies.length === 0 ? [null] : currencies
}

function amountIn(sums: Sums, currency: string | null): string | null {
  const sum = sums.find((one) => one.currency === currency)
  return sum === undefined ? null : amountText(sum.amountMinor, sum.currency)
}

/** The rows behind a number as guarded CSV, on record. */
export function figureText(context: UseCaseContext, id: FigureId, request: FigureRequest): AsyncGenerator<string, void> {
  return listText(context, {
    name: `figure_${id}`, columns: ['name', 'part', 'state', 'at', 'amount', 'currency', 'who'], filter: { part: request.part, from: request.from, to: request.to },
    page: async (after) => {
      const offset = after === null ? 0 : Number(after)
      const rows = await figureRows(context, id, request, { limit: PAGE, offset })
      return { rows, next: rows.length === PAGE ? String(offset + PAGE) : null }
    },
    cells: (row) => [row.name, row.part, row.state?.code ?? null, row.at === null ? null : instantText(row.at), row.amountMinor === null || row.currency === null ? null : amountText(row.amountMinor, row.currency), row.currency, row.who],
  })
}

/**
 * The morning page as guarded CSV: a line for each figure, each part and each currency; what tells how it stands now, once. Counts stand in the first line of a figure
 * or part alone, so that a column can be summed.
 */
export function morningText(context: UseCaseContext, { day, sections }: MorningView): AsyncGenerator<string, void> {
  const lines = sections.flatMap(({ name, figures }) => figures.flatMap((figure) => [{ part: '', of: figure }, ...figure.parts.map((part) => ({ part: part.name ?? part.part, of: part }))].flatMap(({ part, of }) =>
    currenciesOf(SPANS.flatMap((span) => of.money[span])).map((currency, at) => ({ name, figure, part, of, currency, isFirst: at === 0 })))))
  const sum = (of: Pick<MorningFigure, 'money'>, span: Span, currency: string | null) => amountIn(of.money[span], currency)
  return listText(context, {
    name: 'morning', filter: { day }, columns: ['section', 'figure', 'part', ...MORNING_COLUMNS, ...MORNING_COLUMNS.map((column) => `${column}_amount`), 'currency'],
    page: async () => ({ rows: lines, next: null }),
    cells: ({ name, figure, part, of, currency, isFirst }) => {
      const each = <T,>(value: (span: Span) => T) => MORNING_COLUMNS.map((column) => ((column === 'now') !== figure.isNow ? null : value(column === 'now' ? 'day' : column)))
      return [name, figure.id, part, ...each((span) => (isFirst ? of.counts[span] : null)), ...each((span) => sum(of, span, currency)), currency]
    },
  })
}

/** The hand-over page as guarded CSV: a line for each figure, each part of it and each currency of that, with who acknowledged it, then its feeds and notes. */
export function shiftText(context: UseCaseContext, { lines, feeds, notes }: ShiftView): AsyncGenerator<string, void> {
  const rows = [
    ...lines.flatMap((line) => [
      ['line', line.id, '', line.count, line.handed, null, null, line.ack?.by ?? null, line.ack ? instantText(line.ack.at) : null, null],
      ...line.parts.flatMap((part) => currenciesOf(part.money).map((currency, at) => ['line', line.id, part.name ?? part.part, at === 0 ? part.count : null, null, amountIn(part.money, currency), currency, null, null, null])),
    ]),
    ...feeds.map((feed) => ['feed', `${feed.kind} ${feed.source}`, feed.state, feed.quarantined, null, null, null, null, feed.lastImportAt === null ? null : instantText(feed.lastImportAt), null]),
    ...notes.map((note) => ['note', '', '', null, null, null, null, note.by, instantText(note.at), note.text]),
  ]
  return listText(context, {
    name: 'shift', filter: {}, columns: ['section', 'name', 'part', 'count', 'handed', 'amount', 'currency', 'who', 'at', 'text'], page: async () => ({ rows, next: null }), cells: (row) => row,
  })
}
