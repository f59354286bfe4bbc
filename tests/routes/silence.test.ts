import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { useApp } from '../support/app.ts'

const app = useApp()
const WAIT_MS = 15_000

/** When the server ends a connection on which only this is said, and what it says itself. */
function silence(text: string): Promise<{ readonly said: string; readonly ms: number }> {
  const { hostname, port } = new URL(app.url)
  return new Promise((resolve) => {
    const begun = performance.now()
    let said = ''
    const socket = connect(Number(port), hostname, () => socket.write(text))
    socket.on('data', (chunk) => (said += chunk.toString())).on('error', () => {}).once('close', () => resolve({ said, ms: performance.now() - begun }))
  })
}

describe('S77: silent clients', () => {
  it('are let go when their head has not come within ten seconds, and when they say nothing more after an answer', { timeout: 2 * WAIT_MS }, async () => {
    const [nothing, halfHead, kept] = await Promise.all([silence(''), silence('GET /sign-in HTTP/1.1\r\nHost: x\r\n'), silence('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')])
    expect(nothing.said).toBe('')
    expect(halfHead.said).toMatch(/^HTTP\/1\.1 408 /)
    expect(kept.said).toMatch(/^HTTP\/1\.1 200 /)
    for (const { ms } of [nothing, halfHead, kept]) expect(ms).toBeLessThan(WAIT_MS)
  })
})
