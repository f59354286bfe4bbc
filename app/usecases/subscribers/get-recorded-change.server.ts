import type { ChangeField } from '../../domain/actions/profile-change.ts'
import { ownActionOf } from '../../domain/intake/own-change.ts'
import { maskProfileValue } from '../../domain/values/masking.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import type { Instant } from '../../domain/values/time.ts'
import { findChange } from '../../../db/queries/profiles.ts'
import type { UseCaseContext } from '../context.ts'
import { getSubscriberBrief, type SubscriberBrief } from './get-subscriber-brief.server.ts'

export interface RecordedChangeView {
  readonly changeId: string
  readonly field: ChangeField
  readonly before: string | null
  readonly after: string | null
  readonly channel: string
  readonly by: string | null
  readonly verification: string
  readonly at: Instant
  readonly subscriber: SubscriberBrief
}

/** A change that another system made, masked, for the form that undoes it. Refuses `change_record_missing` (also for what was asked for here), `subscriber_gone`. */
export async function getRecordedChange(context: UseCaseContext, changeId: string): Promise<Result<RecordedChangeView>> {
  const found = ownActionOf(changeId) === null ? await findChange(context.store.read, context.keys, changeId) : null
  if (!found) return refuse('change_record_missing')
  const subscriber = await getSubscriberBrief(context, found.subscriberId)
  if (!subscriber.ok) return subscriber
  return accept({
    changeId, field: found.field, before: maskProfileValue(found.field, found.oldValue), after: maskProfileValue(found.field, found.newValue), channel: found.channel, by: found.staffId,
    verification: found.verification ?? 'none', at: found.at, subscriber: subscriber.value,
  })
}
