import { personMerge, type PersonMergeCommand, type PersonMergeSituation, type PersonMergeState } from '../../domain/actions/person-merge.ts'
import type { ProposalEvent } from '../../domain/actions/proposal.ts'
import { inCommon } from '../../domain/subscribers/in-common.ts'
import { maskName, maskPhone, maskText } from '../../domain/values/masking.ts'
import { accept } from '../../domain/values/result.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { insertMerge, isMerged } from '../../../db/queries/person-merges.ts'
import { findSubscriber } from '../../../db/queries/profiles.ts'
import { findWaiting } from '../../../db/queries/staff-actions.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import { bare, combined, doNamesDiffer, isBound, nearTo, putSubscribers } from '../subscribers/person-records.ts'
import { type ActionKind, askedFacts, askedText } from './action-kind.ts'
import { contentHash } from './content-hash.ts'

/** Two records of one person, made one by two people. The approval binds to both records as they were shown. */
export const personMergeKind: ActionKind<PersonMergeState, PersonMergeCommand, ProposalEvent, PersonMergeSituation> = {
  action: personMerge,
  situation: async (db, { keys }, { loaded, command, subject, base }) => {
    const { keptId, mergedId, areNamesChecked } = loaded?.state.content ?? (command?.type === 'propose' ? command : { keptId: '', mergedId: '', areNamesChecked: false })
    const [kept, merged] = [await findSubscriber(db, keys, keptId), await findSubscriber(db, keys, mergedId)]
    const subjectKey = `subscriber:${keptId}`
    const { person, now } = base
    return accept({
      situation: {
        ...base, contentHash: contentHash({ keptId, mergedId, areNamesChecked, versions: [kept?.version ?? null, merged?.version ?? null] }),
        conflict: person.staffId === null ? null : await nearTo(db, keys, person.staffId, [kept, merged], now),
        pair: kept && merged && {
          isMerged: await isMerged(db, [keptId, mergedId]), isBound: await isBound(db, keys, [keptId, mergedId], now), doNamesDiffer: doNamesDiffer(kept.name, merged.name),
        },
        isAsked: loaded === null && (await findWaiting(db, 'person_merge', [subjectKey, `subscriber:${mergedId}`], now)) !== null,
      },
      subject: { ...subject, subjectKey },
    })
  },
  asked: async (db, { keys }, { state }) => {
    const { keptId, mergedId } = state.content ?? { keptId: '', mergedId: '' }
    const [kept, merged] = [await findSubscriber(db, keys, keptId), await findSubscriber(db, keys, mergedId)]
    const same = kept && merged ? inCommon(kept, merged) : []
    const person = (id: string) => ({ as: 'link', to: `/subscribers/${encodeURIComponent(id)}`, text: id }) as const
    return {
      path: null,
      facts: askedFacts([
        ['profiles.duplicates_gone', person(mergedId)], ['profiles.duplicates_keep', person(keptId)],
        ['profiles.duplicates_same', { as: 'sentence', key: same.length === 0 ? 'profiles.duplicates_nothing_same' : 'profiles.duplicates_why', data: { fields: [...same] } }],
        ['subscriber.name', kept && merged && doNamesDiffer(kept.name, merged.name) ? { as: 'change', before: askedText(maskName(merged.name)), after: askedText(maskName(kept.name)) } : askedText(kept && maskName(kept.name))],
        ['profiles.duplicates_moved', askedText(merged?.numbers.map(maskPhone).join(', ') ?? null)],
        ['approvals.reason', askedText(state.reason === null ? null : maskText(state.reason))],
      ]),
    }
  },
  effect: async (tx, context, { state, event }) => {
    if (event.type !== 'approved' || state.content === null || state.reason === null) return accept(null)
    const { keptId, mergedId } = state.content
    const [kept, merged] = [await findSubscriber(tx, context.keys, keptId), await findSubscriber(tx, context.keys, mergedId)]
    if (!kept || !merged) return accept(null)
    const before = { kept: bare(kept), merged: bare(merged) }
    await putSubscribers(tx, context, [{ ...before.merged, numbers: [], status: 'closed' }, bare(combined(kept, merged))])
    const mergeId = await insertMerge(tx, context.keys, { keptId, mergedId, reason: state.reason, mergedAt: context.now, before, by: state.makerIds.at(-1) ?? 0 })
    await appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'person.merged', object: `subscriber:${keptId}`, after: { mergedId, mergeId, numbers: merged.numbers.map(maskPhone) }, reason: maskText(state.reason) }))
    return accept(null)
  },
}
