import { listFlagRows, type FlagCursor, type FlagListRow } from '../../db/queries/flag-list.ts'
import { getOperatorSettings } from '../../db/queries/settings.ts'
import type { Band, Family } from '../domain/cases/flag.ts'
import type { Channel } from '../domain/intake/record.ts'
import { addDays, isDay } from '../domain/metrics/days.ts'
import { accept, refuse, type Result } from '../domain/values/result.ts'
import { startOfDay, type Instant } from '../domain/values/time.ts'
import type { UseCaseContext } from './context.ts'

export interface FlagsRequest {
  /** Calendar days of the records in the operator's zone, both included. */
  readonly fromDay: string | null
  readonly toDay: string | null
  readonly family: Family | null
  readonly ruleId: string | null
  readonly channel: Channel | null
  readonly bands: readonly Band[]
  /** From {@link FlagsView.next}. */
  readonly after: string | null
  readonly limit: number
}

export interface FlagsView {
  readonly rows: readonly FlagListRow[]
  readonly next: string | null
  readonly lookedUntil: Instant | null
}

/** Flags that hold, newest first: the records behind the figures of the dashboard and of a rule. Refuses `cursor_unknown` and `day_form`. */
export async function listFlags({ store }: UseCaseContext, request: FlagsRequest): Promise<Result<FlagsView>> {
  const after = request.after === null ? null : readCursor(request.after)
  if (after === undefined) return refuse('cursor_unknown', {}, 'after')
  const { fromDay, toDay } = request
  if ((fromDay !== null && !isDay(fromDay)) || (toDay !== null && !isDay(toDay))) return refuse('day_form', {}, 'from')
  const { settings } = await getOperatorSettings(store.read)
  const page = await listFlagRows(store.read, {
    from: fromDay === null ? null : startOfDay(fromDay, settings.zone), to: toDay === null ? null : startOfDay(addDays(toDay, 1), settings.zone),
    family: request.family, ruleId: request.ruleId, channel: request.channel, bands: request.bands,
  }, after, request.limit)
  return accept({ rows: page.rows, next: page.next ? `${page.next.at}.${page.next.id}` : null, lookedUntil: page.lookedUntil })
}

function readCursor(text: string): FlagCursor | undefined {
  const match = /^(\d{1,15})\.(\d{1,15})$/.exec(text)
  return match ? { at: Number(match[1]), id: Number(match[2]) } : undefined
}
