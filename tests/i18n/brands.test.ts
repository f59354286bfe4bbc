import { describe, expect, test } from 'vitest'
import { BRANDS } from '../../app/domain/lists/brands.ts'
import { en } from '../../app/i18n/en.ts'
import { translator } from '../../app/i18n/translate.ts'

const reader = (locale: 'en' | 'zh') => translator({ locale, zone: 'Asia/Shanghai', now: 0 })
const imitation = (locale: 'en' | 'zh', brand: string) => reader(locale)('signal.link/lookalike-domain', { link: 'http://10o86.cn/', brand, way: 'misspelling' })

describe('brands that a link imitates', () => {
  test('are called by their own name in each language', () => {
    expect(imitation('zh', 'china_mobile')).toContain('仿冒 中国移动')
    expect(imitation('en', 'icbc')).toContain('imitates ICBC')
  })

  test('are called by their id in words when no name is written down', () => {
    expect(imitation('en', 'china_railway')).toContain('imitates China Railway')
  })

  test('are all known to the list of brands, so that no name is left behind', () => {
    const ids = new Set(['own', ...BRANDS.entries.map(({ id }) => id)])
    expect(Object.keys(en).filter((key) => key.startsWith('brand.') && !ids.has(key.slice(6)))).toEqual([])
  })
})
