import { SHIFT } from '../../domain/figures/figure.ts'
import { maskText } from '../../domain/values/masking.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { may } from '../../auth/permissions.ts'
import type { Tx } from '../../../db/client.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { countFigure } from '../../../db/queries/figures.ts'
import { dropShiftAcks, findCurrentShift, insertShiftAck, insertShiftNote, listShiftAcks, openShift, updateShift, type ShiftRow } from '../../../db/queries/shifts.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { sumCount } from './get-morning.server.ts'
import { linesOf } from './get-shift.server.ts'
import { refusePermission } from '../refuse-permission.ts'

export type ShiftCommand =
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'sign_out' }
  | { readonly type: 'take_back' }
  | { readonly type: 'acknowledge'; readonly line: string }
  | { readonly type: 'sign_in' }

const AUDIT_ACTION: Readonly<Record<ShiftCommand['type'], string>> = {
  note: 'shift.noted', sign_out: 'shift.handed_over', take_back: 'shift.taken_back', acknowledge: 'shift.acknowledged', sign_in: 'shift.taken_over',
}

/**
 * Notes, signatures and acknowledgements of the hand-over. The outgoing lead signs, which keeps the numbers as they were; someone else acknowledges every line that
 * is not empty and signs too, which begins the next shift. Refuses `not_permitted`, `note_required`, `note_too_long`, `shift_signed`, `shift_not_signed`,
 * `shift_same_person`, `shift_not_yours`, `shift_lines_open`, `changed_meanwhile`.
 */
export async function workShift(context: UseCaseContext, command: ShiftCommand): Promise<Result<null>> {
  const { store, keys, now, actor } = context
  const staffId = actor.staffId
  if (staffId === null || !may(actor.role ?? '', 'case.decide')) return refusePermission(context, 'case.decide')
  return store.write(async (tx) => {
    const shift = (await findCurrentShift(tx)) ?? (await openShift(tx, now))
    const done = await workInside(tx, context, shift, staffId, command)
    if (!done.ok) {
      // Nothing was written yet but what is put on record here (S51).
      if (done.refusal.code === 'shift_same_person') await appendAuditEvent(tx, keys, auditEntry(context, { action: 'shift.refused', object: `shift:${shift.id}`, after: { command: command.type, code: done.refusal.code } }))
      return done
    }
    await appendAuditEvent(tx, keys, auditEntry(context, { action: AUDIT_ACTION[command.type], object: `shift:${shift.id}`, after: done.value }))
    return accept(null)
  })
}

async function workInside(tx: Tx, { now }: UseCaseContext, shift: ShiftRow, staffId: number, command: ShiftCommand): Promise<Result<Record<string, string | number>>> {
  const isSigned = shift.out_signed_at !== null
  switch (command.type) {
    case 'note': {
      const text = command.text.trim()
      if (text === '') return refuse('note_required', {}, 'text')
      if (text.length > 2_000) return refuse('note_too_long', { max: 2_000 }, 'text')
      await insertShiftNote(tx, { shiftId: shift.id, staffId, text, at: now })
      return accept({ text: maskText(text) })
    }
    case 'sign_out': {
      if (isSigned) return refuse('shift_signed')
      const lines: Record<string, number> = {}
      for (const id of SHIFT) lines[id] = sumCount(await countFigure(tx, id, { from: 0, to: now, now }))
      return (await updateShift(tx, shift, { lead_out: staffId, out_signed_at: now, lines: JSON.stringify(lines) })) ? accept(lines) : refuse('changed_meanwhile')
    }
    case 'take_back': {
      if (!isSigned) return refuse('shift_not_signed')
      if (shift.lead_out !== staffId) return refuse('shift_not_yours')
      await dropShiftAcks(tx, shift.id)
      return (await updateShift(tx, shift, { lead_out: null, out_signed_at: null, lines: null })) ? accept({}) : refuse('changed_meanwhile')
    }
    case 'acknowledge': {
      if (!isSigned) return refuse('shift_not_signed')
      if (shift.lead_out === staffId) return refuse('shift_same_person')
      if (!(SHIFT as readonly string[]).includes(command.line)) return refuse('figure_unknown')
      await insertShiftAck(tx, { shiftId: shift.id, line: command.line, staffId, at: now })
      return accept({ line: command.line })
    }
    case 'sign_in': {
      if (!isSigned) return refuse('shift_not_signed')
      if (shift.lead_out === staffId) return refuse('shift_same_person')
      const acked = new Set((await listShiftAcks(tx, shift.id)).map((ack) => ack.line))
      const open = Object.entries(linesOf(shift) ?? {}).filter(([id, count]) => count > 0 && !acked.has(id)).length
      if (open > 0) return refuse('shift_lines_open', { count: open })
      if (!(await updateShift(tx, shift, { lead_in: staffId, in_signed_at: now }))) return refuse('changed_meanwhile')
      await openShift(tx, now)
      return accept({})
    }
  }
}
