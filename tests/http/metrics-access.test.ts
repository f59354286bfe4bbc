import { describe, expect, it } from 'vitest'
import { mayReadMetrics } from '../../app/http/metrics-access.ts'

const request = (remoteAddress: string, headers: Record<string, string> = {}) => ({ headers: { host: 'localhost:3000', ...headers }, socket: { remoteAddress } }) as unknown as Parameters<typeof mayReadMetrics>[0]
const here = { token: null, publicOrigin: 'http://localhost:3000' }

describe('S82: the figures', () => {
  it.each(['127.0.0.1', '127.8.0.1', '::1', '::ffff:127.0.0.1'])('without a token are read on this machine: %s', (address) => {
    expect(mayReadMetrics(request(address), here)).toBe(true)
  })
  it.each(['localhost', '127.0.0.1:3000', '[::1]:3000', 'LOCALHOST:3000'])('by each name of this machine: %s', (host) => {
    expect(mayReadMetrics(request('127.0.0.1', { host }), here)).toBe(true)
    expect(mayReadMetrics(request('127.0.0.1'), { ...here, publicOrigin: `http://${host}` })).toBe(true)
  })
  it.each(['10.0.0.5', '203.0.113.9', '::ffff:10.0.0.5', ''])('and from nowhere else: %s', (address) => {
    expect(mayReadMetrics(request(address), here)).toBe(false)
  })
  it.each([
    ['x-forwarded-for', '203.0.113.9'], ['forwarded', 'for=203.0.113.9'], ['x-real-ip', '203.0.113.9'], ['x-forwarded-proto', 'https'], ['x-forwarded-host', 'desk.example'], ['via', '1.1 proxy'],
    ['x-client-ip', '203.0.113.9'], ['x-cluster-client-ip', '203.0.113.9'], ['true-client-ip', '203.0.113.9'], ['cf-connecting-ip', '203.0.113.9'], ['fastly-client-ip', '203.0.113.9'], ['x-original-for', '203.0.113.9'],
  ])('a proxy on this machine that says so does not lend its address: %s', (name, value) => {
    expect(mayReadMetrics(request('127.0.0.1', { [name]: value }), here)).toBe(false)
  })
  it.each(['https://desk.example', 'http://localhost.evil.example', 'http://127.0.0.1.evil.example'])('nor does one that says nothing, where others open the product: %s', (publicOrigin) => {
    expect(mayReadMetrics(request('127.0.0.1'), { token: null, publicOrigin })).toBe(false)
  })
  it.each(['evil.example', 'evil.example:3000', 'localhost.evil.example', '127.0.0.1.evil.example', ''])('a name of others that leads here does not: %s', (host) => {
    expect(mayReadMetrics(request('127.0.0.1', { host }), here)).toBe(false)
  })
  it('with a token are read by whoever shows it, and by nobody else', () => {
    const token = 'a-token-of-some-length'
    const access = { token, publicOrigin: 'https://desk.example' }
    expect(mayReadMetrics(request('203.0.113.9', { authorization: `Bearer ${token}`, host: 'desk.example' }), access)).toBe(true)
    for (const authorization of ['', 'Bearer ', `Bearer ${token}x`, `Bearer ${token.slice(1)}`, `Bearer b${token.slice(1)}`, token, `Basic ${token}`]) expect(mayReadMetrics(request('127.0.0.1', { authorization }), access)).toBe(false)
  })
})
