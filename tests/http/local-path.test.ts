import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { localPath } from '../../app/http/local-path.ts'

describe('S43: where to go next', () => {
  it.each(['/', '/queue', '/queue?band=hold&sort=-amount', '/orders/42#timeline', '/orders/%E5%85%85', '/a/../b', '/search?q=http://elsewhere.example'])('%s stays', (path) => {
    expect(new URL(localPath(path), 'http://own.example').origin).toBe('http://own.example')
    expect(localPath(path)).not.toBe('')
  })
  it.each([
    '//evil.example', '/\\evil.example', '\\\\evil.example', 'https://evil.example', 'javascript:alert(1)', 'queue', '', ' /queue', '/\t/evil.example', '/\n/evil.example', '/.//evil.example',
    '/a/..//evil.example', '/\u202eevil', '/\u200b/evil', '/x\u0000', null, undefined, 7, ['/queue'], `/${'a'.repeat(3_000)}`,
  ])('%j goes home instead', (text) => {
    expect(localPath(text)).toBe('/')
  })
  it('S85: whatever it answers, a browser stays on our origin', () => {
    const pieces = fc.array(fc.constantFrom('/', '\\', '.', '..', '//', ':', '@', '%2f', '%5c', '%09', '\t', '\n', '\u0000', 'http', 'evil.example', '?', '#', 'a', '\u3002', '\uff0f'), { maxLength: 12 })
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), pieces.map((parts) => parts.join('')), pieces.map((parts) => `/${parts.join('')}`)), (text) => {
        const path = localPath(text)
        expect(path.startsWith('/')).toBe(true)
        expect(path.startsWith('//')).toBe(false)
        expect(new URL(path, 'https://own.example').origin).toBe('https://own.example')
        expect(localPath(path)).toBe(path)
      }),
      { numRuns: 2_000 },
    )
  })
})
