import { describe, expect, it } from 'vitest'
import { isSignedBy, isTimely, sign } from '../../app/auth/webhook-signature.ts'

const SECRET = 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const BODY = Buffer.from('{"test": 2432232314}')
const [ID, TIME] = ['msg_p5jXN8AQM9LWM0D4loKWxJek', '1614265330']

describe('S30: signatures of messages between machines', () => {
  it('are those of Standard Webhooks, with or without the prefix of the secret', () => {
    // The example of the specification.
    for (const secret of [SECRET, `whsec_${SECRET}`]) expect(sign(secret, ID, TIME, BODY)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })
  it('hold for one of the secrets and one of at most eight signatures, over id, time and body', () => {
    const right = sign(SECRET, ID, TIME, BODY)
    const holds = (signature: string, changes: { id?: string; time?: string; body?: Buffer; secrets?: string[] } = {}) =>
      isSignedBy(changes.secrets ?? ['b3RoZXI=', SECRET], { eventId: changes.id ?? ID, timestamp: changes.time ?? TIME, signature }, changes.body ?? BODY)
    expect([holds(right), holds(`v1,wrong ${right}`), holds(`${'v1,wrong '.repeat(7)}${right}`)]).toEqual([true, true, true])
    expect([holds(`${'v1,wrong '.repeat(8)}${right}`), holds(''), holds(right, { id: 'other' }), holds(right, { time: '1614265331' }), holds(right, { body: Buffer.from('{}') }), holds(right, { secrets: [] })]).toEqual(Array(6).fill(false))
  })
  it('are taken five minutes from our clock, either way, and not a second more', () => {
    const now = Number(TIME) * 1_000
    expect([-300_001, -300_000, 0, 300_000, 300_001].map((off) => isTimely(TIME, now + off))).toEqual([false, true, true, true, false])
    for (const text of ['', 'soon', '-1', `${TIME}.0`, '1614265330000000']) expect(isTimely(text, now)).toBe(false)
  })
})
