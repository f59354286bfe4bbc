import type { Selectable } from 'kysely'
import type { CaseStatus, Disposition, HandOverTo, LinkKind } from '../../domain/cases/case.ts'
import type { Band } from '../../domain/cases/flag.ts'
import { playbooksFor, type PlaybookMove } from '../../domain/cases/playbook.ts'
import type { PlaybookCode } from '../../domain/cases/recommend.ts'
import type { SnoozeReason } from '../../domain/cases/reasons.ts'
import { maskNumberOfSubject, maskReasons, type ShownReason } from '../../domain/cases/shown-reason.ts'
import { maskText } from '../../domain/values/masking.ts'
import type { Money } from '../../domain/values/money.ts'
import type { Instant } from '../../domain/values/time.ts'
import type { CaseReason, LoadedCase } from '../../../db/queries/cases.ts'
import { listCaseRows } from '../../../db/queries/case-work.ts'
import { teamNames } from '../../../db/queries/teams.ts'
import { staffNames } from '../../../db/queries/queue.ts'
import type { Handle } from '../../../db/client.ts'
import type { CasesTable } from '../../../db/schema.ts'
import type { Keys } from '../../../db/seal.ts'
import { letterStandings, type LetterStanding } from './letter-standings.ts'

/** A case as another one names it. */
export interface CaseMention {
  readonly id: number
  readonly subject: { readonly kind: string; readonly id: string }
  readonly orderId: string | null
  readonly status: CaseStatus
  readonly band: Band
  readonly disposition: Disposition | null
  readonly reasons: readonly ShownReason[]
  readonly flagCount: number
  readonly money: Money
}

/** What is being done about a case besides deciding it. */
export interface CaseWork {
  readonly snooze: { readonly until: Instant; readonly reasonCode: SnoozeReason; readonly by: string } | null
  readonly handOver: { readonly by: string; readonly at: Instant; readonly to: string; readonly note: string; readonly isMine: boolean } | null
  readonly links: readonly (CaseMention & { readonly kind: LinkKind })[]
  readonly whole: CaseMention | null
  readonly parts: readonly CaseMention[]
  readonly playbooks: readonly CasePlaybook[]
  readonly letters: readonly LetterStanding[]
}

/** What to do about a kind of flag, step by step, and who ticked which step when. */
export interface CasePlaybook {
  readonly code: string
  readonly steps: readonly { readonly code: string; readonly tick: { readonly by: string; readonly at: Instant } | null }[]
  readonly asks: readonly string[]
  readonly moves: readonly PlaybookMove[]
}

/** Links, parts, hand-over, diary date and playbooks of a case, with the names of people and teams in them. */
export async function loadCaseWork(
  db: Handle, keys: Keys, loaded: LoadedCase, flags: readonly { readonly flag: string; readonly weight: number }[], recommended: PlaybookCode, staffId: number | null,
): Promise<CaseWork> {
  const { state } = loaded
  const others = await listCaseRows(db, [...state.links.map((link) => link.caseId), ...state.parts.map((part) => part.caseId), ...(state.mergedInto ? [state.mergedInto.caseId] : [])])
  const mentions = new Map(others.map((row) => [row.id, mention(row)]))
  const of = (id: number) => mentions.get(id) ?? []
  const people = await staffNames(db, [state.snooze?.by ?? null, state.handOver?.by ?? null, state.handOver?.to.kind === 'person' ? state.handOver.to.staffId : null, ...state.ticks.map((tick) => tick.by)])
  const name = (id: number | null) => (id === null ? '' : (people.get(id) ?? ''))
  const partFlags = state.parts.flatMap((part) => (mentions.get(part.caseId)?.reasons ?? []).map(({ flag, weight }) => ({ flag, weight })))
  return {
    snooze: state.snooze && { until: state.snooze.until, reasonCode: state.snooze.reasonCode, by: name(state.snooze.by) },
    handOver: state.handOver && {
      by: name(state.handOver.by), at: state.handOver.at, to: await receiverName(db, state.handOver.to, name), note: maskText(state.handOver.note), isMine: state.handOver.by === staffId,
    },
    links: state.links.flatMap((link) => of(link.caseId)).map((one) => ({ ...one, kind: state.links.find((link) => link.caseId === one.id)?.kind ?? 'related' })),
    whole: state.mergedInto ? (mentions.get(state.mergedInto.caseId) ?? null) : null,
    parts: state.parts.flatMap((part) => of(part.caseId)),
    letters: await letterStandings(db, keys, [loaded]),
    playbooks: playbooksFor([...flags, ...partFlags], recommended).map(({ code, steps, asks, moves }) => ({
      code, asks, moves,
      steps: steps.map((step) => {
        const tick = state.ticks.find((one) => one.playbook === code && one.step === step)
        return { code: step, tick: tick ? { by: name(tick.by), at: tick.at } : null }
      }),
    })),
  }
}

async function receiverName(db: Handle, to: HandOverTo, name: (id: number) => string): Promise<string> {
  return to.kind === 'person' ? name(to.staffId) : ((await teamNames(db, [to.teamId])).get(to.teamId) ?? '')
}

function mention(row: Selectable<CasesTable>): CaseMention {
  return {
    id: row.id, subject: maskNumberOfSubject(row.subject_key), orderId: row.order_id, status: row.state as CaseStatus, band: row.band as Band, disposition: row.disposition as Disposition | null,
    reasons: maskReasons(JSON.parse(row.reasons) as CaseReason[], maskText), flagCount: row.flag_count, money: { amountMinor: row.money_minor, currency: row.currency },
  }
}

/** Staff ids in the history of a case, for their names. */
export function peopleOf({ events }: Pick<LoadedCase, 'events'>): readonly (number | null)[] {
  return events.flatMap((event) => [
    event.by, event.type === 'assigned' ? event.data.staffId : event.type === 'handed_over' && event.data.to.kind === 'person' ? event.data.to.staffId : null,
  ])
}

/** Teams in the history of a case. */
export function teamsOf({ events }: { readonly events: LoadedCase['events'] }): readonly number[] {
  return events.flatMap((event) => (event.type === 'handed_over' && event.data.to.kind === 'team' ? [event.data.to.teamId] : []))
}

