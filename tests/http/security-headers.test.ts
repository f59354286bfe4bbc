import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { securityHeaders } from '../../app/http/security-headers.ts'

const servers: ReturnType<ReturnType<typeof express>['listen']>[] = []
const ports = new Map<boolean, number>()

beforeAll(async () => {
  for (const isHttps of [true, false]) {
    const app = express().use(securityHeaders({ isHttps, mode: 'production' })).get('/', (_req, res) => void res.send('x'))
    const server = app.listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    servers.push(server)
    ports.set(isHttps, (server.address() as AddressInfo).port)
  }
})
afterAll(() => {
  for (const server of servers) server.close()
})

const headersOf = async (isHttps: boolean) => (await fetch(`http://127.0.0.1:${ports.get(isHttps)}/`)).headers

describe('headers of an answer in production', () => {
  test('S39: the policy lets in what is ours and nothing else, kind by kind', async () => {
    const policy = (await headersOf(true)).get('content-security-policy') ?? ''
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
    expect(Buffer.from(nonce, 'base64')).toHaveLength(16)
    expect(policy.replaceAll(nonce, 'N').split('; ')).toEqual([
      "default-src 'self'", "script-src 'nonce-N' 'strict-dynamic'", "style-src 'self' 'nonce-N'", "style-src-elem 'self' 'nonce-N'", "style-src-attr 'unsafe-inline'", "img-src 'self'", "font-src 'self'", "connect-src 'self'",
      "object-src 'none'", "base-uri 'none'", "frame-src 'none'", "frame-ancestors 'none'", "form-action 'self'", 'report-uri /csp-report',
    ])
  })

  test('S40: https is asked for where it is spoken, and there alone; no page is framed', async () => {
    const [secure, plain] = await Promise.all([headersOf(true), headersOf(false)])
    expect(secure.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
    expect(plain.has('strict-transport-security')).toBe(false)
    expect(secure.get('x-frame-options')).toBe('DENY')
  })
})
