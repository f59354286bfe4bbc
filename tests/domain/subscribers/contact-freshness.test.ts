import { describe, expect, test } from 'vitest'
import { type ContactChange, contactState } from '../../../app/domain/subscribers/contact-freshness.ts'
import { DAY_MS, HOUR_MS } from '../../../app/domain/values/time.ts'

const now = Date.UTC(2026, 2, 14)
const changed = (ago: number, verification: ContactChange['verification'] = 'otp_old', field: ContactChange['field'] = 'email', changeId = 'C1'): ContactChange => ({ changeId, field, at: now - ago, verification })

describe('how far a contact can be relied on', () => {
  test.each([
    ['there is none', false, [], null, 'absent'],
    ['changed 72 hours ago less a millisecond', true, [changed(72 * HOUR_MS - 1)], null, 'just_changed'],
    ['changed 72 hours ago', true, [changed(72 * HOUR_MS)], null, 'fresh'],
    ['changed with a code to the new contact only', true, [changed(10 * DAY_MS, 'otp_new')], null, 'unproven'],
    ['changed without any check', true, [changed(10 * DAY_MS, 'none')], null, 'unproven'],
    ['changed without a word on how', true, [changed(10 * DAY_MS, null)], null, 'unproven'],
    ['well proven later', true, [changed(10 * DAY_MS, 'none'), changed(5 * DAY_MS, 'in_person')], null, 'fresh'],
    ['put back by our staff an hour ago', true, [changed(20 * HOUR_MS, 'none'), changed(HOUR_MS, 'none', 'email', 'staff-7-back')], null, 'fresh'],
    ['changed again after it was put back', true, [changed(HOUR_MS, 'none', 'email', 'staff-7-back'), changed(HOUR_MS / 2, 'none')], null, 'just_changed'],
    ['another field was changed', true, [changed(HOUR_MS, 'none', 'address')], now - DAY_MS, 'fresh'],
    ['unchanged for a year', true, [], now - 365 * DAY_MS, 'fresh'],
    ['unchanged for longer', true, [], now - 365 * DAY_MS - 1, 'old'],
    ['nothing is known of its age', true, [], null, 'unknown'],
    ['a change that has not come yet does not count', true, [changed(-HOUR_MS)], now - DAY_MS, 'fresh'],
  ] as const)('%s', (_name, has, changes, openedAt, freshness) => {
    expect(contactState('email', has, changes, null, openedAt, now).freshness).toBe(freshness)
  })
  test.each([
    ['a call renews what was unchanged for longer than a year', [], 'call', 365 * DAY_MS, 'fresh'],
    ['a year after the call it is old again', [], 'call', 365 * DAY_MS + 1, 'old'],
    ['a call to a contact that was just changed proves nothing', [changed(HOUR_MS)], 'call', 0, 'just_changed'],
    ['nor does it prove a change that nobody checked', [changed(10 * DAY_MS, 'none')], 'call', 0, 'unproven'],
    ['who was seen in person has proved the change', [changed(HOUR_MS, 'none')], 'in_person', 0, 'fresh'],
    ['who was seen in person before the change has not', [changed(HOUR_MS, 'none')], 'in_person', 2 * HOUR_MS, 'just_changed'],
  ] as const)('%s', (_name, changes, how, ago, freshness) => {
    expect(contactState('email', true, changes, { at: now - ago, how }, now - 999 * DAY_MS, now)).toMatchObject({ freshness, confirmed: { how } })
  })
  test('says since when', () => {
    expect(contactState('email', true, [changed(5 * DAY_MS), changed(9 * DAY_MS)], null, now - 99 * DAY_MS, now)).toMatchObject({ since: now - 5 * DAY_MS, isChanged: true, verification: 'otp_old' })
    expect(contactState('email', true, [], null, now - 99 * DAY_MS, now)).toMatchObject({ since: now - 99 * DAY_MS, isChanged: false, verification: null })
  })
})
