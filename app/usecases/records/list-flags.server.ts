import { listFlagRows, type FlagCursor, type FlagListRow } from '../../../db/queries/flag-list.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import type { Band, Family } from '../../domain/cases/flag.ts'
import type { Channel } from '../../domain/intake/record.ts'
import { readSpan } from '../../domain/metrics/days.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import type { Instant } from '../../domain/values/time.ts'
import type { UseCaseContext } from '../context.ts'

export type { FlagListRow }

export interface FlagsRequest {
  /** When the records happened: days or wall clocks in the operator's zone, as {@link readSpan} takes them. */
  readonly from: string | null
  readonly to: string | null
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
  const { settings } = await getOperatorSettings(store.read)
  const span = readSpan(request.from, request.to, settings.zone)
  if (!span.ok) return span
  const page = await listFlagRows(store.read, {
    ...span.value, family: request.family, ruleId: request.ruleId, channel: request.channel, bands: request.bands,
  }, after, request.limit)
  return accept({ rows: page.rows, next: page.next ? `${page.next.at}.${page.next.id}` : null, lookedUntil: page.lookedUntil })
}

function readCursor(text: string): FlagCursor | undefined {
  const match = /^(\d{1,15})\.(\d{1,15})$/.exec(text)
  return match ? { at: Number(match[1]), id: Number(match[2]) } : undefined
}
