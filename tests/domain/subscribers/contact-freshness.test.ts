import { describe, expect, test } from 'vitest'
import { type ContactChange, contactState } from '../../../app/domain/subscribers/contact-freshness.ts'
import { DAY_MS, HOUR_MS } from '../../../app/domain/values/time.ts'

const now = Date.UTC(2026, 2, 14)
const changed = (ago: number, verification: ContactChange['verification'] = 'otp_old', field: ContactChange['field'] = 'email'): ContactChange => ({ field, at: now - ago, verification })

describe('how far a contact can be relied on', () => {
  test.each([
    ['there is none', false, [], null, 'absent'],
    ['changed 72 hours ago less a millisecond', true, [changed(72 * HOUR_MS - 1)], null, 'just_changed'],
    ['changed 72 hours ago', true, [changed(72 * HOUR_MS)], null, 'fresh'],
    ['changed with a code to the new contact only', true, [changed(10 * DAY_MS, 'otp_new')], null, 'unproven'],
    ['changed without any check', true, [changed(10 * DAY_MS, 'none')], null, 'unproven'],
    ['changed without a word on how', true, [changed(10 * DAY_MS, null)], null, 'unproven'],
    ['well proven later', true, [changed(10 * DAY_MS, 'none'), changed(5 * DAY_MS, 'in_person')], null, 'fresh'],
    ['another field was changed', true, [changed(HOUR_MS, 'none', 'address')], now - DAY_MS, 'fresh'],
    ['unchanged for a year', true, [], now - 365 * DAY_MS, 'fresh'],
    ['unchanged for longer', true, [], now - 365 * DAY_MS - 1, 'old'],
    ['nothing is known of its age', true, [], null, 'fresh'],
    ['a change that has not come yet does not count', true, [changed(-HOUR_MS)], now - DAY_MS, 'fresh'],
  ] as const)('%s', (_name, has, changes, openedAt, freshness) => {
    expect(contactState('email', has, changes, openedAt, now).freshness).toBe(freshness)
  })
  test('says since when', () => {
    expect(contactState('email', true, [changed(5 * DAY_MS), changed(9 * DAY_MS)], now - 99 * DAY_MS, now)).toMatchObject({ since: now - 5 * DAY_MS, isChanged: true, verification: 'otp_old' })
    expect(contactState('email', true, [], now - 99 * DAY_MS, now)).toMatchObject({ since: now - 99 * DAY_MS, isChanged: false, verification: null })
  })
})
