import { expect, test } from 'vitest'
import type { ProfileChange } from '../../app/domain/intake/record.ts'
import { profileChangeToRow } from '../../db/codecs.ts'
import { testKeys } from '../support/database.ts'

function hashOf(newValue: string): string | null {
  const change: ProfileChange = { kind: 'profile_change', changeId: 'C', subscriberId: 'S', field: 'email', oldValue: null, newValue, channel: 'web_portal', staffId: null, verification: 'none', at: 0, offsetMin: 480, extra: null }
  return profileChangeToRow(testKeys, change, { at: 0, importId: null } as never).new_value_hash ?? null
}

test.each([
  ['Zk.Recover77@mail.example', 'zkrecover77@mail.example', 'dots and case reach one mailbox'],
  ['zk.recover77+a@mail.example', 'zkrecover77@post.example', 'a name that is hardly two people\'s, at two hosts'],
  ['wang.li+shop@mail.example', 'wangli@mail.example', 'what follows a plus'],
])('%s and %s are counted as one: %s', (one, other) => expect(hashOf(one)).toBe(hashOf(other)))

test.each([
  ['li88@mail.example', 'li88@post.example', 'a short name'],
  ['wanglihong@mail.example', 'wanglihong@post.example', 'a plain name'],
  ['zkrecover77@mail.example', 'zkrecover78@mail.example', 'another name'],
])('%s and %s are two: %s', (one, other) => expect(hashOf(one)).not.toBe(hashOf(other)))
