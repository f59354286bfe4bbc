import { factorReset, type FactorResetCommand, type FactorResetSituation, type FactorResetState } from '../../domain/actions/factor-reset.ts'
import type { ProposalEvent } from '../../domain/actions/proposal.ts'
import { maskText } from '../../domain/values/masking.ts'
import { accept } from '../../domain/values/result.ts'
import { listSubjectActions } from '../../../db/queries/staff-actions.ts'
import { findStaff } from '../../../db/queries/staff.ts'
import { clearFactor } from '../staff/clear-factor.server.ts'
import { type ActionKind, askedFacts, askedText } from './action-kind.ts'
import { contentHash } from './content-hash.ts'

/** How many earlier resets of one person are looked through for one that waits. */
const LOOKED = 20

/** A lost second factor, taken away by two people. */
export const factorResetKind: ActionKind<FactorResetState, FactorResetCommand, ProposalEvent, FactorResetSituation> = {
  action: factorReset,
  situation: async (db, _context, { loaded, command, subject, base }) => {
    const staffId = loaded?.state.content?.staffId ?? (command?.type === 'propose' ? command.staffId : 0)
    const subjectKey = `staff:${staffId}`
    const member = await findStaff(db, staffId)
    const others = loaded ? [] : await listSubjectActions(db, subjectKey, LOOKED)
    return accept({
      situation: {
        ...base, conflict: null, contentHash: contentHash({ staffId, since: member?.factorSince ?? null }),
        target: member ? { staffId, hasFactor: member.factorSince !== null } : null,
        isAsked: others.some((one) => one.kind === 'factor_reset' && one.is_open === 1 && (one.due_at ?? 0) >= base.now),
      },
      subject: { ...subject, subjectKey },
    })
  },
  asked: async (db, _context, { state }) => {
    const member = await findStaff(db, state.content?.staffId ?? 0)
    return { path: '/staff', facts: askedFacts([['approvals.person', askedText(member ? `${member.name} · ${member.email}` : null)], ['approvals.reason', askedText(state.reason === null ? null : maskText(state.reason))]]) }
  },
  effect: async (tx, context, { state, event }) => {
    if (event.type === 'approved' && state.content !== null) await clearFactor(tx, context, state.content.staffId)
    return accept(null)
  },
}
