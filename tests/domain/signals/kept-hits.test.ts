import { describe, expect, it } from 'vitest'
import { ownListsOf } from '../../../app/domain/lists/own-lists.ts'
import type { Signal } from '../../../app/domain/signals/detector.ts'
import { factsOf } from '../../../app/domain/signals/facts-builder.ts'
import { signalsOf } from '../../../app/domain/signals/index.ts'

type Sketch = Parameters<typeof factsOf>[0]

const LINK = 'https://huafei-gift.top/a'
const seen = (sketch: Sketch) => signalsOf(factsOf(sketch)).map(({ id }) => id)
const signals = (sketch: Sketch) => signalsOf(factsOf(sketch)).filter((finding): finding is Signal => 'strength' in finding)
const entry = (list: 'blocked_hosts' | 'allowed_hosts') => ownListsOf([{ id: 1, list, value: 'huafei-gift.top', detail: {}, reason: 'known', expiresAt: null }])

describe('what was seen in a text that recurs', () => {
  it('is seen again in the next record, with that record named', () => {
    const first = signals({ order: { orderId: 'W1', remark: LINK } })
    const second = signals({ order: { orderId: 'W2', remark: LINK } })
    expect(first.length).toBeGreaterThan(0)
    expect(second.map(({ id, strength, evidence }) => [id, strength, evidence])).toEqual(first.map(({ id, strength, evidence }) => [id, strength, evidence]))
    expect([...new Set(second.flatMap(({ spans }) => spans.map((span) => span.record.id)))]).toEqual(['W2'])
  })

  it('is judged by itself in another field and from another speaker', () => {
    const text = '您的验证码'
    for (const sketch of [{ order: { remark: text } }, { order: { smsText: text } }, { message: { text, direction: 'in' as const } }, { message: { text, direction: 'out' as const } }]) expect(seen(sketch)).toEqual(seen(sketch))
    expect(seen({ order: { remark: LINK } })).not.toEqual(seen({ order: { referrerUrl: LINK } }))
    expect(seen({ message: { text: LINK, direction: 'in' } })).not.toEqual(seen({ message: { text: LINK, direction: 'out' } }))
  })

  it('yields at once to what staff put on a list', () => {
    const before = seen({ order: { remark: LINK } })
    expect(before).toContain('link/outside-allowlist')
    expect(before).not.toContain('link/on-blocklist')
    expect(seen({ order: { remark: LINK }, lists: entry('blocked_hosts') })).toContain('link/on-blocklist')
    expect(seen({ order: { remark: LINK }, lists: entry('allowed_hosts') })).not.toContain('link/outside-allowlist')
    expect(seen({ order: { remark: LINK } })).toEqual(before)
  })
})
