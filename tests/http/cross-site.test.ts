import { describe, expect, it } from 'vitest'
import { isSameSiteRequest } from '../../app/http/cross-site.ts'

const allowedOrigins = new Set(['https://topwarden.example'])
const ask = (method: string, origin?: string, secFetchSite?: string, path = '/queue') => isSameSiteRequest({ method, path, origin, secFetchSite, allowedOrigins })

describe('S45: who may change state', () => {
  it.each(['GET', 'HEAD', 'OPTIONS'])('%s changes nothing and may come from anywhere', (method) => {
    expect(ask(method, 'https://evil.example', 'cross-site')).toBe(true)
  })
  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'anything'])('%s needs our own origin', (method) => {
    expect(ask(method, 'https://topwarden.example')).toBe(true)
    expect(ask(method, 'https://topwarden.example:444')).toBe(false)
    expect(ask(method, 'http://topwarden.example')).toBe(false)
    expect(ask(method, 'https://topwarden.example.evil.example')).toBe(false)
    expect(ask(method, 'null')).toBe(false)
    expect(ask(method, '')).toBe(false)
  })
  it('without Origin only same-origin fetches count', () => {
    expect(ask('POST', undefined, 'same-origin')).toBe(true)
    for (const site of ['same-site', 'cross-site', 'none', undefined]) expect(ask('POST', undefined, site)).toBe(false)
  })
  it('a wrong Origin is not mended by Sec-Fetch-Site', () => {
    expect(ask('POST', 'https://evil.example', 'same-origin')).toBe(false)
  })
  it('only the signed machine endpoints are exempt', () => {
    expect(ask('POST', undefined, undefined, '/api/v1/orders')).toBe(true)
    for (const path of ['/api/v1', '/api/v10/orders', '/API/v1/orders', '/x/api/v1/orders']) expect(ask('POST', undefined, undefined, path)).toBe(false)
  })
})
