import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalise, rawSlice, rawSpan, TEXT_LIMIT } from '../../../app/domain/text/normalise.ts'

const textOf = (raw: string) => normalise(raw).text

describe('the normal form', () => {
  it.each([
    ['① １ 𝟏 ² ₃ ⓪ ⓥ Ⅴ', '1 1 1 2 3 0 v v'],
    ['⑩ ㈠', '10 一'],
    ['❶ ⓿ 🅥 ⑴ ⒊', '1 0 v 1 3'],
    ['Hello WORLD', 'hello world'],
    ['café Ünï Łódź', 'cafe uni lodz'],
    ['cafe\u0301', 'cafe'],
    ['點擊連結 儲值帳號 滙款', '点击连结 储值账号 汇款'],
    ['ᴛᴇʟᴇɢʀᴀᴍ', 'telegram'],
    ['١٣٨ १३८', '138 138'],
    ['１３８００１３８０００', '13800138000'],
    ['don’t', "don't"],
    ['🇨🇳 🇻', '🇨🇳 v'],
    ['👍', '👍'],
  ])('of %s is %s', (raw, text) => expect(textOf(raw)).toBe(text))

  it.each([
    ['薇信', '微信'], ['V信', '微信'], ['v芯', '微信'], ['威信', '微信'], ['徽信', '微信'], ['微❤', '微信'], ['薇♥', '微信'], ['加微x', '加微信'],
    ['hxxps://a.com', 'https://a.com'], ['h**p://a.com', 'http://a.com'],
    ['a[.]com', 'a.com'], ['a(.)com', 'a.com'], ['a[dot]com', 'a.com'], ['a【点】com', 'a.com'], ['a。com', 'a.com'], ['a点com', 'a.com'], ['a•top', 'a.top'],
    ['w w w . 1 0 0 8 6 - ab . t o p 缴费', 'www.10086-ab.top 缴费'], ['see c z 8 8 8 8 . v i p now', 'see cz8888.vip now'],
    ['a . com', 'a.com'], ['a dot com', 'a.com'], ['10086。com。cn', '10086.com.cn'],
  ])('mends %s to %s', (raw, text) => expect(textOf(raw)).toBe(text))

  it.each(['下午3点半', '3点me', '一点com', '感谢。Thanks', 'ok . me too', 'a b c d e f g . h', 'i am in a shop . no one is', '说点什么', '威严', 'vx', '(见附件)'])('leaves %s', (raw) => expect(textOf(raw)).toBe(raw.toLowerCase()))

  it('reads digit words only in runs of seven or more', () => {
    expect(textOf('壹叁捌零零壹叁捌零零零')).toBe('13800138000')
    expect(textOf('幺三八 零零幺三 八零零零')).toBe('138 0013 8000')
    expect(textOf('一二三四五六')).toBe('一二三四五六')
    expect(textOf('一二三四五六七')).toBe('1234567')
    expect(textOf('三网一种两小时')).toBe('三网一种两小时')
    expect(textOf('人民币壹佰贰拾元整')).toBe('人民币壹佰贰拾元整')
  })

  it('reads look-alike letters as Latin only beside Latin, or in words drawn wholly in them', () => {
    expect(textOf('pаypаl')).toBe('paypal')
    expect(textOf('аррӏе')).toBe('apple')
    expect(textOf('Здравствуйте, сор')).toBe('здравствуйте, сор')
    expect(normalise('pаypаl').rewrites).toEqual([{ start: 0, end: 6, kind: 'look_alike_letter' }])
  })

  it('takes hidden characters out and tells where they were', () => {
    const normal = normalise('回拨193\u200b3304\u200b0931')
    expect(normal.text).toBe('回拨19333040931')
    expect(normal.hidden.map(({ at, kind, inWord }) => [at, kind, inWord])).toEqual([[5, 'zero_width', true], [10, 'zero_width', true]])
    expect(normalise('\ufeff充值').hidden).toEqual([])
    expect(normalise('订单\u202e0537').hidden[0]?.kind).toBe('bidi_override')
    expect(normalise('a\u{e0041}b').hidden[0]).toEqual({ at: 1, codePoint: 0xe0041, kind: 'tag', inWord: true })
    expect(normalise('1\ufe0f\u20e3').hidden.map(({ kind }) => kind)).toEqual(['variation', 'keycap'])
    expect(normalise('👨\u200d👩').hidden[0]?.inWord).toBe(false)
  })

  it('maps every place back to the raw text', () => {
    const normal = normalise('请加V信①③⑧\u200b00138000。')
    expect(normal.text).toBe('请加微信13800138000。')
    expect(rawSlice(normal, 2, 4)).toBe('V信')
    expect(rawSlice(normal, 4, 15)).toBe('①③⑧\u200b00138000')
    expect(rawSpan(normal, 15, 16)).toEqual([16, 17])
    const many = normalise('x⑩y')
    expect(many.text).toBe('x10y')
    expect(rawSlice(many, 1, 3)).toBe('⑩')
    expect(rawSlice(normalise('a点com'), 1, 2)).toBe('点')
  })

  it('cuts what is longer than the limit and says so', () => {
    expect(normalise('a'.repeat(TEXT_LIMIT)).isCut).toBe(false)
    const long = normalise('a'.repeat(TEXT_LIMIT + 1))
    expect([long.isCut, long.text.length]).toEqual([true, TEXT_LIMIT + 1])
    expect(normalise('ﷺ'.repeat(TEXT_LIMIT)).text.length).toBeLessThan(2.1 * TEXT_LIMIT)
  })

  it('reads the end of a long text as well as its beginning, and nothing across the gap', () => {
    const raw = `开头138${'x'.repeat(50_000)}00138000 加V信 hf_hup09`
    const normal = normalise(raw)
    expect([normal.isCut, normal.text.startsWith('开头138'), normal.text.endsWith('加微信 hf_hup09')]).toEqual([true, true, true])
    const at = normal.text.indexOf('微信')
    expect(rawSlice(normal, at, at + 2)).toBe('V信')
    expect(normal.text).toContain('x\nx')
  })

  it('holds its promises for any units', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 }), (units) => {
      const raw = String.fromCharCode(...units)
      const { text, offsets, hidden, rewrites } = normalise(raw)
      for (let i = 0; i < text.length; i++) {
        expect(offsets[i]).toBeLessThan(raw.length)
        expect(offsets[i + 1]).toBeGreaterThanOrEqual(offsets[i] as number)
      }
      for (const { at } of hidden) expect(at).toBeLessThan(raw.length)
      for (const { start, end } of rewrites) expect([start >= 0, start <= end, end <= text.length]).toEqual([true, true, true])
    }))
  })

  it('is the same for the same text, whatever was read before', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 60 }), (a, b) => {
      const first = normalise(a)
      normalise(b)
      const second = normalise(a)
      expect(second.text).toBe(first.text)
      expect([...second.offsets.subarray(0, second.text.length + 1)]).toEqual([...first.offsets.subarray(0, first.text.length + 1)])
    }))
  })
})
