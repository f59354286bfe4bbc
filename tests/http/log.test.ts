import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLog, redact, redactText } from '../../app/http/log.ts'

const PLANTED = {
  phone: '+8613812345678', grouped: '138 1234 5678', mail: 'zhang.san@operator.example', card: '6222 0212 3456 7890', identity: '11010519491231002X',
  token: 'k3yq6x2m5w7n4p8r9t1v3b5d7f9h2j4l6n8q', query: '/queue?q=Zhang',
  afterChinese: '手机号13812345678', wide: '１３８１２３４５６７８', key: 'q2Vd/8xK+Jm1Rt5yZc7Wb3Nf9Hg4Ls6Pa0Ue/Xo2Di8=', login: 'postgres://topwarden:zhang-pass-9@db:5432/top',
}
/** What must not be left of those that are gone in part. */
const TELLING: Readonly<Record<string, string>> = { '/queue?q=Zhang': 'Zhang', 手机号13812345678: '13812345678', 'postgres://topwarden:zhang-pass-9@db:5432/top': 'zhang-pass-9' }

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  let text = ''
  write(createLog('debug', { write: (line) => void (text += line) }))
  return text
}

describe('S53: nothing personal or secret in a log line', () => {
  it.each(Object.entries(PLANTED))('a planted %s is gone from messages, fields, errors and their causes', (_name, value) => {
    const telling = TELLING[value] ?? value
    const text = logged((log) => {
      log.info(`saw ${value}`)
      log.info({ detail: value, deep: [{ list: [value] }] }, `saw ${value}`)
      log.error({ err: new Error(`bad ${value}`, { cause: new Error(value) }) }, 'failed')
    })
    expect(text.split('\n').filter(Boolean)).toHaveLength(3)
    expect(text).not.toContain(telling)
  })
  it.each(['password', 'newPassword', 'cookie', 'set-cookie', 'authorization', 'token', 'sessionId', 'body', 'email', 'payerName', 'targetNumber', 'remark', 'idDocLast4', 'cardBinLast4', 'apiKey'])(
    'the value of a field named %s never appears', (name) => {
      expect(logged((log) => log.info({ [name]: 'plain words', inner: { [name]: 'plain words' } }, 'x'))).not.toContain('plain words')
    },
  )
  it('keeps what an operator needs: references, statuses, durations, paths', () => {
    const line = JSON.parse(logged((log) => log.info({ requestId: '2c99e582-e1ff-4ce4-8689-6b3805bf66a5', status: 200, durationMs: 12_345_678, path: '/orders/77' }, 'request')))
    expect(line).toMatchObject({ level: 'info', requestId: '2c99e582-e1ff-4ce4-8689-6b3805bf66a5', status: 200, durationMs: 12_345_678, path: '/orders/77', msg: 'request' })
  })
  it('is one line an event, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const line = logged((log) => log.info({ text, other: text }, text))
        expect(line.indexOf('\n')).toBe(line.length - 1)
        expect(() => JSON.parse(line)).not.toThrow()
      }),
    )
  })
  it('shows control and direction characters as escapes', () => {
    expect(redactText('a\nb\u001b[31m\u202ec')).toBe('a\\nb\\u001b[31m\\u202ec')
  })
  it('does not follow endless or circular structures', () => {
    const circle: Record<string, unknown> = {}
    circle.self = circle
    expect(JSON.stringify(redact(circle)).length).toBeLessThan(500)
  })
})
