import { expect, test } from 'vitest'
import { partsOf } from '../../scripts/evaluate/near-copies.ts'

const WORDINGS = ['请把验证码告诉客服，否则您的话费会被扣光', 'your parcel waits at the counter until friday evening', '明天下午三点在会议室开会，请带上资料', 'the water will be off in your street all morning']
const VARIANTS = WORDINGS.flatMap((text) => [text, `${text} 13800138000`, `【${text}】!!`, text.toUpperCase()])

test('near-copies of a text stand in one part', () => {
  const parts = partsOf(VARIANTS, 50)
  for (let at = 0; at < VARIANTS.length; at += 4) expect(new Set(parts.slice(at, at + 4)).size).toBe(1)
})

test('texts that share nothing are spread over the parts, the same way each time', () => {
  const texts = Array.from({ length: 400 }, (_, n) => `${String.fromCodePoint(0x4e00 + n * 7, 0x4e00 + n * 11 + 1, 0x4e00 + n * 13 + 2, 0x4e00 + n * 17 + 3, 0x4e00 + n * 19 + 4, 0x4e00 + n * 23 + 5)}`)
  const parts = partsOf(texts, 5)
  for (let part = 0; part < 5; part++) expect(parts.filter((one) => one === part).length).toBeGreaterThan(40)
  expect(partsOf(texts, 5)).toEqual(parts)
})
