import { PROFILE_FIELDS, VERIFICATIONS } from '../record.ts'
import { ownFeed } from './own-format.ts'

export const ownProfileChanges = ownFeed('own_profile_changes', 'profile_change', {
  key: 'change_id',
  required: ['change_id', 'subscriber_id', 'field', 'channel', 'at'],
  optional: ['old_value', 'new_value', 'staff_id', 'verification'],
}, (cells) => {
  const at = cells.time('at')
  return {
    kind: 'profile_change',
    changeId: cells.id('change_id'),
    subscriberId: cells.id('subscriber_id'),
    field: cells.oneOf('field', PROFILE_FIELDS),
    oldValue: cells.words('old_value'),
    newValue: cells.words('new_value'),
    channel: cells.required('channel', cells.code('channel') ?? ''),
    staffId: cells.code('staff_id'),
    verification: cells.optionalOneOf('verification', VERIFICATIONS),
    at: at.at,
    offsetMin: at.offsetMin,
    extra: cells.extra(),
  }
})
