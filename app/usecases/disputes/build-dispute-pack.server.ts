import { dispute, type DisputeState } from '../../domain/actions/dispute.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { instantText } from '../../domain/values/time.ts'
import { findAction } from '../../../db/queries/staff-actions.ts'
import type { UseCaseContext } from '../context.ts'
import { evidenceEntries, jsonEntry, recordsEntry, sealPack, timelineEntry } from '../exports/evidence-pack.ts'

/**
 * Our answer to a channel or an authority in one zip: the records around the order masked, what happened, the letter, the files as they came, and a manifest
 * with the SHA-256 of each (`npm run verify-pack` checks it). Refuses `action_missing`.
 */
export async function buildDisputePack(context: UseCaseContext, actionId: number): Promise<Result<Buffer>> {
  const loaded = await findAction<DisputeState>(context.store.read, context.keys, dispute, actionId)
  if (!loaded) return refuse('action_missing')
  const { state, row, events } = loaded
  return accept(await sealPack(context, { actionId, pack: 'topwarden dispute', name: `D-${actionId}` }, [
    jsonEntry('dispute.json', { dispute: `D-${actionId}`, reason: state.reason, channel: state.channel, status: state.status, outcome: state.outcome, openedAt: instantText(row.opened_at), checklistDone: state.checked }),
    timelineEntry(events),
    await recordsEntry(context, row.order_row_id),
    ...(state.letter === null ? [] : [{ name: 'letter.txt', content: Buffer.from(`${state.letter}\n`) }]),
    ...(await evidenceEntries(context, [actionId])),
  ]))
}
