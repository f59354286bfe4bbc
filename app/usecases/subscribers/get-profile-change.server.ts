import { FIELD_RULES, profileChange, TAKEOVER_LEAST, type ChangeField, type FieldRule, type ProfileChangeState, type TakeoverStep } from '../../domain/actions/profile-change.ts'
import { maskName, maskPhone, maskProfileValue } from '../../domain/values/masking.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import type { Instant } from '../../domain/values/time.ts'
import { contactFreshness, type ContactFreshness } from '../../../db/queries/contacts.ts'
import { listNoticeRows, type StoredNotice } from '../../../db/queries/notices.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import { findAction } from '../../../db/queries/staff-actions.ts'
import { findSubscriber, listSubscriberChanges } from '../../../db/queries/profiles.ts'
import { actionFrame, type ActionFrame } from '../actions/action-view.ts'
import { openChanges, profileChangeKind, takeoverOf } from '../actions/profile-change.server.ts'
import type { UseCaseContext } from '../context.ts'

interface FieldMoment {
  readonly changeId: string
  readonly at: Instant
  readonly oldValue: string | null
  readonly newValue: string | null
  readonly channel: string
  readonly proof: string | null
}

export interface ProfileChangeView {
  readonly frame: ActionFrame
  readonly field: ChangeField
  readonly rule: FieldRule
  readonly oldValue: string | null
  readonly newValue: string | null
  readonly channel: string | null
  readonly proof: string | null
  readonly verifiedAt: Instant | null
  readonly effectiveAt: Instant | null
  readonly tookEffectAt: Instant | null
  readonly watchUntil: Instant | null
  readonly frozenFrom: string | null
  readonly frozenBy: string | null
  readonly subscriber: { readonly id: string; readonly name: string; readonly numbers: readonly string[]; readonly status: string; readonly language: string | null }
  readonly takeover: { readonly score: number; readonly isHeld: boolean; readonly steps: readonly TakeoverStep[] }
  readonly freshness: readonly ContactFreshness[]
  readonly history: readonly FieldMoment[]
  readonly others: readonly { readonly id: number; readonly field: string; readonly status: string }[]
  readonly notices: readonly StoredNotice[]
  /** In which the times in notices are written. */
  readonly zone: string
}

const HISTORY_SHOWN = 50
const NOTICES_SHOWN = 30

/** A change of a profile with all that a checker has to see: before and after, steps of a possible takeover, history of the field, notices. Refuses `action_missing`, `subscriber_gone`. */
export async function getProfileChange(context: UseCaseContext, actionId: number): Promise<Result<ProfileChangeView>> {
  const { store, keys, now } = context
  const loaded = await findAction<ProfileChangeState>(store.read, keys, profileChange, actionId)
  if (!loaded || loaded.state.field === null) return refuse('action_missing')
  const { state, row } = loaded
  const { field } = loaded.state
  if (field === null) return refuse('action_missing')
  const subscriber = await findSubscriber(store.read, keys, row.subject_key.slice(row.subject_key.indexOf(':') + 1))
  if (!subscriber) return refuse('subscriber_gone')
  const others = await openChanges(store.read, keys, row.subject_key, row.id)
  const [frame, takeover, freshness, changes, notices] = await Promise.all([
    actionFrame(context, profileChangeKind, loaded), takeoverOf(store.read, keys, subscriber, state, others, now), contactFreshness(store.read, keys, subscriber),
    listSubscriberChanges(store.read, keys, subscriber.subscriberId, 0), listNoticeRows(store.read, { object: `action:${row.id}` }, null, NOTICES_SHOWN),
  ])
  return accept({
    frame, field, rule: FIELD_RULES[field], oldValue: maskProfileValue(field, state.oldValue), newValue: maskProfileValue(field, state.newValue), channel: state.channel, proof: state.proof,
    verifiedAt: state.verifiedAt, effectiveAt: state.effectiveAt, tookEffectAt: state.tookEffectAt, watchUntil: state.watchUntil, frozenFrom: state.frozenFrom, frozenBy: state.frozenBy,
    subscriber: { id: subscriber.subscriberId, name: maskName(subscriber.name), numbers: subscriber.numbers.slice(0, 5).map(maskPhone), status: subscriber.status, language: subscriber.language },
    takeover: { ...takeover, isHeld: takeover.score >= TAKEOVER_LEAST }, freshness,
    history: changes.filter((change) => change.field === field).slice(0, HISTORY_SHOWN).map((change) => ({
      changeId: change.changeId, at: change.at, oldValue: maskProfileValue(field, change.oldValue), newValue: maskProfileValue(field, change.newValue), channel: change.channel, proof: change.verification,
    })),
    others: others.map((other) => ({ id: other.id, field: other.state.field ?? '', status: other.state.status ?? '' })),
    notices: notices.rows, zone: (await getOperatorSettings(store.read)).settings.zone,
  })
}
