import { FIGURES, isFigure, SHIFT, type FigureId } from '../../domain/figures/figure.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import type { Instant } from '../../domain/values/time.ts'
import { may } from '../../auth/permissions.ts'
import { describeRows, type FigureRow } from '../../../db/queries/figure-rows.ts'
import { countFigure, FIGURE_ROWS_MAX, listFigure } from '../../../db/queries/figures.ts'
import { staffNames } from '../../../db/queries/queue.ts'
import type { UseCaseContext } from '../context.ts'
import { sumCount } from './get-morning.server.ts'
import { refusePermission } from '../refuse-permission.ts'

export interface FigureRequest {
  readonly id: string
  readonly part: string | null
  readonly from: Instant
  readonly to: Instant
}

export interface FigureListRow extends Omit<FigureRow, 'who'> {
  readonly part: string
  readonly amountMinor: number | null
  readonly currency: string | null
  readonly who: string | null
}

export interface FigureView {
  readonly id: FigureId
  readonly part: string | null
  readonly partName: string | null
  /** How many there are, of which the page shows the newest. */
  readonly count: number
  readonly rows: readonly FigureListRow[]
}

/** The rows behind a number. Refuses `figure_unknown`, and `not_permitted` for figures of the morning page, which tell of the work of single people. */
export async function getFigure(context: UseCaseContext, request: FigureRequest): Promise<Result<FigureView>> {
  const { store, now, actor } = context
  const { id, part } = request
  if (!isFigure(id)) return refuse('figure_unknown')
  if (!(SHIFT as readonly string[]).includes(id) && !may(actor.role ?? '', 'audit.view')) return refusePermission(context, 'audit.view')
  const db = store.read
  const scope = { from: request.from, to: request.to, now }
  const parts = await countFigure(db, id, scope)
  const rows = await figureRows(context, id, request, { limit: FIGURE_ROWS_MAX })
  const names = FIGURES[id].parts === 'person' && part !== null && /^\d+$/.test(part) ? await staffNames(db, [Number(part)]) : null
  return accept({ id, part, partName: names?.get(Number(part)) ?? null, count: sumCount(part === null ? parts : parts.filter((one) => one.part === part)), rows })
}

/** Some of the rows, described; in the order in which they are listed. */
export async function figureRows(
  { store, now }: Pick<UseCaseContext, 'store' | 'now'>, id: FigureId, { part, from, to }: Pick<FigureRequest, 'part' | 'from' | 'to'>, page: { readonly limit: number; readonly offset?: number },
): Promise<readonly FigureListRow[]> {
  const db = store.read
  const listed = await listFigure(db, id, { from, to, now }, part, page)
  const described = new Map((await describeRows(db, FIGURES[id].kind, listed.map((row) => row.id))).map((row) => [row.id, row]))
  const names = await staffNames(db, [...described.values()].map((row) => row.who))
  return listed.map((row) => {
    const told = described.get(row.id)
    const who = told?.who == null ? null : (names.get(told.who) ?? null)
    return { id: row.id, name: told?.name ?? row.part, href: told?.href ?? (FIGURES[id].kind === 'token' ? '/campaigns' : null), at: told?.at ?? null, state: told?.state ?? null, who, part: row.part, amountMinor: row.amountMinor, currency: row.currency }
  })
}
