import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textPieces } from '../../app/components/evidence-text.tsx'

const shown = (raw: string) => textPieces(raw, []).map((piece) => (piece.hidden === null ? piece.text : `<${piece.hidden.toString(16)}>`)).join('')

describe('evidence text', () => {
  it('S37: breaks links, in Latin and full-width dots, and leaves amounts alone', () => {
    expect(shown('https://t.me/s/esim 付100.00元 上10086。cn')).toBe('hxxps://t[.]me/s/esim 付100.00元 上10086[.]cn')
  })

  it('breaks addresses of digits too', () => {
    expect(shown('http://1.2.3.4/a')).not.toMatch(/1\.2\.3\.4/)
  })

  it('S38: shows hidden and direction-changing characters as boxes of their own', () => {
    expect(shown('加\u200b微\u202e信')).toBe('加<200b>微<202e>信')
  })

  it.each([
    ['isolates and joiners', 0x2060, 0x206f], ['directions', 0x202a, 0x202e], ['marks and spaces of no width', 0x200b, 0x200f], ['controls', 0x00, 0x08], ['the control of terminals', 0x1b, 0x1b], ['later controls', 0x7f, 0x9f],
    ['tags', 0xe0000, 0xe007f], ['fillers', 0x3164, 0x3164], ['the order mark', 0xfeff, 0xfeff], ['the soft hyphen', 0xad, 0xad], ['fillers of half width', 0xffa0, 0xffa0],
  ])('S38: shows %s', (_, first, last) => {
    for (let code = first; code <= last; code++) expect(shown(`a${String.fromCodePoint(code)}b`)).toBe(`a<${code.toString(16)}>b`)
  })

  it('leaves the joiner inside an emoji alone', () => {
    expect(shown('👨‍👩‍👧 ok')).toBe('👨‍👩‍👧 ok')
  })

  it('marks exactly the telling part', () => {
    const pieces = textPieces('see t.me/x now', [{ start: 4, end: 10, label: 'lure' }])
    expect(pieces.map((piece) => [piece.text, piece.marks.length])).toEqual([['see ', 0], ['t[.]me/x', 1], [' now', 0]])
  })

  it('covers every text without gap, for any marks, without throwing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.array(fc.record({ start: fc.integer({ min: -5, max: 80 }), end: fc.integer({ min: -5, max: 80 }) })), (raw, marks) => {
      const pieces = textPieces(raw, marks)
      expect(pieces.every((piece, i) => piece.start === 0 || i > 0)).toBe(true)
      const starts = pieces.map((piece) => piece.start)
      expect([...starts].sort((a, b) => a - b)).toEqual(starts)
      if (raw.length > 0) expect(starts[0]).toBe(0)
    }))
  })
})
