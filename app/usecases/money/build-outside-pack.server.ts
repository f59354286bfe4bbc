import { outsideReturn, reasonOfCode, type OutsideReturnState } from '../../domain/actions/outside-return.ts'
import { amountText } from '../../domain/values/money.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { instantText } from '../../domain/values/time.ts'
import { listOrderRoads } from '../../../db/queries/ledger.ts'
import { findAction, listOrderActions } from '../../../db/queries/staff-actions.ts'
import type { UseCaseContext } from '../context.ts'
import { evidenceEntries, jsonEntry, recordsEntry, sealPack, timelineEntry } from '../exports/evidence-pack.ts'

const ACTIONS_MAX = 200

/**
 * What we answer a chargeback with: what is claimed, proof of delivery out of the records, what was given back already by each road, our words, and the files of
 * the order's disputes. The same shape as the pack of a dispute. Refuses `action_missing`.
 */
export async function buildOutsidePack(context: UseCaseContext, actionId: number): Promise<Result<Buffer>> {
  const db = context.store.read
  const loaded = await findAction<OutsideReturnState>(db, context.keys, outsideReturn, actionId)
  if (!loaded || loaded.state.road === null) return refuse('action_missing')
  const { state, events } = loaded
  const sum = (minor: number) => amountText(minor, state.currency)
  const roads = await listOrderRoads(db, state.orderRowId)
  const disputes = (await listOrderActions(db, state.orderRowId, ACTIONS_MAX)).filter((one) => one.kind === 'dispute').map((one) => one.id)
  const words = events.map((event) => (event.type === 'represented' ? event.data.text : undefined)).findLast((text) => typeof text === 'string')
  return accept(await sealPack(context, { actionId, pack: 'topwarden chargeback', name: `C-${actionId}` }, [
    jsonEntry('chargeback.json', {
      chargeback: `C-${actionId}`, road: state.road, reference: state.reference, scheme: state.scheme, code: state.code, reason: reasonOfCode(state.code ?? ''), amount: sum(state.amountMinor), currency: state.currency,
      status: state.status, answerBy: state.answerBy === null ? undefined : instantText(state.answerBy), isContested: state.isContested,
    }),
    jsonEntry('returned.json', roads.map((road) => ({ road: road.road, pending: sum(road.pendingMinor), done: sum(road.doneMinor), currency: state.currency }))),
    timelineEntry(events),
    await recordsEntry(context, state.orderRowId),
    ...(typeof words === 'string' ? [{ name: 'answer.txt', content: Buffer.from(`${words}\n`) }] : []),
    ...(await evidenceEntries(context, disputes)),
  ]))
}
