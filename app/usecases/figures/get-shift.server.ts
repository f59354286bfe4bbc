import { FIGURES, SHIFT, type FigureId } from '../../domain/figures/figure.ts'
import { maskText } from '../../domain/values/masking.ts'
import type { Instant } from '../../domain/values/time.ts'
import { countFigure, type FigurePart } from '../../../db/queries/figures.ts'
import { staffNames } from '../../../db/queries/queue.ts'
import { findCurrentShift, findLastShift, listShiftAcks, listShiftNotes, type ShiftRow } from '../../../db/queries/shifts.ts'
import type { UseCaseContext } from '../context.ts'
import { sumCount } from './get-morning.server.ts'
import { listFeeds } from '../intake/list-feeds.server.ts'

interface ShiftLine {
  readonly id: FigureId
  readonly count: number
  readonly parts: readonly { readonly part: string; readonly name: string | null; readonly count: number; readonly money: FigurePart['money'] }[]
  /** How many there were when the outgoing lead signed; null before. */
  readonly handed: number | null
  readonly ack: { readonly by: string; readonly at: Instant } | null
}

export interface ShiftView {
  readonly lines: readonly ShiftLine[]
  readonly feeds: readonly { readonly kind: string; readonly source: string; readonly state: string; readonly lastImportAt: Instant | null; readonly quarantined: number }[]
  readonly notes: readonly { readonly by: string; readonly at: Instant; readonly text: string }[]
  readonly since: Instant | null
  readonly out: { readonly name: string; readonly at: Instant; readonly isMe: boolean } | null
  /** Lines that still have to be acknowledged before the shift can be taken over. */
  readonly open: number
  readonly version: number
  readonly mayTake: boolean
  /** The hand-over before this one. */
  readonly last: { readonly out: string; readonly in: string; readonly at: Instant; readonly notes: readonly { readonly by: string; readonly at: Instant; readonly text: string }[] } | null
}

/** What the next shift has to know, each number counted by the query it opens, with notes and signatures (DOMAIN 8, hand-over). */
export async function getShift(context: UseCaseContext): Promise<ShiftView> {
  const { store, now, actor } = context
  const db = store.read
  const [shift, last, feeds] = await Promise.all([findCurrentShift(db), findLastShift(db), listFeeds(context)])
  const [acks, notes, lastNotes] = await Promise.all([shift ? listShiftAcks(db, shift.id) : [], shift ? listShiftNotes(db, shift.id) : [], last ? listShiftNotes(db, last.id) : []])
  const counted = await Promise.all(SHIFT.map(async (id) => ({ id, parts: await countFigure(db, id, { from: 0, to: now, now }) })))
  const people = counted.filter(({ id }) => FIGURES[id].parts === 'person').flatMap(({ parts }) => parts.map(({ part }) => Number(part)))
  const names = await staffNames(db, [...people, ...acks.map((ack) => ack.staff_id), ...[...notes, ...lastNotes].map((note) => note.staff_id), shift?.lead_out ?? null, last?.lead_out ?? null, last?.lead_in ?? null])
  const name = (id: number | null) => (id === null ? '' : (names.get(id) ?? ''))
  const handed = linesOf(shift)
  const lines: ShiftLine[] = counted.map(({ id, parts }) => {
    const ack = acks.find((one) => one.line === id)
    return {
      id, count: sumCount(parts), handed: handed?.[id] ?? null, ack: ack ? { by: name(ack.staff_id), at: ack.at } : null,
      parts: FIGURES[id].parts === null ? [] : parts.map((part) => ({ part: part.part, name: FIGURES[id].parts === 'person' ? name(Number(part.part)) : null, count: part.count, money: part.money })),
    }
  })
  const told = (rows: readonly { readonly staff_id: number; readonly at: Instant; readonly text: string }[]) => rows.map((note) => ({ by: name(note.staff_id), at: note.at, text: maskText(note.text) }))
  return {
    lines, notes: told(notes), since: shift?.opened_at ?? last?.in_signed_at ?? null,
    feeds: feeds.map(({ kind, source, state, lastImportAt, quarantined }) => ({ kind, source, state, lastImportAt, quarantined })).filter((feed) => feed.state !== 'fine'),
    out: shift?.lead_out != null && shift.out_signed_at !== null ? { name: name(shift.lead_out), at: shift.out_signed_at, isMe: shift.lead_out === actor.staffId } : null,
    open: handed === null ? 0 : Object.entries(handed).filter(([id, count]) => count > 0 && !acks.some((ack) => ack.line === id)).length,
    version: shift?.version ?? 0,
    mayTake: shift?.out_signed_at != null && shift.lead_out !== actor.staffId,
    last: last?.in_signed_at == null ? null : { out: name(last.lead_out), in: name(last.lead_in), at: last.in_signed_at, notes: told(lastNotes) },
  }
}

/** The numbers as they were when the outgoing lead signed; null before. */
export function linesOf(shift: ShiftRow | null): Readonly<Record<string, number>> | null {
  return shift?.lines == null ? null : (JSON.parse(shift.lines) as Record<string, number>)
}
