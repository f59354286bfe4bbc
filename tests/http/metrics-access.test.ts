import { describe, expect, it } from 'vitest'
import { mayReadMetrics } from '../../app/http/metrics-access.ts'

const request = (remoteAddress: string, headers: Record<string, string> = {}) => ({ headers, socket: { remoteAddress } }) as unknown as Parameters<typeof mayReadMetrics>[0]

describe('S82: the figures', () => {
  it.each(['127.0.0.1', '127.8.0.1', '::1', '::ffff:127.0.0.1'])('without a token are read on this machine: %s', (address) => {
    expect(mayReadMetrics(request(address), null)).toBe(true)
  })
  it.each(['10.0.0.5', '203.0.113.9', '::ffff:10.0.0.5', ''])('and from nowhere else: %s', (address) => {
    expect(mayReadMetrics(request(address), null)).toBe(false)
  })
  it('a proxy on this machine does not lend its address', () => {
    expect(mayReadMetrics(request('127.0.0.1', { 'x-forwarded-for': '203.0.113.9' }), null)).toBe(false)
    expect(mayReadMetrics(request('127.0.0.1', { forwarded: 'for=203.0.113.9' }), null)).toBe(false)
  })
  it('with a token are read by whoever shows it, and by nobody else', () => {
    const token = 'a-token-of-some-length'
    expect(mayReadMetrics(request('203.0.113.9', { authorization: `Bearer ${token}` }), token)).toBe(true)
    for (const authorization of ['', 'Bearer ', `Bearer ${token}x`, `Bearer ${token.slice(1)}`, token, `Basic ${token}`]) expect(mayReadMetrics(request('127.0.0.1', { authorization }), token)).toBe(false)
  })
})
