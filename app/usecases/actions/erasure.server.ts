import { erasure, type ErasureCommand, type ErasureSituation, type ErasureState } from '../../domain/actions/erasure.ts'
import type { ProposalEvent } from '../../domain/actions/proposal.ts'
import { maskText } from '../../domain/values/masking.ts'
import { accept } from '../../domain/values/result.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { eraseFootprint, findFootprint, findTombstone, FOOTPRINT_MAX, type Footprint } from '../../../db/queries/erasure.ts'
import { findConflict } from '../../../db/queries/interests.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import { type ActionKind, askedFacts, askedText } from './action-kind.ts'
import { contentHash } from './content-hash.ts'

/** Counts of what an erasure takes: what the second person is shown, and approves. */
export function footprintCounts(footprint: Footprint) {
  return {
    orders: footprint.orders.length, receipts: footprint.receipts.length, ledger: footprint.ledger.length, messages: footprint.messages.length, changes: footprint.changes.length,
    files: footprint.files, notices: footprint.notices.length, notes: footprint.notes, quarantined: footprint.quarantined.length,
  }
}

/** What blocks an erasure, by kind. A dispute that the police hold is a hold of its own. */
function openKinds(footprint: Footprint): readonly string[] {
  return footprint.openActions.map(({ kind, status }) => (status === 'police_hold' ? 'police_hold' : kind))
}

/** A person's data, erased by two people. */
export const erasureKind: ActionKind<ErasureState, ErasureCommand, ProposalEvent, ErasureSituation> = {
  action: erasure,
  situation: async (db, { keys }, { loaded, command, subject, base }) => {
    const subscriberId = loaded?.state.content?.subscriberId ?? (command?.type === 'propose' ? command.subscriberId : '')
    const subjectKey = `subscriber:${subscriberId}`
    const footprint = await findFootprint(db, keys, subscriberId)
    const counts = footprint && footprintCounts(footprint)
    return accept({
      situation: {
        ...base, contentHash: contentHash({ subscriberId, counts }),
        conflict: await findConflict(db, keys, base.person.staffId ?? 0, { order_row_id: null, order_id: null, subject_key: subjectKey, target_number: null }, base.now),
        subject: footprint && counts && {
          isErased: (await findTombstone(db, 'subscriber', String(footprint.subscriber[0]))) !== null, openCases: footprint.openCases.length,
          openActions: openKinds(footprint).filter((kind) => kind !== 'erasure' || loaded === null),
          isTooMuch: Object.values(counts).some((count) => count >= FOOTPRINT_MAX),
        },
      },
      subject: { ...subject, subjectKey },
    })
  },
  asked: async (db, { keys }, { state }) => {
    const subscriberId = state.content?.subscriberId ?? ''
    const footprint = await findFootprint(db, keys, subscriberId)
    const counts = footprint === null ? [] : Object.entries(footprintCounts(footprint)).filter(([, count]) => count > 0)
    return {
      path: `/privacy/erasure?subscriber=${encodeURIComponent(subscriberId)}`,
      facts: askedFacts([
        ['access.filter_subscriber', askedText(subscriberId)], ['approvals.reason', askedText(state.reason === null ? null : maskText(state.reason))],
        ...counts.map(([name, count]) => [`privacy.count_${name}`, askedText(String(count))] as const),
      ]),
    }
  },
  effect: async (tx, context, { actionId, state, event }) => {
    if (event.type !== 'approved' || state.content === null) return accept(null)
    const { subscriberId } = state.content
    const footprint = await findFootprint(tx, context.keys, subscriberId)
    if (!footprint) return accept(null)
    const erased = await eraseFootprint(tx, context.keys, subscriberId, footprint, { cause: 'request', actionId, at: context.now })
    await appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'personal_data.erased', object: `subscriber:${subscriberId}`, after: { cause: 'request', ...erased } }))
    return accept(null)
  },
}
