import { describe, expect, test } from 'vitest'
import { encodingOfMark, streamDecoder, utf8Attempt } from '../../../app/domain/intake/decode.ts'

const bytes = (...values: number[]) => Uint8Array.from(values)
/** 交易时间 in GB18030. */
const GB = bytes(0xbd, 0xbb, 0xd2, 0xd7, 0xca, 0xb1, 0xbc, 0xe4)

function verdictOf(...chunks: Uint8Array[]) {
  const attempt = utf8Attempt()
  try {
    for (const chunk of chunks) attempt.push(chunk)
    attempt.end()
    return 'utf-8'
  } catch {
    return attempt.wasMeant() ? 'broken' : 'other'
  }
}

describe('S26: encodings', () => {
  test('a byte order mark is a promise', () => {
    expect(encodingOfMark(bytes(0xef, 0xbb, 0xbf, 0x61))).toBe('utf-8')
    expect(encodingOfMark(bytes(0xff, 0xfe, 0x61, 0))).toBe('utf-16le')
    expect(encodingOfMark(bytes(0xfe, 0xff, 0, 0x61))).toBe('utf-16be')
    expect(encodingOfMark(bytes(0x61))).toBeNull()
    expect(encodingOfMark(bytes())).toBeNull()
  })

  test('what decodes strictly as UTF-8 is UTF-8, also cut inside a character', () => {
    const text = new TextEncoder().encode('order_id,备注\n1,充值💪\n')
    for (let cut = 0; cut <= text.length; cut++) expect(verdictOf(text.slice(0, cut), text.slice(cut))).toBe('utf-8')
  })

  test('what never looked like UTF-8 may be GB18030', () => {
    expect(verdictOf(new TextEncoder().encode('id,name\n'), GB)).toBe('other')
    expect(streamDecoder('gb18030').push(GB)).toBe('交易时间')
  })

  test('UTF-8 with a wrong byte is broken, not GB18030', () => {
    const text = new TextEncoder().encode('交易时间,商户号,')
    expect(verdictOf(text, bytes(0xff))).toBe('broken')
    expect(verdictOf(Uint8Array.from([...text, 0xff, 0x61]))).toBe('broken')
    expect(verdictOf(text.slice(0, -1 - 1))).toBe('broken')
  })

  test('a decoder throws at bytes that mean nothing, and stores no replacement', () => {
    expect(() => streamDecoder('utf-8').push(bytes(0xff))).toThrow(TypeError)
    expect(() => streamDecoder('gb18030').push(bytes(0xff, 0xff))).toThrow(TypeError)
    const cut = streamDecoder('gb18030')
    cut.push(bytes(0xbd))
    expect(() => cut.end()).toThrow(TypeError)
  })
})
